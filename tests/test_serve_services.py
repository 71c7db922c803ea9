"""What is asked besides pages, as the server has it: for one vocabulary at the root, for several below each."""

from __future__ import annotations

import gc
import re
import weakref
from pathlib import Path

import pytest
import rdflib
from starlette.testclient import TestClient

from termgraph.api import TermGraph
from termgraph.serve import Served, application
from termgraph.serve.origins import origins
from termgraph.serve.running import Following
from termgraph.store.pool import Pool

OWL = '<http://e.org/owl> a skos:Concept ; skos:prefLabel "owl"@en .'
COD = '<http://e.org/cod> a skos:Concept ; skos:prefLabel "cod"@en .'
NAMES = {"query": "SELECT ?name { ?x skos:prefLabel ?name }", "format": "csv"}


@pytest.fixture(scope="module")
def alone() -> TestClient:
    return TestClient(application([Served("birds", TermGraph.from_text(OWL))]))


@pytest.fixture(scope="module")
def shared() -> TestClient:
    served = [Served("birds", TermGraph.from_text(OWL)), Served("fish", TermGraph.from_text(COD))]
    return TestClient(application(served, public_base="https://terms.example/"))


def test_one_vocabulary_is_asked_at_the_root(alone: TestClient) -> None:
    assert alone.get("/sparql", params=NAMES).text == "name\r\nowl\r\n"
    assert alone.get("/reconcile").json()["preview"]["url"].startswith("http://testserver/reconcile/preview")


def test_several_are_asked_below_each(shared: TestClient) -> None:
    assert shared.get("/fish/-/sparql", params=NAMES).text == "name\r\ncod\r\n"
    assert shared.get("/birds/-/sparql", params=NAMES).text == "name\r\nowl\r\n"
    assert shared.get("/sparql", params=NAMES).status_code == 404
    manifest = shared.get("/fish/-/reconcile").json()
    assert manifest["view"]["url"] == "https://terms.example/fish/-/reconcile/view?id={{id}}"
    described = rdflib.Graph().parse(data=shared.get("/fish/-/sparql").text)
    assert rdflib.URIRef("https://terms.example/fish/-/sparql") in set(described.objects())


@pytest.mark.parametrize("path", ["/query", "/fish/-/query"])
def test_the_query_page_has_style_and_leads_home(alone: TestClient, shared: TestClient, path: str) -> None:
    client = shared if "-" in path else alone
    page = client.get(path)
    assert "style-src 'self'" in page.headers["Content-Security-Policy"]
    for href in re.findall(r'<(?:link rel="stylesheet"|p class="title"><a) href="([^"]+)"', page.text):
        assert client.get(f"{path.rpartition('/')[0]}/{href}").status_code == 200, href


def test_the_query_page_speaks_the_language_of_the_pages() -> None:
    served = Served("birds", TermGraph.from_text(OWL.replace('"owl"@en', '"owl"@en, "Eule"@de')))
    client = TestClient(application([served]))
    asked = {"query": NAMES["query"]}
    german = client.get("/query", params=asked, headers={"Accept-Language": "de"})
    assert '<h2 id="answer">2 Treffer</h2>' in german.text
    assert 'name="lang" value="de"' in german.text
    assert ("Accept-Language" in german.headers["Vary"], german.headers["Content-Language"]) == (True, "de")
    assert ">2 results</h2>" in client.get("/query", params=asked, headers={"Accept-Language": "fr"}).text


def test_a_preview_may_stand_in_a_frame_elsewhere(alone: TestClient) -> None:
    preview = alone.get("/reconcile/preview", params={"id": "http://e.org/owl"})
    assert "frame-ancestors *" in preview.headers["Content-Security-Policy"]


def test_errors_are_problems_with_the_caret(alone: TestClient) -> None:
    told = alone.get("/sparql", params={"query": "SELECT {"})
    assert (told.status_code, told.headers["Content-Type"]) == (400, "application/problem+json")
    assert told.json()["detail"].split("\n")[1:] == ["  SELECT {", "         ^"]
    assert told.headers["Access-Control-Allow-Origin"] == "*"


def test_what_the_server_does_is_counted(alone: TestClient) -> None:
    alone.get("/health")
    assert 'termgraph_requests_total{method="GET",status="200"}' in alone.get("/metrics").text


def test_what_was_served_before_is_given_back(tmp_path: Path) -> None:
    """Each pool has processes of its own."""
    file = tmp_path / "birds.ttl"
    text = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . "
    file.write_text(text + OWL, "utf-8")
    following = Following(origins([str(file)]), application)
    client = TestClient(following)
    assert client.get("/sparql", params=NAMES).text == "name\r\nowl\r\n"
    before = [weakref.ref(one) for one in gc.get_objects() if isinstance(one, Pool) and one._engines]
    file.write_text(text + COD, "utf-8")
    for _ in range(3):  # it is opened anew once it looks as it did a moment ago
        following.follow()
    assert client.get("/sparql", params=NAMES).text == "name\r\ncod\r\n"
    assert any(one() is None for one in before)
