"""Markdown as blocks: parsed by markdown-it, with the lines of the source kept for the texts of entries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from termgraph.markdown import anchor
from termgraph.readers.blocks import Block, Cell, Row
from termgraph.readers.links import Link
from termgraph.readers.mdinline import dedent, prepared, runs_of
from termgraph.readers.runs import TERM, Run, links, markdown, plain

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

#: Longer than any paragraph; what is longer is taken as it is, since parsing its inline marks may take for ever.
_LONGEST = 50_000
#: Each bracket may open a link, and is looked through to its end.
_MOST_BRACKETS = 2_000

_ID = re.compile(r"""<[a-z][^<>]*?\s(?:id|name)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_EMPTY_ANCHOR = re.compile(r"<a\s[^<>]*>\s*</a>[ \t]*\n?", re.IGNORECASE)
_ATTRIBUTES = re.compile(
    r"\s*(?<!\\)\{:?\s*((?:[#.][\w:.-]+|[\w-]+=[^\s}]+)(?:\s+(?:[#.][\w:.-]+|[\w-]+=[^\s}]+))*)\s*\}\s*\Z"
)
_CONTAINER = re.compile(r" {0,3}:{3,}\s*(?:\{?(?P<kind>[\w-]+)\}?.*)?")
_ABBREVIATION = re.compile(r"\*\[([^\]\n]{1,80})\]:\s*(.+)")
_BACK = re.compile(
    r"\W*(?:back|return|go|scroll)?\s*(?:back\s*)?(?:to\s*)?(?:the\s*)?"
    r"(?:top|contents|toc|table of contents|index|up)\W*",
    re.IGNORECASE,
)


