"""The network for other programs: GraphML (Gephi, yEd, Cytoscape) and node-link JSON (D3)."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx


def graphml(network: nx.MultiDiGraph[str]) -> bytes:
    """Return GraphML."""
    import networkx as nx

    buffer = io.BytesIO()
    nx.write_graphml(network, buffer, encoding="utf-8", prettyprint=True, named_key_ids=True)
    return buffer.getvalue().rstrip() + b"\n"


def node_link(network: nx.MultiDiGraph[str]) -> bytes:
    """Return node-link JSON, as `networkx.node_link_graph(data, edges="links")` reads it."""
    import networkx as nx

    data: dict[str, Any] = nx.node_link_data(network, edges="links")
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
