"""`termgraph mcp`, asked by the client of the official SDK over standard input and output."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from typing import Any

import anyio
import jsonschema
import pytest
from mcp import Client, StdioServerParameters, stdio_client
from mcp.types import TextContent, TextResourceContents

from termgraph.agents import server
from termgraph.api import TermGraph
from tests.viewing import SMALL

TOOLS = ["look_up", "search", "relations", "path", "misleading_names", "sparql"]
BROKEN: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "did you mean 'softmax'?": ("look_up", {"term": "sofmax"}),
    "DELETE would change the vocabulary": ("sparql", {"query": "DELETE WHERE { ?s ?p ?o }"}),
    "SERVICE would ask another server": (
        "sparql",
        {"query": "ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"},
    ),
    "less than or equal to 200": ("search", {"text": "softmax", "limit": 100_000}),
    "larger than": (
        "sparql",
        {"query": f"SELECT * {{ VALUES ?a {{ {'1 ' * 900} }} VALUES ?b {{ {'1 ' * 900} }} }}"},
    ),
}


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What one agent was answered, by what it asked."""
    file = tmp_path_factory.mktemp("agents") / "small.ttl"
    file.write_bytes(TermGraph.from_text(SMALL).serialize("turtle"))
    return anyio.run(_asked, str(file))


async def _asked(file: str) -> dict[str, Any]:
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "termgraph", "-V", file, "mcp"], env=dict(os.environ)
    )
    async with Client(stdio_client(command)) as client:
        told: dict[str, Any] = {
            "instructions": client.instructions,
            "tools": (await client.list_tools()).tools,
        }
        for name, given in {
            "look_up": {"term": "softargmax"},
            "search": {"text": "softmx"},
            "relations": {"term": "softmax"},
            "path": {"start": "softmax", "end": "function"},
            "misleading_names": {},
            "sparql": {"query": "ASK { ?x skos:prefLabel ?y }"},
        }.items():
            told[name] = await client.call_tool(name, given)
        told["graph"] = await client.call_tool("sparql", {"query": "CONSTRUCT WHERE { ?x skos:broader ?y }"})
        for says, (name, wrong) in BROKEN.items():
            told[says] = await client.call_tool(name, dict(wrong))
        return told


def test_an_agent_is_told_what_there_is(session: dict[str, Any]) -> None:
    assert "Small vocabulary; 6 concepts, written in en" in session["instructions"]
    tools = session["tools"]
    assert [tool.name for tool in tools] == TOOLS
    for tool in tools:
        jsonschema.Draft202012Validator.check_schema(tool.input_schema)
        assert all(said.get("description") for said in tool.input_schema["properties"].values()), tool.name
        assert tool.annotations.read_only_hint
        assert len(tool.description) > 50


def test_a_card_begins_with_what_misleads(session: dict[str, Any]) -> None:
    (card,) = session["look_up"].structured_content["results"]
    assert (card["label"], card["names"][0]["text"]) == ("softmax", "softargmax")
    (misnomer,) = card["misnomers"]
    assert misnomer["why"] == "It smooths arg max, not max."
    assert [one["label"] for one in misnomer["clearer"]] == ["softargmax"]
    assert "quotes" not in card
    listed = session["misleading_names"].structured_content
    assert (listed["count"], listed["results"][0]["misnomers"]) == (1, [misnomer])


def test_terms_are_found_and_lead_to_others(session: dict[str, Any]) -> None:
    (hit,) = session["search"].structured_content["results"]
    assert (hit["label"], hit["misleading"]) == ("softmax", True)
    around = session["relations"].structured_content
    assert [one["label"] for one in around["ancestors"]] == ["activation function", "function"]
    assert around["relations"]["confusedWith"] == {
        "heading": "Confused with",
        "terms": [{"iri": "https://w3id.org/termgraph/ml/maximum", "label": "maximum"}],
    }
    steps = session["path"].structured_content["steps"]
    assert [f"{one['source']['label']} {one['says']} {one['target']['label']}" for one in steps] == [
        "softmax is a kind of activation function",
        "activation function is a kind of function",
    ]


def test_an_agent_asks_in_sparql(session: dict[str, Any]) -> None:
    assert session["sparql"].structured_content == {"head": {}, "boolean": True}
    assert "ml:softmax skos:broader ml:activation-function ." in session["graph"].structured_content["turtle"]


@pytest.mark.parametrize("says", BROKEN)
def test_what_cannot_be_answered_is_an_error_that_an_agent_reads(session: dict[str, Any], says: str) -> None:
    answer = session[says]
    (told,) = answer.content
    assert answer.is_error
    assert isinstance(told, TextContent)
    assert says in told.text
    assert "Traceback" not in told.text


def test_the_vocabulary_and_its_concepts_are_resources() -> None:
    async def read() -> tuple[dict[str, Any], ...]:
        async with Client(server(TermGraph.from_text(SMALL))) as client:
            listed = [str(one.uri) for one in (await client.list_resources()).resources]
            templates = (await client.list_resource_templates()).resource_templates
            assert listed == ["termgraph://vocabulary"]
            assert [one.uri_template for one in templates] == ["termgraph://concept/{term}"]
            addresses = (*listed, "termgraph://concept/softargmax")
            contents = [(await client.read_resource(one)).contents[0] for one in addresses]
            return tuple(json.loads(one.text) for one in contents if isinstance(one, TextResourceContents))

    vocabulary, concept = anyio.run(read)
    assert vocabulary["languages"]
    assert vocabulary["counts"]["concepts"] > 1
    assert concept["results"][0]["label"] == "softmax"
