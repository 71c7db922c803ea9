"""One term as a person wants to read it: its names, why they mislead, what it is, and where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from termgraph.markdown import plain
from termgraph.namespaces import DCT, SKOSXL
from termgraph.skos import Thesaurus
from termgraph.skos.citing import Misleading, Passage, Reference
from termgraph.skos.documenting import MAKERS
from termgraph.skos.naming import KINDS, best, readable
from termgraph.store.record import Value, no_collecting
from termgraph.wording import Words, words

_DATES = ("created", "issued", "modified")


@dataclass(frozen=True, slots=True)
class Link:
    """Another resource: its IRI and the label to show for it; a text has no IRI."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class NameCard:
    """Another name: its text, language, types ("abbreviation"), and what is said of it as a resource of its own."""

    text: str
    lang: str
    type: str | None = None
    about: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MisnomerCard:
    """A misleading name in words: what it suggests, why that is wrong, what would be clearer, who says so.

    Of the clearer names, those in `proposed` are in nobody's use; sources in `proposed_by` offer them, or none does.
    """

    name: str
    why: str
    clearer: tuple[Link, ...]
    suggests: tuple[Link, ...]
    fields: tuple[Link, ...]
    jest: tuple[str, ...]
    sources: tuple[Reference, ...]
    proposed: tuple[str, ...] = ()
    proposed_by: tuple[Reference, ...] = ()

    def called(self, link: Link, said: Words) -> str:
        """Return a clearer name; of one that is only proposed, with who does so."""
        if link.iri or link.label not in self.proposed:
            return link.label
        by = "; ".join(one.cited for one in self.proposed_by)
        told = said.phrases["proposed"].format(sources=by) if by else said.phrases["proposed_here"]
        return f"{link.label} ({told})"


@dataclass(frozen=True, slots=True)
class Quote:
    """What a source says of the term, in its own words, as plain text."""

    text: str
    source: Reference | None


