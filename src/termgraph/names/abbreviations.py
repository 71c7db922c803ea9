"""Which names are abbreviations, of what, and what a text says of that: "CNN" of "convolutional neural network"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from termgraph.names.keys import unmarked_key, without_marks, words
from termgraph.names.wordlists import JOINING_WORDS

_WORD = re.compile(r"[^\W_]+")
_SAYS_SO = (
    r"(?:is|are|was)?\s*(?:an?\s+|the\s+)?(?:(?:short|abbreviation|abbreviated|acronym|initialism)"
    r"(?:\s+(?:form|name))?\s+(?:for|of)|stands?\s+for|(?:is|are)\s+short\s+for)"
)
_TAKEN = r"[\"“'‘(]*\s*((?:[^\W_][\w’'+-]*)(?:[ -][\w’'+-]+){1,7})"
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
    same = sum(a == b for a, b in zip(name.casefold(), initials, strict=False))
    return same if len(initials) == len(name) else 0


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


def expansions(names: Iterable[str], text: str) -> Iterator[tuple[str, str]]:
    """Yield what a text says that a record's abbreviations stand for: (abbreviation, long form).

    >>> list(expansions(["CNN"], "Short for convolutional neural network. Uses filters."))
    [('CNN', 'convolutional neural network')]
    >>> list(expansions(["RBM"], "The restricted Boltzmann machine (RBM) has two layers."))
    [('RBM', 'restricted Boltzmann machine')]
    """
    for name in names:
        if not is_acronym(name.rstrip("s") if name[-1:] == "s" else name):
            continue
        found: dict[str, str] = {}
        for long in (*_said(name, text), *_in_brackets(name, text)):
            found.setdefault(long.casefold(), long)
        yield from ((name, long) for long in found.values())


def _said(name: str, text: str) -> Iterator[str]:
    """Yield what follows "CNN stands for …", or "Short for …" at the beginning of the text."""
    pattern = rf"(?:\A\W*|\b{re.escape(name)}s?\b\W*(?:,\s*)?){_SAYS_SO}\s+(?:an?\s+|the\s+)?{_TAKEN}"
    for match in re.finditer(pattern, text, re.IGNORECASE):
        yield from _trimmed(name, match[1])


def _trimmed(name: str, phrase: str) -> Iterator[str]:
    """Yield the longest beginning of a phrase whose initials are the name."""
    parts = phrase.split(" ")
    for end in range(len(parts), 0, -1):
        if stands_for(name, " ".join(parts[:end])):
            while parts[-1].casefold() in JOINING_WORDS or len(parts) > end:
                parts.pop()
            yield " ".join(parts)
            return


def _in_brackets(name: str, text: str) -> Iterator[str]:
    """Yield the long form before or behind a bracket: "long form (LF)", "LF (long form)"."""
    for match in re.finditer(rf"\(\s*(?:the\s+|or\s+)?{re.escape(name)}s?\s*[,;)]", text):
        before = re.findall(r"[\w’'+-]+", text[max(0, match.start() - 120) : match.start()])
        # As Schwartz and Hearst (2003) do: at most as many words as letters and five, or twice the letters.
        most = min(len(name) + 5, 2 * len(name))
        for length in range(2, most + 1):
            words_before = before[-length:]
            if len(words_before) == length and words_before[0].casefold() not in JOINING_WORDS:
                long = " ".join(words_before)
                if stands_for(name, long):
                    yield long
                    break
    for match in re.finditer(rf"\b{re.escape(name)}s?\s*\(([^()]{{4,80}})\)", text):
        yield from _trimmed(name, match[1].partition(",")[0].strip(" \"“”'"))
