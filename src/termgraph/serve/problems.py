"""What is answered where nothing else can be: a status and one sentence, as people or programs read it."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from termgraph.design import environment
from termgraph.errors import NotFoundError, TermgraphError
from termgraph.extras import MissingLibraryError
from termgraph.serve.negotiation import HTML, VARY, language_for, media_type
from termgraph.wording import TABLES, words
from termgraph.wording.words import upper

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from termgraph.wording import Words

#: RFC 9457.
JSON = "application/problem+json"
_PLAIN = "text/plain"
_OFFERS = (JSON, "application/json", HTML, _PLAIN)
_TEMPLATES = Path(__file__).parent / "templates"
_POLICY = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'"
#: The languages that a page about a problem is in, whatever the vocabularies are in.
_LANGUAGES = ("en", *(tag for tag in TABLES if tag != "en"))
_SAID = words("en").problems


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
    """Return the answer for a problem in the form that the client likes best, and a page in its language."""
    title = HTTPStatus(status).phrase
    more = {**(headers or {}), **VARY, "Cache-Control": "no-store"}
    if likes_page(request):
        tag = language_for(request, _LANGUAGES)
        more |= {"Content-Language": tag}
        return Response(_page(request, status, detail, tag), status, more, f"{HTML}; charset=utf-8")
    if _liked(request) == _PLAIN:
        return Response(f"{status} {title}: {detail}\n", status, more, f"{_PLAIN}; charset=utf-8")
    said = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JSONResponse(said, status, more, JSON)


def _page(request: Request, status: int, detail: str, tag: str) -> str:
    """Return the page about a problem: what its status means, and in English what else there is to say of it."""
    table = words(tag)
    page: str = (
        environment(_TEMPLATES)
        .get_template("problem.html")
        .render(
            language=tag,
            direction=table.direction,
            content="main",
            policy=_POLICY,
            said=table.pages,
            status=status,
            phrase=HTTPStatus(status).phrase,
            told=told_of(status, table),
            detail="" if detail == _SAID.get(str(status)) else detail,
            start="../" * (request.url.path.count("/") - 1) or "./",  # below whatever path a proxy has
        )
    )
    return page


def told_of(status: int, table: Words) -> str:
    """Return what a status means, as the heading of a page.

    >>> told_of(404, words("de")), told_of(418, words("de"))
    ('Unter dieser Adresse gibt es nichts', "I'm a Teapot")
    """
    return upper(table.problems.get(str(status), HTTPStatus(status).phrase))


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
        detail = _SAID.get(str(error.status_code), detail)
    return answer(request, error.status_code, detail, error.headers)


#: The status of what goes wrong, where it is not the request that is.
_STATUSES: Mapping[type[TermgraphError], int] = {NotFoundError: 404, MissingLibraryError: 501}


def on_fault(request: Request, error: Exception) -> Response:
    """Answer for what a person can mend, told in its own words."""
    assert isinstance(error, TermgraphError)  # noqa: S101 (it is registered for these)
    status = next((status for kind, status in _STATUSES.items() if isinstance(error, kind)), 400)
    return answer(request, status, str(error))


def on_bug(request: Request, error: Exception) -> Response:
    """Answer for a fault of ours, of which nothing leaves: the trace goes to the log."""
    return answer(request, 500, "this is a fault of the server; its log says more")
