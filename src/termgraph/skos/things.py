"""What things are: which are concepts, schemes and collections, and which of them are no longer to be used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set
from functools import cached_property

from termgraph.namespaces import ADMS, DCT, OBO, OWL, RDF, SKOS, SKOSXL, TG, VS
from termgraph.skos.statements import Statements
from termgraph.skos.tables import node_set, table, texts

HIERARCHICAL = ("broader", "narrower", "broaderTransitive", "narrowerTransitive")
MAPPINGS = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
RELATIONS = ("semanticRelation", "related", *HIERARCHICAL, "mappingRelation", *MAPPINGS)
NOTES = ("note", "definition", "scopeNote", "example", "historyNote", "editorialNote", "changeNote")


#: The last parts of the statuses that mean that something is no longer to be used (ADMS, EU authority tables, SKOS).
_OUT_OF_USE = frozenset({"deprecated", "withdrawn", "retired", "obsolete", "archaic", "superseded"})
_STATUS = (ADMS + "status", VS + "term_status")
_REPLACED_BY = (DCT + "isReplacedBy", OBO + "IAO_0100001")  # the latter is OBO's "term replaced by"


class Things(Statements):
    """A vocabulary as concepts, schemes and collections."""

    @cached_property
    def typed_concepts(self) -> set[str]:
        """What is said to be a concept."""
        return self.of_class(SKOS + "Concept")

    @cached_property
    def typed_schemes(self) -> set[str]:
        """What is said to be a concept scheme."""
        return self.of_class(SKOS + "ConceptScheme")

    @cached_property
    def typed_collections(self) -> set[str]:
        """What is said to be a collection."""
        return self.of_class(SKOS + "Collection")

    @cached_property
    def implied_concepts(self) -> set[str]:
        """What must be a concept by the domains and ranges of SKOS (S19, S20, S5, S6)."""
        return self.used_as_concepts()

    def used_as_concepts(self, among: Set[str] | None = None) -> set[str]:
        """Return the same, or what is so among some nodes."""
        relations = [SKOS + name for name in RELATIONS]
        return self.subjects_of(*relations, SKOS + "topConceptOf", among=among) | self.targets_of(
            *relations, SKOS + "hasTopConcept", among=among
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

    @node_set
    def concepts(self) -> Set[str]:
        """The vocabulary's own concepts: what is said to be one, by a class below too, or described here as one.

        Described is what has no type and must be a concept by the domains and ranges of SKOS. The target of a mapping
        is another vocabulary's, and what is only pointed at is not described. Where nothing is typed, a preferred name
        or a mapping is enough.
        """
        hierarchy = [SKOS + name for name in HIERARCHICAL]
        told = self.subjects_of(*hierarchy, SKOS + "related", SKOS + "topConceptOf")
        if not self.typed_concepts:
            told |= self.subjects_of(SKOS + "prefLabel", *(SKOS + name for name in MAPPINGS))
        told |= self.subjects & self.targets_of(SKOS + "hasTopConcept", *hierarchy)
        classes = self.targets_of(RDF + "type")
        found = {
            node for node in told - self.typed_concepts if node not in self.types and node not in classes
        }
        found |= self.typed_concepts
        return found - self.schemes - self.collections

    @node_set
    def schemes(self) -> Set[str]:
        """The vocabulary's own schemes, typed or described here as such."""
        return self.typed_schemes | {
            node for node in self.implied_schemes & self.subjects if node not in self.typed_concepts
        }

    @node_set
    def collections(self) -> Set[str]:
        """The vocabulary's own collections, typed or described here as such."""
        return self.typed_collections | {
            node for node in self.implied_collections if node not in self.typed_concepts
        }

    @cached_property
    def own(self) -> Set[str]:
        """The vocabulary's own concepts, schemes and collections, and its names that are resources."""
        names = self.subjects_of(SKOSXL + "literalForm")
        return self.concepts | self.schemes | self.collections | names

    @cached_property
    def sites(self) -> Mapping[str, list[str]]:
        """The concepts of each web site, as `http://example.org`."""
        found: dict[str, list[str]] = defaultdict(list)
        for concept in self.concepts:
            found["/".join(concept.partition("#")[0].split("/", 3)[:3])].append(concept)
        return found

    # Status

    @node_set
    def deprecated(self) -> Set[str]:
        """What is no longer to be used: by owl:deprecated, owl:DeprecatedClass, or a status that means so."""
        found = {
            subject for subject, text in self.texts(OWL + "deprecated") if text.value.lower() in ("true", "1")
        }
        found |= self.of_class(OWL + "DeprecatedClass")
        return found | {node for node, status in self.statuses.items() if status.lower() in _OUT_OF_USE}

    @table(str)
    def statuses(self) -> Mapping[str, str]:
        """The status of each node that has one, as a word: a text, or the last part of an IRI."""
        found: dict[str, str] = {}
        for predicate in (TG + "status", *_STATUS):
            for subject, value in self.pairs(predicate):
                word = value if isinstance(value, str) else value.value
                word = word.rstrip("/#").replace("#", "/").rpartition("/")[2]
                if word and (subject not in found or word < found[subject]):
                    found[subject] = word
        return found

    @table(texts)
    def replacements(self) -> Mapping[str, list[str]]:
        """What is to be used instead of each node that something replaces, said from either end; sorted."""
        found: dict[str, set[str]] = defaultdict(set)
        for predicate in _REPLACED_BY:
            for old, new in self.links(predicate):
                found[old].add(new)
        for new, old in self.links(DCT + "replaces"):
            found[old].add(new)
        return {old: sorted(new - {old}) for old, new in found.items() if new - {old}}

    @cached_property
    def current(self) -> list[str]:
        """The concepts that are not deprecated, sorted."""
        return sorted(self.concepts - self.deprecated)
