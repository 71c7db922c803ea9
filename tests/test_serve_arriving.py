"""Requests that do not come whole, or that are too large to be put together, over real connections."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from termgraph.serve import arriving
from termgraph.serve.running import _CONCURRENT, _listening, server


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the body."""
    body = await Request(scope, receive).body()
    await PlainTextResponse(body)(scope, receive, send)


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Yield the port of a server that has less patience."""
    monkeypatch.setattr(arriving, "WHOLE", 0.5)
    with _listening("127.0.0.1", 0) as listening:
        running = server(echo)
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]})
        thread.start()
        yield listening.getsockname()[1]
        running.should_exit = True
        thread.join()


def said(port: int, *pieces: bytes, pause: float = 0.0) -> bytes:
    """Return all that a server says to what is sent until it ends the connection, and how."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(pause)
        heard = b""
        while piece := connection.recv(1 << 16):
            heard += piece
        return heard


POST = b"POST / HTTP/1.1\r\nHost: e.org\r\nContent-Length: 4\r\n"


@pytest.mark.parametrize("sent", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: e.org\r\nX: "])
def test_a_head_that_does_not_come_is_not_awaited(port: int, sent: bytes) -> None:
    assert b"The request took more than 0 s to come." in said(port, sent)


def test_a_body_that_does_not_come_is_not_awaited(port: int) -> None:
    assert said(port, POST + b"\r\now") == b""


def test_headers_without_an_end_are_refused(port: int) -> None:
    begin = time.monotonic()
    try:
        heard = said(port, b"GET / HTTP/1.1\r\nHost: e.org\r\nX: ", *[b"a" * 100_000] * 20)
    except ConnectionError:  # it did not wait for what we had still to say
        heard = b"are larger than"
    assert b"are larger than" in heard
    assert time.monotonic() - begin < 10


def test_what_comes_slowly_but_in_time_is_answered(port: int) -> None:
    closing = POST + b"Connection: close\r\n\r\n"
    assert said(port, closing[:30], closing[30:], b"ow", b"ls", pause=0.05).endswith(b"owls")


def test_connections_that_say_nothing_keep_nobody_out(port: int) -> None:
    with ExitStack() as held:
        for _ in range(_CONCURRENT + 5):
            held.enter_context(socket.create_connection(("127.0.0.1", port), timeout=20))
        assert said(port, POST + b"Connection: close\r\n\r\nowls").endswith(b"owls")


def test_several_requests_come_one_after_the_other(port: int) -> None:
    one, last = POST + b"\r\nowls", POST + b"Connection: close\r\n\r\nowls"
    assert said(port, one + one, b"", one, last, pause=0.3).count(b"owls") == 4
    heard = said(port, one, b"", b"", POST, pause=0.3)
    assert heard.count(b"owls") == 1
    assert heard.endswith(b"to come.")
