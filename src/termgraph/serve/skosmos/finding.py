"""Search and look-up as Skosmos has them: by patterns, in which an asterisk stands for anything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from termgraph.names import exact_key
from termgraph.namespaces import ISO_THES
from termgraph.serve.endpoints import Asked
from termgraph.serve.problems import Problem
from termgraph.serve.searching import within
from termgraph.serve.skosmos.voc import (
    LABELS,
    ONKI,
    RELATIONS,
    Said,
    Voc,
    answered,
    long_type,
    others_of,
    spoken,
    voc_of,
)
from termgraph.skos import Thesaurus


def search(asked: Asked) -> Said:
    """Return the concepts that have a name of a pattern, in which an asterisk stands for anything."""
    query = asked["query"].strip()
    served = [asked.vocabulary(asked["vocid"])] if asked["vocid"] else asked.vocabularies()
    found = [
        hit for one in served for hit in _fitting(Voc(one, asked["labellang"] or asked["lang"]), query, asked)
    ]
    found.sort(
        key=lambda hit: exact_key(hit.get("altLabel") or hit.get("hiddenLabel") or hit.get("prefLabel") or "")
    )
    fields = [name for name in (asked["fields"] or "").split() if name in (*RELATIONS, *LABELS, "prefLabels")]
    context = {
        "isothes": ISO_THES,
        "onki": ONKI,
        "results": {"@id": "onki:results", "@container": "@list"},
        **{name: f"skos:{name}" for name in (*LABELS, *fields)},
    }
    end = asked["offset"] + asked["maxhits"] if asked["maxhits"] else None
    return answered(context, asked["labellang"] or asked["lang"], results=found[asked["offset"] : end])


def _fitting(voc: Voc, query: str, asked: Asked) -> Iterator[Said]:
    """Yield the concepts of a vocabulary with names that fit; each once, by its best name."""
    graph, pattern = voc.graph, _pattern(query)
    for iri in sorted(_candidates(voc, query, asked)):
        named = next(_fits(graph, iri, pattern, asked["lang"]), None)
        if named is None or iri in graph.deprecated or not _is_of(voc, iri, asked["type"]):
            continue
        yield _hit(voc, iri, named, (asked["fields"] or "").split())


def _candidates(voc: Voc, query: str, asked: Asked) -> Iterable[str]:
    graph = voc.graph
    found: set[str] = set()
    if longest := max(query.split("*"), key=len):
        found = {hit.iri for hit in graph.search(longest, len(graph.concepts) + len(graph.collections))}
    else:
        found = {*graph.concepts}
    if asked["group"]:
        found &= {*within(graph, asked["group"])}
    if asked["parent"]:
        found &= {asked["parent"], *graph.descendants(asked["parent"])}
    return found


def _pattern(query: str) -> re.Pattern[str]:
    """Return the pattern of a query of Skosmos: a whole name, in which an asterisk stands for anything.

    >>> bool(_pattern("ow*").fullmatch("owl")), bool(_pattern("ow").fullmatch("owl"))
    (True, False)
    """
    parts = [re.escape(exact_key(part)) for part in re.split(r"\*+", query)]
    return re.compile(".*".join(parts), re.DOTALL)


def _fits(
    graph: Thesaurus, iri: str, pattern: re.Pattern[str], lang: str | None
) -> Iterator[tuple[str, str, str]]:
    """Yield the names of a concept that fit: kind, text, language; preferred ones first."""
    for kind, text, tag in graph.names_of(iri):
        if spoken(tag, lang) and pattern.fullmatch(exact_key(text)):
            yield kind, text, tag
    for code in graph.notations.get(iri, ()):
        if pattern.fullmatch(exact_key(code.value)):
            yield "notation", code.value, ""


def _is_of(voc: Voc, iri: str, types: str | None) -> bool:
    wanted = (types or "skos:Concept").split()
    kept = {one for type_ in voc.types(iri) for one in (type_, long_type(type_))}
    return any(one in kept for one in wanted)


def _hit(voc: Voc, iri: str, named: tuple[str, str, str], fields: Sequence[str]) -> Said:
    kind, text, tag = named
    graph = voc.graph
    shown, lang = graph.shown(iri, voc.lang)
    found: Said = {"uri": iri, "type": voc.types(iri)}
    for field in fields:
        found |= _field(graph, iri, field)
    found |= {**voc.localname(iri), "prefLabel": shown, "lang": lang}
    if kind == "prefLabel" and text != shown:
        found |= {"matchedPrefLabel": text, "lang": tag}
    elif kind in ("altLabel", "hiddenLabel"):
        found |= {kind: text, "lang": tag}
    return {**found, **voc.noted(iri), "vocab": voc.served.id}


def _field(graph: Thesaurus, iri: str, field: str) -> Said:
    if field in ("prefLabel", "prefLabels"):
        return {"prefLabels": graph.preferred(iri)}
    if field in LABELS:
        texts = [text for kind, text, _ in graph.names_of(iri) if kind == field]
        return {field: texts} if texts else {}
    others = others_of(graph, iri, field) if field in RELATIONS else []
    return {field: [{"uri": one} for one in others]} if others else {}


def lookup(asked: Asked) -> Said:
    """Return the concepts that a label names: by their preferred name, else by another."""
    voc, label, lang = voc_of(asked), asked["label"], asked["lang"]
    named = [
        (kind, text, tag, iri)
        for iri in sorted(voc.graph.concepts & {hit.iri for hit in voc.graph.resolve(label)})
        for kind, text, tag in voc.graph.names_of(iri)
        if spoken(tag, lang) and exact_key(text) == exact_key(label)
    ]
    for kind in ("prefLabel", "altLabel"):
        for same in (str, exact_key):  # first as it is written, then regardless of capitals
            hits = [one for one in named if one[0] == kind and same(one[1]) == same(label)]
            if hits:
                return _looked_up(
                    voc, [_hit(voc, iri, (kind, text, tag), ()) for _, text, tag, iri in hits], lang
                )
    raise Problem(404, f"Could not find label '{label}'")


def _looked_up(voc: Voc, hits: list[Said], lang: str | None) -> Said:
    once = [*{hit["uri"]: hit for hit in hits}.values()]
    context = {"onki": ONKI, "results": {"@id": "onki:results"}, **{name: f"skos:{name}" for name in LABELS}}
    said = answered(context, lang, result=once)
    del said["uri"]
    return said
