"""The names of a vocabulary by how they are spelt: in memory, or in SQLite where they were kept before."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import islice
from typing import NamedTuple, Protocol

from termgraph.names import exact_key, folded_key, language_tag, spelling_keys, unmarked_key, words
from termgraph.names.inflection import stem, word_keys
from termgraph.skos.documenting import Documenting
from termgraph.skos.naming import Name
from termgraph.store.kept import Kept

_RANK = {"prefLabel": 0, "altLabel": 1, "notation": 2, "hiddenLabel": 3, "proposedName": 4}
_MOST = 10**9  # names, and hits
_SEARCHED = ("definition", "scopeNote", "note", "example")
_ARTICLE = re.compile(r"\W*(?:an?|the)\W")
_TRIGRAM = 3  # characters; for less there is no index
_PARTS_SOUGHT = 50  # of a text; FTS5 takes no more than some two hundred
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


class Sought(NamedTuple):
    """What is looked for, by its keys."""

    exact: str
    folded: str
    unmarked: str

    @classmethod
    def of(cls, text: str) -> Sought:
        """Return a text with its keys."""
        return cls(exact_key(text), folded_key(text), unmarked_key(text))


class Fit(NamedTuple):
    """A name that fits.

    Attributes:
        name: the best fitting one of a concept or collection.
        score: how well, from 0 to 1.
        langs: all languages that it has fitting names in.
    """

    name: Name
    score: float
    langs: Collection[str]


class Phrase:
    """Several words that are looked for in names and texts, in whatever order, number and spelling.

    Args:
        text: what is typed.

    >>> sought = Phrase("Probability of classes")
    >>> sought.fit("a probability of classes"), sought.fit("the probabilities of each class"), sought.fit("a class")
    (0, 2, None)
    """

    def __init__(self, text: str) -> None:
        self.exact = exact_key(text)
        self.words = [(stem(word), word_keys(word)) for word in words(text)]

    def fit(self, exact: str) -> int | None:
        """Return how well a text fits by its exact key: 0 as it is typed, 1 but for inflection, 2 in its words."""
        if self.exact in exact:
            return 0
        if not self.words or not all(start in exact for start, _ in self.words):
            return None
        keys = [word_keys(word) for word in words(exact)]
        places = [{at for at, own in enumerate(keys) if own & wanted} for _, wanted in self.words]
        if not all(places):
            return None
        in_row = any(all(start + at in found for at, found in enumerate(places)) for start in places[0])
        return 1 if in_row else 2


class Text(NamedTuple):
    """A definition or note of a concept or collection."""

    iri: str
    text: str
    lang: str


#: How well a text fits a name, the best first, and when: in SQL (`?1` exact, `?2` folded, `?3` unmarked) and here.
_FITS: Sequence[tuple[float, str, Callable[[Sought, Spelt], bool]]] = (
    (1.0, "exact = ?1", lambda text, name: name.exact == text.exact),
    (0.95, "folded = ?2", lambda text, name: name.folded == text.folded),
    (0.85, "instr(exact, ?1) = 1", lambda text, name: name.exact.startswith(text.exact)),
    (0.8, "instr(folded, ?2) = 1", lambda text, name: name.folded.startswith(text.folded)),
    (
        0.7,
        "instr(replace(exact, '-', ' '), ' ' || ?1)",
        lambda text, name: f" {text.exact}" in name.exact.replace("-", " "),
    ),
    (
        0.6,
        "instr(exact, ?1) OR instr(folded, ?2)",
        lambda text, name: text.exact in name.exact or text.folded in name.folded,
    ),
    (0.58, "unmarked = ?3", lambda text, name: name.unmarked == text.unmarked),
    (0.568, "instr(unmarked, ?3) = 1", lambda text, name: name.unmarked.startswith(text.unmarked)),
    (0.548, "instr(unmarked, ?3)", lambda text, name: text.unmarked in name.unmarked),
)
_ODD = "odd"
_PARTS = 10_000  # of a score, which is whole numbers in SQL
_OTHERWISE = 0.9  # for a name that is the same but for plural, spelling and articles
#: The names with one of these spelling keys; see `keep_spellings`.
_OTHERS = """
    SELECT name FROM spelling WHERE key IN (SELECT value FROM json_each({0}))
    UNION SELECT id FROM name WHERE folded IN (SELECT value FROM json_each({0}))
