"""A store on a disk says what its files say, and is the old one or the new one whatever happens to who writes it."""

from __future__ import annotations

import gzip
import io
import json
import random
import re
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import termgraph
from termgraph.cli import session
from termgraph.export import sorting
from termgraph.namespaces import SKOS
from termgraph.skos import thesaurus
from termgraph.store import absences, disk, kept, sparql, unpacked
from termgraph.store.engine import DiskEngine
from tests.commands import BIRDS, run

HEAD = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"


def concepts(count: int, word: str) -> str:
    lines = (
        f'<e:c{n}> a skos:Concept ; skos:prefLabel "{word} {n}"@en ; skos:broader <e:c{n // 7}> .'
        for n in range(1, count)
    )
    return HEAD + f'<e:c0> a skos:Concept ; skos:prefLabel "{word}"@en .\n' + "\n".join(lines)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "birds.ttl"
    path.write_text(BIRDS, "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path, file: Path) -> Path:
    path = tmp_path / "birds"
    assert run("load", file, "--store", path).status == 0
    return path


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_file_becomes_a_store_that_is_opened_at_once(folder: Path, file: Path) -> None:
    assert names_in(folder) == {"store.json", "form-1"}
    for args in (
        ["show", "Eule"],
        ["stats"],
        ["query", "SELECT ?a { ?a skos:broader ?b }"],
        ["search", "night"],
    ):
        assert run("-V", folder, *args).out == run("-V", file, *args).out
    opened = termgraph.load(folder)
    assert opened.pages is not None
    assert type(opened.engine) is DiskEngine


def test_loading_says_what_came_of_it(tmp_path: Path, file: Path) -> None:
    ran = run("load", file, "--store", tmp_path / "new")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.startswith(f"wrote {tmp_path / 'new'}: 12 triples, 3 concepts, ")


def test_it_is_told_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacked, "LARGE", 0)
    monkeypatch.setattr(disk, "_BATCH", 1000)
    path, told = tmp_path / "many.ttl", list[tuple[float, str]]()
    path.write_text(concepts(2000, "bird"))
    termgraph.write_store(tmp_path / "many", path, progress=lambda share, text: told.append((share, text)))
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert (len(set(shares)) > 15, shares[-1]) == (True, 1)
    assert re.fullmatch(r"reading 1,000 triples, [\d,]+ a second", told[0][1])
    assert {text for _, text in told[-1:]} == {"preparing 5,999 triples for SPARQL"}


def test_a_terminal_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(session, "is_terminal", lambda _: True)
    monkeypatch.setattr(session, "_PATIENCE", 0.01)
    monkeypatch.setattr(sys, "stderr", stream)
    with session.busy("loading") as done:
        done(0.25, "looking")
        while "left" not in stream.getvalue():
            time.sleep(0.01)
    assert re.search(r"loading … \[#####               \] 25 % \d s, \d s left: looking", stream.getvalue())
    assert stream.getvalue().endswith("\r\x1b[K")


def test_several_files_go_into_one_store(tmp_path: Path, file: Path) -> None:
    other = tmp_path / "more.nt.gz"
    other.write_bytes(gzip.compress(b'<http://birds.example/owl> <e:weighs> "007" .\n_:x <e:p> _:y .\n'))
    run("load", file, other, "--store", tmp_path / "both")
    assert set(termgraph.load(tmp_path / "both").quads()) == set(termgraph.load(file, other).quads())


def test_what_is_loaded_anew_replaces_it(folder: Path, tmp_path: Path) -> None:
    old = termgraph.load(folder)
    bats = tmp_path / "bats.ttl"
    bats.write_text(concepts(5, "bat"))
    assert run("load", bats, "--store", folder).status == 0
    assert names_in(folder) == {"store.json", "form-2"}
    assert run("-V", folder, "stats").out == run("-V", bats, "stats").out
    assert old.label(old.find("Eule")) == "owl"  # who has the old one open goes on with it
    assert len(list(old.quads())) == 12


def test_the_same_file_again_adds_nothing(folder: Path, file: Path) -> None:
    before = list(termgraph.load(folder).quads())
    assert run("load", file, "--store", folder, "--append").status == 0
    assert list(termgraph.load(folder).quads()) == before


