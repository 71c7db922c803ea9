"""Plain texts whose definitions stand on the lines of their terms: behind a colon, a dash, a tab, a bar."""

# Letters and punctuation of other scripts are meant.
# ruff: noqa: RUF001

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from termgraph.names import folded_key
from termgraph.names.headings import clean, split_number
from termgraph.readers import tuned
from termgraph.readers.prose import shapes
from termgraph.readers.prose.paragraphs import Text, ended
from termgraph.readers.prose.starts import Found, Start, entries, sections
from termgraph.readers.records import lexicon
from termgraph.readers.records.order import Order

_BULLET = r"(?P<bullet>\s*+(?:[•‣◦▪▸►●○■□*·–—+-]\s++)?+)"
_END_MARK = r"[*_\"”»’]*"
#: What may stand between a term and its definition on one line, how much of the text must have it, and its name.
_SEPARATORS: tuple[tuple[str, re.Pattern[str], float], ...] = (
    ("tab", re.compile(rf"{_BULLET}(?P<term>[^\t]{{1,120}}?)\t+(?P<text>\S.*)"), 0.5),
    ("pipe", re.compile(rf"{_BULLET}\|?\s*(?P<term>[^|]{{1,120}}?)\s+\|\s+(?P<text>[^|\s].*)"), 0.5),
    (
        "colon",
        re.compile(
            rf"{_BULLET}(?P<term>[^:：\t]{{1,110}}?{_END_MARK})\s?(?::{_END_MARK}\s+|：\s*|::\s*)(?P<text>\S.*)"
        ),
        0.34,
    ),
    ("dash", re.compile(rf"{_BULLET}(?P<term>\S.{{0,110}}?)\s+(?:[–—―]|--?)\s+(?P<text>\S.*)"), 0.34),
    # Less careful forms of the same, taken only where they explain more than the careful ones.
    (
        "loose colon",
        re.compile(rf"{_BULLET}(?P<term>[^:：\t]{{1,110}}?{_END_MARK}):{_END_MARK}\s*(?P<text>[^\s/:\d].*)"),
        0.6,
    ),
    (
        "loose dash",
        re.compile(
            rf"{_BULLET}(?P<term>\S.{{0,110}}?)(?:\s+[–—-]{{1,2}}|[–—-]{{1,2}}\s)\s*(?P<text>[^\s–—-].*)"
        ),
        0.6,
    ),
    ("close dash", re.compile(rf"{_BULLET}(?P<term>[^\s–—].{{0,110}}?)[—―](?P<text>\S.*)"), 0.5),
    ("arrow", re.compile(rf"{_BULLET}(?P<term>\S.{{0,110}}?)\s+(?:->|=>|→|⇒|:=)\s+(?P<text>\S.*)"), 0.5),
    ("equals", re.compile(rf"{_BULLET}(?P<term>[^=]{{1,110}}?)\s+=\s+(?P<text>[^\W\d].*)"), 0.6),
    ("columns", re.compile(rf"{_BULLET}(?P<term>\S(?:\S| (?! )){{0,60}})\s{{2,}}(?P<text>\S.*)"), 0.6),
    (
        "full stop",
        re.compile(
            rf"{_BULLET}(?P<term>[^\W\d_][^.!?:]{{1,70}}?{_END_MARK})\.{_END_MARK}\s+(?P<text>[^\W_].*)"
        ),
        0.7,
    ),
)
#: The separators that prose has on few of its lines.
_LISTING = frozenset({"colon", "loose colon", "dash", "arrow", "equals"})
_VERB = re.compile(
    r"\b(?:is|are|was|were|will|can|has|have|we|you|i|it|they|this|that|which|should|must|ist|sind|est"
    r"|sont|wird)\b",
    re.IGNORECASE,
)
#: "Discount rate -": what is to be defined is named, and no more.
_EMPTY = re.compile(r"\s*+(?:[•‣◦▪▸►●○■□*·]\s++)?+(\S.{0,110}?)\s+[–—-]{1,2}\s*\Z")
_DASH_BEHIND = re.compile(r"\s*[–—-]")
_HEADER = re.compile(
    r"\W*(?:term|word|name|concept|abbreviation|begriff|terme)s?\W*\t\W*(?:definition|meaning"
    r"|description|explanation|bedeutung|définition)s?\b.*",
    re.IGNORECASE,
)


def inline(text: Text) -> Found | None:
    """Return what the separator finds that explains most of a text, None where none does."""
    results = [found for separator in _SEPARATORS if (found := _separated(text, *separator)) is not None]
    return max(results, key=lambda found: found.count, default=None)


def _separated(text: Text, name: str, pattern: re.Pattern[str], share: float) -> Found | None:
    """Return the entries whose definitions stand behind a separator on the line of the term."""
    matches = _matches(text, name, pattern)
    heads = (
        at for at, found in matches.items() if _HEADER.fullmatch(f"{found['term']}\t{found['text']}".strip())
    )
    matches.pop(next(heads, -1), None)  # the names of the columns
    matches = _alike(matches)
    if len(matches) < tuned.SERIES:
        return None
    first, last = min(matches), max(matches)
    between = (
        unit for unit in text.units if first <= unit.first - 1 <= last and unit.first - 1 not in matches
    )
    others = sum((unit.gap or not text.width) and not shapes.is_section(unit.text) for unit in between)
    if len(matches) < share * (len(matches) + others):
        return None
    starts = []
    for at, found in matches.items():
        rest = text.lines[at][found.start("text") :].strip()
        starts.append(Start(at, clean(found["term"]), at + 1, rest.rstrip("| ") if name == "pipe" else rest))
    starts += [*_undefined(text, matches), *_alone(text, matches)]
    used = {start.at for start in starts}
    starts += sections(text, used, used, last)
    return Found(name, entries(text, starts))


