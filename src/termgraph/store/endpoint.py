"""A SPARQL endpoint on another machine: asked politely, and never believed to have said all when it has not.

This is the one way by which a vocabulary is read over the network, and only where its address is given as the source.
Nothing that a vocabulary says, and no query, makes us ask another address: redirects are told, not followed.
"""

from __future__ import annotations

import netrc
import os
import re
import socket
import time
from collections.abc import Callable, Iterable, Sequence
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit, urlunsplit
from urllib.request import (
    HTTPBasicAuthHandler,
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    HTTPRedirectHandler,
    OpenerDirector,
    Request,
    build_opener,
)

from termgraph.errors import QueryTimeoutError, TermgraphError
from termgraph.names import printable
from termgraph.store import formats

#: Seconds to wait for an answer, where nobody says how long.
TIMEOUT = 60.0
#: Seconds between tries.
PAUSES = (1.0, 2.0, 4.0, 8.0)
_LONGEST_PAUSE = 60.0
_AGAIN = (429, 502, 503, 504)  # not now
_LARGEST = 2**31  # bytes of one answer
_TOKEN, _USER, _PASSWORD = "TERMGRAPH_SPARQL_TOKEN", "TERMGRAPH_SPARQL_USER", "TERMGRAPH_SPARQL_PASSWORD"
_AS_IT_IS = "%/:=&?~+!$,;'@()*[]"
_AGENT = "termgraph (+https://w3id.org/termgraph/)"


class Answer(NamedTuple):
    """What a server said: its media type, its headers, and the body, whole."""

    type: str
    headers: HTTPMessage
    body: bytes


class EndpointError(TermgraphError):
    """A server did not answer, or refused to.

    Attributes:
        status: that of HTTP; 0 where there was no answer.
    """

    status = 0


def is_endpoint(source: str) -> bool:
    """Tell whether a source is the address of a SPARQL endpoint, not of a file on the web, of which none is fetched.

    >>> is_endpoint("https://e.org/sparql"), is_endpoint("https://e.org/birds.ttl"), is_endpoint("birds.ttl")
    (True, False, False)
    """
    parts = urlsplit(source) if source.lower().startswith(("http://", "https://")) else None
    return parts is not None and not parts.path.lower().removesuffix(".gz").endswith(tuple(formats.SUFFIXES))


class Endpoint:
    """A SPARQL endpoint.

    A user and password are taken from the environment (`TERMGRAPH_SPARQL_USER`, `TERMGRAPH_SPARQL_PASSWORD`), else from
    `~/.netrc`, and given where the server asks for them (Basic, Digest); a token (`TERMGRAPH_SPARQL_TOKEN`) always is.

    Args:
        address: in http or https. What it has after `?` is sent along, so that a graph may be chosen:
            `https://e.org/sparql?default-graph-uri=https://e.org/birds`.
        timeout: seconds to wait for an answer.
        sleep: waits; for tests.

    Raises:
        TermgraphError: for what is no such address.
    """

    def __init__(
        self, address: str, timeout: float = TIMEOUT, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        try:
            parts = urlsplit(address)
            host, _ = parts.hostname, parts.port
        except ValueError as error:
            raise TermgraphError(f"is no address: {error}", address) from None
        if parts.scheme.lower() not in ("http", "https") or not host:
            raise TermgraphError("is no address in http or https", address)
        if "@" in parts.netloc:
            hint = f"give them in {_USER} and {_PASSWORD}, or in ~/.netrc"
            raise TermgraphError(
                "the address holds a user or a password, which logs would keep", host, hint=hint
            )
        path, query = (quote(part, _AS_IT_IS) for part in (parts.path, parts.query))
        #: Its address.
        self.address = urlunsplit(parts._replace(path=path, query=query, fragment=""))
        self.timeout = timeout
        self._sleep = sleep
        self._opener = _opener(self.address, host)

    def ask(self, query: str, accept: str, timeout: float | None = None) -> Answer:
        """Ask in SPARQL, by POST, so that a query of any length arrives.

        Args:
            query: it.
            accept: the media types that we read.
            timeout: seconds to wait.

        Raises:
            QueryTimeoutError: when the time is up.
            EndpointError: where there is no answer, or none that is whole, or the server refuses.
        """
        body = urlencode({"query": query}).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept}
        return self.send(Request(self.address, body, headers, method="POST"), timeout)  # noqa: S310 (see __init__)

    def update(self, text: str) -> None:
        """Have something changed, once: what has perhaps been done is not asked for again.

        Raises:
            QueryTimeoutError: when the time is up.
            EndpointError: where there is no answer, or the server refuses.
        """
        body = urlencode({"update": text}).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        self.send(Request(self.address, body, headers, method="POST"), pauses=())  # noqa: S310 (see __init__)

    def at(self, **parameters: str) -> Endpoint:
        """Return the endpoint at the same address with other parameters.

        >>> Endpoint("http://e.org/sparql").at(**{"default-graph-uri": "http://e.org/g"}).address
        'http://e.org/sparql?default-graph-uri=http%3A%2F%2Fe.org%2Fg'
        """
        return Endpoint(
            f"{self.address.partition('?')[0]}?{urlencode(parameters)}", self.timeout, self._sleep
        )

    def send(
        self, request: Request, timeout: float | None = None, pauses: Sequence[float] | None = None
    ) -> Answer:
        """Send a request, again while the server is busy or cannot be reached.

        Args:
            request: it.
            timeout: seconds to wait for each answer.
            pauses: seconds between tries.

        Raises:
            QueryTimeoutError: when the time is up.
            EndpointError: where there is no answer, or none that is whole, or the server refuses.
        """
        request.add_header("User-Agent", _AGENT)
        if token := os.environ.get(_TOKEN):
            request.add_unredirected_header("Authorization", f"Bearer {token}")
        for pause in (*(PAUSES if pauses is None else pauses), None):
            try:
                return self._once(request, self.timeout if timeout is None else timeout)
            except EndpointError as error:
                if pause is None or error.status not in (0, *_AGAIN):
                    raise
                self._sleep(max(pause, min(_asked_to_wait(error), _LONGEST_PAUSE)))
        raise AssertionError("the last try has no pause")

    def _once(self, request: Request, timeout: float) -> Answer:
        try:
            with self._opener.open(request, timeout=timeout) as reply:
                body = reply.read(_LARGEST + 1)
                if len(body) > _LARGEST:
                    raise self._error("its answer is larger than two gigabytes", hint="ask for less")
                if reply.length:  # of what it said it would send
                    raise self._error("broke off in the middle of its answer")
                return Answer(reply.headers.get_content_type(), reply.headers, body)
        except HTTPError as error:
            with error:
                raise self._refused(error) from None
        except (TimeoutError, URLError, OSError, HTTPException) as error:
            reason = error.reason if isinstance(error, URLError) else error
            if isinstance(reason, TimeoutError | socket.timeout):
                message = f"{self.address} did not answer within {timeout:g} s"
                raise QueryTimeoutError(message, hint="allow more time, or ask for less") from None
            raise self._error(f"cannot be reached, or broke off: {_told(reason)}") from None

    def _refused(self, error: HTTPError) -> EndpointError:
        """Return what a person is told of an answer that is none."""
        said = _message(error)
        if 300 <= error.code < 400:
            to = printable(error.headers.get("Location") or "")
            made = self._error(
                f"has moved to {to or 'another address'}", hint="give that address, if you trust it"
            )
        elif error.code in (401, 403):
            made = self._error(f"wants to know who asks ({error.code})", hint=_CREDENTIALS)
        else:
            made = self._error(f"answers {error.code} {said or printable(error.reason or '')}".strip())
        made.status = error.code
        made.__cause__ = error
        return made

    def _error(self, message: str, hint: str | None = None) -> EndpointError:
        return EndpointError(message, self.address, hint=hint)


