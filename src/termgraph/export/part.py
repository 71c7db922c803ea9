"""A part of a vocabulary: some concepts with all that is said of them, and no more of the others than their names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Generic, TypeVar

from termgraph.namespaces import DCT, RDFS, SCHEMA, SKOS, SKOSXL
from termgraph.skos import Thesaurus
from termgraph.store.record import Value

_LABELS = (SKOS + "prefLabel", RDFS + "label", DCT + "title")
#: What a scheme says of all its concepts together: a part has the works that its own ones cite.
_WHOLE = SCHEMA + "citation"
_Said = tuple[str, str, Value]
_T = TypeVar("_T", bound=Thesaurus)


def part(thesaurus: _T, concepts: Iterable[str], depth: int = 0) -> _T:
    """Return the part of a vocabulary that is about some concepts.

    It has their names and notes, the records of misleading names and of mappings, sources, collections and schemes,
    whatever these are described with, and what the vocabulary says of its own properties and classes. What is at the
    other end of a relation keeps its label. What a scheme cites for other concepts is not of the part.

    Args:
        thesaurus: the vocabulary.
        concepts: the IRIs of the concepts.
        depth: how many steps of relations to go from them; all concepts on the way are of the part.

    >>> birds = Thesaurus.from_text('''<e:owl> a skos:Concept ; skos:prefLabel "owl"@en ; skos:broader <e:bird> .
    ... <e:bird> a skos:Concept ; skos:prefLabel "bird"@en ; skos:definition "It flies."@en .''')
    >>> found = part(birds, ["e:owl"])
    >>> sorted(found.concepts), found.label("e:bird"), found.definition("e:bird")
    (['e:owl'], 'bird', None)
    >>> sorted(part(birds, ["e:owl"], depth=1).concepts)
    ['e:bird', 'e:owl']
    """
    return Parts(thesaurus).of(concepts, depth)


def unsaid(thesaurus: Thesaurus) -> str:
    """Return in a few words what no part of a vocabulary says: triples about triples; "" where there are none.

    >>> unsaid(Thesaurus.from_text("<e:owl> a skos:Concept . <e:ann> <e:says> <<( <e:owl> a skos:Concept )>> ."))
    '1 triple about a triple'
    """
    count = len(thesaurus.record.reified)
    return (
        "" if not count else "1 triple about a triple" if count == 1 else f"{count:,} triples about triples"
    )


class Parts(Generic[_T]):
    """Parts of one vocabulary, one after the other: what is said from the other ends is looked for once.

    Args:
        thesaurus: the vocabulary.
    """

    def __init__(self, thesaurus: _T) -> None:
        self.thesaurus = thesaurus

    def of(self, concepts: Iterable[str], depth: int = 0) -> _T:
        """Return the part about some concepts or collections; see `part`."""
        thesaurus, kept = self.thesaurus, set(concepts)
        for _ in range(depth):
            kept |= {other for node in kept for others in thesaurus.beside(node).values() for other in others}
            kept &= thesaurus.concepts
        record = thesaurus.record.bare()
        said = dict.fromkeys(_Part(thesaurus, kept, self.pointing, self.may_be_described).said())
        record.add(*(("", *one) for one in said))
        found = thesaurus.of(record)
        # What has no more than a label is no entry, whatever follows from its being at the end of a relation.
        found.concepts = kept & thesaurus.concepts
        found.language = thesaurus.language
        return found

    def pointing(self, node: str) -> Iterable[tuple[str, str]]:
        """Return what is said of a node from the other end of a relation: the subjects, and by which property."""
        pages = self.thesaurus.pages
        if pages is None or pages.are_many:
            return self._pointing.get(node, ())
        return self._looked_up(node)

    def _looked_up(self, node: str) -> list[tuple[str, str]]:
        """Return the same from the pages of what is beside the node, without going through all relations."""
        thesaurus, properties = self.thesaurus, self.thesaurus.relations.properties
        kinds = (*thesaurus.edges.values(), *thesaurus.edges_back.values())
        beside = {node, *(other for kind in kinds for other in kind.get(node, ()))}
        said = ((one, name) for one in beside for name, value in thesaurus.about(one) if value == node)
        return sorted((pair for pair in said if pair[1] in properties), key=lambda pair: pair[::-1])

    def may_be_described(self, name: str) -> bool:
        """Tell whether something may be said of a property."""
        pages = self.thesaurus.pages
        return not (pages is None or pages.are_many) or name in self._described

    @cached_property
    def _described(self) -> Collection[str]:
        """The properties that something is said of."""
        return {name for name in self.thesaurus.columns if any(self.thesaurus.about(name))}

    @cached_property
    def _pointing(self) -> Mapping[str, list[tuple[str, str]]]:
        """The same of all nodes, by node."""
        found: dict[str, list[tuple[str, str]]] = {}
        for name in sorted(self.thesaurus.relations.properties):
            for subject, value in sorted(self.thesaurus.stated(name)):
                found.setdefault(value, []).append((subject, name))
        return found


class _Part:
    def __init__(
        self,
        thesaurus: Thesaurus,
        kept: Collection[str],
        pointing: Callable[[str], Iterable[tuple[str, str]]],
        may_be_described: Callable[[str], bool],
    ) -> None:
        self.thesaurus = thesaurus
        self.kept = kept
        self.pointing = pointing
        self.may_be_described = may_be_described
        #: The schemes and collections of the concepts: their other top concepts and members are not of the part.
        self.groups = {
            group
            for node in kept
            for group in (*thesaurus.schemes_of.get(node, ()), *thesaurus.collections_of.get(node, ()))
        }
        self.described: set[str] = set()
        self.ends: set[str] = set()

    def said(self) -> Iterator[_Said]:
        """Yield all that the part says, some of it perhaps twice."""
        thesaurus = self.thesaurus
        records = [one.node for node in sorted(self.kept) for one in thesaurus.misleading.get(node, ())]
        records += [
            about for node in sorted(self.kept) for about, _ in thesaurus.told_of_mappings.get(node, ())
        ]
        yield from self.descriptions([*sorted(self.kept), *sorted(self.groups), *records])
        told = self.ends | self.described
        for value in sorted(self.kept):
            for subject, name in self.pointing(value):
                if subject not in told:  # said from the other end only
                    self.ends.add(subject)
                    yield subject, name, value
        for end in sorted(self.ends - self.described):
            for name in _LABELS:
                yield from ((end, name, value) for _, value in thesaurus.about(end, name))
            for term in thesaurus.terms_of(end, "prefLabel"):
                yield end, SKOSXL + "prefLabel", term
                yield from self.descriptions([term])

    def is_entry(self, node: str) -> bool:
        """Tell whether a node is told of on its own: a concept, a collection or a scheme."""
        thesaurus = self.thesaurus
        return node in thesaurus.concepts or node in thesaurus.collections or node in thesaurus.schemes

    def descriptions(self, nodes: Iterable[str]) -> Iterator[_Said]:
        """Yield what is said of nodes and, on and on, of what they are described with, but for other entries."""
        pending = list(reversed([*nodes]))
        while pending:
            node = pending.pop()
            if node in self.described:
                continue
            self.described.add(node)
            for name, value in self.thesaurus.about(node):
                if name == _WHOLE and node in self.groups:
                    continue
                if isinstance(value, str):
                    is_entry = self.is_entry(value)
                    if (
                        is_entry
                        and node in self.groups
                        and value not in self.groups
                        and value not in self.kept
                    ):
                        continue
                    self.ends.add(value)
                    pending += [] if is_entry else [value]
                if self.may_be_described(name):
                    pending.append(name)
                yield node, name, value
