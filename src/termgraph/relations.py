"""The kinds of relations: the one table that entries, RDF, network, checks, glossaries and the page follow.

A kind is one row, whichever end it is said from: `broader` from below is `narrower` from above. What people read for it
stands in `wording`, by the same name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

from termgraph.namespaces import DCT, ISO_THES, SKOS, TG

#: What may stand at an end: a concept, a name (`skosxl:Label`), either, a concept of another vocabulary, or a
#: collection, whose members may be collections too.
End = Literal["concept", "name", "either", "outside", "collection"]

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind is drawn.

    Args:
        light: its colour on a light ground.
        dark: its colour on a dark one.
        dashes: lengths of dash and gap in turn, empty for a solid line.
        side: where its targets stand around a concept; `above` has its subjects below.
    """

    light: str
    dark: str
    dashes: tuple[int, ...] = ()
    side: Literal["above", "left", "right"] = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One kind of relation.

    Args:
        name: what entries, networks and JSON call it. Letters, digits, hyphens: it becomes a name in style sheets too.
        back: what it is called from its other end: itself where it is symmetric, "" where nobody asks from there.
        iri: the property that leads along it; "" where only the other direction has one.
        inverse: the property that leads against it, which is asserted too; "" where there is none.
        parent: the name of the kind that it is a kind of, which is asserted beside it; "" for none.
        symmetric: whether it holds both ways.
        subject: what stands at its beginning.
        object: what stands at its end.
        rank: how telling it is, 0 for the most: relations are listed in this order, and of two ways of the same length
            between two concepts the more telling one is taken.
        look: how it is drawn; None for what is no line of the network.
        key: what it is called in the front matter of an entry; "" where it is not written there.
        doc: what stands under that key.
        labels: what a vocabulary calls a kind of its own, by language; those of the table are in `wording`.
        back_labels: the same from the other end.

    Raises:
        ValueError: where the name is none.
    """

    name: str
    back: str = ""
    iri: str = ""
    inverse: str = ""
    parent: str = ""
    symmetric: bool = False
    subject: End = "concept"
    object: End = "concept"
    rank: int = 4
    look: Look | None = None
    key: str = ""
    doc: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    back_labels: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"'{self.name}' cannot be the name of a relation")


class Relations(Mapping[str, Relation]):
    """Kinds of relations by name, in the order of entries.

    >>> RELATIONS["partOf"].parent, [kind.name for kind in RELATIONS.below("related")][1:]
    ('related', ['partOf', 'contrastsWith', 'confusedWith'])
    """

    def __init__(self, rows: Iterable[Relation]) -> None:
        self._rows = {row.name: row for row in rows}
        self._below: dict[tuple[str, ...], tuple[Relation, ...]] = {}

    def __getitem__(self, name: str) -> Relation:
        return self._rows[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __hash__(self) -> int:
        return hash(tuple(self._rows))

    @cached_property
    def telling(self) -> tuple[Relation, ...]:
        """All kinds, the most telling first."""
        return tuple(sorted(self.values(), key=lambda row: row.rank))

    @cached_property
    def drawn(self) -> tuple[Relation, ...]:
        """The kinds that are lines of the network, the most telling first."""
        return tuple(row for row in self.telling if row.look)

    @cached_property
    def properties(self) -> Mapping[str, tuple[Relation, bool]]:
        """The kind that each property states, and whether it leads along it."""
        against = {row.inverse: (row, False) for row in self.values() if row.inverse}
        return against | {row.iri: (row, True) for row in self.values() if row.iri}

    def is_below(self, name: str, other: str) -> bool:
        """Tell whether a kind is another, or a kind of it.

        >>> RELATIONS.is_below("abbreviationOf", "synonymOf"), RELATIONS.is_below("related", "partOf")
        (True, False)
        """
        return name == other or other in self.above(name)

    def above(self, name: str) -> Iterator[str]:
        """Yield what a kind is a kind of, the nearest first.

        >>> list(RELATIONS.above("abbreviationOf")), list(RELATIONS.above("related"))
        (['synonymOf'], [])
        """
        while name in self and (name := self[name].parent):
            yield name

    def below(self, *names: str) -> tuple[Relation, ...]:
        """Return kinds and all kinds of them, in the order of the table."""
        if names not in self._below:
            found = (row for row in self.values() if any(self.is_below(row.name, name) for name in names))
            self._below[names] = tuple(found)
        return self._below[names]

    def asserted(self, row: Relation) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the properties that say a relation: those from its subject to its object, and those back.

        What is said along a kind is said along what it is a kind of, since most tools do not infer.

        >>> along, back = RELATIONS.asserted(RELATIONS["partOf"])
        >>> [iri.rpartition("#")[2] for iri in along], [iri.rpartition("#")[2] for iri in back]
        (['partOf', 'related'], ['related'])
        """
        there, back = [row.iri], [row.iri if row.symmetric else row.inverse]
        if row.parent:
            above, below = self.asserted(self[row.parent])
            there += above
            back += below
        return tuple(filter(None, there)), tuple(filter(None, back))

    @cached_property
    def sub_properties(self) -> Mapping[str, tuple[str, ...]]:
        """The properties below each one of the table: what is stated by them is stated by it as well."""
        found: dict[str, set[str]] = {}
        for row in self.values():
            for lower in self.below(row.name):
                found.setdefault(row.iri, set()).add(lower.iri)
                found.setdefault(row.iri if row.symmetric else row.inverse, set()).add(lower.inverse)
        return {iri: tuple(sorted(lower - {iri, ""})) for iri, lower in found.items() if iri}

    @property
    def own(self) -> tuple[Relation, ...]:
        """The kinds that are a vocabulary's own: all that the standard table has not."""
        return tuple(row for row in self.values() if row.name not in RELATIONS)

    def extended(self, own: Iterable[Relation]) -> Relations:
        """Return the table with a vocabulary's own kinds, each before the one that it is a kind of.

        A kind of its own that has the name of another gets a number behind it.

        >>> table = RELATIONS.extended([Relation(name="usedFor", iri="https://e.org/usedFor", parent="related")])
        >>> [row.name for row in table.below("related")], table["usedFor"].rank
        (['usedFor', 'related', 'partOf', 'contrastsWith', 'confusedWith'], 2)
        """
        rows, own = list(self.values()), list(own)
        if not own:
            return self
        taken = {name for row in rows for name in (row.name, row.back)} - {""}
        for given in own:
            at = next((n for n, row in enumerate(rows) if row.name == given.parent), len(rows))
            row = _joined(given, rows[at] if at < len(rows) else None, taken)
            taken |= {row.name, row.back}
            rows.insert(at, row)
        return Relations(rows)


