"""Lines of a printed page as blocks: what is a heading, where a paragraph ends, what stands on every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from statistics import median

from termgraph.readers.blocks.block import Block
from termgraph.readers.blocks.runs import Run, markdown, plain

_PAGE_NUMBER = re.compile(
    r"\W*(?:page|seite|p\.)?\s*(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of|von|de)\s*\d{1,4})?\W*", re.IGNORECASE
)
#: "Term . . . . . 12": a line of a table of contents.
_LEADER = re.compile(r"(?:\.\s?){4,}\s*\d+\s*\Z|(?:…\s?){2,}\d+\s*\Z")
_BULLET = re.compile(r"\s*([•▪‣◦●○■□–*\u2022\uf0b7\u00b7-])\s+(?=\S)")
_HYPHENS = ("-", "\u2010", "\u2011")
#: Fonts without a stated encoding give Windows' bullets and quotes as control characters.
_WINDOWS = {n: bytes([n]).decode("cp1252", "ignore") for n in range(0x80, 0xA0)}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text on a page.

    Args:
        text: its characters.
        x: where it begins, from the left.
        y: the height of its base line, from the bottom.
        size: the size of its letters.
        bold: whether they are heavy.
        italic: whether they slant.
    """

    text: str
    x: float
    y: float
    size: float
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page."""

    pieces: tuple[Piece, ...]
    page: int

    @property
    def text(self) -> str:
        """Its characters, white space folded."""
        return " ".join("".join(piece.text for piece in self.pieces).split())

    @property
    def x(self) -> float:
        """Where it begins."""
        return self.pieces[0].x

    @property
    def y(self) -> float:
        """How high it stands."""
        return self.pieces[0].y

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        sizes: Counter[float] = Counter()
        for piece in self.pieces:
            sizes[piece.size] += len(piece.text.strip())
        return sizes.most_common(1)[0][0]

    @property
    def bold(self) -> bool:
        """Whether all of it is heavy."""
        return all(piece.bold for piece in self.pieces if piece.text.strip())


def gathered(pieces: Sequence[Piece], page: int) -> list[Line]:
    """Return the lines that pieces of text make up: those at one height, one behind the other.

    >>> [line.text for line in gathered([Piece("A ", 0, 9, 9), Piece("bird", 9, 9, 9), Piece("flies", 0, 0, 9)], 1)]
    ['A bird', 'flies']
    >>> [line.text for line in gathered([Piece("A low", 0, 9, 9), Piece("-", 30, 9, 9), Piece("set", 33, 9, 9)], 1)]
    ['A low-set']
    """
    lines: list[list[Piece]] = []
    for piece, following in zip_longest(pieces, pieces[1:]):
        clean = replace(piece, text=_CONTROL.sub("", piece.text.translate(_WINDOWS)))
        if not clean.text.strip():
            continue
        before = lines[-1][-1] if lines else None
        # Raised and lowered letters stand less than a line away.
        if (
            before is not None
            and abs(before.y - clean.y) < 0.5 * max(before.size, clean.size, 1)
            and clean.x >= before.x - 1
        ):
            gap = clean.x - before.x - 0.45 * before.size * len(before.text)
            spaced = before.text[-1:].isspace() or clean.text[:1].isspace() or gap < 0.2 * before.size
            # A hyphen that the next letters touch, as Word sets it apart: "double-blind".
            spaced |= (
                clean.text == "-" and following is not None and 0 < following.x - clean.x < 0.5 * clean.size
            )
            lines[-1].append(clean if spaced else replace(clean, text=" " + clean.text))
        else:
            lines.append([clean])
    return [Line(tuple(line), page) for line in lines]


def blocks(lines: Sequence[Line]) -> tuple[list[Block], list[str]]:
    """Return the blocks of all pages, and what was guessed."""
    kept, dropped = _without_furniture(lines)
    guesses = []
    if dropped:
        guesses.append(f"left out {dropped} lines that stand at the edge of many pages, or number them")
    body = _body_size(kept)
    heavy = sum(len(line.text) for line in kept if line.bold) > 0.5 * sum(len(line.text) for line in kept)
    levels = _levels(kept, body, heavy)
    maker = _BlockMaker(_spacing(kept), _words(kept))
    before: Line | None = None
    for number, line in enumerate(kept, 1):
        level = levels.get(_look(line), 0) if _may_be_heading(line) else 0
        if level:
            maker.heading(number, line, level, before)
        else:
            maker.text(number, line, before)
        before = line
    maker.close()
    return maker.made, guesses


class _BlockMaker:
    """Makes blocks of lines, one after the other.

    Args:
        spacing: how far apart lines of one paragraph stand.
        words: the words of the document, which tell what a hyphen at the end of a line is.
    """

    def __init__(self, spacing: float, words: frozenset[str]) -> None:
        self.made: list[Block] = []
        self.spacing, self.words = spacing, words
        self.paragraph: list[tuple[int, Line]] = []
        self.group = 0

    def heading(self, number: int, line: Line, level: int, before: Line | None) -> None:
        self.close()
        last = self.made[-1] if self.made else None
        # A heading of several lines: nothing stands between, and they look alike.
        alike = last is not None and last.kind == "heading" and last.level == level
        close_by = before is not None and _follows(before, line, self.spacing)
        if last is not None and alike and last.last == number - 1 and close_by:
            self.made[-1] = replace(last, last=number, runs=(*last.runs, Run(f" {line.text}", line=number)))
        else:
            runs, place = (Run(line.text, line=number),), f"page {line.page}"
            self.made.append(Block("heading", number, number, runs=runs, level=level, place=place))

    def text(self, number: int, line: Line, before: Line | None) -> None:
        if before is not None and _begins(before, line, self.spacing):
            self.close()
        self.paragraph.append((number, line))

    def close(self) -> None:
        """Make a block of the paragraph."""
        if not self.paragraph:
            return
        block = _paragraph(self.paragraph, self.words)
        if block.kind == "item":
            self.group += not (self.made and self.made[-1].kind == "item")
            block = replace(block, group=self.group)
        self.made.append(block)
        self.paragraph.clear()


def _without_furniture(lines: Sequence[Line]) -> tuple[list[Line], int]:
    """Return the lines without those that stand at the top or the bottom of many pages, and how many those were."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    edges: Counter[str] = Counter()
    for page in pages.values():
        edges.update({_shape(line) for line in _edge(page)})
    least = max(2, 0.4 * len(pages))
    kept: list[Line] = []
    for page in pages.values():
        edge = {id(line) for line in _edge(page)}
        for line in page:
            numbered = len(page) > 1 and _PAGE_NUMBER.fullmatch(line.text)
            if id(line) in edge and (numbered or (len(pages) > 1 and edges[_shape(line)] >= least)):
                continue
            kept.append(line)
    return kept, len(lines) - len(kept)


