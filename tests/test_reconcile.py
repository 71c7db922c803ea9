"""Matching records with concepts: what is the same, what a person has to say, what is new."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

import pytest

from termgraph.entries import read_folder
from termgraph.model import Concept, Label, Vocabulary
from termgraph.names.headings import heading_names
from termgraph.namespaces import data_dir
from termgraph.reconcile import Decided, Matcher
from termgraph.reconcile.decisions import Mappings
from termgraph.reconcile.index import NameIndex
from termgraph.records import Match, Proposal, Record, RecordLabel

#: Enough text for the texts to be compared.
NET = "A network of units in layers, which learns its weights from examples by gradient descent."


def concept(id_: str, name: str, *others: str | Label, definition: str = "", **more: object) -> Concept:
    labels = tuple(Label(one, "en") if isinstance(one, str) else one for one in others)
    return Concept(
        id=id_,
        pref_label={"en": name},
        alt_labels=labels,
        definition={"en": definition} if definition else {},
        **more,  # type: ignore[arg-type]
    )


def vocabulary(*concepts: Concept, language: str = "en") -> Vocabulary:
    return Vocabulary(
        title="Test",
        base="https://example.org/t/",
        prefix="t",
        language=language,
        concepts={one.id: one for one in concepts},
    )


def record(
    name: str,
    *others: str | RecordLabel,
    body: str = "",
    heading: str | None = None,
    n: int = 1,
    **more: object,
) -> Record:
    labels = (RecordLabel(name), *(RecordLabel(one) if isinstance(one, str) else one for one in others))
    return Record(n, heading or name, name, "heading", labels, body, **more)  # type: ignore[arg-type]


def match_records(
    records: Sequence[Record], known: Vocabulary, decisions: Mapping[str, Decided] | None = None
) -> dict[int, Match]:
    matcher = Matcher(records, known, decisions)
    return {one.n: matcher.match(one) for one in records}


def match(one: Record, *concepts: Concept, decisions: Mapping[str, Decided] | None = None) -> Match:
    return match_records([one], vocabulary(*concepts), decisions)[one.n]


def ids(found: Match) -> list[str]:
    return [candidate.concept for candidate in found.candidates]


@pytest.mark.parametrize(
    ("given", "known"),
    [
        ("Learning Rate", "learning rate"),
        ("Back-propagation", "backpropagation"),
        ("Feed Forward Network", "feed-forward network"),
        ("Convolutional Neural Networks", "convolutional neural network"),
        ("Bases", "basis"),
        ("Vertices", "vertex"),
        ("Hypotheses", "hypothesis"),
        ("Criteria", "criterion"),
        ("Normalisation", "normalization"),
        ("Sequence modeling", "sequence modelling"),
        ("Colour space", "color space"),
        ("Centre", "center"),
        ("Nesterov’s momentum", "Nesterov momentum"),
        ("Bayes' theorem", "Bayes theorem"),
        ("The Gated Recurrent Unit", "gated recurrent unit"),
        ("β-VAE", "beta-VAE"),
        ("Research & development", "research and development"),
        ("R²", "R2"),
    ],
)
def test_a_name_is_the_same_but_for_spelling(given: str, known: str) -> None:
    found = match(record(given), concept("known", known))
    assert (found.decision, ids(found)) == ("same", ["known"])
    assert found.candidates[0].why


@pytest.mark.parametrize(
    ("given", "known"),
    [
        ("encoder", "decoder"),
        ("L1 norm", "L2 norm"),
        ("overfitting", "underfitting"),
        ("supervised learning", "unsupervised learning"),
        ("word2vec", "doc2vec"),
        ("recursive neural network", "recurrent neural network"),
        ("base", "basis"),
        ("C", "C++"),
        ("parametric model", "non-parametric model"),
    ],
)
def test_names_that_look_alike_but_differ_are_never_the_same(given: str, known: str) -> None:
    assert match(record(given), concept("known", known)).decision != "same"


@pytest.mark.parametrize(
    ("given", "known"),
    [
        ("Restricted Botlzmann Machine", "restricted Boltzmann machine"),
        ("Žliobaitė index", "Zliobaite index"),
        ("Bär", "bar"),
        ("パス", "バス"),
        ("Vanishing gradient", "vanishing gradient problem"),
        ("Estimation of maximum likelihood", "maximum likelihood estimation"),
        ("Siamese network", "Siamese neural network"),
        ("CNN", "convolutional neural network"),
        ("Class", "class (classification)"),
    ],
)
def test_a_near_name_is_for_a_person_to_judge(given: str, known: str) -> None:
    found = match(record(given), concept("known", known), concept("other", "stride"))
    assert (found.decision, ids(found)) == ("maybe", ["known"])


def test_what_nothing_is_like_is_new() -> None:
    assert match(record("Whisk"), concept("owl", "owl")) == Match("new")


@pytest.mark.parametrize(
    ("language", "given", "known"), [("fr", "resume", "résumé"), ("de", "Bar", "Bär"), ("ja", "パス", "バス")]
)
def test_marks_make_another_word_in_every_language_which_may_be_meant(
    language: str, given: str, known: str
) -> None:
    one = Concept(id="one", pref_label={language: known})
    found = match_records([record(given, language=language)], vocabulary(one, language=language))[1]
    assert (found.decision, ids(found)) == ("maybe", ["one"])
    assert found.candidates[0].score < 0.8
    assert "but for accents or other marks" in found.candidates[0].why[0]


def test_hidden_names_count() -> None:
    googlenet = Concept(
        id="googlenet", pref_label={"en": "GoogLeNet"}, hidden_labels=(Label("GoogleLeNet", "en"),)
    )
    assert ids(match(record("GoogleLeNet"), googlenet)) == ["googlenet"]


# Abbreviations


def test_an_abbreviation_in_the_heading_is_no_second_term() -> None:
    cnn = concept("cnn", "convolutional neural network", Label("CNN", "en", "abbreviation"))
    given = record("Convolutional Neural Network", RecordLabel("CNN", "abbreviation"), "ConvNet")
    assert match(given, cnn).decision == "same"


@pytest.mark.parametrize(
    "body",
    [
        "Short for gated recurrent unit. A cell with two gates.",
        "GRU stands for Gated Recurrent Unit.",
        "The gated recurrent unit (GRU) has two gates.",
    ],
)
def test_an_abbreviation_that_the_text_explains_is_found_by_its_long_name(body: str) -> None:
    assert match(record("GRU", body=body), concept("gru", "gated recurrent unit")).decision == "same"


def test_an_abbreviation_that_stands_for_something_else_is_not_the_same() -> None:
    cnn = concept("cnn", "convolutional neural network", Label("CNN", "en", "abbreviation"))
    given = record("CNN", body="CNN stands for Cable News Network, a broadcaster of news.")
    assert match(given, cnn).decision != "same"


def test_an_abbreviation_alone_does_not_settle_what_a_longer_name_leaves_open() -> None:
    known = concept("model", "agent-based model", Label("ABM", "en", "abbreviation"))
    given = record("Adaptive Boosting Machine", RecordLabel("ABM", "abbreviation"))
    assert match(given, known).decision != "same"


def test_an_abbreviation_inside_a_name_is_written_out() -> None:
    rnn = concept("rnn", "recurrent neural network", Label("RNN", "en", "abbreviation"))
    both = concept("birnn", "bidirectional recurrent neural network")
    found = match(record("Bidirectional RNN"), rnn, both)
    assert (found.decision, ids(found)) == ("maybe", ["birnn"])


# Homonyms

PARAMETER = concept(
    "bias-parameter",
    "bias (parameter)",
    Label("bias", "en", "ambiguous"),
    definition="Number that a neuron adds to the weighted sum of its inputs.",
)
ERROR = concept(
    "bias-of-a-model",
    "bias (of a model)",
    Label("bias", "en", "ambiguous"),
    definition="Systematic difference between the average prediction of a model and the truth.",
)


def test_a_name_of_several_concepts_is_never_matched_silently_and_the_text_orders_them() -> None:
    neuron = record(
        "Bias", body="A number that is added to the weighted inputs of a neuron, one for each neuron."
    )
    model = record(
        "Bias", body="The difference between the average prediction and the truth, a systematic error."
    )
    for given, first in ((neuron, "bias-parameter"), (model, "bias-of-a-model")):
        found = match(given, PARAMETER, ERROR)
        assert found.decision == "maybe"
        assert ids(found)[0] == first
        assert len(found.candidates) == 2
        assert found.candidates[0].score > found.candidates[1].score


def test_links_tell_homonyms_apart() -> None:
    neuron = concept("neuron", "neuron")
    linked = concept(
        "bias-parameter",
        "bias (parameter)",
        Label("bias", "en", "ambiguous"),
        relations={"partOf": ("neuron",)},
    )
    found = match(record("Bias", see=("Neuron",)), linked, ERROR, neuron)
    assert ids(found)[0] == "bias-parameter"
    assert any("neuron" in why for why in found.candidates[0].why)


def test_a_qualifier_tells_homonyms_apart() -> None:
    statistics, person = concept("mean", "mean (statistics)"), concept("mean-person", "mean (person)")
    given = record("Mean", heading="Mean (statistics)", fields={"qualifier": ("statistics",)})
    found = match(given, statistics, person)
    assert (found.decision, ids(found)) == ("same", ["mean"])


def test_a_name_that_the_vocabulary_calls_ambiguous_is_not_taken_for_its_one_bearer() -> None:
    assert match(record("Bias"), PARAMETER).decision == "maybe"


def test_an_equal_name_is_not_enough_where_the_texts_have_nothing_in_common() -> None:
    kernel = concept(
        "kernel", "kernel", definition="Function that compares two points in a space of features."
    )
    given = record("Kernel", body="The soft part inside the shell of a nut, often toasted and salted.")
    found = match(given, kernel)
    assert found.decision == "maybe"
    assert any("no telling word" in why for why in found.candidates[0].why)


def test_a_general_name_may_be_short_for_a_special_one() -> None:
    model = concept("model", "model", definition="Simplified description of a part of the world.")
    special = concept(
        "ml-model",
        "machine-learning model",
        definition="Function with weights that training fits to examples, to compute predictions.",
        relations={"broader": ("model",)},
    )
    given = record(
        "Model", body="What training makes of examples: its weights are fitted, and it computes predictions."
    )
    assert set(ids(match(given, model, special))) == {"model", "ml-model"}
    assert match(given, model, special).decision == "maybe"


def test_a_document_of_another_field_needs_more_than_equal_names() -> None:
    names = ("batch", "layer", "dropout", "channel", "stride", "pooling", "token")
    known = [
        concept(
            name, name, definition=f"Part of a network whose {name} units learn weights from examples {n}."
        )
        for n, name in enumerate(names)
    ]
    kitchen = [
        record(
            name.title(), body=f"What the baker does with dough, flour and butter in the oven, step {n}.", n=n
        )
        for n, name in enumerate(names, 1)
    ]
    found = match_records([*kitchen, record("Stub", n=9)], vocabulary(*known))
    assert {one.decision for one in found.values()} == {"maybe", "new"}


# Several names


@pytest.mark.parametrize("heading", ["Epoch vs. Iteration", "Epoch / Iteration", "Epoch and iteration"])
def test_a_heading_of_several_concepts_has_them_all_as_candidates(heading: str) -> None:
    found = match(
        record("Epoch", "Iteration", heading=heading),
        concept("epoch", "epoch"),
        concept("iteration", "iteration"),
    )
    assert found.decision == "maybe"
    assert set(ids(found)) == {"epoch", "iteration"}
    assert min(one.score for one in found.candidates) > 0.9


def test_a_heading_whose_second_name_is_unknown_is_not_the_same() -> None:
    assert (
        match(record("Epoch", "Lap", heading="Epoch vs. Lap"), concept("epoch", "epoch")).decision == "maybe"
    )


def test_two_names_of_one_concept_agree() -> None:
    sgd = concept("sgd", "stochastic gradient descent", "online learning")
    given = record(
        "Stochastic gradient descent",
        "Online learning",
        heading="Stochastic gradient descent / Online learning",
    )
    assert match(given, sgd).decision == "same"


def test_another_name_that_is_a_different_concept_is_a_doubt() -> None:
    found = match(
        record("Loss function", "objective function"),
        concept("loss", "loss function"),
        concept("objective", "objective function"),
    )
    assert found.decision == "maybe"
    assert set(ids(found)) == {"loss", "objective"}


def test_a_redirect_is_no_name_of_what_it_points_to_unless_it_says_so_or_has_no_name() -> None:
    relu = concept("relu", "rectified linear unit")
    points = record("Rectifier", kind="redirect", see=("Rectified Linear Unit",))
    assert match(points, relu) == Match("new")
    told = replace(points, relations=(Proposal("altLabel", "Rectified Linear Unit", "Another name for it."),))
    for one in (told, replace(points, label=None, labels=())):
        found = match(one, relu)
        assert (found.decision, ids(found)) == ("maybe", ["relu"])


# Languages, retired concepts, lost names


def test_the_same_word_in_another_language_is_another_name() -> None:
    present = concept("present", "gift")
    assert match(record("Gift", language="de"), present).decision == "maybe"
    assert match(record("Gift", language="en-GB"), present).decision == "same"


def test_a_retired_concept_leads_to_what_replaces_it() -> None:
    old = Concept(
        id="old", pref_label={"en": "perceptron net"}, deprecated=True, relations={"isReplacedBy": ("new",)}
    )
    assert ids(match(record("Perceptron net"), old, concept("new", "multilayer perceptron"))) == ["new"]


def test_a_guessed_name_is_never_the_same() -> None:
    given = Record(1, None, None, "none", (RecordLabel("stride", "guess"),), "How far a filter moves.")
    assert match(given, concept("stride", "stride")).decision == "maybe"


def test_sections_are_no_entries() -> None:
    section = record("A", kind="section")
    matcher = Matcher([section], vocabulary(concept("a", "A")))
    assert matcher.match(section) == Match("new")
    assert not matcher.places


# Decisions


def test_decisions_are_replayed() -> None:
    given = record("Bias", body=NET)
    accepted = {"bias": Decided("Bias", ("bias-parameter",))}
    assert match(given, PARAMETER, ERROR, decisions=accepted) == Match(
        "same", match(given, PARAMETER, ERROR, decisions=accepted).candidates, decided=True
    )
    refused = {"bias": Decided("Bias", refused=frozenset({"bias-parameter"}))}
    assert ids(match(given, PARAMETER, ERROR, decisions=refused)) == ["bias-of-a-model"]
    out = match(given, PARAMETER, ERROR, decisions={"bias": Decided("Bias", left_out=True)})
    assert (out.decision, out.decided) == ("new", True)


def test_a_decision_about_a_concept_that_is_gone_is_asked_again() -> None:
    found = match(record("Owl"), concept("owl", "owl"), decisions={"owl": Decided("Owl", ("removed",))})
    assert (found.decision, found.decided) == ("same", False)


# The shipped vocabulary, with the headings of its glossaries as gold


@cache
def ml() -> Vocabulary:
    return read_folder(data_dir() / "ml")


@cache
def mappings() -> Mappings:
    return Mappings((data_dir() / "ml" / "mappings.sssom.tsv").read_text("utf-8"), ml())


@cache
def gold() -> dict[str, list[tuple[str, str, frozenset[str]]]]:
    """Return, by glossary: place, heading or name, and the concepts that it is about."""
    return {
        source: [
            (place, one.label, frozenset(one.same)) for place, one in mappings().decisions(source).items()
        ]
        for source in mappings().sources()
    }


def as_record(n: int, heading: str) -> Record:
    labels = heading_names(heading).labels
    return Record(n, heading, labels[0].label, "heading", labels)


@pytest.mark.parametrize("source", sorted(gold()))
def test_no_printed_heading_is_taken_for_a_wrong_concept_and_hardly_any_is_missed(source: str) -> None:
    entries = gold()[source]
    records = [as_record(n, heading) for n, (_, heading, _) in enumerate(entries, 1)]
    found = match_records(records, ml())
    wrong = [
        (heading, ids(found[n]))
        for n, (_, heading, meant) in enumerate(entries, 1)
        if found[n].decision == "same" and set(ids(found[n])) - meant
    ]
    assert wrong == []
    missed = [heading for n, (_, heading, meant) in enumerate(entries, 1) if not meant <= set(ids(found[n]))]
    assert len(missed) <= 0.05 * len(entries), missed


def test_all_decisions_of_the_shipped_vocabulary_find_their_entries() -> None:
    for source, entries in gold().items():
        records = [as_record(n, heading) for n, (_, heading, _) in enumerate(entries, 1)]
        decisions = mappings().decisions(source)
        matcher = Matcher(records, ml(), decisions)
        assert set(matcher.places.values()) == set(decisions), source
        for n, (place, _, meant) in enumerate(entries, 1):
            assert matcher.places[n] == place
            assert set(ids(matcher.match(records[n - 1]))) == meant


# Speed


@pytest.mark.slow
def test_a_thousand_records_meet_ten_thousand_concepts_in_a_few_seconds() -> None:
    syllables = (
        "ba",
        "co",
        "di",
        "fu",
        "ga",
        "he",
        "ki",
        "lo",
        "mu",
        "ne",
        "po",
        "ra",
        "si",
        "tu",
        "ve",
        "xi",
    )

    def words(seed: int, count: int) -> str:
        return " ".join(
            "".join(syllables[(seed * 31 + at * 17 + k * 7) % 16] for k in range(2 + (seed + at) % 3))
            for at in range(count)
        )

    concepts = [
        concept(f"c{n}", f"{words(n, 2)} {n}", words(n + 7, 3), definition=words(n * 3, 30))
        for n in range(10_000)
    ]
    records: Sequence[Record] = [
        record(f"{words(n * 9, 2)} {n * 9}" if n % 2 else words(n, 3) + "q", body=words(n, 80), n=n)
        for n in range(1, 1001)
    ]
    begun = time.process_time()
    found = match_records(records, vocabulary(*concepts))
    assert time.process_time() - begun < 12  # a few seconds on a machine that does nothing else
    assert sum(1 for one in found.values() if one.decision != "new") >= 400


@pytest.mark.parametrize(
    ("name", "known", "is_slip"),
    [
        ("perceptrno", "perceptron", True),
        ("Pillar B", "Pillar A", False),
        ("layer 2 cache", "layer 3 cache", False),
    ],
)
def test_what_is_no_slip_of_the_pen_is_no_misspelling(name: str, known: str, is_slip: bool) -> None:
    index = NameIndex(vocabulary(concept("known", known)))
    assert [bearer.name for bearer, _ in index.near(name)] == [known] * is_slip
