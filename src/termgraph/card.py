"""One term as a person wants to read it: its names, why they mislead, what it is, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode

from termgraph.graph import GraphReader, locator_text
from termgraph.markdown import plain
from termgraph.model import Citation, Concept, Label
from termgraph.namespaces import DCT, is_absolute_iri, is_web_iri
from termgraph.relations import Relation
from termgraph.store import Store
from termgraph.store.index import best
from termgraph.wording import words


@dataclass(frozen=True, slots=True)
class Link:
    """Another resource: its IRI and the label to show for it."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A source as it is cited: short form, place in it, full citation and address.

    The IRI is empty where the source is a mere text.
    """

    iri: str
    label: str
    locator: str | None
    citation: str
    url: str | None


@dataclass(frozen=True, slots=True)
class MisnomerCard:
    """A misleading name in words: what it suggests, why that is wrong, what would be clearer, who says so."""

    name: str
    why: str
    clearer: tuple[Link, ...]
    suggests: tuple[Link, ...]
    fields: tuple[Link, ...]
    jest: tuple[str, ...]
    sources: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """What a source says of the term, in its own words, as plain text."""

    text: str
    source: Reference


@dataclass(frozen=True, slots=True)
class Card:
    """One term, ready to print; languages other than the chosen one stand in `translations`."""

    iri: str
    id: str
    label: str
    lang: str
    deprecated: bool
    misnomers: tuple[MisnomerCard, ...]
    definition: str | None
    names: tuple[Label, ...]
    notation: tuple[str, ...]
    hierarchy: tuple[tuple[Link, ...], ...]
    relations: dict[str, tuple[Link, ...]] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    notes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    translations: dict[str, str] = field(default_factory=dict)
    sources: tuple[Reference, ...] = ()
    quotes: tuple[Quote, ...] = ()
    status: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the card as JSON can hold it: the format of `show --format json`."""
        from dataclasses import asdict

        return asdict(self)


def card(store: Store, iri: str, *, lang: str | None = None) -> Card:
    """Return what there is to say of one concept.

    Args:
        store: the vocabulary.
        iri: the concept's IRI.
        lang: language tag to prefer; the vocabulary's own where it is None or has no text.

    >>> from termgraph.store import Store
    >>> from termgraph.namespaces import data_dir
    >>> ml = Store.open(data_dir() / "ml")
    >>> [link.label for link in card(ml, ml.find("softmax")).misnomers[0].clearer]
    ['softargmax']
    """
    return _Maker(store, lang or store.language).card(iri)


