"""The page that people ask in SPARQL on: a form without a script, examples, and the answer as a table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from termgraph.design import environment
from termgraph.errors import TermgraphError
from termgraph.names import printable
from termgraph.namespaces import is_web_iri
from termgraph.pages.places import SERVED
from termgraph.pages.site import TEMPLATES
from termgraph.serve import editor
from termgraph.serve.problems import told_of
from termgraph.serve.replies import reply
from termgraph.serve.served import Document, Served
from termgraph.store import named, sparql
from termgraph.store.results import GRAPH_FORMATS, ROW_FORMATS, Term, spelt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request

    from termgraph.pages.site import Site

_FOLDER = Path(__file__).parent / "templates"
#: How much of an answer is shown; all of it can be taken away.
_WORD = 100  # characters that are completed
_ROWS, _SIGNS, _CELL = 1_000, 100_000, 2_000
#: What the page may load: its own style, its own script, and what that asks this server.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'self'",
    )
)
#: What people call the forms of a graph.
_CALLED = {form.format: form.name for form in SERVED.values()}
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
        served: the vocabulary.
        pages: what leads from this page to the folder of its own pages, with a slash at its end.

    >>> from termgraph.api import TermGraph
    >>> birds = TermGraph.from_text('<http://e.org/owl> a skos:Concept ; skos:prefLabel "owl"@en .')
    >>> html = QueryPage(Served("birds", birds), "birds/").render("SELECT ?x {}", "SELECT", b"?x\n<http://e.org/owl>\n")
    >>> '<a href="birds/owl/index.html">http://e.org/owl</a>' in html, "1 result" in html
    (True, True)
    """

    def __init__(self, served: Served, pages: str) -> None:
        self.served = served
        self.graph = served.graph
        self.pages = pages
        self._template = environment(_FOLDER, TEMPLATES).get_template("query.html")

    @property
    def languages(self) -> Sequence[str]:
        """The tags of the languages that it is in, the vocabulary's own first."""
        return self.served.languages

    def format(self, form: str) -> str:
        """Return the format that the page is given an answer in, for a form of query."""
        return {"SELECT": "tsv", "ASK": "tsv"}.get(form, "turtle")

    def render(
        self,
        query: str,
        form: str = "",
        data: bytes = b"",
        *,
        problem: str = "",
        status: int = 400,
        language: str = "",
    ) -> str:
        """Return the page.

        Args:
            query: what is asked; "" for nothing yet.
            form: SELECT, ASK, CONSTRUCT or DESCRIBE; "" where there is no answer.
            data: the answer, in `format`.
            problem: why there is none.
            status: of HTTP, which says that in general.
            language: the tag of one of its languages; "" for the first.
        """
        tag = language or self.languages[0]
        site = self.served.site(tag)
        is_other = tag != self.languages[0]
        asked = {"query": query} if query else {}
        return self._template.render(
            {
                **site.frame(self.pages, "query"),
                "alternates": {tag: f"query?{urlencode({**asked, 'lang': tag})}" for tag in self.languages},
            },
            policy=POLICY,
            asked_in=tag if is_other else "",
            query=query or _START,
            shown=self._shown(query, form, data, site) if form else None,
            problem=problem,
            told=told_of(status, site.words),
            examples=self._examples_in(tag) if is_other else self._examples,
            prefixes=self._known["prefixes"].items(),
            known=self._known if editor.SCRIPT.exists() else None,
        )

    async def style(self, _: Request) -> Response:
        """Answer with the page's own style."""
        return Response((_FOLDER / "query.css").read_bytes(), media_type="text/css")

    async def script(self, request: Request) -> Response:
        """Answer with the editor."""
        if not editor.SCRIPT.exists():
            raise HTTPException(404, "the editor was not built; the page has a plain field")
        return reply(request, Document("query.js", "text/javascript", editor.SCRIPT.read_bytes), {})

    def completions(self, request: Request) -> Response:
        """Answer with what a word in the editor may name."""
        text = request.query_params.get("q", "")[:_WORD]
        return JSONResponse(editor.completions(self.graph, text))

    @cached_property
    def _known(self) -> Mapping[str, Any]:
        return editor.known(self.graph)

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

    def _examples_in(self, language: str) -> list[Example]:
        """Return the examples with addresses that stay in a language."""
        return [Example(one.title, f"{one.href}&{urlencode({'lang': language})}") for one in self._examples]

    def _shown(self, query: str, form: str, data: bytes, site: Site) -> Shown:
        said = site.said
        names = ROW_FORMATS if form in ("SELECT", "ASK") else [one for one in GRAPH_FORMATS if one != "trig"]
        downloads = tuple(
            (_CALLED.get(one, one.upper()), f"sparql?{urlencode({'query': query, 'format': one})}")
            for one in names
        )
        if form == "ASK":
            return Shown(said["yes"] if data.strip() == b"true" else said["no"], downloads=downloads)
        if form == "SELECT":
            count = data.count(b"\n") - 1
            columns, rows = self._table(data, site.edition)
            heading = site.words.counted("result", count)
            return Shown(_begun(heading, count > _ROWS, said), columns, rows, downloads=downloads)
        text = data.decode()
        heading = _begun(said["query_graph"], len(text) > _SIGNS, said)
        return Shown(heading, text=printable_lines(text[:_SIGNS]), downloads=downloads)

    def _table(self, data: bytes, edition: str) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
        """Return the columns and the first rows: in this format each is one line."""
        lines = data.split(b"\n", _ROWS + 1)
        first = b"\n".join([*lines[:-1], b""])  # without the rest, which is nothing where all are shown
        solutions = ox.parse_query_results(first, ox.QueryResultsFormat.TSV)
        assert isinstance(solutions, ox.QuerySolutions)  # noqa: S101 (TSV has nothing else)
        columns = tuple(one.value for one in solutions.variables)
        return columns, tuple(tuple(self._cell(term, edition) for term in row) for row in solutions)

    def _cell(self, term: Term | None, edition: str) -> Cell:
        match term:
            case None:
                return Cell("")
            case ox.NamedNode():
                return Cell(printable(self.graph.curie(term.value)), self._href(term.value, edition))
            case ox.Literal():
                text = printable_lines(term.value)
                shown = text if len(text) <= _CELL else f"{text[:_CELL]} …"
                return Cell(shown, remark=term.language or "")
        return Cell(printable(spelt(term)))

    def _href(self, iri: str, edition: str) -> str:
        """Return where an IRI leads: to the page that it has here, else to itself, where that is on the web."""
        if self.served.has(iri):
            return self.pages + self.served.layout.places.link(iri, "", edition=edition)
        return iri if is_web_iri(iri) else ""


def printable_lines(text: str) -> str:
    r"""Return a text of several lines with what may not be printed written out.

    >>> printable_lines("a\nb\x1b")
    'a\nb\\x1b'
    """
    return "\n".join(map(printable, text.split("\n")))


def _begun(heading: str, is_cut: bool, said: Mapping[str, str]) -> str:
    """Return a heading that says whether more follows than what is shown."""
    return f"{heading} – {said['query_begins']}" if is_cut else heading
