"""The surroundings of a concept as a picture: plain SVG that runs nothing, with a link on every name."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from termgraph.view.listing import Places
    from termgraph.view.numbered import Numbered

# All lengths are whole and even: so are their halves whole, and texts of them short.
_WIDTH = 720
_HEIGHT = 26
_GAP = 10
_STEP = _HEIGHT + _GAP
#: Between the rows and what they belong to, for the lines.
_ROOM = 40
_PADDING = 12
_LETTER = 7.4
#: How many letters wide a text may be.
_LONGEST = 30
#: How many names a picture has in each direction; the text below it has all.
_AROUND = {"above": 6, "beside": 10, "below": 12}


class Box(NamedTuple):
    """One name in the picture.

    Attributes:
        label: its text.
        href: where it leads.
        kind: the name of the relation, which is a class of its line.
    """

    label: str
    href: str
    kind: str


class _Placed(NamedTuple):
    """A box that has its place: its middle from the left, its upper edge, half its width, and what is drawn in it."""

    box: Box
    x: int
    top: int
    half: int
    drawn: str

    @property
    def shape(self) -> str:
        """The SVG of the box."""
        at = f'transform="translate({self.x} {self.top + _HEIGHT // 2})"'
        return f'<a href="{_escaped(self.box.href)}" {at}>{self.drawn}</a>'


class Pictures:
    """The pictures of what is next to each concept; what is said first there is drawn first.

    Args:
        numbered: the concepts.
        said: what a picture shows, for who does not see it, with `{term}` for the name in its middle.
    """

    def __init__(self, numbered: Numbered, said: str) -> None:
        self.numbered = numbered
        self.said = said

    def of(self, number: int, places: Places) -> Markup:
        """Return the picture of a concept, whose names lead to places."""
        numbered = self.numbered
        sides: dict[str, list[Box]] = {side: [] for side in _AROUND}
        for kind, is_above, edges in self._edges:
            for source, target in edges.get(number, ()):
                other = target if source == number else source
                where = "beside" if not is_above else "above" if source == number else "below"
                if len(sides[where]) < _AROUND[where]:
                    sides[where].append(Box(numbered.label(other)[0], places.concept(other), kind))
        name = numbered.label(number)[0]
        return surroundings(name, said=self.said.format(term=name), **sides)

    @cached_property
    def _edges(self) -> Sequence[tuple[str, bool, Mapping[int, list[tuple[int, int]]]]]:
        """The edges of each kind by the concepts at both of their ends, and whether they lead up."""
        found = []
        for row in self.numbered.relations.drawn:
            by_end: dict[int, list[tuple[int, int]]] = {}
            for edge in self.numbered.edges.get(row.name, ()):
                for end in edge:
                    by_end.setdefault(end, []).append(edge)
            if by_end:
                found.append((row.name, row.look is not None and row.look.side == "above", by_end))
        return found


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
    >>> '<a href="../bird/"' in shown, shown.count("<path"), surroundings("owl", [], [], [], "") == ""
    (True, 1, True)
    """
    if not (above or beside or below):
        return Markup()
    up = _in_rows(above, 1)
    top = up[-1][0].top + _HEIGHT + _ROOM if up else 1
    drawn, half = _drawn(name, _LONGEST)
    sides = beside[::2], beside[1::2]
    tall = max(1, *map(len, sides)) * _STEP
    x, y = _WIDTH // 2, top + (tall - _GAP) // 2
    longest = min(_LONGEST, int((x - half - _ROOM - 2 * _PADDING) / _LETTER))
    left, right = (_in_column(side, top + (tall - len(side) * _STEP) // 2, longest) for side in sides)
    # Each column is even where the lines arrive: none of them crosses a box.
    edges = 1 + _widest(left), _WIDTH - 1 - _widest(right)
    left = [one._replace(x=edges[0] - one.half) for one in left]
    right = [one._replace(x=edges[1] + one.half) for one in right]
    down = _in_rows(below, top + tall - _GAP + _ROOM)
    lines = [
        *_upright((x, y - _HEIGHT // 2), top, up[::-1]),
        *_upright((x, y + _HEIGHT // 2), top + tall - _GAP, down),
        *(_level(one, (x - half, y), edges[0]) for one in left),
        *(_level(one, (x + half, y), edges[1]) for one in right),
    ]
    middle = f'<g class="middle" transform="translate({x} {y})">{drawn}</g>'
    boxes = [one.shape for row in (*up, left, right, *down) for one in row]
    bottom = down[-1][0].top + _HEIGHT if down else top + tall - _GAP
    return Markup(  # noqa: S704 (each text in it is escaped)
        f'<svg class="around" viewBox="0 0 {_WIDTH} {bottom + 1}" role="group" aria-label="{escape(said)}">'
        f"{''.join(lines)}{middle}{''.join(boxes)}</svg>"
    )


@lru_cache(maxsize=1 << 14)
def _drawn(label: str, longest: int) -> tuple[str, int]:
    """Return the box of a label around the point in its middle, and half its width."""
    widths = [*accumulate(map(_letter, label))] or [0.0]
    text = label if widths[-1] <= longest else label[: bisect_right(widths, longest - 1)].rstrip() + "…"
    half = round(sum(map(_letter, text)) * _LETTER / 2) + _PADDING
    title = f"<title>{escape(label)}</title>" if text != label else ""
    rect = (
        f'<rect x="{-half}" y="{-_HEIGHT // 2}" width="{2 * half}" height="{_HEIGHT}" rx="{_HEIGHT // 2}"/>'
    )
    return f"{title}{rect}<text>{escape(text)}</text>", half


def _letter(char: str) -> float:
    """Return how many letters wide one is; those of East Asia are almost twice as wide as others."""
    return 1.75 if not char.isascii() and unicodedata.east_asian_width(char) in "WF" else 1.0


@lru_cache(maxsize=1 << 14)
def _escaped(text: str) -> str:
    return str(escape(text))


def _in_column(boxes: Sequence[Box], top: int, longest: int) -> list[_Placed]:
    placed = []
    for at, box in enumerate(boxes):
        drawn, half = _drawn(box.label, longest)
        placed.append(_Placed(box, 0, top + at * _STEP, half, drawn))
    return placed


def _in_rows(boxes: Sequence[Box], top: int) -> list[list[_Placed]]:
    """Return boxes in rows from there on, none wider than the picture, each in the middle."""
    rows: list[list[_Placed]] = []
    left = _WIDTH
    for box in boxes:
        drawn, half = _drawn(box.label, _LONGEST)
        if left + 2 * half > _WIDTH - 2:
            left = 0
            rows.append([])
        rows[-1].append(_Placed(box, left + half, top + (len(rows) - 1) * _STEP, half, drawn))
        left += 2 * half + _GAP
    return [[*_centred(row)] for row in rows]


def _centred(row: Sequence[_Placed]) -> Iterator[_Placed]:
    room = (_WIDTH - row[-1].x - row[-1].half) // 2
    return (one._replace(x=one.x + room) for one in row)


def _widest(column: Sequence[_Placed]) -> int:
    return max((2 * one.half for one in column), default=0)


def _upright(start: tuple[int, int], clear: int, rows: Sequence[Sequence[_Placed]]) -> Iterator[str]:
    """Yield the lines of boxes in rows, the nearest row first: on their way to others they pass between its boxes.

    Args:
        start: where they begin.
        clear: down or up to where they are straight, since there are boxes at the sides.
        rows: the boxes.
    """
    passed: list[tuple[list[int], int, int]] = []
    for row in rows:
        top = row[0].top
        near, far = (top, top + _HEIGHT) if start[1] < top else (top + _HEIGHT, top)
        for one in row:
            x, y = start[0], clear
            steps = [f"V{clear}"]
            for gaps, begin, end in passed:
                gap = min(gaps, key=lambda gap: abs(gap - one.x))
                steps.append(f"{_bend(x, y, gap, begin)}V{end}")
                x, y = gap, end
            yield _line(one, start, f"{''.join(steps)}{_bend(x, y, one.x, near)}")
        passed.append(([*_gaps(row)], near, far))


def _gaps(row: Sequence[_Placed]) -> Iterator[int]:
    """Yield where a line can pass a row of boxes."""
    found = [row[0].x - row[0].half - _GAP // 2, *(one.x + one.half + _GAP // 2 for one in row)]
    return (gap for gap in found if 0 < gap < _WIDTH)


def _bend(x: int, y: int, to_x: int, to_y: int) -> str:
    """Return a curve that leaves and arrives upright."""
    half = (y + to_y) // 2
    return f"C{x} {half} {to_x} {half} {to_x} {to_y}"


def _level(one: _Placed, start: tuple[int, int], to_x: int) -> str:
    """Return the line of a box at a side: it leaves and arrives level."""
    (x, y), to_y = start, one.top + _HEIGHT // 2
    half = (x + to_x) // 2
    return _line(one, start, f"C{half} {y} {half} {to_y} {to_x} {to_y}")


def _line(one: _Placed, start: tuple[int, int], steps: str) -> str:
    return f'<path class="line {_escaped(one.box.kind)}" d="M{start[0]} {start[1]}{steps}"/>'
