"""JSON: a list of objects in the usual keys, an object term -> definition, or lines of JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from termgraph.errors import TermgraphError
from termgraph.readers import Columns
from termgraph.readers.blocks.columns import guess, role_of
from termgraph.readers.formats.document import open_document
from termgraph.readers.formats.json_nodes import Node, parse, parse_lines
from termgraph.readers.records.assemble import RawEntry, assemble
from termgraph.readers.records.gathered import NAMES, Gathered
from termgraph.records import Dropped, Reading

#: How far down the list of entries is looked for.
_DEEPEST = 8
#: How many objects show what the keys mean.
_SAMPLE = 400
#: Names with hyphens instead of spaces: so many are no chance.
_FEW = 2
_ID = re.compile(r"[a-z0-9]+(?:[-_]+[a-z0-9]+)*")

_MORE_ROLES: Mapping[str, str] = {
    "alternatename": "alias",
    "alternatenames": "alias",
    "alternativename": "alias",
    "altnames": "alias",
    "glossterm": "term",
    "glossdef": "definition",
    "glossseealso": "see also",
    "termcode": "id",
    "slug": "id",
    "@id": "id",
    "html": "definition",
    "markdown": "definition",
    "para": "definition",
    "value": "definition",
}


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry before it is assembled: its name, where a key gives it, what is said of it, and its id.

    Args:
        known: whether the id is a name as well.
    """

    name: str | None
    node: Node
    id: str = ""
    known: bool = False


def read(path: str, columns: Columns | None = None) -> Reading:
    r"""Return what a JSON document holds.

    Args:
        path: the document.
        columns: role -> key, over what the keys mean by themselves.

    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "birds.json").write_text('{"owl": "A bird of the night.",\n "jay": "A loud bird."}')
    ...     reading = read(folder + "/birds.json")
    >>> [(record.label, record.body, record.lines) for record in reading.records]
    [('owl', 'A bird of the night.', (1, 1)), ('jay', 'A loud bird.', (2, 2))]
    """
    document = open_document(path)
    lines = path.lower().endswith((".jsonl", ".ndjson"))
    root = parse_lines(document.text, path) if lines else parse(document.text, path)
    wanted: dict[str, str] = {_folded(key): role for role, key in (columns or {}).items()}
    wanted |= _by_values(root, wanted)
    found = _spelled(_told(_entries(root, wanted), wanted))
    if not found:
        hint = 'a list of objects with "term" and "definition", or an object term -> definition, is read'
        raise TermgraphError("holds no terms", path, root.first, hint=hint)
    reader = _Reader(wanted)
    made = [(entry, reader.entry(entry)) for entry in found]
    raws = [raw for _, raw in made if raw is not None]
    dropped = [Dropped(f"line {entry.node.first}", "no term") for entry, raw in made if raw is None]
    title = root.member("title", "name", "label") if isinstance(root.value, dict) else None
    language = root.member("language", "lang", "inLanguage") if isinstance(root.value, dict) else None
    guesses = [*document.guesses, *reader.said()]
    return assemble(
        path,
        "json",
        raws,
        title=title.text if title else "",
        guesses=guesses,
        language=language.text if language else "",
        dropped=dropped,
    )


def _folded(key: str) -> str:
    return "".join(char for char in key.casefold() if char.isalnum() or char == "@")


def _role(key: str, wanted: Mapping[str, str]) -> tuple[str, str] | None:
    """Return what a key means, and the language that it names."""
    folded = _folded(key)
    if folded in wanted:
        return wanted[folded], ""
    if folded in _MORE_ROLES:
        return _MORE_ROLES[folded], ""
    return role_of(key)


def _entries(node: Node, wanted: Mapping[str, str], depth: int = 0) -> list[_Entry]:
    """Return the entries in a value: itself where it is a list of them, else the largest list in it."""
    if depth > _DEEPEST:
        return []
    if isinstance(node.value, list):
        return _of_list(node.value, wanted, depth)
    if not isinstance(node.value, dict):
        return []
    own = _of_mapping(node.value, wanted)
    inner = [
        _entries(value, wanted, depth + 1)
        for value in node.value.values()
        if isinstance(value.value, list | dict)
    ]
    best = max(inner, key=len, default=[])
    if (
        len(inner) > 1
        and sum(1 for found in inner if found) > 1
        and all(_is_letter(key) for key in node.value)
    ):
        best = [entry for found in inner for entry in found]  # {"A": [...], "B": [...]}
    if len(best) > len(own) or (best and not own):
        return best
    if own:
        return own
    return [_Entry(None, node)] if _is_entry(node, wanted) else []


