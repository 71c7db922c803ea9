"""The library: `termgraph.load` and what can be done with what it returns."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

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
    before = len(birds)
    graph.add((EX.hawk, SKOS.broader, EX.bird))
    assert len(birds) == before + 1
    assert birds.query("ASK { ex:hawk skos:broader ex:bird }").boolean
    graph.remove((EX.hawk, None, None))
    assert len(birds) == before


def test_an_rdflib_graph_that_is_given_is_not_changed(path: Path) -> None:
    graph = rdflib.Graph().parse(path)
    birds = load(graph)
    birds.to_rdflib().add((EX.hawk, SKOS.broader, EX.bird))
    assert (EX.hawk, SKOS.broader, EX.bird) not in graph


def test_the_front_door() -> None:
    assert set(termgraph.__all__) == {"TermGraph", "TermgraphError", "__version__", "load"}
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
