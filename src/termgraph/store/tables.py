"""A result as a table for people: columns aligned, IRIs shortened, nothing in it that a terminal would obey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from termgraph.names import language_tag, printable
from termgraph.namespaces import shorten
from termgraph.store.results import Result, Term, is_number, spelt

_GAP = "  "
_MOST_LINES = 8  # of one cell; longer texts are cut with an ellipsis


def table(result: Result, prefixes: Mapping[str, str] | None = None, width: int | None = None) -> str:
    """Return a result as an aligned table with a header; `yes` or `no` for an ASK.

    Args:
        result: rows, yes or no, or a graph (shown as subject, predicate, object).
        prefixes: to shorten IRIs with; the result's own where none are given.
        width: how many columns the terminal has; cells are then wrapped to fit, and cut after a few lines. None for
            no limit: each row is one line.

    >>> from termgraph.store import Store
    >>> birds = Store.from_text('<e:owl> skos:prefLabel "owl"@en ; <e:eggs> 3 .')
    >>> print(table(birds.query("SELECT ?bird ?name ?eggs { ?bird skos:prefLabel ?name ; <e:eggs> ?eggs }")))
    bird   name  eggs
    -----  ----  ----
    e:owl  owl      3
    """
    if result.kind == "ask":
        return "yes" if result.boolean else "no"
    known = result.prefixes if prefixes is None else prefixes
    header, rows = _cells(result)
    columns = [_Column(name, [row[at] for row in rows], known) for at, name in enumerate(header)]
    if not columns:
        return ""
    _fit(columns, width)
    lines = [
        _GAP.join(column.aligned(column.name) for column in columns).rstrip(),
        _GAP.join("-" * column.width for column in columns),
    ]
    for number in range(len(rows)):
        lines += _lines([column.wrapped(number, width is not None) for column in columns], columns)
    return "\n".join(lines)


def _cells(result: Result) -> tuple[list[str], Sequence[Sequence[Term | None]]]:
    if result.kind == "graph":
        return ["subject", "predicate", "object"], [tuple(triple) for triple in result.triples]
    return result.variables, result.rows


class _Column:
    """One column: its texts, how wide it is, and on which side they stand."""

    def __init__(self, name: str, terms: Sequence[Term | None], prefixes: Mapping[str, str]) -> None:
        self.name = name
        languages = {term.language for term in terms if isinstance(term, ox.Literal) and not is_number(term)}
        self.texts = [_text(term, prefixes, with_language=len(languages) > 1) for term in terms]
        bound = [term for term in terms if term is not None]
        self.is_right = bool(bound) and all(is_number(term) for term in bound)
        self.width = max([cell_width(name), *(cell_width(text) for text in self.texts)])

    def aligned(self, text: str) -> str:
        blanks = " " * (self.width - cell_width(text))
        return blanks + text if self.is_right else text + blanks

    def wrapped(self, row: int, is_limited: bool) -> list[str]:
        return wrap(self.texts[row], self.width) if is_limited else [self.texts[row]]


def _lines(cells: Sequence[list[str]], columns: Sequence[_Column]) -> list[str]:
    """Return the lines of one row, its cells side by side."""
    height = max(len(cell) for cell in cells)
    return [
        _GAP.join(
            column.aligned(cell[at] if at < len(cell) else "")
            for cell, column in zip(cells, columns, strict=True)
        ).rstrip()
        for at in range(height)
    ]


def _fit(columns: Sequence[_Column], width: int | None) -> None:
    """Make the widest columns narrower, all of them as wide as each other, until the table fits."""
    if width is None:
        return
    room = max(width - len(_GAP) * (len(columns) - 1), len(columns))
    narrow_first = sorted(columns, key=lambda column: column.width)
    for position, column in enumerate(narrow_first):
        share = room // (len(columns) - position)
        column.width = min(column.width, max(share, 1))
        room -= column.width


def _text(term: Term | None, prefixes: Mapping[str, str], *, with_language: bool) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return printable(shorten(term.value, prefixes))
    if not isinstance(term, ox.Literal):
        return printable(spelt(term))
    text = printable(" ".join(term.value.split()))
    return f"{text} @{language_tag(term.language)}" if with_language and term.language else text


def cell_width(text: str) -> int:
    r"""Return how many columns of a terminal a text takes: East Asian characters take two, combining ones none.

    >>> cell_width("owl"), cell_width("\u9d1e"), cell_width("e\u0301")
    (3, 2, 1)
    """
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth  # late: it takes longer to import than most tables to make

    width: int = wcswidth(text)
    return width if width >= 0 else len(text)


def wrap(text: str, width: int) -> list[str]:
    """Return a text in lines of at most `width` columns, broken between words where it can be, cut after some lines.

    >>> wrap("a barn owl", 6), wrap("supercalifragilistic", 8)
    (['a barn', 'owl'], ['supercal', 'ifragili', 'stic'])
    """
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        candidate = f"{line} {word}" if line else word
        if cell_width(candidate) <= width:
            line = candidate
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, width)
        lines += whole
        if len(lines) > _MOST_LINES:
            break
    lines.append(line)
    if len(lines) > _MOST_LINES:
        last = lines[_MOST_LINES - 1]
        lines = [*lines[: _MOST_LINES - 1], _cut(last, width - 1) + "…"]
    return lines


def _pieces(word: str, width: int) -> list[str]:
    """Return a word in pieces that fit."""
    pieces = []
    while cell_width(word) > width:
        piece = _cut(word, width) or word[0]
        pieces.append(piece)
        word = word[len(piece) :]
    return [*pieces, word]


def _cut(text: str, width: int) -> str:
    """Return the beginning of a text that fits into `width` columns."""
    if text.isascii():
        return text[: max(width, 0)]
    end = min(len(text), max(width, 0))
    while end and cell_width(text[:end]) > width:
        end -= 1
    return text[:end]
