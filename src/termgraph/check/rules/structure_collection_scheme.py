"""Collections that belong nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.skos import Thesaurus

RULE = Rule(
    id="collection-scheme",
    title="A collection is in no concept scheme",
    why="Publishers that open a vocabulary by its scheme do not show it.",
    todo="State skos:inScheme.",
    severity=None,
    sources=("VocPub 2.2.03",),
    fixable=True,
    good="ex:birds a skos:Collection ; skos:inScheme ex: .",
    bad="ex:birds a skos:Collection . ex: a skos:ConceptScheme .",
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each collection without skos:inScheme."""
    for collection in thesaurus.collections:
        if collection not in thesaurus.schemes_of:
            yield Found(collection, "is a collection in no concept scheme")
