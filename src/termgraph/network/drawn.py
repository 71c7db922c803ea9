"""The network as pyvis draws it, for notebooks and for pages of people's own."""

from __future__ import annotations

import html
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

import networkx as nx

from termgraph.relations import Relations

#: The colour of each kind of node.
COLOURS: Mapping[str, str] = {
    "concept": "#97c2fc",
    "term": "#fbd38d",
    "collection": "#a7e0b8",
    "other": "#d4d8de",
}
_MISLEADING = "#f2a0a0"


def to_pyvis(graph: nx.MultiDiGraph[str], relations: Relations, **options: Any) -> Any:
    """Return a network of terms as a `pyvis.network.Network`, which has a node and an edge for each of its own.

    Nodes have the colour of their kind, red where the name misleads, and their definition as title; edges have the look
    of their kind, and its name as title. pyvis may put titles into a page as HTML: they are escaped.

    Args:
        graph: what `to_networkx` returns.
        relations: the kinds of relations of the vocabulary.
        options: those of `pyvis.network.Network`, as `height`, `notebook` or `cdn_resources`.

    >>> from termgraph.network import to_networkx
    >>> from termgraph.skos import Thesaurus
    >>> owls = Thesaurus.from_text('<e:owl> skos:prefLabel "owl"@en ; skos:definition "<b>" .')
    >>> to_pyvis(to_networkx(owls), owls.relations).nodes[0]["title"]
    '&lt;b&gt;'
    """
    pyvis = _pyvis()
    drawn = pyvis.Network(**{"directed": True, **options})
    # Its add_node and add_edge search all that there is for each one added, and drop edges; this is what else they do.
    for node, about in graph.nodes(data=True):
        drawn.node_map[node] = pyvis.Node(node, "dot", **_looks(about)).options
    drawn.node_ids, drawn.nodes = list(drawn.node_map), list(drawn.node_map.values())
    for source, target, kind in graph.edges(keys=True):
        look = dict(_lines(relations, kind))
        drawn.edges.append(pyvis.Edge(source, target, directed=drawn.directed, **look).options)
    return drawn


def _looks(about: Mapping[str, Any]) -> dict[str, str]:
    """Return the options of a node."""
    colour = _MISLEADING if about["misnomer"] else COLOURS[about["kind"]]
    title = {"title": html.escape(about["definition"])} if "definition" in about else {}
    return {"label": about["label"], "color": colour, **title}


def _lines(relations: Relations, kind: str) -> Iterator[tuple[str, Any]]:
    """Yield the options of an edge of one kind."""
    row = relations[kind]
    yield "kind", kind
    yield "title", html.escape(kind)
    if row.look:
        yield "color", row.look.light
        yield "dashes", list(row.look.dashes) or False
    if row.symmetric:
        yield "arrows", ""


def _pyvis() -> Any:
    """Import pyvis late: it pulls in IPython, which takes longer than all the rest together."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyvis import network
    return network
