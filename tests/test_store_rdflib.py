"""rdflib: a live graph under our guards, and rdflib graphs as sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode
from rdflib import RDF, SKOS, URIRef
from rdflib.plugins.sparql import prepareQuery

from termgraph.errors import TermgraphError
from termgraph.skos import Thesaurus

TURTLE = """@prefix e: <http://e/> . e:owl a skos:Concept ; skos:prefLabel "owl"@en ;
    skos:broader e:bird ; e:plain "text", 3 ."""
OWL, BIRD = URIRef("http://e/owl"), URIRef("http://e/bird")


@pytest.fixture
def store() -> Thesaurus:
    return Thesaurus.from_text(TURTLE)


@pytest.fixture(autouse=True)
def no_fetching(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever of rdflib would fetch fails the test, on this machine too."""
    import rdflib.parser
    from rdflib.plugins.sparql import evaluate

    def fetch(*_: Any, **__: Any) -> Any:
        raise AssertionError("rdflib fetched")

    monkeypatch.setattr("urllib.request.urlopen", fetch)
    monkeypatch.setattr(evaluate, "evalQuery", fetch)
    monkeypatch.setattr(rdflib.parser, "_urlopen", fetch)


def test_it_is_the_same_graph_as_rdflib_reads(store: Thesaurus) -> None:
    plain = rdflib.Graph().parse(data=f"@prefix skos: <{SKOS}> . {TURTLE}", format="turtle")
    live = store.to_rdflib()
    assert isinstance(live, rdflib.Graph)
    assert set(live) == set(plain)
    assert (OWL, RDF.type, SKOS.Concept) in live
    assert live.value(OWL, URIRef("http://e/plain"), any=True) is not None
    assert dict(live.namespaces())["e"] == URIRef("http://e/")


def test_it_is_live(store: Thesaurus) -> None:
    live = store.to_rdflib()
    live.add((BIRD, SKOS.broader, URIRef("http://e/animal")))
    assert store.query("ASK { e:bird skos:broader e:animal }")
    live.remove((BIRD, None, None))
    assert not store.query("ASK { e:bird ?p ?o }")


def test_a_graph_that_is_removed_is_gone_for_queries_too() -> None:
    dataset = rdflib.Dataset()
    dataset.graph(URIRef("http://g/")).add((BIRD, RDF.type, SKOS.Concept))
    live = Thesaurus.open(dataset).to_rdflib()
    assert isinstance(live, rdflib.Dataset)
    assert live.query("ASK { ?bird a skos:Concept }").askAnswer
    live.remove_graph(URIRef("http://g/"))
    live.addN([(OWL, RDF.type, SKOS.Collection, live.default_graph)])
    assert not live.query("ASK { ?bird a skos:Concept }").askAnswer
    assert live.query("ASK { ?bird a skos:Collection }").askAnswer


def test_queries_run_in_our_engine(store: Thesaurus) -> None:
    live = store.to_rdflib()
    assert [(row.a, row.b) for row in live.query("SELECT ?a ?b { ?a skos:broader ?b }")] == [(OWL, BIRD)]  # type: ignore[union-attr]
    assert live.query("ASK { e:owl a skos:Concept }").askAnswer is True
    graph = live.query("CONSTRUCT { ?b skos:narrower ?a } { ?a skos:broader ?b }").graph
    assert graph is not None
    assert list(graph) == [(BIRD, SKOS.narrower, OWL)]
    rows = live.query("SELECT ?x { e:owl e:plain ?x }").bindings
    values = {row[rdflib.Variable("x")] for row in rows}
    assert values == {rdflib.Literal("text"), rdflib.Literal(3)}


def test_bindings_become_values(store: Thesaurus) -> None:
    live, query = store.to_rdflib(), "SELECT ?a ?b { ?a skos:broader ?b }"
    assert len(live.query(query, initBindings={"a": OWL})) == 1
    assert len(live.query(query, initBindings={"?a": BIRD})) == 0
    assert len(live.query(query, initBindings={"other": BIRD})) == 1
    assert len(live.query("SELECT * { ?s e:plain ?x }", initBindings={"x": rdflib.Literal("text")})) == 1
    assert len(live.query("SELECT * { ?s x:plain ?x }", initNs={"x": "http://e/"})) == 2


