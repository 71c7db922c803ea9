"""Small glossaries written by tests, and what was read from them."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from termgraph.readers import read_document
from termgraph.records import Reading, Record


def read(folder: Path, name: str, text: str | bytes, **columns: str | list[str]) -> Reading:
    """Write a document into a folder and read it; a text is dedented first."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(dedent(text).lstrip("\n").encode() if isinstance(text, str) else text)
    return read_document(path, columns=columns or None)


def entries(reading: Reading) -> list[Record]:
    """Return the records that are no sections."""
    return [record for record in reading.records if record.kind != "section"]


def names(reading: Reading) -> list[str | None]:
    """Return the labels of the records that are no sections."""
    return [record.label for record in entries(reading)]


def sections(reading: Reading) -> list[str | None]:
    """Return the headings of the sections."""
    return [record.heading for record in reading.records if record.kind == "section"]


def by_name(reading: Reading) -> dict[str | None, Record]:
    """Return the records that are no sections, by label."""
    return {record.label: record for record in entries(reading)}
