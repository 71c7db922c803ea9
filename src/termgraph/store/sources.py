"""Whatever a vocabulary may come from, into one store: files, folders, standard input, and objects of Python."""

from __future__ import annotations

import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, TypeAlias, cast

import pyoxigraph as ox

from termgraph.errors import Problems, TermgraphError, did_you_mean
from termgraph.files import MAPPINGS_SUFFIX, is_entries_folder, read_regular
from termgraph.model import Vocabulary
from termgraph.namespaces import is_absolute_iri
from termgraph.store import cache, disk, formats, kept, reading, remote, unpacked
from termgraph.store.endpoint import is_endpoint
from termgraph.store.opened import Opened
from termgraph.store.record import Record, no_collecting
from termgraph.store.revision import Revision, placed, revision_of, taken_out

if TYPE_CHECKING:
    import rdflib

    Source: TypeAlias = "str | PathLike[str] | Vocabulary | Quads | rdflib.Graph"

_OF_THE_SHELL = re.compile(r"/dev/stdin|/dev/fd/\d+|/proc/(?:self|\d+)/fd/\d+")


class Quads(Protocol):
    """What has been opened already: a store."""

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that it declares."""

    @property
    def base(self) -> str | None:
        """The IRI that its ids are relative to."""

    @property
    def address(self) -> str | None:
        """The IRI that relative ones were resolved against."""

    @property
    def declared_language(self) -> str | None:
        """The language that its entries say their names are in."""

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every quad."""


@no_collecting()
def open_sources(
    sources: Iterable[Source],
    notice: Callable[[str], None] | None = None,
    base: str | None = None,
    into: Record | None = None,
    seen: Callable[[float], None] = lambda _: None,
    *,
    tolerant: bool = False,
) -> Opened:
    """Read all sources into one store.

    Args:
        sources: see `Store.open`.
        notice: called with one sentence for everything that had to be repaired.
        base: the IRI that relative ones of RDF files are resolved against; None for each file's address.
        into: the record that all is read into, whatever was kept; None for one in memory.
        seen: called with the number of bytes of large files that were read since it was called last.
        tolerant: pass over what is wrong in the entries of a folder, and keep it as `problems`.

    Raises:
        TermgraphError: where one cannot be read, or the base is no absolute IRI.
        Problems: with all that is wrong in an entries folder.
    """
    if base is not None and not is_absolute_iri(base):
        raise TermgraphError(
            f"the base '{base}' is no absolute IRI", hint="give one like https://example.org/"
        )
    sources = tuple(sources)
    if into is None and len(sources) == 1 and _is_store(sources[0]):
        return disk.open_store(Path(cast("str", sources[0])), notice)
    if into is None and len(sources) == 1 and _is_remote(sources[0]):
        return remote.open_remote(cast("str", sources[0]), notice)
    is_kept = into is None and not any(map(_is_store, sources))
    place = cache.place_of(sources, base) if is_kept else None
    opened = kept.find(place, notice) if place else None
    if opened is None:
        opened = Opened(Record() if into is None else into, tell=notice, address=base, place=place, seen=seen)
        for source in sources:
            _open(opened, source, base)
        if place:
            kept.keep_record(place, opened)
    if opened.problems and not tolerant:
        from termgraph.entries.folder import refusal

        raise refusal(opened.problems)
    return opened


def _is_store(source: Source) -> bool:
    return isinstance(source, str | PathLike) and disk.is_store(Path(source))


def _is_remote(source: Source) -> bool:
    return isinstance(source, str) and is_endpoint(source)


def _open(opened: Opened, source: Source, base: str | None) -> None:
    if isinstance(source, str) and source == "-":
        _read_rdf(opened, _stdin(), "standard input", base or reading.NEUTRAL_BASE)
    elif _is_remote(source):
        opened.take(remote.open_remote(cast("str", source), opened.tell))
    elif isinstance(source, str | PathLike):
        _open_path(opened, source, base)
    elif isinstance(source, Vocabulary):
        opened.names.append(source.title)
        _add_vocabulary(opened, source)
    elif hasattr(source, "namespace_manager"):  # an rdflib.Graph, without importing rdflib to tell
        _add_rdflib(opened, cast("rdflib.Graph", source))
    elif hasattr(source, "quads"):
        _add_store(opened, source)
    else:
        message = f"cannot open a {type(source).__name__}"
        raise TermgraphError(message, hint="give a path, '-', an rdflib.Graph, a Vocabulary or a Store")


def _add_store(opened: Opened, store: Quads) -> None:
    opened.record.read(store.quads())
    opened.learn(store.prefixes.items(), store.base, store.declared_language)
    opened.address = opened.address or store.address


def _add_rdflib(opened: Opened, graph: rdflib.Graph) -> None:
    from termgraph.store.rdflib_bridge import quads_of

    opened.record.read(quads_of(graph, opened.notice))
    opened.learn(((prefix, str(namespace)) for prefix, namespace in graph.namespaces()), None)


