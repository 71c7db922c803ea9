"""The repairs of an entries folder: the Markdown files that change, and what they then hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from termgraph.entries import entry_text, read_folder
from termgraph.entries.folder import read_text, split
from termgraph.entries.writer import lost_comment
from termgraph.entries.yamlnodes import Mapping as Keys
from termgraph.entries.yamlnodes import parse
from termgraph.errors import Problems, TermgraphError
from termgraph.files import ENTRIES_FOLDER
from termgraph.fix.run import Fixed
from termgraph.graph.terms import NOTES
from termgraph.model import Concept, Label, Misnomer
from termgraph.names import language_tag
from termgraph.namespaces import whole_id
from termgraph.skos import Thesaurus

#: What repairs can change in an entry; all else of its graph is made from these, or always in order.
_FIELDS = ("pref_label", "alt_labels", "hidden_labels", "misnomers", "definition", *NOTES)

_ALL = "*"


def entry_files(folder: Path, thesaurus: Thesaurus, fixed: Fixed) -> Mapping[Path, str]:
    """Return the entries that repairs change, by path, each with its new text.

    Keys that change are written in canonical form; the rest of an entry stays as it is.

    Args:
        folder: the entries folder.
        thesaurus: the vocabulary as the folder has it.
        fixed: the vocabulary with all repairs made.

    Raises:
        Problems: where a comment in the YAML of one of them would be lost.
    """
    vocabulary = read_folder(folder)
    subjects = {str(change.triple.subject)[1:-1] for change in fixed.changes}
    # A name that is a resource has the IRI of its concept, and a fragment.
    ids = {whole_id(iri, vocabulary.base) for iri in subjects}
    files, lost = {}, []
    for id_ in sorted(ids & vocabulary.concepts.keys()):
        entry = vocabulary.concepts[id_]
        iri = vocabulary.iri(id_)
        both = (one.concept_of(iri, markdown=True) for one in (thesaurus, fixed.thesaurus))
        if changed := _changed(entry, *both):
            path = folder / ENTRIES_FOLDER / f"{id_}.md"
            canonical = [entry_text(each, vocabulary.language) for each in (entry, replace(entry, **changed))]
            try:
                files[path] = _with_changes(path, *canonical)
            except TermgraphError as error:
                lost.append(error)
    if lost:
        raise Problems(lost)
    return files


def _changed(entry: Concept, before: Concept, after: Concept) -> dict[str, Any]:
    """Return the fields that differ, as they are to be; misnomers speak of preferred names by their text."""
    changed = {name for name in _FIELDS if getattr(before, name) != getattr(after, name)}
    if "pref_label" in changed:
        changed.add("misnomers")
    there, now = before.relations, after.relations
    related = {kind: now[kind] for kind in there.keys() | now.keys() if there[kind] != now[kind]}
    relations = {"relations": {**entry.relations, **related}} if related else {}
    return {name: _conventional(getattr(after, name)) for name in changed} | relations


def _conventional(value: Any) -> Any:
    """Return names, notes and records with the case of language tags that people write, which a graph does not keep."""
    match value:
        case Label():
            return replace(value, lang=language_tag(value.lang))
        case Misnomer():
            return replace(value, why=_conventional(value.why))
        case dict():
            return {language_tag(lang): text for lang, text in value.items()}
        case _:
            return tuple(map(_conventional, value))


def _with_changes(path: Path, before: str, after: str) -> str:
    """Return the text of an entry in which what differs between two canonical forms is as in the second.

    Raises:
        TermgraphError: where a comment stands in what changes.
    """
    front, body, _ = split(read_text(path), path)
    (old_front, old_body, _), (new_front, new_body, _) = split(before, path), split(after, path)
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


def _keys(front: str) -> dict[str, str]:
    r"""Return the lines of each key of the front matter, and after them those of comments, under `#` and the key.

    What stands before the first key is under `#`; where several keys are in a line, all is under `_ALL`.

    >>> _keys("# an owl\nprefLabel: owl\n# of\nbroader:\n- bird\n")
    {'#': '# an owl\n', 'prefLabel': 'prefLabel: owl\n', '#prefLabel': '# of\n', 'broader': 'broader:\n- bird\n'}
    """
    node = parse(front, "")
    keys = [key for key, _ in node.items] if isinstance(node, Keys) else []
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
