"""How an answer is written: as a table for people, or in a format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from termgraph.errors import TermgraphError
from termgraph.store.results import FORMATS, GRAPH_FORMATS

if TYPE_CHECKING:
    from termgraph.store import NamedQuery, Result

#: The endings of file names that mean a format of rows; those of graphs mean what they do for `export`.
_SUFFIXES = {
    **{f".{name}": name for name in ("csv", "tsv", "json", "xml")},
    ".srj": "json",
    ".srx": "xml",
    ".txt": "table",
    ".parquet": "parquet",
    ".xlsx": "xlsx",
}
#: Files of tables, whose format is no text.
BINARY = ("parquet", "xlsx")
#: What JSON and XML mean where the result is a graph.
_OF_GRAPHS = {"json": "jsonld", "xml": "rdfxml"}


def format_of(name: str) -> str | None:
    """Return the format that the name of a file means; None where it has no ending.

    Raises:
        TermgraphError: for an ending that means none.

    >>> format_of("names.csv"), format_of("graph.ttl"), format_of("names")
    ('csv', 'turtle', None)
    """
    from termgraph.export import WRITERS
    from termgraph.export import format_of as format_of_graph

    suffix = Path(name).suffix.lower()
    found = _SUFFIXES.get(suffix) or format_of_graph(Path(f"graph{suffix}"))
    if not suffix or found in (*FORMATS, *BINARY):
        return found
    of_graphs = [writer.suffixes[0] for key, writer in WRITERS.items() if key in FORMATS]
    hint = f"say one with --format, or end it in {', '.join(dict.fromkeys([*_SUFFIXES, *of_graphs]))}"
    raise TermgraphError(f"the name '{Path(name).name}' means no format", hint=hint)


def fitting(result: Result, format: str | None) -> str:
    """Return what a result is written as where a format was wished for: a table, and Turtle for graphs, where none was.

    >>> from termgraph.store import Result
    >>> fitting(Result("graph"), "json"), fitting(Result("ask", boolean=True), None)
    ('jsonld', 'table')
    """
    if result.kind != "graph":
        return format or "table"
    return _OF_GRAPHS.get(format or "", format or "turtle")


def fits(result: Result, format: str) -> bool:
    """Tell whether a result can be written in a format."""
    return format == "table" or (format in GRAPH_FORMATS) == (result.kind == "graph")


def written(
    result: Result,
    format: str,
    prefixes: Mapping[str, str],
    width: int | None,
    notice: Callable[[str], None] = lambda _: None,
) -> bytes:
    r"""Return a result in a format that fits it.

    Raises:
        TermgraphError: where none does.

    >>> from termgraph.store import Result
    >>> written(Result("ask", boolean=True), "table", {}, None)
    b'yes\n'
    """
    if format in BINARY:
        from termgraph.export.answers import TABLES

        return TABLES[format](result, notice)
    if format == "table":
        from termgraph.store import table

        text = table(result, prefixes, width)
    else:
        text = result.serialize(format)
    return (text if text.endswith("\n") else text + "\n").encode()


def listed(queries: Iterable[NamedQuery]) -> str:
    """Return named queries with their parameters, for people."""
    lines = []
    for query in queries:
        usage = " ".join(f"{p.name}=…" if p.default is None else f"[{p.name}=…]" for p in query.params)
        lines += [click.style(f"{query.name} {usage}".strip(), bold=True), f"    {query.title}"]
        lines += [f"    {parameter.name}: {parameter.help}" for parameter in query.params]
    return "\n".join(lines)
