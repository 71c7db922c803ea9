"""Reads whatever people bring: a document in any format of the readers, or a vocabulary as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from os import PathLike
from pathlib import Path

from termgraph.errors import TermgraphError, did_you_mean
from termgraph.ingest import published, skos
from termgraph.model import Source
from termgraph.names import BIDI_CONTROL, UNPRINTABLE, without_marks
from termgraph.namespaces import slug
from termgraph.readers import READERS, read_document
from termgraph.records import Reading

STDIN = "-"
_LONGEST_TITLE = 200


def read(
    path: str | PathLike[str], format: str | None = None, columns: Mapping[str, str] | None = None
) -> Reading:
    """Return what a document holds: a glossary in any format, or the concepts of a vocabulary.

    Args:
        path: a file, a folder, or `-` for standard input.
        format: a key of `readers.READERS`, `skos` or `termgraph`; found out where it is left out.
        columns: for tables: which column is what.

    Raises:
        TermgraphError: where it cannot be read, or holds nothing.
    """
    formats = (*READERS, skos.FORMAT, published.FORMAT)
    if format is not None and format not in formats:
        hint = did_you_mean(format, formats) or f"one of {', '.join(formats)}"
        raise TermgraphError(f"unknown format '{format}'", hint=hint)
    if format == skos.FORMAT or (format is None and str(path) != STDIN and skos.is_skos(path)):
        return skos.read_skos(path)
    if format == published.FORMAT or (format is None and published.is_published(path)):
        return published.read(path)
    return read_document(Path(path) if str(path) != STDIN else STDIN, format, columns)


def together(readings: Sequence[Reading]) -> Reading:
    """Return several documents of one source as one, its records numbered on; each keeps the name of its file.

    >>> from termgraph.records import Record
    >>> one, two = (Reading(path, "text", (Record(1, "Owl", "Owl", "heading"),)) for path in ("a.txt", "b.txt"))
    >>> [(record.n, record.path) for record in together([one, two]).records]
    [(1, 'a.txt'), (2, 'b.txt')]
    """
    if len(readings) == 1:
        return readings[0]
    told = ((reading.path, record) for reading in readings for record in reading.records)
    records = [replace(record, path=record.path or path) for path, record in told]
    bibliography: dict[str, str] = {}
    missing: dict[str, tuple[int, ...]] = {}
    for reading in readings:
        bibliography |= reading.bibliography
        for key, lines in reading.missing.items():
            missing[key] = (*missing.get(key, ()), *lines)
    return Reading(
        path=", ".join(reading.path for reading in readings),
        format=", ".join(dict.fromkeys(reading.format for reading in readings)),
        records=tuple(replace(record, n=n) for n, record in enumerate(records, 1)),
        title=next((reading.title for reading in readings if reading.title), ""),
        guesses=tuple(dict.fromkeys(guess for reading in readings for guess in reading.guesses)),
        bibliography=bibliography,
        missing={key: lines for key, lines in missing.items() if key not in bibliography},
    )


def source_of(reading: Reading, wanted: str | None, known: Mapping[str, Source] | None = None) -> Source:
    """Return the source that a document is: with the id that was asked for, else one made of its file name.

    Args:
        reading: the document.
        wanted: the id that was asked for.
        known: the sources there are; an id without marks, as it once was made, stays.

    Raises:
        TermgraphError: where the id cannot be one.

    >>> source_of(Reading("/tmp/My Glossary.md", "markdown", ()), None).id
    'my-glossary'
    """
    path = reading.path.partition(", ")[0]
    name = "" if path == STDIN else _stem(path)
    if wanted is None and not name:
        raise TermgraphError("what is read from standard input needs a name", hint="say --source ID")
    id_ = wanted if wanted is not None else slug(name)
    if id_ != slug(id_):
        raise TermgraphError(f"'{id_}' cannot be the id of a source", hint=f"write {slug(id_)}")
    title = " ".join(BIDI_CONTROL.sub("", UNPRINTABLE.sub("", reading.title)).split())
    title = title[:_LONGEST_TITLE] or name or id_
    unmarked = (known or {}).get(slug(without_marks(name)))
    return (
        unmarked if wanted is None and unmarked and unmarked.title == title else Source(id=id_, title=title)
    )


def _stem(path: str) -> str:
    """Return the name of a file without its endings: "terms.csv.gz" is "terms"."""
    return Path(path).resolve().name.partition(".")[0]
