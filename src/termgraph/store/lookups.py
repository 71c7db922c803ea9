"""Queries that only look up what is said of one thing: they are answered from the record, and no engine is asked.

`SELECT ?name { <iri> skos:prefLabel ?name }` is what programs ask again and again, and to hand it to another process
takes five times as long as to find the answer. Whatever is the least bit more than that, or has no answer here, is the
engine's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from itertools import islice

from termgraph.namespaces import RDF, XSD
from termgraph.store.record import Record, Value
from termgraph.store.results import Result
from termgraph.store.store import MOST_IN_MEMORY

_MOST = 200  # rows; more take so long that others would notice
_NODE = r"<[^\x00-\x20<>\"{}|^`\\]+>|(?:[A-Za-z][\w-]*)?:\w[\w-]*"
#: The whole of such a query. Wherever two tokens could be one, white space stands between them.
_LOOKUP = re.compile(
    rf"""
    (?! .*[\v\f] )  # white space to Python, but not to SPARQL
    \s* (?P<prefixes> (?: (?i:PREFIX) \s+ (?:[A-Za-z][\w-]*)?: \s* <[^\x00-\x20<>\"{{}}|^`\\]*> \s* )* )
    (?i:SELECT) (?: \s+ (?i:DISTINCT|REDUCED) )? \s* \?(?P<name>\w+) (?: \s+ (?i:WHERE) )? \s*
    \{{ \s* (?P<subject>{_NODE}) \s+ (?P<predicate>{_NODE}|a) \s+ \?(?P=name)\b \s* (?: \. \s* )?
    (?: (?i:FILTER) \s* \( \s* (?i:LANG) \s* \( \s* \?(?P=name) \s* \) \s* = \s* "(?P<language>[a-z]+)" \s* \) \s* )?
    \}} \s* (?: (?i:LIMIT) \s+ (?P<most>[0-9]{{1,3}}) \s* )?
    """,
    re.VERBOSE | re.ASCII | re.DOTALL,
)
_PREFIX = re.compile(r"([\w-]*):\s*<(.*?)>", re.ASCII)
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!.*/\.)")  # and without `/../`, which the engine takes out
_TEXTS = frozenset({f"{XSD}string", f"{RDF}langString"})
_quoted = json.JSONEncoder(ensure_ascii=False).encode


def is_simple(record: Record) -> bool:
    """Tell whether a record can be asked so: it is small, and has no graphs and no triples that are spoken of.

    Columns of a large one are read when they are asked for, while all wait. What two graphs say, the engine has twice.

    >>> is_simple(Record())
    True
    """
    return len(record) <= MOST_IN_MEMORY and not record.named and not record.reified


def looked_up(query: str, prefixes: Mapping[str, str], record: Record) -> Result | None:
    """Return the answer to a query that is one look-up with an answer, None for any other query.

    The rows are those that the engine has, in the order of the record. What the engine spells otherwise than the
    record, numbers and blank nodes, is left to it, and so is what has no answer: it may have something to say of it.

    Args:
        query: in SPARQL. It needs no guards, since it is given to nobody.
        prefixes: those that it need not declare.
        record: what is asked, which `is_simple`.

    >>> import pyoxigraph as ox
    >>> record = Record()
    >>> record.read(ox.parse(b'<e:owl> <e:name> "owl"@en ; <e:lays> 3 .', ox.RdfFormat.TURTLE))
    >>> looked_up("SELECT ?n { e:owl e:name ?n }", {"e": "e:"}, record)
    <Result select: 1>
    >>> looked_up("SELECT ?n { e:owl e:lays ?n }", {"e": "e:"}, record)
    """
    asked = _LOOKUP.fullmatch(query)
    if asked is None:
        return None
    known = {**prefixes, **dict(_PREFIX.findall(asked["prefixes"]))} if asked["prefixes"] else prefixes
    subject, predicate = _iri(asked["subject"], known), _iri(asked["predicate"], known)
    if subject is None or predicate not in record.columns:  # what no column is for is not to be remembered
        return None
    values = [value for _, value in islice(record.about(subject, predicate), _MOST + 1)]
    if len(values) > _MOST or not all(map(_is_spelt_alike, values)):
        return None
    if tag := asked["language"]:
        values = [value for value in values if not isinstance(value, str) and value.language == tag]
    if not values:
        return None
    name = asked["name"]
    rows = ",".join(f'{{"{name}":{_cell(value)}}}' for value in values[: int(asked["most"] or _MOST)])
    return Result("select", f'{{"head":{{"vars":["{name}"]}},"results":{{"bindings":[{rows}]}}}}'.encode())


def _iri(name: str, prefixes: Mapping[str, str]) -> str | None:
    """Return the IRI that a token is for; None where it is not sure to be absolute."""
    if name == "a":
        return f"{RDF}type"
    prefix, _, local = name.partition(":")
    iri = name[1:-1] if name[0] == "<" else prefixes.get(prefix, "") + local
    return iri if _ABSOLUTE.match(iri) else None


def _is_spelt_alike(value: Value) -> bool:
    """Tell whether the engine writes a value as the record does."""
    return not value.startswith("_:") if isinstance(value, str) else value.datatype.value in _TEXTS


def _cell(value: Value) -> str:
    """Return a value as a cell of SPARQL's results in JSON."""
    if isinstance(value, str):
        return f'{{"type":"uri","value":{_quoted(value)}}}'
    tag = f',"xml:lang":"{value.language}"' if value.language else ""
    return f'{{"type":"literal","value":{_quoted(value.value)}{tag}}}'