def test_what_is_appended_is_there_besides(folder: Path, file: Path, tmp_path: Path) -> None:
    bats = tmp_path / "bats.ttl"
    bats.write_text(concepts(5, "bat"))
    assert run("load", bats, "--store", folder, "--append").status == 0
    assert set(termgraph.load(folder).quads()) == set(termgraph.load(file, bats).quads())
    assert run("-V", folder, "search", "bat").out == run("-V", file, "-V", bats, "search", "bat").out


def test_a_store_is_read_with_other_sources(folder: Path, file: Path, tmp_path: Path) -> None:
    bats = tmp_path / "bats.ttl"
    bats.write_text(concepts(5, "bat"))
    assert run("-V", folder, "-V", bats, "stats").out == run("-V", file, "-V", bats, "stats").out


def test_what_is_said_again_in_a_later_piece_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "_BATCH", 3)
    monkeypatch.setattr(disk, "_PAIRS", 2)
    path = tmp_path / "again.trig"
    lines = [f'<e:a{n % 5}> <e:p> "{n % 3}"@en , <e:b{n % 2}> .' for n in range(40)]
    path.write_text(
        "".join(lines) + "".join(f"<e:g> {{ {line} }}" for line in lines) + "_:x <e:p> _:y , _:y ."
    )
    read, made = termgraph.load(path), termgraph.write_store(tmp_path / "again", path)
    assert list(made.quads()) == list(read.quads())
    assert len(made.record) == len(read.record)
    assert made.stats() == read.stats()


ALL_OF_IT = ("export -f obograph", "fix")


def test_of_a_large_store_little_is_in_memory_and_the_answers_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, folder = tmp_path / "many.trig", tmp_path / "many"
    again = "<e:g> { <e:c1> skos:prefLabel 'bird 1'@en ; skos:note [ <e:p> 'b' ] . }"
    path.write_text(concepts(400, "bird") + again)
    assert run("load", path, "--store", folder).status == 0
    bounded = (
        "export -f ntriples",
        "export -f nquads",
        "export",
        "export -f csv",
        "check",
        "check --format json",
        "check --select cycle",
    )
    asked = (*bounded, *ALL_OF_IT, "export -f ntriples --profile core")
    before = {one: run("-V", folder, *one.split()) for one in asked}
    monkeypatch.setattr(thesaurus, "LARGE", 100)
    monkeypatch.setattr("termgraph.api.LARGE", 100)
    monkeypatch.setattr(kept, "MOST", 500)
    monkeypatch.setattr(kept, "_ROWS", 30)
    monkeypatch.setattr(sorting, "RUN", 150)
    assert run("load", folder, "--store", tmp_path / "again").status == 0
    for one, ran in before.items():
        large = run("-V", tmp_path / "again", *one.split())
        assert (large.out, large.status) == (ran.out, ran.status), one
        assert ("triples is gone through, which takes some" in large.err) == (one not in bounded), one
        assert "gone through" not in ran.err
    check = ("-V", tmp_path / "again", "check", "--format", "json")
    assert json.loads(run(*check).out)["consistent"] is True
    selected = run(*check, "--select", "cycle")
    assert json.loads(selected.out)["consistent"] is None


def test_an_empty_answer_reads_no_more_than_it_names(folder: Path) -> None:
    opened = termgraph.load(folder)
    query = sparql.prepare('SELECT * { ?bird skos:prefLabel "dodo"@en }')
    assert absences.notes(query, {}, opened.record, opened.all_prefixes)
    assert set(opened.record.columns._read) == {SKOS + "prefLabel"}  # type: ignore[attr-defined]


def test_compacting_keeps_all_that_is_known_of_it(tmp_path: Path) -> None:
    path = tmp_path / "odd.ttl"
    path.write_text(f"@prefix e: <http://e.org/> .\n{HEAD}e:a skos:note [ e:p [ ] ] ; e:q <e:b c> .")
    folder = tmp_path / "odd"
    made = termgraph.write_store(folder, path)
    ran = run("store", "compact", folder)
    assert ran.status == 0
    assert " before, " in ran.err
    again = termgraph.load(folder)
    assert list(again.quads()) == list(made.quads())
    for name in ("prefixes", "base", "address", "notices", "files", "folders", "format", "declared_language"):
        assert getattr(again, name) == getattr(made, name), name
    assert repr(again) == repr(made)
    assert len(again.notices) == 1


