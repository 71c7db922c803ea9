"""The surroundings of a concept as a picture: plain SVG that runs nothing, with a link on every name."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, groupby
from typing import NamedTuple

from markupsafe import Markup, escape

_WIDTH = 720.0
_HEIGHT = 26.0
_GAP = 10.0
_STEP = _HEIGHT + _GAP
#: Between the rows and what they belong to, for the lines.
_ROOM = 40.0
_PADDING = 12.0
_Point = tuple[float, float]
_LETTER = 7.4
#: How many letters wide a text may be.
_LONGEST = 30


class Box(NamedTuple):
    """One name in the picture.

    Attributes:
        label: its text.
        href: where it leads; "" for the concept in the middle.
        kind: the name of the relation, which is a class of its line.
        left: where it begins, from the left of the picture.
        top: the same from above.
        longest: how many letters wide its text may be.
    """

    label: str
    href: str = ""
    kind: str = ""
    left: float = 0.0
    top: float = 0.0
    longest: int = _LONGEST

    @property
    def width(self) -> float:
        """How wide it is."""
        return _fitted(self.label, self.longest)[1]

    @property
    def middle(self) -> tuple[float, float]:
        """The point in its middle."""
        return self.left + self.width / 2, self.top + _HEIGHT / 2


def surroundings(
    name: str, above: Sequence[Box], beside: Sequence[Box], below: Sequence[Box], said: str
) -> Markup:
    """Return the picture: what is above in rows over the name, what is below under it, all else at its sides.

    Args:
        name: what stands in the middle.
        above: what is broader.
        beside: what it is related to otherwise: to the left and right in turn.
        below: what is narrower.
        said: what the picture shows, for who does not see it.

    >>> shown = surroundings("owl", [Box("bird", "../bird/", "broader")], [], [], "owl and what is around it")
    >>> '<a href="../bird/">' in shown, shown.count("<path"), surroundings("owl", [], [], [], "") == ""
    (True, 1, True)
    """
    if not (above or beside or below):
        return Markup()
    up = [*_in_rows(above, 1.0)]
    top = _bottom(up) + _ROOM if up else 1.0
    centre = Box(name)
    longest = min(_LONGEST, int(((_WIDTH - centre.width) / 2 - _ROOM - 2 * _PADDING) / _LETTER))
    sides = [[box._replace(longest=longest) for box in side] for side in (beside[::2], beside[1::2])]
    tall = max(1, *map(len, sides)) * _STEP
    centre = centre._replace(left=(_WIDTH - centre.width) / 2, top=top + (tall - _STEP) / 2)
    left, right = ([*_in_column(side, top + (tall - len(side) * _STEP) / 2)] for side in sides)
    # Each column is even where the lines arrive: none of them crosses a box.
    left = [box._replace(left=1 + _widest(left) - box.width) for box in left]
    right = [box._replace(left=_WIDTH - 1 - _widest(right)) for box in right]
    down = [*_in_rows(below, top + tall - _GAP + _ROOM)]
    (x, y), half, boxes = centre.middle, centre.width / 2, [*up, *left, *right, *down]
    lines = [
        *_upright((x, centre.top), top, _rows(up)[::-1]),
        *_upright((x, centre.top + _HEIGHT), top + tall - _GAP, _rows(down)),
        *(_level(box, (x - half, y), box.left + box.width) for box in left),
        *(_level(box, (x + half, y), box.left) for box in right),
    ]
    size = f"0 0 {_WIDTH:g} {_bottom([centre, *boxes]) + 1:g}"
    shapes = "".join([*lines, *map(_shape, [centre, *boxes])])
    return Markup(  # noqa: S704 (each text in it is escaped)
        f'<svg class="around" viewBox="{size}" role="group" aria-label="{escape(said)}">{shapes}</svg>'
    )


@lru_cache(maxsize=1 << 14)
def _fitted(label: str, longest: int) -> tuple[str, float]:
    """Return the text of a label as it is drawn, and how wide its box is."""
    widths = [*accumulate(map(_letter, label))]
    if not widths or widths[-1] <= longest:
        return label, (widths or [0.0])[-1] * _LETTER + 2 * _PADDING
    kept = bisect_right(widths, longest - 1)
    text = label[:kept].rstrip() + "…"
    return text, sum(map(_letter, text)) * _LETTER + 2 * _PADDING


def _letter(char: str) -> float:
    """Return how many letters wide one is; those of East Asia are almost twice as wide as others."""
    return 1.75 if not char.isascii() and unicodedata.east_asian_width(char) in "WF" else 1.0


@lru_cache(maxsize=1 << 14)
def _escaped(text: str) -> str:
    return str(escape(text))


def _in_column(boxes: Sequence[Box], top: float) -> Iterator[Box]:
    return (box._replace(left=1.0, top=top + at * _STEP) for at, box in enumerate(boxes))


def _in_rows(boxes: Sequence[Box], top: float) -> Iterator[Box]:
    """Yield boxes in rows from there on, none wider than the picture, each in the middle."""
    rows: list[list[tuple[Box, float]]] = []
    wide = 0.0
    for box in boxes:
        width = box.width + _GAP
        if not rows or wide + width - _GAP > _WIDTH - 2:
            rows.append([])
            wide = 0.0
        rows[-1].append((box, width))
        wide += width
    for at, row in enumerate(rows):
        left = (_WIDTH - sum(width for _, width in row) + _GAP) / 2
        for box, width in row:
            yield box._replace(left=left, top=top + at * _STEP)
            left += width


def _bottom(boxes: Sequence[Box]) -> float:
    return max(box.top for box in boxes) + _HEIGHT


def _widest(boxes: Sequence[Box]) -> float:
    return max((box.width for box in boxes), default=0.0)


def _rows(boxes: Sequence[Box]) -> list[list[Box]]:
    return [[*row] for _, row in groupby(boxes, key=lambda box: box.top)]


def _upright(start: _Point, clear: float, rows: Sequence[Sequence[Box]]) -> Iterator[str]:
    """Yield the lines of boxes in rows, the nearest row first: on their way to others they pass between its boxes.

    Args:
        start: where they begin.
        clear: down or up to where they are straight, since there are boxes at the sides.
        rows: the boxes.
    """
    for passed, row in enumerate(rows):
        for box in row:
            at = (start[0], clear)
            steps = [f"V{clear:g}"]
            x = box.middle[0]
            for other in rows[:passed]:
                gap = min(_gaps(other), key=lambda gap: abs(gap - x))
                near, far = _edges(other[0], at)
                steps.append(f"{_bend(at, (gap, near))}V{far:g}")
                at = (gap, far)
            steps.append(_bend(at, (x, _edges(box, at)[0])))
            yield _line(box, start, "".join(steps))


def _gaps(row: Sequence[Box]) -> Iterator[float]:
    """Yield where a line can pass a row of boxes."""
    found = [row[0].left - _GAP / 2, *(box.left + box.width + _GAP / 2 for box in row)]
    return (gap for gap in found if 0 < gap < _WIDTH)


def _edges(box: Box, seen_from: _Point) -> tuple[float, float]:
    """Return the nearer and the farther edge of a box, seen from above or below."""
    edges = box.top, box.top + _HEIGHT
    return edges if seen_from[1] < box.top else edges[::-1]


def _bend(start: _Point, end: _Point) -> str:
    """Return a curve that leaves and arrives upright."""
    half = (start[1] + end[1]) / 2
    return f"C{start[0]:g} {half:g} {end[0]:g} {half:g} {end[0]:g} {end[1]:g}"


def _level(box: Box, start: _Point, to_x: float) -> str:
    """Return the line of a box at a side: it leaves and arrives level."""
    (x, y), to_y = start, box.middle[1]
    half = (x + to_x) / 2
    return _line(box, start, f"C{half:g} {y:g} {half:g} {to_y:g} {to_x:g} {to_y:g}")


def _line(box: Box, start: _Point, steps: str) -> str:
    return f'<path class="line {_escaped(box.kind)}" d="M{start[0]:g} {start[1]:g}{steps}"/>'


def _shape(box: Box) -> str:
    text, width = _fitted(box.label, box.longest)
    drawn = (
        f'<rect x="{box.left:g}" y="{box.top:g}" width="{width:g}" height="{_HEIGHT:g}" rx="13"/>'
        f'<text x="{box.left + width / 2:g}" y="{box.top + _HEIGHT / 2:g}">{_escaped(text)}</text>'
    )
    if not box.href:
        return f'<g class="middle">{drawn}</g>'
    title = f"<title>{_escaped(box.label)}</title>" if text != box.label else ""
    return f'<a href="{_escaped(box.href)}">{title}{drawn}</a>'
