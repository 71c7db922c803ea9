"""Where each statement belongs: which concept, scheme or collection it says something of, and what of it."""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import cached_property
from typing import NamedTuple

from pyoxigraph import Literal

from termgraph.diff.facts import Fact
from termgraph.graph.terms import PROPOSED
from termgraph.names import language_tag
from termgraph.namespaces import ADMS, DCT, OBO, OWL, RDFS, SKOS, SKOSXL, TG, VS
from termgraph.relations import Relation
from termgraph.skos import Thesaurus
from termgraph.skos.documenting import NOTES
from termgraph.skos.naming import KINDS
from termgraph.skos.things import HIERARCHICAL

_BACK = ("narrower", "narrowerTransitive", "hasTopConcept")


class Spot(NamedTuple):
    """Where a statement belongs.

    Attributes:
        topic: what it is about: the name of a method of `telling.Telling`; "" where no account tells of it.
        node: what it says something of.
        about: the value, or the other end, that a change would have to name in order to tell of it.
        is_mutual: whether it says of the other end what it says of this one.
    """

    topic: str
    node: str
    about: str
    is_mutual: bool = False


class Places:
    """Where the statements of a vocabulary belong.

    >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept . <e:bird> skos:narrower <e:owl> .')
    >>> Places(birds).spot(("e:bird", "http://www.w3.org/2004/02/skos/core#narrower", "e:owl"))
    Spot(topic='hierarchy', node='e:owl', about='e:bird', is_mutual=False)
    """

    def __init__(self, thesaurus: Thesaurus) -> None:
        self.thesaurus = thesaurus

    def spot(self, fact: Fact) -> Spot:
        """Return where a statement belongs; what is said of a work or a person belongs nowhere."""
        spot = self._spot(fact)
        return spot if spot.node in self._things else spot._replace(topic="")

    @cached_property
    def _things(self) -> Set[str]:
        return self.thesaurus.concepts | self.thesaurus.schemes | self.thesaurus.collections

    def _spot(self, fact: Fact) -> Spot:
        subject, predicate, value = fact
        said = value.value if isinstance(value, Literal) else str(value)
        topic = self._topics.get(predicate, "")
        if topic == "misleading":
            return Spot(topic, self.thesaurus.owners.get(subject, subject), self._name(subject))
        if subject in self.parts:
            return self.parts[subject]
        if topic in ("hierarchy", "relating", "placed"):
            return self._ends(topic, predicate, subject, said)
        if subject in self.thesaurus.schemes:
            return Spot("metadata", subject, said)
        if topic == "naming" and said in self.parts:
            return Spot(topic, subject, self.parts[said].about)
        if topic == "defining":
            about = language_tag(value.language or "") if isinstance(value, Literal) else said
            return Spot(topic, subject, about)
        return Spot(topic, subject, said)

    def _ends(self, topic: str, predicate: str, subject: str, value: str) -> Spot:
        """Return where a relation belongs: to what is below, or what it leads from along its kind."""
        row, along = self.thesaurus.relations.properties.get(predicate, (None, True))
        is_backward = predicate in self._backward or not along
        ends = (value, subject) if is_backward else (subject, value)
        return Spot(topic, *ends, is_mutual=row is not None and row.symmetric)

    def _name(self, node: str) -> str:
        """Return what is said to mislead: a name, or the preferred name of a concept."""
        is_name = node in self.thesaurus.owners
        return self.thesaurus.term_text(node) if is_name else self.thesaurus.label(node)

    @cached_property
    def _topics(self) -> Mapping[str, str]:
        """The topic of each property that belongs to one."""
        found = {iri: _topic(row) for iri, (row, _) in self.thesaurus.relations.properties.items()}
        for topic, names in _PROPERTIES.items():
            found |= {one: topic for name in names for one in self.thesaurus.properties(name)}
        return found

    @cached_property
    def _backward(self) -> set[str]:
        """The properties that lead from what is above to what is below."""
        return {one for name in _BACK for one in self.thesaurus.properties(SKOS + name)}

    @cached_property
    def parts(self) -> Mapping[str, Spot]:
        """The resources that are parts of what is said of another: names, records of misnomers and of mappings."""
        told = self.thesaurus
        found = {term: Spot("naming", owner, told.term_text(term)) for term, owner in told.owners.items()}
        for node, records in told.misleading.items():
            found |= {one.node: Spot("misleading", node, one.term or told.label(node)) for one in records}
        for node, links in told.told_of_mappings.items():
            found |= {axiom: Spot("mapping", node, link.object) for axiom, link in links}
        return found


def _topic(row: Relation) -> str:
    return "mapping" if row.object == "outside" else "misleading" if row.name == "misnomerOf" else "relating"


#: The properties of each topic, and with them those below; all other relations are `relating`.
_PROPERTIES: Mapping[str, tuple[str, ...]] = {
    "hierarchy": tuple(SKOS + name for name in HIERARCHICAL),
    "naming": (*(space + kind for space in (SKOS, SKOSXL) for kind in KINDS), RDFS + "label", PROPOSED),
    "noting": tuple(SKOS + name for name in NOTES if name != "definition"),
    "defining": (SKOS + "definition", TG + "definitionMarkdown"),
    "coding": (SKOS + "notation",),
    "placed": tuple(SKOS + name for name in ("inScheme", "topConceptOf", "hasTopConcept")),
    "members": (SKOS + "member", SKOS + "memberList"),
    "status": (
        OWL + "deprecated", TG + "status", ADMS + "status", VS + "term_status",
        DCT + "isReplacedBy", DCT + "replaces", OBO + "IAO_0100001",
    ),
}  # fmt: skip
