"""rdflib's face of the store, and rdflib graphs as a source.

rdflib's own query engine fetches FROM, LOAD and SERVICE and reads `file:` addresses, and `Graph.query` falls back to it
whenever a store raises NotImplementedError. So whatever this store does not do it refuses with another error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import pyoxigraph as ox
import rdflib
from oxrdflib import OxigraphStore
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.query import Result as RdflibResult

from termgraph.errors import TermgraphError
from termgraph.namespaces import PREFIXES, is_absolute_iri
from termgraph.store import sparql
from termgraph.store.blank import renamed
from termgraph.store.engine import MemoryEngine
from termgraph.store.nodes import quad_of, statement_of
from termgraph.store.record import Record, Statement
from termgraph.store.repair import mended
from termgraph.store.results import Result, Term


class GuardedStore(OxigraphStore):
    """An rdflib store over the quads of an engine, which answers SPARQL under its guards.

    The record gets what is added as it is written, and loses what the engine, which writes numbers in a way of its
    own, loses.
    """

    def __init__(self, engine: MemoryEngine, record: Record) -> None:
        super().__init__(store=_Told(engine, record))  # type: ignore[arg-type]  # it has what rdflib's store asks for
        self._engine = engine

    def triples(self, triple_pattern: Any, context: Any = None) -> Iterator[Any]:
        """Yield what fits a pattern; plain strings without a datatype, as rdflib's own parsers give them."""
        for (subject, predicate, value), contexts in super().triples(triple_pattern, context):
            is_plain = isinstance(value, rdflib.Literal) and value.datatype == rdflib.XSD.string
            yield (subject, predicate, rdflib.Literal(str(value)) if is_plain else value), contexts

    def query(
        self,
        query: Any,
        initNs: Any = None,  # noqa: N803 - rdflib calls it by this name, as the next two
        initBindings: Any = None,  # noqa: N803
        queryGraph: Any = None,  # noqa: N803
        **kwargs: Any,
    ) -> RdflibResult:
        """Answer a query given as text; bindings are put in as VALUES.

        Raises:
            TermgraphError: for a prepared query, `base=`, bindings that cannot be put in, and all that guards refuse.
        """
        if not isinstance(query, str):
            raise TermgraphError(
                "prepared queries would be run by rdflib itself", hint="give the query as a string"
            )
        if kwargs:
            raise TermgraphError(
                f"'{next(iter(kwargs))}=' is not supported", hint="write BASE into the query itself"
            )
        prefixes = {
            str(prefix): str(iri)
            for prefix, iri in {**dict(self.namespaces()), **dict(initNs or {})}.items()
            if is_absolute_iri(str(iri))
        }
        prepared = sparql.prepare(query)
        if initBindings:
            prepared = prepared.with_values(
                {str(name).lstrip("?$"): _bound(name, value) for name, value in initBindings.items()}
            )
        return _to_rdflib_result(self._engine.query(prepared, prefixes))

    def update(self, *args: Any, **kwargs: Any) -> None:
        """Refuse SPARQL Update.

        Raises:
            TermgraphError: always.
        """
        raise TermgraphError(
            "SPARQL Update is not supported", hint="add and remove triples with graph.add and .remove"
        )


class _Told:
    """An engine's store, of whose changes the engine and the record are told."""

    def __init__(self, engine: MemoryEngine, record: Record) -> None:
        self._engine = engine
        self._record = record

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine.store, name)

    def add(self, quad: ox.Quad) -> None:
        if quad not in self._engine.store:
            self._record.add(statement_of(quad))
            self._engine.add([quad])

    def extend(self, quads: Iterable[ox.Quad]) -> None:
        for quad in quads:
            self.add(quad)

    def remove(self, quad: ox.Quad) -> None:
        self._engine.remove([quad])
        stated = self._record.like(statement_of(quad))
        self._record.remove([one for one in stated if _as_stored(one) == quad])

    def remove_graph(self, graph: Any) -> None:
        for quad in list(self._engine.store.quads_for_pattern(None, None, None, graph)):
            self.remove(quad)
        self._engine.store.remove_graph(graph)


def _as_stored(statement: Statement) -> ox.Quad:
    """Return a statement as the engine holds it."""
    engine = ox.Store()
    engine.add(quad_of(statement))
    stored: ox.Quad = next(iter(engine))
    return stored


class _Guarded:
    """Shuts the door through which rdflib would use its own engine although the store has one."""

    def query(self, query_object: Any, *args: Any, use_store_provided: bool = True, **kwargs: Any) -> Any:
        """Answer a query; see `GuardedStore.query`."""
        if not use_store_provided:
            raise TermgraphError("rdflib's own query engine uses the network, and is not used here")
        return super().query(query_object, *args, **kwargs)  # type: ignore[misc]

    def update(self, update_object: Any, *args: Any, **kwargs: Any) -> None:
        """Refuse SPARQL Update; see `GuardedStore.update`."""
        self.store.update(update_object)  # type: ignore[attr-defined]


class LiveGraph(_Guarded, rdflib.Graph):
    """An rdflib.Graph that is a view of a store's default graph."""


class LiveDataset(_Guarded, rdflib.Dataset):
    """An rdflib.Dataset that is a view of a store with named graphs; its default graph is their union."""


