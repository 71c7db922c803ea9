"""Names for blank nodes that do not depend on who read the graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, Triple

#: So many blank nodes that only each other tell apart are named in hundredths of a second; nine take half a minute.
_MOST_ALIKE = 6
#: A chain of n blank nodes that look alike takes n³ steps, ten million of them a second.
_MOST_STEPS = 50_000_000


def renamed(triples: list[Triple]) -> list[Triple]:
    """Name blank nodes after what is said of them (RDF Dataset Canonicalization), since parsers name them at random.

    Where many blank nodes can be told apart only by each other, that takes time factorial in their number. Only graphs
    made for it are so; they keep the parser's names, and the same graph is then not always the same bytes.

    >>> about = NamedNode("http://e/p"), Literal("x")
    >>> renamed([Triple(BlankNode("a"), *about)]) == renamed([Triple(BlankNode("b"), *about)])
    True
    """
    quads = renamed_quads([Quad(triple.subject, triple.predicate, triple.object) for triple in triples])
    return [quad.triple for quad in quads]


def renamed_quads(quads: list[Quad]) -> list[Quad]:
    """Name the blank nodes of quads likewise; those of several graphs may be the same ones."""
    if not quads or _is_entangled([quad.triple for quad in quads]):
        return quads
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return list(dataset)


def _is_entangled(triples: list[Triple]) -> bool:
    """Tell whether so many blank nodes look alike, and hang together, that RDFC-1.0 would not end in time.

    Which look alike is what its first step finds: those of which the same is said, other blank nodes left open. It
    then tries all orders of neighbours that look alike, and walks from each such node through all it hangs with.
    """
    said: dict[BlankNode, list[tuple[bool, str, BlankNode | str]]] = {}
    for triple in triples:
        subject, value = triple.subject, triple.object
        if isinstance(subject, BlankNode):
            said.setdefault(subject, []).append((True, triple.predicate.value, _blank_or_text(value)))
        if isinstance(value, BlankNode):
            said.setdefault(value, []).append((False, triple.predicate.value, _blank_or_text(subject)))
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
