"""Queries: answers, formats, errors with their place, time-outs."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest

from termgraph.errors import TermgraphError
from termgraph.skos import Thesaurus
from termgraph.store import Result

STORE = Thesaurus.from_text(
    """@prefix e: <http://e/> . @prefix late: <http://late/> .
    e:owl a skos:Concept ; skos:prefLabel "owl"@en, "Eule"@de ; skos:broader e:bird ; e:eggs 3 ; e:mass 0.5 ;
      e:night true ; e:note "a,b\\n\\"c\\"" .
    e:bird a skos:Concept ; skos:prefLabel "bird"@en ; e:seeAlso [ e:note "blank" ] ."""
)
NOTES = "SELECT ?note { ?s <http://e/note> ?note } ORDER BY ?note"
ENDLESS = (
    "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?v{i} {{ {' '.join(map(str, range(60)))} }}" for i in range(8))
    + " }"
)


def test_rows_are_terms_and_iteration_gives_python_values() -> None:
    result = STORE.query(
        "SELECT ?name ?eggs ?mass ?night ?no { e:owl e:eggs ?eggs ; e:mass ?mass ; e:night ?night ; "
        "skos:prefLabel ?name FILTER(LANG(?name) = 'de') }"
    )
    assert (result.kind, result.variables, len(result)) == (
        "select",
        ["name", "eggs", "mass", "night", "no"],
        1,
    )
    assert result.rows[0][0] == ox.Literal("Eule", language="de")
    assert list(result) == [{"name": "Eule", "eggs": 3, "mass": 0.5, "night": True, "no": None}]


def test_ask_and_graph() -> None:
    assert STORE.query("ASK { e:owl skos:broader e:bird }").boolean is True
    assert not STORE.query("ASK { e:bird skos:broader e:owl }")
    graph = STORE.query("CONSTRUCT { ?b skos:narrower ?a } { ?a skos:broader ?b }")
    assert [str(triple) for triple in graph.triples] == [
        "<http://e/bird> <http://www.w3.org/2004/02/skos/core#narrower> <http://e/owl>"
    ]
    assert next(iter(graph))["subject"] == "http://e/bird"
    assert STORE.query("DESCRIBE e:owl").kind == "graph"


def test_prefixes_own_over_vocabulary_over_usual() -> None:
    store = Thesaurus.from_text("@prefix mine: <http://mine/> . <http://mine/a> mine:b mine:c .")
    assert store.query("ASK { mine:a mine:b mine:c }")
    assert store.query("PREFIX mine: <http://mine/a> ASK { mine: ?p ?o }")
    usual = Thesaurus.open(store)
    usual.prefixes["skos"] = "http://mine/"
    assert usual.query("ASK { skos:a skos:b skos:c }")


def test_default_graph_is_the_union_and_from_chooses() -> None:
    named = ox.Quad(
        ox.NamedNode("http://e/owl"),
        ox.NamedNode("http://e/x"),
        ox.Literal("named"),
        ox.NamedNode("http://g/1"),
    )
    store = Thesaurus.open(STORE)
    store.record.read([named])
    assert len(store.query("SELECT ?x { e:owl e:x ?x }")) == 1
    assert len(store.query("SELECT * FROM <http://g/1> { ?s ?p ?o }")) == 1
    assert len(store.query("SELECT * FROM NAMED <http://g/1> { GRAPH ?g { ?s ?p ?o } }")) == 1
    assert len(store.record) == len(STORE.record) + 1
    with pytest.raises(TermgraphError, match="did you mean 'http://g/1'"):
        store.query("SELECT * FROM <http://g/2> { ?s ?p ?o }")


@pytest.mark.parametrize("timeout", [None, 30.0])
def test_csv_tsv_json_xml(timeout: float | None) -> None:
    result = STORE.query(NOTES, timeout=timeout)
    assert result.serialize("csv") == 'note\r\n"a,b\n""c"""\r\nblank\r\n'
    assert result.serialize("tsv").splitlines()[1] == '"a,b\\n\\"c\\""'
    assert json.loads(result.serialize("json"))["results"]["bindings"][1]["note"]["value"] == "blank"
    assert "<literal>blank</literal>" in result.serialize("xml")
    yes = STORE.query("ASK {}", timeout=timeout)
    assert (yes.serialize("csv"), yes.serialize("tsv"), json.loads(yes.serialize("json"))["boolean"]) == (
        "true\r\n",
        "true\n",
        True,
    )
    assert "<boolean>true</boolean>" in yes.serialize("xml")


