"""The list from A to Z as plain HTML, for readers without JavaScript: the same words as the data, already set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, Self
from urllib.parse import unquote

from markupsafe import Markup, escape

from termgraph.names import exact_key, unmarked_key
from termgraph.skos.naming import nearest
from termgraph.view.articles import Article, Cite, Ref
from termgraph.view.numbered import NAME_KINDS, NOTATION, Numbered, OtherName, collection_href, term_href
from termgraph.wording import Words, words

if TYPE_CHECKING:
    from termgraph.markdown.tree import Rich

#: Of more concepts the list is written by the page's script alone: as plain HTML it would be most of the file.
LONGEST = 2_000

_FEW = 100
#: How many links are kept: most are needed again.
_LINKS = 1 << 14


class Places(Protocol):
    """Where concepts and collections are to be found: the addresses that links lead to."""

    def concept(self, number: int) -> str:
        """Return the address of a concept."""

    def collection(self, number: int) -> str:
        """Return the address of a collection."""


class WithinPage:
    """The places on a page that holds the whole list.

    Args:
        numbered: its concepts.
    """

    def __init__(self, numbered: Numbered) -> None:
        self.numbered = numbered

    def concept(self, number: int) -> str:
        """Return the address of a concept within the page."""
        return term_href(self.numbered.keys[number])

    def collection(self, number: int) -> str:
        """Return the address of a collection within the page."""
        return collection_href(self.numbered.collection_keys[self.numbered.collections[number]])


@dataclass(frozen=True, slots=True)
class Entry:
    """One term or collection of the list: its place and label, and the lines of its article, each already HTML.

    Args:
        href: the address within the page.
        label: its name.
        lang: of the label, where that is not the page's.
        notation: the first of its notations, "" for none; shown where the label does not begin with it.
        badges: other notations, "deprecated", a status.
        cards: of names that mislead.
        lines: all else, with a heading or "" each.
    """

    href: str
    label: str
    lang: str
    notation: str
    badges: Sequence[str]
    cards: Sequence[Mapping[str, Any]]
    lines: Sequence[tuple[str, Markup]]

    @property
    def id(self) -> str:
        """The id of the element that the address leads to."""
        return unquote(self.href[1:])


class Listing:
    """The list of a vocabulary.

    Args:
        numbered: its concepts.
        articles: what is said of each.
        collections: what is said of each collection.
        sources: the works that both cite by number.
        brief: whether the list says only what concepts are called and what is broader; where it is None, whether most
            have no definition: a glossary is there to be read, so its list says all; of a bare hierarchy that would be
            most of the file.
    """

    def __init__(
        self,
        numbered: Numbered,
        articles: Sequence[Article],
        collections: Sequence[Article],
        sources: Sequence[Mapping[str, str]],
        brief: bool | None = None,
    ) -> None:
        self.numbered = numbered
        self.places: Places = WithinPage(numbered)
        self.links: dict[int, Markup] = {}
        self.words = words(numbered.language)
        self.articles = articles
        self.groups = collections
        self.sources = sources
        defined = sum("d" in article for article in articles)
        self.brief = len(articles) > _FEW and 2 * defined < len(articles) if brief is None else brief
        self.names: list[list[OtherName]] = [[] for _ in numbered.iris]
        for name in numbered.names:
            self.names[name.concept].append(name)
        self.around = self._neighbours()

    def at(self, places: Places) -> Self:
        """Return the same list with links to other places."""
        found = copy(self)
        found.places = places
        found.links = {}
        return found

    def letters(self) -> list[tuple[str, list[Entry]]]:
        """Return the entries under the letters that they begin with."""
        found: dict[str, list[Entry]] = {}
        for concept, article in enumerate(self.articles):
            entry = self.entry(concept, article)
            found.setdefault(letter(entry.label), []).append(entry)
        return sorted(found.items(), key=lambda item: (item[0] == "#", item[0]))

    def collections(self) -> list[Entry]:
        """Return the entries of the collections, each with its members in their order."""
        return list(map(self.collection, range(len(self.groups))))

    def _neighbours(self) -> list[dict[str, list[int]]]:
        """Return the neighbours of each concept, by the heading that they stand under."""
        around: list[dict[str, list[int]]] = [{} for _ in self.numbered.iris]
        for row in self.numbered.relations.drawn:
            said = self.words.relation(row)
            for source, target in self.numbered.edges.get(row.name, ()):
                around[source].setdefault(said.heading, []).append(target)
                around[target].setdefault(said.back, []).append(source)
        return around

    def entry(self, concept: int, article: Article) -> Entry:
        """Return the entry of a concept."""
        numbered = self.numbered
        label, lang = numbered.label(concept)
        href = self.places.concept(concept)
        notation, *others = [name.text for name in self.names[concept] if name.kind == NOTATION] or [""]
        if self.brief:
            return Entry(href, label, self.lang(lang), notation, [], [], [("", self.in_brief(concept))])
        status = [article["status"]] if "status" in article else []
        deprecated = [self.words.found["deprecated"]] * (concept in numbered.deprecated)
        badges = [*others, *deprecated, *map(self.words.badge, status), *self.used(concept)]
        cards = [self.card(card) for card in article.get("m", ())]
        return Entry(href, label, self.lang(lang), notation, badges, cards, [*self.lines(concept, article)])

    def used(self, concept: int) -> Iterable[str]:
        """Yield how often a concept is used in texts, where somebody has counted."""
        if uses := self.numbered.uses:
            count = uses[concept]
            yield self.words.counted("used", count) if count else self.words.explorer["never_used"]

    def collection(self, number: int) -> Entry:
        """Return the entry of a collection."""
        article = self.groups[number]
        label, lang = self.called(article)
        lines = [*self.definitions(article), *self.notes(article), *self.grouped(article.get("g", ()))]
        divides, members = self.words.groups["superordinate"], self.words.relations["member"].heading
        for heading, key in ((divides, "divides"), (members, "members")):
            lines += self.grouped((heading, ref) for ref in article.get(key, ()))
        notation = article.get("notation", "")
        return Entry(self.places.collection(number), label, self.lang(lang), notation, [], [], lines)

    def called(self, collection: Article) -> tuple[str, str]:
        """Return the label of a collection, and its language."""
        lang = nearest(collection["labels"], self.numbered.language) or ""
        return collection["labels"][lang], lang

    def in_brief(self, concept: int) -> Markup:
        """Return the other names of a concept and what is broader, in a row."""
        above = self.around[concept].get(self.words.relations["broader"].heading, [])
        parents = map(self.numbered.label, self.numbered.in_order(above))
        parts = [Markup(", <i>{}</i>").format(name.text) for name in self.others(concept)]
        parts += [Markup(" ‹ {}").format(label) for label, _ in parents]
        return Markup().join([*parts, *(Markup(" · {}").format(said) for said in self.used(concept))])

    def others(self, concept: int) -> list[OtherName]:
        """Return the other names of a concept in the page's language."""
        return [name for name in self.names[concept] if name.kind != NOTATION and self.speaks(name.lang)]

    def lines(self, concept: int, article: Article) -> Iterable[tuple[str, Markup]]:
        """Yield heading and text of all that an article holds."""
        yield from self.definitions(article)
        if instead := article.get("replaced"):
            yield self.words.relations["isReplacedBy"].heading, self.several(map(self.ref, instead))
        if others := self.others(concept):
            yield self.words.relations["synonymOf"].back, self.several(map(self.name, others))
        for heading, concepts in self.around[concept].items():
            yield heading, self.several(map(self.link, self.numbered.in_order(concepts)))
        yield from self.grouped(article.get("g", ()))
        yield from self.notes(article)
        labels = sorted(self.numbered.labels[concept].items())
        if translations := [(lang, text) for lang, text in labels if not self.speaks(lang)]:
            yield self.words.headings["languages"], self.several(map(_translation, translations))
        yield from self.grouped([*article.get("x", ()), *article.get("a", ())])
        if cites := article.get("s"):
            yield self.words.headings["sources"], self.cites(cites)

    def definitions(self, article: Article) -> Iterable[tuple[str, Markup]]:
        """Yield the definitions, each with its sources."""
        for lang, text, *rest in self.spoken(article.get("d", ())):
            yield "", self.block(text, lang) + (self.cites(rest[0]) if rest else Markup())

    def notes(self, article: Article) -> Iterable[tuple[str, Markup]]:
        """Yield the notes by kind."""
        for kind, heading in self.words.notes.items():
            for _, lang, text in self.spoken([note for note in article.get("n", ()) if note[0] == kind], 1):
                yield heading, self.block(text, lang)

    def grouped(self, pairs: Iterable[tuple[str, Ref]]) -> Iterable[tuple[str, Markup]]:
        """Yield references by the heading that they stand under."""
        found: dict[str, list[Ref]] = {}
        for heading, ref in pairs:
            found.setdefault(heading, []).append(ref)
        for heading, refs in found.items():
            yield heading, self.several(map(self.ref, refs))

    def card(self, card: Mapping[str, Any]) -> dict[str, Any]:
        """Return the card of a misleading name."""
        either, both = self.words.phrases["or"], self.words.explorer["and"]
        refs = {
            key: self.several(map(self.ref, card.get(key, ())), last)
            for key, last in (("suggests", either), ("clearer", either), ("fields", both))
        }
        name = Markup("<b><bdi>{}</bdi></b>").format(card["name"])
        suggests = refs["suggests"]
        claim = phrase(self.words, "suggests_but" if suggests else "misleads", name=name, what=suggests)
        return {
            "name": card["name"],
            "claim": claim,
            **refs,
            "why": [self.block(text, lang) for lang, text in self.spoken(card.get("why", ()))],
            "jest": self.words.explorer["comma"].join(card.get("jest", ())),
            "sources": self.cites(card.get("sources", ())),
        }

    def link(self, concept: int) -> Markup:
        """Return the link to a concept of the list."""
        found = self.links.get(concept)
        if found is None:
            if len(self.links) == _LINKS:
                self.links.clear()
            found = self._link(self.places.concept(concept), *self.numbered.label(concept))
            self.links[concept] = found
        return found

    def group(self, number: int) -> Markup:
        """Return the link to a collection of the list."""
        return self._link(self.places.collection(number), *self.called(self.groups[number]))

    def _link(self, href: str, label: str, lang: str) -> Markup:
        said = f' lang="{escape(lang)}"' if self.lang(lang) else ""
        return Markup(f'<a href="{escape(href)}"{said}>{escape(label)}</a>')  # noqa: S704 (all is escaped)

    def ref(self, ref: Ref) -> Markup:
        """Return a reference as a link, or as a text where it leads nowhere."""
        if isinstance(ref, int):
            return self.link(ref) if ref >= 0 else self.group(~ref)
        if len(ref) > 1:
            return Markup('<a href="{}">{}</a>').format(ref[1], ref[0])
        return _isolated(ref[0])

    def name(self, name: OtherName) -> Markup:
        """Return another name, with what there is to know about it."""
        kind = NAME_KINDS[name.kind]
        misleading = [self.words.names["misnomer"]] if name.misleads else []
        remarks = [*filter(None, [self.words.names.get(kind)]), *misleading]
        comma = self.words.explorer["comma"]
        told = f"\N{NO-BREAK SPACE}<small>{escape(comma.join(remarks))}</small>" if remarks else ""
        return Markup(f"<i>{escape(name.text)}</i>{told}")  # noqa: S704 (all is escaped)

    def cites(self, cites: Sequence[Cite]) -> Markup:
        """Return what is cited, in a row."""
        shown = []
        for first, *rest in cites:
            if isinstance(first, int):
                source = self.sources[first]
                link = self.ref([source["short"], source["href"]] if source["href"] else [source["short"]])
                shown.append(Markup("{}, {}").format(link, _isolated(rest[0])) if rest else link)
            else:
                shown.append(self.ref([first, *rest]))
        return self.several(shown, between=self.words.explorer["semicolon"])

    def several(self, parts: Iterable[Markup], last: str = "", between: str = "") -> Markup:
        """Return parts in a row, with commas or what else is to stand between them and before the last."""
        found = list(parts)
        between = between or self.words.explorer["comma"]
        if len(found) < 2:
            return found[0] if found else Markup()
        if not last or last == between:
            return Markup(str(escape(between)).join(found))  # noqa: S704 (all is escaped)
        return escape(between).join(found[:-1]) + last + found[-1]

    def block(self, text: Rich, lang: str) -> Markup:
        """Return a text as paragraphs."""
        said = f' lang="{escape(lang)}"' if self.lang(lang) else ""
        runs = text if isinstance(text, list) else []
        tag = "div" if any(isinstance(run, dict) and run.keys() & {"p", "li"} for run in runs) else "p"
        return Markup(f"<{tag}{said}>{self.rich(text)}</{tag}>")  # noqa: S704 (all is escaped)

    def rich(self, text: Rich) -> Markup:
        """Return rich text as HTML; every text in it is escaped, and its tags are those that are named here."""
        runs = text if isinstance(text, list) else [text]
        return Markup().join(map(self._run, runs))

    def _run(self, run: Any) -> Markup:
        match run:
            case str():
                return Markup.escape(run)
            case {"a": int(concept), "t": inner}:
                href = self.places.concept(concept)
                return Markup('<a href="{}">{}</a>').format(href, self.rich(inner))
            case {"a": href, "t": inner}:
                return Markup('<a href="{}">{}</a>').format(href, self.rich(inner))
            case {"math": tree}:
                return _mathml(tree)
            case {"code": text}:
                return Markup("<code>{}</code>").format(text)
            case {"li": items}:
                listed = Markup().join(Markup("<li>{}</li>").format(self.rich(item)) for item in items)
                return Markup("<ul>{}</ul>").format(listed)
            case {"p": inner} | {"em": inner} | {"strong": inner}:
                return Markup("<{0}>{1}</{0}>").format(next(iter(run)), self.rich(inner))
            case _:
                return Markup()

    def spoken(self, texts: Iterable[Sequence[Any]], at: int = 0) -> list[Sequence[Any]]:
        """Return the texts in the page's language, or all where there is none in it; `at` is where theirs stands."""
        every = list(texts)
        return [text for text in every if self.speaks(text[at])] or every

    def speaks(self, tag: str) -> bool:
        """Tell whether a text is in the page's language: the same, a variety of it, or none said."""
        return self.numbered.thesaurus.speaks(tag, self.numbered.language)

    def lang(self, tag: str) -> str:
        """Return a language tag where a text needs one: where it is not in the page's language."""
        return "" if self.speaks(tag) else tag


