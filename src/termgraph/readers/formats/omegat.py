"""Glossaries of OmegaT: each line a term, its translation and a comment, with tabs between; of no known languages."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.errors import TermgraphError
from termgraph.readers import Columns
from termgraph.readers.formats.document import open_document
from termgraph.readers.records.assemble import Extra, RawEntry, assemble
from termgraph.records import Dropped, Reading


def read(path: str, columns: Columns | None = None) -> Reading:
    r"""Return what a glossary of OmegaT holds.

    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "a.utf8").write_text("# sailing\nsheet\tSchot\ta rope\nsheet\tSegelleine\n")
    ...     reading = read(folder + "/a.utf8")
    >>> [(record.label, record.body, record.fields) for record in reading.records]
    [('sheet', 'a rope', {'translation': ('Schot', 'Segelleine')})]
    """
    document = open_document(path)
    found: dict[str, list[tuple[int, list[str]]]] = {}
    dropped = []
    for number, cells in _rows(document.text):
        if cells[0] and len(cells) > 1:
            found.setdefault(cells[0], []).append((number, cells))
        else:
            dropped.append(Dropped(f"line {number}", "a line without a term and a translation between tabs"))
    if not found:
        hint = "a line has a term, its translation and a comment, with tabs between them"
        raise TermgraphError("holds no terms", path, hint=hint)
    told = "translations are kept beside the terms, since the file does not tell their language"
    raws = [_entry(term, lines) for term, lines in found.items()]
    return assemble(path, "omegat", raws, guesses=[*document.guesses, told], dropped=dropped)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the numbers and the cells of the lines that say something."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            yield number, [cell.strip() for cell in line.split("\t", 2)]


def _entry(term: str, lines: list[tuple[int, list[str]]]) -> RawEntry:
    translations = tuple(dict.fromkeys(cells[1] for _, cells in lines if cells[1]))
    comments = "\n\n".join(dict.fromkeys(cells[2] for _, cells in lines if len(cells) > 2 and cells[2]))
    extra = Extra("entry", fields={"translation": translations}, exact=True)
    return RawEntry(term, comments, lines[0][0], lines[-1][0], extra=extra)
