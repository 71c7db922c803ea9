"""An ontology is read as a vocabulary: its classes with their annotations are concepts."""

from __future__ import annotations

from pathlib import Path

import pytest

from termgraph.errors import TermgraphError
from termgraph.ingest.documents import read
from termgraph.records import Dropped, Record

HEAD = """
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix obo: <http://purl.obolibrary.org/obo/> . @prefix oio: <http://www.geneontology.org/formats/oboInOwl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix e: <http://e.org/> .
"""
BIRDS = """
e:birds a owl:Ontology ; dct:title "Birds" .
e:bird a owl:Class ; rdfs:label "bird"@en ; rdfs:comment "It flies."@en .
e:flock a owl:Class ; rdfs:label "flock"@en .
e:owl a owl:Class ; rdfs:label "owl"@en, "Eule"@de, "strigine bird"@en ; obo:IAO_0000115 "A bird of the night."@en ;
  rdfs:comment "Not the barn."@en ; oio:hasExactSynonym "strix"@en ; skos:altLabel "night bird"@en ;
  oio:hasNarrowSynonym "barn owl"@en ; obo:IAO_0000112 "An owl calls."@en ; oio:id "B:2" ;
  rdfs:subClassOf e:bird, [ a owl:Restriction ; owl:onProperty obo:BFO_0000050 ; owl:someValuesFrom e:flock ],
    [ a owl:Restriction ; owl:onProperty e:eats ; owl:someValuesFrom e:bird ] .
e:old a owl:Class ; rdfs:label "old bird"@en ; owl:deprecated true .
e:nameless a owl:Class .
e:eats a owl:ObjectProperty ; rdfs:label "eats"@en .
e:one a e:owl ; rdfs:label "an owl that lives"@en .
"""


def by_name(path: Path, text: str) -> dict[str | None, Record]:
    path.write_text(HEAD + text, "utf-8")
    return {record.label: record for record in read(path).records}


def test_what_classes_say(tmp_path: Path) -> None:
    found = by_name(tmp_path / "birds.ttl", BIRDS)
    assert list(found) == ["bird", "flock", "owl"]
    owl = found["owl"]
    assert {"strix", "night bird", "strigine bird"} <= {label.label for label in owl.labels}
    assert "barn owl" not in {label.label for label in owl.labels}
    assert (owl.body, owl.language, owl.place) == ("A bird of the night.", "en", "http://e.org/owl")
    assert set(owl.fields["scope note"]) == {"Not the barn.", "Narrower name: barn owl"}
    assert owl.fields["example"] == ("An owl calls.",)
    assert {(one.type, one.target) for one in owl.relations} == {("broader", "bird"), ("partOf", "flock")}
    assert found["bird"].body == "It flies."


def test_it_is_told_that_classes_were_read(tmp_path: Path) -> None:
    by_name(tmp_path / "birds.ttl", BIRDS)
    reading = read(tmp_path / "birds.ttl")
    assert reading.title == "Birds"
    assert "there are no concepts; the classes of the ontology were read as such" in reading.guesses
    assert reading.dropped == (Dropped("http://e.org/old", "deprecated"),)


def test_where_there_are_concepts_classes_are_none(tmp_path: Path) -> None:
    concepts = 'e:jay a skos:Concept ; skos:prefLabel "jay"@en .'
    assert list(by_name(tmp_path / "birds.ttl", BIRDS + concepts)) == ["jay"]


def test_an_ontology_without_names_holds_no_concept(tmp_path: Path) -> None:
    (tmp_path / "birds.ttl").write_text(HEAD + "e:bird a owl:Class .")
    with pytest.raises(TermgraphError, match="holds no concept"):
        read(tmp_path / "birds.ttl")


AXIOM = """
[] a owl:Axiom ; owl:annotatedSource e:%s ; owl:annotatedProperty oio:%s ; owl:annotatedTarget "%s"@en ;
  oio:hasSynonymType %s ; oio:hasDbXref "E:1" .
"""


def test_axioms_say_what_kind_of_name_a_synonym_is(tmp_path: Path) -> None:
    axioms = [
        ("hasExactSynonym", "BO", "<http://purl.obolibrary.org/obo/birds#ABBREVIATION>"),
        ("hasExactSynonym", "barn owls", "obo:OMO_0003004"),
        ("hasExactSynonym", "barn-owle", "e:t1"),
        ("hasExactSynonym", "Tyto alba", "e:t2"),
        ("hasBroadSynonym", "owl", "e:t1"),
    ]
    text = 'e:barn a owl:Class ; rdfs:label "barn owl"@en . e:t1 rdfs:label "common misspelling" .'
    text += "".join(AXIOM.replace("%s", "barn", 1) % axiom for axiom in axioms)
    text += "".join(f'e:barn oio:{kind} "{name}"@en .' for kind, name, _ in axioms)
    text += AXIOM % ("nowhere", "hasExactSynonym", "x", "e:t1")
    barn = by_name(tmp_path / "birds.ttl", text)["barn owl"]
    assert {(label.label, label.type) for label in barn.labels} == {
        ("barn owl", None),
        ("BO", "abbreviation"),
        ("barn owls", "plural"),
        ("barn-owle", "misspelling"),
        ("Tyto alba", None),
    }
