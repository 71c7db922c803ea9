"""Reconciliation: what OpenRefine sends, and that every answer has the shape of the specification."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from termgraph.api import TermGraph
from termgraph.serve.candidates import LONGEST, MOST
from termgraph.serve.extension import CELLS
from termgraph.serve.hardening import Hardened
from termgraph.serve.reconcile import BATCH, Reconciliation

TURTLE = """
@base <http://example.org/> . @prefix e: <http://example.org/> .
e:birds a skos:ConceptScheme ; dct:title "Birds <&>"@en .
e:owl a skos:Concept, e:Species ; skos:prefLabel "owl"@en, "Eule"@de ; skos:altLabel "night bird"@en, "strix"@la ;
  skos:definition "A bird <b>of</b> the night."@en ; skos:broader e:bird ;
  skos:notation "598.97" ; skos:inScheme e:birds ; e:eggs 3 ; e:weight 0.5 ; e:huge "1e999"^^xsd:double ;
  e:shy true ; e:seen "2024-05-01T10:00:00Z"^^xsd:dateTime ;
  e:born "2024-05-01"^^xsd:date ; e:page <http://elsewhere.example/owl> ; tg:proposedName e:fly .
e:fly skosxl:literalForm "silent flyer"@en .
e:bird a skos:Concept ; skos:prefLabel "bird"@en ; skos:altLabel "kite"@en .
e:kite a skos:Concept ; skos:prefLabel "kite (toy)"@en ; skos:altLabel "kite"@en .
e:guinea a skos:Concept, e:Species ; skos:prefLabel "guinea pig"@en ; skos:broader e:rodent .
e:rodent a skos:Concept ; skos:prefLabel "rodent"@en .
e:why a tg:Misnomer ; tg:misleadingName e:guinea ; skos:note "It is no pig."@en ; tg:clearName e:cavy .
e:cavy skosxl:literalForm "cavy"@en . e:guinea skosxl:altLabel e:cavy .
e:old a skos:Concept ; skos:prefLabel "dodo"@en ; owl:deprecated true .
e:pets a skos:Collection ; skos:prefLabel "pets"@en ; skos:member e:guinea .
"""
E = "http://example.org/"
CONCEPT = "http://www.w3.org/2004/02/skos/core#Concept"
BROADER = "http://www.w3.org/2004/02/skos/core#broader"

# The shapes of the answers, as the specification (0.2) tells of them.
TEXT = {"type": "string", "minLength": 1}
TYPE = {"type": "object", "required": ["id", "name"], "properties": {"id": TEXT, "name": TEXT}}
FEATURE = {
    "type": "object",
    "required": ["id", "value"],
    "properties": {"value": {"type": ["boolean", "number"]}},
}
CANDIDATE = {
    "type": "object",
    "required": ["id", "name", "score", "match", "type"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "minLength": 1},
        "name": {"type": "string", "minLength": 1},
        "description": {"type": "string"},
        "score": {"type": "number", "minimum": 0, "maximum": 100},
        "match": {"type": "boolean"},
        "type": {"type": "array", "items": TYPE},
        "features": {"type": "array", "items": FEATURE},
    },
}
RESULTS = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "required": ["result"],
        "properties": {"result": {"type": "array", "items": CANDIDATE}},
    },
}
SUGGEST_SERVICE = {
    "type": "object",
    "required": ["service_url", "service_path", "flyout_service_path"],
    "properties": {"flyout_service_path": {"pattern": r"\$\{id\}"}},
}
TEMPLATE = {"type": "object", "required": ["url"], "properties": {"url": {"pattern": r"\{\{id\}\}"}}}
MANIFEST = {
    "type": "object",
    "required": [
        "versions",
        "name",
        "identifierSpace",
        "schemaSpace",
        "view",
        "preview",
        "suggest",
        "extend",
    ],
    "properties": {
        "versions": {"type": "array", "contains": {"const": "0.2"}},
        "name": {"type": "string"},
        "identifierSpace": {"type": "string", "pattern": "^https?://"},
        "schemaSpace": {"type": "string", "pattern": "^https?://"},
        "defaultTypes": {"type": "array", "items": TYPE},
        "view": TEMPLATE,
        "preview": {**TEMPLATE, "required": ["url", "width", "height"]},
        "suggest": {"type": "object", "additionalProperties": SUGGEST_SERVICE, "minProperties": 3},
        "extend": {
            "type": "object",
            "properties": {
                "property_settings": {
                    "items": {
                        "required": ["type", "label", "name"],
                        "properties": {"type": {"enum": ["number", "text", "checkbox", "select"]}},
                    }
                }
            },
        },
    },
}
VALUE = {
    "oneOf": [
        {"required": [name], "properties": {name: {"type": kind}}, "additionalProperties": False}
        for name, kind in (("str", "string"), ("int", "integer"), ("float", "number"), ("date", "string"))
    ]
    + [{"required": ["id", "name"], "properties": {"id": {}, "name": {}}, "additionalProperties": False}]
}
EXTENSION = {
    "type": "object",
    "required": ["meta", "rows"],
    "properties": {
        "meta": {"type": "array", "items": TYPE},
        "rows": {"additionalProperties": {"additionalProperties": {"type": "array", "items": VALUE}}},
    },
}


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Hardened(Starlette(routes=Reconciliation(TermGraph.from_text(TURTLE)).routes())))


def ask(client: TestClient, **queries: Any) -> Any:
    """Return the answers to a batch, which is sent as OpenRefine does."""
    answer = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    jsonschema.validate(answer.json(), RESULTS)
    return {name: found["result"] for name, found in answer.json().items()}


def best(client: TestClient, text: str, **more: Any) -> Any:
    return ask(client, q0={"query": text, **more})["q0"][0]


def features(candidate: Any) -> dict[str, Any]:
    return {one["id"]: one["value"] for one in candidate["features"]}


def extend(client: TestClient, ids: list[str], *properties: Any) -> Any:
    asked = {"ids": ids, "properties": [{"id": one} if isinstance(one, str) else one for one in properties]}
    answer = client.post("/reconcile", data={"extend": json.dumps(asked)})
    assert answer.status_code == 200, answer.text
    jsonschema.validate(answer.json(), EXTENSION)
    return answer.json()


def test_the_manifest_says_where_everything_is(client: TestClient) -> None:
    manifest = client.get("/reconcile").json()
    jsonschema.validate(manifest, MANIFEST)
    assert manifest["name"] == "Birds <&>"
    assert manifest["view"]["url"] == "http://testserver/reconcile/view?id={{id}}"
    assert manifest["batchSize"] == BATCH
    for kind in manifest["suggest"].values():
        assert (
            client.get(kind["service_url"] + kind["service_path"], params={"prefix": "o"}).status_code == 200
        )
    proposing = manifest["extend"]["propose_properties"]
    assert client.get(proposing["service_url"] + proposing["service_path"]).json()["properties"]


def test_behind_a_proxy_the_manifest_names_its_address() -> None:
    made = Reconciliation(TermGraph.from_text(TURTLE), "https://terms.example/base/")
    manifest = TestClient(Starlette(routes=made.routes())).get("/reconcile").json()
    assert manifest["preview"]["url"] == "https://terms.example/base/reconcile/preview?id={{id}}"


def test_what_openrefine_sends(client: TestClient) -> None:
    """Ten rows with a type and columns as properties, and first a few rows without, to guess types from."""
    guessing = {
        f"q{number}": {"query": text, "limit": 3} for number, text in enumerate(("owl", "bird", "guinea pig"))
    }
    found = ask(client, **guessing)
    assert [found[name][0]["id"] for name in guessing] == [E + "owl", E + "bird", E + "guinea"]
    rows = {
        "q0": {
            "query": "Owl",
            "type": CONCEPT,
            "type_strict": "should",
            "properties": [
                {
                    "pid": "http://www.w3.org/2004/02/skos/core#broader",
                    "v": {"id": E + "bird", "name": "bird"},
                }
            ],
        }
    }
    first = ask(client, **rows)["q0"][0]
    assert (first["score"], first["match"], features(first)["properties"]) == (100, True, 1)
    by_get = client.get("/reconcile", params={"queries": json.dumps(rows)}).json()
    assert by_get["q0"]["result"][0] == first


@pytest.mark.parametrize(
    ("text", "score", "is_certain"),
    [
        ("owl", 100, True),
        ("OWL", 100, True),
        ("Eule", 100, True),
        ("owls", 90, True),
        ("night-bird", 93.1, True),
        (E + "owl", 100, True),
        ("598.97", 100, True),
        ("silent flyer", 80, False),
        ("night brid", 80.1, False),
    ],
)
def test_scores_tell_how_well_a_name_fits(
    client: TestClient, text: str, score: float, is_certain: bool
) -> None:
    found = best(client, text)
    assert (found["id"], found["match"]) == (E + "owl", is_certain)
    assert found["score"] == pytest.approx(score, abs=10)
    assert found["score"] == pytest.approx(100 * features(found)["name"], abs=25)


def test_what_is_only_alike_is_never_certain(client: TestClient) -> None:
    for text in ("guinea pigg", "rodnt", "brid"):
        assert not any(one["match"] for one in ask(client, q={"query": text})["q"])
    assert ask(client, q={"query": "quasar"})["q"] == []


def test_several_of_one_name_are_not_certain(client: TestClient) -> None:
    kites = ask(client, q={"query": "kite"})["q"]
    assert {one["id"]: one["match"] for one in kites[:2]} == {E + "bird": False, E + "kite": False}
    (first, *_) = ask(
        client, q={"query": "kite", "properties": [{"pid": "skos:prefLabel", "v": "kite (toy)"}]}
    )["q"]
    assert (first["id"], first["match"]) == (E + "kite", True)


def test_misleading_names_are_found_and_marked(client: TestClient) -> None:
    found = best(client, "guinea pig")
    assert features(found)["misleading_name"] is True
    assert found["description"].startswith("“guinea pig” misleads.")
    clear = best(client, "cavy")
    assert (clear["id"], features(clear)["misleading_name"]) == (E + "guinea", False)
    assert clear["description"] == "Also called: “cavy”."


def test_proposed_names_are_found_and_marked(client: TestClient) -> None:
    found = best(client, "silent flyer")
    assert (features(found)["proposed_name"], found["match"]) == (True, False)
    assert found["description"].startswith("A proposed name: “silent flyer”.")


def test_what_is_deprecated_is_found_and_marked(client: TestClient) -> None:
    found = best(client, "dodo")
    assert (found["score"], found["match"], features(found)["deprecated"]) == (80, False, True)
    assert found["description"] == "Deprecated: no longer to be used."


@pytest.mark.parametrize(
    ("types", "strict", "found"),
    [
        (CONCEPT, "any", True),
        ("skos:Concept", "any", True),
        ([E + "Nothing", E + "Species"], "any", True),
        ([E + "Nothing", E + "Species"], "all", False),
        ([CONCEPT, E + "Species"], "all", True),
        (E + "Nothing", "any", False),
    ],
)
def test_types_choose(client: TestClient, types: Any, strict: str, found: bool) -> None:
    candidates = ask(client, q={"query": "owl", "type": types, "type_strict": strict})["q"]
    assert any(one["id"] == E + "owl" for one in candidates) is found


def test_types_that_should_be_count_for_less(client: TestClient) -> None:
    found = best(client, "owl", type=E + "Nothing", type_strict="should")
    assert (found["score"], found["match"], features(found)["type"]) == (70, False, False)


def test_properties_tell_without_a_name(client: TestClient) -> None:
    found = ask(
        client,
        by_name={
            "properties": [
                {"pid": BROADER, "v": "Rodents"},
                {"pid": BROADER, "v": ["x", E + "rodent"]},
            ]
        },
        by_notation={"properties": [{"pid": "skos:notation", "v": "598.97"}]},
        by_number={"properties": [{"pid": E + "eggs", "v": 3}]},
        by_truth={"properties": [{"pid": E + "shy", "v": True}]},
        unknown={"properties": [{"pid": "e:nothing", "v": "x"}]},
    )
    assert [(one["id"], one["score"]) for one in found["by_name"]] == [(E + "guinea", 75)]
    for name in ("by_notation", "by_number", "by_truth"):
        assert [(one["id"], one["match"]) for one in found[name]] == [(E + "owl", True)]
    assert found["unknown"] == []


def test_a_limit_is_kept(client: TestClient) -> None:
    assert len(ask(client, q={"query": "i", "limit": 2})["q"]) == 2
    assert len(ask(client, q={"query": "i", "limit": 10**9})["q"]) <= MOST


@pytest.mark.parametrize(
    ("sent", "status", "says"),
    [
        ("{", 400, "'queries' is no JSON"),
        ("[" * 100_000, 400, "'queries' is no JSON: it is nested too deep"),
        ('{"q": {"query": "\\ud800"}}', 400, "'queries' is no JSON"),
        ("[]", 400, "'queries' is an object with queries by names"),
        ('{"q": 3}', 400, "the query 'q': a query is an object with 'query' or 'properties'"),
        ('{"q": {}}', 400, "the query 'q': a query has 'query', 'properties' or both"),
        ('{"q": {"query": 3}}', 400, "'query' is a text"),
        ('{"q": {"query": "x", "limit": 0}}', 400, "'limit' is a number above 0"),
        ('{"q": {"query": "x", "limit": NaN}}', 400, "'limit' is a number above 0"),
        ('{"q": {"query": "x", "type": 3}}', 400, "'type' is the id of a type"),
        ('{"q": {"query": "x", "type_strict": "maybe"}}', 400, "'type_strict' is any, all or should"),
        ('{"q": {"query": "x", "properties": [{"pid": "x"}]}}', 400, "objects with 'pid' and 'v'"),
        ('{"q": {"query": "x", "properties": [{"pid": "x", "v": null}]}}', 400, "a value of a property is"),
        (
            json.dumps({"q": {"query": "x" * (LONGEST + 1)}}),
            400,
            "'query' is a text of at most 1,000 characters",
        ),
        (
            json.dumps({f"q{number}": {"query": "x"} for number in range(BATCH + 1)}),
            413,
            "50 queries at most",
        ),
    ],
)
def test_what_is_no_batch_is_told(client: TestClient, sent: str, status: int, says: str) -> None:
    answer = client.post("/reconcile", data={"queries": sent})
    assert answer.status_code == status
    assert says in answer.text


def test_data_is_extended(client: TestClient) -> None:
    names = (
        "skos:altLabel",
        "skos:broader",
        "skos:definition",
        "skos:notation",
        E + "eggs",
        E + "weight",
        E + "huge",
    )
    more = (
        E + "shy",
        E + "seen",
        E + "born",
        E + "page",
        "tg:clearName",
        "skos:inScheme",
        "rdf:type",
        "no:thing",
    )
    found = extend(client, [E + "owl", E + "nobody"], *names, *more)
    owl = found["rows"][E + "owl"]
    assert owl["skos:altLabel"] == [{"str": "night bird"}, {"str": "strix"}]
    assert owl["skos:broader"] == [{"id": E + "bird", "name": "bird"}]
    assert owl["skos:definition"] == [{"str": "A bird <b>of</b> the night."}]
    assert [owl[E + name] for name in ("eggs", "weight", "huge", "shy")] == [
        [{"int": 3}],
        [{"float": 0.5}],
        [{"str": "1e999"}],
        [{"str": "true"}],
    ]
    assert [owl[E + name] for name in ("seen", "born", "page")] == [
        [{"date": "2024-05-01T10:00:00Z"}],
        [{"str": "2024-05-01"}],
        [{"str": "http://elsewhere.example/owl"}],
    ]
    assert owl["no:thing"] == []
    assert set(found["rows"][E + "nobody"]) == {*names, *more}
    assert not any(found["rows"][E + "nobody"].values())
    told = {one["id"]: one for one in found["meta"]}
    assert (told["skos:broader"]["name"], told["skos:broader"]["type"]["id"]) == ("broader", CONCEPT)
    assert extend(client, [E + "guinea"], "tg:clearName")["rows"][E + "guinea"] == {
        "tg:clearName": [{"str": "cavy"}]
    }
    assert (
        extend(client, [E + "rodent"], "skos:narrower")["rows"][E + "rodent"]["skos:narrower"][0]["id"]
        == E + "guinea"
    )


def test_values_are_limited_in_number_and_language(client: TestClient) -> None:
    for settings, texts in (
        ({"limit": "1"}, ["night bird"]),
        ({"language": "la"}, ["strix"]),
        ({"limit": 0}, ["night bird", "strix"]),
    ):
        found = extend(client, [E + "owl"], {"id": "skos:altLabel", "settings": settings})
        assert [one["str"] for one in found["rows"][E + "owl"]["skos:altLabel"]] == texts


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 400),
        ({"ids": "x", "properties": []}, 400),
        ({"ids": [3], "properties": []}, 400),
        ({"ids": [], "properties": [{}]}, 400),
        ({"ids": [], "properties": [{"id": "x", "settings": 3}]}, 400),
        ({"ids": [], "properties": [{"id": "x", "settings": {"limit": "many"}}]}, 400),
        ({"ids": ["x"] * (CELLS + 1), "properties": []}, 413),
    ],
)
def test_what_is_no_extension_is_told(client: TestClient, sent: Any, status: int) -> None:
    assert client.post("/reconcile", data={"extend": json.dumps(sent)}).status_code == status


def test_what_can_be_had_is_proposed(client: TestClient) -> None:
    found = client.get("/reconcile/properties", params={"type": CONCEPT, "limit": 5}).json()
    assert (found["type"], found["limit"], len(found["properties"])) == (CONCEPT, 5, 5)
    every = [one["name"] for one in client.get("/reconcile/properties").json()["properties"]]
    assert every[:2] == ["prefLabel", "altLabel"]
    assert {"broader", "narrower", "member", "eggs", "clearName"} <= {
        name.replace("clear name", "clearName") for name in every
    }
    assert "related" not in every  # nobody says that of anything


def test_suggestions(client: TestClient) -> None:
    def offered(kind: str, **fields: Any) -> list[str]:
        rows = client.get(f"/reconcile/suggest/{kind}", params=fields).json()["result"]
        jsonschema.validate(rows, {"type": "array", "items": TYPE})
        return [row["name"] for row in rows]

    assert offered("entity", prefix="ow")[0] == "owl"
    assert offered("entity", prefix="i", cursor=1) == offered("entity", prefix="i")[1:]
    assert offered("entity", prefix="") == []
    assert offered("type", prefix="con") == ["Concept"]
    assert offered("type", prefix="") == ["Collection", "Concept", "Species"]
    assert offered("property", prefix="label") == ["prefLabel", "altLabel"]
    assert client.get("/reconcile/suggest/type", params={"cursor": "x"}).status_code == 400


def test_flyouts_and_previews_are_safe(client: TestClient) -> None:
    flyout = client.get("/reconcile/flyout/entity", params={"id": E + "owl"}).json()
    assert flyout["id"] == E + "owl"
    assert "A bird &lt;b&gt;of&lt;/b&gt; the night." in flyout["html"]
    preview = client.get("/reconcile/preview", params={"id": E + "guinea"})
    assert preview.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "script-src 'none'" in preview.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in preview.headers["Content-Security-Policy"]
    assert all(text in preview.text for text in ("“guinea pig” misleads.", "It is no pig.", "Clearer: cavy"))
    assert client.get("/reconcile/flyout/type", params={"id": CONCEPT}).json()["id"] == CONCEPT
    assert "broader" in client.get("/reconcile/flyout/property", params={"id": "skos:broader"}).json()["html"]
    for path in ("flyout/entity", "flyout/type", "flyout/property", "preview", "view"):
        for id in ("", "<script>", "http://elsewhere.example/"):
            answer = client.get(f"/reconcile/{path}", params={"id": id}, follow_redirects=False)
            assert (answer.status_code, "<script>" in answer.text) == (404, False)


def test_a_view_leads_to_concepts_only(client: TestClient) -> None:
    answer = client.get("/reconcile/view", params={"id": E + "owl"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (303, E + "owl")


def test_other_sites_may_ask_but_not_by_jsonp(client: TestClient) -> None:
    origin = {"Origin": "http://elsewhere.example"}
    for path in ("", "/suggest/entity?prefix=o", "/preview?id=x", "/properties"):
        assert client.get(f"/reconcile{path}", headers=origin).headers["Access-Control-Allow-Origin"] == "*"
    refused = client.get("/reconcile", params={"callback": "alert"})
    assert (refused.status_code, refused.text.startswith("there is no JSONP")) == (400, True)


def test_what_is_sent_otherwise_is_told(client: TestClient) -> None:
    assert client.post("/reconcile", json={"queries": {}}).status_code == 415
    assert client.post("/reconcile", data={"other": "x"}).status_code == 400
    assert client.put("/reconcile").status_code == 405


def test_every_name_of_a_vocabulary_finds_its_concept(client: TestClient) -> None:
    graph = TermGraph.from_text(TURTLE)
    named = [(name.text, name.iri) for name in graph.term_names]
    for at in range(0, len(named), BATCH):
        batch = {str(number): {"query": text} for number, (text, _) in enumerate(named[at : at + BATCH])}
        found = ask(client, **batch)
        for number, (_, iri) in enumerate(named[at : at + BATCH]):
            assert iri in [one["id"] for one in found[str(number)]]
