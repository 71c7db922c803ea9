"""Siblings that are also said to be related."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.facts import Facts
from termgraph.check.finding import Found, Severity
from termgraph.check.rule import Rule
from termgraph.namespaces import SKOS

_RELATED = SKOS + "related"

RULE = Rule(
    id="valueless-related",
    title="Two concepts with the same broader concept are also related",
    why="That siblings have to do with each other is said by the hierarchy: mostly the relation adds"
    " nothing.",
    todo="Remove the relation, unless it says more than that.",
    severity=Severity.INFO,
    sources=("qSKOS var", "ISO 25964-1"),
    aliases=("var", "valueless-associative-relations"),
    good="ex:owl skos:broader ex:bird ; skos:related ex:mouse . ex:mouse skos:broader ex:mammal .",
    bad="ex:owl skos:broader ex:bird ; skos:related ex:hawk . ex:hawk skos:broader ex:bird .",
)


def find(facts: Facts) -> Iterator[Found]:
    """Yield each such pair once; a relation of a closer kind says more, and is none."""
    special = {frozenset(pair) for name in facts.properties(_RELATED)[1:] for pair in facts.stated(name)}
    for one, others in facts.related.items():
        above = facts.broader.get(one)
        if above is None:
            continue
        mine = set(above)
        for other in others:
            shared = mine.intersection(facts.broader[other]) if one < other else ()
            if shared and frozenset((one, other)) not in special:
                first = min(shared)
                said = (
                    f"is related to {facts.called(other)}, and both are narrower than {facts.called(first)}"
                )
                yield Found(one, said, (other, first))
