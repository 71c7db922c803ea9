"""Concepts as tables: what a cell holds, that nothing in it is a formula, and the way back through `ingest`."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from termgraph.export import export, serialize
from termgraph.export.tables import table
from termgraph.export.workbook import workbook
from termgraph.namespaces import data_dir
from termgraph.readers import read_document
from termgraph.skos import Thesaurus
from tests.documents import entries

BIRDS = r"""
@prefix ex: <https://e.org/birds/> .
<https://e.org/birds/> a skos:ConceptScheme ; vann:preferredNamespaceUri "https://e.org/birds/" ; dct:language "en" .
ex:owl a skos:Concept ; skos:prefLabel "owl"@en, "Eule"@de ; skos:notation "10" ;
  skos:altLabel "a; b\\"@en, "Smith, \"J.\""@en, "Kauz"@de, "=1+1"@en, "'=2"@en, "Strix" ; skos:hiddenLabel "owel"@en ;
  skos:definition "A bird; it hunts.\nBy night.\u2028Indeed."@en ; skos:scopeNote "Two"@en, "One; more"@en ;
  skos:broader ex:bird ; skos:related ex:jay ; skos:exactMatch <https://f.org/owl> ; dct:source "Brehm" ;
  tg:status "draft" ; <https://e.org/weighs> "0.3" .
ex:bird a skos:Concept ; skos:prefLabel "bird"@en ; skos:narrower ex:jay .
ex:jay a skos:Concept ; skos:prefLabel "-jay"@en ; owl:deprecated true ; dct:isReplacedBy ex:owl .
ex:loud a skos:Collection ; skos:prefLabel "loud birds"@en ; skos:member ex:jay .
"""


def birds() -> Thesaurus:
    return Thesaurus.from_text(BIRDS)


def rows(data: bytes, delimiter: str = ",") -> dict[str, dict[str, str]]:
    read = csv.DictReader(io.StringIO(data.decode(), newline=""), delimiter=delimiter)
    return {row["id"]: row for row in read}


@pytest.mark.parametrize(("format_", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_a_row_a_concept_and_a_column_a_language(format_: str, delimiter: str) -> None:
    found = rows(serialize(birds(), format_), delimiter)
    assert list(found) == ["jay", "bird", "owl"]
    assert list(found["owl"]) == [
        "iri", "id", "prefLabel@en", "prefLabel@de", "altLabel@en", "altLabel", "altLabel@de", "hiddenLabel@en",
        "notation", "definition@en", "scopeNote@en", "broader", "related", "exactMatch", "replacedBy", "deprecated",
        "status", "collections", "source",
    ]  # fmt: skip
    owl = found["owl"]
    assert owl["altLabel@en"] == r"''=2;=1+1;a\; b\\;" + 'Smith, "J."'
    assert owl["definition@en"] == "A bird; it hunts.\nBy night.\u2028Indeed."
    assert owl["scopeNote@en"] == "One; more\n\nTwo"
    assert (owl["broader"], owl["related"], owl["exactMatch"]) == ("bird", "jay", "https://f.org/owl")
    jay = found["jay"]
    assert (jay["broader"], jay["related"]) == ("bird", "owl"), "said from the other end"
    assert (jay["deprecated"], jay["replacedBy"], jay["collections"]) == ("true", "owl", "loud")
    assert jay["prefLabel@en"] == "'-jay"


def test_a_workbook_holds_texts_and_is_the_same_whenever_it_is_written(tmp_path: Path) -> None:
    path = export(birds(), tmp_path / "birds.xlsx")
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert sheet["C2"].value == "-jay"
    with ZipFile(path) as archive:
        assert archive.read("docProps/core.xml").count(b"2000-01-01T00:00:00Z") == 2
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_excel_cannot_read_is_left_out_and_counted() -> None:
    told: list[str] = []
    text = f'<e:a> a skos:Concept ; skos:prefLabel "bell\\u0007" ; skos:definition "{"x" * 40_000}" .'
    data = serialize(Thesaurus.from_text(text), "xlsx", notice=told.append)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    assert (sheet["B2"].value, len(str(sheet["C2"].value))) == ("bell", 32_767)
    assert told == [
        "2 texts were too long for a cell, or held characters that Excel does not read: these were left out"
    ]


def test_a_workbook_is_read_as_it_was_filled() -> None:
    rows = [
        ("=1+1", "#N/A", " a < b\r\n"),
        (),
        (True, 2.5, datetime(2024, 2, 29, 12, 30)),
        (None, "", "\u00e9\U0001f989"),
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(workbook("all", rows))).active
    assert sheet is not None
    assert [*sheet.iter_rows(values_only=True)] == [
        rows[0],
        (None, None, None),
        rows[2],
        (None, None, "\u00e9\U0001f989"),
    ]
    assert sheet["A1"].data_type == "s"


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx"])
def test_a_table_comes_back_with_its_names_texts_and_relations(tmp_path: Path, suffix: str) -> None:
    jay, bird, owl = entries(read_document(export(birds(), tmp_path / f"birds{suffix}")))
    assert [label.label for label in owl.labels if not label.language] == [
        "owl",
        "'=2",
        "=1+1",
        "a; b\\",
        'Smith, "J."',
        "Strix",
        "owel",
    ]
    assert (jay.label, bird.label, owl.language) == ("-jay", "bird", "en")
    assert owl.body == "A bird; it hunts.\nBy night.\u2028Indeed."
    assert owl.fields["id"] == ("https://e.org/birds/owl", "owl")
    assert [(label.label, label.language) for label in owl.labels if label.language] == [
        ("Eule", "de"),
        ("Kauz", "de"),
    ]
    assert (owl.fields["broader"], owl.see) == (("bird",), ("bird", "-jay"))
    assert jay.fields["status"] == ("deprecated",)
    assert not owl.broken_links


def test_the_shipped_vocabulary_comes_back_from_a_table(tmp_path: Path) -> None:
    store = Thesaurus.open(data_dir() / "ml")
    found = {one.fields["id"][0]: one for one in entries(read_document(export(store, tmp_path / "ml.csv")))}
    assert found.keys() == store.concepts
    for iri, record in found.items():
        assert record.label == store.label(iri)
        assert {text for _, text, _ in store.names[iri]} == {label.label for label in record.labels}
        assert record.body == store.definition(iri)
        assert not record.broken_links
        assert set(record.fields.get("broader", ())) == set(map(store.id, store.broader[iri]))


def test_a_profile_says_which_relations_a_table_has() -> None:
    store = Thesaurus.open(data_dir() / "ml")
    full, core = (
        table(Thesaurus.from_text(serialize(store, "turtle", name).decode())) for name in ("full", "core")
    )
    assert set(full.headings) - set(core.headings) == {"partOf", "contrastsWith", "confusedWith"}


def test_what_has_no_column_is_counted_and_named() -> None:
    told: list[str] = []
    serialize(birds(), "csv", notice=told.append)
    assert told == [
        "a table of concepts has no place for 6 statements: rdf:type (2), dct:language (1), https://e.org/weighs (1), "
        "skos:prefLabel (1), vann:preferredNamespaceUri (1)"
    ]