def phrase(said: Words, key: str, **parts: str) -> Markup:
    """Return a phrase of the page as HTML; what is put into it is escaped unless it is markup.

    >>> phrase(words("de"), "results_for", text="a < b")
    Markup('Treffer für „a &lt; b“')
    """
    return Markup.escape(said.explorer[key]).format(**parts)


def _translation(name: tuple[str, str]) -> Markup:
    """Return a name in another language, with the tag of that."""
    tag, text = map(escape, name)
    return Markup(f'<i lang="{tag}">{text}</i> ({tag})')  # noqa: S704 (all is escaped)


def _isolated(text: str) -> Markup:
    """Return a text that cannot turn the direction of what follows it: none of ASCII does."""
    return Markup.escape(text) if text.isascii() else Markup("<bdi>{}</bdi>").format(text)


def _mathml(tree: Sequence[Any]) -> Markup:
    """Return a tree of MathML as HTML; its tags and attributes come from the list in `mathml`."""
    tag, attributes, *children = tree
    said = Markup().join(Markup(' {}="{}"').format(*item) for item in attributes.items())
    inner = Markup().join(child if isinstance(child, str) else _mathml(child) for child in children)
    return Markup("<{0}{1}>{2}</{0}>").format(tag, said, inner)


def letter(label: str) -> str:
    """Return the letter that a label is listed under, "#" for what begins with none."""
    first = unmarked_key(label)[:1] or exact_key(label)[:1]
    return first.upper() if first.isalpha() else "#"
