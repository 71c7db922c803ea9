"""Names: when two spellings are one, inflections, headings, languages, and what may be printed."""

# Letters of other scripts are meant.
# ruff: noqa: RUF001

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termgraph.model import Concept, Vocabulary
from termgraph.names import (
    exact_key,
    folded_key,
    language_rank,
    language_tag,
    printable,
    singular,
    singulars,
    spelling_keys,
    unmarked_key,
    words,
)
from termgraph.reconcile.index import NameIndex
from termgraph.skos import Thesaurus

BASE = "https://example.org/"


@pytest.mark.parametrize(
    "tag",
    ["en", "en-GB", "zh-Hans-CN", "sr-Latn-RS", "de-CH-1996", "x-foo", "en-x-us-latn", "sl-rozaj-biske-1994",
     "en-CA-x-ca", "sgn-BE-FR", "es-419", "i-klingon", "de-DE-u-co-phonebk", "az-Arab-x-aze-derbend", ""],
)  # fmt: skip
def test_a_language_tag_has_one_spelling(tag: str) -> None:
    assert language_tag(tag.lower()) == language_tag(tag.upper()) == tag


@pytest.mark.parametrize(
    ("wanted", "nearest_first"),
    [
        ("de", ["de", "de-AT-1996", "de-DE", "", "en", "en-GB", "fr"]),
        ("en-GB", ["en-GB", "en-gb-oxendict", "en", "en-US", "", "de"]),
        ("zh-TW", ["zh-TW", "zh-Hant-TW", "zh-Hant", "zh-HK", "zh-Hans", "zh-CN", "", "en"]),
        ("zh-MO", ["zh-Hant", "zh", "en"]),
        ("zh-Hant", ["zh-TW", "zh", "en"]),
        ("zh-CN", ["zh-Hans-CN", "zh-Hans", "zh-SG", "zh-Hant", "en"]),
        ("zh-Hans", ["zh-CN", "zh-HK"]),
        ("sr-Latn", ["sr-Latn-RS", "sr", "sr-RS", "sr-Cyrl", "en"]),
        ("pt-BR", ["pt", "pt-PT", "", "en", "es"]),
        ("", ["", "en", "de"]),
    ],
)
def test_the_nearest_language_comes_first(wanted: str, nearest_first: list[str]) -> None:
    found = sorted(nearest_first, key=lambda tag: language_rank(tag, wanted))
    assert [tag.lower() for tag in found] == [tag.lower() for tag in nearest_first]
    assert language_rank(wanted.upper(), wanted) == language_rank(wanted, wanted.upper())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Soft-arg Max", "softargmax"),
        ("cafe\u0301", "Caf\u00e9"),
        ("STRASSE", "Straße"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("ﬁne-tuning", "fine tuning"),
        ("ﾃﾞｰﾀ", "データ"),
        ("क्लस्टर", "क्लस्टर "),
        ("k-means++ ", "K-Means++"),
    ],
)
def test_case_spaces_punctuation_and_forms_of_one_character_make_no_other_name(one: str, other: str) -> None:
    assert folded_key(one) == folded_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bar", "Bär"),
        ("año", "ano"),
        ("drucken", "drücken"),
        ("パス", "バス"),
        ("ハス", "バス"),
        ("किला", "कला"),
        ("คา", "คี"),
    ],
)
def test_a_marked_letter_is_another_letter_and_finds_candidates(one: str, other: str) -> None:
    assert folded_key(one) != folded_key(other) and exact_key(one) != exact_key(other)
    assert unmarked_key(one) == unmarked_key(other) or one == "คา"


@pytest.mark.parametrize(
    "pair", [("C", "C++"), ("C++", "C#"), ("⭐\ufe0f", "❤\ufe0f"), ("+", "-"), ("x", "y")]
)
def test_names_that_differ_in_signs_alone_stay_apart(pair: tuple[str, str]) -> None:
    for key in (exact_key, folded_key, unmarked_key):
        assert key(pair[0]) != key(pair[1])


@given(st.text())
def test_keys_are_stable(text: str) -> None:
    assert exact_key(exact_key(text)) == exact_key(text)
    assert exact_key(text.upper().lower()) == exact_key(text.upper())
    assert bool(folded_key(text)) == bool(unmarked_key(text)) == bool(text.split())


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_names_have_the_keys_that_all_names_have(text: str) -> None:
    """The short way for ASCII gives what the long way gives."""
    for key in (exact_key, folded_key):
        assert key(f"{text} é") == key(f"{text} e")[:-1] + "é"


def test_what_is_printed_holds_no_character_that_a_terminal_obeys() -> None:
    every = "".join(map(chr, range(0x110000)))
    shown = printable(every)
    assert not [
        char
        for char in shown
        if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") and char not in "\t\n"
    ]
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert r"\x1b" in shown and r"\x85" in shown and r"\u2028" in shown
    assert printable("tab\tand line\nשלום\u200f é 日本") == "tab\tand line\nשלום\u200f é 日本"


