"""The names of a vocabulary by how they are spelt: in memory, or in SQLite where they were kept before."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cached_property
from typing import NamedTuple, Protocol

from termgraph.names import exact_key, folded_key, language_tag, spelling_keys, unmarked_key
from termgraph.skos.documenting import Documenting
from termgraph.skos.naming import Name
from termgraph.store.kept import Kept

_SEARCHED = ("definition", "scopeNote", "note", "example")
_ARTICLE = re.compile(r"\W*(?:an?|the)\W")
_TRIGRAM = 3  # characters; for less there is no index
_LAST = "\U0010ffff"


class Spelt(NamedTuple):
    """A name with its keys; see `termgraph.names`."""

    name: Name
    exact: str
    folded: str
    unmarked: str

    @classmethod
    def of(cls, name: Name) -> Spelt:
        """Return a name with its keys."""
        folded = folded_key(name.text)
        return cls(name, exact_key(name.text), folded, folded if folded.isascii() else unmarked_key(folded))


class Text(NamedTuple):
    """A definition or note of a concept or collection."""

    iri: str
    text: str
    lang: str


class Spellings(Protocol):
    """The names of all concepts and collections, in one order, by their keys; and the texts about them."""

    def exactly(self, key: str) -> list[Name]:
        """Return the names with an exact key."""

    def folded(self, key: str) -> list[Name]:
        """Return the names with a folded key."""

    def unmarked(self, key: str) -> list[Name]:
        """Return the names with an unmarked key."""

    def otherwise(self, text: str) -> Iterable[Name]:
        """Return the names that are a text but for plural, British or American spelling, and articles."""

    def beginning(self, start: str) -> Iterable[Name]:
        """Return the names whose unmarked key begins so."""

    def holding(self, exact: str, folded: str, unmarked: str) -> Iterable[Spelt]:
        """Return at least the names with a key that holds one of the same kind."""

    def keys(self) -> list[str]:
        """Return all folded keys, each once."""

    def texts(self, exact: str) -> Iterable[Text]:
        """Return the texts that hold an exact key."""

    def local(self, name: str) -> str | None:
        """Return what has this as the last part of its IRI; None where nothing has, or several."""


class MemorySpellings:
    """The names of a vocabulary in memory.

    Args:
        thesaurus: it.

    >>> birds = MemorySpellings(Documenting.from_text('<e:owl> a skos:Concept ; skos:prefLabel "barn-owl"@en .'))
    >>> [name.text for name in birds.folded("barnowl")], birds.local("e:owl")
    (['barn-owl'], 'e:owl')
    """

    def __init__(self, thesaurus: Documenting) -> None:
        self._thesaurus = thesaurus

    def exactly(self, key: str) -> list[Name]:
        """See `Spellings.exactly`."""
        return self._exact.get(key, [])

    def folded(self, key: str) -> list[Name]:
        """See `Spellings.folded`."""
        return self._folded.get(key, [])

    def unmarked(self, key: str) -> list[Name]:
        """See `Spellings.unmarked`."""
        return self._unmarked.get(key, [])

    def otherwise(self, text: str) -> Iterator[Name]:
        """See `Spellings.otherwise`."""
        wanted = spelling_keys(text)
        # They begin alike, but for "ae" and "oe" that are "e", Greek letters, and articles.
        begin = (*{key[:1] for key in wanted}, "ae", "oe")
        for name, exact, folded, _ in self.all:
            if (
                folded.startswith(begin) or not folded[:1].isascii() or _ARTICLE.match(exact)
            ) and wanted & spelling_keys(name.text):
                yield name

    def beginning(self, start: str) -> Iterator[Name]:
        """See `Spellings.beginning`."""
        return (name for name, *_, unmarked in self.all if unmarked.startswith(start))

    def holding(self, exact: str, folded: str, unmarked: str) -> Iterator[Spelt]:
        """See `Spellings.holding`."""
        return (
            one for one in self.all if folded in one.folded or exact in one.exact or unmarked in one.unmarked
        )

    def keys(self) -> list[str]:
        """See `Spellings.keys`."""
        return list(self._folded)

    def texts(self, exact: str) -> Iterator[Text]:
        """See `Spellings.texts`."""
        return (one for one in self.all_texts if exact in exact_key(one.text))

    def local(self, name: str) -> str | None:
        """See `Spellings.local`."""
        return self.locals.get(name)

    @cached_property
    def all(self) -> list[Spelt]:
        """All names."""
        return list(map(Spelt.of, self.names))

    def each_name(self) -> Iterator[Name]:
        """Yield all names, without their keys, of which none need be in memory."""
        yield from self._thesaurus.each_name(self._thesaurus.concepts)
        yield from self._thesaurus.each_name(self._thesaurus.collections)

    @property
    def names(self) -> list[Name]:
        """All names, without their keys."""
        return [*self._thesaurus.term_names, *self._thesaurus.collection_names]

    @cached_property
    def _exact(self) -> Mapping[str, list[Name]]:
        return _grouped((exact_key(name.text), name) for name in self.names)  # all that most questions need

    @cached_property
    def _folded(self) -> Mapping[str, list[Name]]:
        return _grouped((one.folded, one.name) for one in self.all)

    @cached_property
    def _unmarked(self) -> Mapping[str, list[Name]]:
        return _grouped((one.unmarked, one.name) for one in self.all)

    @cached_property
    def _known(self) -> Set[str]:
        return self._thesaurus.concepts | set(self._thesaurus.collections)

    @cached_property
    def all_texts(self) -> list[Text]:
        """The definitions and notes of all concepts and collections."""
        noted = (note for kind in _SEARCHED for note in self._thesaurus.noted(kind))
        return [
            Text(iri, text.value, language_tag(text.language or ""))
            for iri, text in noted
            if iri in self._known
        ]

    @cached_property
    def locals(self) -> Mapping[str, str | None]:
        """The concepts and collections by the last part of their IRI; None where two share it."""
        found: dict[str, str | None] = {}
        for iri in sorted(self._known):
            local = last_part(iri, self._thesaurus.base)
            found[local] = None if local in found else iri
        return found


class KeptSpellings:
    """The names of a vocabulary where they are kept.

    Args:
        kept: the file.
    """

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def exactly(self, key: str) -> list[Name]:
        """See `Spellings.exactly`."""
        return self._fitting("exact = ?", key)

    def folded(self, key: str) -> list[Name]:
        """See `Spellings.folded`."""
        return self._fitting("folded = ?", key)

    def unmarked(self, key: str) -> list[Name]:
        """See `Spellings.unmarked`."""
        return self._fitting("unmarked = ?", key)

    def otherwise(self, text: str) -> Iterator[Name]:
        """See `Spellings.otherwise`."""
        keys = sorted(spelling_keys(text))
        marks = ", ".join("?" * len(keys))
        yield from self._fitting(f"id IN (SELECT name FROM spelling WHERE key IN ({marks}))", *keys)  # noqa: S608 - only question marks

    def beginning(self, start: str) -> list[Name]:
        """See `Spellings.beginning`."""
        return self._fitting("unmarked >= ? AND unmarked < ?", start, start + _LAST)

    def holding(self, exact: str, folded: str, unmarked: str) -> list[Spelt]:
        """See `Spellings.holding`."""
        keys = {exact, folded, unmarked}
        if min(map(len, keys)) < _TRIGRAM:
            held = " OR ".join(f"instr({name}, ?)" for name in ("exact", "folded", "unmarked"))
            return [Spelt(Name(*row[:4]), *row[4:]) for row in self._rows(held, exact, folded, unmarked)]
        wanted = " OR ".join(_quoted(key) for key in sorted(keys))
        rows = self._rows("id IN (SELECT rowid FROM name_index WHERE name_index MATCH ?)", wanted)
        return [Spelt(Name(*row[:4]), *row[4:]) for row in rows]

    def keys(self) -> list[str]:
        """See `Spellings.keys`."""
        return [key for (key,) in self._kept.rows("SELECT folded FROM name GROUP BY folded ORDER BY MIN(id)")]

    def texts(self, exact: str) -> list[Text]:
        """See `Spellings.texts`."""
        columns = "SELECT iri, text, lang FROM text WHERE "
        if len(exact) < _TRIGRAM:
            rows = self._kept.rows(f"{columns} instr(exact, ?) ORDER BY id", exact)
        else:
            found = "id IN (SELECT rowid FROM text_index WHERE text_index MATCH ?) AND instr(exact, ?) ORDER BY id"
            rows = self._kept.rows(columns + found, _quoted(exact), exact)
        return [Text(*row) for row in rows]

    def local(self, name: str) -> str | None:
        """See `Spellings.local`."""
        row = self._kept.row("SELECT iri FROM local WHERE name = ?", name)
        return row[0] if row else None

    def _fitting(self, where: str, *values: str) -> list[Name]:
        return [Name(*row[:4]) for row in self._rows(where, *values)]

    def _rows(self, where: str, *values: str) -> list[tuple[str, ...]]:
        columns = "text, lang, kind, iri, exact, folded, unmarked"
        query = f"SELECT {columns} FROM name WHERE {where} ORDER BY id"  # noqa: S608 - conditions of this class
        rows: list[tuple[str, ...]] = self._kept.rows(query, *values)
        return rows


def keep_spellings(file: sqlite3.Connection, spellings: MemorySpellings) -> None:
    """Make the tables that `KeptSpellings` reads."""
    file.execute(
        "CREATE TABLE name (id INTEGER PRIMARY KEY, text TEXT, lang TEXT, kind TEXT, iri TEXT,"
        " exact TEXT, folded TEXT, unmarked TEXT)"
    )
    file.execute("CREATE TABLE spelling (key TEXT, name INTEGER)")
    for number, one in enumerate(map(Spelt.of, spellings.each_name()), 1):
        file.execute("INSERT INTO name VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (number, *one.name, *one[1:]))
        keys = ((key, number) for key in spelling_keys(one.name.text))
        file.executemany("INSERT INTO spelling VALUES (?, ?)", keys)
    file.execute("CREATE INDEX spelling_key ON spelling (key, name)")
    for key in ("exact", "folded", "unmarked"):
        file.execute(f"CREATE INDEX name_{key} ON name ({key})")
    file.execute("CREATE TABLE local (name TEXT PRIMARY KEY, iri TEXT) WITHOUT ROWID")
    file.executemany("INSERT INTO local VALUES (?, ?)", sorted(spellings.locals.items()))
    file.execute("CREATE TABLE text (id INTEGER PRIMARY KEY, iri TEXT, text TEXT, lang TEXT, exact TEXT)")
    texts = ((*text, exact_key(text.text)) for text in spellings.all_texts)
    file.executemany("INSERT INTO text (iri, text, lang, exact) VALUES (?, ?, ?, ?)", texts)
    for table, columns in (("name", "exact, folded, unmarked"), ("text", "exact")):
        file.execute(
            f"CREATE VIRTUAL TABLE {table}_index USING"
            f" fts5({columns}, content = '{table}', content_rowid = 'id', tokenize = 'trigram case_sensitive 1')"
        )
        file.execute(f"INSERT INTO {table}_index ({table}_index) VALUES ('rebuild')")  # noqa: S608


def last_part(iri: str, base: str | None) -> str:
    """Return what is after the base of an IRI, where it begins with that, else its last part.

    >>> last_part("http://e.org/birds/owl", "http://e.org/"), last_part("http://e.org/birds#owl", None)
    ('birds/owl', 'owl')
    """
    if base and iri.startswith(base) and len(iri) > len(base):
        return iri[len(base) :]
    return iri.rstrip("/#").rpartition("#")[2].rpartition("/")[2] or iri


def _quoted(text: str) -> str:
    """Return a text as a string of FTS5."""
    return '"' + text.replace('"', '""') + '"'


def _grouped(keyed: Iterable[tuple[str, Name]]) -> Mapping[str, list[Name]]:
    table: dict[str, list[Name]] = {}
    for key, name in keyed:
        table.setdefault(key, []).append(name)
    return table
