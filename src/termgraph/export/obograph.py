"""OBO Graph JSON, which the tools of the OBO ontologies read: oaklib (`runoak`), ROBOT, the Ontology Access Kit."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from termgraph.export.indented import streamed
from termgraph.export.profiles import Notice, silent
from termgraph.namespaces import LABEL_TYPES, SKOS
from termgraph.skos import Thesaurus

#: How names are called there: SKOS says no more of them than that they are others.
_SYNONYMS = {"altLabel": "hasExactSynonym", "hiddenLabel": "hasRelatedSynonym"}
_MAPPINGS = {
    "exactMatch": "skos:exactMatch",
    "closeMatch": "skos:closeMatch",
    "broadMatch": "skos:broadMatch",
    "narrowMatch": "skos:narrowMatch",
    "relatedMatch": "skos:relatedMatch",
}


def graph(thesaurus: Thesaurus, _notice: Notice = silent) -> Iterator[bytes]:
    """Yield one graph, in pieces: concepts as classes, broader ones as `is_a`, all other relations by their IRIs.

    >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl"@en ; skos:broader <e:bird> .')
    >>> import json
    >>> [(edge["sub"], edge["pred"], edge["obj"]) for edge in json.loads(b"".join(graph(birds)))["graphs"][0]["edges"]]
    [('e:owl', 'is_a', 'e:bird')]
    """
    concepts = (_node(thesaurus, iri) for iri in sorted(thesaurus.concepts))
    edges = sorted(_edges(thesaurus))
    used = sorted({kind for _, kind, _ in edges if kind != "is_a"})
    properties = ({"id": iri, "lbl": thesaurus.label(iri), "type": "PROPERTY"} for iri in used)
    one = {
        "id": thesaurus.scheme or thesaurus.base or "",
        "lbl": thesaurus.title(thesaurus.scheme or "") or "",
        "nodes": chain(concepts, properties),
        "edges": ({"sub": sub, "pred": kind, "obj": obj} for sub, kind, obj in edges),
    }
    for piece in chain(['{\n "graphs": [\n  '], streamed(one, "\n  "), ["\n ]\n}\n"]):
        yield piece.encode("utf-8", "replace")


def _node(thesaurus: Thesaurus, iri: str) -> dict[str, Any]:
    definition = thesaurus.definition(iri)
    xrefs = [
        {"pred": curie, "val": target}
        for kind, curie in _MAPPINGS.items()
        for _, target in sorted(thesaurus.about(iri, SKOS + kind), key=str)
        if isinstance(target, str)
    ]
    meta: dict[str, Any] = {
        "definition": {"val": definition} if definition else None,
        "synonyms": list(_synonyms(thesaurus, iri)),
        "comments": [note.text for note in thesaurus.notes(iri) if note.kind != "definition"],
        "xrefs": [{"val": one["val"]} for one in xrefs],
        "basicPropertyValues": xrefs,
        "deprecated": iri in thesaurus.deprecated,
    }
    return {
        "id": iri,
        "lbl": thesaurus.label(iri),
        "type": "CLASS",
        "meta": {k: v for k, v in meta.items() if v},
    }


def _synonyms(thesaurus: Thesaurus, iri: str) -> Iterator[dict[str, str]]:
    """Yield the other names of a concept, preferred ones of other languages among them."""
    shown = thesaurus.label(iri)
    for kind, text, lang in sorted(thesaurus.names_of(iri)):
        if kind != "notation" and text != shown:
            told = {"pred": _SYNONYMS.get(kind, "hasExactSynonym"), "val": text}
            types = thesaurus.types_of(iri, text, lang)
            known = [LABEL_TYPES[one] for one in types if one in LABEL_TYPES]
            yield {**told, "synonymType": known[0]} if known else told


def _edges(thesaurus: Thesaurus) -> Iterator[tuple[str, str, str]]:
    for kind, adjacency in thesaurus.edges.items():
        relation = thesaurus.relations[kind]
        if relation.subject == "concept":
            told = "is_a" if relation.iri == SKOS + "broader" else relation.iri
            yield from ((one, told, other) for one, others in adjacency.items() for other in others)
