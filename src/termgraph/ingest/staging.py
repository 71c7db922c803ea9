"""Several files written as one: all are made beside their places first, so that none is renamed where one cannot be."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from termgraph.errors import TermgraphError


def write_all(files: Mapping[Path, bytes | None]) -> list[Path]:
    """Write files, in the order given; None removes one. Files that hold the same already are left alone.

    Returns:
        The files that changed.

    Raises:
        TermgraphError: where one cannot be written; then none has changed.
    """
    changed = {path: data for path, data in files.items() if _held(path) != data}
    staged: dict[Path, str] = {}
    try:
        for path, data in changed.items():
            if data is not None:
                staged[path] = _beside(path, data)
        for path, data in changed.items():
            if data is None:
                path.unlink(missing_ok=True)
            else:
                Path(staged.pop(path)).replace(path)
    except OSError as error:
        raise TermgraphError(f"cannot be written: {error.strerror}", error.filename) from None
    finally:
        for left in staged.values():
            with suppress(OSError):
                Path(left).unlink()
    return list(changed)


def _held(path: Path) -> bytes | None:
    """Return what a file holds, None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise TermgraphError(f"cannot be read: {error.strerror}", path) from None


def _beside(path: Path, data: bytes) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_mask()
    handle, beside = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(beside).chmod(mode)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    return beside


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
