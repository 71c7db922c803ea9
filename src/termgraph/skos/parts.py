"""A large vocabulary of which little is in memory: walked block by block, and looked up where it is kept.

`sparing` gives the account of one whose sets and tables are read from their pages whenever they are walked, and never
held. Its `parts` are accounts of a block of nodes each: what walks one meets these nodes and what is said of them, what
looks a node up finds any. So who asks the same of each part has asked it of the whole.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import ItemsView, Iterable, Iterator, Mapping, Set
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar, cast

from termgraph.namespaces import RDF, SKOS
from termgraph.relations import Relations
from termgraph.skos.hierarchy import Hierarchy
from termgraph.skos.tables import Pages
from termgraph.skos.thesaurus import Thesaurus
from termgraph.store.aside import repeated
from termgraph.store.kept import Kept, value_of
from termgraph.store.record import Column, Lazily, Value

V = TypeVar("V")

#: Triples that are said of the nodes of a block.
BLOCK = 200_000
_TOGETHER = 20_000  # nodes that are walked, or looked up
_FROM = "FROM node CROSS JOIN cell ON cell.node = node.id AND cell.name = ? WHERE node.id BETWEEN ? AND ?"
_WALK = f"SELECT iri, said {_FROM}"
_LOOK = (
    "SELECT iri, said FROM json_each(?) AS one CROSS JOIN node ON node.iri = one.value"
    " CROSS JOIN cell ON cell.node = node.id AND cell.name = ?"
)
_NOTHING = object()


def sparing(thesaurus: Thesaurus) -> Thesaurus:
    """Return the account of a vocabulary that has little in memory; of one that is not large, itself.

    >>> birds = Thesaurus.from_text("<e:owl> a skos:Concept .")
    >>> sparing(birds) is birds
    True
    """
    pages = thesaurus.pages if thesaurus.is_large else None
    return (
        thesaurus if pages is None else _Sparing(thesaurus, _Walked(pages.kept, range(pages.facts["pages"])))
    )


def expected_parts(thesaurus: Thesaurus) -> int:
    """Return how many parts an account has, more or less."""
    return len(thesaurus.record) // BLOCK + 1 if thesaurus.is_sparing else 1


class _Walked(Pages):
    """Pages that are walked, some at a time, and looked up, a cell at a time; none is held.

    Args:
        kept: where.
        span: the numbers of the nodes that are walked.
    """

    are_many = False

    def __init__(self, kept: Kept, span: range) -> None:
        super().__init__(kept)
        self.span = span

    def nodes(self, name: str, make: object) -> Set[str]:
        """Return what walks a set, and looks it up."""
        return _Nodes(self, name)

    def table(self, name: str, make: object, read: Any, missing: bool) -> Mapping[str, Any]:
        """Return what walks a table, and looks it up."""
        return _Table(self, name, read, missing)

    def walk(self, name: str) -> Iterator[tuple[str, Any]]:
        """Yield each node of the span that a set, a table or a predicate has, with what that is, as JSON knows it."""
        for start in self.span[::_TOGETHER] if name in self._number else ():
            last = min(start + _TOGETHER, self.span.stop) - 1
            yield from self._said(self.kept.rows(_WALK, self._number[name], start, last))

    def looked(self, name: str, nodes: Iterable[str]) -> dict[str, Any]:
        """Return what a set, a table or a predicate has of some nodes, wherever they are, as JSON knows it."""
        found: dict[str, Any] = {}
        rest = iter(nodes if name in self._number else ())
        while some := [*islice(rest, _TOGETHER)]:
            found.update(self._said(self.kept.rows(_LOOK, json.dumps(some), self._number[name])))
        return found

    def _said(self, rows: list[tuple[str, str]]) -> Iterable[tuple[str, Any]]:
        """Return nodes with what is said of them: read at once, which takes a third of the time."""
        if not rows:
            return ()
        nodes, said = zip(*rows, strict=True)
        if said[0] == "null":  # a set
            return rows
        return zip(nodes, self.kept.read(f"[{','.join(said)}]"), strict=True)

    def difference(self, name: str, other: str) -> set[str]:
        """Return the nodes of one set that are not in another."""
        return {node for node, _ in self.walk(name)}.difference(node for node, _ in self.walk(other))

    def one(self, name: str, node: str) -> Any:
        """Return what one node has; `_NOTHING` where it has nothing."""
        return self.looked(name, [node]).get(node, _NOTHING)

    def about(self, node: str, predicate: str | None = None) -> Iterator[tuple[str, Value]]:
        """Yield the predicate and the object of all that is said of a node, or of one predicate of it."""
        if predicate is None:
            yield from super().about(node)
            self._read.clear()
            return
        values = self.one(predicate, node)
        for value in () if values is _NOTHING else values:
            yield predicate, value_of(value)


class _Block(_Walked):
    """The pages of a block, of which what was walked is held, and with it what is looked up around."""

    def __init__(self, kept: Kept, span: range) -> None:
        super().__init__(kept, span)
        self._held: dict[str, dict[str, Any]] = {}
        self._beyond: dict[str, dict[str, Any]] = {}

    @cached_property
    def inside(self) -> Set[str]:
        """The nodes of the block."""
        rows = self.kept.rows("SELECT iri FROM node WHERE id BETWEEN ? AND ?", self.span[0], self.span[-1])
        return {node for (node,) in rows}

    @cached_property
    def _around(self) -> Set[str]:
        """The nodes outside that what is said leads to."""
        query = (
            "SELECT said FROM cell WHERE node BETWEEN ? AND ? AND (name < ? OR name = ?) AND said LIKE '[\"%'"
        )
        count = len(self.facts["predicates"])
        rows = self.kept.rows(query, self.span[0], self.span[-1], count, self._number.get("narrower", -1))
        lists = self.kept.read(f"[{','.join(said for (said,) in rows)}]")
        return {node for nodes in lists for node in nodes if isinstance(node, str)} - self.inside

    def held(self, name: str) -> dict[str, Any]:
        """Return what a set, a table or a predicate has of the nodes of the block."""
        found = self._held.get(name)
        if found is None:
            found = self._held[name] = dict(super().walk(name))
        return found

    def leading(self, predicate: str) -> Iterable[tuple[str, Any]]:
        """Return the nodes of the block with what a predicate says of them; none where that is texts only."""
        if predicate not in self._held:
            query = f"SELECT 1 {_FROM} AND NOT (said LIKE '[[%' AND said NOT LIKE '%],\"%') LIMIT 1"
            if self.kept.row(query, self._number[predicate], self.span[0], self.span[-1]) is None:
                return ()
        return self.held(predicate).items()

    def walk(self, name: str) -> Iterator[tuple[str, Any]]:
        """Yield likewise, and hold it."""
        return iter(self.held(name).items())

    def one(self, name: str, node: str) -> Any:
        """Return what one node has; with the first outside, all around are looked up."""
        found = self.held(name).get(node, _NOTHING)
        if found is not _NOTHING or node in self.inside:
            return found
        if name not in self._beyond:
            self._beyond[name] = dict.fromkeys(self._around, _NOTHING) | self.looked(name, self._around)
        beyond = self._beyond[name]
        if node not in beyond:
            beyond[node] = super().one(name, node)
        return beyond[node]


class _Nodes(Set[str]):
    """A set of nodes that is walked and looked up, and never held."""

    def __init__(self, pages: _Walked, name: str) -> None:
        self._pages, self._name = pages, name

    @classmethod
    def _from_iterable(cls, it: Iterable[Any]) -> set[Any]:
        return set(it)

    def __contains__(self, node: object) -> bool:
        return self._pages.one(self._name, cast("str", node)) is not _NOTHING

    def __iter__(self) -> Iterator[str]:
        return (node for node, _ in self._pages.walk(self._name))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __sub__(self, other: Iterable[Any]) -> set[str]:
        """Return its nodes without some others."""
        if isinstance(other, _Nodes) and other._pages is self._pages:
            return self._pages.difference(self._name, other._name)
        return {node for node in self if node not in cast("Set[str]", other)}

    def __and__(self, other: Iterable[Any]) -> set[str]:
        """Return those of some nodes that are in it, looked up together."""
        return set(self._pages.looked(self._name, other))

    __rand__ = __and__

    def __rsub__(self, other: Iterable[Any]) -> set[str]:
        """Return those of some nodes that are not in it."""
        nodes = set(other)
        return nodes - (self & nodes)


class _Table(Mapping[str, V]):
    """A table that is walked and looked up, and never held."""

    def __init__(self, pages: _Walked, name: str, read: Any, missing: bool) -> None:
        self._pages, self._name, self._read, self._missing = pages, name, read, missing

    def __getitem__(self, node: str) -> V:
        said = self._pages.one(self._name, node)
        if said is _NOTHING:
            if not self._missing:
                raise KeyError(node)
            said = []
        return cast("V", self._read(said))

    def get(self, node: str, default: Any = None) -> Any:
        """Return the value of a node, or else another."""
        said = self._pages.one(self._name, node)
        return default if said is _NOTHING else self._read(said)

    def __contains__(self, node: object) -> bool:
        return self._pages.one(self._name, cast("str", node)) is not _NOTHING

    def __iter__(self) -> Iterator[str]:
        return (node for node, _ in self._pages.walk(self._name))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return any(True for _ in self)

    def items(self) -> ItemsView[str, V]:
        """Return what walks the nodes with their values."""
        return _Items(self)

    def each(self) -> Iterator[tuple[str, V]]:
        """Yield each node with its value."""
        return ((node, self._read(said)) for node, said in self._pages.walk(self._name))


class _Items(ItemsView[str, V]):
    """The nodes of a table with their values, each read as it is met."""

    def __init__(self, table: _Table[V]) -> None:
        super().__init__(table)
        self._table = table

    def __iter__(self) -> Iterator[tuple[str, V]]:
        return self._table.each()


class _Sparing(Thesaurus):
    """The account of a large vocabulary: whatever is walked is read anew."""

    is_sparing = True

    def __init__(self, account: Thesaurus, pages: _Walked) -> None:
        super().__init__(account._opened)
        self.pages = pages
        self._walked = pages

    def parts(self) -> Iterator[Thesaurus]:
        """Yield the accounts of one block after the other."""
        nodes, count = self._walked.span, max(len(self.record), 1)
        size = max(1, BLOCK * len(nodes) // count)
        for start in nodes[::size]:
            yield _Part(self, _Block(self._walked.kept, nodes[start : start + size]))

    def forget(self) -> None:
        """Give back all that was found out."""
        for name in self.__dict__.keys() - {
            "_opened",
            "record",
            "pages",
            "_walked",
            "_namesakes",
            "spoken_by",
        }:
            del self.__dict__[name]
        self.record.forget()

    def pairs(self, predicate: str) -> Iterator[tuple[str, Value]]:
        """Return the subject and the object of each triple of a predicate or of one below it, each pair once."""
        if sum(name in self.columns for name in self.properties(predicate)) < 2:
            return super().pairs(predicate)
        return (pair for part in self.parts() for pair in part.pairs(predicate))  # each node is in one part

    def _said(self, name: str) -> Iterator[tuple[str, Value]]:
        for node, values in self._walked.walk(name):
            for value in values:
                yield node, value_of(value)

    def subjects_of(self, *predicates: str, among: Set[str] | None = None) -> set[str]:
        """Return all that have one of some predicates, or those among some nodes."""
        found = (subject for name in predicates for subject, _ in self.pairs(name))
        return {subject for subject in found if among is None or subject in among}

    def targets_of(self, *predicates: str, among: Set[str] | None = None) -> set[str]:
        """Return all nodes that one of some predicates leads to, or those among some nodes."""
        found = (value for name in predicates for _, value in self.links(name))
        return {value for value in found if among is None or value in among}

    def of_class(self, name: str, among: Set[str] | None = None) -> set[str]:
        """Return what is said to be of a class or of one below it, or what is so among some nodes."""
        classes = {*self.classes(name)}
        found = (subject for subject, class_ in self.links(RDF + "type") if class_ in classes)
        return {subject for subject in found if among is None or subject in among}

    @cached_property
    def _namesakes(self) -> Set[str]:
        """The names that several nodes are shown by, without regard to case."""
        return repeated(
            named.casefold()
            for part in self.parts()
            for node in part.names
            if (named := part.preferred_name(node))
        )


class _Part(Thesaurus):
    """The account of a block of nodes; what holds for all of the vocabulary is asked of the whole."""

    def __init__(self, whole: _Sparing, pages: _Block) -> None:
        super().__init__(whole._opened)
        self.pages = pages
        self._whole, self._block = whole, pages

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """What is said of the nodes of the block."""
        return _Columns(self._block)

    def links(self, predicate: str) -> Iterator[tuple[str, str]]:
        """Return the pairs of a predicate whose object is a node; no literal is made for that."""
        names = [name for name in self.properties(predicate) if name in self.columns]
        found = (
            (node, value)
            for name in names
            for node, values in self._block.leading(name)
            for value in values
            if type(value) is str
        )
        return found if len(names) < 2 else iter(dict.fromkeys(found))

    def subjects_of(self, *predicates: str, among: Set[str] | None = None) -> set[str]:
        """Return all that have one of some predicates, or those among some nodes."""
        names = (name for predicate in predicates for name in self.properties(predicate))
        found = set[str]().union(*(self._block.held(name) for name in names if name in self.columns))
        return found if among is None else found & among

    def targets_of(self, *predicates: str, among: Set[str] | None = None) -> set[str]:
        """Return all nodes that one of some predicates leads to, or those among some nodes."""
        found = {value for name in predicates for _, value in self.links(name)}
        return found if among is None else found & among

    def unanswered(self, name: str, inverse: str) -> Iterable[tuple[str, str]]:
        """Return the pairs that a property of SKOS states of which the other does not state the way back."""
        known = SKOS + inverse in self.columns
        for one, other in self.stated(SKOS + name):
            back = self._block.one(SKOS + inverse, other) if known else _NOTHING
            if back is _NOTHING or one not in cast("list[Any]", back):
                yield one, other

    @cached_property
    def hierarchy(self) -> Hierarchy:
        """The hierarchy of those of the block that stand in several places, and of all above them."""
        below: dict[str, list[str]] = defaultdict(list)
        pending = {node: above for node, above in self.broader.items() if len(above) > 1}
        seen = set(pending)
        while pending:
            for node, above in pending.items():
                for upper in above:
                    below[upper].append(node)
            new = {upper for above in pending.values() for upper in above} - seen
            seen |= new
            pending = self._block.looked("broader", new)
        return Hierarchy(below)

    @property
    def _below(self) -> Mapping[str, Any]:
        return self._whole._below

    @property
    def _classes_below(self) -> Mapping[str, Any]:
        return self._whole._classes_below

    @property
    def relations(self) -> Relations:
        """The kinds of relations of the vocabulary."""
        return self._whole.relations

    @property
    def declared_languages(self) -> set[str]:
        """The languages that the schemes say they are in."""
        return self._whole.declared_languages

    @property
    def _namesakes(self) -> Set[str]:
        return self._whole._namesakes


class _Columns(Lazily[Column]):
    """The columns of what is said of the nodes of a block."""

    def __init__(self, block: _Block) -> None:
        super().__init__(block.facts["predicates"])
        self._block = block

    def __getitem__(self, predicate: str) -> Column:
        column = self._read.get(predicate)
        if column is None:
            if predicate not in self._names:
                raise KeyError(predicate)
            column = self._read[predicate] = Column([], [])
            for node, values in self._block.held(predicate).items():
                column.subjects.extend([node] * len(values))
                column.objects.extend(map(value_of, values))
        return column
