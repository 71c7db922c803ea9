"""The tables of the account: made from the record, or looked up, a page a node, where they were kept before.

What a layer of the account derives is a `table` by node, a `node_set`, or a `single` value. Where the compiled form
holds them, one node is answered from its page; who walks a table, or asks for many pages, gets it made anew.
"""

from __future__ import annotations

import json
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from contextlib import suppress
from functools import cached_property
from itertools import count, groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from termgraph import __version__
from termgraph.errors import TermgraphError
from termgraph.store.kept import Kept, keep, literal_of, told, value_of
from termgraph.store.record import Value

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import Literal

    from termgraph.store import Store
    from termgraph.store.cache import Place

V = TypeVar("V")
T = TypeVar("T")
C = TypeVar("C", bound=Collection[str])

PAGES = "pages.sqlite"
#: Pages that are read before all is made anew, or their share where that is more: a page takes as long as ten nodes.
_MANY, _SHARE = 2000, 0.1
_TOGETHER = 1000  # cells that are written
_AT_HAND = 5_000  # pages, where all are gone through


class Pages:
    """What is kept of each node: its value in each table, all that is said of it, and which sets it is in.

    Args:
        kept: where.
    """

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        self.facts = kept.facts
        self._names: list[str] = kept.facts["predicates"] + kept.facts["tables"]
        self._predicates = len(kept.facts["predicates"])  # which come first
        self._number = {name: number for number, name in enumerate(self._names)}
        self._number |= {name: self._number[other] for name, other in kept.facts["same"].items()}
        self._read: dict[str, dict[int, str]] = {}
        #: How often what was read was given back.
        self.turn = 0
        self._most: float = max(_MANY, _SHARE * kept.facts["pages"])
        self._room: float = float("inf")

    @property
    def are_many(self) -> bool:
        """Whether so many have been read that all had better be made."""
        return len(self._read) > self._most

    def _page(self, node: str) -> dict[int, str]:
        page = self._read.get(node)
        if page is None:
            if len(self._read) >= self._room:
                self.forget()
            query = (
                "SELECT name, said FROM cell WHERE node = (SELECT id FROM node WHERE iri = ?) ORDER BY name"
            )
            page = self._read[node] = dict(self.kept.rows(query, node))
        return page

    def each(self) -> Iterator[str]:
        """Yield all nodes, whose pages then are at hand; of those before few are kept, and nothing is made anew."""
        self._most, self._room = float("inf"), _AT_HAND
        query = "SELECT iri, name, said FROM cell JOIN node ON id = node ORDER BY node, name"
        for node, cells in groupby(self.kept.each(query), key=itemgetter(0)):
            if len(self._read) >= self._room:
                self.forget()
            self._read[node] = {name: said for _, name, said in cells}
            yield node

    def forget(self) -> None:
        """Give back all that has been read."""
        self._read.clear()
        self.turn += 1

    def has(self, node: str, name: str) -> bool:
        """Tell whether a node is in a set or a table."""
        return self._number.get(name) in self._page(node)

    def value(self, node: str, name: str) -> Any:
        """Return what a table that it is in has of a node, as JSON knows it."""
        return self.kept.read(self._page(node)[self._number[name]])

    def about(self, node: str, predicate: str | None = None) -> Iterator[tuple[str, Value]]:
        """Yield the predicate and the object of all that is said of a node, or of one predicate of it."""
        page = self._page(node)
        numbers = page if predicate is None else [self._number.get(predicate, self._predicates)]
        for number in numbers:
            if number < self._predicates and number in page:
                for value in self.kept.read(page[number]):
                    yield self._names[number], value_of(value)

    def nodes(self, name: str, make: Callable[[], Set[str]]) -> Set[str]:
        """Return what looks up a set, which is made as soon as it is walked."""
        return _Nodes(self, name, make)

    def table(
        self, name: str, make: Callable[[], Mapping[str, V]], read: Callable[[Any], V], missing: bool
    ) -> Mapping[str, V]:
        """Return what looks up a table likewise; see `table` for its arguments."""
        return _Table(self, name, make, read, missing)


def kept_pages(place: Place | None) -> Pages | None:
    """Return the pages that are kept in a place; None where there are none, or not of this version."""
    if place is None:
        return None
    try:
        kept = Kept(place.folder / PAGES)
        return Pages(kept) if kept.facts["version"] == __version__ else None
    except (OSError, sqlite3.Error, ValueError, KeyError, TermgraphError):
        return None


class _Looked(Generic[C]):
    """What is looked up page by page, and made as soon as it is walked, or much of it has been looked up."""

    def __init__(self, pages: Pages, name: str, make: Callable[[], C]) -> None:
        self._pages, self._name, self._make = pages, name, make

    @cached_property
    def _all(self) -> C:
        return self._make()

    @property
    def _is_made(self) -> bool:
        return "_all" in self.__dict__ or self._pages.are_many

    def __contains__(self, node: object) -> bool:
        if self._is_made:
            return node in self._all
        return self._pages.has(cast("str", node), self._name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)


