"""Rewrites an entry that people have written: the keys that change in canonical form, all else as it stands there."""

from __future__ import annotations

from pathlib import Path

from termgraph.entries.folder import read_text, split
from termgraph.entries.writer import entry_text, lost_comment, vocabulary_text
from termgraph.entries.yamlnodes import Mapping, Scalar, parse
from termgraph.model import Concept, Vocabulary

_ALL = "*"


def rewritten(path: Path, before: Concept, after: Concept, language: str) -> str:
    """Return the text of an entry's file for what the entry has become.

    Args:
        path: its file.
        before: the entry as the file has it.
        after: what it has become.
        language: the default language of its vocabulary.

    Raises:
        TermgraphError: where the file cannot be read, or a comment stands in what changes.
    """
    text = read_text(path)
    canonical = [entry_text(each, language) for each in (before, after)]
    if text.encode() == path.read_bytes() and text == canonical[0]:
        return canonical[1]
    front, body, _ = split(text, path)
    (old_front, old_body, _), (new_front, new_body, _) = (split(text, path) for text in canonical)
    old, new = _keys(old_front), _keys(new_front)
    parts, line = _keys(front), 2
    for key, part in list(parts.items()):
        if old.get(key) != new.get(key) or key == _ALL:
            if comment := lost_comment(part, path, line):
                raise comment
            parts[key] = new.get(key, "")
        line += part.count("\n")
    parts |= {key: part for key, part in new.items() if key not in parts}
    text = f"---\n{''.join(parts.values())}---\n{body if old_body == new_body else new_body}"
    return text.replace("\n", "\r\n") if b"\r\n" in path.read_bytes() else text


def with_base(path: Path, base: str) -> str:
    """Return the text of a `vocabulary.yaml` with another base; all else is as it stands there.

    Raises:
        TermgraphError: where the file cannot be read.
    """
    text = read_text(path)
    node = parse(text, str(path))
    items = node.items if isinstance(node, Mapping) else ()
    start, end = next(value.span for key, value in items if key.text == "base" and isinstance(value, Scalar))
    text = f"{text[:start]}{base}{text[end:]}"
    return text.replace("\n", "\r\n") if b"\r\n" in path.read_bytes() else text


def rewritten_vocabulary(path: Path, before: Vocabulary, after: Vocabulary) -> str:
    """Return the text of a `vocabulary.yaml` for what the vocabulary has become; other keys stay as they are.

    Raises:
        TermgraphError: where the file cannot be read, or a comment stands in what changes.
    """
    text = read_text(path)
    old, new = (_keys(vocabulary_text(one)) for one in (before, after))
    if text == "".join(old.values()):
        return "".join(new.values())
    parts, line = _keys(text), 1
    for key, part in list(parts.items()):
        if old.get(key) != new.get(key):
            if comment := lost_comment(part, path, line):
                raise comment
            parts[key] = new.get(key, "")
        line += part.count("\n")
    parts |= {key: part for key, part in new.items() if key not in parts}
    made = "".join(parts.values())
    return made.replace("\n", "\r\n") if b"\r\n" in path.read_bytes() else made


def _keys(front: str) -> dict[str, str]:
    r"""Return the lines of each key of the front matter, and after them those of comments, under `#` and the key.

    What stands before the first key is under `#`; where several keys are in a line, all is under `_ALL`.

    >>> _keys("# an owl\nprefLabel: owl\n# of\nbroader:\n- bird\n")
    {'#': '# an owl\n', 'prefLabel': 'prefLabel: owl\n', '#prefLabel': '# of\n', 'broader': 'broader:\n- bird\n'}
    """
    node = parse(front, "")
    keys = [key for key, _ in node.items] if isinstance(node, Mapping) else []
    if any(key.column > 1 for key in keys):
        return {_ALL: front}
    lines = front.splitlines(keepends=True)
    starts = [key.line - 1 for key in keys]
    found = {"#": "".join(lines[: starts[0]])}
    for key, start, end in zip(keys, starts, [*starts[1:], len(lines)], strict=True):
        last = end
        while lines[last - 1].startswith("#"):
            last -= 1
        found |= {key.text: "".join(lines[start:last]), f"#{key.text}": "".join(lines[last:end])}
    return {key: part for key, part in found.items() if part}
