"""A vocabulary as a glossary that people read: terms from A to Z, with their names, texts, relations and sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from termgraph import card as cards
from termgraph import markdown
from termgraph.card import Card, MisnomerCard, Reference, card
from termgraph.markdown import escaped, escaped_block
from termgraph.names import exact_key, language_tag, printable, unmarked_key
from termgraph.namespaces import DC, DCT, SKOS, TG, is_web_iri, slug
from termgraph.skos import Thesaurus
from termgraph.skos.naming import best, nearest
from termgraph.wording import Words, words

#: The notes that readers of a glossary are told; the others are for those who work on it.
_NOTES = ("definition", "scopeNote", "note", "example", "historyNote")
#: The types of names that stand on a line of their own: a reader of glossaries knows their words again.
_LISTED = ("abbreviation", "plural")


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a term, to an address, or nowhere.

    Args:
        text: what it says.
        key: the key of the term, "" where it leads to none.
        url: the address, "" where it leads to none.
    """

    text: str
    key: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled line below the text of a term: links, which may be no more than names, or a passage of Markdown."""

    label: str
    links: tuple[Link, ...] = ()
    text: str = ""
    names: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """What a source says of a term, in its own words, and how the source is cited."""

    text: str
    source: Link


@dataclass(frozen=True, slots=True)
class Term:
    """One term.

    Args:
        key: what links call it: its id as a file name, unique among all.
        iri: its address.
        label: its preferred name.
        definition: Markdown; its links to other terms are `key.md`.
        names: its other names, each with its type.
        facts: what else there is to say, in order.
        quotes: what sources say of it.
        tags: the keys of what it is a kind of, and its status.
    """

    key: str
    iri: str
    label: str
    definition: str = ""
    names: tuple[tuple[str, str | None], ...] = ()
    facts: tuple[Fact, ...] = ()
    quotes: tuple[Quote, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        """The letter that it is listed under, "#" where it begins with none."""
        first = unmarked_key(self.label)[:1] or exact_key(self.label)[:1]
        return first.upper() if first.isalpha() else "#"


@dataclass(frozen=True, slots=True)
class Glossary:
    """A vocabulary from A to Z, and its collections, each with its name and its members in their order."""

    title: str
    language: str
    iri: str = ""
    description: str = ""
    license: str = ""
    terms: tuple[Term, ...] = ()
    collections: tuple[Fact, ...] = ()

    def aims(self) -> Callable[[str], str | None]:
        """Return what tells where a link of a text leads: the key of a term, an address, or None for nowhere."""
        keys = {term.key for term in self.terms}

        def aim(target: str) -> str | None:
            key = markdown.entry_link(target)
            if key is not None:
                return key if key in keys else None
            return target if is_web_iri(target) else None

        return aim

    @property
    def letters(self) -> Mapping[str, list[Term]]:
        """The terms by letter, what begins with none last."""
        found: dict[str, list[Term]] = {}
        for term in self.terms:
            found.setdefault(term.letter, []).append(term)
        return dict(sorted(found.items(), key=lambda item: (item[0] == "#", item[0])))


def glossary(store: Thesaurus) -> Glossary:
    r"""Return a vocabulary as a glossary, in the language that its names are shown in.

    >>> from termgraph.skos import Thesaurus
    >>> owl = '<e:owl> a skos:Concept ; skos:prefLabel "owl"@en ; skos:altLabel "BO"@en ; skos:definition "*Bird*"@en .'
    >>> [(term.key, term.label, term.definition, term.names) for term in glossary(Thesaurus.from_text(owl)).terms]
    [('owl', 'owl', '\\*Bird\\*', (('BO', None),))]
    """
    return _Maker(store).glossary()


@dataclass(slots=True)
class _Maker:
    """Makes terms of cards, which say what there is to say of a concept."""

    store: Thesaurus
    keys: dict[str, str] = field(default_factory=dict)

    def glossary(self) -> Glossary:
        store = self.store
        scheme = store.scheme or ""
        title = printable(store.title(scheme) or scheme or "vocabulary")
        self.keys = _keys(store, title)
        terms = [self.term(card(store, iri)) for iri in sorted(store.concepts)]
        terms.sort(key=lambda term: (unmarked_key(term.label), term.label, term.iri))
        licenses = [value for _, value in store.about(scheme, DCT + "license")]
        return Glossary(
            title=title,
            language=store.language,
            iri=scheme,
            description=self.description(scheme),
            license=next(
                (one for one in sorted(map(str, licenses)) if one in licenses and is_web_iri(one)), ""
            ),
            terms=tuple(terms),
            collections=tuple(self.collection(iri) for iri in store.in_order(store.collections)),
        )

    def description(self, scheme: str) -> str:
        """Return what the vocabulary says of itself, in the language of the glossary."""
        for name in (DCT + "description", SKOS + "definition", DC + "description"):
            if texts := dict(reversed(self.store.spoken(scheme, name))):
                return printable(best(texts, self.store.language) or "")
        return ""

    def collection(self, iri: str) -> Fact:
        members = (cards.Link(member, self.store.label(member)) for member in self.store.members.get(iri, ()))
        return Fact(printable(self.store.label(iri)), tuple(map(self.link, members)))

    def term(self, told: Card) -> Term:
        names = sorted(told.names, key=lambda name: (exact_key(name.text), name.text))
        above = self.store.in_order(self.store.broader[told.iri])
        tags = [self.keys[parent] for parent in above if parent in self.keys]
        tags += [tag for tag in (told.status, "deprecated" if told.deprecated else None) if tag]
        shown = tuple((printable(name.text), name.type) for name in names if name.text != told.label)
        return Term(
            key=self.keys[told.iri],
            iri=told.iri,
            label=printable(told.label),
            definition=self.definition(told),
            names=shown,
            facts=tuple(fact for fact in self.facts(told, shown) if fact.links or fact.text),
            quotes=tuple(Quote(_quoted(quote.text), _source(quote.source)) for quote in told.quotes),
            tags=tuple(dict.fromkeys(tags)),
        )

    def definition(self, told: Card) -> str:
        """Return the definition as Markdown, with links as the terms' keys.

        Texts are Markdown by the graph's own word; all others are plain text, which may look like it.
        """
        marked = dict(reversed(self.store.spoken(told.iri, TG + "definitionMarkdown")))
        texts = self.store.definitions.get(told.iri, ()) if marked else ()
        tags = {*marked, *(language_tag(text.language or "") for text in texts)}
        tag = nearest(sorted(tags), self.store.language)
        if tag in marked:
            return self.linked(_without_headings(printable(marked[tag])))
        return escaped_block(printable(told.definition or ""), formulas=True)

    def linked(self, text: str) -> str:
        """Return Markdown with its links to entries as links to keys; those that lead nowhere are undone."""

        def aim(found: re.Match[str]) -> str:
            entry = markdown.entry_link(found[2])
            if entry is None:
                return found.group()
            key = self.keys.get(f"{self.store.base or ''}{entry}") or self.keys.get(entry)
            return f"[{found[1]}]({key}.md)" if key else found[1]

        return _LINK.sub(aim, text)

    def facts(self, told: Card, names: Iterable[tuple[str, str | None]]) -> Iterator[Fact]:
        """Yield the lines below the definition; one that leads nowhere is none."""
        said = words(told.lang)
        yield from _named(names, said)
        yield Fact(said.headings["notation"], tuple(Link(printable(code)) for code in told.notation))
        if told.deprecated:
            yield Fact(said.headings["deprecated"], text=said.headings["unused"])
        for record in told.misnomers:
            yield Fact(said.headings["misnomer"], text=self.misnomer(record, said))
        outside = [row.name for row in self.store.relations.values() if row.object == "outside"]
        related = {
            kind: Fact(heading, tuple(map(self.link, told.relations.get(kind, ()))))
            for kind, heading in {**told.headings, **said.groups}.items()
        }
        yield from (fact for kind, fact in related.items() if kind not in outside)
        yield from _notes(told, said)
        yield Fact(said.headings["languages"], tuple(_elsewhere(told)), names=True)
        for name, values in told.attributes.items():
            # What has no label is called by its short IRI; texts may have commas in them, and stand apart.
            heading = name if ":" in name else name[:1].upper() + name[1:]
            yield Fact(heading, tuple(self.link(value) for value in values if value.iri))
            yield from (Fact(heading, (self.link(value),)) for value in values if not value.iri)
        yield from (fact for kind, fact in related.items() if kind in outside)
        yield Fact(said.headings["sources"], tuple(map(_source, told.sources)))

    def link(self, link: cards.Link) -> Link:
        if link.iri in self.keys:
            return Link(printable(link.label), self.keys[link.iri])
        is_described = link.iri in self.store.subjects
        return Link(
            printable(link.label if is_described or not link.iri else link.iri),
            url=link.iri if is_web_iri(link.iri) else "",
        )

    def misnomer(self, record: MisnomerCard, said: Words) -> str:
        """Return a record of a misleading name as a sentence or two of Markdown."""
        told = [f"“{escaped(printable(record.name))}” misleads."]
        if record.suggests:
            told.append(f"{said.headings['suggests']} {self.listed(record.suggests)}.")
        told.append(_line(record.why))
        if record.clearer:
            clearer = (replace(link, label=record.called(link, said)) for link in record.clearer)
            told.append(f"{said.relations['misnomerOf'].heading}: {self.listed(clearer)}.")
        return " ".join(filter(None, told))

    def listed(self, links: Iterable[cards.Link]) -> str:
        return ", ".join(written(self.link(link), ".md") for link in links)


def _named(names: Iterable[tuple[str, str | None]], said: Words) -> Iterator[Fact]:
    """Yield the other names, those of the types that have a line of their own on it."""
    grouped: dict[str, list[Link]] = {}
    for name, type_ in names:
        grouped.setdefault(type_ if type_ in _LISTED else "", []).append(Link(name))
    for type_, links in sorted(grouped.items()):
        heading = said.names[type_].capitalize() if type_ else said.relations["synonymOf"].back
        yield Fact(heading, tuple(links), names=True)


def _notes(told: Card, said: Words) -> Iterator[Fact]:
    """Yield the notes for readers, but for those that say what a record of a misleading name says."""
    for kind in _NOTES:
        for text in told.notes.get(kind, ()):
            if not any(record.why and record.why in text for record in told.misnomers):
                yield Fact(said.notes[kind], text=_line(text))


def _line(text: str) -> str:
    """Return a note as one line of Markdown; formulas stay."""
    return escaped(" ".join(printable(text).split()), formulas=True)


def _elsewhere(told: Card) -> Iterator[Link]:
    """Yield the names in other languages, the preferred one of each first."""
    names = [(tag, text) for tag, text in told.translations.items()]
    names += [(name.lang, name.text) for name in told.other_names]
    for tag, text in sorted(names, key=lambda name: name[0]):
        yield Link(f"{printable(text)} ({tag})" if tag else printable(text))


def _source(source: Reference | None) -> Link:
    """Return how a source is cited; a blank node without a title has no name that would be of use."""
    if source is None or source.label.startswith("_:"):
        return Link("an unnamed source")
    place = f", {source.locator}" if source.locator else ""
    return Link(printable(source.label + place), url=source.url or "")


#: A bracket that would end the text of a link.
_OPEN_BRACKET = re.compile(r"(?<!\\)[\[\]]")
_LINK = re.compile(r"(?<!!)\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\(<?([^()<>\s]+)>?\)")
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)


def _quoted(text: str) -> str:
    """Return a passage of a source, which is plain text, as Markdown; a paragraph a line."""
    return escaped_block(printable(text)).replace("\n", "\n\n")


def _without_headings(text: str) -> str:
    """Return Markdown whose headings are bold lines, since a heading would end the entry."""
    return _HEADING.sub(r"**\1**", text)


def _keys(store: Thesaurus, title: str) -> dict[str, str]:
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


def written(link: Link, suffix: str = "", prefix: str = "") -> str:
    r"""Return a link as Markdown; to a term with `prefix` before and `suffix` behind its key.

    >>> written(Link("barn owl", "barn-owl"), prefix="#"), written(Link("a*b*"))
    ('[barn owl](#barn-owl)', 'a\\*b\\*')
    """
    text = escaped(link.text)
    if not link.key and not link.url:
        return text
    text = _OPEN_BRACKET.sub(r"\\\g<0>", text)
    if link.key:
        return f"[{text}]({prefix}{link.key}{suffix})"
    return f"<{link.url}>" if link.text == link.url else f"[{text}](<{link.url}>)"
