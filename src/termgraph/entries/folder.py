"""Reads an entries folder: what it is called, its sources, collections, links and `entries/<id>.md`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from termgraph.entries import crossref
from termgraph.entries.crossref import EntryFile
from termgraph.entries.keys import COLLECTION, ENTRY, SOURCE, VOCABULARY, Key, entry_keys
from termgraph.entries.links import Links
from termgraph.entries.mentions import without_dangling
from termgraph.entries.values import ValueReader
from termgraph.entries.yamlnodes import Mapping, Node, Scalar, parse
from termgraph.errors import Problems, TermgraphError
from termgraph.files import (
    COLLECTIONS_FILE,
    ENTRIES_FOLDER,
    LINKS_FILE,
    SOURCES_FILE,
    VOCABULARY_FILE,
    read_regular,
)
from termgraph.model import Collection, Concept, Source, Vocabulary
from termgraph.names import BIDI_CONTROL, UNPRINTABLE
from termgraph.namespaces import is_language_tag, is_mark, slug
from termgraph.relations import RELATIONS, Relation

_FENCE = re.compile(r"---[ \t]*")
_ID = re.compile(r"[^\W_A-Z]+(-[^\W_A-Z]+)*")
_LARGEST_FILE, LARGEST_LINKS = 4_000_000, 64_000_000
_FIRST = (
    "correct them first, as what is left out would be lost; show, search and check read all else meanwhile"
)


def entry_paths(folder: Path) -> list[Path]:
    """Return the entry files of a folder, sorted by id; `README.md` and hidden files are none.

    Raises:
        TermgraphError: where there is no entries folder, or nothing in it.
    """
    entries = folder / ENTRIES_FOLDER
    if not entries.is_dir():
        raise TermgraphError("no entries folder", entries, hint="entries stand in <folder>/entries/<id>.md")
    held = (path for path in entries.iterdir() if path.suffix == ".md" and path.name != "README.md")
    paths = [path for path in held if not path.name.startswith(".")]
    if not paths:
        raise TermgraphError("no entries", entries, hint="`termgraph new` makes one")
    return sorted(paths, key=lambda path: path.stem)


def read_folder(
    folder: str | Path, pass_over: Callable[[Sequence[TermgraphError]], None] | None = None
) -> Vocabulary:
    """Read an entries folder.

    Args:
        folder: holds `vocabulary.yaml` and `entries/`, `sources.yaml` where anything is cited, `collections.yaml`
            where there are any, and `links.sssom.tsv` where anything is linked to other vocabularies.
        pass_over: is called with all that is wrong in entries and sources, which then are left out, as is what
            mentions them; None to raise it.

    Raises:
        Problems: all that is wrong in any of the files, each with file, line and hint.
        TermgraphError: where the folder cannot be read at all.

    >>> from termgraph.namespaces import data_dir
    >>> read_folder(data_dir() / "ml").concepts["softmax"].pref_label["en"]
    'softmax'
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise TermgraphError("no such folder", folder)
    paths = entry_paths(folder)
    problems: list[TermgraphError] = []
    vocabulary = _read_frame(folder, problems)
    keys = entry_keys(vocabulary)
    read = [read_entry(path, vocabulary.language, problems, keys) for path in paths]
    files = {file.concept.id: file for file in read if file is not None}
    vocabulary = replace(vocabulary, concepts={id_: file.concept for id_, file in files.items()})
    vocabulary, of_links = _with_links(folder / LINKS_FILE, vocabulary)
    # An entry or a source that could not be read is missing: what points to it is not wrong for that.
    unread = {path.stem for path in paths} - files.keys() if problems else ()
    between = [*crossref.problems(files, vocabulary), *of_links]
    problems += [one for one in between if not any(f"'{id_}'" in one.message for id_ in unread)]
    if not problems:
        return vocabulary
    if pass_over is None:
        raise refusal(problems)
    pass_over(problems)
    return without_dangling(vocabulary)


def _with_links(path: Path, vocabulary: Vocabulary) -> tuple[Vocabulary, list[TermgraphError]]:
    """Return a vocabulary with the links of a file, but for those of no entry, and what is wrong in it."""
    if not path.exists():
        return vocabulary, []
    try:
        found = Links(read_text(path, LARGEST_LINKS), vocabulary, path)
    except TermgraphError as error:
        return vocabulary, [error]
    links = tuple(link for link in found.links if link.subject in vocabulary.concepts)
    linked = replace(vocabulary, links=links, prefixes=found.prefixes)
    return linked, [*found.problems, *crossref.dangling_links(found, vocabulary)]


