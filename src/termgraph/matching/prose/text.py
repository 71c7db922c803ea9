"""Prose in plain text, of which only what stands between backquotes and the sessions of a Python prompt are code."""

from __future__ import annotations

import re

from termgraph.matching.prose.source import Finder, Kind

_NO_PROSE = re.compile(
    r"``[^`\n]{1,500}``|`[^`\n]{1,500}`|^[ \t]*(?:>>>|\.\.\.)[ \t].*(?:\n[ \t]*\S.*)*", re.MULTILINE
)


def read(text: str, path: str) -> Finder:
    """Return the prose of a plain text.

    >>> [run[:2] for run in read("An owl sees `x` well.", "a.txt").runs]
    [(0, 12), (15, 21)]
    """
    del path
    finder = Finder(text)
    reveal(finder, 0, len(text))
    return finder


def reveal(finder: Finder, start: int, end: int) -> None:
    """Take what is prose of a stretch of plain text."""
    for found in _NO_PROSE.finditer(finder.text, start, end):
        finder.add(start, found.start(), Kind.TEXT)
        finder.cut()
        start = found.end()
    finder.add(start, end, Kind.TEXT)
    finder.cut()
