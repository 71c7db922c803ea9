"""Counts what a vocabulary holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode

from termgraph.namespaces import DCT, LABEL_TYPES, OIO, RDF, SKOS, SKOSXL, TG
from termgraph.store import Store
from termgraph.wording import words


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
        if kind != "notation":
            languages[lang or "(none)"] += 1
    types: Counter[str] = Counter(
        t.object.value for t in _all(store, OIO + "hasSynonymType") if isinstance(t.object, NamedNode)
    )
    concepts = set(index.concepts)
    defined = {t.subject.value for t in _all(store, SKOS + "definition") if isinstance(t.subject, NamedNode)}
    sources = {t.object for t in _all(store, DCT + "source")}
    parts = {t.subject for t in _all(store, DCT + "isPartOf")}
    above = {iri: concepts.intersection(index.broader.get(iri, ())) for iri in concepts}
    return {
        "triples": len(store),
        "concept schemes": sum(
            1 for _ in store.triples(None, NamedNode(RDF + "type"), NamedNode(SKOS + "ConceptScheme"))
        ),
        "concepts": len(concepts),
        "top concepts": sum(1 for parents in above.values() if not parents),
        "concepts with a definition": len(concepts & defined),
        "names": {
            "preferred": kinds["prefLabel"],
            "other": kinds["altLabel"],
            "hidden": kinds["hiddenLabel"],
        },
        "notations": kinds["notation"],
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
        "depth": _depth(above),
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
    for row in store.relations.telling:
        pairs = {
            (t.subject, t.object)
            for t in _all(store, row.iri or row.inverse)
            if not isinstance(t.object, Literal)
        }
        if row.inverse:
            pairs |= {(t.object, t.subject) for t in _all(store, row.inverse)}
        counted = {frozenset(pair) for pair in pairs} if row.symmetric else pairs
        counts[words().relation(row).label] = len(counted)
    return {name: count for name, count in counts.items() if count}


def _depth(above: Mapping[str, Collection[str]]) -> int:
    """Return the number of levels: the longest of the shortest ways up to a concept without a broader one, plus one."""
    below: dict[str, list[str]] = {}
    for iri, parents in above.items():
        for parent in parents:
            below.setdefault(parent, []).append(iri)
    level = {iri for iri, parents in above.items() if not parents}
    seen = set(level)
    depth = 0
    while level:
        depth += 1
        level = {child for iri in level for child in below.get(iri, ())} - seen
        seen |= level
    return depth
