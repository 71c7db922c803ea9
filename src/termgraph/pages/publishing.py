"""A vocabulary as a folder of pages for any static host."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from termgraph.errors import TermgraphError
from termgraph.export import WRITERS, Exports, serialize
from termgraph.export.part import Parts
from termgraph.extras import MissingLibraryError
from termgraph.files import locked, write_all
from termgraph.namespaces import is_web_iri
from termgraph.pages.catalogue import skosmos, void
from termgraph.pages.hosting import Host, sitemap
from termgraph.pages.places import FORMS, Places
from termgraph.pages.site import EXPLORER, MISSING, OVERVIEWS, STYLE, Site, style
from termgraph.view.page import html

if TYPE_CHECKING:
    from termgraph.skos import Thesaurus

_DOWNLOADS = "downloads"
_SITEMAP = "sitemap.xml"
_VOID = "void.ttl"
_HOSTING = "hosting"
#: Which files of the folder are ours: what a later run no longer writes goes, and nothing else does.
_LIST = ".termgraph-pages"
#: How many files are made before they are put in their places.
_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Published:
    """What became of a folder.

    Args:
        files: how many files the site has.
        changed: how many of them are new or other than before.
        gone: how many that an earlier run wrote are gone.
        languages: the tags of the languages of its pages, the main one first.
    """

    files: int
    changed: int
    gone: int
    languages: tuple[str, ...]


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
    is in the folder stays.

    Args:
        thesaurus: the vocabulary.
        folder: where to; made where it is not there.
        name: what the downloads are called, without their endings.
        url: the web address that the folder will have, for `sitemap.xml`; "" for none.
        notice: called with one sentence for what is left out.
        progress: told which share of the work is done.

    Raises:
        TermgraphError: where the address is none, or a file cannot be written.

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
    press = _Press(thesaurus, name, url, notice)
    with locked(root):
        before = _listed(root)
        written: dict[str, None] = {}
        changed = 0
        batch: dict[Path, bytes | None] = {}
        for path, data in press.files():
            written[path] = None
            batch[root / path] = data
            if len(batch) == _AT_ONCE:
                changed += len(write_all(batch))
                batch.clear()
                progress(min(0.99, len(written) / press.expected))
        changed += len(write_all(batch))
        gone = [path for path in before if path not in written and (root / path).is_file()]
        write_all({root / path: None for path in gone})
        write_all({root / _LIST: "".join(f"{path}\n" for path in written).encode()})
        _tidy(root, gone)
    progress(1)
    return Published(len(written), changed, len(gone), tuple(press.editions))


def _listed(root: Path) -> list[str]:
    """Return the files that an earlier run wrote; a list may come with a folder, and must not lead out of it.

    Nor to what is hidden there, which is none of ours.
    """
    listed = root / _LIST
    if not listed.is_file():
        return []
    paths = listed.read_text("utf-8", "replace").splitlines()
    whole = root.resolve()
    return [path for path in paths if path and _is_ours((root / path).resolve(), whole)]


def _is_ours(file: Path, whole: Path) -> bool:
    inside = file.is_relative_to(whole)
    return inside and not any(part.startswith(".") for part in file.relative_to(whole).parts)


def _tidy(root: Path, gone: list[str]) -> None:
    """Remove folders that are empty now."""
    for path in gone:
        for room in (root / path).parents:
            if room == root or not room.is_dir() or any(room.iterdir()):
                break
            room.rmdir()


class _Press:
    """Makes the files of a site."""

    def __init__(self, thesaurus: Thesaurus, name: str, url: str, notice: Callable[[str], None]) -> None:
        self.thesaurus = thesaurus
        self.name = name
        self.url = url.rstrip("/") + "/" if url else ""
        self.notice = notice
        self.editions = _editions(thesaurus)
        self.iris = [*sorted(thesaurus.concepts), *sorted(thesaurus.collections)]
        overviews = [f"{page}{end}.html" for page in OVERVIEWS for end in self.editions.values()]
        own = [*overviews, STYLE, EXPLORER, MISSING, _SITEMAP, _VOID, _LIST, _DOWNLOADS, _HOSTING]
        self.former = _former(thesaurus, {*self.iris})
        self.places = Places([*self.iris, *self.former], thesaurus.base, own)
        self.downloads = {
            f"{_DOWNLOADS}/{name}{writer.suffixes[0]}": format
            for format, writer in WRITERS.items()
            if writer.built
        }
        self.expected = len(self.iris) * (len(self.editions) + len(FORMS)) + 20

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the path of each file of the site with what it holds."""
        told: dict[str, str] = {}
        for path, data in self._downloads():
            told[path] = WRITERS[self.downloads[path]].doc
            yield path, data
        yield STYLE, style(self.thesaurus).encode()
        yield EXPLORER, html(self.thesaurus).encode()
        pages: list[str] = []
        for language, end in self.editions.items():
            site = Site(
                self.thesaurus, self.places, language, edition=end, editions=self.editions, downloads=told
            )
            for path, data in _pages(site):
                pages.append(path)
                yield path, data
            if site.changes:
                yield site.feed_path, site.feed(self.url).encode()
            if not end:
                yield MISSING, site.missing().encode()
                for old in self.former:
                    yield site.place(old), site.moved(old).encode()
        yield from self._forms()
        yield _VOID, void(self.thesaurus, self.url, {path: self.downloads[path] for path in told})
        if self.url:
            yield _SITEMAP, sitemap(self.url, pages).encode()
            yield from self._hosting()

    def _downloads(self) -> Iterator[tuple[str, bytes]]:
        exports = Exports(self.thesaurus, notice=self.notice)
        for path, format in self.downloads.items():
            try:
                yield path, exports.serialize(format)
            except MissingLibraryError as error:
                self.notice(str(error))

    def _forms(self) -> Iterator[tuple[str, bytes]]:
        """Yield the other forms of each resource: what `export --concept` writes."""
        parts = Parts(self.thesaurus)
        for iri in self.iris:
            part = parts.of([iri])
            for end, form in FORMS.items():
                yield self.places.folder(iri) + end, serialize(part, form.format)

    def _hosting(self) -> Iterator[tuple[str, bytes]]:
        """Yield what the servers are told that answer for the folder, and for the addresses of the concepts."""
        meant = {one: one for one in self.iris} | self.former
        host = Host(self.url, self.thesaurus.base, self.places, self.name, meant)
        yield f"{_HOSTING}/apache.htaccess", host.apache().encode()
        yield f"{_HOSTING}/nginx.conf", host.nginx().encode()
        yield f"{_HOSTING}/w3id.htaccess", host.w3id().encode()
        yield f"{_HOSTING}/skosmos.ttl", skosmos(self.thesaurus, self.name, self.url)


def _pages(site: Site) -> Iterator[tuple[str, bytes]]:
    for path, text in site.overviews().items():
        yield path, text.encode()
    for iri in site.numbered.iris:
        yield site.place(iri), site.concept(iri).encode()
    for iri in site.numbered.collections:
        yield site.place(iri), site.collection(iri).encode()


def _former(thesaurus: Thesaurus, iris: Set[str]) -> dict[str, str]:
    """Return the addresses below the base that are no longer in use, each with the first of what replaces it."""
    base = thesaurus.base
    return {
        old: next(one for one in instead if one in iris)
        for old, instead in sorted(thesaurus.replacements.items())
        if base and old.startswith(base) and old not in iris and not iris.isdisjoint(instead)
    }


def _editions(thesaurus: Thesaurus) -> dict[str, str]:
    """Return the languages that have pages, each with what their names end in: those that name half of the concepts."""
    main = thesaurus.language
    half = len(thesaurus.concepts) / 2
    others = sorted(
        tag for tag, count in thesaurus.languages.items() if tag and tag != main and count >= half
    )
    return {main: "", **{tag: f".{tag}" for tag in others}}
