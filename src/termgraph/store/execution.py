"""The kept process that answers queries: started, fed, asked, killed."""

from __future__ import annotations

import asyncio
import json
import os
import select
import subprocess
import sys
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox

from termgraph.errors import QueryTimeoutError, TermgraphError, UnavailableError
from termgraph.store import worker
from termgraph.store.deadlines import DEADLINES

#: Where termgraph is.
_OURS = Path(__file__).resolve().parents[2]
_SHORT = 2**16  # bytes that a process writes at once, so that nobody waits who reads them
_MOMENT = 1  # milliseconds
_BYTES_A_QUAD_BYTE = 40  # what a byte of N-Quads takes in the worker's address space at most, with a margin


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take.

    Args:
        memory: bytes for the engine to work in, besides what the quads take.
        bytes: how long the answer may be.
        rows: how many rows, or triples, it may have; None for as many as fit.
    """

    memory: int = 4 * 2**30
    bytes: int = 2**30
    rows: int | None = None


#: What a query may take that somebody asks for themselves.
LIMITS = Limits()
#: What a query of a stranger may take, and for how many seconds.
STRANGERS = Limits(memory=2**30, bytes=2**26, rows=250_000)
STRANGERS_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Question:
    """What a worker is asked.

    Args:
        query: in SPARQL.
        prefixes: those that it need not declare.
        union: whether its default graph is the union of all graphs.
        dataset: the IRIs of the graphs that its default graph consists of, and of those that are named ones, whatever
            its FROM clauses say; None where these count.
        base: what relative IRIs are resolved against; "" for nothing.
        format: what the answer is written in, one of `results.FORMATS`; None for SPARQL JSON or N-Triples as the engine
            has them.
        said: the prefixes that it is written with.
        order: the order of its columns; empty for that of the engine.
    """

    query: str
    prefixes: Mapping[str, str] = field(default_factory=dict)
    union: bool = True
    dataset: tuple[Sequence[str], Sequence[str]] | None = None
    base: str = ""
    format: str | None = None
    said: Mapping[str, str] = field(default_factory=dict)
    order: Sequence[str] = ()


#: What `Question` consists of.
_ASKED = tuple(one.name for one in fields(Question))


class Worker:
    """A process that holds quads and answers queries about them, one after the other.

    It ends with `close`, with this object, and with the process that started it, however that ends. It is no longer of
    use after any error: also of one that broke off `tell` or `ask` from outside, such as KeyboardInterrupt. Not to be
    used by two threads at once, nor in the child of a fork.

    >>> worker = Worker()
    >>> worker.tell("+", b"<e:owl> <e:eats> <e:mouse> .")
    >>> worker.ask(Question("ASK { <e:owl> <e:eats> <e:mouse> }"), Limits(), timeout=10)
    ({'kind': 'ask', 'boolean': True}, b'')
    >>> worker.close()
    """

    def __init__(self) -> None:
        engine = Path(ox.__file__).parents[1]
        command = [sys.executable, "-P", "-S", str(Path(worker.__file__)), str(engine), str(_OURS)]
        try:
            self._process = subprocess.Popen(  # noqa: S603 - no shell, no word of the command comes from outside
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        except OSError as error:
            raise TermgraphError(f"no process can be started for queries: {error.strerror}") from None
        self._input, self._output = (
            cast("IO[bytes]", self._process.stdin),
            cast("IO[bytes]", self._process.stdout),
        )
        self._told = 0
        self._is_ready = False
        self.close = weakref.finalize(self, _end, self._process, os.getpid())

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked."""
        return self.close.alive and self._process.poll() is None

    def kill(self) -> None:
        """End the process. Its pipes stay open for who reads them: an event loop never hears of what is closed."""
        self._process.kill()

    def tell(self, sign: str, quads: bytes) -> None:
        """Let it hold more quads (`+`), or fewer (`-`), in N-Quads; or those of a store (`=`), by its folder.

        Raises:
            TermgraphError: when the process has ended.
        """
        self._told += len(quads)
        self._is_ready = False
        self._send(sign.encode(), quads)

    def ask(self, question: Question, limits: Limits, timeout: float | None) -> tuple[dict[str, Any], bytes]:
        """Return what kind of result a query has, and the result; an error of the engine is a kind.

        Args:
            question: the query.
            limits: what it may take.
            timeout: seconds that the engine may work; what it is still to learn before is not counted.

        Raises:
            QueryTimeoutError: when the time is up.
            UnavailableError: when the process ended instead of answering.
        """
        self._make_ready()
        with self._stopped_after(timeout):
            self._put(question, limits)
            head, body = self._receive_sized(), self._receive_sized()
        return json.loads(head), body

    async def awaited(
        self, question: Question, limits: Limits, timeout: float
    ) -> tuple[dict[str, Any], bytes]:
        """Return the same as `ask`, and let an event loop go on meanwhile; not on Windows, whose pipes it cannot watch.

        Raises:
            QueryTimeoutError: when the time is up.
            UnavailableError: when the process ended instead of answering.
        """
        self._make_ready()
        self._put(question, limits)
        if not _comes(self._output):
            await self._waited_for(timeout)
        head, size = self._receive_sized(), self._receive_size()
        body = self._receive(size) if size < _SHORT else await asyncio.to_thread(self._receive, size)
        return json.loads(head), body

    async def _waited_for(self, timeout: float) -> None:
        """Wait until there is something to read.

        Raises:
            QueryTimeoutError: when the time is up.
        """
        try:
            async with asyncio.timeout(timeout):
                await _readable(self._output)
        except TimeoutError:
            self.kill()
            raise _too_long(timeout) from None

    def _put(self, question: Question, limits: Limits) -> None:
        request = {
            **{name: getattr(question, name) for name in _ASKED},
            "memory": limits.memory + _BYTES_A_QUAD_BYTE * self._told,
            "most": limits.bytes,
            "rows": limits.rows,
        }
        self._send(b"?", json.dumps(request).encode())

    def _make_ready(self) -> None:
        """Wait until all is learned."""
        if not self._is_ready:
            self._send(worker.READY, b"")
            self._receive(len(worker.READY))
            self._is_ready = True

    def _send(self, kind: bytes, data: bytes) -> None:
        try:
            for part in (kind, len(data).to_bytes(worker.LENGTH, "big"), data):
                self._input.write(part)
            self._input.flush()
        except OSError:
            raise _ended() from None

    def _receive(self, length: int) -> bytes:
        data = self._output.read(length)
        if len(data) < length:
            raise _ended()
        return data

    def _receive_sized(self) -> bytes:
        return self._receive(self._receive_size())

    def _receive_size(self) -> int:
        return int.from_bytes(self._receive(worker.LENGTH), "big")

    @contextmanager
    def _stopped_after(self, seconds: float | None) -> Iterator[None]:
        if seconds is None:
            yield
            return
        with DEADLINES.within(seconds, self.kill) as deadline:
            try:
                yield
            finally:
                if deadline.is_over:
                    raise _too_long(seconds)


