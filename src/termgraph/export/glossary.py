"""A vocabulary as a glossary that people read: terms from A to Z, with their names, texts, relations and sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from termgraph import markdown
from termgraph.graph import GraphReader, locator_text, scheme_of
from termgraph.markdown import escaped, escaped_block
from termgraph.names import exact_key, printable, unmarked_key
from termgraph.namespaces import DCT, RDFS, SKOS, TG, is_web_iri, slug
from termgraph.wording import words

if TYPE_CHECKING:
    from termgraph.model import Citation, Concept, Label, LangText, Misnomer, Vocabulary
    from termgraph.skos import Thesaurus

#: The notes that readers of a glossary are told.
_NOTES = {"scope_note": "scopeNote", "example": "example", "history_note": "historyNote"}
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
    """A vocabulary from A to Z."""

    title: str
    language: str
    iri: str = ""
    description: str = ""
    license: str = ""
    terms: tuple[Term, ...] = ()

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
    """Collects what there is to say of each concept."""

    store: Thesaurus
    keys: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    marked: frozenset[tuple[str, str]] = frozenset()

    def glossary(self) -> Glossary:
        reader = GraphReader(
            self.store.triples, self.store.base, markdown=True, relations=self.store.relations
        )
        vocabulary = reader.vocabulary()
        concepts = {vocabulary.iri(concept.id): concept for concept in vocabulary.concepts.values()}
        self.labels = {iri: printable(self.store.label(iri)) for iri in concepts}
        scheme = scheme_of(self.store.triples)
        iri = scheme.value if scheme else ""
        title = self.about(iri, DCT + "title", RDFS + "label", SKOS + "prefLabel") or vocabulary.title
        self.keys = _keys(concepts, self.labels, title)
        # Texts that are Markdown, by the graph's own word; all others are plain text, which may look like it.
        found = self.store.triples(None, NamedNode(TG + "definitionMarkdown"), None)
        self.marked = frozenset(
            (t.subject.value, t.object.language or "")
            for t in found
            if isinstance(t.subject, NamedNode) and isinstance(t.object, Literal)
        )
        terms = [self.term(iri, concept, vocabulary) for iri, concept in concepts.items()]
        terms.sort(key=lambda term: (unmarked_key(term.label), term.label, term.iri))
        return Glossary(
            title=title,
            language=self.store.language,
            iri=iri,
            description=self.about(iri, DCT + "description"),
            license=vocabulary.license if vocabulary.license and is_web_iri(vocabulary.license) else "",
            terms=tuple(terms),
        )

    def about(self, iri: str, *predicates: str) -> str:
        """Return what the graph says of the scheme, in the language of the glossary."""
        if not iri:
            return ""
        for predicate in predicates:
            found = self.store.triples(NamedNode(iri), NamedNode(predicate), None)
            texts = {t.object.language or "": t.object.value for t in found if isinstance(t.object, Literal)}
            if texts:
                return printable(self.best(texts))
        return ""

    def best(self, texts: LangText) -> str:
        """Return the text in the language of the glossary, else one without a language, else the first."""
        spoken = [text for tag, text in sorted(texts.items()) if tag and self.speaks(tag)]
        return (spoken or [texts.get("", "")])[0] or next((text for _, text in sorted(texts.items())), "")

    def speaks(self, tag: str) -> bool:
        return not tag or tag.lower().split("-")[0] == self.store.language.lower().split("-")[0]

    def term(self, iri: str, concept: Concept, vocabulary: Vocabulary) -> Term:
        label = self.labels[iri]
        names = [name for name in concept.alt_labels if self.speaks(name.lang) and name.text != label]
        names.sort(key=lambda name: (exact_key(name.text), name.text))
        shown = tuple((printable(name.text), name.type) for name in names)
        tags = [
            self.keys[parent]
            for parent in map(vocabulary.iri, vocabulary.above(concept))
            if parent in self.keys
        ]
        tags += [tag for tag in (concept.status, "deprecated" if concept.deprecated else None) if tag]
        return Term(
            key=self.keys[iri],
            iri=iri,
            label=label,
            definition=self.definition(iri, concept),
            names=shown,
            facts=tuple(self.facts(iri, concept, vocabulary, shown)),
            quotes=tuple(
                Quote(_quoted(quote.text), self.source(quote.source, vocabulary))
                for quote in concept.source_definitions
            ),
            tags=tuple(dict.fromkeys(tags)),
        )

    def definition(self, iri: str, concept: Concept) -> str:
        """Return the definition as Markdown, with links as the terms' keys."""
        texts = concept.definition
        text = self.best(texts)
        lang = next((tag for tag, one in texts.items() if one == text), "")
        if not text:
            return ""
        if (iri, lang) not in self.marked:
            return escaped_block(printable(text), formulas=True)
        return self.linked(_without_headings(printable(text)))

    def linked(self, text: str) -> str:
        """Return Markdown with its links to entries as links to keys; those that lead nowhere are undone."""

        def aim(found: re.Match[str]) -> str:
            entry = markdown.entry_link(found[2])
            if entry is None:
                return found.group()
            base = self.store.base or ""
            key = self.keys.get(base + entry) or self.keys.get(entry)
            return f"[{found[1]}]({key}.md)" if key else found[1]

        return _LINK.sub(aim, text)

    def facts(
        self, iri: str, concept: Concept, vocabulary: Vocabulary, names: Iterable[tuple[str, str | None]]
    ) -> Iterator[Fact]:
        """Yield the lines below the definition."""
        said, relations = words(self.store.language), self.store.relations
        grouped: dict[str, list[Link]] = {}
        for name, type_ in names:
            grouped.setdefault(type_ if type_ in _LISTED else "", []).append(Link(name))
        for type_, links in sorted(grouped.items()):
            heading = said.names[type_].capitalize() if type_ else said.relations["synonymOf"].back
            yield Fact(heading, tuple(links), names=True)
        if concept.deprecated:
            yield Fact(said.headings["deprecated"], text=said.headings["unused"])
        for record in concept.misnomers:
            yield Fact(said.headings["misnomer"], text=self.misnomer(iri, concept, record, vocabulary))
        matches = [row.name for row in relations.values() if row.object == "outside"]
        below = {"narrower": self.store.narrower[iri]}
        for kind, heading in said.headed(relations).items():
            ids = () if kind in matches else below.get(kind) or concept.relations[kind]
            links = sorted(self.links(ids, vocabulary), key=lambda link: (unmarked_key(link.text), link.text))
            if links:
                yield Fact(heading, tuple(links))
        for attribute, note_kind in _NOTES.items():
            for note in self.notes(getattr(concept, attribute)):
                yield Fact(said.notes[note_kind], text=self.text(note))
        others = [(lang, text) for lang, text in sorted(concept.pref_label.items()) if not self.speaks(lang)]
        if others:
            yield Fact(
                said.headings["languages"],
                tuple(Link(f"{printable(text)} ({lang})") for lang, text in others),
            )
        for kind in matches:
            addresses = [Link(iri, url=iri if is_web_iri(iri) else "") for iri in concept.relations[kind]]
            if addresses:
                yield Fact(said.relation(relations[kind]).heading, tuple(addresses))
        if concept.sources:
            yield Fact(
                said.headings["sources"],
                tuple(self.source(citation, vocabulary) for citation in concept.sources),
            )

    def links(self, ids: Iterable[str], vocabulary: Vocabulary) -> Iterator[Link]:
        for iri in map(vocabulary.iri, ids):
            if iri in self.keys:
                yield Link(self.labels[iri], self.keys[iri])
            else:
                yield Link(printable(self.store.label(iri)), url=iri if is_web_iri(iri) else "")

    def notes(self, labels: Iterable[Label]) -> list[str]:
        """Return the notes in the language of the glossary, or all where none is in it."""
        labels = list(labels)
        spoken = [label.text for label in labels if self.speaks(label.lang)]
        return spoken or [label.text for label in labels]

    def text(self, text: str) -> str:
        """Return a note as one line of Markdown; formulas stay."""
        return escaped(" ".join(printable(text).split()), formulas=True)

    def misnomer(self, iri: str, concept: Concept, record: Misnomer, vocabulary: Vocabulary) -> str:
        """Return a record of a misleading name as a sentence or two of Markdown."""
        own = {label.text for label in (*concept.alt_labels, *concept.hidden_labels)} | set(
            concept.pref_label.values()
        )
        name = record.term if record.term is not None else self.labels[iri]
        said = words(self.store.language)
        told = [said.phrases["misleads"].format(name=escaped(printable(name)))]
        if record.suggests:
            told.append(
                f"{said.headings['suggests']} {self.listed(self.links(record.suggests, vocabulary))}."
            )
        told.append(self.text(self.best(record.why)))
        if record.of:
            clear = [
                Link(printable(target)) if target in own else next(self.links([target], vocabulary))
                for target in record.of
            ]
            told.append(f"{said.relations['misnomerOf'].heading}: {self.listed(clear)}.")
        return " ".join(told)

    def listed(self, links: Iterable[Link]) -> str:
        return ", ".join(written(link, ".md") for link in links)

    def source(self, citation: Citation, vocabulary: Vocabulary) -> Link:
        """Return how a source is cited."""
        place = f", {locator_text(citation.locator)}" if citation.locator else ""
        work = vocabulary.sources.get(citation.source)
        if work is None:
            address = citation.source if is_web_iri(citation.source) else ""
            return Link(printable((citation.source or "an unnamed source") + place), url=address)
        doi = f"https://doi.org/{work.doi}" if work.doi else ""
        url = next((one for one in (work.url or "", doi) if is_web_iri(one)), "")
        return Link(printable(work.short + place), url=url)


#: A bracket that would end the text of a link.
_OPEN_BRACKET = re.compile(r"(?<!\\)[\[\]]")
_LINK = re.compile(r"(?<!!)\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\(<?([^()<>\s]+)>?\)")
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)


def _quoted(text: str) -> str:
    """Return a passage of a source without its marks, which mean something in the source only; a paragraph a line."""
    return escaped_block(printable(markdown.plain(text))).replace("\n", "\n\n")


def _without_headings(text: str) -> str:
    """Return Markdown whose headings are bold lines, since a heading would end the entry."""
    return _HEADING.sub(r"**\1**", text)


def _keys(concepts: Mapping[str, Concept], labels: Mapping[str, str], title: str) -> dict[str, str]:
    """Return a file name without suffix for each concept, the same each time and unlike all others."""
    keys: dict[str, str] = {}
    taken = {"readme", "index", "contents", slug(title)}  # files and headings beside those of the terms
    for iri in sorted(concepts):
        id_ = concepts[iri].id
        made = slug(id_ if ":" not in id_ else re.split(r"[/#:]", id_.rstrip("/#"))[-1] or labels[iri])
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
