"""The one account of a vocabulary: concepts, names, relations, finding and searching."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from termgraph.errors import AmbiguousNameError, NotFoundError
from termgraph.skos import Thesaurus
from termgraph.skos.ways import way
from termgraph.view import render

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
    assert len(store.record) == len(list(store.triples())) == 2
    assert store.broader["e:a"] == ["e:b"]


GRAINS = Thesaurus.from_text(
    """@prefix e: <http://e.org/k/> .
    e: a skos:ConceptScheme ; dct:title "Grain sizes"@en .
    e:clay a skos:Concept ; skos:prefLabel "clay"@en ; skos:inScheme e: .
    e:silt a skos:Concept ; skos:prefLabel "silt"@en ; skos:inScheme e: .
    e:sand a skos:Concept ; skos:prefLabel "sand"@en ; skos:inScheme e: .
    e:bysize a skos:OrderedCollection ; skos:prefLabel "sediments by grain size"@en ;
      skos:memberList (e:clay e:silt e:sand) .
    e:soft a skos:Collection ; skos:prefLabel "soft sediments"@en ; skos:member e:silt, e:clay, e:bysize ."""
)
K = "http://e.org/k/"


def test_collections_are_found_and_their_members_in_order() -> None:
    assert GRAINS.find("Sediments by grain size") == GRAINS.find(K + "bysize") == K + "bysize"
    assert GRAINS.members[K + "bysize"] == [K + "clay", K + "silt", K + "sand"]
    assert GRAINS.members[K + "soft"] == [K + "clay", K + "bysize", K + "silt"]
    assert GRAINS.collections_of[K + "bysize"] == [K + "soft"]
    assert GRAINS.ordered == {K + "bysize"}
    assert {hit.iri: hit.is_collection for hit in GRAINS.search("sediments")} == {
        K + "bysize": True,
        K + "soft": True,
    }


def test_arrays_and_kinds_of_hierarchy_of_iso_25964() -> None:
    store = Thesaurus.from_text(
        """@prefix e: <http://e.org/k/> . @prefix iso: <http://purl.org/iso25964/skos-thes#> .
        e:ch a skos:Concept ; skos:prefLabel "churches"@en ; iso:subordinateArray e:byf .
        e:byf a iso:ThesaurusArray ; skos:prefLabel "churches by form"@en ; skos:member e:ro, e:ba .
        e:ro a skos:Concept ; skos:prefLabel "rotundas"@en ; skos:broader e:ch ; iso:broaderGeneric e:ch .
        e:ba a skos:Concept ; skos:prefLabel "basilicas"@en ; iso:broaderGeneric e:ch .
        e:tr a skos:Concept ; skos:prefLabel "transepts"@en ; iso:broaderPartitive e:ba ."""
    )
    assert store.collections == {K + "byf"}
    assert store.superordinates[K + "byf"] == [K + "ch"] and store.arrays_of[K + "ch"] == [K + "byf"]
    assert store.broader[K + "ba"] == store.broader[K + "ro"] == [K + "ch"]
    assert list(store.ancestors(K + "tr")) == [K + "ba", K + "ch"]
    assert dict(store.beside(K + "ba")) == {
        "broaderGeneric": [K + "ch"],
        "narrowerPartitive": [K + "tr"],
        "memberOf": [K + "byf"],
    }


@pytest.mark.parametrize(
    ("siblings", "order"),
    [
        ({"a": "5.03", "b": "5.1", "c": "5.10"}, "abc"),
        ({"a": "10", "b": "2", "c": "B"}, "bac"),
        ({"a": None, "b": "1"}, "ba"),
    ],
)
def test_siblings_go_by_notation_as_people_count(siblings: dict[str, str | None], order: str) -> None:
    notations = " ".join(f'e:{name} skos:notation "{code}" .' for name, code in siblings.items() if code)
    store = Thesaurus.from_text(f"@prefix e: <http://e/> . {notations}")
    assert "".join(node[-1] for node in store.in_order(f"http://e/{name}" for name in siblings)) == order


def test_what_is_in_use_comes_before_what_is_deprecated() -> None:
    store = Thesaurus.from_text(
        """@prefix e: <http://e.org/k/> .
        e:a1 a skos:Concept ; skos:prefLabel "web server"@en ; owl:deprecated true ; dct:isReplacedBy e:z9 .
        e:z9 a skos:Concept ; skos:prefLabel "HTTP server"@en ; skos:altLabel "web server"@en ."""
    )
    assert [(hit.iri, hit.deprecated) for hit in store.search("web server")] == [
        (K + "z9", False),
        (K + "a1", True),
    ]
    assert store.find("web server") == K + "z9"


def test_a_deprecated_id_yields_to_a_name_of_what_is_in_use_and_an_iri_does_not() -> None:
    store = Thesaurus.from_text(
        """@prefix e: <http://e.org/k/> . e:s a skos:ConceptScheme . e:owl skos:inScheme e:s .
        e:owl a skos:Concept ; skos:prefLabel "owl"@en ; owl:deprecated true .
        e:strix a skos:Concept ; skos:prefLabel "owl"@en .
        e:bat a skos:Concept ; skos:prefLabel "bat"@en ; owl:deprecated true ."""
    )
    assert [store.find(name) for name in ("owl", K + "owl", "bat")] == [K + "strix", K + "owl", K + "bat"]


@pytest.mark.parametrize(
    "status",
    [
        "owl:deprecated true",
        'owl:deprecated "1"^^xsd:boolean',
        "a owl:DeprecatedClass",
        "<http://www.w3.org/ns/adms#status> <http://purl.org/adms/status/Deprecated>",
        '<http://www.w3.org/2003/06/sw-vocab-status/ns#term_status> "archaic"',
    ],
)
def test_what_is_no_longer_to_be_used(status: str) -> None:
    store = Thesaurus.from_text(f"<e:owl> a skos:Concept ; {status} ; dct:isReplacedBy <e:tyto> .")
    assert store.deprecated == {"e:owl"} and store.current == []
    assert store.replacements == {"e:owl": ["e:tyto"]}


def test_a_hit_names_every_language_that_it_fits_in() -> None:
    store = Thesaurus.from_text(
        '<e:r> a skos:Concept ; skos:prefLabel "eating house"@en, "restaurant"@fr-CA, "restaurante"@es .'
    )
    assert [hit.langs for hit in store.search("restaur")] == [("es", "fr-CA")]


def test_classes_of_ones_own_and_what_must_be_inferred_are_concepts() -> None:
    store = Thesaurus.from_text(
        '<e:Term> rdfs:subClassOf skos:Concept . <e:owl> a <e:Term> ; skos:prefLabel "owl"@en .'
        '<e:bird> skos:prefLabel "bird"@en ; skos:narrower <e:tit> . <e:tit> skos:prefLabel "tit"@en .'
    )
    assert store.concepts == {"e:owl", "e:bird", "e:tit"}
    assert {store.find(name) for name in ("owl", "bird", "tits")} == store.concepts


def test_the_title_of_a_scheme_and_its_language() -> None:
    store = Thesaurus.from_text(
        """<e:s> a skos:ConceptScheme ; dc:title "Fächer"@de . <e:a> a skos:Concept ; skos:inScheme <e:s> ;
        skos:prefLabel "Biologie"@de, "Biology"@en ."""
    )
    assert (store.scheme, store.title("e:s"), store.language) == ("e:s", "Fächer", "de")


def test_a_scheme_is_called_by_its_title_everywhere() -> None:
    birds = Thesaurus.from_text("""<e:s> a skos:ConceptScheme ; dct:title "Birds"@en ; skos:prefLabel "birds 2"@en .
      <e:owl> a skos:Concept ; skos:prefLabel "owl"@en ; skos:inScheme <e:s> .""")
    assert birds.title("e:s") == birds.label("e:s") == "Birds"


def test_several_schemes_are_called_by_the_ontology_that_holds_them() -> None:
    schemes = """<e:s> a skos:ConceptScheme ; dct:title "Owls"@en . <e:t> a skos:ConceptScheme ; dct:title "Jays"@en .
      <e:owl> a skos:Concept ; skos:prefLabel "owl"@en ; skos:inScheme <e:s> ."""
    birds = '<e:o> a owl:Ontology ; dct:title "Birds"@en, "Vögel"@de ; dct:description "All."@en .'
    for text, heading in ((schemes, "Owls"), (schemes + birds, "Birds"), (birds, "Birds")):
        store = Thesaurus.from_text(text)
        assert store.heading() == heading
        assert f"<title>{heading}</title>" in render(store)
    assert Thesaurus.from_text(schemes + birds).heading("de") == "Vögel"
    one = '<e:s> a skos:ConceptScheme ; dct:title "Owls"@en .'
    assert Thesaurus.from_text(one + birds).heading() == "Owls"


@pytest.mark.parametrize(
    "said",
    [
        "<http://publications.europa.eu/resource/authority/language/DEU>",
        "<http://id.loc.gov/vocabulary/iso639-2/ger>",
        "<http://lexvo.org/id/iso639-3/deu>",
        '"de"',
    ],
)
def test_a_scheme_may_say_its_language_by_any_code_of_iso_639(said: str) -> None:
    birds = Thesaurus.from_text(f"""<e:s> a skos:ConceptScheme ; dct:language {said} .
      <e:owl> a skos:Concept ; skos:prefLabel "owl"@en, "Eule"@de ; skos:inScheme <e:s> .""")
    assert birds.language == "de"


def test_a_name_that_is_said_with_a_property_and_with_one_below_it_is_one_name() -> None:
    said = '<e:p> rdfs:subPropertyOf skos:altLabel . <e:a> a skos:Concept ; skos:altLabel "e"@fr ; <e:p> "e"@fr .'
    assert Thesaurus.from_text(said).names == {"e:a": [("altLabel", "e", "fr")]}


def test_a_way_prefers_what_is_stated_to_a_confusion_and_to_a_shelf() -> None:
    birds = Thesaurus.from_text(
        """
        <e:a> skos:related <e:b> . <e:b> skos:related <e:c> .
        <e:a> tg:confusedWith <e:c> . <e:g> a skos:Collection ; skos:member <e:a>, <e:d>, <e:far> .
        <e:c> skos:related <e:d> . <e:far> a skos:Concept .
        """
    )
    assert [step.kind for step in way(birds, "e:a", "e:c")] == ["related", "related"]
    assert [step.kind for step in way(birds, "e:a", "e:d")] == ["related", "related", "related"]
    assert [step.kind for step in way(birds, "e:a", "e:far")] == ["member", "member"]
