"""The names of a vocabulary by how they are spelt, in SQLite, where they were kept before."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice

from termgraph.names import exact_key, spelling_keys
from termgraph.skos.naming import Name
from termgraph.skos.spellings import FITS, OTHERWISE, RANK, Fit, MemorySpellings, Phrase, Sought, Spelt, Text
from termgraph.store.kept import Kept

_MOST = 10**9  # names, and hits
_TRIGRAM = 3  # characters; for less there is no index
_NUL = "\0"  # FTS5 takes it for the end of a query
_PARTS_SOUGHT = 50  # of a text; FTS5 takes no more than some two hundred
_LAST = "\U0010ffff"
_PARTS = 10_000  # of a score, which is whole numbers in SQL
#: The names with one of these spelling keys; see `keep_spellings`.
_OTHERS = """
    SELECT name FROM spelling WHERE key IN (SELECT value FROM json_each({0}))
    UNION SELECT id FROM name WHERE folded IN (SELECT value FROM json_each({0}))
"""


def _best_of(holding: str) -> str:
    """Return the SQL of `Spellings.fitting`, given that of the names that may fit."""
    others = _OTHERS.format("?4")
    fits = sorted([*(fit[:2] for fit in FITS), (OTHERWISE, f"id IN ({others})")], reverse=True)
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
        if min(map(len, sought)) < _TRIGRAM or _NUL in text:
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
    file.create_function("kind_rank", 1, RANK.__getitem__, deterministic=True)
    file.create_function("length_of", 1, len, deterministic=True)
    file.execute(
        "CREATE TEMP TABLE ranked AS"
        " SELECT id FROM name ORDER BY kind_rank(kind), length_of(text), text, iri, id"
    )
    file.execute("CREATE UNIQUE INDEX temp.ranked_id ON ranked (id)")
    file.execute("UPDATE name SET place = (SELECT ranked.rowid FROM ranked WHERE ranked.id = name.id)")
    file.execute("DROP TABLE ranked")


def _indexed(phrase: Phrase) -> str:
    """Return what all that a phrase may fit is found by in an index of trigrams, "" where that is all there is."""
    starts = [start for start, _ in phrase.words if len(start) >= _TRIGRAM]
    if len(phrase.exact) < _TRIGRAM or _NUL in phrase.exact or len(starts) < min(1, len(phrase.words)):
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