def _of_list(values: Sequence[Node], wanted: Mapping[str, str], depth: int) -> list[_Entry]:
    """Return the entries of a list: all in the first form that enough of its values have, or those deeper in it."""
    if depth == 0 and all(isinstance(value.value, str) for value in values):  # names alone
        named = any(char.isalpha() for value in values for char in value.text)
        return [_Entry(value.text, Node("", value.first, value.last)) for value in values if named]
    for form, share in _FORMS:
        found = [form(value, wanted) for value in values]
        fitting = sum(entry is not None for entry in found)
        if fitting and fitting >= share * len(values):
            return [entry or _nothing(value) for entry, value in zip(found, values, strict=True)]
    return [entry for value in values for entry in _entries(value, wanted, depth + 1)]


def _nothing(value: Node) -> _Entry:
    """Return what is told of a value of which no entry can be made."""
    return _Entry(None, Node("", value.first, value.last))


def _of_mapping(values: Mapping[str, Node], wanted: Mapping[str, str]) -> list[_Entry]:
    """Return the entries of an object term -> definition, or nothing where its keys are those of a document."""
    fitting = [(key, value) for key, value in values.items() if _is_definition(value, wanted)]
    meaningful = sum(_role(key, wanted) is not None for key in values)
    if len(fitting) < 0.8 * len(values) or not fitting or 2 * meaningful > len(values):
        return []
    if not any(isinstance(value.value, dict) or len(value.text.split()) >= 3 for _, value in fitting):
        return []
    said = [(key, value) for key, value in values.items() if not key.startswith(("@", "$"))]
    return [_Entry(key, value) if _is_definition(value, wanted) else _nothing(value) for key, value in said]


def _is_definition(node: Node, wanted: Mapping[str, str]) -> bool:
    """Tell whether a value may be what is said of a term: a text, or an object with a definition."""
    if isinstance(node.value, str):
        return True
    if isinstance(node.value, list):
        return bool(node.value) and all(isinstance(item.value, str) for item in node.value)
    return any(
        role is not None and role[0] == "definition" for role in (_role(key, wanted) for key in node.value)
    )


def _is_entry(node: Node, wanted: Mapping[str, str]) -> bool:
    """Tell whether an object has a name and something else that entries have."""
    if not isinstance(node.value, dict):
        return False
    roles = {role[0]: node.value[key] for key in node.value if (role := _role(key, wanted)) is not None}
    name = roles.get("term") or roles.get("abbreviation") or roles.get("expansion")
    if name is None or not isinstance(name.value, str | dict):
        return False
    if isinstance(name.value, dict) and not all(isinstance(item.value, str) for item in name.value.values()):
        return False
    holder = any(
        isinstance(value.value, list) and any(_is_entry(item, wanted) for item in value.value)
        for value in node.value.values()
    )
    return not holder


def _held(node: Node, wanted: Mapping[str, str]) -> _Entry | None:
    """Return the entry that an object holds in one of its members, as nodes of graphs do, None where it holds none."""
    if not isinstance(node.value, dict):
        return None
    inside = [value for value in node.value.values() if _is_entry(value, wanted)]
    return _Entry(None, Node(inside[0].value, node.first, node.last)) if len(inside) == 1 else None


def _by_values(root: Node, wanted: Mapping[str, str]) -> dict[str, str]:
    """Return what the keys of a list of objects mean whose words say nothing (another language): by the values."""
    items = root.value if isinstance(root.value, list) else []
    objects = [node.value for node in items if isinstance(node.value, dict)]
    if len(objects) < 2 or len(objects) < len(items) or any(_is_entry(node, wanted) for node in items):
        return {}
    keys = list(dict.fromkeys(key for members in objects for key in members))
    if any(not isinstance(value.value, str) for members in objects for value in members.values()):
        return {}
    rows = [[members[key].text if key in members else "" for key in keys] for members in objects[:_SAMPLE]]
    roles = guess([keys, *rows], header=True)
    named = zip(keys, roles.columns if roles else (), strict=False)
    return {_folded(key): role[0] for key, role in named if role and role[0] in ("term", "definition")}


def _told(entries: list[_Entry], wanted: Mapping[str, str]) -> list[_Entry]:
    """Return entries with their keys as ids where each says itself what it is called."""
    names = [_own_name(entry.node, wanted) for entry in entries if entry.name]
    if not all(names) or len(set(names)) < len(names):
        return entries
    return [
        replace(entry, name=None, id=entry.name, known=not _ID.fullmatch(entry.name)) if entry.name else entry
        for entry in entries
    ]


def _own_name(node: Node, wanted: Mapping[str, str]) -> str:
    """Return what an object calls itself, "" where it does not."""
    members = node.value if isinstance(node.value, dict) else {}
    named = (value for key, value in members.items() if (_role(key, wanted) or ("",))[0] == "term")
    return next((text for value in named for text in _texts(value)), "")


def _spelled(entries: list[_Entry]) -> list[_Entry]:
    """Return entries whose names are ids ("image-filtering") with spaces for their hyphens, where all of them are."""
    names = [entry.name for entry in entries if entry.name]
    if sum("-" in name or "_" in name for name in names) < _FEW or not all(map(_ID.fullmatch, names)):
        return entries
    return [
        replace(entry, name=re.sub("[-_]+", " ", entry.name or ""), id=entry.name or "") for entry in entries
    ]


