"""S9: a concept is no concept scheme."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus

RULE = Rule(
    id="concept-is-scheme",
    title="A concept is also a concept scheme",
    why="SKOS keeps the two apart: a scheme holds concepts, and tools show the one as a vocabulary and the"
    " other as an entry.",
    todo="Give the scheme an address of its own, or remove the statement that makes it the other.",
    severity=Severity.ERROR,
    sources=("SKOS S9",),
    integrity=True,
    good="ex:owl a skos:Concept ; skos:inScheme ex: . ex: a skos:ConceptScheme .",
    bad="ex:owl skos:broader ex: . ex: a skos:ConceptScheme .",
    also=("relation-target",),
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield what is said or implied to be both."""
    concepts = thesaurus.typed_concepts | thesaurus.implied_concepts
    schemes = thesaurus.typed_schemes | thesaurus.implied_schemes
    for node in concepts & schemes:
        how = ("" if node in thesaurus.typed_concepts else ", by how it is used, ") or " "
        yield Found(
            node, f"is{how}a concept and a concept scheme", (SKOS + "Concept", SKOS + "ConceptScheme")
        )