def _comes(pipe: IO[bytes]) -> bool:
    """Wait for a moment, and tell whether there is something to read: to have a loop watch for it takes as long."""
    answer = select.poll()
    answer.register(pipe.fileno(), select.POLLIN)
    return bool(answer.poll(_MOMENT))


async def _readable(pipe: IO[bytes]) -> None:
    """Wait until there is something to read, or the other side has ended."""
    loop = asyncio.get_running_loop()
    is_there = loop.create_future()

    def tell() -> None:
        if not is_there.done():
            is_there.set_result(None)

    loop.add_reader(pipe.fileno(), tell)
    try:
        await is_there
    finally:
        loop.remove_reader(pipe.fileno())
        os.set_blocking(pipe.fileno(), True)  # which some loops change


def _too_long(seconds: float) -> QueryTimeoutError:
    hint = "allow more time, or ask for less: LIMIT, fewer OPTIONALs, a path from one term"
    return QueryTimeoutError(f"the query took more than {seconds:g} s and was stopped", hint=hint)


def _ended() -> UnavailableError:
    return UnavailableError("the query used up its memory, or crashed the engine", "ask for less")


def _end(process: subprocess.Popen[bytes], owner: int) -> None:
    """End a process and leave nothing of it; in a child of a fork, only forget it."""
    if os.getpid() == owner:
        process.kill()
    else:
        process.returncode = 0  # it is not ours to wait for
    with suppress(OSError), process:  # closes the pipes and waits; what was still to be written is of no use
        pass
