"""`termgraph annotate`: the terms in corpora, in each format, in bounded memory."""

from __future__ import annotations

import io
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

import termgraph
from termgraph import TermGraph
from termgraph.matching.annotating import FORMATS
from tests.commands import BIRDS, one_line, run

TEXT = "An 🦉 owl_is no bat.\n\nNight birds: <b>`owl`</b>, barn owls.\n"
ROWS = [
    {"id": 1, "abstract": "Two owls."},
    {"id": 2, "abstract": None},
    {"id": 3, "abstract": "A\tbat 🦉 Vogel."},
]


@pytest.fixture(scope="module")
def birds() -> TermGraph:
    return TermGraph.from_text(BIRDS)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "birds.ttl").write_text(BIRDS, "utf-8")
    (tmp_path / "a.md").write_text(TEXT, "utf-8")
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, ROWS)) + "\n\n", "utf-8")
    return tmp_path


def annotate(*args: str) -> str:
    ran = run("-V", "birds.ttl", "annotate", *args)
    assert (ran.status, ran.err) == (0, "")
    return ran.out


def test_a_homonym_has_its_likeliest_meaning_first(birds: TermGraph) -> None:
    night_bird, bat = birds.annotate("A night bird is a bat.")
    assert set(night_bird.labels) == {"owl", "bat"}
    assert sum(night_bird.shares) in (0, pytest.approx(1, abs=0.001))
    assert (bat.text, bat.start, bat.end, bat.shares) == ("bat", 18, 21, (1.0,))


def test_rows_keep_what_they_have_and_get_their_terms(folder: Path) -> None:
    rows = [json.loads(line) for line in annotate("rows.jsonl", "--column", "abstract").splitlines()]
    assert [{key: row[key] for key in ("id", "abstract")} for row in rows] == ROWS
    assert [[term["labels"] for term in row["terms"]] for row in rows] == [[["owl"]], [], [["bat"], ["bird"]]]
    for row in rows:
        for term in row["terms"]:
            assert row["abstract"][term["start"] : term["end"]].split() == term["text"].split()


def test_documents_become_rows_and_their_code_is_none(folder: Path) -> None:
    (row,) = map(json.loads, annotate("a.md").splitlines())
    assert (row["file"], row["text"]) == ("a.md", TEXT)
    assert [term["text"] for term in row["terms"]] == ["bat", "Night birds", "owls"]


def test_conll_tags_every_word(folder: Path) -> None:
    lines = annotate("rows.jsonl", "--column", "abstract", "--format", "conll").splitlines()
    assert lines[:5] == [
        "# global.columns = FORM TERMGRAPH:TAG TERMGRAPH:CONCEPT",
        "# newdoc id = rows.jsonl:1",
        "Two\tO\t_",
        "owls\tB-TERM\thttp://birds.example/owl",
        ".\tO\t_",
    ]
    tagged = [line.split("\t") for line in annotate("a.md", "--format", "conll").splitlines() if "\t" in line]
    assert all(len(columns) == 3 for columns in tagged)
    assert [columns[0] for columns in tagged if columns[1] == "I-TERM"] == ["birds"]


def test_webanno_places_are_those_of_its_own_text_in_utf_16(folder: Path) -> None:
    out = annotate("rows.jsonl", "a.md", "--column", "abstract", "--format", "webanno")
    assert out.startswith("#FORMAT=WebAnno TSV 3.3\n#T_SP=")
    document = "\n".join(line[6:] for line in out.splitlines() if line.startswith("#Text=")).encode(
        "utf-16-le"
    )
    rows = [line.split("\t") for line in out.splitlines() if line[:1].isdigit()]
    assert len(rows) > 20
    for _, place, word, identifier, value, _ in rows:
        start, end = map(int, place.split("-"))
        assert document[2 * start : 2 * end].decode("utf-16-le") == word
        assert (identifier == "_") == (value == "_")
    marked = [(word, identifier) for _, _, word, identifier, _, _ in rows if identifier != "_"]
    assert marked[0] == ("owls", "http://birds.example/owl[1]")
    night, birds = (identifier for word, identifier in marked if word in ("Night", "birds"))
    assert night == birds


def test_html_shows_the_text_and_nothing_in_it_is_markup(folder: Path) -> None:
    shown: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            assert tag in {"html", "head", "meta", "title", "style", "body", "h2", "pre", "a", "mark"}

        def handle_data(self, data: str) -> None:
            shown.append(data)

    out = annotate("a.md", "--format", "html")
    Reader().feed(out)
    assert TEXT in "".join(shown)
    assert '<a href="http://birds.example/bat"><mark title="bat">bat</mark></a>' in out


def test_parquet_in_and_out_says_the_same_as_lines(folder: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    annotate("rows.jsonl", "--column", "abstract", "-o", "rows.parquet")
    lines = [json.loads(line) for line in annotate("rows.jsonl", "--column", "abstract").splitlines()]
    assert parquet.read_table("rows.parquet").to_pylist() == lines
    annotate("rows.parquet", "--column", "abstract", "-o", "again.jsonl")
    assert [json.loads(line) for line in Path("again.jsonl").read_text("utf-8").splitlines()] == lines


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "is no JSON"),
        ("[1]", "is no JSON object"),
        ('{"a": 1}', "there is no column 'text'"),
        ('{"text": 1}', "what is in 'text' is no text"),
        ("[" * 100_000, "is no JSON"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_line(folder: Path, line: str, said: str) -> None:
    Path("bad.jsonl").write_text(f'{{"text": "x"}}\n{line}\n', "utf-8")
    told = run("-V", "birds.ttl", "annotate", "bad.jsonl", "-o", "out.jsonl")
    assert said in one_line(told)
    assert "bad.jsonl:2" in told.err
    assert not Path("out.jsonl").exists()


def test_rows_are_read_when_they_are_written(birds: TermGraph, folder: Path) -> None:
    """Nothing of a corpus is held back: the first row is written before a later one turns out to be none."""
    Path("bad.jsonl").write_text('{"text": "An owl."}\n[]\n', "utf-8")
    stream = io.BytesIO()
    with pytest.raises(termgraph.TermgraphError, match="no JSON object"):
        birds.annotate_files(["bad.jsonl"], stream)
    assert json.loads(stream.getvalue())["terms"][0]["text"] == "owl"


def test_the_registry_is_what_the_command_offers() -> None:
    assert set(FORMATS) <= set(
        run("annotate", "--help").out.replace("|", " ").replace("[", " ").replace("]", " ").split()
    )