class _Table(_Looked[Mapping[str, V]], Mapping[str, V]):
    """A table that is looked up."""

    def __init__(
        self,
        pages: Pages,
        name: str,
        make: Callable[[], Mapping[str, V]],
        read: Callable[[Any], V],
        missing: bool,
    ) -> None:
        super().__init__(pages, name, make)
        self._read, self._missing = read, missing
        self._known: dict[str, V] = {}
        self._turn = pages.turn

    def __getitem__(self, node: str) -> V:
        if self._is_made:
            return self._all[node]
        if self._turn != self._pages.turn:
            self._known.clear()
            self._turn = self._pages.turn
        if node not in self._known:
            self._known[node] = self._look_up(node)
        return self._known[node]

    def _look_up(self, node: str) -> V:
        if self._pages.has(node, self._name):
            return self._read(self._pages.value(node, self._name))
        if not self._missing:
            raise KeyError(node)
        return self._read([])

    def get(self, node: str, default: Any = None) -> Any:
        """Return the value of a node, or else another."""
        return self[node] if node in self else default  # noqa: SIM401 - nothing is missing where a node is asked for

    def __len__(self) -> int:
        return len(self._all)


class _Nodes(_Looked[Set[str]], Set[str]):
    """A set of nodes that is looked up."""

    @classmethod
    def _from_iterable(cls, it: Iterable[Any]) -> set[Any]:
        return set(it)

    def __len__(self) -> int:
        return int(self._pages.facts["sizes"][self._name])


