"""Names for blank nodes that do not depend on who read the graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    Triple,
)

#: So many blank nodes that only each other tell apart are named in hundredths of a second; nine take half a minute.
_MOST_ALIKE = 6
#: A chain of n blank nodes that look alike takes n³ steps, ten million of them a second.
_MOST_STEPS = 50_000_000


def renamed(triples: list[Triple]) -> list[Triple]:
    """Name blank nodes after what is said of them (RDF Dataset Canonicalization), since parsers name them at random.

    Where many blank nodes can be told apart only by each other, that takes time factorial in their number. Only graphs
    made for it are so; their nodes are numbered as they come.

    >>> about = NamedNode("http://e/p"), Literal("x")
    >>> renamed([Triple(BlankNode("a"), *about)]) == renamed([Triple(BlankNode("b"), *about)])
    True
    """
    quads = renamed_quads([Quad(triple.subject, triple.predicate, triple.object) for triple in triples])
    return [quad.triple for quad in quads]


def renamed_quads(quads: list[Quad]) -> list[Quad]:
    """Name the blank nodes of quads likewise; those of several graphs may be the same ones."""
    if not quads:
        return quads
    if _is_entangled(quads):
        return list(_numbered(quads))
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return list(dataset)


def _numbered(quads: list[Quad]) -> Iterator[Quad]:
    """Name blank nodes in the order in which they first occur."""
    numbers: dict[BlankNode, BlankNode] = {}

    def numbered(term: Any) -> Any:
        if isinstance(term, BlankNode):
            return numbers.setdefault(term, BlankNode(f"b{len(numbers)}"))
        if isinstance(term, Triple):
            return Triple(numbered(term.subject), term.predicate, numbered(term.object))
        return term

    for quad in quads:
        subject, value = numbered(quad.subject), numbered(quad.object)
        yield Quad(subject, quad.predicate, value, numbered(quad.graph_name))


def _is_entangled(quads: list[Quad]) -> bool:
    """Tell whether so many blank nodes look alike, and hang together, that RDFC-1.0 would not end in time.

    Which look alike is what its first step finds: those of which the same is said, other blank nodes left open. It
    then tries all orders of neighbours that look alike, and walks from each such node through all it hangs with.
    """
    said: dict[BlankNode, list[tuple[str, str, BlankNode | str]]] = {}
    for quad in quads:
        ends = [("subject", quad.subject), *_ends("object", quad.object)]
        if not isinstance(quad.graph_name, DefaultGraph):
            ends.append(("graph", quad.graph_name))
        for end, node in ends:
            if isinstance(node, BlankNode):
                said.setdefault(node, []).extend(
                    (f"{end} {other_end}", quad.predicate.value, _blank_or_text(other))
                    for other_end, other in ends
                    if other is not node
                )
    looks = {
        node: frozenset(
            Counter((*how, "" if isinstance(other, BlankNode) else other) for *how, other in about).items()
        )
        for node, about in said.items()
    }
    sizes = Counter(looks.values())
    alike = {node for node, look in looks.items() if sizes[look] > 1}
    neighbours = {
        node: [other for *_, other in said[node] if isinstance(other, BlankNode) and other in alike]
        for node in alike
    }
    groups = [
        Counter(
            (*how, looks[other])
            for *how, other in said[node]
            if isinstance(other, BlankNode) and other in alike
        )
        for node in alike
    ]
    crowds = [max(group.values(), default=0) for group in groups]
    if max(crowds, default=0) > _MOST_ALIKE or sum(crowd > 2 for crowd in crowds) > _MOST_ALIKE:
        return True
    return sum(size**3 for size in _clusters(neighbours)) > _MOST_STEPS


def _blank_or_text(node: NamedNode | BlankNode | Literal | Triple) -> BlankNode | str:
    return node if isinstance(node, BlankNode) else str(node)


def _ends(end: str, value: NamedNode | BlankNode | Literal | Triple) -> Iterator[tuple[str, Any]]:
    """Yield an object, or what stands in it where it is a triple, each with its place."""
    if isinstance(value, Triple):
        yield f"{end}'s {value.predicate.value} subject", value.subject
        yield from _ends(f"{end}'s {value.predicate.value} object", value.object)
    else:
        yield end, value


def _clusters(neighbours: Mapping[BlankNode, list[BlankNode]]) -> Iterator[int]:
    """Yield the sizes of the connected parts of a graph."""
    seen: set[BlankNode] = set()
    for start in neighbours:
        if start in seen:
            continue
        seen.add(start)
        part = [start]
        for node in part:  # grows while it is walked
            found = [other for other in neighbours[node] if other not in seen]
            seen.update(found)
            part.extend(dict.fromkeys(found))
        yield len(part)
