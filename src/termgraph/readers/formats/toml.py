"""TOML, read with the line of every value, as text. tomllib reads the values; the lines are found beside it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, time
from typing import Any

from termgraph.errors import TermgraphError, caret
from termgraph.readers import Columns
from termgraph.readers.formats.document import open_document, too_deep
from termgraph.readers.formats.keyed import reading
from termgraph.readers.formats.keyed_entries import DEEPEST, Node
from termgraph.records import Reading

#: What may hold a line break that ends no statement, or a sign that opens no bracket; and these themselves.
_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*|[][{}\n]', re.DOTALL
)
#: Keys of keys without end, for which tomllib takes forever.
_ENDLESS = re.compile(rf"(?m)^[ \t[]*(?:[\w\"'-]+[ \t]*\.[ \t]*){{{DEEPEST}}}")
_WHERE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")

#: A value's way from the root: keys, and numbers in lists.
_Path = tuple[str | int, ...]


def read(path: str, columns: Columns | None = None) -> Reading:
    r"""Return what a TOML document holds.

    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "birds.toml").write_text('[owl]\ndefinition = "A bird."\n\n[jay]\ndefinition = "Loud."\n')
    ...     birds = read(folder + "/birds.toml")
    >>> [(record.label, record.body, record.lines) for record in birds.records]
    [('owl', 'A bird.', (1, 2)), ('jay', 'Loud.', (4, 5))]
    """
    document = open_document(path)
    return reading(document, parse(document.text, path), "toml", columns)


def parse(text: str, path: str) -> Node:
    r"""Return a TOML text as nodes.

    Raises:
        TermgraphError: where it is no TOML, or nested too deep.

    >>> parse('[[terms]]\nname = "owl"\n\n[[terms]]\nname = "jay"\n', "x.toml").value["terms"].value[1]
    Node(value={'name': Node(value='jay', first=5, last=5)}, first=4, last=5)
    """
    if found := _ENDLESS.search(text):
        raise too_deep(path, text.count("\n", 0, found.end()) + 1)
    try:
        values = tomllib.loads(text)
        return _node(values, (), _places(text), (1, text.rstrip().count("\n") + 1))
    except tomllib.TOMLDecodeError as error:
        found = _WHERE.search(str(error))
        line = int(found[1]) if found and found[1] else text.count("\n") + 1
        column = int(found[2]) if found and found[2] else None
        message = f"broken TOML: {_WHERE.sub('', str(error))}"
        snippet = caret(text, line, column) if column else ""
        raise TermgraphError(message, path, line, column, snippet=snippet) from None
    except RecursionError:
        raise too_deep(path) from None


def _node(value: Any, path: _Path, places: dict[_Path, tuple[int, int]], around: tuple[int, int]) -> Node:
    """Return a value of tomllib as a node, with the lines of what it stands in where it has none of its own."""
    first, last = places.get(path, around)
    match value:
        case dict():
            members = {key: _node(one, (*path, key), places, (first, last)) for key, one in value.items()}
            return Node(members, first, max([last, *(one.last for one in members.values())]))
        case list():
            items = [_node(one, (*path, n), places, (first, last)) for n, one in enumerate(value)]
            return Node(items, first, max([last, *(one.last for one in items)]))
        case bool():
            return Node(str(value).lower(), first, last)
        case date() | time():
            return Node(value.isoformat(), first, last)
    return Node(str(value), first, last)


def _places(text: str) -> dict[_Path, tuple[int, int]]:
    """Return the first and last line of the values that a statement each makes."""
    places: dict[_Path, tuple[int, int]] = {}
    counts: dict[_Path, int] = {}
    table: _Path = ()
    for source, first, last in _statements(text):
        keys = list(_keys(tomllib.loads(source)))
        if source.startswith("["):
            table = ()
            for n, key in enumerate(keys, 1):
                table = (*table, key)
                places.setdefault(table, (first, last))
                if n == len(keys) and source.startswith("[["):
                    counts[table] = counts.get(table, -1) + 1
                if table in counts:
                    table = (*table, counts[table])
            places[table] = first, last
        else:
            for n in range(1, len(keys) + 1):
                places.setdefault((*table, *keys[:n]), (first, last))
    return places


def _keys(value: Any) -> Iterator[str]:
    """Yield the keys on the way to what a statement says: "a" and "b" of `a.b = 1` and of `[[a.b]]`."""
    while isinstance(value, dict) and len(value) == 1:
        ((key, value),) = value.items()
        yield key


def _statements(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the statements of a valid text, each with its first and last line."""
    start, first, line, depth = 0, 1, 1, 0
    for token in [*_TOKEN.finditer(text), None]:
        sign = token.group() if token else "\n"
        if sign == "\n" and depth == 0:
            end = token.start() if token else len(text)
            source = text[start:end].strip()
            if source and not source.startswith("#"):
                yield source, first, line
            start, first = end + 1, line + 1
        depth += (sign in ("[", "{")) - (sign in ("]", "}"))
        line += sign.count("\n")
