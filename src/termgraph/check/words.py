"""How messages write names and lists of them, and what there are several of."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from termgraph.skos import Thesaurus

K = TypeVar("K", bound=Hashable)
V = TypeVar("V", bound=Hashable)

_MOST = 4
_LONGEST = 80


def quoted(text: str, lang: str = "") -> str:
    """Return a text between quotation marks, cut where it is long, with its language.

    >>> quoted("owl", "en"), quoted("Strix")
    ('“owl”@en', '“Strix”')
    """
    shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return f"“{shown}”@{lang}" if lang else f"“{shown}”"


def called(thesaurus: Thesaurus, nodes: Iterable[str]) -> str:
    """Return what some nodes are called, as a list."""
    return listed([thesaurus.called(node) for node in nodes])


def several(pairs: Iterable[tuple[K, V]]) -> Iterator[tuple[K, list[V]]]:
    """Yield each key that has several values, with these in their order.

    >>> list(several([("a", 2), ("b", 3), ("a", 1), ("a", 2)]))
    [('a', [2, 1])]
    """
    first: dict[K, V] = {}
    found: dict[K, dict[V, None]] = {}
    for key, value in pairs:
        if (known := first.setdefault(key, value)) != value:
            found.setdefault(key, {known: None})[value] = None
    return ((key, list(values)) for key, values in found.items())


def listed(items: Sequence[str]) -> str:
    """Return a list as people write it, the first few of many.

    >>> listed(["a", "b"]), listed(["a", "b", "c", "d", "e", "f"])
    ('a and b', 'a, b, c, d and 2 more')
    """
    if len(items) > _MOST:
        return f"{', '.join(items[:_MOST])} and {len(items) - _MOST} more"
    return " and ".join(part for part in (", ".join(items[:-1]), items[-1]) if part) if items else ""
