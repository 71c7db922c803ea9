"""A hierarchy that leads back to where it began."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.skos import Thesaurus

RULE = Rule(
    id="cycle",
    title="Going up the hierarchy leads back to where it began",
    why="SKOS allows it, but it is nearly always a mistake, and tools that walk the hierarchy hang or show"
    " nothing.",
    todo="Remove the step that is wrong; `termgraph fix --break-cycles` removes one.",
    severity=Severity.ERROR,
    sources=("SKOS Reference 8.6.8", "qSKOS chr"),
    aliases=("chr", "cyclic-hierarchical-relations"),
    fixable=True,
    good="ex:owl skos:broader ex:bird, ex:hunter . ex:bird skos:broader ex:animal . ex:hunter skos:broader"
    " ex:animal .",
    bad="ex:a skos:broader ex:b . ex:b skos:broader ex:c . ex:a skos:narrower ex:c . ex:b skos:narrower"
    " ex:c .",
    expect=2,
)

#: Of a knot of concepts that are all above each other, so many cycles are told: there may be exponentially many.
_MOST_OF_A_KNOT = 100
_MOST_SHOWN = 8


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield the shortest cycle through each step of the hierarchy that is in one, each once, as a path upwards."""
    for knot in thesaurus.cycles():
        inside = set(knot)
        told: set[tuple[str, ...]] = set()
        covered: set[tuple[str, str]] = set()
        for lower in knot:
            for upper in thesaurus.broader[lower]:
                if upper in inside and (lower, upper) not in covered and len(told) < _MOST_OF_A_KNOT:
                    path = _way(thesaurus, inside, upper, lower)
                    covered.update(zip(path, [*path[1:], path[0]], strict=True))
                    first = path.index(min(path))
                    told.add(tuple(path[first:] + path[:first]))
        for cycle in told:
            yield Found(cycle[0], _said(thesaurus, cycle), cycle)


def _way(thesaurus: Thesaurus, inside: set[str], start: str, end: str) -> list[str]:
    """Return the shortest way up from one concept of a knot to another."""
    came: dict[str, str | None] = {start: None}
    pending = deque([start])
    while end not in came:
        here = pending.popleft()
        for upper in thesaurus.broader[here]:
            if upper in inside and upper not in came:
                came[upper] = here
                pending.append(upper)
    way = [end]
    while (before := came[way[-1]]) is not None:
        way.append(before)
    return way[::-1]


def _said(thesaurus: Thesaurus, cycle: tuple[str, ...]) -> str:
    shown = [thesaurus.called(node) for node in cycle[:_MOST_SHOWN]]
    more = [f"… {len(cycle) - _MOST_SHOWN} more"] if len(cycle) > _MOST_SHOWN else []
    return "is broader than itself: " + " → ".join([*shown, *more, shown[0]])
