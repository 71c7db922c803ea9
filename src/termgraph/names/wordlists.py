"""Lists of words that several rooms go by."""

from __future__ import annotations


def word_set(text: str, separator: str | None = None) -> frozenset[str]:
    """Return what a text lists: words, a space or line apart, or phrases with another separator.

    >>> sorted(word_set("of the")), sorted(word_set("see  also | example", "|"))
    (['of', 'the'], ['example', 'see also'])
    """
    return frozenset(" ".join(word.split()) for word in text.split(separator))
