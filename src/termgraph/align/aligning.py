"""All mappings between two vocabularies: those that are found, and those that are chosen of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Table
from dataclasses import dataclass, replace

from termgraph.align.evidence import Judge, Mapping
from termgraph.align.heads import BROADER, NARROWER, headed, meeting
from termgraph.align.mappings import decided, held_links, mappings_text
from termgraph.align.meeting import Pair, meetings
from termgraph.align.surroundings import Surroundings
from termgraph.entries.links import Links
from termgraph.skos import Thesaurus
from termgraph.skos.things import MAPPINGS

#: How sure a mapping has to be to be told, where nobody says otherwise.
LEAST = 0.5
#: How much more has to speak for one of two candidates than for the other, to be the one that is meant.
_AHEAD = 0.3
_LESS_THAN_EXACT = 1.3  # as log-odds


@dataclass(frozen=True, slots=True)
class Alignment:
    """What the concepts of one vocabulary are in another.

    Args:
        mine: the one.
        theirs: the other.
        mappings: the mappings that were found, by subject.
        held: those that there were already.

    >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl"@en, "Eule"@de .')
    >>> others = Thesaurus.from_text('<f:1> a skos:Concept ; skos:prefLabel "Owls"@en, "Eulen"@de .')
    >>> [(one.subject, one.kind, one.object) for one in align(birds, others).mappings]
    [('e:owl', 'exactMatch', 'f:1')]
    """

    mine: Thesaurus
    theirs: Thesaurus
    mappings: tuple[Mapping, ...]
    held: Links

    def sssom(self) -> str:
        """Return all mappings as SSSOM in TSV; rows that there were stay as they stand."""
        return mappings_text(self.mine, self.theirs, self.mappings, self.held)

    @property
    def counts(self) -> Table[str, int]:
        """How many mappings of each kind there are, in the order of SKOS."""
        found = Counter(one.kind for one in self.mappings)
        return {kind: found[kind] for kind in MAPPINGS if found[kind]}

    def __repr__(self) -> str:
        told = ", ".join(f"{number:,} {kind}" for kind, number in self.counts.items())
        return f"<Alignment: {told or 'none'}>"


def align(
    mine: Thesaurus,
    theirs: Thesaurus,
    *,
    held: Links | None = None,
    many: bool = False,
    least: float = LEAST,
) -> Alignment:
    """Return what the concepts of one vocabulary are in another.

    Args:
        mine: the one.
        theirs: the other.
        held: mappings that there are already; what they map or refuse is not mapped again.
        many: give all that is sure enough, rather than the best for each concept.
        least: how sure a mapping has to be, from 0 to 1.
    """
    met = meetings(mine, theirs)
    judge = Judge(Surroundings(mine), Surroundings(theirs), met)
    kept = held or held_links("", mine, "mappings.sssom.tsv", theirs)
    known = decided(mine, theirs, kept)
    found = [judge.judged(pair, names) for pair, names in met.items() if pair not in known.closed]
    sure = [one for one in found if one.confidence >= least]
    chosen = sure if many else list(_best(sure, known.same))
    narrower = (one for one in _headed(mine, theirs, judge, chosen, many) if one.confidence >= least)
    chosen += (one for one in narrower if (one.subject, one.object) not in known.closed)
    ordered = sorted(chosen, key=lambda one: (one.subject, one.order))
    return Alignment(mine, theirs, tuple(ordered), kept)


def _best(found: Sequence[Mapping], same: Iterable[Pair]) -> Iterator[Mapping]:
    """Yield the surest mappings, of each concept of either side one."""
    taken = {(side, iri) for pair in same for side, iri in enumerate(pair)}
    rivals = _rivals(found)
    for one in sorted(found, key=lambda one: one.order):
        ends = {(0, one.subject), (1, one.object)}
        if not ends & taken:
            taken |= ends
            yield _doubted(one, rivals)


def _rivals(found: Iterable[Mapping]) -> Table[tuple[int, str], list[Mapping]]:
    rivals: dict[tuple[int, str], list[Mapping]] = defaultdict(list)
    for one in found:
        rivals[0, one.subject].append(one)
        rivals[1, one.object].append(one)
    return rivals


def _doubted(one: Mapping, rivals: Table[tuple[int, str], list[Mapping]]) -> Mapping:
    """Return a mapping, no longer exact where another concept fits as well: one of two homonyms is meant."""
    if one.kind != "exactMatch":
        return one
    for side, iri in enumerate((one.subject, one.object)):
        for other in rivals[side, iri]:
            if other is not one and other.odds > one.odds - _AHEAD:
                rival = (other.object, other.subject)[side]
                reasons = (*one.reasons, f"<{rival}> fits as well")
                return replace(one, kind="closeMatch", odds=min(one.odds, _LESS_THAN_EXACT), reasons=reasons)
    return one


def _headed(
    mine: Thesaurus, theirs: Thesaurus, judge: Judge, chosen: Iterable[Mapping], many: bool
) -> Iterator[Mapping]:
    """Yield what is broader or narrower by its name, for the concepts that are not the same as any."""
    known = {one.subject for one in chosen}, {one.object for one in chosen}
    for way, narrow, broad, same in ((BROADER, mine, theirs, known[0]), (NARROWER, theirs, mine, known[1])):
        found: dict[str, dict[Pair, Mapping]] = defaultdict(dict)
        for name, head in headed(narrow, set(narrow.current) - same, broad):
            ends = (name, head) if way is BROADER else (head, name)
            pair = ends[0].iri, ends[1].iri
            found[name.iri].setdefault(pair, judge.judged(pair, [meeting(way, *ends)]))
        for by_pair in found.values():
            ranked = sorted(by_pair.values(), key=lambda one: one.order)
            yield from ranked if many else ranked[:1]
