"""The explorer's modules about texts that need no page: search, tree, list, ways, and what can be taken away."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Literal, Quad, RdfFormat, parse

from termgraph.export.part import part
from termgraph.namespaces import data_dir
from termgraph.skos import Thesaurus
from termgraph.view.articles import Writer
from termgraph.view.bundle import bundle, modules
from termgraph.view.core import core
from termgraph.view.numbered import Numbered
from termgraph.view.statements import statements
from tests.viewing import GRAINS, HOSTILE_TEXTS, SMALL, hostile

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

ENTRY = """
import { modelOf } from "./model.js";
import { findPath, findWays, sentenceOf } from "./path.js";
import { find, indexOf, matcher, searching } from "./search.js";
import { recordOf } from "./record.js";
import { csvCell, csvOf } from "./table.js";
import { svgOf } from "./taken.js";
import { turtleIri, turtleOf, turtleString } from "./turtle.js";
import { byBroader, byGroups } from "./hierarchy.js";
import { lettersOf } from "./list.js";
import { misleadingOf, stopsOf } from "./misnomers.js";
import { treeRows } from "./tree.js";
export const api = {
  byBroader, byGroups, csvCell, csvOf, find, findPath, findWays, indexOf, searching,
  lettersOf, matcher, misleadingOf, modelOf, recordOf, sentenceOf, stopsOf, svgOf,
  treeRows, turtleIri, turtleOf, turtleString };
"""

HIERARCHY = (
    "\n".join(
        f'<http://e.org/{n}> a skos:Concept ; skos:prefLabel "{name}"@en, "{german}"@de .'
        for n, name, german in (
            (1, "animal", "Tier"),
            (2, "bird", "Vogel"),
            (3, "owl", "Eule"),
            (4, "jay", "Häher"),
            (5, "pet", "Haustier"),
            (6, "Zürich", "Zürich"),
            (7, "3D model", "3D-Modell"),
        )
    )
    + """
