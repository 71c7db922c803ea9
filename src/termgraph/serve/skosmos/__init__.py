"""The REST API of Skosmos, version 1, in the shapes that Skosmos answers: what was made for it works here unchanged.

Where a name is in another language than the one asked for, that stands behind it, as in Skosmos: "Eule (de)". JSONP is
left out: it has pages run what a server sends, and CORS does what it was for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from termgraph.namespaces import DCT
from termgraph.serve.endpoints import Asked, Endpoint, Parameter
from termgraph.serve.negotiation import RDF
from termgraph.serve.skosmos import about, concepts, finding, linked, lists

_MOST = 100_000
_LANG = Parameter(
    "lang", "The tag of a language, such as en; that of the vocabulary where none is said.", most=35
)
_ITS_LANG = Parameter("lang", "The tag of a language, such as en.", required=True, most=35)
_VOCID = Parameter("vocid", "The id of a vocabulary.", required=True, in_path=True)
_URI = Parameter("uri", "The IRI of a concept.", required=True)
_GROUP = Parameter("uri", "The IRI of a collection.", required=True)
_LIMIT = Parameter("limit", "How many at most.", "integer", 200, most=_MOST)
_ALL = Parameter("limit", "How many at most; 0 for all.", "integer", 0, most=_MOST)
_DEPTH = Parameter("limit", "How many at most.", "integer", 1000, least=1, most=_MOST)
_OFFSET = Parameter("offset", "How many to pass over.", "integer", 0, most=_MOST)
_SEARCH = (
    Parameter("query", "A name, in which an asterisk stands for anything.", required=True),
    Parameter("labellang", "The language to show names in, where that is another.", most=35),
    Parameter("type", "Types of what is wanted, apart by spaces; skos:Concept where none is said."),
    Parameter("parent", "The IRI of a concept: only what is below it."),
    Parameter("group", "The IRI of a collection: only what is in it."),
    Parameter("maxhits", "How many at most; all where it is not said.", "integer", least=1, most=_MOST),
    _OFFSET,
    Parameter("fields", "What else to tell of each hit, apart by spaces: broader, altLabel, prefLabels …"),
    Parameter("unique", "Each concept once, as it always is.", "boolean", False),
)
_VOCAB = Parameter("vocab", "Ids of the vocabularies to look in, apart by spaces.")
_ANY_URI = Parameter("uri", "The IRI of a concept; everything where none is said.")
_EXTERNAL = Parameter(
    "external",
    "Whether to tell what other vocabularies of this server say of the other side.",
    "boolean",
    True,
)
_LABEL = Parameter("label", "A name.", required=True)
_SCHEME = Parameter("scheme", "The IRI of a scheme; the main one where none is said.")
_LETTER = Parameter("letter", "It, or 0-9, !* or *.", required=True, in_path=True)
_JSON = ("application/json", "application/ld+json")
_FORMS = (*RDF.values(), "application/json")
_FORMAT = Parameter("format", "A media type of RDF, instead of that which Accept says.", one_of=_FORMS)


def _get(
    path: str,
    doc: str,
    answer: Callable[[Asked], Mapping[str, Any]],
    holds: str,
    *parameters: Parameter,
    type: str = "array",
) -> Endpoint:
    """Return an endpoint; of its answer, `holds` names what was asked for."""
    schema = {"type": "object", "required": ["@context", holds], "properties": {holds: {"type": type}}}
    return Endpoint(f"/rest/v1/{path}", doc, answer, parameters, schema, "Skosmos", _JSON)


def _data(path: str, doc: str, *parameters: Parameter) -> Endpoint:
    return Endpoint(f"/rest/v1/{path}", doc, about.data, parameters, {}, "Skosmos", _FORMS)


def _of(
    path: str,
    doc: str,
    answer: Callable[[Asked], Mapping[str, Any]],
    holds: str,
    *parameters: Parameter,
    type: str = "array",
) -> Endpoint:
    """Return an endpoint of one vocabulary."""
    return _get(f"{{vocid}}/{path}", doc, answer, holds, _VOCID, *parameters, _LANG, type=type)


_SERVER = (
    _get("vocabularies", "What is served", about.vocabularies, "vocabularies", _ITS_LANG),
    _get("search", "Concepts by their names", finding.search, "results", *_SEARCH, _LANG, _VOCAB),
    _get("label", "The names of a concept", concepts.label, "uri", _URI, _LANG, type="string"),
    _get("types", "The types of things", about.types, "types", _ITS_LANG),
    _data("data", "All that is said of a concept", _URI, _FORMAT),
)
_VOCABULARY = (
    _of("", "What there is to know of a vocabulary", about.information, "conceptschemes"),
    _of("types", "The types of things", about.types, "types"),
    _of("vocabularyStatistics", "How much there is", about.statistics, "concepts", type="object"),
    _of("labelStatistics", "How many names there are in each language", about.label_statistics, "languages"),
    _of("search", "Concepts by their names", finding.search, "results", *_SEARCH),
    _of("lookup", "The concepts that a label names", finding.lookup, "result", _LABEL),
    _of("topConcepts", "What stands at the top", lists.top_concepts, "topconcepts", _SCHEME),
    _of("groups", "The collections", lists.groups, "groups"),
    _of("groupMembers", "What is in a collection", lists.group_members, "members", _GROUP),
    _of("index/", "The letters that names begin with", lists.letters, "indexLetters"),
    _of(
        "index/{letter}",
        "The names that begin with it",
        lists.beginning,
        "indexConcepts",
        _LETTER,
        _ALL,
        _OFFSET,
    ),
    *(
        _of(
            path,
            "Concepts by date, the newest first",
            partial(lists.changed, DCT + name),
            "changeList",
            _LIMIT,
            _OFFSET,
        )
        for path, name in (("new", "created"), ("modified", "modified"))
    ),
    _data("{vocid}/data", "All that is said of a concept, or of everything", _VOCID, _ANY_URI, _FORMAT),
)
_CONCEPT = (
    Endpoint(
        "/rest/v1/{vocid}/mappings",
        "What links a concept to other vocabularies",
        linked.mappings,
        (_VOCID, _URI, _EXTERNAL, _LANG),
        {"type": "object", "required": ["mappings", "graph"], "properties": {"mappings": {"type": "array"}}},
        "Skosmos",
        _JSON[:1],
    ),
    _of("label", "The names of a concept", concepts.label, "uri", _URI, type="string"),
    _of("children", "What is directly below a concept", concepts.children, "narrower", _URI),
    _of("hierarchy", "The place of a concept", concepts.hierarchy, "broaderTransitive", _URI, type="object"),
    *(
        _of(relation, "What a concept has a relation to", partial(concepts.direct, relation), relation, _URI)
        for relation in ("broader", "narrower", "related")
    ),
    *(
        _of(
            f"{relation}Transitive",
            "A concept, and all that it has a relation to from step to step",
            partial(concepts.transitive, relation),
            f"{relation}Transitive",
            _URI,
            _DEPTH,
            type="object",
        )
        for relation in ("broader", "narrower")
    ),
)

#: What is asked below `/rest/v1/`.
ENDPOINTS = (*_SERVER, *_VOCABULARY, *_CONCEPT)
