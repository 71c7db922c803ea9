"""`termgraph lint`: what it finds, what it leaves alone, what it mends, and how it ends."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import docx
import pytest

from termgraph.check.finding import Finding
from termgraph.matching.judging import Judge
from termgraph.matching.lint import Linter
from termgraph.matching.lint.rules import EXAMPLE, LINTS
from termgraph.matching.prose import prose_of
from termgraph.skos import Thesaurus
from tests.commands import run

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(Thesaurus.from_text(EXAMPLE))


def look(judge: Judge, text: str, *select: str) -> list[Finding]:
    """Return what is found in a text of Markdown."""
    return Linter(judge, select=select).look(prose_of(text, "a.md"))


@pytest.mark.parametrize("rule", LINTS)
def test_each_rule_passes_its_good_example_and_fails_its_bad_one(judge: Judge, rule: str) -> None:
    check = LINTS[rule].rule
    assert look(judge, check.good, rule) == []
    assert [finding.rule for finding in look(judge, check.bad, rule)] == [rule] * check.expect


@pytest.mark.parametrize(
    "text",
    [
        "A `normal distribution`.",
        "> A normal distribution.",
        "A “normal distribution” is called so.",
        "```\nnormal distribution\n```",
        "A log-normal distribution.",
        "A gradient descent-normal distribution.",
        "The normal distribution, or Gaussian distribution, is common.",
        "A Gaussian distribution (also called a normal distribution).",
        "With the Two-Piece Normal distribution.",
        "By the Unimodal Normal Distribution Crossover.",
        "The variable normal_distribution, and the class NormalDistribution.",
        "# Bells {#normal-distribution}",
        "The abstract is:\n\n*We draw from a normal distribution.*",
        "[x](normal-distribution.md)",
        "<!-- termgraph-lint: off -->\nA normal distribution.",
        "A normal distribution. <!-- termgraph-lint: skip misleading-name -->",
        "<!-- termgraph-lint: skip -->\nA normal distribution.",
    ],
)
def test_what_nobody_is_to_be_told(judge: Judge, text: str) -> None:
    assert look(judge, text, "misleading-name") == []


@pytest.mark.parametrize(
    "text",
    [
        "# The Normal Distribution",
        "The Normal distribution",
        "It is so. Standard Normal distributions are.",
        "*We draw from a normal distribution.*",
        "A Gaussian distribution.\n\nA normal distribution.",
        "We like: *one* normal distribution, *two* of them",
    ],
)
def test_what_is_no_excuse(judge: Judge, text: str) -> None:
    assert len(look(judge, text, "misleading-name")) == 1


def test_silence_ends_and_is_about_the_rules_that_it_names(judge: Judge) -> None:
    text = (
        "<!-- termgraph-lint: off misspelt-name -->\nA normal distribution, gradient decent.\n\n"
        "<!-- termgraph-lint: on -->\nBy gradient decent."
    )
    found = look(judge, text, "misleading-name,misspelt-name")
    assert [(finding.rule, finding.line) for finding in found] == [
        ("misleading-name", 2),
        ("misspelt-name", 5),
    ]


def test_a_homonym_is_told_with_what_speaks_for_one(judge: Judge) -> None:
    (finding,) = look(judge, "In a cave, a bat.", "ambiguous-name")
    assert "“bat (animal)” or “bat (club)”; the words around it speak for “bat (animal)”" in finding.message
    (finding,) = look(judge, "A bat.", "ambiguous-name")
    assert "speak for" not in finding.message


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "words.ttl").write_text(
        f"@prefix e: <http://e.org/> .\n{PREFIXES}{EXAMPLE}".replace("<e:", "<http://e.org/"), "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TERMGRAPH_VOCAB", "words.ttl")
    return tmp_path


PREFIXES = "".join(
    f"@prefix {prefix}: <{space}> .\n"
    for prefix, space in (
        ("skos", "http://www.w3.org/2004/02/skos/core#"),
        ("skosxl", "http://www.w3.org/2008/05/skos-xl#"),
        ("tg", "https://w3id.org/termgraph/ns#"),
        ("owl", "http://www.w3.org/2002/07/owl#"),
        ("dct", "http://purl.org/dc/terms/"),
    )
)
BAD = "# A title\n\nA *normal*\ndistribution, by gradient decent.\n"


def test_the_status_tells_what_was_found(folder: Path) -> None:
    (folder / "a.md").write_text(BAD, "utf-8")
    (folder / "b.md").write_text("A Gaussian distribution.\n", "utf-8")
    assert run("lint", "b.md").status == 0
    assert run("lint", "a.md").status == 1
    assert run("lint", "a.md", "--fail-on", "error").status == 0
    assert run("lint", "a.md", "--ignore", "misleading-name,misspelt-name").status == 0
    assert run("lint").status == 2
    assert run("lint", "gone.md").status == 3
    assert "misleading-name" in run("lint", "a.md", "--select", "misleading-nam").err
    assert run("lint", "--list").out.count("\n") == len(LINTS)


def test_every_form_tells_the_place(folder: Path) -> None:
    (folder / "a.md").write_text(BAD, "utf-8")
    assert "a.md:3:4: “normal distribution” misleads" in run("lint", "a.md").out
    told = json.loads(run("lint", "a.md", "--format", "json").out)["findings"]
    assert [(one["rule"], one["line"], one["column"], one["fixable"]) for one in told] == [
        ("misleading-name", 3, 4, False),
        ("misspelt-name", 4, 18, True),
    ]
    sarif = json.loads(run("lint", "a.md", "--format", "sarif").out)["runs"][0]["results"][0]
    assert sarif["locations"][0]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 4}
    github = run("lint", "a.md", "--format", "github").out
    assert github.startswith(
        "::warning file=a.md,line=3,col=4,title=misleading-name::“normal distribution” misleads"
    )


def test_a_workflow_command_holds_no_other(folder: Path) -> None:
    (folder / "a,::error::b.md").write_text(BAD, "utf-8")
    told = run("lint", "a,::error::b.md", "--format", "github").out.splitlines()
    assert len(told) == 2
    assert all(line.startswith("::warning file=a%2C%3A%3Aerror%3A%3Ab.md,") for line in told)


def test_what_is_safe_is_mended(folder: Path) -> None:
    (folder / "a.md").write_text(
        "Gradient decent, `gradient decent`, “gradient decent”.\r\n", "utf-8", newline=""
    )
    ran = run("lint", "a.md", "--fix")
    assert ran.status == 0
    text = (folder / "a.md").read_bytes().decode()
    assert text == "Gradient descent, `gradient decent`, “gradient decent”.\r\n"


def test_settings_set_levels_and_except(folder: Path) -> None:
    (folder / "a.md").write_text(BAD, "utf-8")
    (folder / "lint.yaml").write_text(
        "severities: {misspelt-name: ignore}\n"
        "exceptions:\n  - {rule: misleading-name, name: normal distributions, files: 'a.*', reason: Usual here.}\n",
        "utf-8",
    )
    ran = run("lint", "a.md")
    assert (ran.status, ran.out) == (0, "nothing found; 1 known exception\n")
    for wrong in (
        "severity: {}",
        "severities: {no: info}",
        "exceptions: [{rule: misspelt-name}]",
        "[",
        "a: b: c",
    ):
        (folder / "lint.yaml").write_text(wrong, "utf-8")
        ran = run("lint", "a.md")
        assert ran.status == 3
        assert "lint.yaml:" in ran.err


def test_a_document_that_cannot_be_read_is_a_finding(folder: Path) -> None:
    (folder / "a.py").write_text("def (\n", "utf-8")
    (folder / "b.md").write_text(BAD, "utf-8")
    ran = run("lint", ".", "--format", "json")
    found = json.loads(ran.out)["findings"]
    assert (found[0]["rule"], found[0]["file"]) == ("unreadable", "a.py")
    assert len(found) == 3


def git(*args: str) -> None:
    """Run git in the folder we stand in, with a name that it may write."""
    who = ["-c", "user.name=a", "-c", "user.email=a@e.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *args], check=True, capture_output=True)


def test_only_added_lines_count(folder: Path) -> None:
    git("init", "-q", "-b", "main")
    (folder / "a.md").write_text("A normal distribution.\n", "utf-8")
    git("add", ".")
    git("commit", "-qm", "one")
    assert run("lint", "a.md", "--diff", "HEAD").status == 0
    (folder / "a.md").write_text("A normal distribution.\n\nAnd more.\n", "utf-8")
    assert run("lint", "a.md", "--diff", "HEAD").status == 0
    (folder / "a.md").write_text("A normal distribution.\n\nA second normal distribution.\n", "utf-8")
    ran = run("lint", "a.md", "--diff", "HEAD")
    assert ran.status == 1
    assert "a.md:3:10:" in ran.out
    assert "a.md:1:" not in ran.out
    (folder / "new.md").write_text("A normal distribution.\n", "utf-8")
    assert run("lint", "new.md", "--diff", "HEAD").status == 1
    for revision in ("gone", "--output=x", ""):
        assert run("lint", "a.md", "--diff", revision).status == 3
    assert not (folder / "x").exists()


def test_a_file_without_lines_is_told_of_by_its_parts(folder: Path) -> None:
    def write(*texts: str) -> None:
        document = docx.Document()
        for text in texts:
            document.add_paragraph(text)
        document.save("a.docx")

    write("An owl.", "A normal distribution, by gradient decent.")
    assert "\n  a.docx, paragraph 2: “normal distribution” misleads" in run("lint", "a.docx").out
    told = json.loads(run("lint", "a.docx", "--fix", "--format", "json").out)["findings"]
    assert [(one["part"], one["fixable"]) for one in told] == [("paragraph 2", False)] * 2
    sarif = json.loads(run("lint", "a.docx", "--format", "sarif").out)["runs"][0]["results"][0]
    assert sarif["locations"][0]["physicalLocation"] == {"artifactLocation": {"uri": "a.docx"}}
    github = run("lint", "a.docx", "--format", "github").out
    assert github.startswith("::warning file=a.docx,title=misleading-name::paragraph 2: “normal")
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "one")
    assert run("lint", "a.docx", "--diff", "HEAD").status == 0
    write("A normal distribution.")
    assert run("lint", "a.docx", "--diff", "HEAD").status == 1


def test_outside_of_a_repository_nothing_can_be_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    (folder / "a.md").write_text(BAD, "utf-8")
    assert "git cannot tell" in run("lint", "a.md", "--diff", "HEAD").err


def test_our_own_pages_use_our_own_names() -> None:
    pages = [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "ARCHITECTURE.md"]
    ran = run("lint", *pages, "--settings", ROOT / "lint.yaml")
    assert (ran.status, ran.err) == (0, "")
