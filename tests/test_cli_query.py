"""The verb `query`: where a query comes from, what comes out, and what cannot be asked."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import time
import types
from pathlib import Path

import openpyxl
import pytest
import rdflib

from tests.commands import ENDLESS, one_line, run


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    folder = tmp_path / "glossary"
    assert run("-V", folder, "new", "bird", "--definition", "Animal with feathers.").status == 0
    assert run("-V", folder, "new", "barn owl", "--broader", "bird", "--alt", "screech owl").status == 0
    return folder


SELECT = "SELECT ?name { ml:softmax skos:altLabel ?name } ORDER BY ?name"
NAMES = ["normalized exponential function", "softargmax", "softmax function"]


def test_a_query_from_the_argument_a_file_and_standard_input(tmp_path: Path) -> None:
    file = tmp_path / "names.rq"
    file.write_text(f"\ufeff{SELECT}", "utf-8")
    other = tmp_path / "names.txt"
    other.write_text(SELECT, "utf-8")
    outs = {
        run("query", SELECT).out,
        run("query", file).out,
        run("query", other).out,
        run("query", "-", stdin=SELECT.encode()).out,
    }
    assert outs == {"name\n" + "-" * 31 + "\n" + "".join(f"{name}\n" for name in NAMES)}


def test_what_a_file_holds_is_never_the_name_of_a_query(tmp_path: Path) -> None:
    file = tmp_path / "word.rq"
    file.write_text("misnomers", "utf-8")
    assert run("query", file).err.startswith(f"termgraph: {file}:1:1: unexpected 'misnomers'")
    assert run("query", "-", stdin=b"misnomers").err.startswith("termgraph: standard input:1:1: unexpected")
    assert run("query", "SELECT").err.startswith("termgraph: 1:7: the query ends too early")


@pytest.mark.parametrize("format", ["csv", "tsv", "json", "xml"])
def test_query_formats(format: str) -> None:
    ran = run("query", SELECT, "--format", format)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.endswith("\n")
    assert rdf_rows(ran.out, format) == NAMES


def test_cells_of_csv_are_no_formulas() -> None:
    query = "SELECT ('=1+1' AS ?a) (-5 AS ?b) {}"
    assert run("query", query, "-f", "csv").out.splitlines() == ["a,b", "'=1+1,-5"]
    assert run("query", query, "-f", "tsv").out.splitlines() == ["?a\t?b", '"=1+1"\t-5']


def rdf_rows(text: str, format: str) -> list[str]:
    result = rdflib.query.Result.parse(io.BytesIO(text.encode()), format=format)
    return [str(row[rdflib.Variable("name")]) for row in result.bindings]


def test_a_query_s_rows_are_counted_aside() -> None:
    assert run("query", SELECT).err == "3 rows\n"
    assert run("query", f"{SELECT} LIMIT 1").err == "1 row\n"
    assert run("-q", "query", SELECT).err == ""


def test_ask() -> None:
    assert run("query", "ASK { ml:softmax a skos:Concept }").out == "yes\n"
    assert run("query", "ASK { ml:softmax a skos:ConceptScheme }").out == "no\n"
    assert json.loads(run("query", "ASK {}", "-f", "json").out)["boolean"] is True


CONSTRUCT = "CONSTRUCT { ml:softmax skos:broader ?x } { ml:softmax skos:broader ?x }"


@pytest.mark.parametrize(
    ("option", "format"),
    [([], "turtle"), (["-f", "ntriples"], "nt"), (["-f", "rdfxml"], "xml"), (["-f", "jsonld"], "json-ld"),
     (["-f", "json"], "json-ld"), (["-f", "xml"], "xml")],
)  # fmt: skip
def test_construct(option: list[str], format: str) -> None:
    graph = rdflib.Graph().parse(data=run("query", CONSTRUCT, *option).out, format=format)
    assert [str(value) for value in graph.objects()] == ["https://w3id.org/termgraph/ml/activation-function"]


def test_a_graph_as_a_table() -> None:
    assert "ml:softmax  skos:broader  ml:activation-function\n" in run("query", CONSTRUCT, "-f", "table").out
    assert "skos:prefLabel" in run("query", "DESCRIBE ml:softmax").out


def test_the_output_file_says_the_format(tmp_path: Path) -> None:
    ran = run("query", SELECT, "-o", tmp_path / "names.csv")
    assert (ran.status, ran.out, ran.err) == (0, "", f"wrote {tmp_path / 'names.csv'}\n")
    rows = list(csv.reader((tmp_path / "names.csv").read_text("utf-8").splitlines()))
    assert rows == [["name"], *([name] for name in NAMES)]
    assert "means no format" in one_line(run("query", SELECT, "-o", tmp_path / "names.docx"))
    assert "rows cannot be written as 'turtle'" in one_line(
        run("query", SELECT, "-o", tmp_path / "names.ttl")
    )
    assert [path.name for path in tmp_path.iterdir()] == ["names.csv"]


def test_the_named_queries_are_listed() -> None:
    ran = run("query", "--list")
    assert ran.status == 0
    listed = re.findall(r"^([\w-]+)", ran.out, re.MULTILINE)
    assert {
        "misnomers",
        "synonyms",
        "ambiguous",
        "abbreviations",
        "hierarchy",
        "orphans",
        "undefined",
    } <= set(listed)
    for name in listed:
        assert re.search(rf"^{name}( \[?\w+=…\]?)*\n    [A-Z].*\.$", ran.out, re.MULTILINE), name


def test_every_misnomer_is_in_the_named_query() -> None:
    rows = list(csv.DictReader(run("query", "misnomers", "--format", "csv").out.splitlines()))
    assert len(rows) >= 29
    assert {"softmax", "stochastic gradient descent", "input layer"} <= {row["term"] for row in rows}


def test_a_named_query_with_a_parameter() -> None:
    rows = list(csv.DictReader(run("query", "synonyms", "term=soft-max", "-f", "csv").out.splitlines()))
    assert sorted(row["synonym"] for row in rows) == NAMES


@pytest.mark.parametrize(
    "value",
    [
        'softmax" } DROP ALL #',
        "softmax> ?p ?o } #",
        "<http://x> . ?s ?p ?o",
        "softmax'''x",
        "\\u0022",
        "?x",
        "$term",
        "\n}",
    ],
)
def test_a_parameter_is_never_sparql(value: str) -> None:
    ran = run("query", "synonyms", f"term={value}")
    assert ran.status == 1
    assert "no term is called" in ran.err
    assert "Traceback" not in ran.err


def test_a_vocabulary_s_own_named_queries(glossary: Path) -> None:
    (glossary / "queries").mkdir()
    text = "# Names that begin so.\n# param: start string  how they begin\nSELECT ?name { ?c skos:prefLabel ?name . FILTER(STRSTARTS(?name, $start)) }"  # noqa: E501 - a comment line is one line
    (glossary / "queries" / "begin.rq").write_text(text, "utf-8")
    listed = run("-V", glossary, "query", "--list").out
    assert "begin start=…\n    Names that begin so.\n    start: how they begin\n" in listed
    assert "barn owl" in run("-V", glossary, "query", "begin", "start=ba").out
    injected = run("-V", glossary, "query", "begin", 'start=ba") || true || STRSTARTS(?name, "')
    assert (injected.status, injected.err) == (0, "0 rows\n")


@pytest.mark.parametrize(
    ("args", "status", "told"),
    [
        (["misnomer"], 1, "no query is called 'misnomer' (did you mean 'misnomers'?)"),
        (["zzz"], 1, "no query is called 'zzz'"),
        (["orphans", "trm=softmax"], 3, "has no parameter 'trm'"),
        (["synonyms", "trm=softmax"], 3, "has no parameter 'trm' (did you mean 'term'?)"),
        (["synonyms", "term=softmx"], 1, "no term is called 'softmx' (did you mean 'softmax'?)"),
        (["hierarchy"], 3, "needs the parameter 'term'"),
        (["missing.rq"], 3, "missing.rq: cannot be read: No such file"),
        ([""], 3, "the query is empty"),
        (["misnomers", "-f", "turtle"], 3, "rows cannot be written as 'turtle'"),
    ],
)
def test_a_query_that_cannot_be_asked(args: list[str], status: int, told: str) -> None:
    ran = run("query", *args)
    assert ran.status == status
    assert told in one_line(ran)


def test_a_syntax_error_is_shown_with_a_caret(tmp_path: Path) -> None:
    ran = run("query", "SELECT *\n{ ?x foo:bar ?y }")
    lines = ran.err.splitlines()
    assert ran.status == 3
    assert lines[0].startswith("termgraph: 2:6: unknown prefix 'foo:'")
    assert lines[1:] == ["  { ?x foo:bar ?y }", "       ^"]
    file = tmp_path / "bad.rq"
    file.write_text("SELECT * { ?x ", "utf-8")
    assert run("query", file).err.startswith(f"termgraph: {file}:1:10: this '{{' is never closed\n")


def test_the_timeout_stops_a_cartesian_query() -> None:
    begun = time.monotonic()
    ran = run("query", ENDLESS, "--timeout", "0.5")
    assert time.monotonic() - begun < 5
    assert ran.status == 3
    assert "took more than 0.5 s and was stopped" in one_line(ran)


def test_a_query_in_time_answers_as_without_a_timeout() -> None:
    assert run("query", SELECT, "--timeout", "30").out == run("query", SELECT).out


# Values for the parameters of one's own query


RELATED = "SELECT ?other { $c skos:broader ?other }"
ACTIVATION = "ml:activation-function"


@pytest.mark.parametrize("value", ["ml:softmax", "<https://w3id.org/termgraph/ml/softmax>"])
def test_a_value_is_a_resource_where_it_is_written_as_one(value: str) -> None:
    assert ACTIVATION in run("query", RELATED, f"c={value}").out


def test_a_value_is_a_literal_otherwise() -> None:
    query = "SELECT ?kind { BIND(IF(ISIRI($c), 'iri', CONCAT(STR($c), '@', LANG($c))) AS ?kind) }"
    kinds = {
        value: run("-q", "query", query, f"c={value}", "-f", "csv").out.split("\r\n")[1]
        for value in ("softmax", '"softmax"@en', "mll:softmax", '"ml:softmax"', "ml:soft max", "2001")
    }
    assert kinds == {
        "softmax": "softmax@",
        '"softmax"@en': "softmax@en",
        "mll:softmax": "mll:softmax@",
        '"ml:softmax"': "ml:softmax@",
        "ml:soft max": "ml:soft max@",
        "2001": "2001@",
    }


@pytest.mark.parametrize(
    "value", ["1} #", '"} #', "<http://x> . ?s ?p ?o", "ml:softmax ; ?p ?o", "?other", "$c"]
)
def test_a_value_is_never_sparql(value: str) -> None:
    ran = run("query", "SELECT ?other { ?other skos:prefLabel $c }", f"c={value}")
    assert (ran.status, ran.out.split()) == (0, ["other", "-----"])


def test_a_value_stands_where_the_query_chooses_it_and_where_it_counts() -> None:
    ran = run(
        "query", "SELECT $c ?other { $c skos:related ?other } LIMIT $n", "c=ml:softmax", "n=2", "-f", "tsv"
    )
    assert ran.out.splitlines()[0] == "?c\t?other"
    assert [line.split("\t")[0] for line in ran.out.splitlines()[1:]] == [
        "<https://w3id.org/termgraph/ml/softmax>"
    ] * 2


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("d=1", "the query has no parameter '$d' (there is $c)"),
        (
            "other=1",
            "no parameter '$other' (?other is a variable; what is to be given a value is written $other)",
        ),
        ("c=<softmax>", "'<softmax>' is no value: "),
    ],
)
def test_a_value_that_is_none(given: str, told: str) -> None:
    ran = run("query", RELATED, given)
    assert ran.status == 3
    assert told in one_line(ran)


def test_the_header_of_a_file_says_of_what_kind_its_parameters_are(tmp_path: Path) -> None:
    file = tmp_path / "near.rq"
    file.write_text(
        "# What is near a term.\n# param: term concept  any name\n# param: most integer 1  how many\n"
        "SELECT ?name { $term skos:related ?other . ?other skos:prefLabel ?name FILTER(LANG(?name) = $language) }\n"
        "ORDER BY ?name LIMIT $most",
        "utf-8",
    )
    assert len(run("query", file, "term=soft-max").out.splitlines()) == 3
    assert len(run("query", file, "term=soft-max", "most=3").out.splitlines()) == 5
    for args, status, told in [
        ([], 3, "the query needs the parameter 'term' (term=…  any name)"),
        (["term=softmx"], 1, "did you mean 'softmax'?"),
        (["term=softmax", "most=many"], 3, "'most' is a whole number, not 'many'"),
        (["term=softmax", "mst=3"], 3, "no parameter '$mst' (did you mean 'most'?)"),
    ]:  # fmt: skip
        ran = run("query", file, *args)
        assert ran.status == status
        assert told in one_line(ran)
    file.write_text("# param: term thing  any name\nASK {}", "utf-8")
    assert f"{file}:1: malformed parameter" in one_line(run("query", file))


def test_select_all_has_the_columns_in_the_order_of_the_query() -> None:
    query = "{ ml:softmax skos:related ?z . ?z skos:prefLabel ?name ; ?a ?m } LIMIT 1"
    for select in ("SELECT *", "select distinct *", "PREFIX e: <http://e/> SELECT\n*"):
        for format in ("csv", "tsv", "table"):
            header = run("query", f"{select} {query}", "-f", format).out.splitlines()[0]
            assert re.findall(r"\w+", header) == ["z", "name", "a", "m"]
    chosen = run("query", f"SELECT ?a (1 * 2 AS ?n) ?z {query}", "-f", "csv").out
    assert chosen.startswith("a,n,z\r\n")


# Files of tables


TABLE = """SELECT ?n ?name ?mixed { VALUES (?n ?name ?mixed) {
  (1 "=1+1"@de 5) (12345678901234567 "a\\u0001b"@EN-gb "@x") (1e400 "c" ml:softmax) } }"""


def test_a_workbook_holds_numbers_and_texts_and_no_formulas(tmp_path: Path) -> None:
    ran = run("query", TABLE, "-o", tmp_path / "a.xlsx")
    assert (ran.status, ran.out) == (0, "")
    assert "1 text was too long for a cell, or held characters" in ran.err
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows == [
        ["n", "name", "name_lang", "mixed", "mixed_type"],
        [1, "=1+1", "de", 5, "xsd:integer"],
        ["12345678901234567", "ab", "en-GB", "@x", "xsd:string"],
        ["inf", "c", None, "https://w3id.org/termgraph/ml/softmax", "iri"],
    ]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    data = (tmp_path / "a.xlsx").read_bytes()
    assert run("query", TABLE, "-o", tmp_path / "b.xlsx").status == 0
    assert (tmp_path / "b.xlsx").read_bytes() == data
    assert "yes or no is no table" in one_line(run("query", "ASK {}", "-f", "xlsx"))


def test_parquet_is_written_by_pyarrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    told = one_line(run("query", TABLE, "-f", "parquet"))
    assert "pyarrow is not installed, and writing parquet needs it (pip install pyarrow)" in told
    arrow, parquet = types.ModuleType("pyarrow"), types.ModuleType("pyarrow.parquet")
    arrow.table = lambda columns: columns  # type: ignore[attr-defined]
    parquet.write_table = lambda columns, file: file.write(repr(columns).encode())  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pyarrow", arrow)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", parquet)
    assert run("query", TABLE, "-o", tmp_path / "a.parquet").status == 0
    told = (tmp_path / "a.parquet").read_text("utf-8")
    assert "'mixed': ['5', '@x', 'https://w3id.org/termgraph/ml/softmax']" in told
    assert "'name_lang': ['de', 'en-GB', None]" in told
