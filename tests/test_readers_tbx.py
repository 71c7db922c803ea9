"""TBX: both generations, both styles, several languages, and XML that means harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from termgraph.errors import TermgraphError
from termgraph.records import DISCOURAGED, Proposal, RecordText
from tests.documents import entries, names, read

OLD = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
    <martif type="TBX" xml:lang="en">
     <martifHeader><fileDesc><titleStmt><title>Birds</title></titleStmt></fileDesc></martifHeader>
     <text><body>
      <termEntry id="c1">
       <descrip type="subjectField">zoology</descrip>
       <langSet xml:lang="de"><tig><term>Schleiereule</term></tig></langSet>
       <langSet xml:lang="en">
        <descripGrp><descrip type="definition">A bird of the <hi>night</hi>.</descrip>
         <admin type="source">Darwin</admin></descripGrp>
        <ntig><termGrp><term>BO</term><termNote type="termType">abbreviation</termNote></termGrp></ntig>
        <ntig><termGrp><term>barn owl</term>
         <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig>
        <tig><term>screech owl</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
        <tig><term>white owl</term></tig>
       </langSet>
      </termEntry>
      <termEntry id="c2">
       <langSet xml:lang="en"><tig><term>jay (bird)</term><descrip type="context">A jay calls.</descrip></tig></langSet>
       <ref type="crossReference" target="c1">owl</ref>
      </termEntry>
     </body></text>
    </martif>
"""

NEW = """
    <tbx type="TBX-Basic" style="{style}" xml:lang="fr" xmlns="urn:iso:std:iso:30042:ed-2"
         xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
     <tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader>
     <text><body>
      <conceptEntry id="c5">{subject}
       <langSec xml:lang="en">{definition}
        <termSec><term>wren</term></termSec>
        <termSec><term>W</term>{type}</termSec>
       </langSec>
      </conceptEntry>
     </body></text>
    </tbx>
"""
STYLES = {
    "dca": {
        "subject": '<descrip type="subjectField">biology</descrip>',
        "definition": '<descrip type="definition">A small bird.</descrip>',
        "type": '<termNote type="termType">acronym</termNote>',
    },
    "dct": {
        "subject": "<min:subjectField>biology</min:subjectField>",
        "definition": "<basic:definition>A small bird.</basic:definition>",
        "type": "<basic:termType>acronym</basic:termType>",
    },
}


def test_the_old_form(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.tbx", OLD)
    assert reading.title == "Birds"
    owl, jay = entries(reading)
    assert [(label.label, label.type) for label in owl.labels] == [
        ("barn owl", None),
        ("white owl", None),
        ("BO", "abbreviation"),
        ("screech owl", DISCOURAGED),
        ("Schleiereule", None),
    ]
    assert owl.labels[-1].language == "de"
    assert owl.body == "A bird of the night."
    assert owl.fields == {
        "category": ("zoology",),
        "source": ("Darwin",),
    }
    assert (owl.lines, owl.place, owl.language) == ((6, 18), "c1", "en")
    assert jay.label == "jay (bird)"
    assert jay.see == ("barn owl",)
    assert jay.fields["example"] == ("A jay calls.",)
    assert any("de, en" in said for said in reading.guesses)


#: Two languages, a name that Weblate calls forbidden, relations, and works in the back matter.
BILINGUAL = """
    <martif type="TBX" xml:lang="en"><text>
     <body>
      <termEntry id="c1">
       <descrip type="superordinateConceptGeneric" target="c2">line</descrip>
       <langSet xml:lang="en">
        <descrip type="definition">A rope on a sail.</descrip>
        <tig><term>cord</term><termNote type="administrativeStatus">forbidden</termNote></tig>
        <tig><term>sheet</term></tig>
        <admin type="source" target="#w1"/>
       </langSet>
       <langSet xml:lang="de-DE">
        <descrip type="definition">Ein Tau am Segel.</descrip><note>Nicht das Segel.</note>
        <tig><term>Strick</term><termNote type="administrativeStatus">forbidden</termNote>
         <termNote type="grammaticalGender">masculine</termNote></tig>
        <transacGrp><transac type="transactionType">origination</transac><date>2020-01-01</date></transacGrp>
        <tig><term>Schot</term></tig>
       </langSet>
       <langSet xml:lang="fr"><tig><term>corde</term>
        <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
      </termEntry>
      <termEntry id="c2">
       <langSet xml:lang="de-DE"><descrip type="definition">Ein Tau.</descrip><tig><term>Leine</term></tig></langSet>
       <langSet xml:lang="en"><tig><term>line</term></tig></langSet>
      </termEntry>
     </body>
     <back>
      <refObjectList type="bibl"><refObject id="w1"><item type="title">Seamanship</item></refObject></refObjectList>
      <termEntry id="w2"><langSet xml:lang="en"><tig><term>Falconer</term></tig></langSet></termEntry></back>
    </text></martif>
"""


def test_all_languages_are_kept_and_no_forbidden_name_is_the_name(tmp_path: Path) -> None:
    sheet, line = entries(read(tmp_path, "a.tbx", BILINGUAL))
    assert [(label.label, label.type, label.language) for label in sheet.labels] == [
        ("sheet", None, ""),
        ("cord", DISCOURAGED, ""),
        ("Schot", None, "de-DE"),
        ("Strick", DISCOURAGED, "de-DE"),
        ("corde", DISCOURAGED, "fr"),
    ]
    assert (sheet.body, sheet.fields) == ("A rope on a sail.", {"source": ("Seamanship",)})
    assert sheet.texts == (
        RecordText("Ein Tau am Segel.", "de-DE"),
        RecordText("Nicht das Segel.", "de-DE", "note"),
        RecordText("masculine", "de-DE", "grammatical gender"),
    )
    assert sheet.relations == (Proposal("broader", "line", "broader: line", stated=True),)
    assert (line.label, line.kind, line.body) == ("line", "entry", "")


@pytest.mark.parametrize("style", STYLES)
def test_both_styles_of_the_new_form(tmp_path: Path, style: str) -> None:
    wren = entries(read(tmp_path, "a.tbx", NEW.format(style=style, **STYLES[style])))[0]
    assert [(label.label, label.type) for label in wren.labels] == [("wren", None), ("W", "abbreviation")]
    assert wren.body == "A small bird."
    assert wren.fields == {"category": ("biology",)}


def test_encodings_that_xml_declares(tmp_path: Path) -> None:
    text = OLD.strip().replace("UTF-8", "ISO-8859-1").replace("barn owl", "hibou à lunettes")
    assert names(read(tmp_path, "a.tbx", text.encode("iso-8859-1")))[0] == "hibou à lunettes"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<tbx><text>", "broken XML"),
        ("<html><p>x</p></html>", "no terms"),
        ("<!DOCTYPE x [<!ENTITY a 'aaa'><!ENTITY b '&a;&a;'>]><tbx>&b;</tbx>", "entity"),
        ("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><tbx>&a;</tbx>", "entity"),
        ("<a>" * 100_000, "nested too deep"),
        ("", "empty"),
        ("%PDF-1.7", "PDF"),
        ("<?xml version='1.0' encoding='nonsense'?><tbx/>", "decoded|broken"),
        ("<tbx/>", "no terms"),
    ],
    ids=range(9),
)
def test_what_cannot_be_read_is_told(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(TermgraphError, match=said) as caught:
        read(tmp_path, "a.tbx", text.encode())
    assert caught.value.path
