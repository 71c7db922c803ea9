"""The compiled form of what was read: the record in SQLite, by columns, each read again when it is asked for.

A file of it is made beside its place and renamed, holds all of one thing, and is only read from then on: so whoever
opens it finds it right or absent, however many processes make it at once and whenever one of them is killed.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from termgraph import __version__
from termgraph.errors import TermgraphError
from termgraph.files import made_beside
from termgraph.store import cache
from termgraph.store.nodes import quad_of, statement_of
from termgraph.store.opened import Opened
from termgraph.store.record import Column, Lazily, Record, Statement, Value, once_each

RECORD = "record.sqlite"
_ROWS = 50_000  # of a column in one piece
#: Pairs of columns that are in memory at a time, about a gigabyte; what is asked for again is read again.
MOST = 4_000_000
_FACTS = ("prefixes", "base", "address", "language", "notices", "names")
_PARTS = ("message", "path", "line", "column", "hint", "snippet")  # of a problem
_STRING = "http://www.w3.org/2001/XMLSchema#string"


class Kept:
    """A file of SQLite that was made once and is only read.

    Args:
        path: the file.

    Raises:
        OSError: where there is none.
        sqlite3.Error: where it is none of ours.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise FileNotFoundError(path)
        self.path = path
        # Files are never changed, so that no lock is needed, and threads may share what is open.
        self._open = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._open.execute("PRAGMA trusted_schema = OFF")  # a store may be a stranger's
        #: What is known of all of it, by name.
        self.facts: Mapping[str, Any] = _Facts(
            self, [name for (name,) in self._open.execute("SELECT name FROM fact")]
        )

    def rows(self, query: str, *values: object) -> list[Any]:
        """Return the rows that a query finds.

        Raises:
            TermgraphError: where the file is damaged.
        """
        try:
            return self._open.execute(query, values).fetchall()
        except UnicodeEncodeError:  # half a character, which nothing that is kept has
            return []
        except sqlite3.DatabaseError as error:
            raise self._damaged(error) from None

    def read(self, said: str) -> Any:
        """Return what a cell says in JSON.

        Raises:
            TermgraphError: where it is none.
        """
        try:
            return json.loads(said)
        except (ValueError, TypeError) as error:
            raise self._damaged(error) from None

    def _damaged(self, error: Exception) -> TermgraphError:
        hint = f"remove the folder {self.path.parent}"
        return TermgraphError(f"what was kept is damaged: {error}", self.path, hint=hint)

    def each(self, query: str, *values: object) -> Iterator[Any]:
        """Yield the rows that a query finds, one at a time.

        Raises:
            TermgraphError: where the file is damaged.
        """
        try:
            yield from self._open.execute(query, values)
        except sqlite3.DatabaseError as error:
            raise self._damaged(error) from None

    def row(self, query: str, *values: object) -> Any:
        """Return the first row that a query finds; None where there is none."""
        found = self.rows(query, *values)
        return found[0] if found else None


class _Facts(Lazily[Any]):
    """What is known of all that is kept; some facts are large."""

    def __init__(self, kept: Kept, names: Iterable[str]) -> None:
        super().__init__(names)
        self._kept = kept

    def __getitem__(self, name: str) -> Any:
        if name not in self._read:
            if name not in self._names:
                raise KeyError(name)
            (said,) = self._kept.row("SELECT said FROM fact WHERE name = ?", name)
            self._read[name] = json.loads(said)
        return self._read[name]


def keep(path: Path, facts: Mapping[str, Any], fill: Callable[[sqlite3.Connection], None]) -> None:
    """Make a file to be read by `Kept`.

    Args:
        path: where.
        facts: what is known of all of it, as JSON knows it.
        fill: makes the tables, and fills them.

    Raises:
        TermgraphError: where it cannot be written.
    """
    with made_beside(path) as beside, closing(sqlite3.connect(beside, isolation_level=None)) as file:
        file.execute("PRAGMA journal_mode = OFF")
        file.execute("PRAGMA synchronous = OFF")  # it is brought to the disk before it is renamed
        file.execute("BEGIN")
        fill(file)
        file.execute("CREATE TABLE fact (name TEXT PRIMARY KEY, said TEXT) WITHOUT ROWID")
        said = {**facts, "version": __version__}
        file.executemany("INSERT INTO fact VALUES (?, ?)", ((name, json.dumps(said[name])) for name in said))
        file.execute("COMMIT")


