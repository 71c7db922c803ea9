"""Many files of a folder that change together: made beside their places one after the other, then put there at once."""

from __future__ import annotations

import json
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

from termgraph.files import JOURNAL_FILE, UNFINISHED, read_regular, sweep, writing


@contextmanager
def staged(folder: Path) -> Iterator[Staged]:
    """Yield what takes the files of a folder whose lock is held; they change when all are there, and none does else.

    Whoever is killed while they change leaves a journal, with which the next who takes the lock goes on.

    Raises:
        TermgraphError: where one cannot be written.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as place:
    ...     with staged(Path(place)) as files:
    ...         files.add("owl/index.html", b"Owl.")
    ...         before = Path(place, "owl/index.html").exists()
    ...     before, Path(place, "owl/index.html").read_text(), files.changed
    (False, 'Owl.', 1)
    """
    files = Staged(folder)
    try:
        yield files
        files.ready()
    except BaseException:
        files.discard()
        raise
    files.replace()


class Staged:
    """Files of a folder that are ready to take their places.

    Args:
        folder: the folder, whose lock is held.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._token = secrets.token_hex(4)
        #: What changes, in order, and whether it goes; what is beside a place is numbered in this order.
        self._changes: dict[str, bool] = {}
        #: What the paths lead to that are links.
        self._links: dict[str, Path] = {}
        self._rooms: set[str] = set()
        self._made: list[str] = []

    @property
    def changed(self) -> int:
        """How many files change."""
        return len(self._changes)

    def add(self, path: str, data: bytes | None) -> None:
        """Take what a file is to hold, None for one that goes; nothing happens where it holds that already.

        Args:
            path: of the file, below the folder, with slashes.
            data: what it is to hold.
        """
        place = self._place(path)
        with writing(place):
            found = place.stat() if place.exists() else None
            if found is None if data is None else found is not None and _holds(place, found, data):
                return
            self._make_room(path, place.parent)
            beside = place.with_name(self._name(place.name, len(self._changes)))
            # What is to be removed has a file beside it as well: so the next writer knows that we meant it.
            self._changes[path] = data is None
            with beside.open("xb", buffering=0) as file:
                file.write(data or b"")
            if found is not None:
                beside.chmod(found.st_mode & 0o777)

    def _place(self, path: str) -> Path:
        """Return the file that is written for a path: where it is a link, what that leads to."""
        place = self.folder / path
        if place.is_symlink():
            place = self._links[path] = place.resolve()
        return place

    def _make_room(self, path: str, room: Path) -> None:
        below = path.rpartition("/")[0]
        if below in self._rooms and path not in self._links:
            return
        self._rooms.add(below)
        if room.is_dir():
            sweep(room)
        else:
            room.mkdir(parents=True, exist_ok=True)
            self._made.append(below)

    def _name(self, name: str, number: int) -> str:
        return f".{name[:40]}.{self._token}-{number}{UNFINISHED}"

    def _steps(self) -> Iterator[tuple[str, str, bool]]:
        """Yield what lies beside a place, the path of that, and whether it goes."""
        for number, (path, goes) in enumerate(self._changes.items()):
            room, name = os.path.split(self._links.get(path, f"{self.folder}/{path}"))
            yield f"{room}/{self._name(name, number)}", path, goes

    def ready(self) -> None:
        """Have everything on the disk, and write down what is to be done."""
        if not self._changes:
            return
        journal = self.folder / JOURNAL_FILE
        with writing(journal):
            _to_disk()
            with journal.open("w", encoding="utf-8") as file:
                for number, (beside, path, goes) in enumerate(self._steps()):
                    file.write(f"{',' if number else '['}{json.dumps([self._told(beside), path, goes])}\n")
                file.write("]")  # who is killed before it leaves what is no journal
                file.flush()
                os.fsync(file.fileno())

    def _told(self, beside: str) -> str:
        """Return where something lies, as the journal says it: from the folder, whatever links lead there."""
        room, name = os.path.split(beside)
        return f"{_real(room, str(self.folder))}/{name}"

    def replace(self) -> None:
        """Put everything in its place."""
        for beside, path, goes in self._steps():
            place = self._links.get(path, f"{self.folder}/{path}")
            with writing(Path(place)):
                if goes:
                    (self.folder / path).unlink()
                    Path(beside).unlink()
                else:
                    Path(beside).replace(place)
        if self._changes:
            _to_disk()
            (self.folder / JOURNAL_FILE).unlink()

    def discard(self) -> None:
        """Remove what was made."""
        with suppress(OSError):
            (self.folder / JOURNAL_FILE).unlink(missing_ok=True)
        for beside, *_ in self._steps():
            with suppress(OSError):
                Path(beside).unlink()
        for made in reversed(self._made):
            for room in (self.folder / made, *(self.folder / made).parents):
                if room == self.folder or not room.is_dir() or any(room.iterdir()):
                    break
                room.rmdir()


@lru_cache(maxsize=64)
def _real(room: str, folder: str) -> str:
    return os.path.relpath(os.path.realpath(room), os.path.realpath(folder))


def _holds(place: Path, found: os.stat_result, data: bytes) -> bool:
    """Tell whether a file holds something; what is no file is an error."""
    is_of_size = not stat.S_ISREG(found.st_mode) or found.st_size == len(data)
    return is_of_size and read_regular(place) == data


def _to_disk() -> None:
    """Wait until all that was written is on the disk, where the system has a way to say so for many files at once."""
    if hasattr(os, "sync"):
        os.sync()
