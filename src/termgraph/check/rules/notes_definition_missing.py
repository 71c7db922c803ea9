"""Concepts without a definition."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.facts import Facts
from termgraph.check.finding import Found
from termgraph.check.rule import Rule
from termgraph.namespaces import TG

RULE = Rule(
    id="definition-missing",
    title="A concept has no definition",
    why="In a glossary a concept without a definition is only a word.",
    todo='Write a skos:definition, or mark the concept as a stub (tg:status "stub") until there is one.',
    severity=None,
    sources=("VocPub 2.2.01", "termgraph shapes"),
    good='ex:owl a skos:Concept ; skos:definition "A bird of the night."@en . ex:bat a skos:Concept ;'
    ' tg:status "stub" .',
    bad='ex:owl a skos:Concept ; skos:scopeNote "Barn owls too."@en .',
)


def find(facts: Facts) -> Iterator[Found]:
    """Yield each concept without a definition that is neither deprecated nor marked as a stub."""
    stubs = {subject for subject, text in facts.texts(TG + "status") if text.value == "stub"}
    for concept in facts.current:
        if concept not in facts.definitions and concept not in stubs:
            yield Found(concept, "has no definition")
