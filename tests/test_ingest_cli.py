"""`termgraph ingest` and `termgraph reconcile`, as people and programs use them."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from termgraph.entries import read_folder
from termgraph.namespaces import ontology_dir
from tests.commands import one_line, run
from tests.test_ingest import ONE, TWO, tree


@pytest.fixture
def sea(tmp_path: Path) -> Path:
    """A folder into which one glossary went, beside both documents."""
    (tmp_path / "words.md").write_text(ONE, "utf-8")
    (tmp_path / "terms.md").write_text(TWO, "utf-8")
    folder = tmp_path / "sea"
    done = run("ingest", tmp_path / "words.md", "--into", folder)
    assert done.status == 0
    assert done.out == "words: 7 entries: 1 the same as a new draft, 6 new drafts\n  1 broken link, 1 stub\n"
    assert done.err.endswith(f"files in {folder}\n")
    return folder


def test_a_dry_run_prints_the_contract_and_writes_nothing(sea: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(sea.parent)
    done = run("ingest", sea.parent / "terms.md", "--into", sea, "--dry-run", "--format", "json")
    assert (done.status, done.err) == (0, "")
    records = json.loads(done.out)
    jsonschema.validate(records, json.loads((ontology_dir() / "record.schema.json").read_text("utf-8")))
    by_label = {record["label"]: record for record in records if record["kind"] != "section"}
    assert by_label["Stern"]["match"]["decision"] == "same"
    assert by_label["Stern"]["match"]["concept"] == by_label["Stern"]["entry"] == "stern"
    assert by_label["Stern"]["match"]["why"]
    assert by_label["Bow"]["match"]["decision"] == "maybe"
    assert by_label["Yawl"]["match"]["decision"] == "new"
    assert [record["n"] for record in records] == list(range(1, len(records) + 1))
    assert tree(sea.parent) == before


def test_a_dry_run_needs_no_folder(sea: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "net.md").write_text("## Softmax\n\nMaps scores to a probability distribution.\n", "utf-8")
    (record,) = json.loads(run("ingest", "net.md", "--dry-run", "--format", "json").out)
    assert record["match"]["concept"] == "softmax"  # of the vocabulary that comes along
    assert run("ingest", "net.md", "--dry-run", "--into", "nowhere").status == 0
    assert not (tmp_path / "nowhere").exists()
    (tmp_path / "birds.ttl").write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . <http://e.example/7> a skos:Concept ;"
        ' skos:prefLabel "softmax"@en .',
        "utf-8",
    )
    (record,) = json.loads(run("-V", "birds.ttl", "ingest", "net.md", "--dry-run", "--format", "json").out)
    assert record["match"]["concept"] == "http://e.example/7"


def test_without_a_folder_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "net.md").write_text("## Softmax\n\nMaps scores.\n", "utf-8")
    done = run("ingest", "net.md")
    assert done.status == 3
    assert "say where to" in one_line(done)
    assert [path.name for path in tmp_path.iterdir()] == ["net.md"]


def test_several_documents_are_told_apart_by_their_path(sea: Path) -> None:
    one, two = sea.parent / "words.md", sea.parent / "terms.md"
    records = json.loads(run("ingest", one, two, "--into", sea, "--dry-run", "--format", "json").out)
    assert {record["path"] for record in records} == {str(one), str(two)}


def test_standard_input_needs_a_name(sea: Path) -> None:
    done = run("ingest", "-", "--into", sea, "--from", "markdown", stdin=TWO.encode())
    assert done.status == 3
    assert "say --source ID" in one_line(done)
    assert (
        run(
            "ingest", "-", "--source", "terms", "--into", sea, "--from", "markdown", stdin=TWO.encode()
        ).status
        == 0
    )
    assert "terms" in read_folder(sea).sources


def test_columns_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        "Wo;Was\nBug;Vorderteil des Schiffes\nHeck;Hinterteil des Schiffes\n", "utf-8"
    )
    done = run(
        "ingest",
        tmp_path / "t.csv",
        "--into",
        tmp_path / "v",
        "--column",
        "term=Wo",
        "--column",
        "definition=Was",
    )
    assert done.status == 0
    assert set(read_folder(tmp_path / "v").concepts) == {"bug", "heck"}
    assert run("ingest", tmp_path / "t.csv", "--into", tmp_path / "v", "--column", "term").status == 2


def test_the_report_is_markdown_or_json(sea: Path) -> None:
    folder = sea.parent
    run("ingest", folder / "terms.md", "--into", sea, "--dry-run", "--report", folder / "r.md")
    assert "# What came into sea" in (folder / "r.md").read_text("utf-8")
    run("ingest", folder / "terms.md", "--into", sea, "--dry-run", "--report", folder / "r.json")
    assert json.loads((folder / "r.json").read_text("utf-8"))["dry_run"] is True
    assert run("ingest", folder / "terms.md", "--into", sea, "--dry-run", "--report", "-").out.startswith(
        "# What came"
    )
    assert run("ingest", folder / "terms.md", "--into", sea, "--report", folder / "r.txt").status == 2


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.md", b""),
        ("binary.txt", bytes(range(256)) * 40),
        ("nothing.md", None),
        ("zip.docx", b"PK\x03\x04 no archive"),
    ],
)
def test_bad_documents_are_told_in_one_line_and_leave_no_trace(
    tmp_path: Path, name: str, data: bytes | None
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    done = run("ingest", tmp_path / name, "--into", tmp_path / "v")
    assert done.status == 3
    assert name in one_line(done)
    assert not (tmp_path / "v").exists()


def test_a_source_that_cannot_be_an_id_is_told(sea: Path) -> None:
    done = run("ingest", sea.parent / "terms.md", "--into", sea, "--source", "Sailing terms")
    assert done.status == 3
    assert "write sailing-terms" in one_line(done)


# reconcile


@pytest.fixture
def open_case(sea: Path) -> Path:
    done = run("ingest", sea.parent / "terms.md", "--into", sea)
    assert f"1 open: termgraph reconcile {sea}" in done.err
    return sea


def test_a_case_is_shown_and_accepted(open_case: Path) -> None:
    done = run("reconcile", open_case, stdin=b"1\n")
    assert done.status == 0
    assert "Bow  (1 of 1; terms, line 7)" in done.out
    assert "A knot with two loops" in done.out
    assert "1  Bow (front)" in done.out
    assert done.err == "all decided\n"
    assert run("reconcile", open_case).err == "nothing is open\n"
    before = tree(open_case)
    assert run("ingest", open_case.parent / "terms.md", "--into", open_case).err == "nothing has changed\n"
    assert tree(open_case) == before


def test_a_candidate_is_refused_and_the_record_becomes_an_entry(open_case: Path) -> None:
    done = run("reconcile", open_case, stdin=b"r 1\nn bow (knot)\n")
    assert "nothing in the vocabulary is like it" in done.out
    assert done.err == "new: bow-knot\nall decided\n"
    assert read_folder(open_case).concepts["bow-knot"].pref_label == {"en": "bow (knot)"}
    assert "\tNot\t" in (open_case / "mappings.sssom.tsv").read_text("utf-8")


def test_a_case_can_be_left_out(open_case: Path) -> None:
    assert run("reconcile", open_case, stdin=b"x\n").err == "all decided\n"
    assert "1 left out" in run("ingest", open_case.parent / "terms.md", "--into", open_case).out


def test_what_is_skipped_is_asked_again(open_case: Path) -> None:
    before = tree(open_case)
    for answers in (b"s\n", b"q\n", b"", b"\n"):
        done = run("reconcile", open_case, stdin=answers)
        assert (done.status, done.err) == (0, "1 open\n")
    assert tree(open_case) == before


def test_an_answer_that_is_none_is_explained_and_asked_again(open_case: Path) -> None:
    for answer in (b"7", b"what?", b"r", b"r x", b"0"):
        done = run("reconcile", open_case, stdin=answer + b"\nq\n")
        assert "stop; what was decided stays decided" in done.out
        assert done.out.count("A knot with two loops") == 2
        assert done.err == "1 open\n"


def test_a_batch_accepts_what_is_sure_and_leaves_the_rest(open_case: Path) -> None:
    assert run("reconcile", open_case, "--accept-above", "0.99").err == "accepted 0, 1 open\n"
    done = run("reconcile", open_case, "--accept-above", "0.5")
    assert done.err == "accepted 1, 0 open\n"
    assert done.out.startswith("Bow = Bow (front)")
    assert "accepted above 0.5" in (open_case / "mappings.sssom.tsv").read_text("utf-8")


def test_one_source_at_a_time(open_case: Path) -> None:
    assert run("reconcile", open_case, "--source", "words").err == "nothing is open\n"
    done = run("reconcile", open_case, "--source", "wodrs")
    assert done.status == 3
    assert "there is no source 'wodrs'" in one_line(done)


def test_a_refusal_is_never_asked_again(open_case: Path) -> None:
    assert run("reconcile", open_case, stdin=b"r 1\nq\n").err == "1 open\n"
    before = tree(open_case)
    assert run("ingest", open_case.parent / "terms.md", "--into", open_case).status == 0
    assert tree(open_case) == before
    assert "Bow (front)" not in run("reconcile", open_case, stdin=b"s\n").out


def test_an_interrupted_review_keeps_what_was_decided(open_case: Path) -> None:
    command = [sys.executable, "-m", "termgraph", "reconcile", str(open_case)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as review:
        assert review.stdin and review.stdout and review.stderr
        review.stdin.write(b"r 1\n")
        review.stdin.flush()
        said = b""
        while b"nothing in the vocabulary is like it" not in said:
            said += review.stdout.read(1)
        review.send_signal(signal.SIGINT)
        told = review.stderr.read()
    assert (review.returncode, told) == (130, b"\ntermgraph: interrupted\n")
    assert "\tNot\t" in (open_case / "mappings.sssom.tsv").read_text("utf-8")
    assert not [path for path in open_case.rglob("*") if path.name.startswith(".")]


@pytest.mark.parametrize("name", ["nowhere", "."])
def test_only_an_entries_folder_can_be_reviewed(tmp_path: Path, name: str) -> None:
    done = run("reconcile", tmp_path / name)
    assert done.status == 3
    assert "begins one" in one_line(done)


def test_damaged_decisions_are_told_with_their_line_and_nothing_changes(sea: Path) -> None:
    file = sea / "mappings.sssom.tsv"
    file.write_text(file.read_text("utf-8") + "x:owl\tskos:exactMatch\n", "utf-8")
    before = tree(sea)
    for arguments in (("ingest", str(sea.parent / "terms.md"), "--into", str(sea)), ("reconcile", str(sea))):
        done = run(*arguments)
        assert done.status == 3
        assert re.search(r"mappings\.sssom\.tsv:\d+: ", one_line(done))
    assert tree(sea) == before


def test_an_unknown_format_is_told_with_the_known_ones(sea: Path) -> None:
    done = run("ingest", sea.parent / "terms.md", "--into", sea, "--from", "skoz")
    assert done.status == 3
    assert "did you mean 'skos'?" in one_line(done)


def test_the_same_documents_make_the_same_bytes_whatever_the_hash_seed(sea: Path, tmp_path: Path) -> None:
    trees = []
    for seed in ("1", "2"):
        folder = tmp_path / f"seed-{seed}" / "sea"
        folder.parent.mkdir()
        report = folder.parent / "report.json"
        for document in ("words.md", "terms.md"):
            command = ["ingest", sea.parent / document, "--into", folder, "--relations", "--report", report]
            subprocess.run(
                [sys.executable, "-m", "termgraph", "-q", *map(str, command)],
                env={**os.environ, "PYTHONHASHSEED": seed},
                check=True,
                capture_output=True,
            )
        told = json.loads(report.read_text("utf-8"))
        trees.append((tree(folder), {**told, "folder": ""}))
    assert trees[0] == trees[1]


def test_a_folder_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("reconcile").status == 3


def test_a_document_without_entries_is_told_of_and_leaves_nothing(tmp_path: Path) -> None:
    empty, owls, folder = tmp_path / "empty.csv", tmp_path / "owls.csv", tmp_path / "birds"
    empty.write_text("term,definition\n", "utf-8")
    owls.write_text("term,definition\nowl,A bird of the night.\n", "utf-8")
    told = f"no entry was found in {empty} (--from FORMAT says what it is, --column which column is what)\n"
    ran = run("ingest", empty, "--into", folder)
    assert (ran.status, ran.err) == (1, f"{told}nothing has changed\n")
    assert not folder.exists()
    ran = run("ingest", empty, owls, "--into", folder)
    assert (ran.status, ran.err.startswith(told)) == (0, True)
    assert list(read_folder(folder).sources) == ["owls"]
    assert run("ingest", empty, "--dry-run").status == 1


def test_what_was_not_taken_is_told_everywhere(tmp_path: Path) -> None:
    rows = "".join(f",text {n}\n" for n in range(5))
    (tmp_path / "a.csv").write_text(f"term,definition\nOwl,A bird.\n{rows}")
    told = run(
        "ingest", tmp_path / "a.csv", "--into", tmp_path / "f", "--dry-run", "--report", tmp_path / "r.md"
    )
    assert "5 not taken: line 3 (no term: text 0); line 4" in told.out
    assert "; … all of them with --report" in told.out
    assert "### Not taken (5)" in (tmp_path / "r.md").read_text()
    made = json.loads(
        run("ingest", tmp_path / "a.csv", "--into", tmp_path / "f", "--dry-run", "--format", "json").out
    )
    jsonschema.validate(made, json.loads((ontology_dir() / "record.schema.json").read_text("utf-8")))
    assert [record["label"] for record in made if record["kind"] != "section"] == ["Owl"]
    assert made[-1]["dropped"][4] == {"where": "line 7", "why": "no term: text 4"}
    assert all("dropped" not in record for record in made[:-1])


def test_two_documents_of_one_name_and_title_are_two_sources(tmp_path: Path) -> None:
    documents = {
        "a": "Owl\n\nA bird that hunts mice.",
        "b": "Owl\n\nA card in a game of tarot.",
        "c": "Kite\n\nA toy.",
    }
    for folder, text in documents.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "glossary.md").write_text(f"# Glossary\n\n## {text}\n", "utf-8")
    a, b, c = (tmp_path / folder / "glossary.md" for folder in documents)
    into = tmp_path / "v"
    assert "note:" not in run("ingest", a, "--into", into).err
    told = (
        f"note: 'glossary' is the source of another document: {b} is 'glossary-2'; where it is the same and"
    )
    done = run("ingest", b, c, "--into", into)
    assert done.err.startswith(told)
    assert f"{c} is 'glossary-3'" in done.err
    vocabulary = read_folder(into)
    assert [source.title for source in vocabulary.sources.values()] == ["Glossary"] * 3
    assert list(vocabulary.sources) == ["glossary", "glossary-2", "glossary-3"]
    assert [str(one) for one in vocabulary.concepts["owl"].sources] == ["glossary#owl"]
    assert "Glossary (glossary-3)" in run("-V", into, "show", "kite").out
    assert (
        "1 open" in done.err
    )  # the owl of the cards is asked, and no longer taken for the other that was decided

    # A document that has changed is the one that it was, wherever we stand, and none is told of again.
    b.write_text(b.read_text("utf-8").replace("a game", "the game"), "utf-8")
    again = run("ingest", b, c, "--into", into)
    assert "note:" not in again.err
    assert list(read_folder(into).sources) == ["glossary", "glossary-2", "glossary-3"]


def test_a_document_that_has_moved_is_named_by_its_source(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text("## Owl\n\nA bird.\n", "utf-8")
    assert run("ingest", tmp_path / "old.md", "--into", tmp_path / "v").status == 0
    (tmp_path / "old.md").rename(tmp_path / "new.md")
    for options in (["--source", "old"], ["--source", "old"]):
        done = run("ingest", tmp_path / "new.md", *options, "--into", tmp_path / "v")
        assert done.out == "old: 1 entry: 1 decided before\n"
    assert (tmp_path / "v" / "documents.yaml").read_text("utf-8") == "old: ../new.md\n"
    (tmp_path / "v" / "documents.yaml").write_text("- old\n", "utf-8")
    assert "which source was read from which file" in one_line(
        run("ingest", tmp_path / "new.md", "--into", tmp_path / "v")
    )
