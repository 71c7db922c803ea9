"""Puts a vocabulary into a graph of a SPARQL endpoint: into a graph beside it first, and in its place when it is right.

Whoever asks the server meanwhile gets what was there before, and after that all that is there now. Where anything
fails before that, the graph beside is dropped, and the other one is as it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice

from termgraph.errors import TermgraphError
from termgraph.namespaces import is_absolute_iri
from termgraph.store.endpoint import Endpoint
from termgraph.store.nodes import line_of
from termgraph.store.record import Record, Statement
from termgraph.store.remote import RemoteRecord

#: Statements that are sent at once.
BATCH = 2_000
_SHOWN = 3


def push(
    record: Record,
    queries: Endpoint,
    updates: Endpoint,
    graph: str,
    *,
    accepts_changes: bool = False,
    progress: Callable[[float], None] = lambda _: None,
) -> list[str]:
    """Put what a record says into a graph, in place of what is there; return what the server stores otherwise.

    It is read back before it takes its place. What is said of blank nodes is only counted, since they have no names.

    Args:
        record: it; its graphs become one.
        queries: where to ask.
        updates: where to write.
        graph: the IRI of the graph.
        accepts_changes: whether a server may keep literals in a form of its own, as Virtuoso does with booleans.
        progress: called with the share that is done.

    Raises:
        TermgraphError: where the graph has no IRI, the server refuses, or what arrives is not what was sent.
    """
    if not is_absolute_iri(graph):
        raise TermgraphError(
            f"the graph '{graph}' is no absolute IRI", hint="give one like https://example.org/birds"
        )
    said = sorted({("", *statement[1:]) for statement in record.statements()}, key=line_of)
    if not said:
        raise TermgraphError("there is nothing to push")
    digest = hashlib.sha256("".join(map(line_of, said)).encode()).hexdigest()[:12]
    beside = f"{graph}{'&' if '?' in graph else '?'}pushed={digest}"
    try:
        updates.update(f"DROP SILENT GRAPH <{beside}>")
        sent = 0
        for batch in _batches(said):
            triples = f"{{ GRAPH <{beside}> {{\n{''.join(map(line_of, batch))}}} }}"
            # Virtuoso takes no blank nodes as data, but makes them as all do of what follows from anything.
            updates.update(
                f"INSERT {triples} WHERE {{}}" if _is_blank(batch[0]) else f"INSERT DATA {triples}"
            )
            sent += len(batch)
            progress(0.7 * sent / len(said))
        changed = _differences(
            said, RemoteRecord(queries.at(**{"default-graph-uri": beside}), lambda _: None)
        )
        if changed and not accepts_changes:
            shown = "; ".join(changed[:_SHOWN])
            message = f"the server keeps {len(changed):,} of {len(said):,} statements otherwise: {shown}"
            raise TermgraphError(message, updates.address, hint="--accept-changes takes them so")
    except BaseException:
        with suppress(TermgraphError):
            updates.update(f"DROP SILENT GRAPH <{beside}>")
        raise
    progress(0.95)
    # Where this is not answered, it may yet be done: what is beside must stay, or an empty graph would be moved.
    updates.update(f"MOVE GRAPH <{beside}> TO GRAPH <{graph}>")
    progress(1.0)
    return changed


def _batches(said: Iterable[Statement]) -> Iterator[list[Statement]]:
    """Yield statements to be sent together: all of blank nodes at once, since their names hold for one request."""
    blank = [statement for statement in said if _is_blank(statement)]
    if blank:
        yield blank
    named = (statement for statement in said if not _is_blank(statement))
    while batch := list(islice(named, BATCH)):
        yield batch


def _differences(said: Sequence[Statement], kept: RemoteRecord) -> list[str]:
    """Return the statements that are not kept as they were sent; of those of blank nodes only how many there are."""
    there = set(kept.statements())
    found = [line_of(one).strip() for one in said if not _is_blank(one) and one not in there]
    sent, arrived = (sum(map(_is_blank, some)) for some in (said, there))
    if (len(there), arrived) != (len(said), sent):
        found.append(
            f"{len(there):,} statements are there, {arrived:,} of them of blank nodes, of {sent:,} sent"
        )
    return found


def _is_blank(statement: Statement) -> bool:
    _, subject, _, value = statement
    return subject.startswith("_:") or (isinstance(value, str) and value.startswith("_:"))
