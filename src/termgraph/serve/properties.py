"""What is said of things, property by property: what reconciliation compares with and extends data by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from termgraph.names import folded_key
from termgraph.namespaces import DCT, RDF, SKOS, SKOSXL, TG, local_name
from termgraph.serve.served import Once
from termgraph.skos.documenting import NOTES
from termgraph.skos.naming import KINDS
from termgraph.wording import words

if TYPE_CHECKING:
    from termgraph.relations import Relation
    from termgraph.skos import Thesaurus
    from termgraph.store.record import Value

#: Ends of relations that are things with an address of their own.
_THINGS = frozenset({"concept", "either", "outside", "collection"})


@dataclass(frozen=True, slots=True)
class Property:
    """One property.

    Args:
        id: its IRI.
        name: what people call it.
        values: returns what a thing has by it: IRIs and literals.
        leads: whether it leads to concepts of the vocabulary.
    """

    id: str
    name: str
    values: Callable[[str], Sequence[Value]]
    leads: bool = False


class Properties(Mapping[str, Property]):
    """The properties that things of a vocabulary have, by IRI, the usual ones first.

    Args:
        graph: the vocabulary.

    >>> from termgraph.skos import Thesaurus
    >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl" ; skos:broader <e:bird> .')
    >>> found = Properties(birds)
    >>> [(one.name, one.values("e:owl")) for one in found.values() if one.leads]
    [('broader', ['e:bird']), ('narrower', ())]
    >>> found.holders(found[SKOS + "broader"], "e:bird")
    ['e:owl']
    """

    def __init__(self, graph: Thesaurus) -> None:
        self.graph = graph
        self._rows = {one.id: one for one in self._all() if self._is_used(one.id)}
        self._holders: Once[Mapping[str, list[str]]] = Once()

    def __getitem__(self, iri: str) -> Property:
        return self._rows[iri]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def called(self, id: str) -> Property | None:
        """Return the property of an IRI, or of a prefixed name; None where there is none."""
        prefix, _, local = id.partition(":")
        return self._rows.get(id) or self._rows.get(self.graph.all_prefixes.get(prefix, "") + local)

    def holders(self, property: Property, text: str) -> list[str]:
        """Return what has a value by a property: one that is meant by an IRI, or by a text in any spelling of it."""
        by_key = self._holders.get(property.id, lambda: self._by_key(property))
        return by_key.get(text) or by_key.get(folded_key(text), [])

    def meanings(self, value: Value) -> set[str]:
        """Return what a value may be meant by: its IRI and the folded keys of its names, or of its text."""
        if isinstance(value, Literal):
            return {folded_key(value.value)}
        return {value, *(folded_key(text) for _, text, _ in self.graph.names_of(value))}

    def _by_key(self, property: Property) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for iri in sorted(self.graph.concepts | self.graph.collections):
            for key in {key for value in property.values(iri) for key in self.meanings(value)}:
                found[key].append(iri)
        return dict(found)

    def _is_used(self, iri: str) -> bool:
        """Tell whether anything is said by a property, or by what says the same from the other end."""
        said = {
            SKOS + "broader": (iri, SKOS + "narrower"),
            SKOS + "narrower": (iri, SKOS + "broader"),
            **{SKOS + kind: (SKOS + kind, SKOSXL + kind) for kind in KINDS},
        }.get(iri, (iri,))
        return any(name in self.graph.columns for one in said for name in self.graph.properties(one))

    def _all(self) -> Iterator[Property]:
        graph = self.graph
        for kind in KINDS:
            yield self._named(SKOS + kind, partial(self._names, kind))
        yield self._named(TG + "proposedName", lambda iri: _spoken(graph.proposed(iri)))
        yield self._named(SKOS + "notation", lambda iri: graph.notations.get(iri, ()))
        for note in NOTES:
            yield self._named(SKOS + note, partial(self._notes, note))
        yield from self._relations()
        yield self._named(TG + "clearName", self._clearer)
        yield self._named(SKOS + "inScheme", lambda iri: sorted(graph.schemes_of.get(iri, ())))
        yield self._named(DCT + "source", lambda iri: [Literal(one.cited) for one in graph.references(iri)])
        yield self._named(RDF + "type", lambda iri: types_of(graph, iri))
        for own in graph.own_properties:
            if any(one in graph.concepts or one in graph.collections for one in graph.columns[own].subjects):
                yield self._named(own, partial(self._own, own))

    def _named(self, iri: str, values: Callable[[str], Sequence[Value]]) -> Property:
        return Property(iri, called(self.graph, iri), values)

    def _relations(self) -> Iterator[Property]:
        """Yield the kinds of relations in both directions; `broader` and its like with all that is said below them."""
        graph = self.graph
        whole = {"broader": graph.broader, "narrower": graph.narrower, "related": graph.related}
        for row in graph.relations.values():
            if row.subject in _THINGS and row.object in _THINGS:
                for iri, name, adjacency in self._ends(row):
                    there = whole.get(name, adjacency)
                    yield Property(iri, name, partial(_at, there), leads=row.object != "outside")

    def _ends(self, row: Relation) -> Iterator[tuple[str, str, Mapping[str, list[str]]]]:
        graph, said = self.graph, words(self.graph.language)
        if row.iri:
            name = row.name if row.name in ("broader", "related") else said.relation(row).label
            yield row.iri, name, graph.edges.get(row.name, {})
        if row.inverse:
            yield row.inverse, row.back or local_name(row.inverse), graph.edges_back.get(row.name, {})

    def _names(self, kind: str, iri: str) -> list[Literal]:
        return _spoken((text, lang) for one, text, lang in self.graph.names_of(iri) if one == kind)

    def _notes(self, kind: str, iri: str) -> list[Literal]:
        return _spoken((note.text, note.lang) for note in self.graph.notes(iri, kind))

    def _own(self, name: str, iri: str) -> list[Value]:
        return [value for _, value in self.graph.about(iri, name)]

    def _clearer(self, iri: str) -> list[Value]:
        """Return the names that would be clearer, of all names of a thing that mislead."""
        clearer = (one for record in self.graph.misleading.get(iri, ()) for one in record.clearer)
        return [
            one if one in self.graph.concepts else Literal(self.graph.term_text(one))
            for one in dict.fromkeys(clearer)
        ]


def called(graph: Thesaurus, iri: str) -> str:
    """Return what a thing, class or property is called: the end of its IRI where nobody says.

    >>> from termgraph.skos import Thesaurus
    >>> called(Thesaurus.from_text(""), "http://www.w3.org/2004/02/skos/core#Concept")
    'Concept'
    """
    label = graph.label(iri)
    return local_name(iri) if label in (iri, graph.curie(iri)) else label


def types_of(graph: Thesaurus, iri: str) -> list[str]:
    """Return the classes that a thing is said or implied to be of, sorted.

    >>> from termgraph.skos import Thesaurus
    >>> types_of(Thesaurus.from_text("<e:owl> skos:broader <e:bird> ."), "e:owl")
    ['http://www.w3.org/2004/02/skos/core#Concept']
    """
    said = {value for _, value in graph.about(iri, RDF + "type") if isinstance(value, str)}
    implied = {"Concept": graph.concepts, "Collection": graph.collections}
    said |= {SKOS + name for name, things in implied.items() if iri in things}
    return sorted(one for one in said if not one.startswith("_:"))


def _spoken(texts: Iterable[tuple[str, str]]) -> list[Literal]:
    return [Literal(text, language=lang) if lang else Literal(text) for text, lang in texts]


def _at(there: Mapping[str, list[str]], iri: str) -> Sequence[str]:
    return there.get(iri, ())
