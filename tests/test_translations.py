"""What is not translated is found, and what is older than the text that it translates."""

from __future__ import annotations

from pathlib import Path

import pytest

import termgraph
from termgraph.changing.verbs import merge, rename
from termgraph.entries import read_folder
from termgraph.graph import build_graph
from tests.commands import run

OWL = "---\nprefLabel: {en: owl, de: Eule}\ndefinition: {de: 'Ein *Vogel*.'}\n---\nA [bird](bird.md).\n"


@pytest.fixture
def birds(tmp_path: Path) -> Path:
    folder = tmp_path / "birds"
    (folder / "entries").mkdir(parents=True)
    about = "title: Birds\nbase: https://e.org/b/\nprefix: b\nlanguages: [fr, de]\n"
    (folder / "vocabulary.yaml").write_text(about, "utf-8")
    (folder / "entries" / "owl.md").write_text(OWL, "utf-8")
    (folder / "entries" / "bird.md").write_text("---\nprefLabel: {en: bird, fr: oiseau}\n---\n", "utf-8")
    return folder


def change(folder: Path, old: str, new: str) -> None:
    owl = folder / "entries" / "owl.md"
    owl.write_text(owl.read_text("utf-8").replace(old, new), "utf-8")


def outdated(folder: Path) -> list[str]:
    return [found.message for found in termgraph.load(folder).check(select=["translation-outdated"]).findings]


def test_what_is_not_translated_into_a_declared_language_is_found(birds: Path) -> None:
    report = termgraph.load(birds).check(select=["translation-missing"])
    assert [(found.subject, found.message) for found in report.findings] == [
        ("https://e.org/b/bird", "has no preferred name in de"),
        ("https://e.org/b/owl", "has no preferred name in fr and no definition in fr"),
    ]
    about = birds / "vocabulary.yaml"
    about.write_text(about.read_text("utf-8").replace("languages: [fr, de]\n", ""), "utf-8")
    assert not termgraph.load(birds).check(select=["translation-missing"]).findings


def test_a_translation_is_outdated_once_its_text_has_changed_and_it_has_not(birds: Path) -> None:
    assert run("-V", birds, "fmt").status == 0
    kept = read_folder(birds).concepts["owl"].translated
    assert list(kept) == ["de"]
    change(birds, "A [bird](bird.md).", "A *[bird](./bird.md)*.")  # which says the same
    assert outdated(birds) == []
    change(birds, "A *[bird]", "A big *[bird]")
    told = ["its definition in de was translated from another text than that in en"]
    assert outdated(birds) == told
    assert run("-V", birds, "fmt").status == 0
    assert outdated(birds) == told
    assert run("-V", birds, "fmt", "--check").status == 0
    change(birds, "Ein *Vogel*.", "Ein großer *Vogel*.")
    assert outdated(birds) == []
    assert run("-V", birds, "fmt", "--check").status == 1
    assert run("-V", birds, "fmt").status == 0
    assert read_folder(birds).concepts["owl"].translated != kept


def test_what_is_right_as_it_is_is_taken_out_and_kept_anew(birds: Path) -> None:
    run("-V", birds, "fmt")
    (kept,) = read_folder(birds).concepts["owl"].translated.values()
    change(birds, "A [bird]", "The [bird]")
    change(birds, f"translated: {{de: {kept}}}\n", "")
    assert outdated(birds) == []
    run("-V", birds, "fmt")
    assert kept not in (birds / "entries" / "owl.md").read_text("utf-8")
    change(birds, "The [bird]", "Some [bird]")
    assert len(outdated(birds)) == 1


def test_it_is_in_the_graph_and_stays_with_the_entry(birds: Path) -> None:
    run("-V", birds, "fmt")
    vocabulary = read_folder(birds)
    again = termgraph.load(vocabulary).to_vocabulary()
    assert (again.language, again.languages) == ("en", ("de", "fr"))
    assert sorted(map(str, build_graph(again))) == sorted(map(str, build_graph(vocabulary)))
    rename(birds, "owl", "tawny-owl")
    assert outdated(birds) == []
    merge(birds, "bird", "tawny-owl")
    assert read_folder(birds).concepts["tawny-owl"].translated == vocabulary.concepts["owl"].translated
