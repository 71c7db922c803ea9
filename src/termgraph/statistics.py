"""Counts what a vocabulary holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from termgraph.namespaces import DCT, LABEL_TYPES, OIO, TG
from termgraph.relations import Relation
from termgraph.skos import Thesaurus
from termgraph.store.record import Value, no_collecting
from termgraph.wording import words


@no_collecting()
def statistics(thesaurus: Thesaurus) -> dict[str, Any]:
    """Return counts by what they count; pairs of a symmetric relation count once.

    >>> from termgraph.namespaces import data_dir
    >>> statistics(Thesaurus.open(data_dir() / "ml"))["orphans"]
    0
    """
    concepts = set(thesaurus.concepts)
    named = Counter((name.kind, name.lang or "(none)") for name in thesaurus.each_name(concepts))
    kinds, languages = Counter[str](), Counter[str]()
    for (kind, lang), count in named.items():
        kinds[kind] += count
        languages[lang] += count if kind != "notation" else 0
    languages = +languages
    statuses = Counter(thesaurus.statuses[one] for one in concepts & thesaurus.statuses.keys())
    types = Counter(type_ for _, type_ in thesaurus.links(OIO + "hasSynonymType"))
    above = {concept: [one for one in thesaurus.broader[concept] if one in concepts] for concept in concepts}
    adjacent = (thesaurus.broader, thesaurus.narrower, thesaurus.related)
    return {
        "triples": len(thesaurus.record),
        "concept schemes": len(thesaurus.schemes),
        "concepts": len(concepts),
        "deprecated concepts": len(concepts & thesaurus.deprecated),
        "concepts without a preferred name": len(concepts - thesaurus.languages_of.keys()),
        "statuses": dict(sorted(statuses.items())),
        "collections": len(thesaurus.collections),
        "top concepts": sum(1 for parents in above.values() if not parents),
        "concepts with a definition": len(concepts & thesaurus.definitions.keys()),
        "names": {
            "preferred": kinds["prefLabel"],
            "other": kinds["altLabel"],
            "hidden": kinds["hiddenLabel"],
            **({"proposed": kinds["proposedName"]} if kinds["proposedName"] else {}),
        },
        "notations": kinds["notation"],
        "types of names": {name: types[omo] for name, omo in LABEL_TYPES.items() if types[omo]},
        "languages of names": dict(sorted(languages.items())),
        "relations": _relations(thesaurus),
        "misnomer records": len(thesaurus.of_class(TG + "Misnomer")),
        "name resources (SKOS-XL)": len(thesaurus.xl_labels),
        "sources": len(_sources(thesaurus)),
        "depth": _depth(above),
        "orphans": sum(1 for concept in concepts if not any(others[concept] for others in adjacent)),
    }


def _sources(thesaurus: Thesaurus) -> set[Value]:
    """Return what is cited; a place in a work is not another source."""
    cited = {value for _, value in thesaurus.pairs(DCT + "source")}
    return cited - set[Value](thesaurus.subjects_of(DCT + "isPartOf"))


def _relations(thesaurus: Thesaurus) -> dict[str, int]:
    said = words(thesaurus.language)
    counts = {said.relation(kind).label: _count(thesaurus, kind) for kind in thesaurus.relations.telling}
    return {name: count for name, count in counts.items() if count}


def _count(thesaurus: Thesaurus, kind: Relation) -> int:
    """Return how many pairs a kind relates, said from either end."""
    pairs = thesaurus.stated(kind.iri)
    pairs |= {(other, one) for one, other in thesaurus.stated(kind.inverse)}
    return len({(min(pair), max(pair)) for pair in pairs} if kind.symmetric else pairs)


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