def told(value: Value) -> str | list[str | None]:
    """Return a value as JSON knows it: a node is its key, a literal a list of its text and what else it has.

    >>> told("e:owl"), told(ox.Literal("owl", language="en")), told(ox.Literal(7))
    ('e:owl', ['owl', 'en'], ['7', None, 'http://www.w3.org/2001/XMLSchema#integer'])
    """
    if isinstance(value, str):
        return value
    if value.language is not None:
        more = [value.direction.value] if value.direction else []
        return [value.value, value.language, *more]
    datatype = value.datatype.value
    return [value.value] if datatype == _STRING else [value.value, None, datatype]


def value_of(said: str | list[str | None]) -> Value:
    """Return the value that `told` made JSON of.

    >>> value_of(["owl", "en"]), value_of("e:owl")
    (<Literal value=owl language=en>, 'e:owl')
    """
    return said if isinstance(said, str) else literal_of(*said)


def literal_of(text: str | None, lang: str | None = None, more: str | None = None) -> ox.Literal:
    """Return a literal by its text and language or datatype; a tag that is none, which files hold, is no error."""
    if more is None and lang is None:
        return ox.Literal(text or "")
    try:
        if lang is None:
            return ox.Literal(text or "", datatype=ox.NamedNode(more or ""))
        if more is not None:
            return ox.Literal(text or "", language=lang, direction=ox.BaseDirection(more))
        return ox.Literal(text or "", language=lang)
    except ValueError:
        line = f"<e:s> <e:p> {ox.Literal(text or '')}{f'@{lang}' if lang else f'^^<{more}>'} ."
        (literal,) = (quad.object for quad in ox.parse(line, ox.RdfFormat.N_TRIPLES, lenient=True))
        return literal  # type: ignore[no-any-return]


# The record