def _open_path(opened: Opened, source: str | PathLike[str], base: str | None) -> None:
    text = str(source)
    if text.lower().startswith(("http://", "https://", "ftp://")):
        raise TermgraphError("no file is fetched from the web", text, hint="download it and give its path")
    path = Path(source)
    try:
        is_folder, is_file = path.is_dir(), path.exists()
    except (OSError, ValueError) as error:
        raise TermgraphError(f"cannot be read: {error}", text) from None
    if not is_folder and not is_file:
        if then := revision_of(text):
            _open_revision(opened, then, base)
            return
        if path.is_symlink():
            raise TermgraphError("is a link that leads to no file", text)
        raise TermgraphError("no such file or folder", text, hint=_neighbour(path))
    if disk.is_store(path):
        opened.take(disk.open_store(path, opened.tell))
        return
    opened.names.append(path.name)
    if path.name.lower().endswith(MAPPINGS_SUFFIX) and not is_folder:
        _open_mappings(opened, path)
    elif not is_folder:
        _open_file(opened, path, base)
    elif is_entries_folder(path):
        opened.folders.append(path)
        _open_entries(opened, path)
    else:
        _open_folder(opened, path, base)


def _open_revision(opened: Opened, then: Revision, base: str | None) -> None:
    """Open what a repository held; relative IRIs are those of the file where it lies now."""
    with taken_out(then) as path:
        inner = Opened(opened.record, tell=opened.tell)
        is_file = path.is_file() and base is None
        _open_path(inner, path, then.path.absolute().as_uri() if is_file else base)
        opened.problems += [placed(problem, path, then) for problem in inner.problems]
    opened.notices += inner.notices
    opened.learn(inner.prefixes.items(), inner.base, inner.language)
    opened.address = opened.address or inner.address
    opened.format = opened.format or inner.format
    opened.names.append(str(then))


def _open_entries(opened: Opened, path: Path) -> None:
    from termgraph.entries import read_folder  # late: what was read before is kept

    _add_vocabulary(opened, read_folder(path, opened.problems.extend))


def _open_mappings(opened: Opened, path: Path) -> None:
    """Open mappings in SSSOM, which say what concepts of vocabularies beside them are."""
    from termgraph.entries.links import Links
    from termgraph.graph import build_links

    try:
        text = read_regular(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TermgraphError("is no text in UTF-8", path) from None
    links = Links(text, Vocabulary(title=path.name, base="", prefix=""), path)
    if links.problems:
        raise Problems(links.problems)
    opened.record.read(ox.Quad(t.subject, t.predicate, t.object) for t in build_links(links.links))
    opened.learn(links.prefixes.items(), None)


def _add_vocabulary(opened: Opened, vocabulary: Vocabulary) -> None:
    from termgraph.graph import build_graph

    opened.record.read(ox.Quad(t.subject, t.predicate, t.object) for t in build_graph(vocabulary))
    prefixes = [(vocabulary.prefix, vocabulary.base), *vocabulary.prefixes.items()]
    opened.learn(prefixes, vocabulary.base, vocabulary.language)


def _open_folder(opened: Opened, folder: Path, base: str | None) -> None:
    files = sorted(_rdf_files(folder))
    if not files:
        hint = "a folder of entries has a vocabulary.yaml; RDF files end in " + ", ".join(formats.SUFFIXES)
        raise TermgraphError("holds neither entries nor RDF files", folder, hint=hint)
    for file in files:
        _open_file(opened, file, base)


def _rdf_files(folder: Path) -> Iterator[Path]:
    try:
        for path in folder.iterdir():
            name = path.name.lower().removesuffix(".gz")
            if path.is_file() and not name.startswith(".") and name.endswith(tuple(formats.SUFFIXES)):
                yield path
    except OSError as error:
        raise TermgraphError(f"cannot be read: {error.strerror}", folder) from None


def _open_file(opened: Opened, path: Path, base: str | None) -> None:
    opened.files.append(path)
    address = reading.NEUTRAL_BASE if _OF_THE_SHELL.fullmatch(str(path)) else path.absolute().as_uri()
    try:
        mode = path.stat().st_mode
        # No device, nor a pipe or a socket, which might keep us waiting for ever. Standard input by its name, and what
        # a shell puts in place of `<(…)`, may be pipes.
        if not stat.S_ISREG(mode) and not (stat.S_ISFIFO(mode) and _OF_THE_SHELL.fullmatch(str(path))):
            raise TermgraphError("is no file", path, hint="to read a pipe, give it as standard input: -V -")
        with path.open("rb") as stream:
            _read_rdf(opened, stream, str(path), base or address)
    except OSError as error:
        raise TermgraphError(f"cannot be read: {error.strerror}", path) from None
    except MemoryError:
        raise TermgraphError("is larger than the memory", path) from None


def _read_rdf(opened: Opened, stream: BinaryIO, name: str, address: str) -> None:
    plain = name.lower().removesuffix(".gz")
    if plain.endswith((".md", ".markdown", ".yaml", ".yml")):
        raise TermgraphError(
            "is no RDF", name, hint="to open entries, give the folder that holds vocabulary.yaml"
        )

    def notice(message: str) -> None:
        opened.notice(f"{name}: {message}")

    with unpacked.plain(stream, name, opened.seen) as file:
        read = reading.read_large(opened.record, file, name, notice, address) if file.is_large else None
        if read is None:
            read = reading.read(opened.record, file.whole(), name, notice, address)
    opened.learn(read.prefixes.items(), read.base)
    opened.address = opened.address or address
    opened.format = opened.format or read.format


def _stdin() -> BinaryIO:
    stream: BinaryIO | None = getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise TermgraphError("standard input is not open")
    return stream


def _neighbour(path: Path) -> str | None:
    """Return the name in the same folder that is nearest to one that is not there."""
    try:
        return did_you_mean(path.name, [other.name for other in path.parent.iterdir()])
    except OSError:
        return None
