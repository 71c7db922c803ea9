"""Text as it lies in the page's inert script elements: gzip, in characters that need no escaping there."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from functools import cache
from itertools import product
from operator import sub
from typing import Any

from markupsafe import Markup

#: All that can be printed in ASCII but what HTML and editors might take for something else; a pair holds 13 bits, where
#: base64 holds 12.
ALPHABET = "".join(chr(code) for code in range(33, 127) if chr(code) not in "<\\`")
_BITS = 13
_LARGE = 4_000_000
_SLICE = _BITS * 512
_DIGITS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".ljust(256)


def packed(data: Any) -> Markup:
    """Return data packed for an inert script element; scripts/data/codec.js unpacks it.

    >>> len(packed([1, 2, 3])) < 40
    True
    """
    return packed_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")))


def packed_text(text: str) -> Markup:
    """Return a text packed for an inert script element, always the same for the same text."""
    data = text.encode("utf-8", "surrogatepass")
    level = 9 if len(data) < _LARGE else 7  # half the time, for a two-hundredth of the size
    data = gzip.compress(data, level, mtime=0)
    return Markup(encoded(data))  # noqa: S704 (none of the alphabet ends a script element, or is read as a reference in one)


def encoded(data: bytes) -> str:
    """Return bytes as text: 13 bits in two characters, the last pair filled up with zeros.

    Where that would be a whole byte of zeros, one more character says so.

    >>> encoded(b""), encoded(b"owl"), encoded(b"owls")
    ('', 'I2wQ', 'I2wRkg')
    """
    pairs = _pairs()
    parts = []
    # Slices whose bits 13 divides: the numbers stay small, and the work linear.
    for start in range(0, len(data), _SLICE):
        part = data[start : start + _SLICE]
        bits = f"{int.from_bytes(part, 'big'):0{8 * len(part)}b}"
        bits += "0" * (-len(bits) % _BITS)
        parts += [pairs[bits[at : at + _BITS]] for at in range(0, len(bits), _BITS)]
    return "".join(parts) + ALPHABET[0] * (-8 * len(data) % _BITS >= 8)


@cache
def _pairs() -> dict[str, str]:
    """Return the two characters of each number of 13 bits, by bits as text: reading those as a number takes longer."""
    return {
        f"{number:0{_BITS}b}": "".join(pair)
        for number, pair in zip(range(1 << _BITS), product(ALPHABET, repeat=2), strict=False)
    }


def digits(numbers: Iterable[int]) -> list[str]:
    """Return numbers from 0 as strings of digits to the base 64: all last digits, all last but one, and so on.

    Digits of one place resemble each other more than those of one number, and so they pack to what is in them.

    >>> digits([1, 64, 63])
    ['BA_', 'ABA']
    """
    left = list(numbers)
    planes: list[str] = []
    while not planes or any(left):
        planes.append(bytes([number & 63 for number in left]).translate(_DIGITS).decode("ascii"))
        left = [number >> 6 for number in left]
    return planes


def deltas(numbers: Iterable[int], size: int = 0) -> list[int]:
    """Return each number's distance from the one before, which is small where they rise; where not, modulo a size."""
    every = [*numbers]
    steps = map(sub, every, [0, *every])
    return [step % size for step in steps] if size else [*steps]
