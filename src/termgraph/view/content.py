"""What the page says: an article for every concept, ready for the template, and all names for the search."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup, escape

from termgraph import markdown
from termgraph.graph import locator_text
from termgraph.model import Citation, Concept, Label, Misnomer, Vocabulary
from termgraph.names import exact_key, folded_key, printable
from termgraph.namespaces import is_web_iri
from termgraph.view.kinds import KIND_STYLES

if TYPE_CHECKING:
    import networkx as nx

_TEX = re.compile(r"(?<![\w$\\])\$(?=[^\s$])([^$\n]*[^\s$\\])\$(?![\w$])")

_NOTES = {
    "scope_note": "Note",
    "example": "Example",
    "history_note": "History",
    "change_note": "Change",
    "editorial_note": "Editor’s note",
}

_MATCHES = {
    "exact_match": "Same as",
    "close_match": "Nearly the same as",
    "broad_match": "Broader elsewhere",
    "narrow_match": "Narrower elsewhere",
    "related_match": "Related elsewhere",
}

_TYPES = {
    "abbreviation": "abbreviation",
    "ambiguous": "ambiguous",
    "plural": "plural",
    "ukSpelling": "UK spelling",
    "misspelling": "misspelling",
    "previousName": "previous name",
}


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere, or just a text where `href` is empty."""

    text: str
    href: str = ""
    lang: str = ""
    misnomer: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """Another name of a concept, with what there is to know about it: "abbreviation", "misleading"."""

    text: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cited:
    """A source as it is cited: its short name, the place in it, its title."""

    link: Link
    place: str
    title: str


@dataclass(frozen=True, slots=True)
class Misleading:
    """The card of a name that misleads."""

    name: str
    suggests: Sequence[Link]
    why: Sequence[Markup]
    clearer: Sequence[Link]
    fields: Sequence[Link]
    jest: Sequence[str]
    sources: Sequence[Cited]


@dataclass(frozen=True, slots=True)
class Group:
    """The neighbours of a concept along one kind of edge, in one direction."""

    kind: str
    heading: str
    links: Sequence[Link]