@pytest.mark.parametrize(
    ("query", "options", "message"),
    [
        (prepareQuery("SELECT * { ?s ?p ?o }"), {}, "give the query as a string"),
        ("SELECT * { ?s ?p ?o }", {"base": "http://e/"}, "'base=' is not supported"),
        ("SELECT * { ?s ?p ?o }", {"use_store_provided": False}, "not used here"),
        ("SELECT * { ?s ?p ?o }", {"initBindings": {"s": rdflib.BNode()}}, "cannot be bound"),
        ("SELECT (COUNT(?s) AS ?n) { ?s ?p ?o }", {"initBindings": {"s": OWL}}, "aggregates"),
        ("SELECT * { { SELECT * { ?s ?p ?o } } }", {"initBindings": {"s": OWL}}, "nests"),
        ("SELECT * { SERVICE <http://127.0.0.1/> {} }", {}, "SERVICE would ask another server"),
        ("SELECT * FROM <http://127.0.0.1/> { ?s ?p ?o }", {}, "no graph"),
        ("SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }", {}, "no graph"),
        ("LOAD <http://127.0.0.1/>", {}, "only reads"),
        ("nonsense", {}, "unexpected 'nonsense'"),
        ("SELECT * { " + "{" * 5000, {}, "nested"),
    ],
)
def test_nothing_falls_back_to_rdflib(
    query: Any, options: dict[str, Any], message: str, store: Thesaurus
) -> None:
    with pytest.raises(TermgraphError, match=message):
        store.to_rdflib().query(query, **options)


@pytest.mark.parametrize("update", ["LOAD <http://127.0.0.1/>", "INSERT DATA { <e:a> <e:b> 1 }"])
def test_updates_are_refused(update: str, store: Thesaurus) -> None:
    live = store.to_rdflib()
    with pytest.raises(TermgraphError, match="SPARQL Update is not supported"):
        live.update(update)
    with pytest.raises(TermgraphError, match="SPARQL Update is not supported"):
        live.update(update, use_store_provided=False)
    assert len(live) == len(store.record)


def test_named_graphs_give_a_dataset() -> None:
    dataset = rdflib.Dataset()
    dataset.default_graph.add((OWL, SKOS.broader, BIRD))
    dataset.graph(URIRef("http://g/")).add((BIRD, RDF.type, SKOS.Concept))
    store = Thesaurus.open(dataset)
    assert {str(quad.graph_name) for quad in store.quads()} == {"DEFAULT", "<http://g/>"}
    live = store.to_rdflib()
    assert isinstance(live, rdflib.Dataset)
    assert len(live.query("SELECT * { ?s ?p ?o }")) == 2
    with pytest.raises(TermgraphError, match="SERVICE"):
        live.query("SELECT * { SERVICE <http://127.0.0.1/> {} }")
    with pytest.raises(TermgraphError, match="Update"):
        live.update("CLEAR ALL")


def test_an_rdflib_graph_is_a_source(store: Thesaurus) -> None:
    graph = rdflib.Graph()
    graph.bind("e", "http://e/")
    graph.add((OWL, SKOS.prefLabel, rdflib.Literal("owl", lang="en")))
    graph.add((rdflib.BNode("a b"), SKOS.note, rdflib.Literal(3)))
    opened = Thesaurus.open(graph, store)
    assert opened.find("owl") == "http://e/owl"
    assert opened.prefixes["e"] == "http://e/"
    assert len(Thesaurus.open(store.to_rdflib()).record) == len(store.record)


def test_what_rdflib_accepts_and_rdf_does_not() -> None:
    graph = rdflib.Graph()
    graph.add((URIRef("http://e/a b"), SKOS.prefLabel, rdflib.Literal("a\x01b")))
    graph.add((OWL, rdflib.BNode(), BIRD))
    store = Thesaurus.open(graph)
    assert [(q.subject, q.object) for q in store.quads()] == [
        (NamedNode("http://e/a%20b"), Literal("a\x01b"))
    ]
    assert [notice.partition(": ")[2][:14] for notice in store.notices] == [
        "<http://e/a b>",
        "1 statements t",
    ]
    broken = rdflib.Graph()
    broken.add((URIRef("relative"), SKOS.note, OWL))
    with pytest.raises(TermgraphError, match="no absolute IRI"):
        Thesaurus.open(broken)


def test_opening_a_file_does_not_load_rdflib(tmp_path: Path) -> None:
    import subprocess
    import sys

    (tmp_path / "a.ttl").write_text("<e:a> <e:b> 1 .")
    code = (
        "import sys; from termgraph.skos import Thesaurus as Store; Store.open(sys.argv[1]).query('ASK {}');"
        "print('rdflib' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "a.ttl"], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "False"
