"""Identity is never guessed away: what is another word stays another, in a document, across documents and runs.

The inputs are those of published glossaries: letters with marks, capitals of acronyms, signs, homonyms, pointers.
"""

# Letters of other scripts are meant.

from __future__ import annotations

import importlib.util
import re
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termgraph import load
from termgraph.changing.verbs import merge, rename
from termgraph.entries import read_folder
from termgraph.entries.create import create_entry
from termgraph.entries.folder import check_id
from termgraph.errors import TermgraphError
from termgraph.export import serialize
from termgraph.graph.terms import label_fragment
from termgraph.ingest import Item, Workspace, ingest
from termgraph.ingest.review import Review
from termgraph.model import Vocabulary
from termgraph.namespaces import data_dir, free_id, name_slug, slug
from termgraph.reconcile.decisions import MAPPINGS_FILE, Mappings
from termgraph.reconcile.index import names_of
from termgraph.skos import Thesaurus

#: Pairs of names that are two words, each with what it means.
TWO_WORDS = [
    (("Bar", "Unit of pressure."), ("Bär", "A large animal.")),
    (("パス", "A path."), ("バス", "A bus.")),
    (("drucken", "Putting letters on paper."), ("drücken", "Pushing something with the hand.")),
    (("año", "A year."), ("ano", "The opening at the end of the bowels.")),
    (("Masse", "What weighs something."), ("Maße", "Length, width and height.")),
    (("resume", "To go on after a pause, with a career."), ("résumé", "An account of a career.")),
    (("MySQL", "A database server."), ("mysql", "The command-line client of a database server.")),
    (("IT", "Computers and their use in a company."), ("it", "A pronoun.")),
    (("GloVe", "Vectors of words, learned from counts."), ("glove", "A piece of clothing for the hand.")),
    (("क्लस्टर", "A cluster."), ("कलसटर", "Something else.")),
    (("C++", "A language with classes."), ("C#", "A language for the platform of Microsoft.")),
    ((".NET", "A platform of Microsoft."), ("Net", "A mesh of threads that catches fish.")),
    (
        ("Pitch", "The height of a musical tone."),
        ("Pitch", "The field on which a game of cricket is played."),
    ),
]
#: How a second document comes to a vocabulary: in one document, one run or two.
WAYS = ("one document", "one run", "two runs")


def write(folder: Path, name: str, *entries: tuple[str, str]) -> Path:
    path = folder / name
    text = "".join(f"## {heading}\n\n{text}\n\n" for heading, text in entries)
    path.write_text(f"# Glossary of {path.stem}\n\n{text}", "utf-8")
    return path


def ingested(folder: Path, *runs: list[Path]) -> tuple[Vocabulary, list[Item]]:
    """Return what a vocabulary is after runs of ingest, and what became of all records."""
    items = []
    for documents in runs:
        workspace = Workspace.open(folder)
        found = ingest(documents, workspace)
        workspace.write()
        items += [item for one in found for item in one.items if item.outcome != "section"]
    return read_folder(folder), items