@cache
def _parser() -> MarkdownIt:
    """Return the parser of blocks; the text inside of them is parsed when it is asked for."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    # Deeper nesting is left as text, so that no document makes the parser recurse without end.
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 40}).enable(["table", "strikethrough"])
    parser.use(deflist_plugin)
    parser.use(dollarmath_plugin, allow_space=True, allow_digits=False, double_inline=True)
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def blocks(text: str, first_line: int = 1) -> list[Block]:
    r"""Return the blocks of a Markdown text, whose first line is `first_line` of its file.

    >>> [(block.kind, block.first, block.text) for block in blocks("# Owls\n\nThey *hunt*\nat night.\n\n- one\n- two")]
    [('heading', 1, ''), ('para', 3, 'They *hunt*\nat night.'), ('item', 6, '- one'), ('item', 7, '- two')]
    """
    return _BlockMaker(text, first_line).made()


class _BlockMaker:
    """Makes blocks of the tokens of one text."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text = prepared(text)
        self.lines = self.text.split("\n")
        self.offset = first_line
        self.groups = 0
        self.slugs: dict[str, int] = {}
        self.environment: dict[str, Any] = {}
        self.tokens = _parser().parse(self.text, self.environment)
        self.anchors: list[str] = []  # of an element before, which has no text of its own
        self.blocks: list[Block] = []

    def made(self) -> list[Block]:
        """Return all blocks."""
        n = 0
        while n < len(self.tokens):
            end = self.end(n)
            self.make(n, end)
            n = end + 1
        return self.blocks

    def end(self, n: int) -> int:
        """Return the place of the token that closes what token `n` opens."""
        if self.tokens[n].nesting != 1:
            return n
        depth = 0
        for place in range(n, len(self.tokens)):
            depth += self.tokens[place].nesting
            if depth == 0:
                return place
        return len(self.tokens) - 1

    def make(self, n: int, end: int) -> None:
        """Add the blocks of the tokens from `n` to `end`."""
        token = self.tokens[n]
        match token.type:
            case "heading_open":
                self.heading(n)
            case "paragraph_open":
                self.paragraph(n)
            case "bullet_list_open" | "ordered_list_open":
                self.groups += 1
                self.items(n, end)
            case "dl_open":
                self.groups += 1
                self.definition_list(n, end)
            case "table_open":
                self.table(n, end)
            case "html_block":
                self.html(token)
            case "fence" if re.match(r"\{?glossary\}?", token.info.strip()):
                self.glossary(token.content.split("\n"), self.span(token)[0] + 1)
            case "hr":
                pass
            case _ if token.map:
                first, last = self.span(token)
                self.add(
                    Block("other", first, last, self.source(first, last), links=self.links_within(n, end))
                )

    def add(self, block: Block) -> None:
        """Add a block, with the anchors that stand before it."""
        if block.kind != "other" and self.anchors:
            block = replace(block, anchors=(*self.anchors, *block.anchors))
            self.anchors = []
        self.blocks.append(block)

    def span(self, token: Token) -> tuple[int, int]:
        """Return the first and the last line of a token, without the empty lines at its end."""
        first, last = token.map or [0, 0]
        while last > first + 1 and not self.lines[last - 1].strip():
            last -= 1
        return first + self.offset, last - 1 + self.offset

    def source(self, first: int, last: int) -> str:
        """Return lines of the file, without the marks that only serve to find a place or a term."""
        lines = "\n".join(self.lines[first - self.offset : last - self.offset + 1])
        return _EMPTY_ANCHOR.sub("", lines.replace(f"](<{TERM}", "](<"))

    def heading(self, n: int) -> None:
        token, inline = self.tokens[n], self.tokens[n + 1]
        first, last = self.span(token)
        content = inline.content
        anchors: list[str] = []
        attributes = _ATTRIBUTES.search(content)
        if attributes:  # "## Owl {#owl .bird}", as Pandoc, MkDocs and Hugo write it
            anchors += [part[1:] for part in attributes[1].split() if part.startswith("#")]
            content = content[: attributes.start()]
        runs = self.runs(content, first)
        anchors += _ID.findall(content)
        made = anchor(plain(runs))
        again = self.slugs.get(made, -1) + 1
        self.slugs[made] = again
        anchors.append(made if not again else f"{made}-{again}")
        unique = tuple(dict.fromkeys(filter(None, anchors)))
        if plain(runs):
            own = tuple(run for run in runs if not run.href.startswith("#") or run.text.strip(" #¶🔗§"))
            self.add(
                Block(
                    "heading",
                    first,
                    last,
                    runs=own,
                    level=int(token.tag[1]),
                    anchors=unique,
                    links=links(own),
                )
            )

    def paragraph(self, n: int) -> None:
        token, inline = self.tokens[n], self.tokens[n + 1]
        first, last = self.span(token)
        if self.abbreviations(inline.content, first) or self.defined_below(inline.content, first):
            return
        source = self.source(first, last)
        kept = "\n".join(line for line in source.split("\n") if not _CONTAINER.fullmatch(line))
        content = "\n".join(line for line in inline.content.split("\n") if not _CONTAINER.fullmatch(line))
        runs = self.runs(content, first)
        anchors = tuple(_ID.findall(content))
        text = plain(runs)
        if not text and not self.has_image(content):
            self.anchors += anchors
            return
        if any(run.href.startswith("#") for run in runs) and _BACK.fullmatch(text):
            return  # "back to top"
        if self.environment.get("references") and kept.count("](") < len(links(runs)):
            kept = markdown(runs)  # what reference-style links point to stands elsewhere
        self.add(Block("para", first, last, kept.strip("\n"), runs=runs, anchors=anchors, links=links(runs)))

    def defined_below(self, content: str, first: int) -> bool:
        """Add a definition with several terms above it, as PHP Markdown Extra has them."""
        lines = content.split("\n")
        below = next((n for n, line in enumerate(lines) if re.match(r":\s+\S", line)), 0)
        terms = tuple(plain(self.runs(line, first)) for line in lines[:below])
        if not below or any(len(term.split()) > 10 or term.endswith((".", ",", ";")) for term in terms):
            return False
        self.groups += 1
        text = "\n".join(re.sub(r"^:\s+", "\n" if n else "", line) for n, line in enumerate(lines[below:]))
        found = links(self.runs("\n".join(lines[below:]), first + below))
        last = first + len(lines) - 1
        self.add(Block("define", first, last, content, text, group=self.groups, terms=terms, links=found))
        return True

    def has_image(self, content: str) -> bool:
        """Tell whether a paragraph without text shows a picture."""
        return "![" in content or "<img" in content.lower()

    def abbreviations(self, content: str, first: int) -> bool:
        """Add the abbreviations of PHP Markdown Extra ("*[HTML]: …") in a paragraph of such lines."""
        found = [_ABBREVIATION.fullmatch(line.strip()) for line in content.split("\n")]
        if not all(found):
            return False
        self.groups += 1
        for line, entry in enumerate(found, first):
            if entry:
                self.add(
                    Block(
                        "define",
                        line,
                        line,
                        content,
                        below=entry[2].strip(),
                        group=self.groups,
                        terms=(entry[1].strip(),),
                    )
                )
        return True

    def items(self, n: int, end: int) -> None:
        group, ordered = self.groups, self.tokens[n].type == "ordered_list_open"
        place = n + 1
        while place < end:
            close = self.end(place)
            token = self.tokens[place]
            if token.map:
                first, last = self.span(token)
                runs, below, anchors = self.item(place, close, first, last)
                found = self.links_within(place, close)
                text = self.source(first, last)
                if plain(runs) or below.strip():
                    self.add(
                        Block(
                            "item", first, last, text, below, runs, group=group, anchors=anchors, links=found
                        )
                    )
            place = close + 1
        del ordered

    def item(
        self, place: int, close: int, first: int, last: int
    ) -> tuple[tuple[Run, ...], str, tuple[str, ...]]:
        """Return the inline text of an item's first paragraph, what stands below it, and its anchors."""
        inside = self.tokens[place + 1] if place + 1 < close else None
        if inside is None or inside.type not in ("paragraph_open", "heading_open") or not inside.map:
            return (), dedent(self.source(first, last)), ()
        inline = self.tokens[place + 2]
        _, paragraph_last = self.span(inside)
        below = dedent(self.source(paragraph_last + 1, last)) if paragraph_last < last else ""
        return self.runs(inline.content, first), below, tuple(_ID.findall(inline.content))

    def definition_list(self, n: int, end: int) -> None:
        terms: list[tuple[str, int, tuple[str, ...]]] = []
        place = n + 1
        while place < end:
            token, close = self.tokens[place], self.end(place)
            if token.type == "dt_open":
                inline = self.tokens[place + 1]
                first = self.span(token)[0]
                terms.append(
                    (plain(self.runs(inline.content, first)), first, tuple(_ID.findall(inline.content)))
                )
                place = close + 1
                continue
            bodies: list[str] = []
            found: list[Link] = []
            last = terms[-1][1] if terms else 0
            while place < end and self.tokens[place].type == "dd_open":
                close = self.end(place)
                start, last = self.span(self.tokens[place])
                # The parser counts the term above a second definition to it.
                lines = self.source(start, last).split("\n")
                marked = next((n for n, line in enumerate(lines) if re.match(r"\s*[:~]\s", line)), 0)
                source = re.sub(r"\A(\s*)[:~]", r"\1 ", "\n".join(lines[marked:]))
                bodies.append(dedent(source))
                found += self.links_within(place, close)
                place = close + 1
            if terms:
                self.define(terms, "\n\n".join(bodies), last, found)
                terms = []

    def define(
        self,
        terms: Sequence[tuple[str, int, tuple[str, ...]]],
        below: str,
        last: int,
        links: Sequence[Link],
        *,
        explicit: bool = False,
    ) -> None:
        """Add a definition of terms, each with its line and anchors."""
        names = tuple(name for name, _, _ in terms if name)
        self.add(
            Block(
                "define",
                terms[0][1],
                last,
                f"{chr(10).join(names)}\n\n{below}",
                below,
                group=self.groups,
                terms=names,
                anchors=tuple(anchor for _, _, anchors in terms for anchor in anchors),
                links=tuple(links),
                explicit=explicit,
            )
        )

    def table(self, n: int, end: int) -> None:
        rows: list[Row] = []
        header = False
        cells: list[Cell] = []
        line = 0
        for place in range(n + 1, end):
            token = self.tokens[place]
            if token.type == "tr_open":
                cells, line = [], self.span(token)[0]
            elif token.type in ("th_open", "td_open"):
                inline = self.tokens[place + 1]
                runs = self.runs(re.sub(r"\s*<br\s*/?>\s*", "\n", inline.content), line)
                header = header or token.type == "th_open"
                anchors = tuple(_ID.findall(inline.content))
                cells.append(Cell(markdown(runs).strip(), plain(runs), links(runs), anchors))
            elif token.type == "tr_close":
                rows.append(Row(tuple(cells), line, line))
        first, last = self.span(self.tokens[n])
        if rows and not any(cell.plain for cell in rows[0].cells):
            rows, header = rows[1:], False  # a table must have a first row, which may be empty
        found = tuple(link for row in rows for cell in row.cells for link in cell.links)
        if rows:
            self.add(
                Block(
                    "table",
                    first,
                    last,
                    self.source(first, last),
                    rows=tuple(rows),
                    header=header,
                    links=found,
                )
            )

    def html(self, token: Token) -> None:
        """Add what stands in HTML inside of Markdown."""
        first, last = self.span(token)
        source = self.source(first, last)
        if re.search(r"<(?:h[1-6]|dl|dt|table|summary|p|ul|ol)\b", source, re.IGNORECASE):
            from termgraph.readers.htmlblocks import blocks as html_blocks  # late: most Markdown has none

            deepest = max((block.level for block in self.blocks if block.kind == "heading"), default=0)
            for block in html_blocks(source, first, summary_level=deepest + 1 if deepest else 2):
                self.add(replace(block, group=block.group + 1000 * (first + 1)) if block.group else block)
            return
        self.anchors += _ID.findall(source)
        if re.sub(r"<[^<>]*>", "", source).strip() or "<img" in source.lower():
            self.add(Block("other", first, last, source))

    def glossary(self, lines: Sequence[str], first: int) -> None:
        """Add the entries of a `{glossary}` directive, as MyST writes it: terms, and below each what is indented."""
        self.groups += 1
        terms: list[tuple[str, int]] = []
        body: list[str] = []
        last = first
        for n, line in enumerate([*lines, "end"], first):
            if line.strip() and not line[0].isspace():
                if body and any(text.strip() for text in body):
                    self.defined(terms, body, last)
                    terms = []
                body = []
                if not line.startswith(":"):  # an option of the directive
                    terms.append((re.sub(r"\s+:\s+.*", "", line).strip(), n))
            else:
                body.append(line)
                last = n if line.strip() else last

    def defined(self, terms: Sequence[tuple[str, int]], body: Sequence[str], last: int) -> None:
        below = dedent("\n".join(body))
        inner = blocks(below, last - len(below.split("\n")) + 1)
        links = [link for block in inner for link in block.links]
        if terms:
            named = [(plain(self.runs(term, line)), line, ()) for term, line in terms]
            self.define(named, below, last, links, explicit=True)

    def links_within(self, n: int, end: int) -> tuple[Link, ...]:
        """Return what the text of tokens links to."""
        found: list[Link] = []
        for token in self.tokens[n : end + 1]:
            if token.type == "inline" and ("[" in token.content or "<" in token.content) and token.map:
                found += links(self.runs(token.content, token.map[0] + self.offset))
        return tuple(found)

    def runs(self, content: str, line: int) -> tuple[Run, ...]:
        """Return inline text, parsed."""
        if len(content) > _LONGEST or content.count("[") > _MOST_BRACKETS:
            return (Run(content, line=line),)
        children: list[Token] = []
        parser = _parser()
        parser.inline.parse(content, parser, self.environment, children)
        return tuple(run for run in runs_of(children, line) if run.text)