class KeptRecord(Record):
    """A record that is read from where it is kept, each column when it is asked for.

    Args:
        kept: the file.
    """

    def __init__(self, kept: Kept) -> None:
        super().__init__()
        del self.graphs, self.reified
        self._kept = kept
        self.blank = kept.facts["blank"]
        #: Pairs that may be in memory; of more, columns are read again when they are asked for again.
        self.most: float = MOST
        self._is_changed = False

    @cached_property
    def graphs(self) -> dict[str, dict[str, Column]]:  # type: ignore[override]
        """The columns of each graph, "" being the default one."""
        found: dict[str, dict[str, Column]] = {"": {}}
        for graph, predicate in self._kept.rows(
            "SELECT graph, predicate FROM piece WHERE part = 0 ORDER BY id"
        ):
            found.setdefault(graph, {})[predicate] = self.column(predicate, graph)
        return found

    @cached_property
    def reified(self) -> dict[Statement, None]:  # type: ignore[override]
        """The statements about triples (RDF 1.2)."""
        return reified_of(line for (line,) in self._kept.rows("SELECT line FROM reified ORDER BY id"))

    @property
    def columns(self) -> Mapping[str, Column]:
        """The columns of all graphs together, each triple once."""
        return super().columns if self._is_changed else self._columns

    @cached_property
    def _columns(self) -> Mapping[str, Column]:
        return _Columns(self)

    def forget(self) -> None:
        """Give back what is in memory only so that it need not be read again."""
        self.__dict__.pop("_columns", None)
        self._nodes.clear()
        self._rows.clear()
        self._about = None

    @property
    def named(self) -> list[str]:
        """The names of its named graphs, sorted."""
        return super().named if self._is_changed else list(self._kept.facts["named"])

    def __len__(self) -> int:
        return super().__len__() if self._is_changed else int(self._kept.facts["size"])

    def _changed(self) -> None:
        super()._changed()
        self._is_changed = True

    def sampled(self, step: int) -> list[str]:
        """Return the subject of every so many-th pair, at least one of each piece, in no order."""
        found = []
        for nodes, subjects in self._kept.each("SELECT nodes, subjects FROM piece"):
            found += [*map(self._kept.read(nodes).__getitem__, array("i", subjects)[::step])]
        return found

    @cached_property
    def predicates(self) -> list[str]:
        """The predicates that there are, in the order of reading."""
        rows = self._kept.rows(
            "SELECT predicate FROM piece WHERE part = 0 GROUP BY predicate ORDER BY MIN(id)"
        )
        return [name for (name,) in rows]

    def column(self, predicate: str, graph: str | None = None) -> Column:
        """Return the pairs of a predicate, in one graph or in all of them together."""
        column, once = Column([], []), self._nodes.setdefault
        for nodes_, texts_, *pairs in self._pieces(predicate, graph):
            nodes = [once(name, name) for name in nodes_]
            _extend(column, nodes, [literal_of(*said) for said in texts_], *pairs)
        if graph is None and self._kept.facts["named"]:
            once_each(column)
        return column

    def said(self, predicate: str) -> Iterator[tuple[str, list[Any]]]:
        """Yield the nodes that a predicate says something of, and all that it says, as `told` returns it."""
        found: dict[str, list[Any]] = defaultdict(list)
        for nodes, texts, *pairs in self._pieces(predicate):
            column = Column([], [])
            _extend(column, nodes, texts, *pairs)
            for subject, value in zip(column.subjects, column.objects, strict=True):
                found[subject].append(value)
        if not self._kept.facts["named"]:
            yield from found.items()
            return
        for node, values in found.items():  # the graphs may all say the same
            yield node, [*{one if isinstance(one, str) else tuple(one): one for one in values}.values()]

    def _pieces(
        self, predicate: str, graph: str | None = None
    ) -> Iterator[tuple[list[str], list[Any], bytes, bytes]]:
        """Yield the nodes and the literals of each piece of a column, as `told` returns them, and its pairs."""
        where, values = ("", ()) if graph is None else (" AND graph = ?", (graph,))
        query = f"SELECT nodes, texts, subjects, objects FROM piece WHERE predicate = ?{where} ORDER BY id"  # noqa: S608
        for nodes, texts, subjects, objects in self._kept.each(query, predicate, *values):
            yield self._kept.read(nodes), self._kept.read(texts), subjects, objects

    def pieces(self) -> Iterator[tuple[str, str, Column]]:
        """Yield the graph, the predicate and a piece of the column of each, the default graph first."""
        return super().pieces() if self._is_changed else self._read_pieces()

    def _read_pieces(self) -> Iterator[tuple[str, str, Column]]:
        columns = self._kept.rows("SELECT graph, predicate FROM piece WHERE part = 0 ORDER BY id")
        order = {"": 0} | {graph: 0 for graph, _ in columns}
        for graph in order:
            for predicate in [name for one, name in columns if one == graph]:
                for nodes, texts, *pairs in self._pieces(predicate, graph):
                    column = Column([], [])
                    _extend(column, nodes, [literal_of(*said) for said in texts], *pairs)
                    yield graph, predicate, column


def _extend(column: Column, nodes: list[str], texts: list[Any], subjects: bytes, objects: bytes) -> None:
    known = [*nodes, *texts]
    column.subjects.extend(map(nodes.__getitem__, array("i", subjects)))
    column.objects.extend(map(known.__getitem__, array("i", objects)))


class _Columns(Lazily[Column]):
    """The columns of all graphs together."""

    def __init__(self, record: KeptRecord) -> None:
        super().__init__(record.predicates)
        self._record = record

    def __getitem__(self, predicate: str) -> Column:
        column = self._read.get(predicate)
        if column is None:
            if predicate not in self._names:
                raise KeyError(predicate)
            column = self._read[predicate] = self._record.column(predicate)
            while (
                self._record.most < sum(len(one.subjects) for one in self._read.values())
                and len(self._read) > 1
            ):
                del self._read[next(iter(self._read))]
        return column


def keep_record(place: cache.Place, opened: Opened) -> None:
    """Keep what was opened, where it can be and its files have not changed since; where it cannot, nothing is kept."""
    if place.is_current:
        with suppress(OSError, ValueError, KeyError, sqlite3.Error, TermgraphError):
            write_record(place.folder, opened)
            cache.prune(place.folder)


