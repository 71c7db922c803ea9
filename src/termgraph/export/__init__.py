"""Writers: a vocabulary as files that other tools take in. A format is a module and one line in `WRITERS`."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from termgraph.errors import TermgraphError, did_you_mean
from termgraph.export.profiles import PROFILES, Notice, selected, silent
from termgraph.extras import needed_for
from termgraph.files import write_all, write_pieces
from termgraph.namespaces import PREFIXES

if TYPE_CHECKING:
    from termgraph.skos import Thesaurus


@dataclass(frozen=True, slots=True)
class Writer:
    """One format: what it is, the file names that mean it, and the function that writes it.

    Nothing is imported before it is used, so that the command can list the formats at no cost.

    Args:
        doc: what it is, in a few words.
        suffixes: the endings of file names that mean it, the usual one first.
        type: its media type.
        takes: what is written. `rdf`: what is said, prefixes, and the address of the file that was read; `network`: a
            networkx graph; `table`: a `tables.Table`; `concepts`: what the profile keeps of
            them; `glossary`: a `terms.Glossary`, which is for people, and
            `mappings`: the vocabulary, which both have everything in any profile.
        function: "module:function" in this room, from that to bytes; to pieces of them, one after the other, where not
            all need be in memory.
        files: the same, to files by name, where a glossary can be split into one file a term.
        built: whether `termgraph build` writes it.
        keeps_graphs: whether it keeps named graphs; else the triples of all are written.
    """

    doc: str
    suffixes: tuple[str, ...]
    type: str
    takes: Literal["rdf", "network", "table", "concepts", "glossary", "mappings"]
    function: str
    files: str = ""
    built: bool = True
    keeps_graphs: bool = False


#: What can be asked for as `--format`.
WRITERS: Mapping[str, Writer] = {
    "turtle": Writer(
        "Turtle, for people and git", (".ttl", ".turtle"), "text/turtle", "rdf", "turtle:turtle"
    ),
    "ntriples": Writer(
        "N-Triples, a line a triple", (".nt", ".ntriples"), "application/n-triples", "rdf", "lines:ntriples"
    ),
    "rdfxml": Writer(
        "RDF/XML, for older tools", (".rdf", ".xml"), "application/rdf+xml", "rdf", "rdfxml:rdfxml"
    ),
    "jsonld": Writer(
        "JSON-LD with its context inside",
        (".jsonld", ".json"),
        "application/ld+json",
        "rdf",
        "jsonld:jsonld",
        keeps_graphs=True,
    ),
    "trig": Writer(
        "TriG, Turtle with named graphs",
        (".trig",),
        "application/trig",
        "rdf",
        "turtle:trig",
        keeps_graphs=True,
    ),
    "nquads": Writer(
        "N-Quads, a line a quad",
        (".nq", ".nquads"),
        "application/n-quads",
        "rdf",
        "lines:nquads",
        keeps_graphs=True,
    ),
    "graphml": Writer(
        "the network, for Gephi and yEd",
        (".graphml",),
        "application/graphml+xml",
        "network",
        "networks:graphml",
    ),
    "node-link": Writer(
        "the network, for D3", (".nodelink.json",), "application/json", "network", "networks:node_link"
    ),
    "csv": Writer("a row a concept, comma-separated", (".csv",), "text/csv", "table", "tables:csv"),
    "tsv": Writer(
        "a row a concept, tab-separated", (".tsv",), "text/tab-separated-values", "table", "tables:tsv"
    ),
    "xlsx": Writer(
        "a row a concept, for Excel",
        (".xlsx",),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "table",
        "workbook:xlsx",
    ),
    "sssom": Writer(
        "a row a mapping to another vocabulary",
        (".sssom.tsv",),
        "text/tab-separated-values",
        "mappings",
        "mappings:sssom",
    ),
    "vale": Writer(
        "a rule of Vale: what to say instead",
        (".vale.yml",),
        "application/yaml",
        "mappings",
        "spelling:vale",
        built=False,
    ),
    "textlint": Writer(
        "terms of textlint: what to say instead",
        (".textlint.json",),
        "application/json",
        "mappings",
        "spelling:textlint",
        built=False,
    ),
    "cspell": Writer(
        "a dictionary of cspell",
        (".cspell.txt",),
        "text/plain",
        "mappings",
        "spelling:cspell",
        built=False,
    ),
    "gexf": Writer(
        "the network, for Gephi and graphology",
        (".gexf",),
        "application/gexf+xml",
        "network",
        "networks:gexf",
    ),
    "jskos": Writer(
        "JSKOS, a line a concept, for Cocoda",
        (".ndjson",),
        "application/x-ndjson",
        "concepts",
        "jskos:ndjson",
    ),
    "obograph": Writer(
        "OBO Graph JSON, for oaklib", (".obograph.json",), "application/json", "concepts", "obograph:graph"
    ),
    "owl": Writer(
        "OWL, for Protégé, ROBOT and oaklib", (".owl",), "application/rdf+xml", "concepts", "owl:owl"
    ),
    "tbx": Writer("TBX-Basic, for translators", (".tbx",), "application/x-tbx", "concepts", "tbx:tbx"),
    "voc4cat": Writer(
        "the spreadsheet of voc4cat",
        (".voc4cat.xlsx",),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "concepts",
        "voc4cat:xlsx",
        built=False,
    ),
    "vocexcel": Writer(
        "the spreadsheet of VocExcel",
        (".vocexcel.xlsx",),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "concepts",
        "vocexcel:xlsx",
        built=False,
    ),
    "datahub": Writer(
        "a business glossary of DataHub",
        (".datahub.yml",),
        "application/yaml",
        "concepts",
        "catalogues:datahub",
        built=False,
    ),
    "openmetadata": Writer(
        "rows for a glossary of OpenMetadata",
        (".openmetadata.csv",),
        "text/csv",
        "concepts",
        "catalogues:openmetadata",
        built=False,
    ),
    "anki": Writer(
        "a deck of cards, for Anki", (".apkg",), "application/octet-stream", "concepts", "anki:deck"
    ),
    "markdown": Writer(
        "a glossary from A to Z",
        (".md", ".markdown"),
        "text/markdown",
        "glossary",
        "markdown:page",
        files="markdown:files",
    ),
    "html": Writer(
        "a glossary with schema.org terms", (".html", ".htm"), "text/html", "glossary", "html:page"
    ),
    "sphinx": Writer(
        "a glossary for Sphinx, in reStructuredText", (".rst",), "text/x-rst", "glossary", "rst:page"
    ),
    "schemaorg": Writer(
        "a DefinedTermSet of schema.org",
        (".schemaorg.jsonld",),
        "application/ld+json",
        "glossary",
        "schemaorg:jsonld",
    ),
    "abbr": Writer(
        "tooltips for the pages of MkDocs",
        (".abbr.md",),
        "text/markdown",
        "glossary",
        "abbreviations:abbreviations",
        built=False,
    ),
    # Setting it takes longer than all the rest together, and few publish one.
    "pdf": Writer("a glossary to print", (".pdf",), "application/pdf", "glossary", "pdf:page", built=False),
}

#: The formats that hold what is said as it is said.
RDF = tuple(name for name, writer in WRITERS.items() if writer.takes == "rdf")

#: The formats of which little need be in memory, however large the vocabulary is.
IN_PIECES = (*RDF, "csv", "tsv")


def format_of(path: Path) -> str | None:
    """Return the format that a file name means, or None.

    >>> format_of(Path("ml.ttl")), format_of(Path("ml.nodelink.json")), format_of(Path("ml.doc"))
    ('turtle', 'node-link', None)
    """
    name = path.name.lower()
    fitting = [(len(s), key) for key, writer in WRITERS.items() for s in writer.suffixes if name.endswith(s)]
    return max(fitting)[1] if fitting else None


def serialize(
    store: Thesaurus, format: str = "turtle", profile: str = "full", *, notice: Notice = silent
) -> bytes:
    """Return a vocabulary in a format; the same vocabulary always gives the same bytes.

    Args:
        store: the vocabulary. Named graphs are merged but for formats that keep them, in profile `full`.
        format: a key of `WRITERS`.
        profile: a key of `PROFILES`. Networks and tables have what the profile keeps; glossaries and mappings
            have everything.
        notice: called with one sentence for each thing that the format cannot hold, or the profile adds.

    Raises:
        TermgraphError: for an unknown format or profile, or a graph that the format cannot say.
        MissingLibraryError: where a library for the format is not installed.
    """
    return Exports(store, profile, notice=notice).serialize(format)


def pieces(
    store: Thesaurus, format: str = "turtle", profile: str = "full", *, notice: Notice = silent
) -> Iterator[bytes]:
    """Yield the same as `serialize` returns, in pieces: of a large store few are in memory, in formats of `IN_PIECES`.

    Raises:
        TermgraphError, MissingLibraryError: as `serialize` does.
    """
    return Exports(store, profile, notice=notice).pieces(format)


class Exports:
    """A vocabulary in one format after the other: what those take that follow each other is made once.

    Args:
        store: the vocabulary.
        profile: a key of `PROFILES`.
        notice: called with one sentence for each thing that a format cannot hold, or the profile adds.
        progress: told which share is there of what takes long before anything is written.

    Raises:
        TermgraphError: for an unknown profile.
    """

    def __init__(
        self,
        store: Thesaurus,
        profile: str = "full",
        *,
        notice: Notice = silent,
        progress: Callable[[float], None] = lambda _: None,
    ) -> None:
        _known("profile", profile, PROFILES)
        self.store = store
        self.profile = profile
        self.notice = notice
        self.progress = progress
        self._last: tuple[str, Any] = ("", None)

    def serialize(self, format: str) -> bytes:
        """Return the vocabulary in a format; see `serialize`."""
        return b"".join(self.pieces(format))

    def pieces(self, format: str) -> Iterator[bytes]:
        """Yield the same in pieces; see `pieces`."""
        writer = writer_of(format)
        from termgraph.store.record import no_collecting

        with no_collecting(), needed_for(f"writing {format}"):
            made = self._written(writer)
            yield from [made] if isinstance(made, bytes) else made

    def _written(self, writer: Writer) -> bytes | Iterator[bytes]:
        made: bytes | Iterator[bytes]
        store, notice = self.store, self.notice
        if writer.takes != "rdf":
            made = loaded(writer.function)(self._taken(writer), notice)
            return made
        if store.record.named and not (self.profile == "full" and writer.keeps_graphs):
            notice(
                f"{len(store.record.named):,} named graphs were merged; TriG, N-Quads and JSON-LD keep them"
            )
        # An export never tells where a file lay: what was relative to it is written so.
        file = store.address if store.address and store.address.startswith("file:") else None
        made = loaded(writer.function)(self._taken(writer), {**PREFIXES, **store.prefixes}, file, notice)
        return made

    def _taken(self, writer: Writer) -> Any:
        takes, taken = self._last
        if takes != writer.takes:
            self._last = ("", None)  # so that no two are held at a time
            if takes in ("network", "glossary"):  # the one, and trees made of the other, refer to themselves
                gc.collect()
            taken = _taken(self.store, writer, self.profile, self.notice, self.progress)
            if not (writer.takes == "table" and self.store.is_large):  # the rows of which come but once
                self._last = (writer.takes, taken)
        return taken


def writer_of(format: str, profile: str = "full") -> Writer:
    """Return the writer of a format.

    Raises:
        TermgraphError: for an unknown format or profile.
    """
    _known("format", format, WRITERS)
    _known("profile", profile, PROFILES)
    return WRITERS[format]


def _known(kind: str, name: str, known: Mapping[str, object]) -> None:
    if name not in known:
        raise TermgraphError(
            f"unknown {kind} '{name}'", hint=did_you_mean(name, [*known]) or f"one of {', '.join(known)}"
        )


def _taken(
    store: Thesaurus,
    writer: Writer,
    profile: str,
    notice: Notice,
    progress: Callable[[float], None] = lambda _: None,
) -> Any:
    """Return what a writer takes."""
    if writer.takes == "rdf":
        from termgraph.export.resources import Ordered

        if profile == "full":
            return Ordered(store.record, is_large=store.is_large)
        return Ordered(selected(store, profile, notice))
    if not store.concepts:
        notice("no concepts were found; the file is as good as empty")
    if writer.takes == "mappings":
        return store
    if writer.takes == "glossary":
        from termgraph.export.glossary import glossary

        return glossary(store, progress)
    kept = store if profile == "full" else store.of(selected(store, profile, notice))
    if writer.takes == "concepts":
        return kept
    if writer.takes == "table":
        from termgraph.export.tables import table

        return table(kept, notice)
    from termgraph.network import to_networkx

    return to_networkx(kept)


@cache
def loaded(function: str) -> Callable[..., Any]:
    """Return a function of a writer, importing what it needs.

    >>> loaded(WRITERS["csv"].function).__name__
    'csv'
    """
    module, _, name = function.partition(":")
    found: Callable[..., Any] = getattr(import_module(f"{__name__}.{module}"), name)
    return found


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
    made = pieces(store, chosen, profile, notice=notice)
    first = next(made, b"")  # what cannot be said is told before anything is written
    write_pieces(path, chain([first], made))
    return path


def export_files(
    store: Thesaurus, folder: str | Path, format: str = "markdown", *, notice: Notice = silent
) -> list[Path]:
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
    if writer is None or not writer.files:
        known = ", ".join(name for name, one in WRITERS.items() if one.files)
        raise TermgraphError(f"'{format}' cannot be split into files", hint=f"one that can: {known}")
    made = loaded(writer.files)(_taken(store, writer, "full", notice))
    files = {Path(folder) / name: data for name, data in sorted(made.items())}
    write_all(files)
    return list(files)
