"""The life of a folder from end to end: whatever happens to it, nothing that was said is lost."""

from __future__ import annotations

from pathlib import Path

import termgraph
from termgraph.entries import read_folder
from tests.commands import run

HEAD = "Term (en),Term (de),Definition\n"
ROWS = [f"thing {n},Ding {n},The thing that is called number {n} of them." for n in range(1, 31)]


def test_a_folder_is_filled_renamed_merged_split_reviewed_moved_and_nothing_is_lost(tmp_path: Path) -> None:
    table, folder = tmp_path / "things.csv", tmp_path / "things"
    table.write_text(HEAD + "\n".join(ROWS), "utf-8")
    verbs: list[list[str | Path]] = [
        ["ingest", table, "--into", folder],
        ["-V", folder, "rename", "thing-1", "first-thing"],
        ["-V", folder, "merge", "thing-2", "thing-3"],
        ["-V", folder, "split", "thing-4", "thing 4a", "thing 4b", "--to", "thing-4a", "name: thing 4"],
        ["-V", folder, "status", "thing-5", "reviewed", "--by", "Ada"],
        ["-V", folder, "deprecate", "thing-6"],
        ["-V", folder, "remove", "thing-8", "--never-published"],
        ["-V", folder, "move-base", "https://things.example/"],
        ["-V", folder, "fmt"],
    ]
    for args in verbs:
        ran = run(*args)
        assert ran.status == 0, (args, ran)
        assert not termgraph.load(folder).problems
    opened, entries = termgraph.load(folder), read_folder(folder).concepts
    names = {text for concept in opened for text in [concept.label, *concept.names]}
    assert {f"thing {n}" for n in range(1, 31)} - names == {"thing 8"}
    assert opened["thing 2"].id == "thing-3"
    assert opened["thing 4"].id == "thing-4a"
    assert opened["https://example.org/things/thing-9"].id == "thing-9"
    quotes = {quote.text for concept in entries.values() for quote in concept.source_definitions}
    assert len(quotes) == 29
    assert all(len(entries[id_].sources) == 1 for id_ in ("thing-4a", "thing-4b", "first-thing"))
    assert not opened.check(select=["skos", "decision-dangling", "dangling"]).findings
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    again = run("ingest", table, "--into", folder)
    assert (again.err, "1 left out" in again.out) == ("nothing has changed\n", True)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


TBX = """<tbx xml:lang="en"><text><body>{}</body></text></tbx>"""
CONCEPT = (
    '<conceptEntry id="c{0}"><langSec xml:lang="en"><termSec><term>thing {0}</term></termSec>'
    "<termSec><term>object {0}</term></termSec></langSec>"
    '<langSec xml:lang="de"><termSec><term>Ding {0}</term></termSec><termSec><term>Gegenstand {0}</term>'
    "</termSec></langSec></conceptEntry>"
)


def test_german_and_english_from_a_table_and_a_termbase_to_markdown_and_back(tmp_path: Path) -> None:
    table, base, folder = tmp_path / "things.csv", tmp_path / "base.tbx", tmp_path / "things"
    table.write_text(HEAD + "\n".join(ROWS), "utf-8")
    base.write_text(TBX.format("".join(CONCEPT.format(n) for n in range(21, 33))), "utf-8")
    page, again = tmp_path / "things.md", tmp_path / "again"
    verbs: list[list[str | Path]] = [
        ["ingest", table, "--into", folder],
        ["ingest", base, "--into", folder],
        ["-V", folder, "rename", "thing-1", "first-thing"],
        ["-V", folder, "merge", "thing-2", "thing-3"],
        ["-V", folder, "split", "thing-4", "thing 4a", "thing 4b", "--to", "thing-4a", "name: thing 4"],
        ["-V", folder, "move-base", "https://things.example/"],
        ["-V", folder, "export", "-o", page],
        ["ingest", page, "--into", again],
    ]
    for args in verbs:
        ran = run(*args)
        assert ran.status == 0, (args, ran)
    before, after = read_folder(folder), read_folder(again)
    names = {
        (label.text, label.lang) for concept in before.concepts.values() for _, label in concept.other_names()
    }
    names |= {
        (text, lang) for concept in before.concepts.values() for lang, text in concept.pref_label.items()
    }
    assert {(f"thing {n}", "en") for n in range(1, 33)} | {(f"Ding {n}", "de") for n in range(1, 33)} <= names
    assert {(f"Gegenstand {n}", "de") for n in range(21, 33)} <= names
    assert len(before.sources) == 2
    assert after.concepts.keys() == before.concepts.keys()
    assert after.sources == before.sources
    assert after.base == before.base == "https://things.example/"
    for id_, concept in before.concepts.items():
        assert after.concepts[id_] == concept, id_
