"""Relations that texts state: found with the sentence that says so, and not where none does."""

from __future__ import annotations

import pytest

from termgraph.names.abbreviations import expansions, stands_for
from termgraph.reconcile.proposals import propose
from termgraph.reconcile.sentences import sentences
from termgraph.records import Record, RecordLabel

KNOWN = {"activation function", "neural network", "loss function", "bird of prey", "machine learning"}


def said(body: str, *names: str, known: bool = True, **more: object) -> list[tuple[str, str]]:
    given = names or ("Owl",)
    record = Record(
        1,
        given[0],
        given[0],
        "heading",
        tuple(map(RecordLabel, given)),
        body,
        **more,  # type: ignore[arg-type]
    )
    found = propose(record, KNOWN.__contains__ if known else None)
    assert all(one.evidence for one in found)
    return [(one.type, one.target) for one in found]


@pytest.mark.parametrize(
    ("body", "relation"),
    [
        ("An owl is a nocturnal bird that hunts mice.", ("broader", "nocturnal bird")),
        ("Owls are a type of bird.", ("broader", "bird")),
        ("It is a popular kind of neural network used in games.", ("broader", "neural network")),
        ("A variant of neural network that hoots.", ("broader", "neural network")),
        ("The owl (Strix) is a bird of prey.", ("broader", "bird of prey")),
        ("In the north, an owl is a branch of machine learning.", ("broader", "machine learning")),
        ("A bird that hunts at night.", ("broader", "bird")),
        ("An activation function used in layers.", ("broader", "activation function")),
        ("One of the oldest birds.", ("broader", "oldest birds")),
        ("An owl is part of the forest.", ("partOf", "forest")),
        ("A component of a neural network.", ("partOf", "neural network")),
        ("An owl consists of feathers and bones.", ("hasPart", "feathers")),
        ("The owl, also known as the night bird, hunts.", ("altLabel", "night bird")),
        ("It is also called strix.", ("altLabel", "strix")),
        ("Sometimes referred to as “night eagle”, it hunts.", ("altLabel", "night eagle")),
        ("Owl is another name for the strix.", ("altLabel", "strix")),
        ("Owls are the opposite of the lark.", ("contrastsWith", "lark")),
        ("Unlike the lark, an owl sleeps late.", ("contrastsWith", "lark")),
        ("An owl hunts by night, as opposed to the hawk.", ("contrastsWith", "hawk")),
        ("Not to be confused with the moth.", ("confusedWith", "moth")),
        ("Often confused with the nightjar.", ("confusedWith", "nightjar")),
        ("Night birds such as owls and nightjars hunt moths.", ("broader", "Night birds")),
        ("There are owls such as the barn owl and the snowy owl.", ("narrower", "barn owl")),
        ("The name is a misnomer; it would be better called night hawk.", ("misnomerOf", "night hawk")),
    ],
)
def test_what_a_text_states(body: str, relation: tuple[str, str]) -> None:
    assert relation in said(body)


@pytest.mark.parametrize(
    "body",
    [
        "The mouse is a rodent.",
        "There is a bird in the tree.",
        "An owl is fast and quiet.",
        "Owls are hunting mice.",
        "The mouse, also called the small one, hides.",
        "The gradient is computed by the network.",
        "Its eyes consist of cells.",
        "An owl is the set of its feathers.",
        "This is why owls hoot.",
    ],
)
def test_what_a_text_does_not_state(body: str) -> None:
    assert [one for one in said(body) if one[0] != "related"] == []


def test_the_evidence_is_the_sentence() -> None:
    record = Record(
        1,
        "Owl",
        "Owl",
        "heading",
        (RecordLabel("Owl"),),
        "It hoots. An owl is a *bird*, e.g. in [woods](w.md).",
    )
    (found,) = propose(record)
    assert found.evidence == "An owl is a bird, e.g. in woods."


def test_links_are_related_unless_the_text_says_more() -> None:
    found = said("An owl is a neural network. See the barn.", see=("Neural network", "Barn"))
    assert found == [("broader", "neural network"), ("related", "Barn")]


def test_labelled_parts_are_relations() -> None:
    fields = {"antonyms": ("lark, hawk",), "broader": ("bird",), "not to be confused with": ("moth",)}
    assert said("", fields=fields) == [
        ("contrastsWith", "lark"),
        ("contrastsWith", "hawk"),
        ("broader", "bird"),
        ("confusedWith", "moth"),
    ]


def test_alternatives_of_a_misleading_name_are_read_from_their_part() -> None:
    fields = {
        "confusion": ("People take it for an eagle.",),
        "alternative": (
            "Night bird and dusk bird would have been more precise. Calling it strix might help.",
        ),
    }
    assert said("", fields=fields) == [
        ("misnomerOf", "Night bird"),
        ("misnomerOf", "dusk bird"),
        ("misnomerOf", "strix"),
    ]


def test_an_alternative_says_of_no_name_that_it_misleads() -> None:
    assert said("", fields={"alternative": ("Strix would be the other species.",)}) == []


def test_an_entry_is_not_related_to_itself() -> None:
    assert said("An owl is an owl. Also called the owl.", "Owl", "strix", see=("Owl",)) == []


def test_hostile_texts_take_no_time() -> None:
    for body in (
        "is a " * 5000,
        "owl " * 5000,
        "(" * 5000 + "owl",
        "an owl is " + "very " * 5000,
        "a.k.a. " * 3000,
    ):
        said(body)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("LSTM", "Long Short-Term Memory"),
        ("BPTT", "backpropagation through time"),
        ("ReLU", "rectified linear unit"),
        ("GloVe", "Global Vectors"),
        ("S2S", "sequence-to-sequence"),
        ("t-SNE", "t-distributed stochastic neighbor embedding"),
        ("RNNs", "Recurrent Neural Networks"),
        ("RAG", "retrieval-augmented generation"),
    ],
)
def test_initials(short: str, long: str) -> None:
    assert stands_for(short, long)


@pytest.mark.parametrize(
    ("short", "long"), [("CNN", "recurrent neural network"), ("AI", "animal"), ("T-SNE", "T-SNE")]
)
def test_no_initials(short: str, long: str) -> None:
    assert not stands_for(short, long)


def test_expansions_stop_where_the_long_form_does() -> None:
    assert list(
        expansions(["GAN"], "GAN stands for generative adversarial network and was new in 2014.")
    ) == [("GAN", "generative adversarial network")]
    assert list(expansions(["GAN"], "The GAN (generative adversarial network, by some) is new.")) == [
        ("GAN", "generative adversarial network")
    ]


def test_sentences_survive_abbreviations_and_lists() -> None:
    text = "Owls, e.g. barn owls, hunt.\n\n* One. \n* Two\n\nBy D. Lack et al. in 1943. Done"
    assert sentences(text) == [
        "Owls, e.g. barn owls, hunt.",
        "One.",
        "Two",
        "By D. Lack et al. in 1943.",
        "Done",
    ]
