"""What a query answers: rows, yes or no, or a graph."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from importlib import import_module
from typing import Any, Literal
from xml.parsers import expat

import pyoxigraph as ox

from termgraph.errors import TermgraphError, did_you_mean
from termgraph.extras import needed_for
from termgraph.names import UNPRINTABLE, language_tag
from termgraph.namespaces import PREFIXES, XSD, shorten

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

#: All that an answer can be written in; as a table only for people.
FORMATS = ("table", *ROW_FORMATS, *GRAPH_FORMATS)

_INTEGER = re.compile(
    re.escape(XSD) + "(?:integer|(?:non)?(?:positive|negative)Integer|(?:unsigned)?(?:int|long|short|byte))",
    re.IGNORECASE,  # nonNegativeInteger, unsignedInt
)
_TOO_LARGE = 2**63  # for a column of integers
_FLOATS = frozenset({XSD + "double", XSD + "float", XSD + "decimal"})

#: What a spreadsheet would take for a formula begins so.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_TAG = "([a-z]+(?:-[a-z0-9]+)+)"
#: A language tag of several parts, as the engine writes it, in each syntax.
_TAGS = {
    **dict.fromkeys(("tsv", "turtle", "trig", "ntriples"), re.compile('"@' + _TAG)),
    **dict.fromkeys(("xml", "rdfxml"), re.compile(' xml:lang="' + _TAG)),
    "json": re.compile('"xml:lang":"' + _TAG),
    "jsonld": re.compile('"@language":"' + _TAG),
}
#: How rows in JSON begin: with the columns, whose order is that of all that is made of them.
_HEAD = re.compile(rb'\A\{"head":\{"vars":\[[^\]]*\]')
_ANY_TAG = re.compile(rb'"xml:lang":"([^"]*)')


def library(name: str, what: str) -> Any:
    """Return a library that is not ours to bring along.

    Raises:
        MissingLibraryError: where it is not installed; it says what needs it.
    """
    with needed_for(what):
        return import_module(name)


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

    @classmethod
    def of_rows(
        cls, columns: Sequence[str], rows: Iterable[Sequence[str | int]], prefixes: Mapping[str, str]
    ) -> Result:
        """Return rows of texts and whole numbers as what a query answers; what is in a column `iri` is an IRI.

        >>> print(Result.of_rows(["iri", "count"], [["e:owl", 2]], {}).serialize("csv").split())
        ['iri,count', 'e:owl,2']
        """
        bindings = [
            {name: _binding(name, value) for name, value in zip(columns, row, strict=True)} for row in rows
        ]
        told = {"head": {"vars": columns}, "results": {"bindings": bindings}}
        data = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        return cls("select", data.encode(), prefixes=prefixes)

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

    def to_pandas(self) -> Any:
        """Return the rows, or the triples, as a pandas DataFrame; see `columns`.

        Raises:
            MissingLibraryError: where pandas is not installed.
        """
        return library("pandas", "a data frame").DataFrame(self.columns())

    def to_polars(self) -> Any:
        """Return the rows, or the triples, as a polars DataFrame; see `columns`. A column of several types is text.

        Raises:
            MissingLibraryError: where polars is not installed.
        """
        return library("polars", "a data frame").DataFrame(self.columns(of_one_type=True), strict=False)

    def columns(self, *, of_one_type: bool = False) -> dict[str, list[Any]]:
        """Return the rows, or the triples, column by column, as Python values.

        Beside a column in which texts have languages stands one of these, `name_lang`; beside one of several kinds,
        `name_type`: iri, blank, triple, or a literal's datatype. Where the query itself has a column of that name there
        is only that.

        Args:
            of_one_type: whether what is not all numbers, all truth values or all text is made text.

        >>> from termgraph.store import Store
        >>> Store.from_text("").query('SELECT ?is { VALUES ?is { "Eule"@de 3 } }').columns()
        {'is': ['Eule', 3], 'is_lang': ['de', None], 'is_type': ['rdf:langString', 'xsd:integer']}
        """
        rows = self.rows if self.kind == "select" else [tuple(triple) for triple in self.triples]
        made: dict[str, list[Any]] = {}
        for at, name in enumerate(self._columns):
            terms = [row[at] for row in rows]
            values = [to_python(term) for term in terms]
            made[name] = _of_one_type(terms, values) if of_one_type else values
            texts = [term if isinstance(term, ox.Literal) and term.language else None for term in terms]
            if any(texts) and f"{name}_lang" not in self._columns:
                made[f"{name}_lang"] = [text and language_tag(text.language or "") for text in texts]
            if (
                len({_kind(term) for term in terms if term is not None}) > 1
                and f"{name}_type" not in self._columns
            ):
                made[f"{name}_type"] = [term and _type(term) for term in terms]
        return made

    @property
    def _columns(self) -> list[str]:
        return ["subject", "predicate", "object"] if self.kind == "graph" else self.variables

    def in_order(self, names: Sequence[str]) -> Result:
        """Return rows whose columns come in the order of some names; those that are not named come last.

        >>> data = b'{"head":{"vars":["a","b"]},"results":{"bindings":[{"a":{"type":"uri","value":"e:x"}}]}}'
        >>> print(Result("select", data).in_order(["b", "a"]).serialize("csv").split())
        ['b,a', ',e:x']
        """
        place = {name: at for at, name in enumerate(names)}
        ordered = sorted(self.variables, key=lambda name: place.get(name, len(place)))
        if ordered == self.variables:
            return self
        told = json.dumps(ordered, ensure_ascii=False, separators=(",", ":"))
        data = _HEAD.sub(lambda _: f'{{"head":{{"vars":{told}'.encode(), self._data, count=1)
        return Result(self.kind, data, prefixes=self.prefixes, boolean=self.boolean)

    def with_tags_in(self, column: str) -> Result:
        """Return rows in which the language tags that are texts of a column are in their conventional case.

        >>> data = '{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"literal","value":"en-gb"}}]}}'
        >>> list(Result("select", data.encode()).with_tags_in("a"))
        [{'a': 'en-GB'}]
        """
        told = re.compile(f'("{column}":{{"type":"literal","value":")([a-z0-9-]+)"'.encode())
        data = told.sub(lambda found: found[1] + language_tag(found[2].decode()).encode() + b'"', self._data)
        return Result(self.kind, data, prefixes=self.prefixes, boolean=self.boolean)

    @property
    def formats(self) -> list[str]:
        """The formats that `serialize` can write this result in."""
        return list(GRAPH_FORMATS if self.kind == "graph" else ROW_FORMATS)

    def serialize(self, format: str) -> str:
        r"""Return the result in a standard format, IRIs in full; the same result is always the same text.

        In CSV a text that a spreadsheet would take for a formula is written with an apostrophe before it. The other
        formats hold every term as it is, language tags in their conventional case.

        Args:
            format: csv, tsv, json or xml for rows and yes or no; turtle, trig, ntriples, rdfxml or jsonld for graphs.

        Raises:
            TermgraphError: where the format does not fit the kind of result, or cannot hold it.

        >>> Result("select", b'{"head":{"vars":["a"]},"results":{"bindings":[]}}').serialize("csv")
        'a\r\n'
        """
        if format not in self.formats:
            what = {"select": "rows", "ask": "yes or no", "graph": "a graph"}[self.kind]
            hint = did_you_mean(format, self.formats) or f"one of {', '.join(self.formats)}"
            raise TermgraphError(f"{what} cannot be written as '{format}'", hint=hint)
        if self.kind == "ask":
            return _serialize_boolean(bool(self.boolean), format)
        if format == "csv":
            rows = [self.variables, *([csv_cell(term) for term in row] for row in self.rows)]
            return "".join(",".join(row) + "\r\n" for row in rows)
        if self.kind == "graph":
            written = self._serialize_graph(GRAPH_FORMATS[format])
        elif format == "json":
            written = self._rows
        else:
            written = self._solutions().serialize(format=ROW_FORMATS[format])
        text = _TAGS[format].sub(_in_conventional_case, (written or b"").decode())
        return UNPRINTABLE.sub("", text) if format == "xml" else text  # XML 1.0 has no such characters

    def _serialize_graph(self, format_: ox.RdfFormat) -> bytes | None:
        prefixes = {prefix: self.prefixes[prefix] for prefix in sorted(self._used_prefixes())}
        written = ox.serialize(self.triples, format=format_, prefixes=prefixes)
        if format_ == ox.RdfFormat.RDF_XML:
            _refuse_what_is_no_xml(written or b"")
        return written

    def _used_prefixes(self) -> set[str]:
        text = self._data.decode()
        return {
            prefix for prefix, namespace in self.prefixes.items() if namespace and f"<{namespace}" in text
        }

    @cached_property
    def _rows(self) -> bytes:
        """The rows in JSON, in which every language tag is one: sources may hold others, which no result format can."""
        odd = {tag: _private_tag(tag) for tag in set(_ANY_TAG.findall(self._data)) if not _is_tag(tag)}
        if not odd:
            return self._data
        return _ANY_TAG.sub(
            lambda found: found[0].removesuffix(found[1]) + odd.get(found[1], found[1]), self._data
        )

    def _solutions(self) -> ox.QuerySolutions:
        solutions = ox.parse_query_results(self._rows, ox.QueryResultsFormat.JSON)
        if not isinstance(solutions, ox.QuerySolutions):
            raise TypeError("these are no rows")
        return solutions


def _binding(name: str, value: str | int) -> Mapping[str, str]:
    """Return a value as a cell of SPARQL's results in JSON."""
    if isinstance(value, int):
        return {"type": "literal", "value": str(value), "datatype": f"{XSD}integer"}
    return {"type": "uri" if name == "iri" else "literal", "value": value}