PLURALS = """
    bias biases, loss losses, index indices indexes, matrix matrices, submatrix submatrices, vertex vertices
    appendix appendices, device devices, practice practices, slice slices, price prices, helix helices
    analysis analyses, basis bases, base bases, axis axes, axe axes, hypothesis hypotheses, thesis theses, crisis crises
    diagnosis diagnoses, phase phases, purpose purposes, response responses, lens lenses, gas gases, bus buses
    virus viruses, cause causes, use uses, synapse synapses, ellipsis ellipses, curve curves, knife knives, leaf leaves
    half halves, life lives, box boxes, softmax softmaxes, class classes, hash hashes, batch batches, cache caches
    size sizes, quiz quizzes, hero heroes, toe toes, criterion criteria, bacterium bacteria, medium media
    phenomenon phenomena, schema schemata schemas, automaton automata, datum data, corpus corpora, optimum optima
    formula formulae formulas, stimulus stimuli, locus loci, radius radii, woman women, child children, foot feet
    mouse mice, convnet convnets, alias aliases, atlas atlases, area areas, policy policies, tie ties, nucleus nuclei
"""


@pytest.mark.parametrize(
    "forms", [line.split() for line in PLURALS.replace("\n", ",").split(",") if line.strip()]
)
def test_a_plural_is_the_name_in_the_singular(forms: list[str]) -> None:
    one, *several = forms
    for many in several:
        assert one in singulars(many)
        assert spelling_keys(f"deep {many}") & spelling_keys(f"Deep-{one}")


@pytest.mark.parametrize(
    "word",
    ["bias", "loss", "gas", "lens", "bus", "axis", "analysis", "chaos", "corpus", "series", "data set"],
)
def test_what_ends_like_a_plural_and_is_none_stays(word: str) -> None:
    assert singular(word) == word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("base", "basis"),
        ("bar", "bär"),
        ("bars", "bär"),
        ("किला", "कला"),
        ("C", "C++"),
        ("L1 norm", "L2 norm"),
        ("ion", "ia"),
        ("specie", "species"),
    ],
)
def test_other_words_share_no_key(one: str, other: str) -> None:
    assert not spelling_keys(one) & spelling_keys(other)


def test_words_hold_their_marks_in_every_script() -> None:
    assert words("क्लस्टर का आकार") == ["क्लस्टर", "का", "आकार"]
    assert words("Cafe\u0301 naïve’s k-NN") == ["café", "naïve's", "k", "nn"]


KNOWN = (
    "bias", "loss", "index", "matrix", "analysis", "basis", "base", "colour", "policy", "mean (statistics)",
    "back-propagation", "neural network", "data set", "the kernel trick", "β-VAE", "research & development",
    "naïve Bayes", "bar", "Bär", "C++", "oestrogen",
)  # fmt: skip
ASKED = (
    *KNOWN, "biases", "losses", "indices", "indexes", "matrices", "analyses", "bases", "colors", "policies",
    "The Biases", "Neural-networks", "Backpropagations", "datasets", "Kernel Tricks", "beta-VAEs",
    "Research and development", "naive bayes", "Bars", "Bären", "BÄR", "C", "C#", "estrogens", "base station", "mean",
)  # fmt: skip


@pytest.mark.parametrize("asked", ASKED)
def test_show_finds_what_ingest_finds(asked: str) -> None:
    concepts = {f"c{n}": Concept(id=f"c{n}", pref_label={"en": name}) for n, name in enumerate(KNOWN)}
    index = NameIndex(Vocabulary(title="T", base=BASE, prefix="t", concepts=concepts))
    turtle = "".join(
        f'<{BASE}{id_}> a skos:Concept ; skos:prefLabel "{KNOWN[n]}"@en .' for n, id_ in enumerate(concepts)
    )
    ways = (index.exact, index.folded, index.spelt, index.unmarked)
    found = next((bearers for way in ways if (bearers := way(asked))), [])
    assert {hit.iri for hit in Thesaurus.from_text(turtle).resolve(asked)} == {
        BASE + bearer.concept for bearer in found
    }


def test_marks_are_forgiven_after_all_that_is_spelt_as_asked() -> None:
    turtle = """<e:1> a skos:Concept ; skos:prefLabel "Bar"@en . <e:2> a skos:Concept ; skos:prefLabel "Bär"@de .
        <e:3> a skos:Concept ; skos:prefLabel "crowbar"@en . <e:4> a skos:Concept ; skos:prefLabel "naïve Bayes"@en ."""
    store = Thesaurus.from_text(turtle)
    assert [hit.iri for hit in store.resolve("bar")] == ["e:1"]
    assert [hit.iri for hit in store.resolve("bär")] == ["e:2"]
    assert [hit.iri for hit in store.search("bar")] == ["e:1", "e:3", "e:2"]
    assert [hit.iri for hit in store.search("bars")][:1] == ["e:1"]
    assert (
        [hit.iri for hit in store.resolve("naive-bayes")]
        == [hit.iri for hit in store.search("NAIVE")]
        == ["e:4"]
    )


@pytest.mark.parametrize(
    ("language", "name", "asked"),
    [
        ("de", "Haus", "häuser"),
        ("de-CH", "Neuronales Netz", "neuronale Netze"),
        ("de", "Aktivierungsfunktion", "Aktivierungsfunktionen"),
        ("sv", "nätverk", "nätverken"),
        ("fr", "réseau", "réseaux"),
        ("es", "red neuronal", "redes neuronales"),
        ("no", "hest", "hester"),
        ("hr", "mreža", "mreže"),
    ],
)
def test_inflected_names_are_found_in_other_languages(language: str, name: str, asked: str) -> None:
    store = Thesaurus.from_text(f'<e:1> a skos:Concept ; skos:prefLabel "{name}"@{language} .')
    assert [(hit.iri, hit.score < 0.9) for hit in store.resolve(asked)] == [("e:1", True)]
    assert [hit.iri for hit in store.search(asked)] == ["e:1"]
