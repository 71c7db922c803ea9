"""What a document is made of before anybody knows which of it are entries: headings, paragraphs, items, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from termgraph.readers.blocks.runs import Run, links, markdown, plain
from termgraph.readers.records.links import Link

#: What a block may be. "define" is an entry of a definition list, "other" code, a quotation, an image and the like.
BLOCKS = ("heading", "para", "item", "define", "table", "other")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table.

    Args:
        text: its Markdown.
        plain: its text without marks.
        links: what it links to.
        anchors: what links may call it.
        place: where it is, as a spreadsheet names it; "" elsewhere.
    """

    text: str
    plain: str
    links: tuple[Link, ...] = ()
    anchors: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table and its lines."""

    cells: tuple[Cell, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a document.

    Args:
        kind: one of `BLOCKS`.
        first: its first line, from 1; 0 as long as it is not known.
        last: its last line.
        text: its Markdown, as it stands in the text of an entry; of an item with its bullet.
        below: of an item or a definition, the Markdown below its first paragraph or its terms.
        runs: its inline text; of an item, that of its first paragraph.
        level: how deep a heading is, from 1.
        group: which list, table or definition list an item belongs to.
        terms: the terms of a definition list's entry.
        rows: the rows of a table.
        header: whether the first of these is the heading of the columns; None where the format does not say.
        anchors: what links may call it.
        links: what it links to; of an item all, of its first paragraph too.
        place: page and the like.
        explicit: whether the format says that it is an entry of a glossary.
    """

    kind: str
    first: int = 0
    last: int = 0
    text: str = ""
    below: str = ""
    runs: tuple[Run, ...] = ()
    level: int = 0
    group: int = 0
    terms: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    header: bool | None = None
    anchors: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    place: str = ""
    explicit: bool = False


class Blocks:
    """The blocks of a document as its format's maker adds them.

    Args:
        made: those added so far.
        anchors: what links may call the next one.
        group: the number of the list or definition list that was begun last.
    """

    def __init__(self) -> None:
        self.made: list[Block] = []
        self.anchors: list[str] = []
        self.group = 0

    def append(self, block: Block) -> None:
        """Add a block, with the anchors that stand before it; what is no text has none."""
        if self.anchors and block.kind != "other":
            block = replace(block, anchors=tuple(dict.fromkeys((*self.anchors, *block.anchors))))
            self.anchors = []
        self.made.append(block)


def heading(
    runs: tuple[Run, ...], level: int, first: int = 0, last: int = 0, anchors: tuple[str, ...] = ()
) -> Block:
    """Return a heading with what it links to."""
    return Block("heading", first, last, runs=runs, level=level, anchors=anchors, links=links(runs))


def para(runs: tuple[Run, ...], first: int = 0, last: int = 0, place: str = "") -> Block:
    """Return a paragraph with its Markdown and what it links to."""
    return Block("para", first, last, markdown(runs).strip(), runs=runs, links=links(runs), place=place)


def item(runs: tuple[Run, ...], below: str, group: int, mark: str = "-") -> Block:
    r"""Return an item of a list, what stands below its first paragraph indented.

    >>> item((Run("Owl"),), "A bird.", 1).text
    '- Owl\n  \n  A bird.'
    """
    text = "\n\n".join(filter(None, (markdown(runs).strip(), below))).replace(
        "\n", "\n" + " " * (len(mark) + 1)
    )
    return Block("item", text=f"{mark} {text}", below=below, runs=runs, group=group)


def define(terms: Sequence[str], below: str, group: int) -> Block:
    """Return an entry of a definition list, its terms bold above what is said of them."""
    whole = f"**{', '.join(terms)}**\n\n{below}"
    return Block("define", text=whole, below=below, group=group, terms=tuple(terms))


def table(rows: Sequence[Row], *, header: bool | None = None, text: str = "") -> Block:
    """Return a table with what its cells link to, and with the Markdown of their plain texts where none is given."""
    found = tuple(link for row in rows for cell in row.cells for link in cell.links)
    return Block("table", text=text or table_text(rows), rows=tuple(rows), header=header, links=found)


def table_text(rows: Sequence[Row]) -> str:
    r"""Return rows as a table of Markdown, the first as its heading.

    >>> table_text([Row((Cell("Owl", "Owl"), Cell("a|b", "a|b")), 1, 1)])
    '| Owl | a\\|b |\n| --- | --- |'
    """
    texts = ([cell.plain.replace("|", "\\|").replace("\n", " ") for cell in row.cells] for row in rows)
    lines = [f"| {' | '.join(cells)} |" for cells in texts]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0].cells), *lines[1:]])


def glossary(
    lines: Sequence[str], first: int, skipped: str
) -> Iterator[tuple[list[tuple[str, int]], list[str], int]]:
    """Yield the entries of a glossary directive: terms with their lines, what is indented below, and where that begins.

    Args:
        lines: what stands in the directive.
        first: the number of the first of them.
        skipped: how a line begins that is no term.

    >>> list(glossary(["Owl", "Strix : s", "  A bird."], 5, ".. "))
    [([('Owl', 5), ('Strix', 6)], ['  A bird.'], 7)]
    """
    terms: list[tuple[str, int]] = []
    body: list[str] = []
    begin, end = first, first + len(lines)
    for n, line in enumerate([*lines, "."], first):
        if not line.strip() or line[0].isspace():
            body.append(line)
            continue
        if any(map(str.strip, body)) or (n == end and terms):
            yield terms, body, begin
            terms = []
        body, begin = [], n + 1
        if not line.startswith(skipped):
            terms.append((re.sub(r"\s+:\s+.*", "", line).strip(), n))


def passage(blocks: Sequence[Block]) -> str:
    r"""Return the text of blocks as one Markdown passage; items of one list stand close together.

    >>> items = (Block("item", n, n, text=f"- {n}", group=1) for n in (2, 3))
    >>> passage([Block("para", 1, 1, text="Birds:"), *items])
    'Birds:\n\n- 2\n- 3'
    """
    parts: list[str] = []
    before: Block | None = None
    for block in blocks:
        text = block.text.strip("\n")
        if block.kind == "heading":
            text = f"{'#' * min(6, block.level)} {plain(block.runs)}"
        if not text.strip():
            continue
        if before is not None:
            close = before.kind == block.kind and before.group == block.group > 0
            parts.append("\n" if close else "\n\n")
        parts.append(text)
        before = block
    return "".join(parts).strip()
