"""Names that are another name with words before it: a barn owl is an owl, so what is called so is broader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set

from termgraph.align.meeting import Meeting, spoken
from termgraph.align.ways import Way
from termgraph.names import spelling_keys, words
from termgraph.names.wordlists import GENERAL_NOUNS, JOINING_WORDS
from termgraph.skos import Name, Thesaurus
from termgraph.skos.naming import KINDS

#: English puts the head last, and so does a name that says no language.
_HEAD_LAST = ("", "en")
_MOST_WORDS = 6

BROADER = Way(
    "headed",
    0.55,
    lambda name, _: _heads(name),
    "a kind of it by name",
    ("semapv:Tokenization",),
    "broadMatch",
)
NARROWER = Way(
    "heading", 0.55, BROADER.keys, "its name with words before it", ("semapv:Tokenization",), "narrowMatch"
)


def headed(narrow: Thesaurus, iris: Set[str], broad: Thesaurus) -> Iterator[tuple[Name, Name]]:
    """Yield the names of some concepts of one vocabulary, each with the longest of the other that it ends in.

    >>> birds = Thesaurus.from_text('<e:1> a skos:Concept ; skos:prefLabel "western barn owl"@en .')
    >>> others = Thesaurus.from_text('<f:1> a skos:Concept ; skos:prefLabel "owls", "barn owls"@en .')
    >>> [(mine.text, theirs.text) for mine, theirs in headed(birds, {"e:1"}, others)]
    [('western barn owl', 'barn owls')]
    """
    bearers = _bearers(broad)
    for name in narrow.each_name(iris):
        if name.kind == "prefLabel" and spoken(name.lang) in _HEAD_LAST:
            for key in _heads(name.text):
                if found := bearers.get(key):
                    yield from ((name, other) for other in found)
                    break


def _bearers(thesaurus: Thesaurus) -> Mapping[str, list[Name]]:
    found: dict[str, list[Name]] = defaultdict(list)
    for name in thesaurus.each_name(thesaurus.current):
        if name.kind in KINDS[:2] and spoken(name.lang) in _HEAD_LAST:
            for key in spelling_keys(name.text):
                found[key].append(name)
    return found


def _heads(name: str) -> Iterator[str]:
    """Yield the keys of what a name ends in, the longest first; a word that many names end in tells nothing."""
    found = words(name)
    if len(found) > _MOST_WORDS or JOINING_WORDS & set(found):
        return
    for at in range(1, len(found)):
        rest = found[at:]
        if len(rest) > 1 or rest[0] not in GENERAL_NOUNS:
            yield from sorted(spelling_keys(" ".join(rest)))


def meeting(way: Way, mine: Name, theirs: Name) -> Meeting:
    """Return two names as they met."""
    return Meeting(way, mine, theirs, way.sure)
