"""The terms in a text, each with its place and with what it may mean, the likeliest first."""

from __future__ import annotations

from typing import Any, NamedTuple

from termgraph.matching.judging import Judge
from termgraph.store.results import library


class Annotation(NamedTuple):
    """A term in a text.

    Attributes:
        start, end: where it stands, in characters (code points) of the text.
        text: how it is written there, its words a space apart.
        concepts: the IRIs of what it may mean, the likeliest first.
        labels: what these are called.
        shares: how much around it speaks for each, from 0 to 1 in all; 1 where there is one only.
    """

    start: int
    end: int
    text: str
    concepts: tuple[str, ...]
    labels: tuple[str, ...]
    shares: tuple[float, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        return {
            key: list(value) if isinstance(value, tuple) else value for key, value in self._asdict().items()
        }


def arrow_type() -> Any:
    """Return the type of a column of terms in Apache Arrow.

    Raises:
        MissingLibraryError: where pyarrow is not installed.
    """
    arrow = library("pyarrow", "columns of terms")
    texts = arrow.list_(arrow.string())
    fields = {
        "start": arrow.int32(),
        "end": arrow.int32(),
        "text": arrow.string(),
        "concepts": texts,
        "labels": texts,
        "shares": arrow.list_(arrow.float64()),
    }
    return arrow.list_(arrow.struct(list(fields.items())))


class Annotator:
    """Finds the terms in texts.

    Args:
        judge: knows the names of the vocabulary.

    >>> from termgraph.skos import Thesaurus
    >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl"@en .')
    >>> Annotator(Judge(birds)).annotations("Two owls.")
    [Annotation(start=4, end=8, text='owls', concepts=('e:owl',), labels=('owl',), shares=(1.0,))]
    """

    def __init__(self, judge: Judge) -> None:
        self.judge = judge

    def annotations(self, text: str) -> list[Annotation]:
        """Return the terms in a plain text, in order; none overlaps another."""
        matches = self.judge.matcher.find(text)
        found = []
        for number, match in enumerate(matches):
            ranked = self.judge.ranking.ranked(matches, number)
            labels = tuple(map(self.judge.label, ranked.concepts))
            shares = tuple(round(share, 4) for share in ranked.shares)
            found.append(Annotation(match.start, match.end, match.text, ranked.concepts, labels, shares))
        return found
