"""Replaced concepts that are not retired."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.namespaces import DCT
from termgraph.skos import Thesaurus

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


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each concept with a successor that is not deprecated."""
    for concept, other in thesaurus.links(DCT + "isReplacedBy"):
        if concept in thesaurus.concepts and concept not in thesaurus.deprecated:
            yield Found(concept, f"is replaced by {thesaurus.called(other)} and not deprecated", (other,))