def test_csv_is_safe_for_spreadsheets_and_the_others_are_exact() -> None:
    texts = ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "a=1", "é,'"]
    store = Thesaurus.from_text(
        f"<e:a> <e:text> {', '.join(map(json.dumps, texts))} ; <e:number> -5, -0.5, -1e3 ."
    )
    result = store.query("SELECT ?x { ?a <e:text>|<e:number> ?x }")
    cells = [row[0] for row in csv.reader(io.StringIO(result.serialize("csv"), newline=""))][1:]
    numbers = ["-5", "-0.5", "-1000"]
    assert sorted(cells) == sorted([*(f"'{text}" for text in texts[:6]), *texts[6:], *numbers])
    rows = json.loads(result.serialize("json"))["results"]["bindings"]
    assert sorted(row["x"]["value"] for row in rows) == sorted([*texts, *numbers])
    assert '\n"=1+1"\n' in result.serialize("tsv")
    unbound = store.query("SELECT ?x ?y { VALUES ?y { 1 <e:i> } OPTIONAL { ?y <e:none> ?x } }")
    assert unbound.serialize("csv") == "x,y\r\n,1\r\n,e:i\r\n"


@pytest.mark.parametrize("format_", ["tsv", "json", "xml"])
def test_language_tags_are_written_in_their_conventional_case(format_: str) -> None:
    texts = ["a", 'b"@en-gb', "c\\", '"xml:lang":"en-gb"', ' xml:lang="en-gb"', '\\"@zh-hant']
    turtle = ", ".join(json.dumps(text) + "@EN-gb" for text in texts)
    store = Thesaurus.from_text(f"<e:a> <e:text> {turtle}, 'd'@zh-hant, 'e'@de .")
    text = store.query("SELECT ?x { ?a ?b ?x }").serialize(format_)
    assert text.count("en-GB") == len(texts)
    assert (text.count("zh-Hant"), text.count("zh-hant")) == (1, 1)
    document = ox.parse_query_results(text.encode(), getattr(ox.QueryResultsFormat, format_.upper()))
    assert isinstance(document, ox.QuerySolutions)
    assert {row["x"].value for row in document} == {*texts, "d", "e"}


@pytest.mark.parametrize("format_", ["turtle", "trig", "ntriples", "rdfxml", "jsonld"])
def test_language_tags_of_graphs_are_written_so_too(format_: str) -> None:
    store = Thesaurus.from_text(
        r"""<e:a> <e:text> "b\"@en-gb"@en-gb, "\"@language\":\"en-gb\""@sr-latn-rs ."""
    )
    text = store.query("CONSTRUCT WHERE { ?a ?b ?c }").serialize(format_)
    assert [text.count(tag) for tag in ("en-GB", "en-gb", "sr-Latn-RS", "sr-latn-rs")] == [1, 2, 1, 0]


def test_what_is_no_language_tag_is_told_as_one_for_private_use() -> None:
    data = """{"head":{"vars":["x"]},"results":{"bindings":[
        {"x":{"type":"literal","value":"a","xml:lang":"en"}},
        {"x":{"type":"literal","value":"b","xml:lang":"francophone"}},
        {"x":{"type":"literal","value":"c","xml:lang":"en_us"}},
        {"x":{"type":"literal","value":"d","xml:lang":"-"}}]}}"""
    result = Result("select", data.encode())
    tags = ["en", "x-francoph-one", "x-en-us", "und"]
    assert [row[0].language for row in result.rows if isinstance(row[0], ox.Literal)] == tags
    assert [line.rpartition("@")[2] for line in result.serialize("tsv").splitlines()[1:]] == tags


