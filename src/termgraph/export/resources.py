"""What a graph says, resource by resource: each term as N-Triples writes it, in one order, which all writers share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Triple, serialize

from termgraph.export.order import place, rank
from termgraph.names import language_tag
from termgraph.namespaces import RDF, XSD
from termgraph.store.blank import renamed_quads

#: Subject → predicate → objects.
Resources = dict[str, dict[str, list[str]]]

#: One term in a triple term: the brackets of the triple that it is in, an IRI, a blank node, or a literal.
TERM = re.compile(
    r'<<\(|\)>>|<[^<>"]*>|_:[^\s<>"]+'
    r'|"[^"\\]*+(?:\\.[^"\\]*+)*+"(?:\^\^<[^<>"]*>|@[\w-]+)?'
)
#: The parser writes all tags in small letters, which is how those of one part are written anyway.
_TAG_OF_PARTS = re.compile(r'"@[a-z]+-')
_ESCAPE = re.compile(r"\\(?:u([0-9A-F]{4})|U([0-9A-F]{8})|(.))")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def graphs(quads: Sequence[Quad] | Sequence[Triple]) -> dict[str, Resources]:
    """Return what each graph says, sorted and each triple once; the name of the default graph is "".

    >>> from pyoxigraph import NamedNode
    >>> graphs([Triple(NamedNode("e:b"), NamedNode("e:p"), NamedNode(name)) for name in ("e:b", "e:a")])
    {'': {'<e:b>': {'<e:p>': ['<e:a>', '<e:b>']}}}
    """
    default: Resources = {}
    found: dict[str, Resources] = {}
    is_named = any(isinstance(each, Quad) and type(each.graph_name) is not DefaultGraph for each in quads)
    resources, last, about = default, "", {}
    for line in statements(quads):
        subject, predicate, value = line.split(" ", 2)
        if is_named:
            value, name = _graph_name(value)
            resources, last = found.setdefault(name, {}) if name else default, ""
        if subject != last:
            last, about = subject, resources.setdefault(subject, {})
        values = about.get(predicate)
        if values is None:
            about[predicate] = [value]
        else:
            values.append(value)
    if default or not found:
        found[""] = default
    return {name: _sorted(found[name]) for name in sorted(found, key=place)}


def statements(quads: Sequence[Quad] | Sequence[Triple]) -> list[str]:
    """Return quads as lines of N-Quads without their full stops, in no order.

    Language tags are in their conventional case, and blank nodes are named by RDFC-1.0, so that neither who parsed the
    graph nor the order of its triples is seen.

    >>> from pyoxigraph import BlankNode, Literal, NamedNode
    >>> statements([Triple(BlankNode("x"), NamedNode("e:p"), Literal("hoo", language="en-gb"))])
    ['_:c14n0 <e:p> "hoo"@en-GB']
    """
    text = _text(quads)
    lines = text.split(" .\n")[:-1]
    if "_:" in text:
        blank = [_quad(quad) for quad, line in zip(quads, lines, strict=True) if "_:" in line]
        lines = [line for line in lines if "_:" not in line]
        lines += _text(renamed_quads(blank)).split(" .\n")[:-1]
    if _TAG_OF_PARTS.search(text):
        return [TERM.sub(_with_conventional_tag, line) if '"@' in line else line for line in lines]
    return lines


def merged(named: Mapping[str, Resources]) -> Resources:
    """Return all graphs as one."""
    if len(named) == 1:
        return next(iter(named.values()))
    found: Resources = {}
    for resources in named.values():
        for subject, about in resources.items():
            known = found.setdefault(subject, {})
            for predicate, values in about.items():
                known[predicate] = list(dict.fromkeys(known.get(predicate, []) + values))
    return _sorted(found)


def triples(resources: Resources) -> Iterator[tuple[str, str, str]]:
    """Yield subject, predicate and object of each triple."""
    for subject, about in resources.items():
        for predicate, values in about.items():
            for value in values:
                yield subject, predicate, value


class Text(NamedTuple):
    """A literal taken apart."""

    value: str
    datatype: str
    language: str = ""
    direction: str = ""


def text_of(literal: str) -> Text:
    r"""Take apart a literal that is written as in N-Triples.

    >>> text_of(r'"a\"b"@en-GB--ltr'), text_of('"1"^^<e:int>').datatype
    (Text(value='a"b', datatype='http://www.w3.org/1999/02/22-rdf-syntax-ns#dirLangString', ...), 'e:int')
    """
    quoted, datatype, language, direction = literal, XSD + "string", "", ""
    if literal[-1] == ">":
        quoted, _, datatype = literal[:-1].rpartition("^^<")
    elif literal[-1] != '"':
        quoted, _, language = literal.rpartition("@")
        language, _, direction = language.partition("--")
        datatype = RDF + ("dirLangString" if direction else "langString")
    return Text(_ESCAPE.sub(_unescaped, quoted[1:-1]), datatype, language, direction)


def triple_of(term: str) -> tuple[str, str, str]:
    """Take apart a triple term.

    >>> triple_of('<<( <e:a> <e:p> <<( <e:b> <e:q> "c" )>> )>>')
    ('<e:a>', '<e:p>', '<<( <e:b> <e:q> "c" )>>')
    """
    subject, predicate, value = term[4:-4].split(" ", 2)
    return subject, predicate, value


def _text(quads: Iterable[Quad] | Iterable[Triple]) -> str:
    return (serialize(quads, format=RdfFormat.N_QUADS) or b"").decode()


def _quad(said: Any) -> Quad:
    return said if isinstance(said, Quad) else Quad(said.subject, said.predicate, said.object)


def _graph_name(value: str) -> tuple[str, str]:
    """Split an object and the name of its graph, "" where it is in none."""
    before, _, last = value.rpartition(" ")
    is_name = before and last[0] in "<_" and '"' not in last
    return (before, last) if is_name else (value, "")


def _sorted(resources: Resources) -> Resources:
    for about in resources.values():
        for values in about.values():
            if len(values) > 1:
                values[:] = sorted(set(values), key=place)
    return {
        subject: {predicate: about[predicate] for predicate in sorted(about, key=rank)}
        for subject, about in sorted(resources.items(), key=lambda item: place(item[0]))
    }


def _with_conventional_tag(term: re.Match[str]) -> str:
    quoted, at, tag = term[0].rpartition('"@')
    return f'{quoted}"@{_tag(tag)}' if at and term[0][-1] not in '">' else term[0]


@lru_cache(maxsize=4096)
def _tag(tag: str) -> str:
    language, dashes, direction = tag.partition("--")
    return language_tag(language) + dashes + direction


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _ESCAPES.get(match[3], match[3])
