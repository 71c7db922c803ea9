"""The table of relations: one row is all that a kind needs, and nothing else lists kinds."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef

import termgraph
from termgraph import wording
from termgraph.card import card
from termgraph.cli.text import card_text
from termgraph.entries import entry_schema, read_folder, unformatted, write_folder
from termgraph.entries.keys import entry_keys
from termgraph.errors import Problems
from termgraph.export.glossary import glossary
from termgraph.namespaces import ISO_THES, SKOS, TG, ontology_dir
from termgraph.network import path, to_networkx
from termgraph.relations import RELATIONS, Look, Relation, own_relations
from termgraph.skos import Thesaurus
from termgraph.statistics import statistics
from termgraph.view import render
from termgraph.view.core import kinds
from termgraph.view.kinds import SUGGESTS
from termgraph.view.numbered import Numbered
from termgraph.wording import RelationWords, words
from termgraph.wording.english import WORDS

ROOT = Path(__file__).parents[1]
E = "http://example.org/"

#: Makes a kind that there was none of, by one row and its words, and says where it is then found.
NEW_KIND = """
import json, sys
from pathlib import Path
import click
from termgraph import relations
from termgraph.namespaces import TG
from termgraph.wording import RelationWords, english

row = relations.Relation(
    name="usedFor", back="uses", iri=TG + "usedFor", parent="related", key="usedFor", doc="What it is used for.")
relations.RELATIONS = relations.RELATIONS.extended([row])
english.WORDS.relations["usedFor"] = RelationWords("used for", "Used for", "Uses", "is used for", "uses")

import termgraph
from termgraph.card import card
from termgraph.check.run import check
from termgraph.cli.text import card_text
from termgraph.entries import entry_schema, entry_text, read_folder
from termgraph.network import path, to_networkx
from termgraph.statistics import statistics
from termgraph.skos import Thesaurus
from termgraph.view.core import core
from termgraph.view.numbered import Numbered
from termgraph.view.kinds import kind_style
from tools.relations import context_text, relations_page

