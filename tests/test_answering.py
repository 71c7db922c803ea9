"""What the account answers of a vocabulary's structure is what the SPARQL of the named queries says, row for row."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import termgraph
from termgraph.api import TermGraph
from termgraph.namespaces import data_dir
from termgraph.skos import Thesaurus
from termgraph.skos.answering import QUERIES, Ambiguous
from termgraph.store import Result, cache, list_queries, named
from termgraph.store.kept import KeptRecord
from termgraph.store.results import ROW_FORMATS
from tests.odd_vocabularies import ODD


def asked(graph: Thesaurus, name: str) -> Result:
    """Return what the SPARQL of a named query answers."""
    query = named.find(name, list_queries())
    return graph.query(query.sparql, params=named.bind(query, {}, graph)).with_tags_in("language")


def written(result: Result) -> Mapping[str, str]:
    return {format_: result.serialize(format_) for format_ in ROW_FORMATS}


def agree(*graphs: Thesaurus) -> None:
    """Hold what is answered of each to what SPARQL answers of the first."""
    for name in QUERIES:
        wanted = asked(graphs[0], name)
        for graph in graphs:
            found = graph.named_query(name)
            assert (found.variables, found.rows) == (wanted.variables, wanted.rows), name
            assert written(found) == written(wanted), name


def kept(monkeypatch: pytest.MonkeyPatch, folder: Path, *paths: Path) -> tuple[TermGraph, TermGraph]:
    """Return a vocabulary as it is read, and as it is looked up."""
    monkeypatch.setenv("TERMGRAPH_CACHE", str(folder / "cache"))
    monkeypatch.setattr(cache, "SMALL", 0)
    read = termgraph.load(*paths)
    read.keep()
    return read, termgraph.load(*paths)


@pytest.mark.parametrize("name", ODD)
def test_odd_vocabularies(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    agree(*kept(monkeypatch, tmp_path, *ODD[name].write(tmp_path)))


def test_the_shipped_vocabulary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read, looked_up = kept(monkeypatch, tmp_path, data_dir() / "ml")
    agree(read, looked_up)
    assert looked_up.pages is not None
    for graph in (read, looked_up):
        assert all(graph.rows(name) is not None for name in QUERIES)
        assert "kernel" in [one.name for one in graph.ambiguous()]
    for method in ("ambiguous", "orphans", "undefined", "top_concepts", "cycles", "related_in_hierarchy"):
        assert getattr(looked_up, method)() == getattr(read, method)(), method


@pytest.mark.parametrize("name", ODD)
def test_a_rule_alone_tells_whether_all_is_consistent(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, looked_up = kept(monkeypatch, tmp_path, *ODD[name].write(tmp_path))
    assert read.check(select=["cycle"]) == looked_up.check(select=["cycle"])
    assert read.check().consistent == looked_up.check().consistent


def test_what_is_kept_is_answered_without_reading_any_triple(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "birds.ttl"
    path.write_text(
        """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <e:owl> a skos:Concept ; skos:prefLabel "owl"@en ; skos:broader <e:bird> ; skos:related <e:bird> .
        <e:bird> a skos:Concept ; skos:prefLabel "Owl"@en ."""
    )
    _, looked_up = kept(monkeypatch, tmp_path, path)

    def column(record: KeptRecord, predicate: str, graph: str | None = None) -> None:
        raise AssertionError(predicate)

    monkeypatch.setattr(KeptRecord, "column", column)
    report = looked_up.check(select=["cycle"])
    assert (report.findings, report.consistent) == ((), False)
    assert list(looked_up.named_query("ambiguous")) == [
        {"name": "owl", "language": "en", "count": 2, "terms": "Owl | owl"}
    ]
    assert (looked_up.orphans(), looked_up.related_in_hierarchy()) == ([], [("e:owl", "e:bird")])


_IRIS = st.sampled_from([f"<e:{letter}>" for letter in "abcde"])
_NODES = st.one_of(*[_IRIS] * 9, st.sampled_from(["_:x", "_:y"]))
_TEXTS = st.builds(
    '"{}"{}'.format,
    st.sampled_from(["owl", "Owl", "OWL", "", "ΟΔΟΣ", "İ", "é|", "zz", "=1"]),
    st.sampled_from(["", "@en", "@en-GB", "@EN-us", "@de", "@de-AT", "@english"]),
)
_ODD_TEXTS = st.one_of(*[_TEXTS] * 19, st.sampled_from(["7", "<e:a>", "_:x"]))
_STATEMENTS = st.one_of(
    st.builds("{} skos:{} {} .".format, _NODES, st.sampled_from(["prefLabel", "altLabel"]), _ODD_TEXTS),
    st.builds(
        "{} skosxl:{} [ skosxl:literalForm {} ] .".format,
        _NODES,
        st.sampled_from(["prefLabel", "altLabel"]),
        _ODD_TEXTS,
    ),
    st.builds(
        "{} skosxl:altLabel [ skosxl:literalForm {} ; oio:hasSynonymType obo:OMO_0003001 ] .".format,
        _NODES,
        _TEXTS,
    ),
    st.builds("{} a skos:Concept .".format, _NODES),
    st.builds("{} skos:definition {} .".format, _NODES, _ODD_TEXTS),
    st.builds(
        "{} skos:{} {} .".format,
        _NODES,
        st.sampled_from(["broader", "narrower", "related", "topConceptOf", "hasTopConcept"]),
        _NODES,
    ),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_STATEMENTS, min_size=4, max_size=25))
def test_generated_vocabularies(statements: list[str]) -> None:
    agree(Thesaurus.from_text(" ".join(statements)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_STATEMENTS, min_size=4, max_size=25).filter(lambda said: '"' in "".join(said)))
def test_what_names_are_texts_of_is_answered_without_sparql(statements: list[str]) -> None:
    odd = ("_:", " 7", "Label <e:a>", "literalForm <e:a>", "definition <e:a>")
    graph = Thesaurus.from_text(" ".join(one for one in statements if not any(said in one for said in odd)))
    assert all(graph.rows(name) is not None for name in QUERIES)
    assert "engine" not in graph.__dict__


@pytest.mark.parametrize(
    "text",
    [
        '<e:a> skos:prefLabel <e:b>; skos:altLabel "owl" . <e:c> skos:altLabel "owl" .',
        '_:a skos:prefLabel "owl"@en . <e:b> skos:altLabel "owl"@en . _:a a skos:Concept . [] a skos:Concept .',
        '<e:a> skos:prefLabel 007 . <e:b> skos:prefLabel "7" . <e:a> a skos:Concept .',
        '<e:a> skosxl:prefLabel [ skosxl:literalForm <e:x>, "b"@en ] ; a skos:Concept .',
        '<e:a> skos:broader "bird" . <e:s> skos:hasTopConcept "top" .',
        "<e:a> a skos:Concept ; skos:related <<( <e:a> a <e:b> )>> .",
    ],
)
def test_what_sparql_would_stumble_over_is_asked_in_sparql(text: str) -> None:
    graph = Thesaurus.from_text(text)
    assert graph.rows("orphans") is None
    agree(graph)


def test_blank_nodes_are_told_by_the_methods() -> None:
    graph = Thesaurus.from_text('[] a skos:Concept ; skos:prefLabel "owl" . <e:a> skos:altLabel "OWL" .')
    assert graph.orphans() == ["_:b0"]
    assert graph.ambiguous() == [Ambiguous("owl", "", ["e:a", "_:b0"])]


def test_a_query_of_the_vocabulary_goes_before_ours_of_that_name(tmp_path: Path) -> None:
    for name, text in {
        "vocabulary.yaml": "title: B\nbase: https://e.org/b/\nprefix: b\nlanguage: en\nlicense: https://e.org/l\n",
        "entries/owl.md": "---\nprefLabel: owl\n---\n\nA bird.\n",
        "queries/orphans.rq": "# Nobody.\nSELECT ?who { ?who a skos:Concept FILTER(false) }\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    graph = Thesaurus.open(tmp_path)
    assert graph.orphans() == ["https://e.org/b/owl"]
    assert graph.named_query("orphans").variables == ["who"]


def test_pairs_that_are_related_in_the_hierarchy() -> None:
    graph = Thesaurus.from_text(
        """<e:owl> skos:broader <e:bird> ; skos:related <e:animal> . <e:animal> skos:narrower <e:bird> .
        <e:a> skos:broadMatch <e:b> . <e:b> skos:related <e:a> .
        <e:x> skos:related <e:y>, <e:x> ; skos:broader <e:x> ."""
    )
    assert graph.related_in_hierarchy() == [("e:a", "e:b"), ("e:owl", "e:animal"), ("e:x", "e:x")]


def test_who_changes_an_answer_changes_a_copy() -> None:
    graph = Thesaurus.from_text(
        '<e:a> skos:broader <e:b> ; skos:prefLabel "x" . <e:b> skos:broader <e:a> ; skos:prefLabel "X" .'
    )
    graph.cycles()[0].clear()
    graph.ambiguous()[0].bearers.clear()
    assert graph.cycles() == [["e:a", "e:b"]]
    assert graph.ambiguous() == [Ambiguous("x", "", ["e:b", "e:a"])]
