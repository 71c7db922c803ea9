"""What was opened before is looked up where it was kept, and every verb says the same of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import rdflib

import termgraph
from termgraph.api import TermGraph
from termgraph.errors import TermgraphError
from termgraph.matching import Matcher
from termgraph.namespaces import data_dir
from termgraph.store import cache, store
from termgraph.store.engine import DiskEngine, MemoryEngine
from tests.odd_vocabularies import ODD


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TERMGRAPH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(cache, "SMALL", 0)
    monkeypatch.setattr(store, "FEW", 0)
    return tmp_path / "cache"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a part of our own vocabulary, which is read and kept in a fraction of the time."""
    return termgraph.load().part(["softmax"], 2).export(tmp_path_factory.mktemp("small") / "small.ttl")


def shelved(*paths: Path) -> tuple[TermGraph, TermGraph]:
    """Return a vocabulary as it is read, and as it is looked up."""
    read = termgraph.load(*paths)
    assert read.pages is None
    read.keep()
    kept = termgraph.load(*paths)
    assert kept.pages is not None
    return read, kept


def account(graph: TermGraph, words: list[str]) -> Iterator[Any]:
    """Yield what the verbs that look things up say."""
    yield graph.stats()
    yield graph.language, graph.scheme, dict(graph.languages), graph.prefixes, graph.base, graph.notices
    yield len(graph), len(graph.record), repr(graph)
    for word in words:
        yield word, [asdict(hit) for hit in graph.resolve(word)]
        yield (
            word,
            [asdict(hit) for hit in graph.search(word)],
            [asdict(hit) for hit in graph.search(word, 3, "en")],
        )
        try:
            yield graph.find(word)
        except TermgraphError as error:
            yield str(error), error.hint
        for hit in graph.resolve(word):
            yield graph.card(hit.iri, lang="de").to_dict(), graph.concept_of(hit.iri)


def words_of(graph: TermGraph) -> list[str]:
    names = [name.text for name in (*graph.term_names, *graph.collection_names)]
    typed = [
        change(name)
        for name in names
        for change in (str.upper, lambda name: name[1:], lambda name: f"{name}s")
    ]
    return [*names, *typed, *sorted(graph.concepts), *sorted(graph.collections), "o", "zzz", "\udc80", '"']


@pytest.mark.parametrize("name", ODD)
def test_what_is_looked_up_is_what_is_read(name: str, tmp_path: Path) -> None:
    read, kept = shelved(*ODD[name].write(tmp_path))
    words = words_of(read)
    assert list(account(kept, words)) == list(account(read, words))
    assert not kept.pages or not kept.pages.are_many


def test_the_shipped_vocabulary_is_looked_up_as_it_is_read() -> None:
    read, kept = shelved(data_dir() / "ml")
    words = [
        "softmax",
        "soft arg max",
        "kernel",
        "CNN",
        "biases",
        "gradient",
        "probability of classes",
        "matrices",
    ]
    assert list(account(kept, words)) == list(account(read, words))
    legs = [[asdict(leg) for leg in graph.path("softmax", "stride")] for graph in (kept, read)]
    assert legs[0] == legs[1]


def test_parts_of_names_are_found_as_they_are_read() -> None:
    read, kept = shelved(data_dir() / "ml")
    names = sorted({name.text for name in read.term_names})
    parts = {
        name[start : start + length] for name in names[::40] for start in (0, 3) for length in (1, 2, 3, 6)
    }
    how = cycle([(20, None), (1, None), (3, "en"), (500, "de"), (10**6, "en-GB")])
    for part, (limit, lang) in zip(sorted(parts), how, strict=False):
        assert kept.search(part, limit, lang) == read.search(part, limit, lang), (part, limit, lang)


def test_long_names_and_near_ones_are_found_as_they_are_read(tmp_path: Path) -> None:
    long = " ".join(f"word{number}" for number in range(99))
    path = tmp_path / "a.ttl"
    path.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        f'<e:a> a skos:Concept ; skos:prefLabel "{long}"@en .\n'
        '<e:b> a skos:Concept ; skos:prefLabel "the greys"@en , "theowls"@en .\n'
    )
    read, kept = shelved(path)
    for text, found in (
        (long[3:-3], ["e:a"]),
        (long.replace("word50", "50word"), ["e:a"]),
        ("gray", ["e:b"]),
        ("thegreys", ["e:b"]),
        ("the-owl", ["e:b"]),
        ("theolws", ["e:b"]),
    ):
        assert [hit.iri for hit in kept.search(text)] == found, text
        assert kept.search(text) == read.search(text), text
    for text in ("\0", "the\0greys", "the greys\0", "gr\0eys the"):  # which ended FTS5's query
        assert kept.search(text) == read.search(text), text


