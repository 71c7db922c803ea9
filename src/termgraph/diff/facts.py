"""What two vocabularies say that the other does not, to the letter: a comparison of columns, predicate by predicate.

Blank nodes have no names that last. Those that hang together are compared as a whole, and named after all that is
said of them.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

import pyoxigraph as ox

from termgraph.store.blank import renamed_quads
from termgraph.store.nodes import quad_of, statement_of
from termgraph.store.record import Column, Record, Statement, Value

#: Subject, predicate, object.
Fact = tuple[str, str, Value | ox.Triple]
_NONE = Column([], [])


class Delta(NamedTuple):
    """What was removed and added, each fact once, sorted.

    Attributes:
        removed: what only the old one says.
        added: what only the new one says.
        left: what both say and only the old one says in that graph.
        entered: what both say and only the new one says in that graph.
    """

    removed: tuple[Fact, ...]
    added: tuple[Fact, ...]
    left: tuple[Statement, ...] = ()
    entered: tuple[Statement, ...] = ()


def delta(old: Record, new: Record) -> Delta:
    """Return how two records differ.

    >>> birds, more = Record(), Record()
    >>> birds.read(ox.parse(b'<e:owl> <e:eats> <e:mouse>, [ <e:is> "fish" ] .', ox.RdfFormat.TURTLE))
    >>> more.read(ox.parse(b'<e:owl> <e:eats> [ <e:is> "fish" ] ; <e:weighs> 007 .', ox.RdfFormat.TURTLE))
    >>> found = delta(birds, more)
    >>> found.removed, [(subject, predicate, value.value) for subject, predicate, value in found.added]
    ((('e:owl', 'e:eats', 'e:mouse'),), [('e:owl', 'e:weighs', '007')])
    """
    if not any(one.named or one.blank or one.reified for one in (old, new)):
        return _plain(old, new)
    mine, theirs = map(_lasting, _differing(old, new))
    gone, fresh = mine - theirs, theirs - mine
    if not old.named and not new.named:
        return Delta(_facts(gone), _facts(fresh))
    left = _still_said(new, theirs, gone)
    entered = _still_said(old, mine, fresh)
    return Delta(_facts(gone - left), _facts(fresh - entered), _sorted(left), _sorted(entered))


def _plain(old: Record, new: Record) -> Delta:
    """Return how two records differ that have neither named graphs nor blank nodes: mostly so, and fast."""
    removed: list[Fact] = []
    added: list[Fact] = []
    for predicate in sorted(old.columns.keys() | new.columns.keys()):
        before, after = (one.columns.get(predicate, _NONE) for one in (old, new))
        if before != after:
            mine, theirs = (set(zip(*column, strict=True)) for column in (before, after))
            removed += [(subject, predicate, value) for subject, value in mine - theirs]
            added += [(subject, predicate, value) for subject, value in theirs - mine]
    return Delta(_ordered(removed), _ordered(added))


def _differing(old: Record, new: Record) -> tuple[list[Statement], list[Statement]]:
    """Return what each says and the other does not in the same graph; of what has blank nodes, all."""
    removed, added = list(old.reified), list(new.reified)
    has_blank = bool(old.blank or new.blank)
    columns = [(graph, name) for graph, name, _ in (*old.each_column(), *new.each_column())]
    for graph, predicate in dict.fromkeys(columns):
        before, after = (one.graphs.get(graph, {}).get(predicate, _NONE) for one in (old, new))
        if before == after and not has_blank:
            continue
        mine, theirs = (set(zip(*column, strict=True)) for column in (before, after))
        same = [pair for pair in mine & theirs if _is_blank(*pair)] if has_blank else []
        for pairs, found in (([*(mine - theirs), *same], removed), ([*(theirs - mine), *same], added)):
            found += [(graph, subject, predicate, value) for subject, value in pairs]
    return removed, added


def _still_said(record: Record, blank: set[Statement], gone: set[Statement]) -> set[Statement]:
    """Return which statements a record makes in another graph; `blank` are all of its own that have blank nodes."""
    known = {one[1:] for one in blank}
    return {
        one
        for one in gone
        if one[1:] in known or any(value == one[3] for _, value in record.about(one[1], one[2]))
    }


def _is_blank(subject: str, value: Value | ox.Triple) -> bool:
    return subject.startswith("_:") or (type(value) is str and value.startswith("_:"))


def _lasting(statements: Iterable[Statement]) -> set[Statement]:
    """Return statements with names for blank nodes that do not depend on what else is said."""
    found: set[Statement] = set()
    leaders = _Leaders()
    blank: list[tuple[Statement, str]] = []
    for one in statements:
        nodes = list(_blanks(*one[1:])) if _may_be_blank(one) else ()
        if nodes:
            leaders.join(nodes)
            blank.append((one, nodes[0]))
        else:
            found.add(one)
    together: dict[str, list[Statement]] = defaultdict(list)
    for one, node in blank:
        together[leaders[node]].append(one)
    seen: Counter[str] = Counter()
    for group in together.values():
        found.update(_named(group, seen))
    return found


def _may_be_blank(statement: Statement) -> bool:
    return isinstance(statement[3], ox.Triple) or _is_blank(statement[1], statement[3])


def _blanks(subject: str, _: str, value: Value | ox.Triple) -> Iterator[str]:
    if subject.startswith("_:"):
        yield subject
    if isinstance(value, ox.Triple):
        inner = statement_of(ox.Quad(value.subject, value.predicate, value.object))
        yield from _blanks(inner[1], inner[2], inner[3])
    elif isinstance(value, str) and value.startswith("_:"):
        yield value


class _Leaders(dict[str, str]):
    """Which blank nodes hang together: each leads to another of them, the last to itself."""

    def __missing__(self, node: str) -> str:
        self[node] = node
        return node

    def __getitem__(self, node: str) -> str:
        while (above := super().__getitem__(node)) != node:
            self[node] = node = super().__getitem__(above)
        return node

    def join(self, nodes: list[str]) -> None:
        """Let nodes hang together."""
        for node in nodes[1:]:
            self[self[node]] = self[nodes[0]]


def _named(group: list[Statement], seen: Counter[str]) -> Iterator[Statement]:
    """Yield statements whose blank nodes hang together, these named after all of them, and twins numbered."""
    told = [statement_of(quad) for quad in renamed_quads([quad_of(one) for one in group])]
    said = "\n".join(sorted(str(one[1:]) for one in told))
    name = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    seen[name] += 1
    if seen[name] > 1:
        name = f"{name}n{seen[name]}"
    for graph, subject, predicate, value in told:
        yield (
            graph,
            _under(subject, name),
            predicate,
            _under(value, name) if isinstance(value, str) else value,
        )


def _under(node: str, name: str) -> str:
    return f"_:b{name}{node[2:]}" if node.startswith("_:") else node


def _facts(statements: Iterable[Statement]) -> tuple[Fact, ...]:
    return _ordered({one[1:] for one in statements})


def _ordered(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return facts sorted; their values, which are dear to compare, only where all else is the same."""
    found = sorted(
        sorted(facts, key=itemgetter(1)), key=itemgetter(0)
    )  # by texts, which is faster than by pairs
    twins = [
        at for at, (one, other) in enumerate(pairwise(found)) if one[1] == other[1] and one[0] == other[0]
    ]
    for begun, end in _runs(twins):
        found[begun : end + 2] = sorted(found[begun : end + 2], key=lambda fact: str(fact[2]))
    return tuple(found)


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of numbers that follow each other.

    >>> list(_runs([1, 2, 3, 7]))
    [(1, 3), (7, 7)]
    """
    for _, run in groupby(enumerate(numbers), lambda one: one[1] - one[0]):
        several = [number for _, number in run]
        yield several[0], several[-1]


def _sorted(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    return tuple(sorted(statements, key=lambda one: (*one[:3], str(one[3]))))