folder = Path(sys.argv[1])
vocabulary = read_folder(folder)
tools = termgraph.load(folder)
tools.export(folder / "tools.md")
tools.export(folder / "tools.ttl")
store = Thesaurus.open(folder)
hammer, nail = store.find("hammer"), store.find("nail")
steps = path(to_networkx(store), nail, hammer)
along = Thesaurus.from_text("<e:a> a skos:Concept ; skos:broader <e:b> ; tg:usedFor <e:b> .")
print(json.dumps({
    "entry": entry_text(vocabulary.concepts["hammer"], "en"),
    "turtle": (folder / "tools.ttl").read_text(),
    "show": click.unstyle(card_text(card(store, hammer), 80)),
    "show back": click.unstyle(card_text(card(store, nail), 80)),
    "path": [(step.kind, step.forward) for step in steps],
    "markdown": (folder / "tools.md").read_text(),
    "statistics": statistics(store)["relations"],
    "check": [finding.rule for finding in check(along).findings],
    "page": core(Numbered(store), "Tools", [])["kinds"],
    "style": kind_style(relations.RELATIONS.drawn),
    "schema": entry_schema()["properties"]["usedFor"],
    "documentation": relations_page(),
    "context": context_text(Path("ontology/context.jsonld").read_text()),
}))
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return where a kind of relation is found that is one row more in the table."""
    folder = tmp_path_factory.mktemp("tools")
    (folder / "entries").mkdir()
    (folder / "vocabulary.yaml").write_text(f"title: Tools\nbase: {E}\nprefix: t\n")
    (folder / "entries" / "hammer.md").write_text("---\nprefLabel: hammer\nusedFor: [nail]\n---\nA tool.\n")
    (folder / "entries" / "nail.md").write_text("---\nprefLabel: nail\n---\nA pin.\n")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    environment |= {"TERMGRAPH_CACHE": "", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-c", NEW_KIND, str(folder)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_a_new_kind_is_in_entries_and_their_schema(found: dict[str, Any]) -> None:
    assert "usedFor: [nail]\n" in found["entry"]
    assert found["schema"]["description"] == "What it is used for."


def test_a_new_kind_is_in_rdf_with_what_it_is_a_kind_of(found: dict[str, Any]) -> None:
    graph = Graph().parse(data=found["turtle"], format="turtle")
    hammer, nail = URIRef(E + "hammer"), URIRef(E + "nail")
    related = URIRef(SKOS + "related")
    assert (hammer, URIRef(TG + "usedFor"), nail) in graph
    assert (hammer, related, nail) in graph
    assert (nail, related, hammer) in graph


def test_a_new_kind_is_shown_from_both_ends_and_once(found: dict[str, Any]) -> None:
    assert re.search(r"^Used for +nail$", found["show"], re.MULTILINE)
    assert re.search(r"^Uses +hammer$", found["show back"], re.MULTILINE)
    assert "See also" not in found["show"] + found["show back"]
    assert "**Used for:** [nail]" in found["markdown"]
    assert found["statistics"]["used for"] == 1


def test_a_new_kind_is_walked_and_checked(found: dict[str, Any]) -> None:
    assert found["path"] == [["usedFor", False]]
    assert "related-in-hierarchy" in found["check"]


def test_a_new_kind_is_drawn_and_documented(found: dict[str, Any]) -> None:
    kind = found["page"]["usedFor"]
    assert (kind["heading"], kind["back"], kind["says"]) == ("Used for", "Uses", ["is used for", "uses"])
    assert kind["predicates"] == [[TG + "usedFor", SKOS + "related"], [SKOS + "related"]]
    assert list(found["page"]) == ["usedFor"]
    assert ".line.usedFor {" in found["style"]
    assert "| `usedFor` | `usedFor` | `tg:usedFor` |" in found["documentation"]
    assert json.loads(found["context"])["@context"]["usedFor"]["@id"] == "tg:usedFor"


def test_the_ontology_says_what_the_table_says() -> None:
    graph = Graph().parse(ontology_dir() / "termgraph.ttl")
    own = [row for row in RELATIONS.values() if row.iri.startswith(TG)]
    assert own
    for row in own:
        term = URIRef(row.iri)
        assert ((term, RDF.type, OWL.SymmetricProperty) in graph) == row.symmetric
        parents = {str(parent) for parent in graph.objects(term, RDFS.subPropertyOf)}
        assert parents == ({RELATIONS[row.parent].iri} if row.parent else set())
        assert (term, RDFS.label, Literal(words().relation(row).says, lang="en")) in graph


def test_nothing_else_lists_kinds() -> None:
    sources = [*(ROOT / "src").rglob("*.py"), *(ROOT / "src").rglob("*.js"), *(ROOT / "src").rglob("*.css")]
    listing = {
        path.name for path in sources if re.search("contrastsWith|contrasts_with", path.read_text("utf-8"))
    }
    # How texts and formats state relations is no list of kinds, nor is what a docstring gives as an example.
    tables = {"arabic.py", "english.py", "french.py", "german.py", "spanish.py"}
    assert listing == {"relations.py", "proposals.py", "records.py", "tbx.py", "gathered.py", *tables}


def test_every_kind_has_words_and_every_wording_a_kind() -> None:
    assert WORDS.relations.keys() == {*RELATIONS, SUGGESTS.name}  # which is a line of the page alone
    assert all(row.name == row.back for row in RELATIONS.values() if row.symmetric)
    assert all(row.parent in {"", *RELATIONS} for row in RELATIONS.values())


# A vocabulary's own kinds


def test_sub_properties_join_with_their_labels() -> None:
    table = own_relations(
        {
            E + "usedFor": [SKOS + "related"],
            E + "cutsWith": [E + "usedFor"],  # below one of its own
            E + "species": [SKOS + "narrower"],  # said from above
            E + "partWhole": [ISO_THES + "broaderPartitive", E + "nothing"],
            E + "elsewhere": [E + "nothing"],
            E + "loop": [E + "loop"],
        },
        inverses={E + "uses": E + "usedFor"},
        symmetric=[E + "cutsWith"],
        labels={E + "usedFor": {"en": "used for", "de": "verwendet für"}, E + "uses": {"en": "uses"}},
    )
    assert set(table) - set(RELATIONS) == {"usedFor", "cutsWith", "species-of", "partWhole"}
    used = table["usedFor"]
    assert (used.parent, used.back, used.inverse, used.rank) == ("related", "uses", E + "uses", 2)
    assert words().relation(used) == RelationWords("used for", "Used for", "Uses", "→ used for →", "→ uses →")
    assert words().relation(replace(used, back_labels={})).says_back == "← used for ←"
    assert (table["cutsWith"].parent, table["cutsWith"].back) == ("usedFor", "cutsWith")
    species = table["species-of"]
    assert (species.iri, species.inverse, species.back) == ("", E + "species", "species")
    assert [row.name for row in table.below("broader")][-3:] == ["broaderInstantial", "species-of", "broader"]
    assert table.asserted(table["partWhole"])[0] == (
        E + "partWhole",
        ISO_THES + "broaderPartitive",
        SKOS + "broader",
    )
    assert table.sub_properties[SKOS + "narrower"] == (
        E + "species",
        *(ISO_THES + f"narrower{kind}" for kind in ("Generic", "Instantial", "Partitive")),
    )


def test_the_order_of_what_is_told_does_not_matter() -> None:
    told = {E + name: [SKOS + "related", SKOS + "broader"] for name in "cab"}
    turned = {iri: parents[::-1] for iri, parents in reversed(told.items())}
    assert list(own_relations(told).values()) == list(own_relations(turned).values())


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        ("http://e.org/x#}{<script>", "script"),
        ("http://e.org/x#related", "related-2"),
        ("urn:x:用于", "own"),
        ("http://e.org/9", "own-9"),
    ],
)
def test_a_kind_of_ones_own_has_a_name_that_is_safe_and_free(iri: str, name: str) -> None:
    assert set(own_relations({iri: [SKOS + "related"]})) - set(RELATIONS) == {name}


def test_the_name_of_a_kind_is_one() -> None:
    with pytest.raises(ValueError, match="cannot be the name"):
        Relation(name="}", look=Look("red", "red"))


def test_kinds_of_hierarchy_are_ways_and_lines() -> None:
    store = Thesaurus.from_text(
        f'<e:owl> a skos:Concept ; skos:prefLabel "owl"@en ; <{ISO_THES}broaderGeneric> <e:bird> .'
        f'<e:bird> a skos:Concept ; skos:prefLabel "bird"@en ; <{ISO_THES}narrowerPartitive> <e:wing> .'
        '<e:wing> a skos:Concept ; skos:prefLabel "wing"@en .'
    )
    steps = path(to_networkx(store), "e:owl", "e:wing")
    assert [(step.kind, step.forward) for step in steps] == [
        ("broaderGeneric", True),
        ("broaderPartitive", False),
    ]
    facts = Numbered(store)
    assert list(kinds(facts)) == ["broaderGeneric", "broaderPartitive"]
    assert facts.hierarchy == [(1, 0), (2, 0)]  # bird, owl, wing


OWN = f"""
@prefix e: <{E}> . @prefix skos: <{SKOS}> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
e:usedFor rdfs:subPropertyOf skos:related ; rdfs:label "used for"@en, "verwendet für"@de ; owl:inverseOf e:uses .
e:uses rdfs:label "uses"@en .
e:species rdfs:subPropertyOf skos:narrower ; rdfs:label "<b>species\u001b[31m"@en .
e:s a skos:ConceptScheme .
e:tool a skos:Concept ; skos:inScheme e:s ; skos:prefLabel "tool"@en ; e:species e:hammer .
e:hammer a skos:Concept ; skos:inScheme e:s ; skos:prefLabel "hammer"@en ; e:usedFor e:nail .
e:nail a skos:Concept ; skos:inScheme e:s ; skos:prefLabel "nail"@en .
"""


def test_a_stranger_s_kinds_are_shown_walked_counted_and_drawn() -> None:
    store = Thesaurus.from_text(OWN)
    hammer, nail = E + "hammer", E + "nail"
    assert "Used for             nail" in plain(card_text(card(store, hammer), 100))
    assert "Uses                 hammer" in plain(card_text(card(store, nail), 100))
    network = to_networkx(store)
    assert [step.kind for step in path(network, E + "tool", nail, relations=store.relations)] == [
        "species-of",
        "usedFor",
    ]
    assert network.nodes[hammer]["top"] == E + "tool"
    assert statistics(store)["relations"]["used for"] == 1
    assert kinds(Numbered(store)).keys() == {"species-of", "usedFor"}
    assert ("Used for", ("nail",)) in facts_of(store)


def test_what_a_stranger_calls_a_kind_is_text() -> None:
    store = Thesaurus.from_text(OWN)
    shown = plain(card_text(card(store, E + "tool"), 100))
    assert "\x1b" not in shown
    page = render(store)
    assert "<b>species" not in page
    assert "&lt;b&gt;species" in page
    assert ".line.species-of {" in page


def plain(text: str) -> str:
    """Return a card as it is without a terminal's colours, which are ours."""
    return click.unstyle(text)


