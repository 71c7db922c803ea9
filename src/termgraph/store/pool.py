"""Several engines with a copy each, so that many may ask at once and none can keep the others from being answered."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from termgraph.errors import BusyError, TermgraphError, UnavailableError
from termgraph.store.engine import MemoryEngine
from termgraph.store.results import Result
from termgraph.store.sparql import Prepared, prepare

#: What is asked of an engine to have it ready: it starts its process, learns all, and can write.
_WARMING = prepare("ASK {}")


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
    r"""Engines that are kept, of which all but one work at once; it is one itself, for any number of threads.

    The one that is left over has its process ready as well. So where a process is killed, by us or by anybody else, the
    next query has another one at once, while a new one is made ready beside.

    Args:
        engines: they, as many as are to work at once and one more; see `Store.engines`.
        waiting: how many queries may wait for these.
        patience: seconds that one waits at most.
        told: called each time that a process ended over a query, or was ended.

    >>> from termgraph.store import Store
    >>> pool = Pool(Store.from_text("<e:owl> <e:eats> <e:mouse> .").engines(2))
    >>> pool.written(prepare("SELECT ?food { ?bird <e:eats> ?food }"), {}, "csv", timeout=10)
    b'food\r\ne:mouse\r\n'
    >>> pool.close()
    """

    def __init__(
        self,
        engines: Sequence[MemoryEngine],
        *,
        waiting: int = 16,
        patience: float = 5,
        told: Callable[[], None] = lambda: None,
    ) -> None:
        self._engines = engines
        self._waiting, self._patience = waiting, patience
        self._told = told
        self._changed, self._starting = threading.Condition(), threading.Lock()
        self._ready: list[MemoryEngine] = []  # who was the last to work is the first to do so again
        self._failed: set[MemoryEngine] = set()  # whose process could not be started: who asks it is told why
        self._asked = self._lent = 0
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
        with self._changed:
            self._is_closed = True
            for engine in self._engines:
                engine.stop()  # what is being answered; who waits for it closes the engine
            while self._ready:
                self._ready.pop().close()

    @contextmanager
    def _engine(self, patience: float | None = None) -> Iterator[MemoryEngine]:
        """Lend an engine that is ready."""
        with self._changed:
            if self._is_closed or self._asked == len(self._engines) - 1 + self._waiting:
                raise _busy()
            self._asked += 1
            engine = self._changed.wait_for(self._next, self._patience if patience is None else patience)
            if not engine:
                self._asked -= 1
                raise _busy()
            self._lent += 1
        try:
            yield engine
        finally:
            with self._changed:
                self._asked -= 1
                self._lent -= 1
                if engine.is_open:
                    self._ready.append(engine)
                    self._changed.notify()
                else:
                    self._renew(engine)

    def _next(self) -> MemoryEngine | None:
        """Return an engine that may be lent; one whose process somebody ended meanwhile is made ready."""
        while self._ready and self._lent < len(self._engines) - 1:
            engine = self._ready.pop()
            if engine.is_ready or engine in self._failed:
                return engine
            self._renew(engine)
        return None

    def _renew(self, engine: MemoryEngine) -> None:
        self._told()
        self._make_ready(engine)

    def _make_ready(self, engine: MemoryEngine) -> None:
        """Start an engine's process, beside; it is lent once it has answered.

        Of several, one is started after the other, so that the first is there soonest.
        """

        def warm() -> None:
            failed = set()
            try:
                with self._starting:
                    engine.written(_WARMING, {}, "json")
            except TermgraphError:
                failed = {engine}
            with self._changed:
                self._failed = self._failed - {engine} | failed
                if self._is_closed:
                    engine.close()
                else:
                    self._ready.append(engine)
                    self._changed.notify()

        threading.Thread(target=warm, daemon=True).start()


def _busy() -> BusyError:
    return BusyError("too many questions are being answered", "ask again in a moment", after=2)
