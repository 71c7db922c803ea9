"""The running text of a document, with the place of every letter in the file.

A reader of a format says which stretches of the file are prose (`Run`), and what divides them. All else is covered, so
that what is found in the covered text stands at the same place in the file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from termgraph.names.running import CUT, JOINT


class Kind(Enum):
    """What a stretch of prose is."""

    TEXT = "text"
    HEADING = "heading"
    LINK = "link"
    QUOTATION = "quotation"


class Run(NamedTuple):
    """A stretch of prose.

    Attributes:
        start, end: where it stands, in characters of the text.
        kind: what it is.
        joined: whether only markup stands before it, so that a name may go on: `soft**max**`.
    """

    start: int
    end: int
    kind: Kind = Kind.TEXT
    joined: bool = False


class Place(NamedTuple):
    """A place in a file: the line and the column from 1, and the byte from 0.

    Of a file without lines these are the paragraph, and where in it; `part` is what people call the place.
    """

    line: int
    column: int
    byte: int
    part: str = ""


class Where(NamedTuple):
    """A line of a document, or the part of one that has no lines."""

    file: str
    line: int
    part: str = ""

    @property
    def within(self) -> str:
        """Where in its document it is."""
        return self.part or f"line {self.line}"

    def __str__(self) -> str:
        return f"{self.file}, {self.part}" if self.part else f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Prose:
    r"""A document as running text.

    Args:
        path: where it was read from.
        format: how, a key of `PROSE`.
        text: all of its text.
        runs: what of that is prose, in order.
        sections: where its sections begin.
        source: the text of the file, where `text` was taken out of it: of a notebook.
        origins: pairs of a place in `text` and the one in `source` that it is from, up to the next.
        newline: how its lines end in the file.
        encoding: what it was decoded from.
        mark: the byte order mark that it begins with.
        parts: what people call the place of each line of the text, where the file has no lines: "page 3".

    >>> prose = Prose("a.md", "markdown", "Soft**max** `x`\n", (Run(0, 4), Run(6, 9, joined=True)))
    >>> prose.covered == f"Soft{JOINT * 2}max{CUT * 7}", prose.place(6)
    (True, Place(line=1, column=7, byte=6, part=''))
    """

    path: str
    format: str
    text: str
    runs: Sequence[Run]
    sections: Sequence[int] = ()
    source: str | None = None
    origins: Sequence[tuple[int, int]] = field(default=(), repr=False)
    newline: str = "\n"
    encoding: str = "utf-8"
    mark: bytes = b""
    parts: Sequence[str] = field(default=(), repr=False)

    @cached_property
    def covered(self) -> str:
        """The text with all that is no prose covered, each letter at its place."""
        pieces, last = [], 0
        for run in self.runs:
            pieces.append((JOINT if run.joined else CUT) * (run.start - last))
            pieces.append(self.text[run.start : run.end])
            last = run.end
        pieces.append(CUT * (len(self.text) - last))
        return "".join(pieces)

    def kind(self, place: int) -> Kind:
        """Return what the prose at a place is."""
        return self.runs[max(bisect_right(self._starts, place) - 1, 0)].kind

    def section(self, place: int) -> int:
        """Return the number of the section that a place stands in; 0 before the first."""
        return bisect_right(self.sections, place)

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [run.start for run in self.runs]

    # Places in the file

    @property
    def file(self) -> str:
        r"""The text of the file, its lines ending in `\n`."""
        return self.text if self.source is None else self.source

    def origin(self, place: int) -> int:
        """Return the place in the file's text of one in the text."""
        if not self.origins:
            return place
        began, source = self.origins[max(bisect_right(self.origins, (place, len(self.file))) - 1, 0)]
        return source + place - began

    def place(self, place: int) -> Place:
        """Return the line, the column and the byte in the file of a place in the text."""
        at = self.origin(place)
        line = bisect_right(self._lines, at) - 1
        steps, sizes = self._bytes
        step = bisect_right(steps, at) - 1
        part = self.parts[line] if self.parts else ""
        byte = sizes[step] + self._size(self.file[steps[step] : at])
        return Place(line + 1, at - self._lines[line] + 1, byte, part)

    def where(self, place: int) -> Where:
        """Return the line, or the part of the file, that a place in the text is in."""
        at = self.place(place)
        return Where(self.path, at.line, at.part)

    @cached_property
    def _lines(self) -> Sequence[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.file))]

    @cached_property
    def _bytes(self) -> tuple[Sequence[int], Sequence[int]]:
        """Places in the file's text, each beginning of a line and more in a long one, with the bytes before each."""
        lines = pairwise((*self._lines, len(self.file) + 1))
        steps = [step for start, end in lines for step in range(start, end, _STEP)]
        more = self._size(self.newline) - self._size("\n")
        texts = (self.file[start:end] for start, end in pairwise(steps))
        sizes = (self._size(text) + more * text.endswith("\n") for text in texts)
        return steps, list(accumulate(sizes, initial=len(self.mark or "".encode(self.encoding))))

    def _size(self, text: str) -> int:
        """Return the bytes that a text takes, but for the mark that an encoding as UTF-16 begins each text with."""
        return len(text.encode(self.encoding, "surrogatepass")) - len("".encode(self.encoding))


