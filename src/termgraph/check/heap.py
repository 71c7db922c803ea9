"""What is found of a large vocabulary: on the disk, and in order when it is told."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, overload

from termgraph.check.finding import Finding, Found, Place, Severity
from termgraph.check.positions import Positions, unplaced
from termgraph.check.rule import Rule
from termgraph.skos import Thesaurus
from termgraph.store.aside import no_room

_COLUMNS = "severity, rule, subject, message, listed, fixable, file, line"
#: As findings are ordered wherever they are; the texts are compared byte by byte, which is by character.
_ORDER = "ORDER BY severity DESC, rule, IFNULL(subject, ''), IFNULL(file, ''), IFNULL(line, 0), message, joined, rowid"


class Heap(Sequence[Finding]):
    """The findings, which are asked for when all are there.

    >>> from termgraph.check.rules import all_checks
    >>> heap = Heap()
    >>> heap.add(Severity.INFO, all_checks()["orphan"].rule, [Found("e:owl", "is alone"), Found("e:bat", "is alone")])
    >>> [finding.subject for finding in heap], len(heap), heap[-1].message
    (['e:bat', 'e:owl'], 2, 'is alone')
    """

    def __init__(self) -> None:
        self._of: Callable[[Found], Place] = unplaced
        self._file = sqlite3.connect("", check_same_thread=False)  # gone when it is closed
        self._file.execute(f"CREATE TABLE found ({_COLUMNS}, joined)")

    def add(self, severity: Severity, rule: Rule, found: Sequence[Found]) -> None:
        """Add what a rule has found."""

        def row(one: Found) -> tuple[Any, ...]:
            said = one.subject, one.message, json.dumps(one.values), rule.fixable and one.fixable
            return (int(severity), rule.id, *said, *(one.place or (None, None)), "\0".join(one.values))

        with no_room():
            self._file.executemany("INSERT INTO found VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", map(row, found))

    def subjects(self) -> Iterator[str]:
        """Yield what was found something of, sorted."""
        query = "SELECT DISTINCT subject FROM found WHERE subject IS NOT NULL ORDER BY subject"
        return (subject for (subject,) in self._file.execute(query))

    def placed(self, thesaurus: Thesaurus | None) -> Heap:
        """Return the findings, with their places in the files of a vocabulary."""
        self._of = unplaced if thesaurus is None else Positions(thesaurus, self.subjects()).of
        return self

    def tally(self) -> Mapping[tuple[Severity, str], int]:
        """Return how many findings there are by severity and rule."""
        rows = self._file.execute("SELECT severity, rule, COUNT(*) FROM found GROUP BY 1, 2")
        return {(Severity(severity), rule): count for severity, rule, count in rows}

    def groups(self) -> Iterator[tuple[Severity, str, bool]]:
        """Yield the severity of each rule that has found something, its id, and whether some of that can be fixed."""
        rows = "SELECT severity, rule, MAX(fixable) FROM found GROUP BY 1, 2 ORDER BY severity DESC, rule"
        for severity, rule, fixable in self._file.execute(rows).fetchall():
            yield Severity(severity), rule, bool(fixable)

    def some(self, severity: Severity, rule: str, most: int | None) -> Iterator[Finding]:
        """Yield the first findings of a rule, or all."""
        return self._read("WHERE severity = ? AND rule = ?", int(severity), rule, most=most)

    def __len__(self) -> int:
        (count,) = self._file.execute("SELECT COUNT(*) FROM found").fetchone()
        return int(count)

    def __iter__(self) -> Iterator[Finding]:
        return self._read("")

    @overload
    def __getitem__(self, at: int) -> Finding: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Finding]: ...
    def __getitem__(self, at: int | slice) -> Finding | Sequence[Finding]:
        places = range(len(self))[at]
        if isinstance(places, range):
            return [self[place] for place in places]
        (found,) = self._read("", most=1, after=places)
        return found

    def _read(self, where: str, *values: Any, most: int | None = None, after: int = 0) -> Iterator[Finding]:
        query = f"SELECT {_COLUMNS} FROM found {where} {_ORDER} LIMIT ? OFFSET ?"  # noqa: S608 - our own
        limit = -1 if most is None else most
        with no_room():
            for severity, rule, *rest in self._file.execute(query, (*values, limit, after)):
                subject, message, listed, fixable, *place = rest
                found = Found(subject, message, tuple(json.loads(listed)), True, _place(*place))
                yield Finding(rule, Severity(severity), *found[:3], *self._of(found), bool(fixable))


def _place(file: str | None, line: int | None) -> Place | None:
    return None if file is None and line is None else (file, line)
