"""What a vocabulary is made of: plain data, without RDF and without files.

Names follow SKOS. Texts that differ by language are mappings from language tag to text. Concepts refer to each other,
to sources and to fields by id; an id is local to its vocabulary (`softmax`), or a full IRI where it points elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from termgraph.model.sources import SOURCE_TYPES, Source, shorts
from termgraph.names import exact_key
from termgraph.relations import RELATIONS, Relation, Relations

__all__ = [
    "AGENT_TYPES",
    "DATATYPES",
    "SOURCE_TYPES",
    "STATUSES",
    "Agent",
    "Attribute",
    "Citation",
    "Collection",
    "Concept",
    "Label",
    "LangText",
    "Link",
    "Misnomer",
    "Source",
    "SourceDefinition",
    "Vocabulary",
    "in_order",
]

LangText = Mapping[str, str]
_Listed = TypeVar("_Listed")


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """A name of a concept.

    Args:
        text: the name as it is written.
        lang: its language tag, `""` for none.
        type: what kind of name it is, one of `namespaces.LABEL_TYPES`, or None.

    >>> Label("rectified linear unit", "en").type is None
    True
    """

    text: str
    lang: str
    type: str | None = None

    @property
    def order(self) -> tuple[str, str, str, str]:
        """What names and notes are sorted by: without regard to case first."""
        return self.lang, exact_key(self.text), self.text, self.type or ""


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """A source and, where one is given, the place in it.

    >>> Citation.parse("goodfellow-2016#p81")
    Citation(source='goodfellow-2016', locator='p81')
    """

    source: str
    locator: str | None = None

    @classmethod
    def parse(cls, text: str) -> Citation:
        """Read `source` or `source#locator`."""
        source, hash_sign, locator = text.partition("#")
        return cls(source, locator if hash_sign else None)

    @property
    def order(self) -> tuple[str, list[tuple[int, str]]]:
        """What citations are sorted by: sources by id, places with numbers by value."""
        parts = re.findall(r"\d+|\D+", self.locator or "")
        # A number is put in its place by its length, since no `int` is made of five thousand digits.
        numbers = (part.lstrip("0") if part.isdecimal() else None for part in parts)
        return self.source, [
            (-1, part) if number is None else (len(number), number)
            for part, number in zip(parts, numbers, strict=True)
        ]

    def __str__(self) -> str:
        return self.source if self.locator is None else f"{self.source}#{self.locator}"


@dataclass(frozen=True, slots=True)
class Misnomer:
    """The record of a name that misleads.

    Args:
        why: what the name suggests and why that is wrong, by language.
        term: the misleading name, one of the concept's alternative names; None where it is the preferred one.
        of: what it should be called or what it really is: names of the concept, or ids of other concepts.
        suggests: ids of the concepts that the name wrongly suggests.
        fields: ids of the fields of study that use the name otherwise.
        jest: names that were offered in jest only.
        sources: who says so.
        proposed_by: who offers those of the names in `of` that nobody uses; empty where the vocabulary itself does.
    """

    why: LangText
    term: str | None = None
    of: tuple[str, ...] = ()
    suggests: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    jest: tuple[str, ...] = ()
    sources: tuple[Citation, ...] = ()
    proposed_by: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceDefinition:
    """What a source says of a concept, in the source's own words: never the concept's own definition.

    Args:
        text: the passage.
        lang: its language tag.
        source: where it stands.
    """

    text: str
    lang: str
    source: Citation

    @property
    def order(self) -> tuple[tuple[str, list[tuple[int, str]]], str, str]:
        """What passages of sources are sorted by: as their citations are."""
        return self.source.order, self.lang, self.text


def in_order(values: Iterable[_Listed]) -> tuple[_Listed, ...]:
    """Return names, notes, citations, passages of sources or ids in the order in which entries list them.

    >>> [str(one) for one in in_order(map(Citation.parse, ["a#p81", "a#p9", "a"]))]
    ['a', 'a#p9', 'a#p81']
    """

    def order(value: Any) -> Any:
        return getattr(value, "order", value)

    return tuple(sorted(values, key=order))


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One meaning, with all its names and its place among the others.

    Args:
        id: its identifier in the vocabulary; it outlives the label.
        pref_label: the preferred name, one a language.
        alt_labels: other names.
        hidden_labels: what people type but nobody should print: misspellings, stray capitals.
        proposed_names: clearer names that somebody proposes and nobody uses: no synonyms, but a search finds them.
        definition: Markdown, one text a language.
        translated: by language, digests of the definition that the one in this language was made from, and of that
            itself (see `entries.translations`).
        source_definitions: what sources say of it, in their own words.
        collections: ids of the collections that it belongs to.
        status: how far it has come, one of `STATUSES`; None where nobody says, which is finished as well.
        reviewed_by: who has reviewed it.
        approved_by: who has approved it.
        relations: ids of what it is related to, or IRIs where that is elsewhere, by the kind of the relation
            (`relations.RELATIONS`); of a kind that it has none of, an empty tuple.
        attributes: texts, or values of another datatype, by the vocabulary's own properties (`Attribute`).
        replaces: the IRIs that it had before, for whoever still knows those.

    >>> Concept(id="argmax", pref_label={"en": "argmax"}).relations["broader"]
    ()
    """

    id: str
    pref_label: LangText
    alt_labels: tuple[Label, ...] = ()
    hidden_labels: tuple[Label, ...] = ()
    proposed_names: tuple[Label, ...] = ()
    definition: LangText = field(default_factory=dict)
    translated: LangText = field(default_factory=dict)
    source_definitions: tuple[SourceDefinition, ...] = ()
    notation: tuple[str, ...] = ()
    status: str | None = None
    collections: tuple[str, ...] = ()
    reviewed_by: tuple[str, ...] = ()
    approved_by: tuple[str, ...] = ()
    relations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    attributes: Mapping[str, tuple[Label | str, ...]] = field(default_factory=dict)
    misnomers: tuple[Misnomer, ...] = ()
    scope_note: tuple[Label, ...] = ()
    example: tuple[Label, ...] = ()
    editorial_note: tuple[Label, ...] = ()
    history_note: tuple[Label, ...] = ()
    change_note: tuple[Label, ...] = ()
    sources: tuple[Citation, ...] = ()
    created: str | None = None
    modified: str | None = None
    deprecated: bool = False
    replaces: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        told = _Related({kind: ids for kind, ids in self.relations.items() if ids})
        object.__setattr__(self, "relations", told)

    def other_names(self) -> Iterator[tuple[str, Label]]:
        """Yield the names that are not preferred, each with its key in an entry.

        >>> owl = Concept(id="owl", pref_label={"en": "owl"}, proposed_names=(Label("night bird", "en"),))
        >>> [(key, label.text) for key, label in owl.other_names()]
        [('proposedNames', 'night bird')]
        """
        yield from (("altLabels", label) for label in self.alt_labels)
        yield from (("hiddenLabels", label) for label in self.hidden_labels)
        yield from (("proposedNames", label) for label in self.proposed_names)

    @property
    def broader(self) -> tuple[str, ...]:
        """The ids of the kinds that it is a kind of."""
        return self.relations["broader"]

    def related_by(self, kind: str, *ids: str) -> Concept:
        """Return the concept with further relations of a kind, in order.

        >>> Concept(id="owl", pref_label={}).related_by("broader", "bird", "animal").broader
        ('animal', 'bird')
        """
        every = tuple(sorted({*self.relations[kind], *ids}))
        return replace(self, relations={**self.relations, kind: every})


