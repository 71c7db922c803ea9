"""Every rule finds what its failing example shows, and nothing in the one that passes."""

from __future__ import annotations

import pytest

from termgraph.check.finding import Found, Severity
from termgraph.check.rule import EXAMPLE_PREAMBLE, Check, Options
from termgraph.check.rules import all_checks
from termgraph.errors import TermgraphError
from termgraph.skos import Thesaurus

#: What the examples of some rules need besides the vocabulary.
OPTIONS = {
    "broken-link": Options(broken_links={"http://gone.example/owl": "no such host"}),
    "concept-removed": Options(old_concepts=frozenset({"http://example.org/owl"})),
    "decision-dangling": Options(undecided=[("http://example.org/owl", "mappings.sssom.tsv", 7)]),
    "definition-share": Options(definition_share=0.5),
}
CHECKS = all_checks()


def found(check: Check, turtle: str, options: Options | None = None) -> list[Found]:
    store = Thesaurus.from_text(EXAMPLE_PREAMBLE + turtle)
    return list(dict.fromkeys(check.find(store, options or Options())))


@pytest.mark.parametrize("id_", CHECKS)
def test_the_passing_example_passes(id_: str) -> None:
    assert found(CHECKS[id_], CHECKS[id_].rule.good, OPTIONS.get(id_)) == []


@pytest.mark.parametrize("id_", [id_ for id_ in CHECKS if id_ != "syntax"])
def test_the_failing_example_fails(id_: str) -> None:
    rule = CHECKS[id_].rule
    said = found(CHECKS[id_], rule.bad, OPTIONS.get(id_))
    assert len(said) == rule.expect, said
    for finding in said:
        assert finding.message
        assert not finding.message.endswith(".")


@pytest.mark.parametrize("id_", [id_ for id_ in CHECKS if id_ != "syntax"])
def test_no_other_rule_finds_an_error_that_is_not_told(id_: str) -> None:
    others = {
        other.rule.id
        for other in CHECKS.values()
        if other.rule.id != id_
        and other.rule.severity is Severity.ERROR
        and found(other, CHECKS[id_].rule.bad)
    }
    lenient = {"label-missing", "dangling"}  # the examples say no more than they must
    assert others - lenient == set(CHECKS[id_].rule.also) - lenient


@pytest.mark.parametrize("tag", ["en", "en-GB", "EN-gb"])
def test_a_synonym_is_compared_in_its_language_whatever_the_case_of_its_tag(tag: str) -> None:
    owl = f'ex:owl skos:prefLabel "owl"@{tag} . ex:l tg:synonymOf ex:owl ; skosxl:literalForm "owl"@{tag} .'
    (one,) = found(CHECKS["synonym-preferred"], owl)
    assert one.values[1:] == ("owl",)


def test_what_cannot_be_read_is_an_error() -> None:
    with pytest.raises(TermgraphError):
        Thesaurus.from_text(EXAMPLE_PREAMBLE + CHECKS["syntax"].rule.bad)
