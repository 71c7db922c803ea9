"""The lock of a folder: who writes one is alone, whoever is killed lets go of it, and who reads needs none."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from termgraph import files
from termgraph.errors import TermgraphError
from termgraph.files import JOURNAL_FILE, LOCK_FILE, locked, write_all, write_text
from tests.commands import COMMAND, run

HOLDER = """
import sys, time
from pathlib import Path
from termgraph.files import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""
#: Runs a verb, and kills it before the n-th time that a file takes its place or goes.
KILLED = """
import os, signal, sys
from pathlib import Path
from termgraph.cli import main
left = int(sys.argv[1])
def counted(method):
    def call(*args, **more):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return method(*args, **more)
    return call
Path.replace, Path.unlink = counted(Path.replace), counted(Path.unlink)
main(sys.argv[2:])
"""
GLOSSARY = "# Birds\n\n## Owl\n\nA bird of the night.\n\n## Wren\n\nA small bird.\n"


@pytest.fixture
def birds(tmp_path: Path) -> Path:
    folder = tmp_path / "birds"
    assert run("-V", folder, "new", "owl", "--definition", "A bird.").status == 0
    return folder


def test_who_writes_at_once_ends_as_one_after_the_other(tmp_path: Path) -> None:
    folder, terms = tmp_path / "birds", ["owl", "wren", "robin", "kite"]
    commands: list[list[str | Path]] = [[*COMMAND, "-V", folder, "new", term] for term in [*terms, "owl"]]
    writers = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for command in commands]
    said = [writer.communicate()[1] for writer in writers]
    assert sorted(path.stem for path in (folder / "entries").iterdir()) == sorted(terms)
    assert sum("wrote" in text and "vocabulary.yaml" in text for text in said) == 1
    assert sum("'owl' is a name of 'owl' already" in text for text in said) == 1
    assert not (folder / LOCK_FILE).exists()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_who_holds_it_is_told_and_who_is_killed_lets_go(birds: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDER, birds], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with (
            pytest.raises(TermgraphError, match=f"is being written by process {holder.pid} "),
            locked(birds, 0),
        ):
            pass
        holder.send_signal(signal.SIGKILL)
    assert (birds / LOCK_FILE).exists()
    assert run("-V", birds, "new", "wren").status == 0
    assert not (birds / LOCK_FILE).exists()


