"""Turtle, TriG, N-Triples and RDF/XML, written by pyoxigraph from sorted triples."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import takewhile

import pyoxigraph as ox

from termgraph.errors import TermgraphError

#: A string, an IRI, or a prefixed name with an escape in it: the only one that Turtle's readers stumble over.
_TOKEN = re.compile(
    r'"(?:[^"\\]|\\.)*"|<[^>]*>|(?<![\w.-])(?P<prefix>[\w.-]*):(?P<local>(?:[^\s\\;,"<>()]|\\.)*\\.(?:[^\s\\;,"<>()]|\\.)*)'
)
_RELATIVE = re.compile(r"[^/?#:]+([/#]|$)")
_XML_NAME_AT_END = re.compile(r"[^\W\d][\w.\-·]*\Z")


def turtle(triples: list[ox.Triple], prefixes: Mapping[str, str]) -> bytes:
    """Return Turtle as people write it: the prefixes that it uses, sorted, and a blank line between subjects."""
    used = _used(triples, prefixes)
    return _readable(_serialize(triples, ox.RdfFormat.TURTLE, used), used)


def trig(triples: list[ox.Triple], prefixes: Mapping[str, str]) -> bytes:
    """Return TriG; the graph is the default one."""
    used = _used(triples, prefixes)
    return _readable(_serialize(triples, ox.RdfFormat.TRIG, used), used)


def ntriples(triples: list[ox.Triple], _prefixes: Mapping[str, str]) -> bytes:
    """Return canonical N-Triples."""
    return _serialize(triples, ox.RdfFormat.N_TRIPLES, {})


def rdfxml(triples: list[ox.Triple], prefixes: Mapping[str, str]) -> bytes:
    """Return RDF/XML.

    Raises:
        TermgraphError: where a predicate's IRI cannot be written as an XML name (RDF/XML, section 8).
    """
    for predicate in sorted({triple.predicate.value for triple in triples}):
        if not _XML_NAME_AT_END.search(predicate):
            message = f"RDF/XML cannot say the property <{predicate}>: its IRI does not end in an XML name"
            raise TermgraphError(message, hint="export as Turtle")
    return _serialize(triples, ox.RdfFormat.RDF_XML, _used(triples, prefixes))


def _serialize(triples: list[ox.Triple], format_: ox.RdfFormat, prefixes: dict[str, str]) -> bytes:
    data = ox.serialize(triples, format=format_, prefixes=prefixes)
    return data or b""


def _used(triples: Iterable[ox.Triple], prefixes: Mapping[str, str]) -> dict[str, str]:
    """Return the prefixes whose namespace some IRI of the graph begins with, sorted."""
    iris: set[str] = set()
    for triple in triples:
        for term in (triple.subject, triple.predicate, triple.object):
            if isinstance(term, ox.NamedNode):
                iris.add(term.value)
            elif isinstance(term, ox.Literal):
                iris.add(term.datatype.value)
    stems = {
        iri[: max(iri.rfind("#"), iri.rfind("/"), iri.rfind(":"), iri.rfind("_")) + 1] for iri in iris
    } | iris
    return {
        prefix: namespace
        for prefix, namespace in sorted(prefixes.items())
        if namespace and any(stem.startswith(namespace) for stem in stems)
    }


def _readable(data: bytes, prefixes: Mapping[str, str]) -> bytes:
    """Sort the prefixes, put a blank line before each subject, and write `<a#b>` for `ml:a\\#b`.

    A literal never begins a line nor holds a quote, since pyoxigraph escapes both.
    """
    text = data.decode()
    lines = text.splitlines(keepends=True)
    heads = sum(1 for _ in takewhile(lambda line: line.startswith("@prefix"), lines))
    body = "".join(
        f"\n{line}" if number and not line.startswith(("\t", "}")) and line.strip() else line
        for number, line in enumerate(lines[heads:])
    )
    awkward = Counter(m["prefix"] for m in _TOKEN.finditer(body) if m["prefix"] is not None)
    bases = [prefixes[name] for name, _ in sorted(awkward.items(), key=lambda item: (-item[1], item[0]))]
    base = next((namespace for namespace in bases if namespace.endswith("/")), None)

    def rewrite(match: re.Match[str]) -> str:
        if match["prefix"] is None:
            return match[0]
        namespace, local = prefixes[match["prefix"]], match["local"].replace("\\", "")
        relative = namespace == base and _RELATIVE.match(local)
        return f"<{local}>" if relative else f"<{namespace}{local}>"

    head = [f"@base <{base}> .\n"] if base else []
    return "".join([*head, *sorted(lines[:heads]), "\n", _TOKEN.sub(rewrite, body)]).encode()
