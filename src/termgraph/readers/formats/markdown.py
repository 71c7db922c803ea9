"""Markdown: one file of many entries, or a folder with a file for each."""

from __future__ import annotations

from pathlib import Path

from termgraph.readers import Columns
from termgraph.readers.blocks.outline import outline
from termgraph.readers.formats import markdown_folder
from termgraph.readers.formats.document import STDIN, open_document
from termgraph.readers.formats.front_matter import split
from termgraph.readers.formats.markdown_blocks import blocks
from termgraph.readers.prose import unmarked
from termgraph.readers.records.assemble import assemble
from termgraph.readers.records.kinds import is_glossary
from termgraph.records import Reading


def read(path: str, columns: Columns | None = None) -> Reading:
    r"""Return what a Markdown document, or a folder of them, holds.

    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "birds.md").write_text("# Birds\n\n## Owl\nHunts at night.\n\n## Jay\nSee [owl](#owl).\n")
    ...     reading = read(folder + "/birds.md")
    >>> [(record.label, record.lines) for record in reading.records if record.kind != "section"]
    [('Owl', (3, 4)), ('Jay', (6, 7))]
    """
    if path != STDIN and Path(path).is_dir():
        return markdown_folder.read(path)
    document = open_document(path)
    front, body, first_line = split(document.text, path)
    found = blocks(body, first_line)
    entries, title = outline(found)
    several = sum(raw.heading is not None and raw.extra.kind != "section" for raw in entries) > 1
    if front.text("title", "term", "name") and not several and not is_glossary(title or front.text("title")):
        entries = [markdown_folder.alone(path, front, found, 1, document.text.rstrip("\n").count("\n") + 1)]
        return assemble(path, "markdown", entries, guesses=document.guesses)
    return unmarked.read(document, "markdown", entries, found, as_text=True) or assemble(
        path,
        "markdown",
        entries,
        title=front.text("title", "name") or title,
        guesses=document.guesses,
        language=front.text("language", "lang", "locale"),
    )
