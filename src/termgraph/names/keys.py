"""When two spellings are one name: case, spaces, hyphens and punctuation do not matter; a marked letter is another.

Three keys, from strict to lenient. Names with one exact or one folded key are one name. Names that share but their
unmarked key ("Bar" and "Bär", "パス" and "バス") are two; who types without marks finds candidates by it.
"""

from __future__ import annotations

import re
import string
import unicodedata
from functools import cache

_NOT_WORD = re.compile(r"[\W_]+")
_PLAIN = str.maketrans(
    string.ascii_uppercase,
    string.ascii_lowercase,
    "".join(char for char in map(chr, range(128)) if not char.isalnum()),
)
#: Marks that say how a character is drawn, and spell nothing.
_SELECTORS = re.compile("[\u034f\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
_TAIL = re.compile(r"(?<=\w)[+#*]+\s*$")


def exact_key(name: str) -> str:
    """Return `name` without regard to case, white space folded: what Unicode calls a canonical caseless match.

    >>> exact_key("  ReLU  unit ")
    'relu unit'
    """
    if name.isascii():
        return " ".join(name.lower().split())
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()).split())


def folded_key(name: str) -> str:
    """Return `name` without case, spaces, hyphens and other punctuation, compatibility forms taken for the letter.

    Marks are letters: accents, voicing marks, vowel signs. A name made of punctuation alone is its own key.

    >>> folded_key("Soft-arg Max"), folded_key("Žliobaitė"), folded_key("R²"), folded_key("C++")
    ('softargmax', 'žliobaitė', 'r2', 'c++')
    """
    if name.isascii():
        bare = name.lower()
        kept = name.translate(_PLAIN)
    else:
        bare = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
        kept = _NOT_WORD.sub(_marks, _SELECTORS.sub("", bare))
    if not any(map(str.isalnum, kept)):
        return exact_key(name)
    # "C++" and "C#" differ from "C" only in what would be thrown away.
    tail = _TAIL.search(bare) if bare.rstrip()[-1] in "+#*" else None
    return kept + tail.group().rstrip() if tail else kept


def unmarked_key(name: str) -> str:
    """Return the folded key of `name` without marks: for finding candidates and for order, never for equality.

    >>> unmarked_key("Žliobaitė"), unmarked_key("パス") == unmarked_key("バス")
    ('zliobaite', True)
    """
    folded = folded_key(name)
    return without_marks(folded) or folded


def without_marks(text: str) -> str:
    """Return `text` without accents, voicing marks, vowel signs; the letters are as they were.

    >>> without_marks("Žliobaitė")
    'Zliobaite'
    """
    if text.isascii():
        return text
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not _is_mark(char))
    return unicodedata.normalize("NFC", bare)


def words(text: str) -> list[str]:
    """Return the words of a name or text: lower case, marks and all; "C++" keeps its signs.

    >>> words("The Žliobaitė k-NN’s C++")
    ['the', 'žliobaitė', 'k', "nn's", 'c++']
    """
    if text.isascii():
        return _word("").findall(text.lower())
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).replace("’", "'")
    # Most marks are one with their letter then; what still stands alone is a vowel sign, or the like.
    return _word(all_marks() if any(map(_is_mark, text)) else "").findall(text)


def _marks(between: re.Match[str]) -> str:
    """Return the marks among what regular expressions take for no letters."""
    text = between.group()
    return "" if text.isascii() else "".join(filter(_is_mark, text))


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"


@cache
def _word(marks: str) -> re.Pattern[str]:
    """Return what a word looks like where, beside letters and digits, these marks are in it."""
    part = rf"(?:[^\W_]|[{marks}])+" if marks else r"[^\W_]+"
    return re.compile(rf"{part}(?:'{part})*[+#]*")


@cache
def all_marks() -> str:
    """Return all marks; regular expressions know no class of them."""
    return "".join(filter(_is_mark, map(chr, range(0x300, 0x20000))))
