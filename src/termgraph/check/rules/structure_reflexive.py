"""A relation from a concept to itself."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus
from termgraph.skos.things import HIERARCHICAL, MAPPINGS

RULE = Rule(
    id="reflexive",
    title="A concept is related to itself",
    why="It says nothing, and a concept above itself is a cycle.",
    todo="Remove the relation.",
    severity=Severity.ERROR,
    sources=("qSKOS rrc",),
    aliases=("rrc", "reflexively-related-concepts"),
    fixable=True,
    good="ex:owl skos:related ex:mouse ; skos:broader ex:bird .",
    bad="ex:owl skos:related ex:owl . ex:bat skos:broader ex:bat, ex:animal .",
    expect=2,
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each relation of SKOS whose two ends are one."""
    for name in ("related", *HIERARCHICAL, *MAPPINGS):
        for subject, value in thesaurus.links(SKOS + name):
            if subject == value:
                yield Found(subject, f"skos:{name} leads back to itself", (SKOS + name,))
