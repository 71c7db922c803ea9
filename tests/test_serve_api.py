"""What programs ask of `termgraph serve`: its API, Skosmos's with somebody else's client, and what OpenAPI promises."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import hypothesis
import pytest
import rdflib
import schemathesis
from jsonschema import Draft202012Validator
from skosmos_client import SkosmosClient
from starlette.testclient import TestClient

from termgraph.api import TermGraph
from termgraph.export.part import part
from termgraph.namespaces import SKOS
from termgraph.serve import Served, application
from termgraph.serve.hardening import Limits
from termgraph.serve.running import _listening, server

#: What Skosmos's own tests ask of fish, in our words: a hierarchy, other names, groups, dates, another language.
FISH = """
@prefix f: <http://f.org/> .
f: a skos:ConceptScheme ; dct:title "Fish"@en, "Fische"@de ; rdfs:label "Fish"@en ; dct:language "en" ;
    vann:preferredNamespaceUri "http://f.org/" ; skos:hasTopConcept f:fish .
f:fish a skos:Concept ; skos:prefLabel "Fish"@en, "Fisch"@de ; skos:notation "1" .
f:bass a skos:Concept ; skos:prefLabel "Bass"@en, "Barsch"@de ; skos:altLabel "perch"@en ; skos:hiddenLabel "bas"@en ;
    skos:broader f:fish ; dct:modified "2024-02-01" .
f:sea-bass a skos:Concept ; skos:prefLabel "Black sea bass"@en ; skos:broader f:bass ; skos:related f:carp ;
    skos:exactMatch <http://g.org/bass> ; dct:modified "2025-02-01" .
f:carp a skos:Concept, f:Type ; skos:prefLabel "Carp"@en ; skos:altLabel "Golden crucian"@en ; skos:broader f:fish .
f:koi a skos:Concept ; skos:prefLabel "Koi"@de ; skos:broader f:carp .
f:dodo a skos:Concept ; skos:prefLabel "Bass dodo"@en ; owl:deprecated true ; dct:isReplacedBy f:bass ;
    dct:modified "2023-02-01" .
