"""What documents say in several languages, and of more than names and definitions: all the way into drafts."""

from __future__ import annotations

from pathlib import Path

import pytest

from termgraph import load
from termgraph.entries import read_folder, unformatted
from termgraph.errors import TermgraphError
from termgraph.ingest import Workspace, ingest
from termgraph.ingest.documents import read
from termgraph.model import Label, Vocabulary
from tests.commands import run

GERMAN = (
    "# Wörter der Vögel\n\n## Eule\n\nEin Vogel, der in der Nacht jagt und am Tag in hohlen Bäumen schläft.\n\n"
    "## Häher\n\nEin lauter Vogel des Waldes, der seine Nüsse vergräbt und sie dann nicht mehr findet.\n"
)
TABLE = """Term (en),Term (de),Definition (en),Definition (de),Example,Scope note,Notation,Category,Image,Status
sheet,Schot,A rope.,Ein Tau.,haul the sheet,no cloth,S1,rigging,https://e.org/s.png,preferred
"""


def ingested(tmp_path: Path, name: str, text: str, **options: str) -> Vocabulary:
    """Return the vocabulary of an English folder with one entry, into which a document was ingested."""
    folder = tmp_path / "birds"
    if not folder.exists():
        (folder / "entries").mkdir(parents=True)
        about = "title: Birds\nbase: https://example.org/birds/\nprefix: b\nlanguage: en\n"
        (folder / "vocabulary.yaml").write_text(about, "utf-8")
        (folder / "entries" / "wren.md").write_text("---\nprefLabel: wren\n---\nA small bird.\n", "utf-8")
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    workspace = Workspace.open(folder)
    ingest([path], workspace, **options)  # type: ignore[arg-type]
    workspace.write()
    vocabulary = read_folder(folder)
    assert unformatted(folder, vocabulary) == {}
    return vocabulary


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("voegel.md", GERMAN),
        ("birds.html", "<html lang='de'><dl><dt>Eule<dd>Ein Vogel.<dt>H&auml;her<dd>Laut.</dl>"),
        ("birds.md", "---\nlang: de\n---\n## Eule\n\nEin Vogel.\n\n## Häher\n\nLaut.\n"),
        ("birds.de.md", "## Eule\n\nEin Vogel.\n\n## Häher\n\nLaut.\n"),
        ("de/birds.csv", "term,definition\nEule,Ein Vogel der Nacht.\nHäher,Ein lauter Vogel.\n"),
        ("birds_de.csv", "term,definition\nEule,Ein Vogel der Nacht.\nHäher,Ein lauter Vogel.\n"),
        (
            "birds.csv",
            "term,definition,language\nEule,Ein Vogel der Nacht.,de\nHäher,Ein lauter Vogel.,German\n",
        ),
    ],
)
def test_german_in_an_english_vocabulary_is_german(name: str, text: str, tmp_path: Path) -> None:
    vocabulary = ingested(tmp_path, name, text)
    assert vocabulary.concepts["eule"].pref_label == {"de": "Eule"}
    assert {one.lang for one in vocabulary.concepts["eule"].source_definitions} == {"de"}
    assert load(tmp_path / "birds").find("Eule") == vocabulary.iri("eule")
    assert "Eule" in run("-V", tmp_path / "birds", "show", "Eule").out
    assert "Eule" in run("-V", tmp_path / "birds", "search", "Eul").out


def test_a_person_says_the_language(tmp_path: Path) -> None:
    page = "<html lang='en'><dl><dt>Eule<dd>Ein Vogel.<dt>Mauswiesel<dd>Klein.</dl>"
    vocabulary = ingested(tmp_path, "a.html", page, language="de-AT")
    assert vocabulary.concepts["eule"].pref_label == {"de-at": "Eule"}
    wrong = run("ingest", "--language", "x_y", tmp_path / "a.html", "--into", tmp_path / "birds")
    assert (wrong.status, "no language tag" in wrong.err) == (2, True)


def test_what_is_guessed_of_the_language_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(GERMAN, "utf-8")
    (tmp_path / "b.md").write_text("## X1\n\nY2.\n\n## Y2\n\nX1.\n", "utf-8")
    assert read(tmp_path / "a.md").guesses[-1] == "nothing says its language; read as de, by its texts"
    assert read(tmp_path / "b.md").guesses[-1] == "nothing says its language; taken to be the vocabulary's"
    assert read(tmp_path / "a.md", language="en").guesses == ()


def test_a_variety_of_the_vocabularys_language_is_that(tmp_path: Path) -> None:
    page = "<html lang='en-GB'><dl><dt>owl<dd>A bird.<dt>jay<dd>Loud.</dl>"
    assert ingested(tmp_path, "a.html", page).concepts["owl"].pref_label == {"en": "owl"}


