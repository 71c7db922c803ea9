"""What speaks for two concepts being one, and against it, added up as log-odds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from math import exp, log

from termgraph.align.meeting import Meeting, Meetings, Pair, spoken
from termgraph.align.surroundings import Surroundings, weights
from termgraph.skos import Thesaurus

#: From how much confidence on names that are equal mean one concept.
EXACT = 0.8

#: What each thing adds to the log-odds.
_ANOTHER_LANGUAGE = 0.6
_OTHER_NAMES, _MOST_OTHER_NAMES = -0.5, -2.0
_NEIGHBOUR, _MORE_NEIGHBOURS, _MOST_NEIGHBOURS = 1.0, 0.4, 3
_NO_NEIGHBOUR = -0.8
_NOTHING_KNOWN = -2.0  # where nothing else is in both; the less, the more of it is
_ANOTHER_BRANCH = -1.6
_TEXT_SHARE, _MOST_TEXT = 0.25, 1.5
_NO_TEXT_SHARED = -1.0
_ENOUGH_WORDS = 5

_CERTAIN = 0.99  # more no evidence of this kind makes


@dataclass(frozen=True, slots=True)
class Mapping:
    """What a concept is in the other vocabulary.

    Args:
        subject: the IRI of the concept.
        kind: a mapping relation of SKOS.
        object: the IRI of the other.
        odds: how much speaks for it, as log-odds.
        met: the names that they were found by, the surest first.
        reasons: what speaks for it and against it, as people read it.
        by_names: whether names alone say so, rather than names and what stands around both.
    """

    subject: str
    kind: str
    object: str
    odds: float
    met: tuple[Meeting, ...]
    reasons: tuple[str, ...]
    by_names: bool

    @property
    def confidence(self) -> float:
        """How sure it is, from 0 to 1."""
        return round(min(_probable(self.odds), _CERTAIN), 3)

    @property
    def order(self) -> tuple[float, str, str, str]:
        """What mappings are ranked by, the surest first."""
        return -self.odds, self.subject, self.object, self.kind


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for a mapping, or against it: by how much, and what it is."""

    weight: float
    says: str


