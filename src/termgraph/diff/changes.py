"""What a difference is made of: changes, each of a kind, and the statements that none of them tells of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

import pyoxigraph as ox

from termgraph.diff.facts import Delta, Fact
from termgraph.store.nodes import quad_of
from termgraph.store.record import Statement

if TYPE_CHECKING:
    from termgraph.skos import Thesaurus


class Kind(NamedTuple):
    """A kind of changes.

    Attributes:
        title: what a list of them is headed with.
        doc: what one tells: its `says`, `old` and `new`.
        values: what `old` and `new` are: texts, or the IRIs of concepts and other resources.
    """

    title: str
    doc: str
    values: Literal["text", "iri"]


#: All kinds, in the order in which they are told.
KINDS: Mapping[str, Kind] = {
    "added": Kind("Added", "a concept, scheme or collection (`says`) that was not there; what is above it", "iri"),
    "removed": Kind("Removed", "one that is gone; what replaces it", "iri"),
    "renamed": Kind("Other ids", "a concept of which `new` is the IRI now; by whose word (`says`)", "iri"),
    "merged": Kind("Merged", "a concept that is a part of another one now", "iri"),
    "split": Kind("Split", "a concept that became several", "iri"),
    "deprecated": Kind("Deprecated", "a concept that is no longer to be used; what replaces it", "iri"),
    "restored": Kind("Back in use", "a concept that is no longer deprecated", "iri"),
    "moved": Kind("Moved", "what is directly above a concept", "iri"),
    "relabelled": Kind("Preferred names", "the preferred name of a concept in a language", "text"),
    "named": Kind("Other names", "its names of another kind (`says`) in a language", "text"),
    "retyped": Kind("Kinds of names", "of which kind or type a name (`says`) is", "text"),
    "misnomers": Kind("Misleading names", "why a name (`says`) misleads, and what it should be called", "text"),
    "redefined": Kind("Definitions", "its definitions in a language", "text"),
    "noted": Kind("Notes", "its notes of a kind (`says`) in a language", "text"),
    "related": Kind("Relations", "what it is related to, by the kind of relation (`says`)", "iri"),
    "mapped": Kind("Mappings", "what it is in other vocabularies, by the kind of mapping (`says`)", "iri"),
    "coded": Kind("Notations", "its notations", "text"),
    "status": Kind("Status", "how far it has come, or what replaces what was deprecated before", "text"),
    "placed": Kind("Schemes", "the schemes that it is in, or stands at the top of (`says`)", "iri"),
    "members": Kind("Collections", "the members of a collection; by `says` their order alone", "iri"),
    "metadata": Kind("The vocabulary", "what a scheme says of itself by a property (`says`)", "text"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One change of one thing.

    Attributes:
        kind: one of `KINDS`.
        node: the IRI of what has changed: as the new vocabulary has it where it is there still.
        says: what of it, where the kind leaves that open.
        lang: the tag of the language, "" for none.
        old: what was said of it, and is no more.
        new: what is said of it now, and was not.
        breaking: why this breaks what others have made with the old vocabulary; "" where it does not.
    """

    kind: str
    node: str
    says: str = ""
    lang: str = ""
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    breaking: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What two vocabularies say that the other does not: as changes, and as triples, to the letter.

    Attributes:
        changes: the changes, by kind and label.
        delta: all statements that only one of both makes.
        untold: those of them that no change tells of: what was removed, and what was added.
        old: the old vocabulary.
        new: the new one.
    """

    changes: tuple[Change, ...]
    delta: Delta
    untold: tuple[tuple[Fact, ...], tuple[Fact, ...]]
    old: Thesaurus = field(repr=False, compare=False)
    new: Thesaurus = field(repr=False, compare=False)

    def __repr__(self) -> str:
        counts = ", ".join(f"{count:,} {kind}" for kind, count in self.counts.items())
        return f"<Difference: {counts or 'none'}>"

    def __bool__(self) -> bool:
        """Whether there is any."""
        return any(self.delta)

    @property
    def added(self) -> tuple[ox.Triple, ...]:
        """The triples that only the new vocabulary has."""
        return _triples(self.delta.added)

    @property
    def removed(self) -> tuple[ox.Triple, ...]:
        """The triples that only the old vocabulary has."""
        return _triples(self.delta.removed)

    @property
    def breaking(self) -> tuple[Change, ...]:
        """The changes that break what others have made with the old vocabulary."""
        return tuple(change for change in self.changes if change.breaking)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many changes of each kind there are, and how many `statements` none of them tells of."""
        found = Counter(change.kind for change in self.changes)
        told = {kind: found[kind] for kind in KINDS if found[kind]}
        others = sum(map(len, self.untold)) + len(self.delta.left) + len(self.delta.entered)
        return {**told, "statements": others} if others else told

    def label(self, node: str) -> str:
        """Return what to call a thing: as the new vocabulary does where it knows it, else as the old one."""
        return (self.new if node in self.new.subjects else self.old).label(node)

    def curie(self, iri: str) -> str:
        """Return an IRI with a prefix that one of both knows."""
        short = self.new.curie(iri)
        return self.old.curie(iri) if short == iri else short


def _triples(facts: tuple[Fact, ...]) -> tuple[ox.Triple, ...]:
    return tuple(sorted((quad_of(("", *fact)).triple for fact in facts), key=str))


def text_of(fact: Fact, graph: str = "") -> str:
    """Return a statement as N-Triples write it, or as N-Quads do.

    >>> text_of(("e:owl", "e:eats", "e:mouse"))
    '<e:owl> <e:eats> <e:mouse> .'
    """
    statement: Statement = (graph, *fact)
    return f"{quad_of(statement)} ."
