"""What a rule finds, how bad that is, and where it stands."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

#: A file and a line in it, from 1; None for what is not known.
Place = tuple[str | None, int | None]


class Severity(IntEnum):
    """How bad a finding is; the worse, the greater.

    >>> Severity.ERROR > Severity.WARNING > Severity.INFO, str(Severity.ERROR)
    (True, 'error')
    """

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()

    @classmethod
    def parse(cls, text: str) -> Severity:
        """Return the severity of a name; raises KeyError for another."""
        return cls[text.upper()]


SEVERITIES = tuple(str(severity) for severity in reversed(Severity))


class Found(NamedTuple):
    """What a rule finds.

    Attributes:
        subject: the IRI of what it is about, `_:name` for a blank node, None for the vocabulary as a whole.
        message: what is wrong, in a sentence without a full stop; it need not repeat the subject.
        values: the names, IRIs or texts that are at fault.
        fixable: whether the rule's repair, where there is one, mends it.
        place: the file and the line of what is no resource of the vocabulary.
    """

    subject: str | None
    message: str
    values: tuple[str, ...] = ()
    fixable: bool = True
    place: Place | None = None


class Finding(NamedTuple):
    """What a rule has found, with how bad that is and where it stands.

    Attributes:
        rule: the rule's id.
        severity: what the profile or the settings make of it.
        subject, message, values: as in `Found`.
        file: the file in which the subject stands, where that is known.
        line: its line there, from 1.
        fixable: whether `termgraph fix`, or `lint --fix`, can mend it.
        column: the column in that line, from 1, where that is known.
        part: what people call the place in a file without lines: "page 3"; its line is a paragraph then.
    """

    rule: str
    severity: Severity
    subject: str | None
    message: str
    values: tuple[str, ...] = ()
    file: str | None = None
    line: int | None = None
    fixable: bool = False
    column: int | None = None
    part: str = ""

    @property
    def place(self) -> str:
        """Where it stands, as compilers tell it; "" where that is not known.

        >>> Finding("cycle", Severity.ERROR, None, "owl", file="birds.md", line=3, column=7).place
        'birds.md:3:7'
        """
        if not self.file or not self.line:
            return ""
        if self.part:
            return f"{self.file}, {self.part}"
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)
