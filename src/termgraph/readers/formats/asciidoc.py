"""AsciiDoc: glossaries and other labelled lists, other lists, headings, tables. What a document includes is not read.

No parser of AsciiDoc for Python is kept and may come with us: the old processor is under the GPL, its successor
under the AGPL, others are younger than a year and know no labelled lists, or read them wrongly. So lines are read
here, as far as glossaries go.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from termgraph.readers import Columns
from termgraph.readers.blocks.block import Block, Cell, Row, define, heading, item, para, passage, table
from termgraph.readers.blocks.outline import outline
from termgraph.readers.blocks.runs import Run, plain
from termgraph.readers.formats.asciidoc_inline import replaced, runs
from termgraph.readers.formats.asciidoc_lines import (
    ADMONITION,
    BLOCK_ID,
    CELL,
    DIRECTIVE,
    ENTRY,
    FENCE,
    HEADING,
    ID,
    ITEM,
    STYLE,
    TERM,
    TERM_ID,
    mark_of,
    underlined,
)
from termgraph.readers.formats.document import open_document, too_deep
from termgraph.readers.prose import unmarked
from termgraph.readers.records.assemble import assemble
from termgraph.readers.records.links import Link
from termgraph.records import Dropped, Reading

#: Lists and blocks in each other, deeper than any glossary.
_DEEPEST = 30


def read(path: str, columns: Columns | None = None) -> Reading:
    r"""Return what an AsciiDoc document holds.

    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "birds.adoc").write_text("= Birds\n\n[glossary]\nowl:: A bird.\njay::\n  A loud _bird_.\n")
    ...     reading = read(folder + "/birds.adoc")
    >>> [(record.label, record.body, record.lines) for record in reading.records if record.kind != "section"]
    [('owl', 'A bird.', (4, 4)), ('jay', 'A loud *bird*.', (5, 6))]
    """
    document = open_document(path)
    found, attributes, dropped = blocks(document.text, path)
    entries, title = outline(found)
    return unmarked.read(document, "asciidoc", entries, found) or assemble(
        path,
        "asciidoc",
        entries,
        title=title,
        guesses=document.guesses,
        language=attributes.get("lang", ""),
        dropped=dropped,
    )


def blocks(text: str, path: str) -> tuple[list[Block], dict[str, str], list[Dropped]]:
    r"""Return the blocks of a document, its attributes, and what was not taken.

    >>> text = ":lang: en\n\n[glossary]\nowl:: A bird.\n  See <<jay>>.\n[[jay]]jay:: Loud.\n"
    >>> found, attributes, _ = blocks(text, "a.adoc")
    >>> [(block.terms, block.below, block.first, block.last) for block in found], attributes
    ([(('owl',), 'A bird.\nSee [jay](#jay).', 4, 5), (('jay',), 'Loud.', 6, 6)], {'lang': 'en'})
    """
    lines = text.split("\n")
    reader = _Reader(lines, path, {})
    made = reader.all(len(lines))
    return made, reader.attributes, reader.dropped


class _Reader:
    """Reads lines from a place on.

    Args:
        lines: the lines of the document.
        path: the document, for errors.
        titles: what stands for a link without a text: id -> title.
    """

    def __init__(self, lines: Sequence[str], path: str, titles: dict[str, str]) -> None:
        self.lines = lines
        self.path = path
        self.titles = titles or _titles(lines)
        self.attributes: dict[str, str] = {}
        self.dropped: list[Dropped] = []
        self.n = 0
        self.end = len(lines)
        self.ids: list[str] = []
        self.style = ""
        self.group = 0
        self.depth = 0
        self.level = 1
        self.glossary = 0

    def all(self, end: int) -> list[Block]:
        """Return the blocks up to a line."""
        before, self.end = self.end, end
        self.depth += 1
        if self.depth > _DEEPEST:
            raise too_deep(self.path, self.n + 1)
        made: list[Block] = []
        while self.n < self.end:
            made += self.block(())
        self.end = before
        self.depth -= 1
        return made

    def block(self, marks: tuple[str, ...]) -> list[Block]:
        """Return the blocks that begin at the line that is next, none where that only says something of others."""
        line = self.lines[self.n]
        if self.passed(line):
            return []
        start, ids, style = self.n, self.ids, self.style
        self.ids, self.style = [], ""
        made = self.made(line, style, marks)
        if made and ids:
            made[0] = replace(made[0], anchors=(*ids, *made[0].anchors))
        lines = (start + 1, self.trimmed(start))
        return [block if block.first else replace(block, first=lines[0], last=lines[1]) for block in made]

    def made(self, line: str, style: str, marks: tuple[str, ...]) -> list[Block]:
        """Return the blocks of a heading, a delimited block, a list or a paragraph."""
        glossary = re.match(r"glossary\b", style) is not None
        if found := self.title(line):
            self.level = found.level
            self.glossary = found.level if glossary else 0 if found.level <= self.glossary else self.glossary
            return [found]
        if FENCE.fullmatch(line):
            return self.fenced(line.rstrip(), style)
        if TERM.fullmatch(line) or ITEM.fullmatch(line):
            self.group += 1
            self.glossary = self.glossary or (self.level if glossary else 0)
            return self.listed(marks)
        if line[:1].isspace():
            return [self.literal()]
        return [self.paragraph(marks)]

    def trimmed(self, start: int) -> int:
        """Return the last line with a text on it before the one that is next; an id belongs to that."""
        last = min(self.n, self.end)
        while last > start + 1 and (
            not self.lines[last - 1].strip() or BLOCK_ID.fullmatch(self.lines[last - 1])
        ):
            last -= 1
        return last

    def passed(self, line: str) -> bool:
        """Tell whether a line says nothing, or only something of the document or of what follows, and pass it."""
        self.n += 1
        if not line.strip() or re.match(r"//(?!//)", line) or re.fullmatch(r"('''|<<<|---|\+)\s*", line):
            return True
        if found := ENTRY.fullmatch(line):
            self.attribute(found[1], found[2] or "")
        elif found := DIRECTIVE.fullmatch(line):
            if found[1] == "include":
                self.dropped.append(Dropped(f"line {self.n}", f"'{found[2]}' is included, and was not read"))
            elif said := ENTRY.fullmatch(found[3]):  # `ifdef::lang[:title: Owls]` says something itself
                self.attribute(said[1], said[2] or "")
        elif found := BLOCK_ID.fullmatch(line):
            self.ids.append(found[1])
        elif STYLE.fullmatch(line):
            self.ids += filter(None, chain.from_iterable(ID.findall(line)))
            self.style = line.strip()[1:-1]
        elif re.match(r"\.[^\s.]", line) and not FENCE.fullmatch(line):
            pass  # the title of a block, which names no term
        else:
            self.n -= 1
            return False
        return True

    def attribute(self, name: str, value: str) -> None:
        while value.endswith(" \\") and self.n < self.end:
            value = f"{value[:-2]} {self.lines[self.n].strip()}"
            self.n += 1
        if "!" in name:
            self.attributes.pop(name.strip("!").lower(), None)
        else:
            self.attributes[name.lower()] = replaced(value.strip(), self.attributes)[:10_000]

    def runs(self, text: str, line: int) -> tuple[Run, ...]:
        """Return inline text as runs."""
        return runs(replaced(text, self.attributes), line, self.titles)

    def title(self, line: str) -> Block | None:
        """Return the heading that begins here: `== Title`, or a title over a line of marks."""
        first = self.n + 1
        if found := HEADING.fullmatch(line):
            text, level = found[2], len(found[1])
        elif (level := underlined(line, self.lines[self.n + 1] if first < self.end else "")) > 0:
            text = line.strip()
            self.n += 1
        else:
            return None
        self.n += 1
        ids = tuple(filter(None, chain.from_iterable(TERM_ID.findall(text))))
        made = self.runs(TERM_ID.sub("", text), first)
        return heading(made, level, first, self.n, (*ids, "_" + re.sub(r"\W+", "_", plain(made).lower())))

    def fenced(self, fence: str, style: str) -> list[Block]:
        """Return the blocks of a delimited block."""
        start = self.n + 1
        close = fence if not fence.startswith("```") else "```"
        end = next((n for n in range(start, self.end) if self.lines[n].rstrip() == close), self.end)
        inside = self.lines[start:end]
        self.n = start
        made: list[Block] = []
        if fence.endswith("==") and fence[0] in "|,:!":
            made = [self.table(start, inside, style)] if any(map(str.strip, inside)) else []
        elif fence[0] in "=*_" or fence == "--":
            made = self.all(end)
        elif fence[0] == "+":
            text = "\n".join(inside).strip()
            made = (
                [Block("other", text=f"$$\n{text}\n$$")]
                if text and re.match("stem|latexmath|asciimath", style)
                else []
            )
        elif fence[0] != "/":
            made = [Block("other", text="```\n" + "\n".join(inside).replace("```", "'''") + "\n```")]
        self.n = end + 1
        return made

    def literal(self) -> Block:
        """Return a paragraph whose first line is indented: code."""
        start = self.n
        while self.n < self.end and self.lines[self.n].strip():
            self.n += 1
        text = "\n".join(line.strip() for line in self.lines[start : self.n])
        return Block("other", text=f"```\n{text.replace('```', chr(39) * 3)}\n```")

    def paragraph(self, marks: tuple[str, ...]) -> Block:
        """Return a paragraph; a line that only looks like the begin of something is one."""
        start = self.n
        text = self.lines_of_text(marks) or self.lines[start].strip()
        self.n = max(self.n, start + 1)
        return para(self.runs(ADMONITION.sub("", text, count=1), start + 1))

    def lines_of_text(self, marks: tuple[str, ...]) -> str:
        """Return the lines of a paragraph; in a list it ends where an item begins."""
        taken: list[str] = []
        while self.n < self.end and not self.is_end(self.lines[self.n], marks):
            if not self.lines[self.n].startswith("//"):
                taken.append(self.lines[self.n].strip())
            self.n += 1
        return "\n".join(taken)

    def is_end(self, line: str, marks: tuple[str, ...]) -> bool:
        """Tell whether a paragraph ends before a line."""
        if line.strip() in ("", "+") or (marks and mark_of(line)):
            return True
        return any(form.fullmatch(line) for form in (FENCE, BLOCK_ID, STYLE, DIRECTIVE))

    def listed(self, marks: tuple[str, ...]) -> list[Block]:
        """Return the items of a list."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise too_deep(self.path, self.n + 1)
        group, mark = self.group, mark_of(self.lines[self.n])
        made: list[Block] = []
        while self.n < self.end:
            self.pass_over()
            if self.n >= self.end or mark_of(self.lines[self.n]) != mark:
                break
            made += self.entry(marks, mark, group) if mark[0] in ":;" else [self.item(marks, mark, group)]
        self.depth -= 1
        return made

    def pass_over(self) -> None:
        """Pass over empty lines and comments, and over ids and styles where an item follows."""
        start = self.n
        while self.n < self.end and (not self.lines[self.n].strip() or self.lines[self.n].startswith("//")):
            self.n += 1
        ahead = self.n
        while ahead < self.end and (not self.lines[ahead].strip() or BLOCK_ID.fullmatch(self.lines[ahead])):
            ahead += 1
        if ahead > self.n and ahead < self.end and mark_of(self.lines[ahead]):
            self.ids += [
                found[1] for line in self.lines[self.n : ahead] if (found := BLOCK_ID.fullmatch(line))
            ]
            self.n = ahead
        elif self.n < self.end and not mark_of(self.lines[self.n]):
            self.n = max(start, self.n)

    def item(self, marks: tuple[str, ...], mark: str, group: int) -> Block:
        """Return an item of a list with bullets or numbers."""
        start = self.n
        found = ITEM.fullmatch(self.lines[start])
        self.n += 1
        rest = found["rest"] if found else ""
        more = self.lines_of_text((*marks, mark))
        inside = self.inside((*marks, mark))
        shown = found["mark"] if found and found["mark"][0].isdigit() else "1." if mark[0] == "." else "-"
        own = self.runs("\n".join(filter(None, (rest, more))), start + 1)
        made = item(own, passage(inside), group, shown)
        links = (*para(own).links, *(link for block in inside for link in block.links))
        return replace(made, first=start + 1, last=self.trimmed(start), links=links)

    def entry(self, marks: tuple[str, ...], mark: str, group: int) -> list[Block]:
        """Return an entry of a labelled list, its terms and what is said of them; in a glossary those in it too."""
        first = self.n
        ids, self.ids = self.ids, []
        terms, text, start = self.terms((*marks, mark), ids)
        inside = self.inside((*marks, mark))
        inner = [block for block in inside if block.kind == "define"] if self.glossary else []
        rest = [para(self.runs(text, start + 1)), *(block for block in inside if block not in inner)]
        below = passage(rest)
        links = tuple(link for block in rest for link in block.links)
        names = [name for name, _ in terms]
        if below:
            made = [replace(define(names, below, group), first=first + 1, last=self.trimmed(start))]
        else:  # names without a text: nothing says that they are names of one thing
            made = [replace(define([name], "", group), first=line, last=line) for name, line in terms]
        made = [replace(block, links=links, explicit=self.glossary > 0) for block in made[: len(names)]]
        if made:
            made[0] = replace(made[0], anchors=tuple(dict.fromkeys(ids)))
        broader = tuple(Link(name, name, first + 1, "broader") for name in names[:1])
        return [*made, *(replace(block, links=(*block.links, *broader)) for block in inner)]

    def terms(self, marks: tuple[str, ...], ids: list[str]) -> tuple[list[tuple[str, int]], str, int]:
        """Return the terms of an entry with their lines, its text, and where that begins; add the ids of the terms."""
        start, text = self.n, ""
        terms: list[tuple[str, int]] = []
        while self.n < self.end and not text:
            found = TERM.fullmatch(self.lines[self.n]) if mark_of(self.lines[self.n]) == marks[-1] else None
            if found is None:
                break
            start = self.n
            ids += filter(None, chain.from_iterable(TERM_ID.findall(found["text"])))
            name = plain(self.runs(TERM_ID.sub("", found["text"]), start + 1))
            terms += [(name, start + 1)] if name else []
            self.n += 1
            text = "\n".join(filter(None, (found["rest"] or "", self.text_below(marks))))
        return terms, text, start

    def text_below(self, marks: tuple[str, ...]) -> str:
        """Return the text below a term, which may stand after an empty line."""
        start = self.n
        while self.n < self.end and not self.lines[self.n].strip():
            self.n += 1
        line = self.lines[self.n] if self.n < self.end else ""
        if self.n > start and (not line[:1].isspace() or mark_of(line)):
            self.n = start
            return ""
        return self.lines_of_text(marks)

    def inside(self, marks: tuple[str, ...]) -> list[Block]:
        """Return what else belongs to an item: lists in it, and what a `+` joins to it."""
        made: list[Block] = []
        while self.n < self.end:
            start = self.n
            self.pass_over()
            line = self.lines[self.n] if self.n < self.end else ""
            mark = mark_of(line)
            if mark and mark not in marks:
                self.group += 1
                made += self.listed(marks)
            elif line.strip() == "+":
                self.n += 1
                while (
                    self.n < self.end
                    and (found := self.block(marks)) == []
                    and self.lines[self.n - 1].strip()
                ):
                    pass
                made += found
            elif (
                self.n > start and line[:1].isspace() and not mark
            ):  # an indented paragraph after an empty line
                made.append(self.paragraph(marks))
            else:
                if not mark:
                    self.n = start
                break
        return made

    def table(self, first: int, lines: Sequence[str], style: str) -> Block:
        """Return a table; how many columns it has is said above it, or by its first line."""
        cells: list[tuple[str, int]] = []
        for n, line in enumerate(lines, first + 1):
            found = list(CELL.finditer(line))
            head = line[: found[0].start()] if found else line
            if cells:
                cells[-1] = f"{cells[-1][0]}\n{head.strip()}", cells[-1][1]
            ends = [*(one.start() for one in found[1:]), len(line)]
            cells += [(line[one.end() : end].strip(), n) for one, end in zip(found, ends, strict=False)]
        width = _width(style) or max(1, sum(n == cells[0][1] for _, n in cells) if cells else 1)
        rows = [cells[at : at + width] for at in range(0, len(cells), width)]
        made = [
            Row(
                tuple(self.cell(*cell) for cell in row),
                row[0][1],
                row[-1][1] + row[-1][0].rstrip().count("\n"),
            )
            for row in rows
        ]
        marked = "header" in style or (len(lines) > 2 and bool(lines[0].strip()) and not lines[1].strip())
        return replace(table(made, header=marked), first=first, last=first + len(lines) + 1)

    def cell(self, text: str, line: int) -> Cell:
        """Return a cell of a table with its paragraphs."""
        ids = tuple(filter(None, chain.from_iterable(TERM_ID.findall(text))))
        parts = TERM_ID.sub("", text).strip().replace("\\|", "|").split("\n\n")
        made = [para(self.runs(part, line)) for part in parts]
        links = tuple(link for block in made for link in block.links)
        return Cell(passage(made), " ".join(plain(block.runs) for block in made), links, ids)


