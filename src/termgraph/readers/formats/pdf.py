"""The text of a PDF, through pypdf: headings by the size and weight of their letters, page by page."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from termgraph.errors import TermgraphError
from termgraph.readers import Columns
from termgraph.readers.blocks.outline import outline
from termgraph.readers.formats.document import Document, damaged, read_bytes
from termgraph.readers.formats.pdf_lines import Line, Piece, blocks, gathered
from termgraph.readers.prose import unmarked
from termgraph.readers.records.assemble import assemble
from termgraph.records import Reading

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_MOST_PAGES = 3_000
_MOST_CHARACTERS = 20_000_000


def read(path: str, columns: Columns | None = None) -> Reading:
    """Return what the text of a PDF holds. Its lines are those of the text, its places the pages.

    Raises:
        TermgraphError: where it is no PDF, is damaged, has a password, or holds pictures of text only.
    """
    lines, about = lines_of(read_bytes(path), path)
    found, guesses = blocks(lines)
    entries, title = outline(found, about)
    as_text = unmarked.read(Document(path, "", guesses=tuple(guesses)), "pdf", entries, found)
    return as_text or assemble(path, "pdf", entries, title=about or title, guesses=guesses)


def lines_of(data: bytes, path: str) -> tuple[list[Line], str]:
    """Return the lines of all pages of a PDF, and the title that it says it has.

    Raises:
        TermgraphError: as `read` does.
    """
    if b"%PDF-" not in data[:1024]:
        raise TermgraphError("is no PDF", path, hint="its name is wrong, or it is damaged")
    with _quiet():
        reader = _opened(data, path)
        lines = list(_lines(reader, path))
        about = _about(reader)
    if not any(line.text.strip() for line in lines):
        hint = "its pages are pictures: run it through text recognition (OCR) first"
        raise TermgraphError("holds no text", path, hint=hint)
    return lines, about


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what pypdf says about oddities of a file from the terminal."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)


def _opened(data: bytes, path: str) -> PdfReader:
    import pypdf
    from pypdf.errors import DependencyError

    try:
        reader = pypdf.PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise TermgraphError("has a password", path, hint="save it without")
        if len(reader.pages) > _MOST_PAGES:
            raise TermgraphError(
                f"has more than {_MOST_PAGES:,} pages", path, hint="take out those of the glossary"
            )
    except (TermgraphError, MemoryError, KeyboardInterrupt):
        raise
    except DependencyError:
        raise TermgraphError("is encrypted", path, hint="print it into a new PDF") from None
    except Exception as error:  # pypdf raises whatever the damage happens to break
        raise damaged("PDF", path, error) from None
    return reader


def _about(reader: PdfReader) -> str:
    """Return the title that a PDF says it has, "" for what programs put there themselves."""
    try:
        told = str((reader.metadata.title if reader.metadata else "") or "").strip()
    except Exception:  # a damaged dictionary is no reason to lose the text
        return ""
    is_file = told.lower().endswith((".doc", ".docx", ".tex", ".indd", ".dvi"))
    return "" if is_file or told.lower() == "untitled" else told


def _lines(reader: PdfReader, path: str) -> Iterator[Line]:
    """Yield the lines of all pages."""
    characters = 0
    for number, page in enumerate(reader.pages, 1):
        try:
            pieces = _pieces(page)
        except RecursionError:
            raise TermgraphError("nested too deep", path, hint=f"page {number}") from None
        except Exception as error:  # as above
            raise damaged("PDF", path, error) from None
        for line in gathered(pieces, number):
            characters += len(line.text)
            if characters > _MOST_CHARACTERS:
                raise TermgraphError(
                    "holds more text than a glossary", path, hint="take out the pages of the glossary"
                )
            yield line


def _pieces(page: PageObject) -> list[Piece]:
    """Return the pieces of text of a page, in the order in which it shows them."""
    pieces: list[Piece] = []

    def visit(text: str, matrix: Any, text_matrix: Any, font: Any, size: Any) -> None:
        if not text.strip():
            if pieces and text:
                pieces[-1] = replace(pieces[-1], text=f"{pieces[-1].text} ")
            return
        a, b, c, d, e, f = (float(value) for value in matrix)
        x, y = float(text_matrix[4]), float(text_matrix[5])
        scale = (abs(float(text_matrix[3])) or abs(float(text_matrix[1])) or 1.0) * (abs(d) or abs(b) or 1.0)
        name = str((font or {}).get("/BaseFont", "")).lower()
        pieces.append(
            Piece(
                text.replace("\n", " "),
                x * a + y * c + e,
                x * b + y * d + f,
                round(abs(float(size or 0)) * scale, 1),
                any(word in name for word in ("bold", "black", "heavy", "semib", "demi", "cmbx", "-bd")),
                any(word in name for word in ("italic", "oblique", "slanted", "cmti", "-it")),
            )
        )

    page.extract_text(visitor_text=visit)
    return pieces
