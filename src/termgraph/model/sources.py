"""The works that a vocabulary cites, and what texts call them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import ascii_lowercase

from termgraph.names import exact_key

#: Kinds of works, each with the class of the Bibliographic Ontology that it is.
SOURCE_TYPES: Mapping[str, str] = {
    "book": "Book",
    "article": "AcademicArticle",
    "conference": "AcademicArticle",
    "preprint": "Manuscript",
    "report": "Report",
    "thesis": "Thesis",
    "web": "Webpage",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One work in the bibliography.

    Args:
        id: its key, as citations give it.
        type: one of `SOURCE_TYPES`.
        title: its title.
        authors: names in the order of the work, each as "Surname, Given".
        year: the year in which it appeared.
        container: the journal, proceedings or site that it appeared in.
        note: what a reader should know about the reference itself.

    >>> Source(id="murphy-2012", type="book", title="Machine Learning", authors=("Murphy, K.",), year=2012).short
    'Murphy 2012'
    """

    id: str
    title: str
    type: str = "web"
    authors: tuple[str, ...] = ()
    year: int | None = None
    container: str | None = None
    volume: str | None = None
    number: str | None = None
    pages: str | None = None
    edition: str | None = None
    publisher: str | None = None
    doi: str | None = None
    arxiv: str | None = None
    url: str | None = None
    note: str | None = None

    @property
    def short(self) -> str:
        """How a text names it: first author and year, or its title where it has neither."""
        surnames = [author.split(",")[0].strip() for author in self.authors]
        match surnames:
            case []:
                who = self.title
            case [one]:
                who = (
                    f"{one} et al." if self.authors[0].endswith(" et al.") and "," in self.authors[0] else one
                )
            case [one, two]:
                who = f"{one} and {two}"
            case _:
                who = f"{surnames[0]} et al."
        return who if self.year is None else f"{who} {self.year}"

    @property
    def citation(self) -> str:
        """The full reference as one line of text."""
        edition = f"{self.edition} edition" if self.edition else None
        volume = self.volume
        if volume and self.number:
            volume = f"{volume}({self.number})"
        where = ", ".join(filter(None, (self.container, volume, self.pages and f"pp. {self.pages}")))
        head = "; ".join(self.authors)
        if self.year is not None:
            head = f"{head} ({self.year})" if head else f"({self.year})"
        arxiv = f"arXiv:{self.arxiv}" if self.arxiv else None
        doi = f"doi:{self.doi}" if self.doi else None
        parts = (head, self.title, edition, where, self.publisher, arxiv, doi, self.note)
        return ". ".join(part.rstrip(".") for part in parts if part) + "."


def shorts(sources: Mapping[str, Source]) -> Mapping[str, str]:
    """Return how texts name sources, by id, each in its own way.

    Of several that would be named alike, each is told by its site or container, or by its id, those with an author
    and a year by a letter, in the order of their ids.

    >>> sites = [Source(id=id_, title="Glossary", url=f"https://{id_}.org/x") for id_ in ("a", "b")]
    >>> papers = [Source(id=id_, title=id_, authors=("Ann, B.",), year=1999) for id_ in ("c", "d")]
    >>> list(shorts({one.id: one for one in (*sites, *papers)}).values())
    ['Glossary (a.org)', 'Glossary (b.org)', 'Ann 1999a', 'Ann 1999b']
    """
    alike: dict[str, list[Source]] = {}
    for source in sources.values():
        alike.setdefault(exact_key(source.short), []).append(source)
    made: dict[str, str] = {}
    for group in alike.values():
        made |= _told_apart(group)
    return {id_: made[id_] for id_ in sources}


def _told_apart(group: list[Source]) -> Iterator[tuple[str, str]]:
    """Yield the short forms of sources that would be named alike, by id."""
    places = [_place(source) for source in group]
    for n, source in enumerate(sorted(group, key=lambda source: source.id)):
        if len(group) == 1:
            yield source.id, source.short
        elif source.authors and source.year is not None and n < len(ascii_lowercase):
            yield source.id, source.short + ascii_lowercase[n]
        else:
            place = _place(source)
            yield source.id, f"{source.short} ({place if places.count(place) == 1 else source.id})"


def _place(source: Source) -> str:
    """Return where a source appeared: its container, else the host of its page, else its id."""
    host = re.match(r"https?://([^/?#]+)", source.url or "")
    return source.container or (host[1] if host else source.id)
