"""Plain text: headings on lines of their own, before a colon or a dash, above indented text, or lost."""

from __future__ import annotations

from collections.abc import Mapping

from termgraph.readers import tuned
from termgraph.readers.formats.document import Document, open_document
from termgraph.readers.prose import layouts
from termgraph.readers.prose.boundaries import Block, Finder
from termgraph.readers.prose.paragraphs import Text, text_of
from termgraph.readers.prose.starts import Found
from termgraph.readers.records.assemble import assemble
from termgraph.readers.records.raw import Extra, RawEntry
from termgraph.records import Reading


def read(path: str, columns: Mapping[str, str] | None = None) -> Reading:
    """Return what a plain text holds.

    Raises:
        TermgraphError: where it cannot be read.
    """
    return reading_of(open_document(path))


def reading_of(document: Document) -> Reading:
    """Return what the text of a document holds."""
    text = text_of(document.lines)
    blocks = [_raw(text, block) for block in Finder(text.units).find()]
    other = layouts.best(text)
    headed = Found("headings", blocks)
    # Marks that mean nothing else speak for themselves; a colon or a dash may stand anywhere. Where no heading was
    # found, as many names before a mark are better than as many that were taken from the texts.
    found = other.count * tuned.WEIGHT.get(other.name, 1.0) if other is not None else 0.0
    lost = all(raw.heading is None or raw.extra.kind == "section" for raw in blocks)
    if other is not None and (found > headed.count or (lost and found == headed.count)):
        blocks = other.entries
    return assemble(document.path, "text", blocks, guesses=document.guesses)


def _raw(text: Text, block: Block) -> RawEntry:
    """Return a block as its lines."""
    units = text.units
    start = block.head if block.head is not None else block.first
    heading = units[block.head].text if block.head is not None else None
    last = max(block.last, start)
    inside = block.first <= block.last
    body = text.body(units[block.first].first, units[block.last].last, dedent=True) if inside else ""
    extra = Extra(kind="section" if block.section else None, flags=tuple(block.flags))
    return RawEntry(heading, body, units[start].first, units[last].last, extra=extra)
