"""The network has exactly the graph's relations, whatever the graph; neighbourhoods and ways through it."""

from __future__ import annotations

import io
from collections.abc import Iterable

import networkx as nx
import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from termgraph.errors import NotFoundError
from termgraph.namespaces import RDF, RDFS, SKOS, SKOSXL, TG, data_dir
from termgraph.network import Step, neighbourhood, path, to_networkx
from termgraph.relations import RELATIONS
from termgraph.skos import Thesaurus

ML = "https://example.org/ml/"
EDGE_KINDS = {kind.name: kind.iri for kind in (*RELATIONS.drawn, RELATIONS["member"])}


def drawn(triples: Iterable[Triple], language: str = "en") -> nx.MultiDiGraph[str]:
    store = Thesaurus.from_text("")
    store.record.read(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    store.language = language
    return to_networkx(store)


def triple(subject: str, predicate: str, target: str | Literal) -> Triple:
    object_ = target if isinstance(target, Literal) else NamedNode(ML + target)
    return Triple(NamedNode(ML + subject), NamedNode(predicate), object_)


def network(*edges: tuple[str, str, str]) -> nx.MultiDiGraph[str]:
    return drawn([triple(a, EDGE_KINDS[kind], b) for a, kind, b in edges])


def test_the_edges_are_exactly_the_triples_of_the_shipped_vocabulary() -> None:
    vocabulary = Thesaurus.open(data_dir() / "ml")
    triples = set(vocabulary.triples())
    graph = to_networkx(vocabulary)
    stated = {t for t in triples if t.predicate.value in EDGE_KINDS.values()}
    shown = {
        Triple(NamedNode(a), NamedNode(data["predicate"]), NamedNode(b))
        for a, b, data in graph.edges(data=True)
    }
    assert shown == stated
    assert all(key == data["kind"] for *_, key, data in graph.edges(keys=True, data=True))


names = st.sampled_from(["a", "b", "c", "d"])


@given(st.sets(st.tuples(names, st.sampled_from(sorted(EDGE_KINDS)), names)))
def test_the_edges_are_exactly_the_triples_of_any_graph(edges: set[tuple[str, str, str]]) -> None:
    graph = network(*edges)
    back = {(a.removeprefix(ML), kind, b.removeprefix(ML)) for a, b, kind in graph.edges(keys=True)}
    assert back == edges
    assert {node.removeprefix(ML) for node in graph} == {end for a, _, b in edges for end in (a, b)}
    assert all(graph.nodes[node]["top"] in graph for node in graph)


def test_the_order_of_the_triples_does_not_matter() -> None:
    triples = [triple(a, SKOS + "broader", b) for a in "abcd" for b in "efg"]
    one, other = drawn(triples), drawn(reversed(triples))
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True)) == list(other.edges(keys=True))


def test_narrower_alone_gives_the_broader_edge() -> None:
    graph = drawn([triple("bird", SKOS + "narrower", "owl")])
    assert list(graph.edges(keys=True)) == [(ML + "owl", ML + "bird", "broader")]


def test_attributes_of_nodes() -> None:
    graph = drawn(
        [
            triple("softmax", SKOS + "prefLabel", Literal("Softmax", language="de")),
            triple("softmax", SKOS + "prefLabel", Literal("softmax", language="en")),
            triple(
                "softmax", SKOS + "definition", Literal("Turns scores into probabilities.", language="en")
            ),
            triple("softmax", SKOS + "broader", "function"),
            triple("softmax", TG + "misnomerOf", "softmax#en.softargmax"),
            triple("softmax#en.softargmax", TG + "synonymOf", "softmax"),
            triple("softmax#en.softargmax", RDFS + "label", Literal("softargmax", language="en")),
            Triple(NamedNode(ML + "softmax"), NamedNode(RDF + "type"), NamedNode(SKOS + "Concept")),
            Triple(
                NamedNode(ML + "softmax#en.softargmax"), NamedNode(RDF + "type"), NamedNode(SKOSXL + "Label")
            ),
        ]
    )
    assert graph.nodes[ML + "softmax"] == {
        "label": "softmax",
        "lang": "en",
        "kind": "concept",
        "described": True,
        "misnomer": True,
        "deprecated": False,
        "definition": "Turns scores into probabilities.",
        "top": ML + "function",
    }
    term = graph.nodes[ML + "softmax#en.softargmax"]
    assert (term["label"], term["kind"], term["top"]) == ("softargmax", "term", ML + "function")
    mentioned = graph.nodes[ML + "function"]
    assert (mentioned["label"], mentioned["described"]) == ("function", False)


def test_a_record_without_a_clearer_name_marks_the_misnomer_too() -> None:
    graph = drawn(
        [
            triple("input-layer#misnomer", TG + "misleadingName", "input-layer"),
            triple("input-layer", SKOS + "broader", "layer"),
        ]
    )
    assert graph.nodes[ML + "input-layer"]["misnomer"]


