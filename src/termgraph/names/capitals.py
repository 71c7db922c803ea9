"""Whether capitals tell two names apart: "IT" is not "it", "MySQL" not "mysql", but "Learning Rate" is "learning rate".

What is told by its capitals has one after the first letter of a word; a word all in capitals that is too long for an
acronym is only printed so. A letter alone is a sign: "g" is no "G".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from termgraph.names.inflection import singular

_WORD = re.compile(r"[^\W\d_]+")
_TOO_LONG = 5  # letters, for an acronym


def cased_key(name: str) -> str:
    """Return `name` without regard to white space, and to case where that tells nothing apart.

    >>> cased_key("Learning  Rate") == cased_key("learning rate"), cased_key("IT") == cased_key("it")
    (True, False)
    """
    text = " ".join(unicodedata.normalize("NFC", name).split())
    if len(text) == 1:
        return text
    return text.lower() if _is_shouted(text) else _WORD.sub(lambda word: _cased(word.group()), text)


def differ_in_capitals(one: str, other: str) -> bool:
    """Tell whether two names that are alike but for case or spelling have a word of which capitals make another.

    >>> [differ_in_capitals(*pair) for pair in (("ITs", "it"), ("Word2Vec", "word2vec"), ("DROPOUT", "dropout"))]
    [True, False, False]
    """
    mine, theirs = _words(one), _words(other)
    return any(mine[word] != theirs[word] for word in mine.keys() & theirs.keys())


def are_shouted(names: Iterable[str]) -> bool:
    """Tell whether the long ones among names are all in capitals, so that capitals say nothing of the short ones.

    >>> [are_shouted(names) for names in (["LOSS", "GRADIENT"], ["LSTM", "Gradient"], ["LSTM", "GPU"])]
    [True, False, False]
    """
    long = [name for name in names if any(len(word) >= _TOO_LONG for word in _WORD.findall(name))]
    return bool(long) and all(name == name.upper() for name in long)


def _words(name: str) -> dict[str, str]:
    """Return the words of a name in the singular, with the letters that tell them apart."""
    if len(name) == 1 or _is_shouted(name):
        return {name.casefold(): name} if len(name) == 1 else _words(name.lower())
    found = {}
    for word in _WORD.findall(unicodedata.normalize("NFC", name)):
        cased = _cased(word)
        one = singular(cased) if cased.islower() else cased.removesuffix("s")
        found[one.casefold()] = one
    return found


def _is_shouted(name: str) -> bool:
    return name.isupper() and any(len(word) >= _TOO_LONG for word in _WORD.findall(name))


def _cased(word: str) -> str:
    shouted = word.isupper() and len(word) >= _TOO_LONG
    return word.lower() if shouted or word[1:] == word[1:].lower() else word
