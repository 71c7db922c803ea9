"""`termgraph learn`: each concept after those that explain it, none that is not needed, circles cut and told."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import termgraph
from termgraph import TermGraph
from termgraph.skos.documenting import Documenting
from termgraph.skos.learning import course
from tests.commands import one_line, run

NUMBERS = st.integers(0, 7)


@pytest.fixture(scope="module")
def ml() -> TermGraph:
    return termgraph.load()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(NUMBERS, NUMBERS, st.booleans()), max_size=20), st.sets(NUMBERS))
def test_each_comes_after_what_it_needs_or_says_so(
    edges: list[tuple[int, int, bool]], known: set[int]
) -> None:
    lines = [f"<e:{number}> a skos:Concept ." for number in range(8)]
    lines += [
        f"<e:{one}> {'skos:broader' if up else 'dct:references'} <e:{other}> ." for one, other, up in edges
    ]
    found = course(Documenting.from_text("\n".join(lines)), "e:0", {f"e:{number}" for number in known})
    assert found.concepts[-1] == "e:0"
    assert len(set(found.concepts)) == len(found.concepts)
    place = {concept: at for at, concept in enumerate(found.concepts)}
    skipped = {f"e:{number}" for number in known} - {"e:0"}
    assert not skipped & set(place)
    late = {
        (concept, needs)
        for concept, all_ in found.needs.items()
        for needs in all_
        if needs not in skipped and place[needs] > place[concept]
    }
    assert late == set(found.unmet)
    needed = {needs for all_ in found.needs.values() for needs in all_}
    assert set(found.concepts) - {"e:0"} <= needed


def test_the_vocabulary_that_comes_along_is_learned_in_order(ml: TermGraph) -> None:
    found = ml.learn("softmax").lessons
    labels = [one.concept.label for one in found]
    assert labels.index("activation function") < labels.index("softmax") == len(labels) - 1
    fewer = [one.concept.label for one in ml.learn("softmax", know=["activation function", "logit"]).lessons]
    assert set(fewer) < set(labels)


def test_a_deck_asks_in_the_order_of_the_course(ml: TermGraph, tmp_path: Path) -> None:
    deck = tmp_path / "softmax.apkg"
    assert run("learn", "softmax", "-f", "anki", "-o", deck).status == 0
    assert deck.read_bytes() == ml.learn("softmax").serialize("anki")
    with zipfile.ZipFile(deck) as package:
        package.extract("collection.anki2", tmp_path)
    with closing(sqlite3.connect(tmp_path / "collection.anki2")) as base:
        cards = "SELECT DISTINCT due, flds FROM cards JOIN notes ON cards.nid = notes.id ORDER BY due"
        terms = [fields.split("\x1f")[-1] for _, fields in base.execute(cards)]
        decks = [
            one["name"] for one in json.loads(*base.execute("SELECT decks FROM col").fetchone()).values()
        ]
        own = {guid for (guid,) in base.execute("SELECT guid FROM notes")}
    assert list(dict.fromkeys(terms)) == [one.concept.iri for one in ml.learn("softmax").lessons]
    assert "Machine-learning terms and misnomers: softmax" in decks
    (tmp_path / "all.apkg").write_bytes(ml.serialize("anki"))
    with zipfile.ZipFile(tmp_path / "all.apkg") as package:
        package.extract("collection.anki2", tmp_path)
    with closing(sqlite3.connect(tmp_path / "collection.anki2")) as base:
        assert own <= {guid for (guid,) in base.execute("SELECT guid FROM notes")}
    assert "say where to with -o FILE" in run("learn", "softmax", "-f", "anki").err


def test_a_circle_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    head = (
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix dct: <http://purl.org/dc/terms/> .\n"
    )
    Path("a.ttl").write_text(
        f"{head}<http://e/hen> a skos:Concept ; skos:prefLabel 'hen'@en ; dct:references <http://e/egg> .\n"
        "<http://e/egg> a skos:Concept ; skos:prefLabel 'egg'@en ; skos:definition '*What* a\\nhen lays.'@en ; "
        "dct:references <http://e/hen> .",
        "utf-8",
    )
    told = run("-V", "a.ttl", "learn", "hen")
    assert told.out == " 1. egg: *What* a hen lays. (explained by what comes later: hen)\n 2. hen\n"
    said = run("-V", "a.ttl", "learn", "hen", "--format", "markdown").out
    assert said.startswith("1. **egg**: \\*What\\* a hen lays.")
    first, second = json.loads(run("-V", "a.ttl", "learn", "hen", "--format", "json").out)
    assert (first["concept"]["label"], [one["label"] for one in first["later"]]) == ("egg", ["hen"])
    assert second["later"] == []
    assert run("-V", "a.ttl", "learn", "hen", "--know", "egg").out == " 1. hen\n"
    assert "cow" in one_line(run("-V", "a.ttl", "learn", "hen", "--know", "cow"))
