"""Retired concepts that do not lead on."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.namespaces import DCT, OBO, RDFS, SKOS
from termgraph.skos import Thesaurus

RULE = Rule(
    id="deprecated-unreplaced",
    title="A deprecated concept does not say what to use instead",
    why="Who has used it is left alone.",
    todo="Add dct:isReplacedBy, or a skos:historyNote or skos:changeNote that says why there is nothing.",
    severity=Severity.INFO,
    sources=("termgraph",),
    good="ex:a a skos:Concept ; owl:deprecated true ; dct:isReplacedBy ex:b . ex:c a skos:Concept ;"
    ' owl:deprecated true ; skos:historyNote "Not needed."@en .',
    bad="ex:a a skos:Concept ; owl:deprecated true .",
)
_SAYS = (
    DCT + "isReplacedBy",
    RDFS + "seeAlso",
    SKOS + "exactMatch",
    SKOS + "closeMatch",
    SKOS + "historyNote",
    SKOS + "changeNote",
    OBO + "IAO_0100001",
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each deprecated concept without a successor or a note."""
    told = {subject for name in _SAYS for subject, _ in thesaurus.pairs(name)}
    for concept in thesaurus.deprecated & thesaurus.concepts:
        if concept not in told:
            yield Found(concept, "is deprecated, and nothing says what to use instead")
