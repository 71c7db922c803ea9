"""Files: which make up an entries folder, which may be read, who writes, and that nothing is ever half-written."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from termgraph.errors import TermgraphError

if TYPE_CHECKING:
    from concurrent.futures import Future

VOCABULARY_FILE = "vocabulary.yaml"
SOURCES_FILE = "sources.yaml"
COLLECTIONS_FILE = "collections.yaml"
MAPPINGS_SUFFIX = ".sssom.tsv"
LINKS_FILE = f"links{MAPPINGS_SUFFIX}"
ENTRIES_FOLDER = "entries"
LOCK_FILE = ".termgraph-lock"
#: What is still to be done of writing a folder, for whoever takes its lock after a writer that was killed.
JOURNAL_FILE = ".termgraph-journal"

#: What a shell puts in place of `<(…)`, and standard input: the only pipes that people mean when they name a file.
_OF_THE_SHELL = re.compile(r"/dev/stdin|/dev/fd/\d+|/proc/(?:self|\d+)/fd/\d+")
_IRREGULAR = ((stat.S_ISFIFO, "pipe"), (stat.S_ISSOCK, "socket"))
#: How a file ends that is being written, and the seconds after which whoever wrote it must have been killed.
UNFINISHED = ".termgraph-unfinished"
_OURS = ".termgraph-"
_LEFT_BEHIND = 3600
#: Files that are brought to the disk at a time: a disk that is waited for takes as long for many as for one.
_AT_ONCE = 8
#: For how many seconds somebody who writes a folder is waited for, and how often we look meanwhile.
_PATIENCE, _STEP = 10.0, 0.05


def is_entries_folder(folder: Path) -> bool:
    """Tell whether a folder holds a vocabulary of ours: what it is called, or at least its entries."""
    return (folder / VOCABULARY_FILE).is_file() or (folder / ENTRIES_FOLDER).is_dir()


def is_of_the_shell(name: str) -> bool:
    """Tell whether a name is standard input, or what a shell puts in place of `<(…)`: these alone may be pipes.

    >>> is_of_the_shell("/dev/fd/63"), is_of_the_shell("owl.md")
    (True, False)
    """
    return _OF_THE_SHELL.fullmatch(name) is not None


def open_regular(path: str | os.PathLike[str]) -> BinaryIO:
    """Open a file for reading: never a device, nor a pipe or a socket, which might keep us waiting for ever.

    `/dev/stdin` and what a shell puts in place of `<(…)` may be pipes.

    Raises:
        TermgraphError: for what is no file.
        OSError: where it cannot be opened; ValueError for a NUL in its name.
    """
    name = os.fspath(path)
    mode = Path(name).stat().st_mode
    if stat.S_ISDIR(mode):
        raise TermgraphError("is a folder", name, hint="name a file in it")
    if not stat.S_ISREG(mode) and not (stat.S_ISFIFO(mode) and is_of_the_shell(name)):
        what = next((what for test, what in _IRREGULAR if test(mode)), "device")
        raise TermgraphError(f"is a {what}, not a file", name, hint="to read one, give it as standard input")
    return Path(name).open("rb")


def read_regular(path: str | os.PathLike[str], limit: int | None = None) -> bytes:
    """Return what a file holds that is no device, pipe or socket; see `open_regular`.

    Args:
        path: the file.
        limit: how many bytes it may hold.

    Raises:
        TermgraphError: for what is no file, cannot be read, or is larger than the limit or the memory.
    """
    try:
        with open_regular(path) as file:
            # As much room as is asked for is taken at once, so that only a pipe is asked for all that is allowed.
            size = os.fstat(file.fileno()).st_size
            if limit is None:
                return file.read()
            data = file.read(min(size or limit, limit) + 1)
    except (OSError, ValueError) as error:  # ValueError for a NUL in the name
        raise TermgraphError(f"cannot be read: {getattr(error, 'strerror', None) or error}", path) from None
    except MemoryError:
        raise TermgraphError("is larger than the memory", path) from None
    if len(data) > limit:
        raise TermgraphError(f"is larger than {limit // 10**6} MB", path)
    return data


def write_text(path: Path, text: str) -> None:
    """Write a text file as UTF-8, beside and then renamed, so that it is never half-written.

    Raises:
        TermgraphError: where it cannot be written.
    """
    write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file beside its place and rename it; what is no plain file (a pipe, a device) is written to as it is.

    Raises:
        TermgraphError: where it cannot be written.
    """
    write_pieces(path, [data])


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file likewise of pieces, which need not be in memory together.

    Raises:
        TermgraphError: where it cannot be written.
    """
    with writing(path):
        if path.is_dir():
            raise TermgraphError("is a folder", path, hint="name a file in it")
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                file.writelines(pieces)
            return
        target = target_of(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target.parent)
        beside = _beside(target, pieces, 0o666 & ~_mask())
        try:
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
        _to_disk(target.parent)


def write_all(files: Mapping[Path, bytes | None], folder: Path | None = None) -> list[Path]:
    """Write files, in the order given; None removes one. Files that hold the same already are left alone.

    All are made beside their places first, so that none is renamed where one cannot be.

    Args:
        files: what each is to hold.
        folder: the folder whose lock is held: where we are killed between two files, the next who takes the lock goes
            on, so that all of them change or none does.

    Returns:
        The files that changed.

    Raises:
        TermgraphError: where one cannot be written; then none has changed.
    """
    with writing(None):
        changed = {path: data for path, data in files.items() if _held(path) != data}
        _put(changed, folder)
    return list(changed)


@contextmanager
def made_beside(path: Path) -> Iterator[Path]:
    """Yield a place beside a path to make a file or folder in, which is then on the disk and takes the path.

    Raises:
        TermgraphError: where it cannot be written.
    """
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep(path.parent)
        room = Path(tempfile.mkdtemp(prefix=f".{path.name[:40]}.", suffix=UNFINISHED, dir=path.parent))
        try:
            made = room / path.name
            yield made
            for file in (found for found in (made, *made.rglob("*")) if found.is_file()):
                with file.open("rb+") as opened:
                    _sync(opened.fileno())
            if not (path.is_dir() and made.is_dir()):  # who was faster made the same
                made.replace(path)
            _to_disk(path.parent)
        finally:
            shutil.rmtree(room, ignore_errors=True)


@contextmanager
def locked(folder: Path, wait: float | None = None) -> Iterator[None]:
    """Hold the lock of a folder, which is made where there is none; it ends with this process, however that ends.

    Where nothing can be written, as on a read-only disk, nothing is held. The lock's file is there only while it is
    held; a folder that was made for it and is still empty goes with it.

    Args:
        folder: the folder.
        wait: for how many seconds to wait for somebody else who holds it; None for as many as people do.

    Raises:
        TermgraphError: where somebody else holds it all the time, or the folder cannot be made.

    >>> with tempfile.TemporaryDirectory() as place, locked(Path(place)):
    ...     with locked(Path(place), wait=0):
    ...         pass
    Traceback (most recent call last):
    ...
    termgraph.errors.TermgraphError: ...: is being written by process ...
    """
    if folder.exists() and not folder.is_dir():
        raise TermgraphError("is a file, not a folder", folder)
    made = [place for place in (folder, *folder.parents) if not place.exists()]
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    lock, was_left = _lock_of(folder, time.monotonic() + (_PATIENCE if wait is None else wait))
    try:
        if lock is not None:
            with writing(folder):
                _go_on(folder)
                if was_left:
                    _sweep_all(folder)
        yield
    finally:
        if lock is not None:
            with suppress(OSError):
                (folder / LOCK_FILE).unlink()
            os.close(lock)
        with suppress(OSError):  # where one is not empty
            for place in made:
                place.rmdir()


def locked_unless(reads: bool, folder: Path) -> AbstractContextManager[None]:
    """Hold the lock of a folder, unless it is only read, or not there, which is for others to tell."""
    return nullcontext() if reads or not folder.is_dir() else locked(folder)


def _lock_of(folder: Path, until: float) -> tuple[int | None, bool]:
    """Return the lock of a folder, once it is held, None where nothing can be written; and whether it was left there.

    It is where whoever held it was killed.
    """
    path = folder / LOCK_FILE
    while True:
        was_left = os.path.lexists(path)
        try:
            lock = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
                return None, False
            raise TermgraphError(f"cannot be written: {error.strerror}", path) from None
        # Who held it before removes its file: then this one is nobody's, and others are at a new one.
        if _is_taken(lock) and path.exists() and os.path.samestat(os.fstat(lock), path.stat()):
            with suppress(OSError):  # a disk that is full
                os.ftruncate(lock, 0)
                os.lseek(lock, 0, os.SEEK_SET)
                os.write(lock, str(os.getpid()).encode())
            return lock, was_left
        try:
            if time.monotonic() >= until:
                os.lseek(lock, 0, os.SEEK_SET)
                who = os.read(lock, 20).decode("ascii", "replace") or "another"
                hint = "wait until that has ended; reading works meanwhile"
                raise TermgraphError(f"is being written by process {who}", folder, hint=hint)
        finally:
            os.close(lock)
        time.sleep(_STEP)


def _is_taken(lock: int) -> bool:
    """Take a lock, unless somebody else holds it."""
    try:
        try:
            import fcntl
        except ImportError:
            import msvcrt

            os.lseek(lock, 1 << 20, os.SEEK_SET)  # behind what others read there
            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:  # others come from file systems that have no locks, as some in a network
        return error.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
    return True


@contextmanager
def writing(path: str | Path | None) -> Iterator[None]:
    """Say what cannot be written: a file, or where none is given that which the system names.

    Raises:
        TermgraphError: where something cannot.
    """
    try:
        yield
    except (OSError, ValueError) as error:  # ValueError for a NUL in the name
        where = path or getattr(error, "filename", None)
        raise TermgraphError(f"cannot be written: {getattr(error, 'strerror', error)}", where) from None


def _held(path: Path) -> bytes | None:
    """Return what a file holds, None where there is none."""
    return read_regular(path) if path.exists() else None


def _put(files: Mapping[Path, bytes | None], folder: Path | None = None) -> None:
    """Put files in their places; None removes one. They are on the disk before they are renamed."""
    from concurrent.futures import ThreadPoolExecutor

    # What a link leads to is written, and a link that is to go goes alone.
    places = {path: target_of(path) if data is not None else path for path, data in files.items()}
    for room in {places[path].parent for path, data in files.items() if data is not None}:
        room.mkdir(parents=True, exist_ok=True)
        sweep(room)
    mask = _mask()
    made: dict[Path, Future[Path]] = {}
    try:
        with ThreadPoolExecutor(min(_AT_ONCE, len(files) or 1)) as pool:
            for path, data in files.items():
                # What is to be removed has a file beside it as well: so the next writer knows that we meant it.
                made[path] = pool.submit(_beside, places[path], [data or b""], 0o666 & ~mask)
        besides = {path: future.result() for path, future in made.items()}
        if folder is not None and len(files) > 1:
            _note(folder, [(besides[path], path, data is None) for path, data in files.items()])
        for path, data in files.items():
            if data is None:
                path.unlink(missing_ok=True)
            else:
                besides[path].replace(places[path])
        for room in {path.parent for path in places.values()}:
            _to_disk(room)
    finally:
        if folder is not None:
            (folder / JOURNAL_FILE).unlink(missing_ok=True)
        for future in made.values():
            if future.exception() is None:
                future.result().unlink(missing_ok=True)


def target_of(path: Path) -> Path:
    """Return the file that is written for a path: where it is a link, what that leads to.

    Raises:
        OSError: where it leads in a circle.
    """
    if not path.is_symlink():
        return path
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return target


def _note(folder: Path, steps: Sequence[tuple[Path, Path, bool]]) -> None:
    """Write down what is to be done: which file takes the place of which, or only goes with it."""
    whole = folder.resolve()
    told = [
        (os.path.relpath(beside.parent.resolve() / beside.name, whole), os.path.relpath(path, folder), gone)
        for beside, path, gone in steps
    ]
    journal = folder / JOURNAL_FILE
    _beside(journal, [json.dumps(told).encode()], 0o600).replace(journal)
    _to_disk(folder)


def _go_on(folder: Path) -> None:
    """Do what a writer that was killed has left to be done."""
    journal = folder / JOURNAL_FILE
    if not journal.exists():
        return
    with suppress(ValueError, TypeError):  # what is no journal of ours
        for beside, place, gone in json.loads(read_regular(journal)):
            path, made = folder / place, folder.resolve() / beside
            target = path if gone else target_of(path)
            if not (_is_within(folder, path) and _is_ours(folder, target, made) and made.is_file()):
                continue
            if gone:
                path.unlink(missing_ok=True)
                made.unlink()
                tidy(path.parent, folder)
            else:
                made.replace(target)
    journal.unlink(missing_ok=True)


def _is_within(folder: Path, path: Path) -> bool:
    """Tell whether a place is one of a folder: a journal may come with a folder, and must not lead out of it.

    The entries alone may lie elsewhere, behind a link.
    """
    behind_link = path.parent == folder / ENTRIES_FOLDER and path.parent.is_symlink()
    return behind_link or path.parent.resolve().is_relative_to(folder.resolve())


def _is_ours(folder: Path, target: Path, made: Path) -> bool:
    """Tell whether a file beside another is one that we have made, and neither is hidden, as what programs run is.

    What is called after us is run by none.

    Where a link leads out of the folder, no stranger can have put it there.
    """
    try:
        parts = Path(os.path.relpath(target.parent.resolve() / target.name, folder.resolve())).parts
    except ValueError:  # on another disk
        parts = (target.name,)
    named = made.name.startswith(f".{target.name[:40]}.") and made.name.endswith(UNFINISHED)
    beside = made.parent.resolve() == target.parent.resolve()
    hidden = [part for part in parts if part.startswith(".") and part != ".."]
    return named and beside and (not hidden or (hidden == [target.name] and target.name.startswith(_OURS)))


def _beside(path: Path, data: Iterable[bytes], mode: int) -> Path:
    """Return a new file beside a path, with what that shall hold, and its permissions or else the mode."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=UNFINISHED, dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(data)
            file.flush()
            _sync(file.fileno())
        beside.chmod(path.stat().st_mode & 0o777 if path.exists() else mode)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _sync(handle: int) -> None:
    """Wait until a file or folder is on the disk, where its file system has a way to say so."""
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
            raise


