"""JSON-LD with termgraph's own context inside the document: names as language maps, relations as sets."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeGuard

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from termgraph.errors import TermgraphError
from termgraph.namespaces import RDF, XSD, ontology_dir, shorten

_STRING = XSD + "string"


@dataclass(frozen=True, slots=True)
class _Term:
    """What the context says of one property."""

    name: str
    type: str | None
    container: frozenset[str]


def jsonld(triples: list[Triple], prefixes: Mapping[str, str]) -> bytes:
    """Return a JSON-LD document: our context, and one object a resource, in the order of the triples.

    Where an IRI's scheme is one of our prefixes (`<skos:a>`), the context would make another IRI of it: the document
    is then written in expanded form, without any context.
    """
    context, terms = _context()
    spaces = {name: value for name, value in context.items() if _is_prefix(value)}
    schemes = _schemes(triples)
    if not schemes.isdisjoint(context):
        return (serialize(triples, format=RdfFormat.JSON_LD) or b"[]") + b"\n"
    extra = {
        name: iri
        for name, iri in sorted(prefixes.items())
        if name and _is_prefix(iri) and name not in schemes and not {name, _scheme(iri)} & context.keys()
    }
    writer = _Writer(terms, spaces | extra)
    resources: dict[Any, dict[str, Any]] = {}
    for triple in triples:
        resource = resources.setdefault(triple.subject, {"id": writer.id(triple.subject)})
        writer.add(resource, triple.predicate.value, triple.object)
    used = json.dumps(list(resources.values()), ensure_ascii=False)
    extra = {name: iri for name, iri in extra.items() if f'"{name}:' in used}
    document = {"@context": {**context, **extra}, "@graph": list(resources.values())}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


class _Writer:
    def __init__(self, terms: Mapping[str, list[_Term]], prefixes: Mapping[str, str]) -> None:
        self.terms = terms
        self.prefixes = prefixes

    def id(self, node: NamedNode | BlankNode | Triple | Literal) -> str:
        if isinstance(node, Triple):
            raise TermgraphError("JSON-LD has no triples about triples", hint="export as Turtle")
        return f"_:{node.value}" if isinstance(node, BlankNode) else node.value

    def add(self, resource: dict[str, Any], predicate: str, value: Any) -> None:
        if predicate == RDF + "type" and isinstance(value, NamedNode):
            types = resource.setdefault("type", [])
            types.append(self._class(value.value))
            return
        for term in self.terms.get(predicate, ()):
            if self._fits(term, value):
                self._put(resource, term, value)
                return
        resource.setdefault(shorten(predicate, self.prefixes), []).append(self._expanded(value))

    @staticmethod
    def _fits(term: _Term, value: Any) -> bool:
        """Tell whether the context would read the short form back as this very value."""
        if term.type == "@id":
            return not isinstance(value, Literal)
        if not isinstance(value, Literal):
            return False
        if "@language" in term.container:
            return value.language is not None and getattr(value, "direction", None) is None
        if term.type is not None:
            return value.datatype.value == term.type
        return value.datatype.value == _STRING

    def _put(self, resource: dict[str, Any], term: _Term, value: Any) -> None:
        if "@language" in term.container:
            texts = resource.setdefault(term.name, {})
            if "@set" in term.container:
                texts.setdefault(value.language, []).append(value.value)
            elif value.language in texts:
                held = texts[value.language]
                texts[value.language] = (
                    [*held, value.value] if isinstance(held, list) else [held, value.value]
                )
            else:
                texts[value.language] = value.value
            return
        written = self.id(value) if term.type == "@id" else value.value
        if "@set" in term.container:
            resource.setdefault(term.name, []).append(written)
        elif term.name in resource:
            held = resource[term.name]
            resource[term.name] = [*held, written] if isinstance(held, list) else [held, written]
        else:
            resource[term.name] = written

    def _expanded(self, value: Any) -> dict[str, str]:
        if not isinstance(value, Literal):
            return {"id": self.id(value)}
        if value.language:
            return {"@value": value.value, "@language": value.language}
        if value.datatype.value == _STRING:
            return {"@value": value.value}
        return {"@value": value.value, "@type": value.datatype.value}

    def _class(self, iri: str) -> str:
        named = [term.name for term in self.terms.get(iri, ()) if term.type is None and not term.container]
        return named[0] if named else shorten(iri, self.prefixes)


def _schemes(triples: list[Triple]) -> set[str]:
    """Return the schemes of all IRIs in the triples."""
    terms = {term for triple in triples for term in (triple.subject, triple.predicate, triple.object)}
    iris = (t.value if isinstance(t, NamedNode) else t.datatype.value for t in terms if _has_iri(t))
    return {_scheme(iri) for iri in iris}


def _has_iri(term: object) -> TypeGuard[NamedNode | Literal]:
    return isinstance(term, NamedNode | Literal)


def _scheme(iri: str) -> str:
    return iri.partition(":")[0]


def _is_prefix(said: object) -> bool:
    """Tell whether a simple term may be used as a prefix: its IRI ends in a delimiter (JSON-LD 1.1, 4.1.5)."""
    return isinstance(said, str) and said.endswith((":", "/", "?", "#", "[", "]", "@"))


@cache
def _context() -> tuple[dict[str, Any], Mapping[str, list[_Term]]]:
    """Return the context that comes with termgraph, and its terms by the IRI of the property."""
    text = (ontology_dir() / "context.jsonld").read_text("utf-8")
    context: dict[str, Any] = json.loads(text)["@context"]

    def expand(name: str) -> str:
        prefix, colon, rest = name.partition(":")
        space = context.get(prefix)
        return space + rest if colon and isinstance(space, str) else name

    terms: dict[str, list[_Term]] = {}
    for name, said in context.items():
        if name.startswith("@") or _is_prefix(said) or (isinstance(said, str) and said.startswith("@")):
            continue
        about = {"@id": said} if isinstance(said, str) else said
        if not isinstance(about, dict) or "@reverse" in about:
            continue
        container = about.get("@container", ())
        containers = frozenset([container] if isinstance(container, str) else container)
        kind = about.get("@type")
        type_ = kind if kind is None or kind.startswith("@") else expand(kind)
        iri = expand(about.get("@id", name))
        terms.setdefault(iri, []).append(_Term(name, type_, containers))
    return context, terms
