"""Which concepts of several vocabularies become one: those that exact matches join, at most one of each vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain, count
from typing import NamedTuple


class Same(NamedTuple):
    """What says that two concepts are the same.

    Attributes:
        subject: the one.
        object: the other.
        by: where that is said: file and line, or the IRI of a vocabulary's graph.
        justification: how it came about (SEMAPV), as SSSOM says it; "" where nobody does.
    """

    subject: str
    object: str
    by: str = ""
    justification: str = ""


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


class Joined(NamedTuple):
    """Which concepts become one, and why.

    Attributes:
        clusters: what becomes one.
        by: what joined them; what says the same once more is left out.
        refused: what is not followed, since it would join two concepts of one vocabulary.
    """

    clusters: list[Cluster]
    by: list[Same]
    refused: list[Same]


def clusters(concepts: Sequence[Set[str]], said: Iterable[Same]) -> Joined:
    """Return what becomes one.

    Args:
        concepts: those of each vocabulary.
        said: what is the same; the first counts where two cannot both be followed.

    >>> found = clusters([{"a:owl"}, {"b:owl", "b:eagle"}], [Same("a:owl", "b:owl"), Same("b:eagle", "a:owl")])
    >>> found.clusters, found.by == [Same("a:owl", "b:owl")], found.refused == [Same("b:eagle", "a:owl")]
    ([Cluster(members=((0, 'a:owl'), (1, 'b:owl')), minted='')], True, True)
    """
    found: dict[str, dict[int, str]] = {}
    for place, mine in enumerate(concepts):
        for iri in mine:
            found.setdefault(iri, {})[place] = iri
    by, refused = [], []
    for same in said:
        one, other = found.get(same.subject), found.get(same.object)
        if one is None or other is None or one is other:
            continue
        if one.keys() & other.keys():
            refused.append(same)
            continue
        by.append(same)
        one |= other
        for iri in other.values():
            found[iri] = one
    distinct = {id(members): members for members in found.values() if len(members) > 1}
    made = [Cluster(tuple(sorted(members.items()))) for members in distinct.values()]
    return Joined(sorted(made, key=lambda cluster: cluster.concept), by, refused)


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