def _edge(page: Sequence[Line]) -> list[Line]:
    """Return the highest and the lowest two lines of a page."""
    by_height = sorted(page, key=lambda line: line.y)
    return [*by_height[:2], *by_height[-2:]]


def _shape(line: Line) -> str:
    """Return what a line has in common with its like on other pages."""
    return f"{round(line.y / 4)} {re.sub(r'[0-9]+', '#', line.text)}"


def _body_size(lines: Iterable[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _look(line: Line) -> tuple[float, bool]:
    return line.size, line.bold


def _may_be_heading(line: Line) -> bool:
    text = line.text
    return (
        len(text.split()) <= 14
        and len(text) <= 120
        and not text.endswith((",", ";", "-"))
        and not (text.endswith(".") and len(text.split()) > 5)
        and not _LEADER.search(text)
        and not _BULLET.match(text)
    )


def _levels(lines: Sequence[Line], body: float, heavy: bool) -> dict[tuple[float, bool], int]:
    """Return the looks of headings with their levels: letters larger than the text's, or heavier ones."""
    looks: Counter[tuple[float, bool]] = Counter(_look(line) for line in lines if _may_be_heading(line))
    whole: Counter[tuple[float, bool]] = Counter(_look(line) for line in lines)
    found = [
        look
        for look, count in looks.items()
        # What looks so in long lines too is text in another size, not a heading.
        if (look[0] > 1.07 * body or (look[1] and not heavy and look[0] >= 0.95 * body))
        and 2 * count >= whole[look]
    ]
    ordered = sorted(found, key=lambda look: (-look[0], not look[1]))
    return {look: level for level, look in enumerate(ordered, 1)}


def _spacing(lines: Sequence[Line]) -> float:
    """Return how far lines of one paragraph stand apart, as a rule."""
    steps = [
        above.y - below.y
        for above, below in pairwise(lines)
        if above.page == below.page
        and 0 < above.y - below.y < 4 * max(above.size, 1)
        and abs(above.size - below.size) < 1
    ]
    # Where paragraphs have one line each, what stands between lines is what stands between paragraphs.
    widest = 1.5 * _body_size(lines)
    return min(median(sorted(steps)[: max(1, len(steps) * 3 // 4)]), widest) if steps else widest


def _follows(above: Line, below: Line, spacing: float) -> bool:
    """Tell whether a line stands close below another."""
    return above.page == below.page and 0 < above.y - below.y <= 1.35 * max(spacing, above.size)


def _begins(above: Line, below: Line, spacing: float) -> bool:
    """Tell whether a paragraph begins with a line."""
    if _BULLET.match(below.text) or _LEADER.search(above.text):
        return True
    ended = above.text.endswith((".", "!", "?", ":", ")", "”", '"'))
    bold_start = below.pieces[0].bold and not below.bold
    if bold_start and not above.pieces[-1].bold and ended:
        return True
    if above.page != below.page or above.y < below.y:  # the next page or column: the sentence decides
        return ended
    if above.y - below.y > 1.3 * spacing and above.y - below.y > 1.25 * below.size:
        return True
    # An indented first line, as books have; a hanging one of a list stands further right throughout.
    return ended and 0.8 * below.size < below.x - above.x < 4 * below.size


def _words(lines: Iterable[Line]) -> frozenset[str]:
    return frozenset(
        word.lower() for line in lines for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text)
    )


def _paragraph(lines: Sequence[tuple[int, Line]], words: frozenset[str]) -> Block:
    """Return lines as one paragraph or item of a list; words that were divided are put together."""
    runs: list[Run] = []
    for position, (number, line) in enumerate(lines):
        for piece in line.pieces:
            runs.append(Run(re.sub(r"\s+", " ", piece.text), piece.bold, piece.italic, line=number))
        if position + 1 < len(lines):
            runs[-1] = replace(
                runs[-1], text=_joined(runs[-1].text.rstrip(), lines[position + 1][1].text, words)
            )
    merged = _merged(runs)
    first, last = lines[0][0], lines[-1][0]
    place = f"page {lines[0][1].page}"
    bullet = _BULLET.match(merged[0].text)
    if bullet:
        merged[0] = replace(merged[0], text=merged[0].text[bullet.end() :])
        own = tuple(run for run in merged if run.text)
        return Block("item", first, last, f"- {markdown(own).strip()}", runs=own, place=place)
    if _LEADER.search(plain(merged)):
        return Block("other", first, last, plain(merged), place=place)
    return Block("para", first, last, markdown(merged).strip(), runs=tuple(merged), place=place)


def _joined(text: str, following: str, words: frozenset[str]) -> str:
    """Return the end of a line as it reads before the next one: with a space, or without a dividing hyphen."""
    if text.endswith("\u00ad"):
        return text[:-1]
    end = re.search(r"([^\W\d_]+)-\Z", text)
    start = re.match(r"[^\W\d_]+", following)
    if not end or not start or not following[:1].islower():
        return text + ("" if text.endswith(("-", "/", "–")) else " ")
    hyphened = f"{end[1]}-{start[0]}".lower()
    return text if hyphened in words and (end[1] + start[0]).lower() not in words else text[:-1]


def _merged(runs: Iterable[Run]) -> list[Run]:
    """Return runs with neighbours of one look as one."""
    merged: list[Run] = []
    for run in runs:
        if merged and (merged[-1].bold, merged[-1].italic) == (run.bold, run.italic):
            merged[-1] = replace(merged[-1], text=merged[-1].text + run.text)
        else:
            merged.append(run)
    return merged
