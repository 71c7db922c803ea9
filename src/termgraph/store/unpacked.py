"""What a file or a pipe holds, decompressed, where it can be read twice: on the disk where it is large."""

from __future__ import annotations

import os
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

from termgraph.errors import TermgraphError

#: Bytes above which a file is read piece by piece.
LARGE = 64 * 2**20
LARGEST = 4 * 2**30
LARGEST_RATIO = 200
ALWAYS_ALLOWED = 64 * 2**20
_PIECE = 2**20
_GZIP = b"\x1f\x8b"


class Plain:
    """A file, of which it is told how much has been read.

    Args:
        file: it.
        packed: its size on the disk.
        seen: called with the number of bytes of these that were read since it was called last.
    """

    def __init__(self, file: IO[bytes], packed: int, seen: Callable[[float], None]) -> None:
        self._file, self._seen = file, seen
        self._size = size_of(file)
        self._share = packed / (self._size or 1)

    @property
    def is_large(self) -> bool:
        """Whether it had better be read piece by piece."""
        return self._size > LARGE

    def pieces(self) -> Iterator[bytes]:
        """Yield all that it holds."""
        self._file.seek(0)
        while piece := self._file.read(_PIECE):
            yield piece

    def whole(self) -> bytes:
        """Return all that it holds.

        Raises:
            MemoryError: where that is larger than the memory.
        """
        self._file.seek(0)
        return self._file.read()

    def seek(self, at: int) -> None:
        """Go to a place, from which it is read."""
        self._file.seek(at)

    def read(self, size: int = -1) -> bytes:
        """Return what comes next, and count it."""
        data = self._file.read(size)
        self._seen(len(data) * self._share)
        return data


@contextmanager
def plain(stream: IO[bytes], name: str, seen: Callable[[float], None] = lambda _: None) -> Iterator[Plain]:
    """Yield what a stream holds, decompressed where it is gzipped.

    Args:
        stream: a file, or a pipe.
        name: its name, for errors.
        seen: see `Plain`.

    Raises:
        TermgraphError: for gzipped data that is cut off or damaged, or grows larger than it may.
    """
    if not stream.seekable():
        with tempfile.SpooledTemporaryFile(LARGE) as held:
            held.writelines(iter(lambda: stream.read(_PIECE), b""))
            with plain(held, name, seen) as found:
                yield found
        return
    size = size_of(stream)
    if stream.read(len(_GZIP)) != _GZIP:
        yield Plain(stream, size, seen)
        return
    stream.seek(0)
    with tempfile.SpooledTemporaryFile(LARGE) as held:
        held.writelines(_decompressed(stream, size, name))
        yield Plain(held, size, seen)


def size_of(file: IO[bytes]) -> int:
    """Return the size of a file, and go to its beginning."""
    file.seek(0, os.SEEK_END)
    size = file.tell()
    file.seek(0)
    return size


def _decompressed(file: IO[bytes], size: int, name: str) -> Iterator[bytes]:
    """Yield what gzipped data of a size holds, decompressed, in pieces.

    At most `LARGEST` bytes, and at most `LARGEST_RATIO` times as many as there are compressed unless these are fewer
    than `ALWAYS_ALLOWED`: vocabularies shrink to a tenth, and bombs to a thousandth.

    Raises:
        TermgraphError: where it grows larger, or is cut off or damaged.
    """
    most = room = min(LARGEST, max(ALWAYS_ALLOWED, LARGEST_RATIO * size))
    rest = file.read(_PIECE)
    try:
        while rest.startswith(_GZIP):  # gzip files may be joined end to end
            member = zlib.decompressobj(wbits=31)
            while True:
                piece = member.decompress(rest, _PIECE)
                room -= len(piece)
                if room < 0:
                    raise TermgraphError(f"grows to more than {most:,} bytes when decompressed", name)
                yield piece
                if member.eof:
                    break
                rest = member.unconsumed_tail or file.read(_PIECE)
                if not rest and not piece:
                    raise TermgraphError("is cut off: its gzip data ends too early", name)
            rest = member.unused_data
            if len(rest) < len(_GZIP):
                rest += file.read(_PIECE)
    except zlib.error as error:
        raise TermgraphError(f"is damaged gzip data: {error}", name) from None
