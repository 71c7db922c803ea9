"""Replaced concepts that are not retired."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.facts import Facts
from termgraph.check.finding import Found, Severity
from termgraph.check.rule import Rule
from termgraph.namespaces import DCT

RULE = Rule(
    id="replaced-current",
    title="A concept is replaced by another and not deprecated",
    why="Tools go on offering it.",
    todo="Add owl:deprecated true, or remove dct:isReplacedBy.",
    severity=Severity.WARNING,
    sources=("termgraph shapes",),
    fixable=True,
    good="ex:a a skos:Concept ; owl:deprecated true ; dct:isReplacedBy ex:b . ex:b a skos:Concept .",
    bad="ex:a a skos:Concept ; dct:isReplacedBy ex:b . ex:b a skos:Concept .",
)


def find(facts: Facts) -> Iterator[Found]:
    """Yield each concept with a successor that is not deprecated."""
    for concept, other in facts.links(DCT + "isReplacedBy"):
        if concept in facts.concepts and concept not in facts.deprecated:
            yield Found(concept, f"is replaced by {facts.called(other)} and not deprecated", (other,))
