"""Repairs of the relations between concepts, and of the lists of collections."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from termgraph.check.finding import Found
from termgraph.fix.step import Step, added, removed
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus

_UP, _DOWN = SKOS + "broader", SKOS + "narrower"


def without_reflexive(thesaurus: Thesaurus, found: Sequence[Found]) -> Iterator[Step]:
    """Remove the relations that lead back to where they began."""
    for each in found:
        subject, (relation,) = str(each.subject), each.values
        yield from (removed(subject, name, subject) for name in thesaurus.properties(relation))


def without_redundant(thesaurus: Thesaurus, found: Sequence[Found]) -> Iterator[Step]:
    """Remove the steps up that a longer way replaces, from both ends.

    One that a kind of skos:broader states says how the two concepts belong together, and stays.
    """
    kinds = {pair for name in thesaurus.properties(_UP)[1:] for pair in thesaurus.stated(name)}
    kinds |= {(low, up) for name in thesaurus.properties(_DOWN)[1:] for up, low in thesaurus.stated(name)}
    for each in found:
        lower, upper = str(each.subject), each.values[0]
        if (lower, upper) not in kinds:
            yield removed(lower, _UP, upper)
            yield removed(upper, _DOWN, lower)


def without_cycles(thesaurus: Thesaurus, _: Sequence[Found]) -> Iterator[Step]:
    """Break every cycle: walking down from the top, the step that leads back up to where one came from is removed.

    A walk begins at a top concept of the cycle, else at one that has something above it outside of the cycle, else at
    the first by IRI.
    """
    tops = {top for tops in thesaurus.tops.values() for top in tops}
    for knot in thesaurus.hierarchy.knots:
        for upper, lower in _steps_back(thesaurus, knot, tops):
            yield from (removed(lower, name, upper) for name in thesaurus.properties(_UP))
            yield from (removed(upper, name, lower) for name in thesaurus.properties(_DOWN))


def _steps_back(
    thesaurus: Thesaurus, knot: Sequence[str], tops: Collection[str]
) -> Iterator[tuple[str, str]]:
    inside = set(knot)
    entered = {node for node in knot if any(upper not in inside for upper in thesaurus.broader[node])}
    below: Mapping[str, list[str]] = {
        node: [lower for lower in thesaurus.narrower[node] if lower in inside] for node in knot
    }
    seen: set[str] = set()
    on_path: set[str] = set()
    for start in sorted(knot, key=lambda node: (node not in tops, node not in entered, node)):
        if start in seen:
            continue
        seen.add(start)
        on_path.add(start)
        path = [(start, iter(below[start]))]
        while path:
            here, rest = path[-1]
            for lower in rest:
                if lower in on_path:
                    yield here, lower
                elif lower not in seen:
                    seen.add(lower)
                    on_path.add(lower)
                    path.append((lower, iter(below[lower])))
                    break
            else:
                path.pop()
                on_path.remove(here)


def both_ways(_: Thesaurus, found: Sequence[Found]) -> Iterator[Step]:
    """State the direction that is missing."""
    for each in found:
        relation, other = each.values
        yield added(str(each.subject), relation, other)


def with_members(_: Thesaurus, found: Sequence[Found]) -> Iterator[Step]:
    """State what is in a list as a member."""
    yield from (added(str(each.subject), SKOS + "member", each.values[0]) for each in found)
