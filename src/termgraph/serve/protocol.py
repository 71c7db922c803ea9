"""What a request to the SPARQL endpoint asks, by the SPARQL 1.1 Protocol, and what it is told where it asks wrongly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

import pyoxigraph as ox
from starlette.exceptions import HTTPException

from termgraph.errors import NotFoundError, QueryTimeoutError, TermgraphError, TooLargeError, UnavailableError

if TYPE_CHECKING:
    from starlette.requests import Request

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

#: What is said to whoever would write.
READ_ONLY = "nothing is written here: people edit the vocabulary's files, git is their history, and the server follows"
#: Bytes that a request may have. A query is read token by token before an engine sees it.
MOST = 2**18
_FIELDS = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What a client asks.

    Args:
        query: in SPARQL; None where there is none.
        default: the graphs that the default graph is to consist of.
        named: the graphs that are to be the named ones.
        format: the format that it wants besides what its headers say; "" for none.
    """

    query: str | None
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    format: str = ""


async def asked(request: Request) -> Asked:
    """Return what a request asks.

    Raises:
        HTTPException: for what is no operation of the protocol, or would change something.
    """
    fields = pairs(request.scope["query_string"])
    if request.method != "POST":
        return _operation(fields)
    kind = media_type(request)
    if kind == UPDATE:
        raise HTTPException(403, READ_ONLY)
    if kind not in (FORM, QUERY):
        what = f"of the type '{kind}'" if kind else "without a Content-Type"
        said = f"a body {what} is not read; send {QUERY}, or a form with the field 'query' as {FORM}"
        raise HTTPException(415, said, {"Accept-Post": f"{QUERY}, {FORM}"})
    sent = await body(request, MOST)
    return _operation([*fields, *(pairs(sent) if kind == FORM else [("query", _text(sent))])])


def media_type(request: Request) -> str:
    """Return the media type of what was sent.

    Raises:
        HTTPException: where it is in an encoding other than UTF-8.
    """
    kind, *parameters = (part.strip() for part in request.headers.get("content-type", "").lower().split(";"))
    for name, _, value in (one.partition("=") for one in parameters):
        if name.strip() == "charset" and value.strip(' "') not in ("utf-8", "utf8", "us-ascii"):
            raise HTTPException(415, f"the encoding '{value[:40]}' is not read; send UTF-8")
    return kind


async def body(request: Request, most: int) -> bytes:
    """Return what was sent.

    Raises:
        HTTPException: where it is longer than so many bytes.
    """
    pieces, length = [], 0
    async for piece in request.stream():
        length += len(piece)
        if length > most:
            raise HTTPException(
                413, f"a request may have {most // 1024} KiB at most; ask several smaller questions"
            )
        pieces.append(piece)
    return b"".join(pieces)


def pairs(data: bytes) -> list[tuple[str, str]]:
    """Return the fields of a form, or of an address, with their values.

    Raises:
        HTTPException: where they are no UTF-8, or too many.

    >>> pairs(b"query=ASK%20%7B%7D&query=")
    [('query', 'ASK {}'), ('query', '')]
    """
    if data.count(b"&") >= _FIELDS:
        raise HTTPException(400, f"a request may have {_FIELDS} fields at most")
    said = (field.replace(b"+", b" ").partition(b"=") for field in data.split(b"&") if field)
    try:
        data.decode("ascii")
        return [
            (unquote_to_bytes(name).decode(), unquote_to_bytes(value).decode()) for name, _, value in said
        ]
    except UnicodeDecodeError:
        raise HTTPException(400, "this is no UTF-8, spelt with % as addresses and forms have it") from None


def address_of(request: Request, public_base: str = "") -> str:
    """Return the address of what is asked, as clients know it.

    Args:
        request: the request.
        public_base: the address that a proxy in front is known by; "" for none.

    Raises:
        HTTPException: where the client told a host that can be none.
    """
    scope = request.scope
    host = request.headers.get("host") or ":".join(map(str, scope["server"]))
    root = public_base.rstrip("/") or f"{scope['scheme']}://{host}"
    address = f"{root}{scope['path']}"
    try:
        ox.NamedNode(address)
    except ValueError:
        raise HTTPException(400, "the header Host names no host") from None
    return address


def refusal(error: TermgraphError) -> HTTPException:
    """Return what a client is told for an error.

    >>> refusal(UnavailableError("too many", after=2)).headers
    {'Retry-After': '2'}
    """
    match error:
        case UnavailableError(after=after):
            return HTTPException(503, str(error), {"Retry-After": str(after)} if after else None)
        case TooLargeError():
            return HTTPException(413, str(error))
        case QueryTimeoutError():
            return HTTPException(408, str(error))
        case NotFoundError():
            return HTTPException(404, str(error))
    return HTTPException(400, str(error))


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"the query is no UTF-8, at its byte {error.start + 1}") from None


def _operation(fields: Iterable[tuple[str, str]]) -> Asked:
    found: dict[str, list[str]] = {}
    for name, value in fields:
        found.setdefault(name, []).append(value)
    if "update" in found:
        raise HTTPException(403, READ_ONLY)
    queries = found.get("query", [])
    if len(queries) > 1:
        raise HTTPException(400, "there is more than one query; send one")
    return Asked(
        queries[0] if queries else None,
        tuple(found.get("default-graph-uri", ())),
        tuple(found.get("named-graph-uri", ())),
        found.get("format", [""])[-1],
    )
