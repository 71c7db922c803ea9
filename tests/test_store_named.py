"""Named queries: each answers, on our own graph and on strangers', and parameters are safe."""

from __future__ import annotations

from pathlib import Path

import pytest

from termgraph.errors import AmbiguousNameError, NotFoundError, TermgraphError
from termgraph.skos import Thesaurus
from termgraph.store import NamedQuery, list_queries
from termgraph.store.named import parse

STRANGER = """@prefix e: <http://e.org/> .
  e:scheme a skos:ConceptScheme ; skos:hasTopConcept e:animal .
  e:animal a skos:Concept ; skos:prefLabel "Tier"@de .
  e:bird a skos:Concept ; skos:prefLabel "Vogel"@de, "bird"@en ; skos:broader e:animal ;
    skos:definition "Es hat Federn."@de .
  e:owl a skos:Concept ; skos:prefLabel "Eule"@de ; skos:broader e:bird ; skos:altLabel "STRIX"@de, "Kauz"@de .
  e:crow a skos:Concept ; skos:prefLabel "Krähe"@de ; skos:altLabel "kauz"@de ; skos:related e:owl .
  e:alone a skos:Concept ; skos:prefLabel "allein"@de ;
    skos:definition "Etwas, das mit gar nichts anderem verbunden ist."@de ; dct:source e:book .
  e:xl a skos:Concept ; skosxl:prefLabel [ skosxl:literalForm "Nur XL"@de ] .
  e:nameless a skos:Concept .
  e:book dct:title "Ein Buch" ."""
OURS = """@prefix e: <http://e.org/> .
  e:a a skos:Concept ; skos:prefLabel "alpha"@en ; rdfs:label "alpha"@en ;
    skos:altLabel "ALF"@en ; skosxl:altLabel e:a-alf ;
    tg:status "stub" ; tg:confusedWith e:b ; tg:contrastsWith e:b ; dct:source e:s1, e:s1-p3 ; tg:misnomerOf e:a-alf .
  e:a-alf skosxl:literalForm "ALF"@en ; rdfs:label "ALF"@en ; tg:abbreviationOf e:a ;
    oio:hasSynonymType obo:OMO_0003000 .
  e:b a skos:Concept ; skos:prefLabel "beta"@en ; rdfs:label "beta"@en ; tg:confusedWith e:a ; dct:source e:s1, e:s2 ;
    skosxl:altLabel [ skosxl:literalForm "bee"@en ; oio:hasSynonymType obo:OMO_0003001 ] ; skos:altLabel "bee"@en .
  e:m1 a tg:Misnomer ; rdfs:label "alpha"@en ; tg:clearName e:a-alf, e:b ; tg:suggests e:b ;
    skos:note "Why, in English."@en,
    "Warum."@de ; dct:source e:s1, e:s1-p3 .
  e:m2 a tg:Misnomer ; rdfs:label "Zeta"@en .
  e:s1 a dct:BibliographicResource ; rdfs:label "One 2001" ; dct:title "The first book" .
  e:s1-p3 a dct:BibliographicResource ; dct:isPartOf e:s1 ; bibo:locator "p3" ; rdfs:label "One 2001, p. 3" .
  e:s2 a dct:BibliographicResource ; rdfs:label "Two 2002" ."""


@pytest.fixture(scope="module")
def stranger() -> Thesaurus:
    return Thesaurus.from_text(STRANGER)


@pytest.fixture(scope="module")
def ours() -> Thesaurus:
    return Thesaurus.from_text(OURS)


def values(store: Thesaurus, name: str, /, **params: str) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in store.named_query(name, params)]


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_every_query_says_what_it_does_and_runs_everywhere(
    query: NamedQuery, stranger: Thesaurus, ours: Thesaurus
) -> None:
    assert query.title.endswith(".")
    assert all(param.help for param in query.params)
    needed = {
        param.name: {"concept": "e:a", "source": "e:s1"}[param.kind]
        for param in query.params
        if param.default is None
    }
    ours.named_query(query.name, needed)
    needed = {name: value.replace("e:a", "e:owl").replace("e:s1", "e:book") for name, value in needed.items()}
    first = stranger.named_query(query.name, needed).serialize("csv")
    assert Thesaurus.from_text(STRANGER).named_query(query.name, needed).serialize("csv") == first


