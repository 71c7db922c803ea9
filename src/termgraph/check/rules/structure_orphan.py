"""Concepts that nothing leads to."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus
from termgraph.skos.things import RELATIONS

RULE = Rule(
    id="orphan",
    title="A concept has no relation to any other",
    why="Nobody comes to it by going from one concept to the next.",
    todo="Give it a broader or a related concept.",
    severity=Severity.WARNING,
    sources=("qSKOS oc",),
    aliases=("oc", "orphan-concepts"),
    good="ex:owl a skos:Concept ; skos:broader ex:bird . ex:bird a skos:Concept .",
    bad="ex:owl a skos:Concept ; skos:broader ex:bird . ex:bird a skos:Concept . ex:bat a skos:Concept .",
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each concept without any relation or mapping.

    Of a flat list, which has no relations at all, only that it is one.
    """
    relations = [SKOS + name for name in RELATIONS]
    linked = thesaurus.subjects_of(*relations) | thesaurus.targets_of(*relations)
    alone = [concept for concept in thesaurus.current if concept not in linked]
    if alone and len(alone) == len(thesaurus.current):
        yield Found(None, f"none of the {len(alone):,} concepts has a relation to another: it is a flat list")
        return
    for concept in alone:
        yield Found(concept, "has no relation to any other concept")
