"""A step of the hierarchy that skips a level which is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.skos import Thesaurus

RULE = Rule(
    id="redundant-broader",
    title="A broader concept is also above another broader concept",
    why="The longer way says it already; shown as a tree, the concept stands in two places for no reason.",
    todo="Remove the step that skips a level, unless it says more; `termgraph fix --remove-redundant` removes it.",
    severity=Severity.WARNING,
    sources=("qSKOS hr",),
    aliases=("hr", "hierarchical-redundancy"),
    fixable=True,
    good="ex:owl skos:broader ex:bird, ex:hunter . ex:bird skos:broader ex:animal . ex:hunter skos:broader"
    " ex:animal .",
    bad="ex:owl skos:broader ex:bird, ex:animal . ex:bird skos:broader ex:animal .",
)
_MANY = 30  # broader concepts, from which on one walk up costs less than a question for each two of them


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each step up that a longer way replaces.

    Inside a cycle, everything does, and that is another rule's.
    """
    hierarchy = thesaurus.hierarchy
    tied = {node for knot in hierarchy.knots for node in knot}
    for concept, above in thesaurus.broader.items():
        if len(above) < 2 or concept in tied:
            continue
        skipping = hierarchy.skipping(above) if len(above) <= _MANY else _by_walking(thesaurus, above)
        for upper, through in skipping:
            if upper not in tied:
                yield Found(
                    concept,
                    f"{thesaurus.called(upper)} is also above {thesaurus.called(through)}",
                    (upper, through),
                )


def _by_walking(thesaurus: Thesaurus, above: Sequence[str]) -> Iterator[tuple[str, str]]:
    reached = _above(thesaurus, above)
    for upper in above:
        if upper in reached:
            yield (
                upper,
                next(
                    other for other in above if other != upper and thesaurus.hierarchy.is_above(upper, other)
                ),
            )


def _above(thesaurus: Thesaurus, starts: Iterable[str]) -> set[str]:
    """Return all that is above some concepts."""
    seen: set[str] = set()
    pending = list(starts)
    while pending:
        for upper in thesaurus.broader[pending.pop()]:
            if upper not in seen:
                seen.add(upper)
                pending.append(upper)
    return seen
