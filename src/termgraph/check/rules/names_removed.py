"""Concepts that an earlier version had."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.skos import Thesaurus

RULE = Rule(
    id="concept-removed",
    title="A concept of the earlier version is gone",
    why="An address that was published is used by others: what they refer to no longer exists.",
    todo="Put it back with owl:deprecated true and dct:isReplacedBy.",
    severity=Severity.ERROR,
    sources=("Cool URIs don't change", "voc4cat"),
    good="ex:owl a skos:Concept .",
    bad="ex:bat a skos:Concept .",
)


def find(thesaurus: Thesaurus, options: Options) -> Iterator[Found]:
    """Yield each concept of the version that is compared with (`--against`) of which nothing is said any more."""
    for concept in options.old_concepts:
        if concept not in thesaurus.subjects:
            yield Found(concept, "was a concept of the earlier version, and nothing is said of it any more")
