"""`termgraph usage`: what documents use of a vocabulary, what they never use, and what has no term yet."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from termgraph.entries import read_folder
from termgraph.errors import TermgraphError
from termgraph.matching.candidates import Sentence
from termgraph.matching.judging import Judge
from termgraph.matching.prose import Where, prose_of
from termgraph.matching.sentences import sentences
from termgraph.matching.usage import Counted, Usage
from termgraph.skos import Thesaurus
from tests.commands import BIRDS, one_line, run

TEXT = """# Owls

An owl, an Eule and `an owl` in the ear tuft. A bat is no night bird.

The ear tufts of owls are long. A *pellet* is a ball of bones that an owl spits out.

| a | ear tuft |
|---|---|
| owl | the result is a thing |
"""


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(Thesaurus.from_text(BIRDS))


def counted(judge: Judge, *texts: str, least: int = 3) -> Usage:
    """Return what texts of Markdown use."""
    made = Counted(judge, least)
    for number, text in enumerate(texts):
        made.read(prose_of(text, f"{number}.md"))
    return made.usage()


def test_uses_are_counted_by_name_and_document_and_code_is_none(judge: Judge) -> None:
    found = counted(judge, TEXT, "No owl.\n")
    owl, bat = found.used
    assert (owl.label, owl.names) == ("owl", {"owl": 4, "Eule": 1, "Owls": 1, "night bird": 1, "owls": 1})
    assert (owl.count, owl.files, owl.first) == (8, {"0.md": 7, "1.md": 1}, ("0.md", 1, ""))
    assert (owl.unsure, bat.count, bat.unsure) == (1, 2, 1)
    assert found.never == (("http://birds.example/bird", "bird"),)


def test_candidates_are_what_is_defined_and_what_is_written_often(judge: Judge) -> None:
    defined, often = counted(judge, TEXT).candidates
    assert (defined.name, defined.defined, defined.count) == ("pellet", True, 1)
    assert defined.sentences[0] == (("0.md", 5, ""), "A *pellet* is a ball of bones that an owl spits out.")
    assert (often.name, often.defined, often.count) == ("ear tuft", False, 3)
    assert [said.where.line for said in often.sentences] == [3, 5, 7]


def test_what_is_only_ever_a_part_of_a_phrase_is_no_candidate(judge: Judge) -> None:
    text = "The barn door hinge squeaks. The barn door hinge rusts. The barn door hinge holds."
    assert [one.name for one in counted(judge, text).candidates] == ["barn door hinge"]
    assert counted(judge, text, least=4).candidates == ()


@pytest.mark.parametrize(
    "text", ["", "word " * 40_000, "x" * 300_000, ". " * 20_000, "| a " * 20_000, "\0" * 9_000]
)
def test_odd_texts_are_cut_into_what_they_hold(text: str) -> None:
    found = list(sentences(text))
    assert all(0 <= start < end <= len(text) and end - start <= 2_000 for start, end in found)
    assert [end for _, end in found[:-1]] <= [start for start, _ in found[1:]]
    assert sum(end - start for start, end in found) >= 0.9 * len(
        text.replace(".", "").replace("|", "").split("\0")[0]
    )


def test_the_command_tells_people_and_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("birds.ttl").write_text(BIRDS, "utf-8")
    Path("a.md").write_text(TEXT, "utf-8")
    told = run("-V", "birds.ttl", "usage", "a.md", "-n", "1")
    assert told.status == 0
    assert told.out.startswith("2 of 3 concepts are used in 1 document.\n")
    assert "\n… and 1 more" in told.out
    assert "\nNever used: 1\nbird\n" in told.out
    assert "pellet" in told.out
    found = json.loads(run("-V", "birds.ttl", "usage", "a.md", "--format", "json").out)
    assert [one["label"] for one in found["used"]] == ["owl", "bat"]
    assert found["used"][0]["first"] == {"file": "a.md", "line": 1, "part": ""}
    assert found["candidates"][0]["sentences"][0]["line"] == 5
    assert "no such file" in one_line(run("-V", "birds.ttl", "usage", "b.md"))


def test_a_column_of_rows_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("birds.ttl").write_text(BIRDS, "utf-8")
    rows = [{"said": "No bird.", "text": 1}, {"said": ""}, {"said": "An owl.\nA pellet is a ball of bones."}]
    Path("a.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    found = json.loads(run("-V", "birds.ttl", "usage", "a.jsonl", "--column", "said", "-f", "json").out)
    assert found["documents"] == ["a.jsonl"]
    assert {one["label"]: one["first"]["part"] for one in found["used"]} == {"bird": "row 1", "owl": "row 3"}
    assert found["candidates"][0]["sentences"][0]["part"] == "row 3"
    assert "a.jsonl, row 3: A pellet is" in run("-V", "birds.ttl", "usage", "a.jsonl", "--column", "said").out
    assert "no column 'owl'" in one_line(run("-V", "birds.ttl", "usage", "a.jsonl", "--column", "owl"))


# Drafts


def test_candidates_become_drafts_with_what_speaks_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("birds.ttl").write_text(BIRDS, "utf-8")
    Path("a.md").write_text(TEXT, "utf-8")
    Path("b.md").write_text("An ear tuft. An ear tuft.\n", "utf-8")
    ran = run("-V", "birds.ttl", "usage", "a.md", "b.md", "--drafts", "new")
    assert (ran.status, ran.err) == (0, "wrote 5 files in new\n")
    folder = read_folder(Path("new"))
    pellet, tuft = folder.concepts["pellet"], folder.concepts["ear-tuft"]
    assert [str(one.source) for one in pellet.source_definitions] == ["a#line-5"]
    assert pellet.source_definitions[0].text == "A *pellet* is a ball of bones that an owl spits out."
    assert (pellet.status, tuft.status, tuft.source_definitions) == ("draft", "stub", ())
    assert [str(one) for one in tuft.sources] == ["a#line-3", "a#line-5", "a#line-7"]
    assert [one.text for one in tuft.example] == [
        "An owl, an Eule and `an owl` in the ear tuft.",
        "The ear tufts of owls are long.",
    ]
    again = run("-V", "birds.ttl", "usage", "a.md", "b.md", "--drafts", "new")
    assert again.err == "wrote 0 files in new\n"
    assert run("-V", "new", "check", "--fail-on", "error").status == 0


def test_as_many_drafts_as_are_asked_for_and_of_standard_input_too(tmp_path: Path, judge: Judge) -> None:
    found = counted(judge, TEXT)
    said = replace(found.candidates[0], sentences=(Sentence(Where("-", 2), "A pellet is a ball."),))
    written = replace(found, candidates=(said, *found.candidates[1:])).draft(tmp_path / "new", most=1)
    assert [path.name for path in written if path.parent.name == "entries"] == ["pellet.md"]
    assert list(read_folder(tmp_path / "new").sources) == ["standard-input"]


def test_what_is_no_entries_folder_gets_no_drafts(tmp_path: Path, judge: Judge) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(TermgraphError):
        counted(judge, TEXT).draft(tmp_path / "file")
