"""The releases of an entries folder, as the tags of its git repository have them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from termgraph.entries.yamlnodes import Mapping, Scalar, parse
from termgraph.errors import TermgraphError
from termgraph.files import ENTRIES_FOLDER, VOCABULARY_FILE
from termgraph.store.revision import git, tags


class Released(NamedTuple):
    """A release: its version, and the ids of its concepts."""

    version: str
    ids: frozenset[str]


def releases(folder: Path) -> list[Released]:
    """Return the releases of an entries folder, the oldest first.

    A tag that has the folder is a release when its `vocabulary.yaml` says a version that no older one says; an entry's
    id is the name of its file. So nothing need be kept, and nothing read but two lists.
    """
    found: dict[str, Released] = {}
    for tag in reversed(tags(folder)):
        version = _version(folder, tag)
        if version and version not in found:
            found[version] = Released(version, _ids(folder, tag))
    return list(found.values())


def _version(folder: Path, tag: str) -> str:
    """Return the version that a tag's vocabulary says it is; "" where there is none."""
    try:
        said = parse(git("show", f"{tag}:./{VOCABULARY_FILE}", folder=folder), VOCABULARY_FILE)
    except TermgraphError:  # the folder was not there yet, or was none of entries
        return ""
    values = {key.text: value for key, value in said.items} if isinstance(said, Mapping) else {}
    version = values.get("version")
    return version.text if isinstance(version, Scalar) else ""


def _ids(folder: Path, tag: str) -> frozenset[str]:
    listed = git("ls-tree", "-z", "--full-tree", "--name-only", f"{tag}:./{ENTRIES_FOLDER}", folder=folder)
    return frozenset(name.removesuffix(".md") for name in listed.split("\0") if name.endswith(".md"))
