"""Where the compiled form of what was read is kept, and how it is found again without reading anything.

What is opened has a folder of its own in the user's cache, named after all that it depends on: the code that reads, the
paths, the base, and the contents. So none is ever out of date. The contents are recognised by size, times and inode of
each file, as git does it: only what has changed, or changed in the same instant in which it was looked at, is hashed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from termgraph.errors import TermgraphError
from termgraph.files import (
    COLLECTIONS_FILE,
    ENTRIES_FOLDER,
    LINKS_FILE,
    SOURCES_FILE,
    VOCABULARY_FILE,
    is_entries_folder,
    write_bytes,
)
from termgraph.namespaces import ontology_dir

#: Bytes that all compiled forms together may take; those that were used last are kept.
LARGEST = 2 * 2**30
#: Bytes of RDF that are parsed as fast as they are found again, and not kept.
SMALL = 2**15
_PACKAGE = Path(__file__).resolve().parent.parent
#: What decides what is kept: the code of these rooms.
_DEPENDENCIES = (
    *(
        "model",
        "markdown",
        "names",
        "namespaces.py",
        "relations.py",
        "sssom.py",
        "files.py",
        "statistics.py",
        "wording",
    ),
    *("entries", "graph", "store", "skos", "check", "check/rules", "matching"),
)
#: A file that was written less than this before it was looked at may have been written again since: the times of some
#: file systems have steps of two seconds.
_INSTANT = 2 * 10**9  # ns
_SELDOM = 3600  # seconds after which it is noted that a form was used

#: Name, size, time of the content, time of the inode, inode.
_Stamp = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the compiled form of some sources is, or is to be.

    Attributes:
        folder: it; there only when something has been kept.
        files: what it was made from.
        stamps: how those looked at first; None where it is being made.
    """

    folder: Path
    files: tuple[Path, ...]
    stamps: tuple[_Stamp, ...] | None

    @property
    def is_current(self) -> bool:
        """Whether the files still look as they did."""
        return _stamps(self.files) == self.stamps


def place_of(sources: Iterable[object], base: str | None) -> Place | None:
    """Return where the compiled form of sources belongs; None where they are no files, or nothing is to be kept.

    Args:
        sources: see `Store.open`.
        base: the IRI that relative ones are resolved against; None for each file's address.
    """
    where = cache_folder()
    paths = [Path(one) for one in sources if isinstance(one, str | os.PathLike) and one != "-"]
    if where is None or len(paths) < len(list(sources)):
        return None
    try:
        files = tuple(file for path in paths for file in _files(path))
        begun, stamps = time.time_ns(), _stamps(files)
        if stamps is None or (
            sum(size for _, size, *_ in stamps) < SMALL and not any(map(is_entries_folder, paths))
        ):
            return None
        asked = [_code(), base, *(f"{path}\0{path.absolute()}" for path in paths)]
        index = where / f"{_hash(asked)}.json"
        key = _remembered(index, stamps)
        if key is None:
            key = _hash([*asked, *(_content(Path(name)) for name, *_ in stamps)])
            _remember(index, key, stamps, begun)
    except (OSError, ValueError, TermgraphError):  # reading says it better
        return None
    folder = where / key
    with suppress(OSError):
        if folder.stat().st_mtime < time.time() - _SELDOM:
            os.utime(folder)  # used now: the others are pruned first
    return Place(folder, files, stamps)


def cache_folder() -> Path | None:
    """Return the folder of compiled vocabularies; None where the environment names none."""
    override = os.environ.get("TERMGRAPH_CACHE")
    if override is not None:
        return Path(override) if override else None
    from platformdirs import user_cache_path

    with suppress(OSError, RuntimeError, KeyError):
        return user_cache_path("termgraph", appauthor=False) / "compiled"
    return None


def prune(kept: Path) -> None:
    """Remove the compiled forms that were used longest ago, until the others are not too large, and never one."""
    forms = [path for path in kept.parent.iterdir() if path.is_dir() and path != kept]
    forms.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    room = LARGEST - _size(kept)
    for form in forms:
        room -= _size(form)
        if room < 0:
            shutil.rmtree(form, ignore_errors=True)
    known = {path.name for path in kept.parent.iterdir() if path.is_dir()}
    for index in kept.parent.glob("*.json"):
        if json.loads(index.read_bytes())["key"] not in known:
            index.unlink(missing_ok=True)


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _files(path: Path) -> Iterator[Path]:
    """Yield the files that a source is read from, in one order; nothing where it cannot be kept."""
    if not path.is_dir():
        yield path
    elif is_entries_folder(path):
        yield from (
            path / name
            for name in (VOCABULARY_FILE, SOURCES_FILE, COLLECTIONS_FILE, LINKS_FILE)
            if (path / name).exists()
        )
        if (path / ENTRIES_FOLDER).is_dir():
            yield from _in(path / ENTRIES_FOLDER)
    else:
        yield from _in(path)


def _in(folder: Path) -> Iterator[Path]:
    return (folder / name for name in sorted(os.listdir(folder)) if not name.startswith("."))  # noqa: PTH208 (faster)


def _stamps(files: Iterable[Path]) -> tuple[_Stamp, ...] | None:
    """Return how files look; None where one is a device, a pipe or gone."""
    found = []
    for file in files:
        try:
            said = os.stat(file)  # noqa: PTH116 - twice as fast, and there may be hundreds
        except OSError:
            return None
        if stat.S_ISDIR(said.st_mode):
            continue  # a folder in a folder, which is not read
        if not stat.S_ISREG(said.st_mode):
            return None
        found.append((str(file), said.st_size, said.st_mtime_ns, said.st_ctime_ns, said.st_ino))
    return tuple(found) or None


def looks(source: str | os.PathLike[str]) -> tuple[_Stamp, ...]:
    """Return how the files of a source look, to be compared later: they tell whether it has been written to since.

    Nothing where it is no file or folder, or is being replaced at this moment.
    """
    try:
        return _stamps(_files(Path(source))) or ()
    except (OSError, ValueError):
        return ()


def _remembered(index: Path, stamps: tuple[_Stamp, ...]) -> str | None:
    """Return the name of the compiled form of files that look so; None where it must be found by what they hold."""
    try:
        said = json.loads(index.read_bytes())
        key, seen = said["key"], said["seen"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if said.get("stamps") != _hash(stamps) or seen - _latest(stamps) < _INSTANT:
        return None
    return str(key)


def _remember(index: Path, key: str, stamps: tuple[_Stamp, ...], seen: int) -> None:
    with suppress(TermgraphError):  # where nothing can be written, nothing is
        write_bytes(index, json.dumps({"key": key, "stamps": _hash(stamps), "seen": seen}).encode())


def _latest(stamps: tuple[_Stamp, ...]) -> int:
    return max(max(changed, moved) for _, _, changed, moved, _ in stamps)


@cache
def _code() -> str:
    """Return what tells this code from any other that reads: the looks of its files."""
    rooms = [_PACKAGE / name for name in _DEPENDENCIES]
    files = [file for room in rooms for file in (sorted(room.glob("*.py")) if room.is_dir() else [room])]
    return _hash(_stamps([*files, ontology_dir() / "termgraph.ttl"]))


def _content(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _hash(said: object) -> str:
    return hashlib.sha256(json.dumps(said).encode("utf-8", "surrogateescape")).hexdigest()[:40]
