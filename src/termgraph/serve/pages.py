"""The pages of a vocabulary and its linked data: what lies at a path, and what the address of a thing leads to."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from termgraph.pages.places import relative
from termgraph.pages.site import EXPLORER
from termgraph.serve.negotiation import HTML, RDF, language, media_type
from termgraph.serve.problems import Problem
from termgraph.serve.served import Document, Served

if TYPE_CHECKING:
    from starlette.requests import Request

#: The explorer says itself what it may do, and is there to be embedded.
_EXPLORER_POLICY = "frame-ancestors *"
_FORMS = (HTML, *RDF.values())
_VARY = {"Vary": "Accept, Accept-Language"}


def routes(served: Served) -> list[BaseRoute]:
    """Return the routes below the path of a vocabulary."""
    return [Route("/{path:path}", _Pages(served).answer)]


class _Pages:
    """Answers for the paths of a vocabulary.

    A document (`owl/index.html`, `owl.ttl`) is answered as it is. The address of a thing (`owl`) is no document, and
    leads to the one that suits the client (303). `owl/` is a document in several forms, and so is the vocabulary
    itself, to which the addresses of things with a `#` lead, since a client does not send what is behind it.
    """

    def __init__(self, served: Served) -> None:
        self.served = served

    def answer(self, request: Request) -> Response:
        """Answer for a path."""
        path: str = request.path_params["path"]
        found = self.served.document(path)
        if found is not None:
            return self._reply(request, self._in_language(request, found), path)
        if not path:
            return self._reply(request, self._start(request), path, _VARY)
        if iri := self.served.resource(path):
            document = self._suiting(request, iri)
            return RedirectResponse(relative(document.path, path), 303, self._links(document, path) | _VARY)
        if path.endswith("/") and (iri := self.served.resource(path[:-1])):
            return self._reply(request, self._suiting(request, iri), path, _VARY)
        return self._missing(request, path)

    def _start(self, request: Request) -> Document:
        return self.served.start(form_for(request), self._language(request))

    def _suiting(self, request: Request, iri: str) -> Document:
        form = form_for(request)
        return self.served.page(iri, self._language(request)) if form == HTML else self.served.form(iri, form)

    def _in_language(self, request: Request, document: Document) -> Document:
        """Return a document in the language that `?lang=` asks for, where it is there in several."""
        asked = request.query_params.get("lang")
        tag = language(asked, self.served.languages) if asked else None
        if tag is None or document.language != self.served.languages[0]:
            return document
        return self.served.document(self.served.translated(document.path, tag)) or document

    def _language(self, request: Request) -> str:
        asked = request.query_params.get("lang") or request.headers.get("accept-language")
        return language(asked, self.served.languages) or self.served.languages[0]

    def _reply(
        self, request: Request, document: Document, path: str, more: Mapping[str, str] | None = None
    ) -> Response:
        headers = self._links(document, path) | dict(more or {})
        if document.path != path:
            headers["Content-Location"] = relative(document.path, path)
        if document.path == EXPLORER:
            headers["Content-Security-Policy"] = _EXPLORER_POLICY
        return reply(request, document, headers)

    def _links(self, document: Document, path: str) -> dict[str, str]:
        """Return the header that names the other forms and languages of what a document is about."""
        others = self.served.alternates(document)
        said = [
            f'<{relative(other.path, path)}>; rel="alternate"; type="{other.type}"'
            + (f'; hreflang="{other.language}"' if other.language else "")
            for other in others
        ]
        return {"Link": ", ".join(said)} if said else {}

    def _missing(self, request: Request, path: str) -> Response:
        if media_type(request.headers.get("accept"), _FORMS) == HTML and "accept" in request.headers:
            page = self.served.site(self._language(request)).missing(path)
            return Response(page, 404, {"Vary": "Accept, Accept-Language"}, HTML)
        raise Problem(404, f"'{path}' is no term of {self.served.title}")


def form_for(request: Request) -> str:
    """Return the media type that suits a client best: that of a page or of RDF.

    Raises:
        Problem: where none does.
    """
    found = media_type(request.headers.get("accept"), _FORMS)
    if found is None:
        raise Problem(406, f"what is here is there as {', '.join(_FORMS)}", _VARY)
    return found


def reply(request: Request, document: Document, headers: Mapping[str, str]) -> Response:
    """Return a document, or only that it is what the client has already."""
    body = document.make()
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    said = {**headers, "ETag": tag, "Cache-Control": "no-cache"}
    if document.language:
        said["Content-Language"] = document.language
    known = request.headers.get("if-none-match", "")
    if known.strip() == "*" or tag in (one.strip().removeprefix("W/") for one in known.split(",")):
        return Response(status_code=304, headers=said)
    return Response(body, 200, said, document.type)
