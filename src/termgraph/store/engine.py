"""Engines: what answers SPARQL about a vocabulary, wherever its quads are."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import pyoxigraph as ox

from termgraph.errors import TermgraphError, TooLargeError, UnavailableError, did_you_mean
from termgraph.files import made_beside
from termgraph.store import worker
from termgraph.store.execution import LIMITS, Limits, Question, Worker
from termgraph.store.lexer import error_at
from termgraph.store.results import Result
from termgraph.store.sparql import Prepared

_QUADS = 250_000  # that the store on a disk is given at a time: it sorts them in memory
_NOT_FETCHED = "nothing is fetched; leave FROM out to ask all that is loaded"


class Engine(Protocol):
    """What answers queries: in a process of ours that has the quads in memory, on a disk, or on another machine."""

    def query(self, prepared: Prepared, prefixes: Mapping[str, str], timeout: float | None = None) -> Result:
        """Run a query, over all graphs together where it does not choose by FROM.

        Args:
            prepared: the query, its parameters in place.
            prefixes: those that it need not declare.
            timeout: seconds after which it is stopped; None lets it run as long as it takes, or until Ctrl-C.

        Raises:
            QueryTimeoutError: when the time is up.
            TermgraphError: for a query that the engine does not understand or cannot answer.
        """

    def close(self) -> None:
        """Give back what is held for queries; the next one gets it anew."""


class MemoryEngine:
    """Quads in memory.

    All queries are run by one process that is kept: it can be killed when the time is up and on Ctrl-C, which the
    engine does not heed, and what crashes it or uses up its memory leaves this process whole. It is started when it is
    first needed, and again after it was killed. Queries of several threads wait for each other.

    Args:
        dump: called for all that there is, in N-Quads, each time that a process is to be given it.
        limits: what one query may take.

    >>> from termgraph.store import sparql
    >>> engine = MemoryEngine(lambda: b'<e:owl> <e:lays> "3"^^<http://www.w3.org/2001/XMLSchema#integer> .')
    >>> list(engine.query(sparql.prepare("SELECT ?eggs { ?bird <e:lays> ?eggs }"), {}, timeout=10))
    [{'eggs': 3}]
    """

    def __init__(self, dump: Callable[[], bytes], limits: Limits = LIMITS) -> None:
        self._dump = dump
        self._limits = limits
        self._forget()

    def _forget(self) -> None:
        self._lock = threading.Lock()
        self._worker: Worker | None = None
        self._changes: deque[tuple[str, bytes]] = deque()  # that the worker is to be told
        self._owner = os.getpid()

    def query(self, prepared: Prepared, prefixes: Mapping[str, str], timeout: float | None = None) -> Result:
        """Run a query; see `Engine.query`."""
        head, body = self._answer(prepared, prefixes, timeout)
        said = {**prefixes, **prepared.prefixes}
        result = Result(head["kind"], body, prefixes=said, boolean=head.get("boolean"))
        return result.in_order(prepared.variables) if prepared.asks_all else result

    def written(
        self, prepared: Prepared, prefixes: Mapping[str, str], format: str, timeout: float | None = None
    ) -> bytes:
        """Run a query and return the answer as `Result.serialize` writes it: in the process, within time and memory.

        Raises:
            QueryTimeoutError: when the time is up.
            TooLargeError: where the answer is larger than it may be.
            TermgraphError: as `query` does, and where the format does not fit the kind of answer.
        """
        return self._answer(prepared, prefixes, timeout, format)[1]

    async def awaited(
        self, prepared: Prepared, prefixes: Mapping[str, str], format: str, timeout: float
    ) -> bytes:
        """Return the same as `written`, and let an event loop go on meanwhile; see `Worker.awaited`.

        The query names no graphs by FROM, which would be asked for first.

        Raises:
            TermgraphError: as `written` does.
        """
        question = self._question(prepared, prefixes, format)
        with self._told() as worker:
            head, body = await worker.awaited(question, self._limits, timeout)
        return self._checked(prepared, prefixes, head, body)[1]

    def _answer(
        self,
        prepared: Prepared,
        prefixes: Mapping[str, str],
        timeout: float | None,
        format: str | None = None,
    ) -> tuple[dict[str, Any], bytes]:
        if timeout is not None and not timeout > 0:
            raise TermgraphError("a time-out is a number of seconds above 0")
        self._refuse_absent_graphs(prepared, prefixes)
        head, body = self._ask(self._question(prepared, prefixes, format), timeout)
        return self._checked(prepared, prefixes, head, body)

    def _question(self, prepared: Prepared, prefixes: Mapping[str, str], format: str | None) -> Question:
        prepared = prepared.resolved(prefixes)
        is_graph = prepared.form in ("CONSTRUCT", "DESCRIBE")
        return Question(
            prepared.text,
            prepared.used(prefixes),  # the engine takes 10 µs to read each prefix
            union=prepared.takes_union,
            dataset=prepared.dataset,
            base=prepared.base,
            format=format,
            said={**prefixes, **prepared.prefixes} if format and is_graph else {},
            order=prepared.variables if format and prepared.asks_all else (),
        )

    def _checked(
        self, prepared: Prepared, prefixes: Mapping[str, str], head: dict[str, Any], body: bytes
    ) -> tuple[dict[str, Any], bytes]:
        if head["kind"] == "error":
            raise _translated(prepared, prefixes, head["type"], head["message"], self._limits)
        return head, body

    def graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, sorted."""
        head, body = self._ask(Question("SELECT ?graph { GRAPH ?graph {} }"))
        rows = Result(head["kind"], body).rows
        return sorted(graph.value for (graph,) in rows if isinstance(graph, ox.NamedNode))

    @cached_property
    def store(self) -> ox.Store:
        """The quads in a store in this process, for rdflib; built when first used. Change it by `add` and `remove`."""
        store = ox.Store()
        store.extend(worker.parse(self._dump()))
        return store

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads to `store`, which the next query sees."""
        quads = list(quads)
        self.store.extend(quads)
        self._changed("+", quads)

    def remove(self, quads: Iterable[ox.Quad]) -> None:
        """Remove quads from `store`, which the next query sees no longer."""
        quads = list(quads)
        for quad in quads:
            self.store.remove(quad)
        self._changed("-", quads)

    def _changed(self, sign: str, quads: list[ox.Quad]) -> None:
        if self._worker is not None:  # else one that is started is told all
            self._changes.append((sign, ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""))

    def close(self) -> None:
        """End the process that answers queries; the next query starts another."""
        if self._worker is not None:
            self._worker.close()

    def stop(self) -> None:
        """Kill the process from another thread; whoever waits for its answer is told that it ended, and closes it."""
        if self._worker is not None:
            self._worker.kill()

    @property
    def is_open(self) -> bool:
        """Whether there is such a process, or was when it was asked the last time."""
        return self._worker is not None and self._worker.close.alive

    @property
    def is_ready(self) -> bool:
        """Whether the process that answers queries is there."""
        return self._worker is not None and self._worker.is_alive

    def _ask(self, question: Question, timeout: float | None = None) -> tuple[dict[str, Any], bytes]:
        with self._told() as worker:
            return worker.ask(question, self._limits, timeout)

    @contextmanager
    def _told(self) -> Iterator[Worker]:
        """Lend the worker, which knows all quads; what goes wrong in the block ends it."""
        if self._owner != os.getpid():  # forked: the worker is the parent's, as is who holds the lock
            self._forget()
        with self._lock:
            try:
                yield self._informed()
            except BaseException:  # it may go on with what nobody waits for, or know one half
                self.close()
                raise

    def _informed(self) -> Worker:
        """Return a worker that knows all quads."""
        if self._worker is None or not self._worker.is_alive:
            self._worker = Worker()
            self._changes.clear()
            self._worker.tell(*self._all())
        while self._changes:
            self._worker.tell(*self._changes.popleft())
        return self._worker

    def _all(self) -> tuple[str, bytes]:
        """Return what a worker is told first."""
        if "store" in self.__dict__:
            return "+", self.store.dump(format=ox.RdfFormat.N_QUADS) or b""
        return "+", self._dump()

    def _refuse_absent_graphs(self, prepared: Prepared, prefixes: Mapping[str, str]) -> None:
        asked = prepared.graphs(prefixes)
        known = self.graphs() if asked else []
        for iri, token in asked:
            if iri not in known and _is_iri(iri):  # of what is none the engine says so better
                hint = did_you_mean(iri, known) or _NOT_FETCHED
                raise error_at(prepared.query, token.start, f"no graph <{iri}> is loaded", hint)


class DiskEngine(MemoryEngine):
    """Quads on a disk, which are only read, by as many processes as like to; who changes some has all in memory.

    Args:
        folder: of the engine's own files; see `keep_quads`.
        dump: as for `MemoryEngine`.
        limits: what one query may take.
    """

    def __init__(self, folder: Path, dump: Callable[[], bytes], limits: Limits = LIMITS) -> None:
        super().__init__(dump, limits)
        self._folder = folder

    @cached_property
    def store(self) -> ox.Store:
        """The quads in a store in this process; who answers queries then has a copy of it."""
        self.close()
        return super().store

    def _all(self) -> tuple[str, bytes]:
        return super()._all() if "store" in self.__dict__ else ("=", os.fsencode(self._folder))


def keep_quads(folder: Path, dumps: Iterator[bytes], told: Callable[[int], None] = lambda _: None) -> None:
    """Make the folder that a `DiskEngine` reads, of pieces of N-Quads.

    Args:
        folder: where.
        dumps: the pieces.
        told: called with the number of quads that are there, from time to time.

    Raises:
        TermgraphError: where it cannot be written.
    """
    with made_beside(folder) as beside:
        store = ox.Store(str(beside))
        quads = (quad for piece in dumps for quad in worker.parse(piece))
        count = 0
        while some := list(islice(quads, _QUADS)):
            store.bulk_extend(some)
            count += len(some)
            told(count)
        store.flush()
        del store  # gives back the folder


def _size(count: int) -> str:
    """Return a number of bytes as people read it.

    >>> _size(2**30), _size(64 * 2**20), _size(10_000)
    ('1 GB', '64 MB', '10 kB')
    """
    size, unit = next((size, unit) for size, unit in ((2**30, "GB"), (2**20, "MB"), (1, "")) if count >= size)
    return f"{count // size} {unit}" if unit else f"{count // 1000} kB"


def _is_iri(text: str) -> bool:
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def _translated(
    prepared: Prepared, prefixes: Mapping[str, str], kind: str, message: str, limits: Limits
) -> TermgraphError:
    """Return the error that a person is told, for what the engine said."""
    match kind:
        case "SyntaxError":
            from termgraph.store import syntax  # late: only needed for what is wrong

            return syntax.explain(prepared, message, prefixes)
        case "MemoryError":
            return TooLargeError("the result is too large for the memory", hint="ask for less")
        case "LoadError":
            return UnavailableError(f"the vocabulary holds what the engine cannot read: {message[:300]}")
        case "OverflowError":
            most = message or _size(limits.bytes)
            return TooLargeError(f"the result is larger than {most}", hint="ask for less, or with LIMIT")
        case "TermgraphError":
            return TermgraphError(message)
        case "RuntimeError" if message.startswith("The custom function"):
            return TermgraphError(
                f"unknown function {message.rsplit('<', maxsplit=1)[-1].split('>', maxsplit=1)[0]}"
            )
        case _:
            return TermgraphError(f"the query failed: {message[:300]}")
