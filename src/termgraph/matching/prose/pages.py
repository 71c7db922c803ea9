"""What has no lines as running text: a line for each of its paragraphs, with what people call the place."""

from __future__ import annotations

from termgraph.matching.prose.source import Kind, Prose, Run
from termgraph.names.running import CUT, JOINT


class Pages:
    """Collects the paragraphs of a document.

    >>> pages = Pages()
    >>> pages.begin("page 1")
    >>> pages.add("An owl.")
    >>> pages.prose("a.pdf", "pdf").where(3)
    Where(file='a.pdf', line=1, part='page 1')
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._runs: list[Run] = []
        self._parts: list[str] = []
        self._sections: list[int] = []
        self._joined = False

    def begin(self, part: str, *, section: bool = False) -> None:
        """Begin a paragraph.

        Args:
            part: what people call its place.
            section: whether a section begins with it.
        """
        if self._parts:
            self._append("\n")
        self._parts.append(part)
        self._joined = False
        if section:
            self._sections.append(self._length)

    def add(self, text: str, kind: Kind | None = Kind.TEXT) -> None:
        """Add a piece of the paragraph; None for the kind of what is no prose, such as code."""
        line = text.translate(_OF_NO_LINE)
        if kind is not None and line.strip():
            self._runs.append(Run(self._length, self._length + len(line), kind, self._joined))
        if line:
            self._joined = kind is not None and (self._joined or bool(line.strip()))
        self._append(line)

    def _append(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def prose(self, path: str, format: str) -> Prose:
        """Return it all."""
        text = "".join(self._pieces)
        return Prose(path, format, text, self._runs, self._sections, parts=self._parts or [""])


_OF_NO_LINE = str.maketrans(dict.fromkeys(f"\n\r\v\f\x85\u2028\u2029{CUT}{JOINT}", " "))
