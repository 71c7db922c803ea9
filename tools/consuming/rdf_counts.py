"""Counts what a SKOS graph says: what programs that make RDF again have kept."""

from __future__ import annotations

from importlib import import_module
from typing import Any

PROPERTIES = {
    "preferred": "prefLabel",
    "others": "altLabel",
    "hidden": "hiddenLabel",
    "definitions": "definition",
    "broader": "broader",
    "members": "member",
}
MAPPINGS = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")


def counts(graph: Any) -> dict[str, int]:
    """Return how many there are of each kind, of concepts alone."""
    rdflib = import_module("rdflib")
    skos = rdflib.SKOS
    concepts = set(graph.subjects(rdflib.RDF.type, skos.Concept))

    def number(name: str) -> int:
        return sum(
            (name == "member" and other in concepts) or one in concepts
            for one, other in graph.subject_objects(skos[name])
        )

    related = {frozenset(pair) for pair in graph.subject_objects(skos.related)}
    found = {kind: number(name) for kind, name in PROPERTIES.items()}
    mappings = sum(number(name) for name in MAPPINGS)
    return {"concepts": len(concepts), **found, "related": len(related), "mappings": mappings}
