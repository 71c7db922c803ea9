"""Where in its file stands what a finding is about: in an entries folder, a Turtle or an N-Triples file.

Parsers do not tell, and need not: a subject begins a line in what programs and people write. Where one does not, its
place is not told.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urljoin

from termgraph.check.finding import Found, Place
from termgraph.files import ENTRIES_FOLDER, VOCABULARY_FILE
from termgraph.namespaces import shorten, whole_id
from termgraph.skos import Thesaurus

_SUFFIXES = (".ttl", ".turtle", ".n3", ".nt", ".ntriples", ".nq", ".nquads", ".trig")
_SUBJECT = re.compile(r"\s*(?:<([^<>\s]*)>|((?:[^\W\d_][\w.-]*)?):([^\s;,\[\]()\"'<>#]*))")
#: In bytes: of larger files the lines are not told, which would take more memory than the rest.
_LARGEST = 200 * 2**20
_BASE = re.compile(r"@?base\s+<([^<>\s]*)>", re.IGNORECASE)
_NO_SUBJECT = " \t\r#]).;,"  # and a line without anything, since "" is in every text


class Positions:
    """The files and lines of what was found.

    Args:
        thesaurus: what was opened.
        subjects: of what is to be placed; nothing else is looked for.
    """

    def __init__(self, thesaurus: Thesaurus, subjects: Iterable[str]) -> None:
        self._prefixes, self._base = thesaurus.all_prefixes, thesaurus.base or ""
        self._words: dict[str, tuple[str, ...]] = {}
        self._places: dict[str, tuple[str, int, list[str]]] = {}
        self._entries: dict[str, Path] = {}
        self._texts: dict[Path, list[str]] = {}
        largest = _LARGEST // 4 if thesaurus.is_large else _LARGEST
        files = [path for path in thesaurus.files if _is_looked_through(path, largest)]
        wanted = set(subjects) if files or thesaurus.folders else set()
        for folder in thesaurus.folders:
            self._place_entries(folder, wanted)
        for path in files:
            self._place_file(path, wanted - self._places.keys() - self._entries.keys())
        only = [*thesaurus.files, *thesaurus.folders]
        self._only = str(only[0]) if len(only) == 1 else None

    def of(self, found: Found) -> Place:
        """Return the file and the line of what was found, from 1; None for what is not known."""
        subject = found.subject
        if found.place is not None:
            return found.place
        if subject is None:
            return self._only, None
        entry = self._entries.get(subject)
        if entry is not None:
            return str(entry), self._line(self._text(entry), found.values) + 1
        placed = self._places.get(subject)
        if placed is None:
            return self._only, None
        file, first, lines = placed
        return file, first + self._line(lines, found.values)

    def _line(self, lines: list[str], values: Iterable[str]) -> int:
        """Return the number of the first line, from 0, that holds one of the values; 0 where none does."""
        for value in values:
            words = self._words.get(value)
            if words is None:
                words = self._words[value] = self._written(value)
            for number, line in enumerate(lines):
                if any(word in line for word in words):
                    return number
        return 0

    def _written(self, value: str) -> tuple[str, ...]:
        """Return how a value may be written in a file: as it is, with a prefix, or as an id."""
        words = {value}
        if ":" in value:
            words.add(shorten(value, self._prefixes))
            if self._base and value.startswith(self._base):
                words.add(value[len(self._base) :])
        return tuple(word for word in words if len(word) > 1)

    # Entries

    def _place_entries(self, folder: Path, subjects: Iterable[str]) -> None:
        base = self._base
        for subject in subjects:
            if base and subject.startswith(base):
                id_ = whole_id(subject, base)
                path = folder / ENTRIES_FOLDER / f"{id_}.md" if id_ else folder / VOCABULARY_FILE
                if "/" not in id_ and path.is_file():
                    self._entries[subject] = path

    def _text(self, path: Path) -> list[str]:
        if path not in self._texts:
            self._texts[path] = _lines(path)
        return self._texts[path]

    # Turtle and N-Triples

    def _place_file(self, path: Path, subjects: set[str]) -> None:
        if not subjects:
            return
        lines = _lines(path)
        begun = list(_subjects(lines, self._prefixes, path.absolute().as_uri(), indented=False))
        if not subjects & {iri for _, iri in begun}:  # written by hand, or all in one line
            begun = list(_subjects(lines, self._prefixes, path.absolute().as_uri(), indented=True))
        numbers = [number for number, _ in begun]
        for number, iri in begun:
            if iri in subjects and iri not in self._places:
                after = bisect_right(numbers, number)
                end = numbers[after] if after < len(numbers) else len(lines)
                self._places[iri] = str(path), number + 1, lines[number:end]


def _subjects(
    lines: list[str], prefixes: Mapping[str, str], base: str, *, indented: bool
) -> Iterator[tuple[int, str]]:
    """Yield the number of each line that begins with another subject than the one before, and the subject."""
    if indented:  # then a subject follows what ends a statement
        ends = [True, *(not line.strip() or line.rstrip().endswith(".") for line in lines)]
        begin = [(number, line) for number, line in enumerate(lines) if ends[number]]
    else:
        begin = [(number, line) for number, line in enumerate(lines) if line[:1] not in _NO_SUBJECT]
    before = ""
    for number, line in begin:
        declared = _BASE.match(line)
        if declared is not None:
            base = urljoin(base, declared[1])
            continue
        match = _SUBJECT.match(line)
        if match is not None:
            if match[1] is not None:
                iri = match[1] if ":" in match[1] else urljoin(base, match[1])
            else:
                iri = prefixes.get(match[2], "") + match[3].rstrip(".").replace("\\", "")
            if iri != before:
                before = iri
                yield number, iri


def unplaced(_: Found) -> Place:
    """Return no place, which nobody has asked for."""
    return None, None


def _is_looked_through(path: Path, largest: int) -> bool:
    """Tell whether the lines of a file are looked through: one that we can read, and that is not too large."""
    try:
        return path.name.lower().endswith(_SUFFIXES) and path.stat().st_size <= largest
    except OSError:  # gone since it was opened
        return False


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8-sig", errors="replace").split("\n")
    except OSError:  # gone since it was opened
        return []
