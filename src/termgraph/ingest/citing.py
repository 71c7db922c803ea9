"""A citation more in an entry that people have written: only the lines of `sources` change."""

from __future__ import annotations

from pathlib import Path

from termgraph.entries.folder import read_text, split
from termgraph.entries.writer import entry_text
from termgraph.entries.yamlnodes import Mapping, parse
from termgraph.model import Citation, Concept

_KEY = "sources"
#: The keys that stand behind `sources` in an entry.
_AFTER = ("created", "modified", "deprecated", "replacedBy")


def with_sources(path: Path, sources: tuple[Citation, ...]) -> bytes:
    """Return an entry's file with these sources, and everything else as it is.

    Raises:
        TermgraphError: where it cannot be read.
    """
    data = path.read_bytes()
    text = read_text(path)
    front, _, _ = split(text, path)
    node = parse(front, str(path))
    lines = text.split("\n")
    keys = list(node.items) if isinstance(node, Mapping) else []
    begin, end = _span([(name.text, name.line) for name, _ in keys], front.count("\n"))
    changed = "\n".join([*lines[:begin], *_lines(sources), *lines[end:]])
    if b"\r\n" in data:
        changed = changed.replace("\n", "\r\n")
    return (b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b"") + changed.encode()


def _span(keys: list[tuple[str, int]], count: int) -> tuple[int, int]:
    """Return where `sources` begins and ends, or twice where it belongs, as indexes of the file's lines.

    The first line of the file is the fence, so that line `n` of the front matter is the line with index `n`.
    """
    starts = [line for _, line in keys] + [count + 1]
    for position, (name, line) in enumerate(keys):
        if name == _KEY:
            return line, starts[position + 1]
    place = next((line for name, line in keys if name in _AFTER), count + 1)
    return place, place


def _lines(sources: tuple[Citation, ...]) -> list[str]:
    made = entry_text(Concept(id="x", pref_label={"en": "x"}, sources=sources), "en")
    return made.split("\n")[2:-2]