def _is_tag(tag: bytes) -> bool:
    try:
        ox.Literal("", language=tag.decode())
    except ValueError:
        return False
    return True


def _private_tag(tag: bytes) -> bytes:
    """Return what is no language tag as one for private use (BCP 47), whose parts have at most eight characters."""
    parts = re.findall(b"[a-z0-9]{1,8}", tag)
    return b"-".join([b"x", *parts]) if parts else b"und"


def _in_conventional_case(found: re.Match[str]) -> str:
    """Return a tag in its conventional case, with what introduces it, unless it stands in a text."""
    text, start = found.string, found.start()
    while text[start - 1] == "\\":
        start -= 1
    is_escaped = (found.start() - start) % 2
    return found[0] if is_escaped else found[0].removesuffix(found[1]) + language_tag(found[1])


def csv_cell(term: Term | None) -> str:
    """Return a term as CSV has it, its text only; made safe for spreadsheets, unless it is a number.

    >>> csv_cell(ox.Literal("=1+1")), csv_cell(ox.Literal(-5)), csv_cell(ox.Literal("a, b"))
    ("'=1+1", '-5', '"a, b"')
    """
    if term is None:
        return ""
    text = term.value if isinstance(term, ox.NamedNode | ox.Literal) else spelt(term)
    if text.startswith(_FORMULA) and not is_number(term):
        text = "'" + text
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in '",\r\n') else text


