"""Entries folders are compiled once, and the cache is never wrong and never in the way."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from termgraph.errors import TermgraphError
from termgraph.skos import Thesaurus
from termgraph.store import cache

ENTRY = "---\nprefLabel: {name}\n---\n\nA thing called {name}.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "birds"
    (made / "entries").mkdir(parents=True)
    (made / "vocabulary.yaml").write_text(
        "title: Birds\nbase: https://example.org/birds/\nprefix: birds\nlanguage: en\nlicense: https://example.org/l\n"
    )
    for name in ("owl", "crow"):
        (made / "entries" / f"{name}.md").write_text(ENTRY.format(name=name))
    return made


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TERMGRAPH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_the_second_opening_reads_the_compiled_file(
    folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cold = Thesaurus.open(folder)
    monkeypatch.setattr(cache, "_compile", lambda _: pytest.fail("compiled again"))
    warm = Thesaurus.open(folder)
    assert len(list(place.glob("*.nt"))) == 1
    assert set(warm.quads()) == set(cold.quads())
    assert (warm.prefixes, warm.base, warm.language) == (cold.prefixes, cold.base, cold.language)
    assert warm.base == "https://example.org/birds/"


def test_a_warm_start_loads_no_parser(folder: Path, place: Path) -> None:
    Thesaurus.open(folder)
    code = (
        "import sys; from termgraph.skos import Thesaurus as Store; Store.open(sys.argv[1]).find('owl'); "
        "print([m for m in ('yaml', 'markdown_it', 'rdflib', 'networkx', 'rapidfuzz') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code, folder], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize("change", ["text", "new", "gone", "renamed", "vocabulary"])
def test_any_change_is_seen(change: str, folder: Path, place: Path) -> None:
    before = set(Thesaurus.open(folder).quads())
    entries = folder / "entries"
    match change:
        case "text":
            (entries / "owl.md").write_text(ENTRY.format(name="owl") + "More.\n")
        case "new":
            (entries / "jay.md").write_text(ENTRY.format(name="jay"))
        case "gone":
            (entries / "owl.md").unlink()
        case "renamed":
            (entries / "owl.md").rename(entries / "barn-owl.md")
        case "vocabulary":
            path = folder / "vocabulary.yaml"
            path.write_text(path.read_text().replace("title: Birds", "title: Fowl"))
    assert set(Thesaurus.open(folder).quads()) != before


def test_all_code_that_it_depends_on_is_there() -> None:
    """What is not there cannot be read, and then nothing is kept."""
    assert [name for name in cache._DEPENDENCIES if not (cache._PACKAGE / name).exists()] == []


def test_the_code_is_part_of_the_key(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = cache._key(folder)
    monkeypatch.setattr(cache, "_DEPENDENCIES", ("model.py",))
    assert cache._key(folder) != key


@pytest.mark.parametrize(
    "damage", [b"", b"# {}\n", b"# not json\n<a:b> <a:c> <a:d> .\n", b"\xff\xfe", b"# []\n"]
)
def test_a_damaged_file_is_made_again(damage: bytes, folder: Path, place: Path) -> None:
    fine = set(Thesaurus.open(folder).quads())
    (file,) = place.glob("*.nt")
    file.write_bytes(damage)
    assert set(Thesaurus.open(folder).quads()) == fine
    assert file.read_bytes() != damage


def test_a_cut_file_is_made_again(folder: Path, place: Path) -> None:
    fine = set(Thesaurus.open(folder).quads())
    (file,) = place.glob("*.nt")
    file.write_bytes(file.read_bytes()[:-50])
    assert set(Thesaurus.open(folder).quads()) == fine


def test_where_nothing_can_be_written_nothing_is(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("TERMGRAPH_CACHE", str(blocked / "cache"))
    assert len(Thesaurus.open(folder).record) > 0
    monkeypatch.setenv("TERMGRAPH_CACHE", "")
    assert cache.cache_folder() is None
    assert len(Thesaurus.open(folder).record) > 0


def test_many_at_once_write_one_file(folder: Path, place: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        sizes = set(pool.map(lambda _: len(Thesaurus.open(folder).record), range(16)))
    assert len(sizes) == 1
    assert [path.suffix for path in place.iterdir()] == [".nt"]


def test_old_files_are_pruned(folder: Path, place: Path) -> None:
    for number in range(30):
        (folder / "entries" / "owl.md").write_text(ENTRY.format(name="owl") + f"{number}\n")
        Thesaurus.open(folder)
    assert len(list(place.glob("*.nt"))) == 20


def test_errors_are_not_kept(folder: Path, place: Path) -> None:
    good = (folder / "entries" / "owl.md").read_text()
    (folder / "entries" / "owl.md").write_text("---\nprefLabel: owl\nbroder: [crow]\n---\n")
    for _ in range(2):
        with pytest.raises(TermgraphError, match="broder"):
            Thesaurus.open(folder)
    (folder / "entries" / "owl.md").write_text(good)
    assert Thesaurus.open(folder).find("owl") == "https://example.org/birds/owl"


def test_the_default_place_is_the_users_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TERMGRAPH_CACHE")
    place = cache.cache_folder()
    assert place is not None
    assert place.parts[-2:] == ("termgraph", "compiled")