<http://e.org/2> skos:broader <http://e.org/1> . <http://e.org/3> skos:broader <http://e.org/2>, <http://e.org/5> .
<http://e.org/4> skos:broader <http://e.org/2> . <http://e.org/5> skos:related <http://e.org/6> .
"""
)

Use = Callable[..., Any]


@pytest.fixture
def use(page: Page) -> Use:
    """Return a function that evaluates an expression over a vocabulary: `api`, `model`, `articles`, `label`, `n`."""
    page.evaluate(bundle(modules() | {"entry": ENTRY}, "entry", exposed="tested"))

    def evaluate(store: Thesaurus, expression: str, argument: Any = None) -> Any:
        facts = Numbered(store)
        writer = Writer(facts)
        articles = writer.write()
        data = core(facts, "Title", writer.sources, writer.collections())
        return page.evaluate(
            """([data, articles, expression, argument]) => {
                 const { api } = tested;
                 const model = api.modelOf(data);
                 const all = [...Array(model.size).keys()];
                 const label = (i) => model.label(i).text;
                 const n = (text) => all.find((i) => label(i) === text) ?? -1;
                 return window.run(api, model, articles, all, label, n, argument);
               }""".replace(
                "window.run(", f"((api, model, articles, all, label, n, argument) => {expression})("
            ),
            [data, articles, expression, argument],
        )

    return evaluate


def names(*labels: str) -> Thesaurus:
    """Return a vocabulary of concepts with these labels."""
    return Thesaurus.from_text(
        "\n".join(
            f"<http://e.org/{n}> a skos:Concept ; skos:prefLabel {json.dumps(label)}@en ."
            for n, label in enumerate(labels)
        )
    )


FOUND = "api.find(model, api.indexOf(model), argument).hits.map((hit) => label(hit.concept))"


def test_whole_names_come_before_beginnings_before_words_before_parts(use: Use) -> None:
    store = names("thematic map", "map", "mapping", "topographic-map", "bitmap", "nothing")
    assert use(store, FOUND, "map") == ["map", "mapping", "thematic map", "topographic-map", "bitmap"]


@pytest.mark.parametrize("typed", ["Soft Max", "soft-max", "SÖFTMAX", "softmax"])
def test_case_accents_spaces_and_hyphens_do_not_matter(use: Use, typed: str) -> None:
    assert use(names("softmax", "hardmax"), FOUND, typed) == ["softmax"]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("softmxa", "softmax function"),  # two letters in the wrong order
        ("sotfmax", "softmax function"),
        ("softmax funktion", "softmax function"),
        ("backpropogation", "backpropagation"),
        ("bakpropagation", "backpropagation"),
        ("propagtion", "belief propagation"),
        ("lernning rate", "learning rate"),
    ],
)
def test_typing_errors_are_forgiven(use: Use, typed: str, wanted: str) -> None:
    store = names(
        "softmax function", "backpropagation", "belief propagation", "learning rate", "hardmax", "bias"
    )
    assert use(store, FOUND, typed)[0] == wanted


def test_the_words_of_a_name_may_come_in_any_order(use: Use) -> None:
    assert use(names("activation function", "function"), FOUND, "function activation") == [
        "activation function"
    ]


def test_what_nobody_means_is_not_found(use: Use) -> None:
    for typed in ("xylophone", "", "  ", "\n", "q"):
        assert use(names("softmax", "bias"), FOUND, typed) == []


def test_a_hit_says_what_it_is(use: Use) -> None:
    def first(typed: str) -> dict[str, Any]:
        hits: list[dict[str, Any]] = use(
            Thesaurus.from_text(SMALL),
            "api.find(model, api.indexOf(model), argument).hits.map((hit) => ({ ...hit, of: label(hit.concept) }))",
            typed,
        )
        return hits[0]

    assert first("softargmax") | {"isLabel": False, "of": "softmax"} == first("softargmax")
    assert first("softmax") | {"isLabel": True, "misleads": True} == first("softmax")
    assert first("soft macks") | {"kind": "hidden", "of": "softmax"} == first("soft macks")
    assert first("4.2") | {"kind": "notation"} == first("4.2")
    assert first("Softmax-F") | {"isTranslation": True, "lang": "de"} == first("Softmax-F")
    assert first("softargmx") | {"isGuess": True} == first("softargmx")


STEPS = """(() => {
  const { best, guessing } = api.searching(model, api.indexOf(model), argument);
  const found = () => best().hits.map((hit) => label(hit.concept));
  const before = found();
  for (const step of guessing) void step;
  return [before, found()];
})()"""


def test_what_may_only_be_meant_is_looked_for_in_steps_of_its_own(use: Use) -> None:
    assert use(names("softmax", "hardmax"), STEPS, "softmx") == [[], ["softmax"]]
    assert use(names("softmax", "hardmax"), STEPS, "softmax") == [["softmax"], ["softmax"]]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("net oestrogen level", "net estrogen levels"),
        ("net estrogen level", "the net oestrogen levels"),
        ("kinds of children", "kind of child"),
        ("theta role", "θ-roles"),
    ],
)
def test_each_word_may_be_in_another_number_or_spelling(use: Use, name: str, typed: str) -> None:
    assert use(names(name, "net"), STEPS, typed)[0] == [name]


def test_a_concept_is_found_once_and_all_are_counted(use: Use) -> None:
    found = use(Thesaurus.from_text(SMALL), "api.find(model, api.indexOf(model), 'o', { most: 2 })")
    assert len(found["hits"]) == 2
    assert found["total"] == 5


def test_the_chosen_scheme_is_searched_alone(use: Use) -> None:
    store = names("owl", "owlet")
    hits = use(
        store, "api.find(model, api.indexOf(model), 'owl', { fits: (i) => label(i) !== 'owl' }).hits.length"
    )
    assert hits == 1


def test_errors_are_counted_as_in_the_table_of_distances(use: Use) -> None:
    def distance(a: str, b: str) -> int:
        """Count as by hand: the optimal string alignment of a with the best beginning of b."""
        table = [[i + j if not i or not j else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
        for i in range(1, len(a) + 1):
            for j in range(1, len(b) + 1):
                same = a[i - 1] == b[j - 1]
                table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (not same))
                if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                    table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
        return min(table[len(a)])

    words = [
        "abc",
        "acb",
        "abcabc",
        "bca",
        "softmax",
        "softmxa",
        "xsoftmax",
        "sofax",
        "",
        "aaaa",
        "maxsoft",
        "bbcaa",
    ]
    pairs = [(a, b) for a in words if a for b in words]
    found = use(
        names("a"),
        "argument.map(([a, b]) => api.matcher(a)(b, 0, b.length, true))",
        [list(pair) for pair in pairs],
    )
    assert found == [distance(a, b) for a, b in pairs]


def test_the_shortest_way_and_its_sentence(use: Use) -> None:
    store = Thesaurus.from_text(SMALL)
    said = """(() => {
        const way = api.findPath(model, n(argument[0]), n(argument[1]), new Set(argument[2]));
        const told = (part) => (typeof part === "number" ? label(part) : part);
        return way && api.sentenceOf(model, n(argument[0]), way).map(told).join("");
      })()"""
    assert (
        use(store, said, ["softmax", "activation function", []])
        == "softmax is a kind of activation function."
    )
    assert use(store, said, ["maximum", "softmax", []]) == "maximum is confused with softmax."
    assert (
        use(store, said, ["maximum", "softmax", ["confusedWith"]])
        == "maximum is a kind of function, which includes activation function, which includes softmax."
    )
    assert use(store, said, ["logit", "softmax", []]) == "logit is part of softmax."
    assert use(store, said, ["alone", "softmax", []]) is None
    assert use(store, said, ["softmax", "softmax", []]) == "softmax."


def test_several_ways_have_nothing_but_their_ends_in_common(use: Use) -> None:
    store = Thesaurus.from_text(SMALL)
    ways = (
        """api.findWays(model, n(argument[0]), n(argument[1])).map((way) => way.map(({ to }) => label(to)))"""
    )
    assert use(store, ways, ["softmax", "maximum"]) == [
        ["maximum"],
        ["activation function", "function", "maximum"],
    ]
    assert use(store, ways, ["softmax", "softmax"]) == [[]]
    assert use(store, ways, ["alone", "softmax"]) == []


def rows(expression: str, outline: str = "byBroader") -> str:
    """Return an expression that walks a tree and tells its rows."""
    return f"""(() => {{
        const fits = argument ? (i) => argument.includes(label(i)) : null;
        const rows = api.treeRows(model, api.{outline}(model, fits));
        const every = () => Array.from({{ length: rows.length }}, (_, i) => rows.row(i));
        const named = ({{ concept }}) =>
          concept === "loose" ? "-" : concept < 0 ? `[${{model.groupLabel(~concept).text}}]` : label(concept);
        const at = (text) => every().findIndex((row) => named(row) === text);
        {expression};
        return every().map((row) => "  ".repeat(row.level - 1) + named(row));
      }})()"""


def test_the_tree_opens_and_closes(use: Use) -> None:
    store = Thesaurus.from_text(HIERARCHY)
    assert use(store, rows("0")) == ["3D model", "animal", "pet", "Zürich"]
    assert use(store, rows("rows.open(at('animal'))")) == ["3D model", "animal", "  bird", "pet", "Zürich"]
    both = "rows.open(at('animal')); rows.open(at('bird'))"
    assert use(store, rows(both)) == ["3D model", "animal", "  bird", "    jay", "    owl", "pet", "Zürich"]
    assert use(store, rows(both + "; rows.close(at('animal'))")) == ["3D model", "animal", "pet", "Zürich"]
    assert use(store, rows(both + "; rows.closeAll()")) == ["3D model", "animal", "pet", "Zürich"]


def test_the_tree_shows_where_a_term_stands(use: Use) -> None:
    store = Thesaurus.from_text(HIERARCHY)
    found = use(store, rows("if (label(rows.row(rows.reveal(n('jay'))).concept) !== 'jay') throw 'lost'"))
    assert found == ["3D model", "animal", "  bird", "    jay", "    owl", "pet", "Zürich"]
    assert use(store, rows("if (rows.parentOf(rows.reveal(n('jay'))) !== at('bird')) throw 'lost'"))


def test_the_tree_of_a_scheme_begins_with_what_is_highest_in_it(use: Use) -> None:
    store = Thesaurus.from_text(HIERARCHY)
    assert use(store, rows("rows.open(0)"), ["bird", "owl", "pet"]) == ["bird", "  owl", "pet"]


def test_letters_lead_to_the_next_name_with_them(use: Use) -> None:
    store = Thesaurus.from_text(HIERARCHY)
    typed = "[['p', 0], ['zu', 0], ['p', 3], ['x', 0]]"
    walked = rows(f"return {typed}.map(([typed, from]) => rows.startingWith(typed, from))")
    assert use(store, walked) == [2, 3, 2, -1]


def test_siblings_of_the_tree_stand_in_their_natural_order_in_any_language(use: Use) -> None:
    store = Thesaurus.from_text(
        HIERARCHY
        + """<http://e.org/6> skos:notation "5.10" . <http://e.org/5> skos:notation "5.2" .
        <http://e.org/3> sh:order 2 . <http://e.org/4> sh:order 10 ."""
    )
    below = rows("rows.open(at('animal')); rows.open(at('bird'))")
    assert use(store, below) == ["pet", "Zürich", "3D model", "animal", "  bird", "    owl", "    jay"]
    german = use(store, f"(model.setLanguage('de'), {rows('0')})")
    assert german == ["Haustier", "Zürich", "3D-Modell", "Tier"]
    assert use(store, rows("return rows.startingWith('51', 0)")) == 1