def _width(style: str) -> int:
    """Return how many columns the style of a table says, 0 where it says nothing."""
    found = re.search(r"cols=(?:\"([^\"]*)\"|(\d+\*|[\d,]+))", style)
    if not found:
        return 0
    parts = (found[1] or found[2]).replace(";", ",").split(",")
    return sum(int(times[1]) if (times := re.match(r"\s*(\d{1,2})\*", part)) else 1 for part in parts)


def _titles(lines: Sequence[str]) -> dict[str, str]:
    """Return what stands for links without a text: the titles and terms that have an id."""
    titles: dict[str, str] = {}
    ids: list[str] = []
    for line in lines:
        if found := BLOCK_ID.fullmatch(line):
            ids.append(found[1])
            continue
        named = HEADING.fullmatch(line) or (TERM.fullmatch(line) if "::" in line else None)
        if named:
            text = named["text"] if "text" in named.re.groupindex else named[2]
            ids += filter(None, chain.from_iterable(TERM_ID.findall(text)))
            shown = plain(runs(TERM_ID.sub("", text), 1, {}))
            titles |= {one: shown for one in ids if shown}
        elif line.strip().startswith("["):
            ids += filter(None, chain.from_iterable(ID.findall(line)))
            continue
        if line.strip():
            ids = []
    return titles
