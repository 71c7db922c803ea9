"""A document from outside: opened within limits, told from binary, decoded, its lines counted."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from termgraph.errors import TermgraphError
from termgraph.files import is_of_the_shell, open_regular
from termgraph.readers.formats.encoding import decode

#: Larger than any glossary; what is larger is a mistake, and would fill the memory.
MAX_BYTES = 50_000_000

#: The same of its text: an Office document or a PDF may be large for its pictures.
MAX_TEXT = 20_000_000

#: The name that stands for standard input.
STDIN = "-"

#: How files that are no text begin, what they are, and the reader that takes them ("" for none).
_MAGIC = (
    (b"%PDF-", "a PDF", "pdf"),
    (b"PK\x03\x04", "a ZIP archive or an Office document", ""),
    (b"PK\x05\x06", "an empty ZIP archive", ""),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document of before 2007", ""),
    (b"{\\rtf", "a document in Rich Text Format", ""),
    (b"\x89PNG", "an image", ""),
    (b"\xff\xd8\xff", "an image", ""),
    (b"GIF8", "an image", ""),
    (b"\x1f\x8b", "a gzip archive", ""),
    (b"BZh", "a bzip2 archive", ""),
    (b"\xfd7zXZ\x00", "an xz archive", ""),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", ""),
    (b"Rar!\x1a\x07", "a RAR archive", ""),
    (b"\x7fELF", "a program", ""),
    (b"MZ\x90\x00", "a program", ""),
    (b"SQLite format 3\x00", "a database", ""),
    (b"%!PS", "a PostScript document", ""),
)


@dataclass(frozen=True, slots=True)
class Document:
    r"""The text of a document.

    Args:
        path: where it was read from.
        text: its text, with line breaks as `\n` whatever they were, and without a byte order mark.
        encoding: what it was decoded from.
        guesses: what had to be guessed, for `Reading.guesses`.
    """

    path: str
    text: str
    encoding: str = "utf-8"
    guesses: tuple[str, ...] = ()

    @property
    def lines(self) -> list[str]:
        """Return its lines; line 1 is the first one, with index 0."""
        return self.text.split("\n")


def read_bytes(path: str | Path, limit: int = MAX_BYTES) -> bytes:
    """Return what a file holds; `-` is standard input.

    Raises:
        TermgraphError: where it is no file, cannot be read, or is larger than `limit`.
    """
    name = str(path)
    try:
        if name == STDIN or is_of_the_shell(name):
            data = _read_once(name, limit)
        else:
            with open_regular(path) as stream:
                # As much room as is asked for is taken at once.
                data = stream.read(min(os.fstat(stream.fileno()).st_size, limit) + 1)
    except FileNotFoundError:
        raise TermgraphError("there is no such file", name) from None
    except (OSError, ValueError) as error:  # ValueError for a NUL in the name
        raise TermgraphError(f"cannot be read: {getattr(error, 'strerror', None) or error}", name) from None
    if len(data) > limit:
        hint = "a glossary is smaller; split it, or take its text only"
        raise TermgraphError(f"is larger than {limit // 1_000_000} MB", name, hint=hint)
    return data


@cache
def _read_once(name: str, limit: int) -> bytes:
    """Return what comes out of standard input or a pipe; kept, since it can be read only once."""
    with nullcontext(sys.stdin.buffer) if name == STDIN else open_regular(name) as stream:
        return stream.read(limit + 1)


def magic(data: bytes) -> tuple[str, str] | None:
    """Return what a file is that is known by its first bytes not to be text, and its reader ("" for none).

    >>> magic(b"%PDF-1.7 ...")
    ('a PDF', 'pdf')
    """
    return next(((what, reader) for start, what, reader in _MAGIC if data.startswith(start)), None)


def too_deep(path: str, line: int | None = None) -> TermgraphError:
    """Return the error for a document whose parts stand in each other without end."""
    return TermgraphError("nested too deep", path or None, line, hint="a glossary needs a few levels only")


def damaged(what: str, path: str, error: Exception) -> TermgraphError:
    """Return the error for a file that its library cannot read, with what that says."""
    return TermgraphError(f"is a damaged {what}", path, hint=" ".join(str(error).split())[:120] or None)


def open_document(path: str | Path) -> Document:
    """Return the text of a document.

    Raises:
        TermgraphError: where it cannot be read, is empty, too large, or no text.
    """
    return document_of(read_bytes(path), str(path))


def document_of(data: bytes, path: str) -> Document:
    r"""Return the text that bytes hold.

    >>> document_of("na\xefve\r\nBayes".encode("cp1252"), "a.txt").lines
    ['naïve', 'Bayes']

    Raises:
        TermgraphError: where they are none, or no text.
    """
    known = magic(data)
    if known:
        hint = (
            f"read it with --from {known[1]}" if known[1] else "save it as text, Markdown, HTML, CSV or DOCX"
        )
        raise TermgraphError(f"is {known[0]}, no text", path, hint=hint)
    text, encoding, guesses = decode(data, path)
    if not text.strip(" \t\r\n\v\f\ufeff\u200b\u00a0"):
        raise TermgraphError("is empty", path, hint="nothing to read in it")
    if len(text) > MAX_TEXT:
        raise TermgraphError(
            f"holds more than {MAX_TEXT // 1_000_000} million characters",
            path,
            hint="split it into several documents",
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Document(path, text, encoding, guesses)
