"""The thesaurus as networkx: one node a concept, term or collection, one edge a relation that the graph states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

import networkx as nx

from termgraph.namespaces import SKOSXL, TG, local_name
from termgraph.relations import RELATIONS
from termgraph.skos import Thesaurus
from termgraph.store.record import no_collecting


@no_collecting()
def to_networkx(thesaurus: Thesaurus) -> nx.MultiDiGraph[str]:
    """Return the network of a vocabulary: its concepts, terms, collections, and exactly the relations that it states.

    Every edge is a triple: from subject to object, with the kind (a name in `thesaurus.relations`) as its key. A graph
    that states only `skos:narrower` gets the `broader` edge that it means (SKOS Reference, S25: they are inverses), and
    one that lists the members of a collection the `member` edges (S36).
    Nodes are the IRIs (`_:name` for blank nodes) of all concepts and collections and of what is at an end of an edge.
    Nodes and edges come in sorted order, whatever the order of the triples.

    Returns:
        A graph with these attributes, all of them plain strings and booleans. Of a node: `label`, `lang` (of the
        label, "" for none), `kind` ("concept", "term", "collection", or "other" for what only stands at an end),
        `described` (something is said of it; else its label is made from its IRI), `misnomer` (its name misleads),
        `deprecated`, `definition` (where there is one), `top` (the concept at the top of its branch, itself where
        nothing is broader; of a term, that of its concept where it has one). Of an edge: `kind`, `predicate` (IRI).
        Of the graph: `language`.

    >>> graph = to_networkx(Thesaurus.from_text('''@prefix e: <https://example.org/> .
    ... e:softmax skos:broader e:function ; skos:prefLabel "softmax"@en .'''))
    >>> list(graph.edges(keys=True)), graph.nodes["https://example.org/softmax"]["label"]
    ([('https://example.org/softmax', 'https://example.org/function', 'broader')], 'softmax')
    """
    edges = sorted(set(_edges(thesaurus)))
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(language=thesaurus.language)
    ends = {end for source, _, target, _ in edges for end in (source, target)}
    describe = _Describing(thesaurus)
    for node in sorted(thesaurus.concepts | thesaurus.collections | ends):
        graph.add_node(node, **describe.node(node))
    for source, kind, target, predicate in edges:
        graph.add_edge(source, target, key=kind, kind=kind, predicate=predicate)
    mark_tops(graph, [kind.name for kind in thesaurus.relations.below("broader")])
    return graph


def _edges(thesaurus: Thesaurus) -> Iterator[tuple[str, str, str, str]]:
    """Yield each relation that is drawn: from, kind, to, and the property of the kind."""
    for kind in thesaurus.relations.drawn:
        for source, target in thesaurus.stated(kind.iri):
            yield source, kind.name, target, kind.iri
        for target, source in thesaurus.stated(kind.inverse) if kind.inverse else ():
            yield source, kind.name, target, kind.iri
    for collection, members in thesaurus.members.items():
        for member in members:
            yield collection, "member", member, thesaurus.relations["member"].iri


class _Describing:
    """What the nodes are like."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self.thesaurus = thesaurus
        named = thesaurus.targets_of(TG + "misleadingName")
        self.misnomers = named | thesaurus.subjects_of(TG + "misnomerOf")
        terms = thesaurus.of_class(SKOSXL + "Label") | thesaurus.subjects_of(TG + "synonymOf")
        concepts, collections = thesaurus.concepts, thesaurus.collections
        self.kinds = (("concept", concepts), ("collection", collections), ("term", terms))

    def node(self, node: str) -> dict[str, Any]:
        """Return the attributes of a node, without its place in the hierarchy."""
        thesaurus = self.thesaurus
        label, lang = thesaurus.shown(node)
        described = node in thesaurus.subjects
        definition = thesaurus.definition(node)
        return {
            "label": label if described or label != node else local_name(node),
            "lang": lang,
            "kind": next((name for name, nodes in self.kinds if node in nodes), "other"),
            "described": described,
            "misnomer": node in self.misnomers,
            "deprecated": node in thesaurus.deprecated,
            **({"definition": definition} if definition else {}),
        }


def mark_tops(graph: nx.MultiDiGraph[str], kinds: Collection[str] = ("broader",)) -> None:
    """Set the attribute `top` of every node; again, where nodes were taken out of a network.

    Args:
        graph: the network.
        kinds: the kinds of edges that lead upwards.

    >>> graph = nx.MultiDiGraph()
    >>> _ = graph.add_edge("owl", "bird", key="broader")
    >>> mark_tops(graph)
    >>> graph.nodes["owl"]["top"]
    'bird'
    """
    for iri, top in list(_tops(graph, kinds)):
        graph.nodes[iri]["top"] = top


def _tops(graph: nx.MultiDiGraph[str], kinds: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the top of each node's branch: by its first broader concept each time, until there is none or a circle."""
    edges: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for source, target, kind in graph.edges(keys=True):
        edges[kind].append((source, target))
    steps = [step for kind in kinds for step in edges[kind]]
    above = {source: target for source, target in reversed(steps) if source != target}
    naming = [kind.name for kind in RELATIONS.below("synonymOf")]
    concept_of = {source: target for kind in naming for source, target in sorted(edges[kind])}
    top: dict[str, str] = {}
    for node in graph:
        way: dict[str, None] = {}
        here = concept_of.get(node, node)
        while here not in way and here not in top and here in above:
            way[here] = None
            here = above[here]
        # In a circle the smallest IRI stands for all, so that it does not matter where the walk came in.
        found = top.get(here) or (min(list(way)[list(way).index(here) :]) if here in way else here)
        top.update(dict.fromkeys(way, found))
        yield node, found


def edges_of(graph: nx.MultiDiGraph[str], kind: str) -> Iterator[tuple[str, str]]:
    """Yield source and target of the edges of one kind, in the graph's order.

    >>> graph = nx.MultiDiGraph()
    >>> _ = graph.add_edge("owl", "bird", key="broader")
    >>> list(edges_of(graph, "broader")), list(edges_of(graph, "related"))
    ([('owl', 'bird')], [])
    """
    return ((source, target) for source, target, key in graph.edges(keys=True) if key == kind)
