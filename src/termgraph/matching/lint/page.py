"""A document with the names that are used in it, as the rules look at it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from termgraph.matching.judging import Judge
from termgraph.matching.matcher import Match
from termgraph.matching.prose import Kind, Prose, Where
from termgraph.names import exact_key
from termgraph.names.running import joins, parts
from termgraph.skos.naming import Name

#: What may stand between two names of which one explains the other: it ends no sentence, and is short.
_NEAR = 3  # names away
_SIGHT = 100  # characters
_BESIDE = re.compile(r"(?:(?![.;:!?]\s|\n\s*\n)[^\0]){1,40}")
_OPENING, _CLOSING = frozenset("\"'“‘«„‚‹「"), frozenset("\"'”’»“‘›」")


class Spotted(NamedTuple):
    """What a rule has to say of a name in a document.

    Attributes:
        match: the name.
        message: what is to be said, in a sentence without a full stop.
        names: the names that would be better.
        instead: what may be written in its place without asking anybody; "" for nothing.
    """

    match: Match
    message: str
    names: tuple[str, ...] = ()
    instead: str = ""


@dataclass(frozen=True)
class Page:
    """A document with the names that are used in it; what it quotes, others have written.

    Args:
        prose: the document.
        judge: knows what is to be said of names.
    """

    prose: Prose
    judge: Judge

    @cached_property
    def matches(self) -> list[Match]:
        """All names in it."""
        return self.judge.matcher.find(self.prose.covered)

    @cached_property
    def used(self) -> list[tuple[Match, Name]]:
        """The names that mean one concept, each with what it is a name of."""
        clear = (match for match in self.matches if not match.is_ambiguous)
        return [(match, match.names[0]) for match in clear if self.is_used(match)]

    def is_used(self, match: Match) -> bool:
        """Tell whether a name is used, and neither quoted nor spoken of: “softmax” in quotation marks is that word."""
        if self.prose.kind(match.start) is Kind.QUOTATION:
            return False
        text = self.prose.covered
        return (
            text[max(match.start - 1, 0)] not in _OPENING or text[match.end : match.end + 1] not in _CLOSING
        )

    def is_explained(self, match: Match) -> bool:
        """Tell whether a name of the same concept that does not mislead stands beside one: "R², the coefficient of"."""
        at = bisect_left(self.matches, match)
        return any(
            other.concepts == match.concepts
            and not self.judge.misleading(other.names[0])
            and _BESIDE.fullmatch(self._between(other, match))
            for other in self.matches[max(at - _NEAR, 0) : at + _NEAR + 1]
        )

    def is_titled(self, match: Match) -> bool:
        """Tell whether a name is a part of one that is written with capitals, as those of works and methods are.

        So in "by Unimodal Normal Distribution Crossover" and "the Two-Piece Normal distribution", but not in a heading.
        """
        if " " not in match.text or self.prose.kind(match.start) is Kind.HEADING:
            return False
        is_whole = match.text.istitle() and not match.names[0].text.istitle()
        return is_whole or (match.text[0].isupper() and self._follows_capital(match.start))

    def _follows_capital(self, place: int) -> bool:
        """Tell whether the word before a place has a capital, though it does not begin a sentence."""
        before = parts(self.prose.covered[max(place - _SIGHT, 0) : place])[-5:]
        return len(before) == 5 and before[3][0].isupper() and joins(before[2]) and joins(before[4])

    def _between(self, one: Match, other: Match) -> str:
        first, second = sorted((one, other))
        return self.prose.covered[first.end : second.start]

    def homonyms(self) -> Iterator[tuple[int, Match]]:
        """Yield the first use of each name that may mean several concepts, with its number."""
        seen = set()
        for number, match in enumerate(self.matches):
            key = exact_key(match.text)
            if match.is_ambiguous and key not in seen and self.is_used(match):
                seen.add(key)
                yield number, match

    @cached_property
    def first_used(self) -> Collection[tuple[Match, Name]]:
        """The first use of each name, as `used` has it."""
        first: dict[Name, Match] = {}
        for match, name in self.used:
            first.setdefault(name, match)
        return [(match, name) for name, match in first.items()]

    def where(self, match: Match) -> Where:
        """Return the line that a name stands in, or the part of a file without lines."""
        return self.prose.where(match.start)
