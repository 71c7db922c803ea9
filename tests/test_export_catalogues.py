"""What spreadsheets and data catalogues take: voc4cat, VocExcel, DataHub, OpenMetadata."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook

from termgraph.export import serialize
from termgraph.export.losses import losses
from termgraph.skos import Thesaurus
from tests.viewing import SMALL, hostile

ML = "https://w3id.org/termgraph/ml/"
SHEETS = f"""{SMALL}
ml:logit skos:definition "A score, =1+1."@en ; skos:exactMatch <http://f.org/1>, <http://f.org/2> ;
  skos:altLabel "a|b"@en, "c,d"@en, "=2+2"@en ; skos:broader ml:function, ml:maximum .
ml: dct:created "2026-11-21"^^xsd:date ; dct:creator <http://e.org/me> ; dct:publisher <http://e.org/me> .
<http://e.org/me> a foaf:Organization ; foaf:name "Me" .
ml:scores a skos:OrderedCollection ; skos:prefLabel "scores"@en ; skos:definition "All."@en ;
  skos:memberList (ml:softmax ml:logit) .
"""


@pytest.fixture(scope="module")
def sheets() -> Thesaurus:
    return Thesaurus.from_text(SHEETS)


def rows(store: Thesaurus, format_: str) -> tuple[Mapping[str, list[tuple[Any, ...]]], list[str]]:
    """Return the rows of each sheet, and what the writer said; no cell is a formula."""
    said: list[str] = []
    book = load_workbook(io.BytesIO(serialize(store, format_, notice=said.append)))
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}, said


def test_voc4cat_has_a_row_a_language(sheets: Thesaurus) -> None:
    found, said = rows(sheets, "voc4cat")
    head, *concepts = found["Concepts"][4:]
    told = {(row[0], row[1]): dict(zip(head, row, strict=True)) for row in concepts}
    softmax = told[f"{ML}softmax", "en"]
    assert softmax["Preferred Label*"] == "softmax"
    assert softmax["Parent IRIs"] == f"{ML}activation-function"
    assert softmax["Member of ordered collection # position"] == f"{ML}scores # 1"
    assert told[f"{ML}softmax", "de"]["Preferred Label*"] == "Softmax-Funktion"
    assert told[f"{ML}softmax", "de"]["Parent IRIs"] is None
    assert told[f"{ML}logit", "en"]["Alternate Labels"] == "=2+2 | c,d"
    assert found["Mappings"][5] == (
        f"{ML}logit",
        None,
        None,
        "http://f.org/1\nhttp://f.org/2",
        None,
        None,
        None,
    )
    assert ["vertical bar" in one for one in said].count(True) == 1
    assert [one for one in said if "without a definition" in one]
    assert [one for one in said if "out of use" in one]


def test_vocexcel_has_a_row_a_concept(sheets: Thesaurus) -> None:
    found, said = rows(sheets, "vocexcel")
    assert found["Introduction"][3][4] == "1.0.0"
    scheme = {row[0]: row[1] for row in found["Concept Scheme"][2:]}
    assert scheme["Created Date*"] == scheme["Modified Date*"] == datetime(2026, 11, 21)
    assert scheme["Publisher*"] == "http://e.org/me"
    concepts = {row[0]: row for row in found["Concepts"][3:]}
    assert concepts[f"{ML}logit"][1:5] == (
        "logit",
        "A score, =1+1.",
        "=2+2\na|b",
        f"{ML}function\n{ML}maximum",
    )
    assert concepts[f"{ML}alone"][8] == "Retired"
    more = found["Additional Concept Properties"][3:]
    assert [row[3] for row in more if row[0] == f"{ML}logit"] == ["http://f.org/1", "http://f.org/2"]
    assert [row[6] for row in more if row[0] == f"{ML}softmax"] == ["4.2"]
    assert found["Collections"][3][3] == f"{ML}softmax\n{ML}logit"
    assert [one for one in said if "comma" in one]
    assert not [one for one in said if "not said of the vocabulary" in one]


def test_vocexcel_says_what_it_asks_for() -> None:
    _, said = rows(
        Thesaurus.from_text('<e:> a skos:ConceptScheme . <e:a> a skos:Concept ; skos:prefLabel "a@b" .'),
        "vocexcel",
    )
    assert [one for one in said if "Created Date, Modified Date, Creator, Publisher, History Note" in one]
    assert [one for one in said if "another sign for @" in one]


@pytest.mark.parametrize("format_", ["voc4cat", "vocexcel"])
def test_relations_and_hidden_names_are_told_as_lost(sheets: Thesaurus, format_: str) -> None:
    lost = {loss.property for loss in losses(sheets, format_).lost}
    assert {"skos:related", "skos:hiddenLabel", "skosxl:altLabel"} <= lost
    assert not {"skos:definition", "skos:exactMatch", "skos:broader"} & lost
    assert ("skos:notation" in lost) == (format_ == "voc4cat")


def glossary(text: str) -> dict[str, Any]:
    made: dict[str, Any] = yaml.safe_load(serialize(Thesaurus.from_text(text), "datahub"))
    (node,) = made["nodes"]
    return {"": node, **{term["id"]: term for term in node["terms"]}}


def test_datahub_gets_what_is_related_and_each_name() -> None:
    found = glossary(SHEETS)
    softmax = found[f"urn:li:glossaryTerm:{ML}softmax"]
    assert softmax["inherits"] == ["Small vocabulary.activation function"]
    assert softmax["related_terms"] == ["Small vocabulary.logit", "Small vocabulary.maximum"]
    assert softmax["contains"] == ["Small vocabulary.logit"]
    own = softmax["custom_properties"]
    assert (own["altLabel@en"], own["prefLabel@de"], own["notation"]) == (
        "softargmax",
        "Softmax-Funktion",
        "4.2",
    )
    places = {f"Small vocabulary.{term['name']}" for term in found[""]["terms"]}
    assert {one for term in found[""]["terms"] for one in term.get("related_terms", ())} <= places


def test_datahub_gets_names_that_are_no_others() -> None:
    found = glossary(
        '<e:a> a skos:Concept ; skos:prefLabel "bias" . <e:b> a skos:Concept ; skos:prefLabel "bias" .'
    )
    assert [term["name"] for term in found[""]["terms"]] == ["bias (e:a)", "bias (e:b)"]


def test_datahub_puts_no_variable_of_its_environment_into_a_text() -> None:
    text = (
        r'<e:a> a skos:Concept ; skos:prefLabel "$HOME" ; skos:definition "${HOME} of $x$, \\frac{1}{2}." .'
    )
    (term,) = glossary(text)[""]["terms"]
    assert term["name"] == " $HOME"  # only what begins so is looked up
    assert term["description"] == r"\${HOME} of \$x\$, \\frac{1}{2}."  # as DataHub wants it escaped


def table(text: str) -> list[dict[str, str]]:
    written = serialize(Thesaurus.from_text(text), "openmetadata").decode()
    return list(csv.DictReader(io.StringIO(written, newline="")))


def test_openmetadata_gets_parents_first_and_all_relations() -> None:
    found = table(SHEETS)
    places = [f"{row['parent'] or 'small-vocabulary'}.{row['name*']}" for row in found]
    assert all(not row["parent"] or row["parent"] in places[:n] for n, row in enumerate(found))
    logit = next(row for row in found if row["displayName"] == "logit")
    assert logit["parent"] == "small-vocabulary.function"
    assert logit["synonyms"] == "'=2+2;a|b;c,d"
    softmax = "small-vocabulary.function.activation-function.softmax"
    assert logit["relatedTerms"] == f"broader:small-vocabulary.function.maximum;partOf:{softmax}"
    assert logit["references"] == f"IRI;{ML}logit;exactMatch;http://f.org/1;exactMatch;http://f.org/2"
    assert [row["glossaryStatus"] for row in found if row["name*"] == "alone"] == ["Deprecated"]


def test_openmetadata_gets_no_circle_and_no_markup() -> None:
    found = table(
        "<e:a> a skos:Concept ; skos:broader <e:b> . <e:b> a skos:Concept ; skos:broader <e:a> ; "
        'skos:definition "<script>*x*" .'
    )
    assert sorted(bool(row["parent"]) for row in found) == [False, True]
    assert [row["description"] for row in found if row["name*"] == "b"] == [r"&lt;script>\*x\*"]


def test_no_cell_of_a_table_is_a_formula() -> None:
    found = table(hostile() + '<e:f> a skos:Concept ; skos:prefLabel "=1+1"@en ; skos:definition "@x"@en .')
    assert found
    assert not [cell for row in found for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t"))]
