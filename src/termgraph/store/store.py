"""The store: sources that were opened, as a record of what they say, and with an engine for SPARQL."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from termgraph.errors import TermgraphError
from termgraph.files import write_bytes
from termgraph.namespaces import PREFIXES, VANN, is_absolute_iri, shorten
from termgraph.store import sources
from termgraph.store.nodes import Node
from termgraph.store.opened import Opened
from termgraph.store.reading import NEUTRAL_BASE, read
from termgraph.store.record import Record
from termgraph.store.results import Result

if TYPE_CHECKING:
    import rdflib

    from termgraph.store.cache import Place
    from termgraph.store.engine import Engine, MemoryEngine
    from termgraph.store.execution import Limits
    from termgraph.store.sources import Source
    from termgraph.store.sparql import Parameter

#: Quads that an engine in memory takes in about as fast as one on a disk is opened.
FEW = 30_000
#: Quads that each of several engines that last has in memory (65 MB), where a scan takes a twentieth of the time.
MOST_IN_MEMORY = 100_000
_PREFIX = re.compile(r"[A-Za-z](?:[\w.-]*[\w-])?")


class Store:
    """A vocabulary in memory; made by `Store.open`.

    >>> birds = Store.from_text('<e:owl> skos:prefLabel "owl"@en, "Eule"@de .')
    >>> len(birds.record), birds.query("ASK { ?bird skos:prefLabel 'Eule'@de }").boolean
    (2, True)
    """

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        #: What the sources say, exactly.
        self.record: Record = opened.record

    @classmethod
    def open(
        cls,
        *sources_: Source,
        notice: Callable[[str], None] | None = None,
        base: str | None = None,
        tolerant: bool = False,
    ) -> Self:
        """Open one or several sources, merged.

        Args:
            sources_: each a path of an entries folder, of an RDF file (Turtle, TriG, N-Triples, N-Quads, RDF/XML,
                JSON-LD, each also gzipped) or of a folder of such files; "-" for standard input; an rdflib.Graph or
                Dataset; a Vocabulary; another store; or the address of a SPARQL endpoint, the one thing that is
                asked over the network.
            notice: called with one sentence for everything that had to be repaired in reading.
            base: the IRI that relative ones in RDF files are resolved against; None for each file's address.
            tolerant: pass over what is wrong in the entries of a folder; it is in `problems`.

        Raises:
            TermgraphError: where a source cannot be read, with line, column and hint where these are known; for a base
                that is no absolute IRI.
            Problems: with all that is wrong in an entries folder, unless that is passed over.

        >>> from termgraph.model import Concept, Vocabulary
        >>> owl = Concept(id="owl", pref_label={"en": "owl"})
        >>> store = Store.open(Vocabulary(title="Birds", base="https://e.org/", prefix="b", concepts={"owl": owl}))
        >>> store.base, any(store.triples(ox.NamedNode("https://e.org/owl")))
        ('https://e.org/', True)
        """
        return cls(sources.open_sources(sources_, notice, base, tolerant=tolerant))

    @classmethod
    def from_text(cls, turtle: str) -> Self:
        """Open a piece of Turtle, in which the usual prefixes need not be declared.

        >>> Store.from_text("skos:Concept a rdfs:Class .").query("ASK { skos:Concept a rdfs:Class }").boolean
        True
        """
        opened = Opened(address=NEUTRAL_BASE)
        usual = " ".join(f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in PREFIXES.items())
        found = read(opened.record, f"{usual} {turtle}".encode(), "text.ttl", opened.notice)
        opened.learn(found.prefixes.items(), found.base)
        return cls(opened)

    def of(self, record: Record) -> Self:
        """Return a store of another record that knows what this one knows of the vocabulary besides.

        >>> birds = Store.from_text("<e:owl> skos:broader <e:bird> .")
        >>> len(birds.of(Record()).record)
        0
        """
        return type(self)(replace(self._opened, record=record, place=None))

    def __repr__(self) -> str:
        names = ", ".join(self._opened.names) or "memory"
        return f"<{type(self).__name__} of {len(self.record):,} triples from {names}>"

    # What is in it

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that the sources declare, in their syntax or by vann:preferredNamespacePrefix.

        >>> birds = '<e:> vann:preferredNamespacePrefix "b" ; vann:preferredNamespaceUri "http://e.org/birds/" .'
        >>> Store.from_text(birds).prefixes["b"]
        'http://e.org/birds/'
        """
        found, spaces = dict(self._opened.prefixes), self._texts("preferredNamespaceUri")
        for vocabulary, prefix in self._texts("preferredNamespacePrefix").items():
            if _PREFIX.fullmatch(prefix) and is_absolute_iri(spaces.get(vocabulary, "")):
                found.setdefault(prefix, spaces[vocabulary])
        return found

    def _texts(self, name: str) -> dict[str, str]:
        """Return what things say by a property of VANN."""
        column = self.record.columns.get(VANN + name)
        pairs = zip(column.subjects, column.objects, strict=True) if column else ()
        return {one: value if isinstance(value, str) else value.value for one, value in pairs}

    @property
    def declared_language(self) -> str | None:
        """The language that an entries folder says its names are in."""
        return self._opened.language

    @property
    def notices(self) -> list[str]:
        """What had to be repaired in reading."""
        return self._opened.notices

    @property
    def problems(self) -> list[TermgraphError]:
        """What was wrong in the entries of a folder, and was passed over."""
        return self._opened.problems

    @property
    def read_from(self) -> list[str]:
        """What it was read from, as people call it: names of files, folders and revisions."""
        return self._opened.names

    @property
    def folders(self) -> list[Path]:
        """The entries folders that it was read from."""
        return self._opened.folders

    @property
    def files(self) -> list[Path]:
        """The RDF files that it was read from."""
        return self._opened.files

    @property
    def place(self) -> Place | None:
        """Where the compiled form of what was read is kept; None where there is none."""
        return self._opened.place

    @property
    def format(self) -> ox.RdfFormat | None:
        """The format of the first RDF file that it was read from; None where there was none."""
        return self._opened.format

    @property
    def address(self) -> str | None:
        """The IRI that relative ones were resolved against: that given, else the first file's address."""
        return self._opened.address

    @cached_property
    def base(self) -> str | None:
        """The IRI that ids are relative to: the entries' own, else vann:preferredNamespaceUri, else the file's base."""
        if self._opened.folders and self._opened.base:
            return self._opened.base
        return min(self._texts("preferredNamespaceUri").values(), default=self._opened.base)

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every quad, those of named graphs too."""
        return self.record.quads()

    def triples(
        self,
        subject: Node | None = None,
        predicate: ox.NamedNode | None = None,
        object_: Node | ox.Literal | ox.Triple | None = None,
        /,
    ) -> Iterator[ox.Triple]:
        """Yield the triples that fit a pattern, None standing for anything, of all graphs together, each once.

        >>> birds = Store.from_text('<e:owl> skos:broader <e:bird> .')
        >>> [t.object.value for t in birds.triples(ox.NamedNode("e:owl"))]
        ['e:bird']
        """
        return self.record.match(subject, predicate, object_)

    # Questions in SPARQL

    @cached_property
    def engine(self) -> MemoryEngine:
        """What answers SPARQL: a copy of the record, made when it is first asked and never written out."""
        from termgraph.store.execution import LIMITS

        return self.another_engine(LIMITS)

    def another_engine(self, limits: Limits) -> MemoryEngine:
        """Return an engine with a copy and a process of its own, whose queries may take so much."""
        from termgraph.store.engine import DiskEngine, MemoryEngine

        kept = self._kept_quads
        if kept and kept.is_dir():
            return DiskEngine(kept, self.record.dump, limits)
        return MemoryEngine(kept.read_bytes if kept and kept.is_file() else self.record.dump, limits)

    def engines(self, count: int, limits: Limits | None = None) -> list[MemoryEngine]:
        """Return engines that are to last, each with a process of its own: a copy in memory, or what is on a disk.

        Args:
            count: how many.
            limits: what a query may take; as usual where it is None.
        """
        from termgraph.store.engine import MemoryEngine
        from termgraph.store.execution import LIMITS

        if len(self.record) > MOST_IN_MEMORY:
            self.keep_quads()  # so that every process has them at once
            return [self.another_engine(limits or LIMITS) for _ in range(count)]
        dump = cache(self.record.dump)
        return [MemoryEngine(dump, limits or LIMITS) for _ in range(count)]

    @property
    def has_engine(self) -> bool:
        """Whether it has been asked in SPARQL."""
        return "engine" in self.__dict__

    @property
    def _kept_quads(self) -> Path | None:
        return self.place.folder / "engine" if self.place else None

    def keep_quads(self) -> None:
        """Keep the quads in the engine's own files, which the next to ask in SPARQL opens at once.

        Few are kept as N-Quads: they are in memory as fast, and answer faster there. Nothing is kept of what was not
        read from files, nor where the user's cache cannot be written.
        """
        kept = self._kept_quads
        if kept and self.place and self.place.is_current and not kept.exists():
            with suppress(OSError, TermgraphError):
                if len(self.record) > FEW:
                    self.write_quads()
                else:
                    write_bytes(kept, self.record.dump())

    def write_quads(self, progress: Callable[[float], None] = lambda _: None) -> None:
        """Keep the same in the form that is being made.

        Args:
            progress: called with the share that is there.

        Raises:
            TermgraphError: where they cannot be written.
        """
        from termgraph.store.engine import keep_quads

        if folder := self._kept_quads:
            keep_quads(folder, self.record.dumps(), lambda count: progress(count / len(self.record)))

    @property
    def all_prefixes(self) -> dict[str, str]:
        """The prefixes that a query need not declare: the usual ones, and over them the vocabulary's own."""
        return {**PREFIXES, **self.prefixes}

    def query(
        self, query: str, *, params: Mapping[str, Parameter] | None = None, timeout: float | None = None
    ) -> Result:
        """Ask a question in SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE, over all graphs together.

        Args:
            query: its prefixes need only be declared where they are neither usual nor the vocabulary's.
            params: values for `$name` in the query, each put in as one RDF term; str, int, float and bool are literals.
            timeout: seconds after which it is stopped; None lets it run as long as it takes, or until Ctrl-C.

        Raises:
            TermgraphError: for what is no SPARQL, what writes or reaches the network, or is too deep or too wide.
            QueryTimeoutError: when the time is up.

        >>> birds = Store.from_text('<e:owl> skos:prefLabel "owl"@en .')
        >>> birds.query("SELECT ?bird { ?bird skos:prefLabel ?l FILTER(STR(?l) = $name) }", params={"name": "owl"}).rows
        [(<NamedNode value=e:owl>,)]
        """
        return self._ask(self._opened.elsewhere or self.engine, query, params, timeout)

    def query_here(
        self, query: str, *, params: Mapping[str, Parameter] | None = None, timeout: float | None = None
    ) -> Result:
        """Ask in SPARQL what has been read, also where `query` would ask the server that it was read from.

        Raises:
            TermgraphError, QueryTimeoutError: as `query` does.
        """
        return self._ask(self.engine, query, params, timeout)

    def _ask(
        self, engine: Engine, query: str, params: Mapping[str, Parameter] | None, timeout: float | None
    ) -> Result:
        from termgraph.store import sparql  # late: `show` and `search` do without

        prepared = sparql.prepare(query)
        if params:
            prepared = prepared.with_parameters(params)
        return engine.query(prepared, self.all_prefixes, timeout)

    def to_rdflib(self) -> rdflib.Graph:
        """Return a live rdflib graph of the same data: what is added through it is here too.

        Queries and exports see at once what is added; names and relations are those that were there when first used.

        Its queries run in this store's engine and under its guards, never in rdflib's own, which would use the network.

        >>> graph = Store.from_text('<e:owl> skos:broader <e:bird> .').to_rdflib()
        >>> len(graph), [str(row.x) for row in graph.query("SELECT ?x { ?x skos:broader ?y }")]
        (1, ['e:owl'])
        """
        from termgraph.store.rdflib_bridge import live_graph

        return live_graph(self.engine, self.record, self.all_prefixes)

    def curie(self, iri: str) -> str:
        """Return an IRI as `prefix:name` where a prefix is known for it.

        >>> Store.from_text("@prefix e: <http://e.org/> .").curie("http://e.org/owl")
        'e:owl'
        """
        return shorten(iri, self.all_prefixes)
