"""The copy of a vocabulary that repairs are made on, and what they have changed in it so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pyoxigraph import Quad, Triple

from termgraph.fix.step import Step
from termgraph.skos import Thesaurus
from termgraph.store.record import Record, Value, statement_of

_Pair = tuple[str, Value]


class Draft:
    """A copy of a vocabulary.

    Args:
        original: the vocabulary, which is left as it is.

    >>> from termgraph.fix.step import removed
    >>> from termgraph.namespaces import SKOS
    >>> draft = Draft(Thesaurus.from_text("<e:owl> skos:related <e:owl>, <e:bat> ."))
    >>> draft.make("reflexive", [removed("e:owl", SKOS + "related", "e:owl")]), len(draft.thesaurus)
    (True, 1)
    >>> list(draft.changed.values())
    [('reflexive', False)]
    """

    def __init__(self, original: Thesaurus) -> None:
        #: What the copy says now.
        self.thesaurus = original
        #: The triples that only one of the two holds, each with its rule, and with whether it was added.
        self.changed: dict[Triple, tuple[str, bool]] = {}

    def make(self, rule: str, steps: Iterable[Step]) -> bool:
        """Make the steps of a rule's repair; tell whether that has changed anything."""
        change = _Change(self.thesaurus.record)
        for old, new in steps:
            graphs = []
            if old is not None:
                graphs = change.remove(old)
                if not graphs:
                    continue
                self._note(old, rule, added=False)
            if new is not None and change.add(new, graphs):
                self._note(new, rule, added=True)
        if not change.made:
            return False
        about = self.thesaurus._opened
        self.thesaurus = Thesaurus(replace(about, record=change.record, notices=[]))
        return True

    def _note(self, triple: Triple, rule: str, *, added: bool) -> None:
        if triple in self.changed:  # as it was again
            del self.changed[triple]
        else:
            self.changed[triple] = rule, added


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

    def remove(self, triple: Triple) -> list[str]:
        """Remove a triple from all graphs that hold it; return these."""
        subject, predicate, value = _said(triple)
        graphs = [graph for graph in self._record.graphs if (subject, value) in self._in(graph, predicate)]
        for graph in graphs:
            del self._in(graph, predicate)[subject, value]
            self.made = True
        return graphs

    def add(self, triple: Triple, graphs: Iterable[str]) -> bool:
        """Add a triple to some graphs, or to where its subject, else its object, else anything is."""
        subject, predicate, value = _said(triple)
        if any((subject, value) in self._in(graph, predicate) for graph in self._record.graphs):
            return False
        for graph in list(graphs) or [self._graph_for(subject, value)]:
            self._in(graph, predicate)[subject, value] = None
        self.made = True
        return True

    def _in(self, graph: str, predicate: str) -> dict[_Pair, None]:
        key = graph, predicate
        if key not in self._pairs:
            column = self._record.graphs[graph].get(predicate)
            pairs = zip(column.subjects, column.objects, strict=True) if column is not None else ()
            self._pairs[key] = dict.fromkeys(pairs)
        return self._pairs[key]

    def _graph_for(self, subject: str, value: Value) -> str:
        graphs = self._record.graphs
        if not self._record.named:
            return ""
        if not self._subjects:
            for graph, columns in graphs.items():
                self._subjects[graph] = set().union(*(column.subjects for column in columns.values()))
        for node in (subject, value):
            for graph, subjects in self._subjects.items():
                if node in subjects:
                    return graph
        return "" if graphs[""] else self._record.named[0]


def _said(triple: Triple) -> tuple[str, str, Value]:
    """Return a triple as a record holds it; no repair is about a triple that is spoken of."""
    _, subject, predicate, value = statement_of(Quad(triple.subject, triple.predicate, triple.object))
    if isinstance(value, Triple):
        raise TypeError(f"no repair changes {triple}")
    return subject, predicate, value
