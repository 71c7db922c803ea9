"""Where each concept is on the overview of a large vocabulary: every branch a disc of its own, as large as it needs.

A force layout takes minutes for ten thousand nodes. Here each branch is a wheel around its top concept, with narrower
concepts outside broader ones and room for each by the size of what is below it; the wheels are packed around the
largest. The work is linear in the concepts, nothing is random, and polyhierarchies, circles and orphans are no matter.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

_TURN = 2 * math.pi
_Points = Sequence[tuple[float, float]]

#: How far apart concepts are.
SPACING = 10.0
#: How much more room a concept has by what is below it.
_ROOM = 0.6
#: Branches of more concepts always have a sector of their own.
_THIN = 12
#: A branch of more levels than these is pressed together, lest it has a disc for ten thousand.
_TALL = 12
#: How much wider than high the whole may be.
_ASPECT = 1.35
#: So many branches are packed closely; it takes time by their square.
_BY_FRONT = 400


class Forest:
    """A hierarchy of numbered concepts with one parent each: the one by which it is nearest to a top.

    Args:
        above: the broader concepts of each concept.

    >>> Forest([[1], [], [1, 0]]).parents, Forest([[1], [], [1, 0]]).tops
    ([1, -1, 1], [1, 1, 1])
    """

    def __init__(self, above: Sequence[Sequence[int]]) -> None:
        size = len(above)
        self.below: list[list[int]] = [[] for _ in range(size)]
        for child, parents in enumerate(above):
            for parent in parents:
                self.below[parent].append(child)
        self.parents = [-1] * size
        self.tops = [-1] * size
        #: All concepts, each after its parent.
        self.order: list[int] = []
        self._grow(node for node in range(size) if not above[node])
        for node in range(size):
            if self.tops[node] < 0:  # in a circle of broader concepts, or below one
                self._grow([_entry(node, above, self.tops)])
        self.children: list[list[int]] = [[] for _ in range(size)]
        for node in self.order:
            if self.parents[node] >= 0:
                self.children[self.parents[node]].append(node)
        #: How many concepts each branch has.
        self.sizes = [1] * size
        for node in reversed(self.order):
            if self.parents[node] >= 0:
                self.sizes[self.parents[node]] += self.sizes[node]

    def _grow(self, roots: Iterable[int]) -> None:
        """Let trees grow from roots, all at once, level by level."""
        queue = deque(roots)
        for root in queue:
            self.tops[root] = root
        while queue:
            node = queue.popleft()
            self.order.append(node)
            for child in self.below[node]:
                if self.tops[child] < 0:
                    self.tops[child] = self.tops[node]
                    self.parents[child] = node
                    queue.append(child)


def _entry(start: int, above: Sequence[Sequence[int]], tops: Sequence[int]) -> int:
    """Return the concept that stands for the circle that is reached from `start` upwards: the first in it."""
    way: list[int] = []
    seen: set[int] = set()
    here = start
    while here not in seen:
        seen.add(here)
        way.append(here)
        here = above[here][0]
    return min(way[way.index(here) :])


def overview(forest: Forest) -> list[tuple[int, int]]:
    """Return a place for each concept, about `SPACING` from its neighbours; the middle of all is near (0, 0).

    >>> overview(Forest([[], [0], [0]]))[0]
    (0, 0)
    """
    wheels = Wheels(forest)
    roots = sorted(wheels.radii, key=lambda root: (-wheels.radii[root], root))
    middles = packed([radius + min(0.3 * radius, SPACING) for radius in map(wheels.radii.__getitem__, roots)])
    return wheels.placed(dict(zip(roots, middles, strict=True)))


class Wheels:
    """The branches of a forest, each a disc around its top.

    Args:
        forest: the hierarchy.

    Attributes:
        radii: of the disc of each top, by top, in the forest's order.
    """

    def __init__(self, forest: Forest) -> None:
        self.forest = forest
        self._weights, self._heights = _measures(forest)
        self.radii = {root: self._radius(root) for root in forest.order if forest.parents[root] < 0}

    def _radius(self, root: int) -> float:
        height = min(self._heights[root], _TALL) - 0.5
        return SPACING * max(math.sqrt(self._weights[root] / math.pi), height)

    def placed(self, middles: Mapping[int, tuple[float, float]]) -> list[tuple[int, int]]:
        """Return the place of each node, where the middles of the discs are given by top."""
        places = [(0, 0)] * len(self.forest.order)
        for root, (x, y) in middles.items():
            for node, distance, angle in _wheel(
                self.forest, self._weights, self._heights, root, self.radii[root]
            ):
                places[node] = round(x + distance * math.cos(angle)), round(y + distance * math.sin(angle))
        return places


def _measures(forest: Forest) -> tuple[list[float], list[int]]:
    """Return how much room each branch gets, more than one for a concept with much below it; and how high it is."""
    weights = [1 + _ROOM * math.sqrt(size - 1) for size in forest.sizes]
    heights = [1] * len(weights)
    for node in reversed(forest.order):
        parent = forest.parents[node]
        if parent >= 0:
            weights[parent] += weights[node]
            heights[parent] = max(heights[parent], heights[node] + 1)
    return weights, heights


def _wheel(
    forest: Forest, weights: Sequence[float], heights: Sequence[int], root: int, rim: float
) -> Iterator[tuple[int, float, float]]:
    """Yield (node, distance, angle) of all in a branch, in a disc around its top.

    Each concept has a sector from its own distance to the rim whose area follows its weight. From the inside out there
    are the concept itself, a band of those below it that have nothing or little below themselves, and side by side the
    sectors of the others. So all have about the same room, whatever the form of the tree.
    """
    stack = [(root, 0.0, _TURN, 0.0)]
    while stack:
        node, start, angle, inner = stack.pop()
        children = forest.children[node]
        below = sum(weights[child] for child in children)
        level = min(SPACING, (rim - inner) / heights[node])
        first = _outer(inner, rim, 1 - below / weights[node], level)
        middle = (inner + first) / 2 if children else math.sqrt((inner * inner + first * first) / 2)
        yield node, middle if node != root else 0.0, start + angle / 2
        # A branch whose sector would be a hair's breadth stands in the band too.
        apart = [
            child
            for child in children
            if forest.sizes[child] > _THIN or first * angle * weights[child] / below >= SPACING
        ]
        beyond = sum(weights[child] for child in apart)
        last = first
        if len(apart) < len(children):
            last = _outer(first, rim, 1 - beyond / below, level)
            within = set(children).difference(apart)
            groups = [list(_branch(forest, child)) for child in children if child in within]
            yield from _band(groups, start, angle, first, last)
        for child in apart:
            share = angle * weights[child] / beyond
            stack.append((child, start, share, last))
            start += share


def _outer(inner: float, rim: float, share: float, least: float) -> float:
    """Return where a band ends that takes a share of the area from `inner` to the rim, and a least width."""
    return min(rim, max(math.sqrt(inner * inner + share * (rim * rim - inner * inner)), inner + least))


def _branch(forest: Forest, root: int) -> Iterator[int]:
    """Yield a concept and all below it, each before what is below it."""
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(forest.children[node]))


def _band(
    groups: Sequence[Sequence[int]], start: float, angle: float, first: float, last: float
) -> Iterator[tuple[int, float, float]]:
    """Yield (node, distance, angle) of nodes in a band: in rows, evenly, each group side by side, its first inside."""
    count = sum(map(len, groups))
    step = math.sqrt(angle * (last * last - first * first) / 2 / count)
    rows = max(1, min(count, round((last - first) / max(step, 1e-9))))
    distances = [first + (row + 0.5) * (last - first) / rows for row in range(rows)]
    whole = sum(distances)
    spots: list[tuple[float, float]] = []
    for row, distance in enumerate(distances):
        filled = round(count * sum(distances[: row + 1]) / whole) - len(spots)
        spots += [(start + angle * (at + 0.25 + 0.5 * (row % 2)) / filled, distance) for at in range(filled)]
    spots.sort()
    end = 0
    for group in groups:
        begin, end = end, end + len(group)
        places = sorted((distance, at) for at, distance in spots[begin:end])
        for node, (distance, at) in zip(group, places, strict=True):
            yield node, distance, at


def packed(radii: Sequence[float], aspect: float = _ASPECT) -> list[tuple[float, float]]:
    """Return the middles of discs that touch but do not overlap, the largest ones in the middle of all at (0, 0).

    Args:
        radii: of the discs, the largest first.
        aspect: how much wider than high the whole may be.
    """
    many = len(radii) > _BY_FRONT
    places = _packed_by_front(radii[:_BY_FRONT], 1.0 if many else aspect)
    rim = max((math.hypot(x, y) + r for (x, y), r in zip(places, radii, strict=False)), default=0.0)
    # The many small ones that may be left stand in rings around them.
    while len(places) < len(radii):
        size = radii[len(places)]
        fitting = int(math.pi / math.asin(size / (rim + size)))
        count = min(fitting, len(radii) - len(places))
        angles = (_TURN * at / count for at in range(count))
        places += [((rim + size) * math.cos(angle), (rim + size) * math.sin(angle)) for angle in angles]
        rim += 2 * size
    return _centred(places, radii)


def _centred(places: _Points, radii: Sequence[float]) -> list[tuple[float, float]]:
    """Return places moved so that the whole lies around (0, 0), and turned where it is higher than wide."""
    if not places:
        return []
    sides = []
    for axis in (0, 1):
        low = min(place[axis] - r for place, r in zip(places, radii, strict=True))
        high = max(place[axis] + r for place, r in zip(places, radii, strict=True))
        sides.append((high - low, (high + low) / 2))
    (width, x), (height, y) = sides
    moved = [(place[0] - x, place[1] - y) for place in places]
    return [(y, x) for x, y in moved] if height > width else moved


def _packed_by_front(radii: Sequence[float], aspect: float) -> list[tuple[float, float]]:
    """Pack discs one by one, each where the front around those before it is nearest to the middle.

    After Wang, Wang, Dai and Wang: Visualization of Large Hierarchical Data by Circle Packing, CHI 2006.
    """
    places = [(0.0, 0.0)][: len(radii)]
    if len(radii) > 1:
        places = [(-radii[1], 0.0), (radii[0], 0.0)]
    front = list(range(len(places)))
    for number in range(2, len(radii)):
        nearest = min(range(len(front)), key=lambda at: _distance(front, at, places, radii, aspect))
        front = front[nearest:] + front[:nearest]  # its first two are the pair that the disc is to touch
        while True:
            place = _touching(front, places, radii, radii[number])
            hit = _first_hit(front, place, radii[number], places, radii)
            if hit is None:
                break
            # What lies between the disc in the way and the pair is closed in, and leaves the front.
            front = [front[0], *front[hit:]] if hit <= len(front) / 2 else [front[hit], *front[1:hit]]
        places.append(place)
        front = [front[0], number, *front[1:]]
    return places


def _distance(front: Sequence[int], at: int, places: _Points, radii: Sequence[float], aspect: float) -> float:
    """Return how far from the middle the gap after the disc at a place of the front is."""
    one, other = front[at], front[(at + 1) % len(front)]
    share = radii[one] / (radii[one] + radii[other])
    x = places[one][0] * (1 - share) + places[other][0] * share
    y = places[one][1] * (1 - share) + places[other][1] * share
    return math.hypot(x / aspect, y)


def _touching(
    front: Sequence[int], places: _Points, radii: Sequence[float], size: float
) -> tuple[float, float]:
    """Return the middle of a disc that touches the first two of the front, to the left of the way between them."""
    (ax, ay), (bx, by) = places[front[0]], places[front[1]]
    a, b = radii[front[0]] + size, radii[front[1]] + size
    apart = math.hypot(bx - ax, by - ay)
    along = (apart * apart + a * a - b * b) / (2 * apart)
    aside = math.sqrt(max(0.0, a * a - along * along))
    ux, uy = (bx - ax) / apart, (by - ay) / apart
    return ax + ux * along - uy * aside, ay + uy * along + ux * aside


def _first_hit(
    front: Sequence[int], place: tuple[float, float], size: float, places: _Points, radii: Sequence[float]
) -> int | None:
    """Return where in the front a disc overlaps another than the first two: the one that is nearest along the front."""
    near = (math.dist(places[one], place) < radii[one] + size - 1e-6 for one in front[2:])
    found = (at for at, is_hit in enumerate(near, 2) if is_hit)
    return min(found, key=lambda at: (min(at, len(front) + 1 - at), at), default=None)
