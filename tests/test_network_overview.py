"""The overview has room for every concept, whatever the hierarchy, and is always the same."""

from __future__ import annotations

import math
import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termgraph.network.overview import SPACING, Forest, overview

HIERARCHIES = st.integers(1, 60).flatmap(
    lambda size: st.lists(st.lists(st.integers(0, size - 1), max_size=3), min_size=size, max_size=size)
)


@given(HIERARCHIES)
def test_every_concept_has_one_parent_and_a_way_to_a_top(above: list[list[int]]) -> None:
    forest = Forest(above)
    assert sorted(forest.order) == list(range(len(above)))
    for node, parents in enumerate(above):
        parent, top = forest.parents[node], forest.tops[node]
        assert parent in parents or parent == -1
        assert (parent == -1) == (top == node)
        assert forest.tops[top] == top
        assert parent == -1 or forest.tops[parent] == top
        assert parents or top == node
    assert sum(forest.sizes[top] for top in set(forest.tops)) == len(above)


def test_the_parent_is_the_one_nearest_to_a_top() -> None:
    chain = Forest([[], [0], [1], [2, 0]])
    assert chain.parents == [-1, 0, 1, 0]


@given(HIERARCHIES)
def test_the_places_follow_from_the_hierarchy_alone(above: list[list[int]]) -> None:
    assert overview(Forest(above)) == overview(Forest([list(parents) for parents in above]))
    assert len(overview(Forest(above))) == len(above)


def nearest(places: list[tuple[int, int]]) -> list[float]:
    """Return how far each place is from the nearest other."""
    cells: dict[tuple[int, int], list[int]] = {}
    for number, (x, y) in enumerate(places):
        cells.setdefault((x // 20, y // 20), []).append(number)
    found = []
    for number, (x, y) in enumerate(places):
        around = [
            other
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for other in cells.get((x // 20 + dx, y // 20 + dy), ())
            if other != number
        ]
        found.append(min((math.dist(places[number], places[other]) for other in around), default=20.0))
    return found


def tree(size: int, each: int) -> list[list[int]]:
    return [[]] + [[(number - 1) // each] for number in range(1, size)]


@pytest.mark.parametrize(
    "above",
    [
        tree(3000, 3),
        tree(3000, 12),
        tree(3000, 60),
        [[] for _ in range(3000)],  # nothing but orphans
        [[]] + [[0]] * 3000,  # one top of all
        [[] for _ in range(600)] + [[number % 600] for number in range(2400)],  # a forest of many tops
    ],
    ids=["narrow", "wide", "wider", "orphans", "star", "forest"],
)
def test_there_is_room_for_all(above: list[list[int]]) -> None:
    places = overview(Forest(above))
    distances = nearest(places)
    assert len(set(places)) > 0.995 * len(places)
    assert sorted(distances)[len(distances) // 20] > SPACING * 0.3
    # Evenly enough that the whole is no larger than it needs to be.
    width, height = (max(p[axis] for p in places) - min(p[axis] for p in places) for axis in (0, 1))
    assert width * height < 6 * len(places) * SPACING**2


def test_branches_do_not_overlap_and_the_largest_has_most_room() -> None:
    dice = random.Random(1)
    above: list[list[int]] = [[] for _ in range(12)]
    for number in range(12, 2000):
        above.append([min(int(dice.expovariate(0.35)), 11) if number < 60 else dice.randrange(number)])
    forest = Forest(above)
    places = overview(forest)
    counts = Counter(forest.tops)
    reach = {
        top: max(math.dist(places[top], places[n]) for n in range(2000) if forest.tops[n] == top)
        for top in counts
    }
    for one in counts:
        for other in counts:
            if one < other:
                assert math.dist(places[one], places[other]) >= reach[one] + reach[other] - 2
    largest = max(counts, key=lambda top: counts[top])
    assert reach[largest] == max(reach.values())


def test_no_hierarchy_at_all_and_a_very_deep_one() -> None:
    assert overview(Forest([])) == []
    assert len(overview(Forest([[]] + [[number] for number in range(20_000)]))) == 20_001
