"""A vocabulary on a SPARQL endpoint says what the same vocabulary says from a file, or says that it cannot be read."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from termgraph.errors import QueryTimeoutError, TermgraphError
from termgraph.namespaces import PREFIXES
from termgraph.store import Store, endpoint, remote
from termgraph.store.endpoint import Endpoint
from termgraph.store.pushing import push
from tests.commands import run
from tests.endpoints import Misbehaving, misbehaving

_HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
BIRDS = (
    _HEAD
    + """@prefix b: <http://e.org/> .
    b:birds a skos:ConceptScheme ; dct:title "Birds"@en ;
        vann:preferredNamespacePrefix "b" ; vann:preferredNamespaceUri "http://e.org/" .
    b:owl a skos:Concept ; skos:prefLabel "owl"@en, "Eule"@de ; skos:altLabel "night bird"@en-GB ; skos:broader b:bird ;
        skos:inScheme b:birds ; b:weighs 7, "1.230"^^b:ounces ;
        skos:note [ rdf:value "hunts by night"@en ; dct:creator [ foaf:name "A. Wing" ] ] .
    b:bird a skos:Concept ; skos:prefLabel "bird"@en ; skos:topConceptOf b:birds ; skos:inScheme b:birds .
    """
    + "\n".join(
        f'b:owl{n} a skos:Concept ; skos:prefLabel "owl {n}"@en ; skos:broader b:owl .' for n in range(50)
    )
)


@pytest.fixture
def birds() -> Iterator[Misbehaving]:
    with misbehaving(BIRDS) as server:
        yield server


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "PAUSES", (0.0, 0.0))
    for name in ("TOKEN", "USER", "PASSWORD"):
        monkeypatch.delenv(f"TERMGRAPH_SPARQL_{name}", raising=False)
    monkeypatch.setenv("NETRC", "/nonexistent")


def told(store: Store) -> str:
    """Return what a store says, in one form."""
    graph = ox.Dataset(ox.parse(store.record.dump(), ox.RdfFormat.N_QUADS, lenient=True))
    graph.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return "\n".join(sorted(map(str, graph)))


# Reading all of it, or none


@pytest.mark.parametrize(("page", "most"), [(10_000, None), (10_000, 20), (3, None), (30, 20)])
def test_what_comes_page_by_page_is_what_there_is(
    birds: Misbehaving, monkeypatch: pytest.MonkeyPatch, page: int, most: int | None
) -> None:
    monkeypatch.setattr(remote, "PAGE", page)
    birds.most = most
    store = Store.open(birds.address)
    assert len(store.record) == len(Store.from_text(BIRDS).record)
    assert told(store) == told(Store.from_text(BIRDS))
    assert store.prefixes["b"] == "http://e.org/" == store.base


def test_only_what_is_asked_for_is_read(birds: Misbehaving) -> None:
    store = Store.open(birds.address)
    before = len(birds.asked)
    assert len(store.record.columns["http://www.w3.org/2004/02/skos/core#altLabel"].subjects) == 1
    asked = " ".join(birds.asked[before:])
    assert "altLabel" in asked
    assert "prefLabel" not in asked


def without_some(query: str, body: bytes) -> bytes:
    """Drop a row of a page, as a server does that stops when its time is up."""
    rows = json.loads(body)
    if "prefLabel" in query and "COUNT" not in query:
        rows["results"]["bindings"] = rows["results"]["bindings"][
            : 20 - int(query.split("OFFSET ")[1].split(maxsplit=1)[0])
        ]
    return json.dumps(rows).encode()


def in_no_order(query: str, body: bytes) -> bytes:
    """Give the first row again in place of the last."""
    rows = json.loads(body)["results"]["bindings"]
    if "prefLabel" in query and "COUNT" not in query:
        rows[-1] = rows[0]
    return json.dumps({**json.loads(body), "results": {"bindings": rows}}).encode()


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (without_some, "counts 53 statements and gives 20"),
        (in_no_order, "gives 53 statements of a predicate, of which only 52 differ"),
    ],
)
def test_half_a_vocabulary_is_an_error(birds: Misbehaving, spoil: object, message: str) -> None:
    birds.spoil = spoil  # type: ignore[assignment]
    with pytest.raises(TermgraphError, match=message):
        told(Store.open(birds.address))


def test_too_few_predicates_are_an_error(birds: Misbehaving) -> None:
    birds.most = 3
    with pytest.raises(TermgraphError, match="statements by predicate, of"):
        Store.open(birds.address)


def twice(query: str, body: bytes) -> bytes:
    """Say a row twice, and count it so, as a server does that has it in two graphs."""
    told = json.loads(body)
    rows = told["results"]["bindings"]
    if "DISTINCT" in query:
        return body
    if "GROUP BY" in query:
        next(row for row in rows if row["p"]["value"].endswith("altLabel"))["n"]["value"] = "2"
    elif "COUNT(*) AS ?n) { ?s ?p ?o }" in query:
        rows[0]["n"]["value"] = str(int(rows[0]["n"]["value"]) + 1)
    elif "altLabel" in query:
        rows *= 2
    return json.dumps(told).encode()


def test_what_two_graphs_say_is_said_once(birds: Misbehaving) -> None:
    birds.spoil = twice
    assert told(Store.open(birds.address)) == told(Store.from_text(BIRDS))


def test_a_server_with_named_graphs_only_names_them() -> None:
    with misbehaving("<http://e.org/g> { <http://e.org/owl> <http://e.org/eats> 1 }") as birds:
        ran = run("-V", birds.address, "stats")
    assert ran.status == 3
    assert "?default-graph-uri=…: there are <http://e.org/g>" in ran.err


def test_blank_nodes_whose_names_do_not_hold_are_refused(
    birds: Misbehaving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "PAGE", 2)
    counter = iter(range(1000))

    def renamed(query: str, body: bytes) -> bytes:
        rows = json.loads(body)
        for value in (value for row in rows["results"]["bindings"] for value in row.values()):
            if value["type"] == "bnode":
                value["value"] = f"b{next(counter)}"
        return json.dumps(rows).encode()

    assert told(Store.open(birds.address)) == told(Store.from_text(BIRDS))
    birds.spoil = renamed
    with pytest.raises(TermgraphError, match="4 statements with blank nodes, and does not give them at once"):
        told(Store.open(birds.address))


SPOKEN_OF = (
    _HEAD
    + """@prefix b: <http://e.org/> .
    b:claim rdf:reifies <<( b:owl b:eats "mice"@en )>>, <<( b:owl b:eats <<( b:a b:b 7 )>> )>> ; dct:creator b:wing .
    [] rdf:reifies <<( b:owl b:eats b:mouse )>>, <<( [] b:eats b:mouse )>>, b:nothing .
    b:owl a skos:Concept ; b:says "hoo"@en--ltr .
    """
)


def test_triples_that_are_spoken_of_are_read(tmp_path: Path) -> None:
    (tmp_path / "birds.ttl").write_text(SPOKEN_OF, "utf-8")
    with misbehaving(SPOKEN_OF) as birds:
        there, here = Store.open(birds.address), Store.from_text(SPOKEN_OF)
        assert len(there.record) == len(here.record)
        assert len(there.record.reified) == len(here.record.reified) == 4
        assert told(there) == told(here)
        exports = [run("-V", one, "export", "-f", "nt") for one in (birds.address, tmp_path / "birds.ttl")]
    assert exports[0].out == exports[1].out


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        ("b:claim rdf:reifies <<( [] b:eats b:mouse )>> .", "speaks of triples with blank nodes"),
        ("b:claim b:says <<( b:owl b:eats b:mouse )>> .", "speaks of triples by <http://e.org/says>"),
    ],
)
def test_triples_that_cannot_be_read_are_refused(turtle: str, message: str) -> None:
    with misbehaving(f"{_HEAD} @prefix b: <http://e.org/> . {turtle}") as birds:
        ran = run("-V", birds.address, "export")
    assert ran.status == 3
    assert message in ran.err


def test_triples_in_another_form_are_refused() -> None:
    def otherwise(_query: str, body: bytes) -> bytes:
        return body.replace(b'"subject":', b'"s":')

    with misbehaving(SPOKEN_OF) as birds:
        birds.spoil = otherwise
        with pytest.raises(TermgraphError, match=r"not as SPARQL 1\.2 writes it"):
            told(Store.open(birds.address))


# Asking


def test_a_persons_own_query_is_the_servers(birds: Misbehaving) -> None:
    store = Store.open(birds.address)
    asked = len(birds.asked)
    found = store.query("SELECT ?owl { ?owl skos:broader+ b:bird FILTER(?owl = $one) }", params={"one": "e"})
    assert found.rows == []
    assert store.query("ASK { b:owl skos:broader ?what }").boolean is True
    assert [
        str(t.object) for t in store.query("CONSTRUCT { ?s a ?what } { ?s skos:altLabel ?what }").triples
    ] == ['"night bird"@en-gb']
    assert store.query("SELECT * { b:owl skos:altLabel ?name ; skos:note ?note }").variables == [
        "name",
        "note",
    ]
    assert sum("LIMIT" not in query and "COUNT" not in query for query in birds.asked[asked:]) == 4


def test_a_query_is_guarded_before_it_leaves(birds: Misbehaving) -> None:
    store = Store.open(birds.address)
    asked = len(birds.asked)
    for query in ("SELECT * { SERVICE <http://e.org/> { ?s ?p ?o } }", "DELETE WHERE { ?s ?p ?o }"):
        with pytest.raises(TermgraphError):
            store.query(query)
    assert len(birds.asked) == asked


def test_named_queries_are_answered_from_what_was_read(birds: Misbehaving, tmp_path: Path) -> None:
    (tmp_path / "birds.ttl").write_text(BIRDS, "utf-8")
    for name in ("labels term=b:owl", "narrower term=b:bird", "top-concepts", "orphans"):
        here, there = (
            run("-V", one, "query", *name.split()) for one in (tmp_path / "birds.ttl", birds.address)
        )
        assert here.out == there.out
        assert there.status == 0


# A server that is busy, broken, or wants to know who asks


def test_a_busy_server_is_asked_again(birds: Misbehaving) -> None:
    birds.replies = [(503, {"Retry-After": "0"}, b""), (429, {}, b"")]
    assert len(Store.open(birds.address).record) > 150
    birds.replies = [(503, {}, b"come back later")] * 3
    with pytest.raises(TermgraphError, match="answers 503 come back later"):
        Store.open(birds.address)


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (
            (200, {"Content-Type": "text/html"}, b"<p>Welcome"),
            "is no SPARQL endpoint: it answers with text/html",
        ),
        ((200, {"Content-Type": "application/json"}, b'{"results": []}'), "is no SPARQL endpoint"),
        ((302, {"Location": "http://10.0.0.1/"}, b""), "has moved to http://10.0.0.1/"),
        ((404, {}, b"<html><p>nothing here"), "answers 404 Not Found"),
        ((400, {}, b"no\x1b[31m such\r\n\r\nquery"), "answers 400 no.*such$"),
        ((403, {}, b""), "wants to know who asks .403. .give them in TERMGRAPH_SPARQL_USER"),
        ((200, {"Content-Length": "99"}, b"{}"), "broke off in the middle"),
    ],
)
def test_what_is_no_answer_is_told(
    birds: Misbehaving, reply: tuple[int, dict[str, str], bytes], message: str
) -> None:
    birds.replies = [reply] * 4
    with pytest.raises(TermgraphError, match=message):
        Store.open(birds.address)


def test_a_server_that_does_not_answer_in_time_is_not_waited_for(birds: Misbehaving) -> None:
    waiting = threading.Event()
    birds.spoil = lambda _query, body: body if waiting.wait(5) else b""
    with pytest.raises(QueryTimeoutError, match=r"did not answer within 0\.2 s"):
        Endpoint(birds.address, timeout=0.2).ask("ASK {}", "application/sparql-results+json")
    waiting.set()


def test_who_asks_is_told_to_who_wants_to_know(
    birds: Misbehaving, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    birds.user = ("wing", "feather")
    with pytest.raises(TermgraphError, match=r"wants to know who asks .401"):
        Store.open(birds.address)
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login wing password feather\n", "utf-8")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    assert len(Store.open(birds.address).record) > 150
    monkeypatch.setenv("TERMGRAPH_SPARQL_USER", "wing")
    monkeypatch.setenv("TERMGRAPH_SPARQL_PASSWORD", "wrong")
    with pytest.raises(TermgraphError, match=r"wants to know who asks .401"):
        Store.open(birds.address)


def test_a_token_is_given(birds: Misbehaving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERMGRAPH_SPARQL_TOKEN", "t0ken")
    Store.open(birds.address)
    assert {headers["authorization"] for headers in birds.headers} == {"Bearer t0ken"}


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("https://user:secret@e.org/sparql", "the address holds a user or a password"),
        ("https:///sparql", "is no address in http"),
        ("https://e.org:port/sparql", "is no address"),
        ("https://e.org/birds.ttl", "no file is fetched from the web"),
    ],
)
def test_an_address_that_is_none_is_told(address: str, message: str) -> None:
    with pytest.raises(TermgraphError, match=message) as caught:
        Store.open(address)
    assert "secret" not in str(caught.value)


# Beside other sources, and real servers


def test_it_is_read_beside_a_file_and_into_a_store(birds: Misbehaving, tmp_path: Path) -> None:
    (tmp_path / "mice.ttl").write_text(f'{_HEAD} <http://e.org/mouse> skos:prefLabel "mouse"@en .', "utf-8")
    both = Store.open(birds.address, tmp_path / "mice.ttl")
    assert both.query(
        'ASK { <http://e.org/mouse> skos:prefLabel "mouse"@en . b:owl skos:broader b:bird }'
    ).boolean
    asked = len(birds.asked)
    both.query("ASK { ?s ?p ?o }")
    assert len(birds.asked) == asked
    assert run("load", birds.address, "--store", tmp_path / "store").status == 0
    assert told(Store.open(tmp_path / "store")) == told(Store.from_text(BIRDS))


def test_a_server_that_refuses_updates_is_told(birds: Misbehaving) -> None:
    birds.replies = [(403, {}, b"")] * 9
    with pytest.raises(TermgraphError, match="wants to know who asks"):
        push(
            Store.from_text(BIRDS).record, Endpoint(birds.address), Endpoint(birds.address), "http://e.org/g"
        )
