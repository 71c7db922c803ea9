"""check.yaml: what it may say, and what is said of one that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

import termgraph
from termgraph.check import Severity, check
from termgraph.check.settings import read_settings, settings_of
from termgraph.errors import TermgraphError
from termgraph.skos import Thesaurus

BATS = """@prefix e: <http://e.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
e:s a skos:ConceptScheme ; skos:prefLabel "bats"@en ; skos:hasTopConcept e:bat .
e:bat a skos:Concept ; skos:inScheme e:s ; skos:topConceptOf e:s ; skos:prefLabel "bat"@en ; skos:related e:club .
e:club a skos:Concept ; skos:inScheme e:s ; skos:prefLabel "club"@en ; skos:altLabel "bat"@en ; skos:related e:bat .
"""


@pytest.fixture
def bats(tmp_path: Path) -> Path:
    path = tmp_path / "bats.ttl"
    path.write_text(BATS, "utf-8")
    return path


def found(path: Path, settings: str) -> tuple[dict[str, Severity], int]:
    (path.parent / "check.yaml").write_text(settings, "utf-8")
    report = termgraph.load(path).check()
    return {finding.rule: finding.severity for finding in report.findings}, report.excepted


def test_severities_are_changed_and_rules_switched_off(bats: Path) -> None:
    severities, _ = found(bats, "severities: {label-shared: error, structure: ignore, uc: ignore}\n")
    assert severities["label-shared"] is Severity.ERROR
    assert "rootless" not in severities
    assert "undocumented" not in severities


@pytest.mark.parametrize("concept", ["http://e.org/bat", "e:bat"])
def test_exceptions_are_counted_and_not_reported(bats: Path, concept: str) -> None:
    rule = f"exceptions:\n  - {{rule: ol, concept: '{concept}', reason: it is an animal and a club}}\n"
    severities, excepted = found(bats, rule)
    assert "label-shared" not in severities
    assert excepted == 1


def test_homonyms_profile_and_thresholds_are_heeded(bats: Path) -> None:
    severities, _ = found(bats, "profile: strict\nhomonyms: [Bat]\nthresholds: {definition-share: 0.5}\n")
    assert "label-shared" not in severities
    assert severities["rootless"] is Severity.ERROR
    assert "definition-share" in severities


def test_an_entries_folder_keeps_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "glossary"
    (folder / "entries").mkdir(parents=True)
    (folder / "vocabulary.yaml").write_text("title: Birds\nbase: https://e.org/b/\nprefix: b\n", "utf-8")
    (folder / "entries" / "owl.md").write_text("---\nprefLabel: owl\n---\nA bird.\n", "utf-8")
    for concept in ("owl", "[owl]"):
        (folder / "check.yaml").write_text(
            f"exceptions: [{{rule: orphan, concept: {concept}, reason: alone}}]\n", "utf-8"
        )
        assert settings_of(Thesaurus.open(folder)).exceptions == {("orphan", "https://e.org/b/owl"): "alone"}


def test_an_empty_file_says_nothing(bats: Path) -> None:
    assert found(bats, "# nothing yet\n")[1] == 0


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("severity: {}\n", r":1:1: unknown key 'severity' \(did you mean 'severities'\?\)"),
        ("severities: {cylce: error}\n", r":1:14: no rule 'cylce' \(did you mean 'cycle'"),
        ("severities:\n  cycle: eror\n", r":2:10: 'eror' is not known here \(did you mean 'error'"),
        ("profile: stricht\n", r":1:10: 'stricht' .*did you mean 'strict'"),
        ("thresholds: {language-share: 80}\n", ":1:30: '80' is no share"),
        ("homonyms: bat\n", ":1:11: a list is expected"),
        ("exceptions:\n  - {rule: cycle, concept: 'e:bat'}\n", ":2:5: an exception without 'reason'"),
        ("exceptions: [{rule: cycle, concept: cat, reason: x}]\n", ":1:37: nothing is said of 'cat'"),
        (
            "exceptions: [{rule: cycle, concept: ['e:bat', cat], reason: x}]\n",
            ":1:47: nothing is said of 'cat'",
        ),
        ("exceptions: [{rule: cycle, concept: 'e:bat', reason: ''}]\n", "the reason is empty"),
        ("a: &x 1\n", ":1:4: a YAML anchor"),
        ("profile: strict\nprofile: strict\n", ":2:1: duplicate key"),
        ("- strict\n", ":1:1: keys and values are expected"),
        ("profile: [strict\n", "broken YAML"),
        ("severities: [cycle]\n", "must be a mapping"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(bats: Path, settings: str, said: str) -> None:
    with pytest.raises(TermgraphError, match=said):
        found(bats, settings)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(TermgraphError, match="cannot be read"):
        read_settings(tmp_path / "none.yaml", lambda name: name)
    (tmp_path / "latin.yaml").write_bytes(b"profile: \xe4\n")
    with pytest.raises(TermgraphError, match="is not UTF-8"):
        read_settings(tmp_path / "latin.yaml", lambda name: name)


def test_without_a_file_nothing_is_changed() -> None:
    assert settings_of(Thesaurus.from_text("<a:a> a skos:Concept .")).severities == {}
    assert check(Thesaurus.from_text("<http://e.org/a> a skos:Concept ."), select=["el"]).findings == ()
