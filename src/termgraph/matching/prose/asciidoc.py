"""Prose in AsciiDoc: its lines and its inline marks are those that `readers` knows, each at its place in the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from termgraph.matching.prose.source import Finder, Kind
from termgraph.readers.formats import asciidoc_lines as lines
from termgraph.readers.formats.asciidoc_inline import ATTRIBUTE, INLINE

#: Longer than any paragraph; its marks are left as they are.
_LONGEST = 50_000
#: Styles of blocks that hold no prose, and of those that quote.
_SILENT = re.compile(r"(?:source|listing|literal|stem|latexmath|asciimath|pass|comment|plantuml|mermaid)\b")
_QUOTING = re.compile(r"(?:quote|verse)\b")
_VERBATIM, _TABLE = "-.+/`", "|,:!"
#: Parts of an inline mark that hold prose, and what they are where they are not what stands around them.
_SHOWN: Mapping[str, Kind | None] = {
    **dict.fromkeys(("bold2", "bold1", "slant2", "slant1", "mark2", "mark1", "visible")),
    "shown": Kind.LINK,
    "text": Kind.LINK,
    "quoted": Kind.QUOTATION,
}
#: The inline marks, and attributes, which may stand for an address: `{home}/owls[text of a link]`.
_MARKS = re.compile(
    rf"(?P<set>{ATTRIBUTE.pattern}(?:[^\s\[\]]{{0,500}}\[(?P<text>[^\[\]]{{0,500}})\])?)|{INLINE.pattern}",
    INLINE.flags,
)
_LINKS = ("link", "xref", "mailto")
_ATTRIBUTES = re.compile(r",\s*\w+=")


class _Block(NamedTuple):
    """A block that is open: the fence that closes it, and what the prose in it is."""

    fence: str
    kind: Kind


def read(text: str, path: str) -> Finder:
    r"""Return the prose of an AsciiDoc document.

    >>> found = read("== Owl\n\nAn *owl* sees `x` and link:b[bats].\n\n----\ncode\n----\n\nowl:: A bird.\n", "a.adoc")
    >>> [found.text[run.start:run.end].strip() for run in found.runs]
    ['Owl', 'An', 'owl', 'sees', 'and', 'bats', '.', 'owl', 'A bird.']
    >>> [found.text[run.start:run.end] for run in found.runs if run.kind is Kind.HEADING]
    ['Owl', 'owl']
    """
    del path
    page = _Page(text)
    while page.n < len(page.lines):
        page.line()
    return page.finder


class _Page:
    """Reads a document line by line."""

    def __init__(self, text: str) -> None:
        self.finder = Finder(text)
        self.lines = text.split("\n")
        self.n = 0
        self.style = ""
        self.open: list[_Block] = []

    @property
    def kind(self) -> Kind:
        """What the prose of the block is that is open."""
        if _QUOTING.match(self.style):
            return Kind.QUOTATION
        return self.open[-1].kind if self.open else Kind.TEXT

    def line(self) -> None:
        """Read what begins with the next line."""
        line = self.lines[self.n]
        if self.is_passed(line) or self.heading(line):
            return
        if lines.FENCE.fullmatch(line):
            self.fence(line.rstrip())
        elif lines.mark_of(line):
            self.item(line)
        elif line[:1].isspace() or _SILENT.match(self.style):
            self.n = self.end_of_paragraph()  # code
        else:
            self.paragraph()
        self.style = ""

    def is_passed(self, line: str) -> bool:
        """Tell whether a line says nothing, or only something of the document or of what follows, and pass it."""
        is_style = lines.STYLE.fullmatch(line) is not None
        is_title = re.match(r"\.[^\s.]", line) is not None and not lines.FENCE.fullmatch(line)
        if is_style:
            self.style = line.strip()[1:-1]
        elif is_title:
            start = self.finder.start_of(self.n + 1)
            self.inline(start + 1, start + len(line), Kind.HEADING)
        elif not _says_nothing(line):
            return False
        self.n += 1
        return True

    def heading(self, line: str) -> bool:
        """Read a heading, where one begins; below the title of a document stand its authors."""
        below = self.lines[self.n + 1] if self.n + 1 < len(self.lines) else ""
        found, under = lines.HEADING.fullmatch(line), lines.underlined(line, below)
        if not found and not under:
            return False
        start = self.finder.start_of(self.n + 1)
        is_title = not self.finder.sections and (len(found[1]) if found else under) == 1
        self.finder.sections.append(start)
        self.inline(start + (found.start(2) if found else 0), start + len(line), Kind.HEADING)
        self.n += 1 if found else 2
        while is_title and self.n < len(self.lines) and self.lines[self.n].strip():
            self.n += 1
        return True

    def fence(self, fence: str) -> None:
        """Open or close a block; what is verbatim, and a table, is read to its end."""
        self.n += 1
        fences = [block.fence for block in self.open]
        if fence in fences:
            del self.open[fences.index(fence) :]
        elif fence[0] in _TABLE:
            self.table(self.end_of_block(fence))
        elif (fence[0] in _VERBATIM and fence != "--") or _SILENT.match(self.style):
            self.n = self.end_of_block("```" if fence.startswith("```") else fence)
        else:
            self.open.append(_Block(fence, Kind.QUOTATION if fence[0] == "_" else self.kind))

    def end_of_block(self, fence: str) -> int:
        """Return the line behind the one that closes a block; the last where none does."""
        ends = (n for n in range(self.n, len(self.lines)) if self.lines[n].rstrip() == fence)
        return next(ends, len(self.lines) - 1) + 1

    def table(self, end: int) -> None:
        """Read the cells of a table."""
        for n in range(self.n, end):
            line, start, last = self.lines[n], self.finder.start_of(n + 1), 0
            for found in lines.CELL.finditer(line if not lines.FENCE.fullmatch(line) else ""):
                self.inline(start + last, start + found.start(), self.kind)
                last = found.end()
            self.inline(start + last, start + len(line), self.kind)
        self.n = end

    def item(self, line: str) -> None:
        """Read an item of a list, or a term with what is said of it."""
        start = self.finder.start_of(self.n + 1)
        found = lines.ITEM.fullmatch(line)
        term = None if found else lines.TERM.fullmatch(line)
        if term:
            self.inline(start + term.start("text"), start + term.end("text"), Kind.HEADING)
        begin = found.start("rest") if found else term.start("rest") if term else -1
        if begin < 0:  # the text stands below the term, and may be indented
            self.n += 1
            if self.n >= len(self.lines) or self.is_end(self.lines[self.n]):
                return
            start, begin = self.finder.start_of(self.n + 1), 0
        self.paragraph(start + begin)

    def paragraph(self, start: int | None = None) -> None:
        """Read a paragraph from a place on, by default from the next line on."""
        begin = self.finder.start_of(self.n + 1) if start is None else start
        label = lines.ADMONITION.match(self.finder.text, begin)
        self.n = self.end_of_paragraph()
        self.inline(label.end() if label else begin, self.finder.start_of(self.n + 1), self.kind)

    def end_of_paragraph(self) -> int:
        """Return the line with which a paragraph has ended that begins with the next one."""
        ends = (n for n in range(self.n + 1, len(self.lines)) if self.is_end(self.lines[n]))
        return next(ends, len(self.lines))

    @staticmethod
    def is_end(line: str) -> bool:
        """Tell whether a paragraph ends before a line."""
        is_other = lines.FENCE.fullmatch(line) or lines.STYLE.fullmatch(line) or lines.mark_of(line)
        return bool(is_other) or _says_nothing(line)

    # What stands in a line

    def inline(self, start: int, end: int, kind: Kind) -> None:
        """Take what is prose of a heading, a paragraph, or a cell."""
        self.finder.cut()
        end = start + len(self.finder.text[start:end].rstrip())
        if end - start > _LONGEST:
            self.finder.add(start, end, kind)
        else:
            self.marked(start, end, kind)
        self.finder.cut()

    def marked(self, start: int, end: int, kind: Kind) -> None:
        """Take a stretch of text with marks in it."""
        for found in _MARKS.finditer(self.finder.text, start, end):
            self.finder.add(start, found.start(), kind)
            self.piece(found, kind)
            start = found.end()
        self.finder.add(start, end, kind)

    def piece(self, found: re.Match[str], kind: Kind) -> None:
        """Take what is prose of an inline mark."""
        shown = next((name for name in _SHOWN if found[name]), None)
        if shown is not None:
            self.marked(*found.span(shown), _SHOWN[shown] or kind)
        elif found["macro"] in _LINKS or found["label"]:
            self.link(*found.span("said" if found["macro"] else "label"))
        elif found["macro"] in ("footnote", "footnoteref"):
            self.inline(found.start("said") + 1, found.end("said") - 1, kind)
        elif not found["break"]:
            self.finder.cut()

    def link(self, start: int, end: int) -> None:
        """Take the text of a link, which stands in brackets; behind the first comma may stand how to open it."""
        how = _ATTRIBUTES.search(self.finder.text, start, end)
        self.marked(start + 1, how.start() if how else end - 1, Kind.LINK)


def _says_nothing(line: str) -> bool:
    """Tell whether a line is empty, a comment, a rule, or about the document and not of it."""
    if not line.strip() or re.match(r"//(?!//)", line) or re.fullmatch(r"('''|<<<|---|\+)\s*", line):
        return True
    return any(form.fullmatch(line) for form in (lines.ENTRY, lines.DIRECTIVE, lines.BLOCK_ID))