def brought(tmp_path: Path, way: str, *entries: tuple[str, str]) -> tuple[Vocabulary, list[Item]]:
    """Bring entries into an empty vocabulary, the first before the others."""
    folder = tmp_path / "vocabulary"
    # A term of several letters beside them, or a document of one sign alone would be a section.
    beside = ("Zebra crossing", "Stripes on a road.")
    if way == "one document":
        return ingested(folder, [write(tmp_path, "one.md", *entries, beside)])
    first, *others = entries
    documents = [write(tmp_path, "one.md", first, beside), write(tmp_path, "two.md", *others, beside)]
    return (
        ingested(folder, documents) if way == "one run" else ingested(folder, *([one] for one in documents))
    )


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("pair", TWO_WORDS, ids=lambda pair: "-".join(name for name, _ in pair))
def test_two_words_are_never_taken_for_one(
    pair: tuple[tuple[str, str], tuple[str, str]], way: str, tmp_path: Path
) -> None:
    for order, name in ((pair, "forth"), (pair[::-1], "back")):
        folder = tmp_path / name
        folder.mkdir()
        vocabulary, items = brought(folder, way, *order)
        outcomes = {item.record.body: item.outcome for item in items}
        assert {outcomes.get(text) for _, text in order} <= {"new", "open", None}
        for concept in vocabulary.concepts.values():
            assert len({quote.text for quote in concept.source_definitions} & {text for _, text in order}) < 2
            assert not concept.alt_labels
        candidates = [
            (one.score, one.why)
            for item in items
            if item.outcome == "open" and item.match
            for one in item.match.candidates
        ]
        assert all(score < 0.9 and any("but" in reason for reason in why) for score, why in candidates)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Learning Rate", "learning rate"),
        ("DROPOUT", "Dropout"),
        ("Word2Vec", "word2vec"),
        ("K-means", "k-means"),
        ("CNNs", "CNN"),
        ("café", "cafe\u0301"),
    ],
)
def test_capitals_that_tell_nothing_and_forms_of_a_letter_make_no_other_word(
    one: str, other: str, tmp_path: Path
) -> None:
    texts = ("What happens in a network.", "Something that happens in a network.")
    _, items = brought(tmp_path, "two runs", (one, texts[0]), (other, texts[1]))
    assert {item.record.body: item.outcome for item in items}[texts[1]] == "same"


def test_in_a_document_that_is_all_in_capitals_they_tell_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "vocabulary"
    one = write(
        tmp_path, "one.md", ("Loss", "How wrong a prediction is."), ("Overfitting", "Learning by heart.")
    )
    two = write(
        tmp_path, "two.md", ("LOSS", "A number: how wrong the prediction is."), ("OVERFITTING", "By heart.")
    )
    _, items = ingested(folder, [one], [two])
    assert [item.outcome for item in items] == ["new", "new", "same", "same"]


def test_a_decision_stays_with_its_word_when_the_other_is_gone_from_the_document(tmp_path: Path) -> None:
    """An id and a place were once made without marks; then "bar" was decided of "Bar", which "Bär" must not take."""
    folder = tmp_path / "vocabulary"
    ingested(folder, [write(tmp_path, "one.md", ("Bar", "Unit of pressure."), ("IT", "Computers."))])
    _, items = ingested(folder, [write(tmp_path, "one.md", ("Bär", "A large animal."), ("it", "A pronoun."))])
    assert [item.outcome for item in items] == ["open", "open"]


def test_a_decision_of_a_name_with_marks_is_found_by_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "vocabulary"
    document = write(tmp_path, "one.md", ("Bär", "A large animal."))
    ingested(folder, [document])
    mappings = folder / MAPPINGS_FILE
    told = mappings.read_text("utf-8")
    assert "one:b%C3%A4r\t" in told
    mappings.write_text(told.replace("one:b%C3%A4r\t", "one:bar\t"), "utf-8")
    _, items = ingested(folder, [document])
    assert [item.outcome for item in items] == ["decided"]


def test_a_source_keeps_the_id_that_was_made_of_its_file_without_marks(tmp_path: Path) -> None:
    folder = tmp_path / "vocabulary"
    document = write(tmp_path, "Glossär.md", ("Bär", "A large animal."))
    workspace = Workspace.open(folder)
    ingest([document], workspace, source="glossar")
    workspace.write()
    vocabulary, items = ingested(folder, [document])
    assert ([item.outcome for item in items], list(vocabulary.sources)) == (["decided"], ["glossar"])
    vocabulary, _ = ingested(folder, [write(tmp_path, "Terminös.md", ("Uhu", "An owl."))])
    assert list(vocabulary.sources) == ["glossar", "terminös"]


