"""One step of a repair: a triple that goes, one that comes, or one that takes the place of another."""

from __future__ import annotations

from typing import NamedTuple

from termgraph.store.record import Value

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
