"""SPARQL over HTTP: the protocol, what clients make of it, and what a stranger's queries cannot do."""

from __future__ import annotations

import html
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import threading
import time
import urllib.parse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox
import pytest
import rdflib
import SPARQLWrapper
import uvicorn
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from starlette.applications import Starlette
from starlette.testclient import TestClient

from termgraph.api import TermGraph, load
from termgraph.errors import UnavailableError
from termgraph.serve.hardening import Hardened
from termgraph.serve.metrics import COUNTED, Measured, Metrics
from termgraph.serve.protocol import MOST, READ_ONLY
from termgraph.serve.served import Served
from termgraph.serve.sparql import GRAPHS, ROWS, Endpoint
from termgraph.serve.threads import Turns
from termgraph.store.execution import Limits
from termgraph.store.guards import DEEPEST

TRIG = """
@prefix e: <http://example.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
e:owl a skos:Concept ; skos:prefLabel "owl"@en, "Eule"@de-at ; skos:altLabel "=1+1" ; skos:broader e:bird .
e:bird a skos:Concept ; skos:prefLabel "bird"@en ; skos:note "<script>alert(1)</script> \\u0007" .
e:one { e:one a e:Graph . } e:two { e:two a e:Graph . } e:three { e:three a e:Graph ; e:size 007 . }
"""
ONE, TWO, THREE = (f"http://example.org/{name}" for name in ("one", "two", "three"))
JSON = "application/sparql-results+json"
ENDLESS = (
    "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?v{i} {{ {' '.join(map(str, range(60)))} }}" for i in range(8))
    + " }"
)
NUMBERS = " ".join(map(str, range(300)))
MANY = "SELECT * { " + " ".join(f"VALUES ?{v} {{ {NUMBERS} }}" for v in "abc") + " }"
PAIRS = f"VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS} }}"
TRIPLES = f"CONSTRUCT {{ <e:owl> <e:ate> ?n }} {{ {PAIRS} BIND(?a * 1000 + ?b AS ?n) }}"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> TermGraph:
    file = tmp_path_factory.mktemp("served") / "birds.trig"
    file.write_text(TRIG, "utf-8")
    return load(file)


@pytest.fixture(scope="module")
def endpoint(graph: TermGraph) -> Iterator[Endpoint]:
    made = Endpoint(
        Served("birds", graph), "birds/", workers=1, limits=Limits(memory=2**29, bytes=2**20, rows=1_000)
    )
    yield made
    made.pool.close()


@pytest.fixture(scope="module")
def app(endpoint: Endpoint) -> Hardened:
    return Hardened(Starlette(routes=[*endpoint.routes(), *endpoint.metrics.routes()]))


@pytest.fixture(scope="module")
def client(app: Hardened) -> TestClient:
    return TestClient(app)


def ask(client: TestClient, query: str, accept: str = "*/*", **params: Any) -> Any:
    return client.get("/sparql", params={"query": query, **params}, headers={"Accept": accept})


# The requests of the W3C's tests of the protocol, with graphs of our own


class Case(NamedTuple):
    """A request, and what is to come of it: a status, and yes or no."""

    method: str
    address: str
    status: int
    body: bytes = b""
    type: str = ""
    says: bool | None = None


def form(**fields: str) -> bytes:
    return urllib.parse.urlencode(fields).encode()


def address(*fields: tuple[str, str]) -> str:
    return f"/sparql?{urllib.parse.urlencode(fields)}"


BOTH = f"ASK {{ <{ONE}> a ?type . <{TWO}> a ?type }}"
NAMED = f"ASK {{ GRAPH ?a {{ <{ONE}> a ?type }} GRAPH ?b {{ <{TWO}> a ?type }} }}"
FULL = f"ASK {{ <{THREE}> a ?type GRAPH ?a {{ <{ONE}> a ?type }} GRAPH ?b {{ <{TWO}> a ?type }} }}"
DEFAULTS = (("default-graph-uri", ONE), ("default-graph-uri", TWO))
GRAPHS_NAMED = (("named-graph-uri", ONE), ("named-graph-uri", TWO))
NOWHERE = ("default-graph-uri", "http://example.org/nowhere")
ROOT = Path(__file__).parent.parent
COMUNICA = ROOT / "tests/comunica/node_modules/@comunica/query-sparql/bin/query.js"
FORM, QUERY, UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)