class Judge:
    """Says how likely it is that two concepts are one.

    Args:
        mine: what stands around the concepts of the one vocabulary.
        theirs: the same of the other.
        met: the names that pairs of their concepts share.
    """

    def __init__(self, mine: Surroundings, theirs: Surroundings, met: Meetings) -> None:
        self._sides = mine, theirs
        self._partners = _partners(met)
        self._weights = weights(mine, theirs)
        smaller = min(
            _understood(mine.thesaurus, theirs.thesaurus), _understood(theirs.thesaurus, mine.thesaurus)
        )
        self._overlap = min(len(self._partners[0]), smaller) / max(smaller, 1)

    def judged(self, pair: Pair, met: Sequence[Meeting]) -> Mapping:
        """Return the mapping of a pair by the names that they share."""
        ranked = sorted(met, key=lambda one: (-one.sure, one.language, one.mine, one.theirs))
        around = [*self._around(*pair), *self._texts(*pair)]
        reasons = [*self._names(pair, ranked), *around]
        odds = round(sum(reason.weight for reason in reasons), 6)
        return Mapping(
            pair[0],
            _kind(ranked[0], odds),
            pair[1],
            odds,
            tuple(ranked),
            tuple(reason.says for reason in reasons),
            not any(reason.weight > 0 for reason in around),
        )

    def _names(self, pair: Pair, ranked: Sequence[Meeting]) -> Iterator[Reason]:
        best = ranked[0]
        yield Reason(_odds(best.sure), _told(best))
        for met in ranked[1:]:
            if met.way.is_equal:
                yield Reason(_ANOTHER_LANGUAGE, f"{_told(met)} ({met.language})")
        languages = {met.language for met in ranked}
        mine, theirs = (
            {spoken(tag) for tag in side.thesaurus.preferred(iri)}
            for side, iri in zip(self._sides, pair, strict=True)
        )
        if others := sorted(filter(None, (mine & theirs) - languages)):
            yield Reason(
                max(_OTHER_NAMES * len(others), _MOST_OTHER_NAMES), f"named otherwise in {', '.join(others)}"
            )

    def _around(self, mine: str, theirs: str) -> Iterator[Reason]:
        here, there = self._sides
        unknown = _NOTHING_KNOWN * (1 - self._overlap) ** 2
        agreeing = self._agreeing(here.near(mine), 0, there.near(theirs) | there.above(theirs))
        agreeing += self._agreeing(here.above(mine), 0, there.near(theirs)) if not agreeing else 0
        if agreeing:
            more = min(agreeing, _MOST_NEIGHBOURS) - 1
            yield Reason(
                _NEIGHBOUR + _MORE_NEIGHBOURS * more,
                f"{agreeing} neighbour{'s' if agreeing > 1 else ''} of the same name",
            )
        elif self._tells(here.near(mine), there.near(theirs)):
            strange = min(_NO_NEIGHBOUR, unknown)  # strangers say no more for it than nobody
            yield Reason(strange, "no neighbour of the same name")
            above, beyond = here.above(mine), there.above(theirs)
            if self._tells(above, beyond) and not self._agreeing(above, 0, beyond):
                yield Reason(min(_ANOTHER_BRANCH, unknown) - strange, "in another branch")
        elif unknown:
            yield Reason(unknown, "nothing around both is of the same name")

    def _texts(self, mine: str, theirs: str) -> Iterator[Reason]:
        said, others = self._sides[0].about(mine), self._sides[1].about(theirs)
        if shared := said & others:
            telling = ", ".join(self._weights.telling(shared))
            yield Reason(
                min(self._weights.evidence(shared) * _TEXT_SHARE, _MOST_TEXT), f"both texts say {telling}"
            )
        elif min(len(said), len(others)) >= _ENOUGH_WORDS:
            yield Reason(_NO_TEXT_SHARED, "their texts have no telling word in common")

    def _agreeing(self, concepts: Iterable[str], side: int, others: Set[str]) -> int:
        return sum(not others.isdisjoint(self._partners[side].get(one, ())) for one in concepts)

    def _tells(self, mine: Set[str], theirs: Set[str]) -> bool:
        """Tell whether concepts of both sides would have met, were they the same: some of them are in both."""
        known = (any(one in self._partners[side] for one in some) for side, some in enumerate((mine, theirs)))
        return bool(mine and theirs) and any(known)


def _partners(met: Meetings) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return the concepts that the concepts of each side share an equal name with."""
    found: tuple[dict[str, set[str]], dict[str, set[str]]] = ({}, {})
    for (mine, theirs), names in met.items():
        if any(one.way.is_equal for one in names):
            found[0].setdefault(mine, set()).add(theirs)
            found[1].setdefault(theirs, set()).add(mine)
    return found


def _understood(one: Thesaurus, other: Thesaurus) -> int:
    """Return how many concepts of a vocabulary have a preferred name in a language of another, or in none."""
    heard = {spoken(tag) for tags in other.languages_of.values() for tag in tags}
    if "" in heard:
        return len(one.concepts)
    tongues = (set(map(spoken, one.languages_of.get(iri, ("",)))) for iri in one.concepts)
    return sum("" in some or not heard.isdisjoint(some) for some in tongues)


def _kind(best: Meeting, odds: float) -> str:
    return best.way.kind or ("exactMatch" if _probable(odds) >= EXACT else "closeMatch")


def _told(met: Meeting) -> str:
    mine, theirs = met.mine.text, met.theirs.text
    return f"{met.way.says}: “{mine}”" + ("" if mine == theirs else f", “{theirs}”")


def _odds(sure: float) -> float:
    return log(sure / (1 - sure))


def _probable(odds: float) -> float:
    return 1 / (1 + exp(-odds))
