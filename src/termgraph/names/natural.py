"""The order in which people count: 2 before 10."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"(\d+)")


def natural_key(code: str) -> tuple[tuple[bool, float, str], ...]:
    """Return what codes are sorted by, so that numbers in them count as numbers; after a zero as decimals do.

    >>> sorted(["10", "5.10", "2", "5.03", "5.1", "B2"], key=natural_key)
    ['2', '5.03', '5.1', '5.10', '10', 'B2']
    """
    if not _DIGITS.search(code):  # as most names
        return ((True, 0, code),) if code else ()
    parts = enumerate(_DIGITS.split(code))
    return tuple((not at % 2, _size(part) if at % 2 else 0, part) for at, part in parts if part)


def _size(digits: str) -> float:
    return float(f"0.{digits}") if digits.startswith("0") and len(digits) > 1 else float(digits)
