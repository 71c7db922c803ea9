"""Which concepts of several vocabularies become one: those that exact matches join, at most one of each vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cluster:
    """Concepts that become one.

    Attributes:
        members: the concept of each vocabulary that has one, by the vocabulary's place; often the same IRI.
    """

    members: tuple[tuple[int, str], ...]

    @property
    def concept(self) -> str:
        """What they become: that of the first vocabulary."""
        return self.members[0][1]

    @property
    def others(self) -> list[str]:
        """The IRIs that are given up, sorted."""
        return sorted({iri for _, iri in self.members} - {self.concept})


def clusters(
    concepts: Sequence[Set[str]], pairs: Iterable[tuple[str, str]]
) -> tuple[list[Cluster], list[tuple[str, str]]]:
    """Return what becomes one, and the pairs that are not followed: they would join two concepts of one vocabulary.

    Args:
        concepts: those of each vocabulary.
        pairs: what is said to be the same; the first counts where two cannot both be followed.

    >>> clusters([{"a:owl"}, {"b:owl", "b:eagle"}], [("a:owl", "b:owl"), ("b:eagle", "a:owl")])
    ([Cluster(members=((0, 'a:owl'), (1, 'b:owl')))], [('b:eagle', 'a:owl')])
    """
    found: dict[str, dict[int, str]] = {}
    for place, mine in enumerate(concepts):
        for iri in mine:
            found.setdefault(iri, {})[place] = iri
    refused = []
    for pair in pairs:
        one, other = (found.get(iri) for iri in pair)
        if one is None or other is None or one is other:
            continue
        if one.keys() & other.keys():
            refused.append(pair)
            continue
        one |= other
        for iri in other.values():
            found[iri] = one
    distinct = {id(members): members for members in found.values() if len(members) > 1}
    made = [Cluster(tuple(sorted(members.items()))) for members in distinct.values()]
    return sorted(made, key=lambda cluster: cluster.concept), refused
