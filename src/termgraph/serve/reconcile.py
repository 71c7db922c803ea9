"""The Reconciliation Service API 0.2: what OpenRefine and others ask to match their data with a vocabulary."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from termgraph import __version__
from termgraph.errors import TermgraphError, TooLargeError
from termgraph.names import printable
from termgraph.namespaces import SKOS, is_web_iri
from termgraph.serve.candidates import Candidate, Matcher, Query
from termgraph.serve.extension import SETTINGS, extended
from termgraph.serve.protocol import FORM, address_of, body, media_type, pairs
from termgraph.serve.suggestions import Fields, Suggestions
from termgraph.serve.threads import Threads

if TYPE_CHECKING:
    from starlette.requests import Request

    from termgraph.api import TermGraph

_WIDTH, _HEIGHT = 420, 220
#: Bytes of a request, and queries in a batch.
_BYTES, BATCH = 2**20, 50
_THREADS, _WAITING = 2, 16
_SECONDS = 10


class Reconciliation:
    """Reconciliation with one vocabulary, as routes.

    Args:
        graph: the vocabulary.
        public_base: the address that the world knows the server by; "" for that of each request.
    """

    def __init__(self, graph: TermGraph, public_base: str = "") -> None:
        self.graph = graph
        self.public_base = public_base
        self.matcher = Matcher(graph)
        self._threads = Threads(_THREADS, _WAITING)
        self.suggestions = Suggestions(self.matcher)

    def routes(self) -> list[Route]:
        """Return where it is asked."""
        offered = self.suggestions
        reading: Mapping[str, Callable[[Fields], Any]] = {
            "suggest/entity": offered.entities,
            "suggest/type": offered.types,
            "suggest/property": offered.properties,
            "flyout/entity": offered.entity,
            "flyout/type": offered.type,
            "flyout/property": offered.property,
            "properties": offered.proposed,
        }
        pages = {"preview": self.preview, "view": self.view}
        return [
            Route("/reconcile", self.service, methods=["GET", "POST"]),
            *(Route(f"/reconcile/{path}", self._json(answer)) for path, answer in reading.items()),
            *(Route(f"/reconcile/{path}", answer) for path, answer in pages.items()),
        ]

    # The service

    async def service(self, request: Request) -> Response:
        """Answer queries or an extension; say what the service is where neither is asked."""
        fields = await self._fields(request)
        if "queries" in fields:
            return JSONResponse(await self._threads.run(lambda: self.reconciled(_read(fields, "queries"))))
        if "extend" in fields:
            return JSONResponse(
                await self._threads.run(lambda: extended(self.matcher, _read(fields, "extend")))
            )
        if request.method == "POST":
            raise HTTPException(
                400, "send a batch of queries in the field 'queries', or an extension in 'extend'"
            )
        return JSONResponse(self.manifest(address_of(request, self.public_base)))

    def manifest(self, address: str) -> dict[str, Any]:
        """Return what the service is and where its parts lie.

        Args:
            address: its own.
        """
        graph = self.graph
        suggested = {
            kind: {
                "service_url": address,
                "service_path": f"/suggest/{kind}",
                "flyout_service_path": f"/flyout/{kind}?id=${{id}}",
            }
            for kind in ("entity", "type", "property")
        }
        space = graph.base or graph.scheme or address
        return {
            "versions": ["0.2"],
            "name": printable(graph.heading() or "Vocabulary"),
            "identifierSpace": space,
            "schemaSpace": SKOS + "Concept",
            "serviceVersion": f"termgraph {__version__}",
            "defaultTypes": [{"id": SKOS + "Concept", "name": "Concept"}],
            "view": {"url": f"{address}/view?id={{{{id}}}}"},
            "preview": {"url": f"{address}/preview?id={{{{id}}}}", "width": _WIDTH, "height": _HEIGHT},
            "suggest": suggested,
            "extend": {
                "propose_properties": {"service_url": address, "service_path": "/properties"},
                "property_settings": list(SETTINGS),
            },
            "batchSize": BATCH,
        }

    def reconciled(self, batch: Any) -> dict[str, Any]:
        """Return the candidates of each query of a batch.

        Raises:
            TermgraphError: where it is no batch, or one of its queries is none.
            TooLargeError: where it is too large.
        """
        if not isinstance(batch, Mapping):
            raise TermgraphError("'queries' is an object with queries by names")
        if len(batch) > BATCH:
            raise TooLargeError(f"a batch has {BATCH} queries at most")
        queries = {}
        for name, said in batch.items():
            try:
                queries[name] = Query.read(said)
            except TermgraphError as error:
                raise TermgraphError(f"the query '{name[:40]}': {error.message}") from None
        found: dict[str, Any] = {}
        begun = time.monotonic()
        for name, query in queries.items():
            if time.monotonic() - begun > _SECONDS:
                raise TooLargeError(f"the batch took more than {_SECONDS} s", hint="send smaller ones")
            found[name] = {"result": [self._candidate(one) for one in self.matcher.candidates(query)]}
        return found

    def _candidate(self, one: Candidate) -> dict[str, Any]:
        return {
            "id": one.iri,
            "name": printable(one.name),
            "description": one.description,
            "score": one.score,
            "match": one.match,
            "type": [self.matcher.named(iri) for iri in one.types],
            "features": [{"id": name, "value": value} for name, value in one.features.items()],
        }

    # Showing

    async def preview(self, request: Request) -> Response:
        """Answer with a small page about a concept or collection, for a frame on somebody's page."""
        fields = await self._fields(request)
        page = await self._threads.run(lambda: self.suggestions.preview(self.suggestions.entity_of(fields)))
        return Response(
            page, headers={"Content-Security-Policy": self.suggestions.policy}, media_type="text/html"
        )

    async def view(self, request: Request) -> Response:
        """Lead to the address of a concept or collection of the vocabulary, and to nothing else."""
        fields = await self._fields(request)
        iri = await self._threads.run(lambda: self.suggestions.entity_of(fields))
        if not is_web_iri(iri):
            raise HTTPException(404, "it has no address on the web")
        return RedirectResponse(iri, 303)

    # Asking

    def _json(self, answer: Callable[[Fields], Any]) -> Callable[[Request], Any]:
        async def answered(request: Request) -> Response:
            fields = await self._fields(request)
            return JSONResponse(await self._threads.run(lambda: answer(fields)))

        return answered

    async def _fields(self, request: Request) -> dict[str, str]:
        """Return what was sent, in the address and in a form.

        Raises:
            HTTPException: where it is no form, or asks for what a script of a stranger would be.
        """
        found = dict(pairs(request.scope["query_string"]))
        if request.method == "POST":
            if media_type(request) != FORM:
                raise HTTPException(415, f"a body is read as {FORM} only", {"Accept-Post": FORM})
            found |= dict(pairs(await body(request, _BYTES)))
        if "callback" in found:
            said = "there is no JSONP: a page would run whatever a server sends; read the JSON itself, as CORS allows"
            raise HTTPException(400, said)
        return found


def _read(fields: Fields, name: str) -> Any:
    """Return what a field says in JSON.

    Raises:
        TermgraphError: where it is none, or too deep for one.
    """
    try:
        said = json.loads(fields[name])
        json.dumps(
            said, ensure_ascii=False
        ).encode()  # what is no text, such as half of a surrogate pair, is refused
        return said
    except (ValueError, RecursionError) as error:
        why = "it is nested too deep" if isinstance(error, RecursionError) else error
        raise TermgraphError(f"'{name}' is no JSON: {why}") from None
