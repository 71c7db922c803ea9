"""reStructuredText: glossary directives, definition lists, sections; parsed by docutils, which reads no other file."""

from __future__ import annotations

from termgraph.readers import Columns
from termgraph.readers.blocks.outline import outline
from termgraph.readers.formats.document import open_document
from termgraph.readers.formats.rst_blocks import blocks
from termgraph.readers.records.assemble import assemble
from termgraph.records import Reading


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
