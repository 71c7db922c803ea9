"""The network for other programs: GraphML (Gephi, yEd, Cytoscape), GEXF (Gephi, graphology) and node-link JSON (D3).

GraphML and GEXF are written node by node and edge by edge. Edges have ids of their own, since other programs take the
kind for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import TYPE_CHECKING, Any

from termgraph.export.indented import streamed
from termgraph.export.profiles import Notice, silent
from termgraph.export.xml import DECLARATION, attribute, refuse_what_is_lost, text

if TYPE_CHECKING:
    import networkx as nx

_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF = "http://www.gexf.net/1.2draft"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
#: What nodes, edges and the network as a whole are described with: by name, the type of its values.
_Types = dict[str, str]
_About = Mapping[str, Any]


def graphml(network: nx.MultiDiGraph[str], _notice: Notice = silent) -> Iterator[bytes]:
    """Yield GraphML.

    Raises:
        TermgraphError: where a text holds characters that XML cannot.
    """
    _refuse_what_xml_cannot_hold(network)
    scopes = {"graph": _types([network.graph]), "node": _node_types(network), "edge": _edge_types(network)}
    ids = map("d{}".format, count())
    numbers = {scope: {name: next(ids) for name in types} for scope, types in scopes.items()}
    keys = [
        f'<key id="{numbers[scope][name]}" for="{scope}" attr.name="{attribute(name)}" attr.type="{kind}"/>\n'
        for scope, types in scopes.items()
        for name, kind in types.items()
    ]
    schema = f"{_GRAPHML} http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd"
    head = f'<graphml xmlns="{_GRAPHML}" xmlns:xsi="{_INSTANCE}" xsi:schemaLocation="{schema}">'
    graph = f'<graph edgedefault="directed">{_data(network.graph, numbers["graph"], "")}'
    yield f"{DECLARATION}\n{head}{''.join(reversed(keys))}{graph}".encode()
    for node, about in network.nodes(data=True):
        yield f'<node id="{attribute(node)}">\n{_data(about, numbers["node"])}</node>\n'.encode()
    for number, (source, target, about) in enumerate(network.edges(data=True)):
        ends = f'source="{attribute(source)}" target="{attribute(target)}"'
        yield f'<edge {ends} id="e{number}">\n{_data(about, numbers["edge"])}</edge>\n'.encode()
    yield b"</graph></graphml>\n"


def _data(about: _About, numbers: Mapping[str, str], indent: str = "  ") -> str:
    lines = [
        f'{indent}<data key="{numbers[name]}">{text(_value(value))}</data>\n' for name, value in about.items()
    ]
    return "".join(lines)


def gexf(network: nx.MultiDiGraph[str], _notice: Notice = silent) -> Iterator[bytes]:
    """Yield GEXF 1.2, for Gephi and graphology, in which no day is written.

    Raises:
        TermgraphError: where a text holds characters that XML cannot.
    """
    _refuse_what_xml_cannot_hold(network)
    nodes = {name: kind for name, kind in _node_types(network).items() if name != "label"}
    edges = _edge_types(network)
    edges |= {"networkx_key": "string"} if edges else {}
    of_nodes = {name: str(number) for number, name in enumerate(nodes)}
    of_edges = {name: str(number) for number, name in enumerate(edges, len(nodes))}
    yield (
        f'{DECLARATION}\n<gexf xmlns="{_GEXF}" xmlns:xsi="{_INSTANCE}" '
        f'xsi:schemaLocation="{_GEXF} {_GEXF}/gexf.xsd" version="1.2">\n'
        "  <meta>\n    <creator>termgraph</creator>\n  </meta>\n"
        '  <graph defaultedgetype="directed" mode="static" name="">\n'
        f"{_declared('edge', edges, of_edges)}{_declared('node', nodes, of_nodes)}"
    ).encode()
    yield from _listed(
        "nodes", (_gexf_node(node, about, of_nodes) for node, about in network.nodes(data=True))
    )
    numbered = enumerate(network.edges(data=True))
    yield from _listed("edges", (_gexf_edge(number, *edge, of_edges) for number, edge in numbered))
    yield b"  </graph>\n</gexf>\n"


def _listed(name: str, items: Iterator[str]) -> Iterator[bytes]:
    """Yield a list of nodes or edges, which is one empty element where there is none."""
    first = next(items, None)
    if first is None:
        yield f"    <{name} />\n".encode()
        return
    yield f"    <{name}>\n{first}".encode()
    yield from (item.encode() for item in items)
    yield f"    </{name}>\n".encode()


def _declared(scope: str, types: _Types, numbers: Mapping[str, str]) -> str:
    lines = [
        f'      <attribute id="{numbers[name]}" title="{attribute(name)}" type="{kind}" />\n'
        for name, kind in types.items()
    ]
    return (
        f'    <attributes mode="static" class="{scope}">\n{"".join(lines)}    </attributes>\n'
        if lines
        else ""
    )


def _gexf_node(node: str, about: _About, numbers: Mapping[str, str]) -> str:
    label = attribute(str(about.get("label", node)))
    return (
        f'      <node id="{attribute(node)}" label="{label}">\n{_gexf_values(about, numbers)}      </node>\n'
    )


def _gexf_edge(number: int, source: str, target: str, about: _About, numbers: Mapping[str, str]) -> str:
    head = f'<edge source="{attribute(source)}" target="{attribute(target)}" id="{number}">'
    return f"      {head}\n{_gexf_values({**about, 'networkx_key': f'e{number}'}, numbers)}      </edge>\n"


def _gexf_values(about: _About, numbers: Mapping[str, str]) -> str:
    lines = [
        f'          <attvalue for="{numbers[name]}" value="{attribute(_value(value))}" />\n'
        for name, value in about.items()
        if name in numbers
    ]
    return f"        <attvalues>\n{''.join(lines)}        </attvalues>\n"


def _node_types(network: nx.MultiDiGraph[str]) -> _Types:
    return _types(about for _, about in network.nodes(data=True))


def _edge_types(network: nx.MultiDiGraph[str]) -> _Types:
    return _types(about for *_, about in network.edges(data=True))


def _types(abouts: Iterable[_About]) -> _Types:
    """Return the types of what things are described with, in the order in which they come."""
    found: _Types = {}
    for about in abouts:
        if not about.keys() <= found.keys():
            for name, value in about.items():
                found.setdefault(name, "boolean" if isinstance(value, bool) else "string")
    return found


def _value(value: str | bool) -> str:
    """Return a value; xs:boolean knows but "true" and "false"."""
    return str(value).lower() if isinstance(value, bool) else value


def _refuse_what_xml_cannot_hold(network: nx.MultiDiGraph[str]) -> None:
    abouts = (about for _, *_, about in (*network.nodes(data=True), *network.edges(data=True)))
    texts = (value for about in abouts for value in about.values() if isinstance(value, str))
    refuse_what_is_lost(texts, "export as node-link")


def node_link(network: nx.MultiDiGraph[str], _notice: Notice = silent) -> Iterator[bytes]:
    """Yield node-link JSON, as `networkx.node_link_graph(data, edges="links")` reads it."""
    data = {
        "directed": True,
        "multigraph": True,
        "graph": network.graph,
        "nodes": ({**about, "id": node} for node, about in network.nodes(data=True)),
        "links": (
            {**about, "source": source, "target": target, "key": f"e{number}"}
            for number, (source, target, about) in enumerate(network.edges(data=True))
        ),
    }
    yield from (piece.encode() for piece in streamed(data))
    yield b"\n"
