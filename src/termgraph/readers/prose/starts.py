"""Where entries and sections begin in a plain text, and the blocks between: what all layouts share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from termgraph.names import folded_key
from termgraph.names.headings import split_number
from termgraph.readers import tuned
from termgraph.readers.prose import shapes
from termgraph.readers.prose.paragraphs import Text, ended
from termgraph.readers.records import kinds, lexicon
from termgraph.readers.records.raw import Extra, RawEntry
from termgraph.records import RecordLabel

#: A line of signs below a heading.
UNDERLINE = re.compile(r"\s*([=\-~^*#+\"'`_])\1{2,}\s*\Z")


@dataclass(frozen=True, slots=True)
class Found:
    """The blocks that a layout finds, and how many of them are entries with a text."""

    name: str
    entries: list[RawEntry]

    @property
    def count(self) -> int:
        """Return how many different terms have a text."""
        entries = [raw for raw in self.entries if raw.body and raw.extra.kind != "section"]
        return len({folded_key(raw.heading) for raw in entries if raw.heading}) + sum(
            not raw.heading for raw in entries
        )


@dataclass
class Start:
    """Where an entry or a section begins: its line (from 0), its heading, and the line at which its text begins."""

    at: int
    heading: str | None
    text_at: int
    inline: str = ""
    level: int = 0
    section: bool = False
    labels: tuple[str, ...] = ()


def entries(text: Text, starts: Sequence[Start], *, dedent: bool = False) -> list[RawEntry]:
    """Return the blocks between starts; what stands before the first is a section."""
    starts = sorted(starts, key=lambda start: start.at)
    first = next((at for at, line in enumerate(text.lines) if line.strip()), 0)
    if starts and starts[0].at > first:
        starts = [*_before(text, first, starts[0].at), *starts]
    raws = []
    for start, following in zip(starts, [*(start.at for start in starts[1:]), len(text.lines)], strict=True):
        below = text.body(start.text_at + 1, following, dedent=dedent)
        body = f"{start.inline}\n{below}" if start.inline and below else start.inline or below
        last = max(
            (at for at in range(start.at, following) if text.lines[at].strip() and at not in text.dropped),
            default=start.at,
        )
        labels = tuple(RecordLabel(label) for label in start.labels)
        extra = Extra(kind="section" if start.section else None, labels=labels)
        raws.append(RawEntry(start.heading, body, start.at + 1, last + 1, start.level, extra=extra))
    return raws


def laid_out(name: str, text: Text, starts: list[Start], inside: set[int]) -> Found | None:
    """Return the entries of a layout with the sections among them, None where it has too few.

    Args:
        name: the name of the layout.
        text: the text.
        starts: where its entries begin.
        inside: the lines at which no section can begin.
    """
    if len(starts) < tuned.SERIES:
        return None
    used = {start.at for start in starts}
    return Found(name, entries(text, [*starts, *sections(text, inside, used, max(used))], dedent=True))


def _before(text: Text, first: int, stop: int) -> list[Start]:
    """Return the sections in front of the first entry: a heading each, with what stands below it."""
    units = [unit for unit in text.units if first <= unit.first - 1 < stop]
    starts = []
    for at, unit in enumerate(units):
        if shapes.heading_like(unit, units[at - 1] if at else None) or kinds.is_letter(unit.text):
            ruled = unit.last < len(text.lines) and UNDERLINE.match(text.lines[unit.last])
            starts.append(Start(unit.first - 1, unit.text, unit.last + bool(ruled), section=True))
        elif UNDERLINE.match(unit.text):
            continue
        elif not starts:
            starts.append(Start(unit.first - 1, None, unit.first - 1, section=True))
    return starts


def sections(text: Text, lines: set[int], used: set[int], last: int) -> list[Start]:
    """Return the sections among and behind the entries: letters, usual names, leave-taking after the last entry."""
    found = []
    for at, unit in enumerate(text.units):
        line = unit.first - 1
        if line in used or line in lines:
            continue
        before = text.units[at - 1] if at else None
        headed = shapes.heading_like(unit, before) or kinds.is_letter(unit.text)
        if (
            headed
            and shapes.is_section(unit.text)
            and " ".join(unit.text.casefold().strip(" :.").split()) not in lexicon.SEE
        ):
            found.append(Start(line, unit.text, unit.last, section=True))
        elif (
            line > last
            and unit.gap
            and (shapes.is_chatter(unit.text) or (headed and unit.last == text.units[-1].last))
        ):
            found.append(
                Start(line, unit.text if headed else None, unit.last if headed else line, section=True)
            )
    return found


def is_headword(line: str) -> bool:
    """Tell whether a line may be a term by its form: short, with letters, and no sentence."""
    name = split_number(line)[1]
    bare = re.sub(r"\([^()]*\)", "", name)
    return (
        0 < len(bare.split()) <= 12
        and len(line) <= 120
        and not (ended(bare) and not bare.endswith((":", ".")))
        and any(map(str.isalpha, bare))
        and not re.search(r"[.!?]\s+\S+\s", bare)
    )
