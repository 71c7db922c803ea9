"""What a graph says, resource by resource: each term as N-Triples writes it, in one order, which all writers share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from pyoxigraph import DefaultGraph, Literal, Quad, Triple

from termgraph.export.order import place, rank
from termgraph.names import language_tag
from termgraph.namespaces import RDF, XSD
from termgraph.store.blank import renamed_quads
from termgraph.store.record import Record, quad_of

#: What is said: a record, or quads or triples whose literals are a parser's.
Said = Record | Sequence[Quad] | Sequence[Triple]
#: Subject → predicate → objects.
Resources = dict[str, dict[str, list[str]]]

#: One term in a triple term: the brackets of the triple that it is in, an IRI, a blank node, or a literal.
TERM = re.compile(
    r'<<\(|\)>>|<[^<>"]*>|_:[^\s<>"]+'
    r'|"[^"\\]*+(?:\\.[^"\\]*+)*+"(?:\^\^<[^<>"]*>|@[\w-]+)?'
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-F]{4})|U([0-9A-F]{8})|(.))")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def graphs(said: Said, *, merge: bool = False) -> dict[str, Resources]:
    """Return what each graph says, sorted and each triple once; the name of the default graph is "".

    >>> from pyoxigraph import NamedNode
    >>> graphs([Triple(NamedNode("e:b"), NamedNode("e:p"), NamedNode(name)) for name in ("e:b", "e:a")])
    {'': {'<e:b>': {'<e:p>': ['<e:a>', '<e:b>']}}}
    """
    found: dict[str, Resources] = {}
    for name, subject, predicate, value in statements(said, merge=merge):
        about = found.setdefault(name, {}).setdefault(subject, {})
        values = about.get(predicate)
        if values is None:
            about[predicate] = [value]
        else:
            values.append(value)
    if not found:
        found[""] = {}
    return {name: _sorted(found[name]) for name in sorted(found, key=place)}


def statements(said: Said, *, merge: bool = False) -> Iterator[tuple[str, str, str, str]]:
    """Yield graph, subject, predicate and object as N-Quads writes them, in no order; the default graph is "".

    Language tags are in their conventional case, and blank nodes are named by RDFC-1.0, so that neither who parsed the
    graph nor the order of its triples is seen.

    Args:
        said: what is said.
        merge: whether all graphs count as one.

    >>> from pyoxigraph import BlankNode, Literal, NamedNode
    >>> list(statements([Triple(BlankNode("x"), NamedNode("e:p"), Literal("hoo", language="en-gb"))]))
    [('', '_:c14n0', '<e:p>', '"hoo"@en-GB')]
    """
    record = said if isinstance(said, Record) else _recorded(said)
    blank: list[Quad] = []
    for graph, columns in ({"": record.columns} if merge else record.graphs).items():
        name = f"<{graph}>" if graph else ""
        for predicate, column in columns.items():
            verb = f"<{predicate}>"
            for subject, value in zip(column.subjects, column.objects, strict=True):
                if subject[0] == "_" or (isinstance(value, str) and value[0] == "_") or graph[:1] == "_":
                    blank.append(quad_of((graph, subject, predicate, value)))
                else:
                    yield (
                        name,
                        f"<{subject}>",
                        verb,
                        f"<{value}>" if isinstance(value, str) else _literal(value),
                    )
    blank += [quad_of(("", *one[1:]) if merge else one) for one in record.reified]
    for quad in renamed_quads(blank):
        name = "" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)
        yield name, str(quad.subject), str(quad.predicate), _object(quad.object)


def _recorded(said: Sequence[Quad] | Sequence[Triple]) -> Record:
    record = Record()
    record.read(
        one if isinstance(one, Quad) else Quad(one.subject, one.predicate, one.object) for one in said
    )
    return record


def _literal(literal: Literal) -> str:
    text = str(literal)
    if text[-1] in '">':
        return text
    quoted, _, tag = text.rpartition("@")
    return f"{quoted}@{_tag(tag)}" if "-" in tag else text


def _object(term: Any) -> str:
    if isinstance(term, Literal):
        return _literal(term)
    return TERM.sub(_with_conventional_tag, f"<<( {term} )>>") if isinstance(term, Triple) else str(term)


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
