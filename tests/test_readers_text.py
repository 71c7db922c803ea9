"""Plain text: where entries begin, however they are marked, and what is said of those that lost their heading."""

# Letters and punctuation of other scripts are meant.
# ruff: noqa: RUF001

from __future__ import annotations

import importlib.util
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termgraph.errors import TermgraphError
from termgraph.readers import format_of, read_document
from termgraph.readers.formats import document
from termgraph.readers.formats.document import Document, document_of
from termgraph.readers.formats.text import reading_of
from termgraph.readers.records.naming import name_in_text
from tests.documents import by_name, entries, names, read, sections

ROOT = Path(__file__).resolve().parent.parent
BENCHMARK = ROOT / "benchmarks" / "ingest"
GLOSSARIES = ROOT.parent / "shared" / "glossaries"


def scoring() -> ModuleType:
    """Return the benchmark's script as a module."""
    spec = importlib.util.spec_from_file_location("ingest_score", BENCHMARK / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


SCORE = scoring()
OWN = [(path.name, path, gold) for path, gold in SCORE.documents(None)]
PUBLISHED = [
    (path.name, path, gold) for path, gold in SCORE.documents(GLOSSARIES) if path.parent == GLOSSARIES
]

LOST = """
    Birds

    Auk

    A bird of the sea.


    A booby is a bird with blue feet.


    Birds that stand on one leg.


    The gannet eats the fish of the open sea.

    Heron

    A bird that stands and waits. See Gannet.


    Penguins are birds that swim.

    Quail

    A bird of the fields.
"""


@pytest.mark.parametrize(("path", "gold"), [own[1:] for own in OWN], ids=[own[0] for own in OWN])
def test_documents_with_a_trap_each(path: Path, gold: Path) -> None:
    result = SCORE.score(read_document(path), SCORE.read_gold(gold))
    assert result.problems == []
    assert {what: result.share(what) for what in SCORE.WHAT} == dict.fromkeys(SCORE.WHAT, 1.0)


@pytest.mark.skipif(not PUBLISHED, reason="the published glossaries are not beside the project")
@pytest.mark.parametrize(("path", "gold"), [one[1:] for one in PUBLISHED], ids=[one[0] for one in PUBLISHED])
def test_published_glossaries(path: Path, gold: Path) -> None:
    result = SCORE.score(read_document(path), SCORE.read_gold(gold))
    least = {
        "recall": 0.98,
        "precision": 0.98,
        "names": 0.97,
        "names lost": 0.9,
        "kinds": 0.95,
        "links": 0.98,
    }
    assert {what: result.share(what) >= share for what, share in least.items()} == dict.fromkeys(least, True)


def test_what_the_text_says_of_entries_without_a_heading(tmp_path: Path) -> None:
    reading = read(tmp_path, "birds.txt", LOST)
    assert names(reading) == ["Auk", "booby", None, "gannet", "Heron", "Penguins", "Quail"]
    assert [record.label_from for record in entries(reading)] == [
        "heading", "body", "none", "body", "heading", "body", "heading"
    ]  # fmt: skip
    lost = entries(reading)[2]
    assert (lost.heading, lost.lines) == (None, (11, 11))
    assert lost.flags == (
        "the heading is missing",
        "the text never says its name, which stands between 'booby' and 'gannet'",
    )
    assert by_name(reading)["Heron"].see == ("gannet",)


def test_a_proposal_for_a_text_that_never_says_its_name(tmp_path: Path) -> None:
    text = "\n\n\n".join(
        [
            "Bread words",
            "Autolyse is a rest.\n\nBanneton baskets\n\nA basket.",
            "Every loaf has a crumb. A good crumb has holes, and the crumb of rye is close.",
            "Dough is flour and water.",
            "Hydration refers to the share of water.",
            "Levain is a sour starter.",
        ]
    )
    found = entries(read(tmp_path, "bread.txt", text))[2]
    assert (found.label, found.label_from) == (None, "none")
    assert [(label.label, label.type) for label in found.labels] == [("crumb", "guess")]
    assert "it may be 'crumb', by its place between 'Banneton baskets' and 'Dough'" in found.flags[-1]


def test_a_number_that_is_missing(tmp_path: Path) -> None:
    text = """
        1. Auk

        A bird of the sea.

        2. Booby

        A bird with blue feet.

        An animal that dives from a height, and eats what it finds there.

        4. Gannet

        A white bird.

        6. Heron

        It waits.
    """
    first, second, lost, fourth, _ = entries(read(tmp_path, "birds.txt", text))
    assert (first.label, second.label, second.body) == ("Auk", "Booby", "A bird with blue feet.")
    assert (lost.heading, lost.lines, lost.flags[0]) == (None, (9, 9), "its number should be 3")
    assert fourth.flags == ("number 5 is missing behind it",)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gradient boosting is a technique that builds trees.", "Gradient boosting"),
        ("A confusion matrix shows how often classes are mistaken.", "confusion matrix"),
        ("In machine learning, overfitting occurs when a model learns noise.", "overfitting"),
        ("The area under the ROC curve (AUC) measures ranking.", "area under the ROC curve"),
        ("Hidden Markov models, or HMMs, are models of sequences.", "Hidden Markov models"),
        ("Also called the cost function, the loss function measures error.", "loss function"),
        ("Developed by Google, TensorFlow is a library.", "TensorFlow"),
        ("When training is stopped early, this is known as early stopping.", "early stopping"),
        ("Abbreviation for natural language processing.", "natural language processing"),
        ("Used in sewing a selvage refers to the edge of cloth.", "selvage"),
        ("To make milk set, cheesemakers use an enzyme known as rennet.", "rennet"),
        ("“A quoin is a corner stone.", "quoin"),
        ("Ein Perzeptron ist ein Modell eines Neurons.", "Perzeptron"),
        ("L'entropie croisée est une fonction.", "entropie croisée"),
        ("El sobreajuste es un problema.", "sobreajuste"),
        ("Переобучение — это явление.", "Переобучение"),
        ("过拟合是指模型学习了噪声。", "过拟合"),
        ("A technique for training networks in parallel.", None),
        ("The process of turning words into numbers.", None),
        ("Neurons in the hidden layer pass on what they get.", None),
        ("It is a network with loops.", None),
        ("There are two kinds of learning.", None),
        ("You may want to normalise your data first.", None),
        ("If a model is too simple, it underfits.", None),
        ("Word2vec and other networks turn words into vectors.", None),
        ("Input data to such models can have multiple channels.", None),
        ("", None),
    ],
)
def test_names_in_first_sentences(text: str, name: str | None) -> None:
    found = name_in_text(text)
    assert (found.labels[0].label if found else None) == name