def test_every_verb_that_writes_takes_it_and_none_that_reads(
    birds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_PATIENCE", 0)
    glossary = tmp_path / "glossary.md"
    glossary.write_text(GLOSSARY, "utf-8")
    writing = (
        ["new", "wren"], ["fmt"], ["fix"], ["ingest", glossary], ["reconcile"],
    )  # fmt: skip
    reading = (["show", "owl"], ["fmt", "--check"], ["ingest", glossary, "--dry-run"], ["check"])
    with locked(birds):
        for args in writing:
            ran = run("-V", birds, *args)
            assert (ran.status, f"process {os.getpid()}" in ran.err) == (3, True), args
        for args in reading:
            assert run("-V", birds, *args).status == 0, args
    for args in writing:
        assert run("-V", birds, *args).status == 0, args


def test_a_folder_that_was_made_for_the_lock_goes_with_it(tmp_path: Path) -> None:
    with pytest.raises(TermgraphError, match="no entry 'bird'"):
        from termgraph.entries.create import create_entry

        create_entry(tmp_path / "a" / "b", "owl", broader=["bird"])
    assert not list(tmp_path.iterdir())


def test_where_nothing_can_be_written_nothing_is_held(birds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refused)
    with locked(birds), locked(birds, 0):
        assert not (birds / LOCK_FILE).exists()


def test_where_the_file_system_has_no_locks_writing_goes_on(
    birds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")

    def refused(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refused)
    assert run("-V", birds, "new", "wren").status == 0


def held(folder: Path) -> dict[str, bytes]:
    rooms = os.walk(folder, followlinks=True)
    paths = (Path(room) / name for room, _, names in rooms for name in names)
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
@pytest.mark.parametrize(
    ("linked", "verb"),
    [
        ("", ["rename", "owl", "strix", "--never-published"]),
        ("entries", ["rename", "owl", "strix", "--never-published"]),
        ("entries/*", ["rename", "owl", "strix", "--never-published"]),
        ("", ["new", "owl (x)", "--other", "owl (y)"]),
        ("", ["move-base", "https://example.org/elsewhere#"]),
        ("", ["status", "owl", "wren", "reviewed", "--by", "Ada"]),
        ("", ["split", "owl", "barn owl", "eagle owl", "--to", "barn-owl", "mention: wren"]),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else str(value),
)
def test_whenever_a_writer_is_killed_all_is_written_or_nothing(
    birds: Path, tmp_path: Path, linked: str, verb: list[str]
) -> None:
    run("-V", birds, "new", "wren", "--broader", "owl")
    before, found = held(birds), set()
    whole = shutil.copytree(birds, tmp_path / "whole")
    assert run("-V", whole, *verb).status == 0
    for count in range(20):
        copy = shutil.copytree(birds, tmp_path / str(count))
        for path in copy.glob(linked) if linked else ():
            elsewhere = tmp_path / f"{path.stem}-{count}"
            path.rename(elsewhere)
            path.symlink_to(elsewhere)
        ran = subprocess.run(
            [sys.executable, "-c", KILLED, str(count), "-V", copy, *verb], stderr=subprocess.PIPE, check=False
        )
        with locked(copy):
            pass
        after = {
            name: data for name, data in held(copy).items() if not name.endswith(".termgraph-unfinished")
        }
        assert after in (before, held(whole)), count
        found.add(after == before)
        if ran.returncode == 0:
            break
    assert found == {True, False}


def test_a_link_to_an_entry_is_written_through_and_goes_without_what_it_leads_to(
    birds: Path, tmp_path: Path
) -> None:
    owl, elsewhere = birds / "entries" / "owl.md", tmp_path / "shared.md"
    owl.rename(elsewhere)
    owl.symlink_to(elsewhere)
    assert run("-V", birds, "status", "owl", "reviewed", "--by", "Ada").status == 0
    assert owl.is_symlink()
    written = elsewhere.read_text("utf-8")
    assert "reviewed" in written
    assert run("-V", birds, "new", "wren").status == 0
    assert run("-V", birds, "remove", "owl", "--never-published").status == 0
    assert not owl.is_symlink()
    assert elsewhere.read_text("utf-8") == written
    assert run("-V", birds, "fmt", "--check").status == 0


def test_a_journal_that_comes_with_a_folder_leads_to_nothing_hidden_or_outside(
    birds: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("kept", "utf-8")
    (birds / ".git").mkdir()
    (birds / "link").symlink_to(birds / ".git")
    made = ".owl.md.x.termgraph-unfinished"
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "owl.md").write_text("kept", "utf-8")
    (birds / "entries").rename(birds / "held")
    (birds / "entries").symlink_to(tmp_path / "elsewhere")
    (birds / "hook.md").symlink_to(birds / ".git" / "hook")
    (birds / ".git" / "hook").write_text("kept", "utf-8")
    (birds / ".git" / ".hook.x.termgraph-unfinished").write_text("bad", "utf-8")
    for place in (birds, birds / ".git"):
        (place / made).write_text("bad", "utf-8")
    steps = [
        [made, "../secret", True], [made, str(tmp_path / "secret"), True], [f".git/{made}", ".git/owl.md", False],
        [f"link/{made}", "link/owl.md", False], [made, ".git/owl.md", False], [made, "vocabulary.yaml", True],
        [f"entries/{made}", "entries/owl.md", True], [made, "entries/owl.md", True],
        ["vocabulary.yaml", "owl.md", False], [".git/.hook.x.termgraph-unfinished", "hook.md", False],
        [None, "vocabulary.yaml", True], 7,
    ]  # fmt: skip
    before = held(tmp_path)
    for text in (json.dumps(steps), "{", "[[1, 2]]", json.dumps([[made + "/../x", "entries/owl.md", False]])):
        (birds / JOURNAL_FILE).write_text(text, "utf-8")
        with locked(birds):
            pass
        assert held(tmp_path) == before


def test_a_link_in_a_circle_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(TermgraphError, match="a: cannot be written: "):
        write_text(tmp_path / "a", "x")
    with pytest.raises(TermgraphError, match="a: cannot be written: "):
        write_all({tmp_path / "a": b"x"})
