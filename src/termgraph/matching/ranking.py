"""Which of several concepts a homonym means: the one whose surroundings the text speaks of. It is told, never decided.

A concept's surroundings are what its relations lead to, and what these lead to. Each name near the homonym that
stands for one of them speaks for it, the more the nearer it is, and the less the more meanings it has itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple

from termgraph.matching.matcher import Match
from termgraph.skos import Thesaurus

_NEAR = 40  # names before and behind
_NEXT, _BEYOND = 1.0, 0.25  # for what is related, and what that is related to
_HALF = 8  # names away, at which one counts half
_TELLING = 2.0  # times as much as the second, for the first to be likely


class Ranked(NamedTuple):
    """What a name may mean, the likeliest first, and how much speaks for each, from 0 to 1 in all."""

    concepts: tuple[str, ...]
    shares: tuple[float, ...]

    @property
    def likely(self) -> str | None:
        """The concept for which much more speaks than for the others; None where none is."""
        if len(self.concepts) == 1:
            return self.concepts[0]
        first, second = self.shares[:2]
        return self.concepts[0] if first > _TELLING * second else None


class Ranking:
    """Ranks the meanings of homonyms in texts.

    Args:
        thesaurus: the vocabulary.

    >>> from termgraph.matching import Matcher
    >>> from termgraph.namespaces import data_dir
    >>> ml = Thesaurus.open(data_dir() / "ml")
    >>> matches = Matcher(ml).find("The precision and the recall of a classifier, by the confusion matrix.")
    >>> homonym = next(at for at, match in enumerate(matches) if match.is_ambiguous)
    >>> matches[homonym].text, ml.label(Ranking(ml).ranked(matches, homonym).likely)
    ('precision', 'precision (classification)')
    """

    def __init__(self, thesaurus: Thesaurus) -> None:
        self.thesaurus = thesaurus
        self.around = lru_cache(maxsize=4096)(self._around)

    def ranked(self, matches: Sequence[Match], at: int) -> Ranked:
        """Return what the match with a number may mean, by those around it."""
        concepts = matches[at].concepts
        if len(concepts) == 1:
            return Ranked(concepts, (1.0,))
        near = range(max(at - _NEAR, 0), min(at + _NEAR + 1, len(matches)))
        said = {other: abs(other - at) for other in near if not set(concepts) & set(matches[other].concepts)}
        scores = {concept: self._score(concept, matches, said) for concept in concepts}
        total = sum(scores.values())
        order = sorted(concepts, key=lambda concept: (-scores[concept], concept))
        return Ranked(tuple(order), tuple(scores[one] / total if total else 0.0 for one in order))

    def _score(self, concept: str, matches: Sequence[Match], said: Mapping[int, int]) -> float:
        around = self.around(concept)
        found: dict[str, float] = {}
        for other, away in said.items():
            meant = matches[other].concepts
            for iri in meant:
                weight = around.get(iri, 0.0) / (1 + away / _HALF) / len(meant)
                found[iri] = max(weight, found.get(iri, 0.0))
        return sum(found.values()) / log(3 + len(around))

    def _around(self, concept: str) -> Mapping[str, float]:
        """Return what a concept is related to, and what that is related to, each with its weight."""
        thesaurus = self.thesaurus
        found: dict[str, float] = {}
        beside = {other for others in thesaurus.beside(concept).values() for other in others}
        for other in sorted(beside):
            for further in (one for others in thesaurus.beside(other).values() for one in others):
                found.setdefault(further, _BEYOND)
        found.update(dict.fromkeys(beside, _NEXT))
        found.pop(concept, None)
        return found
