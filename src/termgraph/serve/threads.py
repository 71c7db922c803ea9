"""Who is answered when: threads for one kind of question alone, and turns for clients, so that none waits long."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
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
        self._lock = threading.Lock()
        self._asking: dict[str, _Asking] = {}

    @contextmanager
    def of(self, client: str, patience: float | None = None) -> Iterator[None]:
        """Wait for a client's turn, and have it in the block.

        Args:
            client: who asks.
            patience: seconds to wait at most, where that is not as usual.

        Raises:
            BusyError: where it asks too much at once.
        """
        with self._counted(client) as room:
            if not room.acquire(timeout=self._patience if patience is None else patience):
                raise self._too_many()
            try:
                yield
            finally:
                room.release()

    @contextmanager
    def _counted(self, client: str) -> Iterator[threading.Semaphore]:
        with self._lock:
            asking = self._asking.setdefault(client, _Asking(threading.Semaphore(self._at_once)))
            if asking.count == self._most:
                raise self._too_many()
            asking.count += 1
        try:
            yield asking.room
        finally:
            with self._lock:
                asking.count -= 1
                if not asking.count:
                    del self._asking[client]

    def _too_many(self) -> BusyError:
        told = f"a client has {self._at_once} answered at a time"
        return BusyError(told, "ask again when that is there", after=2)


@dataclass(slots=True)
class _Asking:
    """What one client asks at the moment."""

    room: threading.Semaphore
    count: int = 0


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
