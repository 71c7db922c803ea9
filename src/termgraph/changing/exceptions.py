"""The exceptions of check.yaml, which are about concepts too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from termgraph.entries.yamlnodes import Mapping as MappingNode
from termgraph.entries.yamlnodes import Node, Scalar, parse
from termgraph.entries.yamlnodes import Sequence as ListNode
from termgraph.errors import TermgraphError
from termgraph.files import read_regular
from termgraph.model import Vocabulary

FILE = "check.yaml"


def settings_text(
    folder: Path, vocabulary: Vocabulary, leads: Mapping[str, Sequence[str]]
) -> tuple[Path, str, int]:
    """Return the check.yaml of a folder with exceptions that are about other concepts, and how many those are.

    Args:
        folder: the entries folder.
        vocabulary: what it holds.
        leads: the ids that an exception about each is about from now on.

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
        if not leads[id_]:
            hint = "take the exception out first"
            raise TermgraphError(f"an exception is about '{id_}'", path, one.line, one.column, hint)
        start, end = one.span
        before, _, behind = text[start:end].rpartition(id_)
        listed = _listed(text[:start], [f"{before}{new}{behind}" for new in leads[id_]])
        text = f"{text[:start]}{listed}{text[end:]}"
    return path, text, len(about)


def _listed(before: str, values: Sequence[str]) -> str:
    r"""Return values as they stand in the place of one, behind what is before it.

    >>> _listed("{concept: ", ["owl", "wren"]), _listed("concept: [bat, ", ["owl", "wren"])
    ('[owl, wren]', 'owl, wren')
    >>> _listed("concept:\n  - ", ["owl", "wren"])
    'owl\n  - wren'
    """
    line = before[before.rfind("\n") + 1 :]
    if len(values) > 1 and line.strip() == "-":
        return f"\n{line}".join(values)
    listed = ", ".join(values)
    return f"[{listed}]" if len(values) > 1 and before.rstrip().endswith(":") else listed


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
    """Yield the values that say which concepts an exception is about, in the order of the file."""
    for one in _of(node, "exceptions"):
        for item in _items(one):
            for concepts in _of(item, "concept"):
                values = _items(concepts) or (concepts,)
                yield from (value for value in values if isinstance(value, Scalar))


def _items(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, ListNode) else ()


def _of(node: Node | None, key: str) -> Iterator[Node]:
    if isinstance(node, MappingNode):
        yield from (value for name, value in node.items if name.text == key)