class _Related(dict[str, tuple[str, ...]]):
    """Has nothing, rather than an error, for a kind of relation that there is none of."""

    def __missing__(self, kind: str) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A group of concepts, such as those of one subject.

    Args:
        id: its key, as entries give it.
        pref_label: its name, one a language.
        definition: what belongs to it, one text a language.
        auxiliary: whether its concepts only help to explain others, so that lists leave them out.
    """

    id: str
    pref_label: LangText
    definition: LangText = field(default_factory=dict)
    auxiliary: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """What a concept is in another vocabulary, with what is said of that: a mapping, in the words of SSSOM.

    Args:
        subject: the concept's id.
        kind: the SKOS mapping relation, such as `exactMatch`.
        object: the IRI of what it is mapped to.
        label: what that is called there.
        details: what else is said, by the name of the slot (`sssom.SLOTS`) and in that order: how the mapping came
            about, how sure it is, by whom. Entities are full IRIs, several values stand between bars.

    >>> Link("owl", "exactMatch", "https://e.org/owl", details=(("confidence", "0.9"),)).get("confidence")
    '0.9'
    """

    subject: str
    kind: str
    object: str
    label: str = ""
    details: tuple[tuple[str, str], ...] = ()

    def get(self, slot: str) -> str:
        """Return what is said in a slot, empty where nothing is."""
        return dict(self.details).get(slot, "")

    @property
    def texts(self) -> tuple[str, ...]:
        """All that it holds besides its own concept."""
        return self.object, *dict(self.details).values()

    @property
    def is_refused(self) -> bool:
        """Whether it says that this is not so."""
        return bool(self.get("predicate_modifier"))


#: What may stand as `status` in an entry: hardly more than a name, nobody has looked at it, somebody has, it is final.
STATUSES = ("stub", "draft", "reviewed", "approved")


#: What an agent may be.
AGENT_TYPES = ("person", "organization")


@dataclass(frozen=True, slots=True)
class Agent:
    """A person or group, one of `AGENT_TYPES` where that is said; without an IRI they get one in the vocabulary."""

    name: str
    iri: str | None = None
    type: str | None = None


#: What the values of an attribute may be other than texts in a language, each as a regular expression (XML Schema).
DATATYPES: Mapping[str, str] = {
    "boolean": r"true|false",
    "date": r"\d{4}-\d\d-\d\d",
    "decimal": r"[+-]?(\d+(\.\d*)?|\.\d+)",
    "integer": r"[+-]?\d+",
    "string": r"(?s:.*)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A property of a vocabulary's own whose values are no concepts.

    Args:
        name: its key in entries.
        labels: what it is called, by language.
        iri: the property.
        datatype: one of `DATATYPES`; None for texts in a language.
    """

    name: str
    labels: LangText
    iri: str = ""
    datatype: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """A concept scheme: its concepts, its bibliography and what is said of it as a whole.

    Args:
        title: its name.
        base: the IRI that ids are appended to, ending in `/` or `#`; the scheme's own IRI as well.
        prefix: the short form of `base` in Turtle and queries.
        language: the tag of the default language.
        version: what the version is called.
        version_iri: the IRI of this very version.
        prior_version: the IRI of the version before.
        languages: further languages in which each concept is to have a name, and its definition.
        relations: the kinds of relations, with the vocabulary's own.
        attributes: its own properties whose values are texts.
        concepts: by id, sorted.
        collections: by id, sorted.
        sources: by id, sorted.
        links: what concepts are in other vocabularies, beside what they say of that themselves, sorted.
        prefixes: the prefixes of those vocabularies.

    >>> Vocabulary(title="Birds", base="https://example.org/birds/", prefix="birds").iri("owl")
    'https://example.org/birds/owl'
    """

    title: str
    base: str
    prefix: str
    language: str = "en"
    languages: tuple[str, ...] = ()
    description: str | None = None
    license: str | None = None
    creators: tuple[Agent, ...] = ()
    publisher: Agent | None = None
    version: str | None = None
    version_iri: str | None = None
    prior_version: str | None = None
    created: str | None = None
    modified: str | None = None
    relations: Relations = RELATIONS
    attributes: tuple[Attribute, ...] = ()
    concepts: Mapping[str, Concept] = field(default_factory=dict)
    collections: Mapping[str, Collection] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    prefixes: Mapping[str, str] = field(default_factory=dict)

    def shorts(self) -> Mapping[str, str]:
        """Return how texts name the sources, by id, each in its own way; see `model.sources.shorts`."""
        return shorts(self.sources)

    @property
    def own_relations(self) -> tuple[Relation, ...]:
        """The kinds of relations that are the vocabulary's own."""
        return self.relations.own

    def property_iri(self, name: str) -> str:
        """Return the IRI of a property of the vocabulary's own, where it does not say another.

        >>> Vocabulary(title="Birds", base="https://example.org/birds/", prefix="birds").property_iri("preysOn")
        'https://example.org/birds/property/preysOn'
        """
        return f"{self.base}property/{name}"

    def iri(self, id_or_iri: str) -> str:
        """Return the IRI of an id; an IRI stays what it is."""
        return id_or_iri if ":" in id_or_iri else self.base + id_or_iri

    def label_of(self, id_: str) -> str:
        """Return what to call a concept: its preferred name in the default language, else in another, else its id."""
        labels = self.concepts[id_].pref_label if id_ in self.concepts else {}
        return labels.get(self.language) or next(iter(labels.values()), id_)

    def above(self, concept: Concept) -> tuple[str, ...]:
        """Return the ids of what is directly above a concept, by whatever kind of broader."""
        return tuple(id_ for row in self.relations.below("broader") for id_ in concept.relations[row.name])

    def ancestors(self, concept_id: str) -> Iterator[str]:
        """Yield the ids of all that a concept is a kind of, nearest first, each once, whatever the cycles."""
        seen: set[str] = set()
        level = list(self.above(self.concepts[concept_id]))
        while level:
            following: list[str] = []
            for ancestor in level:
                if ancestor not in seen:
                    seen.add(ancestor)
                    yield ancestor
                    if ancestor in self.concepts:
                        following.extend(self.above(self.concepts[ancestor]))
            level = following
