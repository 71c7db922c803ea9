"""What pyvis gets to draw: the network, node by node and edge by edge, and nothing that a page would run."""

from __future__ import annotations

import html

from termgraph.api import TermGraph, load
from termgraph.namespaces import data_dir
from termgraph.network.drawn import COLOURS
from termgraph.relations import RELATIONS
from tests.viewing import HOSTILE_TEXTS, hostile


def test_it_has_the_nodes_and_edges_of_the_network_and_no_others() -> None:
    ml = load(data_dir() / "ml")
    network, drawn = ml.to_networkx(), ml.to_pyvis()
    assert drawn.get_nodes() == list(network)
    assert [(edge["from"], edge["to"], edge["kind"]) for edge in drawn.edges] == list(
        network.edges(keys=True)
    )
    assert drawn.num_nodes() == len(network) and drawn.num_edges() == network.number_of_edges()
    assert drawn.get_node(ml.find("softmax"))["label"] == "softmax"


def test_nodes_are_coloured_by_kind_and_edges_look_as_in_the_explorer() -> None:
    drawn = load(data_dir() / "ml").part(["softmax"], 1).to_pyvis()
    by_kind = {node["label"]: node["color"] for node in drawn.nodes}
    assert by_kind["activation function"] == COLOURS["concept"]
    assert by_kind["softmax"] not in COLOURS.values()  # its name misleads
    edges = {edge["kind"]: edge for edge in drawn.edges}
    assert edges["broader"]["arrows"] == "to" and edges["related"]["arrows"] == ""
    look = RELATIONS["related"].look
    assert look is not None
    assert (edges["related"]["color"], edges["related"]["dashes"]) == (look.light, list(look.dashes))
    assert edges["broader"]["dashes"] is False


def test_options_are_those_of_pyvis() -> None:
    drawn = load(data_dir() / "ml").part(["softmax"], 1).to_pyvis(directed=False, height="90vh")
    assert drawn.height == "90vh"
    assert {edge.get("arrows", "") for edge in drawn.edges} == {""}


def test_no_text_of_a_vocabulary_is_markup_in_a_page_of_pyvis() -> None:
    drawn = TermGraph.from_text(hostile()).to_pyvis(
        cdn_resources="in_line", select_menu=True, filter_menu=True
    )
    titles = [node["title"] for node in drawn.nodes if "title" in node]
    assert titles
    assert all("<" not in title and html.unescape(title) != "" for title in titles)
    page = drawn.generate_html()
    for text in HOSTILE_TEXTS:
        assert "<" not in text or text not in page
