"""A folder of files in several formats: Markdown as a whole, the others one by one; what is not read is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from mimetypes import MimeTypes
from pathlib import Path

from termgraph.errors import TermgraphError
from termgraph.readers import READERS, Columns, read_document
from termgraph.readers.formats import markdown_folder
from termgraph.records import Dropped, Reading, together

#: What glossaries are written in beside Markdown; other files in such a folder are data or pages of a site.
_BESIDE = frozenset({"rst", "mediawiki", "asciidoc", "org", "docx"})
#: What is part of a page, and what programs are made of.
_ASSETS = ("image/", "font/", "audio/", "video/", "text/css", "text/javascript", "application/javascript")


def read(path: str, columns: Columns | None = None) -> Reading:
    r"""Return what the files of a folder hold.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     for name, text in (("owl.md", "# Owl\n\nA bird."), ("jay.rst", "Jay\n===\n\nLoud."), ("x.zip", "?")):
    ...         _ = Path(folder, name).write_text(text)
    ...     reading = read(folder)
    >>> [(record.label, record.path) for record in reading.records], reading.dropped
    ([('Owl', 'owl.md'), ('Jay', 'jay.rst')], (Dropped(where='x.zip', why='no format that is read'),))

    Raises:
        TermgraphError: where nothing in it can be read, or more files than a glossary has.
    """
    files = sorted(_others(Path(path)))
    formats = {file: _format(file) for file in files}
    marked = any(markdown_folder.paths(Path(path)))
    taken = {file: name for file, name in formats.items() if name and (name in _BESIDE or not marked)}
    readings = [markdown_folder.read(path)] if marked or not taken else []
    dropped = [one for reading in readings for one in reading.dropped]
    readings = [replace(reading, dropped=()) for reading in readings]
    for file in files:
        if file not in taken:
            why = f"{formats[file]} beside Markdown" if formats[file] else "no format that is read"
            dropped.append(Dropped(file, why))
            continue
        try:
            found = read_document(Path(path, file), taken[file], columns)
        except TermgraphError as error:
            dropped.append(Dropped(file, error.message))
            continue
        records = tuple(replace(record, path=file) for record in found.records)
        readings.append(replace(found, path=file, records=records))
    if not any(reading.records for reading in readings):
        raise TermgraphError("no file in the folder can be read", path, hint="name one of its files")
    whole = together(readings)
    return replace(whole, path=path, dropped=(*dropped, *whole.dropped))


def _format(file: str) -> str:
    return next((key for key, reader in READERS.items() if file.lower().endswith(reader.suffixes)), "")


def _others(folder: Path) -> Iterator[str]:
    """Yield the files below a folder that are no Markdown, with slashes; not hidden ones and parts of pages."""
    types = MimeTypes()
    for file in markdown_folder.files(folder):
        kind = types.guess_type(file.name)[0] or ""
        if not kind.startswith(_ASSETS) and not markdown_folder.is_markdown(file.name):
            yield file.as_posix()
