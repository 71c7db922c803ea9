"""What an export cannot hold is told of every statement, by what keeps it out."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from termgraph.diff.facts import delta
from termgraph.export import WRITERS, serialize
from termgraph.export.losses import losses, losses_json, losses_text
from termgraph.export.profiles import selected
from termgraph.namespaces import RDF, data_dir
from termgraph.skos import Thesaurus
from tests.commands import BIRDS, run

OWL = """<http://e.org/owl> a skos:Concept ; skos:inScheme <http://e.org/> ; skos:prefLabel "owl"@en ;
  skos:altLabel "hooter"@en ; skos:hiddenLabel "oul"@en ; skos:definition "A bird."@en ; skos:notation "1" ;
  skos:related <http://e.org/night> ; skos:exactMatch <http://f.org/1> ; <http://e.org/weighs> 7 .
<http://e.org/night> a skos:Concept ; skos:prefLabel "night"@en ; skos:related <http://e.org/owl> .
<http://e.org/> a skos:ConceptScheme ; dct:title "Birds"@en, "Vögel"@de ; dct:subject <http://g.org/birds> .
<http://e.org/all> a skos:Collection ; skos:prefLabel "all"@en ; skos:notation "A" ; skos:member <http://e.org/owl> .
"""


@pytest.fixture(scope="module")
def owl() -> Thesaurus:
    return Thesaurus.from_text(OWL)


def lost(store: Thesaurus, format_: str, profile: str = "full") -> Counter[str]:
    return Counter(loss.property for loss in losses(store, format_, profile).lost)


@pytest.mark.parametrize("format_", [name for name, writer in WRITERS.items() if writer.takes == "rdf"])
def test_rdf_loses_nothing(owl: Thesaurus, format_: str) -> None:
    assert losses(owl, format_).lost == ()


def test_a_profile_loses_what_is_not_in_it() -> None:
    ml = Thesaurus.open(data_dir() / "ml")
    found = losses(ml, "turtle", "core")
    assert {loss.why for loss in found.lost} == {"profile"}
    kept = selected(ml, "core")
    assert len(found.lost) == len(delta(ml.record, kept).removed) > 0
    assert found.counts["profile", "tg:misnomerOf"] == ml.count("https://w3id.org/termgraph/ns#misnomerOf")


def test_a_table_loses_what_is_not_of_a_concept(owl: Thesaurus) -> None:
    assert lost(owl, "csv") == {
        "rdf:type": 2, "dct:title": 2, "dct:subject": 1, "skos:prefLabel": 1, "skos:notation": 1,
        "http://e.org/weighs": 1,
    }  # fmt: skip


@pytest.mark.parametrize("format_", ["tbx", "datahub", "openmetadata"])
def test_what_leads_elsewhere_is_lost_where_only_entries_are_related(format_: str) -> None:
    said = '<e:a> a skos:Concept ; skos:prefLabel "a"@en ; skos:broader <e:b>, <f:x> ; skos:related <f:y> .'
    store = Thesaurus.from_text(f'{said} <e:b> a skos:Concept ; skos:prefLabel "b"@en .')
    assert lost(store, format_) == {"skos:broader": 1, "skos:related": 1}


@pytest.mark.parametrize(
    "format_", ["tbx", "jskos", "obograph", "graphml", "datahub", "schemaorg", "markdown", "html", "csv"]
)
def test_a_class_beside_those_of_skos_is_lost(format_: str) -> None:
    store = Thesaurus.from_text('<e:a> a skos:Concept, <e:Bird> ; skos:prefLabel "a"@en .')
    assert lost(store, format_) == {"rdf:type": 1}


@pytest.mark.parametrize("format_", ["anki", "abbr"])
def test_what_has_no_definition_is_lost_where_that_is_what_is_shown(format_: str) -> None:
    said = '<e:a> a skos:Concept ; skos:prefLabel "a"@en ; skos:definition "A."@en ; skos:altLabel "aa"@en .'
    store = Thesaurus.from_text(f'{said} <e:b> a skos:Concept ; skos:prefLabel "b"@en .')
    assert {loss.statement[1] for loss in losses(store, format_).lost} == {"e:b"}
    assert lost(store, format_) == {"skos:prefLabel": 1, "rdf:type": 1}


@pytest.mark.parametrize("format_", ["graphml", "schemaorg", "abbr"])
def test_a_name_that_is_a_resource_is_lost_where_only_texts_in_one_language_are_shown(format_: str) -> None:
    store = Thesaurus.from_text("""<e:a> a skos:Concept ; skosxl:prefLabel <e:n>, <e:m> ; skos:definition "A."@en .
        <e:n> skosxl:literalForm "owl"@en . <e:m> skosxl:literalForm "Eule"@de .""")
    assert lost(store, format_)["skosxl:literalForm"] == (2 if format_ == "graphml" else 1)


def test_a_page_for_readers_has_no_names_for_finding_only(owl: Thesaurus) -> None:
    assert lost(owl, "html")["skos:hiddenLabel"] == 1
    assert lost(owl, "markdown")["skos:hiddenLabel"] == 0


def test_a_network_keeps_one_name_and_its_edges(owl: Thesaurus) -> None:
    found = lost(owl, "graphml")
    assert found["skos:altLabel"] == found["skos:hiddenLabel"] == found["skos:exactMatch"] == 1
    assert found["skos:related"] == found["skos:member"] == found["skos:definition"] == 0
    assert found["skos:prefLabel"] == 0


HEADED = """<http://e.org/> a skos:ConceptScheme ; dct:title "Birds of the night"@en, "Nachtvögel"@de ;
  dct:description "All *owls*."@en, "Alle Eulen."@de ; dct:created "2020-02-03"^^xsd:date ; owl:versionInfo "7.8.9" ;
  dct:license <http://l.org/by> ; dct:publisher <http://p.org/> ; dct:subject <http://g.org/birds> .