def test_misnomers_have_one_row_a_record(ours: Thesaurus) -> None:
    assert values(ours, "misnomers") == [
        ("alpha", "ALF, beta", "beta", "Why, in English.", "One 2001, p. 3"),
        ("Zeta", None, None, None, None),
    ]


def test_the_shipped_vocabulary_has_every_misnomer(tmp_path: Path) -> None:
    from termgraph.namespaces import data_dir

    rows = values(Thesaurus.open(data_dir() / "ml"), "misnomers")
    assert len(rows) >= 29
    assert all(row[3] for row in rows)


def test_names(stranger: Thesaurus, ours: Thesaurus) -> None:
    assert values(stranger, "synonyms") == [
        ("Eule", "Kauz", "de"), ("Eule", "STRIX", "de"), ("Krähe", "kauz", "de"),
    ]  # fmt: skip
    assert values(stranger, "synonyms", term="crow") == [("Krähe", "kauz", "de")]
    assert values(stranger, "ambiguous") == [("kauz", "de", 2, "Eule | Krähe")]
    assert values(ours, "ambiguous") == [("bee", "en", 1, "beta")]
    assert values(stranger, "abbreviations") == [("STRIX", "Eule", "http://e.org/owl")]
    assert values(ours, "abbreviations") == [("ALF", "alpha", "http://e.org/a")]
    assert values(stranger, "labels", term="Eule") == [
        ("preferred", "Eule", "de"), ("other", "Kauz", "de"), ("other", "STRIX", "de"),
    ]  # fmt: skip
    assert values(stranger, "languages") == [("de", 6, 3, 2), ("en", 1, 0, 0)]


def test_names_that_are_resources_alone_count_once_and_in_the_case_of_their_language() -> None:
    owl = Thesaurus.from_text("""<e:owl> a skos:Concept ; skosxl:prefLabel [ skosxl:literalForm "owl"@en-GB ] ;
      skos:altLabel "strix"@la ; skosxl:altLabel [ skosxl:literalForm "strix"@la ] ;
      skos:definition [ rdf:value "A bird."@en-GB ] .""")
    assert values(owl, "languages") == [("en-GB", 1, 0, 1), ("la", 0, 1, 0)]
    assert values(owl, "labels", term="owl") == [("preferred", "owl", "en-GB"), ("other", "strix", "la")]


def test_relations(stranger: Thesaurus, ours: Thesaurus) -> None:
    assert [row[:2] for row in values(stranger, "hierarchy", term="bird")] == [
        (-1, "Tier"),
        (0, "Vogel"),
        (1, "Eule"),
    ]
    assert [row[:2] for row in values(stranger, "hierarchy", term="animal")] == [
        (0, "Tier"),
        (1, "Vogel"),
        (2, "Eule"),
    ]
    assert [row[0] for row in values(stranger, "narrower", term="bird")] == ["Eule"]
    assert [row[0] for row in values(stranger, "broader", term="owl")] == ["Vogel"]
    assert [row[0] for row in values(stranger, "related", term="owl")] == ["Krähe"]
    assert [row[0] for row in values(stranger, "orphans")] == ["Nur XL", "allein", "http://e.org/nameless"]
    assert [row[0] for row in values(stranger, "top-concepts")] == ["Tier"]
    assert [row[:2] for row in values(stranger, "most-connected", limit="2")] == [("Eule", 2), ("Vogel", 2)]
    assert values(ours, "confused") == values(ours, "contrasts") == [("alpha", "beta")]


def test_gaps(stranger: Thesaurus, ours: Thesaurus) -> None:
    assert "Vogel" not in [row[0] for row in values(stranger, "undefined")]
    assert ("Vogel", "definition under 40 characters", "http://e.org/bird") in values(stranger, "stubs")
    assert ("Eule", "no definition and no note", "http://e.org/owl") in values(stranger, "stubs")
    assert "allein" not in [row[0] for row in values(stranger, "stubs")]
    assert ("alpha", "marked as a stub", "http://e.org/a") in values(ours, "stubs")


