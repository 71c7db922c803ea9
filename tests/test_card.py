"""Cards: one concept in words, of our own vocabulary and of anybody's."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from termgraph.card import card
from termgraph.cli.text import card_text
from termgraph.namespaces import data_dir
from termgraph.skos import Thesaurus

PREFIX = "http://birds.example/"

BIRDS = """
@prefix : <http://birds.example/> .
:owl a skos:Concept ; skos:prefLabel "owl"@en, "Eule"@de, "owl"@en-GB ;
  skos:altLabel "night bird"@en, "Kauz"@de, "Strix" ; skos:hiddenLabel "owel"@en ;
  skos:notation "598.97" ; skos:broader :bird, :hunter ; skos:related :mouse ;
  skos:definition "Bird of the night."@en, "Vogel der Nacht."@de ;
  skos:scopeNote "Not the cheese."@en, "Kein Käse."@de ;
  skos:example [ rdf:value "The barn owl."@en ] ; skos:exactMatch <http://other.example/owl> ;
  dct:source "Brehm, Tierleben", <https://owls.example/page>, [ dct:title "A blank book" ], :brehm .
:brehm a dct:BibliographicResource ; rdfs:label "Brehm 1863" ; dct:bibliographicCitation "Brehm (1863). Tierleben." .
:bird a skos:Concept ; skos:prefLabel "bird"@en, "Vogel"@de ; skos:broader :animal .
:hunter a skos:Concept ; skos:prefLabel "hunter"@en ; skos:broader :animal ; skos:narrower :hawk .
:hawk a skos:Concept ; skos:prefLabel "hawk"@en ; skos:relatedMatch <http://other.example/hawk> .
:animal a skos:Concept ; skos:prefLabel "animal"@en .
:mouse a skos:Concept ; skos:prefLabel "mouse"@en .
:egg a skos:Concept ; skos:prefLabel "egg"@en ; skos:broader :hen .
:hen a skos:Concept ; skos:prefLabel "hen"@en ; skos:broader :egg, :hen .
:old a skos:Concept ; skos:prefLabel "nightbird"@en ; owl:deprecated true ; dct:isReplacedBy :owl, :hawk .
:gone a skos:Concept ; skos:prefLabel "dodo"@en ; owl:deprecated true .
:bare a skos:Concept .
:feather a skos:Concept ; skos:prefLabel "feather"@en ; tg:partOf :bird .
[] a skos:Concept ; skos:prefLabel "nameless owl"@en ; skos:broader :owl .
"""


@pytest.fixture(scope="module")
def birds() -> Thesaurus:
    return Thesaurus.from_text(BIRDS)


def labels(links: tuple[object, ...]) -> list[str]:
    return [str(getattr(link, "label", "")) for link in links]


def test_everything_a_stranger_says_is_on_the_card(birds: Thesaurus) -> None:
    owl = card(birds, PREFIX + "owl")
    assert (owl.iri, owl.label, owl.lang, owl.deprecated) == (PREFIX + "owl", "owl", "en", False)
    assert owl.definition == "Bird of the night."
    assert [name.text for name in owl.names] == ["night bird", "Strix"]
    assert owl.notation == ("598.97",)
    assert [labels(line) for line in owl.hierarchy] == [["animal", "bird"], ["animal", "hunter"]]
    assert {kind: labels(links) for kind, links in owl.relations.items()} == {
        "broader": ["bird", "hunter"],
        "narrower": ["nameless owl"],
        "related": ["mouse"],
        "exactMatch": ["http://other.example/owl"],
    }
    assert owl.notes == {"scopeNote": ("Not the cheese.",), "example": ("The barn owl.",)}
    assert owl.translations == {"de": "Eule"}


def test_another_language(birds: Thesaurus) -> None:
    owl = card(birds, PREFIX + "owl", lang="de")
    assert (owl.label, owl.definition) == ("Eule", "Vogel der Nacht.")
    assert [name.text for name in owl.names] == ["Kauz", "Strix"]
    assert labels(owl.relations["broader"]) == ["hunter", "Vogel"]
    assert owl.notes["scopeNote"] == ("Kein Käse.",)
    assert owl.notes["example"] == ("The barn owl.",), "better in another language than not at all"
    assert owl.translations == {"en": "owl", "en-GB": "owl"}


def test_a_language_that_there_is_not_falls_back(birds: Thesaurus) -> None:
    owl = card(birds, PREFIX + "owl", lang="fi")
    assert (owl.label, owl.definition) == ("owl", "Bird of the night.")


def test_sources_of_every_kind(birds: Thesaurus) -> None:
    owl = card(birds, PREFIX + "owl")
    cited = {source.label: source for source in owl.sources}
    assert set(cited) == {"Brehm, Tierleben", "https://owls.example/page", "A blank book", "Brehm 1863"}
    assert (cited["Brehm, Tierleben"].iri, cited["Brehm, Tierleben"].url) == ("", None)
    assert cited["https://owls.example/page"].url == "https://owls.example/page"
    assert cited["A blank book"].iri.startswith("_:")
    assert cited["Brehm 1863"].citation == "Brehm (1863). Tierleben."


def test_what_has_no_address_is_called_by_what_is_said_of_it() -> None:
    told = """@prefix s: <https://schema.org/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> . <e:owl> a skos:Concept ;
      skos:prefLabel "owl"@en ; skos:note "<b>shy</b>"^^rdf:HTML ; <e:size> [ <e:unit> "cm" ; <e:value> 40 ], [] ;
      dct:creator [ foaf:name "Brehm" ], [ s:name "Gessner" ], [] ;
      dct:source [ s:name "Tierleben" ; s:url "https://e.org/brehm" ],
        [ dct:bibliographicCitation "Gessner, <i>Vögel</i> &amp; Eulen"^^rdf:HTML ] ."""
    owl = card(Thesaurus.from_text(told), "e:owl")
    assert labels(owl.makers) == ["Brehm", "Gessner"]
    assert [(one.label, one.url) for one in owl.sources] == [
        ("Gessner, Vögel & Eulen", None),
        ("Tierleben", "https://e.org/brehm"),
    ]
    assert labels(owl.attributes["e:size"]) == ["cm; 40"]
    assert owl.notes == {"note": ("shy",)}


def test_properties_of_the_vocabularys_own() -> None:
    told = """@prefix e: <http://e.org/> . @prefix f: <http://f.org/> . e:owl a skos:Concept ; skos:prefLabel "owl"@en ;
      e:habitat "woods, barns", "ruins"@en, "Wald"@de, e:farm ; e:size "40" ; f:size "big"@en ; e:cry "Huhu"@de .
      e:size rdfs:label "size"@en . f:size rdfs:label "size"@en . e:farm rdfs:label "farm"@en ."""
    birds = Thesaurus.from_text(told)
    owl = card(birds, "http://e.org/owl")
    assert {name: labels(values) for name, values in owl.attributes.items()} == {
        "e:cry": ["Huhu"],
        "e:habitat": ["farm", "ruins", "woods, barns"],
        "size": ["40", "big"],
    }, "of two properties of one label none is lost; a text in another language is better than none"
    shown = re.sub(r"\x1b\[\d*m", "", card_text(owl, 80)).splitlines()
    assert [" ".join(line.split()) for line in shown[2:]] == [
        "e:cry Huhu",
        "e:habitat ruins",
        "woods, barns",
        "farm",
        "Size 40",
        "big",
    ]


def test_a_name_that_is_the_same_in_another_language_is_told() -> None:
    told = '<e:a> a skos:Concept ; skos:prefLabel "Jura"@de, "Jura"@pl, "Jura"@de-AT, "jurassic"@en .'
    assert card(Thesaurus.from_text(told), "e:a", lang="de").translations == {"en": "jurassic", "pl": "Jura"}


def test_of_several_preferred_names_none_is_lost() -> None:
    told = """<e:owl> a skos:Concept ; skos:prefLabel "owl"@en, "hooter"@en, "Eule"@de, "Kauz"@de ;
      skos:altLabel "strix"@la ."""
    owl = card(Thesaurus.from_text(told), "e:owl", lang="en")
    assert (owl.label, [name.text for name in owl.names]) == ("hooter", ["owl"])
    assert (owl.translations, [name.text for name in owl.other_names]) == ({"de": "Eule"}, ["Kauz", "strix"])


def test_narrower_counts_as_broader_back(birds: Thesaurus) -> None:
    assert labels(card(birds, PREFIX + "hawk").relations["broader"]) == ["hunter"]
    assert [labels(line) for line in card(birds, PREFIX + "hawk").hierarchy] == [["animal", "hunter"]]


def test_parts_are_shown_from_both_ends(birds: Thesaurus) -> None:
    assert labels(card(birds, PREFIX + "feather").relations["partOf"]) == ["bird"]
    assert labels(card(birds, PREFIX + "bird").relations["hasPart"]) == ["feather"]


@pytest.mark.parametrize(("name", "line"), [("egg", ["hen"]), ("hen", ["egg"])])
def test_a_cycle_in_the_hierarchy_ends(birds: Thesaurus, name: str, line: list[str]) -> None:
    shown = card(birds, PREFIX + name)
    assert [labels(way) for way in shown.hierarchy] == [line]
    assert labels(shown.relations["broader"]) == line


def test_a_wide_hierarchy_is_cut() -> None:
    levels = "".join(
        f"<e:{level}{a}> a skos:Concept ; skos:broader <e:{level + 1}a>, <e:{level + 1}b> .\n"
        for level in range(8)
        for a in "ab"
    )
    assert len(card(Thesaurus.from_text(levels), "e:0a").hierarchy) == 4


def test_a_concept_that_is_a_blank_node(birds: Thesaurus) -> None:
    shown = card(birds, birds.find("nameless owl"))
    assert shown.iri.startswith("_:")
    assert labels(shown.hierarchy[0]) == ["animal", "bird", "owl"]
    assert card_text(shown, 80).splitlines()[0] == "\x1b[1mnameless owl\x1b[0m"


def test_a_concept_of_which_nothing_is_said(birds: Thesaurus) -> None:
    bare = card(birds, PREFIX + "bare")
    assert (bare.definition, bare.names, bare.hierarchy, bare.relations, bare.sources) == (
        None,
        (),
        (),
        {},
        (),
    )
    assert PREFIX + "bare" in plain(birds, "bare")


@pytest.mark.parametrize("name", ["owl", "egg", "old", "bare", "hawk"])
def test_a_card_is_json(birds: Thesaurus, name: str) -> None:
    as_dict = card(birds, PREFIX + name).to_dict()
    assert json.loads(json.dumps(as_dict))["iri"] == PREFIX + name


# As text


def plain(store: Thesaurus, name: str, columns: int = 80, lang: str | None = None) -> str:
    return re.sub(r"\x1b\[\d*m", "", card_text(card(store, PREFIX + name, lang=lang), columns))


def test_the_text_of_a_card(birds: Thesaurus) -> None:
    assert plain(birds, "owl") == (
        "owl  <http://birds.example/owl>\n"
        "\n"
        "Bird of the night.\n"
        "\n"
        "Also called          night bird, Strix\n"
        "Notation             598.97\n"
        "Where it sits        animal › bird › owl\n"
        "                     animal › hunter › owl\n"
        "Narrower             nameless owl\n"
        "See also             mouse\n"
        "Same elsewhere       http://other.example/owl\n"
        "Note                 Not the cheese.\n"
        "Example              The barn owl.\n"
        "In other languages   Eule, Kauz (de)\n"
        "Sources              A blank book; Brehm 1863; Brehm, Tierleben;\n"
        "                     https://owls.example/page\n"
    )


def test_a_deprecated_concept_says_what_to_use_instead(birds: Thesaurus) -> None:
    assert plain(birds, "old").splitlines()[1] == "Deprecated: use “owl” or “hawk” instead."
    assert "Replaced by" not in plain(birds, "old")
    assert plain(birds, "gone").splitlines()[1] == "Deprecated: no longer to be used."
    assert labels(card(birds, PREFIX + "old").relations["isReplacedBy"]) == ["owl", "hawk"]


def test_an_iri_that_does_not_fit_stands_on_its_own_line(birds: Thesaurus) -> None:
    assert plain(birds, "owl", columns=30).splitlines()[:2] == ["owl", "<http://birds.example/owl>"]


def test_many_links_are_counted() -> None:
    text = "<e:top> a skos:Concept .\n" + "".join(
        f'<e:{n}> a skos:Concept ; skos:prefLabel "n{n:02}"@en ; skos:broader <e:top> .\n' for n in range(35)
    )
    shown = re.sub(r"\s+", " ", card_text(card(Thesaurus.from_text(text), "e:top"), 80))
    assert "n28, n29, and 5 more" in shown


# Misnomers


@pytest.fixture(scope="module")
def ml() -> Callable[[str], str]:
    store = Thesaurus.open(data_dir() / "ml")

    def shown(name: str) -> str:
        return re.sub(r"\x1b\[\d*m", "", card_text(card(store, store.find(name)), 80))

    return shown


def test_the_reason_is_not_repeated_as_a_note(ml: Callable[[str], str]) -> None:
    assert ml("softmax").count("smooth version") == 1
    assert ml("softmax").index("A misnomer: ") < ml("softmax").index("Activation function")


def test_a_misnomer_without_a_clearer_name_has_no_such_line(ml: Callable[[str], str]) -> None:
    text = ml("neural network")
    assert "A misnomer: the name “neural network” misleads.\n" in text
    assert "Clearer" not in text
    assert "It suggests          biological neural network\n" in text


def test_a_polyhierarchy_with_endlessly_many_ways_to_the_top_shows_four_of_them() -> None:
    chain = "".join(
        f"<e:{n}> skos:broader <e:{n}a>, <e:{n}b> . "
        f"<e:{n}a> skos:broader <e:{n + 1}> . <e:{n}b> skos:broader <e:{n + 1}> ."
        for n in range(60)
    )
    store = Thesaurus.from_text('<e:0> a skos:Concept ; skos:prefLabel "zero"@en .' + chain)
    ways = card(store, "e:0").hierarchy
    assert len(set(ways)) == 4
    assert {(len(way), way[0].iri, way[-1].iri in ("e:0a", "e:0b")) for way in ways} == {(120, "e:60", True)}


def test_the_shortest_way_to_the_top_stands_first() -> None:
    store = Thesaurus.from_text(
        "<e:owl> a skos:Concept ; skos:broader <e:a>, <e:z> . <e:a> skos:broader <e:b> . <e:b> skos:broader <e:c> ."
    )
    assert [way[0].iri for way in card(store, "e:owl").hierarchy] == ["e:z", "e:c"]


def test_all_that_is_said_under_one_name_is_told() -> None:
    store = Thesaurus.from_text(
        """<e:owl> a skos:Concept ; skosxl:prefLabel <e:l2>, <e:l1> ; skosxl:altLabel <e:l3>, <e:l4> ;
          <e:size> "0.3" ; <e:length> "0.4" ; dct:modified "2001", "2003" ; dct:created "2000", "1999" .
        <e:size> rdfs:label "size" . <e:length> rdfs:label "size" .
        <e:l1> skosxl:literalForm "owl"@en . <e:l2> skosxl:literalForm "owl"@en .
        <e:l3> skosxl:literalForm "hooter"@en ; skos:note "It hoots."@en, "Rare."@en ; <e:used> "1900" .
        <e:l4> skosxl:literalForm "hooter"@en ; <e:used> "1950" ."""
    )
    shown = card(store, "e:owl")
    assert [link.label for link in shown.attributes["size"]] == ["0.3", "0.4"]
    assert shown.dates == {"created": "1999", "modified": "2003"}
    assert shown.names[0].about == {"e:used": ("1900", "1950"), "note": ("It hoots.", "Rare.")}
