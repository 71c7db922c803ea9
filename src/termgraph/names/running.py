"""The words of running text, with what stands between them, in every script.

A word is what letters, digits and marks make together: "C++", "Nesterov's", and whole addresses and dotted names of
programs (`torch.nn`), in which no word of a language stands. In Chinese characters, Hiragana, Thai, Lao, Khmer and
Burmese, which have no spaces, each character is one; a run of Katakana is a word, as it is there. What French, Italian
and Catalan elide before a vowel is a word of its own: "l'énergie".
"""

from __future__ import annotations

import re
from functools import cache

from termgraph.names.keys import all_marks

#: What stands for markup within a text, and divides nothing: `soft**max**`; what stands for code, a formula or a cut.
JOINT, CUT = "\u2060", "\0"
#: The scripts without spaces between words.
_SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U000323af"
)
_IS_SPACELESS = re.compile(f"[{_SPACELESS}]")
#: Between two words of one name: a space, a line break with or without a hyphen before it, a hyphen or a dash.
_JOINS = re.compile(
    rf"{JOINT}*(?:[^\S\n]*(?:-?\n)?[^\S\n{JOINT}]*|[-\u2010-\u2013\u00ad\u200b-\u200d])[{JOINT}\u200b-\u200d\u00ad]*"
)
#: Articles, prepositions and pronouns without their last vowel, by how many letters that leaves.
_ELIDED = (
    "[cdjlmnst]", "qu|un|gl", "all|com|dov", "dell|dall|nell|sull|coll|bell|sant|anch", "jusqu|quest|quell",
    "lorsqu|puisqu|quoiqu",
)  # fmt: skip
_BEHIND = "|".join(rf"(?<=\b(?:{words}).)" for words in _ELIDED)
#: The apostrophe behind one of them. That of "n's" is none, but an English genitive.
_ELISION = rf"['’](?!s\b)(?=[^\W\d_])(?i:{_BEHIND})"
_LONGEST_JOINT = 200  # characters; a wider gap is none between the words of a name


def parts(text: str) -> list[str]:
    """Return a text as what stands before its first word, that, what stands before the next, and so on to its end.

    >>> parts("Torch’s `nn.Linear`, C++"), parts("用softmax")
    (['', 'Torch’s', ' `', 'nn.Linear', '`, ', 'C++', ''], ['', '用', '', 'softmax', ''])
    >>> parts("dell'energia"), parts("l'énergie d’or")
    (['', "dell'", '', 'energia', ''], ['', "l'", '', 'énergie', ' ', 'd’', '', 'or', ''])
    """
    if text.isascii():
        return _word(marked=False, spaceless=False).split(text)
    marked = not _marks().isdisjoint(text)
    return _word(marked, _IS_SPACELESS.search(text) is not None).split(text)


def joins(between: str) -> bool:
    r"""Tell whether two words with this between them may be of one name.

    >>> [joins(between) for between in (" ", "\n  ", "-", "", ", ", " - ", "\n\n")]
    [True, True, True, True, False, False, False]
    """
    return len(between) < _LONGEST_JOINT and _JOINS.fullmatch(between) is not None


@cache
def _word(marked: bool, spaceless: bool) -> re.Pattern[str]:
    """Return what a word looks like; marks, and scripts without spaces, are only looked for where there are some."""
    letter = rf"[^\W{_SPACELESS}]" if spaceless else r"\w"
    mark = rf"[{all_marks()}]" if marked else ""
    run = rf"{letter}+(?:{mark}+{letter}*)*" if marked else rf"{letter}+"
    word = rf"{run}(?:{_ELISION}|://[^\s\0<>]+|(?:[.'’]{run})*(?:[+#]+(?!\w)|\(\))?)"
    return re.compile(rf"({word}|[{_SPACELESS}]{mark and mark + '*'})" if spaceless else f"({word})")


@cache
def _marks() -> frozenset[str]:
    return frozenset(all_marks())
