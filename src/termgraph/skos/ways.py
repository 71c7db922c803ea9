"""The shortest way from one term to another."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from termgraph.errors import NotFoundError
from termgraph.relations import Relations
from termgraph.skos.relating import Relating

#: How telling a kind is that nobody knows.
_UNKNOWN = 4
#: Kinds of steps that say little of how two things hang together.
_LOOSE = ("confusedWith", "member")


class Step(NamedTuple):
    """One step of a way: an edge of the network, walked along it (`forward`) or against it.

    `Step("bird", "broader", "owl", False)` walks from bird to owl, where the graph states "owl broader bird".
    """

    source: str
    kind: str
    target: str
    forward: bool


Steps = Callable[[str], Iterable[Step]]


def way(thesaurus: Relating, a: str, b: str) -> list[Step]:
    """Return the shortest way from one node of a vocabulary to another, as `path` does in its network.

    Raises:
        NotFoundError: where no way leads from one to the other.

    >>> birds = Relating.from_text("<e:owl> skos:broader <e:bird> . <e:tit> skos:broader <e:bird> .")
    >>> [(step.target, step.forward) for step in way(birds, "e:owl", "e:tit")]
    [('e:bird', True), ('e:tit', False)]
    """
    names = thesaurus.label(a), thesaurus.label(b)
    return shortest(lambda node: _steps(thesaurus, node), a, b, thesaurus.relations, names)


def summit(steps: Sequence[Step]) -> str | None:
    """Return what both ends of a way are kinds of, where it leads up to that and down again; None for another way.

    >>> summit([Step("owl", "broader", "bird", True), Step("bird", "broader", "tit", False)])
    'bird'
    """
    ups = [step.forward for step in steps]
    is_hill = all(step.kind == "broader" for step in steps) and sorted(ups, reverse=True) == ups
    return steps[sum(ups)].source if is_hill and len(set(ups)) == 2 else None


def shortest(steps: Steps, a: str, b: str, relations: Relations, names: tuple[str, str]) -> list[Step]:
    """Return the way with the fewest steps from one node to another, of several the one along the most telling kinds.

    What people confuse and what stands in one collection has little to do with each other: such a step is taken where
    it saves two others, or where there is no other way.

    Args:
        steps: yields all steps from a node.
        a: where to start.
        b: where to get to.
        relations: how telling each kind is.
        names: what the two are called.

    Raises:
        NotFoundError: where there is none.
    """

    def exact(node: str) -> Sequence[Step]:
        return _exact(list(steps(node)), relations)

    whole = _shortest(exact, a, b, relations, names)
    if all(step.kind not in _LOOSE for step in whole):
        return whole

    def close(node: str) -> Iterator[Step]:
        return (step for step in exact(node) if step.kind not in _LOOSE)

    try:
        found = _shortest(close, a, b, relations, names)
    except NotFoundError:
        return whole
    return found if len(found) <= len(whole) + 1 else whole


def _exact(steps: Sequence[Step], relations: Relations) -> Sequence[Step]:
    """Return steps without those that only say what another to the same node is a kind of."""
    said = {(step.target, above) for step in steps for above in relations.above(step.kind)}
    return [step for step in steps if (step.target, step.kind) not in said] if said else steps


def _shortest(steps: Steps, a: str, b: str, relations: Relations, names: tuple[str, str]) -> list[Step]:
    between = _between(steps, a, b)
    best = {a: (0, 0)}
    came: dict[str, Step] = {}
    queue = [(0, 0, a)]
    while queue:
        length, looseness, here = heapq.heappop(queue)
        if here == b:
            return _way_back(came, a, b)
        if best[here] < (length, looseness):
            continue  # found a better way here since it was queued
        for step in _ranked((step for step in steps(here) if step.target in between), relations):
            cost = (length + 1, looseness + _rank(step, relations))
            if step.target not in best or cost < best[step.target]:
                best[step.target] = cost
                came[step.target] = step
                heapq.heappush(queue, (*cost, step.target))
    raise NotFoundError("no way leads from {!r} to {!r}".format(*names))


def _between(steps: Steps, a: str, b: str) -> set[str]:
    """Return all nodes on the ways that have the fewest steps: looked for from both ends, until these meet."""
    ends = ([{a}], [{b}])  # what is so many steps away from each
    seen = ({a}, {b})
    while all(levels[-1] for levels in ends) and not ends[0][-1] & ends[1][-1]:
        side = len(ends[0][-1]) > len(ends[1][-1])
        following = {step.target for node in ends[side][-1] for step in steps(node)} - seen[side]
        seen[side].update(following)
        ends[side].append(following)
    found = middle = ends[0][-1] & ends[1][-1]
    for levels in ends:
        here = middle
        for level in reversed(levels[:-1]):
            here = level & {step.target for node in here for step in steps(node)}
            found = found | here
    return found


def _way_back(came: dict[str, Step], a: str, b: str) -> list[Step]:
    steps: list[Step] = []
    while b != a:
        steps.append(came[b])
        b = came[b].source
    return steps[::-1]


def _rank(step: Step, relations: Relations) -> int:
    """Return what a step adds to the cost of a way: between ways of the same length the more telling one is taken."""
    return relations[step.kind].rank if step.kind in relations else _UNKNOWN


def _steps(thesaurus: Relating, node: str) -> Iterator[Step]:
    """Yield the steps from a node of a vocabulary: along the relations that are drawn, and those to members."""
    for kind in thesaurus.relations.drawn:
        said = {value for name in {kind.iri, kind.inverse} for _, value in thesaurus.about(node, name)}
        for target in thesaurus.edges.get(kind.name, {}).get(node, ()):
            yield Step(node, kind.name, target, not kind.symmetric or target in said)
        for source in () if kind.symmetric else thesaurus.edges_back.get(kind.name, {}).get(node, ()):
            yield Step(node, kind.name, source, False)
    yield from (Step(node, "member", member, True) for member in thesaurus.members.get(node, ()))
    yield from (Step(node, "member", whole, False) for whole in thesaurus.collections_of.get(node, ()))


def _ranked(steps: Iterable[Step], relations: Relations) -> list[Step]:
    """Return steps, the most telling first, then by IRI."""
    return sorted(steps, key=lambda step: (_rank(step, relations), step.target, not step.forward, step.kind))