def test_bodies_and_lines_are_those_of_the_document(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.txt", "Words\n\nAdam: first\nline two\n\nEve: second\n\nSeth: third\n")
    assert [(record.lines, record.body) for record in entries(reading)] == [
        ((3, 4), "first\nline two"),
        ((6, 6), "second"),
        ((8, 8), "third"),
    ]
    assert reading.title == "Words"
    assert sections(reading) == ["Words"]


def test_where_names_alone_are_not_indented_each_is_one(tmp_path: Path) -> None:
    odd = [
        "(tm)",
        "404",
        "/dev/null",
        "Don't do that then!",
        "exercise, left as an",
        "C&C",
        "All of it sucks.",
    ]
    stated = [*odd, *(f"term {number}" for number in range(20))]
    entry = "{}\n /no·tr/, n.\n\n    What it means is said here. See {{other}}.\n\n    And more.\n\n"
    text = "A file of words\nfrom many hands.\n\n" + "".join(map(entry.format, stated))
    reading = read(tmp_path, "a.txt", text)
    assert [record.heading for record in entries(reading)] == stated
    assert entries(reading)[1].body.startswith("/no·tr/, n.\n\n   What it means")


def test_page_headers_are_no_part_of_an_entry() -> None:
    path = BENCHMARK / "documents" / "pages.txt"
    cox = by_name(read_document(path))["cox"]
    assert "Club handbook" not in cox.body and "but\nis one of the crew" in cox.body


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_in_all_its_forms(tmp_path: Path, encoding: str) -> None:
    reading = read(tmp_path, "a.txt", "Größe: naïve\r\nÖl: é\r\nÜbung: ñ\r\n".encode(encoding))
    assert names(reading) == ["Größe", "Öl", "Übung"]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Größe: die Länge “eines” Dinges\nKörper: das Übrige\nMaß: Fläche"),
        ("cp1250", "Żółw: zwierzę w skorupie\nŚlimak: zwierzę w muszli\nGęś: ptak, który żyje nad wodą"),
        ("mac-roman", "Café: été à la crème\nForêt: où l’on se promène\nÎle: entourée d’eau"),
        ("cp1251", "Слой: часть сети\nВыход: то, что выходит\nОшибка: разница"),
        ("koi8-r", "Слой: часть сети\nВыход: то, что выходит\nОшибка: разница"),
        (
            "cp1253",
            "Λέξη: μέρος του λόγου\nΦωνή: ήχος που παράγει ο άνθρωπος\nΤόνος: σημάδι πάνω από τη λέξη",
        ),
        ("shift_jis", "畳み込み：行列の計算のこと\n学習：データから覚えること\n重み：つながりの強さ"),
        ("euc_jp", "畳み込み：行列の計算のこと\n学習：データから覚えること\n重み：つながりの強さ"),
        ("gb18030", "卷积：一种数学的方法\n学习：从数据中来\n过拟合：模型对数据太好了"),
        ("big5", "卷積：一種數學的方法\n學習：從資料中來\n過擬合：模型對資料太好了"),
        ("euc_kr", "학습: 자료에서 배우는 것\n가중치: 연결의 세기\n오차: 차이"),
    ],
)
def test_encodings_are_guessed_and_the_guess_is_said(tmp_path: Path, encoding: str, text: str) -> None:
    reading = read(tmp_path, "a.txt", text.encode(encoding))
    assert names(reading) == [line.replace("：", ":").split(":")[0] for line in text.split("\n")]
    assert reading.guesses == (f"read as {encoding} (a guess: it is no UTF-8)",)


