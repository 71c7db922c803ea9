"""The pages of a vocabulary in one language: each a file, made of the same templates and the same words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from termgraph import design, markdown
from termgraph.export.html import embedded
from termgraph.names import unmarked_key
from termgraph.pages.changes import Change, changes
from termgraph.pages.drawing import Pictures
from termgraph.pages.places import FORMS, Form, Places, relative
from termgraph.view.about import About
from termgraph.view.articles import Writer
from termgraph.view.kinds import kind_style
from termgraph.view.listing import Entry, Listing, letter
from termgraph.view.numbered import UNCOUNTED, Numbered, line, term_href
from termgraph.wording import words

if TYPE_CHECKING:
    from termgraph.pages.service import Service
    from termgraph.skos import Thesaurus

#: What `environment` renders them from; `base.html` is what stands around them.
TEMPLATES = Path(__file__).parent / "templates"
_POLICY = (
    "default-src 'none'; style-src 'self' file:; img-src data:; base-uri 'none'; form-action 'self' file:"
)

#: What most pages do without.
_NOTHING: Mapping[str, Any] = {
    "alternates": {},
    "forms": {},
    "here": "",
    "sought": "",
    "versions": (),
}

STYLE = "style.css"
EXPLORER = "explorer.html"
MISSING = "404.html"
#: The pages about the whole vocabulary, by the name of their template; each edition has its own.
OVERVIEWS = ("index", "a-z", "tree", "groups", "misleading", "changes", "about")
#: How many collections, and concepts at the top, the first page names.
_FIRST = 40
#: How many changes their page tells, and their feed.
NEWEST = 500
IN_FEED = 100
#: For how many depths of pages what stands around them, and their links, are kept.
_DEPTHS = 32


class _Around(NamedTuple):
    """What stands around the text of a page, as HTML."""

    links: Markup
    top: Markup
    menu: Markup
    footer: Markup


class Site:
    """The pages of a vocabulary in one language.

    Args:
        thesaurus: the vocabulary.
        places: where its concepts and collections lie.
        language: the tag of the language; the vocabulary's own where it is None.
        edition: what the names of these pages end in, ".de"; "" for the main edition.
        editions: of all languages, what the names of their pages end in.
        downloads: the path of each download, with what it is.
        service: what a server adds to the pages; None where there is none.

    >>> from termgraph.skos import Thesaurus
    >>> birds = Thesaurus.from_text('<http://e.org/owl> a skos:Concept ; skos:prefLabel "owl"@en .')
    >>> site = Site(birds, Places(birds.concepts, "http://e.org/"))
    >>> site.concept("http://e.org/owl").startswith("<!doctype html>"), [*site.overviews()]
    (True, ['index.html', 'a-z.html', 'about.html'])
    """

    def __init__(
        self,
        thesaurus: Thesaurus,
        places: Places,
        language: str | None = None,
        *,
        edition: str = "",
        editions: Mapping[str, str] | None = None,
        downloads: Mapping[str, str] | None = None,
        service: Service | None = None,
    ) -> None:
        self.thesaurus = thesaurus
        self.places = places
        self.numbered = Numbered(thesaurus, language)
        self.edition = edition
        self.editions = editions or {self.language: edition}
        self.downloads = downloads or {}
        self.service = service
        self.words = words(self.language)
        self.said = self.words.pages
        self._arounds: dict[tuple[int, str], _Around] = {}
        self._titles = self.words.to_dict()["headings"]
        writer = Writer(self.numbered)
        self.articles, self.groups = writer.write(), writer.collections()
        self._listing = Listing(self.numbered, self.articles, self.groups, writer.sources, brief=False)
        self._listings: dict[int, Listing] = {}
        self._pictures = Pictures(self.numbered, self.said["around"])
        self.about = About(self.numbered, self.words)
        self.title = self.about.title

    @property
    def forms(self) -> Mapping[str, Form]:
        """The forms that each resource is there in besides its page, by the ending of their names."""
        return self.service.forms if self.service else FORMS

    @property
    def direction(self) -> str:
        """The direction that the language is written in."""
        return design.direction(self.language)

    @property
    def language(self) -> str:
        """The tag of the language of these pages."""
        return self.numbered.language

    def overviews(self) -> dict[str, str]:
        """Return the pages about the whole vocabulary, by their paths."""
        return {self.path(name): self.overview(name) for name in self.names}

    def overview(self, name: str) -> str:
        """Return one of the pages about the whole vocabulary."""
        return self._page(f"{name}.html", self.path(name), here=name, alternates=self._alternates(name))

    @property
    def names(self) -> list[str]:
        """The names of the pages about the whole vocabulary that there are."""
        empty = {
            "tree": not self.tops,
            "groups": not self.groups,
            "misleading": not self.misleading,
            "changes": not self.changes,
        }
        return [name for name in OVERVIEWS if not empty.get(name)]

    def resource(self, iri: str) -> str:
        """Return the page of a concept or a collection."""
        return self.concept(iri) if iri in self.numbered.number else self.collection(iri)

    def concept(self, iri: str) -> str:
        """Return the page of a concept."""
        number = self.numbered.number[iri]
        page = self.place(iri)
        entry = self._at(page).entry(number, self.articles[number])
        return self._resource(
            iri,
            page,
            entry,
            above=self._trail(number, page),
            picture=self._pictures.of(number, self._at(page).places),
            linked=self._defined_term(iri, number),
            explored=self._explored(term_href(self.numbered.keys[number])),
            versions=self.thesaurus.versions_of(iri),
        )

    def collection(self, iri: str) -> str:
        """Return the page of a collection."""
        page = self.place(iri)
        entry = self._at(page).collection(self.numbered.collection_number[iri])
        return self._resource(iri, page, entry, above=[], picture=Markup(), linked=None)

    def missing(self, path: str = MISSING, folder: str = "") -> str:
        """Return what a host shows where there is no page.

        Args:
            path: at which path that is, as a server knows it.
            folder: the path of all pages on the host, where that is known: it shows the same page at any path.
        """
        if not folder:
            return self._page("404.html", path)
        template = design.environment(TEMPLATES).get_template("404.html")
        rendered: str = template.render(self.frame(folder, ""), policy=_POLICY)
        return rendered

    def found(self, query: str, **said: Any) -> str:
        """Return the page that says what was found on a server; `query` is what was asked, as an address has it."""
        alternates = {tag: f"{path}?{query}" for tag, path in self._alternates("search").items()}
        path = self.path("search")
        return self._page("found.html", path, here=path, alternates=alternates, **said)

    def server(self, **said: Any) -> str:
        """Return the first page of a server with several vocabularies."""
        return self._page("server.html", "index.html", **said)

    def _editing(self, iri: str, label: str) -> Mapping[str, str]:
        """Return where people change an entry, or suggest a change of it."""
        found = dict.fromkeys(("edit", "suggest"), "")
        if self.service:
            found["edit"] = self.service.edit(self.thesaurus.id(iri), iri, label)
            found["suggest"] = self.service.suggest(iri, label)
        return found

    def moved(self, old: str) -> str:
        """Return the page of a former address, which leads on to what replaces it."""
        page = self.place(old)
        known = {*self.numbered.number, *self.numbered.collection_number}
        instead = [one for one in self.thesaurus.replacements[old] if one in known]
        href = self.places.link(instead[0], page, edition=self.edition)
        links = list(map(self._at(page).ref, map(self._reference, instead)))
        return self._page("moved.html", page, iri=old, href=href, links=links)

    def feed(self, url: str = "") -> str:
        """Return the newest changes as an Atom feed.

        Args:
            url: the address of the folder of all pages; "" for links relative to the feed.
        """
        entries = [
            (
                change,
                line(self.thesaurus.label(change.iri, self.language)),
                url + relative(self.place(change.iri), ""),
            )
            for change in self.changes[:IN_FEED]
        ]
        return self._page("feed.xml", self.feed_path, entries=entries, url=url, here=self.feed_path)

    def _resource(self, iri: str, page: str, entry: Entry, **more: Any) -> str:
        forms = {form: self.places.link(iri, page, form) for form in self.forms}
        others = {tag: self.places.link(iri, page, edition=end) for tag, end in self.editions.items()}
        editing = self._editing(iri, entry.label)
        known = {"iri": iri, "entry": entry, "forms": forms, "alternates": others, "editing": editing}
        return self._page("resource.html", page, **known, **more)

    def _page(self, template: str, page: str, **more: Any) -> str:
        def there(path: str) -> str:
            return relative(path, page)

        rendered: str = (
            design.environment(TEMPLATES)
            .get_template(template)
            .render(
                {
                    **self._frame(there, self._around(page.count("/"), more.get("here", ""))),
                    **_NOTHING,
                    **more,
                },
                listing=self._at(page),
                policy=_POLICY,
                newest=NEWEST,
            )
        )
        return rendered

    def frame(self, prefix: str, here: str) -> Mapping[str, Any]:
        """Return what `base.html` wants for a page `here` beside the site; `prefix` leads to the site's folder."""

        def there(path: str) -> str:
            return prefix + path

        return {**_NOTHING, **self._frame(there, self._made_around(there, here))}

    def _frame(self, there: Callable[[str], str], around: _Around) -> Mapping[str, Any]:
        return {
            "site": self,
            "language": self.language,
            "direction": self.direction,
            "content": "main",
            "said": self.said,
            "there": there,
            "around": around,
            "titles": self._titles,
            "explored": self._explored(),
            "spoken": self._spoken,
        }

    @property
    def _spoken(self) -> Markup:
        """What says in which language the words of the page are, where there are none in its own."""
        has_words = self.words.tag(self.language) == self.language
        return Markup() if has_words else Markup(' lang="{}"').format(self.words.language)

    def _explored(self, term: str = "") -> str:
        """Return what the explorer's address ends in, so that it begins at a term, if any, and with names as here."""
        lang = f"lang={self.language}" if self.edition else ""
        return f"{term or '#'}{term and '&'}{lang}" if lang else term

    def _around(self, depth: int, here: str) -> _Around:
        """Return what stands around the text of the pages that lie so deep."""
        found = self._arounds.get((depth, here))
        if found is None:
            if (
                len(self._arounds) == _DEPTHS
            ):  # who asks a server for pages that are not there can say any depth
                self._arounds.clear()
            page = "x/" * depth
            found = self._arounds[depth, here] = self._made_around(lambda path: relative(path, page), here)
        return found

    def _made_around(self, there: Callable[[str], str], here: str) -> _Around:
        # Each block by itself: macros would refer to the site, and be garbage that only a search finds.
        template = design.environment(TEMPLATES).get_template("around.html")
        context = template.new_context(
            {
                "site": self,
                "said": self.said,
                "titles": self._titles,
                "here": here,
                "there": there,
                "suggested": self.service.suggest() if self.service else "",
            }
        )
        blocks = ("".join(template.blocks[name](context)) for name in _Around._fields)
        return _Around(*map(Markup, blocks))

    # Where things are

    @property
    def feed_path(self) -> str:
        """The path of the feed of changes."""
        return f"changes{self.edition}.atom"

    def path(self, name: str) -> str:
        """Return the path of one of the pages about the whole vocabulary."""
        return f"{name}{self.edition}.html"

    def place(self, iri: str) -> str:
        """Return the path of the page of a resource."""
        return f"{self.places.folder(iri)}/{self.path('index')}"

    @cached_property
    def addresses(self) -> tuple[Sequence[str], Sequence[str]]:
        """The addresses of all concepts and of all collections, by number, relative to the folder of all pages."""
        both = self.numbered.iris, self.numbered.collections
        concepts, collections = ([relative(self.place(iri), "") for iri in iris] for iris in both)
        return concepts, collections

    def _alternates(self, name: str) -> dict[str, str]:
        return {tag: f"{name}{end}.html" for tag, end in self.editions.items()}

    def _at(self, page: str) -> Listing:
        """Return the list with links as they are on a page, which are the same on all that lie as deep."""
        depth = page.count("/")
        found = self._listings.get(depth)
        if found is None:
            if len(self._listings) == _DEPTHS:
                self._listings.clear()
            found = self._listings[depth] = self._listing.at(_From(self, page))
        return found

    # What stands on the pages

    @cached_property
    def changes(self) -> list[Change]:
        """What was made and changed, the newest first."""
        return changes(self.thesaurus, self.language)

    def by_date(self, listing: Listing) -> list[tuple[str, list[tuple[Markup, Change]]]]:
        """Return the newest changes, each behind the link to what changed, by their dates."""
        rows = ((listing.ref(self._reference(change.iri)), change) for change in self.changes[:NEWEST])
        return [(date, [*told]) for date, told in groupby(rows, lambda row: row[1].date)]

    def _reference(self, iri: str) -> int:
        """Return the number of a concept, or that of a collection as lists refer to it."""
        number = self.numbered.number.get(iri)
        return ~self.numbered.collection_number[iri] if number is None else number

    @cached_property
    def misleading(self) -> list[int]:
        """The concepts with a name that misleads."""
        return [number for number, article in enumerate(self.articles) if "m" in article]

    @property
    def misnomers(self) -> int:
        """How many names mislead."""
        return sum(len(self.articles[number]["m"]) for number in self.misleading)

    @cached_property
    def tops(self) -> list[int]:
        """The concepts that have others below them and none above."""
        below, above = (
            {low for low, _ in self.numbered.hierarchy},
            {high for _, high in self.numbered.hierarchy},
        )
        return self.numbered.in_order(above - below)

    def first_tops(self, listing: Listing) -> list[Markup]:
        """Return links to those of them that most is directly below of."""
        by_size = sorted(self.tops, key=lambda top: -len(self._narrower[top]))
        return [listing.link(top) for top in self.numbered.in_order(by_size[:_FIRST])]

    def first_groups(self, listing: Listing) -> list[Markup]:
        """Return links to the first of the collections that are in no other one."""
        inner = {~ref for group in self.groups for ref in group.get("members", ()) if isinstance(ref, int)}
        numbers = range(len(self.groups))
        outer = [number for number in numbers if number not in inner] or numbers
        return [listing.group(number) for number in outer[:_FIRST]]

    @cached_property
    def _narrower(self) -> Mapping[int, list[int]]:
        found: dict[int, list[int]] = {}
        for low, high in self.numbered.hierarchy:
            found.setdefault(high, []).append(low)
        return {high: self.numbered.in_order(lows) for high, lows in found.items()}

    @cached_property
    def _broader(self) -> Mapping[int, int]:
        """The first of what is broader than each concept."""
        found: dict[int, int] = {}
        for low, high in self.numbered.hierarchy:
            found.setdefault(low, high)
        return found

    def menu(self) -> list[tuple[str, str]]:
        """Return the pages about the whole vocabulary that there are, with what each is called."""
        return [(name, self.said[name.replace("-", "_")]) for name in self.names]

    def letters(self, listing: Listing) -> dict[str, list[tuple[Markup, str, bool]]]:
        """Return all names by their letter: a link, the other name that stands before it, whether it is deprecated."""
        rows = [
            (text, text if text != label else "", concept)
            for concept in range(self.numbered.size)
            for label in (self.numbered.label(concept)[0],)
            for text in (
                label,
                *(name.text for name in listing.others(concept) if name.kind not in UNCOUNTED),
            )
        ]
        found: dict[str, list[tuple[Markup, str, bool]]] = {}
        for text, other, concept in sorted(rows, key=lambda row: (unmarked_key(row[0]), row)):
            row = (listing.link(concept), other, concept in self.numbered.deprecated)
            found.setdefault(letter(text), []).append(row)
        return dict(sorted(found.items(), key=lambda item: (item[0] == "#", item[0])))

    def tree(self, listing: Listing) -> Markup:
        """Return the hierarchy as lists in lists; what stands in several places is followed down in the first only."""
        seen: set[int] = set()
        parts: list[str] = []
        pending: list[int | str] = [*reversed(self.tops)]
        while pending:
            concept = pending.pop()
            if not isinstance(concept, int):
                parts.append(concept)
                continue
            below = [] if concept in seen else self._narrower.get(concept, [])
            seen.add(concept)
            parts.append(f"<li>{listing.link(concept)}")
            pending += ["</ul>", *reversed(below)] if below else []
            parts += ["<ul>"] if below else []
        return Markup(f'<ul class="tree">{"".join(parts)}</ul>')  # noqa: S704 (links are escaped)

    def _trail(self, number: int, page: str) -> list[Markup]:
        """Return links to what is broader, from the top down."""
        way: list[int] = []
        at = self._broader.get(number)
        while at is not None and at not in way and at != number:
            way.append(at)
            at = self._broader.get(at)
        return list(map(self._at(page).link, reversed(way)))

    def _defined_term(self, iri: str, number: int) -> Markup:
        """Return the concept as schema.org has it."""
        label, lang = self.numbered.label(number)
        told = self.thesaurus.definition(iri, self.language)
        others = [name.text for name in self._listing.others(number)]
        data = {
            "@context": "https://schema.org",
            "@type": "DefinedTerm",
            "@id": iri,
            "name": label,
            "inLanguage": lang or self.language,
            "alternateName": others,
            "description": markdown.plain(told) if told else "",
            "inDefinedTermSet": self.thesaurus.scheme or "",
        }
        said = embedded({key: value for key, value in data.items() if value})
        return Markup(said)  # noqa: S704 (nothing is left in it that HTML would read)


class _From:
    """The places of concepts and collections, from one page."""

    def __init__(self, site: Site, page: str) -> None:
        self.up, self.addresses, self.collections = relative("", page), *site.addresses

    def concept(self, number: int) -> str:
        return self.up + self.addresses[number]

    def collection(self, number: int) -> str:
        return self.up + self.collections[number]


def style(thesaurus: Thesaurus) -> str:
    """Return the style sheet of all pages."""
    return kind_style(thesaurus.relations.drawn) + design.style()
