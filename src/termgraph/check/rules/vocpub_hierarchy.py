"""Where VocPub wants a concept to stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from termgraph.check.finding import Found
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus

RULE = Rule(
    id="vocpub-hierarchy",
    title="A concept is neither a top concept nor below another of the vocabulary, as the profile VocPub requires",
    why="Publishers that build upon VocPub show the concepts from the top down.",
    todo="State skos:topConceptOf, or a skos:broader concept that is in the file.",
    severity=None,
    sources=("VocPub 2.3.03", "VocPub 2.3.20"),
    good="ex: a skos:ConceptScheme . ex:bird a skos:Concept ; skos:topConceptOf ex: . ex:owl a skos:Concept ;"
    " skos:broader ex:bird .",
    bad="ex:bird a skos:Concept . ex:owl a skos:Concept ; skos:broader ex:brid .",
    expect=3,
)
_UP = ("broader", "topConceptOf")
_DOWN = ("narrower", "hasTopConcept")


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each concept that nothing is above, and each that something else is above than concepts and schemes."""
    above: dict[str, set[str]] = defaultdict(set)
    for name in _UP:
        for lower, upper in thesaurus.stated(SKOS + name):
            above[lower].add(upper)
    for name in _DOWN:
        for upper, lower in thesaurus.stated(SKOS + name):
            above[lower].add(upper)
    known = thesaurus.typed_concepts | thesaurus.typed_schemes
    for concept in thesaurus.typed_concepts:
        if not above[concept]:
            said = "has no broader concept and is no top concept (VocPub 2.3.03)"
            yield Found(concept, said)
        for upper in sorted(above[concept] - known):
            said = f"{thesaurus.called(upper)} is above it, and no concept or scheme (VocPub 2.3.03)"
            yield Found(concept, said, (upper,))
    for concept, upper in thesaurus.stated(SKOS + "broader"):
        if concept in thesaurus.typed_concepts and upper not in thesaurus.typed_concepts:
            said = f"its broader concept {thesaurus.called(upper)} is not in the vocabulary (VocPub 2.3.20)"
            yield Found(concept, said, (upper,))
