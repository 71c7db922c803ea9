"""Entries folders are compiled once, and the cache is never wrong and never in the way."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from termgraph import entries
from termgraph.errors import TermgraphError
from termgraph.skos import Thesaurus
from termgraph.store import cache
from termgraph.store.kept import Kept, keep

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
    monkeypatch.setattr(entries, "read_folder", lambda _: pytest.fail("compiled again"))
    warm = Thesaurus.open(folder)
    assert len(list(place.glob("*/record.sqlite"))) == 1
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
    """What is not there cannot be looked at, and then nothing is kept."""
    assert [name for name in cache._DEPENDENCIES if not (cache._PACKAGE / name).exists()] == []


def test_the_code_is_part_of_the_key(folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache.place_of([folder], None)
    monkeypatch.setattr(cache, "_code", lambda: "other code")
    after = cache.place_of([folder], None)
    assert before is not None
    assert after is not None
    assert before.folder != after.folder


def test_what_looks_the_same_is_not_read(folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for file in (folder / "vocabulary.yaml", *(folder / "entries").iterdir()):
        os.utime(file, (1e9, 1e9))
    monkeypatch.setattr(cache, "_latest", lambda _: 0)  # the time of the inode, which nobody can set back
    Thesaurus.open(folder)
    monkeypatch.setattr(cache, "_content", lambda _: pytest.fail("hashed again"))
    assert Thesaurus.open(folder).find("owl")


def test_what_was_written_in_the_same_instant_is_read_again(folder: Path, place: Path) -> None:
    """As git does it: of two versions of a file of one size, written within a step of the clock, both look the same."""
    file = folder / "entries" / "owl.md"
    Thesaurus.open(folder)
    looks = file.stat()
    file.write_text(file.read_text().replace("A thing called owl", "A bird called owl"))
    os.utime(file, ns=(looks.st_atime_ns, looks.st_mtime_ns))
    assert Thesaurus.open(folder).definition("https://example.org/birds/owl") == "A bird called owl."


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\0", b"\xff\xfe"])
def test_a_damaged_file_is_made_again(damage: bytes, folder: Path, place: Path) -> None:
    fine = set(Thesaurus.open(folder).quads())
    (file,) = place.glob("*/record.sqlite")
    file.write_bytes(damage)
    assert set(Thesaurus.open(folder).quads()) == fine
    assert file.read_bytes() != damage


def test_a_file_that_turns_out_damaged_is_named(folder: Path, place: Path) -> None:
    Thesaurus.open(folder)
    (file,) = place.glob("*/record.sqlite")
    data = bytearray(file.read_bytes())
    kept = Thesaurus.open(folder)
    data[4096:] = b"\xff" * len(data[4096:])
    file.write_bytes(data)
    with pytest.raises(TermgraphError, match="damaged"):
        list(kept.quads())


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
    assert [path.name for path in place.glob("*/*")] == ["record.sqlite"]


def test_what_was_used_last_is_kept(folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(8):
        (folder / "entries" / "owl.md").write_text(ENTRY.format(name="owl") + f"{number}\n")
        Thesaurus.open(folder)
        if number == 0:
            size = sum(file.stat().st_size for file in place.glob("*/*"))
            monkeypatch.setattr(cache, "LARGEST", size * 5 + size // 2)
    assert len(list(place.glob("*/record.sqlite"))) == 5
    assert len(list(place.glob("*.json"))) == 1


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


def test_a_fact_is_read_when_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "facts.sqlite"

    keep(path, {"size": 3, "names": ["a"]}, lambda file: None)
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("UPDATE fact SET said = '[' WHERE name = 'names'")
    facts = Kept(path).facts
    assert ("names" in facts, facts["size"], set(facts)) == (True, 3, {"names", "size", "version"})
    with pytest.raises(ValueError, match="Expecting value"):
        facts["names"]
    with pytest.raises(KeyError):
        facts["none"]
