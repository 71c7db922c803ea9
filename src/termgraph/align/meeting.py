"""Which concepts of two vocabularies have names that may be the same: found by keys, and never each against each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from itertools import chain, product
from operator import attrgetter
from typing import NamedTuple

from termgraph.align.ways import WAYS, Way
from termgraph.names import differ_in_capitals
from termgraph.names.abbreviations import is_acronym
from termgraph.skos import Name, Thesaurus
from termgraph.skos.naming import KINDS

#: Concepts that may share a key; one that more share tells nothing.
_MOST_SHARING = 40
#: What is left of how sure a way is, for a name of a kind.
_KIND = {"prefLabel": 1.0, "altLabel": 0.97, "hiddenLabel": 0.92}
_SHORT = 0.8  # the same for an abbreviation, which often stands for several things
_UNCASED = 0.4  # and for names that differ in capitals within: "IT" and "it"

Pair = tuple[str, str]
Meetings = Mapping[Pair, Sequence["Meeting"]]


class Meeting(NamedTuple):
    """Two names that may be the same.

    Attributes:
        way: in which way.
        mine: the name in the one vocabulary.
        theirs: the name in the other.
        sure: how likely it is that their concepts are one, going by this alone.
    """

    way: Way
    mine: Name
    theirs: Name
    sure: float

    @property
    def language(self) -> str:
        """The language that both are in, "" where neither says one."""
        return spoken(self.mine.lang) or spoken(self.theirs.lang)


def meetings(mine: Thesaurus, theirs: Thesaurus) -> Meetings:
    """Return the names that pairs of concepts share, the surest of each language.

    One way is gone after the other, so that no more than the keys of one are in memory; who has met by a sure way is
    not looked for by names that are merely alike.

    >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "barn owls"@en .')
    >>> others = Thesaurus.from_text('<f:1> a skos:Concept ; skos:prefLabel "Barn-Owl"@en .')
    >>> [(pair, [met.way.name for met in found]) for pair, found in meetings(birds, others).items()]
    [(('e:owl', 'f:1'), ['spelt'])]
    """
    found: dict[Pair, dict[str, Meeting]] = defaultdict(dict)
    shared = mine.concepts & theirs.concepts  # which are the same already
    left, right = _names(mine, shared), _names(theirs, shared)
    for way in _ways(left, right):
        if way.crosses or not way.is_equal:
            left, right = _but(left, {pair[0] for pair in found}), _but(right, {pair[1] for pair in found})
        for certain, one, other in _sharing(way, left, right):
            pair, language = (one.iri, other.iri), spoken(one.lang) or spoken(other.lang)
            before = found[pair].get(language) if pair in found else None
            least = before.sure if before else 0.0
            if certain > least and way.suits(one.text, other.text):
                sure = certain * _capitals(way, one.text, other.text)
                if sure > least:
                    found[pair][language] = Meeting(way, one, other, sure)
    return {
        pair: [met for _, met in sorted(by_language.items())] for pair, by_language in sorted(found.items())
    }


@lru_cache(maxsize=1024)
def spoken(tag: str) -> str:
    """Return the language of a tag without its region."""
    return tag.partition("-")[0].lower()


def _names(thesaurus: Thesaurus, but: Set[str]) -> list[Name]:
    """Return the names of concepts, language by language, so that each dictionary is opened once."""
    wanted = (iri for iri in thesaurus.current if iri not in but)
    names = (name for name in thesaurus.each_name(wanted) if name.kind in KINDS)
    return sorted(names, key=attrgetter("lang"))


def _ways(left: Iterable[Name], right: Iterable[Name]) -> Iterator[Way]:
    """Yield the ways; where one side writes no marks at all, that a name lacks them tells nothing."""
    is_plain = any(all(name.text.isascii() for name in names) for names in (left, right))
    folded = next(way for way in WAYS if way.name == "folded")
    for way in WAYS:
        yield replace(way, sure=folded.sure) if is_plain and way.name == "unmarked" else way


def _but(names: Iterable[Name], known: Set[str]) -> list[Name]:
    return [one for one in names if one.iri not in known]


def _sharing(way: Way, left: Sequence[Name], right: Sequence[Name]) -> Iterator[tuple[float, Name, Name]]:
    """Yield the names that share a key and may be compared, each with how sure that makes at most."""
    may_be_compared = _comparable(way, left, right)
    theirs = _by_key(way, right, left)
    mine = _by_key(way, left, right, theirs)
    for key, names in mine.items():
        others = theirs[key]
        here, there = len({one.iri for one in names}), len({other.iri for other in others})
        sure = way.alone if way.alone and here == there == 1 else way.sure
        if there <= _MOST_SHARING:
            for one, other in product(names, others):
                if may_be_compared(one, other):
                    yield sure * _KIND[one.kind] * _KIND[other.kind], one, other


def _by_key(
    way: Way, names: Iterable[Name], others: Iterable[Name], wanted: Container[str] | None = None
) -> Mapping[str, list[Name]]:
    """Return names by their keys, but for languages that no other has: no dictionary is opened for these."""
    tongues = {spoken(name.lang) for name in others}
    own = {name.lang for name in names}
    heard = {lang for lang in own if any(_may_be_one(way, spoken(lang), one) for one in tongues)}
    found: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        if name.lang in heard or way.crosses:
            for key in way.keys(name.text, name.lang):
                if wanted is None or key in wanted:
                    found[key].append(name)
    return found


def _comparable(way: Way, left: Iterable[Name], right: Iterable[Name]) -> Callable[[Name, Name], bool]:
    """Return what tells whether names may be compared: of one language, or of concepts that have none in common."""
    if not way.crosses:
        return lambda one, other: _may_be_one(way, spoken(one.lang), spoken(other.lang))
    tongues: dict[str, set[str]] = defaultdict(set)
    for name in chain(left, right):
        tongues[name.iri].add(spoken(name.lang))
    return lambda one, other: (
        not any(_may_be_one(way, *pair) for pair in product(tongues[one.iri], tongues[other.iri]))
    )


def _may_be_one(way: Way, one: str, other: str) -> bool:
    """Tell whether two languages may be one; what says none is understood by all, but by dictionaries."""
    if way.is_spoken:
        return one == other != ""
    return one == other or not one or not other


def _capitals(way: Way, mine: str, theirs: str) -> float:
    """Return what is left of how sure a way is, for what the capitals of two names say."""
    if not way.is_equal or (mine.islower() and theirs.islower()):
        return 1.0
    if differ_in_capitals(mine, theirs):
        return _UNCASED
    return _SHORT if is_acronym(mine) and is_acronym(theirs) else 1.0
