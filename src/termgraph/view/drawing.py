"""The network as pyvis and vis-network see it: the map of a small vocabulary, and vis-network's own source."""

from __future__ import annotations

import importlib.util
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from termgraph.network.layout import wrapped
from termgraph.view.numbered import Numbered


def network(numbered: Numbered, tops: Sequence[int]) -> Any:
    """Return a small vocabulary as a `pyvis.network.Network`: its concepts as an outline in columns, and its edges.

    Nodes have, beside pyvis's own options, `x`, `y`, `column` and `block` of the outline; edges have their `kind`, and
    dashes and arrows as the legend shows them. What holds both ways is one edge without arrows.

    Args:
        numbered: the concepts.
        tops: the top concept of each.

    >>> from termgraph.skos import Thesaurus
    >>> network(Numbered(Thesaurus.from_text('<e:owl> skos:prefLabel "owl"@en .')), [0]).nodes[0]["label"]
    'owl'
    """
    import networkx as nx

    from termgraph.network import outline

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    names = [f"{number:07}" for number in range(numbered.size)]  # in the order of the labels
    for number, name in enumerate(names):
        graph.add_node(name, label=numbered.label(number)[0], top=names[tops[number]])
    for source, target in numbered.hierarchy:
        graph.add_edge(names[source], names[target], key="broader")
    places = outline(graph).places
    pyvis = _pyvis()
    drawn = pyvis.Network(directed=True)
    for number, name in enumerate(names):
        place = places[name]
        options: dict[str, Any] = {"x": place.x, "y": place.y, "column": place.column, "block": place.block}
        label = "\n".join(wrapped(numbered.label(number)[0]))
        # Network.add_node and add_edge search all nodes for each one that is added; this is what they do otherwise.
        drawn.nodes.append(pyvis.Node(number, "custom", label, **options).options)
    for kind, pairs in numbered.edges.items():
        row = numbered.relations[kind]
        options = {"kind": kind, "dashes": list(row.look.dashes if row.look else ()) or False}
        if row.symmetric:
            options["arrows"] = ""
        for source, target in pairs:
            drawn.edges.append(pyvis.Edge(source, target, directed=True, **options).options)
    return drawn


def outline_columns(numbered: Numbered, tops: Sequence[int]) -> dict[str, list[Any]]:
    """Return where each concept is on the map of a small vocabulary, as columns; its lines are the core's edges."""
    nodes = network(numbered, tops).nodes
    return {key: [node[key] for node in nodes] for key in ("x", "y", "column", "block")}


def vis_network() -> str:
    """Return the source of the vis-network 9.1.2 that pyvis carries (Apache-2.0 or MIT; its head says so)."""
    spec = importlib.util.find_spec("pyvis")  # found without being imported
    assert spec is not None  # noqa: S101 (it is a dependency)
    assert spec.origin is not None  # noqa: S101 (a package with files)
    folder = Path(spec.origin).parent / "templates" / "lib" / "vis-9.1.2"
    source = (folder / "vis-network.min.js").read_text("utf-8")
    # The map of the minified source is not in pyvis, and a page that is complete asks for nothing.
    return source.partition("//# sourceMappingURL=")[0].replace("\r\n", "\n").rstrip() + "\n"


def _pyvis() -> Any:
    """Import pyvis late: it pulls in IPython, which takes longer than all the rest together."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyvis import network as module
    return module
