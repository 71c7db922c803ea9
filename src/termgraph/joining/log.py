"""What was done when several vocabularies became one, as JSON, and the way back to each of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from termgraph.errors import TermgraphError
from termgraph.joining.clusters import Same
from termgraph.store.kept import told, value_of
from termgraph.store.nodes import quad_of
from termgraph.store.record import Record, Value

#: A statement without its graph.
Fact = tuple[str, str, "Value | ox.Triple"]
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Changed:
    """A statement that is another one now, or none."""

    old: Fact
    new: Fact | None


@dataclass(frozen=True, slots=True)
class Part:
    """What was done to one of the vocabularies.

    Attributes:
        graph: the graph that it is in.
        renamed: what its concepts are called now, where that is otherwise.
        changed: its statements that are not only renamed, or that spoke of another vocabulary's concept by the IRI
            which one of its own has now; but for those of blank nodes, which the way back takes for its own.
    """

    graph: str
    renamed: Mapping[str, str]
    changed: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Log:
    """What was done.

    Attributes:
        parts: to each vocabulary.
        joined: which mappings joined concepts, in the order in which they were followed.
        refused: which were not followed.
        clash: what was done where the vocabularies clash.
    """

    parts: tuple[Part, ...]
    joined: tuple[Same, ...] = ()
    refused: tuple[Same, ...] = ()
    clash: str = "first"

    def to_json(self) -> str:
        """Return it as JSON."""
        parts = [
            {
                "graph": part.graph,
                "renamed": dict(sorted(part.renamed.items())),
                "changed": [
                    [_written(one.old), _written(one.new) if one.new else None] for one in part.changed
                ],
            }
            for part in self.parts
        ]
        mappings = {"joined": _mappings(self.joined), "refused": _mappings(self.refused)}
        whole = {"version": _VERSION, "clash": self.clash, **mappings, "parts": parts}
        return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str, path: str | None = None) -> Log:
        """Return what `to_json` wrote.

        Raises:
            TermgraphError: where it is no such log.
        """
        try:
            said = json.loads(text)
            if said["version"] != _VERSION:
                raise ValueError
            joined, refused = (tuple(Same(**one) for one in said[key]) for key in ("joined", "refused"))
            parts = tuple(_part(one) for one in said["parts"])
            return cls(parts, joined, refused, str(said.get("clash", "first")))
        except (ValueError, KeyError, TypeError):
            raise TermgraphError("is no log of `termgraph combine`", path) from None


def _mappings(some: Iterable[Same]) -> list[dict[str, str]]:
    """Return mappings as data, without what nobody says."""
    return [{key: said for key, said in one._asdict().items() if said} for one in some]


def _part(one: Any) -> Part:
    changed = tuple(Changed(_read(old), _read(new) if new else None) for old, new in one["changed"])
    return Part(str(one["graph"]), dict(one["renamed"]), changed)


def _written(fact: Fact) -> list[Any]:
    subject, predicate, value = fact
    if isinstance(value, ox.Triple):
        raise TermgraphError("a statement about a statement (RDF 1.2) cannot be combined")
    return [subject, predicate, told(value)]


def _read(said: Any) -> Fact:
    subject, predicate, value = said
    return str(subject), str(predicate), value_of(value)


def undone(record: Record, log: Log) -> Iterator[tuple[str, Record]]:
    """Yield the vocabularies that became one, each with the IRI of its graph.

    Args:
        record: the one that they became.
        log: what was done.

    Raises:
        TermgraphError: where a graph is missing, so that it is the log of something else.
    """
    there = {graph for graph, *_ in record.statements()}
    for part in log.parts:
        if part.graph not in there:
            hint = "is this the file that the log was written with, in TriG or N-Quads?"
            raise TermgraphError(f"there is no graph <{part.graph}>", hint=hint)
        facts = {one[1:]: None for one in record.statements() if one[0] == part.graph}
        made = Record()
        made.read(quad_of(("", *fact)) for fact in _former(facts, part))
        yield part.graph, made


def _former(facts: Mapping[Fact, None], part: Part) -> Iterator[Fact]:
    """Yield what a vocabulary said before."""
    gone = {one.new for one in part.changed}
    back = {new: old for old, new in part.renamed.items()}
    for fact in facts:
        if fact not in gone:
            subject, predicate, value = fact
            yield (
                back.get(subject, subject),
                predicate,
                back.get(value, value) if isinstance(value, str) else value,
            )
    yield from (one.old for one in part.changed)
