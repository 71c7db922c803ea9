"""Who is answered when: threads for one kind of question alone, and turns for clients, so that none waits long."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from termgraph.errors import BusyError, TermgraphError
from termgraph.serve.protocol import refusal

if TYPE_CHECKING:
    from starlette.requests import Request

_T = TypeVar("_T")
#: Seconds in which most questions are answered.
_SHORT = 0.1


class Threads:
    """A few threads.

    Args:
        count: how many work at once.
        waiting: how many questions may wait for these.
    """

    def __init__(self, count: int, waiting: int) -> None:
        self._executor = ThreadPoolExecutor(count)
        self._room = threading.BoundedSemaphore(count + waiting)

    async def run(self, function: Callable[[], _T]) -> _T:
        """Return what a function does.

        Raises:
            HTTPException: for what went wrong in it, as clients are told it; and where too many wait.
        """
        try:
            if not self._room.acquire(blocking=False):
                raise BusyError("too many questions are being answered", "ask again in a moment", after=2)
            try:
                return await asyncio.get_running_loop().run_in_executor(self._executor, function)
            finally:
                self._room.release()
        except TermgraphError as error:
            raise refusal(error) from None


@contextmanager
def refusing() -> Iterator[None]:
    """Tell clients what goes wrong in the block; that all are busy is the caller's to handle."""
    try:
        yield
    except BusyError:
        raise
    except TermgraphError as error:
        raise refusal(error) from None


class Turns:
    """Turns by client, for threads: each has only so many questions answered at once, and its others wait for these.

    Args:
        at_once: how many are answered at once.
        waiting: how many may wait.
        patience: seconds that one waits at most.

    >>> turns = Turns(1, 0)
    >>> with turns.of("192.0.2.1"), turns.of("192.0.2.2"):
    ...     with turns.of("192.0.2.1"):
    ...         pass
    Traceback (most recent call last):
        ...
    termgraph.errors.BusyError: a client has 1 answered at a time (ask again when that is there)
    """

    def __init__(self, at_once: int, waiting: int, patience: float = 5) -> None:
        self._at_once, self._most = at_once, at_once + waiting
        self._patience = patience
        self._changed = threading.Condition()
        self._asked: Counter[str] = Counter()
        self._answered: Counter[str] = Counter()

    @contextmanager
    def of(self, client: str, patience: float | None = None) -> Iterator[None]:
        """Wait for a client's turn, and have it in the block.

        Args:
            client: who asks.
            patience: seconds to wait at most, where that is not as usual.

        Raises:
            BusyError: where it asks too much at once.
        """
        seconds = self._patience if patience is None else patience
        with self._changed:
            if self._asked[client] == self._most:
                raise self._too_many()
            self._asked[client] += 1
            if not self._changed.wait_for(lambda: self._answered[client] < self._at_once, seconds):
                self._leave(client, self._asked)
                raise self._too_many()
            self._answered[client] += 1
        try:
            yield
        finally:
            with self._changed:
                self._leave(client, self._asked, self._answered)

    def _leave(self, client: str, *counts: Counter[str]) -> None:
        for count in counts:
            count[client] -= 1
            if not count[client]:
                del count[client]
        self._changed.notify_all()

    def _too_many(self) -> BusyError:
        told = f"a client has {self._at_once} answered at a time"
        return BusyError(told, "ask again when that is there", after=2)


async def unless_left(request: Request, answer: Awaitable[_T], stop: Callable[[], None]) -> _T:
    """Return what is answered; a client that leaves meanwhile has it stopped. What is short is not looked after."""
    leaving: list[asyncio.Task[None]] = []

    def look() -> None:
        leaving.append(asyncio.ensure_future(_left(request)))
        leaving[0].add_done_callback(lambda task: None if task.cancelled() else stop())

    looking = asyncio.get_running_loop().call_later(_SHORT, look)
    try:
        return await answer
    finally:
        looking.cancel()
        for task in leaving:
            task.cancel()


async def _left(request: Request) -> None:
    """Wait until the client has left; what was sent has been read before, or is nothing."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