def _joined(row: Relation, parent: Relation | None, taken: Collection[str]) -> Relation:
    """Return a row under names that are free, with the ends and the look of what it is a kind of."""
    name = _free(row.name, taken)
    back = name if row.symmetric else row.back and _free(row.back, {*taken, name})
    if parent is None:
        return replace(row, name=name, back=back)
    ends: Any = {"subject": parent.subject, "object": parent.object}
    look = row.look or (parent.look and replace(parent.look, dashes=_OWN_DASHES))
    return replace(row, name=name, back=back, **ends, rank=max(0, parent.rank - 1), look=look)


def _free(name: str, taken: Collection[str]) -> str:
    number = 2
    free = name
    while free in taken:
        free = f"{name}-{number}"
        number += 1
    return free


def own_relations(
    parents: Mapping[str, Collection[str]],
    *,
    inverses: Mapping[str, str] | None = None,
    symmetric: Collection[str] = (),
    labels: Mapping[str, Mapping[str, str]] | None = None,
    table: Relations | None = None,
) -> Relations:
    """Return the table with the sub-properties that a vocabulary, or an ontology beside it, defines.

    Args:
        parents: what each property is directly below (`rdfs:subPropertyOf`).
        inverses: the inverse of a property (`owl:inverseOf`), from either end.
        symmetric: the properties that are symmetric.
        labels: what each property is called, by language.
        table: what it is added to; the standard table where it is None.

    >>> table = own_relations({"http://e/usedFor": [SKOS + "related"]}, labels={"http://e/usedFor": {"en": "used for"}})
    >>> table["usedFor"].parent, table["usedFor"].labels["en"]
    ('related', 'used for')
    """
    table, labels = table or RELATIONS, labels or {}
    inverse = dict(inverses or {})
    inverse |= {other: iri for iri, other in sorted(inverse.items()) if other not in inverse}
    waiting = sorted(iri for iri in parents if iri not in table.properties)
    while True:
        ready = [
            (iri, table.properties[upper])
            for iri in waiting
            for upper in sorted(parents[iri])
            if upper in table.properties
        ]
        if not ready:
            return table
        iri, (parent, along) = ready[0]
        there, back = (iri, inverse.get(iri, "")) if along else (inverse.get(iri, ""), iri)
        if back in table.properties:
            back = ""
        row = Relation(
            name=_local_name(there) if there else f"{_local_name(back)}-of",
            back=_local_name(back) if back else f"{_local_name(there)}-of",
            iri=there,
            inverse=back,
            parent=parent.name,
            symmetric=iri in symmetric,
            labels=labels.get(there, {}),
            back_labels=labels.get(back, {}),
        )
        table = table.extended([row])
        waiting = [one for one in waiting if one not in (there, back)]


