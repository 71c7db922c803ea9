"""Concepts that nobody explains."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.namespaces import TG
from termgraph.skos import Thesaurus

RULE = Rule(
    id="undocumented",
    title="A concept has no definition and no note of any kind",
    why="Its name alone does not tell what is meant by it and what is not.",
    todo="Add a skos:definition or a skos:scopeNote.",
    severity=Severity.INFO,
    sources=("qSKOS uc",),
    aliases=("uc", "undocumented-concepts"),
    good='ex:owl a skos:Concept ; skos:scopeNote "Only of the order Strigiformes."@en .',
    bad='ex:owl a skos:Concept ; skos:prefLabel "owl"@en .',
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each concept that is neither documented, nor deprecated, nor marked as a stub."""
    stubs = {subject for subject, text in thesaurus.texts(TG + "status") if text.value == "stub"}
    for concept in thesaurus.current:
        if concept not in thesaurus.documented and concept not in stubs:
            yield Found(concept, "has neither a definition nor a note")