def _to_disk(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; some systems cannot open one."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            _sync(handle)
        finally:
            os.close(handle)


@cache
def sweep(folder: Path) -> None:
    """Remove what writers that were killed have left in a folder; once a run, since large folders take time."""
    with suppress(OSError), os.scandir(folder) as found:
        left = [entry for entry in found if entry.name.startswith(".") and entry.name.endswith(UNFINISHED)]
        for entry in left:
            if entry.stat(follow_symlinks=False).st_mtime > time.time() - _LEFT_BEHIND:
                continue
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            elif entry.is_file(follow_symlinks=False):
                Path(entry.path).unlink(missing_ok=True)


def _sweep_all(folder: Path) -> None:
    """Remove what is unfinished in a folder whose lock we hold, and all below it: who held it before was killed."""
    for room, inner, names in os.walk(folder):
        inner[:] = [name for name in inner if not name.startswith(".")]
        left = [name for name in names if name.startswith(".") and name.endswith(UNFINISHED)]
        for name in left:
            Path(room, name).unlink(missing_ok=True)
        if left:
            tidy(Path(room), folder)


def tidy(room: Path, root: Path) -> None:
    """Remove a folder that is empty, and each above it that then is, up to one that stays.

    >>> with tempfile.TemporaryDirectory() as place:
    ...     Path(place, "a/b").mkdir(parents=True)
    ...     tidy(Path(place, "a/b"), Path(place))
    ...     os.listdir(place)
    []
    """
    with suppress(OSError):  # where one is not empty
        while room != root:
            room.rmdir()
            room = room.parent


def _mask() -> int:
    """Return which permissions new files do not get; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
