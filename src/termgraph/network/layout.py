"""Where to draw the network so that every name can be read: the hierarchy as an outline, set in columns.

A force layout of a hundred terms is a hairball whose labels overlap, and takes minutes for ten thousand. Here every
concept has a line of its own, its narrower concepts indented below it, as in a table of contents; branches are set in
columns of about the same height. No two labels can overlap, nothing is random, and the work is linear in the nodes.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from termgraph.names import printable
from termgraph.network.build import edges_of

#: Sizes in the unit of the positions: a pixel at a zoom of 1.
FONT_SIZE = 13
LINE_HEIGHT = 15
ROW_GAP = 3.5
INDENT = 17
#: From the dot at a concept's position to its label, and from the position to the left end of the dot.
LABEL_OFFSET = 10
DOT_RADIUS = 5
BLOCK_PADDING = 8
BLOCK_GAP = 9
COLUMN_GAP = 14

_LONGEST_LINE = 27
_MOST_LINES = 3
_MOST_COLUMNS = 16
#: What one more cut through a branch costs, as a share of the size of the whole.
_COST_OF_A_CUT = 0.015


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node is drawn: its dot at (x, y), its label to the right of it.

    Args:
        x: the middle of the dot.
        y: the middle of the dot, and of the label's first line.
        width: the estimated width of the label.
        lines: the label, broken into lines.
        column: which column of the outline, from 0.
        block: which branch of the outline, from 0.
    """

    x: float
    y: float
    width: float
    lines: tuple[str, ...]
    column: int
    block: int

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of dot and label together."""
        top = self.y - LINE_HEIGHT / 2
        right = self.x + LABEL_OFFSET + self.width
        return self.x - DOT_RADIUS, top, right, top + LINE_HEIGHT * len(self.lines)


@dataclass(frozen=True, slots=True)
class Outline:
    """An outline: the place of each node, and the size of the whole, whose top left corner is (0, 0)."""

    places: Mapping[str, Place]
    width: float
    height: float


def layout(graph: nx.MultiDiGraph[str]) -> dict[str, tuple[float, float]]:
    """Return a position for every node: concepts below their broader concept, terms below the concept they name.

    Always the same for the same network; milliseconds for thousands of nodes.

    >>> graph = nx.MultiDiGraph()
    >>> _ = graph.add_edge("owl", "bird", key="broader")
    >>> layout(graph)["owl"][1] > layout(graph)["bird"][1]
    True
    """
    return {node: (place.x, place.y) for node, place in outline(graph).places.items()}


def outline(
    graph: nx.MultiDiGraph[str], nodes: Collection[str] | None = None, *, aspect: float = 1.4
) -> Outline:
    """Set nodes as an outline in columns.

    Args:
        graph: the network.
        nodes: which of its nodes to set; all where it is None.
        aspect: the width of the space that the outline is for, divided by its height.

    >>> graph = nx.MultiDiGraph()
    >>> _ = graph.add_edge("owl", "bird", key="broader")
    >>> outline(graph).places["owl"].lines
    ('owl',)
    """
    forest = _Forest(graph, graph.nodes if nodes is None else nodes)
    if not forest.order:
        return Outline({}, 0, 0)
    whole = sum(forest.rows[node] for node in forest.order)
    candidates: list[tuple[float, list[list[_Block]]]] = []
    fewest_blocks = 0
    for count in range(1, min(_MOST_COLUMNS, len(forest.order)) + 1):
        blocks = list(forest.blocks(whole / count))
        fewest_blocks = fewest_blocks or len(blocks)
        columns = _packed(blocks, count)
        width, height = _size(columns)
        cost = max(width / aspect, height) * (1 + _COST_OF_A_CUT * (len(blocks) - fewest_blocks))
        candidates.append((cost, columns))
    _, best = min(candidates, key=lambda candidate: candidate[0])
    width, height = _size(best)
    return Outline(dict(forest.set(best, height)), width, height)


@dataclass(frozen=True, slots=True)
class _Block:
    """A run of rows that stay together: (node, depth) from top to bottom."""

    rows: Sequence[tuple[str, int]]
    width: float
    height: float


class _Forest:
    """The hierarchy with one parent each, so that every node has one line."""

    def __init__(self, graph: nx.MultiDiGraph[str], nodes: Collection[str]) -> None:
        wanted = set(nodes)
        names = {node: printable(str(data.get("label") or node)) for node, data in graph.nodes(data=True)}
        self.lines = {node: wrapped(names[node]) for node in graph if node in wanted}
        self.widths = {node: max(map(text_width, lines)) for node, lines in self.lines.items()}
        self.rows = {node: len(lines) * LINE_HEIGHT + ROW_GAP for node, lines in self.lines.items()}
        self.children: dict[str, list[str]] = {}
        parents = _parents(graph, wanted)
        for node in sorted(self.lines, key=lambda node: (names[node].casefold(), node)):
            if node in parents:
                self.children.setdefault(parents[node], []).append(node)
        roots = [node for node in self.lines if node not in parents]
        self.roots = sorted(roots, key=lambda node: (names[node].casefold(), node))
        self.order = [node for root in self.roots for node, _ in self.tree(root)]
        self.heights: dict[str, float] = {}
        for node in reversed(self.order):  # children before their parents
            below = sum(self.heights[child] for child in self.children.get(node, ()))
            self.heights[node] = self.rows[node] + below

    def tree(self, root: str, depth: int = 0, without: Collection[str] = ()) -> Iterator[tuple[str, int]]:
        """Yield a node and all below it, from top to bottom, each with its depth."""
        stack = [(root, depth)]
        while stack:
            node, depth = stack.pop()
            yield node, depth
            children = self.children.get(node, ())
            stack.extend((child, depth + 1) for child in reversed(children) if child not in without)

    def blocks(self, limit: float) -> Iterator[_Block]:
        """Yield the branches as blocks, cutting those that are higher than `limit`; loose nodes make lists."""
        loose = [(root, 0) for root in self.roots if root not in self.children]
        open_ = [root for root in reversed(self.roots) if root in self.children]
        while open_:
            root = open_.pop()
            height = self.heights[root]
            cut: list[str] = []
            large = [child for child in self.children[root] if len(self.children.get(child, ())) > 1]
            for child in sorted(large, key=lambda child: -self.heights[child]):
                if height > limit:
                    cut.append(child)
                    height -= self.heights[child]
            open_.extend(reversed(cut))
            yield from self._cut_into_blocks(list(self.tree(root, 0, cut)), limit)
        yield from self._cut_into_blocks(loose, limit)

    def _cut_into_blocks(self, rows: list[tuple[str, int]], limit: float) -> Iterator[_Block]:
        """Yield rows as blocks of at most about `limit`, all of the same height where there are several."""
        height = sum(self.rows[node] for node, _ in rows)
        left = max(1, round(height / max(limit, 1) + 0.35))
        share = height / left
        part: list[tuple[str, int]] = []
        filled = 0.0
        for node, depth in rows:
            if part and left > 1 and filled + self.rows[node] / 2 > share:
                yield self._block(part)
                left -= 1
                part, filled = [], 0.0
            part.append((node, depth))
            filled += self.rows[node]
        if part:
            yield self._block(part)

    def _block(self, rows: Sequence[tuple[str, int]]) -> _Block:
        width = max(depth * INDENT + LABEL_OFFSET + self.widths[node] for node, depth in rows)
        height = sum(self.rows[node] for node, _ in rows) - ROW_GAP
        return _Block(rows, width + DOT_RADIUS + 2 * BLOCK_PADDING, height + 2 * BLOCK_PADDING)

    def set(self, columns: Sequence[Sequence[_Block]], height: float) -> Iterator[tuple[str, Place]]:
        """Yield the place of every node; columns that are shorter than `height` are spread a little."""
        left = 0.0
        number = 0
        for index, column in enumerate(columns):
            used = sum(block.height for block in column) + BLOCK_GAP * (len(column) - 1)
            spread = min(2.0 * BLOCK_GAP, (height - used) / max(1, len(column) - 1))
            top = 0.0
            for block in column:
                y = top + BLOCK_PADDING
                for node, depth in block.rows:
                    x = left + BLOCK_PADDING + DOT_RADIUS + depth * INDENT
                    middle = round(y + LINE_HEIGHT / 2, 1)
                    yield node, Place(round(x, 1), middle, self.widths[node], self.lines[node], index, number)
                    y += self.rows[node]
                top += block.height + BLOCK_GAP + spread
                number += 1
            left += max(block.width for block in column) + COLUMN_GAP


def _parents(graph: nx.MultiDiGraph[str], wanted: Collection[str]) -> dict[str, str]:
    """Return for each node the one that it is set below: the first broader concept, or the concept that it names."""
    parents: dict[str, str] = {}
    for kind in ("broader", "synonymOf", "abbreviationOf"):
        for node, parent in edges_of(graph, kind):
            # The node that stands for a circle of broader concepts is its own top: there the circle is opened.
            is_top = kind == "broader" and graph.nodes[node].get("top") == node
            if node in wanted and parent in wanted and not is_top and node != parent:
                parents.setdefault(node, parent)
    for start in sorted(parents):  # circles in a network without the attribute `top`
        way = {start}
        here = start
        while here in parents:
            if parents[here] in way:
                del parents[here]
                break
            here = parents[here]
            way.add(here)
    return parents


def _packed(blocks: Sequence[_Block], count: int) -> list[list[_Block]]:
    """Return the blocks in at most `count` columns of about the same height.

    The highest block comes first, and each goes to the column that is still lowest.
    """
    columns: list[list[_Block]] = [[] for _ in range(count)]
    heights = [0.0] * count
    for block in sorted(blocks, key=lambda block: -block.height):
        lowest = heights.index(min(heights))
        columns[lowest].append(block)
        heights[lowest] += block.height + BLOCK_GAP
    place = {id(block): index for index, block in enumerate(blocks)}
    # Within a column, and from column to column, in the order of the branches: alphabetical, as far as it goes.
    filled = [sorted(column, key=lambda block: place[id(block)]) for column in columns if column]
    return sorted(filled, key=lambda column: place[id(column[0])])


def _size(columns: Sequence[Sequence[_Block]]) -> tuple[float, float]:
    width = sum(max(block.width for block in column) for column in columns) + COLUMN_GAP * (len(columns) - 1)
    height = max(sum(block.height for block in column) + BLOCK_GAP * (len(column) - 1) for column in columns)
    return width, height


def wrapped(label: str) -> tuple[str, ...]:
    """Return a label in at most three lines of about 27 characters; what does not fit ends in "…".

    >>> wrapped("multinomial distribution (probability theory)")
    ('multinomial distribution', '(probability theory)')
    """
    lines = textwrap.wrap(
        label, _LONGEST_LINE, max_lines=_MOST_LINES, placeholder=" …", break_on_hyphens=False
    ) or [label]
    return tuple(lines)


def text_width(text: str, size: float = FONT_SIZE) -> float:
    """Return about how wide a text is in a sans-serif font, rather too wide than too narrow.

    >>> text_width("ill") < text_width("mmm") < text_width("語語語")
    True
    """
    return round(sum(map(_em, text)) * size, 1)


def _em(char: str) -> float:
    """Return the width of a character as a share of the font size."""
    if char in "ijl.,:;'|!()[] ftr-":
        return 0.36
    if char in "mwMW—…%@":
        return 0.93
    if unicodedata.east_asian_width(char) in "WF":
        return 1.05
    if unicodedata.combining(char):
        return 0.0
    return 0.7 if char.isupper() else 0.585
