"""The network for other programs: GraphML (Gephi, yEd, Cytoscape) and node-link JSON (D3)."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any

from termgraph.export.profiles import Notice, silent
from termgraph.names import UNPRINTABLE, printable

if TYPE_CHECKING:
    import networkx as nx

_BOOLEAN_KEY = re.compile(r'<key id="([^"]*)"[^>]* attr\.type="boolean"')


def graphml(network: nx.MultiDiGraph[str], notice: Notice = silent) -> bytes:
    """Return GraphML; a control character, which XML cannot hold, is written out."""
    import networkx as nx

    numbered = _numbered(network)
    changed = 0
    for node, about in numbered.nodes(data=True):
        for name, value in about.items():
            if isinstance(value, str) and UNPRINTABLE.search(value):
                numbered.nodes[node][name] = printable(value)
                changed += 1
    if changed:
        texts = "1 text has" if changed == 1 else f"{changed:,} texts have"
        notice(f"{texts} characters that XML cannot hold; they are written out")
    buffer = io.BytesIO()
    nx.write_graphml(numbered, buffer, encoding="utf-8", prettyprint=True)
    text = buffer.getvalue().decode().rstrip() + "\n"
    # networkx writes Python's own words, where xs:boolean knows but "true" and "false".
    keys = "|".join(map(re.escape, _BOOLEAN_KEY.findall(text)))
    return re.sub(rf'(<data key="(?:{keys})">)(True|False)<', _lower, text).encode()


def _lower(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2].lower()}<"


def node_link(network: nx.MultiDiGraph[str], _notice: Notice = silent) -> bytes:
    """Return node-link JSON, as `networkx.node_link_graph(data, edges="links")` reads it."""
    import networkx as nx

    data: dict[str, Any] = nx.node_link_data(_numbered(network), edges="links")
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _numbered(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return a network whose edges have keys of their own, since other programs take keys for ids; the kind stays."""
    numbered = network.__class__(**network.graph)
    numbered.add_nodes_from((node, {**about}) for node, about in network.nodes(data=True))
    for n, (source, target, about) in enumerate(network.edges(data=True)):
        numbered.add_edge(source, target, key=f"e{n}", **about)
    return numbered
