"""S27: skos:related never runs along the hierarchy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus
from termgraph.skos.hierarchy import Hierarchy

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

_UP = ("broader", "broaderTransitive", "broadMatch")
_DOWN = ("narrower", "narrowerTransitive", "narrowMatch")


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each such pair, of which the lower one is the subject.

    Matches count as what they are below (S41).
    """
    hierarchy = _hierarchy(thesaurus)
    pairs = {
        (one, other) if one < other else (other, one)
        for name in ("related", "relatedMatch")
        for one, other in thesaurus.links(SKOS + name)
    }
    above_itself = {
        one for name in (*_UP, *_DOWN) for one, other in thesaurus.links(SKOS + name) if one == other
    }
    for one, other in pairs:
        for lower, upper in ((one, other), (other, one)):
            if hierarchy.is_above(upper, lower) or (one == other and one in above_itself):
                yield Found(lower, f"is related to {thesaurus.called(upper)}, which is above it", (upper,))
                break


def _hierarchy(thesaurus: Thesaurus) -> Hierarchy:
    """Return the hierarchy with all that implies skos:broaderTransitive, mostly the usual one."""
    more = [SKOS + name for name in (*_UP[1:], *_DOWN[1:])]
    if not any(name in thesaurus.columns for name in more):
        return thesaurus.hierarchy
    below: dict[str, set[str]] = defaultdict(set)
    for name in _UP:
        for lower, upper in thesaurus.links(SKOS + name):
            below[upper].add(lower)
    for name in _DOWN:
        for upper, lower in thesaurus.links(SKOS + name):
            below[upper].add(lower)
    return Hierarchy({upper: sorted(lower - {upper}) for upper, lower in below.items()})
