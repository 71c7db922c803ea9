"""S27: skos:related never runs along the hierarchy."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.skos import Thesaurus

RULE = Rule(
    id="related-in-hierarchy",
    title="A concept is related to one that it is a kind of",
    why="skos:related is for what is not above or below: SKOS makes it disjoint with skos:broaderTransitive.",
    todo="Remove either the relation or the step of the hierarchy that is wrong.",
    severity=Severity.ERROR,
    sources=("SKOS S27",),
    aliases=("rc", "relation-clashes"),
    integrity=True,
    good="ex:owl skos:broader ex:bird ; skos:related ex:mouse . ex:bird a skos:Concept .",
    bad="ex:owl skos:broader ex:bird ; skos:related ex:animal . ex:animal skos:narrower ex:bird .",
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each such pair, of which the lower one is the subject.

    Matches count as what they are below (S41).
    """
    for lower, upper in thesaurus.related_in_hierarchy():
        yield Found(lower, f"is related to {thesaurus.called(upper)}, which is above it", (upper,))