#: How many characters of a line are encoded at most to tell a byte.
_STEP = 1_000
#: What stands for what a reader has taken out of a text before it is parsed, letter by letter.
MASK = "\ufffc"
#: What no format writes otherwise.
_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ,.;:()'-]*[A-Za-z0-9])?")


class Finder:
    """Finds prose in a text from its beginning to its end: what a parser gives out is where the file has it next.

    Args:
        text: the text.
    """

    #: How far on what a parser gives out is looked for, in characters; what is not there was written otherwise.
    REACH = 5_000

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]
        self.runs: list[Run] = []
        self.sections: list[int] = []
        self.cursor = 0
        self._joined = False

    def start_of(self, line: int) -> int:
        """Return where a line begins, which are counted from 1; the end for one behind the last."""
        return self._lines[line - 1] if line <= len(self._lines) else len(self.text)

    def cut(self) -> None:
        """Take note that what comes next is not joined to what came last."""
        self._joined = False

    def reveal(self, said: str, kind: Kind, end: int | None = None) -> None:
        """Find a text that is prose, line by line, since parsers drop what indents a line."""
        for number, line in enumerate(re.split(f"({MASK}+)|\n", said)):
            if number % 2:
                if line:
                    self.cut()
                continue
            bare = line.strip(" \t")
            start = self._next(bare, end)
            if start >= 0:
                self.add(start, self.cursor, kind)
            elif len(bare) < self.REACH:
                self._reveal_pieces(bare, kind, end)

    def _reveal_pieces(self, line: str, kind: Kind, end: int | None) -> None:
        """Find what of a line stands in the file as it is: not what entities and escapes are there for."""
        for piece in _PLAIN.findall(line):
            start = self._next(piece, end)
            if start >= 0:
                self.add(start, self.cursor, kind)
                self.cut()

    def add(self, start: int, end: int, kind: Kind) -> None:
        """Take a stretch of the text for prose, where there is more in it than space."""
        if self.text[start:end].strip():
            self.runs.append(Run(start, end, kind, self._joined))
            self._joined = True
        self.cursor = end

    def skip(self, said: str, end: int | None = None) -> None:
        """Go on behind a text that is no prose, such as code."""
        for line in said.split("\n"):
            self._next(line.strip(" \t"), end)
        self._joined = False

    def _next(self, said: str, end: int | None) -> int:
        """Return where a text stands next, -1 for nowhere near, and go on behind it."""
        reach = self.cursor + self.REACH + len(said)
        start = self.text.find(said, self.cursor, min(reach, end or reach)) if said else -1
        if start >= 0:
            self.cursor = start + len(said)
        return start
