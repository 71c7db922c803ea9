"""One step of a repair: a triple that goes, one that comes, or one that takes the place of another."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from termgraph.store.record import node_of


class Step(NamedTuple):
    """One step of a repair.

    Attributes:
        old: the triple that goes, None where none does. Where it is not there, the step is not made.
        new: the triple that comes, None where none does.
    """

    old: Triple | None
    new: Triple | None


def triple(subject: str, predicate: str, value: str | Literal) -> Triple:
    """Return a triple; a subject, and a value that is a str, is an IRI, or `_:name` where it is blank."""
    object_ = value if isinstance(value, Literal) else node_of(value)
    return Triple(node_of(subject), NamedNode(predicate), object_)


def added(subject: str, predicate: str, value: str | Literal) -> Step:
    """Return the step that adds a triple.

    >>> added("e:owl", "e:is", "e:bird").old is None
    True
    """
    return Step(None, triple(subject, predicate, value))


def removed(subject: str, predicate: str, value: str | Literal) -> Step:
    """Return the step that removes a triple.

    >>> removed("e:owl", "e:is", "e:owl").new is None
    True
    """
    return Step(triple(subject, predicate, value), None)