def test_a_circle_of_broader_terms_ends(use: Use) -> None:
    store = Thesaurus.from_text(
        """<http://e.org/1> a skos:Concept ; skos:prefLabel "one"@en ; skos:broader <http://e.org/2> .
        <http://e.org/2> a skos:Concept ; skos:prefLabel "two"@en ; skos:broader <http://e.org/1> ."""
    )
    deep = rows("for (let i = 0; i < 50; i++) for (let at = rows.length - 1; at >= 0; at--) rows.open(at)")
    assert len(use(store, deep)) <= 3


def test_many_terms_without_a_hierarchy_stand_apart(use: Use) -> None:
    store = Thesaurus.from_text(
        HIERARCHY
        + "\n".join(
            f'<http://e.org/x{n}> a skos:Concept ; skos:prefLabel "loose {n}"@en .' for n in range(20)
        )
    )
    assert use(store, rows("0")) == ["animal", "pet", "-"]
    revealed = rows("return named(rows.row(rows.reveal(n('loose 7'))))")
    assert use(store, revealed) == "loose 7"


GROUPED = Thesaurus.from_text(
    HIERARCHY
    + """<http://e.org/x> a skos:Collection ; skos:prefLabel "outer"@en ;
        skos:member <http://e.org/y>, <http://e.org/5> .
    <http://e.org/y> a skos:Collection ; skos:prefLabel "inner"@en ; skos:notation "1" ;
        skos:member <http://e.org/2>, <http://e.org/3>, <http://e.org/1> .
    <http://e.org/z> a skos:OrderedCollection ; skos:prefLabel "ranked"@en ;
        skos:memberList (<http://e.org/3> <http://e.org/2>) .
    <http://e.org/v> a skos:Collection ; skos:prefLabel "v"@en ; skos:member <http://e.org/w> .
    <http://e.org/w> a skos:Collection ; skos:prefLabel "w"@en ; skos:member <http://e.org/v>, <http://e.org/4> ."""
)


