"""Writers: a vocabulary as files that other tools take in. A format is one line in `WRITERS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from termgraph.errors import TermgraphError, did_you_mean
from termgraph.export import html, jsonld, lines, markdown, networks, pdf, rdfxml, turtle
from termgraph.export.glossary import Glossary
from termgraph.export.glossary import glossary as as_glossary
from termgraph.export.order import in_order
from termgraph.export.profiles import PROFILES
from termgraph.export.relative import Notice, silent
from termgraph.files import write_all, write_bytes
from termgraph.namespaces import PREFIXES
from termgraph.store.record import no_collecting

if TYPE_CHECKING:
    import networkx as nx

    from termgraph.export.resources import Said
    from termgraph.skos import Thesaurus

    #: From what is said, prefixes, the address of the file that was read, and what is told of what is changed.
    RdfWriter = Callable[[Said, Mapping[str, str], str | None, Notice], bytes]


@dataclass(frozen=True, slots=True)
class Writer:
    """One format: what it is, the file names that mean it, and the function that writes it.

    RDF is written from quads where the format keeps named graphs, else from triples. Glossaries, for people, are
    written from another view of the vocabulary than its triples; where they can be split into one file a term, `files`
    does it.
    """

    doc: str
    suffixes: tuple[str, ...]
    rdf: RdfWriter | None = None
    keeps_graphs: bool = False
    network: Callable[[nx.MultiDiGraph[str]], bytes] | None = None
    glossary: Callable[[Glossary], bytes] | None = None
    files: Callable[[Glossary], Mapping[str, bytes]] | None = None


#: What can be asked for as `--format`.
WRITERS: Mapping[str, Writer] = {
    "turtle": Writer("Turtle, for people and git", (".ttl", ".turtle"), turtle.turtle),
    "ntriples": Writer("N-Triples, a line a triple", (".nt", ".ntriples"), lines.ntriples),
    "rdfxml": Writer("RDF/XML, for older tools", (".rdf", ".owl", ".xml"), rdfxml.rdfxml),
    "jsonld": Writer(
        "JSON-LD with its context inside", (".jsonld", ".json"), jsonld.jsonld, keeps_graphs=True
    ),
    "trig": Writer("TriG, Turtle with named graphs", (".trig",), turtle.trig, keeps_graphs=True),
    "nquads": Writer("N-Quads, a line a quad", (".nq", ".nquads"), lines.nquads, keeps_graphs=True),
    "graphml": Writer("the network as GraphML, for Gephi and yEd", (".graphml",), network=networks.graphml),
    "node-link": Writer(
        "the network as node-link JSON, for D3", (".nodelink.json",), network=networks.node_link
    ),
    "markdown": Writer(
        "a glossary in Markdown, from A to Z",
        (".md", ".markdown"),
        glossary=markdown.page,
        files=markdown.files,
    ),
    "html": Writer(
        "a glossary as a plain page, with schema.org terms", (".html", ".htm"), glossary=html.page
    ),
    "pdf": Writer("a glossary to print", (".pdf",), glossary=pdf.page),
}


def format_of(path: Path) -> str | None:
    """Return the format that a file name means, or None.

    >>> format_of(Path("ml.ttl")), format_of(Path("ml.nodelink.json")), format_of(Path("ml.doc"))
    ('turtle', 'node-link', None)
    """
    name = path.name.lower()
    fitting = [(len(s), key) for key, writer in WRITERS.items() for s in writer.suffixes if name.endswith(s)]
    return max(fitting)[1] if fitting else None


@no_collecting()
def serialize(
    store: Thesaurus, format: str = "turtle", profile: str = "full", *, notice: Notice = silent
) -> bytes:
    """Return a vocabulary in a format; the same vocabulary always gives the same bytes.

    Args:
        store: the vocabulary. Triples of named graphs are merged but for formats that keep them, in profile `full`.
        format: a key of `WRITERS`.
        profile: a key of `PROFILES`. A network has the relations that the profile keeps; a glossary has everything.
        notice: called with one sentence for what the format cannot hold.

    Raises:
        TermgraphError: for an unknown format or profile, or a graph that the format cannot say.
    """
    for kind, name, known in (("format", format, list(WRITERS)), ("profile", profile, list(PROFILES))):
        if name not in known:
            raise TermgraphError(
                f"unknown {kind} '{name}'", hint=did_you_mean(name, known) or f"one of {', '.join(known)}"
            )
    writer = WRITERS[format]
    if writer.glossary is not None:
        return writer.glossary(as_glossary(store))
    if writer.rdf is not None:
        is_whole = writer.keeps_graphs and profile == "full"
        said = store.record if profile == "full" else PROFILES[profile].select(store.triples())
        if store.record.named and not is_whole:
            notice(f"{len(store.record.named):,} named graphs were merged; TriG and N-Quads keep them")
        return writer.rdf(said, {**PREFIXES, **store.prefixes}, _file(store.address), notice)
    triples = in_order(PROFILES[profile].select(store.triples()))
    from termgraph.network import to_networkx

    if writer.network is None:
        raise TermgraphError(f"'{format}' has no writer")
    return writer.network(to_networkx(store.of(triples)))


def _file(address: str | None) -> str | None:
    """Return the address that IRIs are written relative to: that of a file, which nobody else can know."""
    return address if address is not None and address.startswith("file:") else None


def export(
    store: Thesaurus,
    path: str | Path,
    format: str | None = None,
    profile: str = "full",
    *,
    notice: Notice = silent,
) -> Path:
    """Write a vocabulary to a file, in the format that is asked for or that the file's name means.

    Raises:
        TermgraphError: where no format is given and the name means none, or the file cannot be written.
    """
    path = Path(path)
    chosen = format or format_of(path)
    if chosen is None:
        known = ", ".join(writer.suffixes[0] for writer in WRITERS.values())
        raise TermgraphError(
            f"the name '{path.name}' means no format", hint=f"say one with --format, or end it in {known}"
        )
    write_bytes(path, serialize(store, chosen, profile, notice=notice))
    return path


def export_files(store: Thesaurus, folder: str | Path, format: str = "markdown") -> list[Path]:
    """Write a vocabulary as one file a term into a folder, and return the files.

    Files of the same names are written over; others stay.

    Raises:
        TermgraphError: where the format cannot be split, or a file cannot be written.

    >>> from tempfile import TemporaryDirectory
    >>> from termgraph.skos import Thesaurus
    >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl"@en .')
    >>> with TemporaryDirectory() as folder:
    ...     [path.name for path in export_files(birds, folder)]
    ['README.md', 'owl.md']
    """
    writer = WRITERS.get(format)
    if writer is None or writer.files is None:
        known = ", ".join(name for name, one in WRITERS.items() if one.files is not None)
        raise TermgraphError(f"'{format}' cannot be split into files", hint=f"one that can: {known}")
    files = {Path(folder) / name: data for name, data in sorted(writer.files(as_glossary(store)).items())}
    write_all(files)
    return list(files)