def test_labels_fall_back_from_variety_to_none_to_english_to_any() -> None:
    def label(*tags: str) -> str:
        literals = [Literal(tag or "none", language=tag or None) for tag in tags]
        graph = drawn(
            [triple("x", SKOS + "prefLabel", text) for text in literals]
            + [triple("x", SKOS + "broader", "y")],
            language="de",
        )
        return str(graph.nodes[ML + "x"]["label"])

    assert label("en", "fr", "", "de-at", "de") == "de"
    assert label("en", "fr", "", "de-at") == "de-at"
    assert label("en", "fr", "") == "none"
    assert label("fr", "en") == "en"
    assert label("ru", "fr") == "fr"


def test_the_top_of_a_circle_is_its_smallest_iri() -> None:
    graph = network(("c", "broader", "b"), ("b", "broader", "a"), ("a", "broader", "b"))
    assert {graph.nodes[ML + node]["top"] for node in "abc"} == {ML + "a"}


def test_attributes_can_be_written_as_graphml() -> None:
    nx.write_graphml(to_networkx(Thesaurus.open(data_dir() / "ml")), io.BytesIO())


def test_neighbourhood_keeps_to_depth_and_kinds() -> None:
    graph = network(("a", "broader", "b"), ("c", "broader", "b"), ("a", "related", "d"))
    assert {node[-1] for node in neighbourhood(graph, ML + "a")} == set("abd")
    assert {node[-1] for node in neighbourhood(graph, ML + "a", 2)} == set("abcd")
    hierarchy = neighbourhood(graph, ML + "a", 2, {"broader"})
    assert {node[-1] for node in hierarchy} == set("abc")
    assert {kind for *_, kind in hierarchy.edges(keys=True)} == {"broader"}
    with pytest.raises(NotFoundError, match="not in the network"):
        neighbourhood(graph, ML + "nowhere")


def test_path_prefers_the_hierarchy_among_ways_of_the_same_length() -> None:
    graph = network(
        ("a", "related", "x"), ("x", "related", "b"), ("a", "broader", "z"), ("b", "broader", "z")
    )
    assert path(graph, ML + "a", ML + "b") == [
        Step(ML + "a", "broader", ML + "z", True),
        Step(ML + "z", "broader", ML + "b", False),
    ]


def test_path_prefers_the_shorter_way_to_the_hierarchy() -> None:
    graph = network(("a", "related", "b"), ("a", "broader", "z"), ("b", "broader", "z"))
    assert [step.kind for step in path(graph, ML + "a", ML + "b")] == ["related"]


def test_path_says_the_kind_that_says_most_where_a_graph_states_what_it_is_a_kind_of_beside_it() -> None:
    graph = network(
        ("a", "confusedWith", "b"), ("a", "related", "b"), ("b", "partOf", "c"), ("b", "related", "c")
    )
    assert [step.kind for step in path(graph, ML + "a", ML + "c")] == ["confusedWith", "partOf"]
    graph = network(
        ("a", "confusedWith", "b"), ("a", "related", "b"), ("a", "broader", "z"), ("b", "broader", "z")
    )
    assert [step.kind for step in path(graph, ML + "a", ML + "b")] == ["broader", "broader"]


def test_path_to_itself_is_empty_and_to_nowhere_an_error() -> None:
    graph = network(("a", "related", "b"), ("c", "related", "d"))
    assert path(graph, ML + "a", ML + "a") == []
    with pytest.raises(NotFoundError, match=r"no way leads from '.*a' to '.*c'"):
        path(graph, ML + "a", ML + "c")
    with pytest.raises(NotFoundError, match="not in the network"):
        path(graph, ML + "a", ML + "nowhere")


@given(st.sets(st.tuples(names, st.sampled_from(sorted(EDGE_KINDS)), names), min_size=1), names, names)
@example({("a", "confusedWith", "b"), ("a", "abbreviationOf", "c"), ("b", "abbreviationOf", "c")}, "a", "b")
def test_paths_are_as_short_as_those_of_networkx(edges: set[tuple[str, str, str]], a: str, b: str) -> None:
    graph = network(*edges)
    if ML + a not in graph or ML + b not in graph:
        return
    undirected = graph.to_undirected()
    if not nx.has_path(undirected, ML + a, ML + b):
        return
    steps = path(graph, ML + a, ML + b)
    longer = len(steps) - nx.shortest_path_length(undirected, ML + a, ML + b)
    # A step more is taken where it saves one that says little.
    assert longer == 0 or (
        longer == 1 and {step.kind for step in steps}.isdisjoint({"confusedWith", "member"})
    )
    for step in steps:
        ends = (step.source, step.target) if step.forward else (step.target, step.source)
        assert graph.has_edge(*ends, key=step.kind)