def test_a_backup_is_a_store(folder: Path, file: Path, tmp_path: Path) -> None:
    assert run("store", "backup", folder, tmp_path / "copy").status == 0
    shutil.rmtree(folder)
    assert run("-V", tmp_path / "copy", "show", "owl").out == run("-V", file, "show", "owl").out
    ran = run("store", "backup", tmp_path / "copy", tmp_path / "copy")
    assert (ran.status, "is there already" in ran.err) == (3, True)


# What goes wrong


def test_a_file_that_cannot_be_read_leaves_the_store_as_it_was(folder: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.ttl"
    bad.write_text("<e:a> <e:b> <e:c> .\n<e:a> <e:b> .")
    before = run("-V", folder, "export").out
    for more in ([], ["--append"]):
        ran = run("load", bad, "--store", folder, *more)
        assert (ran.status, "bad.ttl:2:13: is no valid Turtle" in ran.err) == (3, True)
        assert run("-V", folder, "export").out == before
        assert names_in(folder) == {"store.json", "form-1"}


def test_a_folder_of_something_else_is_refused(tmp_path: Path, file: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("Dear Sir")
    ran = run("load", file, "--store", other)
    assert (ran.status, "holds 'letter.txt'" in ran.err) == (3, True)
    assert names_in(other) == {"letter.txt"}
    assert run("load", file, "--store", file).status == 2


@pytest.mark.parametrize(
    "said",
    [
        '{"layout": 99, "form": "form-1", "version": "9"}',
        '{"layout": 1, "form": "owl", "version": "9"}',
        "",
        "[]",
        '{"layout": 1}',
    ],
)
def test_a_store_of_another_layout_is_refused_with_a_hint(said: str, folder: Path, file: Path) -> None:
    (folder / "store.json").write_text(said)
    for args in (f"-V {folder} stats", f"load {file} --store {folder}", f"store compact {folder}"):
        ran = run(*args.split())
        assert ran.status == 3
        assert "is no store that this version of termgraph reads" in ran.err
        assert "termgraph load FILES --store DIR" in ran.err


def test_a_page_that_is_damaged_is_told_of_in_one_line(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "form-1" / "pages.sqlite", isolation_level=None)) as pages:
        (iri,) = pages.execute("SELECT iri FROM node ORDER BY id").fetchone()
        pages.execute("UPDATE cell SET said = '{'")
    ran = run("-V", folder, "show", iri)
    assert (ran.status, "what was kept is damaged" in ran.err) == (3, True)


def test_a_store_that_is_damaged_is_refused(folder: Path) -> None:
    (folder / "form-1" / "record.sqlite").write_bytes(b"")
    ran = run("-V", folder, "stats")
    assert (ran.status, "is damaged" in ran.err) == (3, True)


def test_a_store_of_another_version_is_read_from_its_record(folder: Path, file: Path) -> None:
    said = json.loads((folder / "store.json").read_text())
    (folder / "store.json").write_text(json.dumps({**said, "version": "0.0.1"}))
    pages = sqlite3.connect(folder / "form-1" / "pages.sqlite")
    pages.execute("UPDATE fact SET said = '\"0.0.1\"' WHERE name = 'version'")
    pages.execute("DROP TABLE cell")
    pages.commit()
    pages.close()
    ran = run("-V", folder, "show", "owl")
    assert ran.out == run("-V", file, "show", "owl").out
    assert "was made by termgraph 0.0.1" in ran.err
    assert run("store", "compact", folder).status == 0
    ran = run("-V", folder, "show", "owl")
    assert (ran.err, termgraph.load(folder).pages is not None) == ("", True)


def test_it_opens_where_nothing_can_be_written(folder: Path, file: Path) -> None:
    everything = [folder, *folder.rglob("*")]
    looks = {path: path.stat().st_mtime_ns for path in everything}
    for path in everything:
        path.chmod(stat.S_IRUSR | (stat.S_IXUSR if path.is_dir() else 0))
    try:
        for args in (["show", "owl"], ["query", "SELECT ?a { ?a skos:broader ?b }"], ["export"]):
            ran = as_another_user("-V", str(folder), *args)
            assert ran == run("-V", file, *args).out
        assert {path: path.stat().st_mtime_ns for path in [folder, *folder.rglob("*")]} == looks
    finally:
        for path in everything:
            path.chmod(stat.S_IRWXU)


def as_another_user(*args: str) -> str:
    """Return what a command prints that may not write what it may read; root may write everything."""
    done = subprocess.run(
        [sys.executable, "-m", "termgraph", *args],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout


# Several at once, and some of them killed


def writer(folder: Path, file: Path, *more: str) -> subprocess.Popen[bytes]:
    args = [sys.executable, "-m", "termgraph", "load", str(file), "--store", str(folder), *more]
    return subprocess.Popen(args, stderr=subprocess.PIPE)


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[tuple[Path, subprocess.Popen[bytes]]]:
    """A store that is being written, and who writes it."""
    path = tmp_path / "slow"
    path.mkdir()
    code = (
        "import sys, time; from pathlib import Path; from termgraph.store import disk\n"
        "with disk.written(Path(sys.argv[1])) as form:\n    print('now', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    yield path, process
    process.kill()
    process.communicate()


def test_who_comes_second_is_told_who_writes(slow: tuple[Path, subprocess.Popen[bytes]], file: Path) -> None:
    path, process = slow
    begun = time.monotonic()
    ran = run("load", file, "--store", path)
    assert ran.status == 3
    assert f"is being written by process {process.pid}" in ran.err
    assert time.monotonic() - begun < 5


def test_the_lock_of_who_was_killed_is_none(slow: tuple[Path, subprocess.Popen[bytes]], file: Path) -> None:
    path, process = slow
    process.kill()
    process.wait()
    assert run("load", file, "--store", path).status == 0
    assert names_in(path) == {"store.json", "form-1"}


def test_what_was_left_behind_is_never_taken_for_the_store(folder: Path, tmp_path: Path, file: Path) -> None:
    """As when a writer is killed between its two renamings."""
    bats = tmp_path / "bats.ttl"
    bats.write_text(concepts(5, "bat"))
    termgraph.write_store(tmp_path / "bats", bats)
    shutil.copytree(tmp_path / "bats" / "form-1", folder / "form-2")
    (folder / ".form-2.x.termgraph-unfinished").mkdir()
    assert run("-V", folder, "stats").out == run("-V", file, "stats").out
    assert run("load", file, "--store", folder).status == 0
    assert run("-V", folder, "stats").out == run("-V", file, "stats").out
    assert names_in(folder) == {"store.json", "form-2"}


def test_a_writer_that_is_killed_leaves_the_old_store_or_the_new_one(tmp_path: Path) -> None:
    folder, dice = tmp_path / "store", random.Random(5)
    files = [tmp_path / f"{word}.ttl" for word in ("bat", "owl")]
    for path in files:
        path.write_text(concepts(60, path.stem))
    begun = time.monotonic()
    process = writer(folder, files[0])
    process.communicate()
    usual = time.monotonic() - begun
    expected = {run("-V", path, "export", "-f", "nquads").out for path in files}
    for turn in range(20):
        process = writer(folder, files[1 - turn % 2])
        time.sleep(dice.uniform(0.3, 1.1) * usual)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        graph = termgraph.load(folder)
        assert graph.serialize("nquads").decode() in expected
        assert len(graph.query("SELECT ?a { ?a skos:broader ?b }").rows) == 59
        assert graph.pages is not None
    assert run("load", files[0], "--store", folder).status == 0
    assert {name.partition("-")[0] for name in names_in(folder)} == {"store.json", "form"}
    assert len(names_in(folder)) == 2


def test_nothing_of_a_failed_source_is_in_a_sink(tmp_path: Path) -> None:
    """A file that turns out wrong when some of it has been taken in already, and then is read in another way."""
    from pyoxigraph import NamedNode, Quad

    def failing() -> Iterator[Quad]:
        yield Quad(NamedNode("e:a"), NamedNode("e:p"), NamedNode("e:b"))
        raise SyntaxError

    with sqlite3.connect(tmp_path / "a.sqlite", isolation_level=None) as opened:
        kept.make_tables(opened)
        sink = disk._Sink(opened, lambda _: None)
        with pytest.raises(SyntaxError):
            sink.read(failing())
        assert len(sink) == 0
        sink.read([Quad(NamedNode("e:a"), NamedNode("e:p"), NamedNode("e:b"))])
        assert opened.execute("SELECT part FROM piece").fetchall() == [(0,)]
