"""Which words of a text have changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_MOST = (
    4000  # tokens; longer texts are told as wholes, since comparing them takes the square of their lengths
)


class Piece(NamedTuple):
    """A part of two texts: what both say ("="), only the old one ("-"), or only the new one ("+")."""

    sign: str
    text: str


def pieces(old: str, new: str) -> list[Piece]:
    """Return what two texts share and what they do not, word by word.

    >>> pieces("It mostly serves two ends.", "It usually serves two ends.")[1:3]
    [Piece(sign='-', text='mostly'), Piece(sign='+', text='usually')]
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(before), len(after)) > _MOST:
        return [Piece("-", old), Piece("+", new)]
    return list(_pieces(before, after))


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    """Yield the pieces; words that have changed and that only a space parts are one."""
    gone = came = ""
    for how, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = "".join(before[start:end]), "".join(after[first:last])
        if how == "equal" and not (old.isspace() and (gone or came)):
            yield from _change(gone, came)
            gone = came = ""
            yield Piece("=", old)
        else:
            gone, came = gone + old, came + new
    yield from _change(gone, came)


def _change(gone: str, came: str) -> Iterator[Piece]:
    """Yield what was said and what is said now, and behind both the space that they share."""
    space = gone[len(gone.rstrip()) :]
    space = space if came.endswith(space) else ""
    texts = (("-", gone.removesuffix(space)), ("+", came.removesuffix(space)), ("=", space))
    yield from (Piece(sign, text) for sign, text in texts if text)