def write_record(folder: Path, opened: Opened) -> None:
    """Write what was opened into the folder of a compiled form.

    Raises:
        TermgraphError: where it cannot be written.
    """
    record = opened.record
    facts = facts_of(opened) | {"size": len(record), "named": record.named, "blank": record.blank}
    keep(folder / RECORD, facts, lambda file: _fill(file, record))


def facts_of(opened: Opened) -> dict[str, Any]:
    """Return what is kept of what was opened, but for what its record says."""
    facts = {name: getattr(opened, name) for name in _FACTS}
    facts["format"] = opened.format.file_extension if opened.format else None
    facts["problems"] = [[getattr(one, part) for part in _PARTS] for one in opened.problems]
    return facts | {name: [str(path) for path in getattr(opened, name)] for name in ("folders", "files")}


def _fill(file: sqlite3.Connection, record: Record) -> None:
    make_tables(file)
    parts: Counter[tuple[str, str]] = Counter()
    for graph, predicate, column in record.each_column():
        write_pieces(file, {graph: {predicate: column}}, parts)
    write_reified(file, record.reified)


def make_tables(file: sqlite3.Connection) -> None:
    """Make the tables of a kept record."""
    columns = "graph, predicate, part, nodes, texts, subjects, objects"
    file.execute(f"CREATE TABLE piece (id INTEGER PRIMARY KEY, {columns})")
    file.execute("CREATE INDEX of_predicate ON piece (predicate)")
    file.execute("CREATE TABLE reified (id INTEGER PRIMARY KEY, line TEXT)")


def write_pieces(
    file: sqlite3.Connection, graphs: Mapping[str, Mapping[str, Column]], parts: Counter[tuple[str, str]]
) -> None:
    """Write columns as rows: their nodes and literals once each, and for each pair their numbers.

    Args:
        file: has the tables.
        graphs: the columns of each graph.
        parts: how many rows there are of each graph and predicate; counts on.
    """
    for graph, columns in graphs.items():
        for predicate, column in columns.items():
            for start in range(0, len(column.subjects), _ROWS):
                piece = slice(start, start + _ROWS)
                pairs = _numbered(column.subjects[piece], column.objects[piece])
                row = (graph, predicate, parts[graph, predicate], *pairs)
                file.execute("INSERT INTO piece VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", row)
                parts[graph, predicate] += 1


def write_reified(file: sqlite3.Connection, reified: Iterable[Statement]) -> None:
    """Write statements about triples."""
    file.executemany(
        "INSERT INTO reified (line) VALUES (?)", ((f"{quad_of(statement)} .\n",) for statement in reified)
    )


def reified_of(lines: Iterable[str]) -> dict[Statement, None]:
    """Return the statements about triples that were written so, each once."""
    quads = ox.parse("".join(lines).encode(), ox.RdfFormat.N_QUADS, lenient=True)
    return {statement_of(quad): None for quad in quads}


def _numbered(subjects: list[str], objects: list[Value]) -> tuple[str, str, bytes, bytes]:
    """Return the nodes and the literals, as JSON, and the number of each subject and each object."""
    nodes = dict.fromkeys((*subjects, *(value for value in objects if type(value) is str)))
    texts = dict.fromkeys(value for value in objects if type(value) is not str)
    number = {value: at for at, value in enumerate((*nodes, *texts))}
    first, last = (array("i", map(number.__getitem__, side)).tobytes() for side in (subjects, objects))
    return json.dumps([*nodes]), json.dumps([*map(told, texts)]), first, last


def find(place: cache.Place, tell: Callable[[str], None] | None) -> Opened | None:
    """Return what was opened before and kept; None where nothing is."""
    try:
        found = Kept(place.folder / RECORD)
        facts = found.facts
        opened = Opened(KeptRecord(found), **{name: facts[name] for name in _FACTS}, tell=tell, place=place)
        opened.files, opened.folders = ([*map(Path, facts[name])] for name in ("files", "folders"))
        opened.problems = [
            TermgraphError(**dict(zip(_PARTS, one, strict=True))) for one in facts.get("problems", ())
        ]
        opened.format = ox.RdfFormat.from_extension(facts["format"]) if facts["format"] else None
    except (OSError, sqlite3.Error, ValueError, KeyError, TermgraphError):
        return None
    if tell is not None:
        for message in opened.notices:
            tell(message)
    return opened
