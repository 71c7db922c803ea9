"""Language tags (BCP 47): their one spelling, and how near one is to another."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

#: The script that Chinese is written in where a tag says only the region (CLDR's likely subtags).
_LIKELY_SCRIPT = {
    ("zh", ""): "hans",
    ("zh", "cn"): "hans",
    ("zh", "sg"): "hans",
    ("zh", "my"): "hans",
    ("zh", "tw"): "hant",
    ("zh", "hk"): "hant",
    ("zh", "mo"): "hant",
}


@lru_cache(maxsize=4096)
def language_tag(tag: str) -> str:
    """Return a language tag in its conventional case, as people and files get it (RFC 5646, section 2.1.1).

    Regions are in capitals, scripts have one, and all else is small, as is everything behind a singleton. Tags are
    compared without regard to case, so no meaning changes.

    >>> [language_tag(tag) for tag in ("en-gb", "zh-hans-cn", "SR-LATN-rs", "de-ch-1996", "en-x-US", "x-foo")]
    ['en-GB', 'zh-Hans-CN', 'sr-Latn-RS', 'de-CH-1996', 'en-x-us', 'x-foo']
    """
    parts = tag.lower().split("-")
    for at, part in enumerate(parts):
        if len(part) == 1:
            break
        if at and part.isalpha():
            parts[at] = part.upper() if len(part) == 2 else part.capitalize() if len(part) == 4 else part
    return "-".join(parts)


@lru_cache(maxsize=4096)
def language_rank(tag: str, wanted: str) -> tuple[int, str]:
    """Return how near a language is to the wanted one, as a key to sort by: the nearest first.

    Itself; a variety of it, first in the same script, then of the same region, where "zh-TW" says the script as well;
    none said; English; any other.

    >>> sorted(["fr", "", "en", "de-at", "de"], key=lambda tag: language_rank(tag, "de"))
    ['de', 'de-at', '', 'en', 'fr']
    >>> sorted(["zh-Hans", "zh-HK", "zh-Hant"], key=lambda tag: language_rank(tag, "zh-TW"))
    ['zh-Hant', 'zh-HK', 'zh-Hans']
    """
    tag, wanted = tag.lower(), wanted.lower()
    if tag == wanted:
        return 0, tag
    one, other = _parsed(tag), _parsed(wanted)
    if tag and one.language == other.language:
        return 1 + 3 * _distance(one.script, other.script) + _distance(one.region, other.region), tag
    return 10 if not tag else 11 if one.language == "en" else 12, tag


class _Tag(NamedTuple):
    language: str
    script: str
    region: str


def _parsed(tag: str) -> _Tag:
    """Return what a tag says of language, script and region, "" where it says nothing."""
    language, *rest = tag.split("-")
    script = region = ""
    for part in rest:
        if len(part) == 1:  # what follows is an extension or private
            break
        if len(part) == 4 and part.isalpha():
            script = script or part
        elif (len(part) == 2 and part.isalpha()) or (len(part) == 3 and part.isdecimal()):
            region = region or part
    return _Tag(language, script or _LIKELY_SCRIPT.get((language, region), ""), region)


def _distance(one: str, other: str) -> int:
    """Return 0 where both say the same, 1 where one says nothing, 2 where they differ."""
    return 0 if one == other else 2 if one and other else 1
