"""A vocabulary on a SPARQL endpoint: its record, read predicate by predicate and page by page, and its engine.

A server may stop at a number of rows, or of seconds, and call what it has by then an answer. So each page is compared
with what the server counted before: what does not come whole is an error, never half a vocabulary taken for the whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph as ox

from termgraph.errors import TermgraphError
from termgraph.names import printable
from termgraph.namespaces import RDF
from termgraph.store.endpoint import Endpoint, EndpointError, chosen
from termgraph.store.kept import literal_of
from termgraph.store.nodes import Names, line_of, node_of
from termgraph.store.opened import Opened
from termgraph.store.record import Column, Lazily, Record, Statement, Value
from termgraph.store.results import Result

if TYPE_CHECKING:
    from collections.abc import Callable

    from termgraph.store.sparql import Prepared

#: Rows that are asked for at once, and the fewest.
PAGE, LEAST = 10_000, 100
_ROWS = "application/sparql-results+json"
_GRAPHS = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
_TOO_MUCH = (400, 413, 500, 504)  # what servers answer where a page is too large for them
_MOST = ("X-SPARQL-MaxRows", "X-SPARQL-Max-Rows")  # by which Virtuoso tells that it stopped
_BLANK = "isBlank(?s) || isBlank(?o)"
_REIFIES = RDF + "reifies"
_CHANGED = "it may have been changed meanwhile, or hold back rows: try again, or name one graph"

#: A row of SPARQL's results in JSON: what each variable that is bound stands for.
_Row = Mapping[str, Mapping[str, Any]]
#: A subject and an object, which may be a triple that is spoken of (RDF 1.2).
_Pair = tuple[str, Value | ox.Triple]


def open_remote(address: str, tell: Callable[[str], None] | None = None) -> Opened:
    """Open the vocabulary of an endpoint; what it says is read when it is asked for.

    Args:
        address: that of the endpoint, with what chooses a graph.
        tell: called with one sentence for everything that a person should know.

    Raises:
        TermgraphError: where it cannot be reached, or says nothing, or answers no SPARQL.
    """
    endpoint = Endpoint(address)
    opened = Opened(names=[endpoint.address], tell=tell)
    opened.record = RemoteRecord(endpoint, opened.notice)
    opened.elsewhere = RemoteEngine(endpoint, opened.notice)
    return opened


class _Page(NamedTuple):
    """The rows of an answer, and whether the server says that there would be more."""

    rows: list[_Row]
    is_cut: bool


class RemoteRecord(Record):
    """What an endpoint says, each predicate read when it is asked for.

    It is read from the default graph, as the server or the address defines it.

    Args:
        endpoint: it.
        tell: called with one sentence for everything that a person should know.

    Raises:
        TermgraphError: where nothing can be read of it.
    """

    def __init__(self, endpoint: Endpoint, tell: Callable[[str], None]) -> None:
        super().__init__()
        del self.graphs, self.reified
        self._endpoint = endpoint
        self._tell = tell
        self._size = PAGE
        self._blank_names = Names(0)
        #: How many statements there are of each predicate.
        self.counts = self._counted()

    def _counted(self) -> dict[str, int]:
        rows = self._asked("SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p").rows
        counts = {row["p"]["value"]: self._integer(row) for row in rows if "p" in row}
        total = self._number("{ ?s ?p ?o }")
        if sum(counts.values()) != total:
            raise self._error(
                f"tells of {sum(counts.values()):,} statements by predicate, of {total:,} in all"
            )
        if not total:
            raise self._error("says nothing in its default graph", hint=self._graphs_hint())
        return dict(sorted(counts.items()))

    def _graphs_hint(self) -> str:
        rows = self._asked("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } LIMIT 5").rows
        names = ", ".join(f"<{row['g']['value']}>" for row in rows)
        way = f"{self._endpoint.address.partition('?')[0]}?default-graph-uri=…"
        return f"name one of its graphs, {way}: there are {names}" if names else "is this the right address?"

    # What a record has

    @cached_property
    def graphs(self) -> dict[str, dict[str, Column]]:  # type: ignore[override]
        """The columns of each graph, "" being the default one; all are read."""
        return {"": dict(self._columns)}

    @cached_property
    def reified(self) -> dict[Statement, None]:  # type: ignore[override]
        """The statements about triples (RDF 1.2): what rdf:reifies says."""
        pairs = self._reifying if _REIFIES in self.counts else ()
        return {("", one, _REIFIES, value): None for one, value in pairs if isinstance(value, ox.Triple)}

    @property
    def columns(self) -> Mapping[str, Column]:
        """The columns, each read when it is asked for."""
        return super().columns if "graphs" in self.__dict__ else self._columns

    @cached_property
    def _columns(self) -> Mapping[str, Column]:
        return _Columns(self)

    @property
    def named(self) -> list[str]:
        """The names of its named graphs: none, since the default one is read."""
        return super().named if "graphs" in self.__dict__ else []

    def __len__(self) -> int:
        return super().__len__() if "graphs" in self.__dict__ else sum(self.counts.values())

    def column(self, predicate: str) -> Column:
        """Return the pairs of a predicate, in order, each once.

        Raises:
            TermgraphError: where they do not all come.
        """
        pairs = self._reifying if predicate == _REIFIES else self._pairs(predicate)
        column = Column([], [])
        for subject, value in pairs:
            if not isinstance(value, ox.Triple):
                column.subjects.append(subject)
                column.objects.append(value)
            elif predicate != _REIFIES:
                raise self._error(
                    f"speaks of triples by <{predicate}>, of which only rdf:reifies can be read"
                )
        return column

    @cached_property
    def _reifying(self) -> list[_Pair]:
        return self._pairs(_REIFIES)

    def _pairs(self, predicate: str) -> list[_Pair]:
        blank = self._with_blank_nodes.get(predicate, [])
        pattern = f"?s {ox.NamedNode(predicate)} ?o FILTER(!({_BLANK}))"
        rows = self._all(pattern, self.counts[predicate] - len(blank))
        pairs = sorted({self._pair(row) for row in rows}, key=_order)
        if any(_speaks_of_blank(value) for _, value in pairs):
            hint = "their names do not hold from one answer to the next"
            raise self._error("speaks of triples with blank nodes, which cannot be read", hint=hint)
        if len(pairs) < len(rows):
            self._excuse(pattern, len(pairs), len(rows))
        return pairs + list(dict.fromkeys(blank))

    def fingerprint(self) -> str:
        """Read all of it, and return what tells it from any other; how the server names blank nodes does not count.

        Raises:
            TermgraphError: where it does not all come, or another number of statements is there in the end.
        """
        lines = sorted(line_of(_without_blank_names(one)) for one in self.statements())
        if self._counted() != self.counts:
            raise self._error("was changed while it was read", hint="try again")
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    # Reading

    def _all(self, pattern: str, wanted: int) -> list[_Row]:
        """Return all rows of a pattern, which are so many."""
        rows: list[_Row] = []
        while len(rows) < wanted:
            page = self._page(pattern, len(rows))
            if not page.rows:
                break
            if page.is_cut or len(page.rows) < min(self._size, wanted - len(rows)):
                self._size = len(page.rows)  # the most that it gives
            rows += page.rows
        if len(rows) != wanted:
            raise self._error(f"counts {wanted:,} statements and gives {len(rows):,}", hint=_CHANGED)
        return rows

    def _page(self, pattern: str, start: int) -> _Page:
        """Return a page; a smaller one where the server cannot make it."""
        while True:
            try:
                return self._asked(f"SELECT * {{ {pattern} }} OFFSET {start} LIMIT {self._size}")
            except EndpointError as error:
                if error.status not in _TOO_MUCH or self._size <= LEAST:
                    raise
                self._size = max(self._size // 4, LEAST)

    def _excuse(self, pattern: str, different: int, given: int) -> None:
        """Refuse what came twice, unless the server holds it twice, as one does whose graphs say the same.

        Else it gave its pages in no order of its own, and something else did not come at all.
        """
        if self._number(f"{{ SELECT DISTINCT ?s ?o {{ {pattern} }} }}") != different:
            message = f"gives {given:,} statements of a predicate, of which only {different:,} differ"
            raise self._error(message, hint=_CHANGED)

    @cached_property
    def _with_blank_nodes(self) -> Mapping[str, list[_Pair]]:
        """What is said by and of blank nodes, by predicate.

        It is best read in one answer: by the standard their names need not hold for longer.
        """
        pattern = f"?s ?p ?o FILTER({_BLANK})"
        rows = self._all(pattern, self._number(f"{{ {pattern} }}"))
        if len(rows) > self._size:
            again = self._page(pattern, 0).rows
            if again != rows[: len(again)]:
                message = f"has {len(rows):,} statements with blank nodes, and does not give them at once"
                raise self._error(message, hint="their names do not hold from one answer to the next")
            self._tell(
                "blank nodes are told apart by names that held from one answer of the server to the next"
            )
        found: dict[str, list[_Pair]] = {}
        for row in rows:
            found.setdefault(row["p"]["value"], []).append(self._pair(row))
        self.blank = self._blank_names.used
        return found

    def _pair(self, row: _Row) -> _Pair:
        subject = self._value(row["s"])
        if not isinstance(subject, str):
            raise self._error(f"gives a {printable(row['s']['type'])} as a subject")
        return subject, self._value(row["o"])

    def _value(self, told: Mapping[str, Any]) -> Value | ox.Triple:
        match told["type"]:
            case "uri":
                return str(told["value"])
            case "bnode":
                return self._blank_names[told["value"]]
            case "literal" | "typed-literal":  # the latter is what Virtuoso calls some
                lang = told.get("xml:lang")
                return literal_of(told["value"], lang, told.get("its:dir" if lang else "datatype"))
            case "triple":
                return self._triple(told["value"])
            case other:
                raise self._error(f"gives a {printable(other)}, which cannot be read from an endpoint yet")

    def _triple(self, told: Mapping[str, Mapping[str, Any]]) -> ox.Triple:
        """Return a triple that is spoken of."""
        try:
            ends = [self._value(told[name]) for name in ("subject", "predicate", "object")]
            subject, predicate, value = (node_of(one) if isinstance(one, str) else one for one in ends)
            return ox.Triple(subject, predicate, value)  # type: ignore[arg-type]  # what is none is a TypeError
        except (KeyError, TypeError):
            raise self._error("gives a triple that is spoken of, and not as SPARQL 1.2 writes it") from None

    def _number(self, group: str) -> int:
        rows = self._asked(f"SELECT (COUNT(*) AS ?n) {group}").rows
        return self._integer(rows[0]) if rows else -1

    def _integer(self, row: _Row) -> int:
        if not row.get("n", {}).get("value", "").isdecimal():
            raise self._error("does not count what it has")
        return int(row["n"]["value"])

    def _asked(self, query: str) -> _Page:
        answer = self._endpoint.ask(query, _ROWS)
        try:
            rows = json.loads(answer.body)["results"]["bindings"]
        except (ValueError, KeyError, TypeError):
            hint = "a file on the web is not fetched: download it and give its path"
            raise self._error(f"is no SPARQL endpoint: it answers with {answer.type}", hint=hint) from None
        return _Page(rows, any(name in answer.headers for name in _MOST))

    def _error(self, message: str, hint: str | None = None) -> TermgraphError:
        return TermgraphError(message, self._endpoint.address, hint=hint)


class _Columns(Lazily[Column]):
    """The columns of a vocabulary that is read remotely."""

    def __init__(self, record: RemoteRecord) -> None:
        super().__init__(record.counts)
        self._record = record

    def __getitem__(self, predicate: str) -> Column:
        if predicate not in self._read:
            if predicate not in self._names:
                raise KeyError(predicate)
            self._read[predicate] = self._record.column(predicate)
        return self._read[predicate]


def _without_blank_names(statement: Statement) -> Statement:
    graph, subject, predicate, value = statement
    is_blank = isinstance(value, str) and value.startswith("_:")
    return graph, "_:" if subject.startswith("_:") else subject, predicate, "_:" if is_blank else value


def _order(pair: _Pair) -> tuple[str, bool, str]:
    subject, value = pair
    return subject, not isinstance(value, str), str(value)


def _speaks_of_blank(value: Value | ox.Triple | ox.NamedNode | ox.BlankNode) -> bool:
    """Tell whether there is a blank node in a triple that is spoken of."""
    if isinstance(value, ox.Triple):
        return isinstance(value.subject, ox.BlankNode) or _speaks_of_blank(value.object)
    return isinstance(value, ox.BlankNode)


def solutions(body: bytes) -> bytes:
    """Return results in JSON as our engine writes them, whatever a server calls literals and blank nodes.

    >>> solutions(b'{ "head": { "link": [], "vars": ["n"] }, "results": { "bindings": [] } }')
    b'{"head":{"vars":["n"]},"results":{"bindings":[]}}'
    """
    told = json.loads(body)
    if "boolean" in told:
        return json.dumps({"head": {}, "boolean": told["boolean"]}).encode()
    rows, names = told["results"]["bindings"], Names(0)
    for value in (value for row in rows for value in row.values()):
        if value["type"] == "bnode":
            value["value"] = names[value["value"]].removeprefix("_:")
        elif value["type"] == "typed-literal":
            value["type"] = "literal"
    kept = {"head": {"vars": told["head"]["vars"]}, "results": {"bindings": rows}}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()


class RemoteEngine:
    """What answers a person's own SPARQL where the vocabulary is: with the server's functions, and in its time.

    Args:
        endpoint: it.
        tell: called with one sentence where an answer is not whole.
    """

    def __init__(self, endpoint: Endpoint, tell: Callable[[str], None]) -> None:
        self._endpoint = endpoint
        self._tell = tell

    def query(self, prepared: Prepared, prefixes: Mapping[str, str], timeout: float | None = None) -> Result:
        """Run a query; see `Engine.query`."""
        prepared = prepared.resolved(prefixes)
        used = {**prepared.used(prefixes)}
        head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in used.items())
        said = {**prefixes, **prepared.prefixes}
        makes_graph = prepared.form in ("CONSTRUCT", "DESCRIBE")
        answer = self._endpoint.ask(head + prepared.text, chosen(_GRAPHS) if makes_graph else _ROWS, timeout)
        for name in _MOST:
            if name in answer.headers:
                self._tell(f"the server gives {answer.headers[name]} rows at most; there may be more")
        if not makes_graph:
            body = solutions(answer.body)
            found = ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
            if isinstance(found, ox.QueryBoolean):
                return Result("ask", b"", prefixes=said, boolean=bool(found))
            result = Result("select", body, prefixes=said)
            return result.in_order(prepared.variables) if prepared.asks_all else result
        format_ = _GRAPHS.get(answer.type)
        if format_ is None:
            raise TermgraphError(f"answers with {answer.type}, which is no RDF", self._endpoint.address)
        triples = (ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(answer.body, format_))
        return Result("graph", ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"", prefixes=said)

    def graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, sorted."""
        answer = self._endpoint.ask("SELECT DISTINCT ?graph { GRAPH ?graph { ?s ?p ?o } }", _ROWS)
        return sorted(
            g.value for (g,) in Result("select", solutions(answer.body)).rows if isinstance(g, ox.NamedNode)
        )

    def close(self) -> None:
        """Give back nothing: each question is a connection of its own."""