def test_who_asks_for_much_gets_all_made_anew(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    from termgraph.skos import tables

    monkeypatch.setattr(tables, "_MANY", 5)
    monkeypatch.setattr(tables, "_SHARE", 0)
    read, kept = shelved(small)
    for iri in sorted(read.concepts)[:40]:
        assert kept.card(iri) == read.card(iri)
    assert kept.pages is not None
    assert kept.pages.are_many


def test_changes_of_a_copy_are_seen_in_it(tmp_path: Path) -> None:
    path = tmp_path / "birds.ttl"
    path.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<e:owl> a skos:Concept ; skos:prefLabel " owl"@en .\n'
    )
    _, kept = shelved(path)
    mended = kept.fix(select=["label-space"]).thesaurus
    assert (mended.label("e:owl"), kept.label("e:owl")) == ("owl", " owl")
    graph = kept.to_rdflib()
    assert len(graph) == 2


def test_what_was_asked_in_sparql_is_asked_where_it_was_kept(small: Path) -> None:
    query = "SELECT ?a ?b { ?a skos:broader ?b } ORDER BY ?a ?b"
    read = termgraph.load(small)
    answers = read.query(query).rows
    assert type(read.engine) is MemoryEngine
    read.keep_quads()
    kept = termgraph.load(small)
    assert type(kept.engine) is DiskEngine
    assert kept.query(query).rows == answers
    assert kept.query(query, timeout=20).rows == answers


def test_few_quads_are_kept_as_lines_for_an_engine_in_memory(
    monkeypatch: pytest.MonkeyPatch, small: Path
) -> None:
    monkeypatch.setattr(store, "FEW", 10**6)
    query = "SELECT ?a ?b { ?a skos:related ?b } ORDER BY ?a ?b"
    read = termgraph.load(small)
    answers = read.query(query).rows
    read.keep_quads()
    kept = termgraph.load(small)
    monkeypatch.setattr(kept.record, "dump", lambda: pytest.fail("written anew"))
    assert kept.query(query).rows == answers


def test_who_changes_what_is_kept_changes_a_copy(small: Path) -> None:
    termgraph.load(small).keep_quads()
    kept, other = (termgraph.load(small) for _ in range(2))
    assert kept.query("ASK { <e:owl> ?p ?o }").boolean is False
    graph = kept.to_rdflib()
    graph.add((rdflib.URIRef("e:owl"), rdflib.URIRef("e:eats"), rdflib.URIRef("e:mouse")))
    assert kept.query("ASK { <e:owl> ?p ?o }").boolean is True
    assert other.query("ASK { <e:owl> ?p ?o }").boolean is False


def killed_while_keeping(path: Path, after: float) -> None:
    """Open a file in two processes at once, and kill one of them after a while."""
    code = "import sys, termgraph; v = termgraph.load(sys.argv[1]); v.resolve('c7'); v.keep(); v.keep_quads()"
    both = [subprocess.Popen([sys.executable, "-c", code, str(path)]) for _ in range(2)]
    time.sleep(after)
    both[0].send_signal(signal.SIGKILL)
    assert both[1].wait() == 0
    both[0].wait()


def test_two_processes_at_once_one_of_them_killed_leave_what_is_right(tmp_path: Path, place: Path) -> None:
    path = tmp_path / "many.ttl"
    lines = (
        f'<e:c{n}> a skos:Concept ; skos:prefLabel "c{n}"@en ; skos:broader <e:c{n // 7}> .'
        for n in range(900)
    )
    path.write_text("@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n" + "\n".join(lines))
    long_ago = time.time() - 3600
    os.utime(path, (long_ago, long_ago))
    for after in (0.1, 0.2, 0.25, 0.3, 0.4):
        killed_while_keeping(path, after)
        kept = termgraph.load(path)
        assert kept.pages is not None
        assert kept.card("c700").to_dict()["label"] == "c700"
        assert kept.query("ASK { <e:c700> skos:broader <e:c100> }").boolean is True
        for folder in place.iterdir():
            if folder.is_dir():
                assert {one.name for one in folder.iterdir() if not one.name.startswith(".")} <= {
                    "engine",
                    "pages.sqlite",
                    "record.sqlite",
                }


def test_names_are_taken_apart_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read, kept = shelved(data_dir() / "ml")
    text = "CNNs, A/B tests and a soft-\nmax: the back-propagation of cross entropies, 神经网络. " * 3
    found = read.names_in(text)
    assert kept.names_in(text) == found
    monkeypatch.setattr(Matcher, "_learned", None)
    assert termgraph.load(data_dir() / "ml").names_in(text) == found
    (file,) = tmp_path.rglob("words-all.sqlite")
    file.write_bytes(b"damaged")
    monkeypatch.undo()
    monkeypatch.setenv("TERMGRAPH_CACHE", str(tmp_path / "cache"))
    assert termgraph.load(data_dir() / "ml").names_in(text) == found


def test_what_was_looked_up_is_mended_once(tmp_path: Path) -> None:
    path = tmp_path / "birds.ttl"
    path.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix dct: <http://purl.org/dc/terms/> .\n"
        "<http://e.org/a> a skos:Concept ; dct:isReplacedBy <http://e.org/b> . <http://e.org/b> a skos:Concept ."
    )
    read, kept = shelved(path)
    mended = kept.fix(select=["replaced-current"]).changes
    assert [(change.added, str(change.triple.object).partition("^^")[0]) for change in mended] == [
        (True, '"true"')
    ]
    assert mended == read.fix(select=["replaced-current"]).changes