def test_a_slip_in_utf8_is_told(tmp_path: Path) -> None:
    text = "Größe: naïve Übung\nÖl: flüssig, süß\n".encode() + b"Caf\xe9: dr\xc3\xb6ge\n"
    reading = read(tmp_path, "a.txt", text)
    assert names(reading)[:2] == ["Größe", "Öl"]
    assert reading.guesses == ("bytes that are no UTF-8 stand in it, the first in line 3",)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \n\t\n\xef\xbb\xbf", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is an image, no text"),
        (b"MZ\x90\x00\x03", "is a program, no text"),
        (bytes(range(256)) * 40, "is no text"),
        (b"PK\x05\x06" + b"\0" * 18, "is an empty ZIP archive, no text"),
        (b"{\\rtf1\\ansi Hello}", "is a document in Rich Text Format, which is not read"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(TermgraphError, match=message) as caught:
        read(tmp_path, "a.txt", data)
    assert caught.value.path == str(tmp_path / "a.txt")
    assert caught.value.hint


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TermgraphError, match="there is no such file"):
        read_document(tmp_path / "none.txt")
    with pytest.raises(TermgraphError, match="cannot be read"):
        read_document("a\0b.txt")
    with pytest.raises(TermgraphError, match="unknown format 'markdwon'") as caught:
        read_document(tmp_path / "none.txt", "markdwon")
    assert caught.value.hint == "did you mean 'markdown'?"


def test_what_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MAX_TEXT", 1000)
    with pytest.raises(TermgraphError, match="million characters"):
        read(tmp_path, "a.txt", "word " * 1000)
    (tmp_path / "b.txt").write_bytes(b"a" * 2000)
    with pytest.raises(TermgraphError, match="is larger than"):
        document.read_bytes(tmp_path / "b.txt", limit=1000)