# An entries folder's own kinds and attributes

VOCABULARY = f"""\
title: Tools
base: {E}
prefix: t
relations:
  - name: usedFor
    label: {{de: verwendet für, en: used for}}
    inverse: uses
    inverseLabel: uses
  - name: madeBy
    label: made by
    parent: broader
    iri: http://example.com/madeBy
  - name: drivenInto
    label: driven into
    parent: usedFor
attributes:
  - name: motto
    label: motto
  - name: weight
    label: weight
    datatype: decimal
"""
HAMMER = """\
---
prefLabel: hammer
drivenInto: [wall]
usedFor: [nail]
motto: {de: Hau drauf., en: Hit it.}
weight: ['1.5', '2']
---
A tool.
"""


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    (tmp_path / "entries").mkdir()
    (tmp_path / "vocabulary.yaml").write_text(VOCABULARY)
    (tmp_path / "entries" / "hammer.md").write_text(HAMMER)
    (tmp_path / "entries" / "nail.md").write_text("---\nprefLabel: nail\nmadeBy: [smith]\n---\n")
    for name in ("smith", "wall"):
        (tmp_path / "entries" / f"{name}.md").write_text(f"---\nprefLabel: {name}\n---\n")
    return tmp_path


def test_own_kinds_and_attributes_come_back_as_they_were_written(tools: Path) -> None:
    vocabulary = read_folder(tools)
    hammer = vocabulary.concepts["hammer"]
    assert hammer.relations == {"usedFor": ("nail",), "drivenInto": ("wall",)}
    assert hammer.attributes["weight"] == ("1.5", "2")
    assert vocabulary.above(vocabulary.concepts["nail"]) == ("smith",)
    assert unformatted(tools, vocabulary).keys() <= {
        tools / "vocabulary.yaml",
        tools / "entries" / "hammer.md",
    }
    schema = jsonschema.Draft202012Validator(entry_schema(entry_keys(vocabulary)))
    assert schema.is_valid({"prefLabel": "owl", "usedFor": ["nail"], "motto": "Hit.", "weight": 1.5})
    assert not schema.is_valid({"prefLabel": "owl", "usedBy": ["nail"]})
    write_folder(tools, vocabulary)
    again = read_folder(tools)
    assert again == vocabulary
    assert unformatted(tools, again) == {}
    assert "weight: ['1.5', '2']\n" in (tools / "entries" / "hammer.md").read_text("utf-8")


