"""S8: top concepts are said from both ends."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.facts import Facts
from termgraph.check.finding import Found, Severity
from termgraph.check.rule import Rule
from termgraph.namespaces import SKOS

RULE = Rule(
    id="top-one-way",
    title="A top concept is stated from one end only",
    why="Each of skos:hasTopConcept and skos:topConceptOf implies the other; tools read one of them, and"
    " not all the same.",
    todo="State both.",
    severity=Severity.INFO,
    sources=("SKOS S8",),
    fixable=True,
    good="ex:owl skos:topConceptOf ex: . ex: skos:hasTopConcept ex:owl .",
    bad="ex:owl skos:topConceptOf ex: . ex: skos:hasTopConcept ex:bird . ex:bird a skos:Concept .",
    expect=2,
)


def find(facts: Facts) -> Iterator[Found]:
    """Yield each top concept that only one of the two properties tells."""
    up = facts.stated(SKOS + "topConceptOf")
    down = {(top, scheme) for scheme, top in facts.stated(SKOS + "hasTopConcept")}
    for pairs, missing in ((up - down, "hasTopConcept"), (down - up, "topConceptOf")):
        for top, scheme in pairs:
            if top not in facts.subjects:
                continue
            yield Found(
                top, f"is a top concept of {facts.called(scheme)}, but skos:{missing} is missing", (scheme,)
            )
