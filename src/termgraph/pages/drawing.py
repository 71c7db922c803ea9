"""The surroundings of a concept as a picture: plain SVG that runs nothing, with a link on every name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

_WIDTH = 720.0
_HEIGHT = 26.0
_GAP = 10.0
_STEP = _HEIGHT + _GAP
#: Between the rows and what they belong to, for the lines.
_ROOM = 40.0
_PADDING = 12.0
_LETTER = 7.4
_LONGEST = 30


class Box(NamedTuple):
    """One name in the picture.

    Attributes:
        label: its text.
        href: where it leads; "" for the concept in the middle.
        kind: the name of the relation, which is a class of its line.
        left: where it begins, from the left of the picture.
        top: the same from above.
    """

    label: str
    href: str = ""
    kind: str = ""
    left: float = 0.0
    top: float = 0.0

    @property
    def text(self) -> str:
        """The text as it is drawn: cut where it is long."""
        return self.label if len(self.label) <= _LONGEST else self.label[: _LONGEST - 1].rstrip() + "…"

    @property
    def width(self) -> float:
        """How wide it is."""
        return _letters(self.text) * _LETTER + 2 * _PADDING

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
    sides = beside[::2], beside[1::2]
    tall = max(1, *map(len, sides)) * _STEP
    centre = Box(name)
    centre = centre._replace(left=(_WIDTH - centre.width) / 2, top=top + (tall - _STEP) / 2)
    left, right = ([*_in_column(side, top + (tall - len(side) * _STEP) / 2)] for side in sides)
    right = [box._replace(left=_WIDTH - box.width - 1) for box in right]
    down = [*_in_rows(below, top + tall - _GAP + _ROOM)]
    (x, y), half, boxes = centre.middle, centre.width / 2, [*up, *left, *right, *down]
    lines = [
        *(_line(box, (x, centre.top), (box.middle[0], box.top + _HEIGHT), upright=True) for box in up),
        *(_line(box, (x, centre.top + _HEIGHT), (box.middle[0], box.top), upright=True) for box in down),
        *(_line(box, (x - half, y), (box.left + box.width, box.middle[1])) for box in left),
        *(_line(box, (x + half, y), (box.left, box.middle[1])) for box in right),
    ]
    size = f"0 0 {_WIDTH:g} {_bottom([centre, *boxes]) + 1:g}"
    shapes = "".join([*lines, *map(_shape, [centre, *boxes])])
    return Markup(  # noqa: S704 (each text in it is escaped)
        f'<svg class="around" viewBox="{size}" role="group" aria-label="{escape(said)}">{shapes}</svg>'
    )


@lru_cache(maxsize=4096)
def _letters(text: str) -> float:
    """Return how many letters a text is wide; those of East Asia are almost twice as wide as others."""
    if text.isascii():
        return len(text)
    return sum(1.75 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _in_column(boxes: Sequence[Box], top: float) -> Iterator[Box]:
    return (box._replace(left=1.0, top=top + at * _STEP) for at, box in enumerate(boxes))


def _in_rows(boxes: Sequence[Box], top: float) -> Iterator[Box]:
    """Yield boxes in rows from there on, none wider than the picture, each in the middle."""
    rows: list[list[Box]] = []
    for box in boxes:
        if not rows or _wide([*rows[-1], box]) > _WIDTH - 2:
            rows.append([])
        rows[-1].append(box)
    for at, row in enumerate(rows):
        left = (_WIDTH - _wide(row)) / 2
        for box in row:
            yield box._replace(left=left, top=top + at * _STEP)
            left += box.width + _GAP


def _wide(row: Sequence[Box]) -> float:
    return sum(box.width + _GAP for box in row) - _GAP


def _bottom(boxes: Sequence[Box]) -> float:
    return max(box.top for box in boxes) + _HEIGHT


def _line(box: Box, start: tuple[float, float], end: tuple[float, float], *, upright: bool = False) -> str:
    """Return the line of a box: it leaves and arrives upright, or else level."""
    (x, y), (to_x, to_y) = start, end
    half_x, half_y = (x + to_x) / 2, (y + to_y) / 2
    bend = f"{x:g} {half_y:g} {to_x:g} {half_y:g}" if upright else f"{half_x:g} {y:g} {half_x:g} {to_y:g}"
    return f'<path class="line {escape(box.kind)}" d="M{x:g} {y:g}C{bend} {to_x:g} {to_y:g}"/>'


def _shape(box: Box) -> str:
    x, y = box.middle
    drawn = (
        f'<rect x="{box.left:g}" y="{box.top:g}" width="{box.width:g}" height="{_HEIGHT:g}" rx="13"/>'
        f'<text x="{x:g}" y="{y:g}">{escape(box.text)}</text>'
    )
    if not box.href:
        return f'<g class="middle">{drawn}</g>'
    title = f"<title>{escape(box.label)}</title>" if box.text != box.label else ""
    return f'<a href="{escape(box.href)}">{title}{drawn}</a>'
