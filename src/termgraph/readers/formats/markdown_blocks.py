"""Markdown as blocks: parsed by markdown-it, with the lines of the source kept for the texts of entries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from termgraph.markdown import anchor
from termgraph.readers.blocks.block import Block, Blocks, Cell, Row, glossary, heading, para, table
from termgraph.readers.blocks.runs import TERM, Run, links, markdown, plain
from termgraph.readers.formats.markdown_inline import attributes, dedent, prepared, runs_of
from termgraph.readers.records.links import Link

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

#: Longer than any paragraph; what is longer is taken as it is, since parsing its inline marks may take for ever.
_LONGEST = 50_000
#: Each bracket may open a link, and is looked through to its end.
_MOST_BRACKETS = 2_000

_ID = re.compile(r"""<[a-z][^<>]*?\s(?:id|name)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_EMPTY_ANCHOR = re.compile(r"<a\s[^<>]*>\s*</a>[ \t]*\n?", re.IGNORECASE)
_ATTRIBUTES = re.compile(
    r"\s*(?<!\\)\{:?\s*((?:[#.][\w:.-]+|[\w-]+=[^\s}]+)(?:\s+(?:[#.][\w:.-]+|[\w-]+=[^\s}]+))*)\s*\}\s*\Z"
)
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


def _without_attributes(content: str) -> tuple[str, list[str]]:
    """Return inline text without "{#owl .bird}" at its end, as Pandoc, MkDocs and Hugo write it, and its anchors."""
    found = _ATTRIBUTES.search(content)
    anchors = attributes(found[1]) if found else []
    content = content[: found.start()] if found else content
    return content, [*anchors, *_ID.findall(content)]


def blocks(text: str, first_line: int = 1) -> list[Block]:
    r"""Return the blocks of a Markdown text, whose first line is `first_line` of its file.

    >>> [(block.kind, block.first, block.text) for block in blocks("# Owls\n\nThey *hunt*\nat night.\n\n- one\n- two")]
    [('heading', 1, ''), ('para', 3, 'They *hunt*\nat night.'), ('item', 6, '- one'), ('item', 7, '- two')]
    """
    return _BlockMaker(text, first_line).made