@pytest.mark.parametrize("pair", [*TWO_WORDS[:2], TWO_WORDS[7], TWO_WORDS[-1]], ids=lambda pair: pair[1][0])
def test_a_person_says_that_it_is_another_word_and_is_not_asked_again(
    pair: tuple[tuple[str, str], tuple[str, str]], tmp_path: Path
) -> None:
    brought(tmp_path, "two runs", *pair)
    folder = tmp_path / "vocabulary"
    review = Review(folder)
    (case,) = review.cases()
    (made,) = review.new(case)
    (one, _), (other, _) = pair
    wanted = other if one != other else f"{other} (Glossary of two)"
    assert read_folder(folder).concepts[made].pref_label["en"] == wanted
    _, items = ingested(folder, [tmp_path / "two.md"])
    assert {item.outcome for item in items} == {"decided"}


# Ids


@pytest.mark.parametrize(
    "names",
    [
        ("C", "C++", "C#", ".NET", "Net", "A*", "A", "F#", "K-means++", "K-means"),
        ("Bar", "Bär", "año", "ano", "パス", "バス", "ハス", "Masse", "Maße"),
        ("क्लस्टर", "कलसटर", "किला", "कला", "ความ", "คม"),
        ("Žliobaitė", "Zliobaite", "résumé", "resume"),
    ],
)
def test_ids_keep_what_distinguishes(names: tuple[str, ...]) -> None:
    made = [name_slug(name) for name in names]
    assert len(set(made)) == len(names)
    assert [slug(one) for one in made] == made
    assert all(unicodedata.is_normalized("NFC", one) for one in made)


@given(st.text(min_size=1, max_size=10))
def test_every_text_has_a_slug_that_is_an_id_and_its_own_slug(text: str) -> None:
    made = slug(text)
    check_id(made)
    assert slug(made) == made


def test_a_clash_gets_a_number_and_a_device_of_windows_a_hash() -> None:
    assert [free_id(name, {"it", "it-2"}) for name in ("IT", "ITs", "Con")] == ["it-3", "its", "con-3b6f52aa"]


