"""Prose in Jupyter notebooks: the Markdown of their cells, with the place of each letter in the JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from json.decoder import scanstring  # type: ignore[attr-defined]  # it is not told to type checkers
from json.scanner import py_make_scanner  # type: ignore[attr-defined]  # it takes a function that is told of strings
from typing import Any

from termgraph.errors import TermgraphError

_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}(?:\\u[dD][c-fC-F][0-9a-fA-F]{2})?|.)")


class _Text(str):
    """A text of the JSON, with where it begins in it."""

    __slots__ = ("start",)
    start: int


def cells(source: str, path: str) -> tuple[str, list[tuple[int, int]]]:
    r"""Return the Markdown of the cells of a notebook, and pairs of a place in that and the one in the JSON.

    Raises:
        TermgraphError: where it is no notebook.

    >>> cells('{"cells": [{"cell_type": "markdown", "source": ["a \\"b\\"\\n", "c"]}]}', "a.ipynb")
    ('a "b"\nc\n\n', [(0, 49), (2, 51), (3, 53), (4, 54), (5, 56), (6, 62)])
    """
    try:
        notebook = _Decoder().decode(source)
        texts = [list(_texts(cell)) for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise TermgraphError(
            "is no notebook of Jupyter", path, hint=str(error).split("\n")[0][:120]
        ) from None
    made: list[str] = []
    origins: dict[int, int] = {}
    length = 0
    for cell in texts:
        for text in cell:
            origins.update((length + at, place) for at, place in _places(source, text.start))
            made.append(text)
            length += len(text)
        made.append("\n\n")
        length += 2
    return "".join(made), list(origins.items())


def escaped(text: str) -> str:
    r"""Return a text as it stands in the JSON of a notebook.

    >>> escaped('a "b"')
    'a \\"b\\"'
    """
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _texts(cell: Mapping[str, Any]) -> Iterator[_Text]:
    source = cell["source"]
    yield from (source if isinstance(source, list) else [source])


def _places(source: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield where in a text of the JSON letters stand closer together than in the file."""
    end = scanstring(source, start)[1] - 1
    yield 0, start
    length, last = 0, start
    for escape in _ESCAPE.finditer(source, start, end):
        length += escape.start() - last
        yield length, escape.start()
        length, last = length + 1, escape.end()
        yield length, last


class _Decoder(json.JSONDecoder):
    """Reads JSON whose texts know where they begin."""

    def __init__(self) -> None:
        super().__init__()
        self.parse_string = _scanned
        self.scan_once = py_make_scanner(self)


def _scanned(source: str, start: int, strict: bool = True) -> tuple[str, int]:
    text, end = scanstring(source, start, strict)
    made = _Text(text)
    made.start = start
    return made, end