def test_own_kinds_and_attributes_are_in_rdf_for_any_reader(tools: Path) -> None:
    graph = Graph().parse(termgraph.load(tools).export(tools / "out.nt"))
    prop = E + "property/"
    used, uses = URIRef(prop + "usedFor"), URIRef(prop + "uses")
    related, hammer, nail = URIRef(SKOS + "related"), URIRef(E + "hammer"), URIRef(E + "nail")
    assert {(used, RDFS.subPropertyOf, related), (uses, RDFS.subPropertyOf, related)} <= set(graph)
    assert (used, RDFS.label, Literal("verwendet für", lang="de")) in graph
    assert (used, OWL.inverseOf, uses) in graph
    assert {(hammer, used, nail), (nail, uses, hammer), (nail, related, hammer)} <= set(graph)
    made = URIRef("http://example.com/madeBy")
    assert {(nail, made, URIRef(E + "smith")), (nail, URIRef(SKOS + "broader"), URIRef(E + "smith"))} <= set(
        graph
    )
    assert (nail, URIRef(SKOS + "topConceptOf"), URIRef(E)) not in graph
    assert (hammer, URIRef(prop + "weight"), Literal("1.5", datatype=XSD.decimal)) in graph
    assert (hammer, URIRef(prop + "motto"), Literal("Hit it.", lang="en")) in graph


