"""Which concepts of two vocabularies have names that may be the same: found by keys, and never each against each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
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
    left, right = list(_names(mine, shared)), list(_names(theirs, shared))
    for way in _ways(left, right):
        if not way.is_equal:
            known = [{pair[side] for pair in found} for side in (0, 1)]
            left, right = (
                [one for one in names if one.iri not in known[side]]
                for side, names in enumerate((left, right))
            )
        for met in _met(way, left, right):
            by_language = found[met.mine.iri, met.theirs.iri]
            before = by_language.get(met.language)
            if before is None or met.sure > before.sure:
                by_language[met.language] = met
    return {
        pair: [met for _, met in sorted(by_language.items())] for pair, by_language in sorted(found.items())
    }


def spoken(tag: str) -> str:
    """Return the language of a tag without its region."""
    return tag.partition("-")[0].lower()


def _names(thesaurus: Thesaurus, but: Set[str]) -> Iterator[Name]:
    wanted = (iri for iri in thesaurus.current if iri not in but)
    return (name for name in thesaurus.each_name(wanted) if name.kind in KINDS)


def _ways(left: Iterable[Name], right: Iterable[Name]) -> Iterator[Way]:
    """Yield the ways; where one side writes no marks at all, that a name lacks them tells nothing."""
    is_plain = any(all(name.text.isascii() for name in names) for names in (left, right))
    folded = next(way for way in WAYS if way.name == "folded")
    for way in WAYS:
        yield replace(way, sure=folded.sure) if is_plain and way.name == "unmarked" else way


def _met(way: Way, left: Iterable[Name], right: Iterable[Name]) -> Iterator[Meeting]:
    bearers: dict[str, list[Name]] = defaultdict(list)
    tongues: set[str] = set()
    for name in right:
        for key in way.keys(name.text, name.lang):
            bearers[key].append(name)
            tongues.add(spoken(name.lang))
    for name in left:
        if not _understood(spoken(name.lang), tongues):
            continue  # no dictionary is opened for it
        for key in way.keys(name.text, name.lang):
            others = bearers.get(key, ())
            if len({other.iri for other in others}) <= _MOST_SHARING:
                yield from (_meeting(way, name, other) for other in others if _may_meet(way, name, other))


def _understood(language: str, others: Set[str]) -> bool:
    """Tell whether names in a language may be those in others; what says no language is understood by all."""
    return bool(others) and (language in others or not language or "" in others)


def _may_meet(way: Way, mine: Name, theirs: Name) -> bool:
    return _understood(spoken(mine.lang), {spoken(theirs.lang)}) and way.suits(mine.text, theirs.text)


def _meeting(way: Way, mine: Name, theirs: Name) -> Meeting:
    sure = way.sure * _KIND[mine.kind] * _KIND[theirs.kind]
    if way.is_equal and differ_in_capitals(mine.text, theirs.text):
        sure *= _UNCASED
    elif way.is_equal and is_acronym(mine.text) and is_acronym(theirs.text):
        sure *= _SHORT
    return Meeting(way, mine, theirs, sure)
