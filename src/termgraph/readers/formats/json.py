"""JSON, read with the line of every value; nothing is turned into a number, and nesting has an end."""

from __future__ import annotations

import re
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]  # it is there, and its stub lacks it

from termgraph.errors import TermgraphError, caret
from termgraph.readers import Columns
from termgraph.readers.formats.document import open_document
from termgraph.readers.formats.keyed import reading
from termgraph.readers.formats.keyed_entries import DEEPEST, Node, added
from termgraph.records import Reading

_SPACE = re.compile(r"[ \t\n\r]*")
_WORD = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null")


def read(path: str, columns: Columns | None = None) -> Reading:
    r"""Return what a JSON document holds.

    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "birds.json").write_text('{"owl": "A bird of the night.",\n "jay": "A loud bird."}')
    ...     birds = read(folder + "/birds.json")
    >>> [(record.label, record.body, record.lines) for record in birds.records]
    [('owl', 'A bird of the night.', (1, 1)), ('jay', 'A loud bird.', (2, 2))]
    """
    document = open_document(path)
    lines = path.lower().endswith((".jsonl", ".ndjson"))
    root = parse_lines(document.text, path) if lines else parse(document.text, path)
    return reading(document, root, "json", columns)


def parse(text: str, path: str, line: int = 1) -> Node:
    r"""Return a JSON text as nodes.

    Raises:
        TermgraphError: where it is no JSON, or nested too deep.

    >>> node = parse('{"a":\n ["b", 1]}', "x.json")
    >>> node.value["a"].value[1]
    Node(value='1', first=2, last=2)
    """
    parser = _Parser(text, path, line)
    node, end = parser.value(parser.skip(0), 0)
    end = parser.skip(end)
    if end < len(text):
        raise parser.error("something stands behind the end", end)
    return node


def parse_lines(text: str, path: str) -> Node:
    """Return lines of JSON, each an entry, as one list."""
    items = [parse(line, path, n) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    return Node(list(items), 1, text.count("\n") + 1)


class _Parser:
    """Reads one text."""

    def __init__(self, text: str, path: str, line: int) -> None:
        self.text = text
        self.path = path
        self.line = line
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.at = 0

    def skip(self, place: int) -> int:
        """Return the place of the next character that is no white space."""
        found = _SPACE.match(self.text, place)
        return found.end() if found else place

    def line_of(self, place: int) -> int:
        """Return the line of a place; places are asked for in order, nearly."""
        while self.at + 1 < len(self.starts) and self.starts[self.at + 1] <= place:
            self.at += 1
        while self.starts[self.at] > place:
            self.at -= 1
        return self.at + self.line

    def error(self, message: str, place: int, hint: str | None = None) -> TermgraphError:
        line = self.line_of(min(place, len(self.text)))
        column = place - self.starts[line - self.line] + 1
        snippet = caret(self.text, line - self.line + 1, column)
        return TermgraphError(f"broken JSON: {message}", self.path, line, column, hint, snippet=snippet)

    def value(self, place: int, depth: int) -> tuple[Node, int]:
        """Return the value that begins at a place, and the place behind it."""
        if depth > DEEPEST:
            raise self.error(f"nested more than {DEEPEST} levels deep", place)
        first = self.line_of(place)
        match self.text[place : place + 1]:
            case '"':
                text, end = self.string(place)
                return Node(text, first, self.line_of(end - 1)), end
            case "[":
                items, end = self.array(place, depth)
                return Node(items, first, self.line_of(end - 1)), end
            case "{":
                members, end = self.object(place, depth)
                return Node(members, first, self.line_of(end - 1)), end
        word = _WORD.match(self.text, place)
        if not word:
            raise self.error(
                "the text ends too early" if place >= len(self.text) else "no value stands here", place
            )
        return Node("" if word.group() == "null" else word.group(), first, first), word.end()

    def string(self, place: int) -> tuple[str, int]:
        try:
            text, end = scanstring(self.text, place + 1, False)
        except JSONDecodeError as error:
            raise self.error(error.msg[:1].lower() + error.msg[1:], error.pos) from None
        # Half of a surrogate pair is no character, and could not be written.
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), end

    def array(self, place: int, depth: int) -> tuple[list[Node], int]:
        items: list[Node] = []
        place = self.skip(place + 1)
        while self.text[place : place + 1] != "]":
            node, place = self.value(place, depth + 1)
            items.append(node)
            place = self.after(place, "]")
        return items, place + 1

    def object(self, place: int, depth: int) -> tuple[dict[str, Node], int]:
        members: dict[str, Node] = {}
        place = self.skip(place + 1)
        while self.text[place : place + 1] != "}":
            if self.text[place : place + 1] != '"':
                raise self.error("a key in double quotes is missing", place)
            line = self.line_of(place)
            key, place = self.string(place)
            place = self.skip(place)
            if self.text[place : place + 1] != ":":
                raise self.error("a colon is missing behind a key", place)
            node, place = self.value(self.skip(place + 1), depth + 1)
            added(members, key, Node(node.value, line, node.last))
            place = self.after(place, "}")
        return members, place + 1

    def after(self, place: int, end: str) -> int:
        """Return the place of the next item, or of the sign that ends the list."""
        place = self.skip(place)
        if self.text[place : place + 1] == ",":
            return self.skip(place + 1)
        if self.text[place : place + 1] != end:
            raise self.error(f"a comma or '{end}' is missing", place)
        return place
