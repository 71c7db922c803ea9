"""YAML, read with the line of every value, as text: nothing becomes a number, a truth value or an object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from termgraph.errors import TermgraphError, caret
from termgraph.readers import Columns
from termgraph.readers.formats.document import open_document, too_deep
from termgraph.readers.formats.keyed import reading
from termgraph.readers.formats.keyed_entries import DEEPEST, Node, added
from termgraph.records import Reading

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: More values than any glossary has, aliases written out: a few lines of them can stand for gigabytes.
_MOST = 2_000_000
#: How YAML writes that there is nothing.
_NOTHING = ("~", "null", "Null", "NULL")


def read(path: str, columns: Columns | None = None) -> Reading:
    r"""Return what a YAML document holds.

    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> with TemporaryDirectory() as folder:
    ...     text = "- en: {term: owl, def: A bird.}\n  de: {term: Eule}\n"
    ...     _ = Path(folder, "birds.yml").write_text(text)
    ...     birds = read(folder + "/birds.yml")
    >>> [(label.label, label.language) for label in birds.records[0].labels], birds.records[0].language
    ([('owl', ''), ('Eule', 'de')], 'en')
    """
    document = open_document(path)
    return reading(document, parse(document.text, path), "yaml", columns)


def parse(text: str, path: str) -> Node:
    r"""Return a YAML text as nodes; several documents in it as one list.

    Raises:
        TermgraphError: where it is no YAML, nested too deep, or made to fill the memory.

    >>> parse("a:\n  - no\n  - 1.50\n", "x.yaml").value["a"]
    Node(value=[Node(value='no', first=2, last=2), Node(value='1.50', first=3, last=3)], first=1, last=3)
    """
    try:
        documents = list(_Composer(text, path).documents())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if "nesting" in str(error.problem):
            raise too_deep(path, line) from None
        hint = "quote a text that contains ': ' or ' #', or begins with one of -?:,[]{}#&*!|>'\"%@`"
        message = f"broken YAML: {error.problem or error.context or 'cannot be read'}"
        raise TermgraphError(message, path, line, column, hint, snippet=caret(text, line, column)) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise TermgraphError("broken YAML: a character that YAML does not allow", path, line) from None
    return documents[0] if len(documents) == 1 else Node(documents, 1, text.count("\n") + 1)


class _Composer:
    """Makes nodes of PyYAML's events, which show where each value begins and ends."""

    def __init__(self, text: str, path: str) -> None:
        self.lines = text.split("\n")
        self.path = path
        self.events: Iterator[Any] = yaml.parse(text, Loader=_Loader)
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.count = 0

    def documents(self) -> Iterator[Node]:
        """Yield the value of each document."""
        for event in self.events:
            if isinstance(event, yaml.NodeEvent):
                yield self.node(event, 0)

    def node(self, event: Any, depth: int) -> Node:
        """Return the value that begins with an event."""
        first, before = event.start_mark.line + 1, self.count
        self.count += 1
        if depth > DEEPEST:
            raise too_deep(self.path, first)
        if isinstance(event, yaml.AliasEvent):
            return self.alias(str(event.anchor), first)
        match event:
            case yaml.ScalarEvent():
                empty = event.style in (None, "") and event.value in _NOTHING
                made = Node("" if empty else event.value, first, self.last(event))
            case yaml.SequenceStartEvent():
                items = list(self.items(depth))
                made = Node(items, first, max([first, *(item.last for item in items)]))
            case _:
                members = self.members(depth)
                made = Node(members, first, max([first, *(value.last for value in members.values())]))
        if event.anchor:
            self.anchors[event.anchor] = made, self.count - before
        return made

    def alias(self, name: str, line: int) -> Node:
        """Return what an alias stands for."""
        if name not in self.anchors:
            raise TermgraphError(f"a YAML alias of nothing (*{name})", self.path, line)
        made, size = self.anchors[name]
        self.count += size
        if self.count > _MOST:
            hint = "write out what they stand for"
            raise TermgraphError(
                "its YAML aliases stand for more than any glossary", self.path, line, hint=hint
            )
        return Node(made.value, line, line)

    def last(self, event: Any) -> int:
        """Return the last line of a scalar; a block of text ends where the next value begins."""
        first: int = event.start_mark.line + 1
        last: int = event.end_mark.line + (event.end_mark.column > 0)
        while last > first and not self.lines[last - 1].strip():
            last -= 1
        return max(first, last)

    def items(self, depth: int) -> Iterator[Node]:
        """Yield the values of a list."""
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            yield self.node(event, depth + 1)

    def members(self, depth: int) -> dict[str, Node]:
        """Return the keys and values of a mapping, those of `<<` where it has none of its own."""
        members: dict[str, Node] = {}
        inherited: dict[str, Node] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            if not isinstance(key.value, str):
                raise TermgraphError("a key that is no text", self.path, key.first, hint="write `key: value`")
            value = self.node(next(self.events), depth + 1)
            if key.value == "<<" and isinstance(value.value, dict):
                inherited |= value.value
            else:
                added(members, key.value, Node(value.value, key.first, value.last))
        return {**inherited, **members}
