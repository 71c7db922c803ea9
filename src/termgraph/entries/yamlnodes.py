"""YAML read strictly: every value knows its line, and nothing is turned into what its author did not write.

PyYAML parses; what the values mean is decided by the keys they stand under. A plain scalar that some YAML reader would
take for a number, a date, a truth value or null is reported (`no` for Norway), as are aliases, anchors, tags and
duplicate keys: none of them has a use in a glossary, and each surprises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from termgraph.errors import TermgraphError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_resolver: Any = yaml.resolver.Resolver()

#: What YAML 1.2 readers take for a number, or YAML 1.1 for a truth value, and PyYAML does not.
_YAML_12_NUMBER = re.compile(
    r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(inf|Inf|INF)"
)
_YAML_11_BOOL = re.compile(r"[yYnN]")
_MEANINGS = {
    "bool": "a truth value",
    "int": "a number",
    "float": "a number",
    "null": "nothing (null)",
    "timestamp": "a date",
    "merge": "a merge key",
    "value": "a default value",
}
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value; `plain` tells that it stands without quotes."""

    text: str
    plain: bool
    line: int
    column: int
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values, in the order of the file."""

    items: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int


Node = Scalar | Sequence | Mapping


def surprise(text: str) -> str | None:
    """Return what some YAML reader would take a plain scalar for, or None where all read it as text.

    >>> surprise("no"), surprise("1e3"), surprise("2020-01-01"), surprise("softmax")
    ('a truth value', 'a number', 'a date', None)
    """
    if _YAML_12_NUMBER.fullmatch(text):
        return "a number"
    if _YAML_11_BOOL.fullmatch(text):
        return "a truth value"
    tag = str(_resolver.resolve(yaml.ScalarNode, text, (True, False)))
    return _MEANINGS.get(tag.rpartition(":")[2])


def parse(text: str, path: str, first_line: int = 1) -> Node | None:
    """Parse one YAML document.

    Args:
        text: the document.
        path: the file to name in errors.
        first_line: the line of the file on which `text` begins.

    Returns:
        The node, or None for a document without content.

    Raises:
        TermgraphError: where `text` is no YAML, or uses what this reader refuses.
    """
    events = yaml.parse(text, Loader=_Loader)
    try:
        return _Composer(events, path, first_line).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark and "nesting" in str(error.problem):
            # Since 6.0.4 PyYAML has a limit too, far above ours, and reads far ahead: what lies before is too deep.
            return parse(text[: mark.index], path, first_line)
        line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, None)
        problem = error.problem or error.context or "cannot be read"
        hint = "quote a text that contains ': ' or begins with one of -?:,[]{}#&*!|>'\"%@`"
        raise TermgraphError(f"broken YAML: {problem}", path, line, column, hint) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + first_line
        raise TermgraphError("broken YAML: a character that YAML does not allow", path, line) from None


class _Composer:
    """Builds nodes from PyYAML's events, which unlike its own nodes still show aliases."""

    def __init__(self, events: Iterator[Any], path: str, first_line: int) -> None:
        self.events = events
        self.path = path
        self.first_line = first_line

    def document(self) -> Node | None:
        next(self.events)  # the start of the stream
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            return None
        event = next(self.events)
        node = self.node(event, 0)
        next(self.events)  # the end of the document
        event = next(self.events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise self.error(event, "a second YAML document", "keep one")
        if isinstance(node, Scalar) and node.plain and not node.text:
            return None
        return node

    def node(self, event: Any, depth: int) -> Node:
        line, column = event.start_mark.line + self.first_line, event.start_mark.column + 1
        if isinstance(event, yaml.AliasEvent):
            raise self.error(event, f"a YAML alias (*{event.anchor})", "write the value out")
        if getattr(event, "anchor", None):
            hint = "write the value out where it is used"
            raise self.error(event, f"a YAML anchor (&{event.anchor})", hint)
        if getattr(event, "tag", None):
            hint = "leave it out; the key says what the value is"
            raise self.error(event, f"a YAML tag ({event.tag})", hint)
        if depth > _DEEPEST:
            raise self.error(event, "nested too deep", f"at most {_DEEPEST} levels")
        if hasattr(event, "style") and hasattr(event, "value"):
            start, end = event.start_mark, event.end_mark
            span = (start.index, end.index)
            return Scalar(event.value, event.style in (None, ""), line, column, span)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                items.append(self.node(event, depth + 1))
            return Sequence(tuple(items), line, column)
        pairs: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise self.error(event, "a key that is no plain text", "write `key: value`")
            if key.text in pairs:
                hint = f"it stands on line {pairs[key.text][0].line} as well; join the two"
                raise self.error(event, f"duplicate key '{key.text}'", hint)
            pairs[key.text] = key, self.node(next(self.events), depth + 1)
        return Mapping(tuple(pairs.values()), line, column)

    def error(self, event: Any, what: str, hint: str) -> TermgraphError:
        mark = event.start_mark
        return TermgraphError(what, self.path, mark.line + self.first_line, mark.column + 1, hint)


def first_comment(text: str, node: Node | None) -> int | None:
    """Return the line (from 1) of the first comment in a document whose nodes are given, or None.

    >>> source = "a: 'x # y'  # why"
    >>> first_comment(source, parse(source, "x.yaml"))
    1
    """
    spans = sorted(scalar.span for scalar in _scalars(node)) if node is not None else []
    for match in re.finditer(r"(?:^|(?<=\s))#", text, re.MULTILINE):
        if not any(start <= match.start() < end for start, end in spans):
            return text.count("\n", 0, match.start()) + 1
    return None


def _scalars(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Sequence():
            for item in node.items:
                yield from _scalars(item)
        case Mapping():
            for key, value in node.items:
                yield key
                yield from _scalars(value)
