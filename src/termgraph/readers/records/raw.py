"""Blocks of a document as a format's module finds them, before names, kinds and links are looked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from termgraph.readers.records.links import Link
from termgraph.records import RecordLabel, RecordText


@dataclass(frozen=True, slots=True)
class Extra:
    """What a format itself says about a block, beyond its heading and text. All of it may be left out.

    Args:
        kind: one of `KINDS` where the format tells; None to find out.
        labels: names that the format marks as such (alias column, front matter, TBX term), after those of the heading.
        fields: its labelled parts as the format marks them, beside those found in the text.
        links: what it links to, in order, with targets as written. Bare addresses in the text are found anyway.
        language: the tag of its language.
        flags: what a person should look at.
        exact: whether the heading is a name and nothing else, so that no number, bracket or slash is taken from it.
        texts: what it says in other languages.
    """

    kind: str | None = None
    labels: tuple[RecordLabel, ...] = ()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    language: str = ""
    flags: tuple[str, ...] = ()
    exact: bool = False
    texts: tuple[RecordText, ...] = ()


@dataclass(frozen=True, slots=True)
class RawEntry:
    """A block of a document, as a format's module found it.

    Args:
        heading: as printed, without marks of the format; None where it has none.
        body: the text below it, Markdown or plain text, without what belongs to the next block.
        first: its first line, heading included, from 1; of a spreadsheet, the row.
        last: its last line.
        level: how deep the heading is: 1 for a chapter, 2 below that …; 0 where the format has no levels.
        anchors: what links may call it: explicit ids, and the slug that the format makes of the heading.
        place: page, sheet and cell or the like, where lines say too little.
        path: the file, where a document is a folder of several.
        extra: what else the format tells.
    """

    heading: str | None
    body: str
    first: int
    last: int
    level: int = 0
    anchors: tuple[str, ...] = ()
    place: str = ""
    path: str = ""
    extra: Extra = Extra()

    def line(self, offset: int) -> int:
        """Return the line of the document at which a place in the body stands; the body ends with the block."""
        below = self.body.count("\n", max(0, offset))
        return max(self.first, self.last - below)