def test_nul_and_control_characters_are_left_out(tmp_path: Path) -> None:
    text = "Adam: a\x1b[31m red \u202eword\x00\nEve: b\x07\nSeth: c\n" + "more text that fills a line\n" * 20
    reading = read(tmp_path, "a.txt", text.encode())
    assert names(reading)[:3] == ["Adam", "Eve", "Seth"]
    assert all(char not in record.body for record in reading.records for char in "\x00\x1b\x07")
    assert reading.guesses == ("NUL characters were left out",)


def test_how_a_name_is_spoken_is_no_name(tmp_path: Path) -> None:
    text = "".join(
        f"{name}\n /{spoken}/, n.\n\n    {says} A word of people who work with machines.\n\n"
        for name, spoken, says in (
            ("bagbiter", "bag bi´ter", "What does not work, and stops others."),
            ("cruft", "kruhft", "An unpleasant substance, as dust under a bed."),
            ("/dev/null", "dev·nuhl", "A place where all that is written vanishes."),
            ("foobar", "foo'bar", "A name for what needs none."),
        )
    )
    assert names(read(tmp_path, "a.txt", text)) == ["bagbiter", "cruft", "/dev/null", "foobar"]


def test_a_heading_as_long_as_a_chapter_is_no_name() -> None:
    text = "Words\n\n" + "Word " * 3000 + "\n\nIs a thing.\n\n../../etc/passwd\n\nA path is a path.\n"
    reading = reading_of(Document("a.txt", text))
    assert all(len(label.label) <= 200 for record in reading.records for label in record.labels)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 50_000,
        "[a](" * 20_000,
        "a" + " " * 100_000 + "b",
        "A: b - c = d | " * 5_000,
        "Name, Other and Third (2001), " * 2_000,
        "是" * 30_000,
        "\\(" * 20_000,
        "term\n" * 20_000,
        "1.\n" * 10_000,
        "Term\n\n" * 10_000,
        "See " * 20_000,
        " " * 300 + "\n" + "a\n" * 5_000,
    ],
    ids=lambda text: text[:8].strip(),
)
def test_hostile_texts_take_no_longer_than_others(text: str) -> None:
    start = time.process_time()
    reading_of(document_of(text.encode(), "a.txt"))
    assert time.process_time() - start < 20  # a fraction of a second when nothing else runs


def test_formats_are_found_by_what_a_file_holds(tmp_path: Path) -> None:
    held = {
        "a.txt": (b"%PDF-1.7", "pdf"),
        "b.txt": (b"<!DOCTYPE html><dl><dt>a</dt></dl>", "html"),
        "c.txt": (b"# Words\n\n## Adam\n\nText\n\n## Eve\n\nText\n", "markdown"),
        "d.txt": (b".. glossary::\n\n   adam\n      text\n", "rst"),
        "e.txt": (b'[{"term": "adam"}]', "json"),
        "f.txt": (b"[Moon 1986] Moon, P. (1986) Holors.", "text"),
        "g.md": (b"just text", "markdown"),
        "h": (b"Adam: text", "text"),
        "i.docx": (b"%PDF-1.7", "pdf"),
        "j.xml": (b'<?xml version="1.0"?><martif type="TBX">', "tbx"),
    }
    for name, (data, _) in held.items():
        (tmp_path / name).write_bytes(data)
    assert {name: format_of(tmp_path / name) for name in held} == {
        name: key for name, (_, key) in held.items()
    }
    reading = read_document(tmp_path / "c.txt")
    assert reading.guesses[-1] == "read as markdown, by what it holds"
    assert read_document(tmp_path / "c.txt", "text").format == "text"


@given(st.text(alphabet=st.sampled_from("Aab ().:-–—=|*#1.2\n\n\t•“”,;'/See is Zz是\u05d0"), max_size=400))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        reading = reading_of(document_of(text.encode(), "a.txt"))
    except TermgraphError:
        return
    count = text.count("\n") + 1
    lines = [record.lines for record in reading.records]
    assert [record.n for record in reading.records] == list(range(1, len(lines) + 1))
    assert all(1 <= first <= last <= count for first, last in lines)
    assert [first for first, _ in lines] == sorted(first for first, _ in lines)
    for record in reading.records:
        assert (record.label is None) == (record.label_from == "none")
        assert record.label is None or record.labels[0].label == record.label
