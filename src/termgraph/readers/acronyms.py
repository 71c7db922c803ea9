"""Whether a name is made of the letters of another: "CNN" of "convolutional neural network"."""

from __future__ import annotations

import re

from termgraph.names import unmarked_key
from termgraph.readers.lexicon import JOINING_WORDS

_WORD = re.compile(r"[^\W_]+")


def abbreviates(short: str, long: str) -> bool:
    """Tell whether `short` is made of letters of `long`, as acronyms and clipped words are.

    >>> abbreviates("CNN", "Convolutional Neural Network"), abbreviates("GloVe", "Global Vectors")
    (True, True)
    >>> abbreviates("SVM", "Kernel")
    False
    """
    if " " in short or len(short) > 20 or len(long) > 200:
        return False
    key = unmarked_key(short.replace("&", ""))
    key = key[:-1] if len(key) > 2 and key.endswith("s") and any(char.isupper() for char in short) else key
    if not any(map(str.isdigit, long)) and len(bare := short.rstrip("0123456789")) > 2 and bare.isupper():
        key = unmarked_key(bare)  # "CRC32"
    words = [unmarked_key(word) for word in _WORD.findall(long)]
    letters = "".join(words)
    if key in words:
        return False
    if not 2 <= len(key) < len(letters) or key[0] != letters[0]:
        return initials_match(short, long)
    if len(words) == 1:  # clipped: "ConvNet" has capitals or digits inside, "log" is the start
        return len(key) >= 3 and letters.startswith(key) and len(key) <= len(letters) - 2
    if initials_match(short, long):
        return True
    marked = sum(char.isupper() for char in short) > 1 or len(key) <= 5
    return _subsequence(key, words, every=not marked)


def initials_match(short: str, long: str) -> bool:
    """Tell whether `short` is the first letters of the words of `long`, joining words with or without.

    >>> initials_match("MSE", "mean of squared errors"), initials_match("SVM", "kernel machine")
    (True, False)
    """
    key = (
        unmarked_key(short).rstrip("s") if short[-1:] == "s" and short[:-1].isupper() else unmarked_key(short)
    )
    words = [unmarked_key(word) for word in _WORD.findall(long)]
    initials = "".join(word[0] for word in words if word)
    strong = "".join(word[0] for word in words if word and word not in JOINING_WORDS)
    with_two = "".join("2" if word == "to" else word[0] for word in words if word)
    return len(key) > 1 and key in (initials, strong, with_two)


def _subsequence(key: str, words: list[str], *, every: bool) -> bool:
    """Tell whether the letters of `key` stand in the words in order, and most words (or every one) give one."""
    # For each place where the letters so far may end: the most words that may have given one.
    ends: dict[tuple[int, int], int] = {(-1, -1): 0}
    for char in key:
        reached: dict[tuple[int, int], int] = {}
        for index, word in enumerate(words):
            for at in range(len(word)):
                if word[at] == char:
                    used = [count + (index > end[0]) for end, count in ends.items() if end < (index, at)]
                    if used:
                        reached[index, at] = max(used)
        ends = reached
    most = max(ends.values(), default=0)
    needed = sum(word not in JOINING_WORDS for word in words)
    return most > 1 and (most >= needed if every else most * 2 >= needed)


def shared_initials(name: str, base: str) -> int:
    """Return how many letters of a name are the first letters of as many words of another.

    >>> shared_initials("RBN", "Restricted Boltzmann Machine")
    2
    """
    initials = [word[0].casefold() for word in _WORD.findall(base) if word.casefold() not in JOINING_WORDS]
    return (
        sum(a == b for a, b in zip(name.casefold(), initials, strict=False))
        if len(initials) == len(name)
        else 0
    )


def is_acronym(name: str) -> bool:
    """Tell whether a name looks like an acronym, by its capitals.

    >>> is_acronym("ConvNet"), is_acronym("Kernel")
    (True, False)
    """
    return 1 < len(name) <= 10 and " " not in name and sum(char.isupper() for char in name) > 1