<http://e.org/owl> a skos:Concept ; skos:inScheme <http://e.org/> ; skos:prefLabel "owl"@en .
"""


@pytest.mark.parametrize("format_", ["jskos", "obograph", "tbx", "datahub", "schemaorg"])
def test_what_a_file_says_of_the_scheme_is_not_lost(format_: str) -> None:
    """And what it does not say is: nothing else than what is written is held, and nothing that is written lost."""
    headed = Thesaurus.from_text(HEADED)
    written = serialize(headed, format_).decode().replace("*", "")
    gone = {loss.statement for loss in losses(headed, format_).lost}
    said = [one for one in headed.record.statements() if one[1] == "http://e.org/" and one[2] != RDF + "type"]
    assert len(said) == 9
    for one in said:
        text = one[3].value.replace("*", "") if isinstance(one[3], ox.Literal) else str(one[3])
        assert (text in written) == (one not in gone), one


@pytest.mark.parametrize("format_", ["voc4cat", "vocexcel"])
def test_a_spreadsheet_has_a_sheet_for_the_scheme(format_: str) -> None:
    found = lost(Thesaurus.from_text(HEADED), format_)
    assert found == {"dct:title": 1, "dct:description": 1, "dct:license": 1, "dct:subject": 1}


def test_a_record_a_concept_keeps_memberships_where_it_has_a_place_for_them(owl: Thesaurus) -> None:
    assert lost(owl, "datahub")["skos:member"] == lost(owl, "tbx")["skos:member"] == 0
    assert lost(owl, "jskos")["skos:member"] == lost(owl, "abbr")["skos:member"] == 1


def test_mappings_are_all_that_a_mapping_set_holds(owl: Thesaurus) -> None:
    found = lost(owl, "sssom")
    assert found["skos:exactMatch"] == 0
    assert found["skos:related"] == 2


def test_a_glossary_is_asked_itself(owl: Thesaurus) -> None:
    found = lost(owl, "markdown")
    assert found == {"dct:title": 1, "dct:subject": 1, "skos:notation": 1}
    assert b"hooter" in serialize(owl, "markdown")


def test_what_a_table_holds_is_in_it(owl: Thesaurus) -> None:
    written = serialize(owl, "csv").decode()
    kept = {one[1:] for one in owl.record.statements()} - {
        loss.statement[1:] for loss in losses(owl, "csv").lost
    }
    texts = [value.value for _, _, value in kept if isinstance(value, ox.Literal)]
    assert texts
    assert all(text in written for text in texts)


def test_graphs_that_become_one_are_told(tmp_path: Path) -> None:
    path = tmp_path / "owl.trig"
    path.write_text("<e:g> { <e:owl> <e:eats> <e:mouse> }", "utf-8")
    store = Thesaurus.open(path)
    assert losses(store, "trig").lost == ()
    (loss,) = losses(store, "turtle").lost
    assert (loss.why, str(loss)) == ("graph", "<e:owl> <e:eats> <e:mouse> <e:g> .")


def test_losses_are_told_to_people_and_to_programs(owl: Thesaurus) -> None:
    found = losses(owl, "sssom")
    text = losses_text(found)
    assert text.startswith(f"sssom (profile full): {len(found.lost)} of {len(owl.record)} statements lost\n")
    assert len(losses_text(found, every=True).splitlines()) == len(text.splitlines()) + len(found.lost)
    said = json.loads(losses_json(found, every=True))
    assert sum(kind["count"] for kind in said["kinds"]) == said["lost"] == len(said["triples"])
    assert "triples" not in json.loads(losses_json(found))
    assert losses_text(losses(owl)) == f"turtle (profile full): none of {len(owl.record)} statements lost\n"


def test_the_command_tells_them_beside_what_it_writes(tmp_path: Path) -> None:
    source = tmp_path / "birds.ttl"
    source.write_text(f"{BIRDS} :owl <http://e.org/weighs> 7 .", "utf-8")
    ran = run("-q", "-V", source, "export", "-o", tmp_path / "birds.csv", "--losses", "json")
    assert json.loads(ran.out)["kinds"] == [{"why": "format", "property": "http://e.org/weighs", "count": 1}]
    ran = run("-q", "-v", "-V", source, "export", "-f", "csv", "--losses", "text")
    assert ran.out.startswith("iri,")
    assert "for which csv has no place: http://e.org/weighs (1)" in ran.err


def test_convert_writes_what_export_writes_and_always_tells_what_is_lost(tmp_path: Path) -> None:
    source = tmp_path / "birds.ttl"
    source.write_text(f"{BIRDS} :owl <http://e.org/weighs> 7 .", "utf-8")
    ran = run("-q", "convert", source, tmp_path / "birds.csv")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.endswith("\n  1 for which csv has no place: http://e.org/weighs (1)\n")
    exported = run("-q", "-V", source, "export", "-f", "csv").out
    assert (tmp_path / "birds.csv").read_bytes() == exported.encode()
    ran = run("-q", "convert", source, "-", "-f", "csv", "--losses", "json")
    assert ran.out == exported
    assert json.loads(ran.err)["lost"] == 1


def test_convert_of_what_is_not_there_writes_nothing(tmp_path: Path) -> None:
    ran = run("convert", tmp_path / "none.ttl", tmp_path / "birds.csv")
    assert (ran.status, "no such file or folder" in ran.err) == (3, True)
    assert not (tmp_path / "birds.csv").exists()