def test_a_tree_of_groups_holds_what_is_in_each_and_below_it_there(use: Use) -> None:
    assert use(GROUPED, rows("0", "byGroups")) == ["[outer]", "[ranked]", "[v]", "-"]
    opened = "for (let i = 0; i < 5; i++) for (let at = rows.length - 1; at >= 0; at--) rows.open(at)"
    assert use(GROUPED, rows(opened, "byGroups")) == [
        "[outer]",
        "  [inner]",
        "    animal",
        "      bird",
        "        owl",
        "  pet",
        "[ranked]",
        "  owl",
        "  bird",
        "[v]",
        "  [w]",
        "    [v]",
        "    jay",
        "-",
        "  3D model",
        "  Zürich",
    ]


def test_a_term_and_a_group_are_found_in_the_tree_of_groups(use: Use) -> None:
    found = use(
        GROUPED, rows("if (named(rows.row(rows.reveal(n('owl')))) !== 'owl') throw 'lost'", "byGroups")
    )
    assert found[:5] == ["[outer]", "  [inner]", "    animal", "      bird", "        owl"]
    found = use(GROUPED, rows("rows.reveal(~model.groups.find('w'))", "byGroups"))
    assert found[2:4] == ["[v]", "  [w]"]
    assert use(GROUPED, rows("return rows.startingWith('rank', 0)", "byGroups")) == 1


