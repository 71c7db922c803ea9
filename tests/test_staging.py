"""Many files of a folder that change together."""

from __future__ import annotations

from pathlib import Path

import pytest

from termgraph.errors import TermgraphError
from termgraph.staging import staged


def test_what_comes_in_pieces_is_written_where_it_changed(tmp_path: Path) -> None:
    def stage(*pieces: bytes) -> int:
        with staged(tmp_path) as files:
            files.add("owl/index.html", iter(pieces))
            files.add("kite/index.html", b"Kite.")
        return files.changed

    assert stage(b"Ow", b"l.") == 2
    assert stage(b"O", b"wl.") == 0
    assert stage(b"Owl", b"!") == 1
    assert {path.name: path.read_bytes() for path in tmp_path.glob("owl/*")} == {"index.html": b"Owl!"}


def test_pieces_that_end_in_an_error_leave_everything_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "owl.txt").write_bytes(b"Owl.")
    pieces = (b"x" if at < 3 else bytes([at // 0]) for at in range(5))
    with pytest.raises(ZeroDivisionError), staged(tmp_path) as files:
        files.add("new/kite.txt", b"Kite.")
        files.add("owl.txt", pieces)
    assert [*tmp_path.rglob("*")] == [tmp_path / "owl.txt"]
    assert (tmp_path / "owl.txt").read_bytes() == b"Owl."


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    kept, folder = tmp_path / "kept.txt", tmp_path / "site"
    folder.mkdir()
    kept.write_bytes(b"Owl.")
    kept.chmod(0o640)
    (folder / "owl.txt").symlink_to(kept)
    with staged(folder) as files:
        files.add("owl.txt", b"Kite.")
    assert (kept.read_bytes(), kept.stat().st_mode & 0o777) == (b"Kite.", 0o640)
    assert (folder / "owl.txt").is_symlink()
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["kept.txt", "owl.txt", "site"]


def test_what_is_in_the_way_is_told_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "owl").write_bytes(b"Somebody's.")
    with (
        pytest.raises(TermgraphError, match="is a file, where a folder is to be") as caught,
        staged(tmp_path) as files,
    ):
        files.add("owl/index.html", b"Owl.")
    assert caught.value.path == f"{tmp_path}/owl"
    assert [path.name for path in tmp_path.iterdir()] == ["owl"]
