"""Decisions in `mappings.sssom.tsv`, and the places by which they name entries."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from termgraph.entries import read_folder
from termgraph.errors import TermgraphError
from termgraph.model import Concept, Vocabulary
from termgraph.namespaces import data_dir
from termgraph.reconcile import Decided, places
from termgraph.reconcile.decisions import Mappings, Subject
from termgraph.records import Record, RecordLabel

BIRDS = Vocabulary(
    title="Birds",
    base="https://example.org/birds/",
    prefix="birds",
    concepts={id_: Concept(id=id_, pref_label={"en": id_}) for id_ in ("owl", "jay", "词")},
)
OWL = Subject("newton", "owl", "Owl")

#: The validator of SSSOM's own tools, where it is installed.
SSSOM = shutil.which("sssom")


def test_a_new_file_says_what_it_is_and_reads_back() -> None:
    mappings = Mappings("", BIRDS)
    assert not mappings.changed
    assert mappings.text() == ""
    mappings.decide(OWL, {"owl": "owl"}, confidence=0.98)
    mappings.decide(Subject("newton", "jays", "Jays\tand\nowls", lost=True), {"jay": "jay", "owl": "owl"})
    text = mappings.text()
    assert text.startswith("#curie_map:\n#  birds: https://example.org/birds/\n")
    assert "#  newton: https://example.org/birds/source/newton#\n" in text
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    assert rows[0][:5] == ["subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id"]
    assert [row[0] for row in rows[1:]] == ["newton:jays", "newton:jays", "newton:owl"]
    assert [row[2] for row in rows[1:]] == ["skos:narrowMatch", "skos:narrowMatch", "skos:exactMatch"]
    assert [row[6] for row in rows[1:]] == ["semapv:ManualMappingCuration"] * 2 + ["semapv:LexicalMatching"]
    assert rows[3][7] == "0.98"
    assert rows[1][1] == "Jays and owls"
    assert rows[1][8] == "heading lost, name taken from the text"
    again = Mappings(text, BIRDS)
    assert again.text() == text
    assert again.decisions("newton")["jays"].same == ("jay", "owl")


def test_refusals_and_what_is_left_out_are_rows_of_their_own() -> None:
    mappings = Mappings("", BIRDS)
    mappings.refuse(OWL, "jay", "jay")
    assert mappings.decisions("newton")["owl"] == Decided("Owl", refused=frozenset({"jay"}))
    mappings.decide(OWL, {"owl": "owl"})
    assert mappings.decisions("newton")["owl"] == Decided("Owl", ("owl",), frozenset({"jay"}))
    assert "skos:exactMatch\tNot\tbirds:jay" in mappings.text()
    mappings.decide(OWL, {"jay": "jay"})  # somebody thinks better of it
    assert mappings.decisions("newton")["owl"] == Decided("Owl", ("jay",))
    mappings.leave_out(Subject("newton", "preface", "Preface"))
    assert Mappings(mappings.text(), BIRDS).decisions("newton")["preface"].left_out
    assert "sssom:NoTermFound" in mappings.text()


def test_the_shipped_file_keeps_every_byte_and_takes_rows_in_their_order() -> None:
    ml = read_folder(data_dir() / "ml")
    text = (data_dir() / "ml" / "mappings.sssom.tsv").read_text("utf-8")
    mappings = Mappings(text, ml)
    assert mappings.text() == text
    mappings.decide(Subject("wildml", "new", "New"), {"adam": "Adam"})
    added = set(mappings.text().splitlines()) - set(text.splitlines())
    assert len(added) == 1
    without = "\n".join(line for line in mappings.text().splitlines() if line not in added)
    assert f"{without}\n" == text


def test_a_column_more_leaves_all_cells_what_they_are() -> None:
    ml = read_folder(data_dir() / "ml")
    mappings = Mappings((data_dir() / "ml" / "mappings.sssom.tsv").read_text("utf-8"), ml)
    before = {source: mappings.decisions(source) for source in mappings.sources()}
    mappings.refuse(Subject("wildml", "adam", "Adam"), "keras", "Keras")
    again = Mappings(mappings.text(), ml)
    assert "predicate_modifier" in again.text()
    assert again.decisions("wildml").pop("adam").refused == {"keras"}
    for source, decisions in before.items():
        assert {place: one.same for place, one in again.decisions(source).items()} == {
            place: one.same for place, one in decisions.items()
        }


def test_prefixes_never_clash_and_foreign_letters_are_written_so_that_others_read_them() -> None:
    mappings = Mappings("", BIRDS)
    for source in ("birds", "skos", "100-words", "词典", "newton"):
        mappings.decide(Subject(source, "鸟-1", "鸟"), {"词": "词"})
    again = Mappings(mappings.text(), BIRDS)
    for source in ("birds", "skos", "100-words", "词典", "newton"):
        assert again.decisions(source) == {"鸟-1": Decided("鸟", ("词",))}
    assert all(line.isascii() for line in mappings.text().splitlines() if line.startswith("#"))


def test_a_vocabulary_that_moves_takes_its_decisions_along() -> None:
    mappings = Mappings("", BIRDS)
    mappings.decide(OWL, {"owl": "owl"})
    moved = Vocabulary(title="Birds", base="https://birds.example/", prefix="birds")
    found = Mappings(mappings.text(), moved)
    assert found.changed
    assert found.decisions("newton") == {"owl": Decided("Owl", ("owl",))}
    assert "example.org" not in found.text()


def test_windows_line_ends_and_quoted_cells_stay() -> None:
    mappings = Mappings("", BIRDS)
    mappings.decide(Subject("newton", "owl", 'the "owl"'), {"owl": "owl"})
    text = mappings.text().replace("\n", "\r\n")
    again = Mappings(text, BIRDS)
    assert again.text() == text
    again.decide(Subject("newton", "jay", "Jay"), {"jay": "jay"})
    assert again.text().count("\r\n") == again.text().count("\n")
    assert again.decisions("newton")["owl"].label == 'the "owl"'


HEAD = "#curie_map:\n#  n: https://example.org/birds/source/n#\n#  birds: https://example.org/birds/\n"
COLUMNS = "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\tb\nc\td\n", ":1: has no column subject_id"),
        (HEAD + COLUMNS + "n:owl\tskos:exactMatch\tbirds:owl\n", ":5: has no mapping_justification"),
        (HEAD + COLUMNS + "n:owl\tp\to:owl\tj\n", ":5: 'o:owl' has no prefix that the curie_map declares"),
        (HEAD + COLUMNS + "n:owl\tp\tbirds:owl\tj\tx\n", ":5: has 5 cells for 4 columns"),
        (HEAD + COLUMNS + 'n:owl\t"p\tbirds:owl\tj\n', "cannot be read as TSV"),
    ],
)
def test_what_is_no_sssom_is_told_with_its_line(text: str, said: str) -> None:
    with pytest.raises(TermgraphError) as caught:
        Mappings(text, BIRDS, "m.tsv")
    assert said in str(caught.value)


def complete(tmp_path: Path) -> Path:
    """Write a file that has a row of every kind, with names and ids that ask for care."""
    ml = data_dir() / "ml"
    mappings = Mappings((ml / "mappings.sssom.tsv").read_text("utf-8"), read_folder(ml))
    mappings.decide(Subject("wildml", "new", 'New "one"'), {"adam": "Adam"}, confidence=0.5, comment="a note")
    mappings.refuse(Subject("100-词", "鸟", "鸟"), "keras", "Keras")
    mappings.leave_out(Subject("skos", "x", "X"))
    file = tmp_path / "mappings.sssom.tsv"
    file.write_text(mappings.text(), "utf-8")
    return file


#: What the SSSOM schema (1.0) asks of the slots that we write; the tools themselves draw in a hundred packages.
CURIE = re.compile(r"([A-Za-z][\w.-]*):(\S+)")
IRI = re.compile(r"https?://[^\s<>\"]+")
JUSTIFICATIONS = {"semapv:ManualMappingCuration", "semapv:LexicalMatching"}


def problems(text: str) -> list[str]:
    """Return what is wrong with an SSSOM file, by the rules of the schema."""
    lines = text.splitlines(keepends=True)
    head = yaml.safe_load("".join(line[1:] for line in lines if line.startswith("#")))
    found = [f"{key} is no IRI" for key in ("license", "mapping_set_id") if not IRI.fullmatch(head[key])]
    found += [f"{prefix} is no IRI" for prefix, iri in head["curie_map"].items() if not IRI.fullmatch(iri)]
    found += [] if head["sssom_version"] == "1.0" else ["sssom_version"]
    for row in csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"):
        for slot in ("subject_id", "predicate_id", "object_id", "mapping_justification"):
            curie = CURIE.fullmatch(row[slot])
            if not curie or curie[1] not in head["curie_map"]:
                found.append(f"{slot} {row[slot]}")
        if row["mapping_justification"] not in JUSTIFICATIONS:
            found.append(row["mapping_justification"])
        if row.get("predicate_modifier") not in ("Not", "", None):
            found.append(f"predicate_modifier {row['predicate_modifier']}")
        if row.get("confidence") and not 0 <= float(row["confidence"]) <= 1:
            found.append(f"confidence {row['confidence']}")
    return found


def test_every_kind_of_row_follows_the_rules_of_sssom(tmp_path: Path) -> None:
    assert problems(complete(tmp_path).read_text("utf-8")) == []


@pytest.mark.skipif(SSSOM is None, reason="SSSOM's own tools are not installed")
def test_sssoms_own_tools_find_it_valid(tmp_path: Path) -> None:
    file = complete(tmp_path)
    done = subprocess.run([str(SSSOM), "validate", str(file)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


# Places


def record(n: int, heading: str | None, label: str | None, *more: str, kind: str = "entry") -> Record:
    names = tuple(RecordLabel(name) for name in (label, *more) if name)
    return Record(n, heading, label, "heading" if heading else "body" if label else "none", names, kind=kind)


def test_numbered_items_are_placed_by_number() -> None:
    found = places(
        [
            record(1, "1.1 Owl", "Owl"),
            record(2, "1.2 Jay / Magpie", "Jay"),
            record(3, "A", "A", kind="section"),
        ]
    )
    assert found == {1: "1.1", 2: "1.2"}


def test_a_heading_that_was_lost_between_numbers_has_the_number_between() -> None:
    assert places([record(1, "1. Owl", "Owl"), record(2, None, None), record(3, "3. Jay", "Jay")])[2] == "2"


def test_a_number_that_is_part_of_a_name_is_no_item() -> None:
    found = places(
        [record(1, "3D vision", "3D vision"), record(2, "Owl", "Owl"), record(3, "2 norm", "2 norm")]
    )
    assert found == {1: "3d-vision", 2: "owl", 3: "norm"}


def test_numbers_that_begin_anew_in_each_chapter_are_no_places() -> None:
    found = places([record(n, f"{1 + n % 2}. Owl {n}", f"Owl {n}") for n in range(1, 5)])
    assert found == {n: f"owl-{n}" for n in range(1, 5)}


@pytest.mark.parametrize(
    ("heading", "place"),
    [
        ("Extract, transform, load (ETL)", "extract-transform-load"),
        ("Nesterov’s Momentum", "nesterovs-momentum"),
        ("Multilayer Perceptron (MLP(", "multilayer-perceptron"),
        ("Epoch vs. Iteration:", "epoch-vs-iteration"),
        ("../../etc/passwd", "etc-passwd"),
        ("(x)", "x"),
    ],
)
def test_other_places_are_made_of_the_heading(heading: str, place: str) -> None:
    assert places([record(1, heading, heading)]) == {1: place}


def test_every_place_is_there_once() -> None:
    found = places([record(1, "Bias", "Bias"), record(2, "Bias", "Bias"), record(3, "Bias-2", "Bias-2")])
    assert len(set(found.values())) == 3
    assert found[1] == "bias"


def test_decisions_find_records_whose_reading_has_changed() -> None:
    decisions = {
        "keras": Decided("Kears", ("keras",)),
        "icml": Decided("ICML", ("icml",)),
        "adam": Decided("Adam", ("adam",)),
        "serialization": Decided("Serialization", ("serialization",)),
    }
    records = [
        record(1, None, "Adam"),
        record(2, None, "International Conference on Machine Learning"),
        record(3, None, "Kears"),
        record(4, None, None),
        record(5, "Theano", "Theano"),
    ]
    found = places(records, decisions, lambda one: ["icml"] if one.n == 2 else [])
    assert found == {1: "adam", 2: "icml", 3: "keras", 4: "serialization", 5: "theano"}


def test_a_decision_is_not_given_to_two_records() -> None:
    decisions = {"owls": Decided("Owl", ("owl",))}
    found = places([record(1, "Owl", "Owl"), record(2, "Owl", "Owl")], decisions)
    assert "owls" not in found.values()


def _goes(leads: Mapping[str, str | None]) -> dict[str, tuple[str, ...]]:
    return {id_: (new,) if new else () for id_, new in leads.items()}


def _led(said: dict[str, tuple[str, ...]], leads: dict[str, str | None]) -> dict[str, Decided]:
    """Return what is decided once concepts lead elsewhere; a concept with `-` before it is refused."""
    mappings = Mappings("", BIRDS)
    for place, ids in said.items():
        subject = Subject("newton", place, place)
        if same := {id_: id_ for id_ in ids if not id_.startswith("-")}:
            mappings.decide(subject, same)
        for id_ in ids:
            if id_.startswith("-"):
                mappings.refuse(subject, id_[1:], id_[1:])
    read = Mappings(mappings.text(), BIRDS)
    count = read.redirect(_goes(leads), {"jay": "Jay"})
    assert read.changed == bool(count)
    assert (read.text() == mappings.text()) == (count == 0)
    return Mappings(read.text(), BIRDS).decisions("newton")


@pytest.mark.parametrize(
    ("ids", "leads", "expected"),
    [
        (("owl",), {"owl": "jay"}, Decided("1", same=("jay",))),
        (("-owl",), {"owl": "jay"}, Decided("1", refused=frozenset({"jay"}))),
        (("owl", "jay"), {"owl": "jay"}, Decided("1", same=("jay",))),
        (("jay", "-owl"), {"owl": "jay"}, Decided("1", same=("jay",))),
        (("owl", "-jay"), {"owl": "jay"}, Decided("1", same=("jay",))),
        (("-jay", "-owl"), {"owl": "jay"}, Decided("1", refused=frozenset({"jay"}))),
        (("owl",), {"owl": None}, Decided("1", left_out=True)),
        (("-owl", "jay"), {"owl": None}, Decided("1", same=("jay",))),
        (("owl", "jay"), {"owl": None}, Decided("1", same=("jay",))),
        (("owl", "jay"), {"owl": None, "jay": None}, Decided("1", left_out=True)),
        (("词",), {"owl": "jay"}, Decided("1", same=("词",))),
    ],
)
def test_decisions_follow_concepts_that_lead_elsewhere(
    ids: tuple[str, ...], leads: dict[str, str | None], expected: Decided
) -> None:
    assert _led({"1": ids, "2": ("词",)}, leads) == {"1": expected, "2": Decided("2", same=("词",))}


def test_of_two_that_become_one_the_match_is_exact_and_of_what_is_left_it_stays_narrow() -> None:
    for new, predicate in (("jay", "exactMatch"), (None, "narrowMatch")):
        mappings = Mappings("", BIRDS)
        mappings.decide(OWL, {"owl": "owl", "jay": "jay"})
        mappings.redirect(_goes({"owl": new}), {"jay": "jay"})
        (row,) = [line for line in mappings.text().splitlines() if line.startswith("newton:")]
        assert f"skos:{predicate}\t" in row
