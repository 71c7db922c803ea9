"""Concepts without a definition."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.namespaces import TG
from termgraph.skos import Thesaurus

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


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each concept without a definition that is neither deprecated nor marked as a stub."""
    stubs = {subject for subject, text in thesaurus.texts(TG + "status") if text.value == "stub"}
    for concept in thesaurus.current:
        if concept not in thesaurus.definitions and concept not in stubs:
            yield Found(concept, "has no definition")
