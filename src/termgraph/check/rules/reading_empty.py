"""Nothing to check."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.skos import Thesaurus

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


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield one finding for a vocabulary without concepts."""
    if not thesaurus.concepts:
        yield Found(None, "there are no concepts" if thesaurus.columns else "there is nothing in it")
