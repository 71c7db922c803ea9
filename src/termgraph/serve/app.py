"""The application: the lists of routes put together, behind what stands around every request."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from termgraph import __version__
from termgraph.errors import TermgraphError
from termgraph.pages.hosting import SITEMAP, sitemaps
from termgraph.pages.site import STYLE
from termgraph.serve import api, finding, pages, skosmos
from termgraph.serve.endpoints import base_of, openapi
from termgraph.serve.hardening import Hardened, Limits, Logged
from termgraph.serve.metrics import Measured, Metrics
from termgraph.serve.problems import on_bug, on_fault, on_problem
from termgraph.serve.reconcile import Reconciliation
from termgraph.serve.replies import reply
from termgraph.serve.served import Served, Shelf
from termgraph.serve.sparql import Endpoint

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp

#: What programs ask of all vocabularies.
ENDPOINTS = (*api.ENDPOINTS, *skosmos.ENDPOINTS)
#: What the paths of the server itself begin with; no vocabulary has such an id.
RESERVED = frozenset(
    (
        "api",
        "rest",
        "health",
        "metrics",
        "sparql",
        "query",
        "reconcile",
        "resource",
        "search",
        "data",
        "openapi",
    )
)


def application(
    vocabularies: Sequence[Served],
    *,
    public_base: str = "",
    limits: Limits = Limits(),  # noqa: B008 (it never changes)
    tell: Callable[[Mapping[str, Any]], None] | None = None,
    metrics: Metrics | None = None,
) -> ASGIApp:
    """Return the application that serves some vocabularies.

    Args:
        vocabularies: what is served; each lies below a path of its own, `/{id}/`.
        public_base: the address that the world knows the server by, where a proxy stands before it; "" for none.
        limits: what is taken in.
        tell: is given what there is to say of each request; see `hardening.Logged`.
        metrics: where what is done is counted; None to count anew.

    >>> from starlette.testclient import TestClient
    >>> from termgraph.api import TermGraph
    >>> birds = TermGraph.from_text('<http://e.org/owl> a skos:Concept ; skos:prefLabel "owl"@en .')
    >>> client = TestClient(application([Served("birds", birds)]))
    >>> client.get("/birds/owl", headers={"Accept": "text/turtle"}).url.path
    '/birds/owl.ttl'
    """
    shelf = {one.id: one for one in vocabularies}
    metrics = metrics or Metrics()
    app = Starlette(
        routes=[
            *_services(
                vocabularies, metrics, public_base
            ),  # first, since they are asked most and tried in order
            *_everything(shelf, public_base.rstrip("/")),
            *metrics.routes(),
            *_vocabularies(shelf),
        ],
        exception_handlers={HTTPException: on_problem, TermgraphError: on_fault, Exception: on_bug},
    )
    # Around all of it, so that an answer for a fault of ours goes out like any other.
    hardened = Measured(Hardened(app, limits), metrics)
    return Logged(hardened, tell) if tell else hardened


def _everything(shelf: Shelf, public_base: str) -> Iterator[BaseRoute]:
    """Yield the routes that are about all vocabularies together."""

    def start(request: Request) -> Response:
        only = next(iter(shelf)) if len(shelf) == 1 else ""
        return RedirectResponse(f"{only}/", 307) if only else finding.start(request, shelf)

    def sheet(request: Request) -> Response:
        return reply(request, next(iter(shelf.values())).style, {})

    def health(request: Request) -> Response:
        return JSONResponse({"status": "ok", "vocabularies": [*shelf]})

    def description(request: Request) -> Response:
        return JSONResponse(openapi(ENDPOINTS, base_of(request, public_base), __version__))

    @cache
    def maps() -> Mapping[str, str]:
        return sitemaps(f"{public_base}/", [path for served in shelf.values() for path in served.pages()])

    def sitemap(request: Request) -> Response:
        text = maps().get(request.url.path.rpartition("/")[2])
        if text is None:
            raise HTTPException(404)
        return Response(text, media_type="application/xml")

    if (
        public_base
    ):  # it names addresses in full, and to make them anew for each host that is asked for takes long
        yield Route(f"/{SITEMAP}", sitemap)
        yield Route("/sitemap-{number:int}.xml", sitemap)
    yield Route("/", start)
    yield Route(f"/{STYLE}", sheet)
    yield Route("/health", health)
    yield Route("/resource", lambda request: pages.resolved(request, shelf))
    yield Route("/openapi.json", description)
    yield from (one.route(shelf, public_base) for one in ENDPOINTS)


def _services(vocabularies: Sequence[Served], metrics: Metrics, public_base: str) -> Iterator[BaseRoute]:
    """Yield what is asked of one vocabulary besides its pages: lists of routes, each made for a `TermGraph`.

    They lie at the root where one vocabulary is served, else below `/{id}/-/`, where no concept can lie.
    """
    alone = len(vocabularies) == 1
    for served in vocabularies:
        endpoint = Endpoint(
            served, f"{served.id}/" if alone else "../", metrics=metrics, public_base=public_base
        )
        found = [*endpoint.routes(), *Reconciliation(served.graph, public_base).routes()]
        if alone:
            yield from found
        else:
            yield Mount(f"/{served.id}/-", routes=found)


def _vocabularies(shelf: Shelf) -> Iterator[BaseRoute]:
    """Yield the pages of each vocabulary."""
    for served in shelf.values():
        yield Mount(f"/{served.id}", routes=pages.routes(served, shelf))
