"""The server's own API: search, suggestions, concepts, hierarchy and labels, over all vocabularies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from termgraph.card import card
from termgraph.serve.endpoints import Asked, Endpoint, Parameter
from termgraph.serve.problems import Problem
from termgraph.serve.searching import KINDS, Found, search, suggest
from termgraph.serve.served import Served

_MOST = 1000
_VOCAB = Parameter("vocab", "Ids of the vocabularies to look in, apart by spaces; all where none is said.")
_LANG = Parameter("lang", "The tag of a language, such as en.", most=35)
_TERM = Parameter("term", "Any name of the concept, its id or its IRI.", required=True)
_TEXT = Parameter("q", "What to look for.", required=True)
_STRING = {"type": "string"}
_THING = {
    "type": "object",
    "required": ["vocabulary", "iri", "label"],
    "properties": {"vocabulary": _STRING, "iri": _STRING, "label": _STRING},
}


def _listed(name: str, items: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": [name],
        "properties": {name: {"type": "array", "items": dict(items)}},
    }


def vocabularies(asked: Asked) -> Mapping[str, Any]:
    """Return what is served."""
    return {"vocabularies": [_about(served, asked) for served in asked.shelf.values()]}


def _about(served: Served, asked: Asked) -> dict[str, Any]:
    graph = served.graph
    return {
        "id": served.id,
        "iri": graph.scheme,
        "title": served.title,
        "language": graph.language,
        "languages": [*graph.languages],
        "concepts": len(graph.concepts),
        "collections": len(graph.collections),
        "page": f"{asked.base}{served.id}/",
    }


def find(asked: Asked) -> Mapping[str, Any]:
    """Return what a text fits, best first."""
    offset, limit = asked["offset"], asked["limit"]
    found = search(
        asked.vocabularies(),
        asked["q"],
        lang=asked["lang"],
        group=asked["group"],
        kind=asked["kind"],
        limit=offset + limit,
    )
    return {"results": [_hit(one, asked) for one in found[offset:]]}


def names(asked: Asked) -> Mapping[str, Any]:
    """Return the names that go on with what has been typed."""
    found = suggest(asked.vocabularies(), asked["q"], lang=asked["lang"], limit=asked["limit"])
    return {"results": [{**_thing(one.served, one.hit.iri), "name": one.hit.name} for one in found]}


def _hit(one: Found, asked: Asked) -> dict[str, Any]:
    hit = one.hit
    return {
        **_thing(one.served, hit.iri, asked["lang"]),
        "kind": "collection" if hit.is_collection else "concept",
        "name": hit.name,
        "name_kind": hit.kind,
        "language": hit.lang,
        "languages": [*(hit.langs or (hit.lang,))],
        "score": hit.score,
        "deprecated": hit.deprecated,
        "misleading": bool(one.served.graph.misleading.get(hit.iri)),
        "page": asked.base + one.served.address(hit.iri),
    }


def _thing(served: Served, iri: str, lang: str | None = None) -> dict[str, Any]:
    return {"vocabulary": served.id, "iri": iri, "label": served.graph.label(iri, lang)}


def concept(asked: Asked) -> Mapping[str, Any]:
    """Return all that there is to say of what a name means; several where it is ambiguous."""
    found = [
        {"vocabulary": served.id, **one.to_dict(), "page": asked.base + served.address(one.iri)}
        for served, iris in _meant(asked)
        for one in (card(served.graph, iri, lang=asked["lang"]) for iri in iris)
    ]
    return {"results": found}


def hierarchy(asked: Asked) -> Mapping[str, Any]:
    """Return what stands above and below what a name means, and in which order."""
    return {"results": [_place(served, iri, asked["lang"]) for served, iris in _meant(asked) for iri in iris]}


def _place(served: Served, iri: str, lang: str | None) -> dict[str, Any]:
    graph = served.graph

    def all_(iris: Sequence[str]) -> list[dict[str, Any]]:
        return [{"iri": one, "label": graph.label(one, lang)} for one in iris]

    return {
        **_thing(served, iri, lang),
        "broader": all_(graph.in_order(graph.broader[iri], lang)),
        "narrower": all_(graph.in_order(graph.narrower[iri], lang)),
        "ancestors": all_([*graph.ancestors(iri)]),
    }


def label(asked: Asked) -> Mapping[str, Any]:
    """Return what a resource is called, by its IRI."""
    iri = asked["iri"]
    for served in asked.vocabularies():
        graph = served.graph
        if iri in graph.concepts or iri in graph.collections or iri in graph.schemes:
            text, lang = graph.shown(iri, asked["lang"])
            return {**_thing(served, iri), "label": text, "language": lang, "labels": graph.preferred(iri)}
    raise Problem(404, f"nothing here has the IRI <{iri}>")


def _meant(asked: Asked) -> list[tuple[Served, list[str]]]:
    """Return what a name means, by vocabulary.

    Raises:
        NotFoundError: where it means nothing; the hint names what is near.
    """
    term, places = asked["term"], asked.vocabularies()
    found = [(served, [hit.iri for hit in served.graph.resolve(term)]) for served in places]
    if not any(iris for _, iris in found):
        places[0].graph.find(term)
    return [(served, iris) for served, iris in found if iris]


_LIMIT = Parameter("limit", "How many at most.", "integer", 20, least=1, most=_MOST)
_OFFSET = Parameter("offset", "How many to pass over.", "integer", 0, most=_MOST)
_KIND = Parameter("kind", "Only what is of this kind.", one_of=tuple(KINDS))
_GROUP = Parameter("group", "Only what is in the collection with this IRI, or in one that is in it.")
_RESULTS = _listed("results", _THING)

_IRI = Parameter("iri", "Its IRI.", required=True)
_VOCABULARIES = _listed("vocabularies", {"type": "object", "required": ["id", "title"]})


def _get(
    path: str,
    doc: str,
    answer: Callable[[Asked], Mapping[str, Any]],
    schema: Mapping[str, Any],
    *parameters: Parameter,
) -> Endpoint:
    return Endpoint(f"/api/{path}", doc, answer, parameters, schema, "termgraph")


#: What is asked below `/api/`.
ENDPOINTS = (
    _get("vocabularies", "What is served", vocabularies, _VOCABULARIES),
    _get(
        "search",
        "What a text fits, best first",
        find,
        _RESULTS,
        _TEXT,
        _VOCAB,
        _LANG,
        _GROUP,
        _KIND,
        _LIMIT,
        _OFFSET,
    ),
    _get(
        "suggest",
        "Names that go on with what has been typed",
        names,
        _RESULTS,
        _TEXT,
        _VOCAB,
        _LANG,
        _LIMIT,
    ),
    _get("concept", "All that there is to say of what a name means", concept, _RESULTS, _TERM, _VOCAB, _LANG),
    _get(
        "hierarchy",
        "What stands above and below what a name means",
        hierarchy,
        _RESULTS,
        _TERM,
        _VOCAB,
        _LANG,
    ),
    _get("label", "What a resource is called", label, _THING, _IRI, _VOCAB, _LANG),
)
