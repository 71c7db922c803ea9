"""The exceptions of check.yaml, which are about concepts too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from termgraph.entries.mentions import Leads
from termgraph.entries.yamlnodes import Mapping, Node, Scalar, Sequence, parse
from termgraph.errors import TermgraphError
from termgraph.files import read_regular
from termgraph.model import Vocabulary

FILE = "check.yaml"


def settings_text(folder: Path, vocabulary: Vocabulary, leads: Leads) -> tuple[Path, str, int]:
    """Return the check.yaml of a folder with exceptions that are about other concepts, and how many those are.

    Raises:
        TermgraphError: where one is about a concept that goes, or the file cannot be read.
    """
    path, text = _held(folder)
    forms = {
        f"{start}{id_}": id_ for id_ in leads for start in ("", vocabulary.base, f"{vocabulary.prefix}:")
    }
    about = [one for one in _concepts(parse(text, str(path))) if one.text in forms]
    for one in reversed(about):
        id_ = forms[one.text]
        new, (start, end) = leads[id_], one.span
        if new is None:
            hint = "take the exception out first"
            raise TermgraphError(f"an exception is about '{id_}'", path, one.line, one.column, hint)
        before, _, behind = text[start:end].rpartition(id_)
        text = f"{text[:start]}{before}{new}{behind}{text[end:]}"
    return path, text, len(about)


def moved_text(folder: Path, before: str, base: str) -> tuple[Path, str, int]:
    """Return the check.yaml of a folder whose vocabulary has another base, and how many exceptions follow.

    Raises:
        TermgraphError: where the file cannot be read.
    """
    path, text = _held(folder)
    about = [one for one in _concepts(parse(text, str(path))) if one.text.startswith(before)]
    for one in reversed(about):
        start, end = one.span
        text = f"{text[:start]}{text[start:end].replace(before, base, 1)}{text[end:]}"
    return path, text, len(about)


def _held(folder: Path) -> tuple[Path, str]:
    """Return the check.yaml of a folder, and what it holds: nothing where there is none."""
    path = folder / FILE
    try:
        return path, read_regular(path).decode() if path.exists() else ""
    except UnicodeDecodeError:
        raise TermgraphError("is not UTF-8", path, hint="save it as UTF-8") from None


def _concepts(node: Node | None) -> Iterator[Scalar]:
    """Yield the values that say which concept an exception is about, in the order of the file."""
    for one in _of(node, "exceptions"):
        for item in one.items if isinstance(one, Sequence) else ():
            yield from (concept for concept in _of(item, "concept") if isinstance(concept, Scalar))


def _of(node: Node | None, key: str) -> Iterator[Node]:
    if isinstance(node, Mapping):
        yield from (value for name, value in node.items if name.text == key)
