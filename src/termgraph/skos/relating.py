"""How things hang together: what is above and beside what, schemes, collections, and the order of siblings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from termgraph.names.natural import natural_key
from termgraph.namespaces import ISO_THES, RDF, SH, SKOS
from termgraph.skos.hierarchy import Hierarchy
from termgraph.skos.naming import Naming

_NIL = RDF + "nil"


class Relating(Naming):
    """A vocabulary with its relations."""

    @cached_property
    def broader(self) -> Mapping[str, list[str]]:
        """What is directly above each concept, said from either end; itself is not."""
        return _neighbours(self.links(SKOS + "broader"), self.links(SKOS + "narrower"))

    @cached_property
    def narrower(self) -> Mapping[str, list[str]]:
        """What is directly below each concept, said from either end."""
        return _inverted(self.broader)

    @cached_property
    def related(self) -> Mapping[str, list[str]]:
        """What is beside each concept, said from either end."""
        return _neighbours(self.links(SKOS + "related"), self.links(SKOS + "related"))

    @cached_property
    def hierarchy(self) -> Hierarchy:
        """The hierarchy of skos:broader and skos:narrower."""
        return Hierarchy(self.narrower)

    # Schemes

    @cached_property
    def schemes_of(self) -> Mapping[str, set[str]]:
        """The schemes that each node is in, as one of its top concepts too (S7, S8)."""
        schemes: dict[str, set[str]] = defaultdict(set)
        for name in ("inScheme", "topConceptOf"):
            for subject, scheme in self.links(SKOS + name):
                schemes[subject].add(scheme)
        for scheme, top in self.links(SKOS + "hasTopConcept"):
            schemes[top].add(scheme)
        return schemes

    @cached_property
    def tops(self) -> Mapping[str, set[str]]:
        """The top concepts of each scheme that has some, said from either end."""
        tops: dict[str, set[str]] = defaultdict(set)
        for scheme, top in self.links(SKOS + "hasTopConcept"):
            tops[scheme].add(top)
        for top, scheme in self.links(SKOS + "topConceptOf"):
            tops[scheme].add(top)
        return tops

    # Walks

    def ancestors(self, node: str) -> Iterator[str]:
        """Yield all that stands above a concept, nearest first, each once, itself never, whatever the cycles.

        >>> birds = Relating.from_text("<e:owl> skos:broader <e:bird> . <e:bird> skos:broader <e:animal> .")
        >>> list(birds.ancestors("e:owl")), list(birds.descendants("e:animal"))
        (['e:bird', 'e:animal'], ['e:bird', 'e:owl'])
        """
        return _walk(node, self.broader)

    def descendants(self, node: str) -> Iterator[str]:
        """Yield all that stands below a concept, nearest first, each once, itself never, whatever the cycles."""
        return _walk(node, self.narrower)

    # Collections

    @cached_property
    def members(self) -> Mapping[str, list[str]]:
        """The members of each collection: in the order of its list, where it has one, else in their natural order."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for collection, first in self.links(SKOS + "memberList"):
            found[collection].update(dict.fromkeys(self._listed(first)))
        unordered: dict[str, list[str]] = defaultdict(list)
        for collection, member in self.links(SKOS + "member"):
            if member not in found.get(collection, ()):
                unordered[collection].append(member)
        for collection, members in unordered.items():
            found[collection].update(dict.fromkeys(self.in_order(members)))
        return {collection: list(members) for collection, members in found.items()}

    def _listed(self, node: str) -> Iterator[str]:
        """Yield the nodes of an RDF list, as far as it is one."""
        seen = set()
        while node != _NIL and node not in seen:
            seen.add(node)
            said = {name: value for name, value in self.about(node) if isinstance(value, str)}
            if RDF + "first" in said:
                yield said[RDF + "first"]
            node = said.get(RDF + "rest", _NIL)

    @cached_property
    def ordered(self) -> set[str]:
        """The collections whose members have an order."""
        return self.of_class(SKOS + "OrderedCollection") | self.subjects_of(SKOS + "memberList")

    @cached_property
    def collections_of(self) -> Mapping[str, list[str]]:
        """The collections that each node is directly a member of, sorted."""
        found: dict[str, set[str]] = defaultdict(set)
        for collection, members in self.members.items():
            for member in members:
                found[member].add(collection)
        return {member: sorted(mine) for member, mine in found.items()}

    @cached_property
    def superordinates(self) -> Mapping[str, list[str]]:
        """The concepts that each collection divides (ISO 25964: an array below a concept), said from either end."""
        return _neighbours(self.links(ISO_THES + "superOrdinate"), self.links(ISO_THES + "subordinateArray"))

    @cached_property
    def arrays_of(self) -> Mapping[str, list[str]]:
        """The collections that divide each concept, sorted."""
        return _inverted(self.superordinates)

    # Order

    def in_order(self, nodes: Iterable[str]) -> list[str]:
        """Return siblings in their natural order: by sh:order, else notation ("2" before "10"), else label.

        >>> birds = Relating.from_text('''<e:owl> skos:prefLabel "owl"@en ; skos:notation "10" .
        ... <e:tit> skos:prefLabel "tit"@en ; skos:notation "2" . <e:bat> skos:prefLabel "bat"@en .''')
        >>> birds.in_order(["e:owl", "e:bat", "e:tit"])
        ['e:tit', 'e:owl', 'e:bat']
        """
        return sorted(nodes, key=self.order_key)

    def order_key(self, node: str) -> tuple[float, bool, tuple[object, ...], str, str]:
        """Return what siblings are sorted by."""
        notation = next(iter(self.notations.get(node, ())), None)
        code = notation.value if notation is not None else ""
        label = self.label(node)
        place = self._places.get(node, float("inf"))
        return place, notation is None, natural_key(code), label.casefold(), node

    @cached_property
    def _places(self) -> Mapping[str, float]:
        found: dict[str, float] = {}
        for node, text in self.texts(SH + "order"):
            try:
                found[node] = min(float(text.value), found.get(node, float("inf")))
            except ValueError:
                continue
        return found


def _neighbours(there: Iterator[tuple[str, str]], back: Iterator[tuple[str, str]]) -> Mapping[str, list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in there:
        found[one].add(other)
    for one, other in back:
        found[other].add(one)
    for node, others in found.items():
        others.discard(node)
    return _Neighbours({node: sorted(others) for node, others in found.items() if others})


class _Neighbours(dict[str, list[str]]):
    """A dict that has no neighbours, rather than an error, for a node without any."""

    def __missing__(self, key: str) -> list[str]:
        return []


def _inverted(adjacency: Mapping[str, Sequence[str]]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one in sorted(adjacency):
        for other in adjacency[one]:
            found[other].append(one)
    return _Neighbours(found)


def _walk(start: str, adjacency: Mapping[str, Sequence[str]]) -> Iterator[str]:
    seen = {start}
    level = [start]
    while level:
        following = []
        for node in level:
            for other in adjacency[node]:
                if other not in seen:
                    seen.add(other)
                    following.append(other)
                    yield other
        level = following
