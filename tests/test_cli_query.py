"""The verb `query`: where a query comes from, what comes out, and what cannot be asked."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from pathlib import Path

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
