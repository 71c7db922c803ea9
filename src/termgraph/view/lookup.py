"""The triples of a graph by subject and by object: a page asks for each concept a few dozen times."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode, Triple


class Lookup:
    """Answers the patterns that `graph.GraphReader` asks for out of dictionaries, filled in one pass.

    >>> owl, is_a, bird = (NamedNode("https://example.org/" + name) for name in ("owl", "isA", "bird"))
    >>> graph = Lookup([Triple(owl, is_a, bird)])
    >>> [str(t.subject.value) for t in graph(None, is_a, bird)], list(graph(bird, is_a, None))
    (['https://example.org/owl'], [])
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._by_subject: dict[tuple[NamedNode | BlankNode, NamedNode], list[Triple]] = {}
        self._by_object: dict[tuple[NamedNode, NamedNode | BlankNode | Literal], list[Triple]] = {}
        self._by_predicate: dict[NamedNode, list[Triple]] = {}
        for triple in triples:
            subject, predicate, value = triple.subject, triple.predicate, triple.object
            if isinstance(subject, Triple) or isinstance(value, Triple):
                continue
            self._by_subject.setdefault((subject, predicate), []).append(triple)
            self._by_predicate.setdefault(predicate, []).append(triple)
            if not isinstance(value, Literal):
                self._by_object.setdefault((predicate, value), []).append(triple)

    def __call__(
        self,
        subject: NamedNode | BlankNode | None,
        predicate: NamedNode | None,
        object_: NamedNode | BlankNode | Literal | None,
        /,
    ) -> Iterable[Triple]:
        """Return the triples of a predicate that fit; the predicate cannot be left open."""
        if predicate is None:
            raise ValueError("Lookup answers no pattern without a predicate")
        if subject is not None:
            found = self._by_subject.get((subject, predicate), ())
            return found if object_ is None else [t for t in found if t.object == object_]
        if object_ is not None:
            return self._by_object.get((predicate, object_), ())
        return self._by_predicate.get(predicate, ())