_CREDENTIALS = f"give them in {_USER} and {_PASSWORD}, in ~/.netrc, or as {_TOKEN}"


class _NoRedirect(HTTPRedirectHandler):
    """Follows no redirect: it might lead where only we can reach, and take along what is secret."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


def _opener(address: str, host: str) -> OpenerDirector:
    known = HTTPPasswordMgrWithDefaultRealm()
    if found := _login(host):
        known.add_password(None, address, *found)
        parts = urlsplit(address)
        known.add_password(None, f"{parts.scheme}://{parts.netloc}/", *found)  # Graph Store, Update beside it
    return build_opener(_NoRedirect, HTTPDigestAuthHandler(known), HTTPBasicAuthHandler(known))


def _login(host: str) -> tuple[str, str] | None:
    """Return the user and the password for a host."""
    if user := os.environ.get(_USER):
        return user, os.environ.get(_PASSWORD, "")
    try:
        found = netrc.netrc(os.environ.get("NETRC") or Path.home() / ".netrc").authenticators(host)
    except (OSError, RuntimeError, netrc.NetrcParseError):
        return None
    return (found[0], found[2] or "") if found else None


def _asked_to_wait(error: EndpointError) -> float:
    """Return the seconds after which a server wants to be asked again."""
    cause: Any = error.__cause__
    said = cause.headers.get("Retry-After", "") if cause is not None else ""
    return float(said) if said.isdecimal() else 0.0


def _message(error: HTTPError) -> str:
    """Return the first paragraph of what a server says of an error, on one line; "" for a page."""
    try:
        said = error.read(2000).decode("utf-8", "replace").strip()
    except (OSError, HTTPException):
        return ""
    first = re.split(r"\n\s*\n", said.replace("\r", ""), maxsplit=1)[0]
    return "" if said.startswith("<") else printable(" ".join(first.split()))[:500]


def _told(reason: object) -> str:
    return printable(str(getattr(reason, "strerror", None) or reason)) or type(reason).__name__


def chosen(accepted: Iterable[str]) -> str:
    """Return a header that accepts media types, the first the dearest.

    >>> chosen(["text/turtle", "application/rdf+xml"])
    'text/turtle, application/rdf+xml;q=0.9'
    """
    return ", ".join(f"{one};q={1 - place / 10:g}" if place else one for place, one in enumerate(accepted))
