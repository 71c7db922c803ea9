"""Where each concept is on the overview of a vocabulary with groups: a disc for each, together with its like."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from termgraph.network.overview import SPACING, Forest, Wheels, packed

#: How far apart the discs of one area are, and the areas.
_GAP, _WIDE_GAP = 0.35 * SPACING, 0.8 * SPACING
#: How much wider than high the whole is to be.
_ASPECT = 1.35
#: So many discs are packed as tightly as they can be; it takes time by their third power.
_FEW = 60
#: So often the middle of an area is moved.
_STEPS = 200


class Disc(NamedTuple):
    """The ground on which a cluster stands, or an area: its middle and its radius."""

    x: int
    y: int
    radius: int


class Clustered(NamedTuple):
    """An overview by groups.

    Attributes:
        places: of the concepts.
        clusters: the ground of each cluster.
        areas: the ground of each area, around those of its clusters.
    """

    places: list[tuple[int, int]]
    clusters: list[Disc]
    areas: list[Disc]


def clustered(forest: Forest, inside: Sequence[int], areas: Sequence[int]) -> Clustered:
    """Return a place for each concept, so that those of a cluster stand together, and the clusters of an area.

    In its cluster a concept is near its parent, where that is in the same one.

    Args:
        forest: the hierarchy.
        inside: the cluster of each concept, by number; -1 for none. Each cluster has one concept at least.
        areas: the area of each cluster; each area has one cluster at least.

    >>> clustered(Forest([[], [], []]), [0, 1, -1], [0, 0]).clusters
    [Disc(x=-18, y=0, radius=15), Disc(x=18, y=0, radius=15)]
    """
    size = len(inside)
    wheels = Wheels(Forest([*_within(forest, inside), *([] for _ in areas)]))
    held: dict[int, list[int]] = defaultdict(list)
    for root in sorted(wheels.radii):
        # What is in no cluster is an area of its own.
        held[areas[root - size] if root >= size else -1 - root].append(root)
    radii = wheels.radii
    inner = {area: _together([(root, radii[root] + _GAP) for root in roots]) for area, roots in held.items()}
    outer, _ = _together([(area, radius + _WIDE_GAP) for area, (_, radius) in inner.items()], _ASPECT)
    middles = {
        root: (outer[area][0] + x, outer[area][1] + y)
        for area, (places, _) in inner.items()
        for root, (x, y) in places.items()
    }
    return Clustered(
        wheels.placed(middles)[:size],
        [_disc(middles[root], radii[root]) for root in range(size, size + len(areas))],
        [_disc(outer[area], inner[area][1]) for area in range(len(set(areas)))],
    )


def _within(forest: Forest, inside: Sequence[int]) -> list[list[int]]:
    """Return what each concept hangs on: its parent in the same cluster, else the cluster, numbered after them."""
    above: list[list[int]] = []
    for node, cluster in enumerate(inside):
        parent = forest.parents[node]
        if parent >= 0 and inside[parent] == cluster:
            above.append([parent])
        else:
            above.append([] if cluster < 0 else [len(inside) + cluster])
    return above


def _together(
    discs: Sequence[tuple[int, float]], aspect: float = 1.0
) -> tuple[dict[int, tuple[float, float]], float]:
    """Return the middles of discs with a number and a radius each, packed around (0, 0), and the radius of all."""
    ordered = sorted(discs, key=lambda disc: -disc[1])
    radii = [radius for _, radius in ordered]
    middles = _tightly(radii, aspect) if len(radii) <= _FEW else packed(radii, aspect)
    round_ = [(x, y, radius) for (x, y), (_, radius) in zip(middles, ordered, strict=True)]
    x, y, reach = _around(round_) if aspect == 1 else (0.0, 0.0, 0.0)
    return {number: (a - x, b - y) for (number, _), (a, b) in zip(ordered, middles, strict=True)}, reach


def _tightly(radii: Sequence[float], aspect: float) -> list[tuple[float, float]]:
    """Return the middles of discs, each touching two of those before it, as near to the middle of these as it can."""
    placed: list[tuple[float, float, float]] = []
    for radius in radii:
        spots = [(0.0, 0.0)] if not placed else [(placed[0][2] + radius, 0.0)]
        for one, other in combinations(placed, 2):
            spots += _touching(one, other, radius)
        free = (
            spot
            for spot in spots
            if all(math.hypot(x - spot[0], y - spot[1]) > r + radius - 1e-6 for x, y, r in placed)
        )
        weight = sum(r * r for _, _, r in placed) or 1.0
        x, y = (sum(disc[axis] * disc[2] ** 2 for disc in placed) / weight for axis in (0, 1))
        near = min(free, key=lambda spot: math.hypot((spot[0] - x) / aspect, spot[1] - y))
        placed.append((*near, radius))
    return [(x, y) for x, y, _ in placed]


def _touching(
    one: tuple[float, float, float], other: tuple[float, float, float], radius: float
) -> Iterator[tuple[float, float]]:
    """Yield where a disc touches two others: on either side of the line between them, if they are near enough."""
    (ax, ay, a), (bx, by, b) = one, other
    apart = math.hypot(bx - ax, by - ay)
    if apart > a + b + 2 * radius:
        return
    a, b = a + radius, b + radius
    along = (apart * apart + a * a - b * b) / (2 * apart)
    aside = math.sqrt(max(0.0, a * a - along * along))
    ux, uy = (bx - ax) / apart, (by - ay) / apart
    for side in (aside, -aside):
        yield ax + ux * along - uy * side, ay + uy * along + ux * side


def _around(discs: Sequence[tuple[float, float, float]]) -> tuple[float, float, float]:
    """Return middle and radius of nearly the smallest disc around others.

    The middle goes towards the disc that reaches farthest, in ever smaller steps (Bădoiu and Clarkson, 2003).
    """
    x = y = 0.0
    for step in range(1, _STEPS):
        a, b, _ = max(discs, key=lambda disc: math.hypot(disc[0] - x, disc[1] - y) + disc[2])
        x, y = x + (a - x) / (step + 1), y + (b - y) / (step + 1)
    return x, y, max(math.hypot(a - x, b - y) + radius for a, b, radius in discs)


def _disc(middle: tuple[float, float], radius: float) -> Disc:
    return Disc(round(middle[0]), round(middle[1]), round(radius))
