"""A name with a qualifier makes the bare name ambiguous, on the new entry and on all that have it."""

from __future__ import annotations

from pathlib import Path

import pytest

from termgraph.entries import read_folder
from termgraph.entries.create import create_entry
from termgraph.errors import Problems, TermgraphError
from termgraph.model import Label
from tests.commands import run

COMB = Label("comb", "en", "ambiguous")


@pytest.fixture
def hive(tmp_path: Path) -> Path:
    create_entry(tmp_path, "comb", alt_labels=["ctenidium"])
    return tmp_path


def names(folder: Path, id_: str) -> tuple[str, tuple[Label, ...]]:
    concept = read_folder(folder).concepts[id_]
    return concept.pref_label["en"], concept.alt_labels


def test_who_prefers_the_bare_name_is_qualified_as_well_in_one_step(hive: Path) -> None:
    comb = hive / "entries" / "comb.md"
    comb.write_text(
        comb.read_text("utf-8").replace("---\n", "---\nmisnomer: {of: [ctenidium], why: So.}\n", 1), "utf-8"
    )
    ran = run("-V", hive, "new", "comb (bees)", "--other", "comb (animals)")
    told = "note: 'comb' is ambiguous now: its entry 'comb' is called 'comb (animals)'"
    assert (ran.status, ran.err) == (0, f"{told}\nwrote {comb}\nwrote {hive / 'entries' / 'comb-bees.md'}\n")
    assert names(hive, "comb") == ("comb (animals)", (COMB, Label("ctenidium", "en")))
    assert names(hive, "comb-bees") == ("comb (bees)", (COMB,))
    assert read_folder(hive).concepts["comb"].misnomers[0].term == "comb"


def test_who_has_it_as_another_name_marks_it(hive: Path) -> None:
    text = (hive / "entries" / "comb.md").read_text("utf-8")
    create_entry(hive, "ctenidium (sponges)")
    assert names(hive, "comb")[1] == (Label("ctenidium", "en", "ambiguous"),)
    assert names(hive, "ctenidium-sponges")[1] == (Label("ctenidium", "en", "ambiguous"),)
    create_entry(hive, "ctenidium (snails)")
    assert names(hive, "ctenidium-snails")[1] == (Label("ctenidium", "en", "ambiguous"),)
    (hive / "entries" / "comb.md").write_text(text.replace("altLabels: ", "altLabels:  # why\n  "), "utf-8")
    before = {path.name for path in (hive / "entries").iterdir()}
    with pytest.raises((Problems, TermgraphError)):
        create_entry(hive, "ctenidium (fish)")
    assert {path.name for path in (hive / "entries").iterdir()} == before


def test_without_other_it_is_qualified_by_what_is_above_it_its_collection_or_a_number(hive: Path) -> None:
    ran = run("-V", hive, "new", "comb (bees)", "--dry-run")
    comb, bees = hive / "entries" / "comb.md", hive / "entries" / "comb-bees.md"
    told = "note: 'comb' is ambiguous now: its entry 'comb' is called 'comb (1)'\n"
    assert (ran.status, ran.out, ran.err) == (0, f"would write {comb}\nwould write {bees}\n", told)
    assert names(hive, "comb")[0] == "comb"
    assert not bees.exists()

    ran = run("-V", hive, "new", "comb (bees)")
    assert ran.err == f"{told}wrote {comb}\nwrote {bees}\n"
    assert names(hive, "comb") == ("comb (1)", (COMB, Label("ctenidium", "en")))
    assert names(hive, "comb-bees") == ("comb (bees)", (COMB,))
    assert run("-V", hive, "check", "--fail-on", "error").status == 0

    create_entry(hive, "gill (fish)")
    create_entry(hive, "organ")
    create_entry(hive, "gill", broader=["organ"])
    create_entry(hive, "gill (mushroom)")
    assert names(hive, "gill")[0] == "gill (organ)"
    assert names(hive, "gill-mushroom")[1] == (Label("gill", "en", "ambiguous"),)
    assert names(hive, "gill-fish") == ("gill (fish)", ())

    (hive / "collections.yaml").write_text("music:\n  prefLabel: music (art)\n", "utf-8")
    create_entry(hive, "reed")
    reed = hive / "entries" / "reed.md"
    reed.write_text(reed.read_text("utf-8").replace("reed\n", "reed\ncollections: [music]\n", 1), "utf-8")
    create_entry(hive, "reed (plant)", alt_labels=["reed"])
    assert names(hive, "reed")[0] == "reed (music)"
    assert names(hive, "reed-plant")[1] == (Label("reed", "en", "ambiguous"),)


def test_only_a_name_in_the_language_of_the_vocabulary_is_shared(hive: Path) -> None:
    (hive / "entries" / "kamm.md").write_text("---\nprefLabel: {de: wax}\nstatus: draft\n---\n", "utf-8")
    assert run("-V", hive, "new", "wax (bees)").err.count("\n") == 1
    assert names(hive, "wax-bees") == ("wax (bees)", ())
    for name in ("wasp (bees)", "wax (candles)", "comb"):
        ran = run("-V", hive, "new", name, "--other", "wasp (x)")
        bare = name.partition(" ")[0]
        assert (ran.status, ran.err) == (3, f"termgraph: no entry is called '{bare}' (leave --other out)\n")


def test_a_name_that_is_taken_has_three_ways_out_and_nothing_is_written(hive: Path) -> None:
    ran = run("-V", hive, "new", "pecten", "--alt", "comb")
    assert ran.status == 3
    for way in ("choose another name", "`type: ambiguous`", "termgraph merge"):
        assert way in ran.err
    assert not (hive / "entries" / "pecten.md").exists()