def test_own_kinds_are_read_back_from_rdf(tools: Path) -> None:
    store = Thesaurus.open(tools)
    assert {row.name: row.parent for row in store.relations.own} == {
        "usedFor": "related",
        "madeBy": "broader",
        "drivenInto": "usedFor",
    }
    assert store.concept("hammer").relations == read_folder(tools).concepts["hammer"].relations
    shown = plain(card_text(card(store, E + "nail"), 100))
    assert re.search(r"^Uses +hammer$", shown, re.MULTILINE)
    assert re.search(r"^Made by +smith$", shown, re.MULTILINE)
    assert "See also" not in shown
    assert "Broader" not in shown


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("relations: [{name: related, label: r}]", "'related' is a key of entries already"),
        ("relations: [{name: hasPart, label: r}]", "'hasPart' is a key of entries already"),
        ("relations: [{name: 'a b', label: r}]", "'a b' cannot be a key of entries"),
        ("relations: [{name: a, label: r}, {name: a, label: r}]", "'a' is a key of entries already"),
        ("relations: [{name: a, label: r, parent: b}]", "there is no kind of relation 'b'"),
        ("relations: [{name: a, label: r, inverse: a}]", "'a' is a key of entries already"),
        ("relations: [{name: a, label: r, inverse: b, symmetric: true}]", "'b' is no inverse"),
        (f"relations: [{{name: a, label: r, iri: '{SKOS}related'}}]", "is another kind of relation already"),
        ("relations: [{name: a}]", "a relation has no 'label'"),
        ("relations: {a: b}", "'relations' must be a list"),
        ("attributes: [{name: a, label: r, datatype: color}]", "unknown datatype 'color'"),
        ("attributes: [{name: sources, label: r}]", "'sources' is a key of entries already"),
        (
            "relations: [{name: a, label: r}]\nattributes: [{name: a, label: r}]",
            "'a' is a key of entries already",
        ),
    ],
)
def test_what_is_wrong_with_own_kinds_is_told(tools: Path, more: str, message: str) -> None:
    (tools / "vocabulary.yaml").write_text(f"title: T\nbase: {E}\nprefix: t\n{more}\n")
    with pytest.raises(Problems) as raised:
        read_folder(tools)
    assert message in str(raised.value)
    assert re.search("vocabulary.yaml:[45]:", str(raised.value))


@pytest.mark.parametrize(
    ("front", "message"),
    [
        ("weight: heavy", "'weight': heavy is no decimal"),
        ("weight: {a: b}", "'weight': a mapping is no decimal"),
        ("usedFor: [hamer]", "'usedFor': there is no entry 'hamer'"),
        ("usedBy: [hammer]", "unknown key 'usedBy'"),
        ("broader: [smith]\nusedFor: [smith]", "'usedFor': 'smith' is in the same line of the hierarchy"),
        ("madeBy: [owner]", "'broader' runs in a circle: nail → owner → nail"),
    ],
)
def test_what_is_wrong_under_own_keys_is_told(tools: Path, front: str, message: str) -> None:
    (tools / "entries" / "owner.md").write_text("---\nprefLabel: owner\nbroader: [nail]\n---\n")
    (tools / "entries" / "nail.md").write_text(f"---\nprefLabel: nail\n{front}\n---\n")
    with pytest.raises(Problems) as raised:
        read_folder(tools)
    assert message in str(raised.value)


# A further language


def test_a_language_is_one_more_table(monkeypatch: pytest.MonkeyPatch) -> None:
    part_of = RelationWords("Teil von", "Teil von", "Teile", "ist Teil von", "hat als Teil")
    german = replace(
        WORDS,
        language="de",
        relations={**WORDS.relations, "partOf": part_of},
        headings={**WORDS.headings, "sources": "Quellen"},
        phrases={**WORDS.phrases, "deprecated": "Veraltet."},
    )
    monkeypatch.setitem(wording.TABLES, "de", german)
    store = Thesaurus.from_text(
        '<http://e.org/rad> a skos:Concept ; skos:prefLabel "Rad"@de ; tg:partOf <http://e.org/wagen> ;'
        ' owl:deprecated true ; dct:source "Duden" . <http://e.org/wagen> a skos:Concept ; skos:prefLabel "Wagen"@de .'
    )
    shown = plain(card_text(card(store, "http://e.org/rad"), 100))
    assert "Veraltet.\n" in shown
    assert re.search(r"^Teil von +Wagen$", shown, re.MULTILINE)
    assert re.search(r"^Quellen +Duden$", shown, re.MULTILINE)
    assert ("Teil von", ("Wagen",)) in facts_of(store)
    assert kinds(Numbered(store))["partOf"]["says"] == ["ist Teil von", "hat als Teil"]
    assert words("de-AT").language == "de"
    assert words("fi").language == "en"


def facts_of(store: Thesaurus) -> list[tuple[str, tuple[str, ...]]]:
    """Return the lines of a glossary: heading and texts."""
    return [
        (fact.label, tuple(link.text for link in fact.links))
        for term in glossary(store).terms
        for fact in term.facts
    ]