def test_sources(stranger: Thesaurus, ours: Thesaurus) -> None:
    assert values(ours, "sources") == [("One 2001", 2, "http://e.org/s1"), ("Two 2002", 1, "http://e.org/s2")]
    assert values(stranger, "sources") == [("Ein Buch", 1, "http://e.org/book")]
    for name in ("s1", "One 2001", "one 2001", "The first book", "http://e.org/s1", "e:s1"):
        assert [row[:2] for row in values(ours, "source-terms", source=name)] == [
            ("alpha", "p3"),
            ("beta", None),
        ]
    assert [row[:2] for row in values(ours, "unique-to-source")] == [("One 2001", "alpha")]
    assert values(ours, "unique-to-source", source="s2") == []


@pytest.mark.parametrize(
    ("name", "params", "error", "message"),
    [
        ("misnomer", {}, NotFoundError, "did you mean 'misnomers'"),
        ("zzz", {}, NotFoundError, "there are abbreviations, ambiguous"),
        ("synonyms", {"trem": "owl"}, TermgraphError, "no parameter 'trem' .did you mean 'term'"),
        ("orphans", {"x": "owl"}, TermgraphError, "it has none"),
        ("hierarchy", {}, TermgraphError, "needs the parameter 'term' .term=…"),
        ("hierarchy", {"term": "Eulle"}, NotFoundError, "did you mean 'Eule'"),
        ("hierarchy", {"term": "Kauz"}, AmbiguousNameError, "2 concepts"),
        ("source-terms", {"source": "Ein Bucch"}, NotFoundError, "did you mean 'Ein Buch'"),
        ("most-connected", {"limit": "many"}, TermgraphError, "a whole number, not 'many'"),
        ("most-connected", {"limit": "1 } #"}, TermgraphError, "a whole number"),
        ("most-connected", {"limit": "-1"}, TermgraphError, "a whole number"),
    ],
)
def test_wrong_names_and_parameters(
    name: str, params: dict[str, str], error: type[Exception], message: str, stranger: Thesaurus
) -> None:
    with pytest.raises(error, match=message):
        stranger.named_query(name, params)


def test_a_vocabulary_brings_its_own_queries(tmp_path: Path) -> None:
    (tmp_path / "entries").mkdir()
    (tmp_path / "queries").mkdir()
    (tmp_path / "vocabulary.yaml").write_text(
        "title: B\nbase: https://e.org/b/\nprefix: b\nlanguage: en\nlicense: https://e.org/l\n"
    )
    (tmp_path / "entries" / "owl.md").write_text("---\nprefLabel: owl\n---\n\nA bird.\n")
    (tmp_path / "queries" / "mine.rq").write_text(
        "# What bears a name.\n# param: name string owl  a name\n# param: in language en  its language\n"
        "SELECT ?x { ?x skos:prefLabel ?l FILTER(STR(?l) = $name && LANG(?l) = $in) }\n"
    )
    store = Thesaurus.open(tmp_path)
    assert values(store, "mine") == [("https://e.org/b/owl",)]
    assert values(store, "mine", name='" || true || "') == []
    with pytest.raises(TermgraphError, match="no language tag"):
        store.named_query("mine", {"in": "'en'"})
    (tmp_path / "queries" / "bad.rq").write_text("# Bad.\n# param: oops\nASK {}\n")
    with pytest.raises(TermgraphError, match=r"bad\.rq:2: malformed parameter"):
        store.named_query("mine")


def test_headers() -> None:
    query = parse(
        "q", "# One.\n# Two\n# three.\n#\n# param: a concept -  any name\n# param: b string\nASK {}", "q.rq"
    )
    assert (query.title, query.description) == ("One.", "Two\nthree.")
    assert [(p.name, p.kind, p.default, p.help) for p in query.params] == [
        ("a", "concept", "-", "any name"), ("b", "string", None, ""),
    ]  # fmt: skip


def test_a_timeout_is_handed_on(stranger: Thesaurus) -> None:
    with pytest.raises(TermgraphError, match="time-out is a number of seconds above 0"):
        stranger.named_query("languages", timeout=-1)
    assert len(stranger.named_query("languages", timeout=30)) == 2
