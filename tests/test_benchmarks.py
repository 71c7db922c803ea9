"""The benchmarks run and tell what they should. How fast anything is, no test says: machines differ, and are busy."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import termgraph

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
HEAD = ["what", "termgraph: min / median", "peer: min / median", "peer", "target", "measured", "met"]
#: What has a target.
AIMED = [
    "`termgraph --help`",
    "`termgraph query misnomers`",
    "`termgraph show softmax`",
    *(f"`{verb}` for the second time, of a large thesaurus" for verb in ("show", "search", "path", "query")),
    "loading the vocabulary",
    "the label of a concept, by IRI",
    "a concept, by any of its names",
    "all that stands above a concept",
    "all concepts with a text in a name",
    "names that several concepts share",
    "concepts without any other beside, above or below",
    "concepts above themselves",
    "concepts related to one above them (S27)",
    "opening what was kept, and a search",
    "a search after that",
    "writing it as Turtle",
    "all rules",
    "all rules, of SHACL",
    "S27 and cycles",
]


def run(name: str, *arguments: str, status: int = 0) -> str:
    """Run one of the scripts and return what it prints: its results, or what it complains of."""
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / name), *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == status, done.stderr
    return done.stderr if status else done.stdout


def rows(markdown: str) -> list[list[str]]:
    """Return the cells of all tables in a text, heads included, without the lines that only rule."""
    lines = [line for line in markdown.splitlines() if line.startswith("| ") and not line.startswith("| ---")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


@pytest.fixture(scope="module")
def thesaurus(tmp_path_factory: pytest.TempPathFactory) -> termgraph.TermGraph:
    path = tmp_path_factory.mktemp("made-up") / "thesaurus.ttl"
    run("generate.py", "500", "-o", str(path))
    return termgraph.load(path)


@pytest.mark.slow
def test_everything_is_measured_and_told_in_the_table() -> None:
    told = run("run.py", "--concepts", "100", "--larger", "100", "--repeats", "1")
    assert "Made-up thesaurus: 100 concepts" in told
    head, *measured = rows(told)
    assert head == HEAD
    aimed = [row for row in measured if len(row) == len(HEAD)]
    assert [row[0] for row in aimed] == AIMED
    assert all(row[6] in ("yes", "**no**") for row in aimed)
    assert "the explorer page of it" in told


def test_the_readme_holds_a_row_for_all_that_has_a_target() -> None:
    written = (BENCHMARKS / "README.md").read_text("utf-8")
    head, *measured = rows(written.partition("<!-- end of results -->")[0])
    assert head == HEAD
    assert [row[0] for row in measured if len(row) == len(HEAD)] == AIMED
    assert "make bench BENCH=" in written


def test_a_group_can_be_run_alone_with_a_file_of_ones_own(tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    file.write_text(run("generate.py", "100", "--seed", "2"), "utf-8")
    told = run("run.py", "--vocabulary", str(file), "--repeats", "1", "--only", "loading")
    assert "--vocabulary own.ttl" in told
    assert str(tmp_path) not in told
    assert [row[0] for row in rows(told)][:2] == ["what", "loading the vocabulary"]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--vocabulary", "nowhere.ttl"], "nowhere.ttl: no such file"),
        (["--repeats", "0"], "one repeat at least"),
        (["--only", "nothing"], "invalid choice: 'nothing'"),
    ],
)
def test_wrong_arguments_are_told(arguments: list[str], complaint: str) -> None:
    assert complaint in run("run.py", *arguments, status=2)


def test_the_generator_is_deterministic_and_begins_alike() -> None:
    small, again, other = (
        run("generate.py", "100"),
        run("generate.py", "100"),
        run("generate.py", "100", "--seed", "2"),
    )
    assert small == again != other
    assert run("generate.py", "120").startswith(small)


def test_a_made_up_thesaurus_is_like_a_real_one(thesaurus: termgraph.TermGraph) -> None:
    index = thesaurus
    assert len(index.concepts) == 500
    assert 16 < len(thesaurus.record) / 500 < 19
    assert set(index.languages) == {"de", "en"}
    assert any(len(above) > 1 for above in index.broader.values())
    assert any(index.related.values())


def test_skos_holds_in_a_made_up_thesaurus(thesaurus: termgraph.TermGraph) -> None:
    index = thesaurus
    for iri in index.concepts:
        above = set(index.ancestors(iri))
        assert iri not in set(index.related[iri])
        assert not above & set(index.related[iri])  # S27
        assert not above & set(index.descendants(iri))  # no cycle
        kinds = [(text, lang) for _, text, lang in index.names[iri]]
        assert len(kinds) == len(set(kinds))  # S13
    for lang in ("de", "en"):
        assert len({index.preferred(iri)[lang] for iri in index.concepts}) == 500
    stated = {
        word: set(thesaurus.query(f"SELECT ?a ?b {{ ?a skos:{word} ?b }}").rows)
        for word in ("broader", "narrower", "related")
    }
    assert stated["narrower"] == {(b, a) for a, b in stated["broader"]}
    assert stated["related"] == {(b, a) for a, b in stated["related"]}


def test_a_lean_thesaurus_says_half_as_much(tmp_path: Path) -> None:
    path = tmp_path / "lean.ttl"
    run("generate.py", "500", "--lean", "-o", str(path))
    lean = termgraph.load(path)
    assert len(lean) == 500
    assert 8 < len(lean.record) / 500 < 9
    assert (
        lean.check(select=["cycle", "related-in-hierarchy", "label-overlap", "label-shared"]).findings == ()
    )


@pytest.mark.slow
def test_growth_is_told(tmp_path: Path) -> None:
    asked = ("--sizes", "100,200", "--repeats", "1", "--folder", str(tmp_path))
    told = rows(run("growth.py", *asked, "--steps", "`load,by IRI,`fix,`diff"))
    assert [row[0] for row in told[1:]] == [
        "`load`",
        "`show`, by IRI",
        "`fix`",
        "`diff`, with what `fix` wrote",
    ]
    taken = r"[\d,.]+ m?s, [\d,]+ MB \([\d,.]+ µs, [\d,.]+ KB\)"
    assert all(re.fullmatch(taken, cell) for row in told[1:] for cell in row[1:3])
    assert all(re.fullmatch(r"[\d.]+ ×, [\d.]+ ×", row[3]) for row in told[1:])
    assert not any(tmp_path.iterdir())


@pytest.mark.slow
def test_what_does_not_fit_the_memory_is_told(tmp_path: Path) -> None:
    asked = ("--sizes", "100", "--memory", "20", "--folder", str(tmp_path), "--steps", "`load`")
    assert "did not end within the memory" in run("growth.py", *asked)
