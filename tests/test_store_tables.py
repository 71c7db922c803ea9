"""Tables for people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termgraph.skos import Thesaurus
from termgraph.store import table
from termgraph.store.tables import cell_width, wrap

STORE = Thesaurus.from_text(
    """@prefix e: <http://e/> .
    e:owl skos:prefLabel "owl"@en, "Eule"@de ; e:eggs 3 ; e:long "a long text about owls that must be wrapped" .
    e:crow skos:prefLabel "烏鴉"@zh ; e:eggs 12 ; e:evil "a\\tb\\u202Ec" ."""
)


def test_columns_are_aligned_and_numbers_stand_right() -> None:
    text = table(STORE.query("SELECT ?bird ?eggs { ?bird e:eggs ?eggs } ORDER BY ?eggs"))
    assert text.splitlines() == ["bird    eggs", "------  ----", "e:owl      3", "e:crow    12"]


def test_languages_are_named_only_where_they_differ() -> None:
    mixed = table(STORE.query("SELECT ?l { ?b skos:prefLabel ?l } ORDER BY STR(?l)"))
    assert "owl @en" in mixed
    assert "烏鴉 @zh" in mixed
    one = table(STORE.query("SELECT ?l { ?b skos:prefLabel ?l FILTER(LANG(?l) = 'en') }"))
    assert "@" not in one


def test_wide_characters_take_two_columns() -> None:
    lines = table(
        STORE.query("SELECT ?l ?e { ?b skos:prefLabel ?l ; e:eggs ?e } ORDER BY ?e STR(?l)")
    ).splitlines()
    assert {cell_width(line) for line in lines} == {cell_width(lines[0])}


def test_nothing_is_printed_that_a_terminal_obeys() -> None:
    text = table(STORE.query("SELECT ?x { ?b e:evil ?x }"))
    assert "a b\\u202ec" in text
    text = table(STORE.query('SELECT ("\\u001B[31mred" AS ?x) {}'))
    assert "\x1b" not in text


def test_language_tags_are_shown_in_their_conventional_case() -> None:
    rows = Thesaurus.from_text("<e:a> <e:b> 'a'@en-GB, 'b'@ZH-hant .").query(
        "SELECT ?x { ?a ?b ?x } ORDER BY ?x"
    )
    assert table(rows) == "x\n----------\na @en-GB\nb @zh-Hant"


@pytest.mark.parametrize("width", [20, 30, 44, 200])
def test_it_fits_the_terminal(width: int) -> None:
    text = table(STORE.query("SELECT ?bird ?text ?eggs { ?bird e:long ?text ; e:eggs ?eggs }"), width=width)
    assert max(cell_width(line) for line in text.splitlines()) <= width
    assert "wrapped" in "".join(text.split()) or width < 30


def test_without_a_width_each_row_is_one_line() -> None:
    assert len(table(STORE.query("SELECT ?text { ?bird e:long ?text }")).splitlines()) == 3


def test_ask_graph_and_nothing() -> None:
    assert table(STORE.query("ASK {}")) == "yes"
    assert table(STORE.query("ASK { FILTER(false) }")) == "no"
    assert (
        table(STORE.query("CONSTRUCT WHERE { e:owl e:eggs ?x }")).splitlines()[2]
        == "e:owl    e:eggs          3"
    )
    assert table(STORE.query("SELECT ?x { ?x e:none ?y }")) == "x\n-"
    assert table(STORE.query("SELECT * {}")) == ""


@given(st.text(), st.integers(2, 40))
def test_wrapped_lines_fit(text: str, width: int) -> None:
    text = "".join(char for char in text if char.isprintable())
    lines = wrap(text, width)
    assert len(lines) <= 8
    assert all(cell_width(line) <= width for line in lines)
    if not lines[-1].endswith("…"):
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