"""


def _best_of(holding: str) -> str:
    """Return the SQL of `Spellings.fitting`, given that of the names that may fit."""
    others = _OTHERS.format("?4")
    fits = sorted([*(fit[:2] for fit in _FITS), (_OTHERWISE, f"id IN ({others})")], reverse=True)
    cases = " ".join(f"WHEN {holds} THEN {round(_PARTS * (1 - score))}" for score, holds in fits)
    return f"""
        WITH found AS MATERIALIZED (
          SELECT id, iri, lang, old, place, CASE {cases} END AS fits
          FROM name WHERE id IN ({holding} UNION {others})
        ), best AS (
          SELECT id, old, MIN(fits * {_MOST} + place) AS rank, json_group_array(DISTINCT lang) AS langs
          FROM found WHERE fits IS NOT NULL AND (?5 IS NULL OR instr(lower(lang) || '-', ?5 || '-') = 1)
          GROUP BY iri ORDER BY old, rank LIMIT ?6
        )
        SELECT text, lang, kind, iri, rank, langs FROM best JOIN name USING (id) ORDER BY best.old, rank
    """  # noqa: S608 - of the constants above


_BEST_INDEXED = _best_of("SELECT rowid FROM name_index WHERE name_index MATCH ?7")
_BEST = _best_of("SELECT id FROM name WHERE instr(exact, ?1) OR instr(folded, ?2) OR instr(unmarked, ?3)")


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

    def fitting(self, text: str, lang: str | None, limit: int) -> Sequence[Fit]:
        """Return the best fitting name of each concept and collection that a text fits, best first, at most so many."""

    def keys(self, shortest: int, longest: int) -> Iterable[str]:
        """Return the folded keys of so many letters, each once."""

    def worded(self, phrase: Phrase) -> Iterable[Name]:
        """Return the names that hold a phrase."""

    def texts(self, phrase: Phrase) -> Iterable[Text]:
        """Return the texts that hold a phrase."""

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
        for start in dict.fromkeys((_ODD, *(one[:1] for one in begin))):
            for one in self._by_start.get(start, ()):
                if (start == _ODD or one.folded.startswith(begin)) and (
                    one.folded in wanted or wanted & self._keys_of(one.name.text)
                ):
                    yield one.name

    @cached_property
    def _by_start(self) -> Mapping[str, list[Spelt]]:
        """The names by the first letter of their folded key; those that may be spelt with another one are odd."""
        found: dict[str, list[Spelt]] = defaultdict(list)
        for one in self.all:
            start = one.folded[:1]
            found[_ODD if not start.isascii() or _ARTICLE.match(one.exact) else start].append(one)
        return found

    def _keys_of(self, text: str) -> Set[str]:
        found = self._spelling_keys.get(text)
        if found is None:
            found = self._spelling_keys[text] = spelling_keys(text)
        return found

    @cached_property
    def _spelling_keys(self) -> dict[str, Set[str]]:
        """What `_keys_of` has found: the same names are looked at for each text that begins like them."""
        return {}

    def beginning(self, start: str) -> Iterator[Name]:
        """See `Spellings.beginning`."""
        return (name for name, *_, unmarked in self.all if unmarked.startswith(start))

    def fitting(self, text: str, lang: str | None, limit: int) -> Sequence[Fit]:
        """See `Spellings.fitting`."""
        sought, best = Sought.of(text), Best()
        for one in self._holding(sought):
            if lang is None or is_in(one.name.lang, lang):
                best.add(one.name, next(score for score, _, holds in _FITS if holds(sought, one)))
        for name in self.otherwise(text):
            if lang is None or is_in(name.lang, lang):
                best.add(name, _OTHERWISE)
        return best.ranked(self._thesaurus.deprecated, limit)

    def _holding(self, sought: Sought) -> Iterator[Spelt]:
        exact, folded, unmarked = sought
        return (
            one for one in self.all if folded in one.folded or exact in one.exact or unmarked in one.unmarked
        )

    @property
    def deprecated(self) -> Set[str]:
        """What is no longer to be used."""
        return self._thesaurus.deprecated

    def keys(self, shortest: int, longest: int) -> Iterator[str]:
        """See `Spellings.keys`."""
        return (key for key in self._folded if shortest <= len(key) <= longest)

    def worded(self, phrase: Phrase) -> Iterator[Name]:
        """See `Spellings.worded`."""
        return (one.name for one in self.all if phrase.fit(one.exact) is not None)

    def texts(self, phrase: Phrase) -> Iterator[Text]:
        """See `Spellings.texts`."""
        return (one for one in self.all_texts if phrase.fit(exact_key(one.text)) is not None)

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
        yield from self._fitting(f"id IN ({_OTHERS.format('?1')})", json.dumps(sorted(spelling_keys(text))))

    def beginning(self, start: str) -> list[Name]:
        """See `Spellings.beginning`."""
        return self._fitting("unmarked >= ? AND unmarked < ?", start, start + _LAST)

    def fitting(self, text: str, lang: str | None, limit: int) -> Sequence[Fit]:
        """See `Spellings.fitting`."""
        sought, others = Sought.of(text), json.dumps(sorted(spelling_keys(text)))
        values = [*sought, others, lang and lang.lower(), min(limit, _MOST)]
        if min(map(len, sought)) < _TRIGRAM:
            rows = self._kept.rows(_BEST, *values)
        else:
            wanted = " OR ".join(map(_held, sorted({*sought})))
            rows = self._kept.rows(_BEST_INDEXED, *values, wanted)
        return [
            Fit(Name(*name), round(1 - rank // _MOST / _PARTS, 4), [tag for tag in json.loads(langs) if tag])
            for *name, rank, langs in rows
        ]

    def keys(self, shortest: int, longest: int) -> Iterator[str]:
        """See `Spellings.keys`."""
        query = "SELECT DISTINCT folded FROM name WHERE length(folded) BETWEEN ? AND ?"
        return (key for (key,) in self._kept.each(query, shortest, longest))

    def worded(self, phrase: Phrase) -> list[Name]:
        """See `Spellings.worded`."""
        where = "id IN (SELECT rowid FROM name_index WHERE name_index MATCH ?)"
        rows = self._rows(where, wanted) if (wanted := _indexed(phrase)) else self._rows("TRUE")
        return [Name(*row[:4]) for row in rows if phrase.fit(row[4]) is not None]

    def texts(self, phrase: Phrase) -> list[Text]:
        """See `Spellings.texts`."""
        columns = "SELECT iri, text, lang, exact FROM text"
        if wanted := _indexed(phrase):
            where = "id IN (SELECT rowid FROM text_index WHERE text_index MATCH ?)"
            rows = self._kept.rows(f"{columns} WHERE {where} ORDER BY id", wanted)
        else:
            rows = self._kept.rows(f"{columns} ORDER BY id")
        return [Text(*row[:3]) for row in rows if phrase.fit(row[3]) is not None]

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
    deprecated = spellings.deprecated
    file.execute(
        "CREATE TABLE name (id INTEGER PRIMARY KEY, text TEXT, lang TEXT, kind TEXT, iri TEXT,"
        " exact TEXT, folded TEXT, unmarked TEXT, old INTEGER, place INTEGER)"
    )
    rows = (
        (number, *one.name, *one[1:], one.name.iri in deprecated)
        for number, one in enumerate(map(Spelt.of, spellings.each_name()))
    )
    file.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)", rows)
    file.execute("CREATE TABLE spelling (key TEXT, name INTEGER)")  # but for what is its folded key
    keys = (
        (key, number)
        for number, text, folded in file.execute("SELECT id, text, folded FROM name")
        for key in spelling_keys(text)
        if key != folded
    )
    file.executemany("INSERT INTO spelling VALUES (?, ?)", keys)
    file.execute("CREATE INDEX spelling_key ON spelling (key, name)")
    _rank(file)
    for key in ("exact", "folded", "unmarked"):
        file.execute(f"CREATE INDEX name_{key} ON name ({key})")
    file.execute("CREATE TABLE local (name TEXT PRIMARY KEY, iri TEXT) WITHOUT ROWID")
    file.executemany("INSERT INTO local VALUES (?, ?)", sorted(spellings.locals.items()))
    file.execute("CREATE TABLE text (id INTEGER PRIMARY KEY, iri TEXT, text TEXT, lang TEXT, exact TEXT)")
    texts = ((*text, exact_key(text.text)) for text in spellings.all_texts)
    file.executemany("INSERT INTO text (iri, text, lang, exact) VALUES (?, ?, ?, ?)", texts)
    _index(file, "name", "exact", "nullif(folded, exact)", "nullif(unmarked, folded)")
    _index(file, "text", "exact")


def _index(file: sqlite3.Connection, table: str, *keys: str) -> None:
    """Make the index of a table by which three letters in a row its keys have: which rows, and not where in them."""
    columns = ", ".join(f"key{number}" for number in range(len(keys)))
    options = "content = '', detail = none, columnsize = 0, tokenize = 'trigram case_sensitive 1'"
    file.execute(f"CREATE VIRTUAL TABLE {table}_index USING fts5({columns}, {options})")
    file.execute(
        f"INSERT INTO {table}_index (rowid, {columns}) SELECT id, {', '.join(keys)} FROM {table}"  # noqa: S608
    )


def _rank(file: sqlite3.Connection) -> None:
    """Say the place of each name among all, as `rank_of` orders those that fit equally well."""
    file.create_function("kind_rank", 1, _RANK.__getitem__, deterministic=True)
    file.create_function("length_of", 1, len, deterministic=True)
    file.execute(
        "CREATE TEMP TABLE ranked AS"
        " SELECT id FROM name ORDER BY kind_rank(kind), length_of(text), text, iri, id"
    )
    file.execute("CREATE UNIQUE INDEX temp.ranked_id ON ranked (id)")
    file.execute("UPDATE name SET place = (SELECT ranked.rowid FROM ranked WHERE ranked.id = name.id)")
    file.execute("DROP TABLE ranked")


def rank_of(name: Name) -> tuple[int, int, str]:
    """Return what names that fit equally well are ranked by."""
    return _RANK[name.kind], len(name.text), name.text


class Best(dict[str, tuple[tuple[float, int, int, str], Name]]):
    """The best fitting name of each concept, with what it is ranked by, and the languages of all that fit."""

    def __init__(self) -> None:
        super().__init__()
        self.langs: dict[str, set[str]] = {}

    def add(self, name: Name, score: float) -> None:
        """Take note of a name that fits."""
        rank = (-score, *rank_of(name))
        if name.iri not in self or rank < self[name.iri][0]:
            self[name.iri] = rank, name
        langs = self.langs.setdefault(name.iri, set())
        if name.lang:
            langs.add(name.lang)

    def ranked(self, deprecated: Set[str], limit: int | None = None) -> list[Fit]:
        """Return the best, what is in use before what is deprecated."""
        found = sorted(self.items(), key=lambda item: (item[0] in deprecated, item[1][0], item[0]))
        return [Fit(name, -rank[0], self.langs[iri]) for iri, (rank, name) in found[:limit]]


def is_in(tag: str, lang: str) -> bool:
    """Tell whether a tag is of a language, or of a variety of it.

    >>> is_in("en-GB", "en"), is_in("en", "en-GB")
    (True, False)
    """
    return f"{tag.lower()}-".startswith(f"{lang.lower()}-")


def last_part(iri: str, base: str | None) -> str:
    """Return what is after the base of an IRI, where it begins with that, else its last part.

    >>> last_part("http://e.org/birds/owl", "http://e.org/"), last_part("http://e.org/birds#owl", None)
    ('birds/owl', 'owl')
    """
    if base and iri.startswith(base) and len(iri) > len(base):
        return iri[len(base) :]
    return iri.rstrip("/#").rpartition("#")[2].rpartition("/")[2] or iri


def _indexed(phrase: Phrase) -> str:
    """Return what all that a phrase may fit is found by in an index of trigrams, "" where that is all there is."""
    starts = [start for start, _ in phrase.words if len(start) >= _TRIGRAM]
    if len(phrase.exact) < _TRIGRAM or len(starts) < min(1, len(phrase.words)):
        return ""
    return _held(phrase.exact) + (f" OR ({' AND '.join(map(_held, starts))})" if starts else "")


def _held(text: str) -> str:
    """Return what FTS5 finds all that holds a text by, and a little more: each three letters in a row of it.

    >>> _held("owls")
    '("owl" AND "wls")'
    """
    parts = dict.fromkeys(text[at : at + _TRIGRAM] for at in range(len(text) - _TRIGRAM + 1))
    return f"({' AND '.join(map(_quoted, islice(parts, _PARTS_SOUGHT)))})"


def _quoted(text: str) -> str:
    """Return a text as a string of FTS5."""
    return '"' + text.replace('"', '""') + '"'


def _grouped(keyed: Iterable[tuple[str, Name]]) -> Mapping[str, list[Name]]:
    table: dict[str, list[Name]] = {}
    for key, name in keyed:
        table.setdefault(key, []).append(name)
    return table