def refusal(problems: Sequence[TermgraphError]) -> Problems:
    """Return the error of who reads strictly: all that is wrong, and what to do."""
    return Problems(problems, _FIRST)


def read_frame(folder: Path) -> Vocabulary:
    """Read `vocabulary.yaml` and `sources.yaml` alone: a vocabulary without concepts.

    Raises:
        Problems: all that is wrong in them.
    """
    problems: list[TermgraphError] = []
    vocabulary = _read_frame(folder, problems)
    if problems:
        raise Problems(problems)
    return vocabulary


def _read_frame(folder: Path, problems: list[TermgraphError]) -> Vocabulary:
    vocabulary = _read_vocabulary(folder / VOCABULARY_FILE, problems)
    if vocabulary is None:
        raise Problems(problems)
    language = vocabulary.language
    sources = _read_items(folder / SOURCES_FILE, SOURCE, "source", language, problems)
    groups = _read_items(folder / COLLECTIONS_FILE, COLLECTION, "collection", language, problems)
    return replace(
        vocabulary,
        sources={id_: Source(id=id_, **values) for id_, values in sources.items()},
        collections={id_: Collection(id=id_, **values) for id_, values in groups.items()},
    )


def read_text(path: Path, largest: int = _LARGEST_FILE) -> str:
    """Read a file as UTF-8, without its byte-order mark and with plain line ends.

    Args:
        path: the file.
        largest: how many bytes it may have.

    Raises:
        TermgraphError: where it is missing, too large, no regular file, or no UTF-8.
    """
    data = read_regular(path, largest)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise TermgraphError("is in UTF-16", path, hint="save it as UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        hint = "save it as UTF-8 (it looks like another encoding)"
        raise TermgraphError("is not UTF-8", path, line, column, hint) from None
    if "\0" in text:
        raise TermgraphError("is a binary file", path, hint="entries are plain text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def split(text: str, path: Path) -> tuple[str, str, int]:
    """Split an entry into front matter, body, and the line on which the body begins.

    Raises:
        TermgraphError: where the front matter has no beginning or no end.
    """
    lines = text.split("\n")
    if not _FENCE.fullmatch(lines[0]):
        hint = "begin the file with a line of three hyphens: ---"
        raise TermgraphError("no front matter", path, 1, 1, hint)
    for number, line in enumerate(lines[1:], 1):
        if _FENCE.fullmatch(line):
            return "\n".join(lines[1:number]) + "\n", "\n".join(lines[number + 1 :]), number + 2
    hint = "close it with a line of three hyphens: ---"
    raise TermgraphError("the front matter does not end", path, 1, 1, hint)


def read_entry(
    path: Path, language: str, problems: list[TermgraphError], keys: Sequence[Key] = ENTRY
) -> EntryFile | None:
    """Read one entry; what is wrong goes to `problems`, and an entry without a usable name is None.

    Args:
        path: its file.
        language: the default language of its vocabulary.
        problems: what is wrong is added to.
        keys: those of the vocabulary (`keys.entry_keys`).
    """
    try:
        text = read_text(path)
    except TermgraphError as error:
        problems.append(error)
        return None
    return entry_of(text, path, language, problems, keys)


def check_id(id_: str) -> None:
    """Raise an error for what cannot be the id of an entry.

    >>> check_id("Barn Owl")
    Traceback (most recent call last):
    ...
    termgraph.errors.TermgraphError: 'Barn Owl' cannot be an id (write barn-owl)
    """
    if not _is_id(id_):
        raise TermgraphError(f"'{id_}' cannot be an id", hint=f"write {slug(id_)}")


def _is_id(text: str) -> bool:
    """Tell whether a text may be an id: letters with their marks, each in the one form that NFC has of it."""
    letters = "".join(char for char in text if not is_mark(char))
    return _ID.fullmatch(letters) is not None and unicodedata.is_normalized("NFC", text)


def entry_of(
    text: str, path: Path, language: str, problems: list[TermgraphError], keys: Sequence[Key] = ENTRY
) -> EntryFile | None:
    """Return the entry that a text is, as `read_entry` does; its path is where it stands, or will."""
    try:
        front, body, body_line = split(text, path)
        node = parse(front, str(path), first_line=2)
        if node is None:
            raise TermgraphError("the front matter is empty", path, 1, 1, "write at least `prefLabel: …`")
    except TermgraphError as error:
        problems.append(error)
        return None
    reader = ValueReader(str(path), language)
    values = reader.mapping(node, keys, "an entry")
    id_ = path.stem
    if not _is_id(id_):
        problems.append(
            TermgraphError(f"'{id_}' cannot be an id", path, hint=f"name the file {slug(id_)}.md")
        )
        values = {}
    for number, line in enumerate(body.split("\n"), body_line):
        if bad := UNPRINTABLE.search(line) or BIDI_CONTROL.search(line):
            message = f"the definition holds the invisible character U+{ord(bad.group()):04X}"
            reader.problems.append(TermgraphError(message, path, number, bad.start() + 1, "remove it"))
    problems += reader.problems
    if "pref_label" not in values:
        return None
    if definition := body.strip("\n").rstrip():
        values["definition"] = {language: definition} | values.get("definition", {})
    leading = len(body) - len(body.lstrip("\n"))
    return EntryFile(Concept(id=id_, **values), str(path), reader.places, body_line + leading)


def _read_yaml(path: Path, problems: list[TermgraphError]) -> Node | None:
    try:
        return parse(read_text(path), str(path))
    except TermgraphError as error:
        problems.append(error)
        return None


def _read_vocabulary(path: Path, problems: list[TermgraphError]) -> Vocabulary | None:
    if not path.exists():
        hint = "it says title, base and prefix of the vocabulary; `termgraph new` makes one"
        problems.append(TermgraphError(f"no {VOCABULARY_FILE}", path, hint=hint))
        return None
    node = _read_yaml(path, problems)
    if node is None:
        if not problems:
            problems.append(TermgraphError("is empty", path, hint="write title, base and prefix"))
        return None
    values = frame_values(node, str(path), VOCABULARY, problems)
    return None if {"title", "base", "prefix"} - values.keys() else vocabulary_of(values)


def frame_values(
    node: Node, path: str, keys: Sequence[Key], problems: list[TermgraphError]
) -> dict[str, Any]:
    """Return what is said of a vocabulary, by attribute; texts without a language are in its own."""
    items = node.items if isinstance(node, Mapping) else ()
    said = [value.text for key, value in items if key.text == "language" and isinstance(value, Scalar)]
    reader = ValueReader(path, said[0].lower() if said and is_language_tag(said[0]) else "en")
    values = reader.mapping(node, keys, "a vocabulary")
    problems += reader.problems
    return values


def vocabulary_of(values: dict[str, Any]) -> Vocabulary:
    """Return a vocabulary without concepts, of what `frame_values` has read."""
    own = values.pop("own_relations", ())
    vocabulary = Vocabulary(**values)
    property_iri = vocabulary.property_iri
    relations = RELATIONS.extended(_with_iris(row, vocabulary) for row in own)
    attributes = (replace(one, iri=one.iri or property_iri(one.name)) for one in vocabulary.attributes)
    return replace(vocabulary, relations=relations, attributes=tuple(attributes))


def _with_iris(row: Relation, vocabulary: Vocabulary) -> Relation:
    """Return a kind of the vocabulary's own with its properties."""
    return replace(
        row,
        key=row.name,
        iri=row.iri or vocabulary.property_iri(row.name),
        inverse=vocabulary.property_iri(row.back) if row.back else "",
        back=row.back or f"{row.name}-of",
    )


def _read_items(
    path: Path, keys: Sequence[Key], what: str, language: str, problems: list[TermgraphError]
) -> dict[str, dict[str, Any]]:
    """Return the values of the items of a file by id, but for those that lack what is required."""
    node = _read_yaml(path, problems) if path.exists() else None
    if node is None:
        return {}
    reader = ValueReader(str(path), language)
    found: dict[str, dict[str, Any]] = {}
    if not isinstance(node, Mapping):
        reader.problem(node, f"{what}s must be a mapping of ids to {what}s")
    for key, value in sorted(node.items, key=lambda one: one[0].text) if isinstance(node, Mapping) else ():
        if not _is_id(key.text):
            reader.problem(key, f"'{key.text}' cannot be the id of a {what}", f"write {slug(key.text)}")
            continue
        values = reader.mapping(value, keys, f"the {what} '{key.text}'")
        if all(one.attribute in values for one in keys if one.required):
            found[key.text] = values
    problems += reader.problems
    return found
