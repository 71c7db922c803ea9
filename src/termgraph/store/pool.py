"""Several engines with a copy each, so that many may ask at once and none can keep the others from being answered."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Protocol

from termgraph.errors import BusyError, TermgraphError, UnavailableError
from termgraph.store.engine import MemoryEngine
from termgraph.store.execution import LIMITS, Limits
from termgraph.store.results import Result
from termgraph.store.sparql import Prepared, prepare

#: What is asked of an engine to have it ready: it starts its process, learns all, and can write.
_WARMING = prepare("ASK {}")


class _Source(Protocol):
    def another_engine(self, limits: Limits) -> MemoryEngine: ...


class Stop:
    """Stops a query from another thread, whether it still waits or runs; what has ended stays as it is.

    >>> stop = Stop()
    >>> stop()
    >>> with stop.may_stop(MemoryEngine(lambda: b"")):
    ...     pass
    Traceback (most recent call last):
        ...
    termgraph.errors.UnavailableError: nobody waits for the answer any longer
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._engine: MemoryEngine | None = None
        self._is_over = False

    def __call__(self) -> None:
        """Stop it."""
        with self._lock:
            self._is_over = True
            if self._engine is not None:
                self._engine.stop()

    @contextmanager
    def may_stop(self, engine: MemoryEngine) -> Iterator[None]:
        """Say which engine runs it in the block."""
        with self._lock:
            if self._is_over:
                raise UnavailableError("nobody waits for the answer any longer")
            self._engine = engine
        try:
            yield
        finally:
            with self._lock:
                self._engine = None


class Pool:
    r"""Engines that are kept, of which so many work at once; it is one itself, for any number of threads.

    There is one more than may work, with its process ready. So where a process is killed, by us or by anybody else, the
    next query has another one at once, while a new one is made ready beside.

    Args:
        source: what makes engines, such as a `Store`.
        workers: how many work at once.
        waiting: how many queries may wait for these.
        patience: seconds that one waits at most.
        limits: what each may take.
        told: called each time that a process ended over a query, or was ended.

    >>> from termgraph.store import Store
    >>> pool = Pool(Store.from_text("<e:owl> <e:eats> <e:mouse> ."), workers=1)
    >>> pool.written(prepare("SELECT ?food { ?bird <e:eats> ?food }"), {}, "csv", timeout=10)
    b'food\r\ne:mouse\r\n'
    >>> pool.close()
    """

    def __init__(
        self,
        source: _Source,
        workers: int,
        *,
        waiting: int = 16,
        patience: float = 5,
        limits: Limits = LIMITS,
        told: Callable[[], None] = lambda: None,
    ) -> None:
        self._patience = patience
        self._room = threading.BoundedSemaphore(workers + waiting)
        self._working = threading.BoundedSemaphore(workers)
        self._ready: queue.SimpleQueue[MemoryEngine] = queue.SimpleQueue()
        self._engines = [source.another_engine(limits) for _ in range(workers + 1)]
        self._told = told
        self._is_closed = False
        for engine in self._engines:
            self._make_ready(engine)

    def query(self, prepared: Prepared, prefixes: Mapping[str, str], timeout: float | None = None) -> Result:
        """Run a query; see `Engine.query`.

        Raises:
            UnavailableError: when all are busy, or the process ended over the query.
        """
        with self._engine() as engine:
            return engine.query(prepared, prefixes, timeout)

    def written(
        self,
        prepared: Prepared,
        prefixes: Mapping[str, str],
        format: str,
        timeout: float | None = None,
        stop: Stop | None = None,
    ) -> bytes:
        """Run a query and return the answer in a format; see `MemoryEngine.written`.

        Args:
            prepared: the query.
            prefixes: those that it need not declare.
            format: what the answer is written in.
            timeout: seconds after which it is stopped.
            stop: what another thread may stop it with before.

        Raises:
            UnavailableError: when all are busy, the process ended over the query, or it was stopped.
        """
        with self._engine() as engine, (stop or Stop()).may_stop(engine):
            return engine.written(prepared, prefixes, format, timeout)

    async def awaited(
        self, prepared: Prepared, prefixes: Mapping[str, str], format: str, timeout: float, stop: Stop
    ) -> bytes:
        """Return the same as `written`, on an event loop and without waiting for an engine; see `MemoryEngine.awaited`.

        Raises:
            BusyError: where none is idle; `written` waits for one, on a thread.
        """
        with self._engine(0) as engine, stop.may_stop(engine):
            return await engine.awaited(prepared, prefixes, format, timeout)

    def close(self) -> None:
        """End all processes. Whoever asks from now on is told that all are busy."""
        self._is_closed = True
        for engine in self._engines:
            engine.stop()  # what is being answered; who waits for it closes the engine
        with suppress(queue.Empty):
            while True:
                self._ready.get(block=False).close()

    @contextmanager
    def _engine(self, patience: float | None = None) -> Iterator[MemoryEngine]:
        """Lend an engine that is ready."""
        seconds = self._patience if patience is None else patience
        with self._taken(self._room, 0), self._taken(self._working, seconds):
            engine = self._lent(seconds)
            try:
                yield engine
            finally:
                self._take_back(engine)

    def _lent(self, seconds: float) -> MemoryEngine:
        """Return an engine; one whose process somebody ended while it was idle is made ready beside."""
        try:
            for _ in self._engines:
                engine = self._ready.get(seconds > 0, seconds)
                if engine.is_ready:
                    return engine
                self._take_back(engine)
            return self._ready.get(seconds > 0, seconds)  # none can be started: it says why
        except queue.Empty:
            raise self._busy() from None

    @contextmanager
    def _taken(self, places: threading.Semaphore, seconds: float) -> Iterator[None]:
        if self._is_closed or not places.acquire(timeout=seconds):
            raise self._busy()
        try:
            yield
        finally:
            places.release()

    def _busy(self) -> BusyError:
        return BusyError("too many questions are being answered", "ask again in a moment", after=2)

    def _take_back(self, engine: MemoryEngine) -> None:
        if engine.is_ready:
            self._ready.put(engine)
        else:
            self._told()
            self._make_ready(engine)

    def _make_ready(self, engine: MemoryEngine) -> None:
        """Start an engine's process, beside; it is lent once it has answered."""

        def warm() -> None:
            with suppress(TermgraphError):  # who asks next is told, and it is tried again
                engine.written(_WARMING, {}, "json")
            if self._is_closed:
                engine.close()
            else:
                self._ready.put(engine)

        threading.Thread(target=warm, daemon=True).start()