def test_language_tags_inside_triple_terms() -> None:
    result = STORE.query("SELECT (<<(<e:a> <e:b> 'c'@en-gb)>> AS ?x) {}")
    assert '"c"@en-GB' in result.serialize("tsv")
    assert result.serialize("csv") == 'x\r\n"<e:a> <e:b> ""c""@en-GB"\r\n'
    assert list(result) == [{"x": '<e:a> <e:b> "c"@en-GB'}]


@pytest.mark.parametrize("format_", ["turtle", "trig", "ntriples", "rdfxml", "jsonld"])
def test_graphs_are_written_the_same_each_time_and_read_back(format_: str) -> None:
    query = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"
    text = STORE.query(query).serialize(format_)
    assert text == Thesaurus.open(STORE).query(query).serialize(format_)
    again = ox.Dataset(
        ox.parse(
            text.encode(),
            getattr(
                ox.RdfFormat,
                {"ntriples": "N_TRIPLES", "rdfxml": "RDF_XML", "jsonld": "JSON_LD"}.get(
                    format_, format_.upper()
                ),
            ),
        )
    )
    here = ox.Dataset(STORE.quads())
    for dataset in (again, here):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert again == here


def test_only_used_prefixes_are_written() -> None:
    text = STORE.query("CONSTRUCT WHERE { ?a skos:broader ?b }").serialize("turtle")
    assert sorted(line.split()[1] for line in text.splitlines() if line.startswith("@prefix")) == [
        "e:",
        "skos:",
    ]


def test_xml_holds_no_character_that_xml_forbids() -> None:
    assert "<literal>ab</literal>" in STORE.query('SELECT ("a\\u0001b" AS ?x) {}').serialize("xml")


def test_a_format_that_does_not_fit_is_refused() -> None:
    with pytest.raises(TermgraphError, match=r"rows cannot be written as 'turtle' .*csv"):
        STORE.query("SELECT * {}").serialize("turtle")
    with pytest.raises(TermgraphError, match="did you mean 'turtle'"):
        STORE.query("CONSTRUCT WHERE {}").serialize("turtel")


@pytest.mark.parametrize(
    ("query", "place", "message"),
    [
        ("SELEC * { }", (1, 1), "unexpected 'SELEC' (did you mean 'SELECT'?)"),
        (
            "SELECT *\nWHERE {\n  ?s ?p ?o FLTER(?o)\n}",
            (3, 12),
            "unexpected 'FLTER' (did you mean 'FILTER'?)",
        ),
        ("SELECT * { ?s sko:broader ?o }", (1, 15), "unknown prefix 'sko:' (did you mean 'skos:'?)"),
        ("SELECT * { ?s quux:p ?o }", (1, 15), "unknown prefix 'quux:' (declare it: PREFIX quux: <…>)"),
        ("SELECT * WHERE { ?s ?p }", (1, 24), "unexpected '}'"),
        ("SELECT * { ?s <rel> ?o }", (1, 15), "this IRI is relative or malformed"),
        ("SELECT ?x { ?s ?p ?o } GROUP BY ?s", (1, 33), "SELECT names a variable that is not in GROUP BY"),
        ("SELECT * { ?s ?p ?o } ORDER ?s", (1, 29), "unexpected '?s' (expected BY)"),
        ("DESCRIBE", (1, 9), "the query ends too early"),
        ("SELECT (COUNT(?x)) { ?s ?p ?x }", (1, 18), "unexpected ')'"),
        ("SELECT * { ?s ?p 'é' ?x }", (1, 22), "unexpected '?x'"),
        ("SELECT * { ?s ?p '''two\nlines''' ; ?p ; }\n}", (3, 1), "closes nothing"),
        ("SELECT * { ?s ?p ?o } LIMIT x", (1, 29), "unexpected 'x'"),
    ],
)
def test_syntax_errors_say_where_and_what(query: str, place: tuple[int, int], message: str) -> None:
    with pytest.raises(TermgraphError) as caught:
        STORE.query(query)
    error = caught.value
    assert (error.line, error.column) == place
    assert message in str(error)
    assert error.snippet is not None
    shown, below = error.snippet.split("\n")
    assert shown.strip() == query.split("\n")[place[0] - 1].strip()
    assert below.index("^") == place[1] + 1


