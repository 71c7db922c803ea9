"""Changes of a document, written so that every other byte of the file stays what it is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from termgraph.errors import TermgraphError
from termgraph.files import write_bytes
from termgraph.matching.prose import Prose
from termgraph.readers.formats.document import read_bytes


class Edit(NamedTuple):
    """What is written in place of a stretch of the text."""

    start: int
    end: int
    text: str


def edited(prose: Prose, edits: Iterable[Edit]) -> str:
    """Return the text of a file with its edits, its lines as `Prose` has them.

    >>> from termgraph.matching.prose import prose_of
    >>> edited(prose_of("An owl.", "a.txt"), [Edit(3, 6, "bat")])
    'An bat.'
    """
    pieces, last = [], 0
    for edit in sorted(edits):
        start, end = prose.origin(edit.start), prose.origin(edit.end)
        if start < last:
            continue
        pieces += [prose.file[last:start], _written(prose, edit.text)]
        last = end
    return "".join([*pieces, prose.file[last:]])


def write_edits(prose: Prose, edits: Iterable[Edit]) -> None:
    """Write a document with its edits to its file.

    Raises:
        TermgraphError: as `write_changed` does.
    """
    write_changed(prose, edited(prose, edits))


def write_changed(prose: Prose, text: str, path: Path | None = None) -> None:
    """Write a document whose text has changed, to its own file or to another, as its file is written.

    Raises:
        TermgraphError: where the file is not what was read, or cannot be written back in its encoding.
    """
    if prose.parts:
        raise TermgraphError(
            "is read and never written", prose.path, hint=f"only the text of {prose.format} is"
        )
    data = read_bytes(prose.path)
    if prose.mark + _encoded(prose.file, prose) != data:
        hint = "save it as UTF-8 with one kind of line ends, and try again"
        raise TermgraphError("cannot be written back as it is", prose.path, hint=hint)
    write_bytes(path or Path(prose.path), prose.mark + _encoded(text, prose))


def _encoded(text: str, prose: Prose) -> bytes:
    try:
        return text.replace("\n", prose.newline).encode(prose.encoding)
    except UnicodeEncodeError:
        message = f"holds what {prose.encoding} has no letters for"
        raise TermgraphError(message, prose.path, hint="save it as UTF-8") from None


def _written(prose: Prose, text: str) -> str:
    if prose.format != "notebook":
        return text
    from termgraph.matching.prose.notebook import escaped

    return escaped(text)
