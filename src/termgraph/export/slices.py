"""What graphs say, slice by slice in the order of subjects: of a large record writers need one in memory.

A slice is what a graph says of some subjects. A graph that fits into memory is one slice.
"""

from __future__ import annotations

import json
from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from tempfile import SpooledTemporaryFile, TemporaryFile
from typing import Any
from weakref import finalize

from termgraph.export.order import place
from termgraph.export.resources import Column, Graph, Ordered, Said, add_blank, graph_of, graphs, named_pieces
from termgraph.export.sorting import on_disk
from termgraph.store.kept import KeptRecord
from termgraph.store.record import Statement

#: Triples on a shelf.
SHELF = 200_000
_STEP = 500  # triples of which one tells which subjects there are
_TOGETHER = 1_000  # texts of a body that become bytes
_IN_MEMORY = 2**26  # bytes of a body
_PIECE = 2**20


class Slices:
    """What each graph says, whole: one slice a graph, the default graph first.

    Args:
        graphs: what each says.
    """

    def __init__(self, graphs: Mapping[str, Graph]) -> None:
        #: Of each graph at least what it says of blank nodes, with them, and of triples.
        self.blank = graphs

    def __iter__(self) -> Iterator[tuple[str, Graph]]:
        """Yield the slices, each with the name of its graph; those of a graph come after each other."""
        yield from self.blank.items()

    def subjects(self) -> Iterator[Collection[str]]:
        """Yield the subjects of each slice."""
        return (graph.subjects for _, graph in self)

    @property
    def predicates(self) -> set[str]:
        """All predicates, but for those of triples that are spoken of."""
        return set(chain.from_iterable(graph.facts for _, graph in self))

    def changed(self, change: Callable[[str], str]) -> Slices:
        """Return the same with all terms and names changed, in the same order."""
        return Slices({change(name): graph.changed(change) for name, graph in self})


