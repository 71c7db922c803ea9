"""The pages of a vocabulary and its linked data: what lies at a path, and what the address of a thing leads to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from termgraph.pages.places import relative
from termgraph.pages.site import EXPLORER
from termgraph.serve import finding
from termgraph.serve.negotiation import HTML, VARY, language, language_for
from termgraph.serve.problems import Problem, likes_page
from termgraph.serve.replies import form_for, reply
from termgraph.serve.served import Document, Served, Shelf

if TYPE_CHECKING:
    from starlette.requests import Request

#: The explorer says itself what it may do, and is there to be embedded.
_EXPLORER_POLICY = "frame-ancestors *"


def routes(served: Served, shelf: Shelf) -> list[BaseRoute]:
    """Return the routes below the path of a vocabulary.

    Args:
        served: the vocabulary.
        shelf: all vocabularies: they are searched together.
    """

    def searched(language: str) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            asked = "lang" in request.query_params
            tag = language_for(request, served.languages) if asked else language
            return finding.found(request, served, shelf, tag)

        return answer

    searches = [Route(f"/search{end}.html", searched(tag)) for tag, end in served.layout.editions.items()]
    return [*searches, Route("/{path:path}", _Pages(served).answer)]


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
            return self._reply(request, self._start(request), path, VARY)
        if iri := self.served.resource(path):
            document = self._suiting(request, iri)
            return RedirectResponse(relative(document.path, path), 303, self._links(document, path) | VARY)
        if path.endswith("/") and (iri := self.served.resource(path[:-1])):
            return self._reply(request, self._suiting(request, iri), path, VARY)
        return self._missing(request, path)

    def _start(self, request: Request) -> Document:
        return self.served.start(form_for(request), language_for(request, self.served.languages))

    def _suiting(self, request: Request, iri: str) -> Document:
        form = form_for(request)
        return (
            self.served.page(iri, language_for(request, self.served.languages))
            if form == HTML
            else self.served.form(iri, form)
        )

    def _in_language(self, request: Request, document: Document) -> Document:
        """Return a document in the language that `?lang=` asks for, where it is there in several."""
        asked = request.query_params.get("lang")
        tag = language(asked, self.served.languages) if asked else None
        if tag is None or document.language != self.served.languages[0]:
            return document
        return self.served.document(self.served.translated(document.path, tag)) or document

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
        """Lead to what replaces a thing that was there once, else say that there is nothing."""
        if new := self.served.successor(path.rstrip("/")):
            return RedirectResponse(relative(new, path), 301)
        if not likes_page(request):
            raise Problem(404, f"'{path}' is no term of {self.served.title}")
        page = self.served.site(language_for(request, self.served.languages)).missing(path)
        return Response(page, 404, VARY, HTML)


def resolved(request: Request, shelf: Shelf) -> Response:
    """Lead from the IRI of a thing, whatever it looks like, to the address that it has here.

    Raises:
        Problem: where there is none.
    """
    uri = request.query_params.get("uri", "")
    for served in shelf.values():
        if served.has(uri):
            return RedirectResponse(f"{served.id}/{relative(served.layout.places.folder(uri), '')}", 303)
    raise Problem(404, f"nothing here has the IRI <{uri}>; say which with ?uri=")
