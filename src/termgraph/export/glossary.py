"""A vocabulary as a glossary that people read: terms from A to Z, with their names, texts, relations and sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain, count

from termgraph import card as cards
from termgraph import markdown
from termgraph.card import Card, MisnomerCard, NameCard, Reference
from termgraph.entries.writer import vocabulary_text
from termgraph.export.terms import Fact, Glossary, Link, Quote, Term
from termgraph.markdown import escaped, escaped_block
from termgraph.model import Citation, Concept, Label, Misnomer, Source
from termgraph.names import exact_key, language_tag, printable, unmarked_key
from termgraph.namespaces import DC, DCT, SKOS, TG, is_web_iri, slug
from termgraph.skos import Thesaurus
from termgraph.skos.naming import best, nearest
from termgraph.wording import Parts, words
from termgraph.wording.words import upper

#: The notes that readers of a glossary are told; the others are for those who work on it.
_NOTES = ("definition", "scopeNote", "note", "example", "historyNote")

#: After so many terms is told how far we are.
_OFTEN = 100


def glossary(store: Thesaurus, progress: Callable[[float], None] = lambda _: None) -> Glossary:
    r"""Return a vocabulary as a glossary, in the language that its names are shown in.

    Args:
        store: the vocabulary.
        progress: told now and then which share of the terms is there.

    >>> from termgraph.skos import Thesaurus
    >>> owl = '<e:owl> a skos:Concept ; skos:prefLabel "owl"@en ; skos:altLabel "BO"@en ; skos:definition "*Bird*"@en .'
    >>> [(term.key, term.label, term.definition, term.names) for term in glossary(Thesaurus.from_text(owl)).terms]
    [('owl', 'owl', '\\*Bird\\*', (('BO', None),))]
    """
    return _Maker(store).glossary(progress)


class _Maker:
    """Makes terms of cards, which say what there is to say to a reader, and of the model, which says all."""

    def __init__(self, store: Thesaurus) -> None:
        self.store = store
        self.said = words(store.language)
        self.vocabulary = store.frame()
        self.title = printable(store.heading() or store.whole or "vocabulary")
        self.keys = keys(store, self.title)
        self.sources = {id_: one for id_, one in store.bibliography().items() if slug(id_) == id_}
        self.groups = _group_keys(store)
        self.declared = {store.label(one.iri): one.name for one in self.vocabulary.attributes}
        called = {name: upper(label) for label, name in self.declared.items()}
        self.labels = Parts(self.said, self.vocabulary.relations, called)

    def glossary(self, progress: Callable[[float], None]) -> Glossary:
        store = self.store
        terms: list[Term] = []
        for told in cards.briefs(store, sorted(store.concepts)):
            if len(terms) % _OFTEN == 0:
                progress(len(terms) / len(store.concepts))
            terms.append(self.term(told))
        terms.sort(key=lambda term: (unmarked_key(term.label), term.label, term.iri))
        licenses = [value for _, value in store.about(store.whole, DCT + "license")]
        return Glossary(
            title=self.title,
            language=store.language,
            iri=store.whole,
            description=self.description(store.whole),
            license=next(
                (one for one in sorted(map(str, licenses)) if one in licenses and is_web_iri(one)), ""
            ),
            terms=tuple(terms),
            collections=tuple(self.collection(iri) for iri in store.in_order(store.collections)),
            sources=tuple(map(self.source, self.sources.values())),
            about=vocabulary_text(self.vocabulary),
            labels=self.labels,
        )

    def description(self, scheme: str) -> str:
        """Return what the vocabulary says of itself, in the language of the glossary."""
        for name in (DCT + "description", SKOS + "definition", DC + "description"):
            if texts := dict(reversed(self.store.spoken(scheme, name))):
                return printable(best(texts, self.store.language) or "")
        return ""

    def collection(self, iri: str) -> Term:
        store, label = self.store, self.labels.label
        found = store.collection_of(iri)
        members = (cards.Link(member, store.label(member)) for member in store.members.get(iri, ()))
        preferred = (
            Link(f"{printable(text)} ({tag})") for tag, text in found.pref_label.items() if self.tag(tag)
        )
        texts = (
            Fact(label("definition", lang=self.tag(lang)), text=_block(text))
            for lang, text in found.definition.items()
        )
        facts = (
            *texts,
            Fact(label("prefLabel"), tuple(preferred), names=True),
            Fact(label("auxiliary"), text=self.said.headings["explains"] if found.auxiliary else ""),
            Fact(label("group", "member"), tuple(map(self.link, members))),
        )
        said = tuple(fact for fact in facts if fact.links or fact.text)
        return Term(self.groups[iri], iri, printable(store.label(iri)), facts=said)

    def source(self, source: Source) -> Term:
        """Return a source with all that is known of it."""
        facts = []
        for name in self.said.source:
            value = getattr(source, name)
            if name == "type":
                value = self.said.works[value]
            texts = value if isinstance(value, tuple) else (str(value),) if value else ()
            links = tuple(Link(printable(text), url=text if name == "url" else "") for text in texts)
            facts += [Fact(self.labels.label("source", name), links, names=True)] if links else []
        short = self.store.label(f"{self.store.base or ''}source/{source.id}")
        reference = escaped(printable(source.citation))
        return Term(f"source-{source.id}", "", printable(short), reference, facts=tuple(facts))

    def term(self, told: Card) -> Term:
        concept = self.store.documentation_of(told.iri)
        names = sorted(told.names, key=lambda name: (exact_key(name.text), name.text))
        above = self.store.in_order(self.store.broader[told.iri])
        tags = [self.keys[parent] for parent in above if parent in self.keys]
        tags += [tag for tag in (told.status, "deprecated" if told.deprecated else None) if tag]
        definition, lang = self.definition(told)
        facts = [fact for fact in self.facts(told, concept, lang) if fact.links or fact.text]
        return Term(
            key=self.keys[told.iri],
            iri=told.iri,
            label=printable(told.label),
            definition=definition,
            lang=lang,
            names=tuple((printable(name.text), name.type) for name in names if name.text != told.label),
            facts=tuple(sorted(facts, key=lambda fact: fact.aside)),
            quotes=tuple(self.quotes(concept)),
            tags=tuple(dict.fromkeys(tags)),
        )

    def tag(self, lang: str) -> str:
        """Return a language tag where it is not that of the glossary."""
        return "" if lang.lower() == self.store.language.lower() else lang

    def definition(self, told: Card) -> tuple[str, str]:
        """Return the definition as Markdown, with links as the terms' keys, and its language if it is another.

        Texts are Markdown by the graph's own word; all others are plain text, which may look like it.
        """
        marked = dict(reversed(self.store.spoken(told.iri, TG + "definitionMarkdown")))
        texts = self.store.definitions.get(told.iri, ())
        if not marked and not texts:
            return "", ""
        tags = {*marked, *(language_tag(text.language or "") for text in texts)}
        tag = nearest(sorted(tags), self.store.language) or ""
        if tag in marked:
            return self.marked(marked[tag]), self.tag(tag)
        return _unmarked(told.definition or ""), self.tag(tag)

    def marked(self, text: str) -> str:
        """Return a definition that is Markdown, below the heading of its term and with links as keys."""
        return self.linked(markdown.lowered(printable(text), 2))

    def linked(self, text: str) -> str:
        """Return Markdown with its links to entries as links to keys; those that lead nowhere are undone."""

        def aim(found: re.Match[str]) -> str:
            entry = markdown.entry_link(found[2])
            if entry is None:
                return found.group()
            key = self.keys.get(f"{self.store.base or ''}{entry}") or self.keys.get(entry)
            return f"[{found[1]}]({key}.md)" if key else found[1]

        return _LINK.sub(aim, text)

    def facts(self, told: Card, concept: Concept, defined: str) -> Iterator[Fact]:
        """Yield the lines below the definition; one that leads nowhere is none."""
        label = self.labels.label
        yield from self.named("altLabels", (one for one in told.names if one.text != told.label))
        for name in concept.proposed_names:
            yield Fact(
                label("proposedNames", lang=self.tag(name.lang)), (Link(printable(name.text)),), names=True
            )
        yield Fact(label("notation"), tuple(Link(printable(code)) for code in told.notation), names=True)
        if told.deprecated:
            yield Fact(label("deprecated"), text=self.said.headings["unused"])
        if told.status:
            known = self.said.headings if told.status in _JUDGED else self.said.statuses
            yield Fact(label("status"), text=escaped(known.get(told.status, told.status)))
        for key, names in (("reviewedBy", concept.reviewed_by), ("approvedBy", concept.approved_by)):
            if names:
                yield Fact(label(key), tuple(Link(printable(name)) for name in names), names=True)
        for record, whole in zip(told.misnomers, concept.misnomers, strict=True):
            yield self.misnomer(record, whole)
        related = {
            kind: Fact(heading, tuple(map(self.link, told.relations[kind])))
            for kind, heading in self.headings.items()
            if kind in told.relations
        }
        yield from (fact for kind, fact in related.items() if kind not in self.outside)
        yield from self.notes(told, concept)
        yield from self.translations(told)
        yield from self.attributes(told, concept)
        yield from (fact for kind, fact in related.items() if kind in self.outside)
        yield Fact(label("sources"), self.cited(concept.sources))
        for lang, text in concept.definition.items():
            if self.tag(lang) and self.tag(lang) != defined:
                yield Fact(label("definition", lang=lang), text=self.marked(text), aside=True)
        yield from self.named("hiddenLabels", told.hidden_names, aside=True)
        former = (Link(one, url=one) for one in concept.replaces)
        yield Fact(label("replaces"), tuple(former), aside=True)
        for key, date in (("created", concept.created), ("modified", concept.modified)):
            yield Fact(label(key), text=escaped(date or ""), aside=True)

    @cached_property
    def outside(self) -> set[str]:
        """The kinds of relations to what other vocabularies tell of."""
        return {row.name for row in self.store.relations.values() if row.object == "outside"}

    @cached_property
    def headings(self) -> Mapping[str, str]:
        """The heading of each kind of relation from either end, the most telling first, and then those of groups."""
        found: dict[str, str] = {}
        for row in self.vocabulary.relations.telling:
            if row.name not in _OF_NAMES:
                found[row.name] = self.labels.label("relation", row.name)
                if row.back not in {"", row.name}:
                    found[row.back] = self.labels.label("back", row.name)
        return {**found, **self.said.groups}

    def named(self, key: str, names: Iterable[NameCard], *, aside: bool = False) -> Iterator[Fact]:
        """Yield names, those of each type and language on a line of their own."""
        grouped: dict[tuple[str, str], list[Link]] = {}
        for name in sorted(names, key=lambda name: (exact_key(name.text), name.text)):
            grouped.setdefault((self.tag(name.lang), name.type or ""), []).append(Link(printable(name.text)))
        for (lang, type_), links in sorted(grouped.items()):
            yield Fact(self.labels.label(key, type_, lang=lang), tuple(links), names=True, aside=aside)

    def translations(self, told: Card) -> Iterator[Fact]:
        """Yield the names in other languages: the preferred one of each, then the others."""
        preferred = sorted(self.store.preferred(told.iri).items())
        links = (Link(f"{printable(text)} ({tag})") for tag, text in preferred if tag and self.tag(tag))
        yield Fact(self.labels.label("prefLabel"), tuple(links), names=True)
        yield from self.named("altLabels", told.other_names)

    def notes(self, told: Card, concept: Concept) -> Iterator[Fact]:
        """Yield the notes, but for those that say what a record of a misleading name says."""
        kept = {(note.text, note.lang) for note in concept.scope_note}
        for note in dict.fromkeys((one.kind, one.text, one.lang) for one in self.store.notes(told.iri)):
            kind, text, lang = note
            shown = text in told.notes.get(kind, ())
            if (kind == "definition" and not shown) or (kind == "scopeNote" and (text, lang) not in kept):
                continue
            label = self.labels.label("note", kind, lang=self.tag(lang))
            yield Fact(label, text=_block(text), aside=not shown or kind not in _NOTES)

    def attributes(self, told: Card, concept: Concept) -> Iterator[Fact]:
        """Yield the properties of the vocabulary's own: those that it declares to have texts, then all others."""
        for name, values in concept.attributes.items():
            for value in values:
                one = value if isinstance(value, Label) else Label(value, "")
                aside = bool(one.lang) and not self.store.speaks(one.lang, self.store.language)
                label = self.labels.label("attribute", name, lang=self.tag(one.lang) if one.lang else "")
                yield Fact(label, text=_block(one.text), aside=aside)
        for label, links in told.attributes.items():
            # What has no label is called by its short IRI; texts may have commas in them, and stand apart.
            heading = label if ":" in label else upper(label)
            if label not in self.declared:
                yield Fact(heading, tuple(self.link(link) for link in links if link.iri))
                yield from (Fact(heading, (self.link(link),)) for link in links if not link.iri)

    def link(self, link: cards.Link) -> Link:
        if link.iri in self.keys:
            return Link(printable(link.label), self.keys[link.iri])
        if link.iri in self.groups:
            return Link(printable(link.label), place=self.groups[link.iri])
        is_described = link.iri in self.store.subjects
        return Link(
            printable(link.label if is_described or not link.iri else link.iri),
            url=link.iri if is_web_iri(link.iri) else "",
        )

    def misnomer(self, record: MisnomerCard, known: Misnomer) -> Fact:
        """Return the record of a misleading name: the name, and what is said of it."""
        label = self.labels.label
        reasons = (
            Fact(label("why", lang=self.tag(lang)), text=_block(why), aside=why != record.why)
            for lang, why in known.why.items()
        )
        parts = (
            Fact(label("suggests"), tuple(map(self.link, record.suggests))),
            Fact(label("fields"), tuple(map(self.link, record.fields))),
            *reasons,
            Fact(label("of"), tuple(map(self.link, record.clearer)), names=True),
            Fact(label("proposed_by"), self.cited(known.proposed_by)),
            Fact(label("jest"), tuple(Link(printable(text)) for text in record.jest), names=True),
            Fact(label("said_by"), self.cited(known.sources)),
        )
        name = Link(printable(record.name))
        told = tuple(part for part in parts if part.links or part.text)
        return Fact(label("misnomer"), (name,), names=True, parts=told)

    def quotes(self, concept: Concept) -> Iterator[Quote]:
        """Yield what sources say; passages in other languages are asides where there is one in the glossary's."""
        speaks = [self.store.speaks(one.lang, self.store.language) for one in concept.source_definitions]
        for quote, spoken in zip(concept.source_definitions, speaks, strict=True):
            aside = any(speaks) and not spoken
            text = markdown.self_contained(printable(quote.text))
            yield Quote(text, self.cite(quote.source), self.tag(quote.lang), aside)

    def cited(self, citations: Iterable[Citation]) -> tuple[Link, ...]:
        return tuple(sorted(map(self.cite, citations), key=lambda link: (link.text.casefold(), link.text)))

    def cite(self, citation: Citation) -> Link:
        """Return how a source is cited; a blank node without a title has no name that would be of use."""
        own = citation.source in self.sources
        node = f"{self.store.base or ''}source/{citation.source}" if own else citation.source
        found: Reference = self.store.reference(node, citation.locator or "")
        if not node or found.label.startswith("_:"):
            return Link(self.said.headings["unnamed"])
        place = f", {found.locator}" if found.locator else ""
        text = printable(found.label + place)
        return Link(text, place=f"source-{citation.source}") if own else Link(text, url=found.url or "")


