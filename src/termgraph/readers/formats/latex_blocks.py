"""LaTeX as blocks, where no package says what is an entry: sections, paragraphs, lists and tables."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from termgraph.readers.blocks.block import Blocks, Cell, Row, heading, item, para, table
from termgraph.readers.blocks.runs import Run, links, markdown, plain
from termgraph.readers.formats.latex_text import closed, runs
from termgraph.records import Dropped

_LEVELS = ("part", "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph")
_LISTS = "itemize|enumerate|compactitem|compactenum"
_TABLES = r"tabular\*?|tabularx|tabulary|longtable"
#: What divides text: a heading up to its brace, the bounds and items of lists, a table, an empty line.
_MARK = re.compile(
    rf"\\(?P<heading>{'|'.join(_LEVELS)})(?![A-Za-z@])\*?(?:\s*\[[^][]*\])?\s*(?=\{{)"
    rf"|\\(?P<bound>begin|end)\{{(?:{_LISTS})\}}"
    r"|\\(?P<item>item)(?![A-Za-z@])"
    rf"|\\begin\{{(?P<table>{_TABLES})\}}"
    r"|\n[ \t]*\n"
)
#: A group that is longer is taken for one that nothing closes.
_LONGEST = 2_000
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*")
_WHOLE = re.compile(r"\\begin\{document\}|\\end\{document\}")
_TITLE = re.compile(r"\\title\s*(?:\[[^][]*\])?\s*(?=\{)")
_LABEL = re.compile(r"\\label\{([^{}]*)\}")
_RULE = re.compile(
    r"\\(?:maketitle|tableofcontents|hline|toprule|midrule|bottomrule|endfirsthead|endhead|endfoot|endlastfoot|"
    r"(?:cline|cmidrule)(?:\([^()]*\))?\{[^{}]*\}|caption\{[^{}]*\}|label\{[^{}]*\})"
)
#: A cell ends at "&" and a row at "\\", unless either is a sign or stands in braces.
_CELL = re.compile(r"\\\\(?:\[[^][]*\])?|\\.|[&{}]", re.DOTALL)


class LatexBlocks(Blocks):
    r"""The blocks of a document, its title, and what of it is broken.

    >>> found = LatexBlocks("\\section{Owl}\nA \\emph{bird}.\n\n\\begin{itemize}\n\\item Hoots.\n\\end{itemize}")
    >>> [(block.kind, block.first, block.text or block.runs[0].text) for block in found.made]
    [('heading', 1, 'Owl'), ('para', 2, 'A *bird*.'), ('item', 5, '- Hoots.')]
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.dropped: list[Dropped] = []
        self.text = _COMMENT.sub(r"\1", text)
        self.starts = [0, *(found.end() for found in re.finditer("\n", self.text))]
        self.title = ""
        bounds = [(found.start(), found.end()) for found in _WHOLE.finditer(self.text)]
        place = bounds[0][1] if bounds else 0
        end = bounds[1][0] if len(bounds) > 1 else len(self.text)
        if named := _TITLE.search(self.text):
            self.title = plain(self.inline(named.end() + 1, self.close(named.end()) - 1))
        while place < end:
            place = self.next(place, end)

    def next(self, place: int, end: int) -> int:
        """Add what begins at a place; return where that ends."""
        mark = _MARK.search(self.text, place, end)
        self.paragraph(place, mark.start() if mark else end)
        if mark is None:
            return end
        if mark["heading"]:
            close = self.close(mark.end())
            first = self.line(mark.start())
            level = _LEVELS.index(mark["heading"]) + 1
            self.append(heading(self.inline(mark.end() + 1, close - 1), level, first, first))
            return close
        if mark["table"]:
            behind = self.text.find(rf"\end{{{mark['table']}}}", mark.end(), end)
            behind = behind if behind >= 0 else end
            self.rows(mark.end(), behind)
            return behind + len(rf"\end{{{mark['table']}}}")
        if mark["bound"] == "begin":
            return self.items(mark.end(), end)
        return mark.end()

    def items(self, place: int, end: int) -> int:
        """Add the items of a list, with all that stands in them; return where it ends."""
        self.group += 1
        depth, begun = 1, 0
        for mark in _MARK.finditer(self.text, place, end):
            if depth == 1 and (mark["item"] or mark["bound"] == "end"):
                if begun:
                    self.item(begun, mark.start())
                begun = mark.end()
            depth += (mark["bound"] == "begin") - (mark["bound"] == "end")
            if not depth:
                return mark.end()
        return end

    def item(self, place: int, end: int) -> None:
        """Add an item; what stands below its first paragraph belongs to it."""
        gap = re.compile(r"\n[ \t]*\n").search(self.text, place, end)
        close = gap.start() if gap else end
        found = self.inline(place, close)
        if found:
            made = item(found, markdown(self.inline(close, end)).strip(), self.group)
            first = self.line(place)
            last = max(first, self.line(end) - 1)
            kept = {name: getattr(made, name) for name in ("text", "below", "runs", "group")}
            self.append(type(made)("item", first, last, links=links(found), **kept))

    def paragraph(self, place: int, end: int) -> None:
        """Add a paragraph; of commands that show nothing there is none."""
        found = self.inline(place, end)
        if plain(found).strip():
            self.append(para(found, self.line(self.begin(place, end)), self.line(end - 1)))

    def rows(self, place: int, end: int) -> None:
        """Add the rows of a table, without what says how it is set."""
        while self.text[place : place + 1] in ("{", "["):
            place = self.close(place)
        rows: list[Row] = []
        for cells in _rows(self.text, place, end):
            first, last = self.line(self.begin(*cells[0])), self.line(cells[-1][1])
            texts = [self.inline(*cell) for cell in cells]
            made = [Cell(markdown(one).strip(), plain(one).strip(), links(one)) for one in texts]
            if any(cell.plain for cell in made):
                rows.append(Row(tuple(made), first, last))
        if rows:
            self.group += 1
            self.append(table(rows))

    def inline(self, place: int, end: int) -> tuple[Run, ...]:
        """Return a piece as runs, none where it is broken; its labels name the block that it goes into."""
        piece = _RULE.sub(_blank, self.text[place:end])
        self.anchors += _LABEL.findall(self.text, place, end)
        try:
            return runs(piece.strip(), self.line(place), {})
        except ValueError as error:
            self.dropped.append(Dropped(f"line {self.line(place)}", f"broken LaTeX: {error}"))
            return ()

    def begin(self, place: int, end: int) -> int:
        """Return the place where the text of a piece begins."""
        piece = _RULE.sub(_blank, self.text[place:end])
        return place + len(piece) - len(piece.lstrip())

    def close(self, place: int) -> int:
        """Return the place behind the group that begins at one; the end of its line where none closes it."""
        try:
            return closed(self.text, place, place + _LONGEST)
        except ValueError:
            end = self.text.find("\n", place)
            return end if end >= 0 else len(self.text)

    def line(self, place: int) -> int:
        """Return the line of a place."""
        return bisect_right(self.starts, place)


def _rows(text: str, place: int, end: int) -> Iterator[Sequence[tuple[int, int]]]:
    """Yield where the cells of each row of a table begin and end."""
    cells: list[tuple[int, int]] = []
    depth = 0
    for sign in _CELL.finditer(text, place, end):
        depth += (sign.group() == "{") - (sign.group() == "}")
        ends_row = sign.group().startswith("\\\\")
        if depth == 0 and (ends_row or sign.group() == "&"):
            cells.append((place, sign.start()))
            place = sign.end()
        if depth == 0 and ends_row:
            yield cells
            cells = []
    yield [*cells, (place, end)]


def _blank(found: re.Match[str]) -> str:
    return "".join(char if char == "\n" else " " for char in found.group())
