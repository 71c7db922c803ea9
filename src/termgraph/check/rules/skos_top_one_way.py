"""S8: top concepts are said from both ends."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus

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


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each top concept that only one of the two properties tells."""
    up = thesaurus.stated(SKOS + "topConceptOf")
    down = {(top, scheme) for scheme, top in thesaurus.stated(SKOS + "hasTopConcept")}
    for pairs, missing in ((up - down, "hasTopConcept"), (down - up, "topConceptOf")):
        for top, scheme in pairs:
            if top not in thesaurus.subjects:
                continue
            yield Found(
                top,
                f"is a top concept of {thesaurus.called(scheme)}, but skos:{missing} is missing",
                (scheme,),
                scheme in thesaurus.schemes,
            )
