"""Runs a prepared query: in this process, or in a worker that is killed when its time is up."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from termgraph.errors import QueryTimeoutError, TermgraphError, did_you_mean
from termgraph.store import worker
from termgraph.store.lexer import error_at
from termgraph.store.results import Result
from termgraph.store.sparql import Prepared

_WORKER_MEMORY = 4 * 2**30
_BYTES_A_QUAD_BYTE = 40  # what a byte of N-Quads takes in the worker's address space at most, with a margin


def run(
    engine: ox.Store, prepared: Prepared, prefixes: Mapping[str, str], timeout: float | None = None
) -> Result:
    """Run a query.

    Args:
        engine: the quads.
        prepared: the query, its parameters in place.
        prefixes: those that it need not declare.
        timeout: seconds after which it is stopped; None lets it run as long as it takes, deaf to Ctrl-C (but see
            `interruptible`).

    Raises:
        QueryTimeoutError: when the time is up.
        TermgraphError: for a query that the engine does not understand or cannot answer.
    """
    prepared = prepared.resolved(prefixes)
    _refuse_absent_graphs(engine, prepared, prefixes)
    used = prepared.used(prefixes)  # the engine takes 10 µs to read each prefix
    if timeout is None:
        head, body = _answer_here(engine, prepared, used)
    else:
        head, body = _answer_in_worker(engine, prepared, used, timeout)
    if head["kind"] == "error":
        raise _translated(prepared, prefixes, head["type"], head["message"])
    return Result(head["kind"], body, prefixes={**prefixes, **prepared.prefixes}, boolean=head.get("boolean"))


def _answer_here(
    engine: ox.Store, prepared: Prepared, prefixes: dict[str, str]
) -> tuple[dict[str, Any], bytes]:
    try:
        return worker.answer(engine, prepared.text, prefixes, prepared.takes_union)
    except (SyntaxError, RuntimeError, ValueError, OSError, MemoryError) as error:
        return {"kind": "error", "type": type(error).__name__, "message": str(error)}, b""
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # a bug of the engine; not derived from Exception
            raise
        return {"kind": "error", "type": "PanicException", "message": str(error)}, b""


def _answer_in_worker(
    engine: ox.Store, prepared: Prepared, prefixes: dict[str, str], timeout: float
) -> tuple[dict[str, Any], bytes]:
    import subprocess  # late: it takes longer to import than a query to answer

    quads = engine.dump(format=ox.RdfFormat.N_QUADS) or b""
    request = {
        "query": prepared.text,
        "prefixes": prefixes,
        "union": prepared.takes_union,
        "memory": _WORKER_MEMORY + _BYTES_A_QUAD_BYTE * len(quads),
        "seconds": int(2 * timeout) + 10,
    }
    command = [sys.executable, "-P", str(Path(worker.__file__))]
    process = subprocess.Popen(  # noqa: S603 - no shell, no word of the command comes from outside
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    with process:
        try:
            output, _ = process.communicate(json.dumps(request).encode() + b"\n" + quads, timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            hint = "allow more time, or ask for less: LIMIT, fewer OPTIONALs, a path from one term"
            raise QueryTimeoutError(
                f"the query took more than {timeout:g} s and was stopped", hint=hint
            ) from None
        except BaseException:
            process.kill()
            raise
    head, _, body = output.partition(b"\n")
    if not head:
        message = "the query used up its memory, or crashed the engine"
        return {"kind": "error", "type": "MemoryError", "message": message}, b""
    return json.loads(head), body


def _refuse_absent_graphs(engine: ox.Store, prepared: Prepared, prefixes: Mapping[str, str]) -> None:
    for iri, token in prepared.graphs(prefixes):
        try:
            here = engine.contains_named_graph(ox.NamedNode(iri))
        except ValueError:
            continue  # not an IRI: the engine says so better
        if not here:
            known = sorted(graph.value for graph in engine.named_graphs() if isinstance(graph, ox.NamedNode))
            hint = did_you_mean(iri, known) or "nothing is fetched; leave FROM out to ask all that is loaded"
            raise error_at(prepared.query, token.start, f"no graph <{iri}> is loaded", hint)


def _translated(prepared: Prepared, prefixes: Mapping[str, str], kind: str, message: str) -> TermgraphError:
    """Return the error that a person is told, for what the engine said."""
    match kind:
        case "SyntaxError":
            from termgraph.store import syntax  # late: only needed for what is wrong

            return syntax.explain(prepared, message, prefixes)
        case "MemoryError":
            return TermgraphError(
                f"not enough memory: {message or 'the result is too large'}", hint="ask for less"
            )
        case "RuntimeError" if message.startswith("The custom function"):
            return TermgraphError(
                f"unknown function {message.rsplit('<', maxsplit=1)[-1].split('>', maxsplit=1)[0]}"
            )
        case _:
            return TermgraphError(f"the query failed: {message[:300]}")
