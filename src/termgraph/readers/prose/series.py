"""Numbered headings: which numbers of a text are those of its entries, and which are missing."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from termgraph.names.headings import split_number
from termgraph.readers import tuned
from termgraph.readers.prose import shapes
from termgraph.readers.prose.paragraphs import Unit
from termgraph.readers.records import kinds


def series(units: Sequence[Unit], candidates: set[int]) -> dict[int, str]:
    """Return the headings of a series of numbers, with the numbers, where most of the document is in one.

    Args:
        units: the paragraphs.
        candidates: those of the form of a heading.
    """
    best: dict[int, str] = {}
    prose = sum(len(unit.text) > 80 for unit in units)
    for bare in (False, True):
        for found in _by_depth(units, candidates, bare):
            chain = counting(found)
            followed = sum(at + 1 not in candidates and at + 1 < len(units) for at in chain)
            if len(chain) >= tuned.SERIES and len(chain) > len(best) and followed * 2 >= len(chain):
                best = {at: ".".join(map(str, value)) for at, value in found if at in chain}
        if best:
            break
    rest = (at for at in candidates - set(best) if stands_over_text(units, candidates, at))
    others = [at for at in rest if not shapes.is_section(units[at].text)]
    return best if best and len(best) >= len(others) and len(best) * 8 >= prose / 4 else {}


def _by_depth(
    units: Sequence[Unit], candidates: set[int], bare: bool
) -> Collection[list[tuple[int, tuple[int, ...]]]]:
    """Return the numbered headings with their numbers, those of as many parts together ("2", "2.1")."""
    found: dict[int, list[tuple[int, tuple[int, ...]]]] = {}
    for at in sorted(candidates):
        number = split_number(units[at].text.strip(), bare=bare)[0]
        if re.fullmatch(r"\d+(?:\.\d+)*", number) and not kinds.is_chapter(units[at].text):
            value = tuple(int(part) for part in number.split("."))
            found.setdefault(len(value), []).append((at, value))
    return found.values()


def stands_over_text(units: Sequence[Unit], candidates: set[int], at: int) -> bool:
    """Tell whether a heading has a text below it and does not announce a list."""
    return at + 1 < len(units) and at + 1 not in candidates and not units[at].text.rstrip().endswith(":")


def counting(found: Sequence[tuple[int, tuple[int, ...]]]) -> set[int]:
    """Return the longest part of numbered headings that counts up, with steps that leave out one at most.

    >>> sorted(counting([(0, (1,)), (3, (2,)), (4, (1,)), (7, (3,)), (9, (5,))]))
    [0, 3, 7, 9]
    """
    best: list[tuple[int, int]] = []  # length, previous
    by_value: dict[tuple[int, ...], int] = {}
    for at, (_, value) in enumerate(found):
        *stem, last = value
        before = [(*stem, last - 1), (*stem, last - 2), (*stem, last - 3)]
        if last == 1 and stem:  # 1.5 -> 2.1: the end of the chapter before
            before += [key for key in by_value if key[:-1] < tuple(stem)]
        options = [(best[by_value[key]][0], by_value[key]) for key in before if key in by_value]
        length, previous = max(options, default=(0, -1))
        best.append((length + 1, previous))
        if value not in by_value or best[by_value[value]][0] <= length + 1:
            by_value[value] = at
    chain: set[int] = set()
    at = max(range(len(best)), key=lambda at: (best[at][0], at), default=-1)
    while at >= 0:
        chain.add(found[at][0])
        at = best[at][1]
    return chain


def missing_between(number: str, after: str) -> str:
    """Return the number that is left out between two of a series, "" where none or several are.

    >>> missing_between("71", "73"), missing_between("1.1", "1.3"), missing_between("1.5", "2.1")
    ('72', '1.2', '')
    """
    stem, _, last = number.rpartition(".")
    stem_after, _, last_after = after.rpartition(".")
    if (
        not last.isdecimal()
        or not last_after.isdecimal()
        or stem != stem_after
        or int(last_after) != int(last) + 2
    ):
        return ""
    return f"{stem}.{int(last) + 1}".lstrip(".")
