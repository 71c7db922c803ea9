"""Writes a made-up SKOS thesaurus as Turtle, to measure with and to try termgraph at any size.

    python benchmarks/generate.py 10000 -o made-up.ttl

Two languages, one to four broader concepts each, other names, related concepts, notes: about 17.7 triples a concept, as
in the STW Thesaurus for Economics. With `--lean` about 8.5, as in large vocabularies that say little of each concept:
one broader concept, said from below only, fewer names, and a definition. The same number and seed always give the same
bytes, and a larger thesaurus begins with the concepts of a smaller one. It is written as it is made: a million concepts
take no more memory than ten.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

BASE = "https://example.org/thesaurus/"
#: Of the STW Thesaurus for Economics, whose size is what loading is measured with.
CONCEPTS = 6_244
TOPS = 7

_HEAD = f"""\
@prefix c: <{BASE}> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

c:scheme a skos:ConceptScheme ;
    dct:title "Made-up thesaurus"@en, "Erfundener Thesaurus"@de ;
    dct:created "2024-01-01"^^xsd:date .
"""
# fmt: off
_ONSETS = (
    "b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "z", "br", "dr", "gr", "kl", "pl", "st",
)
_VOWELS = ("a", "e", "i", "o", "u", "au", "ei")
_KINDS = (
    "regional", "seasonal", "public", "private", "mutual", "global", "informal", "digital", "rural",
    "structural", "annual", "net",
)
_ENGLISH = (
    "market", "price", "policy", "bank", "labour", "trade", "income", "tax", "growth", "credit", "capital",
    "industry", "firm", "contract", "transport", "energy", "insurance", "investment", "risk", "debt",
    "wage", "demand", "supply", "auction", "tariff", "budget", "survey", "index", "model", "forecast",
)
_GERMAN = (
    "märkte", "preise", "politik", "banken", "arbeit", "handel", "einkommen", "steuern", "wachstum",
    "kredite", "kapital", "industrie", "unternehmen", "verträge", "verkehr", "energie", "versicherung",
    "investitionen", "risiken", "schulden", "löhne", "nachfrage", "angebot", "auktionen", "zölle",
    "haushalte", "umfragen", "indizes", "modelle", "prognosen",
)
# fmt: on
_SYLLABLES = [onset + vowel for onset in _ONSETS for vowel in _VOWELS]


class _Dice:
    """Random choices made of `random()` alone, whose numbers Python promises to keep from version to version."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed).random

    def below(self, limit: int) -> int:
        """Return a number from 0 to below a limit."""
        return int(self._random() * limit)

    def within(self, low: int, high: int) -> int:
        """Return a number from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def chance(self, probability: float) -> bool:
        """Return whether something happens that does so with a probability."""
        return self._random() < probability

    def weighted(self, cumulative: Sequence[float]) -> int:
        """Return a position, given the cumulative probabilities of all positions but the last."""
        drawn = self._random()
        return sum(drawn >= limit for limit in cumulative)

    def several(self, items: Sequence[str], count: int) -> list[str]:
        """Return different items, in random order."""
        chosen: dict[str, None] = {}
        while len(chosen) < min(count, len(items)):
            chosen[items[self.below(len(items))]] = None
        return list(chosen)


def thesaurus(concepts: int = CONCEPTS, seed: int = 1, *, lean: bool = False) -> Iterator[str]:
    """Yield a thesaurus as Turtle: its head, then a piece for each concept.

    SKOS holds in it: no cycles, no concept related to one above it (S27), no name both preferred and not (S13), no two
    concepts with one preferred name. `broader`, `narrower` and `related` are all stated in both directions.

    Args:
        concepts: how many.
        seed: another number gives another thesaurus of the same kind.
        lean: whether little is said of each concept; then `broader` is stated from below only.
    """
    dice = _Dice(seed)
    yield _HEAD
    for number in range(concepts):
        yield _lean_concept(number, dice) if lean else _concept(number, dice)


def _lean_concept(number: int, dice: _Dice) -> str:
    stem = _stem(number)
    me = f"c:{number}"
    names = [f"{kind} {stem} {head}" for kind, head in _pairs(dice, _ENGLISH, 1 + dice.weighted((0.3, 0.7)))]
    german = f"{stem.capitalize()}{_GERMAN[dice.below(len(_GERMAN))]}"
    lines = [
        "",
        f"{me} a skos:Concept ; skos:inScheme c:scheme ;",
        f'    skos:prefLabel "{names[0]}"@en, "{german}"@de ;',
    ]
    lines += [f'    skos:altLabel "{name}"@en ;' for name in names[1:]]
    if dice.chance(0.8):
        lines.append(f'    skos:definition "A {stem} that is {_KINDS[dice.below(len(_KINDS))]}."@en ;')
    above, beside = _broader(number, dice)[:1], _related(number, dice)[: dice.below(2)]
    lines.append(f"    skos:broader c:{above[0]} ;" if above else "    skos:topConceptOf c:scheme ;")
    lines += [f"    skos:related c:{one} ;" for one in beside]
    lines.append(f'    skos:notation "{number:07}" .')
    lines += [f"c:{one} skos:related {me} ." for one in beside]
    return "\n".join(lines) + "\n"


def _concept(number: int, dice: _Dice) -> str:
    stem = _stem(number)
    me = f"c:{number}"
    english = [
        f"{kind} {stem} {head}" for kind, head in _pairs(dice, _ENGLISH, 1 + dice.weighted((0.4, 0.75)))
    ]
    german = [
        f"{stem.capitalize()}{head}"
        for head in dice.several(_GERMAN, 1 + dice.weighted((0.1, 0.3, 0.5, 0.75)))
    ]
    lines = [
        "",
        f"{me} a skos:Concept ; skos:inScheme c:scheme ;",
        f'    skos:prefLabel "{english[0]}"@en, "{german[0]}"@de ;',
    ]
    other = [f'"{name}"@en' for name in english[1:]] + [f'"{name}"@de' for name in german[1:]]
    if other:
        lines.append(f"    skos:altLabel {', '.join(other)} ;")
    if dice.chance(0.25):
        lines.append(
            f'    skos:scopeNote "Used for every {stem} that is {_KINDS[dice.below(len(_KINDS))]}."@en ;'
        )
    if dice.chance(0.5):
        lines.append(
            f'    skos:historyNote "Since {dice.within(1990, 2023)} also for the {stem} of others."@en ;'
        )
    lines.append(f'    dct:created "{dice.within(1990, 2023)}-01-01"^^xsd:date ;')
    lines.append(f'    dct:modified "2024-{dice.within(1, 12):02}-{dice.within(1, 28):02}"^^xsd:date ;')
    above, beside = _broader(number, dice), _related(number, dice)
    if above:
        lines.append(f"    skos:broader {', '.join(f'c:{one}' for one in above)} ;")
    else:
        lines.append("    skos:topConceptOf c:scheme ;")
    if beside:
        lines.append(f"    skos:related {', '.join(f'c:{one}' for one in beside)} ;")
    lines.append(f'    skos:notation "{number:07}" .')
    lines += [f"c:{one} skos:narrower {me} ." for one in above] or [f"c:scheme skos:hasTopConcept {me} ."]
    lines += [f"c:{one} skos:related {me} ." for one in beside]
    return "\n".join(lines) + "\n"


def _broader(number: int, dice: _Dice) -> list[int]:
    """Return one to four concepts from the earlier sixth, so that there are about six below each, and no cycle."""
    if number < TOPS:
        return []
    low, high = number // 12, number // 6
    return sorted({dice.within(low, high) for _ in range(1 + dice.weighted((0.25, 0.55, 0.85)))})


def _related(number: int, dice: _Dice) -> list[int]:
    """Return concepts of the earlier half's end: all that stand above a concept come before its sixth (S27)."""
    low = number // 2 + 1
    if number < TOPS or low >= number:
        return []
    return sorted({dice.within(low, number - 1) for _ in range(dice.weighted((0.35, 0.7, 0.9)))})