f:Type a owl:Class ; rdfs:label "A type"@en ; rdfs:subClassOf skos:Concept .
f:sea a skos:Collection ; skos:prefLabel "of the sea"@en ; skos:member f:sea-bass, f:cold .
f:cold a skos:Collection ; skos:prefLabel "of cold water"@en ; skos:member f:carp .
"""
BIRDS = '<http://e.org/owl> a skos:Concept ; skos:prefLabel "owl"@en ; skos:altLabel "bass"@en .'
F = "http://f.org/"


@pytest.fixture(scope="module")
def shelf() -> list[Served]:
    """Fish and birds."""
    return [Served("fish", TermGraph.from_text(FISH)), Served("birds", TermGraph.from_text(BIRDS))]


@pytest.fixture(scope="module")
def ask(shelf: list[Served]) -> Callable[..., Any]:
    """Return a function that asks a server and returns what it says as JSON."""
    client = TestClient(application(shelf))

    def asked(path: str, status: int = 200, **params: str) -> Any:
        answer = client.get(path, params=params)
        assert answer.status_code == status, answer.text
        return answer.json()

    return asked


@pytest.fixture(scope="module")
def address(shelf: list[Served]) -> Iterator[str]:
    """The address of a server that runs in a thread."""
    with _listening("127.0.0.1", 0) as listening:
        running = server(application(shelf))
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        running.should_exit = True
        thread.join()


# Our own


def test_search_names_vocabularies_and_languages(ask: Callable[..., Any]) -> None:
    found = ask("/api/search", q="bass")["results"]
    assert [(one["vocabulary"], one["label"], one["name"], one["deprecated"]) for one in found] == [
        ("fish", "Bass", "Bass", False),
        ("birds", "owl", "bass", False),
        ("fish", "Black sea bass", "Black sea bass", False),
        ("fish", "Bass dodo", "Bass dodo", True),
    ]
    assert found[0]["page"] == "http://testserver/fish/bass/index.html"
    assert found[0]["languages"] == ["en"]
    assert [one["iri"] for one in ask("/api/search", q="bass", limit="1", offset="1")["results"]] == [
        "http://e.org/owl"
    ]
    assert [one["vocabulary"] for one in ask("/api/search", q="bass", vocab="birds")["results"]] == ["birds"]
    assert [one["label"] for one in ask("/api/search", q="carp", group=F + "sea")["results"]] == ["Carp"]
    assert [one["label"] for one in ask("/api/search", q="bass", kind="deprecated")["results"]] == [
        "Bass dodo"
    ]
    assert ask("/api/search", q="zebra")["results"] == []


def test_concepts_labels_and_places_are_told(ask: Callable[..., Any]) -> None:
    (bass,) = ask("/api/concept", term="Barsch")["results"]
    assert (bass["vocabulary"], bass["iri"], bass["translations"]) == ("fish", F + "bass", {"de": "Barsch"})
    several = ask("/api/concept", term="bass")["results"]
    assert [one["vocabulary"] for one in several] == ["fish", "birds"]
    assert ask("/api/label", iri=F + "bass", lang="de")["label"] == "Barsch"
    (place,) = ask("/api/hierarchy", term=F + "sea-bass")["results"]
    assert [one["label"] for one in place["ancestors"]] == ["Bass", "Fish"]
    names = [one["name"] for one in ask("/api/suggest", q="gold")["results"]]
    assert names == ["Golden crucian"]
    assert {one["id"]: one["concepts"] for one in ask("/api/vocabularies")["vocabularies"]} == {
        "fish": 6,
        "birds": 1,
    }


@pytest.mark.parametrize(
    ("path", "params", "status", "says"),
    [
        ("/api/search", {}, 400, "'q' is missing"),
        ("/api/search", {"q": "x", "limit": "many"}, 400, "a whole number from 1 to 1,000"),
        ("/api/search", {"q": "x", "limit": "-1"}, 400, "a whole number"),
        ("/api/search", {"q": "x", "kind": "bird"}, 400, "one of concept"),
        ("/api/search", {"q": "x" * 1001}, 400, "longer than 1,000"),
        ("/api/search", {"q": "x", "vocab": "cats"}, 404, "there is fish, birds"),
        ("/api/concept", {"term": "carb"}, 404, "did you mean"),
        ("/api/label", {"iri": "http://nowhere.org/"}, 404, "nothing here"),
        ("/rest/v1/cats/", {}, 404, "no vocabulary 'cats'"),
        ("/rest/v1/fish/lookup", {"label": "cat"}, 404, "Could not find label 'cat'"),
        ("/rest/v1/fish/broader", {"uri": "http://nowhere.org/"}, 404, "Could not find concept"),
        ("/rest/v1/fish/search", {"query": " "}, 400, "'query' is missing"),
        ("/rest/v1/vocabularies", {}, 400, "'lang' is missing"),
        ("/rest/v1/data", {"uri": F + "bass", "format": "image/png"}, 400, "is one of text/turtle"),
    ],
)
def test_what_cannot_be_answered_is_said(
    ask: Callable[..., Any], path: str, params: dict[str, str], status: int, says: str
) -> None:
    said = ask(path, status, **params)
    assert said["status"] == status
    assert says in said["detail"]


def test_addresses_are_those_that_a_proxy_is_known_by(shelf: list[Served]) -> None:
    client = TestClient(application(shelf, public_base="https://terms.example/all/"))
    assert (
        client.get("/api/vocabularies").json()["vocabularies"][0]["page"] == "https://terms.example/all/fish/"
    )
    assert client.get("/openapi.json").json()["servers"] == [{"url": "https://terms.example/all"}]


# Skosmos


def test_the_client_of_skosmos_works_unchanged(address: str) -> None:
    skosmos = SkosmosClient(address + "rest/v1/")
    assert skosmos.vocabularies("de") == [
        {"uri": "birds", "id": "birds", "title": "Vocabulary"},
        {"uri": "fish", "id": "fish", "title": "Fische"},
    ]
    assert [one["prefLabel"] for one in skosmos.search("*bass", lang="en", vocabs="fish")] == [
        "Bass",
        "Black sea bass",
    ]
    assert [one["vocab"] for one in skosmos.search("bas*", maxhits=1, offset=1)] == ["birds"]
    assert skosmos.search("*", vocabs=["fish"], parent=F + "carp", group=F + "cold")[0]["uri"] == F + "carp"
    assert skosmos.search("*", vocabs="fish", type_=F + "Type")[0]["prefLabel"] == "Carp"
    assert {one["uri"]: one.get("label") for one in skosmos.types("en", "fish")}[F + "Type"] == "A type"
    told = skosmos.get_vocabulary("fish", "de")
    assert (told["id"], told["title"], told["defaultLanguage"], told["languages"]) == (
        "fish",
        "Fische",
        "en",
        ["en", "de"],
    )
    with pytest.raises(ValueError, match="no vocabulary 'cats'"):
        skosmos.get_vocabulary("cats")
    assert skosmos.top_concepts("fish", "de") == [
        {"uri": F + "fish", "label": "Fisch", "hasChildren": True, "notation": "1", "topConceptOf": F}
    ]
    assert [one["uri"] for one in skosmos.lookup("fish", "PERCH", lang="en")] == [F + "bass"]
    with pytest.raises(ValueError, match="Could not find label"):
        skosmos.lookup("fish", "bass", lang="fi")
    assert [
        (one["prefLabel"], one["hasMembers"], one.get("childGroups")) for one in skosmos.groups("fish", "en")
    ] == [
        ("of cold water", True, None),
        ("of the sea", True, [F + "cold"]),
    ]


def test_its_client_gets_all_that_is_said(
    address: str, shelf: list[Served], monkeypatch: pytest.MonkeyPatch
) -> None:
    # It asks for RDF/XML and leaves rdflib to find that out, which its versions of that time took for granted.
    parse = rdflib.Graph.parse
    monkeypatch.setattr(rdflib.Graph, "parse", lambda graph, data: parse(graph, data=data, format="xml"))
    said = set(part(shelf[0].graph, [F + "bass"]).to_rdflib())
    for vocid in ("fish", None):
        assert set(SkosmosClient(address + "rest/v1/").data(F + "bass", vocid)) == said


def test_its_client_asks_about_a_concept(address: str) -> None:
    bass = SkosmosClient(address + "rest/v1/").get_concept("fish", F + "sea-bass")
    assert bass.label() == "Black sea bass"
    assert bass.broader("de") == [{"uri": F + "bass", "prefLabel": "Barsch"}]
    assert bass.broaderTransitive("de", limit=2) == {
        F + "sea-bass": {"uri": F + "sea-bass", "prefLabel": "Black sea bass (en)", "broader": [F + "bass"]},
        F + "bass": {"uri": F + "bass", "prefLabel": "Barsch", "broader": [F + "fish"]},
    }
    assert bass.related() == [{"uri": F + "carp", "prefLabel": "Carp"}]
    fish = SkosmosClient(address + "rest/v1/").get_concept("fish", F + "fish")
    assert [one["prefLabel"] for one in fish.narrower("en")] == ["Bass", "Carp"]
    assert set(fish.narrowerTransitive()) == {F + one for one in ("fish", "bass", "carp", "koi", "sea-bass")}


def test_answers_have_the_shapes_of_skosmos(ask: Callable[..., Any]) -> None:
    assert ask("/rest/v1/fish/label", uri=F + "carp") == {
        "@context": {
            "skos": SKOS,
            "uri": "@id",
            "type": "@type",
            "prefLabel": "skos:prefLabel",
            "altLabel": "skos:altLabel",
            "hiddenLabel": "skos:hiddenLabel",
            "@language": "en",
        },
        "uri": F + "carp",
        "prefLabel": "Carp",
        "altLabel": ["Golden crucian"],
    }
    (perch,) = ask("/rest/v1/search", query="perch", fields="broader altLabel")["results"]
    assert perch == {
        "uri": F + "bass",
        "type": ["skos:Concept"],
        "broader": [{"uri": F + "fish"}],
        "altLabel": "perch",
        "localname": "bass",
        "prefLabel": "Bass",
        "lang": "en",
        "vocab": "fish",
    }
    assert ask("/rest/v1/fish/index/")["indexLetters"] == ["B", "C", "F", "G", "P"]
    assert ask("/rest/v1/fish/index/B", limit="1")["indexConcepts"] == [
        {"uri": F + "bass", "localname": "bass", "prefLabel": "Bass", "lang": "en"}
    ]
    assert ask("/rest/v1/fish/children", uri=F + "fish")["narrower"] == [
        {"uri": F + "bass", "prefLabel": "Bass", "hasChildren": True},
        {"uri": F + "carp", "prefLabel": "Carp", "hasChildren": True},
    ]
    place = ask("/rest/v1/fish/hierarchy", uri=F + "bass")["broaderTransitive"]
    assert place[F + "fish"]["top"] == F
    assert (place[F + "bass"]["exact"], place[F + "bass"]["broader"]) == (F + "bass", [F + "fish"])
    assert place[F + "bass"]["narrower"] == [
        {"uri": F + "sea-bass", "label": "Black sea bass", "hasChildren": False}
    ]
    members = ask("/rest/v1/fish/groupMembers", uri=F + "sea")["members"]
    assert [(one["prefLabel"], one["isSuper"]) for one in members] == [
        ("Black sea bass", False),
        ("of cold water", True),
    ]
    changes = ask("/rest/v1/fish/modified", limit="2")["changeList"]
    assert [(one["uri"], one["date"]) for one in changes] == [
        (F + "sea-bass", "2025-02-01"),
        (F + "bass", "2024-02-01"),
    ]
    counted = ask("/rest/v1/fish/vocabularyStatistics")
    assert (counted["concepts"]["count"], counted["concepts"]["deprecatedCount"]) == (6, 1)
    names = ask("/rest/v1/fish/labelStatistics")["languages"]
    assert {"language": "de", "properties": [{"property": "skos:prefLabel", "labels": 3}]} in names


def test_mappings_are_told_in_jskos(ask: Callable[..., Any]) -> None:
    said = ask("/rest/v1/fish/mappings", uri=F + "sea-bass", lang="de")
    (mapping,) = said["mappings"]
    assert mapping["type"] == ["skos:exactMatch"]
    assert (mapping["typeLabel"], mapping["vocabName"]) == ("Dasselbe wie", "g.org")
    assert mapping["from"]["memberSet"] == [{"uri": F + "sea-bass"}]
    assert mapping["to"]["memberSet"] == [{"uri": "http://g.org/bass"}]
    assert F + "sea-bass" in json.dumps(json.loads(said["graph"]))
    assert ask("/rest/v1/fish/mappings", uri=F + "carp") | {"graph": ""} == {"mappings": [], "graph": ""}


@pytest.mark.parametrize(
    ("external", "label", "link"),
    [("true", "robin", "/b/robin"), ("false", "http://b.org/robin", "/b/robin")],
)
def test_what_a_mapping_leads_to_is_named_by_the_vocabulary_that_has_it(
    external: str, label: str, link: str
) -> None:
    here = TermGraph.from_text(
        '<http://a.org/redbreast> a skos:Concept ; skos:prefLabel "redbreast"@en ;'
        " skos:closeMatch <http://b.org/robin> ."
    )
    there = TermGraph.from_text('<http://b.org/robin> a skos:Concept ; skos:prefLabel "robin"@en .')
    client = TestClient(application([Served("a", here), Served("b", there)]))
    params = {"uri": "http://a.org/redbreast", "external": external}
    (mapping,) = client.get("/rest/v1/a/mappings", params=params).json()["mappings"]
    assert (mapping["prefLabel"], mapping["vocabName"]) == (label, "Vocabulary")
    assert client.get(mapping["hrefLink"]).url.path.startswith(link)


@pytest.mark.parametrize(
    ("query", "found"), [("b*", 2), ("*ss", 2), ("*a*", 3), ("b*k*s", 1), ("bas", 1), ("1", 1), ("*", 5)]
)
def test_an_asterisk_stands_for_anything(ask: Callable[..., Any], query: str, found: int) -> None:
    assert len(ask("/rest/v1/fish/search", query=query)["results"]) == found


# What is promised


def test_the_description_is_valid_and_of_what_there_is(ask: Callable[..., Any]) -> None:
    described = ask("/openapi.json")
    assert described["openapi"] == "3.1.0"
    assert {"/api/search", "/rest/v1/{vocid}/broaderTransitive"} < set(described["paths"])
    for path in described["paths"].values():
        for parameter in path["get"]["parameters"]:
            Draft202012Validator.check_schema(parameter["schema"])


def _promised() -> Any:
    shelf = [Served("fish", TermGraph.from_text(FISH)), Served("birds", TermGraph.from_text(BIRDS))]
    long = Limits(address=2**22)  # so that what the table says of each parameter is what is tested
    return schemathesis.openapi.from_asgi("/openapi.json", application(shelf, limits=long))


SCHEMA = _promised()


@SCHEMA.parametrize()  # type: ignore[untyped-decorator]  # it has no types
@hypothesis.settings(max_examples=6, deadline=None, derandomize=True)
def test_every_answer_is_as_it_is_promised(case: Any) -> None:
    case.call_and_validate()
