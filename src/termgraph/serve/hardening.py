"""What stands around every request: limits on what comes in, and headers that let a browser do no more than it must."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from termgraph.serve.problems import answer

#: What a page may load: its own style and pictures, and nothing runs. The explorer brings a policy of its own.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"cross-origin"),
    # There is nothing here that is not for everybody: no cookies, no sign-in, no writing.
    (b"access-control-allow-origin", b"*"),
    (b"content-security-policy", POLICY.encode()),
)
#: What a browser is told that asks first whether another site's script may ask.
_ALLOWED = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}
_quoted = json.JSONEncoder().encode


@dataclass(frozen=True, slots=True)
class Limits:
    """What is taken in.

    Attributes:
        body: bytes of a request's body.
        address: bytes of path and query.
    """

    body: int = 2**20
    address: int = 2**14


class Hardened:
    """An application behind limits, with headers that keep browsers from doing what a page does not ask for.

    Args:
        app: the application.
        limits: what is taken in.
    """

    def __init__(self, app: ASGIApp, limits: Limits = Limits()) -> None:
        self.app = app
        self.limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(one for one in _HEADERS if one[0] not in there)]
            await send(message)

        sent = dict(scope["headers"])
        if scope["method"] == "OPTIONS" and b"access-control-request-method" in sent:
            await Response(status_code=204, headers=_ALLOWED)(scope, receive, sending)
            return
        refused = self._refused(scope, sent.get(b"content-length", b""))
        if refused is not None:
            await answer(Request(scope), *refused)(scope, receive, sending)
            return
        if b"%2f" in scope.get("raw_path", b"").lower():
            await RedirectResponse(_with_slashes(scope), 308)(scope, receive, sending)
            return
        try:
            await self.app(scope, self._counted(receive), sending)
        except _TooLargeError:
            await answer(Request(scope), *self._too_large())(scope, receive, sending)

    def _refused(self, scope: Scope, length: bytes) -> tuple[int, str] | None:
        if len(scope.get("raw_path") or scope["path"]) + len(scope["query_string"]) > self.limits.address:
            return (
                414,
                f"the address is longer than {self.limits.address:,} bytes; send what is long with POST",
            )
        if length.isdigit() and int(length) > self.limits.body:
            return self._too_large()
        return None

    def _too_large(self) -> tuple[int, str]:
        return 413, f"the body of the request is larger than {self.limits.body:,} bytes"

    def _counted(self, receive: Receive) -> Receive:
        """Return what a client sends, up to the limit: not every body says its length beforehand."""
        count = 0

        async def receiving() -> Message:
            nonlocal count
            message = await receive()
            count += len(message.get("body", b""))
            if count > self.limits.body:
                raise _TooLargeError
            return message

        return receiving


def _with_slashes(scope: Scope) -> str:
    """Return the same with slashes where %2F was written: links are relative, and would lead elsewhere."""
    up = "../" * (scope["raw_path"].count(b"/") - 1) or "./"
    query = scope["query_string"].decode("latin-1")
    return up + quote(scope["path"].lstrip("/")) + (f"?{query}" if query else "")


class _TooLargeError(Exception):
    """A body goes on beyond the limit."""


class Logged:
    """An application whose requests are told of, one after the other.

    Args:
        app: the application.
        tell: is given what there is to say of a request when it has been answered.
    """

    def __init__(self, app: ASGIApp, tell: Callable[[Mapping[str, Any]], None]) -> None:
        self.app = app
        self.tell = tell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, status, size = time.perf_counter(), 0, 0

        async def sending(message: Message) -> None:
            nonlocal status, size
            status = message.get("status", status)
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, sending)
        finally:
            client = scope.get("client")
            self.tell(
                {
                    "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
                    "client": client[0] if client else "",
                    "method": scope["method"],
                    "path": scope["path"],
                    "query": scope["query_string"].decode("latin-1"),
                    "status": status,
                    "bytes": size,
                    "ms": round(1000 * (time.perf_counter() - begun), 1),
                }
            )


def line(said: Mapping[str, Any]) -> str:
    r"""Return what is said of a request as a line of a log that programs read; nothing in it can end the line.

    >>> line({"path": "/a\nb", "status": 200})
    '{"path":"/a\\nb","status":200}'
    """
    told = (f'"{name}":{_quoted(one) if isinstance(one, str) else one}' for name, one in said.items())
    return f"{{{','.join(told)}}}"
