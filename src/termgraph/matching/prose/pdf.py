"""Prose in PDFs: the paragraphs that `readers` make of their letters; what is code or a formula, nothing says."""

from __future__ import annotations

from termgraph.matching.prose.pages import Pages
from termgraph.matching.prose.source import Kind, Prose
from termgraph.readers.blocks.runs import plain
from termgraph.readers.formats.pdf import lines_of
from termgraph.readers.formats.pdf_lines import blocks

_KINDS = {"heading": Kind.HEADING, "para": Kind.TEXT, "item": Kind.TEXT}  # all else is a table of contents


def read(data: bytes, path: str) -> Prose:
    """Return the prose of a PDF, a paragraph a line; places are pages.

    Raises:
        TermgraphError: where it is no PDF, is damaged, has a password, or holds pictures of text only.
    """
    lines, _ = lines_of(data, path)
    pages = Pages()
    for block in blocks(lines)[0]:
        if block.kind in _KINDS:
            pages.begin(block.place, section=block.kind == "heading")
            pages.add(plain(block.runs), _KINDS[block.kind])
    return pages.prose(path, "pdf")