class Shelves(Slices):
    """The same of a large record, some subjects a slice. It lies on the disk in shelves, a shelf a slice.

    In memory is one slice, and all that is said with blank nodes.

    Args:
        record: what is said.
        merge: whether all graphs count as one.
    """

    def __init__(self, record: KeptRecord, *, merge: bool) -> None:
        self._is_merged = merge and bool(record.named)
        self._splits = _splits(record)
        with on_disk():
            self._file = TemporaryFile()  # noqa: SIM115 - it is there as long as we are
        finalize(self, self._file.close)
        #: By graph and number of the shelf, where columns lie: the start, and the lengths of subjects and objects.
        self._shelves: dict[str, dict[int, list[tuple[int, int, int]]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self._predicates: set[str] = set()
        blank: list[Statement] = []
        for graph, predicate, column in named_pieces(record, blank, merge=merge):
            self._put(graph, predicate, column.subjects, column.objects)
        found: dict[str, dict[str, Column]] = defaultdict(dict)
        places = add_blank(found, blank)
        super().__init__({name: graph_of(found[name], places[name]) for name in found})
        for name, said in self.blank.items():
            for subject, predicate, value in said.triples():
                if subject[0] != "_":
                    self._put(name, predicate, [subject], [value])
            self._predicates.update(said.facts)

    def __iter__(self) -> Iterator[tuple[str, Graph]]:
        for name in sorted({*self._shelves, *self.blank}, key=place):
            for number in sorted(self._shelves[name]):
                yield name, graph_of(self._columns(self._shelves[name][number]))
            if name in self.blank:
                yield name, _about_blank(self.blank[name])

    def subjects(self) -> Iterator[Collection[str]]:
        """Yield the subjects of each slice that are not blank."""
        for shelves in self._shelves.values():
            for shelf in shelves.values():
                yield set(chain.from_iterable(self._read(start, size)[1] for start, size, _ in shelf))

    @property
    def predicates(self) -> set[str]:
        """All predicates, but for those of triples that are spoken of."""
        return {*self._predicates}

    def changed(self, change: Callable[[str], str]) -> Slices:
        """Return the same with all terms and names changed, in the same order."""
        return _Changed(self, change)

    def _put(self, graph: str, predicate: str, subjects: Sequence[str], values: Sequence[str]) -> None:
        """Put a piece of a column on shelves."""
        parts: dict[int, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        for subject, value in zip(subjects, values, strict=True):
            ends = parts[bisect(self._splits, subject)]
            ends[0].append(subject)
            ends[1].append(value)
        for number, ends in parts.items():
            self._predicates.add(predicate)
            first, last = (json.dumps(said).encode() for said in ([predicate, ends[0]], ends[1]))
            self._shelves[graph][number].append((self._file.tell(), len(first), len(last)))
            with on_disk():
                self._file.write(first + last)

    def _read(self, start: int, size: int) -> Any:
        self._file.seek(start)
        return json.loads(self._file.read(size))

    def _columns(self, shelf: Iterable[tuple[int, int, int]]) -> Mapping[str, Column]:
        """Return what lies on a shelf."""
        found: dict[str, Column] = {}
        for start, first, last in shelf:
            predicate, subjects = self._read(start, first)
            column = found.setdefault(predicate, Column([], [], set()))
            column.subjects.extend(subjects)
            column.objects.extend(self._read(start + first, last))
        for predicate, (subjects, values, kinds) in found.items():
            kinds.update(value[0] for value in values)
            if self._is_merged:
                once = dict.fromkeys(zip(subjects, values, strict=True))
                found[predicate] = Column([one for one, _ in once], [value for _, value in once], kinds)
        return found


class _Changed(Slices):
    """Slices whose terms and names are changed when they are read."""

    def __init__(self, said: Slices, change: Callable[[str], str]) -> None:
        super().__init__({change(name): graph.changed(change) for name, graph in said.blank.items()})
        self._said, self._change = said, change

    def __iter__(self) -> Iterator[tuple[str, Graph]]:
        return ((self._change(name), graph.changed(self._change)) for name, graph in self._said)


def _splits(record: KeptRecord) -> list[str]:
    """Return the subjects that begin the second shelf and those after it, so that all hold about as much."""
    sample = sorted(record.sampled(_STEP))
    count = len(record) // SHELF + 1
    return sorted({sample[number * len(sample) // count] for number in range(1, count)})


def _about_blank(graph: Graph) -> Graph:
    """Return what a graph says of blank nodes."""
    facts = {
        predicate: {one: values for one, values in of.items() if one[0] == "_"}
        for predicate, of in graph.facts.items()
    }
    subjects = [one for one in graph.subjects if one[0] == "_"]
    return Graph(subjects, facts, [each for each in graph.blank if each[1][0] == "_"])


def slices(said: Said, *, merge: bool = False) -> Slices:
    """Return what graphs say, to be gone through as often as need be.

    Args:
        said: what is said.
        merge: whether all graphs count as one.
    """
    if isinstance(said, Ordered) and said.is_large and isinstance(said.record, KeptRecord):
        return Shelves(said.record, merge=merge)
    return Slices(graphs(said, merge=merge))


def between(texts: Iterable[str], gap: str) -> Iterator[str]:
    """Yield texts with a gap between them.

    >>> [*between("ab", ", ")]
    ['a', ', b']
    """
    for at, text in enumerate(texts):
        yield gap + text if at else text


def behind(head: Callable[[], Iterable[str]], body: Iterable[str]) -> Iterator[bytes]:
    """Yield a body behind a head that is known when the body is there; what is large is on the disk meanwhile.

    >>> seen = []
    >>> b"".join(behind(lambda: seen, (seen.append(text) or text for text in ["a", "b"])))
    b'abab'
    """
    texts = iter(body)
    some = [*islice(texts, _TOGETHER)]
    if len(some) < _TOGETHER:
        yield "".join(head()).encode()
        yield "".join(some).encode()
        return
    with SpooledTemporaryFile(_IN_MEMORY) as held:
        while some:
            with on_disk():
                held.write("".join(some).encode())
            some = [*islice(texts, _TOGETHER)]
        held.seek(0)
        yield "".join(head()).encode()
        while piece := held.read(_PIECE):
            yield piece
