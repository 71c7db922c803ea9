"""What is stated, by property: the columns of the record, with what stands below a property or a class."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import chain

from pyoxigraph import Literal

from termgraph.names import language_tag
from termgraph.namespaces import ISO_THES, OWL, RDF, RDFS, SKOS, SKOSXL
from termgraph.relations import RELATIONS, Relations, own_relations
from termgraph.skos.tables import Pages, kept_pages, node_set
from termgraph.store import Store
from termgraph.store.record import Column, Value

#: Classes below those of SKOS that vocabularies use without saying so themselves (ISO 25964 SKOS extension).
_BELOW_CLASS: Mapping[str, tuple[str, ...]] = {
    SKOS + "Collection": (SKOS + "OrderedCollection", ISO_THES + "ThesaurusArray", ISO_THES + "ConceptGroup"),
}
_NONE = Column([], [])
_SYMMETRIC = OWL + "SymmetricProperty"


class Statements(Store):
    """A vocabulary as statements. A node is its IRI, or `_:name` where it is blank; a literal is the parser's.

    >>> birds = Statements.from_text('<e:owl> skos:broader <e:bird> ; skos:prefLabel "owl"@en .')
    >>> list(birds.links("http://www.w3.org/2004/02/skos/core#broader"))
    [('e:owl', 'e:bird')]
    """

    @cached_property
    def pages(self) -> Pages | None:
        """What is kept of each node; None where all is made from the record."""
        return kept_pages(self.place)

    @property
    def columns(self) -> Mapping[str, Column]:
        """The columns of all graphs together, by predicate."""
        return self.record.columns

    def pairs(self, predicate: str) -> Iterator[tuple[str, Value]]:
        """Return the subject and the object of each triple of a predicate or of one below it, each pair once."""
        names = [name for name in self.properties(predicate) if name in self.columns]
        found = chain.from_iterable(map(self._said, names))
        return found if len(names) < 2 else iter(dict.fromkeys(found))

    def _said(self, name: str) -> Iterable[tuple[str, Value]]:
        """Return the subject and the object of each triple of a predicate that there is."""
        return zip(*self.columns[name], strict=True)

    def links(self, predicate: str) -> Iterator[tuple[str, str]]:
        """Return the pairs of a predicate whose object is a node."""
        return ((subject, value) for subject, value in self.pairs(predicate) if type(value) is str)

    def texts(self, predicate: str) -> Iterator[tuple[str, Literal]]:
        """Return the pairs of a predicate whose object is a literal."""
        return ((subject, value) for subject, value in self.pairs(predicate) if type(value) is Literal)

    def about(self, node: str, predicate: str | None = None) -> Iterator[tuple[str, Value]]:
        """Yield the predicate and the object of all that is said of a node, or of one predicate of it."""
        pages = self.pages
        return (self.record if pages is None or pages.are_many else pages).about(node, predicate)

    def properties(self, name: str) -> list[str]:
        """Return a property and all those below it, by which it may be stated."""
        return [name, *self._below.get(name, ())]

    def _columns_of(self, predicate: str) -> list[Column]:
        columns = self.columns
        return [columns[name] for name in self.properties(predicate) if name in columns]

    def count(self, predicate: str) -> int:
        """Return how many triples there are of a predicate and of those below it."""
        return sum(len(column.subjects) for column in self._columns_of(predicate))

    def subjects_of(self, *predicates: str, among: Set[str] | None = None) -> set[str]:
        """Return all that have one of some predicates, or those among some nodes."""
        columns = (column.subjects for name in predicates for column in self._columns_of(name))
        return set().union(*(columns if among is None else map(among.__and__, map(set, columns))))

    def targets_of(self, *predicates: str, among: Set[str] | None = None) -> set[str]:
        """Return all nodes that one of some predicates leads to, or those among some nodes."""
        columns = [column for name in predicates for column in self._columns_of(name)]
        found = (value for column in columns for value in column.objects if type(value) is str)
        return {value for value in found if among is None or value in among}

    def stated(self, predicate: str) -> set[tuple[str, str]]:
        """Return the pairs of nodes that are stated with a predicate itself."""
        said = self._said(predicate) if predicate in self.columns else ()
        return {(subject, value) for subject, value in said if type(value) is str}

    @cached_property
    def _below(self) -> Mapping[str, Sequence[str]]:
        """For each property all that are below it: as is well known, or as the vocabulary itself says.

        The inverse of what is below `broader` is below `narrower`, though nobody says so.
        """
        return _all_below(self.relations.sub_properties, self.columns.get(RDFS + "subPropertyOf", _NONE))

    @cached_property
    def relations(self) -> Relations:
        """The kinds of relations: those of the table, and those that the vocabulary itself puts below them."""
        parents: dict[str, list[str]] = defaultdict(list)
        for lower, upper in self._named_pairs(RDFS + "subPropertyOf"):
            parents[lower].append(upper)
        if not parents:
            return RELATIONS
        inverses = dict(self._named_pairs(OWL + "inverseOf"))
        # By what is stated itself: what stands below a property is only known when the kinds are.
        labels: dict[str, dict[str, str]] = {name: {} for name in (*parents, *inverses, *inverses.values())}
        for name, about in labels.items():
            texts = [value for _, value in self.about(name, RDFS + "label") if isinstance(value, Literal)]
            texts.sort(key=str, reverse=True)
            about.update((language_tag(text.language or ""), text.value) for text in texts)
        symmetric = {node for node, class_ in self._named_pairs(RDF + "type") if class_ == _SYMMETRIC}
        return own_relations(parents, inverses=inverses, symmetric=symmetric, labels=labels)

    def _named_pairs(self, predicate: str) -> list[tuple[str, str]]:
        """Return the pairs of a predicate of which neither is blank, sorted."""
        return sorted(
            pair for pair in self.stated(predicate) if not any(one.startswith("_:") for one in pair)
        )

    @node_set
    def subjects(self) -> Set[str]:
        """Everything that something is said of."""
        return set().union(*(column.subjects for column in self.columns.values()))

    @cached_property
    def nodes(self) -> Set[str]:
        """Every node that is a subject or an object."""
        found = set(self.subjects)
        for column in self.columns.values():
            found.update(value for value in column.objects if type(value) is str)
        return found

    # Classes

    @cached_property
    def types(self) -> Mapping[str, set[str]]:
        """The classes that each node is said to be of."""
        types: dict[str, set[str]] = defaultdict(set)
        for subject, class_ in self.links(RDF + "type"):
            types[subject].add(class_)
        return types

    @cached_property
    def _members(self) -> Mapping[str, list[str]]:
        members: dict[str, list[str]] = defaultdict(list)
        for subject, class_ in self.links(RDF + "type"):
            members[class_].append(subject)
        return members

    @cached_property
    def _classes_below(self) -> Mapping[str, Sequence[str]]:
        return _all_below(_BELOW_CLASS, self.columns.get(RDFS + "subClassOf", _NONE))

    def classes(self, name: str) -> list[str]:
        """Return a class and all those below it, as is well known or as the vocabulary itself says."""
        return [name, *self._classes_below.get(name, ())]

    def of_class(self, name: str, among: Set[str] | None = None) -> set[str]:
        """Return what is said to be of a class or of one below it, or what is so among some nodes."""
        found = (subject for class_ in self.classes(name) for subject in self._members.get(class_, ()))
        return {subject for subject in found if among is None or subject in among}


def _all_below(known: Mapping[str, Sequence[str]], stated: Column) -> Mapping[str, Sequence[str]]:
    """Return all that is below each name; what a vocabulary says of SKOS's own terms is not heeded."""
    direct: dict[str, set[str]] = {name: set(below) for name, below in known.items()}
    for lower, upper in zip(stated.subjects, stated.objects, strict=True):
        if isinstance(upper, str) and not lower.startswith((SKOS, SKOSXL)):
            direct.setdefault(upper, set()).add(lower)
    return {name: sorted(_closure([name], direct) - {name}) for name in direct}


def _closure(starts: Sequence[str], below: Mapping[str, Collection[str]]) -> set[str]:
    seen = set(starts)
    pending = list(starts)
    while pending:
        for other in below.get(pending.pop(), ()):
            if other not in seen:
                seen.add(other)
                pending.append(other)
    return seen
