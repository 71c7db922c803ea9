"""Files: which make up an entries folder, and writing beside and renaming, so that none is ever half-written."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from termgraph.errors import TermgraphError

VOCABULARY_FILE = "vocabulary.yaml"
SOURCES_FILE = "sources.yaml"
ENTRIES_FOLDER = "entries"


def is_entries_folder(folder: Path) -> bool:
    """Tell whether a folder holds a vocabulary of ours: what it is called, or at least its entries."""
    return (folder / VOCABULARY_FILE).is_file() or (folder / ENTRIES_FOLDER).is_dir()


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
    try:
        path = path.resolve() if path.is_symlink() else path
        if path.is_dir():
            raise TermgraphError("is a folder", path, hint="name a file in it")
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    except (OSError, ValueError) as error:  # ValueError for a NUL in the name
        raise TermgraphError(f"cannot be written: {getattr(error, 'strerror', error)}", path) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(beside).chmod(_mode(path))
        Path(beside).replace(path)
    except BaseException as error:
        Path(beside).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise TermgraphError(f"cannot be written: {error.strerror}", path) from None
        raise


def _mode(path: Path) -> int:
    """Return the permissions that a file has, or that a new one gets."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
