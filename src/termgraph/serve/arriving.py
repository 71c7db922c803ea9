"""How requests arrive: whole within a time, and with a head that is not too large, or their connection ends.

uvicorn waits for ever for a request that does not come whole, puts together a header of any length, and counts
connections where we mean requests: two hundred that say nothing would keep everybody else out.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

#: Seconds within which a request is there, from when its connection is made, or from its first byte on a used one.
WHOLE = 30.0
#: Bytes of a request's first line and headers. One that comes at once may have a little more.
HEAD = 2**16


class Arriving(HttpToolsProtocol):
    """A connection, as uvicorn has it, that does not wait for ever."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        #: When it is looked whether a request is late: not at each request, since that would cost as much as one.
        self._look: asyncio.TimerHandle | None = None
        #: Since when a request is awaited; None where none is.
        self._since: float | None = None
        #: Bytes that came since a head began that is not whole; None where none is awaited.
        self._head: int | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Await the first request."""
        super().connection_made(transport)
        self._await()

    def connection_lost(self, exc: Exception | None) -> None:
        """Await nothing more."""
        self._since = None
        if self._look is not None:
            self._look.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what has come."""
        if self._head is not None:
            self._head += len(data)
        super().data_received(data)
        if self._head is not None and self._head > HEAD:
            self._refuse(f"The headers are larger than {HEAD:,} bytes.")

    def on_message_begin(self) -> None:
        """Await the rest of a request."""
        super().on_message_begin()
        if self._since is None:
            self._await()

    def on_headers_complete(self) -> None:
        """Await no more of its head."""
        self._head = None
        most = self.config.limit_concurrency
        # uvicorn would count connections, those too that say nothing.
        self.limit_concurrency = most if most is not None and len(self.tasks) >= most else None
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Await no more of it."""
        self._since = None
        super().on_message_complete()

    def _await(self) -> None:
        self._head = 0
        self._since = self.loop.time()
        if self._look is None:
            self._look = self.loop.call_later(WHOLE, self._look_whether_late)

    def _look_whether_late(self) -> None:
        self._look = None
        if self._since is None:
            return
        left = self._since + WHOLE - self.loop.time()
        if left > 0:
            self._look = self.loop.call_later(left, self._look_whether_late)
        else:
            self._refuse(f"The request took more than {WHOLE:.0f} s to come.")

    def _refuse(self, sentence: str) -> None:
        """End the connection, with a sentence where a head is awaited and nothing else is being said."""
        is_answered = getattr(
            self.cycle, "response_complete", True
        )  # there is no cycle before the first request
        is_silent = self._head is not None and is_answered
        self._since = self._head = None
        if self.transport.is_closing():
            return
        if is_silent:
            self.send_400_response(sentence)
        else:
            self.transport.close()
