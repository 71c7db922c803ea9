"""The forms of a report, and where in a file each finding stands."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

import termgraph
from termgraph.check import Report, check
from termgraph.check.reports import (
    REPORTS,
    json_report,
    junit_report,
    markdown_report,
    sarif_report,
    text_report,
)
from termgraph.skos import Thesaurus
from termgraph.statistics import statistics

BIRDS = """@prefix : <http://birds.example/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

# a comment
:s a skos:ConceptScheme ; skos:prefLabel "birds"@en ; skos:hasTopConcept :owl .

<http://birds.example/owl> a skos:Concept ;
    skos:inScheme :s ; skos:topConceptOf :s ;
    skos:prefLabel "owl"@en ;
    skos:altLabel "owl"@en, "<b>*bold*</b>"@en ;
    skos:related :owl .
:bat a skos:Concept ; skos:inScheme :s ; skos:broader :gone ;
    skos:prefLabel "bat" .
"""
KEYS = ["rule", "aliases", "severity", "subject", "message", "values", "file", "line", "column", "fixable"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "birds.ttl"
    file.write_text(BIRDS, "utf-8")
    return file


@pytest.fixture
def report(path: Path) -> Report:
    store = termgraph.load(path)
    return check(store, statistics=statistics(store))


def test_json_holds_the_contract(report: Report, path: Path) -> None:
    told = json.loads(json_report(report))
    assert list(told) == ["consistent", "findings", "counts"]
    assert told["consistent"] is False
    assert all(list(finding) == KEYS for finding in told["findings"])
    overlap = next(finding for finding in told["findings"] if finding["rule"] == "label-overlap")
    assert overlap == {
        "rule": "label-overlap",
        "aliases": ["dlv", "disjoint-labels-violation"],
        "severity": "error",
        "subject": "http://birds.example/owl",
        "message": "“owl”@en is skos:prefLabel and skos:altLabel",
        "values": ["owl", "en", "prefLabel", "altLabel"],
        "file": str(path),
        "line": 7,
        "column": None,
        "fixable": True,
    }
    counts = told["counts"]
    assert counts["total"] == len(told["findings"]) == counts["error"] + counts["warning"] + counts["info"]
    assert counts["rules"]["label-overlap"] == 1


def test_the_worst_stands_first_and_everything_once(report: Report) -> None:
    order = [(-finding.severity, finding.rule) for finding in report.findings]
    assert order == sorted(order)
    assert len(set(report.findings)) == len(report.findings)


def test_lines_are_those_of_the_subject_or_of_the_value(report: Report) -> None:
    lines = {finding.rule: finding.line for finding in report.findings}
    assert lines["label-overlap"] == 7
    assert lines["dangling"] == 12
    assert lines["language-tag"] == 13
    assert lines["scheme-metadata"] == 5


SKOS = "http://www.w3.org/2004/02/skos/core#"
PREFIX = f"@prefix skos: <{SKOS}> .\n"


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.nt", f'<http://e/a> <http://e/p> "x" .\n<http://e/b> <{SKOS}prefLabel> " b"@en .\n', 2),
        ("a.ttl", f'{PREFIX}@base <http://e/> .\n<b> skos:prefLabel " b"@en .\n', 3),
        (
            "a.ttl",
            f'{PREFIX}  <http://e/a> a skos:Concept .\n  <http://e/b>\n skos:prefLabel\n " b"@en .\n',
            4,
        ),
        ("a.ttl", f'\ufeff{PREFIX}\r\n<http://e/b> skos:prefLabel " b"@en .\r\n', 3),
        (
            "a.jsonld",
            f'{{"@id": "http://e/b", "{SKOS}prefLabel": {{"@value": " b", "@language": "en"}}}}',
            None,
        ),
    ],
)
def test_subjects_are_found_however_they_are_written(
    tmp_path: Path, name: str, text: str, line: int | None
) -> None:
    file = tmp_path / name
    file.write_text(text, "utf-8", newline="")
    found = check(Thesaurus.open(file), select=["label-space"]).findings
    assert [(finding.file, finding.line) for finding in found] == [(str(file), line)]


def test_entries_are_told_by_their_file(tmp_path: Path) -> None:
    folder = tmp_path / "glossary"
    (folder / "entries").mkdir(parents=True)
    (folder / "vocabulary.yaml").write_text("title: Birds\nbase: https://e.org/b/\nprefix: b\n", "utf-8")
    for name, front in (
        ("animal", ""),
        ("bird", "broader: [animal]\n"),
        ("owl", "broader: [animal, bird]\n"),
    ):
        (folder / "entries" / f"{name}.md").write_text(
            f"---\nprefLabel: {name}\n{front}---\nA thing.\n", "utf-8"
        )
    found = termgraph.load(folder).check(select=["redundant-broader", "scheme-metadata"]).findings
    places = {finding.rule: (finding.file, finding.line) for finding in found}
    assert places["redundant-broader"] == (str(folder / "entries" / "owl.md"), 3)
    assert places["scheme-metadata"] == (str(folder / "vocabulary.yaml"), 1)


def test_text_shows_a_few_of_many_and_what_to_do(report: Report) -> None:
    told = text_report(report, most=1)
    assert "error label-overlap  A name is both" in told
    assert "birds.ttl:7: owl <http://birds.example/owl> “owl”@en is skos:prefLabel" in told
    assert "→ Keep the name once" in told
    assert told.rstrip().endswith("the vocabulary is not consistent with SKOS")
    many = check(
        Thesaurus.from_text(" ".join(f"<http://e.org/{n}> a skos:Concept ." for n in range(12))),
        select=["ml"],
    )
    assert "label-missing (12)" in text_report(many)
    assert "… and 2 more" in text_report(many)
    assert "more" not in text_report(many, most=None)


def test_text_obeys_no_control_characters() -> None:
    store = Thesaurus.from_text('<http://e.org/a> a skos:Concept ; skos:altLabel " a\\u202eb"@en .')
    assert "\u202e" not in text_report(check(store))


def test_nothing_found_is_said() -> None:
    assert (
        text_report(check(Thesaurus.from_text("<http://e.org/a> a skos:Concept ."), select=["el"]))
        == "nothing found\n"
    )


#: What GitHub asks of SARIF, as a JSON Schema: the parts of the standard's that it reads.
SARIF = {
    "type": "object",
    "required": ["$schema", "version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "items": {
                "required": ["tool", "results"],
                "properties": {
                    "results": {
                        "items": {
                            "required": ["ruleId", "ruleIndex", "level", "message", "locations"],
                            "properties": {
                                "level": {"enum": ["error", "warning", "note"]},
                                "message": {"required": ["text"]},
                                "locations": {
                                    "minItems": 1,
                                    "items": {
                                        "required": ["physicalLocation"],
                                        "properties": {
                                            "physicalLocation": {
                                                "required": ["artifactLocation", "region"],
                                                "properties": {
                                                    "region": {"properties": {"startLine": {"minimum": 1}}}
                                                },
                                            }
                                        },
                                    },
                                },
                            },
                        }
                    }
                },
            }
        },
    },
}


def test_sarif_is_what_github_reads(report: Report) -> None:
    log = json.loads(sarif_report(report))
    assert log["runs"][0]["tool"]["driver"]["version"] == termgraph.__version__
    jsonschema.validate(log, SARIF)
    run = log["runs"][0]
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(ids[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    assert len(run["results"]) == len(report.findings)


def test_junit_is_xml_with_a_failure_for_each_rule(report: Report) -> None:
    root = ElementTree.fromstring(junit_report(report))  # noqa: S314 (our own)
    cases = root.findall("./testsuite/testcase")
    assert {case.get("name") for case in cases} == {finding.rule for finding in report.findings}
    assert len(root.findall(".//failure")) == int(root.get("failures") or 0) > 0


def test_junit_holds_no_character_that_xml_forbids() -> None:
    store = Thesaurus.from_text('<http://e.org/a> a skos:Concept ; skos:altLabel " <&\\u000c\\uffff"@en .')
    ElementTree.fromstring(junit_report(check(store)))  # noqa: S314 (our own)


def test_markdown_has_a_chart_statistics_and_no_markup_of_the_vocabulary(report: Report) -> None:
    page = markdown_report(report)
    assert "█" in page
    assert "| concepts | 2 |" in page
    assert "**not consistent**" in page
    assert "<b>" not in page


def test_every_form_is_the_same_bytes_again(path: Path) -> None:
    first, again = (check(termgraph.load(path)) for _ in range(2))
    for form in REPORTS.values():
        assert form(first) == form(again)
