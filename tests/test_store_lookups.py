"""Queries that are one look-up: what the record answers is what the engine answers, and all else is left to it."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from termgraph.api import TermGraph, load
from termgraph.errors import TermgraphError
from termgraph.namespaces import data_dir
from termgraph.store.engine import MemoryEngine
from termgraph.store.lookups import is_simple, looked_up
from termgraph.store.results import ROW_FORMATS
from termgraph.store.sparql import prepare

TURTLE = """
@prefix e: <http://example.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
e:owl a skos:Concept ; skos:prefLabel "owl"@en, "Eule"@de-AT, "the \\"owl\\"\\t\\u0001\\u00e9"@EN ;
  skos:altLabel "=1+1" ; skos:broader e:bird, <http://example.org/a/../b> ; skos:notation 007, "7" ;
  skos:note [] , "a" ; e:hibou "x"@francophone .
<http://example.org/a/../b> skos:prefLabel "b" .
"""
GRAPH = 'e:one { e:owl skos:prefLabel "owl"@en, "hibou"@fr . }'

LABEL = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
OWL = "<http://example.org/owl>"


@pytest.fixture(scope="module")
def owls(tmp_path_factory: pytest.TempPathFactory) -> TermGraph:
    file = tmp_path_factory.mktemp("owls") / "owls.ttl"
    file.write_text(TURTLE, "utf-8")
    return load(file)


@pytest.fixture(scope="module")
def engine(owls: TermGraph) -> Iterator[MemoryEngine]:
    made = owls.engines(1)[0]
    yield made
    made.close()


def rows(data: bytes | None) -> Counter[str] | None:
    """Return the columns and the rows of an answer, in no order; None where there is none."""
    if data is None:
        return None
    said = json.loads(data)
    told = [said["head"]["vars"], *said["results"]["bindings"]]
    return Counter(json.dumps(one, sort_keys=True) for one in told)


def found(graph: TermGraph, query: str, format: str = "json") -> bytes | None:
    result = looked_up(query, graph.all_prefixes, graph.record)
    return None if result is None else result.serialize(format).encode()


@pytest.mark.parametrize(
    ("query", "count"),
    [
        (f"SELECT ?x {{ {OWL} {LABEL} ?x }}", 3),
        (f"select distinct ?x where {{ {OWL} skos:prefLabel ?x . }}", 3),
        ("PREFIX b: <http://example.org/> SELECT ?x_1\n{ b:owl skos:prefLabel ?x_1 }", 3),
        (f"SELECT ?x {{ {OWL} a ?x }}", 1),
        (f"SELECT ?x {{ {OWL} skos:broader ?x }}", 2),
        (f"SELECT ?x {{ {OWL} skos:altLabel ?x }} LIMIT 5", 1),
        (f'SELECT ?x {{ {OWL} {LABEL} ?x FILTER(lang(?x) = "en") }}', 2),
        (f"SELECT ?x {{ {OWL} <http://example.org/hibou> ?x }}", 1),
    ],
)
def test_a_look_up_is_answered_as_by_the_engine(
    owls: TermGraph, engine: MemoryEngine, query: str, count: int
) -> None:
    prepared, prefixes = prepare(query), owls.all_prefixes
    assert rows(found(owls, query)) == rows(engine.written(prepared, prefixes, "json"))
    assert sum((rows(found(owls, query)) or Counter()).values()) == count + 1
    for format in ROW_FORMATS:
        answers = (found(owls, query, format), engine.written(prepared, prefixes, format))
        assert len({len(answer or b"") for answer in answers}) == 1
    assert found(owls, query) == found(owls, query)


def test_a_limit_is_heeded(owls: TermGraph) -> None:
    for most in range(3):
        data = found(owls, f"SELECT ?x {{ {OWL} {LABEL} ?x }} LIMIT {most}")
        assert len(json.loads(data or b"")["results"]["bindings"]) == most


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT ?x {{ {OWL} skos:notation ?x }}",  # the engine has 7 for 007
        f"SELECT ?x {{ {OWL} skos:note ?x }}",  # a blank node
        f"SELECT ?x {{ {OWL} <e:none> ?x }}",
        f"SELECT ?x {{ <http://example.org/[> {LABEL} ?x }}",
        f"SELECT ?x {{ <http://example.org/a/../b> {LABEL} ?x }}",  # which the engine takes for <http://example.org/b>
        f"SELECT ?x {{ <owl> {LABEL} ?x }}",
        f"BASE <http://example.org/> SELECT ?x {{ <owl> {LABEL} ?x }}",
        "SELECT ?x { no:owl skos:prefLabel ?x }",
        f"SELECT ?x {{ {OWL} A ?x }}",
        f"SELECT ?x {{ _:owl {LABEL} ?x }}",
        f"SELECT ?x {{ ?x {LABEL} ?x }}",
        f"SELECT ?x {{ {OWL} {LABEL} ?X }}",
        f"SELECT * {{ {OWL} {LABEL} ?x }}",
        f"SELECT ?x {{ {OWL} {LABEL} ?x, ?x }}",
        f"SELECT ?x {{ {OWL} {LABEL} ?x ; a ?x }}",
        f"SELECT ?x {{ {OWL} {LABEL} ?x }} ORDER BY ?x",
        f"SELECT ?x {{ {OWL} {LABEL}+ ?x }}",
        f"SELECT ?x {{ {OWL} ^{LABEL} ?x }}",
        f'SELECT ?x {{ {OWL} {LABEL} ?x FILTER(lang(?x) = "EN") }}',
        f'SELECT ?x {{ {OWL} {LABEL} ?x FILTER(lang(?x) = "xx") }}',
        "SELECT ?x FROM <http://example.org/one> { <http://example.org/owl> skos:prefLabel ?x }",
        f"SELECT ?x {{ GRAPH ?g {{ {OWL} {LABEL} ?x }} }}",
        f"ASK {{ {OWL} {LABEL} ?x }}",
        f"SELECT ?x {{ {OWL} {LABEL} ?x }} SELECT",
        f"SELECT ?xWHERE {{ {OWL} {LABEL} ?x }}",
        f'SELECT ?x {{ {OWL} {LABEL} ?xFILTER(lang(?x) = "en") }}',
        f"SELECT ?x {{ {OWL} {LABEL} ?x }} LIMIT3",
        "PREFIX b: <http://example.org/> SELECT ?x { b:owla ?x }",
        "PREFIX b: <http://example.org/> PREFIX b: <> SELECT ?x { b:owl skos:prefLabel ?x }",
        "PREFIX 1: <http://example.org/> SELECT ?x { 1:owl skos:prefLabel ?x }",
        f"SELECT ?x {{\v{OWL} {LABEL} ?x }}",
        f"# SELECT ?x {{ {OWL} {LABEL} ?x }}",
        f"SELECT ?x {{ {OWL} {LABEL} ?x }} # all",
    ],
)
def test_all_else_is_the_engines(owls: TermGraph, query: str) -> None:
    assert found(owls, query) is None


def test_what_is_asked_in_vain_is_not_remembered(owls: TermGraph) -> None:
    known = len(owls.record._rows)
    for number in range(10):
        assert found(owls, f"SELECT ?x {{ {OWL} <e:{number}> ?x }}") is None
    assert len(owls.record._rows) == known


def test_graphs_and_triples_that_are_spoken_of_are_the_engines(tmp_path: Path, owls: TermGraph) -> None:
    spoken = TermGraph.from_text(f"<< {OWL} {LABEL} 'owl' >> <e:says> <e:me> . {OWL} {LABEL} 'owl' .")
    file = tmp_path / "graphs.trig"
    file.write_text(TURTLE + GRAPH, "utf-8")
    assert [is_simple(one.record) for one in (spoken, load(file), owls)] == [False, False, True]


def test_all_of_a_vocabulary_is_looked_up_as_the_engine_has_it() -> None:
    graph = load(data_dir() / "ml")
    engine = graph.engines(1)[0]
    asked, answered = 0, 0
    try:
        for name, column in graph.record.columns.items():
            for subject in dict.fromkeys(column.subjects[:400:40]):
                query = f"SELECT ?x {{ <{subject}> <{name}> ?x }}"
                asked += 1
                if (data := found(graph, query)) is not None:
                    answered += 1
                    assert rows(data) == rows(engine.written(prepare(query), {}, "json")), query
    finally:
        engine.close()
    assert asked > 100
    assert answered > 0.8 * asked


SHAPE = """PREFIX b: <http://example.org/> SELECT DISTINCT ?x WHERE { b:owl skos:prefLabel ?x .
  FILTER ( lang ( ?x ) = "en" ) } LIMIT 9"""
OTHERS = (
    f"""# , ; a A _:b e: b:owla b:-x - ?X ?x_1 \\u0041 \u00e9 <> {OWL} 'en' "EN" skos:notation {{ }} * 0"""
)
BLANKS = ("", "\n", "\t", "\v", "\f", "\x1c", "\u00a0")


