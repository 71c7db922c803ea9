"""A vocabulary as Skosmos speaks of it, in the language of a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from termgraph.namespaces import ISO_THES, SKOS
from termgraph.serve.endpoints import Asked
from termgraph.serve.problems import Problem
from termgraph.serve.served import Served
from termgraph.skos import Thesaurus
from termgraph.skos.spellings import is_in

#: What is answered, as JSON-LD.
Said = dict[str, Any]
ONKI = "http://schema.onki.fi/onki#"
LABELS = ("prefLabel", "altLabel", "hiddenLabel")
MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
RELATIONS = ("broader", "narrower", "related", *MATCHES)
_CONTEXT = {"skos": SKOS, "uri": "@id", "type": "@type"}
_SHORT = {SKOS: "skos:", ISO_THES: "isothes:"}


def answered(context: Mapping[str, Any], lang: str | None = None, **said: Any) -> Said:
    """Return an answer with its context."""
    language = {"@language": lang} if lang else {}
    return {"@context": {**_CONTEXT, **context, **language}, "uri": "", **said}


class Voc:
    """A vocabulary as Skosmos speaks of it, in the language of a question."""

    def __init__(self, served: Served, lang: str | None) -> None:
        self.served = served
        self.graph = served.graph
        self.lang = lang or served.graph.language

    def label(self, iri: str) -> str | None:
        """Return what a thing is called, with the language behind it where that is another; None without a name."""
        text, tag = self.graph.shown(iri, self.lang)
        if not tag and text == self.graph.curie(iri):
            return None
        return text if not tag or is_in(tag, self.lang) else f"{text} ({tag})"

    def named(self, iri: str) -> Said:
        """Return a thing with its name."""
        return {"uri": iri, "prefLabel": self.label(iri)}

    def noted(self, iri: str) -> Said:
        """Return the notation of a thing, where it has one."""
        found = self.graph.notations.get(iri)
        return {"notation": found[0].value} if found else {}

    def child(self, iri: str, label: str = "prefLabel") -> Said:
        """Return a concept as one of several below another."""
        has = bool(self.graph.narrower[iri])
        return {"uri": iri, label: self.label(iri), "hasChildren": has, **self.noted(iri)}

    def types(self, iri: str) -> list[str]:
        """Return the types of a thing, in short."""
        implied = "Concept" if iri in self.graph.concepts else "Collection"
        found = self.graph.types.get(iri) or {SKOS + implied}
        return [short_type(one) for one in sorted(found, key=lambda one: (not one.startswith(SKOS), one))]

    def localname(self, iri: str) -> Said:
        """Return what is behind the base of the vocabulary."""
        base = self.graph.base
        return {"localname": iri.removeprefix(base)} if base and iri.startswith(base) else {}


def short_type(iri: str) -> str:
    """Return the short form of a type of SKOS or ISO 25964; any other as it is."""
    space = next((one for one in _SHORT if iri.startswith(one)), "")
    return _SHORT[space] + iri.removeprefix(space) if space else iri


def long_type(type_: str) -> str:
    """Return the IRI of a type in its short form; any other as it is."""
    space = next((one for one, short in _SHORT.items() if type_.startswith(short)), "")
    return space + type_.removeprefix(_SHORT[space]) if space else type_


def voc_of(asked: Asked) -> Voc:
    """Return the vocabulary that is asked about."""
    return Voc(asked.vocabulary(asked["vocid"]), asked["lang"])


def concept_of(asked: Asked) -> tuple[Voc, str]:
    """Return the vocabulary and the concept that are asked about.

    Raises:
        Problem: where there is no such.
    """
    voc, uri = voc_of(asked), asked["uri"]
    if uri not in voc.graph.concepts:
        raise Problem(404, f"Could not find concept <{uri}>")
    return voc, uri


def others_of(graph: Thesaurus, iri: str, relation: str) -> Sequence[str]:
    """Return what a concept has a relation of SKOS to."""
    known = {"broader": graph.broader, "narrower": graph.narrower, "related": graph.related}
    if relation in known:
        return known[relation][iri]
    said = (graph.about(iri, name) for name in graph.properties(SKOS + relation))
    return sorted(one for pairs in said for _, one in pairs if isinstance(one, str))


def spoken(tag: str, lang: str | None) -> bool:
    """Tell whether a text is for who asks in a language: in it, in a variety of it, or in none that is said."""
    return not lang or not tag or is_in(tag, lang)
