"""The texts of a corpus, one after the other: of documents, of a column in JSON Lines and in Parquet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from termgraph.errors import TermgraphError
from termgraph.files import open_regular
from termgraph.matching.prose import open_prose, prose_files
from termgraph.readers.formats.document import MAX_BYTES
from termgraph.store.results import library

#: How files of rows end; the rest is documents.
_LINES, _PARQUET = (".jsonl", ".ndjson"), (".parquet",)
_BATCH = 1_000  # rows of Parquet that are read at a time


@dataclass(frozen=True)
class Text:
    """A text of a corpus.

    Args:
        name: the file, and for a row its number from 1.
        text: all of it.
        covered: the same with what is no prose covered.
        row: what else the row holds that it is from; the text is in it as well.
    """

    name: str
    text: str
    covered: str
    row: Mapping[str, Any] = field(default_factory=dict)


def texts(paths: Iterable[str], column: str = "text", format: str | None = None) -> Iterator[Text]:
    """Yield the texts of files and folders; no more than one, or one batch of rows, is held at a time.

    Args:
        paths: the files; of a folder all that are in a format of prose.
        column: where in rows the text is; a row without it, or with null in it, has none.
        format: the format of documents, a key of `PROSE`; what their names mean where it is None.

    Raises:
        TermgraphError: where one cannot be read; with the line.
        MissingLibraryError: for Parquet, where pyarrow is not installed.
    """
    for path in prose_files(paths):
        if is_of_rows(path):
            yield from rows(path, column)
        else:
            prose = open_prose(path, format)
            yield Text(path, prose.text, prose.covered, {"file": path, "text": prose.text})


def is_of_rows(path: str) -> bool:
    """Tell whether a file has rows, of which a column has the texts.

    >>> is_of_rows("a.jsonl"), is_of_rows("a.md")
    (True, False)
    """
    return path.lower().endswith((*_LINES, *_PARQUET))


def rows(path: str, column: str) -> Iterator[Text]:
    """Yield the texts of a file of rows; as `texts`.

    Raises:
        TermgraphError: as `texts` does.
        MissingLibraryError: as `texts` does.
    """
    found = _lines(path) if path.lower().endswith(_LINES) else _batches(path)
    for number, row in enumerate(found, 1):
        yield _of_row(row, column, path, number)


def _of_row(row: Mapping[str, Any], column: str, path: str, number: int) -> Text:
    text = row.get(column)
    if text is not None and not isinstance(text, str):
        raise TermgraphError(f"what is in '{column}' is no text", path, number)
    if text is None and column not in row:
        hint = f"--column says which has the text; there are {', '.join(map(str, row)) or 'none'}"
        raise TermgraphError(f"there is no column '{column}'", path, number, hint=hint)
    return Text(f"{path}:{number}", text or "", text or "", row)


def _lines(path: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file of JSON Lines; an empty line is none."""
    try:
        stream = open_regular(path)
    except OSError as error:
        raise TermgraphError(f"cannot be read: {error.strerror or error}", path) from None
    with stream:
        number = 0
        while line := stream.readline(MAX_BYTES + 1):
            number += 1
            if len(line) > MAX_BYTES:
                raise TermgraphError(f"is longer than {MAX_BYTES // 1_000_000} MB", path, number)
            if line.strip():
                yield _object(line, path, number)


def _object(line: bytes, path: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise TermgraphError(f"is no JSON: {error}", path, number) from None
    if not isinstance(row, dict):
        raise TermgraphError("is no JSON object", path, number, hint='each line has to be one: {"text": …}')
    return row


def _batches(path: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a Parquet file."""
    parquet = library("pyarrow.parquet", "reading parquet")
    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=_BATCH):
                yield from batch.to_pylist()
    except (OSError, ValueError) as error:  # pyarrow's own errors are these
        raise TermgraphError(f"cannot be read as Parquet: {error}", path) from None
