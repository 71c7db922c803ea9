"""The library: `termgraph.load` and what can be done with what it returns."""

from __future__ import annotations

import re
import subprocess
import sys
import types
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import SKOS

import termgraph
from termgraph import TermGraph, TermgraphError, load
from termgraph.errors import AmbiguousNameError, NotFoundError
from termgraph.model import Concept, Vocabulary
from termgraph.namespaces import data_dir
from termgraph.skos import Thesaurus

EX = rdflib.Namespace("http://birds.example/")

BIRDS = """
@prefix ex: <http://birds.example/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
ex:owl a skos:Concept ; skos:prefLabel "owl"@en ; skos:altLabel "night bird"@en ; skos:broader ex:bird .
ex:bird a skos:Concept ; skos:prefLabel "bird"@en .
ex:bat a skos:Concept ; skos:prefLabel "bat"@en ; skos:altLabel "night bird"@en .
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "birds.ttl"
    file.write_text(BIRDS, "utf-8")
    return file


def vocabulary() -> Vocabulary:
    owl = Concept(id="owl", pref_label={"en": "owl"}, definition={"en": "Bird of the night."})
    return Vocabulary(title="Birds", base="http://birds.example/", prefix="b", concepts={"owl": owl})


def test_nothing_means_the_shipped_vocabulary() -> None:
    ml = load()
    assert isinstance(ml, TermGraph)
    assert ml.concept("softmax function").misnomers[0].of == ("softargmax",)
    assert ml.base == "https://w3id.org/termgraph/ml/"


def test_sources_of_every_kind(path: Path) -> None:
    graph = rdflib.Graph().parse(path)
    for source in (path, str(path), path.parent, graph, vocabulary(), Thesaurus.open(path), load(path)):
        loaded = load(source)
        assert isinstance(loaded, TermGraph), source
        assert loaded.find("owls") == EX + "owl", source


def test_several_sources_are_one_vocabulary(path: Path) -> None:
    both = load(path, data_dir() / "ml")
    assert both.label(both.find("owl")) == "owl"
    assert both.concept("softmax").id == "softmax"
    assert len(both) == len(load(path)) + len(load())


@pytest.mark.parametrize("source", [42, None, b"x", ["a.ttl"]])
def test_what_is_no_source(source: object) -> None:
    with pytest.raises(TermgraphError, match=f"cannot open a {type(source).__name__}"):
        load(source)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(TermgraphError) as caught:
        load(tmp_path / "birds.ttl")
    assert caught.value.path == str(tmp_path / "birds.ttl")


def test_concepts_are_found_by_any_name(path: Path) -> None:
    birds = load(path)
    assert birds.concept("Owls").pref_label == {"en": "owl"}
    assert birds.concept("ex:owl") == birds.concept(EX + "owl") == birds.concept("owl")
    with pytest.raises(NotFoundError, match="no term is called 'howl'") as missed:
        birds.concept("howl")
    assert missed.value.hint == "did you mean 'owl'?"
    with pytest.raises(AmbiguousNameError) as ambiguous:
        birds.concept("night bird")
    assert dict(ambiguous.value.candidates) == {EX + "owl": "owl", EX + "bat": "bat"}


def test_queries_give_rows_of_python_values(path: Path) -> None:
    birds = load(path)
    rows = birds.query("SELECT ?l (STRLEN(?l) AS ?n) { ?c skos:prefLabel ?l } ORDER BY ?l")
    assert list(rows) == [{"l": "bat", "n": 3}, {"l": "bird", "n": 4}, {"l": "owl", "n": 3}]
    assert bool(birds.query("ASK { ex:owl skos:broader ex:bird }"))
    assert (
        len(birds.query("SELECT * { ?c skos:prefLabel ?l FILTER(STR(?l) = $l) }", params={"l": "owl"})) == 1
    )
    assert next(iter(birds.named_query("synonyms", {"term": "bat"})))["synonym"] == "night bird"
    with pytest.raises(TermgraphError) as caught:
        birds.query("SELECT")
    assert caught.value.line == 1


def test_cards(path: Path) -> None:
    birds = load(path)
    assert birds.card("owls").hierarchy[0][0].label == "bird"
    assert load().card("softmax").misnomers[0].clearer[0].label == "softargmax"
    with pytest.raises(NotFoundError):
        birds.card("howl")
    with pytest.raises(AmbiguousNameError):
        birds.card("night bird")


def test_networkx(path: Path) -> None:
    network = load(path).to_networkx()
    assert list(network.edges(keys=True)) == [(str(EX.owl), str(EX.bird), "broader")]
    assert network.nodes[str(EX.bat)]["label"] == "bat"


def test_view_and_export_return_the_path(path: Path, tmp_path: Path) -> None:
    birds = load(path)
    page = birds.view(tmp_path / "page.html", title="My birds")
    assert page == tmp_path / "page.html"
    assert "My birds" in page.read_text("utf-8")
    written = birds.export(str(tmp_path / "out.rdf"))
    assert isomorphic(rdflib.Graph().parse(written, format="xml"), rdflib.Graph().parse(path))
    assert birds.export(tmp_path / "odd.name", "turtle").exists()
    with pytest.raises(TermgraphError, match=r"'odd\.doc' means no format"):
        birds.export(tmp_path / "odd.doc")
    with pytest.raises(TermgraphError, match="cannot be written"):
        birds.export(path / "x.ttl")


def test_to_rdflib_is_live(path: Path) -> None:
    birds = load(path)
    graph = birds.to_rdflib()
    assert isinstance(graph, rdflib.Graph)
    assert isomorphic(graph, rdflib.Graph().parse(path))
    assert graph.value(EX.owl, SKOS.broader) == EX.bird
    before = len(birds.record)
    graph.add((EX.hawk, SKOS.broader, EX.bird))
    assert len(birds.record) == before + 1
    assert birds.query("ASK { ex:hawk skos:broader ex:bird }").boolean
    graph.remove((EX.hawk, None, None))
    assert len(birds.record) == before


def test_an_rdflib_graph_that_is_given_is_not_changed(path: Path) -> None:
    graph = rdflib.Graph().parse(path)
    birds = load(graph)
    birds.to_rdflib().add((EX.hawk, SKOS.broader, EX.bird))
    assert (EX.hawk, SKOS.broader, EX.bird) not in graph


def test_the_front_door() -> None:
    stores = {"backup_store", "compact_store", "write_store"}
    several = {"combine", "separate"}
    assert set(termgraph.__all__) == {"TermGraph", "TermgraphError", "__version__", "load", *stores, *several}
    assert all(hasattr(termgraph, name) for name in termgraph.__all__)
    with pytest.raises(AttributeError, match="no attribute 'laod'"):
        termgraph.laod  # noqa: B018 - it is looked up to see what happens
    assert (files(termgraph) / "py.typed").is_file()


@pytest.mark.parametrize(
    "code", ["import termgraph", "import termgraph.cli; from termgraph.cli.app import termgraph"]
)
def test_importing_it_is_cheap(code: str) -> None:
    heavy = {"rdflib", "networkx", "pyoxigraph", "pyvis", "jinja2", "yaml", "markdown_it", "rapidfuzz"}
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        capture_output=True,
        check=True,
        text=True,
    )
    loaded = set(done.stdout.split())
    assert "termgraph" in loaded
    assert not heavy & loaded


# As Python has it


def test_a_vocabulary_is_its_concepts(path: Path) -> None:
    birds = load(path)
    assert len(birds) == 3 and [concept.label for concept in birds] == ["bat", "bird", "owl"]
    owl = birds["Owls"]
    assert (owl.iri, owl.label, owl.names, owl.deprecated) == (EX + "owl", "owl", ["night bird"], False)
    assert owl.broader == [birds["bird"]] and birds["bird"].narrower == [owl] and owl.related == []
    assert "owl" in birds and "zebra" not in birds and 3 not in birds
    assert repr(birds) == "<TermGraph: 3 concepts, 9 triples>" and repr(owl) == "<owl>"
    with pytest.raises(KeyError, match="no term is called 'zebra'"):
        birds["zebra"]


def test_a_vocabulary_says_its_title() -> None:
    assert re.fullmatch(r"<TermGraph “Machine-learning .*”: [\d,]+ concepts, [\d,]+ triples>", repr(load()))


def test_cards_of_an_ambiguous_name(path: Path) -> None:
    assert [card.label for card in load(path).cards("night bird")] == ["bat", "owl"]


def test_the_way_between_two_terms_reads(path: Path) -> None:
    (leg,) = load(path).path("bird", "owl")
    assert (leg.source.label, leg.says, leg.target.label) == ("bird", "includes", "owl")
    assert not leg.forward


def test_what_differs_is_told_to_the_letter(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.ttl"
    other.write_text(BIRDS.replace('"bat"@en ;', '"bat"@en ; skos:notation "007", [] ;'), "utf-8")
    found = load(path).diff(load(other))
    assert [t.object.value for t in found.added if isinstance(t.object, ox.Literal)] == ["007"]
    assert len(found.added) == 2 and found.removed == ()
    assert load(other).diff(load(other)).added == ()


def test_fix_leaves_the_vocabulary_as_it_is(path: Path) -> None:
    birds = load(path)
    fixed = birds.fix(select=["one-way"])
    assert [str(change.triple.predicate.value) for change in fixed.changes] == [str(SKOS.narrower)]
    assert len(birds.record) == 9


def test_ingest_works_into_the_folder_that_was_read(tmp_path: Path, path: Path) -> None:
    folder = tmp_path / "sea"
    (folder / "entries").mkdir(parents=True)
    (folder / "vocabulary.yaml").write_text("title: Sea\nbase: https://example.org/sea/\nprefix: sea\n")
    (folder / "entries" / "keel.md").write_text("---\nprefLabel: keel\n---\nWhat a ship rests on.\n")
    document = tmp_path / "words.md"
    document.write_text(
        "# Words\n\n## Barque\n\nA sailing ship with three masts.\n\n## Brig\n\nA ship with two.\n"
    )
    assert len(load(folder).ingest([document], dry_run=True)) == 1 and len(load(folder)) == 1
    load(folder).ingest([document])
    assert {concept.label for concept in load(folder)} == {"Barque", "Brig", "keel"}
    with pytest.raises(TermgraphError, match="only one entries folder"):
        load(path).ingest([document])


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_rows_as_a_table_of_another_library(
    library: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = load(path).query("SELECT ?bird { ?bird skos:broader ?other }")
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(TermgraphError, match=f"{library} is not installed"):
        getattr(result, f"to_{library}")()
    made = types.ModuleType(library)
    made.DataFrame = lambda rows, **how: (rows, how)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, library, made)
    rows, _ = getattr(result, f"to_{library}")()
    assert rows in ([{"bird": EX + "owl"}], {"bird": [EX + "owl"]})
