"""Concepts without a web address."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.skos import Thesaurus

RULE = Rule(
    id="iri-not-http",
    title="A concept or scheme has no http address",
    why="Only an http or https IRI can be looked up; a blank node cannot even be referred to.",
    todo="Give it an http or https IRI.",
    severity=Severity.WARNING,
    sources=("qSKOS husv", "Linked Data principle 2"),
    aliases=("husv", "http-uri-scheme-violation"),
    good="ex:owl a skos:Concept .",
    bad="<urn:owl> a skos:Concept . [] a skos:Concept .",
    expect=2,
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each concept, scheme and collection that is a blank node or has another kind of IRI."""
    for nodes in (
        thesaurus.concepts,
        thesaurus.schemes,
        thesaurus.collections - thesaurus.implied_collections,
    ):
        for node in nodes:
            if not node.startswith(("http:", "https:")):
                kind = (
                    "is a blank node"
                    if node.startswith("_:")
                    else f"has an IRI of the kind {node.partition(':')[0]}:"
                )
                yield Found(node, kind)
