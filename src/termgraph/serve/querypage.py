"""The page that people ask in SPARQL on: a form without a script, examples, and the answer as a table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pyoxigraph as ox
from starlette.responses import Response

from termgraph.design import environment
from termgraph.errors import TermgraphError
from termgraph.names import printable
from termgraph.namespaces import is_web_iri
from termgraph.store import named, sparql
from termgraph.store.results import GRAPH_FORMATS, ROW_FORMATS, Term, spelt
from termgraph.wording import words

if TYPE_CHECKING:
    from starlette.requests import Request

    from termgraph.api import TermGraph

_FOLDER = Path(__file__).parent / "templates"
#: How much of an answer is shown; all of it can be taken away.
_ROWS, _SIGNS, _CELL = 1_000, 100_000, 2_000
#: The page itself is in English, whatever the vocabulary is in.
_SAID = words("en")
_POLICY = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'self'"
_START = "SELECT ?term ?name {\n  ?term skos:prefLabel ?name\n}\nORDER BY ?name\nLIMIT 20"


@dataclass(frozen=True, slots=True)
class Cell:
    """A term as a table shows it: its text, where it leads, and what stands small behind it."""

    text: str
    href: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as it is shown.

    Args:
        heading: what it is, in a few words.
        columns: of a table.
        rows: of a table.
        text: of a graph.
        downloads: the address of each form that it is there in, by its name.
    """

    heading: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    text: str = ""
    downloads: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A named query with values in place of its parameters."""

    title: str
    href: str


class QueryPage:
    r"""The query page of a vocabulary.

    Args:
        graph: the vocabulary.
        pages: where its own pages lie, seen from this one.

    >>> from termgraph.api import TermGraph
    >>> page = QueryPage(TermGraph.from_text('<http://e.org/owl> a skos:Concept ; skos:prefLabel "owl"@en .'))
    >>> html = page.render("SELECT ?x { ?x a ?y }", "SELECT", b"?x\n<http://e.org/owl>\n")
    >>> '<a href="http://e.org/owl">http://e.org/owl</a>' in html, "1 row" in html
    (True, True)
    """

    def __init__(self, graph: TermGraph, pages: str = ".") -> None:
        self.graph = graph
        self.pages = pages
        self._template = environment(_FOLDER).get_template("query.html")

    def format(self, form: str) -> str:
        """Return the format that the page is given an answer in, for a form of query."""
        return {"SELECT": "tsv", "ASK": "tsv"}.get(form, "turtle")

    def render(self, query: str, form: str = "", data: bytes = b"", *, problem: str = "") -> str:
        """Return the page.

        Args:
            query: what is asked; "" for nothing yet.
            form: SELECT, ASK, CONSTRUCT or DESCRIBE; "" where there is no answer.
            data: the answer, in `format`.
            problem: why there is none.
        """
        return self._template.render(
            language=_SAID.language,
            direction="ltr",
            policy=_POLICY,
            content="main",
            said=_SAID.pages,
            title=self._title,
            pages=self.pages,
            query=query or _START,
            shown=self._shown(query, form, data) if form else None,
            problem=problem,
            examples=self._examples,
            prefixes=self._prefixes,
        )

    async def style(self, _: Request) -> Response:
        """Answer with the page's own style."""
        return Response((_FOLDER / "query.css").read_bytes(), media_type="text/css")

    @cached_property
    def _title(self) -> str:
        scheme = self.graph.scheme
        return printable((self.graph.title(scheme) if scheme else None) or "Vocabulary")

    @cached_property
    def _prefixes(self) -> list[tuple[str, str]]:
        return sorted(self.graph.all_prefixes.items())

    @cached_property
    def _examples(self) -> list[Example]:
        """The named queries, about some concept where they are about one; those that need more are left out."""
        some = min(self.graph.concepts, default=None)
        made = []
        for query in self.graph.queries:
            given = {
                one.name: some
                for one in query.params
                if one.kind == "concept" and one.default is None and some
            }
            try:
                text = sparql.prepare(query.sparql).filled(named.bind(query, given, self.graph))
            except TermgraphError:  # it needs what nobody can guess
                continue
            made.append(Example(query.title.rstrip("."), f"query?{urlencode({'query': text})}"))
        return made

    def _shown(self, query: str, form: str, data: bytes) -> Shown:
        names = ROW_FORMATS if form in ("SELECT", "ASK") else [one for one in GRAPH_FORMATS if one != "trig"]
        downloads = tuple((one, f"sparql?{urlencode({'query': query, 'format': one})}") for one in names)
        if form == "ASK":
            return Shown("Yes" if data.strip() == b"true" else "No", downloads=downloads)
        if form == "SELECT":
            count = data.count(b"\n") - 1
            columns, rows = self._table(data)
            return Shown(_counted(count, "row", _ROWS), columns, rows, downloads=downloads)
        text = data.decode()
        return Shown(
            _counted(len(text), "character", _SIGNS), text=printable_lines(text[:_SIGNS]), downloads=downloads
        )

    def _table(self, data: bytes) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
        """Return the columns and the first rows: in this format each is one line."""
        lines = data.split(b"\n", _ROWS + 1)
        first = b"\n".join([*lines[:-1], b""])  # without the rest, which is nothing where all are shown
        solutions = ox.parse_query_results(first, ox.QueryResultsFormat.TSV)
        assert isinstance(solutions, ox.QuerySolutions)  # noqa: S101 (TSV has nothing else)
        columns = tuple(one.value for one in solutions.variables)
        return columns, tuple(tuple(self._cell(term) for term in row) for row in solutions)

    def _cell(self, term: Term | None) -> Cell:
        match term:
            case None:
                return Cell("")
            case ox.NamedNode():
                href = term.value if is_web_iri(term.value) else ""
                return Cell(printable(self.graph.curie(term.value)), href)
            case ox.Literal():
                text = printable_lines(term.value)
                shown = text if len(text) <= _CELL else f"{text[:_CELL]} …"
                return Cell(shown, remark=term.language or "")
        return Cell(printable(spelt(term)))


def printable_lines(text: str) -> str:
    r"""Return a text of several lines with what may not be printed written out.

    >>> printable_lines("a\nb\x1b")
    'a\nb\\x1b'
    """
    return "\n".join(map(printable, text.split("\n")))


def _counted(count: int, what: str, most: int) -> str:
    told = f"{count:,} {what}{'' if count == 1 else 's'}"
    return told if count <= most else f"{told}, the first {most:,} of them"