#: What somebody says of an entry.
_JUDGED = ("reviewed", "approved")
#: What is told as names and not as relations, or of collections.
_OF_NAMES = frozenset({"misnomerOf", "synonymOf", "abbreviationOf", "member"})
_LINK = re.compile(r"(?<!!)\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\(<?([^()<>\s]+)>?\)")


def _block(text: str) -> str:
    """Return a note, which is plain text, as Markdown; formulas stay."""
    return escaped_block(printable(text), formulas=True)


def _unmarked(text: str) -> str:
    """Return a definition that is plain text as Markdown: as it is, where Markdown reads it as it is."""
    text = printable(text)
    return text if markdown.plain(text) == text else escaped_block(text, formulas=True)


def keys(store: Thesaurus, title: str) -> dict[str, str]:
    """Return a file name without suffix for each concept, the same each time and unlike all others."""
    keys: dict[str, str] = {}
    taken = {"readme", "index", "contents", "collections", slug(title)}  # what stands beside the terms
    for iri in sorted(store.concepts):
        id_ = store.id(iri)
        is_local = ":" not in id_
        made = slug(id_ if is_local else re.split(r"[/#:]", id_.rstrip("/#"))[-1] or store.label(iri))
        key, n = made, 2
        while key in taken:
            key, n = f"{made}-{n}", n + 1
        taken.add(key)
        keys[iri] = key
    return keys


def _group_keys(store: Thesaurus) -> dict[str, str]:
    """Return what links call each collection, unlike all others."""
    keys: dict[str, str] = {}
    for iri in sorted(store.collections):
        id_ = store.collection_of(iri).id
        made = f"collection-{slug(re.split(r'[/#:]', id_.rstrip('/#'))[-1] or store.label(iri))}"
        numbers = (f"{made}-{number}" for number in count(2))
        keys[iri] = next(key for key in chain([made], numbers) if key not in keys.values())
    return keys