class _BlockMaker(Blocks):
    """Makes blocks of the tokens of one text."""

    def __init__(self, text: str, first_line: int) -> None:
        from markdown_it.tree import SyntaxTreeNode

        super().__init__()
        source = prepared(text)
        self.lines = source.split("\n")
        self.offset = first_line
        self.slugs: dict[str, int] = {}
        self.environment: dict[str, Any] = {}
        nodes = SyntaxTreeNode(_parser().parse(source, self.environment)).children
        #: What folds out stands below the headings, and all of it on one level.
        self.summaries = 1 + max((int(node.tag[1]) for node in nodes if node.type == "heading"), default=1)
        for node in nodes:
            self.make(node)

    def make(self, node: SyntaxTreeNode) -> None:
        """Add the blocks of a node."""
        match node.type:
            case "heading":
                self.heading(node)
            case "paragraph":
                self.paragraph(node)
            case "bullet_list" | "ordered_list":
                self.group += 1
                for child in node.children:
                    self.item(child)
            case "dl":
                self.group += 1
                self.definition_list(node)
            case "table":
                self.table(node)
            case "html_block":
                self.html(node)
            case "fence" if re.match(r"\{?glossary\}?", node.info.strip()):
                self.group += 1
                for terms, body, begin in glossary(node.content.split("\n"), self.span(node)[0] + 1, ":"):
                    if terms and any(map(str.strip, body)):
                        self.entry(terms, body, begin)
            case "hr":
                pass
            case _ if node.map:
                first, last = self.span(node)
                self.append(Block("other", first, last, self.source(first, last), links=self.links(node)))

    def span(self, node: SyntaxTreeNode) -> tuple[int, int]:
        """Return the first and the last line of a node, without the empty lines at its end."""
        first, last = node.map or (0, 0)
        while last > first + 1 and not self.lines[last - 1].strip():
            last -= 1
        return first + self.offset, last - 1 + self.offset

    def source(self, first: int, last: int) -> str:
        """Return lines of the file, without the marks that only serve to find a place or a term."""
        lines = "\n".join(self.lines[first - self.offset : last - self.offset + 1])
        return _EMPTY_ANCHOR.sub("", lines.replace(f"](<{TERM}", "](<"))

    def heading(self, node: SyntaxTreeNode) -> None:
        first, last = self.span(node)
        content, anchors = _without_attributes(node.children[0].content)
        runs = self.runs(content, first)
        made = anchor(plain(runs))
        again = self.slugs.get(made, -1) + 1
        self.slugs[made] = again
        anchors.append(made if not again else f"{made}-{again}")
        unique = tuple(dict.fromkeys(filter(None, anchors)))
        if plain(runs):
            own = tuple(run for run in runs if not run.href.startswith("#") or run.text.strip(" #¶🔗§"))
            self.append(heading(own, int(node.tag[1]), first, last, unique))

    def paragraph(self, node: SyntaxTreeNode) -> None:
        first, last = self.span(node)
        inline = node.children[0].content
        if self.abbreviations(inline, first) or self.defined_below(inline, first):
            return
        kept = self.source(first, last)
        runs = self.runs(inline, first)
        anchors = tuple(_ID.findall(inline))
        text = plain(runs)
        if not text and "![" not in inline and "<img" not in inline.lower():
            self.anchors += anchors
            return
        if any(run.href.startswith("#") for run in runs) and _BACK.fullmatch(text):
            return  # "back to top"
        if self.environment.get("references") and kept.count("](") < len(links(runs)):
            kept = markdown(runs)  # what reference-style links point to stands elsewhere
        self.append(replace(para(runs, first, last), text=kept.strip("\n"), anchors=anchors))

    def defined_below(self, content: str, first: int) -> bool:
        """Add a definition with several terms above it, as PHP Markdown Extra has them."""
        lines = content.split("\n")
        below = next((n for n, line in enumerate(lines) if re.match(r":\s+\S", line)), 0)
        terms = tuple(plain(self.runs(line, first)) for line in lines[:below])
        if not below or any(len(term.split()) > 10 or term.endswith((".", ",", ";")) for term in terms):
            return False
        self.group += 1
        text = "\n".join(re.sub(r"^:\s+", "\n" if n else "", line) for n, line in enumerate(lines[below:]))
        found = links(self.runs("\n".join(lines[below:]), first + below))
        last = first + len(lines) - 1
        self.append(Block("define", first, last, content, text, group=self.group, terms=terms, links=found))
        return True

    def abbreviations(self, content: str, first: int) -> bool:
        """Add the abbreviations of PHP Markdown Extra ("*[HTML]: …") in a paragraph of such lines."""
        found = [_ABBREVIATION.fullmatch(line.strip()) for line in content.split("\n")]
        if not all(found):
            return False
        self.group += 1
        for line, entry in enumerate(found, first):
            if entry:
                term, below = entry[1].strip(), entry[2].strip()
                self.append(Block("define", line, line, content, below, group=self.group, terms=(term,)))
        return True

    def item(self, node: SyntaxTreeNode) -> None:
        if not node.map:
            return
        first, last = self.span(node)
        runs: tuple[Run, ...] = ()
        anchors: tuple[str, ...] = ()
        begin = first  # of what stands below its first paragraph
        head = node.children[0] if node.children else None
        if head is not None and head.type in ("paragraph", "heading") and head.map:
            inline = head.children[0].content
            runs, anchors, begin = (
                self.runs(inline, first),
                tuple(_ID.findall(inline)),
                self.span(head)[1] + 1,
            )
        below = dedent(self.source(begin, last)) if begin <= last else ""
        if plain(runs) or below.strip():
            made = Block("item", first, last, self.source(first, last), below, runs, group=self.group)
            self.append(replace(made, anchors=anchors, links=self.links(node)))

    def definition_list(self, node: SyntaxTreeNode) -> None:
        terms: list[tuple[str, int, tuple[str, ...]]] = []
        for kind, parts in groupby(node.children, key=lambda child: child.type):
            if kind == "dt":
                for part in parts:
                    (inline, anchors), first = (
                        _without_attributes(part.children[0].content),
                        self.span(part)[0],
                    )
                    terms.append((plain(self.runs(inline, first)), first, tuple(anchors)))
                continue
            bodies: list[str] = []
            found: list[Link] = []
            for part in parts:
                start, last = self.span(part)
                # The parser counts the term above a second definition to it.
                lines = self.source(start, last).split("\n")
                marked = next((n for n, line in enumerate(lines) if re.match(r"\s*[:~]\s", line)), 0)
                bodies.append(dedent(re.sub(r"\A(\s*)[:~]", r"\1 ", "\n".join(lines[marked:]))))
                found += self.links(part)
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
        text = "\n".join((*names, "", below))
        anchors = tuple(anchor for _, _, anchors in terms for anchor in anchors)
        made = Block("define", terms[0][1], last, text, below, group=self.group, terms=names)
        self.append(replace(made, anchors=anchors, links=tuple(links), explicit=explicit))

    def table(self, node: SyntaxTreeNode) -> None:
        first, last = self.span(node)
        rows = [self.row(row) for part in node.children for row in part.children]
        header = node.children[0].type == "thead"
        if rows and not any(cell.plain for cell in rows[0].cells):
            rows, header = rows[1:], False  # a table must have a first row, which may be empty
        if rows:
            made = table(rows, header=header or None, text=self.source(first, last))
            self.append(replace(made, first=first, last=last))

    def row(self, node: SyntaxTreeNode) -> Row:
        line = self.span(node)[0]
        cells = []
        for cell in node.children:
            inline = cell.children[0].content
            runs = self.runs(re.sub(r"\s*<br\s*/?>\s*", "\n", inline), line)
            cells.append(Cell(markdown(runs).strip(), plain(runs), links(runs), tuple(_ID.findall(inline))))
        return Row(tuple(cells), line, line)

    def html(self, node: SyntaxTreeNode) -> None:
        """Add what stands in HTML inside of Markdown."""
        first, last = self.span(node)
        source = self.source(first, last)
        if re.search(r"<(?:h[1-6]|dl|dt|table|summary|p|ul|ol)\b", source, re.IGNORECASE):
            from termgraph.readers.formats.html_blocks import (
                blocks as html_blocks,  # late: most Markdown has none
            )

            for block in html_blocks(source, first, summary_level=self.summaries):
                self.append(replace(block, group=block.group + 1000 * (first + 1)) if block.group else block)
            return
        self.anchors += _ID.findall(source)
        if re.sub(r"<[^<>]*>", "", source).strip() or "<img" in source.lower():
            self.append(Block("other", first, last, source))

    def entry(self, terms: Sequence[tuple[str, int]], body: Sequence[str], begin: int) -> None:
        """Add an entry of a `{glossary}` directive, as MyST writes it."""
        below = dedent("\n".join(body))
        last = max(n for n, line in enumerate(body, begin) if line.strip())
        inner = blocks(below, last - len(below.split("\n")) + 1)
        links = [link for block in inner for link in block.links]
        named = [(plain(self.runs(term, line)), line, ()) for term, line in terms]
        self.define(named, below, last, links, explicit=True)

    def links(self, node: SyntaxTreeNode) -> tuple[Link, ...]:
        """Return what the text of a node links to."""
        found: list[Link] = []
        for inner in node.walk():
            if inner.type == "inline" and ("[" in inner.content or "<" in inner.content) and inner.map:
                found += links(self.runs(inner.content, inner.map[0] + self.offset))
        return tuple(found)

    def runs(self, content: str, line: int) -> tuple[Run, ...]:
        """Return inline text, parsed."""
        if len(content) > _LONGEST or content.count("[") > _MOST_BRACKETS:
            return (Run(content, line=line),)
        children: list[Token] = []
        parser = _parser()
        parser.inline.parse(content, parser, self.environment, children)
        return tuple(run for run in runs_of(children, line) if run.text)
