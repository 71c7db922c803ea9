"""N-Triples and N-Quads: a line a triple, in their canonical form, sorted."""

from __future__ import annotations

from collections.abc import Mapping

from termgraph.export.profiles import Notice, silent
from termgraph.export.relative import Neutral
from termgraph.export.resources import Column, Said, bracketed, columns


def ntriples(
    said: Said,
    _prefixes: Mapping[str, str],
    base: str | None = None,
    notice: Notice = silent,
) -> bytes:
    r"""Return N-Triples; the triples of all graphs are in it.

    Args:
        said: literals as a parser made them, since the engine's store rewrites them.
        base: the address of the file that they were read from. What lies below it is written as if it lay in no folder,
            since N-Triples has no relative IRIs.
        notice: is told how many such IRIs there are.

    >>> from pyoxigraph import RdfFormat, parse
    >>> found = parse(b'<#owl> <e:says> "hoo"@EN-gb .', RdfFormat.TURTLE, base_iri="file:///home/me/owl.ttl")
    >>> ntriples([*found], {}, "file:///home/me/owl.ttl", print)
    1 address is relative in the source, and N-Triples has only absolute ones: ...
    b'<file:///owl.ttl#owl> <e:says> "hoo"@en-GB .\n'
    """
    return _document(columns(said, merge=True)[0], "N-Triples", base, notice)


def nquads(
    said: Said,
    _prefixes: Mapping[str, str],
    base: str | None = None,
    notice: Notice = silent,
) -> bytes:
    """Return N-Quads likewise."""
    return _document(columns(said)[0], "N-Quads", base, notice)


def _document(
    named: Mapping[str, Mapping[str, Column]], format_: str, base: str | None, notice: Notice
) -> bytes:
    neutral = Neutral(base)
    lines: list[str] = []
    for graph, said in named.items():
        end = f" {bracketed(graph)} .\n" if graph else " .\n"
        for predicate, (subjects, objects, _) in said.items():
            verb = f" <{predicate}> "
            nodes = [one if one[0] == "_" else f"<{one}>" for one in subjects]
            values = [one if one[0] in '"_<' else f"<{one}>" for one in objects]
            lines += [one + verb + value + end for one, value in zip(nodes, values, strict=True)]
    lines = sorted({*map(neutral, lines)})
    neutral.tell(format_, notice)
    return "".join(lines).encode()
