"""The sentences of running text, each with its place."""

# Punctuation of other scripts is meant.
# ruff: noqa: RUF001

from __future__ import annotations

import re
from collections.abc import Iterator

from termgraph.names.running import CUT, JOINT

#: The end of one: its mark with what closes behind it and a space; an empty line; a cell of a table; the start of a
#: heading or an item of a list.
_END = re.compile(
    r"[.!?][\"'”’»)\]*_]*(?=\s)|[。！？]|\n[^\S\n]*\n|[^\S\n]\|[^\S\n]|\n(?=[^\S\n]*(?:[-*+•|]|#+|\d+\.)\s)"
)
#: Behind these a full stop ends nothing.
_ABBREVIATED = re.compile(
    r"\b(?:e\.g|i\.e|vs|cf|al|approx|Dr|Prof|Mr|Mrs|St|Fig|Eq|resp|z\.B|d\.h|p\.ex|ca|[A-Z])\.\Z"
)
_BEFORE = 12  # characters that are looked at for an abbreviation
_LONGEST = 2_000  # characters; a longer sentence is none, and ends at the next space


def sentences(text: str, covered: str | None = None) -> Iterator[tuple[int, int]]:
    r"""Yield the bounds of the sentences of a text, without the space and the markup around them.

    Args:
        text: the text.
        covered: the same with what is no prose covered; None where all is.

    >>> text = "It is, e.g. Adam, fast.\nIs it?  It is."
    >>> [text[start:end] for start, end in sentences(text)]
    ['It is, e.g. Adam, fast.', 'Is it?', 'It is.']
    """
    prose = text if covered is None else covered
    start = 0
    for found in _END.finditer(text):
        if found.group().startswith(".") and _ABBREVIATED.search(
            text[max(found.start() - _BEFORE, start) : found.start() + 1]
        ):
            continue
        yield from _within(prose, start, found.end())
        start = found.end()
    yield from _within(prose, start, len(text))


def _within(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence without what stands around it; in pieces where it has no end."""
    while end - start > _LONGEST:
        cut = text.rfind(" ", start, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        yield from _bare(text, start, cut)
        start = cut
    yield from _bare(text, start, end)


def _bare(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and (text[start].isspace() or text[start] in (CUT, JOINT)):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in (CUT, JOINT)):
        end -= 1
    if start < end:
        yield start, end
