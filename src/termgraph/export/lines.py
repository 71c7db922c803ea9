"""N-Triples and N-Quads: a line a triple, in their canonical form, sorted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from termgraph.export.profiles import Notice, silent
from termgraph.export.relative import Neutral
from termgraph.export.resources import Said, bracketed, pieces
from termgraph.export.sorting import in_order

_TOGETHER = 10_000  # lines


def ntriples(
    said: Said,
    _prefixes: Mapping[str, str],
    base: str | None = None,
    notice: Notice = silent,
) -> Iterator[bytes]:
    r"""Yield N-Triples piece by piece, of which few are in memory; the triples of all graphs are in it.

    Args:
        said: literals as a parser made them, since the engine's store rewrites them.
        base: the address of the file that they were read from. What lies below it is written as if it lay in no folder,
            since N-Triples has no relative IRIs.
        notice: is told how many such IRIs there are.

    >>> from pyoxigraph import RdfFormat, parse
    >>> found = parse(b'<#owl> <e:says> "hoo"@EN-gb .', RdfFormat.TURTLE, base_iri="file:///home/me/owl.ttl")
    >>> [*ntriples([*found], {}, "file:///home/me/owl.ttl", print)]
    1 address is relative in the source, and N-Triples has only absolute ones: ...
    [b'<file:///owl.ttl#owl> <e:says> "hoo"@en-GB .\n']
    """
    return _document(said, "N-Triples", base, notice, merge=True)


def nquads(
    said: Said,
    _prefixes: Mapping[str, str],
    base: str | None = None,
    notice: Notice = silent,
) -> Iterator[bytes]:
    """Yield N-Quads likewise."""
    return _document(said, "N-Quads", base, notice, merge=False)


def _document(said: Said, format_: str, base: str | None, notice: Notice, *, merge: bool) -> Iterator[bytes]:
    neutral = Neutral(base)
    lines = in_order(map(neutral, _lines(said, merge=merge)))
    while some := [*islice(lines, _TOGETHER)]:
        yield "".join(some).encode()
    neutral.tell(format_, notice)


def _lines(said: Said, *, merge: bool) -> Iterator[str]:
    for graph, predicate, (subjects, objects, _) in pieces(said, merge=merge):
        end = f" {bracketed(graph)} .\n" if graph else " .\n"
        verb = f" <{predicate}> "
        nodes = [one if one[0] == "_" else f"<{one}>" for one in subjects]
        values = [one if one[0] in '"_<' else f"<{one}>" for one in objects]
        yield from [one + verb + value + end for one, value in zip(nodes, values, strict=True)]