CASES: Mapping[str, Case] = {
    "query in a form": Case("POST", address(NOWHERE), 200, form(query="ASK {}"), FORM, says=True),
    "default graphs, GET": Case("GET", address(("query", BOTH), *DEFAULTS), 200, says=True),
    "default graphs, POST": Case("POST", address(*DEFAULTS), 200, BOTH.encode(), QUERY, says=True),
    "named graphs, GET": Case("GET", address(("query", NAMED), *GRAPHS_NAMED), 200, says=True),
    "named graphs, POST": Case("POST", address(*GRAPHS_NAMED), 200, NAMED.encode(), QUERY, says=True),
    "all kinds of graphs": Case(
        "POST", address(("default-graph-uri", THREE), *GRAPHS_NAMED), 200, FULL.encode(), QUERY, says=True
    ),
    "those of the protocol go before FROM": Case(
        "POST",
        address(*GRAPHS_NAMED),
        200,
        NAMED.replace("ASK", f"ASK FROM <{THREE}>").encode(),
        QUERY,
        says=True,
    ),
    "those of the protocol are all": Case("GET", address(("query", BOTH), *DEFAULTS[:1]), 200, says=False),
    "named graphs are not the default one": Case(
        "GET", address(("query", BOTH), *GRAPHS_NAMED), 200, says=False
    ),
    "query by GET": Case("GET", address(("query", "ASK {}"), NOWHERE), 200, says=True),
    "query as it is": Case("POST", "/sparql", 200, b"ASK {}", QUERY, says=True),
    "query by PUT": Case("PUT", address(("query", "ASK {}")), 405, type=FORM),
    "two queries": Case("GET", address(("query", "ASK {}"), ("query", "SELECT * {}")), 400),
    "no query": Case("POST", "/sparql", 400, b"", FORM),
    "another type": Case("POST", "/sparql", 415, b"ASK {}", "text/plain"),
    "a form without its type": Case("POST", "/sparql", 415, form(query="ASK {}")),
    "a query without its type": Case("POST", "/sparql", 415, b"ASK {}"),
    "UTF-16": Case("POST", "/sparql", 415, "ASK {}".encode("utf-16"), f"{QUERY}; charset=UTF-16"),
    "no UTF-8": Case("POST", "/sparql", 400, b"ASK { \xff }", QUERY),
    "no UTF-8 in the address": Case("GET", "/sparql?query=ASK%20%7B%20%FF%20%7D", 400),
    "wrong syntax": Case("GET", address(("query", "ASK {")), 400),
    "a graph that is no IRI": Case("GET", address(("query", "ASK {}"), ("default-graph-uri", "no iri")), 400),
    "update by GET": Case("GET", address(("update", "CLEAR ALL")), 403),
    "update in a form": Case("POST", "/sparql", 403, form(update="CLEAR ALL"), FORM),
    "update as it is": Case("POST", "/sparql", 403, b"CLEAR ALL", UPDATE),
    "update with graphs": Case(
        "POST", "/sparql?using-graph-uri=http%3A%2F%2Fe%2F", 403, b"CLEAR ALL", UPDATE
    ),
    "wrong update": Case("POST", "/sparql", 403, form(update="CLEAR XYZ"), FORM),
    "update of another type": Case("POST", "/sparql", 415, b"CLEAR NAMED", "text/plain"),
    "update as a query": Case("GET", address(("query", "CLEAR ALL")), 400),
    "deleting": Case("DELETE", "/sparql", 405),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_protocol(client: TestClient, case: Case) -> None:
    headers = {"Content-Type": case.type} if case.type else {}
    answer = client.request(case.method, case.address, content=case.body or None, headers=headers)
    assert answer.status_code == case.status, answer.text
    if case.says is not None:
        assert answer.json()["boolean"] is case.says
    elif case.status != 200:
        assert answer.text.strip()
        assert "Traceback" not in answer.text


def test_who_would_write_is_told_that_people_edit_files(client: TestClient) -> None:
    for answer in (
        client.post("/sparql", data={"update": "CLEAR ALL"}),
        client.delete("/sparql"),
        client.put("/sparql/graphs?default", content=b""),
    ):
        assert answer.text == READ_ONLY
    assert client.put("/sparql").headers["Allow"] == "GET, HEAD, POST, OPTIONS"


def test_relative_iris_are_those_of_the_endpoint(client: TestClient) -> None:
    answer = ask(client, "CONSTRUCT { <s> <p> 1 } WHERE {}", "application/n-triples")
    assert answer.text.startswith("<http://testserver/s> <http://testserver/p> ")


# Forms


@pytest.mark.parametrize("accept", ROWS)
def test_rows_come_in_every_form(client: TestClient, accept: str) -> None:
    answer = ask(client, "SELECT ?name { ?x skos:prefLabel ?name } ORDER BY ?name", accept)
    assert (answer.status_code, answer.headers["Vary"]) == (200, "Accept")
    assert answer.headers["Content-Type"].split(";")[0] == accept
    assert answer.text == endpoint_result(
        "SELECT ?name { ?x skos:prefLabel ?name } ORDER BY ?name"
    ).serialize(ROWS[accept])


def endpoint_result(query: str) -> Any:
    return TermGraph.from_text(TRIG.partition("e:one {")[0]).query(query)


@pytest.mark.parametrize("accept", GRAPHS)
@pytest.mark.parametrize(
    "query", ["CONSTRUCT WHERE { ?x skos:broader ?y }", "DESCRIBE <http://example.org/owl>"]
)
def test_graphs_come_in_every_form(client: TestClient, accept: str, query: str) -> None:
    answer = ask(client, query, accept)
    assert answer.headers["Content-Type"].split(";")[0] == accept
    read = rdflib.Graph().parse(data=answer.text, format=accept)
    assert (
        rdflib.URIRef("http://example.org/owl"),
        rdflib.SKOS.broader,
        rdflib.URIRef("http://example.org/bird"),
    ) in read


def test_a_look_up_is_answered_without_an_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = TermGraph.from_text('<http://e.org/owl> skos:prefLabel "owl"@en .')
    endpoint = Endpoint(Served("owls", graph), "owls/", workers=1)
    client = TestClient(Hardened(Starlette(routes=endpoint.routes())))
    look_up = "SELECT ?x { <http://e.org/owl> skos:prefLabel ?x }"
    by_engine = ask(client, look_up)  # which is started by the first question
    monkeypatch.setattr(endpoint.pool, "awaited", None)
    monkeypatch.setattr(endpoint.pool, "written", None)
    for accept in (JSON, "text/csv", "application/sparql-results+xml"):
        assert ask(client, look_up, accept).status_code == 200
    assert (by_engine.json(), by_engine.headers) == (
        ask(client, look_up).json(),
        ask(client, look_up).headers,
    )
    assert ask(client, look_up, "text/turtle").status_code == 406
    for query, graphs in (
        (f"{look_up} ORDER BY ?x", {}),
        (look_up, {"default-graph-uri": "http://e.org/none"}),
    ):
        with pytest.raises(TypeError):  # the engine is asked
            ask(client, query, **graphs)
    endpoint.pool.close()


def test_yes_and_no_come_in_every_form(client: TestClient) -> None:
    assert ask(client, "ASK {}", "application/sparql-results+xml").text.count("<boolean>true</boolean>") == 1
    assert [
        ask(client, "ASK { ?x a e:No } ".replace("e:No", "<e:No>"), type_).text.strip()
        for type_ in ("text/csv", "text/tab-separated-values")
    ] == ["false", "false"]


def test_a_form_is_chosen_by_weight_and_by_name(client: TestClient) -> None:
    types = [
        ask(client, "SELECT * {}", accept, **params).headers["Content-Type"]
        for accept, params in (
            ("text/csv;q=0.5, application/sparql-results+xml", {}),
            ("image/png, */*;q=0.1", {}),
            (JSON, {"format": "csv"}),
            (JSON, {"format": "text/csv"}),
            (JSON, {"format": "nonsense"}),
        )
    ]
    assert types == [
        "application/sparql-results+xml",
        JSON,
        "text/csv; charset=utf-8",
        "text/csv; charset=utf-8",
        JSON,
    ]
    refused = ask(client, "SELECT * {}", "text/turtle")
    assert refused.status_code == 406
    assert refused.text.startswith("SELECT is there as application/sparql-results+json, ")


def test_head_says_what_get_says(client: TestClient) -> None:
    got, told = (client.request(method, address(("query", "ASK {}"))) for method in ("GET", "HEAD"))
    assert (told.status_code, told.headers, told.content) == (200, got.headers, b"")


def test_other_sites_may_ask(client: TestClient) -> None:
    origin = {"Origin": "http://elsewhere.example"}
    preflight = client.options("/sparql", headers={**origin, "Access-Control-Request-Method": "POST"})
    told = [preflight.headers[f"Access-Control-Allow-{what}"] for what in ("Origin", "Methods", "Headers")]
    assert (preflight.status_code, told) == (204, ["*", "GET, HEAD, POST", "*"])
    for query in ("ASK {}", "ASK {"):
        assert (
            client.get("/sparql", params={"query": query}, headers=origin).headers[
                "Access-Control-Allow-Origin"
            ]
            == "*"
        )
    assert client.options("/sparql").headers["Allow"] == "GET, HEAD, POST, OPTIONS"


def test_an_error_has_line_column_and_caret(client: TestClient) -> None:
    answer = ask(client, "SELECT *\nWHERE { ?x sko:broader ?y }")
    assert (answer.status_code, answer.text.split("\n")) == (
        400,
        [
            "2:12: unknown prefix 'sko:' (did you mean 'skos:'?)",
            "  WHERE { ?x sko:broader ?y }",
            "             ^",
        ],
    )


# Service description


@pytest.mark.parametrize("accept", ["*/*", *GRAPHS])
def test_the_endpoint_describes_itself(client: TestClient, accept: str) -> None:
    answer = client.get("/sparql", headers={"Accept": accept})
    type_ = answer.headers["Content-Type"].split(";")[0]
    assert type_ == accept.replace("*/*", "text/turtle")
    read = rdflib.Graph().parse(data=answer.text, format=type_)
    service = read.value(None, rdflib.RDF.type, SD.Service)
    assert read.value(service, SD.endpoint) == rdflib.URIRef("http://testserver/sparql")
    assert (service, SD.supportedLanguage, SD.SPARQL11Query) in read
    dataset = read.value(service, SD.defaultDataset)
    assert {str(read.value(graph, SD.name)) for graph in read.objects(dataset, SD.namedGraph)} == {
        ONE,
        TWO,
        THREE,
    }
    assert {
        read.value(read.value(graph, SD.graph), rdflib.RDF.type)
        for graph in read.objects(dataset, SD.namedGraph)
    } == {SD.Graph}


SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")


# Graph Store Protocol


def test_graphs_are_read_to_the_letter(client: TestClient) -> None:
    answer = client.get(
        "/sparql/graphs", params={"graph": THREE}, headers={"Accept": "application/n-triples"}
    )
    assert '"007"^^' in answer.text
    assert ONE not in answer.text
    everything = client.get("/sparql/graphs?default", headers={"Accept": "application/n-triples"})
    assert all(
        f"<{one}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>" in everything.text
        for one in (ONE, TWO, THREE)
    )
    assert len(rdflib.Graph().parse(data=client.get("/sparql/graphs?default").text)) == 12


@pytest.mark.parametrize(
    ("method", "query", "status"),
    [
        ("HEAD", f"?graph={ONE}", 200),
        ("HEAD", "?graph=http://example.org/none", 404),
        ("GET", "?graph=http://example.org/on", 404),
        ("GET", "", 400),
        ("GET", f"?default&graph={ONE}", 400),
        *((method, "?default", 405) for method in ("PUT", "POST", "DELETE", "PATCH")),
    ],
)
def test_the_reading_half_of_the_graph_store_protocol(
    client: TestClient, method: str, query: str, status: int
) -> None:
    answer = client.request(method, f"/sparql/graphs{query}")
    assert answer.status_code == status
    if status == 404 and method == "GET":
        assert answer.text == f"there is no graph <http://example.org/on>; did you mean <{ONE}>?"


def test_graphs_that_are_written_are_kept_within_bounds(client: TestClient, endpoint: Endpoint) -> None:
    texts = [
        client.get("/sparql/graphs", params={"graph": one}, headers={"Accept": type_}).text
        for one in (ONE, TWO)
        for type_ in GRAPHS
    ]
    assert len(endpoint._dumps) == 4
    assert len(set(texts)) == 8


# The page


HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def test_people_get_a_page(client: TestClient) -> None:
    page = client.get("/sparql", headers={"Accept": HTML})
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.text == client.get("/query").text
    assert "<textarea" in page.text
    assert ' style="' not in page.text
    assert "Terms directly below a term</a>" in page.text
    assert client.get("/query.css").headers["Content-Type"] == "text/css; charset=utf-8"


def test_every_example_on_the_page_has_an_answer(client: TestClient) -> None:
    examples = re.findall(r'<li lang="en"><a href="(query\?[^"]+)"', client.get("/query").text)
    assert len(examples) > 10
    for example in examples:
        answer = client.get(f"/{html.unescape(example)}")
        assert (answer.status_code, 'role="alert"' in answer.text) == (200, False), example


def test_the_page_shows_rows_safely(client: TestClient) -> None:
    page = client.get("/query", params={"query": "SELECT * { ?x skos:note ?note }"}).text
    assert "1 result</h2>" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; \\x07" in page
    assert '<a href="birds/bird/index.html">' in page
    assert 'href="sparql?query=SELECT+%2A+%7B+%3Fx+skos%3Anote+%3Fnote+%7D&amp;format=csv"' in page
    asked_for = client.get(
        "/query", params={"query": "# </textarea><b>\nSELECT ?x { BIND(<javascript:alert(1)> AS ?x) }"}
    ).text
    assert "</textarea><b>" not in asked_for
    assert 'href="javascript' not in asked_for


def test_the_page_shows_yes_no_graphs_and_errors(client: TestClient) -> None:
    yes, no, graph, wrong = (
        client.get("/query", params={"query": query})
        for query in ("ASK {}", "ASK { <e:a> <e:b> 1 }", "CONSTRUCT WHERE { ?x skos:broader ?y }", "SELECT {")
    )
    assert ">Yes</h2>" in yes.text
    assert ">No</h2>" in no.text
    assert "skos:broader" in graph.text.partition('<pre class="graph"')[2]
    assert (wrong.status_code, "This cannot be answered as it is asked" in wrong.text) == (400, True)


def test_the_page_shows_the_first_rows_of_many(client: TestClient, endpoint: Endpoint) -> None:
    rows = "".join(f"{number}\n" for number in range(1_500))
    page = endpoint._page.render("SELECT", "SELECT", f"?n\n{rows}".encode())
    assert "1,500 results – only the beginning is shown" in page
    assert page.count("<tr><td><bdi>") == 1_000


# Guards


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 400, "SERVICE would ask another server"),
        ("LOAD <http://127.0.0.1:1/>", 400, "LOAD would change the vocabulary"),
        ("SELECT * FROM <http://127.0.0.1:1/> { ?s ?p ?o }", 400, "no graph <http://127.0.0.1:1/> is loaded"),
        ("ASK " + "{" * 4_000, 400, f"nested more than {DEEPEST} deep"),
        ("ASK { FILTER" + "(" * 2_000 + "1" + ")" * 2_000 + " }", 400, f"nested more than {DEEPEST} deep"),
        ("ASK { FILTER(" + "!" * 2_000 + "1) }", 400, "signs in a row"),
        ("ASK { " + "?s ?p ?o . " * 300 + "}", 400, "too wide"),
        (MANY, 413, "the result is larger than"),
        (TRIPLES, 413, "the result is larger than"),
        (ENDLESS, 408, "took more than 0.5 s and was stopped"),
    ],
)  # fmt: skip
def test_what_a_stranger_asks_is_bounded(
    client: TestClient,
    endpoint: Endpoint,
    monkeypatch: pytest.MonkeyPatch,
    query: str,
    status: int,
    says: str,
) -> None:
    monkeypatch.setattr(endpoint, "seconds", 0.5 if query == ENDLESS else 60)
    answer = ask(client, query)
    assert answer.status_code == status
    assert says in answer.text
    assert "File " not in answer.text
    assert ask(client, "ASK { ?s a skos:Concept }").json()["boolean"] is True


