"""Counts what a vocabulary holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode

from termgraph.namespaces import DCT, LABEL_TYPES, OIO, RDF, SKOS, SKOSXL, TG
from termgraph.store import Store

_RELATIONS = {
    "broader": SKOS + "broader",
    "related": SKOS + "related",
    "part of": TG + "partOf",
    "contrasts with": TG + "contrastsWith",
    "confused with": TG + "confusedWith",
    "synonym of": TG + "synonymOf",
    "abbreviation of": TG + "abbreviationOf",
    "misnomer of": TG + "misnomerOf",
    "exact match": SKOS + "exactMatch",
    "close match": SKOS + "closeMatch",
    "broad match": SKOS + "broadMatch",
    "narrow match": SKOS + "narrowMatch",
    "related match": SKOS + "relatedMatch",
}
_SYMMETRIC = {"related", "contrasts with", "confused with"}


def statistics(store: Store) -> dict[str, Any]:
    """Return counts by what they count; pairs of a symmetric relation count once.

    >>> from termgraph.namespaces import data_dir
    >>> statistics(Store.open(data_dir() / "ml"))["orphans"]
    0
    """
    index = store.index
    kinds: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    for _, lang, kind, _ in index.names:
        kinds[kind] += 1
        languages[lang or "(none)"] += 1
    types: Counter[str] = Counter(
        t.object.value for t in _all(store, OIO + "hasSynonymType") if isinstance(t.object, NamedNode)
    )
    concepts = set(index.concepts)
    defined = {t.subject.value for t in _all(store, SKOS + "definition") if isinstance(t.subject, NamedNode)}
    sources = {t.object for t in _all(store, DCT + "source")}
    parts = {t.subject for t in _all(store, DCT + "isPartOf")}
    tops = [iri for iri in index.concepts if not index.broader.get(iri)]
    return {
        "triples": len(store),
        "concept schemes": sum(
            1 for _ in store.triples(None, NamedNode(RDF + "type"), NamedNode(SKOS + "ConceptScheme"))
        ),
        "concepts": len(concepts),
        "top concepts": len(tops),
        "concepts with a definition": len(concepts & defined),
        "names": {
            "preferred": kinds["prefLabel"],
            "other": kinds["altLabel"],
            "hidden": kinds["hiddenLabel"],
        },
        "types of names": {name: types[omo] for name, omo in LABEL_TYPES.items() if types[omo]},
        "languages of names": dict(sorted(languages.items())),
        "relations": _relations(store),
        "misnomer records": sum(
            1 for _ in store.triples(None, NamedNode(RDF + "type"), NamedNode(TG + "Misnomer"))
        ),
        "name resources (SKOS-XL)": sum(
            1 for _ in store.triples(None, NamedNode(SKOSXL + "literalForm"), None)
        ),
        "sources": len(sources - parts),
        "depth": _depth(index.concepts, index.broader),
        "orphans": sum(
            1
            for iri in concepts
            if not any(adjacent.get(iri) for adjacent in (index.broader, index.narrower, index.related))
        ),
    }


def _all(store: Store, predicate: str) -> Any:
    return store.triples(None, NamedNode(predicate), None)


def _relations(store: Store) -> dict[str, int]:
    counts = {}
    for name, predicate in _RELATIONS.items():
        pairs = {(t.subject, t.object) for t in _all(store, predicate) if not isinstance(t.object, Literal)}
        if name == "broader":
            pairs |= {(t.object, t.subject) for t in _all(store, SKOS + "narrower")}
        if name in _SYMMETRIC:
            pairs = {frozenset(pair) for pair in pairs}  # type: ignore[misc]  # only their number is used
        counts[name] = len(pairs)
    return {name: count for name, count in counts.items() if count}


def _depth(concepts: Any, broader: Mapping[str, Any]) -> int:
    """Return the number of levels below the deepest top concept: the longest of the shortest ways up, plus one."""
    level = [iri for iri in concepts if not broader.get(iri)]
    below: dict[str, list[str]] = {}
    for iri in concepts:
        for parent in broader.get(iri, ()):
            below.setdefault(parent, []).append(iri)
    seen = set(level)
    depth = 0
    while level:
        depth += 1
        level = [
            child for iri in level for child in below.get(iri, ()) if not (child in seen or seen.add(child))
        ]  # type: ignore[func-returns-value]
    return depth
