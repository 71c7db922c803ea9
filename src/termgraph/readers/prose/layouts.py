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
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from termgraph.names.headings import heading_names
from termgraph.readers import tuned
from termgraph.readers.prose import shapes
from termgraph.readers.prose.paragraphs import Text, ended, starts_small
from termgraph.readers.prose.separators import inline
from termgraph.readers.prose.starts import UNDERLINE, Found, Start, entries, is_headword, laid_out
from termgraph.readers.records import kinds

_BULLETED = re.compile(r"\s*[•‣◦▪▸►●○■□*·]\s+(?P<term>\S.*)")
_BULLET_BELOW = re.compile(r"\s*(?:[•*–-]|\d+[.)])\s")
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
_ANSWER = re.compile(
    r"(?m)^\s*+[*_]*+(?:A|Ans|Answer|Antwort|R)\s*+\d*+\s*+[:.)]+[*_]*+[ \t]*+", re.IGNORECASE
)
_TEXT_LABEL = re.compile(
    r"(?m)^\s*+[-*•]?\s*+[*_]*+(?:definition|meaning|description|explanation|def|bedeutung|définition"
    r"|definición|definizione|definição|定義|定义)[*_]*\s*[:：][*_]*[ \t]*",
    re.IGNORECASE,
)


def best(text: Text) -> Found | None:
    """Return what the layout finds that fits a text best, None where none does."""
    tries: tuple[Callable[[Text], Found | None], ...] = (
        _numbers_alone,
        partial(_labelled, "labelled", _TERM_LABEL, _TEXT_LABEL),
        partial(_labelled, "asked", _QUESTION, _ANSWER),
        _below_colon,
        _underlined,
        _indented,
        _bulleted,
        inline,
    )
    found = [
        result
        for result in (layout(text) for layout in tries)
        if result is not None and result.count >= tuned.SERIES
    ]
    return max(found, key=lambda result: result.count * tuned.WEIGHT.get(result.name, 1.0), default=None)


# -- indented definitions


def _indented(text: Text, name: str = "indented") -> Found | None:
    """Return the entries whose definitions are indented below their terms."""
    filled = text.filled
    base = min(map(text.depth, filled), default=0)
    if heads := _hanging(text, base):
        starts = [Start(at, text.lines[at].strip(), at + 1) for at in heads]
        return laid_out(name, text, starts, {at for at in filled if at >= heads[0]})
    starts = []
    others = 0
    names: list[int] = []  # lines on end, one further name each
    for at, below in itertools.pairwise([*filled, -1]):
        line = text.lines[at].strip()
        if text.depth(at) > base:
            names = []
        elif below < 0 or (at == filled[0] and text.depth(below) == base):
            others += below < 0 and not _is_section(line)  # the first is the title
        elif is_headword(line) and _defines(text, at, below, base):
            top, *more = (*names, at)
            labels = tuple(text.lines[other].strip() for other in more)
            starts.append(Start(top, text.lines[top].strip(), at + 1, labels=labels))
            names = []
        elif is_headword(line) and below == at + 1 and text.depth(below) == base:
            names.append(at)
        else:
            others += not _is_section(line)
            names = []
    # Behind "Term: text" the text goes on.
    begun = sum(": " in (start.heading or "") for start in starts)
    if len(starts) < others or begun * 2 > len(starts):
        return None
    return laid_out(name, text, starts, {at for at in filled if text.depth(at) > base})


def _hanging(text: Text, base: int) -> list[int]:
    """Return the lines of names where these alone are not indented, whatever they look like; else nothing.

    Each stands alone between an empty line and a deeper one, but for what is said at the beginning.
    """
    found = [at for at in text.filled if text.depth(at) == base]
    deeper = {at for at, below in itertools.pairwise(text.filled) if text.depth(below) > base}
    heads = [at for at in found if at in deeper and (at == 0 or not text.lines[at - 1].strip())]
    after = bisect_left(found, heads[0]) if heads else 0
    wanted = max(tuned.HANGING_NAMES, tuned.HANGING * (len(found) - after))
    return heads if len(heads) >= wanted else []


def _is_section(line: str) -> bool:
    return is_headword(line) and (shapes.is_section(line) or kinds.is_title(line))


def _defines(text: Text, at: int, below: int, base: int) -> bool:
    """Tell whether a line that stands close below another is indented and no item of a list."""
    return (
        below - at <= 2 and text.depth(below) >= base + 2 and _BULLET_BELOW.match(text.lines[below]) is None
    )


