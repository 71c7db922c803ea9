"""The application: the lists of routes put together, behind what stands around every request."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from termgraph import __version__
from termgraph.errors import TermgraphError
from termgraph.serve import api, pages, skosmos
from termgraph.serve.endpoints import base_of, openapi
from termgraph.serve.hardening import Hardened, Limits, Logged
from termgraph.serve.problems import on_bug, on_fault, on_problem
from termgraph.serve.served import Served

if TYPE_CHECKING:
    from starlette.requests import Request

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
) -> Starlette:
    """Return the application that serves some vocabularies.

    Args:
        vocabularies: what is served; each lies below a path of its own, `/{id}/`.
        public_base: the address that the world knows the server by, where a proxy stands before it; "" for none.
        limits: what is taken in.
        tell: is given what there is to say of each request; see `hardening.Logged`.

    >>> from starlette.testclient import TestClient
    >>> from termgraph.api import TermGraph
    >>> birds = TermGraph.from_text('<http://e.org/owl> a skos:Concept ; skos:prefLabel "owl"@en .')
    >>> client = TestClient(application([Served("birds", birds)]))
    >>> client.get("/birds/owl", headers={"Accept": "text/turtle"}).url.path
    '/birds/owl.ttl'
    """
    shelf = {one.id: one for one in vocabularies}
    around = [Middleware(Logged, tell)] if tell else []
    return Starlette(
        routes=[
            *_everything(shelf, public_base.rstrip("/")),
            *_services(vocabularies),
            *_vocabularies(vocabularies),
        ],
        middleware=[*around, Middleware(Hardened, limits)],
        exception_handlers={HTTPException: on_problem, TermgraphError: on_fault, Exception: on_bug},
    )


def _everything(shelf: Mapping[str, Served], public_base: str) -> Iterator[BaseRoute]:
    """Yield the routes that are about all vocabularies together."""

    def start(request: Request) -> Response:
        return RedirectResponse(f"{next(iter(shelf))}/", 307)

    def health(request: Request) -> Response:
        return JSONResponse({"status": "ok", "vocabularies": [*shelf]})

    def description(request: Request) -> Response:
        return JSONResponse(openapi(ENDPOINTS, base_of(request, public_base), __version__))

    yield Route("/", start)
    yield Route("/health", health)
    yield Route("/openapi.json", description)
    yield from (one.route(shelf, public_base) for one in ENDPOINTS)


def _services(vocabularies: Sequence[Served]) -> Iterator[BaseRoute]:
    """Yield what is asked of one vocabulary besides its pages: lists of routes, each made for a `TermGraph`.

    They lie at the root where one vocabulary is served, else below `/{id}/-/`, where no concept can lie.
    """
    for served in vocabularies:
        found: list[BaseRoute] = []  # [*sparql.routes(served.graph), *reconcile.routes(served.graph)]
        if len(vocabularies) == 1:
            yield from found
        elif found:
            yield Mount(f"/{served.id}/-", routes=found)


def _vocabularies(vocabularies: Sequence[Served]) -> Iterator[BaseRoute]:
    for served in vocabularies:
        yield Mount(f"/{served.id}", routes=pages.routes(served))