def test_groups_are_found_by_name_and_notation_among_the_terms(use: Use) -> None:
    told = """api.find(model, api.indexOf(model), argument)
        .hits.map(({ concept, group }) => (group < 0 ? label(concept) : `[${model.groupLabel(group).text}]`))"""
    assert use(GROUPED, told, "ranked") == ["[ranked]"]
    assert use(GROUPED, told, "1") == ["[inner]"]
    near = "api.find(model, api.indexOf(model), 'inner', { withGroups: false }).total"
    assert use(GROUPED, near) == 0
    fitting = "api.find(model, api.indexOf(model), 'inner', { fits: (i) => label(i) === argument }).total"
    assert [use(GROUPED, fitting, name) for name in ("owl", "pet")] == [1, 0]


def test_the_list_has_letters_in_the_order_of_the_language(use: Use) -> None:
    told = "api.lettersOf(model).map(([letter, under]) => letter + ': ' + under.map(label).join(', '))"
    store = Thesaurus.from_text(HIERARCHY)
    english = ["A: animal", "B: bird", "J: jay", "O: owl", "P: pet", "Z: Zürich", "#: 3D model"]
    assert use(store, told) == english
    german = ["E: Eule", "H: Häher, Haustier", "T: Tier", "V: Vogel", "Z: Zürich", "#: 3D-Modell"]
    assert use(store, f"(model.setLanguage('de'), {told})") == german


def test_collections_follow_the_letters_where_what_is_shown_is_in_them(use: Use) -> None:
    store = Thesaurus.from_text(
        HIERARCHY
        + """<http://e.org/x> a skos:Collection ; skos:prefLabel "wild"@en ; skos:member <http://e.org/3> .
        <http://e.org/y> a skos:Collection ; skos:prefLabel "tame"@en ; skos:member <http://e.org/5> ."""
    )
    assert use(store, "api.lettersOf(model).at(-1)") == ["Collections", [-1, -2]]
    assert use(store, "model.collections.map((_, n) => model.groupLabel(n).text)") == ["tame", "wild"]
    owls = "api.lettersOf(model, (i) => label(i) === 'owl').map(([letter]) => letter)"
    assert use(store, owls) == ["O", "Collections"]
    assert use(store, "api.lettersOf(model, (i) => label(i) === 'jay').at(-1)[0]") == "J"


def test_misleading_names_from_a_to_z_and_as_stops(use: Use) -> None:
    store = Thesaurus.from_text(
        SMALL
        + """<https://w3id.org/termgraph/ml/x#misnomer> a tg:Misnomer ; rdfs:label "x"@en ;
        tg:misleadingName <https://w3id.org/termgraph/ml/softmax#en.softargmax> ."""
    )
    told = "[api.misleadingOf(model).map(({ text, concept }) => [text, label(concept)]), api.stopsOf(model).map(label)]"
    assert use(store, told) == [[["softargmax", "softmax"], ["softmax", "softmax"]], ["softmax"]]


