"""No two labels of the outline overlap, whatever the network, and nothing is random or slow."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from termgraph.namespaces import data_dir
from termgraph.network import Outline, layout, outline, to_networkx
from termgraph.network.layout import wrapped
from termgraph.skos import Thesaurus


def hierarchy(edges: Iterable[tuple[str, str]]) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for narrower, broader in edges:
        graph.add_edge(narrower, broader, key="broader")
    return graph


def overlaps(out: Outline) -> list[tuple[str, str]]:
    boxes = [(node, place.box) for node, place in out.places.items()]
    return [
        (one, other)
        for (one, a), (other, b) in itertools.combinations(boxes, 2)
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]


def inside(out: Outline) -> bool:
    boxes = [place.box for place in out.places.values()]
    return all(a >= 0 and b >= 0 and c <= out.width and d <= out.height for a, b, c, d in boxes)


@given(
    st.dictionaries(st.integers(0, 40), st.integers(0, 40), max_size=40),
    st.lists(st.text(max_size=60), min_size=41, max_size=41),
    st.sampled_from([0.5, 1.4, 3.0]),
)
def test_labels_never_overlap(parents: dict[int, int], labels: list[str], aspect: float) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number, label in enumerate(labels):
        graph.add_node(str(number), label=label)
    for child, parent in parents.items():  # circles and all
        graph.add_edge(str(child), str(parent), key="broader")
    out = outline(graph, aspect=aspect)
    assert set(out.places) == set(graph)
    assert not overlaps(out)
    assert inside(out)


def test_a_hundred_concepts_can_be_read_on_a_laptop() -> None:
    graph = to_networkx(Thesaurus.open(data_dir() / "ml"))
    concepts = [node for node, data in graph.nodes(data=True) if data["kind"] == "concept"]
    assert not overlaps(outline(graph, concepts))
    tops = {graph.nodes[node]["label"]: node for node in concepts}
    branches = {tops[label] for label in ("component", "property", "system")}
    out = outline(graph, [node for node in concepts if graph.nodes[node]["top"] in branches])
    assert len(out.places) > 100
    assert not overlaps(out)
    assert inside(out)
    # The map has about 930 by 670 pixels of a screen of 1280 by 800; 13 px * 0.77 are 10 px.
    assert min(930 / out.width, 670 / out.height) >= 0.77


def test_narrower_concepts_stand_below_and_to_the_right_of_their_broader_one() -> None:
    graph = to_networkx(Thesaurus.open(data_dir() / "ml"))
    out = outline(graph)
    above: dict[str, list[bool]] = {}
    for child, parent, kind in graph.edges(keys=True):
        a, b = out.places[child], out.places[parent]
        if kind == "broader" and a.block == b.block:
            above.setdefault(child, []).append(a.x > b.x and a.y > b.y)
    assert len(above) > 200
    assert all(map(any, above.values()))  # of several broader ones, one has it below itself


def test_the_order_in_which_a_network_was_made_does_not_matter() -> None:
    edges = [(f"n{number}", f"n{number // 3}") for number in range(1, 60)]
    one, other = hierarchy(edges), hierarchy(reversed(edges))
    assert layout(one) == layout(other)


def test_every_node_has_a_position_terms_too() -> None:
    graph = to_networkx(Thesaurus.open(data_dir() / "ml"))
    assert set(layout(graph)) == set(graph)


def test_an_empty_network_and_a_deep_one() -> None:
    assert outline(nx.MultiDiGraph()) == Outline({}, 0, 0)
    deep = hierarchy((f"n{number + 1}", f"n{number}") for number in range(5000))
    assert len(layout(deep)) == 5001


@pytest.mark.parametrize("label", ["x" * 500, "a b " * 200, "", "語" * 100])
def test_labels_have_three_lines_at_most(label: str) -> None:
    assert 1 <= len(wrapped(label)) <= 3