class _Maker:
    def __init__(self, store: Store, lang: str) -> None:
        self.store = store
        self.lang = lang

    def card(self, iri: str) -> Card:
        concept = self.store.concept(iri)
        index = self.store.index
        table = self.store.relations
        headings = words(self.lang).headed(table)
        above, below = set(index.broader.get(iri, ())), set(index.narrower.get(iri, ()))
        relations: dict[str, tuple[Link, ...]] = {}
        for row in table.telling:
            if row.subject == "concept":
                relations[row.name] = self.ids(concept.relations[row.name])
                if row.back and not row.symmetric:
                    relations[row.back] = self.links(self.leading_to(iri, row))
                if row.name != "broader" and table.is_below(row.name, "broader"):
                    above -= {link.iri for link in relations[row.name]}
                    below -= {link.iri for link in relations[row.back]}
        relations |= {"broader": self.links(above), "narrower": self.links(below)}
        notes = {
            "scopeNote": self.texts(concept.scope_note),
            "example": self.texts(concept.example),
            "historyNote": self.texts(concept.history_note),
            "changeNote": self.texts(concept.change_note),
            "editorialNote": self.texts(concept.editorial_note),
        }
        label = self.store.label(iri, self.lang)
        return Card(
            iri=iri,
            id=concept.id,
            label=label,
            lang=self.lang,
            deprecated=concept.deprecated,
            misnomers=tuple(self.misnomers(concept)),
            definition=best(concept.definition, self.lang),
            names=tuple(self.names(concept)),
            notation=concept.notation,
            hierarchy=tuple(self.lines(iri)),
            relations={kind: links for kind, links in relations.items() if links},
            headings={kind: text for kind, text in headings.items() if relations.get(kind)},
            notes={kind: texts for kind, texts in notes.items() if texts},
            translations={tag: text for tag, text in sorted(concept.pref_label.items()) if text != label},
            sources=self.references(concept.sources),
            quotes=tuple(self.quotes(concept)),
            status=concept.status,
        )

    def speaks(self, tag: str) -> bool:
        """Tell whether a text in a language is for the reader: their language, or none said."""
        return not tag or tag == self.lang or tag.split("-", maxsplit=1)[0] == self.lang.split("-")[0]

    def quotes(self, concept: Concept) -> Iterable[Quote]:
        """Return what sources say, in the reader's language where any of them does."""
        all_ = concept.source_definitions
        for quote in [quote for quote in all_ if self.speaks(quote.lang)] or all_:
            yield Quote(plain(quote.text), self.reference(quote.source))

    def names(self, concept: Concept) -> Iterable[Label]:
        """Return the other names in the reader's language, and after them those without any."""
        spoken = (name for name in concept.alt_labels if self.speaks(name.lang))
        return sorted(spoken, key=lambda name: (not name.lang, name.text.casefold(), name.text))

    def texts(self, labels: Iterable[Label]) -> tuple[str, ...]:
        labels = tuple(labels)
        fitting = tuple(label.text for label in labels if self.speaks(label.lang))
        return fitting or tuple(label.text for label in labels)

    def links(self, iris: Iterable[str]) -> tuple[Link, ...]:
        links = [Link(iri, self.store.label(iri, self.lang)) for iri in iris]
        return tuple(sorted(links, key=lambda link: (link.label.casefold(), link.iri)))

    def ids(self, ids: Iterable[str]) -> tuple[Link, ...]:
        return self.links(self.iri(id_) for id_ in ids)

    def iri(self, id_: str) -> str:
        return id_ if ":" in id_ or self.store.base is None else self.store.base + id_

    def leading_to(self, iri: str, row: Relation) -> set[str]:
        """Return what a kind of relation leads from to a concept, stated from either end."""
        found: set[object] = set()
        if row.iri:
            found |= {t.subject for t in self.store.triples(None, NamedNode(row.iri), _node(iri))}
        if row.inverse:
            found |= {t.object for t in self.store.triples(_node(iri), NamedNode(row.inverse), None)}
        return {node.value for node in found if isinstance(node, NamedNode)}

    def lines(self, iri: str, most: int = 4) -> Iterable[tuple[Link, ...]]:
        """Yield ways up to a top concept, top first, each without the concept itself: at most `most`, short ones first.

        Depth first, since there may be exponentially many ways, and each that is followed ends in one to yield.
        """
        broader, steps = self.store.index.broader, self.steps_to_top(iri)
        ways: list[tuple[str, ...]] = [(iri,)]
        while ways and most:
            way = ways.pop()
            above = [parent for parent in broader.get(way[-1], ()) if parent not in way]
            above.sort(key=lambda parent: (steps.get(parent, len(steps)), parent), reverse=True)
            ways += [(*way, parent) for parent in above]
            if not above and len(way) > 1:
                most -= 1
                yield tuple(Link(node, self.store.label(node, self.lang)) for node in reversed(way[1:]))

    def steps_to_top(self, iri: str) -> dict[str, int]:
        """Return how many steps each ancestor is from the nearest top concept."""
        index = self.store.index
        ancestors = set(index.ancestors(iri))
        steps = {node: 0 for node in sorted(ancestors) if not index.broader.get(node)}
        level = list(steps)
        while level:
            below = dict.fromkeys(child for node in level for child in index.narrower.get(node, ()))
            level = [child for child in below if child in ancestors and child not in steps]
            steps.update(dict.fromkeys(level, 1 + max(steps.values())))
        return steps

    def misnomers(self, concept: Concept) -> Iterable[MisnomerCard]:
        own = {label.text for label in (*concept.alt_labels, *concept.hidden_labels)}
        for record in concept.misnomers:
            clearer = [
                Link("", target)
                if target in own
                else Link(self.iri(target), self.store.label(self.iri(target), self.lang))
                for target in record.of
            ]
            yield MisnomerCard(
                name=record.term or self.store.label(self.iri(concept.id), self.lang),
                why=best(record.why, self.lang) or "",
                clearer=tuple(clearer),
                suggests=self.ids(record.suggests),
                fields=self.ids(record.fields),
                jest=record.jest,
                sources=self.references(record.sources),
            )

    def references(self, citations: Iterable[Citation]) -> tuple[Reference, ...]:
        cited = (self.reference(citation) for citation in citations)
        return tuple(sorted(cited, key=lambda reference: reference.label.casefold()))

    def reference(self, citation: Citation) -> Reference:
        locator = locator_text(citation.locator) if citation.locator else None
        node = self.work(citation.source)
        if node is None:
            iri = citation.source if is_absolute_iri(citation.source) else ""
            return Reference(iri, citation.source, locator, citation.source, iri if is_web_iri(iri) else None)
        source = GraphReader(self.store.triples, self.store.base).source(node)
        iri = node.value if isinstance(node, NamedNode) else f"_:{node.value}"
        found = self.store.triples(node, NamedNode(DCT + "bibliographicCitation"), None)
        texts = sorted(triple.object.value for triple in found if isinstance(triple.object, Literal))
        return Reference(
            iri=iri,
            label=self.store.label(iri, self.lang),
            locator=locator,
            citation=texts[0] if texts else source.title,
            url=source.url,
        )

    def work(self, source: str) -> NamedNode | BlankNode | None:
        """Return the resource that a citation means, where the graph says anything of it; None for a mere text."""
        for name in (source, f"{self.store.base}source/{source}", f"_:{source}"):
            with suppress(ValueError):  # not of the form of an IRI, or of a blank node
                node = _node(name)
                if any(True for _ in self.store.triples(node, None, None)):
                    return node
        return None


def _node(iri: str) -> NamedNode | BlankNode:
    return BlankNode(iri[2:]) if iri.startswith("_:") else NamedNode(iri)


__all__ = ["Card", "Link", "MisnomerCard", "Quote", "Reference", "card"]
