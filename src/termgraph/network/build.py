"""RDF to networkx: one node a concept or term, one edge a relation that the graph states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import networkx as nx
from pyoxigraph import Literal, NamedNode, Triple

from termgraph.names import language_rank
from termgraph.namespaces import OWL, RDF, RDFS, SKOS, SKOSXL, TG
from termgraph.relations import RELATIONS, Relations

#: The kinds of edges, from the most to the least telling: kind -> predicate.
EDGE_KINDS: Mapping[str, str] = {row.name: row.iri for row in RELATIONS.drawn}

#: Kinds that say the same in both directions.
SYMMETRIC = frozenset(row.name for row in RELATIONS.drawn if row.symmetric)

_NAMING = frozenset(row.name for row in RELATIONS.below("synonymOf"))
_LABELS = (SKOS + "prefLabel", RDFS + "label", SKOSXL + "literalForm", SKOS + "notation")


def to_networkx(
    triples: Iterable[Triple], *, language: str = "en", relations: Relations = RELATIONS
) -> nx.MultiDiGraph[str]:
    """Return the network of a graph: its concepts and terms, and exactly the relations that it states.

    Every edge is a triple: from subject to object, with the kind (a key of `EDGE_KINDS`) as its key. A graph that
    states only `skos:narrower` gets the `broader` edge that it means (SKOS Reference, S25: they are inverses). Nodes
    are the IRIs of all concepts and of what is at an end of an edge; blank nodes, which have no name to be found
    by, are left out. Nodes and edges come in sorted order, whatever the order of the triples.

    Args:
        triples: the graph.
        language: which labels to prefer; labels in other languages stand in where there is none.
        relations: the kinds of relations that are edges.

    Returns:
        A graph with these attributes, all of them plain strings and booleans. Of a node: `label`, `lang` (of the
        label, "" for none), `kind` ("concept" or "term"), `described` (typed or labelled; else it is only mentioned,
        and its label made from its IRI), `misnomer` (its name misleads), `deprecated`, `definition` (where there is
        one), `top` (the concept at the top of its branch, itself where nothing is broader; of a term, that of its
        concept where it has one). Of an edge: `kind`, `predicate` (IRI). Of the graph: `language`.

    >>> ml = "https://example.org/"
    >>> graph = to_networkx([
    ...     Triple(NamedNode(ml + "softmax"), NamedNode(SKOS + "broader"), NamedNode(ml + "function")),
    ...     Triple(NamedNode(ml + "softmax"), NamedNode(SKOS + "prefLabel"), Literal("softmax", language="en")),
    ... ])
    >>> list(graph.edges(keys=True)), graph.nodes[ml + "softmax"]["label"]
    ([('https://example.org/softmax', 'https://example.org/function', 'broader')], 'softmax')
    """
    facts = _Facts.gather(triples, relations)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(language=language)
    ends = {end for source, _, target in facts.edges for end in (source, target)}
    for iri in sorted(facts.concepts | ends):
        graph.add_node(iri, **facts.node(iri, language))
    for source, kind, target in sorted(facts.edges):
        graph.add_edge(source, target, key=kind, kind=kind, predicate=relations[kind].iri)
    mark_tops(graph, relations)
    return graph


def mark_tops(graph: nx.MultiDiGraph[str], relations: Relations = RELATIONS) -> None:
    """Set the attribute `top` of every node; again, where nodes were taken out of a network.

    >>> graph = nx.MultiDiGraph()
    >>> _ = graph.add_edge("owl", "bird", key="broader")
    >>> mark_tops(graph)
    >>> graph.nodes["owl"]["top"]
    'bird'
    """
    for iri, top in list(_tops(graph, relations)):
        graph.nodes[iri]["top"] = top


@dataclass
class _Facts:
    """What one pass over the triples gathers."""

    relations: Relations = RELATIONS
    concepts: set[str] = field(default_factory=set)
    terms: set[str] = field(default_factory=set)
    edges: set[tuple[str, str, str]] = field(default_factory=set)
    misnomers: set[str] = field(default_factory=set)
    deprecated: set[str] = field(default_factory=set)
    texts: dict[str, dict[str, list[Literal]]] = field(default_factory=dict)

    @classmethod
    def gather(cls, triples: Iterable[Triple], relations: Relations) -> _Facts:
        facts = cls(relations)
        texts = {*_LABELS, SKOS + "definition"}
        for triple in triples:
            subject, predicate, value = triple.subject, triple.predicate.value, triple.object
            if not isinstance(subject, NamedNode):
                continue
            if isinstance(value, Literal):
                if predicate in texts:
                    facts.texts.setdefault(subject.value, {}).setdefault(predicate, []).append(value)
                elif predicate == OWL + "deprecated" and value.value in ("true", "1"):
                    facts.deprecated.add(subject.value)
            elif isinstance(value, NamedNode):
                facts.link(subject.value, predicate, value.value)
        return facts

    def link(self, subject: str, predicate: str, target: str) -> None:
        """Take note of a triple between two resources."""
        if predicate == RDF + "type":
            if target == SKOS + "Concept":
                self.concepts.add(subject)
            elif target == SKOSXL + "Label":
                self.terms.add(subject)
        elif predicate == TG + "misleadingName":
            self.misnomers.add(target)
        elif predicate in self.relations.properties:
            row, along = self.relations.properties[predicate]
            if row.look is None:
                return
            self.edges.add((subject, row.name, target) if along else (target, row.name, subject))
            if row.name == "misnomerOf":
                self.misnomers.add(subject)
            elif row.name in _NAMING:
                self.terms.add(subject)

    def node(self, iri: str, language: str) -> dict[str, Any]:
        """Return the attributes of a node, without its place in the hierarchy."""
        texts = self.texts.get(iri, {})
        found = (text for predicate in _LABELS if (text := chosen(texts.get(predicate, ()), language)))
        label = next(found, None)
        definition = chosen(texts.get(SKOS + "definition", ()), language)
        return {
            "label": label.value if label else local_name(iri),
            "lang": (label.language if label else None) or "",
            "kind": "term" if iri in self.terms and iri not in self.concepts else "concept",
            "described": label is not None or iri in self.concepts or iri in self.terms,
            "misnomer": iri in self.misnomers,
            "deprecated": iri in self.deprecated,
            **({"definition": definition.value} if definition else {}),
        }


def chosen(texts: Iterable[Literal], language: str) -> Literal | None:
    """Return the text in a language, or the nearest to it that there is (`names.language_rank`).

    >>> chosen([Literal("Eule", language="de"), Literal("owl", language="en-GB")], "en").value
    'owl'
    """
    told = (text for text in texts if text.value.strip())
    return min(
        told, key=lambda text: (language_rank(text.language or "", language), text.value), default=None
    )


def local_name(iri: str) -> str:
    """Return the last part of an IRI, readable, as a name for what has no label.

    >>> local_name("https://example.org/birds#barn%20owl"), local_name("urn:isbn:1"), local_name("https://example.org/")
    ('barn owl', '1', 'example.org')
    """
    parts = [part for part in re.split(r"[/#:]", iri) if part]
    return unquote(parts[-1]) if parts else iri


def _tops(graph: nx.MultiDiGraph[str], relations: Relations) -> Iterator[tuple[str, str]]:
    """Yield the top of each node's branch: by its first broader concept each time, until there is none or a circle."""
    steps = [step for row in relations.below("broader") for step in edges_of(graph, row.name)]
    above = {source: target for source, target in reversed(steps) if source != target}
    concept_of = {source: target for kind in _NAMING for source, target in sorted(edges_of(graph, kind))}
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