def _object(node: Node, wanted: Mapping[str, str]) -> _Entry | None:
    return _Entry(None, node) if _is_entry(node, wanted) else None


def _pair(node: Node, _wanted: Mapping[str, str]) -> _Entry | None:
    """Return the entry that a list of a term and its definition is."""
    match node.value:
        case [Node(value=str(name)), Node(value=str()) as text]:
            return _Entry(name, text)
    return None


def _single(node: Node, wanted: Mapping[str, str]) -> _Entry | None:
    """Return the entry that an object {term: definition} of one key is; others hold a chapter or a letter."""
    if not isinstance(node.value, dict) or len(node.value) != 1:
        return None
    ((key, inner),) = node.value.items()
    return _Entry(key, inner) if _is_definition(inner, wanted) else None


#: What entries of a list may be, and how many of its values must be so, the surest form first.
_FORMS: tuple[tuple[Callable[[Node, Mapping[str, str]], _Entry | None], float], ...] = (
    (_object, 0.5),
    (_pair, 0.5),
    (_held, 0.5),
    (_single, 1.0),
)


def _is_letter(key: str) -> bool:
    return len(key.strip()) == 1 or key.strip() in ("0-9", "123", "other")


class _Reader:
    """Makes raw entries, and remembers which keys it took for what."""

    def __init__(self, wanted: Mapping[str, str]) -> None:
        self.wanted = wanted
        self.taken: dict[str, str] = {}

    def said(self) -> list[str]:
        """Return what was guessed of the keys."""
        told = [
            f"key '{key}' read as {role}"
            for key, role in self.taken.items()
            if role in ("term", "definition")
        ]
        return [", ".join(told)] if told else []

    def entry(self, entry: _Entry) -> RawEntry | None:
        """Return an entry, None where it has no name."""
        node = entry.node
        if not isinstance(node.value, dict):
            body = "\n\n".join(_texts(node))
            anchored = (entry.id,) if entry.id else ()
            return RawEntry(entry.name, body, node.first, node.last, anchors=anchored) if entry.name else None
        said = Gathered(entry.name or "", anchors=[entry.id] if entry.id else [])
        for key, value in node.value.items():
            role, tag = _role(key, self.wanted) or ("", "")
            texts = list(_texts(value))
            if not texts:
                continue
            if said.lacks(role):
                text, tag, others = _in_language(value, tag, role, said.language)
                said.add(role, [text], language=tag)
                said.fields |= others
                self.taken.setdefault(key, role)
            elif role == "id":
                said.anchors += texts
            elif role == "language":
                said.language = texts[0]
            else:
                said.add(role, _split(texts) if role in NAMES else texts, key=key.casefold())
            if role == "see also":
                said.see(_split(texts), value.first)
        if entry.known:
            said.add("alias", [entry.id])
        extra = said.extra()
        return (
            RawEntry(said.name, said.body, node.first, node.last, anchors=tuple(said.anchors), extra=extra)
            if said.name
            else None
        )


def _split(texts: Sequence[str]) -> list[str]:
    """Return names: those of a list as they are, those of one text divided at semicolons and commas."""
    if len(texts) > 1:
        return list(texts)
    separator = ";" if ";" in texts[0] else ","
    return [name.strip() for name in texts[0].split(separator) if name.strip()]


def _in_language(
    node: Node, tag: str, role: str = "term", wanted: str = ""
) -> tuple[str, str, dict[str, tuple[str, ...]]]:
    """Return the text of a value that may have one for each language, its language, and the others as fields."""
    if not isinstance(node.value, dict):
        return "\n\n".join(_texts(node)), tag, {}
    texts = {key: "\n\n".join(_texts(value)) for key, value in node.value.items()}
    known = [key for key in texts if 2 <= len(key.partition("-")[0]) <= 3]
    if len(known) < len(texts):  # {"text": …, "source": …}
        inner = next((text for key, text in texts.items() if (role_of(key) or ("",))[0] == "definition"), "")
        return inner or "\n\n".join(texts.values()), tag, {}
    first = wanted if wanted in texts else "en" if "en" in texts else next(iter(texts))
    others: dict[str, tuple[str, ...]] = {
        f"{role} ({key})": (text,) for key, text in texts.items() if key != first
    }
    return texts[first], first, others


def _texts(node: Node) -> Iterator[str]:
    """Yield the texts in a value, whatever it is made of."""
    if isinstance(node.value, list):
        for item in node.value:
            yield from _texts(item)
    elif isinstance(node.value, dict):
        named = [
            value for key, value in node.value.items() if (role_of(key) or ("",))[0] in ("term", "definition")
        ]
        for value in named or node.value.values():
            yield from _texts(value)
    elif node.text.strip():
        yield node.text.strip()
