"""Nothing to check."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.facts import Facts
from termgraph.check.finding import Found, Severity
from termgraph.check.rule import Rule

RULE = Rule(
    id="empty",
    title="There are no concepts",
    why="Either the wrong file was given, or what it holds is not SKOS.",
    todo="Give the file that holds the skos:Concepts.",
    severity=Severity.WARNING,
    sources=("semanticlint RDF002",),
    good="ex:owl a skos:Concept .",
    bad="ex:owl a owl:Class .",
)


def find(facts: Facts) -> Iterator[Found]:
    """Yield one finding for a vocabulary without concepts."""
    if not facts.concepts:
        yield Found(None, "there are no concepts" if facts.columns else "there is nothing in it")
