"""The lock of a folder: who writes one is alone, whoever is killed lets go of it, and who reads needs none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from termgraph import files
from termgraph.errors import TermgraphError
from termgraph.files import LOCK_FILE, locked
from tests.commands import COMMAND, run

HOLDER = """
import sys, time
from pathlib import Path
from termgraph.files import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
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
    assert sum("there is an entry 'owl' already" in text for text in said) == 1
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
