"""Concepts that belong nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.facts import Facts
from termgraph.check.finding import Found, Severity
from termgraph.check.rule import Rule

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


def find(facts: Facts) -> Iterator[Found]:
    """Yield each concept in no scheme; where there is no scheme at all, only that."""
    if not facts.schemes and not facts.schemes_of:
        if facts.concepts:
            yield Found(None, f"there is no concept scheme, and {len(facts.concepts):,} concepts are in none")
        return
    for concept in facts.concepts:
        if concept not in facts.schemes_of:
            yield Found(concept, "is in no concept scheme")