def _matches(text: Text, name: str, pattern: re.Pattern[str]) -> dict[int, re.Match[str]]:
    """Return the lines at which an entry may begin that have a separator."""
    plain_list = name in _LISTING and _is_list(text, name, pattern)
    begins = {unit.first - 1 for unit in text.units}
    matches: dict[int, re.Match[str]] = {}
    previous = ""
    for at, line in enumerate(text.lines):
        if at in text.dropped or not line.strip():
            previous = ""
            continue
        # Behind a full line that ended with its sentence, or one that is short, an entry may begin as well.
        listed = at - 1 in matches and not (text.width and len(previous) > text.width * 0.9)
        short = len(previous) <= tuned.SHORT_LINE * text.width
        if plain_list or short or listed or at in begins or ended(previous) or name in ("tab", "pipe"):
            found = pattern.match(line[:400])
            if found and _is_term(found["term"], name):
                matches[at] = found
        previous = line
    return matches


def _is_list(text: Text, name: str, pattern: re.Pattern[str]) -> bool:
    """Tell whether nearly each line that is not indented is a term with its definition, and begins an entry."""
    base = min(map(text.depth, text.filled), default=0)
    lines = [text.lines[at][:400] for at in text.filled if text.depth(at) == base]
    found = map(pattern.match, lines)
    terms = {folded_key(match["term"]) for match in found if match and _is_term(match["term"], name)}
    return len(terms) >= tuned.LISTED_LINES * len(lines)


def _undefined(text: Text, matches: Mapping[int, re.Match[str]]) -> Iterator[Start]:
    """Yield the terms with nothing behind the dash, where most have one."""
    dashes = sum(
        _DASH_BEHIND.match(found.string, found.end("term")) is not None for found in matches.values()
    )
    for at in range(min(matches), len(text.lines)) if dashes * 2 > len(matches) else ():
        found = _EMPTY.match(text.lines[at])
        if found and at not in matches and _is_term(found[1], "dash"):
            yield Start(at, clean(found[1]), at + 1)


def _alone(text: Text, matches: Mapping[int, re.Match[str]]) -> Iterator[Start]:
    """Yield the terms that stand alone between blank lines, in their alphabetical place."""
    alone = {
        unit.first - 1: unit.text.strip()
        for unit, below in itertools.pairwise(text.units)
        if unit.lines == 1
        and unit.gap
        and below.gap
        and min(matches) < unit.first - 1 < max(matches)
        and unit.first - 1 not in matches
        and not _EMPTY.match(text.lines[unit.first - 1])
        and _may_stand_alone(unit.text)
    }
    places = sorted({*matches, *alone})
    order = Order([clean(matches[at]["term"]) if at in matches else None for at in places])
    for number, at in enumerate(places):
        fits = order.fits(number) if at in alone and order.strict else None
        if fits and fits(alone[at]):
            yield Start(at, clean(alone[at]), at + 1)


def _may_stand_alone(line: str) -> bool:
    """Tell whether a line may be a term without a separator: a few words, and no sentence or section."""
    few = len(line.split()) <= tuned.ALONE_WORDS
    return few and not ended(line) and _is_term(line, "dash") and not shapes.is_section(line)


def _is_term(term: str, separator: str) -> bool:
    """Tell whether what stands before a separator may be a name."""
    bare = re.sub(r"\([^()]*\)?", "", split_number(term.strip(' *_"“”'))[1]).strip(' *_"“”')
    words = bare.split()
    if not 0 < len(words) <= 9 or len(bare) > 80 or not any(char.isalpha() for char in bare):
        return False
    if separator not in ("tab", "pipe", "colon") and term.count("(") > term.count(")"):
        return False  # the separator stands in a bracket
    if (
        re.search(r"[.!?;]\s|https?\Z|[{}<>]|\\\[", bare)
        or " ".join(bare.casefold().split()) in lexicon.PARTS
    ):
        return False
    if shapes.is_talk(bare) or (len(words) > 1 and _VERB.search(bare) and separator not in ("tab", "pipe")):
        return False
    return not (separator in ("full stop", "equals") and len(words) > 5)


def _alike(matches: dict[int, re.Match[str]]) -> dict[int, re.Match[str]]:
    """Return the matches that are marked alike (indent, bullet), without labels that come again and again."""
    repeated = Counter(folded_key(found["term"]) for found in matches.values())
    kept = {at: found for at, found in matches.items() if repeated[folded_key(found["term"])] < tuned.SERIES}
    marks = Counter(_mark(found) for found in kept.values())
    if not marks:
        return {}
    usual, _ = max(marks.items(), key=lambda item: (item[1], item[0]))
    return {
        at: found
        for at, found in kept.items()
        if _mark(found) == usual or marks[_mark(found)] * 3 > len(kept)
    }


def _mark(found: re.Match[str]) -> str:
    bullet = found["bullet"].strip()
    return (
        bullet
        + str(min(len(found["bullet"]) - len(found["bullet"].lstrip()), 8))
        + ("*" if found["term"][:1] in "*_" else "")
    )
