"""The one account of a vocabulary: concepts, names, relations, finding and searching."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from termgraph.errors import AmbiguousNameError, NotFoundError
from termgraph.skos import Thesaurus

BIRDS = Thesaurus.from_text(
    """@prefix e: <http://e.org/birds/> . @prefix f: <http://f.org/> .
    e: a skos:ConceptScheme ; skos:prefLabel "Fowl"@en ; vann:preferredNamespaceUri "http://e.org/birds/" .
    e:animal a skos:Concept ; skos:prefLabel "animal"@en ; skos:narrower e:bird .
    e:bird a skos:Concept ; skos:prefLabel "bird"@en, "Vogel"@de ; skos:definition "It has feathers."@en .
    e:owl a skos:Concept ; skos:prefLabel "barn-owl"@en, "Schleiereule"@de ;
      skos:altLabel "Tyto alba"@la, "screech owl"@en ;
      skos:hiddenLabel "barn oul"@en ; skos:broader e:bird ; skos:notation "B-7" ; skos:related e:mouse .
    e:mouse a skos:Concept ; skos:prefLabel "mouse"@en ; skos:altLabel "screech owl"@en .
    e:matrix a skos:Concept ; skos:prefLabel "matrix"@en .
    e:cafe a skos:Concept ; skos:prefLabel "Café au lait"@fr ; skos:scopeNote "Not a bird, but brown."@en .
    f:owl a skos:Concept ; skosxl:prefLabel f:l . f:l skosxl:literalForm "xl owl"@en .
    f:plain a skos:Concept ; rdfs:label "plain label" .
    f:untyped skos:prefLabel "untyped"@en .
    f:class a owl:Class ; rdfs:label "no concept"@en ; skos:prefLabel "no concept"@en ."""
)
E = "http://e.org/birds/"


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("barn-owl", E + "owl"),
        ("Barn Owl", E + "owl"),
        ("barnowls", E + "owl"),
        ("  TYTO   ALBA ", E + "owl"),
        ("barn oul", E + "owl"),
        ("B-7", E + "owl"),
        ("Schleiereule", E + "owl"),
        ("matrices", E + "matrix"),
        ("The Birds", E + "bird"),
        ("mice", E + "mouse"),
        ("cafe au lait", E + "cafe"),
        ("xl owl", "http://f.org/owl"),
        ("plain label", "http://f.org/plain"),
        (E + "owl", E + "owl"),
        (f"<{E}owl>", E + "owl"),
        ("e:owl", E + "owl"),
        ("f:owl", "http://f.org/owl"),
        ("owl", E + "owl"),
        ("bird", E + "bird"),
    ],
)
def test_any_name_finds_its_concept(name: str, iri: str) -> None:
    assert BIRDS.find(name) == iri


def test_an_ambiguous_name_lists_its_concepts() -> None:
    assert [hit.iri for hit in BIRDS.resolve("Screech Owl")] == [E + "mouse", E + "owl"]
    with pytest.raises(AmbiguousNameError, match=r"a name of 2 concepts .*mouse, owl") as caught:
        BIRDS.find("screech owl")
    assert caught.value.candidates == ((E + "mouse", "mouse"), (E + "owl", "barn-owl"))


@pytest.mark.parametrize("name", ["no concept", "untyped", "Fowl", "", " ", "%%%", "zebra"])
def test_what_is_no_concept_is_not_found(name: str) -> None:
    assert BIRDS.resolve(name) == []
    with pytest.raises(NotFoundError):
        BIRDS.find(name)


def test_a_miss_names_the_nearest() -> None:
    with pytest.raises(NotFoundError, match="did you mean 'Schleiereule'"):
        BIRDS.find("Schleireule")


def test_hidden_names_yield_to_shown_ones() -> None:
    store = Thesaurus.from_text(
        '<e:a> a skos:Concept ; skos:prefLabel "owl" . <e:b> a skos:Concept ; skos:hiddenLabel "owl" .'
    )
    assert store.find("owl") == "e:a"


def test_search_ranks() -> None:
    assert [hit.name for hit in BIRDS.search("owl")][:3] == ["xl owl", "barn-owl", "screech owl"]
    assert BIRDS.search("bird")[0].score == 1.0
    assert [(hit.iri, hit.kind) for hit in BIRDS.search("brown")] == [(E + "cafe", "definition")]
    assert [hit.iri for hit in BIRDS.search("feathers")] == [E + "bird"]
    assert BIRDS.search("schleireule")[0].name == "Schleiereule"
    assert [hit.name for hit in BIRDS.search("vogel", lang="de")] == ["Vogel"]
    assert [hit.name for hit in BIRDS.search("bird", lang="de")] == []
    assert len(BIRDS.search("a", limit=2)) == 2
    assert BIRDS.search("") == BIRDS.search("owl", limit=0) == []
    assert BIRDS.search("a") == BIRDS.search("a")


def test_relations_are_closed_under_their_inverses() -> None:
    index = BIRDS
    assert index.broader[E + "bird"] == [E + "animal"]
    assert index.narrower[E + "bird"] == [E + "owl"]
    assert index.related[E + "mouse"] == [E + "owl"]
    assert index.broader["http://none/"] == []
    assert list(index.ancestors(E + "owl")) == [E + "bird", E + "animal"]
    assert list(index.descendants(E + "animal")) == [E + "bird", E + "owl"]


def test_what_is_a_concept() -> None:
    assert {iri.rpartition("/")[2] for iri in BIRDS.concepts} == {
        "animal", "bird", "owl", "mouse", "matrix", "cafe", "plain"
    }  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=25))
def test_walks_end_whatever_the_cycles(pairs: list[tuple[int, int]]) -> None:
    store = Thesaurus.from_text(" ".join(f"<e:{a}> skos:broader <e:{b}> ." for a, b in pairs))
    index = store
    for number in range(7):
        above = list(index.ancestors(f"e:{number}"))
        assert len(above) == len(set(above))
        assert f"e:{number}" not in above
        assert all(f"e:{number}" in list(index.descendants(other)) for other in above)


def test_long_chains_are_walked() -> None:
    store = Thesaurus.from_text(" ".join(f"<e:{i}> skos:broader <e:{i + 1}> ." for i in range(5000)))
    assert len(list(store.ancestors("e:0"))) == 5000


@pytest.mark.parametrize(
    ("labels", "lang", "expected"),
    [
        ('"owl"@en, "Eule"@de', "de", "Eule"),
        ('"owl"@en-gb, "Eule"@de', "en", "owl"),
        ('"owl"@en, "Eule"@de', "fi", "owl"),
        ('"Eule"@de, "Strix"', "fi", "Strix"),
        ('"Eule"@de, "bufo"@la', "fi", "Eule"),
    ],
)
def test_labels_fall_back(labels: str, lang: str, expected: str) -> None:
    store = Thesaurus.from_text(f"<e:owl> a skos:Concept ; skos:prefLabel {labels} .")
    assert store.label("e:owl", lang) == expected


def test_everything_has_some_label() -> None:
    store = Thesaurus.from_text(
        '@prefix e: <http://e/> . e:s a skos:ConceptScheme ; dct:title "Scheme"@en . e:l skosxl:literalForm "form"@en .'
        ' e:b rdfs:label "beta"@en, "Beta"@de . e:x e:p [] .'
    )
    assert [store.label(f"http://e/{name}") for name in "slbx"] == ["Scheme", "form", "beta", "e:x"]
    assert store.label("http://e/b", "de") == "Beta"
    assert store.label("_:nothing") == "_:nothing"


@pytest.mark.parametrize(
    ("turtle", "language"),
    [
        ('<e:a> skos:prefLabel "a"@de .', "de"),
        ('<e:a> skos:prefLabel "a"@de, "b"@en .', "en"),
        (
            '<e:a> skos:prefLabel "a"@fi . <e:b> skos:prefLabel "b"@fi . <e:c> skos:prefLabel "c"@en, "d"@fi .',
            "fi",
        ),
        ('<e:s> dct:language "de" . <e:a> skos:prefLabel "a"@de, "b"@en .', "de"),
        ('<e:a> skos:prefLabel "a" .', "en"),
        ("<e:a> <e:b> <e:c> .", "en"),
    ],
)
def test_the_language_to_show(turtle: str, language: str) -> None:
    assert Thesaurus.from_text(turtle).language == language


def test_one_concept_with_all_that_is_said_of_it() -> None:
    concept = BIRDS.concept("Barn Owl")
    assert (concept.id, concept.pref_label["de"], concept.broader) == ("owl", "Schleiereule", ("bird",))


def test_named_graphs_count_once() -> None:
    store = Thesaurus.from_text("<e:a> skos:broader <e:b> .")
    data = b'<e:a> <http://www.w3.org/2004/02/skos/core#broader> <e:b> <e:g> .\n<e:a> <e:p> "x" <e:g> .'
    store.record.read(ox.parse(data, ox.RdfFormat.N_QUADS))
    assert len(store) == len(list(store.triples())) == 2
    assert store.broader["e:a"] == ["e:b"]
