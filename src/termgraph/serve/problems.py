"""What is answered where nothing else can be: a status and one sentence, as people or programs read it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from termgraph.errors import NotFoundError, TermgraphError
from termgraph.extras import MissingLibraryError
from termgraph.serve.negotiation import HTML, media_type

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

#: RFC 9457.
JSON = "application/problem+json"
_PLAIN = "text/plain"
_OFFERS = (JSON, "application/json", HTML, _PLAIN)
_PAGE = Markup(
    '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta name="color-scheme" content="light dark">\n<title>{title}</title>\n'
    '<h1>{title}</h1>\n<p>{detail}</p>\n<p><a href="{start}">What is here</a></p>\n</html>\n'
)


class Problem(HTTPException):
    """A request that cannot be answered.

    Args:
        status: the status to answer with.
        detail: one sentence: what is wrong, and what to do.
        headers: what the answer says besides.
    """

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, detail, dict(headers or {}))


def answer(request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return the answer for a problem in the form that the client likes best."""
    title = HTTPStatus(status).phrase
    more = {**(headers or {}), "Vary": "Accept", "Cache-Control": "no-store"}
    if likes_page(request):
        start = "../" * (request.url.path.count("/") - 1) or "./"  # below whatever path a proxy has
        page = _PAGE.format(title=f"{status} {title}", detail=detail, start=start)
        return Response(page, status, more, f"{HTML}; charset=utf-8")
    if _liked(request) == _PLAIN:
        return Response(f"{status} {title}: {detail}\n", status, more, f"{_PLAIN}; charset=utf-8")
    said = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JSONResponse(said, status, more, JSON)


def likes_page(request: Request) -> bool:
    """Tell whether a client is a browser: whether it likes a page better than what programs read."""
    return _liked(request) == HTML


def _liked(request: Request) -> str | None:
    return media_type(request.headers.get("accept"), _OFFERS)


def on_problem(request: Request, error: Exception) -> Response:
    """Answer for what was refused: by us, or by the routes, which know no such path or method."""
    assert isinstance(error, HTTPException)  # noqa: S101 (it is registered for these)
    detail = error.detail
    if detail == HTTPStatus(error.status_code).phrase:
        detail = _SAID.get(error.status_code, detail)
    return answer(request, error.status_code, detail, error.headers)


#: The status of what goes wrong, where it is not the request that is.
_STATUSES: Mapping[type[TermgraphError], int] = {NotFoundError: 404, MissingLibraryError: 501}
#: What is said where the routes themselves refuse.
_SAID = {
    404: "there is nothing at this address",
    405: "this address is read with GET and HEAD; nothing is written over HTTP: people edit the vocabulary's files",
}


def on_fault(request: Request, error: Exception) -> Response:
    """Answer for what a person can mend, told in its own words."""
    assert isinstance(error, TermgraphError)  # noqa: S101 (it is registered for these)
    status = next((status for kind, status in _STATUSES.items() if isinstance(error, kind)), 400)
    return answer(request, status, str(error))


def on_bug(request: Request, error: Exception) -> Response:
    """Answer for a fault of ours, of which nothing leaves: the trace goes to the log."""
    return answer(request, 500, "this is a fault of the server; its log says more")
