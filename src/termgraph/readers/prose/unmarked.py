"""Documents of a richer format whose author used none of its marks: read as the plain text that they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from termgraph.readers import tuned
from termgraph.readers.blocks.block import Block
from termgraph.readers.blocks.runs import plain
from termgraph.readers.formats.document import Document
from termgraph.readers.formats.text import reading_of
from termgraph.readers.records.raw import RawEntry
from termgraph.records import Reading


def _is_unmarked(entries: Sequence[RawEntry], blocks: Sequence[Block]) -> bool:
    """Tell whether marks showed no entries in what has many paragraphs."""
    headed = sum(raw.heading is not None and raw.extra.kind != "section" for raw in entries)
    return headed < 2 and sum(block.kind == "para" for block in blocks) >= tuned.UNMARKED_PARAGRAPHS


def _shows(reading: Reading) -> bool:
    return sum(record.label is not None and record.kind != "section" for record in reading.records) > 1


def read(
    document: Document,
    format: str,
    entries: Sequence[RawEntry],
    blocks: Sequence[Block],
    *,
    as_text: bool = False,
) -> Reading | None:
    """Return what the text of blocks holds where their marks show no entries; None where they do, or it does not.

    Lines and places are those of the blocks.

    Args:
        document: what it was read from.
        format: the name of the reader.
        entries: what the marks show.
        blocks: what the document is made of.
        as_text: whether it is a text, to be read itself rather than its blocks.
    """
    if not _is_unmarked(entries, blocks):
        return None
    if as_text:
        reading = replace(reading_of(document), format=format)
        return reading if _shows(reading) else None
    lines: list[str] = []
    places: list[tuple[int, str]] = []  # of each line of the text: its line and its place in the document
    for block in blocks:
        text = plain(block.runs) if block.runs else block.text
        for n, line in enumerate(text.split("\n")):
            lines.append(line)
            places.append((min(block.first + n, block.last), block.place))
        lines.append("")
        places.append((block.last, block.place))
    reading = reading_of(replace(document, text="\n".join(lines)))
    if not _shows(reading):
        return None
    records = []
    for record in reading.records:
        first, last = (min(max(line, 1), len(places)) - 1 for line in record.lines)
        at = (places[first][0], max(places[first][0], places[last][0]))
        records.append(replace(record, lines=at, place=places[first][1]))
    return replace(reading, format=format, records=tuple(records))
