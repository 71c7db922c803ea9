"""Two versions of a vocabulary, compared: what has changed, and which statements no change tells of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from termgraph.diff.changes import KINDS, Change, Difference
from termgraph.diff.facts import Delta, Fact, delta
from termgraph.diff.fates import Fates
from termgraph.diff.places import Places, Spot
from termgraph.diff.telling import Telling
from termgraph.skos import Thesaurus
from termgraph.store.record import Record

#: What a concept that was deprecated, or is in use again, says of itself.
_FLAGS = frozenset({"true", "1", "false", "0"})


def compare(old: Thesaurus, new: Thesaurus) -> Difference:
    """Return how a vocabulary differs from an earlier version of it, or from any other.

    >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl"@en ; skos:broader <e:bird> .')
    >>> more = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "Owl"@en ; <e:weighs> "007" .')
    >>> found = compare(birds, more)
    >>> [(change.kind, change.old, change.new) for change in found.changes]
    [('moved', ('e:bird',), ()), ('relabelled', ('owl',), ('Owl',))]
    >>> [fact[1] for fact in found.untold[1]]
    ['e:weighs']
    """
    return _Comparison(old, new).difference()


class _Comparison:
    def __init__(self, old: Thesaurus, new: Thesaurus) -> None:
        self.old, self.new = old, new
        self.delta: Delta = delta(old.record, new.record)
        self.fates = Fates(old, new)
        self.telling = Telling(old, new, self.fates.leads)

    def difference(self) -> Difference:
        if not any(self.delta):
            return Difference((), self.delta, ((), ()), self.old, self.new)
        gone, led = self._gone()
        came = self._came(led)
        ends = list(self.fates.changes())
        spots = chain(gone.values(), came.values())
        changes = [*ends, *self._told(spots, {change.node for change in ends})]
        told = _Told(changes, self.fates)
        removed, added = (
            tuple(fact for fact, spot in spots.items() if not told.of(spot)) for spots in (gone, came)
        )
        marked = tuple(_broken(changes, self.new))
        order = {kind: place for place, kind in enumerate(KINDS)}
        called = self._called
        changes = sorted(marked, key=lambda one: (order[one.kind], called(one.node).casefold(), one))
        return Difference(tuple(changes), self.delta, (removed, added), self.old, self.new)

    def _called(self, node: str) -> str:
        return (self.new if node in self.new.subjects else self.old).label(node)

    def _gone(self) -> tuple[dict[Fact, Spot], set[Fact]]:
        """Return where each statement that was removed belongs, and what is said of another IRI now instead."""
        leads = self.fates.leads
        return self._spots(self.old, self.new, self.delta.removed, set(self.delta.added), leads, leads)

    def _came(self, led: Collection[Fact]) -> dict[Fact, Spot]:
        """Return where each statement that was added belongs, but for what was said of another IRI before."""
        was = {to: node for node, to in self.fates.leads.items()}
        fresh = [fact for fact in self.delta.added if fact not in led]
        return self._spots(self.new, self.old, fresh, set(self.delta.removed) if was else (), was, {})[0]

    def _spots(
        self,
        mine: Thesaurus,
        other: Thesaurus,
        facts: Iterable[Fact],
        others: Collection[Fact],
        names: Mapping[str, str],
        leads: Mapping[str, str],
    ) -> tuple[dict[Fact, Spot], set[Fact]]:
        places = Places(mine)
        found, said = {}, set()
        for fact in facts:
            led = _led(fact, names) if names else fact
            if led in others:
                said.add(led)
            elif led == fact or not _says(other.record, led):
                found[fact] = self._known(places.spot(fact), leads)
        return found, said

    def _known(self, spot: Spot, names: Mapping[str, str]) -> Spot:
        """Return where a statement belongs by IRIs of the new vocabulary; what is mutual is told of at one end."""
        node, about = (_named(one, names) for one in (spot.node, spot.about))
        if spot.is_mutual:
            fresh = self.fates.added | self.fates.removed
            node, about = sorted((node, about), key=lambda one: (one not in fresh, one))
        return spot._replace(node=node, about=about)

    def _told(self, spots: Iterable[Spot], ended: Collection[str]) -> Iterator[Change]:
        """Yield what has changed of the things that are in both."""
        abouts: dict[tuple[str, str], set[str]] = defaultdict(set)
        apart = self.fates.added | self.fates.removed
        for spot in spots:
            if spot.topic and spot.node not in apart:
                abouts[spot.topic, spot.node].add(spot.about)
        for (topic, node), mine in sorted(abouts.items()):
            for change in self.telling.tell(topic, node, mine):
                if not (change.says == "replacedBy" and node in ended):
                    yield change


class _Told:
    """What changes tell of."""

    def __init__(self, changes: Iterable[Change], fates: Fates) -> None:
        self._apart = fates.added | fates.removed
        self._values: dict[str, set[str]] = defaultdict(set)
        self._languages: dict[str, set[str]] = defaultdict(set)
        for change in changes:
            self._values[change.node].update(change.old, change.new, (change.says,))
            if change.kind == "redefined":
                self._languages[change.node].add(change.lang)
            if change.kind in ("deprecated", "restored", "renamed", "merged", "split"):
                self._values[change.node] |= _FLAGS
                for heir in change.new:
                    self._values[heir].add(change.node)

    def of(self, spot: Spot) -> bool:
        """Tell whether a change tells of what belongs somewhere."""
        if spot.node in self._apart:
            return True
        if spot.topic == "defining":
            return spot.about in self._languages[spot.node]
        return bool(spot.topic) and spot.about in self._values[spot.node]


def _led(fact: Fact, names: Mapping[str, str]) -> Fact:
    """Return a statement with the other IRIs of things, and of their parts."""
    subject, predicate, value = fact
    return _named(subject, names), predicate, _named(value, names) if isinstance(value, str) else value


def _named(node: str, names: Mapping[str, str]) -> str:
    """Return the other IRI of a thing, or of a part of one (`namespaces.part_iri`)."""
    if node in names or not names:
        return names.get(node, node)
    for sign in "#.":
        whole, found, part = node.partition(sign)
        if found and whole in names:
            return f"{names[whole]}{'.' if '#' in names[whole] else '#'}{part}"
    return node


def _says(record: Record, fact: Fact) -> bool:
    subject, predicate, value = fact
    return any(value == said for _, said in record.about(subject, predicate))


def _broken(changes: Iterable[Change], new: Thesaurus) -> Iterator[Change]:
    """Yield changes with the reason why one breaks what others have made: what it was called means another now."""
    changes = list(changes)
    bearers: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for change in changes:
        if change.kind in _MEANT:
            for text in change.new:
                bearers[change.kind, text, change.lang].add(change.node)
        elif change.kind == "added":
            for lang, text in new.preferred(change.node).items():
                bearers["relabelled", text, lang].add(change.node)
            for text_ in new.notations.get(change.node, ()):
                bearers["coded", text_.value, ""].add(change.node)
    for change in changes:
        others = [
            (text, other)
            for text in change.old
            if change.kind in _MEANT
            for other in sorted(bearers[change.kind, text, change.lang] - {change.node})
        ]
        if others:
            text, other = others[0]
            said = f"the {_MEANT[change.kind]} “{text}” means <{other}> now"
            change = replace(change, breaking=said)  # noqa: PLW2901 (the same change, with its reason)
        yield change


_MEANT: Mapping[str, str] = {"relabelled": "preferred name", "coded": "notation"}
