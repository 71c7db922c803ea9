"""Names in running text: what is found, in which forms and scripts, and where."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import termgraph
from termgraph.matching import Matcher
from termgraph.matching.matcher import _PIECE
from termgraph.matching.ranking import Ranking
from termgraph.names.running import joins, parts
from termgraph.skos import Thesaurus


def matcher(*names: str, language: str | None = None) -> Matcher:
    """Return a matcher of names, each of a concept of its own; "owl@de" is one in German."""
    said = []
    for number, name in enumerate(names):
        text, _, lang = name.partition("@")
        said.append(f'<e:{number}> a skos:Concept ; skos:prefLabel "{text}"@{lang or "en"} .')
    return Matcher(Thesaurus.from_text("\n".join(said)), language)


def found(text: str, *names: str, language: str | None = None) -> list[str]:
    """Return the names found in a text, as they are written there."""
    return [match.text for match in matcher(*names, language=language).find(text)]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("l'énergie", ["énergie@fr"], ["énergie"]),
        ("L’ÉNERGIE, jusqu’à l’entropie", ["Énergie@fr", "entropie@fr"], ["ÉNERGIE", "entropie"]),
        (
            "le taux d'apprentissage et l’algorithme d’apprentissage",
            ["taux d’apprentissage@fr", "apprentissage@fr"],
            ["taux d'apprentissage", "apprentissage"],
        ),
        ("il taglio dell'energia e un’entropia", ["energia@it", "entropia@it"], ["energia", "entropia"]),
        ("l'aprenentatge", ["aprenentatge@ca"], ["aprenentatge"]),
        (
            "aujourd'hui, presqu'île, rock'n'roll, the n's, O'Reilly",
            ["hui@fr", "île@fr", "roll", "Reilly"],
            [],
        ),
        ("il n'a qu'une IA", ["A@fr", "IA@fr"], ["IA"]),
    ],
)
def test_a_name_is_found_behind_what_is_elided(text: str, names: list[str], expected: list[str]) -> None:
    """In French, Italian and Catalan, whatever the vocabulary's own language; what is no elision stays one word."""
    assert found(text, *names) == expected
    assert found(text, *names, language=names[0].partition("@")[2]) == expected


def test_the_longest_name_is_found() -> None:
    assert found("a deep neural network layer", "network", "neural network", "network layer") == [
        "neural network"
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("matrices", "matrix"),
        ("normalisation", "normalization"),
        ("back-propagation", "backpropagation"),
        ("crossentropy", "cross-entropy"),
        ("Cross\n  Entropies", "cross-entropy"),
        ("bias–variance tradeoffs", "bias-variance tradeoff"),
        ("β-VAEs", "beta-VAE"),
        ("Nesterov’s momentum", "Nesterov momentum"),
        ("C++", "C++"),
        ("k-NN", "k-NN"),
        ("Žliobaitė", "žliobaitė"),
        ("l'Hôpital’s rule", "L’Hôpital rule"),
        ("D'Agostino", "d’Agostino"),
    ],
)
def test_forms_of_a_name(text: str, name: str) -> None:
    assert [" ".join(text.split())] == found(f"An example: {text}, and so on.", name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("does it matter", "IT"),
        ("a map of maps", "MAP"),
        ("classification", "class"),
        ("non-parametric", "parametric"),
        ("log-normal distribution", "normal distribution"),
        ("learning. Rate", "learning rate"),
        ("learning, rate", "learning rate"),
        ("r2 = 3", "R²"),
        ("nn.softmax", "softmax"),
        ("softmax_loss", "softmax"),
        ("https://e.org/softmax", "softmax"),
        ("softmax()", "softmax"),
        ("パス", "バス"),
        ("linear_layer", "linear layer"),
        ("a LinearLayer of", "linear layer"),
        ("to the point", "toes"),
        ("P<0.001", "P=0.001"),
        ("x = 001", "x = 0.01"),
        ("ab tests", "a/b test"),
        ("A. B testing", "A/B testing"),
    ],
)
def test_what_is_no_name(text: str, name: str) -> None:
    assert found(text, name) == []


@pytest.mark.parametrize(
    ("text", "name", "written"),
    [
        ("A/B tests", "A/B test", "A/B tests"),
        ("A / B tests", "A/B test", "A / B tests"),
        ("the toe", "toes", "toe"),
        ("An Adam's apple", "Adam", "Adam"),
        ("Adam’s", "Adam", "Adam"),
        ("Bloom's rule", "Bloom's rule", "Bloom's rule"),
        ("at Sotheby's, or", "Sotheby's", "Sotheby's"),
        ("the scikit_learn package", "scikit_learn", "scikit_learn"),
        ("an AdaBoost", "AdaBoost", "AdaBoost"),
    ],
)
def test_what_of_it_is_the_name(text: str, name: str, written: str) -> None:
    assert found(text, name) == [written]


def test_verbs_are_no_plurals() -> None:
    said = "This means that it maps the input. Two means, three maps."
    assert found(said, "mean", "map") == ["means", "maps"]


