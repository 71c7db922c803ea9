"""One vocabulary on a server: what lies at which path, in which form and language. Nothing here knows HTTP."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from functools import cached_property
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from termgraph.export import WRITERS, serialize
from termgraph.pages.catalogue import void
from termgraph.pages.layout import VOID, Layout
from termgraph.pages.service import Service
from termgraph.pages.site import EXPLORER, OVERVIEWS, STYLE, Site, style
from termgraph.serve.negotiation import HTML, RDF

if TYPE_CHECKING:
    from termgraph.api import TermGraph

_T = TypeVar("_T")
_CSS = "text/css"
_ATOM = "application/atom+xml"

#: The vocabularies of a server, by their ids.
Shelf = Mapping[str, "Served"]


class Document(NamedTuple):
    """What lies at a path.

    Attributes:
        path: where.
        type: its media type.
        make: returns what it holds.
        language: the tag of the language that it is in; "" for none.
        about: the concept or collection that it is about; "" for the vocabulary.
    """

    path: str
    type: str
    make: Callable[[], bytes]
    language: str = ""
    about: str = ""


class Served:
    """A vocabulary that is served.

    Args:
        id: what its paths begin with.
        graph: the vocabulary.
        service: what the server adds to the pages.

    >>> from termgraph.api import TermGraph
    >>> birds = Served("birds", TermGraph.from_text('<http://e.org/owl> a skos:Concept ; skos:prefLabel "owl"@en .'))
    >>> birds.document("owl.ttl").type, birds.document("owl"), birds.resource("owl")
    ('text/turtle', None, 'http://e.org/owl')
    """

    def __init__(self, id: str, graph: TermGraph, service: Service | None = None) -> None:
        self.id = id
        self.graph = graph
        self.service = service or Service()
        self._sites: Once[Site] = Once()
        self._made: Once[bytes] = Once()

    @property
    def title(self) -> str:
        """What it is called."""
        return self.site().title

    def title_in(self, language: str | None) -> str:
        """Return what it is called in a language, or in the nearest to it that there is."""
        return self.graph.heading(language) or self.title

    @cached_property
    def layout(self) -> Layout:
        """Where everything lies."""
        return Layout(self.graph, self.id, service=self.service)

    @property
    def languages(self) -> list[str]:
        """The tags of the languages that have pages, the vocabulary's own first."""
        return [*self.layout.editions]

    def site(self, language: str | None = None) -> Site:
        """Return the pages in one of the languages; they are made ready when they are first asked for."""
        tag = language or self.languages[0]
        return self._sites.get(tag, lambda: self.layout.site(tag))

    def has(self, iri: str) -> bool:
        """Tell whether a thing is one of the vocabulary's concepts or collections."""
        return iri in self.graph.concepts or iri in self.graph.collections

    def resource(self, path: str) -> str | None:
        """Return the concept or collection whose folder a path is."""
        iri = self.layout.places.resource(path)
        return None if iri in self.layout.former else iri

    def document(self, path: str) -> Document | None:
        """Return what lies at a path; None where nothing does."""
        if path in self._files:
            found = self._files[path]
            return found if self._is_there(found) else None
        folder, _, name = path.rpartition("/")
        if name in self._indexes and (iri := self.resource(folder)):
            return self.page(iri, self._indexes[name])
        for end, form in self.service.forms.items():
            if path.endswith(end) and (iri := self.resource(path.removesuffix(end))):
                return self.form(iri, form.type)
        return None

    def _is_there(self, found: Document) -> bool:
        """Tell whether a file is there: a page about what the vocabulary has nothing of is not."""
        if not found.language:
            return True
        if found.type == _ATOM:
            return bool(self.site(found.language).changes)
        name = found.path.removesuffix(f"{self.layout.editions[found.language]}.html")
        return name in self.site(found.language).names

    def page(self, iri: str, language: str) -> Document:
        """Return the page of a concept or collection."""
        end = self.layout.editions[language]
        path = f"{self.layout.places.folder(iri)}/index{end}.html"
        return Document(path, HTML, lambda: self.site(language).resource(iri).encode(), language, iri)

    def pages(self) -> Iterator[str]:
        """Yield the paths of all pages, below the address of the server."""
        for tag, end in self.layout.editions.items():
            yield from (f"{self.id}/{name}{end}.html" for name in self.site(tag).names)
            yield from (
                f"{self.id}/{self.layout.places.folder(iri)}/index{end}.html" for iri in self.layout.iris
            )

    def successor(self, path: str) -> str | None:
        """Return the path of what replaces a thing that had a path once; None where nothing does."""
        new = self.layout.former.get(self.layout.places.resource(path) or "")
        return self.layout.places.folder(new) if new else None

    def address(self, iri: str) -> str:
        """Return the address of the page of a concept or collection, below that of the server."""
        return f"{self.id}/{self.layout.places.link(iri, '')}"

    def form(self, iri: str, type: str) -> Document:
        """Return a concept or collection as one of the media types of `RDF`."""
        end, form = next((end, form) for end, form in self.service.forms.items() if form.type == type)
        path = self.layout.places.folder(iri) + end
        return Document(path, type, lambda: self.layout.form(iri, form.format), about=iri)

    def start(self, type: str, language: str) -> Document:
        """Return the whole vocabulary: its first page, or all that it says as one of the media types of `RDF`."""
        if type == HTML:
            return self._files[f"index{self.layout.editions[language]}.html"]
        return next(
            self._files[path] for path, format in self.layout.downloads.items() if RDF.get(format) == type
        )

    def alternates(self, document: Document) -> list[Document]:
        """Return the other forms and languages of what a document is about."""
        if document.about:
            pages = [self.page(document.about, tag) for tag in self.languages]
            found = [*pages, *(self.form(document.about, form.type) for form in self.service.forms.values())]
        elif document.language and document.type == HTML:
            found = [
                self._files[self.translated(document.path, tag, document.language)] for tag in self.languages
            ]
        else:
            found = []
        return [one for one in found if one.path != document.path]

    def translated(self, path: str, language: str, from_: str | None = None) -> str:
        """Return the path of a page in another language.

        Args:
            path: of the page.
            language: the tag of the other one.
            from_: the tag of its own; that of the vocabulary where it is None.
        """
        end = self.layout.editions[from_ or self.languages[0]]
        return f"{path.removesuffix(f'{end}.html')}{self.layout.editions[language]}.html"

    @property
    def style(self) -> Document:
        """The style sheet of the pages."""
        return self._kept(STYLE, _CSS, lambda: style(self.graph).encode())

    @cached_property
    def _indexes(self) -> Mapping[str, str]:
        """The languages, by the name of the page in a concept's folder."""
        return {f"index{end}.html": tag for tag, end in self.layout.editions.items()}

    @cached_property
    def _files(self) -> Mapping[str, Document]:
        return {one.path: one for one in self._whole()}

    def _whole(self) -> Iterator[Document]:
        """Yield what is about the whole vocabulary; each is made once, when it is first asked for."""
        yield self.style
        yield self._catalogue()
        yield from map(self._moved, self.layout.former)
        yield from map(self._feed, self.languages)
        yield self._kept(EXPLORER, HTML, lambda: self.graph.page().encode())
        for path, format in self.layout.downloads.items():
            yield self._download(path, format)
        for tag in self.languages:
            for name in OVERVIEWS:
                yield self._overview(name, tag)

    def _overview(self, name: str, language: str) -> Document:
        path = f"{name}{self.layout.editions[language]}.html"
        return self._kept(path, HTML, lambda: self.site(language).overview(name).encode(), language)

    def _download(self, path: str, format: str) -> Document:
        return self._kept(path, WRITERS[format].type, lambda: serialize(self.graph, format))

    def _moved(self, old: str) -> Document:
        path = f"{self.layout.places.folder(old)}/index.html"
        return self._kept(path, HTML, lambda: self.site().moved(old).encode())

    def _feed(self, language: str) -> Document:
        path = f"changes{self.layout.editions[language]}.atom"
        return self._kept(path, _ATOM, lambda: self.site(language).feed().encode(), language)

    def _catalogue(self) -> Document:
        return self._kept(VOID, RDF["turtle"], lambda: void(self.graph, "", self.layout.downloads))

    def _kept(self, path: str, type: str, make: Callable[[], bytes], language: str = "") -> Document:
        return Document(path, type, lambda: self._made.get(path, make), language)


class Once(Generic[_T]):
    """What takes a while to make, and is made once: who asks meanwhile waits for it.

    >>> numbers = Once[int]()
    >>> numbers.get("one", lambda: 1), numbers.get("one", lambda: 2)
    (1, 1)
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: dict[str, Future[_T]] = {}

    def found(self, key: str) -> _T | None:
        """Return what is there under a key already; None where nothing is."""
        future = self._found.get(key)
        return future.result() if future and future.done() and not future.exception() else None

    def get(self, key: str, make: Callable[[], _T]) -> _T:
        """Return what there is under a key, made where nothing is; what could not be made is tried again."""
        with self._lock:
            future = self._found.get(key)
            is_mine = future is None
            if future is None:
                future = self._found[key] = Future()
        if is_mine:
            try:
                future.set_result(make())
            except BaseException as error:
                del self._found[key]
                future.set_exception(error)
                raise
        return future.result()