def live_graph(engine: MemoryEngine, record: Record, prefixes: Mapping[str, str]) -> rdflib.Graph:
    """Return an rdflib graph over an engine: a Dataset where it has named graphs, else a Graph.

    Args:
        engine: answers its questions.
        record: gets what is added to it as well, and loses what is removed.
        prefixes: to bind.
    """
    store = GuardedStore(engine, record)
    graph: rdflib.Graph
    if next(engine.store.named_graphs(), None) is not None:
        graph = LiveDataset(store=store, default_union=True)
    else:
        # Any other identifier would name a graph of its own, and the default graph would look empty.
        graph = LiveGraph(store=store, identifier=DATASET_DEFAULT_GRAPH_ID, bind_namespaces="none")
    for prefix, namespace in prefixes.items():
        graph.bind(prefix, namespace, replace=True)
    return graph


def copied(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    """Return an rdflib graph of its own with these triples, for libraries that are slow on a view of a store.

    Blank nodes are named after what is said of them; statements about statements are left out.
    """
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for triple in renamed([one for one in triples if isinstance(one.object, _Plain)]):
        said = (triple.subject, triple.predicate, triple.object)
        graph.add(tuple(_to_rdflib(term, normalize=False) for term in said))
    return graph


_Plain = ox.NamedNode | ox.BlankNode | ox.Literal


def quads_of(graph: rdflib.Graph, notice: Callable[[str], None]) -> list[ox.Quad]:
    """Return the quads of an rdflib graph, repaired where rdflib accepts what RDF does not.

    Args:
        graph: a Graph or Dataset.
        notice: called with one sentence for what was repaired or left out.

    Raises:
        TermgraphError: for a relative IRI.
    """
    converter = _FromRdflib()
    rows: Iterable[tuple[Any, ...]]
    if isinstance(graph, rdflib.Dataset | rdflib.ConjunctiveGraph):
        rows = graph.quads((None, None, None, None))
    else:
        rows = ((*triple, None) for triple in graph)
    quads = [quad for row in rows if (quad := converter.quad(row)) is not None]
    for remark in converter.remarks():
        notice(remark)
    return quads


class _FromRdflib:
    """Converts terms, and counts what had to be repaired."""

    def __init__(self) -> None:
        self.repaired: dict[str, str] = {}
        self.left_out = 0

    def quad(self, row: tuple[Any, ...]) -> ox.Quad | None:
        subject, predicate, value, graph = row
        name = getattr(graph, "identifier", graph)
        if (
            not isinstance(subject, rdflib.URIRef | rdflib.BNode)
            or not isinstance(predicate, rdflib.URIRef)
            or not isinstance(value, rdflib.URIRef | rdflib.BNode | rdflib.Literal)
        ):
            self.left_out += 1
            return None
        is_default = name is None or name == DATASET_DEFAULT_GRAPH_ID
        context = ox.DefaultGraph() if is_default else self._node(name)
        return ox.Quad(self._node(subject), self._iri(predicate), self._term(value), context)

    def _term(self, term: Any) -> ox.NamedNode | ox.BlankNode | ox.Literal:
        if not isinstance(term, rdflib.Literal):
            return self._node(term)
        text = str(term)
        try:
            if term.language:
                return ox.Literal(text, language=term.language)
            return ox.Literal(text, datatype=self._iri(term.datatype)) if term.datatype else ox.Literal(text)
        except ValueError as error:
            raise TermgraphError(f"{term.n3()[:80]} is no RDF literal: {error}") from None

    def _node(self, node: Any) -> ox.NamedNode | ox.BlankNode:
        if not isinstance(node, rdflib.BNode):
            return self._iri(node)
        try:
            return ox.BlankNode(str(node))
        except ValueError:
            return ox.BlankNode("b" + str(node).encode().hex())

    def _iri(self, node: Any) -> ox.NamedNode:
        iri = str(node)
        fine = mended(iri)
        if fine != iri:
            self.repaired[iri] = fine
        try:
            return ox.NamedNode(fine)
        except ValueError as error:
            raise TermgraphError(
                f"the rdflib graph holds <{iri}>, which is no absolute IRI: {error}"
            ) from None

    def remarks(self) -> Iterator[str]:
        for iri, fine in self.repaired.items():
            yield f"rdflib graph: <{iri}> is no valid IRI; it is read as <{fine}>"
        if self.left_out:
            yield f"rdflib graph: {self.left_out} statements that are no RDF triples were left out"


def _bound(name: Any, value: Any) -> sparql.Parameter:
    if isinstance(value, rdflib.BNode | rdflib.Variable):
        raise TermgraphError(f"'{name}' cannot be bound to {value.n3()}", hint="bind IRIs and literals")
    term = _FromRdflib()._term(value if isinstance(value, rdflib.term.Identifier) else rdflib.Literal(value))
    return term if isinstance(term, ox.NamedNode | ox.Literal) else None


def _to_rdflib_result(result: Result) -> RdflibResult:
    if result.kind == "ask":
        answer = RdflibResult("ASK")
        answer.askAnswer = result.boolean
    elif result.kind == "select":
        answer = RdflibResult("SELECT")
        names = [rdflib.Variable(name) for name in result.variables]
        answer.vars = names
        answer.bindings = [
            {name: _to_rdflib(term) for name, term in zip(names, row, strict=True) if term is not None}
            for row in result.rows
        ]
    else:
        answer = RdflibResult("CONSTRUCT")
        answer.graph = rdflib.Graph()
        for triple in result.triples:
            answer.graph.add(tuple(map(_to_rdflib, (triple.subject, triple.predicate, triple.object))))
    return answer


def _to_rdflib(term: Term, normalize: bool | None = None) -> Any:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, ox.Triple):
        raise TermgraphError("rdflib has no triple terms", hint="use store.query")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = rdflib.URIRef(term.datatype.value)
    plain = datatype == rdflib.XSD.string
    return rdflib.Literal(term.value, datatype=None if plain else datatype, normalize=normalize)