class _Derived(ABC, Generic[T]):
    """What a layer of the account derives from those below it: made, or looked up, when it is first asked for."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self.make, self.name, self.__doc__ = make, make.__name__, make.__doc__

    def __get__(self, account: Any, owner: object = None) -> T:
        pages: Pages | None = account.pages
        found = self.make(account) if pages is None else self.look_up(pages, lambda: self.make(account))
        account.__dict__[self.name] = found
        return found

    @abstractmethod
    def look_up(self, pages: Pages, make: Callable[[], T]) -> T:
        """Return what looks it up in the compiled form."""


class single(_Derived[T]):  # noqa: N801 - decorators, as property is one
    """A single value, as JSON knows it."""

    def look_up(self, pages: Pages, make: Callable[[], T]) -> T:
        """Return what was kept."""
        return cast("T", pages.facts[self.name])


class node_set(_Derived[Set[str]]):  # noqa: N801
    """A set of nodes."""

    def look_up(self, pages: Pages, make: Callable[[], Set[str]]) -> Set[str]:
        """Return what looks it up in the compiled form."""
        return pages.nodes(self.name, make)


class _Paged(_Derived[T], Generic[T, V]):
    """What has a value on the page of each node; see `table`."""

    def __init__(self, make: Callable[[Any], T], read: Callable[[Any], V], missing: bool) -> None:
        super().__init__(make)
        self._read, self._missing = read, missing


class Table(_Paged[Mapping[str, V], V]):
    """A table by node; see `table`."""

    def look_up(self, pages: Pages, make: Callable[[], Mapping[str, V]]) -> Mapping[str, V]:
        """Return what looks it up in the compiled form."""
        return pages.table(self.name, make, self._read, self._missing)


class Tables(_Paged[Mapping[str, Mapping[str, V]], V]):
    """Tables by node, each by its own name; see `table`."""

    def look_up(
        self, pages: Pages, make: Callable[[], Mapping[str, Mapping[str, V]]]
    ) -> Mapping[str, Mapping[str, V]]:
        """Return what looks them up in the compiled form."""

        def part(name: str) -> Mapping[str, V]:
            return pages.table(f"{self.name}.{name}", lambda: make()[name], self._read, self._missing)

        return {name: part(name) for name in pages.facts[self.name]}


def table(
    read: Callable[[Any], V], missing: bool = False
) -> Callable[[Callable[[Any], Mapping[str, V]]], Table[V]]:
    """Return what makes a method a table by node.

    Args:
        read: makes a value of what JSON knows of it.
        missing: whether there is something empty, rather than an error, for a node that has nothing.
    """
    return lambda make: Table(make, read, missing)


def tables(
    read: Callable[[Any], V], missing: bool = False
) -> Callable[[Callable[[Any], Mapping[str, Mapping[str, V]]]], Tables[V]]:
    """Return what makes a method several tables by node, each by its own name; see `table`."""
    return lambda make: Tables(make, read, missing)


# What values are in JSON


def texts(said: Any) -> list[str]:
    """Return texts, or nodes."""
    return cast("list[str]", said)


def sets(said: Any) -> set[str]:
    """Return sets of texts, or of nodes."""
    return set(said)


def literals(said: Any) -> list[Literal]:
    """Return literals."""
    return [literal_of(*one) for one in said]


def _as_json(value: Any) -> Any:
    return sorted(value) if isinstance(value, Set) else told(value)


# Keeping them


def derived(account: Store) -> list[list[_Derived[Any]]]:
    """Return all that each layer of an account derives, the lowest first."""
    layers = (
        [one for one in vars(layer).values() if isinstance(one, _Derived)] for layer in type(account).__mro__
    )
    return [layer for layer in layers if layer][::-1]


def keep_pages(
    account: Store,
    file: Path,
    more: Callable[[], Mapping[str, Any]],
    fill: Callable[[sqlite3.Connection], None],
    done: Callable[[float], None],
) -> None:
    """Keep what an account derives.

    Args:
        account: its layers, of which nothing is kept yet.
        file: where.
        more: returns further facts.
        fill: makes further tables.
        done: called with the share of the tables that are there, after each layer.

    Raises:
        TermgraphError: where it cannot be written.
    """
    predicates = list(account.record.columns)
    facts: dict[str, Any] = {"predicates": predicates, "tables": [], "same": {}, "sizes": {}}

    def fill_all(opened: sqlite3.Connection) -> None:
        pages, before = _Pages(opened), dict[int, str]()
        for at, predicate in enumerate(predicates):
            said = dict(account.record.said(predicate))
            before[_digest(predicate, said)] = predicate
            pages.write(said.items())
            done(0.3 * at / len(predicates))
        layers = derived(account)
        for at, layer in enumerate(layers):
            for one in layer:
                for cells in _cells(account, one, facts, before):
                    pages.write(cells)
            done(0.3 + 0.3 * at / len(layers))
        facts["pages"] = pages.finish()
        done(0.7)
        facts.update(more())
        done(0.8)
        fill(opened)
        done(1)

    keep(file, facts, fill_all)


class _Pages:
    """Makes the tables of cells, a page a node, and of nodes.

    Args:
        opened: the file.
    """

    def __init__(self, opened: sqlite3.Connection) -> None:
        self._opened = opened
        self._number: dict[str, int] = {}
        self._names = count()
        self._encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_as_json).encode
        opened.execute("CREATE TEMP TABLE unsorted (node INTEGER, name INTEGER, said TEXT)")

    def write(self, cells: Iterable[tuple[str, Any]]) -> None:
        """Take in what one table has of each node."""
        name, rest, number = next(self._names), iter(cells), self._number
        # JSON is made of many cells at once, and taken apart by SQLite: for each alone it takes three times as long.
        while some := {number.setdefault(node, len(number)): said for node, said in islice(rest, _TOGETHER)}:
            self._opened.execute(
                "INSERT INTO unsorted SELECT key, ?, json_quote(value) FROM json_each(?)",
                (name, self._encode(some)),
            )

    def finish(self) -> int:
        """Put all in order, give back what is in memory, and return how many pages there are."""
        run, pages = self._opened.execute, len(self._number)
        run(
            "CREATE TABLE cell (node INTEGER, name INTEGER, said TEXT, PRIMARY KEY (node, name)) WITHOUT ROWID"
        )
        run("INSERT INTO cell SELECT * FROM unsorted ORDER BY node, name")
        run("DROP TABLE unsorted")
        run("CREATE TABLE node (id INTEGER PRIMARY KEY, iri TEXT)")
        nodes = ((id_, node) for node, id_ in self._number.items())
        self._opened.executemany("INSERT INTO node VALUES (?, ?)", nodes)
        run("CREATE UNIQUE INDEX node_iri ON node (iri)")
        self._number.clear()
        return pages


def _cells(
    account: Store, one: _Derived[Any], facts: dict[str, Any], before: dict[int, str]
) -> Iterator[Iterable[tuple[str, Any]]]:
    """Yield, for each set and each table, what it has of each node; keep what else is derived as facts.

    What is the same as a table before it, or as what a predicate says, as edges mostly are, is kept once.
    """
    found = getattr(account, one.name)
    parts = {one.name: found}
    if isinstance(one, single):
        facts[one.name], parts = found, {}
    elif isinstance(one, node_set):
        facts["sizes"][one.name] = len(found)
        parts[one.name] = dict.fromkeys(found)
    elif isinstance(one, Tables):
        facts[one.name] = list(found)
        parts = {f"{one.name}.{name}": part for name, part in found.items()}
    for name, part in parts.items():
        digest = _digest(name, part)
        if digest in before:
            facts["same"][name] = before[digest]
        else:
            before[digest] = name
            facts["tables"].append(name)
            yield part.items()


def _digest(name: str, table: Mapping[str, Any]) -> int:
    """Return what tables have in common that have the same lists of texts, or of nodes; of others, that of the name."""
    first = next(iter(table.values()), None)
    if isinstance(first, list) and type(first[0]) is str:
        with suppress(TypeError):  # where others are literals, which are lists as they were kept
            return sum(hash((node, *said)) for node, said in table.items())
    return hash(name)