@pytest.mark.parametrize("timeout", [None, 30.0])
def test_what_the_engine_cannot_do_is_said(timeout: float | None) -> None:
    with pytest.raises(TermgraphError, match="unknown function http://f/x"):
        STORE.query("SELECT (<http://f/x>(1) AS ?y) {}", timeout=timeout)
    with pytest.raises(TermgraphError, match="did you mean 'FILTER'"):
        STORE.query("SELECT * { FLTER(1) }", timeout=timeout)


def test_to_python_keeps_what_does_not_fit_as_text() -> None:
    document = {
        "head": {"vars": ["a", "b", "c"]},
        "results": {
            "bindings": [
                {
                    "a": {
                        "type": "literal",
                        "value": "many",
                        "datatype": "http://www.w3.org/2001/XMLSchema#integer",
                    },
                    "b": {"type": "bnode", "value": "x"},
                    "c": {
                        "type": "literal",
                        "value": "7",
                        "datatype": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger",
                    },
                }
            ]
        },
    }
    assert list(Result("select", json.dumps(document).encode())) == [{"a": "many", "b": "_:x", "c": 7}]


# Columns, for data frames and files of tables


def test_columns_tell_languages_and_types_where_they_differ() -> None:
    store = Thesaurus.from_text(
        """<e:a> <e:name> "colour"@EN-gb, "Farbe"@de, "", ""@en ; <e:n> 1, 2.5 ; <e:mixed> 3, "x", <e:b>, true ;
        <e:long> 9223372036854775808, 1 ; <e:when> "2020"^^xsd:gYear ."""
    )

    def columns(property_: str, *, of_one_type: bool = False) -> dict[str, list[object]]:
        rows = store.query(f"SELECT ?x {{ ?a <e:{property_}> ?x }} ORDER BY DATATYPE(?x) STR(?x) LANG(?x)")
        return rows.columns(of_one_type=of_one_type)

    names = columns("name")
    assert sorted(map(str, zip(names["x"], names["x_lang"], strict=True))) == [
        "('', 'en')",
        "('', None)",
        "('Farbe', 'de')",
        "('colour', 'en-GB')",
    ]
    assert set(columns("n")) == {"x"}
    assert sorted(columns("n", of_one_type=True)["x"], key=str) == [1.0, 2.5]
    mixed = columns("mixed")
    assert sorted(zip(map(str, mixed["x"]), mixed["x_type"], strict=True), key=str) == [
        ("3", "xsd:integer"),
        ("True", "xsd:boolean"),
        ("e:b", "iri"),
        ("x", "xsd:string"),
    ]
    assert sorted(map(str, columns("mixed", of_one_type=True)["x"])) == ["3", "e:b", "true", "x"]
    assert sorted(map(str, columns("long", of_one_type=True)["x"])) == ["1", "9223372036854775808"]
    assert all(isinstance(one, str) for one in columns("long", of_one_type=True)["x"])
    assert columns("when") == {"x": ["2020"]}


def test_a_query_s_own_column_is_not_replaced() -> None:
    result = STORE.query("SELECT ?l (STRLEN(?l) AS ?l_lang) ?no { e:bird skos:prefLabel ?l }")
    assert result.columns() == {"l": ["bird"], "l_lang": [4], "no": [None]}
    graph = STORE.query("CONSTRUCT WHERE { e:bird skos:prefLabel ?l }").columns()
    assert {name: values[0] for name, values in graph.items()} == {
        "subject": "http://e/bird",
        "predicate": "http://www.w3.org/2004/02/skos/core#prefLabel",
        "object": "bird",
        "object_lang": "en",
    }
    assert STORE.query("SELECT ?x { FILTER(false) }").columns() == {"x": []}
