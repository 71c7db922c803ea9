"""The record: what the sources say, exactly as they say it, in columns by predicate.

Every lexical form is kept as it was written, which an engine's storage does not do: it makes `7` of `007`. What is
exported, checked, mended or shown is read here; an engine gets a copy, for SPARQL, which is never written out.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count, islice
from typing import Any, NamedTuple, TypeVar

import pyoxigraph as ox

from termgraph.store.nodes import Names, Node, Same, Statement, Terms, Value, key_of, line_of

__all__ = ["Column", "Lazily", "Record", "Statement", "Value", "no_collecting", "once_each"]

V = TypeVar("V")

_PIECE = 100_000  # statements that are written at a time


@contextmanager
def no_collecting() -> Iterator[None]:
    """Let Python look for no garbage: it would walk all columns again and again, and there is none in them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class Column(NamedTuple):
    """The subjects and the objects of all triples of one predicate, side by side, in the order of reading."""

    subjects: list[str]
    objects: list[Value]


#: A predicate, the row or rows of each subject, and the objects.
_Rows = tuple[str, Mapping[str, int | list[int]], list[Value]]


class Lazily(Mapping[str, V]):
    """Values by name, of which all names are known, and each value is read when it is first asked for."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = dict.fromkeys(names)
        self._read: dict[str, V] = {}

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class Record:
    """What the sources say. Blank nodes are numbered as they are met, `_:b0` first, whatever a file calls them.

    >>> record = Record()
    >>> record.read(ox.parse(b'<e:owl> <e:weighs> 007, 007 .', ox.RdfFormat.TURTLE))
    >>> record.columns["e:weighs"].subjects, record.columns["e:weighs"].objects[0].value, len(record)
    (['e:owl'], '007', 1)
    """

    def __init__(self) -> None:
        #: The columns of each graph, "" being the default one.
        self.graphs: dict[str, dict[str, Column]] = {"": {}}
        #: The statements about triples (RDF 1.2), which tell nothing of a vocabulary's concepts.
        self.reified: dict[Statement, None] = {}
        #: How many blank nodes have a name.
        self.blank = 0
        self._nodes: dict[str, str] = {}  # so that each text is kept once
        self._merged: dict[str, Column] | None = None
        self._rows: dict[str, Sequence[_Rows]] = {}  # of each predicate; none where there is no such one
        self._about: dict[str, list[_Rows]] | None = None  # by subject

    # Reading in

    def read(self, quads: Iterable[ox.Quad], blank: int | None = None) -> None:
        """Take in the quads of one source, all or, where reading them fails, none; its blank nodes are its own.

        Args:
            quads: all that it says.
            blank: how many blank nodes there are, where it is a record's and they have names as ours have; they keep
                these where this record has none yet.
        """
        names = self._names(blank)
        read, reified = self._sorted(quads, names)
        self.blank += names.used
        self.reified |= reified
        self._take(read)

    def _names(self, blank: int | None) -> Names:
        return Names(self.blank) if blank is None or self.blank else Same(blank)

    def _sorted(
        self, quads: Iterable[ox.Quad], names: Names
    ) -> tuple[dict[str, dict[str, Column]], dict[Statement, None]]:
        """Return quads as columns by graph and predicate, and the statements about triples."""
        once = self._nodes.setdefault
        read: dict[str, dict[str, Column]] = {"": {}}
        reified: dict[Statement, None] = {}
        last = ""
        for quad in quads:
            subject, object_ = quad.subject, quad.object
            if type(subject) is ox.NamedNode:
                name = subject.value
                if name != last:  # mostly all that is said of one thing comes together
                    last = once(name, name)
            else:
                last = names.key(subject)
            graph = quad.graph_name
            into = "" if type(graph) is ox.DefaultGraph else names.key(graph)
            value: Value
            if type(object_) is ox.Literal:
                value = object_
            elif type(object_) is ox.NamedNode:
                value = object_.value
                value = once(value, value)
            elif type(object_) is ox.BlankNode:
                value = names[object_.value]
            else:
                reified[into, last, quad.predicate.value, names.renamed(object_)] = None
                continue
            columns = read[""] if not into else read.setdefault(into, {})
            predicate = quad.predicate.value
            column = columns.get(predicate)
            if column is None:
                column = columns[predicate] = Column([], [])
            column.subjects.append(last)
            column.objects.append(value)
        return read, reified

    def _take(self, read: Mapping[str, Mapping[str, Column]]) -> None:
        for graph, columns in read.items():
            mine = self.graphs.setdefault(graph, {})
            for predicate, column in columns.items():
                into = mine.setdefault(predicate, column)
                if into is not column:
                    into.subjects.extend(column.subjects)
                    into.objects.extend(column.objects)
                once_each(into)
        self._changed()

    def extend(self, other: Record) -> None:
        """Take in all that another record holds; its blank nodes stay apart from ours."""
        self.read(other.quads())

    def add(self, *statements: Statement) -> None:
        """Add statements, which are not there yet."""
        for statement in statements:
            graph, subject, predicate, value = statement
            if isinstance(value, ox.Triple):
                self.reified[statement] = None
                continue
            columns = self.graphs.setdefault(graph, {})
            column = columns.get(predicate)
            if column is None:
                column = columns[predicate] = Column([], [])
            column.subjects.append(subject)
            column.objects.append(value)
        self._changed()

    def like(self, statement: Statement) -> list[Statement]:
        """Return what is said with the graph, the subject and the predicate of a statement."""
        graph, subject, predicate, _ = statement
        column = self.graphs.get(graph, {}).get(predicate, Column([], []))
        pairs = zip(column.subjects, column.objects, strict=True)
        found: list[Statement] = [
            (graph, subject, predicate, value) for one, value in pairs if one == subject
        ]
        return found + [one for one in self.reified if one[:3] == statement[:3]]

    def remove(self, gone: Collection[Statement]) -> None:
        """Remove some statements; what is not there is not missed."""
        by_column: dict[tuple[str, str], set[tuple[str, Value]]] = defaultdict(set)
        for graph, subject, predicate, value in gone:
            if isinstance(value, ox.Triple):
                self.reified.pop((graph, subject, predicate, value), None)
            else:
                by_column[graph, predicate].add((subject, value))
        for (graph, predicate), pairs in by_column.items():
            column = self.graphs.get(graph, {}).pop(predicate, Column([], []))
            left = [pair for pair in zip(column.subjects, column.objects, strict=True) if pair not in pairs]
            if left:
                self.graphs[graph][predicate] = Column([one for one, _ in left], [value for _, value in left])
        self._changed()

    def replaced(self, columns: Mapping[tuple[str, str], Iterable[tuple[str, Value]]]) -> Record:
        """Return a record in which some columns, by graph and predicate, hold other pairs; it shares all others."""
        made = self.bare()
        made.reified = self.reified
        made.graphs = {graph: dict(mine) for graph, mine in self.graphs.items()}
        for (graph, predicate), pairs in columns.items():
            kept = list(pairs)
            made.graphs[graph].pop(predicate, None)
            if kept:
                made.graphs[graph][predicate] = Column([one for one, _ in kept], [value for _, value in kept])
        return made

    def graph(self, name: str) -> Record:
        """Return what one named graph says, in no graph.

        >>> record = Record()
        >>> record.read(ox.parse(b"<e:owl> <e:eats> <e:mouse> <e:graph> .", ox.RdfFormat.N_QUADS))
        >>> str(next(record.graph("e:graph").quads()).graph_name), len(record.graph("e:other"))
        ('DEFAULT', 0)
        """
        alone = self.bare()
        alone.graphs = {"": dict(self.graphs.get(name, {}))}
        alone.reified = {("", *one[1:]): None for one in self.reified if one[0] == name}
        return alone

    def bare(self) -> Record:
        """Return a record of nothing yet, in which the names of blank nodes mean what they mean in this one."""
        made = Record()
        made.blank, made._nodes = self.blank, self._nodes
        return made

    def fresh(self) -> str:
        """Return a name for a blank node that no other has."""
        self.blank += 1
        return f"_:b{self.blank - 1}"

    def forget(self) -> None:
        """Give back what is in memory only so that it need not be read again."""

    def _changed(self) -> None:
        self._merged = self._about = None
        self._rows.clear()

    # Reading out

    def __len__(self) -> int:
        about_triples = len({tuple(statement[1:]) for statement in self.reified})
        return sum(len(column.subjects) for column in self.columns.values()) + about_triples

    @property
    def named(self) -> list[str]:
        """The names of its named graphs, sorted."""
        found = {name for name, columns in self.graphs.items() if columns} | {one[0] for one in self.reified}
        return sorted(found - {""})

    @property
    def columns(self) -> Mapping[str, Column]:
        """The columns of all graphs together, each triple once."""
        if self._merged is None and not self.named:
            self._merged = self.graphs[""]
        if self._merged is None:
            merged: dict[str, Column] = {}
            for columns in self.graphs.values():
                for predicate, column in columns.items():
                    into = merged.setdefault(predicate, Column([], []))
                    into.subjects.extend(column.subjects)
                    into.objects.extend(column.objects)
            for column in merged.values():
                once_each(column)
            self._merged = merged
        return self._merged

    def said(self, predicate: str) -> Iterable[tuple[str, list[Any]]]:
        """Return the nodes that a predicate says something of, and all that it says."""
        column = self.columns[predicate]
        found: dict[str, list[Value]] = defaultdict(list)
        for subject, value in zip(column.subjects, column.objects, strict=True):
            found[subject].append(value)
        return found.items()

    def statements(self) -> Iterator[Statement]:
        """Yield everything that is said, by graph and predicate."""
        for graph, predicate, column in self.pieces():
            for subject, value in zip(column.subjects, column.objects, strict=True):
                yield graph, subject, predicate, value
        yield from self.reified

    def each_column(self) -> Iterator[tuple[str, str, Column]]:
        """Yield the graph, the predicate and the column of each."""
        for graph, columns in self.graphs.items():
            for predicate, column in columns.items():
                yield graph, predicate, column

    def pieces(self) -> Iterator[tuple[str, str, Column]]:
        """Yield the same, a large column piece by piece where it is read from a disk."""
        return self.each_column()

    def quads(self) -> Iterator[ox.Quad]:
        """Yield the quads."""
        terms = Terms()
        for name, subject, predicate, value in self.statements():
            graph = terms[name] if name else ox.DefaultGraph()
            yield ox.Quad(terms[subject], terms.verb(predicate), terms.of(value), graph)

    def dump(self) -> bytes:
        """Return everything as N-Quads, fast and in no order of its own, for an engine to load."""
        return b"".join(self.dumps())

    def dumps(self) -> Iterator[bytes]:
        """Yield the same as `dump` returns, in pieces."""
        statements = self.statements()
        while piece := [line_of(statement) for statement in islice(statements, _PIECE)]:
            yield "".join(piece).encode()

    def match(
        self,
        subject: Node | None = None,
        predicate: ox.NamedNode | None = None,
        object_: Node | ox.Literal | ox.Triple | None = None,
        /,
    ) -> Iterator[ox.Triple]:
        """Yield the triples that fit a pattern, None standing for anything, of all graphs together, each once.

        >>> record = Record()
        >>> record.read(ox.parse(b"<e:owl> <e:eats> <e:mouse> .", ox.RdfFormat.TURTLE))
        >>> [str(triple.subject) for triple in record.match(None, None, ox.NamedNode("e:mouse"))]
        ['<e:owl>']
        """
        wanted = key_of(object_) if isinstance(object_, Node) else object_
        terms = Terms()
        for one, name, value in self._fitting(subject, predicate):
            if wanted is None or value == wanted:
                yield ox.Triple(terms[one], terms.verb(name), terms.of(value))

    def _fitting(
        self, subject: Node | None, predicate: ox.NamedNode | None
    ) -> Iterator[tuple[str, str, Value | ox.Triple]]:
        """Yield the subject, the predicate and the object of all that fits the first two."""
        node, verb = key_of(subject) if subject else None, predicate.value if predicate else None
        if node is not None:
            for name, value in self.about(node, verb):
                yield node, name, value
        else:
            columns = self.columns
            for name in columns if verb is None else [verb] if verb in columns else []:
                for one, value in zip(columns[name].subjects, columns[name].objects, strict=True):
                    yield one, name, value
        for one, name, triple in dict.fromkeys(statement[1:] for statement in self.reified):
            if node in (None, one) and verb in (None, name):
                yield one, name, triple

    def about(self, node: str, predicate: str | None = None) -> Iterator[tuple[str, Value]]:
        """Yield the predicate and the object of all that is said of a node, or of one predicate of it."""
        for name, rows, objects in self._rows_about(node) if predicate is None else self._rows_of(predicate):
            row = rows.get(node)
            if isinstance(row, int):
                yield name, objects[row]
            elif row is not None:
                for one in row:
                    yield name, objects[one]

    def _rows_about(self, node: str) -> Sequence[_Rows]:
        """Return the rows of the predicates that say something of a node."""
        if self._about is None:
            self._about = defaultdict(list)
            for rows in (one for name in self.columns for one in self._rows_of(name)):
                for subject in rows[1]:
                    self._about[subject].append(rows)
        return self._about.get(node, ())

    def _rows_of(self, predicate: str) -> Sequence[_Rows]:
        found = self._rows.get(predicate)
        if found is None:
            column = self.columns.get(predicate)
            found = self._rows[predicate] = (
                [(predicate, _by_subject(column), column.objects)] if column else []
            )
        return found


def _by_subject(column: Column) -> Mapping[str, int | list[int]]:
    """Return the row, or the rows, of each subject."""
    once: dict[str, int | list[int]] = dict(zip(column.subjects, count(), strict=False))
    if len(once) == len(column.subjects):
        return once
    several: dict[str, list[int]] = defaultdict(list)
    for row, subject in enumerate(column.subjects):
        several[subject].append(row)
    return {**several}


def once_each(column: Column) -> None:
    """Leave out what a column says again."""
    if len(set(column.subjects)) == len(column.subjects):
        return  # fast, and mostly so
    pairs = dict.fromkeys(zip(column.subjects, column.objects, strict=True))
    if len(pairs) < len(column.subjects):
        column.subjects[:] = [subject for subject, _ in pairs]
        column.objects[:] = [value for _, value in pairs]
