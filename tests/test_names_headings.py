"""Headings as glossaries print them: the names in them, their types, and what is no name."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termgraph.names.abbreviations import abbreviates
from termgraph.names.headings import clean, heading_names, readings, several, split_number
from termgraph.names.tex import without_tex

A = "abbreviation"


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("4. Convolutional Neural Network (CNN)", [("Convolutional Neural Network", None), ("CNN", A)]),
        ("Multilayer Perceptron (MLP(", [("Multilayer Perceptron", None), ("MLP", A)]),
        ("Restricted Boltzmann Machine (RBN)", [("Restricted Boltzmann Machine", None), ("RBN", A)]),
        (r"1.3 \(R^2\)", [("R²", None)]),
        (r"$\beta$-VAE", [("β-VAE", None)]),
        ("Linear Unit(s)", [("Linear Unit", None), ("Linear Units", "plural")]),
        (
            "BERT (Bidirectional Encoder from Transformers)",
            [("BERT", A), ("Bidirectional Encoder from Transformers", None)],
        ),
        ("CNN – Convolutional Neural Network", [("CNN", A), ("Convolutional Neural Network", None)]),
        ("IoU: Intersection over Union", [("IoU", A), ("Intersection over Union", None)]),
        ("Self-Attention (continued)", [("Self-Attention", None)]),
        ("Regression / Logistic regression", [("Regression", None), ("Logistic regression", None)]),
        ("ML model / algorithm", [("ML model", None), ("ML algorithm", None)]),
        ("Softmax / Hardmax / Softplus", [("Softmax", None), ("Hardmax", None), ("Softplus", None)]),
        ("Data Parallelism and Model Parallelism", [("Data Parallelism", None), ("Model Parallelism", None)]),
        ("Epoch vs. Iteration", [("Epoch", None), ("Iteration", None)]),
        ("Loss or cost function", [("Loss", None), ("cost function", None)]),
        ("Research and development", [("Research and development", None)]),
        ("Input/output", [("Input/output", None)]),
        ("A/B testing", [("A/B testing", None)]),
        ("Extract, transform, load (ETL)", [("Extract, transform, load", None), ("ETL", A)]),
        ("Dropout, also known as dilution", [("Dropout", None), ("dilution", None)]),
        ("Tensor aka multidimensional array", [("Tensor", None), ("multidimensional array", None)]),
        ("ReLU, short for Rectified Linear Unit", [("ReLU", A), ("Rectified Linear Unit", None)]),
        (
            "Recall (also called sensitivity or hit rate)",
            [("Recall", None), ("sensitivity", None), ("hit rate", None)],
        ),
        ("Loss function (cost function)", [("Loss function", None), ("cost function", None)]),
        ("Support Vector Machines (SVMs)", [("Support Vector Machines", None), ("SVMs", A)]),
        ("k-nearest neighbors (k-NN, KNN)", [("k-nearest neighbors", None), ("k-NN", A), ("KNN", A)]),
        (
            "ROC (Receiver Operating Characteristic) Curve",
            [("ROC Curve", None), ("Receiver Operating Characteristic Curve", None)],
        ),
        ("What is overfitting?", [("overfitting", None)]),
        ("Was ist Überanpassung?", [("Überanpassung", None)]),
        ("Register, auch Stimme genannt", [("Register", None), ("Stimme", None)]),
        (
            "Künstliche Intelligenz (KI, engl. AI)",
            [("Künstliche Intelligenz", None), ("KI", A), ("AI", None)],
        ),
        ("卷积神经网络 (CNN)", [("卷积神经网络", None), ("CNN", A)]),
        ("卷积（convolution）", [("卷积", None), ("convolution", None)]),  # noqa: RUF001
        ("Bias (n.)", [("Bias", None)]),
        ("Mouse (plural mice)", [("Mouse", None), ("mice", "plural")]),
        ("🔹 Accuracy ¶", [("Accuracy", None)]),
        ("Adam optimizer [edit]", [("Adam optimizer", None)]),
        ("**“Bag of words”:**", [("Bag of words", None)]),
        ("Term 3: Riposte", [("Riposte", None)]),
        ("A.I.", [("A.I.", None)]),
        ("AT&amp;T", [("AT&T", None)]),
        ("f(x)-divergence", [("f(x)-divergence", None)]),
        ("(Un)supervised learning", [("(Un)supervised learning", None)]),
        ("3D convolution", [("3D convolution", None)]),
        ("1x1 convolution", [("1x1 convolution", None)]),
        ("C++", [("C++", None)]),
        (".NET", [(".NET", None)]),
        ("", []),
        ("x" * 500, []),
    ],
)
def test_names_in_headings(heading: str, names: list[tuple[str, str | None]]) -> None:
    assert [(label.label, label.type) for label in heading_names(heading).labels] == names


@pytest.mark.parametrize(
    ("heading", "qualifier"),
    [
        ("Mean (statistics)", "statistics"),
        ("Kernel (SVM)", "SVM"),
        ("Model (ML)", "ML"),
        ("Class (classification)", "classification"),
        ("LeNet (1998)", "1998"),
        ("Gated unit (GU)", ""),
    ],
)
def test_what_tells_two_things_of_one_name_apart_is_no_name(heading: str, qualifier: str) -> None:
    found = heading_names(heading)
    assert found.qualifier == qualifier
    assert found.labels[0].label == heading.partition(" (")[0]
    assert len(found.labels) == (1 if qualifier else 2)


def test_what_a_heading_says_besides_names() -> None:
    found = heading_names("2.1) Pooling (cont.)")
    assert (found.number, found.continued, found.question) == ("2.1", True, False)
    assert heading_names("What are tensors?").question
    assert heading_names("The whole / of it", exact=True).labels[0].label == "The whole / of it"


@pytest.mark.parametrize(
    ("heading", "bare", "number", "rest"),
    [
        ("72. Beam Search", False, "72", "Beam Search"),
        ("(3) Parry", False, "3", "Parry"),
        ("1.2.3 Mean", False, "1.2.3", "Mean"),
        ("§ 4 Abstand", False, "4", "Abstand"),
        ("7 Activation", False, "", "7 Activation"),
        ("7 Activation", True, "7", "Activation"),
        ("IV. Losses", True, "IV", "Losses"),
        ("b) Bias", True, "b", "Bias"),
        ("2.5D", False, "", "2.5D"),
        ("12.", False, "", "12."),
    ],
)
def test_numbers_in_front(heading: str, bare: bool, number: str, rest: str) -> None:
    assert split_number(heading, bare=bare) == (number, rest)


@pytest.mark.parametrize(
    ("short", "long", "right"),
    [
        ("CNN", "Convolutional Neural Network", True),
        ("ConvNet", "Convolutional Neural Network", True),
        ("MLP", "Multilayer Perceptron", True),
        ("S2S", "Sequence-to-sequence", True),
        ("Adam", "Adaptive Moment Estimation", True),
        ("AUC", "Area Under the Curve", True),
        ("HMMs", "Hidden Markov models", True),
        ("R&D", "Research and development", True),
        ("IR", "Precision", False),
        ("SVM", "Kernel", False),
        ("network", "neural network", False),
        ("a", "an apple", False),
        ("word2vec", "word embedding", False),
    ],
)
def test_abbreviations(short: str, long: str, right: bool) -> None:
    assert abbreviates(short, long) is right


def test_tex_becomes_characters_and_money_does_not() -> None:
    assert without_tex(r"$L_1$ and \(L^{2}\), $\mathrm{KL}$") == "L₁ and L², KL"
    assert without_tex("from $5 to $6") == "from $5 to $6"


def test_names_are_cleaned_of_what_is_not_seen() -> None:
    assert clean("a\u202eb\x00c\u00ad\u200b d\u00a0e") == "abc d e"
    assert clean("می\u200cشود") == "می\u200cشود"  # a joiner that is spelling


@given(st.text(max_size=300))
def test_any_heading_gives_names_that_may_be_printed(heading: str) -> None:
    for label in heading_names(heading).labels:
        assert 0 < len(label.label) <= 160
        assert label.label.isprintable() or not label.label.isascii()
        assert several(label.label)


def test_hostile_headings_take_no_time() -> None:
    start = time.process_time()
    for heading in (
        "(" * 300,
        "a (" * 100,
        "A / " * 80,
        "x, also known as " * 15,
        "1." * 150,
        "$" * 300,
        "a " * 150,
    ):
        heading_names(heading)
    assert time.process_time() - start < 60


@pytest.mark.parametrize(
    ("heading", "read"),
    [
        ("softmax", []),
        ("3) Epoch vs. Iteration", [("Epoch vs. Iteration",), ("Epoch", "Iteration")]),
        ("Multilayer Perceptron (MLP(", [("Multilayer Perceptron",), ("MLP",)]),
        ("Mean (statistics)", [("Mean",)]),
        ("**Overfitting:**", [("Overfitting",)]),
        ("What are tensors?", [("tensors",)]),
        ("CNN – Convolutional Neural Network", [("CNN", "Convolutional Neural Network")]),
        ("Unit(s)", [("Unit",), ("Units",)]),
        ("", []),
        ("(", []),
        ("a " * 1000, []),
    ],
)
def test_what_a_heading_may_be_short_for(heading: str, read: list[tuple[str, ...]]) -> None:
    assert readings(heading) == read