def test_blank_nodes_that_take_for_ever_to_name_stop_with_the_query(
    client: TestClient, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Naming them after what is said of them takes exponential time where they cannot be told apart."""
    monkeypatch.setattr(endpoint, "seconds", 2)
    nodes = " ".join(f"_:n{one} <e:x> _:n{two} ." for one in range(11) for two in range(11) if one != two)
    answer = ask(client, f"CONSTRUCT {{ {nodes} }} WHERE {{}}", "text/turtle")
    assert answer.status_code in (408, 503)  # it takes memory, too
    assert ask(client, "ASK {}").status_code == 200


def test_what_runs_out_of_memory_is_told(graph: TermGraph) -> None:
    small = Endpoint(Served("birds", graph), "birds/", workers=1, limits=Limits(memory=2**28))
    asking = TestClient(Starlette(routes=small.routes()))
    answer = ask(asking, f"SELECT (COUNT(*) AS ?n) {{ {{ SELECT DISTINCT * {{ {MANY.partition('{')[2]} }} }}")
    assert (answer.status_code, answer.text) == (
        503,
        "the query used up its memory, or crashed the engine (ask for less)",
    )
    assert ask(asking, "ASK {}").status_code == 200
    small.pool.close()


def test_a_request_has_a_size(client: TestClient) -> None:
    answer = client.post("/sparql", content=b"#" * (MOST + 1), headers={"Content-Type": QUERY})
    assert (answer.status_code, answer.text) == (
        413,
        "a request may have 256 KiB at most; ask several smaller questions",
    )
    fields = "&".join(f"a{number}=" for number in range(500))
    assert client.get(f"/sparql?query=ASK%20%7B%7D&{fields}").status_code == 400


def test_who_comes_when_all_are_busy_is_told_when_to_come_again(
    client: TestClient, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask(client, "ASK {}").status_code == 200  # an engine is ready
    monkeypatch.setattr(endpoint.pool, "_patience", 0.01)
    with endpoint.pool._engine():
        answer = ask(client, "ASK {}")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert answer.text == "too many questions are being answered (ask again in a moment)"
    assert ask(client, "ASK {}").status_code == 200


def kill_busy(endpoint: Endpoint) -> None:
    """End the process that answers a query, where one does."""
    for engine in endpoint.pool._engines:
        if engine._lock.locked() and engine._worker is not None and engine.is_ready:
            os.kill(engine._worker._process.pid, signal.SIGKILL)


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_processes_that_are_killed_in_mid_query_are_replaced(client: TestClient, endpoint: Endpoint) -> None:
    """No answer is wrong or half of one, and whoever asks next is answered."""
    for _ in range(20):
        while len(endpoint.pool._ready) < 2:  # the one that is not lent is made ready beside
            time.sleep(0.002)
        told: list[Any] = []
        asking = threading.Thread(target=lambda told=told: told.append(ask(client, ENDLESS)))
        asking.start()
        while asking.is_alive():  # it is started again where it is killed before it is asked
            kill_busy(endpoint)
            asking.join(0.02)
        assert told[0].status_code == 503
        assert told[0].text == "the query used up its memory, or crashed the engine (ask for less)"
        rows = ask(client, "SELECT ?x { ?x a skos:Concept }").json()["results"]["bindings"]
        assert {row["x"]["value"] for row in rows} == {"http://example.org/owl", "http://example.org/bird"}


def test_many_ask_at_once(client: TestClient) -> None:
    answers: list[str] = []

    def count(number: int) -> None:
        answers.append(ask(client, f"SELECT ({number} AS ?n) {{}}", "text/csv").text)

    threads = [threading.Thread(target=count, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == sorted(f"n\r\n{number}\r\n" for number in range(12))


def test_what_is_done_is_counted(endpoint: Endpoint, graph: TermGraph) -> None:
    metrics = Metrics()
    made = Endpoint(Served("birds", graph), "birds/", workers=1, metrics=metrics)
    asking = TestClient(Measured(Starlette(routes=[*made.routes(), *metrics.routes()]), metrics))
    ask(asking, "ASK {}")
    ask(asking, "ASK {")
    asking.request("BREW", "/coffee")
    metrics.count("termgraph_engines_ended_total")
    lines = asking.get("/metrics").text.splitlines()
    assert 'termgraph_requests_total{method="GET",status="200"} 1' in lines
    assert 'termgraph_requests_total{method="other",status="404"} 1' in lines
    assert 'termgraph_queries_total{status="400"} 1' in lines
    assert "termgraph_engines_ended_total 1" in lines
    assert {line.split()[2] for line in lines if line.startswith("# TYPE")} == set(COUNTED)
    made.pool.close()


# Clients that nobody here wrote


@pytest.fixture(scope="module")
def served(app: Hardened) -> Iterator[str]:
    """The address of a server on this machine."""
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, args=([taken],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{taken.getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.mark.parametrize("method", [SPARQLWrapper.GET, SPARQLWrapper.POST, SPARQLWrapper.POSTDIRECTLY])
def test_sparqlwrapper(served: str, method: str) -> None:
    wrapper = SPARQLWrapper.SPARQLWrapper(f"{served}/sparql")
    if method == SPARQLWrapper.POSTDIRECTLY:
        wrapper.setRequestMethod(SPARQLWrapper.POSTDIRECTLY)
        method = SPARQLWrapper.POST
    wrapper.setMethod(method)
    wrapper.setReturnFormat(SPARQLWrapper.JSON)
    wrapper.setQuery("SELECT ?name { <http://example.org/bird> skos:prefLabel ?name }")
    found: Any = wrapper.queryAndConvert()
    assert found["results"]["bindings"] == [{"name": {"type": "literal", "value": "bird", "xml:lang": "en"}}]
    wrapper.setQuery("CONSTRUCT WHERE { ?x skos:broader ?y }")
    wrapper.setReturnFormat(SPARQLWrapper.TURTLE)
    turtle: Any = wrapper.queryAndConvert()
    assert len(rdflib.Graph().parse(data=turtle)) == 1
    wrapper.setReturnFormat(SPARQLWrapper.JSON)
    wrapper.setQuery("SELECT {")
    with pytest.raises(SPARQLWrapper.SPARQLExceptions.QueryBadFormed):
        wrapper.query()


def test_rdflibs_sparqlstore(served: str) -> None:
    remote = rdflib.Graph(SPARQLStore(f"{served}/sparql"))
    assert len(remote) == 12
    assert {str(name) for name in remote.objects(None, rdflib.SKOS.prefLabel)} == {"owl", "Eule", "bird"}
    found: Any = remote.query("SELECT ?y { ?x skos:broader ?y }", initNs={"skos": rdflib.SKOS})
    assert [row.y for row in found] == [rdflib.URIRef("http://example.org/bird")]


@pytest.mark.skipif(
    not COMUNICA.exists() and os.environ.get("CI") != "true", reason="make test installs Comunica, with npm"
)
def test_comunica(served: str) -> None:
    query = "SELECT ?name { ?x <http://www.w3.org/2004/02/skos/core#broader> ?y ; ?p ?name FILTER(ISLITERAL(?name)) }"
    command = [
        "sh",
        "tools/node.sh",
        "node",
        str(COMUNICA),
        f"sparql@{served}/sparql",
        query,
        "-t",
        "text/csv",
    ]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=True)
    assert sorted(told.stdout.split()) == ["=1+1", "Eule", "name", "owl"]


@pytest.mark.parametrize("triple", ['<e:a> <e:b> "\\u0001"', '<e:a> <e:b/> "1"'], ids=["text", "name"])
def test_what_rdf_xml_cannot_hold_is_told(client: TestClient, triple: str) -> None:
    """The engine wrote what no parser of XML reads."""
    asked = {"query": f"CONSTRUCT {{ {triple} }} {{}}"}
    answer = client.get("/sparql", params=asked, headers={"Accept": "application/rdf+xml"})
    assert answer.status_code == 400
    assert "RDF/XML cannot hold this graph: a text has a control character" in answer.text
    assert client.get("/sparql", params=asked, headers={"Accept": "text/turtle"}).status_code == 200


def test_a_head_over_http_has_no_body(served: str) -> None:
    connection = http.client.HTTPConnection(served.removeprefix("http://"))
    connection.request("HEAD", address(("query", "ASK {}")))
    answer = connection.getresponse()
    assert (answer.status, answer.read()) == (200, b"")
    connection.request("GET", address(("query", "ASK {}")))
    assert json.loads(connection.getresponse().read()) == {"head": {}, "boolean": True}
    connection.close()


def test_what_is_served_is_what_the_engine_answers(client: TestClient, graph: TermGraph) -> None:
    for query in (
        "SELECT * { ?thing skos:prefLabel ?name } ORDER BY ?name",
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
    ):
        read = ox.parse_query_results(ask(client, query).content, ox.QueryResultsFormat.JSON)
        assert isinstance(read, ox.QuerySolutions)
        result = graph.query(query)
        assert ([one.value for one in read.variables], [tuple(row) for row in read]) == (
            result.variables,
            result.rows,
        )


@pytest.mark.parametrize("padding", [0, 3_000], ids=["asked at once", "asked on a thread"])
def test_a_query_whose_client_leaves_is_stopped(
    served: str, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, padding: int
) -> None:
    """Else it would go on for ten minutes."""
    monkeypatch.setattr(endpoint, "seconds", 600)

    def is_running() -> bool:
        return endpoint.pool._lent == endpoint._workers

    leaving = http.client.HTTPConnection(served.removeprefix("http://"))
    query = ENDLESS + " " * padding
    leaving.request("GET", f"/sparql?{urllib.parse.urlencode({'query': query})}")
    while not is_running():
        time.sleep(0.01)
    leaving.close()
    while is_running():
        time.sleep(0.01)


def test_one_client_does_not_keep_others_from_an_answer() -> None:
    turns, told = Turns(1, 1, patience=60), []

    def asks() -> None:
        with turns.of("a"):
            told.append("second")

    second = threading.Thread(target=asks)
    with turns.of("a"):
        second.start()
        while turns._asked["a"] < 2:
            time.sleep(0.01)
        with pytest.raises(UnavailableError), turns.of("a"):
            pass
        with turns.of("b"):
            told.append("other")
    second.join()
    assert told == ["other", "second"]
    assert not turns._asked
    assert not turns._answered
