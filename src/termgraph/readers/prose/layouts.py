"""Plain texts whose entries are marked otherwise than by headings on lines of their own.

"Term: definition", "Term – definition", columns, indented definitions, `: definition`, underlined headings,
"Term: …/Definition: …", "Q: …/A: …", numbers on lines of their own. Each layout is tried on the whole text; `best`
takes the one that explains most of it.
"""

# Letters and punctuation of other scripts are meant.
# ruff: noqa: RUF001

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from termgraph.names.headings import heading_names
from termgraph.readers.prose.paragraphs import Text, ended, starts_small
from termgraph.readers.prose.separators import inline
from termgraph.readers.prose.starts import (
    MIN,
    UNDERLINE,
    Found,
    Start,
    entries,
    is_headword,
    letter_or_section,
    sections,
)
from termgraph.readers.records import kinds

#: How much an entry counts against one found by its heading, in layouts whose marks mean nothing else.
WEIGHT = {
    "numbers alone": 3.0,
    "labelled": 3.0,
    "asked": 3.0,
    "definition list": 3.0,
    "underlined": 3.0,
    "indented": 1.1,
    "tab": 1.1,
}
#: A term has no more names than these on lines of their own.
_MAX_NAMES = 6

_BULLETED = re.compile(r"\s*[•‣◦▪▸►●○■□*·]\s+(?P<term>\S.*)")
_WIKI = re.compile(r"\s*(={2,6})\s*([^=\s].*?)\s*\1\s*\Z")
_NUMBER = re.compile(r"\s*\d{1,4}(?:\.\d{1,4})*\.?\s*")
_COLON_BELOW = re.compile(r"\A\s{0,3}[:~]\s{1,4}(?=\S)")
_TERM_LABEL = re.compile(
    r"\s*+[-*•]?\s*+[*_]*+(?:term|name|word|entry|concept|headword|title|begriff|terme|término|termine"
    r"|termo|用語|术语)[*_]*\s*[:：][*_]*\s*(?P<term>\S.*)",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"\s*+[*_]*+(?:Q|Question|Frage|F)\s*+\d*+\s*+[:.)]+[*_]*+\s*+(?P<term>\S.*)", re.IGNORECASE
)
_ANSWER = re.compile(r"\s*+[*_]*+(?:A|Ans|Answer|Antwort|R)\s*+\d*+\s*+[:.)]+[*_]*+[ \t]*+", re.IGNORECASE)
_TEXT_LABEL = re.compile(
    r"(?m)^\s*+[-*•]?\s*+[*_]*+(?:definition|meaning|description|explanation|def|bedeutung|définition"
    r"|definición|definizione|definição|定義|定义)[*_]*\s*[:：][*_]*[ \t]*",
    re.IGNORECASE,
)


def best(text: Text) -> Found | None:
    """Return what the layout finds that fits a text best, None where none does."""
    tries: tuple[Callable[[Text], Found | None], ...] = (
        _numbers_alone,
        _labelled,
        _asked,
        _below_colon,
        _underlined,
        _indented,
        _bulleted,
        inline,
    )
    found = [
        result for result in (layout(text) for layout in tries) if result is not None and result.count >= MIN
    ]
    return max(found, key=lambda result: result.count * WEIGHT.get(result.name, 1.0), default=None)


# -- indented definitions


def _indented(text: Text) -> Found | None:
    """Return the entries whose definitions are indented below their terms."""
    filled = [at for at, line in enumerate(text.lines) if line.strip() and at not in text.dropped]
    if not filled:
        return None
    depths = {at: len(text.lines[at]) - len(text.lines[at].lstrip()) for at in filled}
    base = min(depths.values())
    starts: list[Start] = []
    plain = 0
    pending: list[int] = []
    for order, at in enumerate(filled):
        if depths[at] > base:
            pending = []
            continue
        below = filled[order + 1] if order + 1 < len(filled) else None
        line = text.lines[at].strip()
        if at == filled[0] and below is not None and depths[below] == base:
            continue  # the title
        close = below is not None and below - at <= 2
        term = is_headword(line)
        if (
            term
            and close
            and below is not None
            and depths[below] >= base + 2
            and not re.match(r"\s*(?:[•*–-]|\d+[.)])\s", text.lines[below])
        ):
            names = [text.lines[other].strip() for other in pending]
            top = pending[0] if pending else at
            starts.append(
                Start(top, names[0] if names else line, at + 1, labels=(*names[1:], line) if names else ())
            )
            pending = []
        elif term and below == at + 1 and depths[below] == base:
            pending.append(at)
        else:
            plain += not (term and (letter_or_section(line) or kinds.is_title(line)))
            pending = []
    if len(starts) < MIN or len(starts) < plain:
        return None
    used = {start.at for start in starts}
    inside = {at for at in filled if depths[at] > base}
    starts += sections(text, inside, used, max(used))
    return Found("indented", entries(text, starts, dedent=True))


def _bulleted(text: Text) -> Found | None:
    """Return the entries whose terms are items of a list, with the definitions indented below them."""
    filled = [at for at, line in enumerate(text.lines) if line.strip() and at not in text.dropped]
    starts: list[Start] = []
    others = 0
    for at, below in itertools.pairwise(filled):
        found = _BULLETED.match(text.lines[at])
        if not found:
            continue
        following = text.lines[below]
        deeper = len(following) - len(following.lstrip()) > found.start("term") - 2
        if deeper and not _BULLETED.match(following) and is_headword(found["term"]):
            starts.append(Start(at, found["term"].strip(), at + 1))
        else:
            others += 1
    if len(starts) < MIN or others * 2 > len(starts):
        return None
    used = {start.at for start in starts}
    inside = {at for at in filled if text.lines[at][:1].isspace()}
    starts += sections(text, inside, used, max(used))
    return Found("indented", entries(text, starts, dedent=True))


