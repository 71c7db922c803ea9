"""The thesaurus: the one account of a vocabulary, which every verb asks."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termgraph.errors import TermgraphError
from termgraph.skos.answering import Answering
from termgraph.skos.kept_spellings import keep_spellings
from termgraph.skos.lookup import Hit, Lookup
from termgraph.skos.spellings import MemorySpellings
from termgraph.skos.tables import PAGES, keep_pages
from termgraph.store import named
from termgraph.store.kept import KeptRecord
from termgraph.store.record import no_collecting
from termgraph.store.results import Result

if TYPE_CHECKING:
    from termgraph.model import Concept
    from termgraph.store.sparql import Parameter


#: Triples above which what was found out is forgotten, and found out again, while a store is made.
LARGE = 2_000_000


class Thesaurus(Answering):
    """A vocabulary that was opened: what its concepts are, what they are called, and how they hang together.

    >>> birds = Thesaurus.from_text('''<e:owl> skos:prefLabel "owl"@en, "Eule"@de ; skos:broader <e:bird> .
    ... <e:bird> skos:prefLabel "bird"@en .''')
    >>> sorted(birds.concepts), birds.find("EULE"), birds.broader["e:owl"], birds.language
    (['e:bird', 'e:owl'], 'e:owl', ['e:bird'], 'en')
    """

    #: Whether it holds nothing that it walks, and has parts.
    is_sparing = False

    # Finding

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup(self)

    @no_collecting()
    def resolve(self, name: str) -> list[Hit]:
        """Return the concepts that a name or id means; several where it is ambiguous, none where there is none.

        >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "barn-owl"@en .')
        >>> [(hit.iri, hit.name) for hit in birds.resolve("Barn Owls")]
        [('e:owl', 'barn-owl')]
        """
        return self._lookup.resolve(name)

    def bearing(self, name: str) -> list[Hit]:
        """Return the concepts and collections that bear a name, whatever has it for an id; see `Lookup.bearing`.

        >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept . <e:bird> skos:broader <e:x> ; skos:prefLabel "owl" .')
        >>> [hit.iri for hit in birds.bearing("Owl")]
        ['e:bird']
        """
        return self._lookup.bearing(name)

    def find(self, name: str) -> str:
        """Return the IRI of the one concept that a name or id means.

        Raises:
            AmbiguousNameError: where several bear the name; `candidates` holds them.
            NotFoundError: where none does; the hint names the nearest.
        """
        return self._lookup.find(name)

    @no_collecting()
    def search(
        self, text: str, limit: int = 20, lang: str | None = None, status: str | None = None
    ) -> list[Hit]:
        """Return the concepts that a text fits, best first: whole names, parts of names, typing errors, definitions.

        With a status only those that have it; then no text fits all of them, in the order of their names.

        >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "barn owl"@en .')
        >>> [hit.name for hit in birds.search("own")], [hit.name for hit in birds.search("barn oul")]
        ([], ['barn owl'])
        """
        if status is None:
            return self._lookup.search(text, limit, lang)
        having = {iri for iri in self.concepts if self.statuses.get(iri) == status}
        if not text:
            return self._lookup.listed(having, lang)[:limit]
        hits = self._lookup.search(text, len(self.concepts) + len(self.collections), lang)
        return [hit for hit in hits if hit.iri in having][:limit]

    @no_collecting()
    def suggest(self, text: str, limit: int = 10, lang: str | None = None) -> list[Hit]:
        """Return what has a name that a text is, begins or is a part of, best first, for who is still typing.

        >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "barn owl"@en .')
        >>> [hit.name for hit in birds.suggest("ow")], birds.suggest("own")
        (['barn owl'], [])
        """
        return self._lookup.suggest(text, limit, lang)

    def concept(self, name: str) -> Concept:
        """Return all that the graph says of a concept, found by any name or id.

        Raises:
            NotFoundError: where there is none, or several.
        """
        return self.concept_of(self.find(name))

    @no_collecting()
    def keep(self) -> None:
        """Keep what was found out about the vocabulary, so that it is looked up the next time it is opened.

        Nothing is kept of what was not read from files, nor where the user's cache cannot be written.
        """
        if self.pages is None and self.place and self.place.is_current:
            with suppress(OSError, ValueError, sqlite3.Error, TermgraphError):
                self._keep(self.place.folder, lambda _: None)

    @no_collecting()
    def write_pages(self, progress: Callable[[float], None] = lambda _: None) -> None:
        """Keep the same in the form that is being made; of a large vocabulary little is in memory at a time.

        Args:
            progress: called with the share that is there.

        Raises:
            TermgraphError: where it cannot be written.
        """

        def done(share: float) -> None:
            progress(share)
            if self.is_large:
                self.forget()

        if isinstance(self.record, KeptRecord) and self.is_large:
            self.record.most = LARGE / 4
        if self.place:
            self._keep(self.place.folder, done)
            self.forget()

    def _keep(self, folder: Path, done: Callable[[float], None]) -> None:
        def fill(file: sqlite3.Connection) -> None:
            keep_spellings(file, MemorySpellings(self))

        keep_pages(self, folder / PAGES, self.summary, fill, done)

    def summary(self) -> Mapping[str, Any]:
        """Return what is kept of the vocabulary as a whole, as JSON knows it."""
        return {}

    @property
    def is_large(self) -> bool:
        """Whether it lies on a disk, and is so large that little of it should be in memory at a time."""
        return isinstance(self.record, KeptRecord) and len(self.record) > LARGE

    def forget(self) -> None:
        """Give back all that can be found out again."""
        for name in self.__dict__.keys() - {"_opened", "record", "pages"}:
            del self.__dict__[name]
        self.record.forget()

    def parts(self) -> Iterable[Thesaurus]:
        """Yield accounts that are walked one after the other as the whole would be; of what is in memory, itself."""
        return [self]

    @cached_property
    def spoken_by(self) -> tuple[Mapping[str, int], int]:
        """How many current concepts have a preferred name in each language, and how many have any."""
        counts: Counter[str] = Counter()
        named = 0
        for part in self.parts():
            languages = [part.languages_of[one] for one in part.current if one in part.languages_of]
            counts.update(lang for own in languages for lang in set(own))
            named += len(languages)
        return counts, named

    # Named queries

    def named_query(
        self, name: str, params: Mapping[str, str] | None = None, timeout: float | None = None
    ) -> Result:
        """Ask one of the named queries; `queries` lists them.

        Args:
            name: its name, such as "misnomers".
            params: its parameters as a person gives them, such as {"term": "softmax"}.
            timeout: seconds after which it is stopped.

        Raises:
            NotFoundError: for an unknown query, or a term that there is not.
            TermgraphError: for an unknown, missing or malformed parameter.
        """
        query = named.find(name, self.queries)
        return self.answer(query, named.bind(query, params or {}, self), timeout)

    def answer(
        self, query: named.NamedQuery, values: Mapping[str, Parameter], timeout: float | None = None
    ) -> Result:
        """Answer a named query whose parameters have these values: from the account where that has it, else in SPARQL.

        Raises:
            TermgraphError: as `query` does.
        """
        found = self.rows(query.name) if query.is_shipped else None
        if found is None:
            result = self.query_here(query.sparql, params=values, timeout=timeout)
        else:
            result = Result.of_rows(*found, self.all_prefixes)
        return result.with_tags_in("language")

    @property
    def queries(self) -> list[named.NamedQuery]:
        """The named queries: those that come with termgraph, and those in the vocabulary's own `queries` folder."""
        return named.list_queries(*(Path(folder) / "queries" for folder in self.folders))
