"""The steps of repairs, the copy of a vocabulary that they are made on, and what they have changed in it so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from termgraph.skos import Thesaurus
from termgraph.store.record import Record, Statement, Value

_Pair = tuple[str, Value]
#: Subject, predicate, object, as a record holds them.
Said = tuple[str, str, Value]


class Step(NamedTuple):
    """One step of a repair.

    Attributes:
        old: the triple that goes, None where none does. Where it is not there, the step is not made.
        new: the triple that comes, None where none does.
    """

    old: Said | None
    new: Said | None


def added(subject: str, predicate: str, value: Value) -> Step:
    """Return the step that adds a triple.

    >>> added("e:owl", "e:is", "e:bird").old is None
    True
    """
    return Step(None, (subject, predicate, value))


def removed(subject: str, predicate: str, value: Value) -> Step:
    """Return the step that removes a triple.

    >>> removed("e:owl", "e:is", "e:owl").new is None
    True
    """
    return Step((subject, predicate, value), None)


class Draft:
    """A copy of a vocabulary.

    Args:
        original: the vocabulary, which is left as it is.

    >>> from termgraph.namespaces import SKOS
    >>> draft = Draft(Thesaurus.from_text("<e:owl> skos:related <e:owl>, <e:bat> ."))
    >>> draft.make("reflexive", [removed("e:owl", SKOS + "related", "e:owl")]), len(draft.thesaurus.record)
    (True, 1)
    >>> list(draft.changed.values())
    [('reflexive', False)]
    """

    def __init__(self, original: Thesaurus) -> None:
        #: What the copy says now.
        self.thesaurus = original
        #: What only one of the two says, each with its rule, and with whether it was added.
        self.changed: dict[Statement, tuple[str, bool]] = {}

    def make(self, rule: str, steps: Iterable[Step]) -> bool:
        """Make the steps of a rule's repair; tell whether that has changed anything."""
        change = _Change(self.thesaurus.record)
        for old, new in steps:
            held = change.graphs_with(old) if old is not None else []
            if old is not None:
                if not held:
                    continue
                for graph in held:
                    change.remove(graph, old)
                    self._note((graph, *old), rule, added=False)
            if new is not None:
                for graph in held or change.graphs_for(new):
                    if change.add(graph, new):
                        self._note((graph, *new), rule, added=True)
        if not change.made:
            return False
        about = self.thesaurus._opened
        self.thesaurus = Thesaurus(replace(about, record=change.record, notices=[], place=None))
        return True

    def _note(self, statement: Statement, rule: str, *, added: bool) -> None:
        if statement in self.changed:  # as it was again
            del self.changed[statement]
        else:
            self.changed[statement] = rule, added


class _Change:
    """Statements of a record added and removed; the record itself stays as it is."""

    def __init__(self, record: Record) -> None:
        self.made = False
        self._record = record
        self._pairs: dict[tuple[str, str], dict[_Pair, None]] = {}
        self._subjects: dict[str, set[str]] = {}

    @property
    def record(self) -> Record:
        """The record with what was changed."""
        return self._record.replaced(self._pairs)

    def graphs_with(self, said: Said) -> list[str]:
        """Return the graphs that hold a triple."""
        subject, predicate, value = said
        return [graph for graph in self._record.graphs if (subject, value) in self._in(graph, predicate)]

    def graphs_for(self, said: Said) -> Sequence[str]:
        """Return where to add a triple that no graph holds: where its subject, else its object, else anything is."""
        if not self._record.named:
            return [""]
        if self.graphs_with(said):
            return []
        graphs = self._record.graphs
        for graph, columns in graphs.items() if not self._subjects else ():
            self._subjects[graph] = set().union(*(column.subjects for column in columns.values()))
        for node in (said[0], said[2]):
            for graph, subjects in self._subjects.items():
                if node in subjects:
                    return [graph]
        return [next((graph for graph, columns in graphs.items() if columns), "")]

    def remove(self, graph: str, said: Said) -> None:
        """Remove a triple from a graph that holds it."""
        subject, predicate, value = said
        del self._in(graph, predicate)[subject, value]
        self.made = True

    def add(self, graph: str, said: Said) -> bool:
        """Add a triple to a graph; tell whether it was not there."""
        subject, predicate, value = said
        pairs = self._in(graph, predicate)
        if (subject, value) in pairs:
            return False
        pairs[subject, value] = None
        self.made = True
        return True

    def _in(self, graph: str, predicate: str) -> dict[_Pair, None]:
        key = graph, predicate
        if key not in self._pairs:
            column = self._record.graphs[graph].get(predicate)
            pairs = zip(column.subjects, column.objects, strict=True) if column is not None else ()
            self._pairs[key] = dict.fromkeys(pairs)
        return self._pairs[key]