def taken(use: Use, store: Thesaurus, *concepts: str) -> Dataset:
    """Return what the page's Turtle of some concepts says, of all where none is named."""
    numbered = Numbered(store)
    chosen = [numbered.number[iri] for iri in concepts or numbered.iris]
    text = use(
        store, "api.turtleOf(api.recordOf(model, argument[0]), argument[1])", [statements(numbered), chosen]
    )
    return canonical(quad for quad in parse(text, RdfFormat.TURTLE))


def canonical(quads: Iterable[Quad]) -> Dataset:
    """Return triples with blank nodes that are named by what is said of them."""
    found = Dataset(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    found.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return found


def exported(store: Thesaurus, *concepts: str) -> Dataset:
    """Return what `export` writes of the same concepts."""
    return canonical(part(store, concepts or store.concepts).record.quads())


@pytest.mark.parametrize("concepts", [(), ("softmax",), ("maximum", "logit"), ("alone",)])
def test_turtle_is_what_export_writes_to_the_triple(use: Use, concepts: Sequence[str]) -> None:
    store = Thesaurus.from_text(SMALL)
    iris = [f"https://w3id.org/termgraph/ml/{name}" for name in concepts]
    assert set(taken(use, store, *iris)) == set(exported(store, *iris))


@pytest.mark.parametrize(
    "text",
    [
        GRAINS,
        hostile(),
        """@prefix e: <http://e.org/> . e:s a skos:ConceptScheme ; dct:title "S"@EN-gb ; skos:hasTopConcept e:a, e:b .
        e:kindOf rdfs:subPropertyOf skos:broader ; rdfs:label "kind of"@en . e:Odd rdfs:subClassOf skos:Concept .
        e:a a e:Odd ; skos:prefLabel "a"@en-GB, "a"@de ; skos:notation "1"^^e:code, "01" ; e:kindOf e:b ;
            skos:definition [ rdf:value "In brackets."@en ; dct:source [ rdfs:label "Book" ] ] ; skos:inScheme e:s .
        e:b skos:prefLabel "b\\n\\"c"@en ; skos:altLabel "007", "a"@en-GB ; skos:note 7, true ; e:own "x" .
        e:own rdfs:label "own"@en . e:c skos:broader e:a ; skos:prefLabel "c"@en .
        e:l skosxl:literalForm "d"@en . e:c skosxl:prefLabel e:l . e:g skos:member e:a, e:c .""",
    ],
    ids=["grains", "hostile", "odd"],
)
def test_turtle_of_odd_vocabularies_too(use: Use, text: str) -> None:
    store = Thesaurus.from_text(text)
    assert set(taken(use, store)) == set(exported(store))
    for concept in sorted(store.concepts)[:6]:
        assert set(taken(use, store, concept)) == set(exported(store, concept)), concept


def test_turtle_of_the_shipped_vocabulary_too(use: Use) -> None:
    store = Thesaurus.open(data_dir() / "ml")
    base = "https://w3id.org/termgraph/ml/"
    concepts = [base + name for name in ("softmax", "neural-network", "activation-function")]
    assert set(taken(use, store, *concepts)) == set(exported(store, *concepts))


def test_turtle_is_written_for_people(use: Use) -> None:
    store = Thesaurus.from_text(SMALL)
    text = use(
        store, "api.turtleOf(api.recordOf(model, argument), [n('softmax')])", statements(Numbered(store))
    )
    assert "@prefix ml: <https://w3id.org/termgraph/ml/> ." in text
    assert "ml:softmax a skos:Concept ;" in text


def table(use: Use, store: Thesaurus) -> list[dict[str, str]]:
    """Return the rows of the page's CSV."""
    text = use(store, "api.csvOf(model, all, articles)")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def test_a_table_has_a_column_a_language_and_says_what_misleads_and_why(use: Use) -> None:
    (softmax,) = [row for row in table(use, Thesaurus.from_text(SMALL)) if row["Name (en)"] == "softmax"]
    assert (softmax["Name (de)"], softmax["Notation"]) == ("Softmax-Funktion", "4.2")
    assert "logits" in softmax["Definition (en)"]
    assert softmax["Misleading name"] == "softmax"
    assert softmax["It suggests"] == "maximum"
    assert softmax["But"] == "It smooths arg max, not max."
    assert softmax["Clearer"] == "softargmax"


def test_csv_and_svg_of_harmful_texts_are_valid(use: Use) -> None:
    rows = table(use, Thesaurus.from_text(hostile()))
    assert len(rows) >= len(HOSTILE_TEXTS)
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_cells_that_look_like_formulas_are_made_harmless(use: Use, text: str) -> None:
    cell = use(names("a"), "api.csvCell(argument)", text)
    assert cell.strip('"').startswith("'")


def test_strings_and_iris_of_turtle_are_escaped(use: Use) -> None:
    strings = ['"', "\\", "\n", "a\u2028b", "\x07", "'''", '"""', "\ud83d", "😀", "x\r\ny"]
    literals = use(names("a"), "argument.map((text) => api.turtleString(text, 'en'))", strings)
    for text, literal in zip(strings, literals, strict=True):
        (triple,) = parse(f"<http://e.org/a> <http://e.org/b> {literal} .", RdfFormat.TURTLE)
        assert triple.object == Literal(text.replace("\ud83d", "\ufffd"), language="en")
    assert use(names("a"), "api.turtleString('x', 'no language')") == '"x"'
    assert (
        use(names("a"), "api.turtleIri('http://e.org/a b<>\"{}|^`\\\\')")
        == "<http://e.org/a%20b%3C%3E%22%7B%7D%7C%5E%60%5C>"
    )
    assert use(names("a"), "[api.turtleIri('_:b0'), api.turtleIri('_:b0> .')]") == ["_:b0", "<_:b0%3E%20.>"]


SCENE = {
    "look": "focus",
    "width": 300,
    "height": 200,
    "background": "#ffffff",
    "font": 'system-ui, "Segoe UI"',
    "grounds": [{"x": 0, "y": 0, "width": 9, "height": 9, "radius": 2, "fill": "red", "opacity": 0.1}],
    "lines": [
        {
            "from": "a",
            "to": "b",
            "kind": "broader",
            "path": path,
            "color": "#123",
            "width": 2,
            "dash": [3, 2],
            "opacity": 1,
            "arrow": {"x": 5, "y": 6, "angle": 0, "size": 8},
        }
        for path in ([[0, 0], [1, 1]], [[0, 0], [1, 1], [2, 2]], [[0, 0], [1, 1], [2, 2], [3.14159, 3]])
    ],
    "boxes": [
        {
            "x": 1,
            "y": 2,
            "width": 3,
            "height": 4,
            "radius": 5,
            "fill": "#fff",
            "stroke": "#000",
            "strokeWidth": 1,
            "opacity": 1,
        }
    ],
    "dots": [
        {
            "x": 1,
            "y": 2,
            "radius": 3,
            "shape": shape,
            "fill": "#fff",
            "stroke": "",
            "strokeWidth": 0,
            "opacity": 1,
        }
        for shape in ("circle", "diamond")
    ],
    "labels": [
        {
            "x": 1,
            "y": 2,
            "lines": ["</text><script>alert(1)</script>", 'a "b" & c\x07'],
            "size": 13,
            "lineHeight": 15,
            "bold": True,
            "italic": False,
            "align": "center",
            "fill": "#000",
            "halo": "#fff",
            "haloWidth": 3,
            "opacity": 1,
        }
    ],
}


def test_svg_is_a_picture_of_the_scene_and_nothing_else(use: Use) -> None:
    text = use(names("a"), "api.svgOf(argument, '<title>')", SCENE)
    tree = ElementTree.fromstring(text)  # noqa: S314 (our own text)
    tags = [element.tag.rpartition("}")[2] for element in tree.iter()]
    assert set(tags) == {"svg", "title", "rect", "path", "polygon", "circle", "text"}
    assert tags.count("path") == 3
    assert tags.count("text") == 2
    shown = [element.text for element in tree.iter() if element.tag.endswith("}text")]
    assert shown == ["</text><script>alert(1)</script>", 'a "b" & c']
    assert "3.14 3" in text
