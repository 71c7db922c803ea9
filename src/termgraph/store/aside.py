"""What is laid aside on the disk, in order, since it may be more than the memory holds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import groupby

from termgraph.errors import TermgraphError


@contextmanager
def no_room() -> Iterator[None]:
    """Tell people where what is laid aside finds no room on the disk.

    Raises:
        TermgraphError: where it does not.
    """
    try:
        yield
    except sqlite3.Error as error:
        hint = "TMPDIR names a folder with more room"
        raise TermgraphError(f"what is found cannot be laid aside on the disk: {error}", hint=hint) from None


def repeated(texts: Iterable[str]) -> set[str]:
    """Return those of some texts that come several times.

    >>> repeated(["owl", "bat", "owl"])
    {'owl'}
    """
    with no_room(), closing(sqlite3.connect("")) as file:  # on the disk, and gone when it is closed
        file.execute("CREATE TABLE one (text TEXT)")
        file.executemany("INSERT INTO one VALUES (?)", ((text,) for text in texts))
        return {text for (text,) in file.execute("SELECT text FROM one GROUP BY text HAVING COUNT(*) > 1")}


def several_aside(
    pairs: Iterable[tuple[tuple[str, ...], str]],
) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Yield each key that has several values, with these in their order, as `check.texts.several` does.

    >>> list(several_aside([(("a", "en"), "2"), (("b", ""), "3"), (("a", "en"), "1"), (("a", "en"), "2")]))
    [(('a', 'en'), ['2', '1'])]
    """
    with no_room(), closing(sqlite3.connect("")) as file:
        file.execute("CREATE TABLE pair (key TEXT, value TEXT)")
        file.executemany("INSERT INTO pair VALUES (?, ?)", ((json.dumps(key), value) for key, value in pairs))
        rows = file.execute("SELECT key, value FROM pair ORDER BY key, rowid")
        for key, found in groupby(rows, key=lambda row: row[0]):
            values = list(dict.fromkeys(value for _, value in found))
            if len(values) > 1:
                yield tuple(json.loads(key)), values