def _pairs(dice: _Dice, heads: Sequence[str], count: int) -> Iterator[tuple[str, str]]:
    """Yield different pairs of a kind and a head."""
    return zip(dice.several(_KINDS, count), dice.several(heads, count), strict=True)


def _stem(number: int) -> str:
    """Return a word of at least three syllables that no other number has."""
    syllables: list[str] = []
    while number or len(syllables) < 3:
        number, digit = divmod(number, len(_SYLLABLES))
        # Moved on by its place, lest the first thousands all begin alike.
        syllables.append(_SYLLABLES[(digit + 47 * len(syllables)) % len(_SYLLABLES)])
    return "".join(syllables)


def write(path: Path, concepts: int = CONCEPTS, seed: int = 1, *, lean: bool = False) -> Path:
    """Write a thesaurus to a file and return its path."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(thesaurus(concepts, seed, lean=lean))
    return path


def main() -> None:
    """Write a thesaurus to a file, or to standard output."""
    parser = argparse.ArgumentParser(description="Write a made-up SKOS thesaurus as Turtle.")
    parser.add_argument(
        "concepts", type=int, nargs="?", default=CONCEPTS, help="how many (default: %(default)s)"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: standard output")
    parser.add_argument(
        "--seed", type=int, default=1, help="another thesaurus of the same kind (default: %(default)s)"
    )
    parser.add_argument("--lean", action="store_true", help="say little of each concept")
    given = parser.parse_args()
    if given.output:
        write(given.output, given.concepts, given.seed, lean=given.lean)
        return
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]  # a text stream, as always here
    try:
        sys.stdout.writelines(thesaurus(given.concepts, given.seed, lean=given.lean))
        sys.stdout.flush()
    except BrokenPipeError:  # `| head`
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
