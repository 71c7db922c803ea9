"""Many files of a folder that change together: made beside their places one after the other, then put there at once."""

from __future__ import annotations

import filecmp
import json
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from termgraph.errors import TermgraphError
from termgraph.files import JOURNAL_FILE, UNFINISHED, read_regular, sweep, target_of, tidy, writing


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

    Attributes:
        replaced: the paths of the files that hold something else now.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.replaced: list[str] = []
        self._root = os.fspath(folder)
        self._token = secrets.token_hex(4)
        #: What changes, in order, and whether it goes; what is beside a place is numbered in this order.
        self._changes: dict[str, bool] = {}
        #: What the paths lead to that are links.
        self._links: dict[str, str] = {}
        #: The folders below that something was put into, each with whether it was made for that.
        self._rooms: dict[str, bool] = {}

    @property
    def changed(self) -> int:
        """How many files change."""
        return len(self._changes)

    def add(self, path: str, data: bytes | Iterator[bytes] | None) -> None:
        """Take what a file is to hold, None for one that goes; nothing happens where it holds that already.

        Args:
            path: of the file, below the folder, with slashes.
            data: what it is to hold, whole or in pieces.
        """
        with writing(f"{self._root}/{path}"):
            place, found = self._place(path)
            if found is None if data is None else found is not None and _holds(place, found, data):
                return
            room, name = os.path.split(place)
            self._make_room(path, room)
            beside = f"{room}/{self._name(name, len(self._changes))}"
            # What is to be removed has a file beside it as well: so the next writer knows that we meant it.
            self._changes[path] = data is None
            with open(beside, "xb") as file:
                file.writelines([data or b""] if data is None or isinstance(data, bytes) else data)
            if found is None:
                return
            os.chmod(beside, found.st_mode & 0o777)
            if not isinstance(data, bytes | None) and filecmp.cmp(beside, place, shallow=False):
                os.unlink(beside)
                del self._changes[path]
            else:
                self.replaced.append(path)

    def _place(self, path: str) -> tuple[str, os.stat_result | None]:
        """Return the file that is written for a path, where it is a link what that leads to, and what is there."""
        place = f"{self._root}/{path}"
        if self._rooms.get(path.rpartition("/")[0]):
            return place, None
        found = _found(place)
        if found is not None and stat.S_ISLNK(found.st_mode):
            place = self._links[path] = os.fspath(target_of(Path(place)))
            found = _found(place)
        return place, found

    def _make_room(self, path: str, room: str) -> None:
        below = path.rpartition("/")[0]
        if below in self._rooms and path not in self._links:
            return
        is_new = not os.path.isdir(room)
        if is_new:
            try:
                os.makedirs(room, exist_ok=True)
            except (FileExistsError, NotADirectoryError):
                in_the_way = next((one for one in (Path(room), *Path(room).parents) if one.is_file()), room)
                raise TermgraphError("is a file, where a folder is to be", in_the_way) from None
        else:
            sweep(Path(room))
        self._rooms[below] = is_new

    def _name(self, name: str, number: int) -> str:
        return f".{name[:40]}.{self._token}-{number}{UNFINISHED}"

    def _steps(self) -> Iterator[tuple[str, str, bool]]:
        """Yield what lies beside a place, the path of that, and whether it goes."""
        for number, (path, goes) in enumerate(self._changes.items()):
            room, name = os.path.split(self._links.get(path, f"{self._root}/{path}"))
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
                    told = json.dumps([self._told(beside, path), path, goes])
                    file.write(f"{',' if number else '['}{told}\n")
                file.write("]")  # who is killed before it leaves what is no journal
                file.flush()
                os.fsync(file.fileno())

    def _told(self, beside: str, path: str) -> str:
        """Return where something lies, as the journal says it: from the folder, whatever a link leads to."""
        if path in self._links:
            return os.path.relpath(beside, os.path.realpath(self._root))
        return beside[len(self._root) + 1 :]

    def replace(self) -> None:
        """Put everything in its place."""
        for beside, path, goes in self._steps():
            with writing(f"{self._root}/{path}"):
                if goes:
                    os.unlink(f"{self._root}/{path}")
                    os.unlink(beside)
                    tidy((self.folder / path).parent, self.folder)
                else:
                    os.replace(beside, self._links.get(path, f"{self._root}/{path}"))
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
        for made in (below for below, is_new in reversed(self._rooms.items()) if is_new):
            tidy(self.folder / made, self.folder)


def _found(place: str) -> os.stat_result | None:
    """Return what is at a place, a link itself; None where nothing is."""
    try:
        return os.lstat(place)
    except (FileNotFoundError, NotADirectoryError):
        return None


def _holds(place: str, found: os.stat_result, data: bytes | Iterator[bytes]) -> bool:
    """Tell whether a file holds something that is there whole; what is no file is an error."""
    if not stat.S_ISREG(found.st_mode):
        read_regular(place)
    return isinstance(data, bytes) and found.st_size == len(data) and read_regular(place) == data


def _to_disk() -> None:
    """Wait until all that was written is on the disk, where the system has a way to say so for many files at once."""
    if hasattr(os, "sync"):
        os.sync()
