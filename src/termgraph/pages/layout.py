"""Where everything of a site lies, and each resource in any form: what is published, and what is served."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from functools import cached_property
from typing import TYPE_CHECKING

from termgraph.export import WRITERS, Exports
from termgraph.export.part import Parts
from termgraph.pages.places import Places
from termgraph.pages.site import EXPLORER, MISSING, OVERVIEWS, STYLE, Site

if TYPE_CHECKING:
    from termgraph.pages.service import Service
    from termgraph.skos import Thesaurus

DOWNLOADS = "downloads"
VOID = "void.ttl"


class Layout:
    """The plan of a site.

    Args:
        thesaurus: the vocabulary.
        name: what the downloads are called, without their endings.
        taken: the names of files that the site has besides pages and downloads.
        service: what a server adds to its pages; None where there is none.

    >>> from termgraph.skos import Thesaurus
    >>> birds = Layout(Thesaurus.from_text('<http://e.org/owl> a skos:Concept ; skos:prefLabel "owl"@en .'), "birds")
    >>> birds.editions, next(iter(birds.downloads)), birds.form("http://e.org/owl", "ntriples").splitlines()[0][:17]
    ({'en': ''}, 'downloads/birds.ttl', b'<http://e.org/owl')
    """

    def __init__(
        self,
        thesaurus: Thesaurus,
        name: str = "vocabulary",
        taken: Iterable[str] = (),
        service: Service | None = None,
    ) -> None:
        self.thesaurus = thesaurus
        self.service = service
        #: The languages that have pages, each with what their names end in.
        self.editions = _editions(thesaurus)
        #: Concepts and collections, in the order of their pages.
        self.iris = [*sorted(thesaurus.concepts), *sorted(thesaurus.collections)]
        overviews = [f"{page}{end}.html" for page in OVERVIEWS for end in self.editions.values()]
        own = [*overviews, STYLE, EXPLORER, MISSING, VOID, DOWNLOADS, *taken]
        #: The addresses below the base that are no longer in use, each with the first of what replaces it.
        self.former = _former(thesaurus, {*self.iris})
        self.places = Places([*self.iris, *self.former], thesaurus.base, own)
        #: The format of each download, by its path.
        self.downloads = {
            f"{DOWNLOADS}/{name}{writer.suffixes[0]}": format
            for format, writer in WRITERS.items()
            if writer.built
        }

    def site(self, language: str, downloads: Mapping[str, str] | None = None) -> Site:
        """Return the pages in one of the languages.

        Args:
            language: its tag.
            downloads: the path of each download that there is, with what it is; None for all.
        """
        told = (
            {path: WRITERS[format].doc for path, format in self.downloads.items()}
            if downloads is None
            else downloads
        )
        return Site(
            self.thesaurus,
            self.places,
            language,
            edition=self.editions[language],
            editions=self.editions,
            downloads=told,
            service=self.service,
        )

    def form(self, iri: str, format: str) -> bytes:
        """Return a resource in a format of `termgraph.export.WRITERS`: what `export --concept` writes."""
        return self.exports(iri).serialize(format)

    def exports(self, iri: str) -> Exports:
        """Return what writes a resource in one format after the other."""
        return Exports(self._parts.of([iri]))

    @cached_property
    def _parts(self) -> Parts[Thesaurus]:
        return Parts(self.thesaurus)


def _former(thesaurus: Thesaurus, iris: Set[str]) -> dict[str, str]:
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
