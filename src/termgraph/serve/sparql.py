"""SPARQL over HTTP for one vocabulary: the SPARQL 1.1 Protocol, and the reading half of the Graph Store Protocol."""

from __future__ import annotations

import os
import select
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from termgraph.errors import BusyError, nearest
from termgraph.export import serialize
from termgraph.serve import negotiation
from termgraph.serve.description import PREFIXES, description
from termgraph.serve.metrics import Metrics
from termgraph.serve.negotiation import VARY, language_for
from termgraph.serve.protocol import FORM, QUERY, READ_ONLY, Asked, address_of, asked, pairs
from termgraph.serve.querypage import POLICY, QueryPage
from termgraph.serve.served import Once, Served
from termgraph.serve.threads import Threads, Turns, refusing, unless_left
from termgraph.store import sparql
from termgraph.store.execution import STRANGERS, STRANGERS_SECONDS, Limits
from termgraph.store.lookups import is_simple, looked_up
from termgraph.store.pool import Pool, Stop
from termgraph.store.results import GRAPH_FORMATS

if TYPE_CHECKING:
    from starlette.requests import Request

    from termgraph.store.results import Result
    from termgraph.store.sparql import Prepared


#: What rows, and yes or no, are there as: the format of each media type, the usual one first.
ROWS: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
#: What graphs are there as.
GRAPHS: Mapping[str, str] = {type_: format_ for format_, type_ in negotiation.RDF.items()}

#: All that there is, for people last.
_OFFERS = (*ROWS, *GRAPHS, negotiation.HTML)
_WORKERS, _WAITING = 4, 16
_WATCHES_PIPES = hasattr(select, "poll")  # an event loop on Windows does not
_SHORT = 2_000  # characters of a query that are read in less time than a thread takes to begin
#: How many places are left to others when one client asks as much as it may.
_OTHERS = 4
_KEPT_DUMPS = 4
_WRITING = ("PUT", "DELETE", "PATCH")


