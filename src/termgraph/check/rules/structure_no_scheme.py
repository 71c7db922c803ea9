"""Concepts that belong nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.skos import Thesaurus

RULE = Rule(
    id="no-scheme",
    title="A concept is in no concept scheme",
    why="Tools open a vocabulary by its scheme and list what is in it: the concept is not.",
    todo="State skos:inScheme; where there is no skos:ConceptScheme yet, make one.",
    severity=Severity.WARNING,
    sources=("Skosify", "SKOS Reference 4.6.3"),
    fixable=True,
    good="ex:owl a skos:Concept ; skos:inScheme ex: . ex: a skos:ConceptScheme .",
    bad="ex:owl a skos:Concept . ex:bat a skos:Concept ; skos:inScheme ex: . ex: a skos:ConceptScheme .",
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each concept in no scheme; where there is no scheme at all, only that."""
    if not thesaurus.schemes and not thesaurus.schemes_of:
        if thesaurus.concepts:
            yield Found(
                None, f"there is no concept scheme, and {len(thesaurus.concepts):,} concepts are in none"
            )
        return
    for concept in thesaurus.concepts:
        if concept not in thesaurus.schemes_of:
            yield Found(concept, "is in no concept scheme")
