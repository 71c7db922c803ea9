"""Counts of small vocabularies, done by hand beside."""

from __future__ import annotations

import json
from typing import Any

import pytest

from termgraph.namespaces import data_dir
from termgraph.skos import Thesaurus
from termgraph.statistics import statistics

STRANGER = """
<e:s> a skos:ConceptScheme .
<e:a> a skos:Concept ; skos:prefLabel "a"@en, "A"@de ; skos:altLabel "aa"@en, "aaa" ; skos:notation "1", "2" ;
  skos:definition "First."@en, "Erster."@de ; skos:narrower <e:b> ; dct:source "a book", <e:work> .
<e:b> a skos:Concept ; skos:prefLabel "b"@en ; skos:hiddenLabel "bee"@en ; skos:broader <e:a>, <e:elsewhere> ;
  skos:related <e:c> .
<e:c> a skos:Concept ; skos:prefLabel "c"@en ; skos:related <e:b> ; skos:broader <e:b> ; skos:exactMatch <x:c> .
<e:d> a skos:Concept ; skosxl:prefLabel [ skosxl:literalForm "d"@en ] .
<e:work> dct:isPartOf <e:series> .
"""


def test_a_stranger_s_vocabulary() -> None:
    counted = statistics(Thesaurus.from_text(STRANGER))
    counted.pop("triples")
    assert counted == {
        "concept schemes": 1,
        "concepts": 4,
        "deprecated concepts": 0,
        "concepts without a preferred name": 0,
        "statuses": {},
        "collections": 0,
        "top concepts": 2,
        "concepts with a definition": 1,
        "names": {"preferred": 5, "other": 2, "hidden": 1},
        "notations": 2,
        "types of names": {},
        "languages of names": {"(none)": 1, "de": 1, "en": 6},
        "relations": {"broader": 3, "related": 1, "same elsewhere": 1},
        "misnomer records": 0,
        "name resources (SKOS-XL)": 1,
        "sources": 1,
        "depth": 3,
        "orphans": 1,
    }


@pytest.mark.parametrize(
    ("turtle", "depth", "tops"),
    [
        ("", 0, 0),
        ("<e:a> a skos:Concept .", 1, 1),
        ("<e:a> a skos:Concept ; skos:broader <e:a> .", 1, 1),
        ("<e:a> a skos:Concept ; skos:broader <e:b> . <e:b> a skos:Concept ; skos:broader <e:a> .", 0, 0),
        ("<e:a> a skos:Concept ; skos:broader <e:gone> .", 1, 1),
        (
            "<e:a> a skos:Concept ; skos:broader <e:b>, <e:c> . <e:b> a skos:Concept ; skos:broader <e:c> ."
            " <e:c> a skos:Concept .",
            2,
            1,
        ),
    ],
    ids=["nothing", "one", "its own broader", "a circle", "a parent elsewhere", "the shortest way"],
)
def test_depth_and_tops(turtle: str, depth: int, tops: int) -> None:
    counted = statistics(Thesaurus.from_text(turtle))
    assert (counted["depth"], counted["top concepts"]) == (depth, tops)


def test_the_shipped_vocabulary() -> None:
    counted = statistics(Thesaurus.open(data_dir() / "ml"))
    assert counted["concepts"] >= 80
    assert counted["misnomer records"] >= 29
    assert counted["orphans"] == 0
    assert counted["concepts with a definition"] == counted["concepts"]
    names: dict[str, Any] = counted["names"]
    assert (
        sum(names.values())
        == counted["name resources (SKOS-XL)"]
        == sum(counted["languages of names"].values())
    )
    assert counted["relations"]["synonym of"] == names["other"]
    assert json.loads(json.dumps(counted)) == counted
