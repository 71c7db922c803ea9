"""Every verb says the same, to the byte, of files, of their compiled form, and of a store that was made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest

import termgraph
from termgraph.api import TermGraph
from termgraph.errors import TermgraphError
from termgraph.export import WRITERS
from termgraph.export.profiles import PROFILES
from termgraph.store import cache
from termgraph.store.results import Result
from tests.odd_vocabularies import ODD, Odd
from tests.test_kept import account, words_of

#: Those that are made of others, or hold the time at which they were made.
FORMATS = [name for name in WRITERS if name not in ("pdf", "xlsx")]

GRAPHS = Odd(
    """e:one { e:owl a skos:Concept ; skos:prefLabel "owl"@en ; skos:broader e:bird ; skos:note [ e:in 007 ] . }
    e:two { e:owl skos:prefLabel "owl"@en ; skos:altLabel "Eule"@de . e:bird skos:narrower e:owl . }
    e:owl a skos:Concept ; skos:related e:bat . e:bat skos:prefLabel "bat" . e:bird a skos:Concept .
    _:g { e:bat skos:related e:owl ; skos:prefLabel "bat", "bat"@en-GB . << e:bat e:p e:owl >> e:q 1.0 . }""",
    suffix=".trig",
)
ALL = {**ODD, "named graphs": GRAPHS}
QUERIES = (
    "SELECT * { ?a ?b ?c } ORDER BY ?a ?b ?c",
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?a ?b ?c } FILTER(ISIRI(?g)) } GROUP BY ?g ORDER BY ?g",
    "ASK { ?a skos:broader ?b }",
)


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERMGRAPH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(cache, "SMALL", 0)


def answers(graph: TermGraph, words: list[str]) -> Iterator[Any]:
    """Yield what all verbs say, each with what was asked."""
    yield from account(graph, words)
    iris = sorted(graph.concepts)
    for start, end in pairwise(iris):
        yield "path", start, end, told(partial(graph.path, start, end))
    yield "check", graph.check().findings
    yield "fix", told(lambda: list(graph.fix().thesaurus.quads()))
    for format_, profile in product(FORMATS, PROFILES):
        yield format_, profile, told(partial(exported, graph, format_, profile))
    for query in QUERIES:
        yield query, told(partial(graph.query, query))


def exported(graph: TermGraph, format_: str, profile: str) -> tuple[bytes, list[str]]:
    """Return an export, and what is told with it."""
    notices: list[str] = []
    return graph.serialize(format_, profile, notice=notices.append), notices


def told(ask: Callable[[], Any]) -> Any:
    """Return what is answered, or the error; of a query the rows."""
    try:
        answer = ask()
        return (answer.kind, answer.boolean, answer.rows) if isinstance(answer, Result) else answer
    except TermgraphError as error:
        return str(error), error.hint


@pytest.mark.parametrize("name", ALL)
def test_all_verbs_say_the_same_wherever_it_is_kept(name: str, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    paths = ALL[name].write(source)
    read = termgraph.load(*paths)
    words = words_of(read)
    expected = list(answers(read, words))
    read.keep()
    read.keep_quads()
    compiled, stored = termgraph.load(*paths), termgraph.write_store(tmp_path / "store", *paths)
    termgraph.backup_store(tmp_path / "store", tmp_path / "copy")
    compacted = termgraph.compact_store(tmp_path / "copy")
    assert (list(compacted.quads()), compacted.stats()) == (list(stored.quads()), stored.stats())
    for other in (compiled, stored):
        assert other.pages is not None
        for one, wanted in zip(answers(other, words), expected, strict=True):
            assert one == wanted


def test_the_page_is_the_same(tmp_path: Path) -> None:
    (path,) = GRAPHS.write(tmp_path)
    stored = termgraph.write_store(tmp_path / "store", path)
    assert stored.page() == termgraph.load(path).page()
