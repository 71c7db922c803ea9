"""Relations that only the transitive properties state."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus

RULE = Rule(
    id="only-transitive",
    title="A hierarchical relation is stated by the transitive property only",
    why="skos:broaderTransitive is for inference, and tools that draw the hierarchy do not read it.",
    todo="State skos:broader or skos:narrower for each direct step.",
    severity=Severity.WARNING,
    sources=("qSKOS strc", "SKOS Reference 8.6.7"),
    aliases=("strc", "solely-transitively-related-concepts"),
    good="ex:owl skos:broader ex:bird ; skos:broaderTransitive ex:bird, ex:animal . ex:bird skos:broader"
    " ex:animal .",
    bad="ex:owl skos:broaderTransitive ex:bird . ex:bird skos:narrowerTransitive ex:owl .",
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each pair that is stated transitively, in either direction, and that no way of direct steps joins."""
    up = dict.fromkeys(thesaurus.links(SKOS + "broaderTransitive"), "broader")
    down = ((lower, upper) for upper, lower in thesaurus.links(SKOS + "narrowerTransitive"))
    for (lower, upper), name in {**dict.fromkeys(down, "narrower"), **up}.items():
        if lower != upper and not thesaurus.hierarchy.is_above(upper, lower):
            said = f"only skos:{name}Transitive says that it is under {thesaurus.called(upper)}"
            yield Found(lower, said, (upper,))