class Endpoint:
    """SPARQL for one vocabulary, as routes. Nothing that is asked writes, reaches the network, or goes on for long.

    Args:
        served: the vocabulary.
        pages: what leads from the routes to the folder of its own pages, with a slash at its end.
        workers: how many queries are answered at once.
        seconds: how long one may take.
        limits: what else it may take.
        metrics: where it is counted.
        public_base: the address that the world knows the server by; "" for that of each request.
    """

    def __init__(
        self,
        served: Served,
        pages: str,
        *,
        workers: int | None = None,
        seconds: float = STRANGERS_SECONDS,
        limits: Limits = STRANGERS,
        metrics: Metrics | None = None,
        public_base: str = "",
    ) -> None:
        self.public_base = public_base
        count = workers or min(os.cpu_count() or 1, _WORKERS)
        self.graph = graph = served.graph
        self.seconds = seconds
        self.metrics = metrics or Metrics()
        self._workers, self._limits = count, limits
        self._pool: Once[Pool] = Once()
        self._prefixes = graph.all_prefixes
        self._record = graph.record if is_simple(graph.record) else None
        self._page = QueryPage(served, pages)
        self._threads = Threads(count + _WAITING, _WAITING)
        # One client alone never has all engines, where there are several.
        self._turns = Turns(max(count - 1, 1), _WAITING - _OTHERS)
        self._one_thread = Threads(1, _WAITING)
        self._dumps: OrderedDict[tuple[str, str], bytes] = OrderedDict()

    def routes(self) -> list[Route]:
        """Return where it is asked."""
        asked_by = ["GET", "POST", "OPTIONS", *_WRITING]
        return [
            Route("/sparql", self.sparql, methods=asked_by),
            Route("/sparql/graphs", self.graphs, methods=asked_by),
            Route("/query", self.query, methods=["GET"]),
            Route("/query.css", self._page.style, methods=["GET"]),
            Route("/query.js", self._page.script, methods=["GET"]),
            Route("/query.json", self._page.completions, methods=["GET"]),
        ]

    @property
    def pool(self) -> Pool:
        """What answers queries: started when it is first asked, and ended with this endpoint."""

        def started() -> Pool:
            ended = partial(self.metrics.count, "termgraph_engines_ended_total")
            return Pool(self.graph.engines(self._workers + 1, self._limits), waiting=_WAITING, told=ended)

        return self._pool.get("", started)

    async def sparql(self, request: Request) -> Response:
        """Answer an operation of the SPARQL Protocol; say what the endpoint is where nothing is asked."""
        if request.method in ("OPTIONS", *_WRITING):
            return _only_read(request, "GET, HEAD, POST, OPTIONS")
        what = await asked(request)
        if request.method != "POST" and not what.format and self._likes_page(request):
            return await self._on_page(request, what)
        if what.query is not None:
            return await self._answer(request, what)
        if request.method == "POST":
            raise HTTPException(
                400, f"there is no query; send one as {QUERY}, or in the field 'query' of {FORM}"
            )
        return self._described(request, what)

    async def query(self, request: Request) -> Response:
        """Answer with the page that people ask on."""
        return await self._on_page(request, await asked(request))

    async def graphs(self, request: Request) -> Response:
        """Answer with all that a graph says, by the Graph Store Protocol."""
        if request.method not in ("GET", "HEAD"):
            return _only_read(request, "GET, HEAD, OPTIONS")
        fields = dict(pairs(request.scope["query_string"]))
        if ("default" in fields) == ("graph" in fields):
            raise HTTPException(400, "name one graph: ?default, or ?graph= and its IRI")
        name = fields.get("graph", "")
        known = self.graph.record.named
        if "graph" in fields and name not in known:
            hint = "".join(f"; did you mean <{near}>?" for near in nearest(name, known, 1))
            raise HTTPException(404, f"there is no graph <{name}>{hint}")
        type_ = _chosen(request, fields.get("format", ""), GRAPHS, "a graph")
        return _response(await self._dumped(name, GRAPHS[type_]), type_)

    # Asking

    async def _answer(self, request: Request, what: Asked) -> Response:
        """Answer a query, in the form that the client likes best, or not at all: never with half of it."""

        def form_for(form: str) -> tuple[str, str]:
            types = GRAPHS if form in ("CONSTRUCT", "DESCRIBE") else ROWS
            type_ = _chosen(request, what.format, types, form)
            return type_, types[type_]

        with self.metrics.timed("termgraph_queries") as labels:
            try:
                _, type_, data = await self._asked(request, what, form_for)
            except HTTPException as error:
                labels["status"] = str(error.status_code)
                raise
            labels["status"] = "200"
            return _response(data, type_)

    async def _on_page(self, request: Request, what: Asked) -> Response:
        """Answer on a page: its status is that of the answer, whatever the page says besides."""
        tag = language_for(request, self._page.languages)
        render = partial(self._page.render, language=tag)
        if what.query is None:
            return _paged(await self._threads.run(partial(render, "")), tag)
        with self.metrics.timed("termgraph_queries") as labels:
            try:
                form, _, data = await self._asked(request, what, lambda form: ("", self._page.format(form)))
                make = partial(render, what.query, form, data)
                page, status = await self._threads.run(make), 200
            except HTTPException as error:
                make = partial(render, what.query, problem=error.detail, status=error.status_code)
                page, status = await self._threads.run(make), error.status_code
            labels["status"] = str(status)
        return _paged(page, tag, status)

    async def _asked(
        self, request: Request, what: Asked, form_for: Callable[[str], tuple[str, str]]
    ) -> tuple[str, str, bytes]:
        """Ask the record, for what is only looked up, or an engine.

        To hand a short query to a thread takes longer than to answer it. So it is read here, and asked of an engine
        that is idle; all else is read on a thread, and waits there.

        Args:
            request: the request.
            what: what it asks.
            form_for: returns the media type and the format of the answer to SELECT, ASK, CONSTRUCT or DESCRIBE.

        Returns:
            which of these it is, the media type, and the answer.
        """
        if (found := self._looked_up(what)) is not None:
            type_, format_ = form_for("SELECT")
            return "SELECT", type_, found.serialize(format_).encode()
        client, stop = request.client.host if request.client else "", Stop()

        def ready() -> tuple[Prepared, str, str]:
            prepared = self._prepared(request, what)
            return prepared, *form_for(prepared.form)

        def waited_for() -> tuple[str, str, bytes]:
            prepared, type_, format_ = ready()
            with self._turns.of(client):
                data = self.pool.written(prepared, self._prefixes, format_, self.seconds, stop)
            return prepared.form, type_, data

        async def at_once(pool: Pool) -> tuple[str, str, bytes]:
            with refusing():
                prepared, type_, format_ = ready()
                if prepared.datasets:
                    raise BusyError("the graphs that FROM names are looked for first, on a thread")
                with self._turns.of(client, 0):
                    data = await pool.awaited(prepared, self._prefixes, format_, self.seconds, stop)
                return prepared.form, type_, data

        pool = self._pool.found("")
        if pool is not None and _WATCHES_PIPES and len(what.query or "") < _SHORT:
            with suppress(BusyError):
                return await unless_left(request, at_once(pool), stop)
        return await unless_left(request, self._threads.run(waited_for), stop)

    def _looked_up(self, what: Asked) -> Result | None:
        query = what.query or ""
        if self._record is None or len(query) >= _SHORT or what.default or what.named:
            return None
        return looked_up(query, self._prefixes, self._record)

    def _prepared(self, request: Request, what: Asked) -> Prepared:
        prepared = sparql.prepare(what.query or "", address_of(request, self.public_base))
        return prepared.over(what.default, what.named) if what.default or what.named else prepared

    # Telling

    def _likes_page(self, request: Request) -> bool:
        return negotiation.media_type(request.headers.get("accept"), _OFFERS) == negotiation.HTML

    def _described(self, request: Request, what: Asked) -> Response:
        """Say what the endpoint is."""
        type_ = _chosen(request, what.format, GRAPHS, "the description of this service")
        triples = list(description(self.graph, address_of(request, self.public_base)))
        data = ox.serialize(triples, format=GRAPH_FORMATS[GRAPHS[type_]], prefixes=PREFIXES)
        return _response(data or b"", type_)

    async def _dumped(self, name: str, format_: str) -> bytes:
        """Return what a graph says, to the letter; the last few are kept, and one is written at a time."""

        def dumped() -> bytes:
            if (name, format_) not in self._dumps:
                graph = self.graph.of(self.graph.record.graph(name)) if name else self.graph
                self._dumps[name, format_] = serialize(graph, format_)
            self._dumps.move_to_end((name, format_))
            while len(self._dumps) > _KEPT_DUMPS:
                self._dumps.popitem(last=False)
            return self._dumps[name, format_]

        return await self._one_thread.run(dumped)


def _chosen(request: Request, wanted: str, types: Mapping[str, str], what: str) -> str:
    """Return the media type that an answer is given as: that which is named, or else that which is liked best.

    A name that fits no such answer is passed over, since clients send names of their own.

    Raises:
        HTTPException: where the client takes none of them.
    """
    named = [type_ for type_, format_ in types.items() if wanted in (type_, format_)]
    type_ = named[0] if named else negotiation.media_type(request.headers.get("accept"), types)
    if type_ is None:
        raise HTTPException(
            406, f"{what} is there as {', '.join(types)}: ask for one of these by the header Accept"
        )
    return type_


def _response(data: bytes, type_: str) -> Response:
    return Response(data, 200, {"Vary": "Accept", "Cache-Control": "no-cache"}, type_)


def _paged(page: str, tag: str, status: int = 200) -> Response:
    said = {**VARY, "Content-Language": tag, "Cache-Control": "no-cache", "Content-Security-Policy": POLICY}
    return Response(page, status, said, negotiation.HTML)


def _only_read(request: Request, allowed: str) -> Response:
    """Answer to what is neither asked nor read."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": allowed})
    raise HTTPException(405, READ_ONLY, {"Allow": allowed})
