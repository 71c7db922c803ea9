"""The process that answers queries: pyoxigraph has no time-out and heeds no signal, so it works where it can be killed.

Run as a script by `execution.Worker`, without `site` and, unless it is to write answers in a format, without termgraph,
so that it starts in a few milliseconds.
It reads messages from standard input: a byte that says what follows, eight that say how long it is, and that. After `+`
and `-` come N-Quads to hold and to hold no longer, after `=` the folder of a store to read instead, after `?` a request
in JSON, which is answered by JSON and the results, each with its length before it. `!` is answered by itself, once
all that came before it is learned.
"""

from __future__ import annotations

import io
import json
import os
import select
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

if __name__ == "__main__":
    sys.path += sys.argv[1:]  # where pyoxigraph is, and termgraph

import pyoxigraph as ox

READY = b"!"  # asks whether, and says that
LENGTH = 8  # bytes that say how long something is


class _Output(io.BytesIO):
    """What is written, up to a size."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > self._most:
            raise OverflowError
        return super().write(data)


def answer(store: ox.Store, request: dict[str, Any]) -> tuple[dict[str, Any], bytes | memoryview]:
    """Run a query and return what kind of result it has, and the result: SPARQL JSON, or N-Triples of a graph.

    >>> question = {"query": "ASK {}", "prefixes": {}, "union": True, "dataset": None, "base": "", "format": None}
    >>> answer(ox.Store(), question)
    ({'kind': 'ask', 'boolean': True}, b'')
    """
    try:
        head, data = _answered(store, request)
        return head, _written(head, data, request) if request["format"] else data
    except (
        BaseException
    ) as error:  # whatever it is, the caller is to be told; the engine's own are no Exceptions
        return _error(type(error).__name__, str(error))


def _answered(store: ox.Store, request: dict[str, Any]) -> tuple[dict[str, Any], bytes | memoryview]:
    default, named = request["dataset"] or (None, None)
    result = store.query(
        request["query"],
        base_iri=request["base"] or None,
        prefixes=request["prefixes"],
        use_default_graph_as_union=request["union"],
        default_graph=None if default is None else [ox.NamedNode(iri) for iri in default],
        named_graphs=None if named is None else [ox.NamedNode(iri) for iri in named],
    )
    if isinstance(result, ox.QueryBoolean):
        return {"kind": "ask", "boolean": bool(result)}, b""
    output = _Output(request["most"])
    if isinstance(result, ox.QuerySolutions):
        result.serialize(output, ox.QueryResultsFormat.JSON)
    else:
        result.serialize(output, ox.RdfFormat.N_TRIPLES)
    is_graph = isinstance(result, ox.QueryTriples)
    data = output.getbuffer()
    _refuse_many(data, is_graph, request["rows"])
    return {"kind": "graph" if is_graph else "select"}, data


def _refuse_many(data: memoryview, is_graph: bool, most: int | None) -> None:
    """Refuse more rows or triples than there may be; the shortest row, `{}`, takes two bytes."""
    if most is None or len(data) < 2 * most:
        return
    if is_graph:
        count = bytes(data).count(b"\n")
    else:
        rows: Iterable[object] = ox.parse_query_results(bytes(data), ox.QueryResultsFormat.JSON)  # type: ignore[assignment]
        count = sum(1 for _ in islice(rows, most + 1))
    if count > most:
        raise OverflowError(f"{most:,} rows")


def _written(head: dict[str, Any], data: bytes | memoryview, request: dict[str, Any]) -> bytes:
    """Return a result in a format; here, since time and memory are bounded here."""
    from termgraph.store.results import Result  # late: other callers do without

    result = Result(head["kind"], bytes(data), prefixes=request["said"], boolean=head.get("boolean"))
    result = result.in_order(request["order"]) if request["order"] else result
    written = result.serialize(request["format"]).encode()
    if len(written) > request["most"]:
        raise OverflowError
    return written


def _error(kind: str, message: str) -> tuple[dict[str, Any], bytes]:
    return {"kind": "error", "type": kind, "message": message}, b""


def parse(data: bytes) -> Iterator[ox.Quad]:
    """Yield quads in N-Quads; blank nodes keep their names, which `Store.load` would change.

    >>> [quad.subject for quad in parse(b"_:b0 <e:eats> <e:mouse> .")]
    [<BlankNode value=b0>]
    """
    return ox.parse(data, ox.RdfFormat.N_QUADS, lenient=True)


def main() -> None:
    """Serve until standard input ends, which it does when the caller ends, however that happens."""
    if (
        os.name == "posix"
    ):  # Ctrl-C is the caller's to heed; on Windows, where that cannot while it waits, this one ends
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    serve = _Server().serve
    threading.Thread(target=_end_with_caller if hasattr(select, "poll") else serve, daemon=True).start()
    serve()


def _end_with_caller() -> None:
    """Wait for the end of standard input, and end then; the thread sleeps meanwhile, whatever is sent."""
    caller = select.poll()
    caller.register(
        sys.stdin.fileno(), 0
    )  # for no event: that the other side has hung up is told all the same
    caller.poll()
    os._exit(0)


class _Server:
    """What is held, and asked for.

    Where a system cannot tell that the caller has ended, two threads take turns, so that while one is busy with a query
    the other notices the end.
    """

    def __init__(self) -> None:
        self._store = ox.Store()
        self._problems: list[str] = []
        self._turn = threading.Lock()
        # Not `sys.stdout`, which PYTHONUNBUFFERED has write each part: who waits would be woken by each.
        self._output = os.fdopen(sys.stdout.fileno(), "wb", closefd=False)

    def serve(self) -> None:
        """Answer one request after the other."""
        try:
            while True:
                with self._turn:
                    request = self._next_request()
                _limit(request["memory"])
                head, body = (
                    _error("LoadError", self._problems[0]) if self._problems else answer(self._store, request)
                )
                line = json.dumps(head).encode()
                self._send(len(line).to_bytes(LENGTH, "big"), line, len(body).to_bytes(LENGTH, "big"), body)
        finally:
            os._exit(1)

    def _next_request(self) -> dict[str, Any]:
        """Learn what there is to learn, up to the next request; what cannot be read is a problem."""
        while True:
            kind = sys.stdin.buffer.read(1)
            if not kind:
                os._exit(0)
            data = sys.stdin.buffer.read(int.from_bytes(sys.stdin.buffer.read(LENGTH), "big"))
            if kind == b"?":
                request: dict[str, Any] = json.loads(data)
                return request
            try:
                self._learn(kind, data)
            except (SyntaxError, ValueError, OSError) as error:
                self._problems.append(str(error))

    def _learn(self, kind: bytes, data: bytes) -> None:
        if kind == READY:
            self._send(READY)
        elif kind == b"=":
            self._store = ox.Store.read_only(data.decode("utf-8", "surrogateescape"))
        elif kind == b"+":
            self._store.extend(parse(data))
        else:
            for quad in parse(data):
                self._store.remove(quad)

    def _send(self, *parts: bytes | memoryview) -> None:
        for part in parts:
            self._output.write(part)
        self._output.flush()


def _limit(memory: int) -> None:
    """Bound the address space."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    most = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


if __name__ == "__main__":
    main()
