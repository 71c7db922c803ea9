"""How things hang together: what is above and beside what, schemes, collections, and the order of siblings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import chain

from termgraph.names.natural import natural_key
from termgraph.namespaces import ISO_THES, OWL, RDF, SH, SKOS, TG
from termgraph.skos.hierarchy import Hierarchy
from termgraph.skos.naming import Naming
from termgraph.skos.tables import node_set, sets, single, table, tables, texts

_NIL = RDF + "nil"
#: A stated place, whether there is no notation, the notation, the label, the IRI.
_Order = tuple[float, bool, tuple[object, ...], str, str]


class Relating(Naming):
    """A vocabulary with its relations."""

    @table(texts, missing=True)
    def broader(self) -> Mapping[str, list[str]]:
        """What is directly above each concept, said from either end; itself is not."""
        return _neighbours(self.links(SKOS + "broader"), self.links(SKOS + "narrower"))

    @table(texts, missing=True)
    def narrower(self) -> Mapping[str, list[str]]:
        """What is directly below each concept, said from either end."""
        return _inverted(self.broader)

    @table(texts, missing=True)
    def related(self) -> Mapping[str, list[str]]:
        """What is beside each concept, said from either end."""
        return _neighbours(self.links(SKOS + "related"), self.links(SKOS + "related"))

    def unanswered(self, name: str, inverse: str) -> Iterable[tuple[str, str]]:
        """Return the pairs that a property of SKOS states of which the other does not state the way back.

        >>> birds = Relating.from_text("<e:owl> skos:broader <e:bird>, <e:pet> . <e:bird> skos:narrower <e:owl> .")
        >>> list(birds.unanswered("broader", "narrower")), list(birds.unanswered("narrower", "broader"))
        ([('e:owl', 'e:pet')], [])
        """
        there, back = self.count(SKOS + name), self.count(SKOS + inverse)
        both = {"related": self.related, "broader": self.broader, "narrower": self.broader}.get(name)
        if both is not None and there == back == sum(map(len, both.values())):
            return []  # so many only where each has its counterpart
        answered = self.stated(SKOS + inverse)
        return [(one, other) for one, other in self.stated(SKOS + name) if (other, one) not in answered]

    @cached_property
    def hierarchy(self) -> Hierarchy:
        """The hierarchy of skos:broader and skos:narrower."""
        return Hierarchy(self.narrower)

    @tables(texts, missing=True)
    def edges(self) -> Mapping[str, Mapping[str, list[str]]]:
        """What each node is related to, by kind: the pairs that a kind states itself, said from either end.

        >>> birds = Relating.from_text("<e:owl> tg:partOf <e:flock> . <e:flock> skos:narrower <e:owl> .")
        >>> {kind: dict(found) for kind, found in birds.edges.items()}
        {'broader': {'e:owl': ['e:flock']}, 'partOf': {'e:owl': ['e:flock']}}
        """
        found = {}
        for kind in self.relations.values():
            there, back = self.stated(kind.iri), self.stated(kind.inverse)
            if adjacent := _neighbours(there, there | back if kind.symmetric else back):
                found[kind.name] = adjacent
        return found

    def beside(self, node: str) -> Mapping[str, list[str]]:
        """Return what a node is related to, by the name of the kind as seen from it, the most telling kinds first.

        What a kind says is not said again by what it is a kind of.

        >>> birds = Relating.from_text("<e:owl> tg:partOf <e:flock> ; skos:related <e:flock> .")
        >>> dict(birds.beside("e:owl")), dict(birds.beside("e:flock"))
        ({'partOf': ['e:flock']}, {'hasPart': ['e:owl']})
        """
        found: dict[str, list[str]] = {}
        said: dict[str, set[str]] = defaultdict(set)
        for kind, name, adjacency, above in self._told_from:
            others = adjacency.get(node)
            if not others:
                continue
            fresh = [other for other in others if other not in said[kind]] if said else [*others]
            if fresh and name and (name not in found):
                found[name] = fresh
            for one in above:
                said[one].update(others)
        return found

    @cached_property
    def _told_from(self) -> list[tuple[str, str, Mapping[str, list[str]], list[str]]]:
        """The kinds of relations, the most telling first, from either end: kind, name, who has it, what is above it."""
        return [
            (kind.name, name, edges[kind.name], [*self.relations.above(kind.name)])
            for kind in self.relations.telling
            for name, edges in ((kind.name, self.edges), (kind.back, self.edges_back))
            if kind.name in edges
        ]

    @tables(texts, missing=True)
    def edges_back(self) -> Mapping[str, Mapping[str, list[str]]]:
        """The same from the other end."""
        return {kind: _inverted(adjacency) for kind, adjacency in self.edges.items()}

    # Schemes

    @table(sets, missing=True)
    def schemes_of(self) -> Mapping[str, set[str]]:
        """The schemes that each node is in, as one of its top concepts too (S7, S8)."""
        schemes: dict[str, set[str]] = defaultdict(set)
        for name in ("inScheme", "topConceptOf"):
            for subject, scheme in self.links(SKOS + name):
                schemes[subject].add(scheme)
        for scheme, top in self.links(SKOS + "hasTopConcept"):
            schemes[top].add(scheme)
        return schemes

    @single
    def scheme(self) -> str | None:
        """The scheme that most concepts are in, the first by IRI where several are as large; None without any."""
        sizes = Counter(scheme for mine in self.schemes_of.values() for scheme in mine)
        return min(self.schemes, key=lambda scheme: (-sizes[scheme], scheme), default=None)

    @cached_property
    def whole(self) -> str:
        """What tells of the vocabulary as a whole: its scheme, "" without any.

        Where a file has several schemes, or none, it is the one ontology that the file says it is and gives a title.

        >>> schemes = "<e:s> a skos:ConceptScheme ; dct:title 'Owls' . <e:t> a skos:ConceptScheme ."
        >>> Relating.from_text(f"{schemes} <e:o> a owl:Ontology ; dct:title 'Birds' .").whole
        'e:o'
        >>> Relating.from_text(schemes).whole
        'e:s'
        """
        ontologies = self.of_class(OWL + "Ontology") if len(self.schemes) != 1 else ()
        titled = [node for node in ontologies if self.titles(node)]
        return titled[0] if len(titled) == 1 else self.scheme or ""

    def heading(self, lang: str | None = None) -> str | None:
        """Return the title of the vocabulary as a whole, in a language or the nearest to it; None where it has none."""
        return self.title(self.whole, lang)

    @table(sets, missing=True)
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

    @table(texts)
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

    @node_set
    def ordered(self) -> Set[str]:
        """The collections whose members have an order."""
        return self.of_class(SKOS + "OrderedCollection") | self.subjects_of(SKOS + "memberList")

    @table(texts)
    def collections_of(self) -> Mapping[str, list[str]]:
        """The collections that each node is directly a member of, sorted."""
        found: dict[str, set[str]] = defaultdict(set)
        for collection, members in self.members.items():
            for member in members:
                found[member].add(collection)
        return {member: sorted(mine) for member, mine in found.items()}

    @node_set
    def auxiliary_collections(self) -> Set[str]:
        """The collections of concepts that only help to explain others (`tg:auxiliary`)."""
        return {node for node, text in self.texts(TG + "auxiliary") if text.value in ("true", "1")}

    @node_set
    def auxiliary(self) -> Set[str]:
        """The concepts that only help to explain others: lists and overviews leave them out."""
        members = (self.members.get(group, ()) for group in self.auxiliary_collections)
        return self.concepts & set(chain.from_iterable(members))

    @table(texts, missing=True)
    def superordinates(self) -> Mapping[str, list[str]]:
        """The concepts that each collection divides (ISO 25964: an array below a concept), said from either end."""
        return _neighbours(self.links(ISO_THES + "superOrdinate"), self.links(ISO_THES + "subordinateArray"))

    @table(texts, missing=True)
    def arrays_of(self) -> Mapping[str, list[str]]:
        """The collections that divide each concept, sorted."""
        return _inverted(self.superordinates)

    # Order

    def in_order(self, nodes: Iterable[str], lang: str | None = None) -> list[str]:
        """Return siblings in their natural order: by sh:order, else notation ("2" before "10"), else label.

        >>> birds = Relating.from_text('''<e:owl> skos:prefLabel "owl"@en ; skos:notation "10" .
        ... <e:tit> skos:prefLabel "tit"@en ; skos:notation "2" . <e:bat> skos:prefLabel "bat"@en .''')
        >>> birds.in_order(["e:owl", "e:bat", "e:tit"])
        ['e:tit', 'e:owl', 'e:bat']
        """
        found = [*nodes]
        return sorted(found, key=lambda node: self.order_key(node, lang)) if len(found) > 1 else found

    def order_key(self, node: str, lang: str | None = None) -> _Order:
        """Return what siblings are sorted by: a place that is stated, the notation, the label."""
        asked = node, lang or self.language
        found = self._order_keys.get(asked)
        if found is None:
            notation = next(iter(self.notations.get(node, ())), None)
            code = notation.value if notation is not None else ""
            place, label = self._places.get(node, float("inf")), self.label(*asked).casefold()
            found = self._order_keys[asked] = (place, notation is None, natural_key(code), label, node)
        return found

    @cached_property
    def _order_keys(self) -> dict[tuple[str, str], _Order]:
        """What `order_key` has found: each concept is a sibling wherever it is listed."""
        return {}

    @table(float)
    def _places(self) -> Mapping[str, float]:
        found: dict[str, float] = {}
        for node, text in self.texts(SH + "order"):
            try:
                found[node] = min(float(text.value), found.get(node, float("inf")))
            except ValueError:
                continue
        return found


def _neighbours(there: Iterable[tuple[str, str]], back: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one, other in chain(there, ((one, other) for other, one in back)):
        if one != other:
            found[one].append(other)
    for one, others in found.items():
        if len(others) > 1:
            found[one] = sorted(set(others))
    return _Neighbours(found)


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
