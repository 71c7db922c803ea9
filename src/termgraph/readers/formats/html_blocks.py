"""HTML as blocks: headings, paragraphs, lists, definition lists and tables; menus, scripts and footers are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from termgraph.markdown import escaped
from termgraph.namespaces import is_web_iri
from termgraph.readers.blocks.block import (
    Block,
    Blocks,
    Cell,
    Row,
    define,
    heading,
    item,
    para,
    passage,
    table,
)
from termgraph.readers.blocks.runs import Run, links, markdown, plain
from termgraph.readers.formats import html_page
from termgraph.readers.formats.document import too_deep
from termgraph.readers.formats.html_page import BLOCKS, anchors_of, is_junk, tag_of, tidied
from termgraph.readers.records.links import Link

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HEADINGS = {f"h{n}": n for n in range(1, 7)}
#: Classes of what is a term in pages that mark it by nothing else.
_TERM_CLASS = re.compile(
    r"(?:glossary|dictionary|definition)?[-_]*(?:term|headword|lemma|word)(?:[-_]*(?:name|title|label|heading|text))?"
    r"|glossary[-_]*(?:title|heading|name|item[-_]*title|entry[-_]*title)",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[\s#¶§🔗↩⚓^*]*\Z")
_TOP = re.compile(r"\W*(?:(?:back|return|go)\s+)?(?:to\s+)?(?:the\s+)?top\W*", re.IGNORECASE)


def blocks(text: str, first_line: int = 1, *, path: str = "", summary_level: int = 7) -> list[Block]:
    """Return the blocks of a page, or of a piece of HTML that begins on `first_line`.

    Args:
        text: the HTML.
        first_line: the line of the file on which it begins.
        path: the file, so that links to itself are known.
        summary_level: the level of headings that HTML has no number for.

    Raises:
        TermgraphError: where it is nested too deep.

    >>> found = blocks("<nav>Home</nav><dl><dt>Owl<dd>A <b>bird</b>.</dl>")
    >>> [(block.kind, block.terms, block.below) for block in found]
    [('define', ('Owl',), 'A **bird**.')]
    """
    root = html_page.parsed(text, path)
    return (
        blocks_of(root, text.count("\n") + first_line, first_line, path, summary_level)
        if root is not None
        else []
    )


def blocks_of(
    root: Element, end: int, first_line: int = 1, path: str = "", summary_level: int = 7
) -> list[Block]:
    """Return the blocks of a page that was parsed, whose last line is `end`; see `blocks`."""
    try:
        html_page.repaired(root)
        maker = _BlockMaker(first_line - 1, path.replace("\\", "/").rpartition("/")[2], summary_level)
        maker.walk(html_page.main(root))
        maker.paragraph()
    except RecursionError:
        raise too_deep(path) from None
    return _closed(maker.made, end)


def _closed(found: list[Block], end: int) -> list[Block]:
    """Return blocks with their last lines: at most where the next one begins."""
    done = []
    before, following = end + 1, end + 1
    for block in reversed(found):
        if block.first < before:
            before, following = block.first, before
        longest = block.first + max(block.text.count("\n"), block.below.count("\n"))
        done.append(replace(block, last=max(block.first, min(following - 1, max(longest, block.last)))))
    return done[::-1]


class _BlockMaker(Blocks):
    """Makes blocks of the elements of one page."""

    def __init__(self, offset: int, own: str, summary_level: int) -> None:
        super().__init__()
        self.offset = offset
        self.own = own
        self.summary_level = summary_level
        self.inline: list[Run] = []

    def line(self, element: Element) -> int:
        """Return the line of an element."""
        return int(element.sourceline or 1) + self.offset

    def walk(self, element: Element) -> None:
        """Add the blocks of what stands in an element."""
        line = self.line(element)
        self.text(element.text, Run("", line=line))
        for child in element:
            if not is_junk(child):
                self.one(child)
            self.text(child.tail, Run("", line=self.line(child)))

    def text(self, text: str | None, style: Run) -> None:
        """Add text that stands between the elements of a block."""
        if text and (text.strip() or self.inline):
            self.inline.append(replace(style, text=re.sub(r"\s+", " ", text)))

    def one(self, element: Element) -> None:
        """Add the blocks of one element."""
        tag = tag_of(element)
        if tag not in BLOCKS and not any(tag_of(inner) in BLOCKS for inner in element.iterdescendants()):
            self.anchor(element)
            self.inline += self.pieces(element, Run("", line=self.line(element)))
            return
        self.paragraph()
        self.anchor(element)
        match tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self.heading(element, _HEADINGS[tag])
            case "summary":
                self.heading(element, self.summary_level)
            case "ul" | "ol" | "dir":
                self.group += 1
                self.items(element)
            case "dl":
                self.group += 1
                self.definition_list(element)
            case "table":
                self.table(element)
            case "pre":
                text = "".join(element.itertext()).strip("\n")
                self.add(element, Block("other", text=f"```\n{text}\n```"))
            case "blockquote":
                text = "> " + self.inside(element).replace("\n", "\n> ")
                self.add(element, Block("other", text=text, links=self.links(element)))
            case "hr":
                pass
            case _ if self.is_term(element):
                self.heading(element, self.summary_level)
            case _:
                self.walk(element)
                self.paragraph()

    def is_term(self, element: Element) -> bool:
        """Tell whether an element without any meaning of its own is called a term by its class."""
        if not any(_TERM_CLASS.fullmatch(name) for name in (element.get("class") or "").split()):
            return False
        if element.getnext() is None and element.getparent() is not None:
            return False
        words = "".join(element.itertext()).split()
        return 0 < len(words) <= 12 and not any(
            tag_of(inner) in _HEADINGS for inner in element.iterdescendants()
        )

    def anchor(self, element: Element) -> None:
        """Remember what links may call an element, for the next block."""
        names = [element.get("id"), element.get("name") if tag_of(element) == "a" else None]
        self.anchors += [name for name in names if name and name not in self.anchors]

    def add(self, element: Element, block: Block) -> None:
        """Add a block, with the line of its element and the anchors before it."""
        self.append(replace(block, first=self.line(element), last=self.last(element)))

    def last(self, *elements: Element) -> int:
        """Return the line of the last element in some."""
        return max(self.line(inner) for element in elements for inner in element.iter())

    def paragraph(self) -> None:
        """Add the paragraphs of the text that was gathered; two line breaks in a row divide it."""
        runs, self.inline = tidied(self.inline), []
        for part in html_page.divided(runs):
            text = markdown(part).strip()
            if not text or _SIGNS.match(text):
                continue
            if any(run.href.startswith("#") for run in part) and _TOP.fullmatch(plain(part)):
                continue
            first = next(run.line for run in part if run.text.strip())
            self.append(para(part, first, max(run.line for run in part)))

    def heading(self, element: Element, level: int) -> None:
        runs = self.runs(element)
        if plain(runs):
            self.add(element, heading(runs, level, anchors=anchors_of(element)))

    def runs(self, element: Element) -> tuple[Run, ...]:
        """Return the text of a heading or a term, without the sign that links to it."""
        runs = tidied(list(self.pieces(element, Run("", line=self.line(element)))))
        return tuple(run for run in runs if not (run.href.startswith("#") and _SIGNS.match(run.text)))

    def items(self, element: Element) -> None:
        group = self.group
        for child in element:
            if tag_of(child) == "li" and not is_junk(child):
                first, rest = self.split(child)
                runs = tidied(first)
                below = self.nested(rest)
                if plain(runs) or below:
                    made = item(runs, below, group)
                    self.add(child, replace(made, anchors=anchors_of(child), links=self.links(child)))
            elif tag_of(child) in ("ul", "ol"):  # a list in a list without an item around it
                self.items(child)

    def split(self, element: Element) -> tuple[list[Run], list[Element]]:
        """Return the text of an item up to its first block within, and the blocks below."""
        runs: list[Run] = []
        rest: list[Element] = []
        style = Run("", line=self.line(element))
        if element.text:
            runs.append(replace(style, text=element.text))
        for child in element:
            junk = is_junk(child)
            is_block = tag_of(child) in BLOCKS or any(
                tag_of(inner) in BLOCKS for inner in child.iterdescendants()
            )
            if not junk and (rest or is_block):
                if not rest and not plain(runs) and tag_of(child) in ("p", "div", "span", *_HEADINGS):
                    inner, below = self.split(child)
                    runs += inner
                    if tag_of(child) in _HEADINGS:  # a heading in an item is its name, whatever follows
                        runs = [replace(run, bold=True) for run in runs]
                        runs.append(replace(style, text="\n"))
                    rest += below
                    if child.tail and child.tail.strip():
                        runs.append(replace(style, text=child.tail))
                    continue
                rest.append(child)
                continue
            if not junk:
                runs += self.pieces(child, replace(style, line=self.line(child)))
            if child.tail and not rest:
                runs.append(replace(style, text=child.tail, line=self.line(child)))
        return runs, rest

    def definition_list(self, element: Element) -> None:
        terms: list[Element] = []
        bodies: list[Element] = []
        for child in [*html_page.pairs(element), None]:
            tag = tag_of(child) if child is not None else "dt"
            if tag == "dt":
                if bodies or child is None:
                    self.defined(terms, bodies)
                    terms, bodies = [], []
                if child is not None:
                    terms.append(child)
            elif child is not None:
                bodies.append(child)

    def defined(self, terms: list[Element], bodies: list[Element]) -> None:
        """Add an entry of a definition list."""
        names = [name for term in terms if (name := plain(self.runs(term)))]
        if not names:  # texts that are only indented
            for body in bodies:
                self.walk(body)
                self.paragraph()
            return
        below = "\n\n".join(filter(None, map(self.inside, bodies)))
        first, last = self.line(terms[0]), self.last(*bodies) if bodies else self.line(terms[-1])
        anchors = tuple(anchor for term in terms for anchor in anchors_of(term))
        found = tuple(link for body in bodies for link in self.links(body))
        made = define(names, below, self.group)
        around = terms[0].getparent()
        says_so = around is not None and "glossary" in (around.get("class") or "").split()
        self.append(
            replace(made, first=first, last=max(first, last), anchors=anchors, links=found, explicit=says_so)
        )

    def table(self, element: Element) -> None:
        rows: list[Row] = []
        header: bool | None = None
        for row in element.iter("tr"):
            if next(row.iterancestors("table"), None) is not element:
                continue  # of a table in a cell
            cells = [cell for cell in row if tag_of(cell) in ("td", "th")]
            if not rows and cells and tag_of(cells[0]) == "th":  # else the heading of its row
                header = all(tag_of(cell) == "th" for cell in cells)
            made = tuple(
                Cell(
                    self.inside(cell),
                    " ".join("".join(html_page.texts(cell)).split()),
                    self.links(cell),
                    anchors_of(cell),
                )
                for cell in cells
            )
            anchors = (row.get("id"),) if row.get("id") else ()
            if made and any(cell.plain for cell in made):
                made = (replace(made[0], anchors=(*anchors, *made[0].anchors)), *made[1:])
                rows.append(Row(made, self.line(row), self.last(row)))
        if len(rows) == 1 or (rows and max(len(row.cells) for row in rows) == 1):
            for cell in element.iter("td", "th"):  # a table that only lays out the page
                self.walk(cell)
                self.paragraph()
        elif rows:
            self.add(element, replace(table(rows, header=header), links=self.links(element)))

    def nested(self, elements: list[Element]) -> str:
        """Return elements as Markdown."""
        maker = _BlockMaker(self.offset, self.own, self.summary_level)
        for element in elements:
            maker.one(element)
            maker.text(element.tail, Run("", line=self.line(element)))
        maker.paragraph()
        return passage(maker.made)

    def inside(self, element: Element) -> str:
        """Return what stands in an element as Markdown, the addresses of its pictures at the end."""
        maker = _BlockMaker(self.offset, self.own, self.summary_level)
        maker.walk(element)
        maker.paragraph()
        shown = ((escaped(image.get("alt") or ""), image.get("src") or "") for image in element.iter("img"))
        pictures = (f"![{alt}](<{address}>)" for alt, address in shown if is_web_iri(address))
        return "\n\n".join(filter(None, (passage(maker.made), *pictures)))

    def links(self, element: Element) -> tuple[Link, ...]:
        """Return what the text of an element links to."""
        return links(list(self.pieces(element, Run("", line=self.line(element)))))

    def pieces(self, element: Element, style: Run) -> Iterator[Run]:
        """Yield the inline text of an element."""
        tag = tag_of(element)
        match tag:
            case "b" | "strong" | "dfn":
                style = replace(style, bold=True, defined=style.defined or tag == "dfn")
            case "i" | "em" | "cite" | "var":
                style = replace(style, italic=True)
            case "a":
                style = replace(style, href=self.aim((element.get("href") or "").strip()))
            case "code" | "kbd" | "samp" | "tt":
                yield replace(style, text="".join(element.itertext()), code=True)
                return
            case "br":
                yield replace(style, text="\n")
                return
            case "sup" | "sub":
                yield from _raised(element, style)
                return
            case "math" | "script":
                yield replace(style, text=f"${_tex(element)}$", raw=True)
                return
        if element.text:
            yield replace(style, text=element.text)
        for child in element:
            if not is_junk(child):
                inner = replace(style, line=max(style.line, self.line(child)))
                yield from self.pieces(child, inner)
                if tag_of(child) in BLOCKS:
                    yield replace(style, text=" ")
            if child.tail:
                yield replace(style, text=child.tail, line=max(style.line, self.line(child)))

    def aim(self, href: str) -> str:
        """Return a link as it leads from this page: to itself without its name."""
        if href.lower().startswith("javascript:"):
            return ""
        page, mark, anchor = href.partition("#")
        if mark and page and self.own and page.rpartition("/")[2].lower() == self.own.lower():
            return f"#{anchor}"
        return href


def _raised(element: Element, style: Run) -> Iterator[Run]:
    """Yield an index or an exponent, but not the number of a footnote."""
    text = "".join(element.itertext()).strip()
    if not text.startswith("[") and element.find("a") is None:
        mark = "^" if tag_of(element) == "sup" else "_"
        yield replace(style, text=f"{mark}{text}" if len(text) <= 3 and text.isascii() else text)


def _tex(element: Element) -> str:
    """Return the TeX that a formula was made of, or its text."""
    notes = ("".join(note.itertext()) for note in element.iter() if tag_of(note) == "annotation")
    return (next(notes, "") or element.get("alttext") or "".join(element.itertext())).strip()
