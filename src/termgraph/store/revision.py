"""What stood in a git repository at a revision: `data/ml@v1.0`, `file.ttl@HEAD~3`.

Git is only read: nothing is checked out, and nothing is written into the repository.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple

from termgraph.errors import Problems, TermgraphError

_REGULAR = ("100644", "100755")  # no symbolic link, and no other repository
#: Whatever is set where git runs, it takes no lock, fetches nothing, asks nobody, and heeds no other repository.
_ALONE = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")


class Revision(NamedTuple):
    """A file or a folder as it was.

    Attributes:
        path: where it lies, or lay, in the work tree.
        name: the revision, as people call it.
    """

    path: Path
    name: str

    def __str__(self) -> str:
        return f"{self.path}@{self.name}"


def revision_of(source: str) -> Revision | None:
    """Return the revision that the name of no file means; None where it means none.

    >>> revision_of("data/ml@v1.0")
    Revision(path=PosixPath('data/ml'), name='v1.0')
    >>> revision_of("birds.ttl")
    """
    path, _, name = source.rpartition("@")
    return Revision(Path(path), name) if path and name else None


@contextmanager
def taken_out(revision: Revision) -> Iterator[Path]:
    """Put a file or a folder as it was into a folder that is gone afterwards, and yield where it is.

    Raises:
        TermgraphError: where there is no git, no repository, no such revision, or nothing of that name in it.
    """
    files = _files(revision)
    with TemporaryDirectory(prefix="termgraph-") as folder:
        root = Path(folder) / (revision.path.name or "vocabulary")
        for name, data in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        try:
            yield root
        except Problems as error:
            raise Problems([placed(one, root, revision) for one in error.problems], error.hint) from None
        except TermgraphError as error:
            raise placed(error, root, revision) from None


def placed(error: TermgraphError, root: Path, revision: Revision) -> TermgraphError:
    """Return an error that says where something stood in the repository rather than where it was put.

    Args:
        error: what is wrong.
        root: where the file or the folder was put.
        revision: what it is of.
    """
    if error.path is not None and Path(error.path).is_relative_to(root):
        within = Path(error.path).relative_to(root)
        error.path = str(revision) if within == Path() else f"{revision}:{within.as_posix()}"
    return error


def _files(revision: Revision) -> dict[str, bytes]:
    """Return what stood in a folder by name within it, or of a file its bytes by the name ''."""
    if revision.name.startswith("-"):
        raise TermgraphError(f"'{revision.name}' is no revision", str(revision))
    here = _nearest(revision.path)
    top = _top(revision, here)
    commit = _commit(revision, here)
    within = _within(revision, top)
    listed = _git(revision, top, "ls-tree", "-r", "-z", "--full-tree", commit, "--", within or ".")
    files = {}
    for line in filter(None, listed.decode("utf-8", "surrogateescape").split("\0")):
        about, _, name = line.partition("\t")
        mode, _, blob = about.split(" ")
        inner = PurePosixPath(name).relative_to(within) if within else PurePosixPath(name)
        if mode in _REGULAR and not any(part.startswith(".") for part in inner.parts):
            files["" if inner == PurePosixPath() else str(inner)] = blob
    if not files:
        raise TermgraphError("there was no such file or folder at that revision", str(revision))
    return dict(zip(files, _blobs(revision, top, [*files.values()]), strict=True))


def _top(revision: Revision, here: Path) -> Path:
    """Return the folder of the repository that a folder is in."""
    try:
        return Path(_run(here, ("rev-parse", "--show-toplevel"), b"").decode().rstrip("\n"))
    except TermgraphError as error:
        message = "no such file or folder, nor a git repository in which it might be a revision"
        raise TermgraphError(message, str(revision), hint=error.hint) from None


def _nearest(path: Path) -> Path:
    """Return the nearest folder above a path that is there: what was renamed later is found as well."""
    return next(folder for folder in path.absolute().parents if folder.is_dir())


def _commit(revision: Revision, here: Path) -> str:
    try:
        found = _git(revision, here, "rev-parse", "--verify", "--quiet", f"{revision.name}^{{commit}}")
    except TermgraphError:
        hint = "a branch, a tag or a commit; `git log` lists commits"
        raise TermgraphError(
            f"there is no revision '{revision.name}'", str(revision.path), hint=hint
        ) from None
    return found.decode().strip()


def _within(revision: Revision, top: Path) -> str:
    """Return the name of what is meant within the repository; "" for all of it."""
    path = Path(os.path.normpath(_nearest(revision.path).resolve() / _rest(revision.path)))
    within = path.relative_to(top.resolve()).as_posix()
    return "" if within == "." else within


def _rest(path: Path) -> Path:
    return path.absolute().relative_to(_nearest(path))


def _blobs(revision: Revision, here: Path, names: list[str]) -> Iterator[bytes]:
    """Yield the contents of blobs, in their order."""
    given = "".join(f"{name}\n" for name in names).encode()
    answer = memoryview(_git(revision, here, "cat-file", "--batch", given=given))
    at = 0
    for _ in names:
        end = at
        while answer[end] != ord("\n"):
            end += 1
        size = int(bytes(answer[at:end]).split()[2])
        yield bytes(answer[end + 1 : end + 1 + size])
        at = end + size + 2


def tags(folder: Path) -> list[str]:
    """Return the tags of a repository that the current commit is, or came after, the newest first; none without one."""
    try:
        return git(
            "tag", "--merged", "HEAD", "--sort=-version:refname", "--sort=-creatordate", folder=folder
        ).splitlines()
    except TermgraphError:
        return []


def git(*asked: str, folder: Path) -> str:
    """Return what git answers about the repository that a folder is in; it is only read.

    Raises:
        TermgraphError: where there is no git, or git has no answer.
    """
    return _run(folder, asked, b"").decode("utf-8", "surrogateescape").strip()


def _git(revision: Revision, folder: Path, *asked: str, given: bytes = b"") -> bytes:
    try:
        return _run(folder, asked, given)
    except TermgraphError as error:
        error.path = str(revision)
        raise


def _run(folder: Path, asked: tuple[str, ...], given: bytes) -> bytes:
    environment = {key: value for key, value in os.environ.items() if key not in _ELSEWHERE}
    try:
        done = subprocess.run(  # noqa: S603 (what is asked is ours; a revision never begins with a hyphen)
            ["git", "-c", "core.fsmonitor=false", "-C", str(folder), *asked],  # noqa: S607
            input=given,
            capture_output=True,
            env={**environment, **_ALONE},
            check=False,
        )
    except FileNotFoundError:
        raise TermgraphError("git is not installed, which revisions need") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        hint = said[0].removeprefix("fatal: ") if said else None
        raise TermgraphError("git has no answer", hint=hint)
    return done.stdout
