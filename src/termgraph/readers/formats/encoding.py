"""Bytes to text: which encoding a document is in, and what of that was a guess.

UTF-8 tells itself from all others by its form. The others differ only in what letters they give, so that the one is
taken whose letters make the likeliest words.
"""

# Letters and punctuation of other scripts are meant.
# ruff: noqa: RUF001

from __future__ import annotations

import re
import unicodedata

from termgraph.errors import TermgraphError

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
#: Tried in this order; of two that do equally well the first is taken.
_SINGLE = (
    "cp1252",
    "cp1250",
    "mac-roman",
    "cp1251",
    "koi8-r",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp866",
    "cp437",
)
_MULTI = ("shift_jis", "euc_jp", "gb18030", "big5", "euc_kr")
#: How much of a document is enough to tell.
_SAMPLE = 60_000

#: The letters that Cyrillic text is mostly made of, and the commonest characters of Chinese in both forms.
_COMMON = {
    "CYRILLIC": frozenset("оеаинтсрвлкмдпуяыьгзб"),
    "GREEK": frozenset("αοιετσνηυρπκμλςίά"),
    "HEBREW": frozenset("יוהלאםרתבמןשכנד"),
    "ARABIC": frozenset("اليمنوترهبدعسفقكةح"),
}
_HAN = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面"
    "這個們來為國說時會對著過發後裡種經麼學現當沒動日本語人大一中出年上分生者自会目度作力体方子動社発的地後立場用学見高"
)
#: The commonest syllables of Korean: particles and endings.
_SYLLABLES = frozenset(
    "이다는을의에가를고지은로하서기사리도인자어과시아대그한있정수나것들만라면장게보제부전일해주"
)
_DECLARED = re.compile(rb"(?:charset\s*=\s*[\"']?|encoding\s*=\s*[\"']|coding[:=]\s*)([A-Za-z0-9._-]{2,30})")


def decode(data: bytes, path: str) -> tuple[str, str, tuple[str, ...]]:
    """Return the text, its encoding, and what was guessed of it.

    >>> decode("Überanpassung".encode("cp1252"), "a.txt")[:2]
    ('Überanpassung', 'cp1252')

    Raises:
        TermgraphError: where the bytes are no text.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _clean(data.decode(name, "replace")), name.removesuffix("-sig"), ()
    wide = _without_mark(data)
    if wide:
        return _clean(data.decode(wide, "replace")), wide, (f"read as {wide}: every other byte is zero",)
    if data[:_SAMPLE].count(0) * 200 > len(data[:_SAMPLE]) or _controls(data[:_SAMPLE]):
        raise TermgraphError(
            "is no text", path, hint="it holds bytes that no text has; name its format with --from"
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _guess(data, error)
    guesses = () if "\0" not in text else ("NUL characters were left out",)
    return _clean(text), "utf-8", guesses


def _clean(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\0", "")


def _without_mark(data: bytes) -> str:
    """Return the encoding of UTF-16 text without a byte order mark, "" where it is none."""
    sample = data[: _SAMPLE & ~1]
    if len(sample) < 4:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd * 2 > half and even * 10 < half:
        return "utf-16-le"
    return "utf-16-be" if even * 2 > half and odd * 10 < half else ""


def _controls(sample: bytes) -> bool:
    """Tell whether there are more control characters than a stray one here and there."""
    strange = sum(
        sample.count(bytes([code]))
        for code in (*range(1, 8), 14, 15, 16, *range(17, 27), 28, 29, 30, 31, 127)
    )
    return strange * 50 > len(sample)


def _guess(data: bytes, error: UnicodeDecodeError) -> tuple[str, str, tuple[str, ...]]:
    """Return the text of bytes that are no UTF-8."""
    high = sum(byte >= 0x80 for byte in data[:_SAMPLE])
    if _nearly_utf8(data):
        line = data.count(b"\n", 0, error.start) + 1
        return (
            _clean(data.decode("utf-8", "replace")),
            "utf-8",
            (f"bytes that are no UTF-8 stand in it, the first in line {line}",),
        )
    declared = _DECLARED.search(data[:2000])
    names = [declared[1].decode("ascii")] if declared else []
    scores: list[tuple[float, int, str, str]] = []
    for rank, name in enumerate([*names, *_SINGLE, *(_MULTI if high > 3 else ())]):
        text = _decoded(data, name)
        if text is not None:
            # What a document says of itself counts, as long as its letters do not speak against it.
            scores.append((_likely(text[:_SAMPLE]) + (0.3 if rank < len(names) else 0), -rank, name, text))
    if not scores:
        return (
            _clean(data.decode("cp1252", "replace")),
            "cp1252",
            ("read as cp1252 (a guess: it is no UTF-8)",),
        )
    _, _, name, text = max(scores)
    return _clean(text), name.lower(), (f"read as {name.lower()} (a guess: it is no UTF-8)",)


def _nearly_utf8(data: bytes) -> bool:
    """Tell whether all but a few of the bytes beyond ASCII are UTF-8: a text with a slip in it."""
    text = data[:_SAMPLE].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    good = sum(char > "\x7f" for char in text) - broken
    return good >= 8 * broken


def _decoded(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError, ValueError):
        if name in ("cp1252", "cp1250", "cp1253", "cp1254", "cp1255"):  # a few bytes are not assigned
            return data.decode(name, "replace")
        return None


def _likely(text: str) -> float:
    """Return how likely a text is, from its characters beyond ASCII: near 1 for words, below 0 for noise."""
    points, count = 0.0, 0
    for before, char, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if char < "\x80":
            continue
        count += 1
        points += _fits(char, before, after)
    return points / count if count else 0.0


def _fits(char: str, before: str, after: str) -> float:
    """Return how well a character stands between its neighbours."""
    category = unicodedata.category(char)
    if category in ("Cc", "Cn", "Co", "Cs") or char == "\ufffd":
        return -2.0
    script = unicodedata.name(char, "").split(" ")[0]
    if category[0] == "L":
        return _letter_fits(char, before, after, script)
    inside = before.isalpha() and after.isalpha()
    if script in ("IDEOGRAPHIC", "FULLWIDTH") or char in "。、，：；（）「」『』《》·":
        return 0.9
    if char in "“”„‘’«»–—…•€£§°©®™×·′\u00a0½¼²³±µ¿¡":
        return -0.3 if inside and char not in "’–—·" else 0.9
    return -1.0 if inside and category in ("So", "Sk", "Sm", "No", "Po") else -0.2


def _letter_fits(char: str, before: str, after: str, script: str) -> float:
    """Return how well a letter of a script stands between its neighbours."""
    # A capital behind a small letter is a sign of noise.
    odd = char.isupper() and before.islower()
    if script in _COMMON:
        near = sum(unicodedata.name(other, "").startswith(script) for other in (before, after))
        likely = 0.9 if char.lower() in _COMMON[script] else 0.3
        return likely + 0.05 * near - 0.3 * (near == 0) - odd
    if script == "LATIN":
        if odd or unicodedata.category(char) == "Lo":
            return -1.0
        plain = char in "äöüßéèêëàâáíìîïóòôõúùûñçåæøœÄÖÜÉÈÀÂÅÆØÓÍÚÁÑÇ"
        return (0.95 if plain else 0.6) if before.isalpha() or after.isalpha() else 0.2
    if script in ("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"):
        return -0.5 if "HALFWIDTH" in unicodedata.name(char) else 1.0
    if script == "HANGUL":
        return 1.0 if char in _SYLLABLES else 0.5
    return (1.0 if char in _HAN else 0.45) if script == "CJK" else 0.0
