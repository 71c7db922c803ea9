"""S37: a collection is neither a concept nor a concept scheme."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus

RULE = Rule(
    id="collection-is-concept",
    title="A collection is also a concept or a concept scheme",
    why="SKOS keeps them apart: a collection only groups concepts and has no place in the hierarchy.",
    todo="Decide which it is; a group that has a broader or narrower concept is mostly meant as a concept.",
    severity=Severity.ERROR,
    sources=("SKOS S37",),
    integrity=True,
    good="ex:birds a skos:Collection ; skos:member ex:owl . ex:owl a skos:Concept .",
    bad="ex:birds a skos:OrderedCollection ; skos:narrower ex:owl .",
    also=("relation-target",),
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield what is said or implied to be a collection and one of the others."""
    collections = thesaurus.typed_collections | thesaurus.implied_collections
    for others, what, name in (
        (thesaurus.typed_concepts | thesaurus.implied_concepts, "a concept", "Concept"),
        (thesaurus.typed_schemes | thesaurus.implied_schemes, "a concept scheme", "ConceptScheme"),
    ):
        for node in collections & others:
            yield Found(node, f"is a collection and {what}", (SKOS + "Collection", SKOS + name))
