"""A store on a disk, made of sources of any size: what is read goes there piece by piece, never all into memory.

A store is a folder with a form in it, which is what the cache keeps of a vocabulary (`kept`), and a small file that
says which form is the store. A new one is made beside the old one, and then that file is replaced: so a store is the
old one or the new one, whenever a writer is killed, and who has the old one open goes on with it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import pyoxigraph as ox

from termgraph import __version__
from termgraph.errors import TermgraphError
from termgraph.files import LOCK_FILE, UNFINISHED, locked, made_beside, write_text
from termgraph.store import kept
from termgraph.store.cache import Place
from termgraph.store.nodes import Names
from termgraph.store.opened import Opened
from termgraph.store.record import Record

T = TypeVar("T")

_ABOUT = "store.json"
_LAYOUT = 1
_BATCH = 400_000  # quads that are in memory at a time
_PAIRS = 4_000_000  # pairs of a predicate that are compared at a time
_FORM = re.compile(r"form-\d+")
#: What writers that were killed before there was a store leave behind.
_LEFT = re.compile(rf"{re.escape(LOCK_FILE)}|{_FORM.pattern}|\..*{re.escape(UNFINISHED)}")
_ANEW = "make it anew: termgraph load FILES --store DIR"


def is_store(folder: Path) -> bool:
    """Tell whether a folder is a store."""
    try:
        return (folder / _ABOUT).is_file()
    except (OSError, ValueError):
        return False


def open_store(folder: Path, tell: Callable[[str], None] | None = None) -> Opened:
    """Open a store for reading; nothing is ever added to it so.

    Args:
        folder: it.
        tell: called with what had to be repaired when it was read, a sentence each.

    Raises:
        TermgraphError: where it is none that this version reads.
    """
    about, form = _about(folder)
    opened = kept.find(Place(form, (), ()), tell)
    if opened is None:
        if form != _about(folder)[1]:  # somebody has written another since
            return open_store(folder, tell)
        raise TermgraphError("is damaged", folder, hint=_ANEW)
    if tell is not None and about["version"] != __version__:
        tell(
            f"{folder} was made by termgraph {about['version']}, and is slow until: termgraph store compact {folder}"
        )
    return opened


def _about(folder: Path) -> tuple[dict[str, Any], Path]:
    """Return what a store says of itself, and its form."""
    path = folder / _ABOUT
    try:
        said = json.loads(path.read_bytes())
        form = folder / Path(said["form"]).name
        if said["layout"] == _LAYOUT and isinstance(said["version"], str) and _FORM.fullmatch(form.name):
            return said, form
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise TermgraphError("is no store that this version of termgraph reads", path, hint=_ANEW)


@contextmanager
def written(folder: Path) -> Iterator[Path]:
    """Yield a folder to make a form in, which then is the store; nobody else writes to the store meanwhile.

    Raises:
        TermgraphError: where somebody does, or it cannot be written.
    """
    if not is_store(folder):
        _refuse_full(folder)
    with locked(folder, wait=0):
        old = _about(folder)[1] if is_store(folder) else None
        _sweep(folder, old)
        form = folder / f"form-{int(old.name.rpartition('-')[2]) + 1 if old else 1}"
        with made_beside(form) as beside:
            beside.mkdir()
            yield beside
        _say(folder, form.name)
        _sweep(folder, form)


def _refuse_full(folder: Path) -> None:
    """Refuse a folder that holds more than what a writer leaves that was killed."""
    try:
        other = next((one for one in sorted(os.listdir(folder)) if not _LEFT.fullmatch(one)), None)  # noqa: PTH208
    except FileNotFoundError:
        return
    except OSError as error:
        raise TermgraphError(f"cannot be written: {error.strerror}", folder) from None
    if other is not None:
        raise TermgraphError(f"is no store, and holds '{other}'", folder, hint="name a new folder")


def _say(folder: Path, form: str, version: str = __version__) -> None:
    """Write which form is the store."""
    said = {"layout": _LAYOUT, "form": form, "version": version}
    write_text(folder / _ABOUT, json.dumps(said) + "\n")


def _sweep(folder: Path, form: Path | None) -> None:
    """Remove the forms of a store but one, and what writers have left that were killed; one that is locked has none."""
    for other in [*folder.glob("form-*"), *folder.glob(f".*{UNFINISHED}")]:
        if other.is_dir() and other != form:
            shutil.rmtree(other, ignore_errors=True)
        elif other != form:
            other.unlink(missing_ok=True)


def copy_store(folder: Path, target: Path) -> None:
    """Copy a store as it is now, whoever writes to it, to a place where nothing is yet.

    Raises:
        TermgraphError: where it is no store, or the copy cannot be written, or there is something.
    """
    about, form = _about(folder)
    if target.exists():
        raise TermgraphError("is there already", target, hint="name a new folder")
    try:
        with made_beside(target) as beside:
            shutil.copytree(form, beside / form.name)
            _say(beside, form.name, about["version"])
    except TermgraphError:
        if form == _about(folder)[1]:
            raise
        copy_store(folder, target)  # somebody has written another, and removed that one


def size_of(folder: Path) -> int:
    """Return how many bytes the form of a store has."""
    return sum(file.stat().st_size for file in _about(folder)[1].rglob("*") if file.is_file())


def write_form(form: Path, read: Callable[[Record], Opened], told: Callable[[int], None]) -> Opened:
    """Write all that is read into a form, with each triple once, and return it as it was opened there.

    Args:
        form: an empty folder.
        read: reads the sources into the record that it is given.
        told: called with the number of quads that were read, from time to time.

    Raises:
        TermgraphError: where it cannot be written.
    """
    facts: dict[str, Any] = {}

    def fill(file: sqlite3.Connection) -> None:
        kept.make_tables(file)
        record = _Sink(file, told)
        opened = read(record)
        reified = kept.reified_of(line for (line,) in file.execute("SELECT line FROM reified ORDER BY id"))
        predicates = [name for (name,) in file.execute("SELECT DISTINCT predicate FROM piece")]
        size = sum(_once_each(file, name) for name in predicates)
        size += len({tuple(statement[1:]) for statement in reified})
        named = {graph for (graph,) in file.execute("SELECT DISTINCT graph FROM piece")}
        named |= {graph for graph, *_ in reified}
        facts.update(kept.facts_of(opened), blank=record.blank, named=sorted(named - {""}), size=size)

    kept.keep(form / kept.RECORD, facts, fill)
    made = kept.find(Place(form, (), None), None)
    if made is None:
        raise TermgraphError("cannot be read again", form)
    return made


class _Sink(Record):
    """A record that goes to a disk as it is read; what was read can only be asked for when all is there.

    Args:
        file: has the tables of a kept record.
        told: called with the number of quads that were read, from time to time.
    """

    def __init__(self, file: sqlite3.Connection, told: Callable[[int], None]) -> None:
        super().__init__()
        self._file, self._told = file, told
        self._parts: Counter[tuple[str, str]] = Counter()
        self._count = 0

    def read(self, quads: Iterable[ox.Quad], blank: int | None = None) -> None:
        """Take in the quads of one source; see `Record.read`."""
        names, count, parts = self._names(blank), self._count, self._parts.copy()
        self._file.execute("SAVEPOINT source")
        try:
            rest = iter(quads)
            while self._taken(islice(rest, _BATCH), names):
                self._told(self._count)
        except BaseException:
            self._file.execute("ROLLBACK TO source")
            self._count, self._parts = count, parts
            raise
        finally:
            self._file.execute("RELEASE source")
        self.blank += names.used

    def _taken(self, quads: Iterable[ox.Quad], names: Names) -> int:
        """Write some quads, and return how many they were."""
        columns, reified = self._sorted(quads, names)
        self._nodes.clear()
        kept.write_pieces(self._file, columns, self._parts)
        kept.write_reified(self._file, reified)
        taken = len(reified) + sum(len(one.subjects) for mine in columns.values() for one in mine.values())
        self._count += taken
        return taken

    def __len__(self) -> int:
        return self._count


_Pair = tuple[str, str | tuple[str | None, ...]]


def _once_each(file: sqlite3.Connection, predicate: str) -> int:
    """Leave out what a predicate says again in a graph, and return how much it says in all graphs together."""
    rows = file.execute(
        "SELECT id, LENGTH(subjects) FROM piece WHERE predicate = ? ORDER BY id", (predicate,)
    )
    ids, sizes = zip(*rows, strict=True)
    total: int = sum(sizes) // array("i").itemsize
    again = _perhaps_again(file, ids, total)
    said: set[_Pair] = set()
    said_in: set[tuple[str, _Pair]] = set()
    for piece in ids if again else ():
        graph, pairs = _pairs(file, piece)
        repeated = [(at, pair) for at, pair in enumerate(pairs) if hash(pair) in again]
        total -= sum(_is_in(said, pair) for _, pair in repeated)
        _leave_out(file, piece, {at for at, pair in repeated if _is_in(said_in, (graph, pair))})
    return total


def _perhaps_again(file: sqlite3.Connection, pieces: Iterable[int], total: int) -> set[int]:
    """Return the hashes that pairs have in common, which mostly are said again; of a part at a time."""
    again: set[int] = set()
    parts = total // _PAIRS + 1
    for part in range(parts):
        known: set[int] = set()
        for piece in pieces:
            for hashed in map(hash, _pairs(file, piece)[1]):
                if hashed % parts == part:
                    (again if hashed in known else known).add(hashed)
    return again


def _pairs(file: sqlite3.Connection, piece: int) -> tuple[str, Iterator[_Pair]]:
    """Return the graph of a piece of a column, and its pairs, a literal as a tuple."""
    query = "SELECT graph, nodes, texts, subjects, objects FROM piece WHERE id = ?"
    ((graph, nodes, texts, subjects, objects),) = file.execute(query, (piece,))
    values = json.loads(nodes)
    values += map(tuple, json.loads(texts))
    ends = (map(values.__getitem__, array("i", side)) for side in (subjects, objects))
    return graph, zip(*ends, strict=True)


def _leave_out(file: sqlite3.Connection, piece: int, gone: Set[int]) -> None:
    """Leave some pairs out of a piece of a column."""
    if not gone:
        return
    (sides,) = file.execute("SELECT subjects, objects FROM piece WHERE id = ?", (piece,))
    left = [
        array("i", [number for at, number in enumerate(array("i", side)) if at not in gone]) for side in sides
    ]
    file.execute(
        "UPDATE piece SET subjects = ?, objects = ? WHERE id = ?", (*(side.tobytes() for side in left), piece)
    )


def _is_in(known: set[T], one: T) -> bool:
    """Tell whether something was there before; it is from then on."""
    if one in known:
        return True
    known.add(one)
    return False