def spelt(term: Term) -> str:
    """Return a term as N-Triples has it, language tags in their conventional case.

    >>> spelt(ox.Literal("colour", language="en-gb"))
    '"colour"@en-GB'
    """
    return _TAGS["ntriples"].sub(_in_conventional_case, str(term))


def is_number(term: Term) -> bool:
    """Tell whether a term is a number.

    >>> is_number(ox.Literal(-5)), is_number(ox.Literal("-5"))
    (True, False)
    """
    value = to_python(term)
    return isinstance(value, int | float) and not isinstance(value, bool)


def _type(term: Term) -> str:
    """Return what kind of term one is: iri, blank, triple, or its datatype."""
    if isinstance(term, ox.Literal):
        return shorten(term.datatype.value, PREFIXES)
    return {ox.NamedNode: "iri", ox.BlankNode: "blank", ox.Triple: "triple"}[type(term)]


def _kind(term: Term) -> str:
    """Return what a column is of where all its terms have it: all numbers are of one kind, and all texts."""
    if is_number(term):
        return "number"
    found = _type(term)
    return "text" if found in ("xsd:string", "rdf:langString") else found


def _of_one_type(terms: Sequence[Term | None], values: list[Any]) -> list[Any]:
    """Return values that are all numbers, all truth values, or texts."""
    types = {type(value) for value in values if value is not None}
    if types == {int, float}:
        return [None if value is None else float(value) for value in values]
    if len(types) < 2 and not any(type(value) is int and abs(value) >= _TOO_LARGE for value in values):
        return values
    return [
        term.value if isinstance(term, ox.Literal) else value
        for term, value in zip(terms, values, strict=True)
    ]


def _refuse_what_is_no_xml(written: bytes) -> None:
    """Refuse a graph that RDF/XML has no way to write, where the engine writes what no program can read."""
    reader = expat.ParserCreate(namespace_separator=" ")
    try:
        reader.Parse(written, True)
    except expat.ExpatError:
        raise TermgraphError(
            "RDF/XML cannot hold this graph: a text has a control character, or a property ends in no name",
            hint="ask for Turtle or JSON-LD",
        ) from None


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
        return None if term is None else spelt(term)
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
