"""The triples of a store as columns: what one pass over them leaves, and all that the rules ever read.

A node is its IRI, or `_:name` where it is blank; a literal stays what the engine gives.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from termgraph.store import Store
from termgraph.store.blank import renamed
from termgraph.store.index import key_of

Value = str | Literal


class Column(NamedTuple):
    """The subjects and the objects of all triples of one predicate, side by side."""

    subjects: list[str]
    objects: list[Value]


def read_columns(store: Store) -> tuple[dict[str, Column], Collection[str]]:
    """Return the columns of a store by predicate, and every node that is a subject or an object.

    >>> columns, nodes = read_columns(Store.from_text("<e:owl> skos:broader <e:bird> ."))
    >>> columns["http://www.w3.org/2004/02/skos/core#broader"], list(nodes)
    (Column(subjects=['e:owl'], objects=['e:bird']), ['e:bird', 'e:owl'])
    """
    columns: dict[str, Column] = {}
    nodes: dict[str, str] = {}  # so that each is kept once
    once = nodes.setdefault
    seen: set[object] | None = set() if store.has_named_graphs else None
    last = ""
    blank: list[Triple] = []
    for quad in store.quads():
        value: Value
        subject, object_ = quad.subject, quad.object
        if type(object_) is NamedNode:
            target = object_.value
            value = once(target, target)
        elif type(object_) is Literal:
            value = object_
        elif type(object_) is BlankNode:
            blank.append(quad.triple)
            continue
        else:
            continue  # a statement about a statement says nothing of the vocabulary
        if type(subject) is not NamedNode:
            blank.append(quad.triple)
            continue
        name = subject.value
        if name != last:  # mostly all that is said of one thing comes together
            last = once(name, name)
        if seen is not None:
            if quad.triple in seen:
                continue
            seen.add(quad.triple)
        predicate = quad.predicate.value
        try:
            subjects, objects = columns[predicate]
        except KeyError:
            subjects, objects = columns[predicate] = Column([], [])
        subjects.append(last)
        objects.append(value)
    # Blank nodes are named after what is said of them, so that a report is the same bytes again.
    for triple in renamed(list(dict.fromkeys(blank))):
        column = columns.setdefault(triple.predicate.value, Column([], []))
        column.subjects.append(key_of(triple.subject))
        column.objects.append(triple.object if isinstance(triple.object, Literal) else key_of(triple.object))
    return columns, nodes
