"""Tables whose terms stand further to the right the narrower they are: in columns of levels, or behind spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from termgraph.readers.blocks.block import Cell, Row

_LEVEL = re.compile(
    r"(?:(?:term|concept)\s*)?(?:level|ebene|stufe|niveau|nivel|livello|tier)\s*\d", re.IGNORECASE
)
_HEADINGS = (Cell("Term", "Term"), Cell("Broader", "Broader"))


def joined(rows: Sequence[Row]) -> list[Row]:
    """Return a table with a column of terms and one of what is broader for its columns of levels; others as they are.

    >>> table = [["Level 1", "Level 2", "Text"], ["bird", "", "Flies."], ["", "owl", "Hunts."], ["fish", "", "Swims."]]
    >>> made = joined([Row(tuple(Cell(text, text) for text in texts), n, n) for n, texts in enumerate(table, 1)])
    >>> [[cell.plain for cell in row.cells] for row in made][1:3]
    [['bird', '', 'Flies.'], ['owl', 'bird', 'Hunts.']]
    """
    levels = [n for n, cell in enumerate(rows[0].cells) if _LEVEL.fullmatch(cell.plain)] if rows else []
    if len(levels) < 2:
        return list(rows)
    done = [replace(rows[0], cells=(*_HEADINGS, *_others(rows[0], levels)))]
    above: list[str] = []
    for row in rows[1:]:
        cells = [row.cells[n] if n < len(row.cells) else Cell("", "") for n in levels]
        deepest = max((n for n, cell in enumerate(cells) if cell.plain), default=-1)
        # What a row leaves out on the left is as in the row above.
        above = [cell.plain or "".join(above[n : n + 1]) for n, cell in enumerate(cells[: deepest + 1])]
        broader = next((name for name in reversed(above[:-1]) if name), "")
        term = cells[deepest] if deepest >= 0 else Cell("", "")
        done.append(replace(row, cells=(term, Cell(broader, broader), *_others(row, levels))))
    return done


def _others(row: Row, levels: Sequence[int]) -> list[Cell]:
    return [cell for n, cell in enumerate(row.cells) if n not in levels]


def parents(texts: Sequence[str]) -> Iterator[str]:
    """Yield for each text what it is indented below, "" for none.

    >>> list(parents(["bird", "  owl", "    barn owl", "  jay", "fish"]))
    ['', 'bird', 'owl', 'bird', '']
    """
    above: list[tuple[int, str]] = []
    for text in texts:
        depth = len(text) - len(text.lstrip(" \t\u00a0"))
        while above and above[-1][0] >= depth:
            above.pop()
        yield above[-1][1] if above else ""
        above.append((depth, text.strip()))
