"""`reconcile` on a file of mappings: what `align` found is accepted or refused, and the next `align` knows it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from termgraph.align.review import Review
from termgraph.errors import TermgraphError
from tests.commands import one_line, run

HEAD = (
    "@prefix e: <http://e.org/> . @prefix f: <http://f.org/> .\n"
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
)
BIRDS = """
e:bird a skos:Concept ; skos:prefLabel "bird"@en ; skos:definition "A feathered animal."@en .
e:crane a skos:Concept ; skos:prefLabel "crane"@en ; skos:broader e:bird .
"""
OTHERS = """
f:1 a skos:Concept ; skos:prefLabel "Birds"@en .
f:2 a skos:Concept ; skos:prefLabel "machine"@en .
f:3 a skos:Concept ; skos:prefLabel "crane"@en ; skos:broader f:2 .
f:4 a skos:Concept ; skos:prefLabel "cranes"@en ; skos:broader f:1 .
"""
PERSON = "semapv:ManualMappingCuration"


@pytest.fixture
def sources(tmp_path: Path) -> list[str]:
    """Two vocabularies."""
    for name, text in (("a", BIRDS), ("b", OTHERS)):
        (tmp_path / f"{name}.ttl").write_text(HEAD + text, "utf-8")
    return [str(tmp_path / "a.ttl"), str(tmp_path / "b.ttl")]


@pytest.fixture
def mappings(sources: list[str], tmp_path: Path) -> Path:
    """All that is sure enough between them: of the crane two."""
    path = tmp_path / "m.sssom.tsv"
    assert run("align", *sources, "--many", "-o", path).status == 0
    assert [row["object_id"] for row in rows(path)] == ["f:1", "f:3", "f:4"]
    return path


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a file of mappings."""
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def test_a_mapping_is_shown_with_both_concepts_and_accepted(mappings: Path, sources: list[str]) -> None:
    """A person's word stands in the place of how a program found it; what spoke for it stays."""
    done = run("reconcile", mappings, *sources, stdin=b"1\nq\n")
    assert "bird  (1 of 2; http://e.org/bird)\n  A feathered animal.\n" in done.out
    assert "1  Birds  exactMatch 0.96  the same but for number" in done.out
    assert "3  " not in done.out
    assert "below: machine" in done.out
    assert done.err == "1 open\n"
    row = rows(mappings)[0]
    assert (row["predicate_id"], row["mapping_justification"]) == ("skos:exactMatch", PERSON)
    assert (row["confidence"], row["mapping_tool"], row["match_string"]) == ("", "", "")
    assert row["comment"].startswith("the same but for number")


def test_what_is_refused_is_never_proposed_again(mappings: Path, sources: list[str]) -> None:
    """And what was accepted is kept: a second `align` adds nothing."""
    assert run("reconcile", mappings, stdin=b"1\nr 1\n1\n").err == "all decided\n"
    told = [(row["object_id"], row["predicate_modifier"]) for row in rows(mappings)]
    assert told == [("f:1", ""), ("f:3", "Not"), ("f:4", "")]
    before = mappings.read_bytes()
    assert "found nothing; kept 3" in run("align", *sources, "--many", "-o", mappings).err
    assert sorted(mappings.read_bytes().splitlines()) == sorted(before.splitlines())
    assert run("reconcile", mappings).err == "nothing is open\n"


def test_all_of_a_concept_are_wrong(mappings: Path) -> None:
    """Both cranes are refused at once, the bird is skipped."""
    assert run("reconcile", mappings, stdin=b"s\nx\n").err == "1 open\n"
    assert [row["predicate_modifier"] for row in rows(mappings)] == ["", "Not", "Not"]


def test_a_mapping_is_accepted_as_another_kind(mappings: Path) -> None:
    """What is no exact match may be a broader one."""
    run("reconcile", mappings, stdin=b"s\n1 related\n2 exact\n1 exact\n")
    assert [row["predicate_id"] for row in rows(mappings)[1:]] == ["skos:relatedMatch", "skos:exactMatch"]


def test_a_batch_accepts_what_is_sure_and_has_no_rival(mappings: Path) -> None:
    """Two cranes for one settle nothing; the row says by what rule it was accepted, and keeps how it was found."""
    done = run("reconcile", mappings, "--accept-above", "0.5")
    assert done.out == "bird = Birds  (exactMatch, 0.96)\n"
    assert done.err == "accepted 1, 1 open\n"
    row = rows(mappings)[0]
    assert row["curation_rule_text"] == "accepted above 0.5"
    assert (row["confidence"], row["mapping_tool"]) == ("0.961", "termgraph")


@pytest.mark.parametrize("answer", [b"7", b"what?", b"r", b"r x", b"0", b"1 wide"])
def test_an_answer_that_is_none_is_explained_and_changes_nothing(mappings: Path, answer: bytes) -> None:
    """And the case is shown again."""
    before = mappings.read_bytes()
    done = run("reconcile", mappings, stdin=answer + b"\nq\n")
    assert "stop; what was decided stays decided" in done.out
    assert done.out.count("1  Birds") == 2
    assert (done.status, done.err) == (0, "2 open\n")
    assert mappings.read_bytes() == before


def test_what_people_wrote_is_not_open(tmp_path: Path) -> None:
    """Nor what says nothing of how it came about, nor what somebody has reviewed, in whatever prefix."""
    path = tmp_path / "m.tsv"
    path.write_text(
        "#curie_map:\n#  e: http://e.org/\n#  s: https://w3id.org/semapv/vocab/\n"
        "subject_id\tpredicate_id\tobject_id\tmapping_justification\treviewer_label\n"
        f"e:1\tskos:exactMatch\te:2\t{PERSON}\t\n"
        "e:3\tskos:exactMatch\te:4\tsemapv:UnspecifiedMatching\t\n"
        "e:5\tskos:exactMatch\te:6\tsemapv:LexicalMatching\tAnn\n"
        "e:7\towl:equivalentClass\te:8\ts:LexicalMatching\t\n",
        "utf-8",
    )
    (case,) = Review(path.read_text("utf-8"), path).cases()
    assert (case.subject, case.label, case.proposals[0].kind) == (
        "http://e.org/7",
        "e:7",
        "owl:equivalentClass",
    )
    before = path.read_text("utf-8").splitlines()
    assert run("reconcile", path, stdin=b"1\n").err == "all decided\n"
    after = path.read_text("utf-8").splitlines()
    assert after[:-1] == before[:-1]
    assert after[-1] == f"e:7\towl:equivalentClass\te:8\t{PERSON}\t"


def test_what_is_no_sssom_is_told(tmp_path: Path, mappings: Path) -> None:
    """What, and where; and what does not go together."""
    path = tmp_path / "m.tsv"
    path.write_text("a\tb\n1\t2\n", "utf-8")
    assert "no column subject_id" in one_line(run("reconcile", path))
    path.write_bytes(b"\xff")
    assert "UTF-8" in one_line(run("reconcile", path))
    assert run("reconcile", mappings, "--source", "x").status == 2
    assert run("reconcile", tmp_path, "a.ttl").status == 2
    with pytest.raises(TermgraphError, match="no column"):
        Review("a\tb\n1\t2\n", path)