@pytest.mark.parametrize(
    ("text", "name", "written"),
    [
        ("我们使用神经网络模型", "神经网络@zh", "神经网络"),
        ("使用softmax函数", "softmax", "softmax"),
        ("これはニューラルネットワークです", "ニューラルネットワーク@ja", "ニューラルネットワーク"),
        ("신경망은 모델이다", "신경망@ko", "신경망은"),
        ("โครงข่ายประสาทเทียม", "ประสาท@th", "ประสาท"),
        ("नमूना स्थान", "नमूना@hi", "नमूना"),
        ("بيانات التدريب", "التدريب@ar", "التدريب"),
        ("Машинное обучение", "обучение@ru", "обучение"),
    ],
)
def test_scripts(text: str, name: str, written: str) -> None:
    assert found(text, name) == [written]


def test_other_languages_inflect() -> None:
    pytest.importorskip("simplemma")
    assert found("Er baut neuronale Netze.", "neuronales Netz@de", language="de") == ["neuronale Netze"]


def test_only_the_names_of_one_language_are_asked_for() -> None:
    birds = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl"@en, "Eule"@de .')
    assert [match.text for match in Matcher(birds, "de").find("An owl, eine Eule")] == ["Eule"]
    assert [match.text for match in Matcher(birds).find("An owl, eine Eule")] == ["owl", "Eule"]


def test_a_homonym_keeps_its_meanings_and_a_misspelling_yields() -> None:
    birds = Thesaurus.from_text(
        '<e:bat> a skos:Concept ; skos:prefLabel "bat"@en . <e:club> a skos:Concept ; skos:altLabel "Bat"@en .'
        '<e:bar> a skos:Concept ; skos:hiddenLabel "bat"@en .'
    )
    (match,) = Matcher(birds).find("bats")
    assert match.concepts == ("e:bat", "e:club")
    assert match.is_ambiguous


def test_offsets_are_those_of_the_text() -> None:
    text = "Ein 🦉-Raum, dann Soft-\nMax und softmax."
    for match in matcher("softmax").find(text):
        assert "".join(text[match.start : match.end].split()).replace("-", "").lower() == "softmax"


def test_a_long_text_is_read_in_pieces() -> None:
    text = "Here the neural network ends. " * (5 * _PIECE // 30)
    matches = matcher("neural network").find(text)
    assert len(matches) == text.count("neural network")
    assert {text[match.start : match.end] for match in matches} == {"neural network"}


@pytest.mark.parametrize(
    "sign", ["a", " ", "-", "\u2060", "\u0301", "字", "a-", "'", "a.", "\n", "C+", "\u200b"]
)
def test_a_text_of_one_sign_is_read(sign: str) -> None:
    assert (
        matcher("owl", "字母@zh").find(sign * 300_000 + " owl")[-1:]
        == matcher("owl").find(sign * 300_000 + " owl")[-1:]
    )


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_parts_are_the_whole_text(text: str) -> None:
    split = parts(text)
    assert "".join(split) == text
    assert len(split) % 2 == 1
    assert all(split[1::2])
    assert not any(joins(between) for between in split[0::2] if "." in between or "," in between)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(["softmax", "ReLU", "it", "the", ",", " ", "\n", "-", "learning rate"]), max_size=40
    )
)
def test_matches_follow_each_other(words: list[str]) -> None:
    text = "".join(words)
    last = 0
    for match in _ML.find(text):
        assert last <= match.start < match.end
        assert match.names
        last = match.end


_ML = matcher("softmax", "ReLU", "learning rate", "rate")


def test_homonyms_are_ranked_by_what_stands_around() -> None:
    ml = termgraph.load()
    said = "The filter of the convolutional layer is a kernel. "
    other = "The support vector machine uses the kernel trick with a kernel. "
    for text, wanted in ((said, "convolution kernel"), (other, "kernel function")):
        matches = ml.names_in(text)
        at = next(number for number, match in enumerate(matches) if match.text == "kernel")
        ranked = Ranking(ml).ranked(matches, at)
        assert sum(ranked.shares) == pytest.approx(1)
        assert ml.label(ranked.concepts[0]) == wanted


def looked_at(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how many characters the parts of a text have that a matcher takes apart."""
    count = 0

    def counted(piece: str) -> list[str]:
        nonlocal count
        count += len(piece)
        return parts(piece)

    monkeypatch.setattr("termgraph.matching.matcher.parts", counted)
    asked = matcher("owl", "A/B test", "barn-owl")
    count = 0
    asked.find(text)
    return count


@pytest.mark.parametrize(
    "unit",
    [
        "owl ",
        "barn-",
        "owl/",
        "\u0301",
        "\u2060",
        "字",
        "'s",
        "\u200d",
        "\ufeff",
        "🦉\ufe0f",
        "\ud800",
        "((",
        "\n",
    ],
)
def test_each_letter_of_a_text_is_looked_at_once(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = unit * (300_000 // len(unit))
    assert looked_at(text, monkeypatch) == len(text)


def test_what_is_remembered_of_a_text_has_an_end() -> None:
    asked = matcher("owl")
    asked.find(" ".join("x" * 1_001 + str(number) for number in range(50)) + "?!" * 2_000 + " an owl")
    assert max(map(len, (*asked._forms, *asked._gaps))) <= 1_000
