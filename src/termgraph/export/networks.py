"""The network for other programs: GraphML (Gephi, yEd, Cytoscape), GEXF (Gephi, graphology) and node-link JSON (D3)."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from termgraph.errors import TermgraphError
from termgraph.export.indented import indented
from termgraph.export.profiles import Notice, silent

if TYPE_CHECKING:
    import networkx as nx

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


_DAY = re.compile(rb' lastmodifieddate="[^"]*"')
_BOOLEAN_KEY = re.compile(r'<key id="([^"]*)"[^>]* attr\.type="boolean"')


def graphml(network: nx.MultiDiGraph[str], _notice: Notice = silent) -> bytes:
    """Return GraphML.

    Raises:
        TermgraphError: where a text holds characters that XML cannot.
    """
    import networkx as nx

    _refuse_what_xml_cannot_hold(network)
    buffer = io.BytesIO()
    nx.write_graphml(_numbered(network), buffer, encoding="utf-8", prettyprint=True)
    text = buffer.getvalue().decode().rstrip() + "\n"
    # networkx writes Python's own words, where xs:boolean knows but "true" and "false".
    keys = "|".join(map(re.escape, _BOOLEAN_KEY.findall(text)))
    return re.sub(rf'(<data key="(?:{keys})">)(True|False)<', _lower, text).encode()


def _refuse_what_xml_cannot_hold(network: nx.MultiDiGraph[str]) -> None:
    abouts = (about for _, *_, about in (*network.nodes(data=True), *network.edges(data=True)))
    lost = {sign for about in abouts for value in about.values() for sign in _NO_XML.findall(str(value))}
    if lost:
        names = ", ".join(f"U+{ord(sign):04X}" for sign in sorted(lost))
        raise TermgraphError(
            f"some texts hold characters that XML cannot: {names}", hint="export as node-link"
        )


def _lower(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2].lower()}<"


def gexf(network: nx.MultiDiGraph[str], _notice: Notice = silent) -> bytes:
    """Return GEXF 1.2, for Gephi and graphology, in which no day is written.

    Raises:
        TermgraphError: where a text holds characters that XML cannot.
    """
    import networkx as nx

    _refuse_what_xml_cannot_hold(network)
    buffer = io.BytesIO()
    nx.write_gexf(_numbered(network), buffer, encoding="utf-8", prettyprint=True)
    return _DAY.sub(b"", buffer.getvalue().rstrip() + b"\n")


def node_link(network: nx.MultiDiGraph[str], _notice: Notice = silent) -> bytes:
    """Return node-link JSON, as `networkx.node_link_graph(data, edges="links")` reads it."""
    import networkx as nx

    data: dict[str, Any] = nx.node_link_data(_numbered(network), edges="links")
    return f"{indented(data)}\n".encode()


def _numbered(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return a network whose edges have keys of their own, since other programs take keys for ids; the kind stays."""
    numbered = network.__class__(**network.graph)
    numbered.add_nodes_from(network.nodes(data=True))
    for n, (source, target, about) in enumerate(network.edges(data=True)):
        numbered.add_edge(source, target, key=f"e{n}", **about)
    return numbered
