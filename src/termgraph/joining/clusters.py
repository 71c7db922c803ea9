"""Which concepts of several vocabularies become one: those that exact matches join, at most one of each vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain, count


@dataclass(frozen=True, slots=True)
class Cluster:
    """Concepts that become one.

    Attributes:
        members: the concept of each vocabulary that has one, by the vocabulary's place; often the same IRI.
        minted: an IRI of its own; "" where it is that of the first vocabulary.
    """

    members: tuple[tuple[int, str], ...]
    minted: str = ""

    @property
    def concept(self) -> str:
        """What they become."""
        return self.minted or self.members[0][1]

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
    ([Cluster(members=((0, 'a:owl'), (1, 'b:owl')), minted='')], [('b:eagle', 'a:owl')])
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


def minted(
    found: Iterable[Cluster], concepts: Sequence[Set[str]], mint: Callable[[int, str], str]
) -> list[Cluster]:
    """Return what becomes one, and every concept that stays alone, each with an IRI of its own; twins are numbered.

    Args:
        found: what becomes one.
        concepts: those of each vocabulary.
        mint: returns an IRI for a concept, by the place of its vocabulary and its IRI there.

    >>> for one in minted([Cluster(((0, "a:owl"), (1, "b:1")))], [{"a:owl"}, {"b:1", "b:2"}], lambda _, iri: "n:x"):
    ...     one.concept, one.others
    ('n:x', ['a:owl', 'b:1'])
    ('n:x-2', ['b:2'])
    """
    joined = list(found)
    known = {member for cluster in joined for member in cluster.members}
    alone = ((place, iri) for place, mine in enumerate(concepts) for iri in mine if (place, iri) not in known)
    taken = {iri for mine in concepts for iri in mine}
    made = []
    for cluster in sorted([*joined, *(Cluster((one,)) for one in alone)], key=lambda one: one.members):
        wanted = mint(*cluster.members[0])
        names = chain([wanted], map(f"{wanted}-{{}}".format, count(2)))
        own = next(name for name in names if name not in taken)
        taken.add(own)
        made.append(replace(cluster, minted=own))
    return made
