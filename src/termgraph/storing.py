"""Stores on a disk, as the library offers them: made, made anew, copied."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from os import PathLike
from pathlib import Path
from typing import Any

from termgraph.api import TermGraph, load
from termgraph.store import disk
from termgraph.store.sources import open_sources

#: Is told the share of the work that is done, from 0 to 1, and what is being done.
Progress = Callable[[float, str], None]


def write_store(
    folder: str | Path,
    *sources: Any,
    append: bool = False,
    base: str | None = None,
    notice: Callable[[str], None] | None = None,
    progress: Progress = lambda _share, _text: None,
) -> TermGraph:
    """Make a store on a disk of one or several sources, which then opens at once, and return it opened.

    Sources of any size go there piece by piece. The store is made beside the one that it replaces.

    Args:
        folder: where; a new folder, or a store.
        sources: see `load`; stores as well.
        append: whether to add to what is in the store.
        base: the IRI that relative ones in RDF files are resolved against; None for each file's address.
        notice: called with one sentence for everything that had to be repaired in reading.
        progress: called with the share of the work that is done, from 0 to 1, and what is being done, for people.

    Raises:
        TermgraphError: where a source cannot be read, or the folder is no store, or is being written to.

    >>> import tempfile, termgraph
    >>> with tempfile.TemporaryDirectory() as place:
    ...     made = termgraph.write_store(f"{place}/ml", termgraph.load())
    ...     made.label(made.find("soft arg max"))
    'softmax'
    """
    every = (folder, *sources) if append else sources
    with disk.written(Path(folder)) as form:
        reading = _Reading(every, progress)
        opened = disk.write_form(
            form, lambda record: open_sources(every, notice, base, record, reading.seen), reading.told
        )
        reading.told(len(opened.record))
        vocabulary = TermGraph(opened)
        size = f"{len(vocabulary.record):,} triples"
        vocabulary.write_pages(lambda share: progress(0.3 + 0.5 * share, f"looking through {size}"))
        vocabulary.write_quads(lambda share: progress(0.8 + 0.2 * share, f"preparing {size} for SPARQL"))
    return load(folder)


def compact_store(folder: str | Path, *, progress: Progress = lambda _share, _text: None) -> TermGraph:
    """Make a store anew from what is in it, for this version of termgraph, and return it opened.

    Raises:
        TermgraphError: where the folder is no store, or is being written to.
    """
    disk.size_of(Path(folder))  # of what is no store there is none
    return write_store(folder, folder, progress=progress)


def backup_store(folder: str | Path, target: str | Path) -> None:
    """Copy a store as it is now, whoever writes to it, to a new folder.

    Raises:
        TermgraphError: where the folder is no store, or the target is there already or cannot be written.

    >>> import tempfile, termgraph
    >>> with tempfile.TemporaryDirectory() as place:
    ...     made = termgraph.write_store(f"{place}/ml", termgraph.load())
    ...     termgraph.backup_store(f"{place}/ml", f"{place}/copy")
    ...     len(termgraph.load(f"{place}/copy")) == len(made)
    True
    """
    disk.copy_store(Path(folder), Path(target))


class _Reading:
    """How far sources have been read, as it is told to people: with the triples a second.

    Args:
        sources: what is read.
        progress: called with the share of all that is to be done, and what is being done.
    """

    def __init__(self, sources: Collection[Any], progress: Progress) -> None:
        files = [Path(one) for one in sources if isinstance(one, str | PathLike) and Path(one).is_file()]
        self._size = sum(file.stat().st_size for file in files) or 1
        self._progress = progress
        self._begun = time.monotonic()
        self._read = 0.0

    def seen(self, size: float) -> None:
        """Count bytes of files that were read."""
        self._read += size

    def told(self, triples: int) -> None:
        """Tell how many triples have been read."""
        speed = triples / max(time.monotonic() - self._begun, 0.001)
        share = 0.3 * min(self._read / self._size, 1)
        self._progress(share, f"reading {triples:,} triples, {speed:,.0f} a second")
