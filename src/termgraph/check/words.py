"""How messages write names and lists of them."""

from __future__ import annotations

from collections.abc import Sequence

_MOST = 4
_LONGEST = 80


def quoted(text: str, lang: str = "") -> str:
    """Return a text between quotation marks, cut where it is long, with its language.

    >>> quoted("owl", "en"), quoted("Strix")
    ('“owl”@en', '“Strix”')
    """
    shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return f"“{shown}”@{lang}" if lang else f"“{shown}”"


def listed(items: Sequence[str]) -> str:
    """Return a list as people write it, the first few of many.

    >>> listed(["a", "b"]), listed(["a", "b", "c", "d", "e", "f"])
    ('a and b', 'a, b, c, d and 2 more')
    """
    if len(items) > _MOST:
        return f"{', '.join(items[:_MOST])} and {len(items) - _MOST} more"
    return " and ".join(part for part in (", ".join(items[:-1]), items[-1]) if part) if items else ""
