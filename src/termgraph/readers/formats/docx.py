"""Word documents, through python-docx: headings by their styles, lists, tables, bold lines. Macros are not run."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from termgraph.errors import TermgraphError
from termgraph.readers import Columns
from termgraph.readers.blocks.block import Blocks, Cell, Row, para, table
from termgraph.readers.blocks.outline import outline
from termgraph.readers.blocks.runs import Run, links, markdown, plain
from termgraph.readers.formats.document import Document, damaged, read_bytes, too_deep
from termgraph.readers.formats.office import opened
from termgraph.readers.prose import unmarked
from termgraph.readers.records.assemble import assemble
from termgraph.records import Reading

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titolo|kop|rubrik|nagłówek|заголовок|標題|标题|見出し)\s*(\d)",
    re.IGNORECASE,
)
CONTENTS = re.compile(r"(?:toc|table of contents|verzeichnis|tm|tdc|sommario|inhopg)\b", re.IGNORECASE)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MACRO_TYPE = b"application/vnd.ms-word.document.macroEnabled.main+xml"
_TEMPLATES = (
    _MACRO_TYPE,
    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
_DOCUMENT_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def read(path: str, columns: Columns | None = None) -> Reading:
    """Return what a Word document holds. Its lines are its paragraphs, counted from 1.

    Raises:
        TermgraphError: where it is none, is damaged, or would unpack to more than a glossary has.
    """
    data = read_bytes(path)
    guesses = opened(data, path, "docx")
    document = word_document(data, path)
    try:
        found = _BlockMaker(document).made
        said = document.core_properties
        entries, title = outline(found, said.title or "")
        title = title or said.title or ""
        language = (said.language or "").partition(",")[0]
    except RecursionError:
        raise too_deep(path) from None
    except (KeyError, ValueError, AttributeError, TypeError, IndexError) as error:
        raise damaged("Word document", path, error) from None
    if not entries:
        raise TermgraphError("holds no text", path, hint="pictures of text cannot be read")
    as_text = unmarked.read(Document(path, "", guesses=tuple(guesses)), "docx", entries, found)
    return as_text or assemble(path, "docx", entries, title=title, guesses=guesses, language=language)


def word_document(data: bytes, path: str) -> WordDocument:
    """Open a document; one with macros or a template is opened as the plain document that it also is.

    Raises:
        TermgraphError: where it is damaged.
    """
    import docx

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            types = archive.read("[Content_Types].xml")
            if any(kind in types for kind in _TEMPLATES):
                data = _plain(archive, types)
        return docx.Document(BytesIO(data))
    except Exception as error:  # python-docx and lxml raise whatever the damage happens to break
        raise damaged("Word document", path, error) from None


def _plain(archive: zipfile.ZipFile, types: bytes) -> bytes:
    """Return an archive whose main part calls itself a plain document."""
    for kind in _TEMPLATES:
        types = types.replace(kind, _DOCUMENT_TYPE)
    copied = BytesIO()
    with zipfile.ZipFile(copied, "w", zipfile.ZIP_DEFLATED) as target:
        for part in archive.infolist():
            target.writestr(
                part.filename, types if part.filename == "[Content_Types].xml" else archive.read(part)
            )
    return copied.getvalue()


class _BlockMaker(Blocks):
    """Makes blocks of the paragraphs and tables of one document."""

    def __init__(self, document: WordDocument) -> None:
        from docx.table import Table as TableType

        super().__init__()
        self.number = 0
        self.in_list = False
        for part in document.iter_inner_content():
            if isinstance(part, TableType):
                self.in_list = False
                self.table(part)
            else:
                self.paragraph(part)

    def paragraph(self, paragraph: Paragraph) -> None:
        self.number += 1
        style = style_names(paragraph)
        runs = tuple(_runs(paragraph, self.number))
        base = para(runs, self.number, self.number, f"paragraph {self.number}")
        if not plain(runs) or any(CONTENTS.match(name) for name in style):
            self.in_list = self.in_list and not base.text
            return
        base = replace(base, anchors=_bookmarks(paragraph))
        level = heading_level(paragraph, style)
        if level:
            self.in_list = False
            # The style makes it bold, the words do not.
            bare = tuple(replace(run, bold=False, italic=False) for run in runs)
            self.made.append(replace(base, kind="heading", text="", runs=bare, level=level))
            return
        depth = _list_depth(paragraph, style)
        if depth is None:
            self.in_list = False
            self.made.append(base)
        elif depth and self.in_list and self.made and self.made[-1].kind == "item":
            above = self.made[-1]
            below = "\n".join(filter(None, (above.below, f"{'  ' * (depth - 1)}- {base.text}")))
            text = f"{above.text}\n{'  ' * depth}- {base.text}"
            links = above.links + base.links
            self.made[-1] = replace(above, below=below, text=text, last=self.number, links=links)
        else:
            self.group += not self.in_list
            self.in_list = True
            self.made.append(replace(base, kind="item", text=f"- {base.text}", group=self.group))

    def table(self, found: Table) -> None:
        rows: list[Row] = []
        first = self.number + 1
        for row in found.rows:
            self.number += 1
            cells = []
            seen: set[Any] = set()
            for cell in row.cells:
                if cell._tc in seen:  # merged cells are named once for each column
                    continue
                seen.add(cell._tc)
                parts = [tuple(_runs(paragraph, self.number)) for paragraph in cell.paragraphs]
                text = "\n\n".join(filter(None, (markdown(runs).strip() for runs in parts)))
                bare = "\n".join(filter(None, map(plain, parts)))
                cells.append(Cell(text, bare, tuple(link for runs in parts for link in links(runs))))
            if any(cell.plain for cell in cells):
                rows.append(Row(tuple(cells), self.number, self.number))
        if not rows:
            return
        place = f"table row {first}"
        if max(len(row.cells) for row in rows) == 1:  # a frame around text
            for row in rows:
                text = row.cells[0].text
                runs = (Run(text, line=row.first),)
                self.made.append(replace(para(runs, row.first, row.last, place), text=text))
            return
        self.made.append(replace(table(rows), first=first, last=self.number, place=place))


def style_names(paragraph: Paragraph) -> list[str]:
    """Return the names of the style of a paragraph and of those that it builds on."""
    names: list[str] = []
    style: Any = paragraph.style
    while style is not None and len(names) < 10:
        names.append(str(style.name or ""))
        style = style.base_style
    return names


def heading_level(paragraph: Paragraph, names: list[str]) -> int:
    """Return how deep a heading is, 0 for what is none."""
    for name in names:
        found = _HEADING.match(name)
        if found:
            return int(found[1]) + 1
        if name.lower() in ("title", "titel", "titre", "título", "titolo"):
            return 1
    places = [paragraph._p.pPr]
    style: Any = paragraph.style
    while style is not None and len(places) < 10:
        places.append(style.element.pPr)
        style = style.base_style
    for place in places:
        outline_level = place.find(f"{W}outlineLvl") if place is not None else None
        if outline_level is not None:
            value = outline_level.get(f"{W}val") or "9"
            return int(value) + 2 if value.isdecimal() and int(value) < 9 else 0
    return 0


def _list_depth(paragraph: Paragraph, names: list[str]) -> int | None:
    """Return how deep an item of a list is, from 0; None for what is no item."""
    properties: Any = paragraph._p.pPr
    numbering = properties.numPr if properties is not None else None
    if numbering is not None and numbering.numId is not None and numbering.numId.val == 0:
        return None  # numbering switched off
    level = numbering.ilvl.val if numbering is not None and numbering.ilvl is not None else None
    if numbering is not None and level is not None:
        return int(level)
    for name in names:
        found = re.match(r"list (?:bullet|number|paragraph)\s*(\d?)", name, re.IGNORECASE)
        if found and (numbering is not None or "paragraph" not in name.lower()):
            return int(found[1] or 1) - 1
    return 0 if numbering is not None else None


def _bookmarks(paragraph: Paragraph) -> tuple[str, ...]:
    found = (mark.get(f"{W}name") for mark in paragraph._p.iter(f"{W}bookmarkStart"))
    return tuple(name for name in found if name and name != "_GoBack")


def _runs(paragraph: Paragraph, number: int) -> Iterator[Run]:
    """Yield the inline text of a paragraph."""
    from docx.text.hyperlink import Hyperlink

    for part in paragraph.iter_inner_content():
        if isinstance(part, Hyperlink):
            href = part.address + (f"#{part.fragment}" if part.fragment else "")
            pieces = list(part.runs)
        else:
            pieces, href = [part], ""
        for run in pieces:
            text = run.text.replace("\t", " ").replace("\u00a0", " ")
            if text:
                yield Run(text, bool(run.bold), bool(run.italic), False, href, number)
