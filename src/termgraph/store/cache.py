"""An entries folder is compiled once: read, turned into N-Triples, and kept in the user's cache folder.

A compiled file is named after all that it depends on: the code that makes it, and the names and contents of the
folder's files. So none is ever out of date, and processes that write the same one at once write the same bytes. With
one in place neither the YAML nor the Markdown parser is loaded. Where nothing can be written, nothing is.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from termgraph.errors import TermgraphError
from termgraph.files import ENTRIES_FOLDER, SOURCES_FILE, VOCABULARY_FILE, read_regular, write_bytes
from termgraph.namespaces import ontology_dir

_LAYOUT = b"termgraph compiled 1"
_KEPT = 20
_PACKAGE = Path(__file__).resolve().parent.parent
_DEPENDENCIES = (
    *("model.py", "markdown.py", "names", "namespaces.py", "relations.py"),
    *("entries", "graph", "store/cache.py"),
)


@dataclass(frozen=True, slots=True)
class Compiled:
    """An entries folder as N-Triples, with what RDF does not tell."""

    triples: bytes
    prefixes: Mapping[str, str] = field(default_factory=dict)
    base: str | None = None
    language: str | None = None
    notices: tuple[str, ...] = ()

    def to_bytes(self) -> bytes:
        """Return the content of the file: a line of JSON as a comment, then the triples."""
        about = {
            "prefixes": dict(self.prefixes),
            "base": self.base,
            "language": self.language,
            "notices": list(self.notices),
            "sha256": hashlib.sha256(self.triples).hexdigest(),
        }
        return b"# " + json.dumps(about).encode() + b"\n" + self.triples

    @classmethod
    def from_bytes(cls, data: bytes) -> Compiled:
        r"""Read what `to_bytes` wrote.

        Raises:
            ValueError: where it is damaged.

        >>> made = Compiled(b"<a:b> <a:c> <a:d> .\n", {"a": "a:"}, "a:", "en")
        >>> Compiled.from_bytes(made.to_bytes()) == made
        True
        """
        head, _, triples = data.partition(b"\n")
        about = json.loads(head.removeprefix(b"# "))
        if about["sha256"] != hashlib.sha256(triples).hexdigest():
            raise ValueError("damaged")
        return cls(triples, about["prefixes"], about["base"], about["language"], tuple(about["notices"]))


def compiled(folder: Path) -> Compiled:
    """Return an entries folder compiled, from the cache where it is there.

    Raises:
        Problems: with all that is wrong in its files.
        TermgraphError: where it cannot be read at all.
    """
    place = cache_folder()
    key = _key(folder) if place is not None else None
    if place is None or key is None:
        return _compile(folder)
    file = place / f"{key}.nt"
    with suppress(OSError, ValueError, KeyError, TypeError):
        found = Compiled.from_bytes(file.read_bytes())
        with suppress(OSError):
            os.utime(file)  # used now: the others are pruned first
        return found
    made = _compile(folder)
    with suppress(OSError, TermgraphError):
        write_bytes(file, made.to_bytes())
        _prune(place)
    return made


def cache_folder() -> Path | None:
    """Return the folder of compiled vocabularies; None where the environment names none."""
    override = os.environ.get("TERMGRAPH_CACHE")
    if override is not None:
        return Path(override) if override else None
    from platformdirs import user_cache_path

    with suppress(OSError, RuntimeError, KeyError):
        return user_cache_path("termgraph", appauthor=False) / "compiled"
    return None


def _compile(folder: Path) -> Compiled:
    from termgraph.entries import read_folder
    from termgraph.graph import build_graph

    vocabulary = read_folder(folder)
    triples = ox.serialize(build_graph(vocabulary), format=ox.RdfFormat.N_TRIPLES) or b""
    lines = sorted(triples.splitlines(keepends=True))
    return Compiled(
        b"".join(lines), {vocabulary.prefix: vocabulary.base}, vocabulary.base, vocabulary.language
    )


def _key(folder: Path) -> str | None:
    """Return the name of the compiled file, a hash; None where a file cannot be read, which reading then reports."""
    digest = hashlib.sha256(_LAYOUT)
    try:
        for name, data in _contents(folder):
            for part in (name.encode("utf-8", "surrogateescape"), data):
                digest.update(len(part).to_bytes(8, "big"))
                digest.update(part)
    except (OSError, TermgraphError):
        return None
    return digest.hexdigest()


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of all that compiling depends on, in one order."""
    for dependency in _DEPENDENCIES:
        path = _PACKAGE / dependency
        for file in sorted(path.glob("*.py")) if path.is_dir() else [path]:
            yield f"code/{file.relative_to(_PACKAGE)}", file.read_bytes()
    yield "ontology", (ontology_dir() / "termgraph.ttl").read_bytes()  # its labels travel with the graph
    for name in (VOCABULARY_FILE, SOURCES_FILE):
        path = folder / name
        if path.exists():
            yield name, read_regular(path)
    entries = folder / ENTRIES_FOLDER
    if entries.is_dir():
        for file in sorted(entries.iterdir()):
            if file.suffix == ".md":
                yield f"entries/{file.name}", read_regular(file)


def _prune(place: Path) -> None:
    """Keep the compiled files that were used last."""
    files = sorted(place.glob("*.nt"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[_KEPT:]:
        file.unlink(missing_ok=True)