@dataclass(frozen=True, slots=True)
class Article:
    """All that the page says of one concept."""

    key: str
    iri: str
    label: Link
    misnomers: Sequence[Misleading]
    definitions: Sequence[tuple[Markup, str]]
    names: Sequence[Name]
    trail: Sequence[Link]
    groups: Sequence[Group]
    notes: Sequence[tuple[str, Markup, str]]
    matches: Sequence[Group]
    sources: Sequence[Cited]
    translations: Sequence[Link]
    notation: Sequence[str]
    status: str | None
    deprecated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The texts of the page: articles from A to Z, under the letters that they begin with."""

    language: str
    articles: Sequence[Article]
    letters: Sequence[tuple[str, Sequence[Article]]]
    misleading: Sequence[Link]
    names: Sequence[tuple[str, int, str, str, bool]] = field(default_factory=tuple)


def term_keys(iris: Iterable[str], base: str | None) -> dict[str, str]:
    """Return a short key for each IRI, for the address of the page: what is after the base, or the last part.

    Where two IRIs would get the same key, both keep their whole IRI.

    >>> term_keys(["https://a.org/x#owl", "https://a.org/x#jay", "https://b.org/jay"], None)
    {'https://a.org/x#owl': 'owl', 'https://a.org/x#jay': 'https://a.org/x#jay', 'https://b.org/jay': 'https://b.org/jay'}
    """
    keys = {}
    for iri in iris:
        own = base is not None and iri.startswith(base) and len(iri) > len(base)
        keys[iri] = iri[len(base or "") :] if own else re.split(r"[/#]", iri.rstrip("/#"))[-1] or iri
    counts: dict[str, int] = {}
    for key in keys.values():
        counts[key] = counts.get(key, 0) + 1
    return {iri: key if counts[key] == 1 else iri for iri, key in keys.items()}


def term_href(key: str) -> str:
    """Return the address of a term within the page.

    >>> term_href("softmax"), term_href("a&b")
    ('#term=softmax', '#term=a%26b')
    """
    return "#term=" + quote(key, safe="-._~")


class Writer:
    """Writes the articles.

    Args:
        vocabulary: what to write about, with definitions in Markdown where there is any.
        graph: its network, for labels and for the edges among concepts.
        keys: the key of each concept's IRI.
        language: the tag of the page's language.
        markdown: IRI and language of the definitions that are Markdown; all others are plain text.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        graph: nx.MultiDiGraph[str],
        keys: Mapping[str, str],
        language: str,
        markdown_of: frozenset[tuple[str, str]],
    ) -> None:
        self.vocabulary = vocabulary
        self.graph = graph
        self.keys = keys
        self.language = language
        self.markdown_of = markdown_of

    def content(self) -> Content:
        """Return all there is to say, from A to Z."""
        concepts = {self.vocabulary.iri(concept.id): concept for concept in self.vocabulary.concepts.values()}
        articles = [self.article(iri, concepts.get(iri)) for iri in self.keys]
        articles.sort(key=lambda article: (folded_key(article.label.text), article.label.text, article.iri))
        letters: dict[str, list[Article]] = {}
        for article in articles:
            letters.setdefault(_letter(article.label.text), []).append(article)
        misleading = {
            (card.name, article.key): Link(card.name, term_href(article.key), misnomer=True)
            for article in articles
            for card in article.misnomers
        }
        return Content(
            language=self.language,
            articles=articles,
            letters=sorted(letters.items(), key=lambda item: (item[0] == "#", item[0])),
            misleading=sorted(misleading.values(), key=lambda link: (folded_key(link.text), link.href)),
            names=[
                name for article in articles for name in self.search_names(article, concepts.get(article.iri))
            ],
        )

    def article(self, iri: str, concept: Concept | None) -> Article:
        """Return the article of a concept; one that only others mention has a label and neighbours at most."""
        concept = concept or Concept(id=iri, pref_label={})
        label = self.link(iri)
        cards = [self.misleading(concept, record) for record in concept.misnomers]
        return Article(
            key=self.keys[iri],
            iri=iri,
            label=label,
            misnomers=cards,
            definitions=[
                (self.definition(iri, text, lang), self.lang(lang))
                for lang, text in self.spoken(concept.definition)
            ],
            names=self.names(concept),
            trail=self.trail(iri),
            groups=list(self.groups(iri)),
            notes=[
                (heading, self.formulas(note.text), self.lang(note.lang))
                for field_, heading in _NOTES.items()
                for note in self.readable(getattr(concept, field_))
            ],
            matches=[
                Group("match", heading, [self.link(target) for target in getattr(concept, field_)])
                for field_, heading in _MATCHES.items()
                if getattr(concept, field_)
            ],
            sources=self.cited(concept.sources),
            translations=[
                Link(printable(label.text), lang=label.lang)
                for label in sorted(
                    [*_labels(concept.pref_label), *concept.alt_labels], key=lambda name: name.lang
                )
                if not self.speaks(label.lang)
            ],
            notation=[printable(code) for code in concept.notation],
            status=concept.status,
            deprecated=concept.deprecated,
        )

    def search_names(
        self, article: Article, concept: Concept | None
    ) -> Iterator[tuple[str, int, str, str, bool]]:
        """Yield (name, rank, key, remark, misleading?) for all that finds an article; 0 is the rank of its label."""
        misleading = {card.name for card in article.misnomers}
        seen = {article.label.text}
        yield article.label.text, 0, article.key, "", article.label.text in misleading
        if concept is None:
            return
        texts = [(label, 1, "translation") for label in _labels(concept.pref_label)]
        texts += [(label, 1, "") for label in concept.alt_labels]
        texts += [(label, 2, "") for label in concept.hidden_labels]
        texts += [(Label(code, ""), 3, "notation") for code in concept.notation]
        for label, rank, remark in texts:
            text = printable(label.text)
            if text not in seen:
                seen.add(text)
                yield text, rank, article.key, _TYPES.get(label.type or "", remark), text in misleading

    def link(self, iri: str) -> Link:
        """Return the link to a resource: inside the page where it is a concept of it, to the web where it may be."""
        if iri not in self.graph:
            return Link(printable(iri), iri if is_web_iri(iri) else "")
        data = self.graph.nodes[iri]
        href = term_href(self.keys[iri]) if iri in self.keys else ""
        return Link(printable(data["label"]), href, self.lang(data["lang"]), data["misnomer"])

    def links(self, iris: Iterable[str]) -> list[Link]:
        """Return links in the order of their texts."""
        return sorted(map(self.link, iris), key=lambda link: (folded_key(link.text), link.text, link.href))

    def groups(self, iri: str) -> Iterator[Group]:
        """Yield the neighbours among the concepts, by kind and direction; the loose kind without those of a closer."""
        closer: set[str] = set()
        for kind in ("broader", "partOf", "contrastsWith", "confusedWith", "related"):
            style = KIND_STYLES[kind]
            out = {target for _, target, key in self.graph.out_edges(iri, keys=True) if key == kind}
            back = {source for source, _, key in self.graph.in_edges(iri, keys=True) if key == kind}
            if not style.arrow:
                out, back = out | back, set()
            if kind == "related":
                out -= closer
            for heading, ends in ((style.heading, out), (style.back, back)):
                found = ends - {iri}
                if kind != "broader":
                    closer |= found
                if found:
                    yield Group(kind, heading, self.links(found))

    def trail(self, iri: str) -> list[Link]:
        """Return the way down to a concept from the top of its branch, without the concept itself."""
        way = [iri]
        while parents := [
            target
            for _, target, kind in self.graph.out_edges(way[-1], keys=True)
            if kind == "broader" and target not in way
        ]:
            way.append(parents[0])
        return [self.link(node) for node in reversed(way[1:])]

    def names(self, concept: Concept) -> list[Name]:
        """Return the other names in the page's language; hidden ones stand last, and say that they are."""
        misleading = {record.term for record in concept.misnomers}
        found = []
        own = [(name, False) for name in concept.alt_labels] + [
            (name, True) for name in concept.hidden_labels
        ]
        for label, hidden in own:
            if not self.speaks(label.lang):
                continue
            remarks = (
                [_TYPES[label.type]] if label.type in _TYPES else ["only for searching"] if hidden else []
            )
            remarks += ["misleading"] if label.text in misleading else []
            found.append(Name(printable(label.text), tuple(remarks)))
        return found

    def misleading(self, concept: Concept, record: Misnomer) -> Misleading:
        """Return the card of a record."""
        iri = self.vocabulary.iri(concept.id)
        own = {label.text for label in (*concept.alt_labels, *concept.hidden_labels)} | set(
            concept.pref_label.values()
        )
        return Misleading(
            name=printable(record.term) if record.term is not None else self.link(iri).text,
            suggests=self.links(map(self.vocabulary.iri, record.suggests)),
            why=[self.formulas(text) for _, text in self.spoken(record.why)],
            clearer=[
                Link(printable(target)) if target in own else self.link(self.vocabulary.iri(target))
                for target in record.of
            ],
            fields=self.links(map(self.vocabulary.iri, record.fields)),
            jest=[printable(name) for name in record.jest],
            sources=self.cited(record.sources),
        )

    def cited(self, citations: Iterable[Citation]) -> list[Cited]:
        """Return sources with their short name and title, linked to the web where they may be."""
        found = []
        for citation in citations:
            place = locator_text(citation.locator) if citation.locator else ""
            work = self.vocabulary.sources.get(citation.source)
            if work is None:
                found.append(Cited(self.link(citation.source), printable(place), ""))
                continue
            doi = f"https://doi.org/{work.doi}" if work.doi else ""
            href = next((url for url in (work.url or "", doi) if is_web_iri(url)), "")
            title = "" if work.title == work.short else work.title
            found.append(Cited(Link(printable(work.short), href), printable(place), printable(title)))
        return found

    def definition(self, iri: str, text: str, lang: str) -> Markup:
        """Return a definition as HTML."""
        if (iri, lang) not in self.markdown_of:
            return Markup("<p>{}</p>").format(self.formulas(text))
        # to_html escapes all text and lets only the links through that `href` returns.
        return Markup(markdown.to_html(printable(text), self.href))  # noqa: S704

    def href(self, target: str) -> str | None:
        """Return where a link in a definition leads: to an article, to the web, or nowhere."""
        entry = markdown.entry_link(target)
        if entry is not None:
            key = self.keys.get(self.vocabulary.iri(entry))
            return term_href(key) if key is not None else None
        return target if is_web_iri(target) else None

    def formulas(self, text: str) -> Markup:
        """Return plain text as HTML, with what stands between dollar signs marked as TeX."""
        parts = _TEX.split(printable(text))
        formula = Markup('<code class="tex">{}</code>')
        return Markup("").join(
            formula.format(part) if index % 2 else escape(part) for index, part in enumerate(parts)
        )

    def spoken(self, texts: Mapping[str, str]) -> list[tuple[str, str]]:
        """Return the texts in the page's language, or all where there is none in it."""
        fitting = [(lang, text) for lang, text in sorted(texts.items()) if self.speaks(lang)]
        return fitting or sorted(texts.items())

    def readable(self, labels: Iterable[Label]) -> list[Label]:
        """Return the notes in the page's language, or all where there is none in it."""
        labels = list(labels)
        return [label for label in labels if self.speaks(label.lang)] or labels

    def speaks(self, tag: str) -> bool:
        """Tell whether a text in a language is in the page's: the same, a variety of it, or none said."""
        return not tag or tag.lower().split("-")[0] == self.language.lower().split("-")[0]

    def lang(self, tag: str) -> str:
        """Return a language tag where a text needs one: where it is not in the page's language."""
        return "" if self.speaks(tag) else tag


def _labels(texts: Mapping[str, str]) -> list[Label]:
    return [Label(text, lang) for lang, text in sorted(texts.items())]


def _letter(label: str) -> str:
    """Return the letter that a label is listed under, "#" for what begins with none."""
    first = folded_key(label)[:1] or exact_key(label)[:1]
    return first.upper() if first.isalpha() else "#"
