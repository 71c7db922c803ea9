"""The network as pyvis sees it: what is drawn, where, and which lines stand for which edges."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termgraph.names import printable
from termgraph.network import SYMMETRIC, Outline, outline
from termgraph.network.layout import wrapped
from termgraph.view.kinds import KIND_STYLES

if TYPE_CHECKING:
    import networkx as nx

#: Up to so many concepts are drawn all at once; of more, only the surroundings of the selected one.
WHOLE_MAP = 600
#: So many concepts at most are drawn at first where there are too many to draw them all.
FRONT = 80

#: The kinds that another edge between the same two nodes makes superfluous to draw: kind -> those that imply it.
_IMPLIED = {
    "related": frozenset({"partOf", "contrastsWith", "confusedWith"}),
    "synonymOf": frozenset({"abbreviationOf"}),
}


def draw(
    graph: nx.MultiDiGraph[str], keys: Mapping[str, str]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the nodes and edges of a pyvis network of the graph, ready for vis-network.

    Nodes have pyvis's and vis's own options and, for our script: `kind`, `misnomer`, `deprecated`, `branch` (a number
    for the top concept, which the colour follows), `term` (a concept's key in the address), `of` (the concept that a
    term names) and, where they have a place in the outline, `x`, `y`, `column` and `block`. Edges have `kind`, and
    `bend`, which tells apart several between the same two nodes. A symmetric relation is one line, not two, and a
    relation that a more telling one between the same two implies is not drawn beside it.

    Args:
        graph: the network.
        keys: the key in the page's address of each concept's IRI.
    """
    set_out = outline(graph, _first_drawn(graph))
    numbers = {node: number for number, node in enumerate(graph)}
    branches = {top: number for number, top in enumerate(_branches(graph, set_out))}
    owners = _owners(graph)
    pyvis = _pyvis()
    network = pyvis.Network(directed=True)
    for node, data in graph.nodes(data=True):
        options: dict[str, Any] = {"kind": data["kind"], "branch": branches.get(data["top"], len(branches))}
        options |= {flag: True for flag in ("misnomer", "deprecated") if data[flag]}
        if node in keys:
            options["term"] = keys[node]
        if node in owners:
            options["of"] = numbers[owners[node]]
        if place := set_out.places.get(node):
            options |= {"x": place.x, "y": place.y, "column": place.column, "block": place.block}
        label = "\n".join(wrapped(printable(data["label"])))
        # Network.add_node and add_edge search all nodes for each one that is added; this is what they do otherwise.
        network.nodes.append(pyvis.Node(numbers[node], "custom", label, **options).options)
    for source, kind, target, bend in _lines(graph):
        arrows = {} if KIND_STYLES[kind].arrow else {"arrows": ""}
        ends = numbers[source], numbers[target]
        network.edges.append(pyvis.Edge(*ends, directed=True, kind=kind, bend=bend, **arrows).options)
    return network.nodes, network.edges


def vis_network() -> str:
    """Return the source of the vis-network 9.1.2 that pyvis carries (Apache-2.0 or MIT; its head says so)."""
    folder = Path(_pyvis().__file__).parent / "templates" / "lib" / "vis-9.1.2"
    source = (folder / "vis-network.min.js").read_text("utf-8")
    # The map of the minified source is not in pyvis, and a page that is complete asks for nothing.
    return source.partition("//# sourceMappingURL=")[0].replace("\r\n", "\n").rstrip() + "\n"


def _pyvis() -> Any:
    """Import pyvis late: it pulls in IPython, which takes longer than all the rest together."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyvis import network
    return network


def _first_drawn(graph: nx.MultiDiGraph[str]) -> list[str]:
    """Return the concepts to draw before anything is selected.

    All, or the tops of the largest branches, and below them, level by level, those with most narrower concepts, as
    many as there is room for.
    """
    concepts = [node for node, data in graph.nodes(data=True) if data["kind"] == "concept"]
    if len(concepts) <= WHOLE_MAP:
        return concepts
    sizes: dict[str, int] = {}
    for node in concepts:
        top = graph.nodes[node]["top"]
        sizes[top] = sizes.get(top, 0) + 1
    drawn = dict.fromkeys(sorted(sizes, key=lambda top: (-sizes[top], top))[:FRONT])
    level = list(drawn)
    while level and len(drawn) < FRONT:
        below = dict.fromkeys(
            child for node in level for child in _narrower(graph, node) if child not in drawn
        )
        level = sorted(below, key=lambda node: (-len(_narrower(graph, node)), node))[: FRONT - len(drawn)]
        drawn.update(dict.fromkeys(level))
    return list(drawn)


def _narrower(graph: nx.MultiDiGraph[str], node: str) -> list[str]:
    return [child for child, _, kind in graph.in_edges(node, keys=True) if kind == "broader"]


def _branches(graph: nx.MultiDiGraph[str], set_out: Outline) -> list[str]:
    """Return the top concepts that get a colour, in the order in which their branches are set."""
    tops: dict[str, None] = {}
    for node in sorted(set_out.places, key=lambda node: set_out.places[node].block):
        tops[graph.nodes[node]["top"]] = None
    return list(tops)


def _owners(graph: nx.MultiDiGraph[str]) -> dict[str, str]:
    """Return for each term the concept that it is a name of; by its IRI where the graph does not say."""
    owners: dict[str, str] = {}
    for source, target, kind in graph.edges(keys=True):
        if kind in ("synonymOf", "abbreviationOf"):
            owners.setdefault(source, target)
    for node, data in graph.nodes(data=True):
        concept = node.partition("#")[0]
        if data["kind"] == "term" and node not in owners and concept != node and concept in graph:
            owners[node] = concept
    return owners


def _lines(graph: nx.MultiDiGraph[str]) -> Iterator[tuple[str, str, str, int]]:
    """Yield (source, kind, target, bend) for each line to draw."""
    between: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for source, target, kind in graph.edges(keys=True):
        if source != target:
            pair = (source, target) if source < target else (target, source)
            line = (kind, *pair) if kind in SYMMETRIC else (kind, source, target)
            if line not in between.setdefault(pair, []):
                between[pair].append(line)
    for lines in between.values():
        kinds = {kind for kind, _, _ in lines}
        drawn = [line for line in lines if not _IMPLIED.get(line[0], frozenset()) & kinds]
        for bend, (kind, source, target) in enumerate(drawn):
            yield source, kind, target, bend
