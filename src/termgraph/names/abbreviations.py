"""Which names are abbreviations, and of what: "CNN" of "convolutional neural network"."""

from __future__ import annotations

import re

from termgraph.names.keys import unmarked_key, without_marks, words
from termgraph.names.wordlists import JOINING_WORDS

_WORD = re.compile(r"[^\W_]+")
_FIGURES = {"to": "2", "for": "4"}


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
    parts = [unmarked_key(word) for word in _WORD.findall(long)]
    letters = "".join(parts)
    if key in parts:
        return False
    if not 2 <= len(key) < len(letters) or key[0] != letters[0]:
        return stands_for(short, long)
    if len(parts) == 1:  # clipped: "ConvNet" has capitals or digits inside, "log" is the start
        return len(key) >= 3 and letters.startswith(key) and len(key) <= len(letters) - 2
    if stands_for(short, long):
        return True
    marked = sum(char.isupper() for char in short) > 1 or len(key) <= 5
    return _subsequence(key, parts, every=not marked)


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


def stands_for(short: str, long: str) -> bool:
    """Tell whether a short name may be the initials of a long one; small words and hyphens may count or not.

    >>> stands_for("LSTM", "long short-term memory"), stands_for("BPTT", "backpropagation through time")
    (True, True)
    >>> stands_for("CNN", "recurrent neural network"), stands_for("ReLUs", "Rectified Linear Units")
    (False, True)
    """
    short, long = without_marks(short), without_marks(long)
    # What follows a hyphen may be passed over, as small words may: t-distributed stochastic neighbour embedding.
    parts = [
        (word, number > 0 or word in JOINING_WORDS)
        for token in long.split()
        for number, word in enumerate(words(token))
    ]
    wanted = "".join(words(short)).replace("'", "")
    if wanted.endswith("s") and len(wanted) > 2 and not short.isupper():
        wanted = wanted[:-1]
    # "S2S" is sequence to sequence.
    parts = [
        (_FIGURES[word] if word in _FIGURES and _FIGURES[word] in wanted else word, may)
        for word, may in parts
    ]
    if len(parts) < 2 or len(wanted) < 2 or is_acronym(long):
        return False
    return _fits(wanted, parts)


def _fits(wanted: str, parts: list[tuple[str, bool]]) -> bool:
    """Tell whether letters can be taken in order from words, the first of each run at the start of a word.

    The second of each pair says whether a word may be passed over.
    """
    reached = {(0, 0)}  # (letters taken, words passed)
    ends: set[int] = set()
    while reached:
        taken, passed = reached.pop()
        if passed == len(parts):
            ends.add(taken)
            continue
        word, optional = parts[passed]
        if optional:
            reached.add((taken, passed + 1))
        for length in range(1, min(len(word), 4) + 1):
            # Letters inside a word are taken as well: backPropagation, LeNet, Rectified LInear.
            if taken + length <= len(wanted) and _is_taken(word, wanted[taken : taken + length]):
                reached.add((taken + length, passed + 1))
    return len(wanted) in ends


def _is_taken(word: str, letters: str) -> bool:
    if not word.startswith(letters[0]):
        return False
    at = 0
    for letter in letters:
        at = word.find(letter, at)
        if at < 0:
            return False
        at += 1
    return True
