"""What the levels of headings say: which are entries, which are sections above them, which are parts of an entry."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from termgraph.names import folded_key, unmarked_key
from termgraph.names.headings import split_number
from termgraph.readers.records import kinds, naming
from termgraph.readers.records.lexicon import MAYBE_TERMS
from termgraph.readers.records.raw import RawEntry

#: How a heading begins that is a part of an entry and no term: "How it works", "Types of layers".
_PART = re.compile(
    r"(?:how|why|when|where|who|which|types? of|kinds? of|advantages|disadvantages|benefits|drawbacks"
    r"|pros|cons|examples?|use cases?|applications?"
    r"|step \d|steps|introduction|in practice|in short|key|common|see also|further|more|example|notes?"
    r"|formula|definition|intuition|implementation|code"
    r"|wie|warum|wann|arten|vorteile|nachteile|beispiele?|comment|pourquoi|exemples?|cómo|por qué|ejemplos?)\b",
    re.IGNORECASE,
)


def bare_numbers(raws: Sequence[RawEntry]) -> bool:
    """Tell whether the headings are numbered without a mark: "7 Activation". One such heading may be a name."""
    headed = [raw.heading for raw in raws if raw.heading]
    numbers = [
        split_number(heading.strip(), bare=True)[0]
        for heading in headed
        if not split_number(heading.strip())[0]
    ]
    plain = [int(number) for number in numbers if number.isdecimal()]
    if len(plain) < 3 or len(plain) * 2 < len(headed):
        roman = [number for number in numbers if number and not number[0].isdigit()]
        return len(roman) >= 3 and len(roman) * 2 >= len(headed)
    return sum(second == first + 1 for first, second in itertools.pairwise(plain)) * 2 >= len(plain) - 1


def _is_part(raw: RawEntry, repeated: frozenset[str]) -> bool:
    key = folded_key(raw.heading or "")
    return kinds.is_part(raw.heading or "") or key in repeated or _PART.match(raw.heading or "") is not None


def merged(raws: Sequence[RawEntry]) -> list[RawEntry]:
    """Return the blocks with headings that are parts of an entry ("See also", "Example") put back into its text."""
    counts = Counter((raw.level, folded_key(raw.heading)) for raw in raws if raw.heading and raw.level)
    if not counts:
        return list(raws)
    level = entry_level(raws)
    repeated = frozenset(key for (_, key), count in counts.items() if count >= 3)
    result: list[RawEntry] = []
    for raw in raws:
        above = result[-1] if result else None
        if above is None or raw.extra.kind or not _belongs(raw, above, level, repeated):
            result.append(raw)
            continue
        title = f"{(raw.heading or '').rstrip(':')}:"
        body = "\n\n".join(filter(None, (above.body.rstrip(), title, raw.body)))
        extra = replace(above.extra, links=above.extra.links + raw.extra.links)
        result[-1] = replace(above, body=body, last=raw.last, extra=extra)
    return result


def _belongs(raw: RawEntry, above: RawEntry, level: int, repeated: frozenset[str]) -> bool:
    """Tell whether a heading is of a part of the entry above it.

    It is deeper, or as high by mistake and nothing that anybody would define: "Related terms".
    """
    return (_deeper(raw, above, level) and _is_part(raw, repeated)) or (
        bool(above.heading) and raw.level == above.level == level and kinds.is_no_term(raw.heading or "")
    )


def _deeper(raw: RawEntry, above: RawEntry, level: int) -> bool:
    """Tell whether a heading below that of an entry, or below one within it, is deeper than those of entries."""
    return bool(raw.heading and above.heading) and raw.level > level and above.level >= level


def entry_level(raws: Sequence[RawEntry]) -> int:
    """Return the level of headings that the entries have, 0 where there are no levels.

    It is the highest one at which most headings have a text of their own and enough of them are there; a level whose
    headings mostly have headings below them is one of chapters.
    """
    levels: dict[int, list[int]] = {}
    for at, raw in enumerate(raws):
        if raw.level and raw.extra.kind != "section" and _may_be_term(raw.heading):
            levels.setdefault(raw.level, []).append(at)
    if not levels:
        return 0
    for level, here in sorted(levels.items()):
        if _counted(raws, here):
            return level
    most = max(map(len, levels.values()))
    for level in sorted(levels):
        here = levels[level]
        if level == min(levels) and len(here) == 1 and len(levels) > 1:
            continue  # the title
        with_text = sum(bool(raws[at].body.strip()) for at in here)
        above_others = sum(_has_below(raws, at) for at in here)
        lower = max((len(others) for deeper, others in levels.items() if deeper > level), default=0)
        if above_others * 2 > len(here) and lower > len(here):
            continue
        if with_text * 2 >= len(here) and len(here) * 3 >= most:
            return level
    return max(levels, key=lambda level: (len(levels[level]), -level))


def _may_be_term(heading: str | None) -> bool:
    """Tell whether a heading is no letter, no chapter and no usual name of a section."""
    if not heading or kinds.is_letter(heading) or kinds.is_chapter(heading):
        return False
    return not kinds.is_section_name(heading) or folded_key(heading) in MAYBE_TERMS


def _counted(raws: Sequence[RawEntry], here: Sequence[int]) -> bool:
    """Tell whether headings of one level are numbered from 1 on, and have texts and no headings below them."""
    numbers = [split_number((raws[at].heading or "").strip())[0] for at in here]
    return (
        len(here) >= 3
        and numbers == [str(n) for n in range(1, len(here) + 1)]
        and all(raws[at].body.strip() and not _has_below(raws, at) for at in here)
    )


def _has_below(raws: Sequence[RawEntry], at: int) -> bool:
    """Tell whether a heading has one below it that is no part of an entry."""
    following = next((raw for raw in raws[at + 1 : at + 2]), None)
    return (
        following is not None
        and bool(following.heading)
        and following.level > raws[at].level
        and not _is_part(following, frozenset())
    )


def classify(raws: Sequence[RawEntry]) -> list[bool]:
    """Return, for each block, whether it is a section of the document and no entry."""
    level = entry_level(raws)
    first = next(
        (at for at, raw in enumerate(raws) if raw.heading and level and raw.level == level), len(raws)
    )
    return [_is_section(raws, at, level, first) for at in range(len(raws))]


def _is_section(raws: Sequence[RawEntry], at: int, level: int, first: int) -> bool:
    raw = raws[at]
    if raw.extra.kind is not None:
        return raw.extra.kind == "section"
    heading = raw.heading
    if not heading:
        # Text before the first heading, or between a chapter and its entries, introduces.
        return level > 0 and (at < first or not raw.level)
    if raw.extra.exact:
        return False
    empty = not raw.body.strip()
    if (kinds.is_letter(heading) and (empty or _lists_letters(raw.body))) or kinds.is_chapter(heading):
        return True
    if kinds.is_section_name(heading):
        return folded_key(heading.strip(" :.*_#")) not in MAYBE_TERMS or not _is_defined(raws, at)
    if kinds.is_title(heading) and (at == 0 or raw.level < level) and len(raws) > 1:
        return True
    return 0 < raw.level < level or (0 < raw.level == level and empty and _has_below(raws, at))


def _lists_letters(body: str) -> bool:
    """Tell whether a text is the alphabet, which leads to other letters."""
    return len(body.split()) > 1 and kinds.is_letter(body)


def _is_defined(raws: Sequence[RawEntry], at: int) -> bool:
    """Tell whether a heading that is the usual name of a section is a term here: its text defines it."""
    heading, body = raws[at].heading or "", raws[at].body
    if not body.strip() or at in (0, len(raws) - 1):
        return False
    named = naming.name_in_text(body)
    if named is not None and any(folded_key(label.label) == folded_key(heading) for label in named.labels):
        return True
    around = [raws[other].heading for other in (at - 1, at + 1)]
    if not all(around):
        return False
    keys = [unmarked_key(name or "") for name in (around[0], heading, around[1])]
    return keys == sorted(keys) and re.match(r"\s*(?:an?|the)\s+\w", body, re.IGNORECASE) is not None
