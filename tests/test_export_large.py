"""Of a large store little is in memory, and what is written is the same to the byte."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

import termgraph
from termgraph.api import TermGraph
from termgraph.errors import TermgraphError
from termgraph.export import pieces, slices, sorting
from termgraph.skos import naming, tables, thesaurus
from termgraph.store import kept
from tests.commands import run
from tests.odd_vocabularies import ODD
from tests.test_export_rdf import FORMATS, HEAD, ODDITIES

ALL = {**ODDITIES, "all of them": " ".join(text for name, text in ODDITIES.items() if "relative" not in name)}
#: Subjects that are not on one shelf, and are in another order as they are read.
ALL["many"] = " ".join(
    f':{name} :p "{name}", :{name}x, [ :q "{name}" ] ; :q :{name[::-1]} . <#{name}> :p <http://f.org/{name}/x> .'
    f" :g{number % 2} {{ :{name} :p '{name}'@de-at, '{name}'@DE-at . <urn:{name}> a :{name} }}"
    for number, name in enumerate(f"a{n * 7919 % 1000}é" for n in range(60))
)


def written(store: TermGraph, format: str) -> tuple[bytes, list[str]]:
    """Return what is written, or the error, and what is told."""
    told: list[str] = []
    try:
        return b"".join(pieces(store, format, notice=told.append)), told
    except TermgraphError as error:
        return str(error).encode(), told


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    def store(name: str, text: str) -> Path:
        monkeypatch.setattr(kept, "_ROWS", 7)
        (tmp_path / name).write_text(text, "utf-8")
        termgraph.write_store(tmp_path / "store", tmp_path / name)
        return tmp_path / "store"

    return store


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    def set_down() -> None:
        monkeypatch.setattr(thesaurus, "LARGE", -1)
        monkeypatch.setattr(slices, "SHELF", 2)
        monkeypatch.setattr(slices, "_STEP", 1)
        monkeypatch.setattr(sorting, "RUN", 5)
        monkeypatch.setattr(tables, "_AT_HAND", 3)
        monkeypatch.setattr(naming, "_MOST_CALLED", 3)

    return set_down


@pytest.mark.parametrize("oddity", ALL)
def test_rdf_is_the_same(
    oddity: str,
    stored: Callable[[str, str], Path],
    large: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = stored("odd.trig", HEAD + ALL[oddity])
    before = {format: written(termgraph.load(folder), format) for format in FORMATS}
    large()
    shelved: list[object] = []
    put = slices.Shelves._put
    monkeypatch.setattr(slices.Shelves, "_put", lambda *said: shelved.append(put(*said)))
    for format, made in before.items():
        assert written(termgraph.load(folder), format) == made, format
    assert shelved or oddity == "nothing"


@pytest.mark.parametrize("odd", [name for name, one in ODD.items() if one.suffix])
def test_tables_are_the_same(odd: str, tmp_path: Path, large: Callable[[], None]) -> None:
    termgraph.write_store(tmp_path / "store", *ODD[odd].write(tmp_path))
    before = {format: written(termgraph.load(tmp_path / "store"), format) for format in ("csv", "tsv")}
    large()
    for format, made in before.items():
        assert written(termgraph.load(tmp_path / "store"), format) == made, format


def test_rows_are_in_order_whatever_they_are_called(
    stored: Callable[[str, str], Path], large: Callable[[], None]
) -> None:
    names = ["owl", "owl\\n", "owl\\u0001", "owl\\u000b", "owl\\t", "Owl", "ow", "öwl", "owl"]
    lines = (
        f'<e:{n}> a skos:Concept ; skos:prefLabel "{name}"@en ; <e:p> {n} .' for n, name in enumerate(names)
    )
    folder = stored("names.ttl", HEAD + "\n".join(lines))
    before = written(termgraph.load(folder), "csv")
    large()
    assert written(termgraph.load(folder), "csv") == before
    assert "has no place for 9 statements: e:p (9)" in before[1][0]


@pytest.mark.parametrize(
    ("arguments", "is_told"),
    [
        ("", False), ("-f csv", False), ("-f trig", False), ("--concept e:owl", False), ("-f csv --losses text", True),
        ("-f graphml", True), ("--profile core", True), ("--losses text", False),
    ],
)  # fmt: skip
def test_how_much_memory_it_takes_is_told_where_it_takes_much(
    arguments: str, is_told: bool, stored: Callable[[str, str], Path], large: Callable[[], None]
) -> None:
    folder = stored("owl.ttl", f'{HEAD}<e:owl> a skos:Concept ; skos:prefLabel "owl"@en .')
    large()
    ran = run("-V", folder, "export", *arguments.split())
    assert (ran.status, "which takes some" in ran.err) == (0, is_told)


@pytest.mark.parametrize("format", ["turtle", "csv"])
def test_where_the_disk_is_full_that_is_told(
    format: str,
    stored: Callable[[str, str], Path],
    large: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = stored("many.ttl", HEAD + "".join(f"<e:{n}> a skos:Concept ." for n in range(9)))
    large()

    def full(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(slices, "TemporaryFile", full)
    monkeypatch.setattr("tempfile.TemporaryFile", full)
    ran = run("-V", folder, "export", "-f", format)
    assert (ran.status, ran.out) == (3, "")
    assert "the folder for temporary files cannot be written: No space left on device" in ran.err
