"""What is said of each concept and collection: definitions, notes, sources, misleading names; links are numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from termgraph import markdown
from termgraph.markdown.tree import rich, rich_text
from termgraph.names import printable
from termgraph.namespaces import DCT, TG, is_web_iri
from termgraph.skos.documenting import MAKERS
from termgraph.view.mathml import formula
from termgraph.view.numbered import Numbered, line
from termgraph.wording import words

if TYPE_CHECKING:
    from termgraph.markdown.tree import Rich
    from termgraph.skos.citing import Misleading, Reference
    from termgraph.store.record import Value

Article = dict[str, Any]
#: A concept by its number, a collection by ~ its number, or a text with, perhaps, the web address that it leads to.
Ref = int | list[str]
#: A work by its number in `sources` and the place in it, or as a `Ref`.
Cite = list[Any]


class Writer:
    """Writes the articles of a vocabulary.

    Args:
        numbered: its concepts.

    Attributes:
        sources: the works that the articles cite by number: short name, full reference, web address or "".
    """

    def __init__(self, numbered: Numbered) -> None:
        self.numbered = numbered
        self.thesaurus = numbered.thesaurus
        self.words = words(numbered.language)
        self.sources: list[dict[str, str]] = []
        self._numbers: dict[str, int] = {}
        self._arrays = self.thesaurus.arrays_of
        self._memberships = self.thesaurus.collections_of
        self._marked = self.thesaurus.subjects_of(TG + "definitionMarkdown")
        self._quoted = self.thesaurus.subjects_of(TG + "sourceDefinition")
        self._made = self.thesaurus.subjects_of(*MAKERS)
        self._documented = self.thesaurus.documented | self._marked | self._quoted
        own = self.thesaurus.own_properties
        self._headings = {name: line(self.thesaurus.label(name, numbered.language)) for name in own}

    def write(self) -> list[Article]:
        """Return the articles, by the number of their concept; what there is not is left out."""
        thesaurus, number = self.thesaurus, self.numbered.number
        cited = thesaurus.subjects_of(DCT + "source")
        owning = self._made | thesaurus.subjects_of(*thesaurus.own_properties)
        articles: list[Article] = [{} for _ in number]
        for iri, article in zip(number, articles, strict=True):
            if iri in thesaurus.misleading:
                article["m"] = [self._card(iri, record) for record in thesaurus.misleading[iri]]
            if iri in self._documented:
                article.update(self._told(iri))
            if iri in cited:
                article["s"] = self._cites(thesaurus.references(iri))
            if iri in thesaurus.replacements:
                article["replaced"] = self._refs(thesaurus.replacements[iri])
            if groups := [*self._groups(iri)]:
                article["g"] = groups
            if iri in owning:
                article["a"] = [*self._attributes(iri)]
        self._add_matches(articles)
        self._add_dates(articles)
        for concept, status in self.numbered.status.items():
            articles[concept]["status"] = status
        return articles

    def collections(self) -> list[Article]:
        """Return what there is to say of each collection: its labels, its members in order, and what it divides."""
        return [self._collection(iri) for iri in self.numbered.collections]

    def _collection(self, iri: str) -> Article:
        thesaurus = self.thesaurus
        shown, tag = thesaurus.shown(iri, self.numbered.language)
        key = self.numbered.collection_keys[iri]
        labels = thesaurus.preferred(iri) or {tag: unquote(key) if shown == iri else shown}
        article = {
            "key": key,
            "labels": {lang: line(text) for lang, text in labels.items()},
            "notation": next((line(text.value) for text in thesaurus.notations.get(iri, ())), ""),
            "members": self._refs(thesaurus.members.get(iri, ())),
            "divides": self._refs(thesaurus.superordinates[iri]),
            "g": [*self._groups(iri)],
            "ordered": iri in thesaurus.ordered,
            "auxiliary": iri in thesaurus.auxiliary_collections,
            **self._told(iri),
        }
        return {key: value for key, value in article.items() if value}

    # References

    def _ref(self, value: Value) -> Ref:
        """Return the reference to a resource, or to what is only a text."""
        thesaurus, numbered = self.thesaurus, self.numbered
        if not isinstance(value, str):
            return [line(value.value)]
        if value in numbered.number:
            return numbered.number[value]
        if value in numbered.collection_number:
            return ~numbered.collection_number[value]
        if value in thesaurus.owners:
            return [line(thesaurus.term_text(value))]
        is_known = value in thesaurus.subjects
        text = line(thesaurus.label(value, numbered.language) if is_known else value)
        if text == value and value.startswith("_:"):  # nobody has named it, but it may hold texts
            said = (held.value for _, held in thesaurus.about(value) if not isinstance(held, str))
            return ["; ".join(sorted(map(line, said))) or "…"]
        return [text, value] if is_web_iri(value) else [text]

    def _match(self, iri: str) -> Ref:
        """Return the reference to what a concept is elsewhere."""
        if iri in self.numbered.number or not is_web_iri(iri):
            return self._ref(iri)
        return [line(self.thesaurus.label_elsewhere(iri, self.numbered.language)), iri]

    def _refs(self, values: Iterable[Value]) -> list[Ref]:
        return list(map(self._ref, values))

    def _ordered(self, nodes: Iterable[str]) -> list[Ref]:
        return self._refs(self.thesaurus.in_order(nodes, self.numbered.language))

    def _cites(self, sources: Iterable[Reference]) -> list[Cite]:
        return list(map(self._cite, sources))

    def _cite(self, source: Reference) -> Cite:
        label, place = line(source.label), [line(source.locator)] if source.locator else []
        if source.iri not in self.thesaurus.subjects:
            return [", ".join([label, *place]), *([source.url] if source.url else [])]
        if source.iri not in self._numbers:
            self._numbers[source.iri] = len(self.sources)
            citation = "" if source.citation.rstrip(".") == source.label else line(source.citation)
            self.sources.append({"short": label, "citation": citation, "href": source.url or ""})
        return [self._numbers[source.iri], *place]

    # What is told

    def _groups(self, iri: str) -> Iterator[tuple[str, Ref]]:
        """Yield the collections that something is in, and those that divide it, each with its heading."""
        yield from ((self.words.groups["array"], self._ref(one)) for one in self._arrays[iri])
        heading = self.words.relations["member"].back
        yield from ((heading, self._ref(one)) for one in self._memberships.get(iri, ()))

    def _attributes(self, iri: str) -> Iterator[tuple[str, Ref]]:
        """Yield who made something, and its properties of the vocabulary's own, each with its heading."""
        thesaurus = self.thesaurus
        if iri in self._made:
            makers = {value for name in MAKERS for _, value in thesaurus.about(iri, name)}
            yield from (
                (self.words.headings["makers"], self._ref(maker)) for maker in sorted(makers, key=str)
            )
        for name, values in thesaurus.attributes(iri).items():
            yield from ((self._headings[name], self._ref(value)) for value in values)

    def _add_matches(self, articles: list[Article]) -> None:
        for row in self.numbered.relations.values():
            if row.object != "outside":
                continue
            heading = self.words.relation(row).heading
            for iri, others in self.thesaurus.edges.get(row.name, {}).items():
                if iri in self.numbered.number:
                    matches = articles[self.numbered.number[iri]].setdefault("x", [])
                    matches += [(heading, self._match(other)) for other in others]

    def _add_dates(self, articles: list[Article]) -> None:
        number = self.numbered.number
        for name in ("created", "issued", "modified"):
            for iri, text in self.thesaurus.texts(DCT + name):
                if iri in number:
                    dates, date = articles[number[iri]].setdefault("dates", {}), line(text.value)[:10]
                    dates[name] = min(date, dates.get(name, date))

    def _told(self, iri: str) -> Article:
        """Return definitions and notes; Markdown takes the place of its plain text."""
        thesaurus = self.thesaurus
        notes = thesaurus.notes(iri)
        plain = [note for note in notes if note.kind == "definition"]
        said: list[tuple[str, bool, str, list[Any]]] = []
        for lang, text in thesaurus.spoken(iri, TG + "definitionMarkdown") if iri in self._marked else ():
            spoken = [note for note in plain if note.lang == lang]
            same = [note for note in spoken if note.text.split() == markdown.plain(text).split()] or spoken
            if len(same) == 1:
                plain.remove(same[0])
            said.append((lang, False, text, [lang, self.marked(text)]))
        for note in plain:
            sources = thesaurus.references(note.node) if note.node else ()
            cites = [self._cites(sources)] if sources else []
            said.append((note.lang, True, note.text, [note.lang, self.prose(note.text), *cites]))
        definitions = [definition for *_, definition in sorted(said, key=lambda one: one[:3])]
        for passage in thesaurus.passages(iri) if iri in self._quoted else ():
            text = markdown.plain(passage.text).replace("\n", "\n\n")
            cites = [[self._cite(passage.source)]] if passage.source else []
            definitions.append([passage.lang, self.prose(text), *cites])
        others = [
            [note.kind, note.lang, self.prose(note.text)]
            for note in notes
            if note.kind != "definition" and not thesaurus.tells_of_misnomer(iri, note.text, note.lang)
        ]
        return {key: value for key, value in (("d", definitions), ("n", others)) if value}

    def _card(self, iri: str, record: Misleading) -> Article:
        """Return the card of a misleading name."""
        name = line(record.term) or self.numbered.label(self.numbered.number[iri])[0]
        card = {
            "name": name,
            "suggests": self._ordered(record.suggests),
            "why": [[lang, self.prose(text)] for lang, text in record.why.items()],
            "clearer": self._ordered(record.clearer),
            "proposed": self._proposed(record),
            "fields": self._ordered(record.fields),
            "jest": list(map(line, record.jest)),
            "sources": self._cites(record.sources),
        }
        return {key: value for key, value in card.items() if value}

    def _proposed(self, record: Misleading) -> str:
        """Return what is said behind clearer names of which nobody uses one, "" where all are in use."""
        if not record.proposed:
            return ""
        by = {one.cited for term in record.proposed for one in self.thesaurus.references(term)}
        said = words(self.numbered.language).phrases
        return line(said["proposed"].format(sources="; ".join(sorted(by))) if by else said["proposed_here"])

    # Texts

    def prose(self, text: str) -> Rich:
        """Return plain text, which may hold TeX, as rich text: its paragraphs, or its runs where there is one."""
        parts = [part.strip() for part in printable(_breaks(text)).split("\n\n") if part.strip()]
        runs = [rich_text(" ".join(part.split("\n")), formula) for part in parts]
        return runs[0] if len(runs) == 1 else [{"p": run} for run in runs]

    def marked(self, text: str) -> Rich:
        """Return Markdown as rich text; links lead to concepts and to the web."""
        return rich(printable(_breaks(text)), self._href, formula)

    def _href(self, target: str) -> int | str | None:
        entry = markdown.entry_link(target)
        if entry is not None:
            iri = entry if ":" in entry else (self.thesaurus.base or "") + entry
            return self.numbered.number.get(iri)
        return target if is_web_iri(target) else None


def _breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
