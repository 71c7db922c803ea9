"""reStructuredText: glossary directives, definition lists, sections; parsed by docutils, which reads no other file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from docutils import nodes

from termgraph.markdown import escaped_block
from termgraph.names import word_set
from termgraph.readers import Columns
from termgraph.readers.blocks.block import (
    Block,
    Blocks,
    Cell,
    Row,
    define,
    glossary,
    heading,
    item,
    para,
    passage,
    table,
)
from termgraph.readers.blocks.outline import outline
from termgraph.readers.blocks.runs import Run, links, markdown, plain
from termgraph.readers.formats.document import open_document, too_deep
from termgraph.readers.formats.markdown_inline import dedent
from termgraph.readers.formats.rst_parser import parsed
from termgraph.readers.records.assemble import assemble
from termgraph.readers.records.links import Link
from termgraph.records import Reading

_DIRECTIVE = re.compile(
    r"\.\.\s+(?P<name>[\w:.+-]+?)::[ \t]*(?P<argument>[^\n]*)(?:\n(?P<rest>.*))?\Z", re.DOTALL
)
_INLINE = re.compile(r"[`*_|\\\[]")
_OPTION = re.compile(r"\s*:[\w-]+:(?:\s|$)")
_RULE = re.compile(r"([=\-~^\"'`#*+_:.])\1+\s*\Z")
_NO_TEXT = re.compile(r"\s*\Z|\.\.(?:\s|\Z)|[=\-~^\"'`#*+_:.]{3,}\s*\Z")

#: Directives of Sphinx and others whose content is no text of an entry.
_SILENT = word_set(
    """
    toctree index contents meta highlight only tabularcolumns autoclass automodule autofunction
    currentmodule module ifconfig include literalinclude raw bibliography todolist genindex sectnum
    default-role role jinja plot
    """
)


def read(path: str, columns: Columns | None = None) -> Reading:
    r"""Return what a reStructuredText document holds.

    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "birds.rst").write_text("Birds\n=====\n\nOwl\n  Hunts at night.\n\nJay\n  Is loud.\n")
    ...     reading = read(folder + "/birds.rst")
    >>> [(record.label, record.lines) for record in reading.records if record.kind != "section"]
    [('Owl', (4, 5)), ('Jay', (7, 8))]
    """
    document = open_document(path)
    found, bibliography = blocks(document.text, path)
    entries, title = outline(found)
    return assemble(
        path, "rst", entries, title=title, guesses=document.guesses, bibliography=bibliography or None
    )


def blocks(text: str, path: str) -> tuple[list[Block], dict[str, str]]:
    r"""Return the blocks of a document, and its footnotes and citations by their labels.

    Raises:
        TermgraphError: where it is nested too deep.

    >>> found, notes = blocks("Owl\n  A *bird* [1]_.\n\n.. [1] A book.", "a.rst")
    >>> [(block.kind, block.terms, block.below, block.first) for block in found], notes
    ([('define', ('Owl',), 'A *bird* [1].', 1)], {'1': 'A book.'})
    """
    try:
        maker = _BlockMaker(text.expandtabs(8), path)
        maker.make(parsed(maker.text, path), 0, 0)
    except RecursionError:
        raise too_deep(path) from None
    return maker.closed(), maker.bibliography


class _BlockMaker(Blocks):
    """Makes blocks of the nodes of one document."""

    def __init__(self, text: str, path: str) -> None:
        super().__init__()
        self.text = text
        self.path = path
        self.lines = text.split("\n")
        self.others: list[int] = []  # lines on which something begins that is no block: targets, directives
        self.bibliography: dict[str, str] = {}
        self.addresses: dict[str, str] = {}

    def closed(self) -> list[Block]:
        """Return the blocks, each with its last line, which docutils does not tell: before the next one begins."""
        starts = sorted({*self.others, *(block.first for block in self.made), len(self.lines) + 1})
        done = []
        for block in self.made:
            last = max(block.first, starts[bisect_right(starts, block.first)] - 1)
            while last > block.first and _NO_TEXT.match(self.lines[last - 1]):
                last -= 1
            done.append(replace(block, last=last))
        return done

    def make(self, parent: nodes.Element, depth: int, offset: int) -> None:
        """Add the blocks of what stands in a node.

        Args:
            parent: the node.
            depth: how many sections it stands in.
            offset: how many lines stand before the text that it was parsed from.
        """
        self.addresses |= {
            name: str(target["refuri"])
            for target in parent.findall(nodes.target)
            if "refuri" in target
            for name in target["names"]
        }
        self.within(parent, depth, offset)

    def within(self, parent: nodes.Element, depth: int, offset: int) -> None:
        """Add the blocks of the nodes in one whose targets are known."""
        for node in parent.children:
            if isinstance(node, nodes.Element):
                self.one(node, depth, offset)

    def add(self, node: nodes.Element, offset: int, block: Block) -> None:
        """Add a block, with the line of its node and the anchors before it."""
        self.append(replace(block, first=max(1, (_line(node) or 1) + offset)))

    def one(self, node: nodes.Element, depth: int, offset: int) -> None:  # noqa: PLR0912 (one branch a kind of node)
        """Add the blocks of one node."""
        if isinstance(node, nodes.target | nodes.comment | nodes.footnote | nodes.citation) and _line(node):
            self.others.append((_line(node) or 1) + offset)
        match node:
            case nodes.section():
                self.section(node, depth + 1, offset)
            case (
                nodes.title()
                | nodes.comment()
                | nodes.substitution_definition()
                | nodes.transition()
                | nodes.colspec()
            ):
                pass
            case nodes.rubric():
                self.add(node, offset, Block("heading", runs=self.runs(node, offset), level=depth + 1))
            case nodes.target():
                self.anchors += [*node["names"], *node["ids"]]
            case nodes.footnote() | nodes.citation():
                self.reference(node)
            case nodes.field_list() if not self.made:  # before all else it says who wrote the document
                self.other(node, offset)
            case nodes.definition_list() | nodes.bullet_list() | nodes.enumerated_list() | nodes.field_list():
                self.group += 1
                self.within(node, depth, offset)
            case nodes.definition_list_item():
                self.definition(node, offset)
            case nodes.list_item():
                self.item(node, offset)
            case nodes.field():
                self.field(node, offset)
            case nodes.table():
                self.table(node, offset)
            case nodes.system_message():
                self.directive(node, depth, offset)
            case nodes.paragraph():
                made = para(self.runs(node, offset))
                if made.text:
                    self.add(node, offset, made)
            case (
                nodes.compound()
                | nodes.container()
                | nodes.topic()
                | nodes.sidebar()
                | nodes.block_quote()
                | nodes.decoration()
                | nodes.Admonition()
            ):
                self.make(node, depth, offset)
            case _:
                self.other(node, offset)

    def section(self, node: nodes.section, level: int, offset: int) -> None:
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        if title is not None:
            anchors = (*node["ids"], *node["names"])
            self.add(title, offset, heading(self.runs(title, offset), level, anchors=anchors))
            self.made[-1] = replace(self.made[-1], first=self.above(self.made[-1].first))
        self.make(node, level, offset)

    def other(self, node: nodes.Element, offset: int) -> None:
        """Add a node that is kept as it is: code, formulas, pictures, and what is made of other nodes."""
        match node:
            case nodes.math_block():
                text = f"$$\n{node.astext().strip()}\n$$"
            case nodes.doctest_block() | nodes.literal_block():
                text = f"```\n{node.astext()}\n```"
            case nodes.image():
                text = f"![{node.get('alt', '')}]({node.get('uri', '')})"
            case nodes.TextElement():
                text = markdown(self.runs(node, offset)).strip()
            case _:
                text = self.inside(node, offset) if node.children else escaped_block(node.astext())
        if text.strip():
            self.add(node, offset, Block("other", text=text, links=self.links(node, offset)))

    def above(self, line: int) -> int:
        """Return the first line of a heading, of which docutils tells the last: its underline."""
        for _ in range(2):  # the title and, where it has one, the line above it
            before = self.lines[line - 2] if line > 1 else ""
            if before.strip() and (_RULE.match(before) is not None) != (
                _RULE.match(self.lines[line - 1]) is not None
            ):
                line -= 1
        return line

    def reference(self, node: nodes.Element) -> None:
        label = next((child.astext() for child in node.children if isinstance(child, nodes.label)), "")
        text = " ".join(child.astext() for child in node.children if not isinstance(child, nodes.label))
        if label:
            self.bibliography[label] = " ".join(text.split())

    def definition(self, node: nodes.definition_list_item, offset: int) -> None:
        terms = [child for child in node.children if isinstance(child, nodes.term)]
        below = [child for child in node.children if isinstance(child, nodes.definition)]
        names = [name for term in terms if (name := plain(self.runs(term, offset)))]
        if names:
            text = "\n\n".join(filter(None, (self.inside(part, offset) for part in below)))
            found = tuple(link for part in below for link in self.links(part, offset))
            anchors = _anchors(*(target for term in terms for target in (term, *term.findall(nodes.target))))
            self.add(node, offset, replace(define(names, text, self.group), anchors=anchors, links=found))

    def field(self, node: nodes.field, offset: int) -> None:
        name, body = node.children[0], node.children[1]
        if isinstance(name, nodes.Element) and isinstance(body, nodes.Element):
            runs, text = self.runs(name, offset), self.inside(body, offset)
            own = (*(replace(run, bold=True) for run in runs), Run(": " + text))
            whole, found = f"**{plain(runs)}:** {text}", self.links(body, offset)
            self.add(node, offset, Block("item", text=whole, runs=own, group=self.group, links=found))

    def item(self, node: nodes.list_item, offset: int) -> None:
        rest = [child for child in node.children if isinstance(child, nodes.Element)]
        runs: tuple[Run, ...] = ()
        if rest and isinstance(rest[0], nodes.paragraph):
            runs = self.runs(rest.pop(0), offset)
        siblings = node.parent.children
        mark = f"{siblings.index(node) + 1}." if isinstance(node.parent, nodes.enumerated_list) else "-"
        below = self.passage(rest, offset)
        if not plain(runs) and not below:
            return
        made = item(runs, below, self.group, mark)
        anchors = _anchors(*node.findall(nodes.target))
        self.add(node, offset, replace(made, anchors=anchors, links=self.links(node, offset)))

    def table(self, node: nodes.table, offset: int) -> None:
        rows = self.rows(node, offset)
        if rows:
            header = any(isinstance(row.parent, nodes.thead) for row in node.findall(nodes.row))
            self.add(
                node, offset, replace(table(rows, header=header or None), links=self.links(node, offset))
            )

    def rows(self, node: nodes.table, offset: int) -> list[Row]:
        rows = []
        for row in node.findall(nodes.row):
            line = max(_line(row) or 1, _line(node) or 1) + offset
            entries = [entry for entry in row.children if isinstance(entry, nodes.entry)]
            cells = (
                Cell(self.inside(entry, offset), " ".join(entry.astext().split()), self.links(entry, offset))
                for entry in entries
            )
            rows.append(Row(tuple(cells), line, line))
        return rows

    def directive(self, message: nodes.system_message, depth: int, offset: int) -> None:
        """Add what stands in a directive that docutils does not know: those of Sphinx and its extensions."""
        literal = next(message.findall(nodes.literal_block), None)
        found = _DIRECTIVE.match(literal.astext().rstrip()) if literal is not None else None
        line = message.get("line")
        if line:
            self.others.append(int(line) + offset)
        if not found or not line or found["name"] in _SILENT:
            return
        body = (found["rest"] or "").split("\n")
        start = int(line) + offset + 1  # the line of the file on which the body begins
        while body and _OPTION.match(body[0]):
            body, start = body[1:], start + 1
        while body and not body[0].strip():
            body, start = body[1:], start + 1
        name = found["name"].rpartition(":")[2]
        if name == "glossary":
            self.group += 1
            for entry in glossary(dedent("\n".join(body)).split("\n"), start, ".. "):
                self.entry(*entry)
            return
        content = dedent("\n".join(body))
        argument = found["argument"].strip()
        if argument and name in (
            "seealso",
            "versionadded",
            "versionchanged",
            "deprecated",
            "todo",
            "tip",
            "note",
        ):
            content, start = f"{argument}\n{content}" if content.strip() else argument, start - 1
        if content.strip() and depth < 40:
            self.make(parsed(content, self.path), depth, start - 1)

    def entry(self, terms: Sequence[tuple[str, int]], body: Sequence[str], begin: int) -> None:
        """Add one entry of a glossary directive."""
        while body and not body[0].strip():
            body, begin = body[1:], begin + 1
        inside = parsed(dedent("\n".join(body)), self.path)
        text = self.inside(inside, begin - 1)
        names: list[str] = []
        anchors: list[str] = []
        for term, _ in terms:
            if not _INLINE.search(term):
                names.append(" ".join(term.split()))
                continue
            inline = parsed(term, self.path)
            names.append(" ".join("".join(child.astext() for child in inline.children).split()) or term)
            anchors += _anchors(*inline.findall(nodes.target))
        if names:
            anchors += [f"term-{name}" for name in names]
            found, first = self.links(inside, begin - 1), terms[0][1]
            made = define(names, text, self.group)
            made = replace(made, first=first, anchors=tuple(anchors), links=found, explicit=True)
            self.append(made)

    def links(self, node: nodes.Element, offset: int) -> tuple[Link, ...]:
        """Return what the text of a node links to."""
        found: list[Link] = []
        for element in node.findall(nodes.TextElement):
            if not isinstance(element, nodes.Inline | nodes.math_block | nodes.literal_block):
                found += links(self.runs(element, offset))
        for message in node.findall(nodes.system_message):  # "seealso" and others that docutils does not know
            maker = _BlockMaker(self.text, self.path)
            maker.directive(message, 0, offset)
            found += (link for block in maker.made for link in block.links)
        return tuple(found)

    def inside(self, node: nodes.Element, offset: int) -> str:
        """Return what stands in a node as Markdown."""
        return self.passage(node.children, offset)

    def passage(self, children: Iterable[nodes.Node], offset: int) -> str:
        """Return nodes as Markdown."""
        maker = _BlockMaker(self.text, self.path)
        maker.addresses, maker.bibliography = self.addresses, self.bibliography
        for child in children:
            if isinstance(child, nodes.Element):
                maker.one(child, 0, offset)
        return passage(maker.made)

    def runs(self, node: nodes.Element, offset: int) -> tuple[Run, ...]:
        """Return the inline text of a node."""
        return tuple(self.pieces(node.children, Run("", line=max(1, (_line(node) or 1) + offset))))

    def pieces(self, children: Iterable[nodes.Node], style: Run) -> Iterator[Run]:
        for child in children:
            match child:
                case nodes.Text():
                    yield replace(style, text=str(child.astext()))
                    style = replace(style, line=style.line + str(child.astext()).count("\n"))
                case nodes.strong():
                    yield from self.pieces(child.children, replace(style, bold=True))
                case nodes.emphasis() | nodes.title_reference():
                    yield from self.pieces(child.children, replace(style, italic=True))
                case nodes.literal():
                    yield replace(style, text=child.astext(), code=True)
                case nodes.math():
                    yield replace(style, text=f"${child.astext()}$", raw=True)
                case nodes.reference():
                    yield from self.pieces(child.children, replace(style, href=self.aim(child.attributes)))
                case nodes.footnote_reference() | nodes.citation_reference():
                    yield replace(style, text=f"[{child.astext()}]")
                case nodes.target() | nodes.system_message() | nodes.image():
                    pass
                case nodes.substitution_reference():
                    yield replace(style, text=child.astext())
                case nodes.Element():
                    yield from self.pieces(child.children, style)

    def aim(self, attributes: Mapping[str, Any]) -> str:
        """Return where a reference leads, as a link target."""
        if attributes.get("refuri"):
            return str(attributes["refuri"])
        name = str(attributes.get("refname") or attributes.get("refid") or "")
        return self.addresses.get(name, f"#{name}" if name else "")


def _anchors(*targets: nodes.Element) -> tuple[str, ...]:
    """Return what links may call some nodes."""
    return tuple(name for target in targets for name in (*target["names"], *target["ids"]))


def _line(node: nodes.Node) -> int | None:
    """Return the line of a node, or of the first thing in it that has one."""
    if node.line:
        return int(node.line)
    return next((int(child.line) for child in node.findall() if child.line), None)
