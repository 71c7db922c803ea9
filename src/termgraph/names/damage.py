"""What goes wrong with texts on their way through programs, and what undoes it."""

from __future__ import annotations

import re
import unicodedata

#: Control characters, turners of direction, zero-width spaces, the sign of a broken encoding, private use. Joiners are
#: no part of it, since Persian and Indic scripts need them, nor tabs and line ends, which everybody sees.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ue000-\uf8ff\ufeff\ufffc-\uffff]"
)
#: Those of them that say nothing. The sign of a broken encoding and private characters stand for something.
_IDLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufffc]")
_LINE_ENDS = re.compile("[\u2028\u2029]")


def without_unseen(text: str) -> str:
    r"""Return a text without the characters that cannot be seen and say nothing; a line separator becomes a space.

    >>> without_unseen("barn\u2028ow\u200bl\ufffd")
    'barn owl\ufffd'
    """
    return _IDLE.sub("", _LINE_ENDS.sub(" ", text))


def on_one_line(text: str) -> str:
    r"""Return a text with a space for each line end and tab and the white space around it.

    >>> on_one_line("barn \n\towl")
    'barn owl'
    """
    return re.sub(r"\s+", lambda space: " " if re.search(r"[\t\n\r]", space[0]) else space[0], text)


# UTF-8 that was read as Windows-1252 or Latin-1: each byte has become a character, a letter two to four of them.

_BYTES = {chr(byte): byte for byte in range(0x80, 0x100)}
_BYTES |= {bytes([byte]).decode("cp1252", "ignore"): byte for byte in range(0x80, 0xA0)}
del _BYTES[""]


def _class(first: int, last: int) -> str:
    return f"[{''.join(re.escape(char) for char, byte in _BYTES.items() if first <= byte <= last)}]"


_NEXT = _class(0x80, 0xBF)
#: Without ß as the first of two, which soft hyphens and quotation marks often follow in German.
_SEQUENCE = re.compile(
    f"{_class(0xC2, 0xDE)}{_NEXT}|{_class(0xE0, 0xEF)}{_NEXT}{{2}}|{_class(0xF0, 0xF4)}{_NEXT}{{3}}"
)
_HEBREW = re.compile(f"(?:×{_NEXT}){{2}}")
#: What follows a letter at the end of a word in texts that are in order, and what does so within one.
_SPACING = "\u00a0\u00ad\u201a’‘“”„«»‹›…–—·"
_FOLLOWING = _SPACING + "™®©°ºª²³¹†‡•"
#: After which no language has a letter out of those that Windows-1252 has among its signs, such as š and ž.
_BEFORE_LETTERS = "ÂÃÎÏÐÑ"
_MOST_TIMES = 4
_LAST_LATIN = "\u024f"


def unscrambled(text: str) -> str:
    r"""Return a text with UTF-8 that was read as Latin-1 or Windows-1252 put right, however often; else the text.

    What may as well be meant is left alone: a letter before a sign that follows words too tells nothing.

    >>> unscrambled("Au\u00c3\u009fenhandel"), unscrambled("AuÃŸenhandel"), unscrambled("IRMÔ, “1 Å²”")
    ('Außenhandel', 'Außenhandel', 'IRMÔ, “1 Å²”')
    """
    if text.isascii():
        return text
    better = text
    for _ in range(_MOST_TIMES):
        if not any(_tells(better, found) for found in _SEQUENCE.finditer(better)):
            break
        if any(map(_is_otherwise, better.split(" "))):
            return text
        better = _SEQUENCE.sub(_decoded, better)
    return text if better is text or re.search("[\x80-\x9f]", better) else better


def _is_otherwise(word: str) -> bool:
    """Tell whether a word is of another encoding, such as that of a font, though a part of it could be UTF-8.

    More of it could not than could, or what comes out is no character, or of another script than what stays.
    """
    found = _SEQUENCE.findall(word)
    rest = sum(1 for one in _SEQUENCE.sub("", word) if one in _BYTES and one not in _SPACING)
    made = [char for char in _SEQUENCE.sub(_decoded, word) if char not in word]
    return bool(found) and (
        rest > len(found)
        or any(unicodedata.category(char) in ("Cn", "Co") for char in made)
        or (rest > 0 and any(char.isalpha() and char > _LAST_LATIN for char in made))
    )


def _decoded(found: re.Match[str]) -> str:
    try:
        return bytes(map(_BYTES.__getitem__, found[0])).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


def _tells(text: str, found: re.Match[str]) -> bool:
    """Tell whether a letter and the signs after it can be nothing but one that was read wrongly."""
    first, others = found[0][0], found[0][1:]
    start, end = found.span()
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    if _decoded(found) == found[0]:
        return False
    if len(others) > 1 or any("\x80" <= sign <= "\x9f" for sign in others):
        return any(sign not in _FOLLOWING and not sign.isalpha() for sign in others)
    sign = others[0]
    if first == "×":  # also a sign: only several in a row are Hebrew
        return _HEBREW.match(text, start) is not None
    if before.islower():
        return True  # a capital inside a word, and a sign after it
    if sign.isalpha() and first not in _BEFORE_LETTERS:  # Czech begins words so
        return False
    if first == "Ã" and not before.isalpha():  # which alone is no word, and which nearly all are read as
        return sign not in _FOLLOWING or after.islower()
    return (before.isalpha() and sign not in _FOLLOWING) or (after.isalpha() and sign not in _SPACING)
