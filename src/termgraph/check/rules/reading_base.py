"""Concepts outside their own namespace."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.spaces import DECLARING
from termgraph.check.words import listed
from termgraph.skos import Thesaurus

RULE = Rule(
    id="iri-base",
    title="A concept is outside the namespace that its vocabulary declares",
    why="Its address is not where readers and tools look for it, and mostly it was mistyped.",
    todo="Correct the address, or the namespace.",
    severity=Severity.WARNING,
    sources=("VANN",),
    good='ex: a skos:ConceptScheme ; vann:preferredNamespaceUri "http://example.org/" . ex:owl skos:inScheme'
    " ex: .",
    bad='ex: a skos:ConceptScheme ; vann:preferredNamespaceUri "http://example.org/" .'
    " <http://example.com/owl> skos:topConceptOf ex: .",
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each concept of a scheme that declares its namespace, and does not begin with it."""
    spaces: dict[str, tuple[str, ...]] = {}
    for name in DECLARING:
        for scheme, value in thesaurus.pairs(name):
            spaces[scheme] = (*spaces.get(scheme, ()), value if isinstance(value, str) else value.value)
    if not spaces:
        return
    for concept in thesaurus.concepts:
        for scheme in thesaurus.schemes_of.get(concept, ()):
            declared = spaces.get(scheme)
            if declared and not concept.startswith(declared) and not concept.startswith("_:"):
                yield Found(
                    concept, f"is outside {listed([f'<{space}>' for space in declared])}", (scheme, *declared)
                )