def _local_name(iri: str) -> str:
    """Return the last part of an IRI as the name of a kind."""
    last = re.split(r"[/#:]", iri.rstrip("/#"))[-1]
    name = re.sub(r"[^A-Za-z0-9_-]+", "-", last).strip("-")
    return name if _NAME.fullmatch(name) else f"own-{name}".rstrip("-")


_HIERARCHY = Look("#6b7686", "#93a0b2", side="above")
_OWN_DASHES = (9, 3, 2, 3, 2, 3)


def _kind(name: str, space: str, doc: str = "", **more: Any) -> Relation:
    """Return a kind whose property has its name; one that has a doc is a key of entries."""
    more.setdefault("back", name if more.get("symmetric") else "")
    return Relation(name=name, iri=space + name, key=name if doc else "", doc=doc, **more)


def _upward(name: str, space: str, **more: Any) -> Relation:
    """Return a kind of hierarchy; those of ISO 25964 nobody has to say are kinds of skos:broader."""
    back = name.replace("broader", "narrower")
    return replace(_kind(name, space, rank=0, look=_HIERARCHY, **more), back=back, inverse=f"{space}{back}")


def _match(name: str, doc: str, *, symmetric: bool = False) -> Relation:
    return _kind(name, SKOS, doc, symmetric=symmetric, object="outside", rank=5)


_DOTTED = Look("#2563eb", "#7aa7ff", (2, 4))
_TEAL = Look("#0f766e", "#4fd1c0", (9, 4))
_VIOLET = Look("#7c3aed", "#bb9dff", (12, 5), "right")
_PINK = Look("#c0266d", "#ff86bd", (7, 3, 2, 3), "right")
_ORANGE = Look("#b93a0c", "#ff9a66", side="right")
_GREEN = Look("#4d7c0f", "#a3d45c", side="right")
_OCHRE = Look("#8a6d0b", "#e3c04d", (3, 3), "right")
#: What is learned in contrast, or confused, has to do with each other both ways.
_BOTH: Any = {"parent": "related", "symmetric": True, "rank": 2}
_EITHER: Any = {"subject": "either", "object": "either"}

RELATIONS = Relations(
    (
        *(
            _upward(f"broader{kind}", ISO_THES, parent="broader")
            for kind in ("Generic", "Partitive", "Instantial")
        ),
        _upward("broader", SKOS, doc="What it is a kind of."),
        _kind(
            "related", SKOS, "What it has to do with; holds both ways.", symmetric=True, rank=3, look=_DOTTED
        ),
        _kind(
            "partOf", TG, "What it is a component of.", back="hasPart", parent="related", rank=1, look=_TEAL
        ),
        _kind(
            "contrastsWith", TG, "What it is learned in contrast to; holds both ways.", look=_VIOLET, **_BOTH
        ),
        _kind("confusedWith", TG, "What it is mistaken for; holds both ways.", look=_PINK, **_BOTH),
        _kind("misnomerOf", TG, rank=1, look=_ORANGE, **_EITHER),
        _kind("synonymOf", TG, subject="name", rank=0, look=_GREEN),
        _kind("abbreviationOf", TG, parent="synonymOf", subject="name", rank=0, look=_OCHRE),
        _kind("member", SKOS, back="memberOf", subject="collection"),
        _match("exactMatch", "The same concept in another vocabulary.", symmetric=True),
        _match("closeMatch", "Nearly the same concept in another vocabulary.", symmetric=True),
        _match("broadMatch", "A broader concept of another vocabulary."),
        _match("narrowMatch", "A narrower concept of another vocabulary."),
        _match("relatedMatch", "A related concept of another vocabulary.", symmetric=True),
        replace(_kind("isReplacedBy", DCT, "What to use instead of a deprecated entry."), key="replacedBy"),
    )
)