# -- marks of other formats


def _below_colon(text: Text) -> Found | None:
    """Return the entries of definition lists: `: definition` below the term."""
    starts: list[Start] = []
    lines = list(text.lines)
    previous: int | None = None
    for at, line in enumerate(text.lines):
        if _COLON_BELOW.match(line):
            lines[at] = _COLON_BELOW.sub("    ", line)
            if previous is not None and at - previous <= 2 and not _COLON_BELOW.match(text.lines[previous]):
                starts.append(Start(previous, text.lines[previous].strip(), previous + 1))
        if line.strip():
            previous = at
    if len(starts) < MIN:
        return None
    used = {start.at for start in starts}
    bare = Text(tuple(lines), text.units, text.width, text.dropped)
    starts += sections(text, set(), used, max(used))
    return Found("definition list", entries(bare, starts, dedent=True))


def _underlined(text: Text) -> Found | None:
    """Return the entries below underlined headings, or below headings between equals signs."""
    starts: list[Start] = []
    order: list[str] = []
    for at, line in enumerate(text.lines):
        wiki = _WIKI.match(line)
        if wiki:
            starts.append(Start(at, wiki[2], at + 1, level=len(wiki[1])))
            continue
        above = text.lines[at - 1].strip() if at else ""
        underline = (
            UNDERLINE.match(line) if above and len(above) <= 120 and not starts_small(above[:1] * 2) else None
        )
        if (
            underline
            and len(line.strip()) * 2 >= len(above)
            and not ended(above.rstrip(":"))
            and any(map(str.isalnum, above))
        ):
            if (
                at >= 2
                and text.lines[at - 2].strip()
                and not UNDERLINE.match(text.lines[at - 2])
                and len(line.strip()) != len(above)
            ):
                continue  # a rule below a paragraph
            if underline[1] not in order:
                order.append(underline[1])
            starts.append(Start(at - 1, above, at + 1, level=order.index(underline[1]) + 1))
    return Found("underlined", entries(text, starts)) if len(starts) >= MIN else None


def _numbers_alone(text: Text) -> Found | None:
    """Return the entries of a standard: a number on one line, a term on the next, perhaps others, the definition."""
    filled = [at for at, line in enumerate(text.lines) if line.strip() and at not in text.dropped]
    after = dict(itertools.pairwise(filled))
    numbers = [
        (at, tuple(map(int, line.strip().rstrip(".").split("."))))
        for at in filled
        if _NUMBER.fullmatch(line := text.lines[at])
    ]
    numbers = [
        (at, value)
        for at, value in numbers
        if at in after and after[at] - at <= 2 and is_headword(text.lines[after[at]].strip())
    ]
    rising = sum(first[1] < second[1] for first, second in itertools.pairwise(numbers))
    if len(numbers) < MIN or rising * 10 < 9 * (len(numbers) - 1):
        return None
    depth = max(Counter(len(value) for _, value in numbers).items(), key=lambda item: (item[1], item[0]))[0]
    starts: list[Start] = []
    for at, value in numbers:
        head = after[at]
        group = [head]
        while (
            len(group) < _MAX_NAMES and group[-1] + 1 < len(text.lines) and text.lines[group[-1] + 1].strip()
        ):
            group.append(group[-1] + 1)
        # All lines but the last of the paragraph that are no longer than terms are terms as well.
        names = [
            line for line in group[1:-1] if len(text.lines[line].split()) <= 4 and not ended(text.lines[line])
        ]
        names = [line for place, line in enumerate(names, 1) if line == head + place]
        heading = f"{'.'.join(map(str, value))} {text.lines[head].strip()}"
        labels = tuple(text.lines[line].strip() for line in names)
        starts.append(
            Start(at, heading, (names[-1] if names else head) + 1, section=len(value) < depth, labels=labels)
        )
    used = {start.at for start in starts}
    for at in filled:
        numbered = re.match(r"(\d+(?:\.\d+)*)\s+\S", text.lines[at])
        if numbered and numbered[1].count(".") + 1 < depth and is_headword(text.lines[at].strip()):
            starts.append(Start(at, text.lines[at].strip(), at + 1, section=True))
    return Found(
        "numbers alone", entries(text, [start for start in starts if start.at in used or start.section])
    )


def _asked(text: Text) -> Found | None:
    """Return the entries that are written as "Q: What is …?", "A: …"."""
    starts = [
        Start(at, found["term"].strip("*_ "), at + 1)
        for at, line in enumerate(text.lines)
        if (found := _QUESTION.match(line))
    ]
    answers = sum(_ANSWER.match(line) is not None for line in text.lines)
    about = sum(heading_names(start.heading or "").question for start in starts)
    if len(starts) < MIN or answers * 2 < len(starts) or about * 2 < len(starts):
        return None  # questions that are about something else than what a thing is
    raws = entries(text, starts)
    return Found("asked", [replace(raw, body=_ANSWER.sub("", raw.body, count=1).strip()) for raw in raws])


def _labelled(text: Text) -> Found | None:
    """Return the entries that are written as "Term: …", "Definition: …"."""
    starts = [
        Start(at, found["term"].strip("*_ "), at + 1)
        for at, line in enumerate(text.lines)
        if (found := _TERM_LABEL.match(line))
    ]
    if len(starts) < MIN:
        return None
    raws = entries(text, starts)
    told = sum(_TEXT_LABEL.search(raw.body) is not None for raw in raws)
    if told * 2 < len(starts):
        return None
    return Found(
        "labelled", [replace(raw, body=_TEXT_LABEL.sub("", raw.body, count=1).strip()) for raw in raws]
    )
