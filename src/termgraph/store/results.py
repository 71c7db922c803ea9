"""What a query answers: rows, yes or no, or a graph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Literal

import pyoxigraph as ox

from termgraph.errors import TermgraphError, did_you_mean
from termgraph.names import UNPRINTABLE
from termgraph.namespaces import XSD

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = tuple[Term | None, ...]
Kind = Literal["select", "ask", "graph"]

#: Formats for rows and for yes or no.
ROW_FORMATS: Mapping[str, ox.QueryResultsFormat] = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}

#: Formats for graphs. JSON-LD is written expanded.
GRAPH_FORMATS: Mapping[str, ox.RdfFormat] = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}

_INTEGER = re.compile(
    re.escape(XSD) + "(?:integer|(?:non)?(?:positive|negative)Integer|(?:unsigned)?(?:int|long|short|byte))",
    re.IGNORECASE,  # nonNegativeInteger, unsignedInt
)
_FLOATS = frozenset({XSD + "double", XSD + "float", XSD + "decimal"})


class Result:
    """The answer to a query.

    Args:
        kind: "select" (rows), "ask" (yes or no) or "graph" (triples, of CONSTRUCT and DESCRIBE).
        data: SPARQL results in JSON for rows, N-Triples for a graph.
        prefixes: to shorten IRIs with.
        boolean: the answer to an ASK.

    >>> from termgraph.store import Store
    >>> result = Store.from_text('<e:owl> <e:lays> 3 .').query("SELECT ?what ?count { ?what <e:lays> ?count }")
    >>> result.variables, list(result)
    (['what', 'count'], [{'what': 'e:owl', 'count': 3}])
    """

    def __init__(
        self,
        kind: Kind,
        data: bytes = b"",
        *,
        prefixes: Mapping[str, str] | None = None,
        boolean: bool | None = None,
    ) -> None:
        self.kind = kind
        self.boolean = boolean
        self.prefixes: Mapping[str, str] = prefixes or {}
        self._data = data

    @cached_property
    def variables(self) -> list[str]:
        """The names of the columns, without the `?`; empty for all but rows."""
        return [variable.value for variable in self._solutions().variables] if self.kind == "select" else []

    @cached_property
    def rows(self) -> list[Row]:
        """The rows as RDF terms, None where a variable is not bound; empty for all but rows."""
        return [tuple(solution) for solution in self._solutions()] if self.kind == "select" else []

    @cached_property
    def triples(self) -> list[ox.Triple]:
        """The triples of a graph, each once, sorted; empty for all but graphs."""
        if self.kind != "graph":
            return []
        graph = ox.Dataset(ox.parse(self._data, ox.RdfFormat.N_TRIPLES, lenient=True))
        if b"_:" in self._data:  # named after what is said of them, since the parser names them at random
            graph.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        return sorted((quad.triple for quad in graph), key=_order)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Yield each row, or each triple, as a dict of Python values."""
        if self.kind == "graph":
            for triple in self.triples:
                yield {name: to_python(getattr(triple, name)) for name in ("subject", "predicate", "object")}
        for row in self.rows:
            yield {name: to_python(term) for name, term in zip(self.variables, row, strict=True)}

    def __len__(self) -> int:
        return len(self.triples) if self.kind == "graph" else len(self.rows)

    def __bool__(self) -> bool:
        """The answer to an ASK; otherwise whether there is any row or triple."""
        return bool(self.boolean) if self.kind == "ask" else len(self) > 0

    def __repr__(self) -> str:
        size = str(self.boolean) if self.kind == "ask" else str(len(self))
        return f"<Result {self.kind}: {size}>"

    @property
    def formats(self) -> list[str]:
        """The formats that `serialize` can write this result in."""
        return list(GRAPH_FORMATS if self.kind == "graph" else ROW_FORMATS)

    def serialize(self, format: str) -> str:
        r"""Return the result in a standard format, IRIs in full; the same result is always the same text.

        Args:
            format: csv, tsv, json or xml for rows and yes or no; turtle, trig, ntriples, rdfxml or jsonld for graphs.

        Raises:
            TermgraphError: where the format does not fit the kind of result.

        >>> Result("select", b'{"head":{"vars":["a"]},"results":{"bindings":[]}}').serialize("csv")
        'a\r\n'
        """
        if format not in self.formats:
            what = {"select": "rows", "ask": "yes or no", "graph": "a graph"}[self.kind]
            hint = did_you_mean(format, self.formats) or f"one of {', '.join(self.formats)}"
            raise TermgraphError(f"{what} cannot be written as '{format}'", hint=hint)
        if self.kind == "graph":
            return self._serialize_graph(GRAPH_FORMATS[format])
        if self.kind == "ask":
            return _serialize_boolean(bool(self.boolean), format)
        text = (self._solutions().serialize(format=ROW_FORMATS[format]) or b"").decode()
        return UNPRINTABLE.sub("", text) if format == "xml" else text  # XML 1.0 has no such characters

    def _serialize_graph(self, format_: ox.RdfFormat) -> str:
        prefixes = {prefix: self.prefixes[prefix] for prefix in sorted(self._used_prefixes())}
        data = ox.serialize(self.triples, format=format_, prefixes=prefixes) or b""
        return data.decode()

    def _used_prefixes(self) -> set[str]:
        text = self._data.decode()
        return {
            prefix for prefix, namespace in self.prefixes.items() if namespace and f"<{namespace}" in text
        }

    def _solutions(self) -> ox.QuerySolutions:
        solutions = ox.parse_query_results(self._data, ox.QueryResultsFormat.JSON)
        if not isinstance(solutions, ox.QuerySolutions):
            raise TypeError("these are no rows")
        return solutions


def _serialize_boolean(answer: bool, format: str) -> str:
    said = "true" if answer else "false"
    if format in ("csv", "tsv"):  # the standard has no such format for ASK
        return said + ("\r\n" if format == "csv" else "\n")
    document = f'{{"head":{{}},"boolean":{said}}}'.encode()
    boolean = ox.parse_query_results(document, ox.QueryResultsFormat.JSON)
    return (boolean.serialize(format=ROW_FORMATS[format]) or b"").decode()


def _order(triple: ox.Triple) -> tuple[bool, str, str, str]:
    blank = isinstance(triple.subject, ox.BlankNode)
    return blank, str(triple.subject), triple.predicate.value, str(triple.object)


def to_python(term: Term | None) -> Any:
    """Return an RDF term as what Python has for it: a str, int, float or bool, or None.

    Literals whose text does not fit their type are given as that text; blank nodes as `_:name`.

    >>> to_python(ox.Literal(3)), to_python(ox.Literal("Baum", language="de")), to_python(ox.NamedNode("e:x"))
    (3, 'Baum', 'e:x')
    """
    if isinstance(term, ox.NamedNode):
        return term.value
    if not isinstance(term, ox.Literal):
        return None if term is None else str(term)
    datatype = term.datatype.value
    try:
        if _INTEGER.fullmatch(datatype):
            return int(term.value)
        if datatype in _FLOATS:
            return float(term.value)
    except ValueError:
        return term.value
    if datatype == XSD + "boolean" and term.value in ("true", "false", "1", "0"):
        return term.value in ("true", "1")
    return term.value
