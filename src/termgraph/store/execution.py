"""The kept process that answers queries: started, fed, asked, killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox

from termgraph.errors import QueryTimeoutError, TermgraphError, UnavailableError
from termgraph.store import worker

#: Where termgraph is.
_OURS = Path(__file__).resolve().parents[2]
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
        self.close = weakref.finalize(self, _end, self._process, os.getpid())

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked."""
        return self.close.alive and self._process.poll() is None

    def tell(self, sign: str, quads: bytes) -> None:
        """Let it hold more quads (`+`), or fewer (`-`), in N-Quads; or those of a store (`=`), by its folder.

        Raises:
            TermgraphError: when the process has ended.
        """
        self._told += len(quads)
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
        request = {
            **asdict(question),
            "memory": limits.memory + _BYTES_A_QUAD_BYTE * self._told,
            "most": limits.bytes,
            "rows": limits.rows,
        }
        self._send(b"?", json.dumps(request).encode())
        self._receive(len(worker.BEGUN))
        with self._stopped_after(timeout):
            head, body = self._receive_sized(), self._receive_sized()
        return json.loads(head), body

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
        return self._receive(int.from_bytes(self._receive(worker.LENGTH), "big"))

    @contextmanager
    def _stopped_after(self, seconds: float | None) -> Iterator[None]:
        if seconds is None:
            yield
            return
        is_over = threading.Event()

        def stop() -> None:
            is_over.set()
            self._process.kill()

        timer = threading.Timer(min(seconds, threading.TIMEOUT_MAX), stop)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()
            if is_over.is_set():
                hint = "allow more time, or ask for less: LIMIT, fewer OPTIONALs, a path from one term"
                raise QueryTimeoutError(f"the query took more than {seconds:g} s and was stopped", hint=hint)


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
