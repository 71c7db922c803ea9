"""What must be a concept, a scheme or a collection is not said to be one."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.grounds import Grounds
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus

RULE = Rule(
    id="type-missing",
    title="A concept, scheme or collection has no type",
    why="It follows from how it is used, so nothing is wrong; but most tools look for the type and do not"
    " infer it.",
    todo="State the type: a skos:Concept, skos:ConceptScheme or skos:Collection.",
    severity=Severity.INFO,
    sources=("SKOS S19", "SKOS S20", "SKOS S4", "SKOS S31"),
    fixable=True,
    good="ex:owl a skos:Concept ; skos:broader ex:bird . ex:bird a skos:Concept .",
    bad='ex:owl skos:broader ex:bird ; skos:prefLabel "owl"@en . ex:bird a skos:Concept .',
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each resource that is described here and used as one of the three, but not typed."""
    grounds = Grounds(thesaurus)
    for nodes, typed, name in (
        (thesaurus.concepts, thesaurus.typed_concepts, "Concept"),
        (thesaurus.schemes, thesaurus.typed_schemes, "ConceptScheme"),
        (thesaurus.collections, thesaurus.typed_collections, "Collection"),
    ):
        for node in nodes - typed:
            clear = name != "Concept" or grounds.is_concept(node)
            yield Found(node, f"is used as a skos:{name} and not typed", (SKOS + name,), clear)
