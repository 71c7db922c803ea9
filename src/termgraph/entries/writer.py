"""Writes entries in their one canonical form: keys in order, lists sorted, only the quotes that are needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from termgraph.entries.folder import LARGEST_LINKS, entry_paths, read_text, split
from termgraph.entries.keys import ATTRIBUTE, COLLECTION, ENTRY, MISNOMER, RELATION, SOURCE, VOCABULARY, Key
from termgraph.entries.links import links_text
from termgraph.entries.yamlnodes import first_comment, parse, surprise
from termgraph.errors import TermgraphError
from termgraph.files import (
    COLLECTIONS_FILE,
    ENTRIES_FOLDER,
    LINKS_FILE,
    SOURCES_FILE,
    VOCABULARY_FILE,
    write_all,
)
from termgraph.model import (
    Agent,
    Attribute,
    Citation,
    Collection,
    Concept,
    Label,
    Misnomer,
    Source,
    SourceDefinition,
    Vocabulary,
    in_order,
)
from termgraph.relations import RELATIONS, Relation, Relations

_WIDTH = 110
_LONG_TEXT = 40

_KEYS = {Misnomer: MISNOMER, Relation: RELATION, Attribute: ATTRIBUTE}

#: The lists whose order means nothing.
_SORTED = frozenset({"labels", "notes", "citations", "quotes", "ids", "targets", "iris"})


class _Dumper(yaml.SafeDumper):
    """Indents lists below their key, as people write them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def entry_text(concept: Concept, language: str) -> str:
    """Return an entry as the text of its file.

    >>> print(entry_text(Concept(id="argmax", pref_label={"en": "argmax"}, definition={"en": "Where."}), "en"), end="")
    ---
    prefLabel: argmax
    ---
    Where.
    """
    front = _yaml(_mapping(concept, (*ENTRY, *_own_keys(concept)), language))
    body = concept.definition.get(language, "").strip("\n")
    return f"---\n{front}---\n{body}\n" if body else f"---\n{front}---\n"


def _own_keys(concept: Concept) -> Iterator[Key]:
    """Yield the keys that only this vocabulary has."""
    known = {key.attribute for key in ENTRY if key.part}
    for kind in sorted(concept.relations.keys() - known):
        yield Key(kind, kind, "ids", part="relations")
    for name, values in sorted(concept.attributes.items()):
        typed = any(isinstance(value, str) for value in values)
        yield Key(name, name, "values" if typed else "notes", part="attributes")


def vocabulary_text(vocabulary: Vocabulary) -> str:
    """Return the text of `vocabulary.yaml`."""
    return _yaml(_mapping(_as_declared(vocabulary), VOCABULARY, vocabulary.language))


def _as_declared(vocabulary: Vocabulary) -> Vocabulary:
    """Return a vocabulary without what is usual of its own relations and attributes; parents before their kinds."""
    table = vocabulary.relations

    def iri(one: Relation | Attribute) -> str:
        return "" if one.iri == vocabulary.property_iri(one.name) else one.iri

    def depth(row: Relation) -> int:
        return 1 + depth(table[row.parent]) if row.parent else 0

    def short(row: Relation) -> Relation:
        parent = "" if row.parent == "related" else row.parent
        return replace(row, iri=iri(row), parent=parent, back=row.back if row.inverse else "")

    own = map(short, sorted(table.own, key=lambda row: (depth(row), row.name)))
    attributes = tuple(replace(one, iri=iri(one)) for one in vocabulary.attributes)
    return replace(vocabulary, relations=Relations([*RELATIONS.values(), *own]), attributes=attributes)


def sources_text(sources: Iterable[Source]) -> str:
    """Return the text of `sources.yaml`, sorted by id, a blank line between the sources."""
    return _by_id(sources, SOURCE, "")


def collections_text(collections: Iterable[Collection], language: str) -> str:
    """Return the text of `collections.yaml`, sorted by id, a blank line between the collections."""
    return _by_id(collections, COLLECTION, language)


def _by_id(items: Iterable[Source | Collection], keys: Sequence[Key], language: str) -> str:
    ordered = sorted(items, key=lambda item: item.id)
    return "\n".join(_yaml(_block([(item.id, _mapping(item, keys, language))])) for item in ordered)


def canonical_files(folder: Path, vocabulary: Vocabulary) -> dict[Path, str]:
    """Return what the files of an entries folder should hold, by path."""
    files = {folder / VOCABULARY_FILE: vocabulary_text(vocabulary)}
    if vocabulary.sources:
        files[folder / SOURCES_FILE] = sources_text(vocabulary.sources.values())
    if vocabulary.collections:
        text = collections_text(vocabulary.collections.values(), vocabulary.language)
        files[folder / COLLECTIONS_FILE] = text
    if vocabulary.links:
        path = folder / LINKS_FILE
        held = read_text(path, LARGEST_LINKS) if path.exists() else ""
        files[path] = links_text(vocabulary, vocabulary.links, vocabulary.label_of, held)
    for concept in vocabulary.concepts.values():
        files[folder / ENTRIES_FOLDER / f"{concept.id}.md"] = entry_text(concept, vocabulary.language)
    return files


