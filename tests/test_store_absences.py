"""Why nothing was found: only facts are told, and only of what an answer needs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termgraph.store import Store, list_queries, sparql
from termgraph.store.absences import notes
from termgraph.store.lexer import tokens
from termgraph.store.patterns import parts
from tests.commands import run

BIRDS = Store.from_text(
    """@prefix e: <http://e/> .
    e:owl a skos:Concept ; skos:prefLabel "owl"@en, "Eule"@de ; skos:broader e:bird ; e:eggs 007 ; e:code "A1" .
    e:bird a skos:Concept ; skos:prefLabel "bird"@en ; skos:related e:nest .
    e:owl e:eats e:mouse ~ e:how . e:how e:seen "often" ."""
)


def told(query: str, **params: sparql.Parameter) -> list[str]:
    prepared = sparql.prepare(query)
    prepared = prepared.with_parameters(params) if params else prepared
    assert not BIRDS.engine.query(prepared, BIRDS.all_prefixes), "this finds something"
    return notes(prepared, params, BIRDS.record, BIRDS.all_prefixes)


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("SELECT * { ?x skos:prefLabl ?y }", "nothing has skos:prefLabl (did you mean 'skos:prefLabel'?)"),
        ("SELECT * { ?x a ?c ; e:egs ?n }", "nothing has e:egs (did you mean 'e:eggs'?)"),
        (
            "SELECT * { ?x e:prefLabel ?y }",
            "nothing has e:prefLabel (did you mean 'skos:prefLabel'?)",
        ),
        ("SELECT * { ?x skos:notation ?y }", "nothing has skos:notation"),
        ("SELECT * { ?x a skos:Koncept }", "nothing is a skos:Koncept (did you mean 'skos:Concept'?)"),
        ("SELECT * { ?x rdf:type e:Nest }", "nothing is a e:Nest"),
        ("SELECT * { e:owls ?p ?o }", "e:owls is not in the vocabulary (did you mean 'e:owl'?)"),
        ("SELECT * { ?s ?p e:birds }", "e:birds is not in the vocabulary (did you mean 'e:bird'?)"),
        ("SELECT * { <http://x/y> ?p ?o }", "<http://x/y> is not in the vocabulary"),
        ("DESCRIBE e:owls", "e:owls is not in the vocabulary (did you mean 'e:owl'?)"),
        ("SELECT * { e:nest ?p ?o }", "nothing is said of e:nest: it only is what others lead to"),
        ("SELECT * { e:bird skos:broader ?o }", "e:bird has no skos:broader"),
        ("SELECT * { ?s skos:broader/skos:broader e:owl }", "nothing has skos:broader e:owl"),
        ("SELECT * { ?s ?p e:how }", "nothing leads to e:how"),
        ('SELECT * { ?s skos:prefLabel "owl" }', 'nothing has skos:prefLabel "owl"; there is "owl"@en'),
        ('SELECT * { ?s skos:prefLabel "owl"@de }', 'nothing has skos:prefLabel "owl"@de; there is "owl"@en'),
        (
            "SELECT * { ?s skos:prefLabel 'eule'@de }",
            'nothing has skos:prefLabel "eule"@de; there is "Eule"@de',
        ),
        (
            "SELECT * { ?s skos:prefLabel 'brid'@en }",
            'nothing has skos:prefLabel "brid"@en; there is "bird"@en',
        ),
        ('SELECT * { ?s e:code "A1"@en }', 'nothing has e:code "A1"@en; there is "A1"'),
        ('SELECT * { ?s e:code "zz" }', 'nothing has e:code "zz"'),
        (
            'SELECT * { ?s skos:prefLabel ?l FILTER(?l = "owl" && true) }',
            'nothing has skos:prefLabel "owl"; there is "owl"@en',
        ),
        (
            'SELECT * { ?s skos:prefLabel ?l FILTER("Owl"@en = ?l) }',
            'nothing has skos:prefLabel "Owl"@en; there is "owl"@en',
        ),
        (
            "PREFIX f: <http://f/> SELECT * { ?s f:a ?o ; f:b ?n }",
            "no IRI in the vocabulary begins with f: <http://f/>",
        ),
        (
            "PREFIX skos: <http://www.w3.org/2004/02/skos#> SELECT * { ?s skos:prefLabel ?o }",
            "no IRI in the vocabulary begins with skos: <http://www.w3.org/2004/02/skos#> "
            "(skos: usually is <http://www.w3.org/2004/02/skos/core#>)",
        ),
    ],
)
def test_what_is_not_there_is_told_with_what_is_near(query: str, note: str) -> None:
    assert told(query) == [note]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { e:owl skos:prefLabel ?l FILTER(false) OPTIONAL { ?l e:none e:nil } MINUS { ?x e:none ?y } }",
        "SELECT * { { ?x e:none ?y } UNION { e:nil ?x ?y } }",
        "SELECT * { ?x skos:broader ?y FILTER NOT EXISTS { ?y skos:related e:nest } }",
        "SELECT * { ?x e:none|e:other ?y }",
        "SELECT * { ?x e:eggs 8 }",
        'SELECT * { ?x e:code "A1"^^<http://e/type> }',
        "SELECT * { e:how e:seen ?x ; rdf:reifies 'x' } LIMIT 0",
        "SELECT * { VALUES ?x { e:nil } ?x a ?y }",
    ],
)
def test_nothing_is_told_of_what_an_answer_does_not_need(query: str) -> None:
    assert told(query) in ([], ['nothing has rdf:reifies "x"'])


def test_values_of_parameters_are_looked_at_too() -> None:
    from pyoxigraph import NamedNode

    query = "SELECT * { $c skos:prefLabel $l }"
    assert told(query, c=NamedNode("http://e/owls")) == [
        "e:owls is not in the vocabulary (did you mean 'e:owl'?)"
    ]
    assert told(query, l="owl") == ['nothing has skos:prefLabel "owl"; there is "owl"@en']
    written = "a resource is written <IRI>, or prefix:name with a known prefix"
    assert told(query, c="f:owl") == [f'$c is the text "f:owl"; {written}']
    assert told(query, c="owl") == [f'$c is the text "owl", of which nothing is said; {written}']


NODE = st.sampled_from(["e:a", "e:b", "e:c", "?x", "?y"])
TRIPLE = st.tuples(NODE, st.sampled_from(["e:p", "e:q", "a", "?z", "e:p+", "e:p/e:q", "^e:q", "e:p|e:r", "e:r?"]),
                   st.one_of(NODE, st.sampled_from(["'t'", "'t'@en", "1"])))  # fmt: skip
GROUP = st.lists(TRIPLE.map(" ".join), min_size=1, max_size=2).map(" . ".join)
SAID = st.lists(
    st.tuples(st.sampled_from(["e:a", "e:b"]), st.sampled_from(["e:p", "e:q", "a"]),
              st.sampled_from(["e:a", "e:b", "'t'", "'t'@en", "01"])), min_size=1, max_size=4
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(SAID, GROUP, st.sampled_from(["", "OPTIONAL", "MINUS", "FILTER NOT EXISTS", "UNION"]), GROUP)
def test_what_finds_something_lacks_nothing(
    said: list[tuple[str, str, str]], needed: str, keyword: str, other: str
) -> None:
    store = Store.from_text("@prefix e: <http://e/> . " + " . ".join(map(" ".join, said)) + " .")
    inner = f"{{ {needed} }} UNION {{ {other} }}" if keyword == "UNION" else needed
    rest = f"{keyword} {{ {other} }}" if keyword not in ("", "UNION") else ""
    prepared = sparql.prepare(f"SELECT * {{ {inner} {rest} }}")
    if store.engine.query(prepared, store.all_prefixes):
        assert notes(prepared, {}, store.record, store.all_prefixes) == []
    store.engine.close()


def test_parts_of_a_query() -> None:
    query = """CONSTRUCT { ?a e:not ?b } WHERE { # a comment
      ?a ^e:p/(e:q|!e:r)* "x"@en, 'y'^^e:t ; e:list (1 [ e:in ?i ] -2) . [] e:blank ?a ; .
      GRAPH ?g { <<?s ?p ?o>> e:when ?t } VALUES (?v ?w) { (1 2) (UNDEF "}") }
      FILTER REGEX(?i, "{") FILTER EXISTS { ?z a e:Z } { SELECT (MAX(?n) AS ?m) { ?n e:n 1 } GROUP BY ?k }
      ?k e:k true }"""
    assert ["  " * part.depth + str(part) for part in parts(list(tokens(query)))] == [
        '?a ^e:p/(e:q|!e:r)* "x"@en',
        "?a ^e:p/(e:q|!e:r)* 'y'^^e:t",
        "[2] e:in ?i",
        "?a e:list [1]",
        "[3] e:blank ?a",
        "GRAPH ?g",
        "  <<?s ?p ?o>> e:when ?t",
        'VALUES (?v ?w) { (1 2) (UNDEF "}") }',
        'FILTER REGEX(?i, "{")',
        "FILTER EXISTS",
        "  ?z a e:Z",
        "group",
        "  SELECT (MAX(?n) AS ?m)",
        "    ?n e:n 1",
        "?k e:k true",
    ]


WORDS = (
    "SELECT", "{", "}", "(", ")", "[", "]", ".", ";", ",", "?x", "e:p", "a", "|", "/", "^", "UNION", "OPTIONAL",
    "FILTER", "VALUES", "<<(", ")>>", "~", "'x'", "@en",
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS)))
def test_parts_of_what_is_no_query_are_read_as_far_as_it_goes(words: list[str]) -> None:
    assert len(parts(list(tokens(" ".join(["SELECT * {", *words]))))) <= 2 * len(words) + 2


def test_named_queries_that_find_something_lack_nothing() -> None:
    from termgraph.namespaces import data_dir
    from termgraph.skos import Thesaurus

    store = Thesaurus.open(data_dir() / "ml")
    for query in list_queries():
        if not any(param.default is None for param in query.params) and store.named_query(query.name):
            prepared = sparql.prepare(query.sparql)
            assert notes(prepared, {}, store.record, store.all_prefixes) == [], query.name


def test_the_command_tells_it_beside_the_answer() -> None:
    query = "SELECT ?x { ?x skos:prefLabel 'softmax' }"
    ran = run("query", query)
    assert (ran.status, ran.out) == (0, "x\n-\n")
    assert ran.err == '0 rows\nnote: nothing has skos:prefLabel "softmax"; there is "softmax"@en\n'
    assert run("-q", "query", query).err == ""
    assert run("query", "DESCRIBE ml:sofmax").err == (
        "note: ml:sofmax is not in the vocabulary (did you mean 'ml:softmax'?)\n"
    )
    assert run("query", "ASK { ?x skos:prefLabel 'softmax' }").err == ""