def _once(text: str) -> str:
    """Return the slug that was made before marks and signs were kept."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return "-".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", bare).casefold()))


def test_ids_and_places_of_the_vocabulary_that_we_publish_are_what_they_were() -> None:
    vocabulary = read_folder(data_dir() / "ml")
    mappings = Mappings((data_dir() / "ml" / MAPPINGS_FILE).read_text("utf-8"), vocabulary)
    decided = [one for source in vocabulary.sources for one in mappings.decisions(source).values()]
    assert len(decided) > 300
    assert [slug(one.label) for one in decided] == [_once(one.label) for one in decided]
    for concept in (vocabulary.concepts[id_] for one in decided for id_ in one.same):
        name = concept.pref_label["en"]
        assert slug(name) == _once(name), concept.id
        for bearer in names_of(concept):
            assert label_fragment(bearer.name, bearer.lang) == f"{bearer.lang}.{_once(bearer.name)}"


# What people type


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    def make(*names: str) -> Path:
        for name in names:
            create_entry(tmp_path / "v", name)
        return tmp_path / "v"

    return make


@pytest.mark.parametrize("pair", TWO_WORDS[:-1], ids=lambda pair: "-".join(name for name, _ in pair))
def test_new_takes_a_word_that_only_looks_like_another(
    pair: tuple[tuple[str, str], tuple[str, str]], folder: Callable[..., Path]
) -> None:
    names = [name for name, _ in pair]
    made = read_folder(folder(*names))
    assert sorted(concept.pref_label["en"] for concept in made.concepts.values()) == sorted(names)
    for name in names:
        with pytest.raises(TermgraphError, match="is a name of"):
            create_entry(folder(), name)


def test_the_verbs_keep_words_apart(folder: Callable[..., Path]) -> None:
    made = folder("IT", "it", "Bar", "Bär", "informatics")
    assert list(read_folder(made).concepts) == ["bar", "bär", "informatics", "it", "it-2"]
    rename(made, "it-2", "pronoun-it", never_published=True)
    merge(made, "informatics", "it", never_published=True)
    rename(made, "bär", "großer-bär", never_published=True)
    concepts = read_folder(made).concepts
    assert {id_: concept.pref_label["en"] for id_, concept in concepts.items()} == {
        "bar": "Bar", "großer-bär": "Bär", "it": "IT", "pronoun-it": "it"
    }  # fmt: skip


def test_an_id_may_be_chosen(folder: Callable[..., Path]) -> None:
    made = folder("owl")
    assert create_entry(made, "Bär", id_="ursus") == [made / "entries" / "ursus.md"]
    for id_, message in (("ursus", "there is an entry 'ursus' already"), ("A B", "cannot be an id")):
        with pytest.raises(TermgraphError, match=message):
            create_entry(made, "bear", id_=id_)


def test_what_a_person_looks_for_is_first_what_is_spelt_so(folder: Callable[..., Path]) -> None:
    store = load(folder("IT", "it", "Bar", "Bär", "MySQL"))
    for typed, ids in (
        ("IT", ["it"]),
        ("It", ["it-2"]),
        ("BÄR", ["bär"]),
        ("mysql", ["mysql"]),
        ("MYSQL", ["mysql"]),
    ):
        assert [hit.iri.rpartition("/")[2] for hit in store.resolve(typed)] == ids
    found = {typed: [hit.label for hit in store.search(typed)] for typed in ("IT", "it", "bar", "bär")}
    assert found == {"IT": ["IT", "it"], "it": ["it", "IT"], "bar": ["Bar", "Bär"], "bär": ["Bär", "Bar"]}


def test_an_id_with_marks_is_mentioned_like_any_other(folder: Callable[..., Path]) -> None:
    made = folder("Bär", "क्लस्टर", "C++")
    create_entry(
        made,
        "Eisbär",
        broader=["bär"],
        definition="See [it](bär.md), [that](क्लस्टर.md), [C++](c-plus-plus.md).",
    )
    store = load(made)
    (polar,) = store.resolve("eisbär")
    (bear,) = store.resolve("Bär")
    assert bear.iri == "https://example.org/v/bär"
    assert store.broader[polar.iri] == [bear.iri]
    copy = Thesaurus.from_text(serialize(store, "turtle").decode())
    assert [hit.iri for hit in copy.resolve("क्लस्टर")] == ["https://example.org/v/क्लस्टर"]
    for id_ in ("ba\u0308r", "Bär"):
        with pytest.raises(TermgraphError, match="cannot be an id"):
            create_entry(made, "brown bear", id_=id_)


# Homonyms


@pytest.fixture(scope="module")
def homonyms() -> Any:
    """Return the benchmark of that name."""
    path = Path(__file__).parent.parent / "benchmarks" / "ingest" / "homonyms.py"
    spec = importlib.util.spec_from_file_location("ingest_homonyms", path)
    assert spec is not None and spec.loader is not None
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("part", ["tuned", "held out"])
@pytest.mark.parametrize("how", ["alone", "together"])
def test_equal_headings_are_one_thing_only_where_the_texts_say_so(homonyms: Any, part: str, how: str) -> None:
    found = getattr(homonyms, how)([pair for pair in homonyms.pairs() if pair.part == part])
    two, one = ([decision for pair, decision in found if pair.kind == kind] for kind in ("homonym", "same"))
    assert len(two) >= 40 <= len(one)
    assert set(two) == {"maybe"}
    assert set(one) == {"same", "maybe"}
    assert one.count("same") >= 0.6 * len(one)


def test_there_is_nothing_to_compare_where_one_has_no_text(tmp_path: Path) -> None:
    _, items = brought(tmp_path, "two runs", ("Pitch", "The height of a musical tone."), ("Pitch", "TODO"))
    assert [item.outcome for item in items if item.record.label == "Pitch"] == ["new", "same"]


def test_a_text_that_is_only_another_name_is_none(tmp_path: Path) -> None:
    names = ("OEM", "Original equipment manufacturer.")
    text = ("Original equipment manufacturer", "A firm that sells computer hardware under its own brand.")
    vocabulary, items = brought(tmp_path, "one document", names, text)
    assert [item.outcome for item in items] == ["new", "merged", "new"]
    assert [len(concept.source_definitions) for concept in vocabulary.concepts.values()] == [2, 1]


def test_small_words_of_any_language_are_no_evidence(tmp_path: Path) -> None:
    one = ("Bank", "Ein Geldinstitut, das Geld verleiht und die Konten seiner Kunden führt.")
    two = ("Bank", "Eine lange Sitzgelegenheit aus Holz, die in einem Park steht und das Sitzen erlaubt.")
    _, items = brought(tmp_path, "two runs", one, two)
    assert [item.outcome for item in items if item.record.label == "Bank"] == ["new", "open"]


def test_what_is_written_without_spaces_is_compared_too(tmp_path: Path) -> None:
    one = ("勾配降下法", "損失関数の勾配に沿って重みを更新する最適化手法。")
    two = ("勾配降下法", "重みを少しずつ更新し、損失関数を最小にする最適化の方法。")
    _, items = brought(tmp_path, "two runs", one, two)
    assert [item.outcome for item in items if item.record.label == one[0]] == ["new", "same"]


# Pointers

VIEW = ("View", "What a user sees of the data.")
ARGUMENT = (
    "Argument",
    "A value that is passed to a function. There are two kinds: keyword argument (preceded by an identifier), "
    "and positional argument.",
)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("first", "pointers"),
    [
        (VIEW, ["Copy"]),
        (ARGUMENT, ["Keyword argument", "Positional argument"]),
        (("Bow (front)", "The front of a ship."), ["Ship's head"]),
    ],
)
def test_what_points_elsewhere_is_related_to_it_and_no_name_of_it(
    first: tuple[str, str], pointers: list[str], way: str, tmp_path: Path
) -> None:
    entries = [(name, f"See {first[0]}.") for name in pointers]
    vocabulary, items = brought(tmp_path, way, first, *entries)
    found = {str(item.record.label): item for item in items}
    assert [found[name].outcome for name in pointers] == ["new"] * len(pointers)
    assert not {label.text for concept in vocabulary.concepts.values() for label in concept.alt_labels} & {
        *pointers
    }
    for name in pointers:
        assert [one.type for one in found[name].record.relations] == ["related"]
        assert found[name].record.relations[0].target in (first[0], first[0].partition(" (")[0])


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("first", "pointer"),
    [
        (("Barque", "A ship with three masts or more. Also called a bark."), ("Bark", "See Barque.")),
        (("Barque", "A ship with three masts or more."), ("Bark", "Another name for Barque.")),
        (("Barque", "A ship with three masts or more."), ("Bark", "Same as Barque.")),
        (("Barque", "A ship with three masts or more."), ("Bark", "USE: Barque")),
        (
            ("Global positioning system", "Satellites tell a ship where it is."),
            ("GPS", "See Global positioning system."),
        ),
    ],
)
def test_what_is_said_to_be_a_name_becomes_one_or_is_asked(
    first: tuple[str, str], pointer: tuple[str, str], way: str, tmp_path: Path
) -> None:
    vocabulary, items = brought(tmp_path, way, first, pointer)
    (item,) = (item for item in items if item.record.body == pointer[1])
    names = {label.text for concept in vocabulary.concepts.values() for label in concept.alt_labels}
    if item.outcome == "open":
        assert item.match is not None
        assert [vocabulary.concepts[one.concept].pref_label["en"] for one in item.match.candidates] == [
            first[0]
        ]
    else:
        assert (item.outcome, names) == ("merged", {pointer[0]})
    assert way != "one document" or item.outcome == "merged"


def test_a_finished_entry_gets_no_name_unasked(folder: Callable[..., Path], tmp_path: Path) -> None:
    made = folder()
    create_entry(made, "barque", definition="A ship with three masts. Also called a bark.")
    _, items = ingested(
        made, [write(tmp_path, "one.md", ("Bark", "See Barque."), ("Mast", "A pole for sails."))]
    )
    assert [
        (item.outcome, item.match and [one.concept for one in item.match.candidates]) for item in items
    ] == [
        ("open", ["barque"]),
        ("new", []),
    ]
