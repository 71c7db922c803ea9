"""Reads whatever people bring: a document in any format of the readers, or a vocabulary as one."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path

from termgraph.errors import TermgraphError, did_you_mean
from termgraph.files import open_regular
from termgraph.ingest import published, skos
from termgraph.model import Source
from termgraph.names import BIDI_CONTROL, UNPRINTABLE, without_marks
from termgraph.namespaces import slug
from termgraph.readers import READERS, Columns, read_document
from termgraph.readers.records.spoken import spoken
from termgraph.readers.refused import refusal
from termgraph.records import Reading

STDIN = "-"
_LONGEST_TITLE = 200
_LOOKED_AT = 10_000


def read(
    path: str | PathLike[str],
    format: str | None = None,
    columns: Columns | None = None,
    language: str = "",
) -> Reading:
    """Return what a document holds: a glossary in any format, or the concepts of a vocabulary.

    Args:
        path: a file, a folder, or `-` for standard input.
        format: a key of `readers.READERS`, `skos` or `termgraph`; found out where it is left out.
        columns: for tables: which column is what.
        language: the tag of the language that it is in; found out where neither that nor the document says so.

    Raises:
        TermgraphError: where it cannot be read, or holds nothing.
    """
    formats = (*READERS, skos.FORMAT, published.FORMAT)
    if format is not None and format not in formats:
        hint = did_you_mean(format, formats) or f"one of {', '.join(formats)}"
        raise TermgraphError(f"unknown format '{format}'", hint=hint)
    if format == skos.FORMAT or (format is None and str(path) != STDIN and skos.is_skos(path)):
        # An ontology may be called .owl and be none in RDF.
        refused = refusal(str(path), _start(path), skos.FORMAT, None)
        if refused is not None:
            raise refused
        return skos.read_skos(path)
    if format == published.FORMAT or (format is None and published.is_published(path)):
        return published.read(path)
    return spoken(read_document(Path(path) if str(path) != STDIN else STDIN, format, columns), language)


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


def _start(path: str | PathLike[str]) -> bytes:
    """Return how a file begins, nothing where it cannot be read, which is for others to tell."""
    try:
        with open_regular(path) as file:
            return file.read(_LOOKED_AT)
    except (OSError, TermgraphError, ValueError):
        return b""