@dataclass(frozen=True, slots=True)
class Card:
    """One concept or collection, ready to print.

    Names in the reader's language, or in none, stand in `names`, all others in `other_names`; preferred names in other
    languages in `translations`. What a collection holds stands in `relations` as `member`, in its order.
    """

    iri: str
    id: str
    kind: str
    label: str
    lang: str
    deprecated: bool
    misnomers: tuple[MisnomerCard, ...]
    definition: str | None
    names: tuple[NameCard, ...]
    notation: tuple[str, ...]
    hierarchy: tuple[tuple[Link, ...], ...] = ()
    relations: dict[str, tuple[Link, ...]] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    notes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    translations: dict[str, str] = field(default_factory=dict)
    other_names: tuple[NameCard, ...] = ()
    hidden_names: tuple[NameCard, ...] = ()
    schemes: tuple[Link, ...] = ()
    dates: dict[str, str] = field(default_factory=dict)
    makers: tuple[Link, ...] = ()
    attributes: dict[str, tuple[Link, ...]] = field(default_factory=dict)
    sources: tuple[Reference, ...] = ()
    quotes: tuple[Quote, ...] = ()
    status: str | None = None
    status_by: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the card as JSON can hold it: the format of `show --format json`."""
        from dataclasses import asdict

        told = asdict(self)
        told["sources"] = [source._asdict() for source in self.sources]
        for misnomer, card in zip(told["misnomers"], self.misnomers, strict=True):
            misnomer["sources"] = [source._asdict() for source in card.sources]
            misnomer["proposed_by"] = [source._asdict() for source in card.proposed_by]
        for quote, one in zip(told["quotes"], self.quotes, strict=True):
            quote["source"] = one.source._asdict() if one.source else None
        return told


@no_collecting()
def card(thesaurus: Thesaurus, iri: str, *, lang: str | None = None) -> Card:
    """Return what there is to say of one concept or collection.

    Args:
        thesaurus: the vocabulary.
        iri: which; `_:name` for a blank node.
        lang: language tag to prefer; the vocabulary's own where it is None or has no text.

    >>> from termgraph.namespaces import data_dir
    >>> ml = Thesaurus.open(data_dir() / "ml")
    >>> [link.label for link in card(ml, ml.find("softmax")).misnomers[0].clearer]
    ['softargmax']
    """
    return _Maker(thesaurus, lang or thesaurus.language).card(iri)


def briefs(thesaurus: Thesaurus, iris: Iterable[str]) -> Iterator[Card]:
    """Yield cards without ways to the top, schemes, translations, and who says so and when: what takes most time."""
    return map(_Maker(thesaurus, thesaurus.language).brief, iris)


class _Maker:
    def __init__(self, thesaurus: Thesaurus, lang: str) -> None:
        self.thesaurus = thesaurus
        self.lang = lang
        self._links: dict[str, Link] = {}

    @cached_property
    def headings(self) -> Mapping[str, str]:
        """The heading of each kind of relation."""
        return words(self.lang).headed(self.thesaurus.relations)

    @cached_property
    def outside(self) -> Set[str]:
        """The kinds of relations to what other vocabularies tell of."""
        return {row.name for row in self.thesaurus.relations.values() if row.object == "outside"}

    def card(self, iri: str) -> Card:
        thesaurus, brief = self.thesaurus, self.brief(iri)
        return replace(
            brief,
            hierarchy=tuple(self.lines(iri)),
            headings={kind: text for kind, text in self.headings.items() if kind in brief.relations},
            translations={
                tag: text
                for tag, text in sorted(thesaurus.preferred(iri).items())
                if text != brief.label or not thesaurus.speaks(tag, self.lang)
            },
            schemes=self.links(thesaurus.schemes_of.get(iri, ())),
            dates=self.dates(iri),
            makers=self.terms(value for name, value in thesaurus.about(iri) if name in MAKERS),
            sources=thesaurus.references(iri),
            quotes=tuple(self.quotes(iri)),
            status_by=thesaurus.judged_by(iri, brief.status) if brief.status else (),
            versions=thesaurus.versions_of(iri),
        )

    def brief(self, iri: str) -> Card:
        thesaurus = self.thesaurus
        label = thesaurus.label(iri, self.lang)
        own, others, hidden = self.names(iri)
        return Card(
            iri=iri,
            id=thesaurus.id(iri),
            kind="collection" if iri in thesaurus.collections else "concept",
            label=label,
            lang=self.lang,
            deprecated=iri in thesaurus.deprecated,
            misnomers=tuple(self.misnomer(record, label) for record in thesaurus.misleading.get(iri, ())),
            definition=thesaurus.definition(iri, self.lang),
            names=own,
            notation=tuple(text.value for text in thesaurus.notations.get(iri, ())),
            relations=self.relations(iri),
            notes=self.notes(iri),
            other_names=others,
            hidden_names=hidden,
            attributes=self.attributes(iri),
            status=thesaurus.statuses.get(iri),
        )

    def relations(self, iri: str) -> dict[str, tuple[Link, ...]]:
        """Return what it is related to, by kind; collections and what they divide with it, names not."""
        thesaurus = self.thesaurus
        found = {
            name: self.links_elsewhere(others) if name in self.outside else self.links(others)
            for name, others in thesaurus.beside(iri).items()
        }
        for name in ("synonymOf", "abbreviationOf", "misnomerOf"):
            found.pop(name, None)
        if iri in thesaurus.members:
            found["member"] = tuple(self.link(member) for member in thesaurus.members[iri])
        if iri in thesaurus.collections_of:
            found["memberOf"] = self.links(thesaurus.collections_of[iri])
        for name, adjacency in (("array", thesaurus.arrays_of), ("superordinate", thesaurus.superordinates)):
            if adjacency[iri]:
                found[name] = self.links(adjacency[iri])
        if iri in thesaurus.replacements:
            found["isReplacedBy"] = self.links(thesaurus.replacements[iri])
        return found

    def names(self, iri: str) -> tuple[tuple[NameCard, ...], ...]:
        """Return the other names for the reader, those in other languages, and those that are only searched by."""
        thesaurus = self.thesaurus
        about = self.about_names(iri)
        preferred = thesaurus.preferred(iri)
        found: dict[str, list[NameCard]] = defaultdict(list)
        for kind, text, lang in thesaurus.names.get(iri, ()):
            types = thesaurus.types_of(iri, text, lang)
            first = next((type_ for type_ in types if type_ != "misnomer"), None)
            name = NameCard(text, lang, first, about.get((text, lang), {}))
            if kind == "hiddenLabel":
                found["hidden"].append(name)
            # Of several preferred names one is the heading.
            elif kind == "altLabel" or text != preferred.get(lang):
                found["own" if thesaurus.speaks(lang, self.lang) else "other"].append(name)
        for names in found.values():
            names.sort(key=lambda name: (not name.lang, name.lang, name.text.casefold(), name.text))
        return tuple(found["own"]), tuple(found["other"]), tuple(found["hidden"])

    def about_names(self, iri: str) -> Mapping[tuple[str, str], dict[str, tuple[str, ...]]]:
        """Return what is said of names that are resources, by text and language: notes, dates, own properties."""
        thesaurus = self.thesaurus
        found: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
        if SKOSXL + "literalForm" not in thesaurus.columns:
            return found
        for term in sorted({term for kind in KINDS for term in thesaurus.terms_of(iri, kind)}):
            said = [(name, link.label) for name, links in self.attributes(term).items() for link in links]
            said += [(note.kind, note.text) for note in thesaurus.notes(term)]
            for lang, text in thesaurus.spoken(term, SKOSXL + "literalForm") if said else ():
                told = found.setdefault((text, lang), {})
                for name, one in said:
                    told[name] = tuple(dict.fromkeys((*told.get(name, ()), one)))
        return found

    def notes(self, iri: str) -> dict[str, tuple[str, ...]]:
        """Return the notes by kind: those for the reader, or all where none is; not the definition shown."""
        told: dict[str, list[tuple[bool, str]]] = defaultdict(list)
        first = self.thesaurus.definition(iri, self.lang)
        for note in self.thesaurus.notes(iri):
            speaks = self.thesaurus.speaks(note.lang, self.lang)
            if note.kind != "definition" or (speaks and note.text != first):
                told[note.kind].append((speaks, note.text))
        return {
            kind: tuple(text for speaks, text in texts if speaks) or tuple(text for _, text in texts)
            for kind, texts in told.items()
        }

    def dates(self, iri: str) -> dict[str, str]:
        """Return when it was first made and issued, and when last changed."""
        found = {}
        for name in _DATES:
            values = sorted(self.text(value) for _, value in self.thesaurus.about(iri, DCT + name))
            if values:
                found[name] = values[-1 if name == "modified" else 0]
        return found

    def attributes(self, iri: str) -> dict[str, tuple[Link, ...]]:
        """Return the properties of the vocabulary's own, by label; texts for the reader, or all where none is."""
        told: dict[str, list[Value]] = defaultdict(list)
        for name, values in self.thesaurus.attributes(iri).items():
            spoken = [value for value in values if self.is_for_reader(value)]
            told[self.thesaurus.label(name, self.lang)] += spoken or values
        return {label: terms for label, values in told.items() if (terms := self.terms(values))}

    def is_for_reader(self, value: Value) -> bool:
        return isinstance(value, str) or self.thesaurus.speaks(value.language or "", self.lang)

    def quotes(self, iri: str) -> Iterator[Quote]:
        """Return what sources say, in the reader's language where any of them does."""
        passages: list[Passage] = self.thesaurus.passages(iri)
        spoken = [one for one in passages if self.thesaurus.speaks(one.lang, self.lang)]
        for passage in spoken or passages:
            yield Quote(plain(passage.text), passage.source)

    def link(self, iri: str) -> Link:
        """Return the link to a resource, which is asked for wherever that is told of."""
        found = self._links.get(iri)
        if found is None:
            found = self._links[iri] = Link(iri, self.thesaurus.label(iri, self.lang))
        return found

    def links(self, iris: Iterable[str]) -> tuple[Link, ...]:
        """Return links in the natural order of siblings."""
        return tuple(map(self.link, self.thesaurus.in_order(iris, self.lang)))

    def links_elsewhere(self, iris: Iterable[str]) -> tuple[Link, ...]:
        """Return links to concepts of other vocabularies, in the same order."""
        ordered = self.thesaurus.in_order(iris, self.lang)
        return tuple(Link(iri, self.thesaurus.label_elsewhere(iri, self.lang)) for iri in ordered)

    def terms(self, values: Iterable[Value]) -> tuple[Link, ...]:
        """Return links and texts from A to Z, without blank nodes of which nothing is said."""
        links = {Link(value if isinstance(value, str) else "", self.text(value)) for value in values}
        links = {link for link in links if not link.label.startswith("_:") or link.label != link.iri}
        return tuple(sorted(links, key=lambda link: (link.label.casefold(), link.label, link.iri)))

    def text(self, value: Value) -> str:
        return self.thesaurus.label(value, self.lang) if isinstance(value, str) else readable(value)

    def lines(self, iri: str, most: int = 4) -> Iterator[tuple[Link, ...]]:
        """Yield ways up to a top concept, top first, each without the concept itself: at most `most`, short ones first.

        Depth first, since there may be exponentially many ways, and each that is followed ends in one to yield.
        """
        broader, steps = self.thesaurus.broader, self.steps_to_top(iri)
        ways: list[tuple[str, ...]] = [(iri,)]
        while ways and most:
            way = ways.pop()
            above = [parent for parent in broader[way[-1]] if parent not in way]
            above.sort(key=lambda parent: (steps.get(parent, len(steps)), parent), reverse=True)
            ways += [(*way, parent) for parent in above]
            if not above and len(way) > 1:
                most -= 1
                yield tuple(self.link(node) for node in reversed(way[1:]))

    def steps_to_top(self, iri: str) -> dict[str, int]:
        """Return how many steps each ancestor is from the nearest top concept."""
        broader, below = self.thesaurus.broader, defaultdict[str, list[str]](list)
        steps: dict[str, int] = {}
        for node in self.thesaurus.ancestors(iri):
            for parent in broader[node]:
                below[parent].append(node)
            if not broader[node]:
                steps[node] = 0
        for node in (level := [*steps]):  # grows while it is walked
            for child in below[node]:
                if child not in steps:
                    steps[child] = steps[node] + 1
                    level.append(child)
        return steps

    def misnomer(self, record: Misleading, label: str) -> MisnomerCard:
        thesaurus = self.thesaurus
        return MisnomerCard(
            name=record.term or label,
            why=best(record.why, self.lang) or "",
            clearer=tuple(sorted(map(self.named, record.clearer), key=lambda link: (link.label, link.iri))),
            suggests=self.links(record.suggests),
            fields=self.links(record.fields),
            jest=record.jest,
            sources=record.sources,
            proposed=tuple(map(thesaurus.term_text, record.proposed)),
            proposed_by=tuple(
                dict.fromkeys(one for term in record.proposed for one in thesaurus.references(term))
            ),
        )

    def named(self, node: str) -> Link:
        """Return the link to a concept, or the text of a name, which is no place to go to."""
        is_concept = node in self.thesaurus.concepts
        return self.link(node) if is_concept else Link("", self.thesaurus.term_text(node))


__all__ = ["Card", "Link", "MisnomerCard", "NameCard", "Quote", "Reference", "briefs", "card"]
