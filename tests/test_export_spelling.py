"""What other tools go by: a rule of Vale, terms of textlint, and a dictionary of cspell."""

from __future__ import annotations

import json
import re

import yaml

from termgraph.export import serialize
from termgraph.matching.lint.rules import EXAMPLE
from termgraph.skos import Thesaurus
from termgraph.verdicts import Verdicts


def test_vale_says_what_to_say_instead() -> None:
    rule = yaml.safe_load(serialize(Thesaurus.from_text(EXAMPLE), "vale"))
    assert rule["extends"] == "substitution"
    assert rule["swap"] == {
        "gradient decent": "gradient descent",
        "neural gas": "self-organizing map",
        "normal distribution": "Gaussian distribution",
    }


def test_names_are_no_patterns_and_no_markup() -> None:
    said = '<e:o> a skos:Concept ; skos:prefLabel "owl"@en ; skos:hiddenLabel "o.w\\"l*"@en .'
    rule = yaml.safe_load(serialize(Thesaurus.from_text(said), "vale"))
    assert all(re.fullmatch(name, 'o.w"l*') for name in rule["swap"])


def test_textlint_is_told_the_same() -> None:
    store = Thesaurus.from_text(EXAMPLE)
    swaps = yaml.safe_load(serialize(store, "vale"))["swap"]
    assert json.loads(serialize(store, "textlint")) == [list(pair) for pair in swaps.items()]


def test_nothing_in_a_term_of_textlint_is_a_pattern() -> None:
    said = '<e:o> a skos:Concept ; skos:prefLabel "barn owl $1"@en ; skos:hiddenLabel "barn olw (1)"@en .'
    ((pattern, instead),) = json.loads(serialize(Thesaurus.from_text(said), "textlint"))
    assert re.fullmatch(pattern, "barn olw (1)")
    assert instead == "barn owl $$1"
    assert json.loads(serialize(Thesaurus.from_text("<e:o> a skos:Concept ."), "textlint")) == []


def test_nothing_to_say_is_told() -> None:
    told: list[str] = []
    rule = yaml.safe_load(
        serialize(Thesaurus.from_text("<e:o> a skos:Concept ."), "vale", notice=told.append)
    )
    assert rule["swap"] == {}
    assert "no name has another to be said instead; the rule is empty" in told


def test_cspell_knows_the_words_and_forbids_no_word_that_may_be_right() -> None:
    lines = serialize(Thesaurus.from_text(EXAMPLE), "cspell").decode().splitlines()
    assert "gaussian" in lines
    assert "!decent" not in lines


def test_only_what_nobody_else_means_is_worth_a_warning() -> None:
    told = Verdicts(Thesaurus.from_text(EXAMPLE))
    names = [name.text for name in told.thesaurus.term_names if told.is_worth_a_warning(name)]
    assert names == ["normal distribution"]
