"""Prose in Word documents: styles say what is a heading, a quotation or code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from termgraph.matching.prose.pages import Pages
from termgraph.matching.prose.source import Kind, Prose
from termgraph.readers.formats.document import damaged, too_deep
from termgraph.readers.formats.docx import CONTENTS, W, heading_level, style_names, word_document
from termgraph.readers.formats.office import opened

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

#: How the names and the ids of styles begin.
_CODE = re.compile(r"source ?(?:code|text)|html ?(?:pre|code)|verbatim|code|listing|preformatted|macro", re.I)
_QUOTED = re.compile(r"(?:intense ?)?(?:quot(?:e|ation)|zitat|citation|cita\b)|block ?text", re.I)
_FIXED = re.compile(r"courier|consolas|mono\b|menlo", re.I)
#: What of a paragraph is shown, and holds runs.
_AROUND = frozenset(
    f"{W}{name}" for name in ("ins", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml")
)


def read(data: bytes, path: str) -> Prose:
    """Return the prose of a Word document; of tracked changes what is inserted.

    Raises:
        TermgraphError: where it is none, is damaged, or would unpack to more than a document has.
    """
    opened(data, path, "docx")
    document = word_document(data, path)
    try:
        return _prose(document, path)
    except RecursionError:
        raise too_deep(path) from None
    except (KeyError, ValueError, AttributeError, TypeError, IndexError) as error:
        raise damaged("Word document", path, error) from None


def _prose(document: Document, path: str) -> Prose:
    from docx.table import Table

    pages, number = Pages(), 0
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                number += 1
                pages.begin(f"table row {number}")
                for cell in dict.fromkeys(
                    cell._tc for cell in row.cells
                ):  # merged ones are named once a column
                    for paragraph in cell.p_lst:
                        _add(pages, paragraph, Kind.TEXT)
                        pages.add(" ", None)
        else:
            number += 1
            kind = _kind(block)
            pages.begin(f"paragraph {number}", section=kind is Kind.HEADING)
            _add(pages, block._p, kind)
    return pages.prose(path, "docx")


def _kind(paragraph: Paragraph) -> Kind | None:
    """Return what a paragraph is; None for what is no prose."""
    names = style_names(paragraph)
    if heading_level(paragraph, names):
        return Kind.HEADING
    if any(_CODE.match(name) or CONTENTS.match(name) for name in names):
        return None
    return Kind.QUOTATION if any(_QUOTED.match(name) for name in names) else Kind.TEXT


def _add(pages: Pages, paragraph: Any, kind: Kind | None) -> None:
    for text, is_prose, is_link in _pieces(paragraph):
        pages.add(text, None if not is_prose or kind is None else Kind.LINK if is_link else kind)


def _pieces(element: Any, is_link: bool = False) -> Iterator[tuple[str, bool, bool]]:
    """Yield the texts in a paragraph, each with whether it is prose, and whether it is a link."""
    for child in element:
        if child.tag == f"{W}r":
            yield child.text, not _is_code(child), is_link
        elif child.tag == f"{W}hyperlink":
            yield from _pieces(child, is_link=True)
        elif child.tag in _AROUND:
            yield from _pieces(child, is_link)
        elif child.tag.endswith(("}oMath", "}oMathPara")):
            yield " ", False, is_link


def _is_code(run: Any) -> bool:
    """Tell whether a run is in the style or in the letters of code."""
    properties = run.rPr
    if properties is None:
        return False
    return bool(_CODE.match(properties.style or "") or _FIXED.search(properties.rFonts_ascii or ""))
