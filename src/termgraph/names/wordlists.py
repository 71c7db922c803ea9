"""Lists of words that several rooms go by."""

from __future__ import annotations


def word_set(text: str, separator: str | None = None) -> frozenset[str]:
    """Return what a text lists: words, a space or line apart, or phrases with another separator.

    >>> sorted(word_set("of the")), sorted(word_set("see  also | example", "|"))
    (['of', 'the'], ['example', 'see also'])
    """
    return frozenset(" ".join(word.split()) for word in text.split(separator))


#: Words that give no letter to an acronym.
JOINING_WORDS = word_set("""
    a an and as at by de del der des die du e el en et for from in into la las le les los mit of on or para
    per por the to und using via von with y zur zum
""")
