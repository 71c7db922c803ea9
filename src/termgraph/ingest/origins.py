"""From which file each source was ingested: two documents of one name are two sources, one that has changed is one."""

from __future__ import annotations

import os
from collections.abc import Container, Mapping
from itertools import islice
from pathlib import Path

import yaml

from termgraph.entries.yamlnodes import Mapping as MappingNode
from termgraph.entries.yamlnodes import Scalar, parse
from termgraph.errors import TermgraphError
from termgraph.files import read_regular
from termgraph.namespaces import numbered

DOCUMENTS_FILE = "documents.yaml"
_HINT = "write the id of a source, a colon and a file, a line each; or remove it"


def read_origins(folder: Path) -> dict[str, str]:
    """Return the file of each source of a folder, as seen from there.

    Raises:
        TermgraphError: where `documents.yaml` is none.
    """
    path = folder / DOCUMENTS_FILE
    try:
        node = parse(read_regular(path).decode("utf-8-sig") if path.exists() else "", str(path))
    except UnicodeDecodeError:
        raise TermgraphError("is not UTF-8", path, hint="save it as UTF-8") from None
    if node is None:
        return {}
    items = node.items if isinstance(node, MappingNode) else ()
    found = {key.text: value.text for key, value in items if isinstance(value, Scalar)}
    if not items or len(found) < len(items):
        raise TermgraphError("does not say which source was read from which file", path, hint=_HINT)
    return found


def origins_bytes(origins: Mapping[str, str]) -> bytes:
    r"""Return `documents.yaml`.

    >>> origins_bytes({"b": "../b.md", "a": "../a.md"})
    b'a: ../a.md\nb: ../b.md\n'
    """
    return yaml.safe_dump(dict(origins), allow_unicode=True, width=1000).encode()


def origin(path: str, folder: Path) -> str:
    """Return a document as seen from a folder; in full where no way leads there, as between two disks.

    >>> origin("/srv/docs/glossary.md", Path("/srv/birds"))
    '../docs/glossary.md'
    """
    try:
        return Path(os.path.relpath(Path(path).resolve(), folder.resolve())).as_posix()
    except ValueError:
        return Path(path).resolve().as_posix()


def document_id(id_: str, document: str, origins: Mapping[str, str], taken: Container[str]) -> str:
    """Return the id of the source that a document is: the one given, or with a number where another document has that.

    Args:
        id_: the id that its name makes.
        document: the document, as `origin` says it.
        origins: the documents that were read before, by source.
        taken: all sources; of one that nobody has read, such as a reference made by hand, this is the document.

    >>> origins = {"glossary": "../a/glossary.md", "glossary-2": "../b/glossary.md"}
    >>> [document_id("glossary", f"../{name}/glossary.md", origins, {"glossary-3"}) for name in "abc"]
    ['glossary', 'glossary-2', 'glossary-4']
    """
    known = (name for name in islice(numbered(id_), len(origins) + 1) if origins.get(name) == document)
    free = (name for name in numbered(id_) if name == id_ or name not in taken)
    return next(known, None) or next(name for name in free if name not in origins)
