"""Where the entries are in data of keys and values, and what the keys mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from termgraph.names.languages import is_language, language_tag
from termgraph.readers.blocks.columns import guess, role_of

#: How deep data may be nested, deeper than in any glossary; how far down the list of entries is looked for.
DEEPEST = 100
_DEEPEST = 8
#: How many objects show what the keys mean.
_SAMPLE = 400
#: Names with hyphens instead of spaces: so many are no chance.
_FEW = 2
_ID = re.compile(r"[a-z0-9]+(?:[-_]+[a-z0-9]+)*")

#: What an object must say that is an entry in one language.
_TELLING = (("term", ""), ("definition", ""))

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
class Node:
    """A value and its lines.

    Args:
        value: a text, a list or an object; numbers and truth values are texts, null is "".
        first: the line on which it begins; of the value of a key, the line of the key.
        last: the line on which it ends.
    """

    value: str | list[Node] | dict[str, Node]
    first: int
    last: int

    @property
    def text(self) -> str:
        """Return it as text, "" where it is a list or an object."""
        return self.value if isinstance(self.value, str) else ""

    def member(self, *keys: str) -> Node | None:
        """Return the first of some keys of an object that holds a text."""
        if not isinstance(self.value, dict):
            return None
        return next((self.value[key] for key in keys if key in self.value and self.value[key].text), None)


def added(members: dict[str, Node], key: str, node: Node) -> None:
    """Add a member to an object; two of one name are two, the second with a space behind its key."""
    while key in members:
        key += " "
    members[key] = node


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry before it is assembled: its name, where a key gives it, and what is said of it.

    Args:
        name: the key that it stands under, None where it stands in a list.
        node: what is said of it.
        id: how others point to it.
        known: whether the id is a name as well.
        language: that of the list that it stands in, where there is one for each.
        category: the key of the list that it stands in, where there are several.
    """

    name: str | None
    node: Node
    id: str = ""
    known: bool = False
    language: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What a key says of an entry: its role ("" for none) and language ("" where it names none)."""

    key: str
    role: str
    language: str
    node: Node


def folded(key: str) -> str:
    """Return the letters and digits of a key, in lower case."""
    return "".join(char for char in key.casefold() if char.isalnum() or char == "@")


def _role(key: str, wanted: Mapping[str, str]) -> tuple[str, str] | None:
    """Return what a key means, and the language that it names."""
    bare = folded(key)
    if bare in wanted:
        return wanted[bare], ""
    if bare in _MORE_ROLES:
        return _MORE_ROLES[bare], ""
    return role_of(key)


def entries_of(root: Node, wanted: Mapping[str, str]) -> list[Entry]:
    """Return the entries in a tree of values.

    Args:
        root: the tree.
        wanted: key -> role, over what the keys mean by themselves.
    """
    return _spelled(_told(_entries(root, wanted), wanted))


def _entries(node: Node, wanted: Mapping[str, str], depth: int = 0) -> list[Entry]:
    """Return the entries in a value: itself where it is a list of them, else the largest list in it."""
    if depth > _DEEPEST:
        return []
    if isinstance(node.value, list):
        return _of_list(node.value, wanted, depth)
    if not isinstance(node.value, dict):
        return []
    return _of_members(node.value, wanted, depth) or ([Entry(None, node)] if _is_entry(node, wanted) else [])


def _of_members(members: Mapping[str, Node], wanted: Mapping[str, str], depth: int) -> list[Entry]:
    """Return the entries in an object: those of its lists or of the largest of them, or its keys, if they are more."""
    inner = {key: _entries(value, wanted, depth + 1) for key, value in members.items() if _holds(value)}
    told = {key: found for key, found in inner.items() if _is_letter(key) or _tells(key, found, wanted)}
    if sum(map(bool, told.values())) > 1:
        best = [_under(key, entry) for key, found in told.items() for entry in found]
    else:
        told = dict(sorted(inner.items(), key=lambda one: -len(one[1]))[:1])
        best = [entry for found in told.values() for entry in found]
    best += [_nothing(members[key]) for key, found in inner.items() if found and key not in told]
    own = _of_mapping(members, wanted)
    return best if len(best) > len(own) else own


def _holds(node: Node) -> bool:
    return isinstance(node.value, list | dict)


def _tells(key: str, entries: Sequence[Entry], wanted: Mapping[str, str]) -> bool:
    """Tell whether a list is one of several of a document: no list of sources or authors, but texts for its names."""
    texts = sum(_is_definition(entry.node, wanted) and entry != _nothing(entry.node) for entry in entries)
    return 2 * texts > len(entries) and (_role(key, wanted) or ("term",))[0] in ("term", "definition")


def _under(key: str, entry: Entry) -> Entry:
    """Return an entry of one of several lists with what the key of the list says of it."""
    if is_language(key):
        return replace(entry, language=language_tag(key))
    return entry if _is_letter(key) else replace(entry, category=key)


def _of_list(values: Sequence[Node], wanted: Mapping[str, str], depth: int) -> list[Entry]:
    """Return the entries of a list: all in the first form that enough of its values have, or those deeper in it."""
    if depth == 0 and all(isinstance(value.value, str) for value in values):  # names alone
        named = any(char.isalpha() for value in values for char in value.text)
        return [Entry(value.text, Node("", value.first, value.last)) for value in values if named]
    for form, share in _FORMS:
        found = [form(value, wanted) for value in values]
        fitting = sum(entry is not None for entry in found)
        if fitting and fitting >= share * len(values):
            return [entry or _nothing(value) for entry, value in zip(found, values, strict=True)]
    return [entry for value in values for entry in _entries(value, wanted, depth + 1)]


def _nothing(value: Node) -> Entry:
    """Return what is told of a value of which no entry can be made."""
    return Entry(None, Node("", value.first, value.last))


def _of_mapping(values: Mapping[str, Node], wanted: Mapping[str, str]) -> list[Entry]:
    """Return the entries of an object term -> definition, or nothing where its keys are those of a document."""
    fitting = [(key, value) for key, value in values.items() if _is_definition(value, wanted)]
    meaningful = sum(_role(key, wanted) is not None for key in values)
    if len(fitting) < 0.8 * len(values) or not fitting or 2 * meaningful > len(values):
        return []
    if not any(isinstance(value.value, dict) or len(value.text.split()) >= 3 for _, value in fitting):
        return []
    said = [(key, value) for key, value in values.items() if not key.startswith(("@", "$"))]
    return [Entry(key, value) if _is_definition(value, wanted) else _nothing(value) for key, value in said]


def _is_definition(node: Node, wanted: Mapping[str, str]) -> bool:
    """Tell whether a value may be what is said of a term: a text, or an object with a definition."""
    if isinstance(node.value, str):
        return True
    if isinstance(node.value, list):
        return bool(node.value) and all(isinstance(item.value, str) for item in node.value)
    return any(part.role == "definition" for part in parts_of(node, wanted))


def _is_entry(node: Node, wanted: Mapping[str, str]) -> bool:
    """Tell whether an object has a name and something else that entries have."""
    if not isinstance(node.value, dict):
        return False
    parts = list(parts_of(node, wanted))
    roles = {part.role: part.node for part in parts}
    name = roles.get("term") or roles.get("abbreviation") or roles.get("expansion")
    if name is None or not isinstance(name.value, str):
        return False
    # A list of entries in it: it is a chapter, unless these are its references or the like.
    lists = (part.node.value for part in parts if part.role in ("", "term", "definition"))
    return not any(_is_entry(item, wanted) for values in lists if isinstance(values, list) for item in values)


def _held(node: Node, wanted: Mapping[str, str]) -> Entry | None:
    """Return the entry that an object holds in one of its members, as nodes of graphs do, None where it holds none."""
    if not isinstance(node.value, dict):
        return None
    inside = [value for value in node.value.values() if _is_entry(value, wanted)]
    return Entry(None, Node(inside[0].value, node.first, node.last)) if len(inside) == 1 else None


def by_values(root: Node, wanted: Mapping[str, str]) -> dict[str, str]:
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
    return {folded(key): role[0] for key, role in named if role and role[0] in ("term", "definition")}


def _told(entries: list[Entry], wanted: Mapping[str, str]) -> list[Entry]:
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
    named = (part.node for part in parts_of(node, wanted) if part.role == "term")
    return next((text for value in named for text in texts_of(value)), "")


def _spelled(entries: list[Entry]) -> list[Entry]:
    """Return entries whose names are ids ("image-filtering") with spaces for their hyphens, where all of them are."""
    names = [entry.name for entry in entries if entry.name]
    if sum("-" in name or "_" in name for name in names) < _FEW or not all(map(_ID.fullmatch, names)):
        return entries
    return [
        replace(entry, name=re.sub("[-_]+", " ", entry.name or ""), id=entry.name or "") for entry in entries
    ]


def _object(node: Node, wanted: Mapping[str, str]) -> Entry | None:
    return Entry(None, node) if _is_entry(node, wanted) else None


def _pair(node: Node, _wanted: Mapping[str, str]) -> Entry | None:
    """Return the entry that a list of a term and its definition is."""
    match node.value:
        case [Node(value=str(name)), Node(value=str()) as text]:
            return Entry(name, text)
    return None


def _single(node: Node, wanted: Mapping[str, str]) -> Entry | None:
    """Return the entry that an object {term: definition} of one key is; others hold a chapter or a letter."""
    if not isinstance(node.value, dict) or len(node.value) != 1:
        return None
    ((key, inner),) = node.value.items()
    return Entry(key, inner) if _is_definition(inner, wanted) else None


#: What entries of a list may be, and how many of its values must be so, the surest form first.
_FORMS: tuple[tuple[Callable[[Node, Mapping[str, str]], Entry | None], float], ...] = (
    (_object, 0.5),
    (_pair, 0.5),
    (_held, 0.5),
    (_single, 1.0),
)


def _is_letter(key: str) -> bool:
    return len(key.strip()) == 1 or key.strip() in ("0-9", "123", "other")


def parts_of(node: Node, wanted: Mapping[str, str]) -> Iterator[Part]:
    """Yield what the keys of an object say; keys that are languages, inside or outside of others, are seen through."""
    for key, value in node.value.items() if isinstance(node.value, dict) else ():
        role, tag = _role(key, wanted) or ("", "")
        inner = value.value if isinstance(value.value, dict) else {}
        if inner and all(map(is_language, inner)) and role not in ("", "id"):  # {"term": {"en": …, "de": …}}
            yield from (Part(key, role, language_tag(tag), told) for tag, told in inner.items())
        elif is_language(key) and any(
            _role(name, wanted) in _TELLING for name in inner
        ):  # {"en": {"term": …}}
            yield from (replace(part, language=language_tag(key)) for part in parts_of(value, wanted))
        else:
            yield Part(key, role, tag, value)


def texts_of(node: Node) -> Iterator[str]:
    """Yield the texts in a value, whatever it is made of."""
    if isinstance(node.value, list):
        for item in node.value:
            yield from texts_of(item)
    elif isinstance(node.value, dict):
        named = [
            value for key, value in node.value.items() if (role_of(key) or ("",))[0] in ("term", "definition")
        ]
        for value in named or node.value.values():
            yield from texts_of(value)
    elif node.text.strip():
        yield node.text.strip()
