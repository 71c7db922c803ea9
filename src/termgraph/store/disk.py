"""A store on a disk, made of sources of any size: what is read goes there piece by piece, never all into memory.

A store is a folder with a form in it, which is what the cache keeps of a vocabulary (`kept`), and a small file that
says which form is the store. A new one is made beside the old one, and then that file is replaced: so a store is the
old one or the new one, whenever a writer is killed, and who has the old one open goes on with it.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from termgraph.errors import TermgraphError
from termgraph.files import locked, made_beside, write_text
from termgraph.store import kept
from termgraph.store.cache import Place
from termgraph.store.opened import Opened
from termgraph.store.record import Column, Names, Record, once_each

_ABOUT, _UNSORTED = "store.json", "unsorted.sqlite"
_LAYOUT = 1
_BATCH = 400_000  # quads that are in memory at a time


def is_store(folder: Path) -> bool:
    """Tell whether a folder is a store."""
    return (folder / _ABOUT).is_file()


def place_of_store(folder: Path) -> Place:
    """Return where the form of a store is; nothing is ever added to it there.

    Raises:
        TermgraphError: where it is none that this version reads.
    """
    about = folder / _ABOUT
    try:
        said = json.loads(about.read_bytes())
        form = folder / Path(said["form"]).name
        if said["layout"] == _LAYOUT and form.is_dir():
            return Place(form, (), ())
    except (OSError, ValueError, KeyError, TypeError):
        pass
    hint = "make it anew: termgraph load FILES --store DIR"
    raise TermgraphError("is no store that this version of termgraph reads", about, hint=hint)


@contextmanager
def written(folder: Path) -> Iterator[Path]:
    """Yield a folder to make a form in, which then is the store; nobody else writes to the store meanwhile.

    Raises:
        TermgraphError: where somebody does, or it cannot be written.
    """
    if folder.exists() and not is_store(folder) and any(folder.iterdir()):
        raise TermgraphError("is no store, and not empty", folder, hint="name a new folder")
    with locked(folder, wait=0):
        old = place_of_store(folder).folder if is_store(folder) else None
        number = int(old.name.rpartition("-")[2]) + 1 if old else 1
        form = folder / f"form-{number}"
        with made_beside(form) as beside:
            beside.mkdir()
            yield beside
        write_text(folder / _ABOUT, json.dumps({"layout": _LAYOUT, "form": form.name}) + "\n")
        for other in folder.glob("form-*"):
            if other != form:
                shutil.rmtree(other, ignore_errors=True)


def write_form(form: Path, read: Callable[[Record], Opened], told: Callable[[int], None]) -> Opened:
    """Write all that is read into a form, with each triple once, and return it as it was opened there.

    Args:
        form: an empty folder.
        read: reads the sources into the record that it is given.
        told: called with the number of quads that were read, from time to time.

    Raises:
        TermgraphError: where it cannot be written.
    """
    unsorted = form / _UNSORTED
    facts: dict[str, Any] = {}
    read_: list[Opened] = []

    def fill(file: sqlite3.Connection) -> None:
        kept.make_tables(file)
        record = _Sink(file, told)
        read_.append(read(record))
        file.execute("CREATE INDEX of_predicate ON piece (predicate)")
        named = {graph for (graph,) in file.execute("SELECT DISTINCT graph FROM piece WHERE graph <> ''")}
        facts.update(blank=record.blank, named=sorted(named | record.named_by_reified))

    kept.keep(unsorted, facts, fill)
    (opened,) = read_
    opened.record = _Unsorted(kept.Kept(unsorted))
    kept.write_record(form, opened)
    unsorted.unlink()
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
        self.named_by_reified: set[str] = set()

    def read(self, quads: Iterable[ox.Quad]) -> None:
        """Take in the quads of one source, all or, where reading them fails, none."""
        names, count = Names(self.blank), self._count
        self._file.execute("SAVEPOINT source")
        try:
            rest = iter(quads)
            while batch := list(islice(rest, _BATCH)):
                columns, reified = self._sorted(batch, names)
                self._nodes.clear()
                kept.write_pieces(self._file, columns, self._parts)
                kept.write_reified(self._file, reified)
                self.named_by_reified.update(graph for graph, *_ in reified if graph)
                self._count += len(batch)
                self._told(self._count)
        except BaseException:
            self._file.execute("ROLLBACK TO source")
            self._count = count
            raise
        finally:
            self._file.execute("RELEASE source")
        self.blank += len(names)

    def __len__(self) -> int:
        return self._count


class _Unsorted(kept.KeptRecord):
    """What a sink has taken in, whose columns may say things again."""

    def column(self, predicate: str, graph: str | None = None) -> Column:
        """Return the pairs of a predicate, each once, in one graph or in all of them together."""
        column = super().column(predicate, graph)
        once_each(column)
        return column

    def __len__(self) -> int:
        about_triples = len({tuple(statement[1:]) for statement in self.reified})
        return sum(len(self.column(name).subjects) for name in self.predicates) + about_triples
