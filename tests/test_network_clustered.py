"""An overview by groups keeps each group together, on a ground of its own."""

from __future__ import annotations

import math
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from termgraph.network.clustered import Clustered, Disc, clustered
from termgraph.network.overview import Forest

#: The broader concepts of each concept, its cluster, and the areas of the clusters.
VOCABULARIES = st.integers(1, 40).flatmap(
    lambda size: st.tuples(
        st.lists(st.lists(st.integers(0, size - 1), max_size=2), min_size=size, max_size=size),
        st.lists(st.integers(-1, 5), min_size=size, max_size=size),
        st.lists(st.integers(0, 2), min_size=6, max_size=6),
    )
)


def drawn(
    above: list[list[int]], inside: list[int], areas: list[int]
) -> tuple[list[int], list[int], Clustered]:
    """Return clusters and areas numbered without gaps, and where all is."""
    clusters = sorted(set(inside) - {-1})
    used = sorted({areas[cluster] for cluster in clusters})
    own = [clusters.index(cluster) if cluster >= 0 else -1 for cluster in inside]
    of = [used.index(areas[cluster]) for cluster in clusters]
    return own, of, clustered(Forest(above), own, of)


def distance(one: Disc, other: Disc) -> float:
    return math.hypot(one.x - other.x, one.y - other.y)


@given(VOCABULARIES)
def test_concepts_stand_on_their_ground_and_grounds_on_that_of_their_area(
    given_: tuple[list[list[int]], list[int], list[int]],
) -> None:
    own, of, found = drawn(*given_)
    for (x, y), cluster in zip(found.places, own, strict=True):
        if cluster >= 0:
            disc = found.clusters[cluster]
            assert math.hypot(x - disc.x, y - disc.y) <= disc.radius + 2
    for disc, area in zip(found.clusters, of, strict=True):
        ground = found.areas[area]
        assert distance(disc, ground) + disc.radius <= ground.radius + 2


@given(VOCABULARIES)
def test_grounds_do_not_overlap(given_: tuple[list[list[int]], list[int], list[int]]) -> None:
    _, _, found = drawn(*given_)
    for grounds in (found.clusters, found.areas):
        for one, other in combinations(grounds, 2):
            assert distance(one, other) >= one.radius + other.radius - 2


@given(VOCABULARIES)
def test_the_places_follow_from_hierarchy_and_groups_alone(
    given_: tuple[list[list[int]], list[int], list[int]],
) -> None:
    assert drawn(*given_) == drawn(*given_)


def test_many_groups_of_one_area_have_room_too() -> None:
    found = clustered(Forest([[] for _ in range(200)]), list(range(200)), [0] * 200)
    assert len(set(found.places)) == 200
    assert len(found.areas) == 1