def _bulleted(text: Text) -> Found | None:
    """Return the entries whose terms are items of a list, with the definitions indented below them."""
    starts: list[Start] = []
    others = 0
    for at, below in itertools.pairwise(text.filled):
        if found := _BULLETED.match(text.lines[at]):
            deeper = text.depth(below) > found.start("term") - 2
            if deeper and not _BULLETED.match(text.lines[below]) and is_headword(found["term"]):
                starts.append(Start(at, found["term"].strip(), at + 1))
            else:
                others += 1
    if others * 2 > len(starts):
        return None
    return laid_out("indented", text, starts, {at for at in text.filled if text.lines[at][:1].isspace()})


# -- marks of other formats


def _below_colon(text: Text) -> Found | None:
    """Return the entries of definition lists: `: definition` below the term."""
    if not any(map(_COLON_BELOW.match, text.lines)):
        return None
    bare = replace(text, lines=tuple(_COLON_BELOW.sub("    ", line) for line in text.lines))
    return _indented(bare, "definition list")


def _underlined(text: Text) -> Found | None:
    """Return the entries below underlined headings, or below headings between equals signs."""
    starts: list[Start] = []
    marks: dict[str, int] = {}  # each with the level that it means, in the order in which they come
    for at, line in enumerate(text.lines):
        if wiki := _WIKI.match(line):
            starts.append(Start(at, wiki[2], at + 1, level=len(wiki[1])))
        elif (rule := UNDERLINE.match(line)) and at and _is_underlined(text, at):
            level = marks.setdefault(rule[1], len(marks) + 1)
            starts.append(Start(at - 1, text.lines[at - 1].strip(), at + 1, level=level))
    return Found("underlined", entries(text, starts)) if len(starts) >= tuned.SERIES else None


def _is_underlined(text: Text, at: int) -> bool:
    """Tell whether a line of signs stands below a heading, and is no rule below a paragraph."""
    above, rule = text.lines[at - 1].strip(), text.lines[at].strip()
    before = text.lines[at - 2].strip() if at > 1 else ""
    is_name = any(map(str.isalnum, above)) and not starts_small(above[:1]) and not ended(above.rstrip(":"))
    alone = not before or UNDERLINE.match(before) is not None or len(rule) == len(above)
    return is_name and alone and len(above) <= 120 and len(rule) * 2 >= len(above)


def _numbers_alone(text: Text) -> Found | None:
    """Return the entries of a standard: a number on one line, a term on the next, perhaps others, the definition."""
    below = dict(itertools.pairwise(text.filled))
    numbers = {
        at: tuple(map(int, text.lines[at].strip().rstrip(".").split(".")))
        for at, head in below.items()
        if _NUMBER.fullmatch(text.lines[at]) and head - at <= 2 and is_headword(text.lines[head].strip())
    }
    rising = sum(first < second for first, second in itertools.pairwise(numbers.values()))
    if len(numbers) < tuned.SERIES or rising * 10 < 9 * (len(numbers) - 1):
        return None
    depths = Counter(map(len, numbers.values()))
    depth = max(depths, key=lambda depth: (depths[depth], depth))
    starts = []
    for at, value in numbers.items():
        head, *more = _names_below(text, below[at])
        heading = f"{'.'.join(map(str, value))} {text.lines[head].strip()}"
        labels = tuple(text.lines[line].strip() for line in more)
        section = len(value) < depth
        starts.append(Start(at, heading, head + len(more) + 1, section=section, labels=labels))
    for at in text.filled:
        numbered = re.match(r"(\d+(?:\.\d+)*)\s+\S", text.lines[at])
        if numbered and numbered[1].count(".") + 1 < depth and is_headword(text.lines[at].strip()):
            starts.append(Start(at, text.lines[at].strip(), at + 1, section=True))
    return Found("numbers alone", entries(text, starts))


def _names_below(text: Text, head: int) -> list[int]:
    """Return the lines of a paragraph that are no longer than terms, from its first on; its last one is its text."""
    rest = text.lines[head : head + tuned.NAMES_OF_ONE]
    whole = list(itertools.takewhile(str.strip, rest))
    names = itertools.takewhile(lambda line: len(line.split()) <= 4 and not ended(line), whole[1:-1])
    return [head + place for place, _ in enumerate((whole[0], *names))]


def _labelled(name: str, term: re.Pattern[str], told: re.Pattern[str], text: Text) -> Found | None:
    """Return the entries that are written as "Term: …", "Definition: …", or as "Q: What is …?", "A: …"."""
    starts = [
        Start(at, found["term"].strip("*_ "), at + 1)
        for at, line in enumerate(text.lines)
        if (found := term.match(line))
    ]
    if len(starts) < tuned.SERIES:
        return None
    raws = entries(text, starts)
    fitting = sum(told.search(raw.body) is not None for raw in raws)
    if name == "asked":  # some questions are about something else than what a thing is
        fitting = min(fitting, sum(heading_names(start.heading or "").question for start in starts))
    if fitting * 2 < len(starts):
        return None
    return Found(name, [replace(raw, body=told.sub("", raw.body, count=1).strip()) for raw in raws])