def test_an_entry_is_finished_only_in_the_language_of_the_vocabulary(tmp_path: Path) -> None:
    ingested(tmp_path, "voegel.md", GERMAN)
    entry = tmp_path / "birds" / "entries" / "eule.md"
    entry.write_text(entry.read_text("utf-8").replace("status: draft\n", ""), "utf-8")
    with pytest.raises(TermgraphError, match=r"no prefLabel in the default language \(en\) \(translate it"):
        read_folder(tmp_path / "birds")


def test_all_of_a_table_arrives(tmp_path: Path) -> None:
    sheet = ingested(tmp_path, "terms.csv", TABLE).concepts["sheet"]
    assert sheet.pref_label == {"de": "Schot", "en": "sheet"}
    assert [(one.lang, one.text) for one in sheet.source_definitions] == [
        ("de", "Ein Tau."),
        ("en", "A rope.\n\nCategory: rigging\n\nImage: https://e.org/s.png\n\nStatus: preferred"),
    ]
    assert (sheet.example, sheet.scope_note) == ((Label("haul the sheet", "en"),), (Label("no cloth", "en"),))
    assert (sheet.notation, sheet.status) == (("S1",), "draft")


def test_a_category_is_the_collection_of_its_name_where_there_is_one(tmp_path: Path) -> None:
    ingested(tmp_path, "none.csv", "term,definition\njib,A sail of a ship.\n")
    (tmp_path / "birds" / "collections.yaml").write_text("rig:\n  prefLabel: Rigging\n", "utf-8")
    sheet = ingested(tmp_path, "terms.csv", TABLE).concepts["sheet"]
    assert (sheet.collections, "Category" in sheet.source_definitions[1].text) == (("rig",), False)


def test_parts_that_the_text_holds_are_not_said_twice(tmp_path: Path) -> None:
    text = "## Owl\n\nA bird.\n\nExample: a barn owl\n\nColour: grey\n\n## Jay\n\nLoud.\n"
    owl = ingested(tmp_path, "a.md", text, language="en").concepts["owl"]
    assert (owl.example, owl.source_definitions[0].text.count("barn owl")) == ((), 1)


def test_forbidden_names_are_never_preferred(tmp_path: Path) -> None:
    vocabulary = ingested(
        tmp_path,
        "a.csv",
        "term,synonym,status,definition\nfall,halyard,forbidden,A rope.\njibber,,forbidden,A sail.\n",
    )
    halyard = vocabulary.concepts["halyard"]
    assert (halyard.pref_label, halyard.hidden_labels) == ({"en": "halyard"}, (Label("fall", "en"),))
    assert vocabulary.concepts["jibber"].deprecated


def test_a_new_folder_speaks_the_language_of_its_first_document(tmp_path: Path) -> None:
    (tmp_path / "voegel.md").write_text(GERMAN, "utf-8")
    assert "languages" not in run("ingest", tmp_path / "voegel.md", "--into", tmp_path / "vogelwelt").out
    (tmp_path / "terms.csv").write_text(TABLE, "utf-8")
    told = run("ingest", tmp_path / "terms.csv", "--into", tmp_path / "vogelwelt")
    assert "  languages: de (1), en (1)\n" in told.out
    assert read_folder(tmp_path / "vogelwelt").language == "de"
    assert "language: de\n" in (tmp_path / "vogelwelt" / "vocabulary.yaml").read_text("utf-8")


def test_translations_that_come_later_join_the_entry(tmp_path: Path) -> None:
    ingested(
        tmp_path, "en.csv", "Term (en),Definition (en)\nsheet,A rope on a sail.\njib,A sail of a ship.\n"
    )
    both = "Term (en),Term (de),Definition (de)\nsheet,Schot,Ein Tau.\njib,Fock,Ein Segel.\n"
    sheet = ingested(tmp_path, "both.csv", both).concepts["sheet"]
    assert sheet.pref_label == {"de": "Schot", "en": "sheet"}
    assert [(str(one.source), one.lang) for one in sheet.source_definitions] == [
        ("both#sheet", "de"),
        ("en#sheet", "en"),
    ]


def test_a_new_edition_changes_each_language_apart(tmp_path: Path) -> None:
    ingested(tmp_path, "terms.csv", TABLE)
    sheet = ingested(tmp_path, "terms.csv", TABLE.replace("Ein Tau.", "Ein Seil.")).concepts["sheet"]
    assert [one.text.split("\n")[0] for one in sheet.source_definitions] == ["Ein Seil.", "A rope."]
