"""The explorer's core modules, bundled and called in a browser: codec, model, state, text and fold."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from termgraph.names import unmarked_key
from termgraph.namespaces import ISO_THES, data_dir
from termgraph.network.clustered import clustered
from termgraph.network.overview import Forest, overview
from termgraph.skos import Thesaurus
from termgraph.view.articles import Writer
from termgraph.view.bundle import bundle, modules
from termgraph.view.clusters import clusters_of
from termgraph.view.core import core
from termgraph.view.mathml import formula
from termgraph.view.numbered import Numbered
from termgraph.view.packing import encoded, packed
from tests.viewing import HOSTILE_TEXTS, SMALL, hostile

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ENTRY = """
import { decoded, inflate } from "./codec.js";
import { linesOf } from "./field.js";
import { fold, letterOf } from "./fold.js";
import { modelOf } from "./model.js";
import { address, go, know, onChange, readState } from "./state.js";
import { drawnText, firstSentence, mathOf, plainText, richText, safeHref } from "./text.js";
export const api = {
  address, decoded, drawnText, firstSentence, fold, go, inflate, know, letterOf, linesOf, mathOf, modelOf,
  onChange, plainText, readState, richText, safeHref };
"""

Call = Callable[..., Any]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """Return a page that the modules are in, as `core.api`."""
    page = browser.new_page()
    page.set_content("<!doctype html><title>t</title>")
    page.evaluate(bundle({**modules(), "entry": ENTRY}, "entry", exposed="tested"))
    yield page
    page.close()


@pytest.fixture
def call(tab: Page) -> Call:
    """Call a function of JavaScript on the modules, `api`, and one argument."""
    return lambda function, argument=None: tab.evaluate(
        f"([argument]) => {{ const api = tested.api; return ({function})(argument); }}", [argument]
    )


def facts_and_core(store: Thesaurus, language: str | None = None) -> tuple[Numbered, dict[str, Any]]:
    facts = Numbered(store, language)
    return facts, core(facts, "Title", [], Writer(facts).collections())


def drawn(facts: Numbered, forest: Forest) -> list[tuple[int, int]]:
    """Return where the concepts are on the overview, by groups where most are in some."""
    clusters = clusters_of(facts, forest)
    if clusters is None:
        return overview(forest)
    areas = sorted(set(clusters.areas))
    return clustered(forest, clusters.inside, [areas.index(area) for area in clusters.areas]).places


# Codec


@pytest.mark.parametrize("size", [0, 1, 2, 12, 13, 14, 255, 1000])
def test_bytes_come_back(call: Call, size: int) -> None:
    data = bytes(number * 7 % 256 for number in range(size))
    assert call("(text) => [...api.decoded(text)]", encoded(data)) == list(data)


def test_data_comes_back(call: Call) -> None:
    data = {"texts": list(HOSTILE_TEXTS), "numbers": [1, -2, 3.5], "none": None}
    function = """(text) => {
      const element = document.createElement("script");
      element.type = "text/plain";
      element.id = "data";
      element.textContent = text;
      document.head.append(element);
      return api.inflate("data").finally(() => element.remove());
    }"""
    assert call(function, str(packed(data))) == data


# Model


@pytest.mark.parametrize("which", ["small", "hostile", "ml"])
def test_the_model_is_what_python_has_read(call: Call, which: str) -> None:
    store = {
        "small": lambda: Thesaurus.from_text(SMALL),
        "hostile": lambda: Thesaurus.from_text(hostile()),
        "ml": lambda: Thesaurus.open(data_dir() / "ml"),
    }[which]()
    facts, columns = facts_and_core(store)
    found = call(
        """(core) => {
          const model = api.modelOf(core);
          const all = Array.from({ length: model.size }, (_, i) => i);
          return {
            iris: all.map(model.iri), keys: all.map(model.key), labels: all.map((i) => model.label(i)),
            found: all.map((i) => model.find(model.key(i))),
            names: Array.from({ length: model.nameCount }, (_, n) => model.nameAt(n)),
            broader: all.flatMap((i) => model.broader(i).map((to) => [i, to])),
            narrower: all.flatMap((i) => model.narrower(i).map((from) => [from, i])),
            around: all.map((i) => model.neighbours(i)), places: all.map(model.place), parents: all.map(model.parent),
            tops: all.map(model.top), misnomers: all.filter(model.isMisnomer),
            deprecated: all.filter(model.isDeprecated),
            misleading: model.misleading.length, colors: all.map(model.branch),
          };
        }""",
        columns,
    )
    assert found["iris"] == facts.iris
    assert found["keys"] == facts.keys
    assert [(label["text"], label["lang"]) for label in found["labels"]] == [
        facts.label(number) for number in range(facts.size)
    ]
    assert found["found"] == list(range(facts.size))
    assert [(name["text"], name["concept"], name["misleads"]) for name in found["names"]] == [
        (name.text, name.concept, name.misleads) for name in facts.names
    ]
    assert [name["lang"] for name in found["names"]] == [
        "" if name.kind == 8 else name.lang for name in facts.names
    ]
    assert [tuple(pair) for pair in found["broader"]] == facts.edges["broader"]
    assert sorted(map(tuple, found["narrower"])) == facts.edges["broader"]
    edges = {
        (source, edge["kind"], edge["to"])
        for source, edges in enumerate(found["around"])
        for edge in edges
        if edge["out"] and edge["kind"] != "misnomerOf"
    }
    for kind, pairs in facts.edges.items():
        both = kind in ("related", "contrastsWith", "confusedWith")
        expected = {(a, kind, b) for a, b in pairs if a != b}
        expected |= {(b, kind, a) for a, b in pairs if both and a != b}
        assert {edge for edge in edges if edge[1] == kind} == expected
    above: list[list[int]] = [[] for _ in facts.iris]
    for source, target in facts.edges["broader"]:
        above[source].append(target)
    forest = Forest(above)
    assert found["parents"] == forest.parents
    assert found["tops"] == forest.tops
    assert [(place["x"], place["y"]) for place in found["places"]] == drawn(facts, forest)
    assert set(found["misnomers"]) == facts.misnomers
    assert set(found["deprecated"]) == facts.deprecated
    assert found["misleading"] == len(facts.misnomers) + sum(name.misleads for name in facts.names)
    assert set(found["colors"]) <= set(range(15))  # the last is that of what stands alone


def test_hierarchies_with_circles_come_out_alike(call: Call) -> None:
    lines = [f'<http://e.org/{n:02}> a skos:Concept ; skos:prefLabel "{n:02}" .' for n in range(12)]
    edges = [(0, 1), (1, 2), (2, 0), (3, 0), (4, 3), (5, 5), (6, 7), (7, 6), (8, 6), (8, 3), (9, 10), (9, 8)]
    lines += [f"<http://e.org/{a:02}> skos:broader <http://e.org/{b:02}> ." for a, b in edges]
    facts, columns = facts_and_core(Thesaurus.from_text("\n".join(lines)))
    above: list[list[int]] = [[] for _ in facts.iris]
    for source, target in facts.edges["broader"]:
        above[source].append(target)
    forest = Forest(above)
    function = """(core) => {
      const model = api.modelOf(core);
      const all = Array.from({ length: model.size }, (_, i) => i);
      return [all.map(model.parent), all.map(model.place), all.map(model.trail), model.tops];
    }"""
    parents, places, trails, tops = call(function, columns)
    assert parents == forest.parents
    assert [(place["x"], place["y"]) for place in places] == overview(forest)
    assert tops == sorted(set(forest.tops))
    assert trails[9] == [10, 9]


def test_kinds_of_broader_are_one_tree_that_is_drawn_as_most_of_it_is_stated(call: Call) -> None:
    store = Thesaurus.from_text(
        f"<http://e.org/a> a skos:Concept ; <{ISO_THES}broaderGeneric> <http://e.org/c>, <http://e.org/b> ."
        f"<http://e.org/b> a skos:Concept ; <{ISO_THES}narrowerPartitive> <http://e.org/d> ."
        "<http://e.org/c> a skos:Concept . <http://e.org/d> a skos:Concept ."
    )
    facts, columns = facts_and_core(store)
    function = """(core) => {
      const model = api.modelOf(core);
      const all = Array.from({ length: model.size }, (_, i) => i);
      const field = { size: model.size, parents: all.map(model.parent), weights: all.map(() => 1) };
      const { tree, across } = api.linesOf(model, field);
      return { broader: all.flatMap((i) => model.broader(i).map((to) => [i, to])), kind: tree.kind,
        across: across.map(({ kind, from, to }) => [kind, [...from], [...to]]) };
    }"""
    found = call(function, columns)
    assert [tuple(pair) for pair in found["broader"]] == facts.hierarchy == [(0, 1), (0, 2), (3, 1)]
    assert found["kind"] == "broaderGeneric"
    assert found["across"] == [["broaderGeneric", [0], [2]]]  # the rest is the tree


def test_labels_fall_back_and_schemes_filter(call: Call) -> None:
    turtle = """
    <http://e.org/a> a skos:Concept ; skos:prefLabel "owl"@en, "Eule"@de ; skos:inScheme <http://e.org/s> .
    <http://e.org/b> a skos:Concept ; skos:prefLabel "Vogel"@de ; skos:inScheme <http://e.org/t> .
    <http://e.org/c> a skos:Concept ; skos:prefLabel "cat"@en-gb, "plain" ; skos:inScheme <http://e.org/s> .
    <http://e.org/d> a skos:Concept .
    """
    _, columns = facts_and_core(Thesaurus.from_text(turtle), "en")
    function = """(core) => {
      const model = api.modelOf(core);
      const labels = () => ["a", "b", "c", "d"].map((key) => Object.values(model.label(model.find(key))).join("@"));
      const english = labels();
      model.setLanguage("DE");
      const german = labels();
      model.setLanguage("nonsense");
      model.setScheme("http://e.org/s");
      const inside = ["a", "b", "c", "d"].filter((key) => model.inScheme(model.find(key)));
      model.setScheme(null);
      return [english, german, labels(), inside, model.inScheme(model.find("b")), model.languages, model.find("e")];
    }"""
    english, german, again, inside, all_in, languages, missing = call(function, columns)
    assert english == again == ["owl@en", "Vogel@de", "cat@en-GB", "d@"]
    assert german == ["Eule@de", "Vogel@de", "cat@en-GB", "d@"]
    assert inside == ["a", "c"]
    assert all_in is True
    assert set(languages) == {"en", "de", "en-GB"}
    assert missing == -1


def test_siblings_have_ranks_and_collections_labels_in_any_language(call: Call) -> None:
    turtle = """
    <http://e.org/a> a skos:Concept ; skos:prefLabel "ant"@en ; skos:notation "10" .
    <http://e.org/b> a skos:Concept ; skos:prefLabel "bee"@en, "Biene"@de ; skos:notation "2", "X" .
    <http://e.org/c> a skos:Concept ; skos:prefLabel "cat"@en .
    <http://e.org/k> a skos:Collection ; skos:prefLabel "kept"@en, "gehalten"@de-AT ; skos:member <http://e.org/c> .
    """
    function = """(core) => {
      const model = api.modelOf(core);
      const all = [0, 1, 2];
      const before = [all.map(model.rank), all.map(model.notation), model.collections[0].members];
      const english = model.groupLabel(0);
      model.setLanguage("de");
      return [...before, english, model.groupLabel(0)];
    }"""
    _, columns = facts_and_core(Thesaurus.from_text(turtle))
    assert call(function, columns) == [
        [1, 0, 5],
        ["10", "2", ""],
        [2],
        {"text": "kept", "lang": "en"},
        {"text": "gehalten", "lang": "de-AT"},
    ]


# State


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", {}),
        ("#", {}),
        ("#term=C%2B%2B", {"term": "C++"}),
        ("#term=C++&depth=2", {"term": "C++", "depth": 2}),
        ("#depth=9&view=nonsense&hide=related,evil&nothing=1", {"hide": ["related"]}),
        ("#term=softmax&view=focus", {"term": "softmax", "view": "focus"}),
        ("#view=list", {"view": "list"}),
        ("#list", {"view": "list"}),
        ("#softmax", {"term": "softmax"}),
        ("#soft%20max", {"term": "soft max"}),
        ("#letter-S", {"view": "list", "letter": "S"}),
        ("#letter-%23", {"view": "list", "letter": "#"}),
        ("#letter-%3Dby%2520size", {"view": "list", "group": "by%20size"}),
        ("#group=by%2520size&view=groups", {"view": "groups", "group": "by%20size"}),
        ("#term=a&path=b&lang=de&scheme=http%3A%2F%2Fe.org%2F&names=all",
         {"term": "a", "path": "b", "lang": "de", "scheme": "http://e.org/", "names": True}),
    ],
)  # fmt: skip
def test_an_address_is_a_state(call: Call, address: str, expected: dict[str, Any]) -> None:
    call("() => api.know(['broader', 'related'], (name) => name)")
    function = "(hash) => { const state = api.readState(hash); return { ...state, hide: [...state.hide] }; }"
    state = call(function, address)
    usual: dict[str, Any] = {
        "term": None, "group": None, "view": "map", "depth": 0, "hide": [], "path": None, "way": 1, "lang": None,
        "scheme": None, "letter": None, "names": False, "embed": None, "find": None,
    }  # fmt: skip
    assert state == usual | expected
    back = call("(hash) => api.address({}, api.readState(hash))", address)
    assert call(function, back) == state


@pytest.mark.parametrize("key", [*HOSTILE_TEXTS, "a&b=c#d", "100%", "a+b c", "https://e.org/x#y"])
def test_any_key_survives_in_an_address(call: Call, key: str) -> None:
    assert call("(term) => api.readState(api.address({ term }, api.readState('')))", key)["term"] == key


# Text


def test_rich_text_is_elements_and_never_markup(call: Call) -> None:
    rich = [
        {"p": ["<b>no</b> ", {"em": "so"}, {"strong": ["very ", {"code": "<x>"}]}]},
        {"li": ["one", [{"a": 7, "t": "seven"}]]},
        {"a": "https://e.org/", "t": "web"},
        {"a": "javascript:alert(1)", "t": "nowhere"},
        formula("x^2"),
        {"math": ["math", {}, ["script", {}, "window.__pwn = 1"]], "tex": "bad"},
        {
            "math": ["math", {"onclick": "x", "href": "javascript:1", "display": "block"}, ["mi", {}, "y"]],
            "tex": "y",
        },
        {"unknown": "thing"},
    ]
    function = """(rich) => {
      const place = document.createElement("div");
      place.append(api.richText(rich, (i) => `#term=${i}`));
      return place.innerHTML;
    }"""
    assert call(function, rich) == (
        "<p>&lt;b&gt;no&lt;/b&gt; <em>so</em><strong>very <code>&lt;x&gt;</code></strong></p>"
        '<ul><li>one</li><li><a href="#term=7">seven</a></li></ul>'
        '<a href="https://e.org/" rel="noopener noreferrer">web</a><span>nowhere</span>'
        '<math display="inline"><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow></math>'
        '<code class="tex">bad</code><math display="block"><mi>y</mi></math>'
    )
    assert call("(rich) => api.plainText(rich)", rich) == "<b>no</b> sovery <x> one; sevenwebnowherex^2bady"


@pytest.mark.parametrize(
    ("rich", "sentence"),
    [
        ("A bird. It flies.", "A bird."),
        ("A bird, e.g. An owl of J. Doe. It flies.", "A bird, e.g. An owl of J. Doe."),
        ("It has 3.5 legs and vs. Others none! So.", "It has 3.5 legs and vs. Others none!"),
        ("No end", "No end"),
        ("鳥。 飛ぶ。", "鳥。"),
        (["A ", {"a": 1, "t": "bird. Of"}, " prey. It flies."], "A bird. Of prey."),
        ([{"p": "One. Two."}, {"p": "Three."}], "One."),
        ([{"p": "One"}, {"p": "Two."}], "One"),
        (["That is:", {"li": ["a", "b"]}], "That is:"),
        ("", ""),
    ],
)
def test_the_first_sentence_ends_where_a_reader_would_say(call: Call, rich: Any, sentence: str) -> None:
    assert call("(rich) => api.plainText(api.firstSentence(rich))", rich) == sentence


def test_what_is_drawn_leaves_formulas_out_that_only_tex_can_set(call: Call) -> None:
    rich = [
        "That is ",
        {"math": ["math", {}], "tex": "x"},
        ", or\n",
        {"tex": "\\frac{1}{x}", "code": "y"},
        " ",
    ]
    assert call("(rich) => api.drawnText(rich)", rich) == "That is x, or …"


@pytest.mark.parametrize(
    ("href", "followed"),
    [("#term=a", True), ("https://e.org/", True), ("HTTP://e.org", True), ("javascript:x", False), ("//e.org", False),
     ("data:text/html,x", False), (" https://e.org", False), ("https:///x", False), ("file:///etc/passwd", False)],
)  # fmt: skip
def test_only_web_addresses_are_followed(call: Call, href: str, followed: bool) -> None:
    assert call("(href) => api.safeHref(href)", href) == (href if followed else "")


# Names


def test_names_are_folded_as_in_python(call: Call) -> None:
    names = [
        *HOSTILE_TEXTS, "Soft-arg Max", "Žliobaitė", "R²", "C++", "C#", "Straße", "ΣΊΣΥΦΟΣ", "ﬁne", "  two  words ",
        "++", "日本語", "naïve Bayes", "k-means++ ", "",
    ]  # fmt: skip
    folded = call("(names) => names.map(api.fold)", names)
    assert dict(zip(names, folded, strict=True)) == {name: unmarked_key(name) for name in names}
    assert call("(names) => names.map(api.letterOf)", ["softmax", "Äpfel", "3D", "(x)", "ßx"]) == [
        "S", "A", "#", "X", "S",
    ]  # fmt: skip
    assert json.dumps(folded)
