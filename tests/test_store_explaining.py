"""How a query was understood, and what it would be refused for."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from termgraph.store import Store, sparql
from termgraph.store.explaining import explanation, problem
from tests.commands import run
from tests.test_store_query import ENDLESS

STORE = Store.from_text('@prefix e: <http://e/> . e:owl skos:prefLabel "owl"@en ; skos:broader e:bird .')
X = ox.NamedNode("http://e/x")
STORE.record.read([ox.Quad(X, X, X, ox.NamedNode("http://g/1"))])


def test_all_that_there_is_to_say() -> None:
    query = """PREFIX f: <http://f/> SELECT DISTINCT ?x (COUNT(?d) AS ?n) FROM <http://g/1> {
      $c skos:broader ?x . ?x f:lays/f:in ?d OPTIONAL { ?x a ?type FILTER(?type != $no) } } GROUP BY ?x"""
    values: dict[str, sparql.Parameter] = {"c": ox.NamedNode("http://e/owl"), "no": "text"}
    prepared = sparql.prepare(query).with_parameters(values)
    assert explanation(prepared, values, STORE).split("\n") == [
        "answers     rows: DISTINCT ?x (COUNT(?d) AS ?n)",
        "parameters  $c = e:owl, the resource <http://e/owl>",
        '            $no = "text"',
        "variables   ?x ?d ?n ?type",
        "prefixes    f: <http://f/>, as the query declares",
        "            skos: <http://www.w3.org/2004/02/skos/core#>",
        "graphs      <http://g/1>",
        "pattern     $c skos:broader ?x",
        "            ?x f:lays/f:in ?d",
        "            OPTIONAL",
        "              ?x a ?type",
        "              FILTER(?type != $no)",
        "not there   no IRI in the vocabulary begins with f: <http://f/>",
    ]
    assert problem(prepared, STORE) is None


@pytest.mark.parametrize(
    ("query", "answer"),
    [("ASK {}", "yes or no"), ("DESCRIBE <e:x>", "a graph"), ("CONSTRUCT WHERE { ?s ?p ?o }", "a graph"),
     ("SELECT * {}", "rows: all variables"), ("WHERE {}", "nothing: it is no SELECT, ASK, CONSTRUCT or DESCRIBE")],
)  # fmt: skip
def test_what_it_answers(query: str, answer: str) -> None:
    first = explanation(sparql.prepare(query), {}, STORE).split("\n")[0]
    assert first.split(maxsplit=1) == ["answers", answer]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * { ?s ?p } ORDER ?o", "1:18: unexpected '}'"),
        ("SELECT * { ?s sko:broader ?o }", "unknown prefix 'sko:' (did you mean 'skos:'?)"),
        (
            "SELECT * FROM <http://g/2> { ?s ?p ?o }",
            "no graph <http://g/2> is loaded (did you mean 'http://g/1'?)",
        ),
        ("SELECT ?x { ?s ?p ?o } GROUP BY ?s", "SELECT names a variable that is not in GROUP BY"),
    ],
)
def test_what_it_would_be_refused_for(query: str, told: str) -> None:
    assert told in str(problem(sparql.prepare(query), STORE))


def test_what_would_never_end_is_understood_all_the_same() -> None:
    assert problem(sparql.prepare(ENDLESS), STORE) is None


def test_the_command_explains_and_asks_nothing() -> None:
    ran = run("query", "--explain", "SELECT * { $c skos:broader ?x }", "c=ml:softmax")
    assert (ran.status, ran.err) == (0, "")
    assert "$c = ml:softmax, the resource <https://w3id.org/termgraph/ml/softmax>\n" in ran.out
    assert "activation" not in ran.out
    assert "$term = UNDEF: it is left open" in run("query", "--explain", "synonyms").out
    wrong = run("query", "--explain", "SELECT * { ?x skos:broader } LIMIT ?x")
    assert wrong.status == 3
    assert "\npattern    ?x skos:broader\n" in wrong.out
    assert wrong.err.startswith("termgraph: 1:28: unexpected '}'\n")
    refused = run("query", "--explain", "SELECT * { SERVICE <http://e/> { ?s ?p ?o } }")
    assert (refused.status, refused.out) == (3, "")
    assert "SERVICE would ask another server" in refused.err
