"""Neighbourhoods in the network, and the shortest way from one term to another."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import networkx as nx

from termgraph.errors import NotFoundError
from termgraph.relations import RELATIONS, Relations
from termgraph.skos.ways import Step, shortest


def neighbourhood(
    graph: nx.MultiDiGraph[str], node: str, depth: int = 1, kinds: Collection[str] | None = None
) -> nx.MultiDiGraph[str]:
    """Return the part of a network around a node: all that is at most `depth` edges away, and the edges among them.

    Args:
        graph: the network.
        node: an IRI in it.
        depth: how many edges away, whatever their direction.
        kinds: the kinds of edges to walk and to keep; None for all.

    Raises:
        NotFoundError: where the node is not in the network.

    >>> graph = nx.MultiDiGraph()
    >>> for edge in (("softmax", "function", "broader"), ("maximum", "function", "broader")):
    ...     _ = graph.add_edge(*edge)
    >>> sorted(neighbourhood(graph, "softmax")), sorted(neighbourhood(graph, "softmax", 2))
    (['function', 'softmax'], ['function', 'maximum', 'softmax'])
    """
    _known(graph, node)
    reached = {node}
    level = {node}
    for _ in range(depth):
        level = {step.target for here in level for step in _steps(graph, here, kinds)} - reached
        reached |= level
    part: nx.MultiDiGraph[str] = nx.MultiDiGraph(**graph.graph)
    part.add_nodes_from((name, dict(data)) for name, data in graph.nodes(data=True) if name in reached)
    for source, target, kind, data in graph.edges(keys=True, data=True):
        if source in reached and target in reached and (kinds is None or kind in kinds):
            part.add_edge(source, target, key=kind, **data)
    return part


def path(
    graph: nx.MultiDiGraph[str],
    a: str,
    b: str,
    kinds: Collection[str] | None = None,
    relations: Relations = RELATIONS,
) -> list[Step]:
    """Return the shortest way from one node to another, walking edges along and against their direction.

    Of several ways of the same length, the one along the hierarchy is taken before one over loosely related concepts;
    what is equal even then is settled by the order of the IRIs, so that the answer is always the same.

    Args:
        graph: the network.
        a: the IRI to start at.
        b: the IRI to get to.
        kinds: the kinds of edges to walk; None for all.
        relations: how telling each kind is.

    Returns:
        The steps from `a` to `b`; none where they are the same.

    Raises:
        NotFoundError: where one of them is not in the network, or no way leads from one to the other.

    >>> graph = nx.MultiDiGraph()
    >>> for edge in (("softmax", "function", "broader"), ("maximum", "function", "broader")):
    ...     _ = graph.add_edge(*edge)
    >>> [(step.target, step.forward) for step in path(graph, "softmax", "maximum")]
    [('function', True), ('maximum', False)]
    """
    _known(graph, a)
    _known(graph, b)
    names = str(graph.nodes[a].get("label", a)), str(graph.nodes[b].get("label", b))
    return shortest(lambda node: _steps(graph, node, kinds), a, b, relations, names)


def _steps(graph: nx.MultiDiGraph[str], node: str, kinds: Collection[str] | None) -> Iterator[Step]:
    """Yield the steps from a node, along edges and against them."""
    yield from (
        Step(node, kind, target, True)
        for _, target, kind in graph.out_edges(node, keys=True)
        if kinds is None or kind in kinds
    )
    yield from (
        Step(node, kind, source, False)
        for source, _, kind in graph.in_edges(node, keys=True)
        if kinds is None or kind in kinds
    )


def _known(graph: nx.MultiDiGraph[str], node: str) -> None:
    if node not in graph:
        raise NotFoundError(f"not in the network: {node}")
