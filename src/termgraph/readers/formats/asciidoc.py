"""AsciiDoc: glossaries and other labelled lists, headings, tables. What a document includes is not read."""

from __future__ import annotations

from termgraph.readers import Columns
from termgraph.readers.blocks.outline import outline
from termgraph.readers.formats.asciidoc_blocks import blocks
from termgraph.readers.formats.document import open_document
from termgraph.readers.prose import unmarked
from termgraph.readers.records.assemble import assemble
from termgraph.records import Reading


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
