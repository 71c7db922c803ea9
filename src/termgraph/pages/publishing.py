"""A vocabulary as a folder of pages for any static host."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from termgraph.errors import TermgraphError
from termgraph.export import WRITERS, Exports, part
from termgraph.extras import MissingLibraryError
from termgraph.files import locked, writing
from termgraph.namespaces import is_web_iri
from termgraph.pages.catalogue import skosmos, void
from termgraph.pages.hosting import SITEMAP, Host, sitemap_parts, sitemaps
from termgraph.pages.layout import VOID, Layout
from termgraph.pages.places import FORMS
from termgraph.pages.site import EXPLORER, MISSING, OVERVIEWS, STYLE, Site, style
from termgraph.staging import staged
from termgraph.store.record import no_collecting
from termgraph.view.page import html

if TYPE_CHECKING:
    from termgraph.skos import Thesaurus

_HOSTING = "hosting"
#: Which files of the folder are ours: what a later run no longer writes goes, and nothing else does.
_LIST = ".termgraph-pages"
#: Of how many concepts a file about all tells in the time that a page about one takes, for what is shown meanwhile.
_OF_ALL = 8


@dataclass(frozen=True, slots=True)
class Published:
    """What became of a folder.

    Args:
        files: how many files the site has.
        changed: how many of them are new or other than before.
        gone: how many that an earlier run wrote are gone.
        languages: the tags of the languages of its pages, the main one first.
        left_out: which downloads are not there, and why: their format cannot say the vocabulary.
    """

    files: int
    changed: int
    gone: int
    languages: tuple[str, ...]
    left_out: tuple[str, ...] = ()


def publish(
    thesaurus: Thesaurus,
    folder: str | Path,
    *,
    name: str = "vocabulary",
    url: str = "",
    notice: Callable[[str], None] = lambda _: None,
    progress: Callable[[float], None] = lambda _: None,
) -> Published:
    """Write a page for each concept and collection, and those around them, into a folder that any host can serve.

    Only files that changed are written; those that an earlier run wrote and this one does not are removed; what else
    is in the folder stays, and where it is called as a file of ours, nothing is written.

    Args:
        thesaurus: the vocabulary.
        folder: where to; made where it is not there.
        name: what the downloads are called, without their endings.
        url: the web address that the folder will have, for `sitemap.xml`; "" for none.
        notice: called with one sentence for what is left out.
        progress: told which share of the work is done.

    Raises:
        TermgraphError: where the address is none, or a file cannot be written or is not ours.

    >>> from tempfile import TemporaryDirectory
    >>> from termgraph.skos import Thesaurus
    >>> birds = Thesaurus.from_text('<http://e.org/owl> a skos:Concept ; skos:prefLabel "owl"@en .')
    >>> with TemporaryDirectory() as place:
    ...     publish(birds, place).changed > 5, publish(birds, place).changed
    (True, 0)
    """
    if url and not is_web_iri(url):
        raise TermgraphError(f"'{url}' is no web address", hint="it begins with https:// or http://")
    root = Path(folder)
    press = _Press(thesaurus, name, url, notice, progress)
    written: dict[str, None] = {}
    with locked(root), no_collecting(), staged(root) as files:  # pages and forms leave no garbage
        listed = _listed(root)
        for path, data in press.files():
            files.add(path, data)
            written[path] = None
            progress(press.done)
        if others := [path for path in files.replaced if path not in listed]:
            more = f" and {len(others) - 1} more" if len(others) > 1 else ""
            raise TermgraphError(
                f"is from no earlier run, and would be written over{more}",
                root / others[0],
                hint="publish into a folder of its own, or remove what is there",
            )
        changed = files.changed
        gone = [path for path in listed if path not in written and _is_ours(root, path)]
        for path in gone:
            files.add(path, None)
        files.add(_LIST, "".join(f"{path}\n" for path in written).encode())
    progress(1)
    return Published(len(written), changed, len(gone), tuple(press.editions), tuple(press.left_out))


def _listed(root: Path) -> dict[str, None]:
    """Return the paths of the files that an earlier run wrote, in order."""
    listed = root / _LIST
    with writing(listed):
        return dict.fromkeys(listed.read_text("utf-8", "replace").splitlines() if listed.is_file() else ())


def _is_ours(root: Path, path: str) -> bool:
    """Tell whether a file that is listed is there, in the folder and not hidden: the list may come with a folder."""
    if not (root / path).is_file():
        return False
    file, whole = (root / path).resolve(), root.resolve()
    inside = file.is_relative_to(whole)
    return inside and not any(part.startswith(".") for part in file.relative_to(whole).parts)


class _Press:
    """Makes the files of a site."""

    def __init__(
        self,
        thesaurus: Thesaurus,
        name: str,
        url: str,
        notice: Callable[[str], None],
        progress: Callable[[float], None],
    ) -> None:
        self.thesaurus = thesaurus
        self.name = name
        self.url = url.rstrip("/") + "/" if url else ""
        self.notice = notice
        self.progress = progress
        entries = len(thesaurus.concepts) + len(thesaurus.collections) + len(OVERVIEWS)
        parts = sitemap_parts(entries * (len(thesaurus.languages) + 1))
        self.layout = Layout(thesaurus, name, [SITEMAP, *parts, _LIST, _HOSTING])
        self.editions = self.layout.editions
        self._few = few = 1 + len(self.layout.iris) // _OF_ALL
        firsts = [f"{OVERVIEWS[0]}{end}.html" for end in self.editions.values()]
        #: How many pages what is made of all concepts takes as long as.
        self._long = dict.fromkeys([*self.layout.downloads, EXPLORER, *firsts], few)
        self._files = len(self.layout.iris) * (len(self.editions) + len(FORMS)) + sum(self._long.values())
        self._made = 0
        self._pages: list[str] = []
        self.left_out: list[str] = []
        self._paths: set[str] = set()

    @property
    def done(self) -> float:
        """Which share of the work is done."""
        return min(0.99, self._made / self._files)

    def _within(self, share: float) -> None:
        """Tell how far we are when so much of a file about all is there."""
        self.progress(min(0.99, (self._made + share * self._few) / self._files))

    def files(self) -> Iterator[tuple[str, bytes | Iterator[bytes]]]:
        """Yield the path of each file of the site with what it holds, whole or in pieces."""
        for path, data in self._all():
            self._made += self._long.get(path, 1)
            self._paths.add(path)
            yield path, data

    def _all(self) -> Iterator[tuple[str, bytes | Iterator[bytes]]]:
        made: set[str] = set()
        for path, pieces in self._downloads():
            made.add(path)
            yield path, pieces
        downloads = {path: format for path, format in self.layout.downloads.items() if path in made}
        told = {path: WRITERS[format].doc for path, format in downloads.items()}
        yield STYLE, style(self.thesaurus).encode()
        yield EXPLORER, html(self.thesaurus).encode()
        for language in self.editions:
            yield from self._edition(self.layout.site(language, told))
        yield from self._forms()
        yield VOID, void(self.thesaurus, self.url, downloads)
        if self.url:
            for path, text in sitemaps(self.url, self._pages).items():
                yield path, text.encode()
            yield from self._hosting()

    def _edition(self, site: Site) -> Iterator[tuple[str, bytes]]:
        """Yield the pages in one language, and what is told beside them."""
        iris = (*site.numbered.iris, *site.numbered.collections)
        pages = chain(site.overviews().items(), ((site.place(iri), site.resource(iri)) for iri in iris))
        for path, text in pages:
            self._pages.append(path)
            yield path, text.encode()
        if site.changes:
            yield site.feed_path, site.feed(self.url).encode()
        if not site.edition:
            yield MISSING, site.missing(folder=urlsplit(self.url).path).encode()
            for old in self.layout.former:
                yield site.place(old), site.moved(old).encode()

    def _downloads(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        exports = Exports(self.thesaurus, notice=self.notice, progress=self._within)
        for path, format in sorted(self.layout.downloads.items(), key=lambda item: WRITERS[item[1]].takes):
            pieces = exports.pieces(format)
            try:
                yield path, chain([next(pieces, b"")], pieces)
            except MissingLibraryError as error:
                self.notice(str(error))
            except TermgraphError as error:
                self.left_out.append(f"{path} is left out: {error.message}")

    def _forms(self) -> Iterator[tuple[str, bytes]]:
        """Yield the other forms of each resource."""
        if unsaid := part.unsaid(self.thesaurus):
            self.left_out.append(f"{unsaid}: the files of single concepts leave that out")
        for iri in self.layout.iris:
            folder, exports = self.layout.places.folder(iri), self.layout.exports(iri)
            for end, form in FORMS.items():
                yield folder + end, exports.serialize(form.format)

    def _hosting(self) -> Iterator[tuple[str, bytes]]:
        """Yield what the servers are told that answer for the folder, and for the addresses of the concepts."""
        meant = {one: one for one in self.layout.iris} | self.layout.former
        host = Host(self.url, self.thesaurus.base, self.layout.places, self.name, meant, self._paths)
        yield f"{_HOSTING}/apache.htaccess", host.apache().encode()
        yield f"{_HOSTING}/nginx.conf", host.nginx().encode()
        yield f"{_HOSTING}/w3id.htaccess", host.w3id().encode()
        yield f"{_HOSTING}/skosmos.ttl", skosmos(self.thesaurus, self.name, self.url)
