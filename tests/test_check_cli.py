"""`termgraph check`: what it prints, how it ends, and what it makes of bad input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from termgraph.check.finding import SEVERITIES
from termgraph.check.profiles import PROFILES
from termgraph.check.reports import REPORTS
from termgraph.check.rules import all_checks
from tests.commands import BIRDS, run, spawn

BROKEN = '<http://e.org/owl> <http://www.w3.org/2004/02/skos/core#prefLabel> "owl"@en, "owls"@en .\n'


@pytest.fixture
def birds(tmp_path: Path) -> Path:
    path = tmp_path / "birds.ttl"
    path.write_text(BIRDS, "utf-8")
    return path


def test_the_choices_are_those_of_the_registries() -> None:
    said = " ".join(run("check", "--help").out.split())
    for choices in (PROFILES, REPORTS, [*SEVERITIES, "never"]):
        assert f"[{'|'.join(choices)}]" in said


def test_the_help_of_other_commands_loads_no_rules() -> None:
    code = (
        "import sys; from termgraph.cli import main\n"
        "try: main(['fix', '--help'])\n"
        "except SystemExit: pass\n"
        "sys.exit('termgraph.check' in sys.modules or 'pyoxigraph' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0


def test_a_source_may_stand_before_or_behind(birds: Path) -> None:
    before, behind = run("-V", birds, "check", "--format", "json"), run("check", birds, "--format", "json")
    assert before == behind
    assert json.loads(before.out)["consistent"] is True


def test_the_status_tells_what_was_found(birds: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.ttl"
    bad.write_text(BROKEN, "utf-8")
    assert run("check", birds, "--select", "skos").status == 0
    assert run("check", bad).status == 1
    assert run("check", bad, "--fail-on", "never").status == 0
    assert run("check", bad, "--ignore", "ipl,ml").status == 0
    assert run("check", birds, "--fail-on", "info").status == 1


@pytest.mark.parametrize("format_", list(REPORTS))
def test_a_report_goes_to_a_file(birds: Path, tmp_path: Path, format_: str) -> None:
    printed = run("check", birds, "-f", format_)
    ran = run("check", birds, "-f", format_, "-o", tmp_path / "report")
    assert (ran.out, ran.err) == ("", f"wrote {tmp_path / 'report'}\n")
    assert (tmp_path / "report").read_text("utf-8") == printed.out


def test_all_of_many_are_shown_when_verbose(tmp_path: Path) -> None:
    path = tmp_path / "many.nt"
    concept = (
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2004/02/skos/core#Concept>"
    )
    path.write_text("".join(f"<http://e.org/{n}> {concept} .\n" for n in range(12)), "utf-8")
    assert "… and 2 more" in run("check", path, "--select", "ml").out
    assert run("-v", "check", path, "--select", "ml").out.count("has no preferred name") == 12


def test_what_is_gone_since_an_earlier_version_is_told(birds: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.ttl"
    new.write_text(BIRDS.replace(":bat", ":flittermouse"), "utf-8")
    ran = run("check", new, "--against", birds, "--select", "concept-removed", "-f", "json")
    assert [finding["subject"] for finding in json.loads(ran.out)["findings"]] == ["http://birds.example/bat"]
    assert ran.status == 1


def test_the_rules_are_listed() -> None:
    assert [line.split()[0] for line in run("check", "--list").out.splitlines()] == list(all_checks())


def test_our_own_vocabulary_passes() -> None:
    assert run("check", "--profile", "strict", "--fail-on", "info").status == 0


def test_an_empty_file_has_no_concepts(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_bytes(b"")
    ran = run("check", tmp_path / "a.ttl")
    assert (ran.status, "there is nothing in it" in ran.out) == (0, True)


BAD = {
    "broken Turtle": ("a.ttl", b"<a:b> <a:c>\n  <a:d> ;;; oops .\n", 2),
    "a DOCTYPE": ("a.rdf", b"<!DOCTYPE x SYSTEM 'x.dtd'>\n<x/>", 1),
    "no RDF at all": ("a.ttl", b"\x89PNG\r\n\x1a\n\0\0", None),
    "not UTF-8": ("a.ttl", b"<a:b> <a:c> 'G\xe4nse' .", 1),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_read_is_a_finding_and_a_line(case: str, tmp_path: Path) -> None:
    name, data, line = BAD[case]
    (tmp_path / name).write_bytes(data)
    text, program = (run("check", tmp_path / name, "-f", form) for form in ("text", "json"))
    assert (text.status, text.out) == (3, "")
    assert text.err.startswith(f"termgraph: {tmp_path / name}")
    assert program.status == 3
    (finding,) = json.loads(program.out)["findings"]
    assert (finding["rule"], finding["file"], finding["line"]) == ("syntax", str(tmp_path / name), line)
    assert "Traceback" not in text.err + program.err


def test_every_problem_of_an_entries_folder_is_a_finding(tmp_path: Path) -> None:
    folder = tmp_path / "glossary"
    (folder / "entries").mkdir(parents=True)
    (folder / "vocabulary.yaml").write_text("title: Birds\nbase: https://e.org/b/\nprefix: b\n", "utf-8")
    (folder / "entries" / "owl.md").write_text("---\nprefLabel: owl\nbroder: [x]\n---\n", "utf-8")
    (folder / "entries" / "bat.md").write_text("---\nprefLabel: bat\nbroader: [gone]\n---\n", "utf-8")
    ran = run("-V", folder, "check", "-f", "sarif", "--select", "cycle")
    assert ran.status == 1
    results = json.loads(ran.out)["runs"][0]["results"]
    assert len(results) == 2
    assert all(result["locations"][0]["physicalLocation"]["region"]["startLine"] == 3 for result in results)


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        (["--select", "cylce"], 3, "no rule 'cylce' (did you mean 'cycle'?)"),
        (["--settings", "none.yaml"], 3, "none.yaml: cannot be read"),
        (["--against", "none.ttl"], 3, "none.ttl: no such file"),
        (["--profile", "strickt"], 2, "strickt"),
        (["--fail-on", "fatal"], 2, "fatal"),
    ],
)
def test_wrong_options_are_told(birds: Path, args: list[str], status: int, said: str) -> None:
    ran = run("check", birds, *args)
    assert ran.status == status
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_the_same_bytes_whatever_the_hash_seed(birds: Path) -> None:
    more = "[] a skos:Concept ; skos:altLabel 'x'@en . [] a skos:Concept ."
    birds.write_text(f"{BIRDS}{more} :bird skos:broader :owl . :owl skos:related :owl, :gone .", "utf-8")
    told = set()
    for seed in ("0", "1", "2"):
        env = {"PYTHONHASHSEED": seed, "TERMGRAPH_VOCAB": ""}
        told.add(spawn("check", birds, "-f", "json", env=env).stdout)
    assert len(told) == 1
    assert b"cycle" in told.pop()


def test_a_closed_pipe_is_no_error(birds: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = spawn("check", birds, stdout=writer)
    os.close(writer)
    assert b"Traceback" not in done.stderr
