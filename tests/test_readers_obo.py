"""OBO: what a stanza states becomes names, texts, fields and relations; what is obsolete is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from termgraph.errors import TermgraphError
from termgraph.records import Dropped, RecordLabel
from tests.documents import by_name, read

TEXT = r"""
    format-version: 1.2
    ontology: birds ! all of them

    [Term]
    id: B:1 {source="x"} ! bird
    name: bird
    xref: EX:1 "a bird"

    [Term]
    id: B:2
    alt_id: B:02
    name: owl (bird) ! with its bracket
    def: "A \"wise\" bird.\nIt hunts." [ISBN:1\,2, PMID:3 "p. 4"]
    comment: Not the barn.
    namespace: zoology
    synonym: "strix" EXACT []
    synonym: "OW" EXACT ABBREVIATION [X:1]
    synonym: "barn owl" NARROW []
    synonym: "owls and their kin" RELATED plural [X:2]
    is_a: B:1 {gci="y"} ! bird
    relationship: part_of B:3 ! flock
    relationship: eats Z:9 ! mouse
    is_a: Z:8 ! animal
    property_value: IAO:0000112 "An owl calls." xsd:string
    intersection_of: B:1

    [Term]
    id: B:3
    name: flock

    [Term]
    id: B:4
    name: night bird
    is_obsolete: true
    replaced_by: B:2

    [Term]
    id: B:5

    [Typedef]
    id: eats
    name: eats
"""


def test_what_a_term_states(tmp_path: Path) -> None:
    reading = read(tmp_path, "birds.obo", TEXT)
    assert (reading.format, reading.title) == ("obo", "birds")
    found = by_name(reading)
    assert list(found) == ["bird", "owl (bird)", "flock"]
    owl = found["owl (bird)"]
    assert owl.labels[1:] == (RecordLabel("strix"), RecordLabel("OW", "abbreviation"))
    assert (owl.body, owl.lines, owl.place) == ('A "wise" bird.\nIt hunts.', (9, 25), "B:2")
    assert owl.fields == {
        "source": ("ISBN:1,2", "PMID:3"),
        "note": ("Not the barn.",),
        "category": ("zoology",),
        "narrow synonym": ("barn owl",),
        "related synonym": ("owls and their kin",),
        "eats": ("Z:9",),
        "broader": ("Z:8",),
        "example": ("An owl calls.",),
        "notation": ("B:2", "B:02"),
    }
    assert [(one.type, one.target, one.stated) for one in owl.relations] == [
        ("broader", "bird", True),
        ("partOf", "flock", True),
    ]


def test_what_is_obsolete_or_has_no_name_is_told(tmp_path: Path) -> None:
    assert read(tmp_path, "birds.txt", TEXT).dropped == (
        Dropped("line 32", "an obsolete term, night bird; use B:2"),
        Dropped("line 38", "a term without a name"),
    )


@pytest.mark.parametrize("text", ["format-version: 1.2\n", "[Typedef]\nid: a\nname: a\n", "[Term]\n"])
def test_what_holds_no_terms(tmp_path: Path, text: str) -> None:
    if text == "[Term]\n":
        assert read(tmp_path, "a.obo", text).dropped == (Dropped("a stanza", "a term without a name"),)
    else:
        with pytest.raises(TermgraphError, match="holds no terms"):
            read(tmp_path, "a.obo", text)