def unformatted(folder: Path, vocabulary: Vocabulary) -> dict[Path, str]:
    """Return the files of a folder that are not in canonical form, with the text they should have."""
    return {
        path: text
        for path, text in canonical_files(folder, vocabulary).items()
        if not path.exists() or path.read_bytes() != text.encode()
    }


def comments(folder: Path) -> list[TermgraphError]:
    """Return an error for each file whose YAML has a comment, which the canonical form has no place for."""
    found = [lost_comment(split(read_text(path), path)[0], path, 2) for path in entry_paths(folder)]
    for path in (folder / name for name in (VOCABULARY_FILE, SOURCES_FILE, COLLECTIONS_FILE)):
        found += [lost_comment(read_text(path), path, 1)] if path.exists() else []
    return [error for error in found if error is not None]


def lost_comment(text: str, path: Path, first_line: int) -> TermgraphError | None:
    """Return an error for the first comment in a piece of YAML, which begins on a line of a file; None without one."""
    line = first_comment(text, parse(text, str(path)))
    if line is None:
        return None
    hint = "make it an editorialNote, or move it into the definition"
    return TermgraphError("a YAML comment would be lost", path, line + first_line - 1, hint=hint)


def write_folder(folder: str | Path, vocabulary: Vocabulary) -> list[Path]:
    """Write a vocabulary as an entries folder; return the files that changed. Other files are left alone."""
    folder = Path(folder)
    changed = unformatted(folder, vocabulary)
    return write_all({path: text.encode() for path, text in changed.items()}, folder)


def _mapping(item: Any, keys: Sequence[Key], language: str) -> yaml.MappingNode:
    pairs = []
    for key in keys:
        value = getattr(item, key.part).get(key.attribute, ()) if key.part else getattr(item, key.attribute)
        if key.kind == "definitions":
            value = {lang: text for lang, text in value.items() if lang != language}
        if value not in (None, (), {}, "", False):
            pairs.append((key.name, _node(value, language, key)))
    return _block(pairs)


def _node(value: Any, language: str, key: Key) -> yaml.Node:
    match value:
        case str():
            return _scalar(value)
        case bool() | int():
            return yaml.ScalarNode(f"tag:yaml.org,2002:{type(value).__name__}", str(value).lower())
        case dict():
            if list(value) == [language] and key.kind != "definitions":
                return _scalar(value[language])
            return _flow([(lang, _scalar(text)) for lang, text in value.items()])
        case Label():
            return _label(value, language)
        case Citation():
            return _scalar(str(value))
        case SourceDefinition():
            text: yaml.Node = _scalar(value.text)
            text = text if value.lang == language else _block([(value.lang, text)])
            return _block([("text", text), ("source", _scalar(str(value.source)))])
        case Misnomer() | Relation() | Attribute():
            return _mapping(value, _KEYS[type(value)], language)
        case Agent():
            said = [(name, getattr(value, name)) for name in ("name", "iri", "type")]
            told = [(name, _scalar(text)) for name, text in said if text is not None]
            return _flow(told) if len(told) > 1 else _scalar(value.name)
        case _:
            single = key.kind in ("targets", "misnomers", "notes", "quotes", "values") and len(value) == 1
            items = [
                _node(item, language, key) for item in (in_order(value) if key.kind in _SORTED else value)
            ]
            return items[0] if single else _list(items)


def _label(label: Label, language: str) -> yaml.Node:
    if label.type is None:
        return _scalar(label.text) if label.lang == language else _flow([(label.lang, _scalar(label.text))])
    pairs = [("label", _scalar(label.text)), ("type", _scalar(label.type))]
    if label.lang != language:
        pairs.append(("lang", _scalar(label.lang)))
    return _flow(pairs)


def _scalar(text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else "'" if surprise(text) else None
    return yaml.ScalarNode("tag:yaml.org,2002:str", text, style=style)


def _list(items: list[yaml.Node]) -> yaml.SequenceNode:
    flow = all(isinstance(item, yaml.ScalarNode) and len(item.value) <= _LONG_TEXT for item in items)
    return yaml.SequenceNode("tag:yaml.org,2002:seq", items, flow_style=flow)


def _pairs(pairs: Iterable[tuple[str, yaml.Node]]) -> list[tuple[yaml.Node, yaml.Node]]:
    return [(_scalar(name), node) for name, node in pairs]


def _block(pairs: Iterable[tuple[str, yaml.Node]]) -> yaml.MappingNode:
    return yaml.MappingNode("tag:yaml.org,2002:map", _pairs(pairs), flow_style=False)


def _flow(pairs: Iterable[tuple[str, yaml.Node]]) -> yaml.MappingNode:
    return yaml.MappingNode("tag:yaml.org,2002:map", _pairs(pairs), flow_style=True)


def _yaml(node: yaml.Node) -> str:
    return str(yaml.serialize(node, Dumper=_Dumper, width=_WIDTH, allow_unicode=True))
