"""The network for other programs: GraphML (Gephi, yEd, Cytoscape) and node-link JSON (D3)."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any

from termgraph.errors import TermgraphError

if TYPE_CHECKING:
    import networkx as nx

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml(network: nx.MultiDiGraph[str]) -> bytes:
    """Return GraphML.

    Raises:
        TermgraphError: where a text holds characters that XML cannot.
    """
    import networkx as nx

    abouts = (about for _, *_, about in (*network.nodes(data=True), *network.edges(data=True)))
    lost = {sign for about in abouts for value in about.values() for sign in _NO_XML.findall(str(value))}
    if lost:
        names = ", ".join(f"U+{ord(sign):04X}" for sign in sorted(lost))
        raise TermgraphError(
            f"some texts hold characters that XML cannot: {names}", hint="export as node-link"
        )
    buffer = io.BytesIO()
    nx.write_graphml(network, buffer, encoding="utf-8", prettyprint=True, named_key_ids=True)
    return buffer.getvalue().rstrip() + b"\n"


def node_link(network: nx.MultiDiGraph[str]) -> bytes:
    """Return node-link JSON, as `networkx.node_link_graph(data, edges="links")` reads it."""
    import networkx as nx

    data: dict[str, Any] = nx.node_link_data(network, edges="links")
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
