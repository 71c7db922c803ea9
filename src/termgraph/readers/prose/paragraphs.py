"""Lines of a plain text -> its paragraphs: wrapped lines joined, page headers and footers left out."""

# Letters and punctuation of other scripts are meant.
# ruff: noqa: RUF001

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from termgraph.names import UNPRINTABLE
from termgraph.readers import tuned

_PAGE = re.compile(
    r"[\W_]*+(?:page|p\.|seite|página|pagina)?\s*(\d{1,4}|[ivxl]{1,7})(?:\s*(?:of|/|von|de"
    r"|di)\s*\d{1,4})?[\W_]*\Z",
    re.IGNORECASE,
)
#: What web pages leave between entries: it says nothing.
_LEFT_OVER = re.compile(
    r"[\s\[(↑^▲]*(?:back to (?:the )?(?:top|contents|index)|return to top|top of page|nach oben"
    r"|haut de page)[\s\])↑^▲.]*",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*(?:[•‣◦▪▸►●○■□*·–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_ENDED = re.compile(r"[.!?:;…。！？：；؟۔।][\"”’»)\]*_」』]*\Z")


#: What is not seen on a line that looks empty.
_BLANK = " \t\u00a0\u200b\u200c\u200d\u200e\u200f\u2060\u3000\ufeff\u2028\u2029\x1f"


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, or a line that stands alone.

    Args:
        text: its text on one line.
        first: its first line, from 1.
        last: its last line.
        gap: how many blank lines stand before it.
        indent: how far its first line is indented.
        lines: how many lines it has.
    """

    text: str
    first: int
    last: int
    gap: int
    indent: int
    lines: int = 1


@dataclass(frozen=True)
class Text:
    """A plain text: its lines without page headers and footers, and its paragraphs."""

    lines: tuple[str, ...]
    units: tuple[Unit, ...]
    width: int
    dropped: frozenset[int]

    @cached_property
    def filled(self) -> list[int]:
        """The lines, from 0, that hold text and are no page headers or footers."""
        return [at for at, line in enumerate(self.lines) if line.strip() and at not in self.dropped]

    def depth(self, at: int) -> int:
        """Return how far a line (from 0) is indented."""
        return len(self.lines[at]) - len(self.lines[at].lstrip())

    def body(self, first: int, last: int, *, dedent: bool = False) -> str:
        """Return lines `first` to `last` (from 1) as they stand, without page headers and footers."""
        kept = [
            line.rstrip()
            for at, line in enumerate(self.lines[first - 1 : last], first - 1)
            if at not in self.dropped
        ]
        while kept and not kept[0]:
            kept.pop(0)
        while kept and not kept[-1]:
            kept.pop()
        if dedent:
            depth = min((len(line) - len(line.lstrip()) for line in kept if line), default=0)
            kept = [line[depth:] for line in kept]
        return "\n".join(kept)


def ended(text: str) -> bool:
    """Tell whether a text ends as a sentence does.

    >>> ended("It is."), ended("Beam search"), ended('“So it is.”')
    (True, False, True)
    """
    return _ENDED.search(text.rstrip()) is not None


def starts_small(text: str) -> bool:
    """Tell whether the first letter of a text is a small one; scripts without small letters have none."""
    first = next((char for char in text if char.isalnum()), "")
    return first.islower()


def text_of(raw_lines: Sequence[str]) -> Text:
    r"""Return the paragraphs of a text.

    >>> [unit.text for unit in text_of(["Adam", "", "An optimizer that is", "adaptive."]).units]
    ['Adam', 'An optimizer that is adaptive.']
    """
    pages = [at for at, line in enumerate(raw_lines) if "\f" in line]
    lines = tuple(
        UNPRINTABLE.sub("", line.replace("\f", "").replace("\v", " ")).expandtabs(8)
        if "\t" not in line.strip()
        else line
        for line in raw_lines
    )
    dropped = set(_furniture(lines, pages))
    width = _width(lines)
    units: list[Unit] = []
    block: list[int] = []
    gap = 0
    held = False  # a page break stands between, so that the blank lines around it say nothing
    for at, line in enumerate(lines):
        if at in dropped:
            held = True
            continue
        if line.strip(_BLANK):
            if held and units and not block and not ended(units[-1].text) and starts_small(line.strip()):
                joined = units.pop()  # a sentence that goes on behind a page break
                dropped |= set(range(joined.last, at))
                text = f"{joined.text} {line.strip()}"
                units.append(replace(joined, text=text, last=at + 1, lines=joined.lines + 1))
                held = False
                continue
            block.append(at)
            held = False
            continue
        if block:
            units += _split(lines, block, gap, width)
            block, gap = [], 0
        gap += not held
    if block:
        units += _split(lines, block, gap, width)
    return Text(lines, tuple(units), width, frozenset(dropped))


def _width(lines: Sequence[str]) -> int:
    """Return at which column the lines were wrapped, 0 where they were not."""
    followed = sorted(
        len(line.rstrip()) for line, below in itertools.pairwise(lines) if line.strip() and below.strip()
    )
    long = sum(len(line) > tuned.WRAPPED_WIDTH for line in lines)
    if len(followed) < 4 or long * 10 > sum(bool(line.strip()) for line in lines):
        return 0
    width = followed[min(len(followed) - 1, len(followed) * 9 // 10)]
    return width if 30 <= width <= tuned.WRAPPED_WIDTH else 0


def _split(lines: Sequence[str], block: list[int], gap: int, width: int) -> list[Unit]:
    """Return the paragraphs of a run of lines without a blank one: a line that is not full ends one."""
    groups: list[list[int]] = [[block[0]]]
    for above, at in itertools.pairwise(block):
        if _goes_on(lines[above], lines[at], width):
            groups[-1].append(at)
        else:
            groups.append([at])
    units = []
    for number, group in enumerate(groups):
        text = " ".join(lines[at].strip() for at in group)
        indent = len(lines[group[0]]) - len(lines[group[0]].lstrip())
        units.append(Unit(text, group[0] + 1, group[-1] + 1, gap if not number else 0, indent, len(group)))
    return units


def _goes_on(above: str, below: str, width: int) -> bool:
    """Tell whether a line goes on with the one above it."""
    if _BULLET.match(below):
        return False
    text = above.strip()
    if (
        starts_small(below.strip())
        and not ended(text)
        and (len(text) * 2 >= (width or 80) or len(text.split()) > 3)
    ):
        return True
    if ended(text) and len(below.strip()) * 2 < width and not ended(below):
        return False  # a heading below a line that happens to be full
    if not width or (
        abs((len(below) - len(below.lstrip())) - (len(above) - len(above.lstrip()))) > 1
        and not _BULLET.match(above)
    ):
        return False
    return len(above.rstrip()) + 1 + len(below.split(maxsplit=1)[0]) > width


def _furniture(lines: Sequence[str], pages: list[int]) -> frozenset[int]:
    """Return the lines that are page headers, footers and page numbers."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    dropped = {at for at in filled if _LEFT_OVER.fullmatch(lines[at]) or _is_centred_number(lines[at])}
    if len(pages) >= 2:
        dropped |= _edges(lines, filled, pages)
    dropped |= _page_numbers(lines, [at for at in filled if at not in dropped])
    dropped |= _numbered_alike(lines, filled)
    return frozenset(dropped)


def _is_centred_number(line: str) -> bool:
    """Tell whether a line is a number alone in the middle."""
    return len(line) - len(line.lstrip()) >= 20 and _PAGE.fullmatch(line.strip()) is not None


def _far_apart(places: Sequence[int]) -> bool:
    """Tell whether lines stand pages apart; numbers close together are those of entries."""
    return len(places) >= 3 and (places[-1] - places[0]) / (len(places) - 1) >= tuned.PAGE_LINES


def _page_numbers(lines: Sequence[str], filled: list[int]) -> set[int]:
    """Return the lines that are numbers alone which count up by one, pages apart."""
    pages = ((at, _PAGE.fullmatch(lines[at].strip())) for at in filled)
    numbers = [(at, int(found[1])) for at, found in pages if found and found[1].isdigit()]
    steps = ((first, second) for first, second in itertools.pairwise(numbers) if second[1] - first[1] == 1)
    run = {at for step in steps for at, _ in step}
    return run if _far_apart(sorted(run)) else set()


def _numbered_alike(lines: Sequence[str], filled: list[int]) -> set[int]:
    """Return the lines that are the same but for a number that counts up."""
    shapes: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at in filled:
        line = lines[at].strip()
        counts = re.findall(r"\d{1,9}", line) if len(line) < 90 else []
        if 1 <= len(counts) <= 2:
            shapes[re.sub(r"\d+", "#", line)].append((at, int(counts[0])))
    dropped: set[int] = set()
    for shape, found in shapes.items():
        places = [at for at, _ in found]
        steps = [after[1] - before[1] for before, after in itertools.pairwise(found)]
        if _far_apart(places) and steps.count(1) * 2 > len(steps) and re.search(r"[^\W\d_]", shape):
            dropped |= set(places)
    return dropped


def _edges(lines: Sequence[str], filled: list[int], pages: list[int]) -> set[int]:
    """Return the first and last lines of pages that most pages share."""
    edges: list[int] = []
    bounds = [0, *pages, len(lines)]
    for start, stop in itertools.pairwise(bounds):
        here = filled[bisect_left(filled, start) : bisect_left(filled, stop)]
        edges += {*here[:2], *here[-2:]}
    shapes = Counter(re.sub(r"\d+", "#", lines[at].strip()) for at in edges)
    return {at for at in edges if shapes[re.sub(r"\d+", "#", lines[at].strip())] >= max(2, len(bounds) // 2)}
