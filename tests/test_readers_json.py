"""JSON: lists of objects, objects term -> definition, lines of JSON, and what is none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from termgraph.errors import TermgraphError
from termgraph.readers.formats.json import parse
from termgraph.readers.formats.keyed_entries import Node
from tests.documents import entries, names, read

OWL, JAY = "Hunts at night.", "Is very loud."


@pytest.mark.parametrize(
    "data",
    [
        [{"term": "Owl", "definition": OWL}, {"term": "Jay", "definition": JAY}],
        [{"name": "Owl", "description": OWL}, {"name": "Jay", "description": JAY}],
        {"Owl": OWL, "Jay": JAY},
        {"Owl": {"definition": OWL}, "Jay": {"definition": JAY}},
        {"title": "Birds", "glossary": {"Owl": OWL, "Jay": JAY}},
        {
            "meta": {"version": "1"},
            "terms": [{"label": "Owl", "meaning": OWL}, {"label": "Jay", "meaning": JAY}],
        },
        {"O": [{"word": "Owl", "def": OWL}], "J": [{"word": "Jay", "def": JAY}]},
        [["Owl", OWL], ["Jay", JAY]],
        [{"Owl": OWL}, {"Jay": JAY}],
        [
            {"letter": "O", "terms": [{"term": "Owl", "definition": OWL}]},
            {"letter": "J", "terms": [{"term": "Jay", "definition": JAY}]},
        ],
        {
            "@type": "DefinedTermSet",
            "name": "Birds",
            "hasDefinedTerm": [
                {"@type": "DefinedTerm", "name": "Owl", "description": OWL},
                {"name": "Jay", "description": JAY},
            ],
        },
        [
            {"term": {"en": "Owl", "de": "Eule"}, "definition": {"de": "Ein Vogel.", "en": OWL}},
            {"term": {"en": "Jay"}, "definition": {"en": JAY}},
        ],
        [
            {"term": "Owl", "definitions": [{"text": OWL, "source": "x"}]},
            {"term": "Jay", "definitions": [{"text": JAY}]},
        ],
    ],
    ids=range(13),
)
@pytest.mark.parametrize("name", ["a.json", "a.yaml"])
def test_the_many_shapes(tmp_path: Path, data: Any, name: str) -> None:
    text = json.dumps(data, indent=1) if name == "a.json" else yaml.safe_dump(data, sort_keys=False)
    reading = read(tmp_path, name, text.encode())
    assert [(record.label, record.body) for record in entries(reading)] == [("Owl", OWL), ("Jay", JAY)]


def test_names_fields_links_and_lines(tmp_path: Path) -> None:
    text = """
        [
          {"term": "Barn owl", "acronym": "BO", "synonyms": ["white owl", "screech owl"],
           "aliases": "hooter; ghost owl",
           "definition": "Hunts.", "related": ["Jay", "Gull"], "colour": "white", "id": "owl"},
          {"term": "Jay", "definition": null}
        ]
    """
    owl, jay = entries(read(tmp_path, "a.json", text))
    assert [label.label for label in owl.labels] == [
        "Barn owl",
        "BO",
        "white owl",
        "screech owl",
        "hooter",
        "ghost owl",
    ]
    assert owl.fields["colour"] == ("white",)
    assert owl.see == ("Jay",)
    assert [link.target for link in owl.broken_links] == ["Gull"]
    assert owl.lines == (2, 4)
    assert (jay.kind, jay.lines) == ("stub", (5, 5))


def test_lines_of_json(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "a.jsonl",
        b'{"term": "Owl", "definition": "Hunts."}\n\n{"term": "Jay", "definition": "Loud."}\n',
    )
    assert [(record.label, record.lines) for record in entries(reading)] == [("Owl", (1, 1)), ("Jay", (3, 3))]


def test_keys_can_be_told(tmp_path: Path) -> None:
    text = json.dumps([{"vogel": "Owl", "was": OWL}, {"vogel": "Jay", "was": JAY}])
    assert names(read(tmp_path, "a.json", text.encode(), term="vogel", definition="was")) == ["Owl", "Jay"]


def test_two_entries_of_one_name_are_two(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.json", b'{"bias": "A number that is added.", "bias": "An error of a model."}')
    assert names(reading) == ["bias", "bias"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{", 1),
        ('{"a": 1,}x', 1),
        ('[\n{"a" 1}]', 2),
        ('["a"\n"b"]', 2),
        ('{"a": "b\n"}', 1),
        ("[" * 100_000, 1),
        ('{"a":' * 50_000, 1),
        ("nonsense", 1),
        ('["\\ud83"]', 1),
        ('{"x": {"y": 3}}', 1),
        ("[1, 2, 3]", 1),
        ("[]", 1),
        ("null", 1),
    ],
    ids=range(13),
)
def test_what_is_no_json_or_no_glossary_is_told(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(TermgraphError) as caught:
        read(tmp_path, "a.json", text.encode())
    assert caught.value.line == line


def test_half_a_character_is_no_character(tmp_path: Path) -> None:
    record = entries(
        read(
            tmp_path, "a.json", b'{"owl \\ud83d": "hunts at \\ud83d\\ude00 night", "jay": "is \\udc00 loud"}'
        )
    )[0]
    (record.label or "").encode()
    assert "\U0001f600" in record.body


VALUES = st.recursive(
    st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20
)


@given(VALUES, st.sampled_from([None, 1, "\t"]))
def test_what_is_written_is_read(value: Any, indent: Any) -> None:
    assert _plain(parse(json.dumps(value, indent=indent), "a.json")) == value


def _plain(node: Node) -> Any:
    if isinstance(node.value, list):
        return [_plain(item) for item in node.value]
    if isinstance(node.value, dict):
        return {key: _plain(item) for key, item in node.value.items()}
    return node.value
