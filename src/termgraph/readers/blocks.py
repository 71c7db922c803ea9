"""What a document is made of before anybody knows which of it are entries: headings, paragraphs, items, tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from termgraph.readers.links import Link
from termgraph.readers.runs import Run, plain

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
        first: its first line, from 1.
        last: its last line.
        text: its Markdown, as it stands in the text of an entry; of an item with its bullet.
        below: of an item or a definition, the Markdown below its first paragraph or its terms.
        runs: its inline text; of an item, that of its first paragraph.
        level: how deep a heading is, from 1.
        group: which list, table or definition list an item belongs to.
        terms: the terms of a definition list's entry.
        rows: the rows of a table.
        header: whether the first of these is marked as the heading of the columns.
        anchors: what links may call it.
        links: what it links to; of an item all, of its first paragraph too.
        place: page and the like.
        explicit: whether the format says that it is an entry of a glossary.
    """

    kind: str
    first: int
    last: int
    text: str = ""
    below: str = ""
    runs: tuple[Run, ...] = ()
    level: int = 0
    group: int = 0
    terms: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    header: bool = False
    anchors: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    place: str = ""
    explicit: bool = False


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
