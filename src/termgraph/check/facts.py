"""What a vocabulary says, read once: one pass over its triples fills a column for each predicate; all rules walk these.

What most rules need (names, the hierarchy, schemes, types) is made from the columns when it is first asked for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import Literal

from termgraph import relations
from termgraph.check.columns import Column, Value, read_columns
from termgraph.check.hierarchy import Hierarchy
from termgraph.names import language_rank
from termgraph.namespaces import DC, DCT, OWL, RDF, RDFS, SKOS, SKOSXL, XSD
from termgraph.store import Store

KINDS = ("prefLabel", "altLabel", "hiddenLabel")
HIERARCHICAL = ("broader", "narrower", "broaderTransitive", "narrowerTransitive")
MAPPINGS = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
RELATIONS = ("semanticRelation", "related", *HIERARCHICAL, "mappingRelation", *MAPPINGS)
NOTES = ("note", "definition", "scopeNote", "example", "historyNote", "editorialNote", "changeNote")

Label = tuple[str, str, str]  # kind, text, language


@dataclass(frozen=True, slots=True)
class Options:
    """What a vocabulary's settings allow or ask for.

    Attributes:
        homonyms: names that several concepts may share, in lower case.
        language_share: the part of the concepts that must have a name in a language before the others lack one.
        definition_share: the part of the concepts that must have a definition.
        old_concepts: the concepts of an earlier version, where one is compared with.
        broken_links: the addresses that cannot be reached, each with the reason; empty unless these were asked for.
    """

    homonyms: frozenset[str] = frozenset()
    language_share: float = 0.5
    definition_share: float = 0.0
    old_concepts: frozenset[str] = frozenset()
    broken_links: Mapping[str, str] = field(default_factory=dict)


class Facts:
    """What a vocabulary says.

    Args:
        store: the vocabulary.
        options: what its settings say.

    >>> facts = Facts(Store.from_text('<e:owl> skos:prefLabel "owl"@en ; skos:broader <e:bird> .'))
    >>> facts.names["e:owl"], facts.broader["e:owl"], sorted(facts.concepts)
    ([('prefLabel', 'owl', 'en')], ['e:bird'], ['e:owl'])
    """

    def __init__(self, store: Store, options: Options | None = None) -> None:
        self.options = options or Options()
        self.notices: Sequence[str] = store.notices
        self.columns, self.nodes = read_columns(store)
        self._below = self._sub_properties()
        self._labels: dict[str, str | None] = {}

    # Columns

    def pairs(self, predicate: str) -> Iterator[tuple[str, Value]]:
        """Yield the subject and the object of each triple of a predicate or of one below it."""
        for column in self._columns_of(predicate):
            yield from zip(column.subjects, column.objects, strict=True)

    def links(self, predicate: str) -> Iterator[tuple[str, str]]:
        """Yield the pairs of a predicate whose object is a node."""
        for column in self._columns_of(predicate):
            for subject, value in zip(column.subjects, column.objects, strict=True):
                if type(value) is str:
                    yield subject, value

    def texts(self, predicate: str) -> Iterator[tuple[str, Literal]]:
        """Yield the pairs of a predicate whose object is a literal."""
        for column in self._columns_of(predicate):
            for subject, value in zip(column.subjects, column.objects, strict=True):
                if type(value) is Literal:
                    yield subject, value

    def properties(self, name: str) -> list[str]:
        """Return a property and all those below it, by which it may be stated."""
        return [name, *self._below.get(name, ())]

    def _columns_of(self, predicate: str) -> list[Column]:
        return [self.columns[name] for name in self.properties(predicate) if name in self.columns]

    def count(self, predicate: str) -> int:
        """Return how many triples there are of a predicate and of those below it."""
        return sum(len(column.subjects) for column in self._columns_of(predicate))

    def subjects_of(self, *predicates: str) -> set[str]:
        """Return all that have one of some predicates."""
        return set().union(*(column.subjects for name in predicates for column in self._columns_of(name)))

    def targets_of(self, *predicates: str) -> set[str]:
        """Return all nodes that one of some predicates leads to."""
        columns = [column for name in predicates for column in self._columns_of(name)]
        return {value for column in columns for value in column.objects if type(value) is str}

    def stated(self, predicate: str) -> set[tuple[str, str]]:
        """Return the pairs of nodes that are stated with a predicate itself."""
        column = self.columns.get(predicate)
        if column is None:
            return set()
        return {(s, o) for s, o in zip(column.subjects, column.objects, strict=True) if isinstance(o, str)}

    def _sub_properties(self) -> Mapping[str, Sequence[str]]:
        """Return for each property all that are below it: as is well known, or as the vocabulary itself says."""
        direct: dict[str, set[str]] = {
            name: set(below) for name, below in relations.RELATIONS.sub_properties.items()
        }
        column = self.columns.get(RDFS + "subPropertyOf", Column([], []))
        for lower, upper in zip(column.subjects, column.objects, strict=True):
            if isinstance(upper, str) and not lower.startswith((SKOS, SKOSXL)):
                direct.setdefault(upper, set()).add(lower)
        return {name: sorted(_closure([name], direct) - {name}) for name in direct}

    # What things are

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

    def _of_class(self, name: str) -> set[str]:
        below: dict[str, set[str]] = defaultdict(set)
        for lower, upper in self.links(RDFS + "subClassOf"):
            below[upper].add(lower)
        classes = _closure([name], below)
        return {subject for class_ in classes for subject in self._members.get(class_, ())}

    @cached_property
    def typed_concepts(self) -> set[str]:
        """What is said to be a concept."""
        return self._of_class(SKOS + "Concept")

    @cached_property
    def typed_schemes(self) -> set[str]:
        """What is said to be a concept scheme."""
        return self._of_class(SKOS + "ConceptScheme")

    @cached_property
    def typed_collections(self) -> set[str]:
        """What is said to be a collection."""
        return self._of_class(SKOS + "Collection") | self._of_class(SKOS + "OrderedCollection")

    @cached_property
    def implied_concepts(self) -> set[str]:
        """What must be a concept by the domains and ranges of SKOS (S19, S20, S5, S6)."""
        relations = [SKOS + name for name in RELATIONS]
        return self.subjects_of(*relations, SKOS + "topConceptOf") | self.targets_of(
            *relations, SKOS + "hasTopConcept"
        )

    @cached_property
    def implied_schemes(self) -> set[str]:
        """What must be a concept scheme by domain and range (S4, S5, S8)."""
        return self.targets_of(SKOS + "inScheme", SKOS + "topConceptOf") | self.subjects_of(
            SKOS + "hasTopConcept"
        )

    @cached_property
    def implied_collections(self) -> set[str]:
        """What must be a collection by domain (S31, S33)."""
        return self.subjects_of(SKOS + "member", SKOS + "memberList")

    @cached_property
    def concepts(self) -> set[str]:
        """The vocabulary's own concepts: what is typed so, or described here as one.

        The target of a mapping is another vocabulary's, and what is only pointed at is not described.
        """
        hierarchy = (SKOS + "broader", SKOS + "narrower")
        told = self.subjects_of(*hierarchy, SKOS + "related", SKOS + "topConceptOf")
        if not self.typed_concepts:  # then a preferred name alone makes a concept
            told |= self.subjects_of(SKOS + "prefLabel")
        told |= self.subjects & self.targets_of(SKOS + "hasTopConcept", *hierarchy)
        classes = self.targets_of(RDF + "type")
        found = {
            node for node in told - self.typed_concepts if node not in self.types and node not in classes
        }
        found |= self.typed_concepts
        return found - self.schemes - self.collections

    @cached_property
    def schemes(self) -> set[str]:
        """The vocabulary's own schemes, typed or described here as such."""
        return self.typed_schemes | {
            node for node in self.implied_schemes & self.subjects if node not in self.typed_concepts
        }

    @cached_property
    def collections(self) -> set[str]:
        """The vocabulary's own collections, typed or described here as such."""
        return self.typed_collections | {
            node for node in self.implied_collections if node not in self.typed_concepts
        }

    @cached_property
    def own(self) -> set[str]:
        """The vocabulary's own concepts, schemes and collections, and its names that are resources."""
        return self.concepts | self.schemes | self.collections | self.xl_labels.keys()

    @cached_property
    def sites(self) -> Mapping[str, list[str]]:
        """The concepts of each web site, as `http://example.org`."""
        found: dict[str, list[str]] = defaultdict(list)
        for concept in self.concepts:
            found["/".join(concept.partition("#")[0].split("/", 3)[:3])].append(concept)
        return found

    @cached_property
    def subjects(self) -> set[str]:
        """Everything that something is said of."""
        return set().union(*(column.subjects for column in self.columns.values()))

    @cached_property
    def deprecated(self) -> set[str]:
        """What is no longer to be used: owl:deprecated true."""
        return {subject for subject, text in self.texts(OWL + "deprecated") if text.value in ("true", "1")}

    @cached_property
    def current(self) -> list[str]:
        """The concepts that are not deprecated, sorted."""
        return sorted(self.concepts - self.deprecated)

    # Names

    @cached_property
    def xl_labels(self) -> Mapping[str, list[Literal]]:
        """The literal forms of each name that is a resource."""
        forms: dict[str, list[Literal]] = defaultdict(list)
        for subject, text in self.texts(SKOSXL + "literalForm"):
            forms[subject].append(text)
        return forms

    @property
    def names(self) -> Mapping[str, list[Label]]:
        """The names of each node, plain ones and resources (S55 to S57), each once, preferred ones first."""
        return self._named[0]

    @property
    def typed_names(self) -> Sequence[tuple[str, str, Literal]]:
        """The plain names with a datatype, which no name has (S12): node, kind and text."""
        return self._named[1]

    @cached_property
    def _named(self) -> tuple[Mapping[str, list[Label]], Sequence[tuple[str, str, Literal]]]:
        names: dict[str, list[Label]] = defaultdict(list)
        typed: list[tuple[str, str, Literal]] = []
        for kind in KINDS:
            links = list(self.links(SKOSXL + kind))
            for subject, text in self.texts(SKOS + kind):
                lang = text.language
                if lang is None and text.datatype.value != XSD + "string":
                    typed.append((subject, kind, text))
                names[subject].append((kind, text.value, lang or ""))
            plain = {(subject, name) for subject, _ in links for name in names.get(subject, ())}
            for subject, label in links:
                for text in self.xl_labels.get(label, ()):
                    name = (kind, text.value, text.language or "")
                    if (subject, name) not in plain:
                        plain.add((subject, name))
                        names[subject].append(name)
        return dict(names), typed

    def preferred(self, node: str) -> dict[str, str]:
        """Return the preferred name of a node by language."""
        return {lang: text for kind, text, lang in self.names.get(node, ()) if kind == "prefLabel"}

    @cached_property
    def languages_of(self) -> Mapping[str, list[str]]:
        """The languages of the preferred names of each node that has some, as often as it has one."""
        found = {}
        for node, names in self.names.items():
            tags = [lang for kind, _, lang in names if kind == "prefLabel"]
            if tags:
                found[node] = tags
        return found

    @cached_property
    def untidy(self) -> list[tuple[str, Label]]:
        """The names, each with its node, that are empty, not plainly printable, or have white space around them."""
        return [
            (node, name)
            for node, names in self.names.items()
            for name in names
            if not name[1].isprintable() or "\ufffd" in name[1] or name[1] != name[1].strip() or not name[1]
        ]

    @cached_property
    def language(self) -> str:
        """The language to show names in: English where at least half have a name in it, else the most frequent."""
        counts = Counter(lang for tags in self.languages_of.values() for lang in tags)
        most = max(sorted(counts), key=counts.__getitem__, default="en")
        return "en" if counts["en"] * 2 >= len(self.names) else most

    def called(self, node: str) -> str:
        """Return a node's preferred name between quotation marks, or its IRI between angle brackets."""
        named = self.label(node)
        return f"“{named}”" if named is not None else node if node.startswith("_:") else f"<{node}>"

    def label(self, node: str) -> str | None:
        """Return the preferred name of a node in the vocabulary's language, else in the nearest; None without one."""
        if node not in self._labels:
            preferred = self.preferred(node)
            tag = self.language
            if tag not in preferred:
                tag = min(preferred, key=lambda other: language_rank(other, self.language), default="")
            self._labels[node] = preferred.get(tag)
        return self._labels[node]

    # Relations

    @cached_property
    def broader(self) -> Mapping[str, list[str]]:
        """What is directly above each concept, said from either end; itself is not."""
        return _neighbours(self.links(SKOS + "broader"), self.links(SKOS + "narrower"))

    @cached_property
    def narrower(self) -> Mapping[str, list[str]]:
        """What is directly below each concept, said from either end."""
        found: dict[str, list[str]] = defaultdict(list)
        for lower in sorted(self.broader):
            for upper in self.broader[lower]:
                found[upper].append(lower)
        return _Neighbours(found)

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

    # Documentation

    @cached_property
    def definitions(self) -> Mapping[str, list[Literal]]:
        """The definitions of each node; where one is a resource (SKOS Reference 7.4), its rdf:value."""
        values: dict[str, list[Literal]] = defaultdict(list)
        for subject, text in self.texts(RDF + "value"):
            values[subject].append(text)
        found: dict[str, list[Literal]] = defaultdict(list)
        for subject, value in self.pairs(SKOS + "definition"):
            found[subject] += [value] if isinstance(value, Literal) else values.get(value, [])
        return found

    @cached_property
    def documented(self) -> set[str]:
        """Everything that has a note, a definition or a description of any kind."""
        notes = (SKOS + note for note in NOTES)
        return self.subjects_of(*notes, DCT + "description", DC + "description", RDFS + "comment")


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


def _closure(starts: Sequence[str], below: Mapping[str, Collection[str]]) -> set[str]:
    seen = set(starts)
    pending = list(starts)
    while pending:
        for other in below.get(pending.pop(), ()):
            if other not in seen:
                seen.add(other)
                pending.append(other)
    return seen
