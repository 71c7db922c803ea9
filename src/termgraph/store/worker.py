"""One query in a process of its own, which can be killed: pyoxigraph has no time-out and heeds no signal.

Run as a script, not with `-m`: it needs nothing of termgraph and starts in half the time. Reads from standard input a
line of JSON (the request), then N-Quads to its end; writes a line of JSON (the answer), then the results.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import pyoxigraph as ox


def answer(
    store: ox.Store, query: str, prefixes: dict[str, str], union: bool
) -> tuple[dict[str, Any], bytes]:
    """Run a query and return what kind of result it has, and the result: SPARQL JSON, or N-Triples of a graph.

    >>> answer(ox.Store(), "ASK {}", {}, True)
    ({'kind': 'ask', 'boolean': True}, b'')
    """
    result = store.query(query, prefixes=prefixes, use_default_graph_as_union=union)
    if isinstance(result, ox.QueryBoolean):
        return {"kind": "ask", "boolean": bool(result)}, b""
    if isinstance(result, ox.QuerySolutions):
        return {"kind": "select"}, result.serialize(format=ox.QueryResultsFormat.JSON) or b""
    return {"kind": "graph"}, result.serialize(format=ox.RdfFormat.N_TRIPLES) or b""


def main() -> None:
    """Answer one request."""
    request = json.loads(sys.stdin.buffer.readline())
    _limit(request["memory"], request["seconds"])
    body = b""
    try:
        store = ox.Store()
        store.load(sys.stdin.buffer.read(), ox.RdfFormat.N_QUADS, lenient=True)
        head, body = answer(store, request["query"], request["prefixes"], request["union"])
    except Exception as error:  # whatever it is, the caller is to be told
        head = {"kind": "error", "type": type(error).__name__, "message": str(error)}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)
    sys.stdout.buffer.flush()


def _limit(memory: int, seconds: int) -> None:
    """Bound the address space, and the processor time, lest the process outlive a caller that was killed."""
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    main()
