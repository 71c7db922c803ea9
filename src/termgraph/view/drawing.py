"""The map of a small vocabulary, and the source of vis-network, which draws it."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from termgraph.view.numbered import Numbered


def outline_columns(numbered: Numbered, tops: Sequence[int]) -> dict[str, list[Any]]:
    """Return where each concept of a small vocabulary is on its map, an outline; its lines are the core's edges.

    Args:
        numbered: the concepts.
        tops: the top concept of each.

    >>> from termgraph.skos import Thesaurus
    >>> outline_columns(Numbered(Thesaurus.from_text('<e:owl> skos:prefLabel "owl"@en .')), [0])["column"]
    [0]
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
    return {key: [getattr(places[name], key) for name in names] for key in ("x", "y", "column", "block")}


def vis_network() -> str:
    """Return the source of the vis-network 9.1.2 that pyvis carries (Apache-2.0 or MIT; its head says so)."""
    spec = importlib.util.find_spec("pyvis")  # found without being imported
    assert spec is not None  # noqa: S101 (it is a dependency)
    assert spec.origin is not None  # noqa: S101 (a package with files)
    folder = Path(spec.origin).parent / "templates" / "lib" / "vis-9.1.2"
    source = (folder / "vis-network.min.js").read_text("utf-8")
    # The map of the minified source is not in pyvis, and a page that is complete asks for nothing.
    return source.partition("//# sourceMappingURL=")[0].replace("\r\n", "\n").rstrip() + "\n"
