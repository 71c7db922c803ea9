"""The store: a vocabulary that has been opened, with everything that can be asked of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from termgraph.namespaces import DC, DCT, PREFIXES, RDFS, SKOS, SKOSXL, VANN, shorten
from termgraph.store import named, sources
from termgraph.store.index import Index, best
from termgraph.store.lookup import Hit, Lookup
from termgraph.store.reading import read
from termgraph.store.results import Result

if TYPE_CHECKING:
    import rdflib

    from termgraph.model import Concept
    from termgraph.store.engine import MemoryEngine
    from termgraph.store.sources import Opened, Source
    from termgraph.store.sparql import Parameter

Node = ox.NamedNode | ox.BlankNode
_LABELS = (SKOS + "prefLabel", RDFS + "label", SKOSXL + "literalForm", DCT + "title", DC + "title")


class Store:
    """A vocabulary in memory; made by `Store.open`.

    >>> birds = Store.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl"@en, "Eule"@de .')
    >>> birds.find("EULE"), len(birds), birds.language
    ('e:owl', 3, 'en')
    """

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._engine = opened.engine

    @classmethod
    def open(cls, *sources_: Source, notice: Callable[[str], None] | None = None) -> Self:
        """Open one or several sources, merged.

        Args:
            sources_: each a path of an entries folder, of an RDF file (Turtle, TriG, N-Triples, N-Quads, RDF/XML,
                JSON-LD, each also gzipped) or of a folder of such files; "-" for standard input; an rdflib.Graph or
                Dataset; a Vocabulary; or another store. Addresses on the web are refused: nothing is ever fetched.
            notice: called with one sentence for everything that had to be repaired in reading.

        Raises:
            TermgraphError: where a source cannot be read; with line, column and hint where these are known.
            Problems: with all that is wrong in an entries folder.

        >>> from termgraph.model import Concept, Vocabulary
        >>> owl = Concept(id="owl", pref_label={"en": "owl"})
        >>> store = Store.open(Vocabulary(title="Birds", base="https://e.org/", prefix="b", concepts={"owl": owl}))
        >>> store.find("owl")
        'https://e.org/owl'
        """
        return cls(sources.open_sources(sources_, notice))

    @classmethod
    def from_text(cls, turtle: str) -> Self:
        """Open a piece of Turtle, in which the usual prefixes need not be declared.

        >>> Store.from_text("skos:Concept a rdfs:Class .").query("ASK { skos:Concept a rdfs:Class }").boolean
        True
        """
        opened = sources.Opened()
        usual = " ".join(f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in PREFIXES.items())
        found = read(opened.engine, f"{usual} {turtle}".encode(), "text.ttl", opened.notice)
        opened.learn(found.prefixes.items(), found.base)
        return cls(opened)

    def __repr__(self) -> str:
        return f"<Store of {len(self._engine)} quads from {', '.join(self._opened.names) or 'memory'}>"

    def __len__(self) -> int:
        return len(self._engine) if not self.has_named_graphs else sum(1 for _ in self.triples())

    # What is in it

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that the sources declare."""
        return self._opened.prefixes

    @property
    def notices(self) -> list[str]:
        """What had to be repaired in reading."""
        return self._opened.notices

    @property
    def folders(self) -> list[Path]:
        """The entries folders that it was read from."""
        return self._opened.folders

    @property
    def files(self) -> list[Path]:
        """The RDF files that it was read from."""
        return self._opened.files

    @property
    def format(self) -> ox.RdfFormat | None:
        """The format of the first RDF file that it was read from; None where there was none."""
        return self._opened.format

    @cached_property
    def base(self) -> str | None:
        """The IRI that ids are relative to: the entries' own, else vann:preferredNamespaceUri, else the file's base."""
        if self._opened.folders and self._opened.base:
            return self._opened.base
        declared = self._engine.quads_for_pattern(None, ox.NamedNode(VANN + "preferredNamespaceUri"), None)
        said = sorted(
            quad.object.value for quad in declared if isinstance(quad.object, ox.Literal | ox.NamedNode)
        )
        return said[0] if said else self._opened.base

    @cached_property
    def language(self) -> str:
        """The language to show names in.

        That of the entries; else the scheme's own dct:language if it has one only and uses it; else English where at
        least half of the concepts have English names; else the language that most concepts have.
        """
        if self._opened.language:
            return self._opened.language
        used = self.index.languages
        quads = self._engine.quads_for_pattern(None, ox.NamedNode(DCT + "language"), None)
        said = {quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)}
        if len(said) == 1 and said & used.keys():
            return said.pop()
        if used.get("en", 0) * 2 >= len(self.index.concepts) or not used:
            return "en"
        return next(iter(used)) or next((lang for lang in used if lang), "en")

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every quad, those of named graphs too."""
        return iter(self._engine)

    def triples(
        self,
        subject: Node | ox.Triple | None = None,
        predicate: ox.NamedNode | None = None,
        object_: Node | ox.Literal | ox.Triple | None = None,
        /,
    ) -> Iterator[ox.Triple]:
        """Yield the triples that fit a pattern, None standing for anything, of all graphs together, each once.

        >>> birds = Store.from_text('<e:owl> skos:broader <e:bird> .')
        >>> [t.object.value for t in birds.triples(ox.NamedNode("e:owl"))]
        ['e:bird']
        """
        quads = self._engine.quads_for_pattern(subject, predicate, object_)
        if not self.has_named_graphs:
            return (quad.triple for quad in quads)
        return iter(dict.fromkeys(quad.triple for quad in quads))

    @property
    def has_named_graphs(self) -> bool:
        """Whether some of the triples are in named graphs; then one may be in several."""
        return next(self._engine.named_graphs(), None) is not None

    # Questions in SPARQL

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
        from termgraph.store import sparql  # late: `show` and `search` do without

        prepared = sparql.prepare(query)
        if params:
            prepared = prepared.with_parameters(params)
        return self.engine.query(prepared, self.all_prefixes, timeout)

    @cached_property
    def engine(self) -> MemoryEngine:
        """What answers SPARQL."""
        from termgraph.store.engine import MemoryEngine

        store = self._engine
        engine = MemoryEngine(lambda: store.dump(format=ox.RdfFormat.N_QUADS) or b"")
        engine.store = store  # so that what rdflib changes is changed here too
        return engine

    def named_query(
        self, name: str, params: Mapping[str, str] | None = None, timeout: float | None = None
    ) -> Result:
        """Ask one of the named queries; `queries` lists them.

        Args:
            name: its name, such as "misnomers".
            params: its parameters as a person gives them, such as {"term": "softmax"}.
            timeout: seconds after which it is stopped.

        Raises:
            NotFoundError: for an unknown query, or a term that there is not.
            TermgraphError: for an unknown, missing or malformed parameter.
        """
        query = named.find(name, self.queries)
        values = named.bind(query, params or {}, self)
        return self.query(query.sparql, params=values, timeout=timeout)

    @property
    def queries(self) -> list[named.NamedQuery]:
        """The named queries: those that come with termgraph, and those in the vocabulary's own `queries` folder."""
        return named.list_queries(*(folder / "queries" for folder in self._opened.folders))

    def to_rdflib(self) -> rdflib.Graph:
        """Return a live rdflib graph of the same data: what is added through it is here too.

        Queries see at once what is added; `index`, and what reads it, holds what was there when it was first used.

        Its queries run in this store's engine and under its guards, never in rdflib's own, which would use the network.

        >>> graph = Store.from_text('<e:owl> skos:broader <e:bird> .').to_rdflib()
        >>> len(graph), [str(row.x) for row in graph.query("SELECT ?x { ?x skos:broader ?y }")]
        (1, ['e:owl'])
        """
        from termgraph.store.rdflib_bridge import live_graph

        return live_graph(self.engine, self.all_prefixes)

    # Names and relations, without SPARQL

    @cached_property
    def index(self) -> Index:
        """The dictionaries of names and relations; built when first used, from what is in the store then."""
        return Index(self._engine)

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup(self.index, self.base, self.all_prefixes, self.language)

    def resolve(self, name: str) -> list[Hit]:
        """Return the concepts that a name or id means; several where it is ambiguous, none where there is none.

        >>> birds = Store.from_text('<e:owl> a skos:Concept ; skos:prefLabel "barn-owl"@en .')
        >>> [(hit.iri, hit.name) for hit in birds.resolve("Barn Owls")]
        [('e:owl', 'barn-owl')]
        """
        return self._lookup.resolve(name)

    def find(self, name: str) -> str:
        """Return the IRI of the one concept that a name or id means.

        Raises:
            AmbiguousNameError: where several bear the name; `candidates` holds them.
            NotFoundError: where none does; the hint names the nearest.
        """
        return self._lookup.find(name)

    def search(self, text: str, limit: int = 20, lang: str | None = None) -> list[Hit]:
        """Return the concepts that a text fits, best first: whole names, parts of names, typing errors, definitions.

        >>> birds = Store.from_text('<e:owl> a skos:Concept ; skos:prefLabel "barn owl"@en .')
        >>> [hit.name for hit in birds.search("own")], [hit.name for hit in birds.search("barn oul")]
        ([], ['barn owl'])
        """
        return self._lookup.search(text, limit, lang)

    def label(self, iri: str, lang: str | None = None) -> str:
        """Return the name of any resource, in a language or the nearest to it; its short IRI where it has none."""
        found = self.index.label(iri, lang or self.language)
        if found is not None:
            return found
        node = ox.BlankNode(iri[2:]) if iri.startswith("_:") else ox.NamedNode(iri)
        for predicate in _LABELS:
            quads = self._engine.quads_for_pattern(node, ox.NamedNode(predicate), None)
            values = sorted((quad.object for quad in quads if isinstance(quad.object, ox.Literal)), key=str)
            named_ = best({value.language or "": value.value for value in values}, lang or self.language)
            if named_ is not None:
                return named_
        return self.curie(iri)

    def concept(self, name: str) -> Concept:
        """Return all that the graph says of a concept, found by any name or id.

        Raises:
            NotFoundError: where there is none, or several.
        """
        from termgraph.graph import GraphReader

        iri = self.find(name)
        node = ox.BlankNode(iri[2:]) if iri.startswith("_:") else ox.NamedNode(iri)
        return GraphReader(self.triples, self.base).concept(node)

    def curie(self, iri: str) -> str:
        """Return an IRI as `prefix:name` where a prefix is known for it.

        >>> Store.from_text("@prefix e: <http://e.org/> .").curie("http://e.org/owl")
        'e:owl'
        """
        return shorten(iri, self.all_prefixes)