def test_whatever_is_looked_up_is_a_query_and_has_the_same_rows(
    owls: TermGraph, engine: MemoryEngine
) -> None:
    dice, count = random.Random(1), 0
    for _ in range(6_000):
        pieces = [one + dice.choice(["", " "]) if dice.random() < 0.1 else f"{one} " for one in SHAPE.split()]
        for start, end in (
            (26, 28),
            (15, 25),
            (6, 7),
            (0, 3),
        ):  # parts that may be missing, the last one first
            pieces[start:end] = pieces[start:end] if dice.random() < 0.5 else []
        for _ in range(dice.choice([0, 1, 1, 2])):
            pieces[dice.randrange(len(pieces))] = dice.choice([*OTHERS.split(), *BLANKS, *pieces])
        query = "".join(pieces)
        if (data := found(owls, query)) is not None:
            count += 1
            assert rows(data) == rows(engine.written(prepare(query), owls.all_prefixes, "json", 10)), query
    assert count > 300


def test_errors_are_the_engines(owls: TermGraph, engine: MemoryEngine) -> None:
    query = f"SELECT ?x {{ <http://example.org/[> {LABEL} ?x }}"
    assert found(owls, query) is None
    with pytest.raises(TermgraphError, match=r"\["):
        engine.written(prepare(query), {}, "json")
