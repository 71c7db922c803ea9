"""The page as it is written: complete, inert, always the same, and in step with the graph."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termgraph.api import TermGraph
from termgraph.errors import AmbiguousNameError, NotFoundError, TermgraphError
from termgraph.names import unmarked_key
from termgraph.network import to_networkx
from termgraph.relations import RELATIONS
from termgraph.skos import Thesaurus
from termgraph.view import render
from termgraph.view.articles import Article, Writer
from termgraph.view.bundle import SCRIPTS, bundle, modules
from termgraph.view.core import OUTLINE, kinds
from termgraph.view.listing import LONGEST
from termgraph.view.mathml import ATTRIBUTES, TAGS, formula
from termgraph.view.numbered import NAME_KINDS, Numbered, term_keys
from termgraph.view.packing import digits, encoded, packed
from tests.viewing import GRAINS, HOSTILE_TEXTS, SHIPPED, SMALL, hostile, page_of, unpacked


class Page(HTMLParser):
    """What a browser would see in a page: elements, inline scripts and styles, and text; <noscript> is looked into."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.inline: list[tuple[str, dict[str, str], str]] = []
        self.texts: list[str] = []
        self._open: tuple[str, dict[str, str]] | None = None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.elements.append((tag, found))
        if tag in ("script", "style"):
            self._open = tag, found
            self.inline.append((tag, found, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open is None:
            self.texts.append(data)
        else:
            tag, attrs, text = self.inline.pop()
            self.inline.append((tag, attrs, text + data))

    @cached_property
    def packed(self) -> dict[str, str]:
        """The packed elements, unpacked, by id."""
        return {
            attrs["id"]: unpacked(text)
            for tag, attrs, text in self.inline
            if tag == "script" and attrs.get("type") == "text/plain"
        }

    @property
    def core(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.packed["core"])
        return found

    @property
    def articles(self) -> list[Article]:
        chunks = [json.loads(text) for id_, text in self.packed.items() if id_.startswith("articles-")]
        return [article for chunk in chunks for article in chunk]

    def ids(self) -> list[str]:
        return [attrs["id"] for _, attrs in self.elements if "id" in attrs]


def written(turtle: str) -> tuple[Numbered, list[Article]]:
    """Return the facts of a vocabulary and its articles."""
    store = Thesaurus.from_text(turtle)
    facts = Numbered(store)
    return facts, Writer(facts).write()


def concept(name: str, label: str, more: str = "") -> str:
    return f'<http://e.org/{name}> a skos:Concept ; skos:prefLabel "{label}"@en {more} .\n'


@pytest.fixture(scope="module")
def small() -> str:
    return page_of(SMALL)


@pytest.fixture(scope="module")
def harmful() -> str:
    return page_of(hostile())


def test_the_page_has_what_a_page_needs(small: str) -> None:
    assert small.startswith('<!doctype html>\n<html lang="en" dir="ltr">')
    assert "<title>Small vocabulary</title>" in small
    assert '<meta name="viewport"' in small
    assert render(Thesaurus.from_text(SMALL), "Another <title>").count("Another &lt;title&gt;") >= 2


# What a browser may do with it


@pytest.mark.parametrize("which", ["small", "harmful"])
def test_nothing_comes_from_outside_and_nothing_runs_that_is_not_named(
    which: str, request: pytest.FixtureRequest
) -> None:
    page = Page(request.getfixturevalue(which))
    loading = {
        "src",
        "srcset",
        "action",
        "formaction",
        "poster",
        "background",
        "data",
        "ping",
        "style",
        "http-equiv",
    }
    for tag, attrs in page.elements:
        assert not any(name.startswith("on") for name in attrs), (tag, attrs)
        if tag != "meta":
            assert not loading & attrs.keys(), (tag, attrs)
        if "href" in attrs:
            assert re.match(r"#|https?://|data:,$", attrs["href"]), (tag, attrs)
            outward = attrs["href"].startswith("http")
            assert not outward or (tag == "a" and "target" not in attrs), (tag, attrs)
    links = [attrs for tag, attrs in page.elements if tag == "link"]
    assert links == [{"rel": "icon", "href": "data:,"}]
    assert {tag for tag, _ in page.elements}.isdisjoint({"img", "iframe", "object", "embed", "form", "base"})


@pytest.mark.parametrize("which", ["small", "harmful"])
def test_the_policy_names_exactly_the_scripts_and_styles_of_the_page(
    which: str, request: pytest.FixtureRequest
) -> None:
    page = Page(request.getfixturevalue(which))
    policy = next(attrs["content"] for _, attrs in page.elements if attrs.get("http-equiv"))
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split("; ")}
    assert rules["default-src"] == ["'none'"]
    assert "unsafe" not in policy

    def hashes(texts: list[str]) -> list[str]:
        digests = (hashlib.sha256(text.encode()).digest() for text in texts)
        return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]

    inline = [text for tag, attrs, text in page.inline if tag == "script" and "type" not in attrs]
    assert rules["script-src"] == hashes([*inline, page.packed["app"], page.packed["vis"]])
    assert rules["style-src"] == hashes([text for tag, _, text in page.inline if tag == "style"])
    assert len(inline) == 2


def test_hostile_texts_are_shown_as_text(harmful: str) -> None:
    page = Page(harmful)
    text = " ".join(page.texts)
    assert "<script>window.__pwn = 1</script>" in text
    assert "{{ 7 * 7 }}" in text
    assert "49" not in text
    assert "left\\u202eright" in text
    assert "\u202e" not in harmful
    assert "\u202e" not in page.packed["core"] + page.packed["articles-0"]
    assert len([tag for tag, _, _ in page.inline if tag == "script"]) == 7
    for hostile_text in HOSTILE_TEXTS[:3]:
        assert hostile_text in page.core["texts"].split("\n")


def hrefs(value: Any) -> list[Any]:
    """Return all addresses in the data of an article."""
    if isinstance(value, dict):
        found = [value["a"]] if "a" in value else []
        return found + [href for inner in value.values() for href in hrefs(inner)]
    if isinstance(value, list):
        return [href for inner in value for href in hrefs(inner)]
    return []


def test_the_data_holds_no_address_that_may_not_be_followed(harmful: str) -> None:
    page = Page(harmful)
    assert all(isinstance(href, int) or re.match("https?://", href) for href in hrefs(page.articles))
    for article in page.articles:
        refs = [ref for _, ref in article.get("x", ())] + article.get("s", [])
        for ref in refs:
            assert isinstance(ref, int) or isinstance(ref[0], int) or len(ref) == 1, ref
    assert all(re.match("https?://|$", source["href"]) for source in page.core["sources"])


def test_ids_are_unique_and_links_within_the_page_lead_somewhere(small: str, harmful: str) -> None:
    for text in (small, harmful):
        page = Page(text)
        ids = page.ids()
        assert len(ids) == len(set(ids))
        listed = {id_ for id_ in ids if id_.startswith("term=")}
        assert len(listed) == page.core["size"]


# The list without scripts


def test_the_list_without_scripts_is_the_whole_graph() -> None:
    graph = to_networkx(Thesaurus.open(SHIPPED))
    page = Page(page_of(SHIPPED))
    text = " ".join(" ".join(page.texts).split())
    for node, data in graph.nodes(data=True):
        assert data["label"] in text, node
    concepts = [node for node, data in graph.nodes(data=True) if data["kind"] == "concept"]
    assert len([id_ for id_ in page.ids() if id_.startswith("term=")]) == len(concepts)


def test_the_article_of_a_misnomer(small: str) -> None:
    start = small.index('id="term=softmax"')
    article = small[start : small.index("</article>", start)]
    words = " ".join(re.sub(r"<[^>]+>", "", article).split())
    assert "“softmax” suggests maximum, but: It smooths arg max, not max. Clearer: softargmax" in words
    assert "Who says so: Miller 2016" in words
    assert '<a href="#term=logit">logits</a>' in article
    assert '<a href="https://example.org/">the web</a>' in article
    assert '<meta name="referrer" content="no-referrer">' in small
    assert "javascript:" not in re.sub(r">[^<]*<", "><", article)
    assert '<math display="inline"><mrow><msup><mi>e</mi>' in article
    assert "Miller 2016</a>, p. 81" in article
    assert article.index('class="card"') < article.index("Turns")


def test_a_related_concept_is_listed_once_under_what_says_most(small: str) -> None:
    start = small.index('id="term=softmax"')
    article = small[start : small.index("</article>", start)]
    assert article.count(">maximum</a>") == 2  # in the card and as "confused with", not as "related"
    assert [*re.findall(r"<p><b>([^<]+)</b>", article)] == [
        "Also called",
        "Broader",
        "Parts",
        "Confused with",
        "In other languages",
        "Sources",
    ]


def test_a_long_list_is_left_to_the_script() -> None:
    store = Thesaurus.from_text("".join(concept(f"c{n}", f"label {n}") for n in range(LONGEST + 1)))
    page = Page(render(store))
    assert not [id_ for id_ in page.ids() if id_.startswith("term=")]
    assert f"The terms of this page ({LONGEST + 1:,}) need JavaScript" in " ".join(page.texts)


# The data


def unplane(planes: list[str]) -> list[int]:
    """Return the numbers that stand in strings of digits."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return [
        sum(alphabet.index(plane[at]) << 6 * place for place, plane in enumerate(planes))
        for at in range(len(planes[0]))
    ]


@given(st.lists(st.integers(0, 2**20)))
def test_digits_are_numbers(numbers: list[int]) -> None:
    assert unplane(digits(numbers)) == numbers


@given(st.binary(max_size=200))
def test_packing_can_be_undone(data: bytes) -> None:
    text = encoded(data)
    assert "<" not in text
    assert unpacked(packed(data.hex())) == json.dumps(data.hex())


def test_the_edges_are_those_of_the_network_and_no_others() -> None:
    store = Thesaurus.open(SHIPPED)
    graph = to_networkx(store)
    facts = Numbered(store)
    iris = facts.iris
    lines = {(iris[a], kind, iris[b]) for kind, pairs in facts.edges.items() for a, b in pairs}
    stated = set()
    for a, b, kind in graph.edges(keys=True):
        if a not in facts.number or b not in facts.number or kind == "misnomerOf":
            continue
        stated.add((a, kind, b))
        if (a, kind, b) in lines or (RELATIONS[kind].symmetric and (b, kind, a) in lines):
            continue
        assert kind == "related"
        closer = ("partOf", "contrastsWith", "confusedWith")
        assert any((x, other, y) in lines for other in closer for x, y in ((a, b), (b, a))), (a, kind, b)
    assert lines <= stated
    assert {kind for _, kind, _ in lines} <= {kind.name for kind in RELATIONS.drawn}
    assert set(iris) == {node for node, data in graph.nodes(data=True) if data["kind"] == "concept"}
    misnomer_of = [(a, b) for a, b, kind in graph.edges(keys=True) if kind == "misnomerOf"]
    assert len(facts.clearer) == len(misnomer_of)


def test_names_have_their_kind_and_say_whether_they_mislead() -> None:
    facts, _ = written(
        concept(
            "cnn",
            "convolutional network",
            """, "Faltungsnetz"@de ; skos:altLabel "CNN"@en, "ConvNet"@en, "Konvnetz"@de ;
            skos:hiddenLabel "conv-net", "CNN"@en ; skos:notation "4.2" ; skosxl:altLabel <http://e.org/cnn#en.cnn>""",
        )
        + """<http://e.org/cnn#en.cnn> skosxl:literalForm "CNN"@en ; tg:abbreviationOf <http://e.org/cnn> .
        <http://e.org/record> a tg:Misnomer ; tg:misleadingName <http://e.org/cnn#en.cnn> ."""
    )
    names = [(name.text, NAME_KINDS[name.kind], name.lang, name.misleads) for name in facts.names]
    assert names == [
        ("ConvNet", "other", "en", False),
        ("CNN", "abbreviation", "en", True),
        ("Konvnetz", "other", "de", False),
        ("conv-net", "hidden", "", False),
        ("4.2", "notation", "", False),
    ]
    assert facts.languages == ["en", "de"]
    assert facts.tags == ["en", "de", ""]
    assert not facts.misnomers


def test_what_names_suggest_is_a_line_of_the_page_from_the_name_that_does() -> None:
    facts, _ = written(
        concept("softmax", "softmax", ', "Softmax-Funktion"@de ; skos:altLabel "soft max"@en')
        + concept("maximum", "maximum")
        + """<http://e.org/softmax> skosxl:altLabel <http://e.org/x> .
        <http://e.org/x> skosxl:literalForm "soft max"@en .
        <http://e.org/1> a tg:Misnomer ; tg:misleadingName <http://e.org/softmax> ; tg:suggests <http://e.org/maximum> .
        <http://e.org/2> a tg:Misnomer ; tg:misleadingName <http://e.org/x> ;
          tg:suggests <http://e.org/maximum>, <http://e.org/softmax>, <http://elsewhere.org/bear> ."""
    )
    name = next(at for at, other in enumerate(facts.names) if other.text == "soft max")
    label, maximum = ~facts.number["http://e.org/softmax"], ~facts.number["http://e.org/maximum"]
    assert facts.suggests == [(label, maximum), (name, maximum)]
    kind = kinds(facts)["suggests"]
    assert (kind["count"], kind["walked"], kind["concepts"]) == (2, False, False)


def test_the_labels_of_concepts_are_sorted_as_a_reader_would() -> None:
    facts, _ = written(
        "".join(concept(f"c{n}", name) for n, name in enumerate(("zebra", "Äpfel", "ant", "Bee")))
    )
    assert [facts.label(number)[0] for number in range(4)] == ["ant", "Äpfel", "Bee", "zebra"]
    assert unmarked_key("Soft Max") == unmarked_key("soft-max") == "softmax"


def test_what_has_no_label_is_called_by_its_key() -> None:
    facts, _ = written("<http://e.org/barn%20owl> a skos:Concept .")
    assert facts.label(0) == ("barn owl", "")


def test_deprecated_and_unfinished_concepts_are_marked() -> None:
    facts, articles = written(
        concept("old", "old", "; owl:deprecated true ; dct:isReplacedBy <http://e.org/new>")
        + concept("new", "new", '; tg:status "stub"')
    )
    new, old = facts.number["http://e.org/new"], facts.number["http://e.org/old"]
    assert facts.deprecated == {old}
    assert articles[old]["replaced"] == [new]
    assert articles[new]["status"] == "stub"


def test_schemes_are_listed_where_there_are_several() -> None:
    one = concept("a", "a", "; skos:inScheme <http://e.org/s1>") + concept(
        "b", "b", "; skos:inScheme <http://e.org/s1>"
    )
    assert Page(render(Thesaurus.from_text(one))).core["schemes"] == []
    two = one + '<http://e.org/s2> skos:hasTopConcept <http://e.org/b> ; rdfs:label "Second"@en .'
    core = Page(render(Thesaurus.from_text(two))).core
    assert [scheme["label"] for scheme in core["schemes"]] == ["http://e.org/s1", "Second"]
    assert [unplane(planes) for planes in core["scheme"]] == [[0, 1], [1]]


def test_several_definitions_stand_side_by_side_with_their_sources() -> None:
    _, articles = written(
        concept(
            "a",
            "a",
            """; skos:definition "First."@en, "Second, of $x$."@en, "Erste."@de, <http://e.org/d> ;
            tg:definitionMarkdown "*First*."@en""",
        )
        + '<http://e.org/d> rdf:value "Third."@en ; dct:source "A book" .'
    )
    definitions = articles[0]["d"]
    assert definitions[0] == ["de", "Erste."]
    assert definitions[1] == ["en", [{"em": "First"}, "."]]  # in place of its plain text
    assert definitions[2][1][1]["tex"] == "x"
    assert definitions[3] == ["en", "Third.", [["A book"]]]


def test_the_articles_of_the_small_vocabulary() -> None:
    facts, articles = written(SMALL)
    softmax = articles[facts.number["https://w3id.org/termgraph/ml/softmax"]]
    maximum, logit = (facts.number["https://w3id.org/termgraph/ml/" + name] for name in ("maximum", "logit"))
    (card,) = softmax["m"]
    assert card["name"] == "softmax"
    assert card["suggests"] == [maximum]
    assert card["clearer"] == [["softargmax"]]
    assert softmax["s"] == [[0, "p. 81"]]
    ((lang, text),) = softmax["d"]
    assert lang == "en"
    assert {"a": logit, "t": "logits"} in text
    assert {"a": "https://example.org/", "t": "the web"} in text
    assert "nothing" in str(text)


def test_the_map_of_a_small_vocabulary_is_an_outline_in_columns() -> None:
    outline = Page(render(Thesaurus.from_text(SMALL))).core["outline"]
    assert list(outline) == ["x", "y", "column", "block"]
    size = Numbered(Thesaurus.from_text(SMALL)).size
    assert {len(values) for values in outline.values()} == {size}
    assert len({*zip(outline["x"], outline["y"], strict=True)}) == size
    many = "".join(concept(f"c{n}", f"c {n}") for n in range(OUTLINE + 1))
    assert Page(render(Thesaurus.from_text(many))).core["outline"] is None


def test_a_page_is_made_without_importing_pyvis() -> None:
    script = (
        "import sys; from termgraph.skos import Thesaurus; from termgraph.view import render\n"
        "render(Thesaurus.from_text('<e:owl> skos:prefLabel \"owl\"@en .'))\n"
        "print({'pyvis', 'IPython'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "set()\n"


def test_what_is_only_mentioned_is_left_out_and_said_to_be() -> None:
    page = Page(render(Thesaurus.from_text(concept("a", "a", "; skos:broader <http://e.org/b>"))))
    assert page.core["facts"]["mentioned"] == 1
    assert "term=b" not in page.ids()


@pytest.mark.parametrize(
    ("turtle", "keys"),
    [
        ("", []),
        ("<http://e.org/a> skos:broader <http://e.org/b> .", ["a"]),
        ("_:x a skos:Concept ; skos:prefLabel 'x' .", ["_:b0"]),
    ],
)
def test_hardly_anything_makes_a_page_too(turtle: str, keys: list[str]) -> None:
    page = render(Thesaurus.from_text(turtle))
    assert "</html>" in page
    assert [id_ for id_ in Page(page).ids() if id_.startswith("term=")] == [f"term={key}" for key in keys]


CLASSES = """
@prefix e: <http://e.org/> . @prefix iso: <http://purl.org/iso25964/skos-thes#> .
e:Bird rdfs:subClassOf skos:Concept . e:owl a e:Bird ; skos:prefLabel "owl"@en ; iso:broaderGeneric e:bird .
e:bird skos:broader e:animal ; skos:related e:book . e:animal skos:prefLabel "animal"@en .
e:book a e:Book ; rdfs:label "no concept"@en . _:nest a skos:Concept ; skos:prefLabel "nest"@en ; tg:partOf e:gone .
"""


def test_the_concepts_of_the_page_are_those_of_the_thesaurus() -> None:
    store = Thesaurus.from_text(CLASSES)
    numbered = Numbered(store)
    assert (
        set(numbered.iris)
        == store.concepts
        == {*(f"http://e.org/{n}" for n in ("owl", "bird", "animal")), "_:b0"}
    )
    number = {iri.rpartition("/")[2]: at for iri, at in numbered.number.items()}
    assert numbered.edges["broaderGeneric"] == [(number["owl"], number["bird"])]
    assert numbered.edges["broader"] == [(number["bird"], number["animal"])]
    assert not numbered.edges["related"]
    assert numbered.mentioned == 2  # a book, and what is gone
    assert numbered.label(number["_:b0"]) == ("nest", "en")


def test_what_a_kind_says_is_not_said_again_by_what_it_is_a_kind_of() -> None:
    facts, _ = written(
        concept("a", "a", "; tg:partOf <http://e.org/b> ; skos:related <http://e.org/b>, <http://e.org/c>")
        + concept("b", "b", "; skos:related <http://e.org/a>")
        + concept("c", "c", "; tg:confusedWith <http://e.org/a>")
    )
    assert {kind: pairs for kind, pairs in facts.edges.items() if pairs} == {
        "partOf": [(0, 1)],
        "confusedWith": [(0, 2)],
    }


def test_collections_are_told_of_with_their_members_in_order() -> None:
    numbered, articles = written(GRAINS)
    clay, sand, silt = range(3)
    by_size, soft = ~0, ~1  # by their notations
    assert articles[clay]["g"] == [("In collection", by_size), ("In collection", soft)]
    assert articles[sand]["g"] == [("Divided into", soft), ("In collection", by_size)]
    first, second = Writer(numbered).collections()
    assert first == {
        "key": "by%20size",
        "labels": {"en": "by size", "de": "nach Größe"},
        "notation": "2",
        "members": [sand, clay, silt, ["http://e.org/nothing", "http://e.org/nothing"], soft],
        "ordered": True,
        "d": [["en", "From fine to coarse."]],
    }
    assert (second["members"], second["divides"], second["g"]) == (
        [clay, silt],
        [sand],
        [("In collection", by_size)],
    )


def test_a_collection_that_nobody_has_named_is_called_by_its_key_as_concepts_are() -> None:
    numbered, _ = written(
        GRAINS + "<http://e.org/by%20hand> a skos:Collection ; skos:member <http://e.org/clay> ."
    )
    labels = [collection["labels"] for collection in Writer(numbered).collections()]
    assert {"": "by hand"} in labels


def test_what_there_is_to_know_about_a_name_stays_beside_it() -> None:
    text = render(
        Thesaurus.from_text(
            """<http://e.org/owl> a skos:Concept ; skos:prefLabel "owl"@en ; skosxl:altLabel <http://e.org/owl#s> .
            <http://e.org/owl#s> skosxl:literalForm "strix"@en ; oio:hasSynonymType obo:OMO_0003001 ."""
        )
    )
    assert "<i>strix</i>\N{NO-BREAK SPACE}<small>ambiguous</small>" in text


def test_collections_are_in_the_list_without_scripts() -> None:
    text = render(Thesaurus.from_text(GRAINS))
    page = Page(text)
    assert {"letter-Collections", "letter-=by%20size", "letter-=soft"} < set(page.ids())
    clay = text[text.index('id="term=clay"') :]
    assert (
        '<b>In collection</b> <a href="#letter-%3Dby%2520size">by size</a>, '
        in clay[: clay.index("</article>")]
    )
    size = text[text.index('id="letter-=by%20size"') :]
    shown = " ".join(re.sub(r"<[^>]+>", "", size[size.index(">") + 1 : size.index("</article>")]).split())
    assert shown == "2 by size From fine to coarse. Members sand, clay, silt, http://e.org/nothing, soft"


def test_siblings_stand_in_their_natural_order_with_notations_before_labels() -> None:
    below = "; skos:broader <http://e.org/5> ; skos:notation"
    text = render(
        Thesaurus.from_text(
            concept("5", "Zoology", '; skos:notation "5", "Z"')
            + concept("a", "Ants", f'{below} "5.10"')
            + concept("b", "Birds", f'{below} "5.1"')
            + concept("c", "5.2 Cats", f'{below} "5.2"')
            + concept("d", "First", "; skos:broader <http://e.org/5> ; sh:order 1")
            + concept("e", "Apes", "; skos:broader <http://e.org/5>")
        )
    )
    zoology = text[text.index('id="term=5"') :]
    zoology = zoology[: zoology.index("</article>")]
    assert re.findall(r">([^<]+)</a>", zoology) == ["Zoology", "First", "Birds", "5.2 Cats", "Ants", "Apes"]
    assert (
        '<span class="notation">5</span> <a href="#term=5">Zoology</a> <small class="badge">Z</small>'
        in zoology
    )
    assert '<span class="notation">5.2</span>' not in text
    order = unplane(Page(text).core["order"])
    assert [numbered_label(text, number) for number in order] == [
        "First",
        "Zoology",
        "Birds",
        "5.2 Cats",
        "Ants",
    ]


def numbered_label(page: str, number: int) -> str:
    """Return a label of a page in one language, whose concepts have no other names but notations."""
    label: str = Page(page).core["texts"].split("\n")[number]
    return label


def test_properties_of_ones_own_are_told_with_their_labels_and_who_made_it_and_when() -> None:
    facts, articles = written(
        "@prefix e: <http://e.org/> . e:wingspan rdfs:label 'Wingspan'@en . e:ann foaf:name 'Ann' ; rdfs:label 'Ann' ."
        + concept(
            "owl",
            "owl",
            '; e:wingspan "95 cm", "1 m" ; e:seen e:jay, <http://f.org/x>, [ e:in "May" ], [ ] ; dct:creator e:ann',
        )
        + concept(
            "jay", "jay", '; dct:created "2024-05-01T10:00:00Z" ; dct:issued "2024-06" ; dct:modified "2025"'
        )
    )
    jay, owl = facts.number["http://e.org/jay"], facts.number["http://e.org/owl"]
    assert articles[owl]["a"] == [
        ("By", ["Ann", "http://e.org/ann"]),
        ("e:seen", ["May"]),
        ("e:seen", ["…"]),
        ("e:seen", jay),
        ("e:seen", ["http://f.org/x", "http://f.org/x"]),
        ("Wingspan", ["1 m"]),
        ("Wingspan", ["95 cm"]),
    ]
    assert articles[jay]["dates"] == {"created": "2024-05-01", "issued": "2024-06", "modified": "2025"}


def test_notes_that_are_resources_or_of_ones_own_kind_say_what_they_hold() -> None:
    _, articles = written(
        "<http://e.org/instead> rdfs:subPropertyOf skos:note ."
        + concept(
            "a",
            "a",
            """; skos:historyNote [ rdf:value "Long ago."@en-gb ] ; skos:scopeNote "Now."@en ;
            <http://e.org/instead> [ rdf:value "Use b."@en ; rdfs:seeAlso <http://e.org/b> ]""",
        )
    )
    notes = [["scopeNote", "en", "Now."], ["note", "en", "Use b."], ["historyNote", "en-GB", "Long ago."]]
    assert articles == [{"n": notes}]


def test_control_characters_are_written_out_wherever_they_are_shown() -> None:
    bad = r"A\u00c3\u009f\u001b[31m\u0007\u202eB"
    shown = "A\u00c3\\x9f\\x1b[31m\\x07\\u202eB"
    text = render(
        Thesaurus.from_text(
            f"""@prefix e: <http://e.org/> . e:p rdfs:label "{bad}" .
            e:s a skos:ConceptScheme ; dct:title "{bad}" ; dct:description "{bad}" . e:t rdfs:label "{bad}" .
            e:book rdfs:label "{bad}" ; dct:bibliographicCitation "{bad}" .
            e:c a skos:Collection ; skos:prefLabel "{bad}" ; skos:notation "{bad}" ; skos:member e:a .
            e:m tg:misleadingName e:a ; skos:note "{bad}" ; tg:jest "{bad}" .
            """
            + concept(
                "a",
                bad,
                f''', "{bad}"@de ; skos:altLabel "{bad}2" ; skos:hiddenLabel "{bad}3" ; e:p "{bad}", e:s ;
                skos:notation "{bad}" ; skos:definition "{bad}" ; tg:definitionMarkdown "**{bad}**"@de ;
                skos:note "{bad}" ; dct:source "{bad}", e:book ; dct:created "{bad}" ; tg:status "{bad}" ;
                skos:inScheme e:s, e:t ; dct:creator "{bad}" ; skos:exactMatch e:t''',
            )
        )
    )
    page = Page(text)
    data = text + page.packed["core"] + page.packed["articles-0"]
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]", data)
    assert page.core["title"] == shown
    assert page.core["collections"][0]["labels"] == {"": shown}
    assert page.articles[0]["d"][1][1] == [{"strong": shown}]
    assert json.dumps(page.articles[0]).count("\\\\x1b") >= 10


def test_keys_are_short_where_they_can_be() -> None:
    base = "https://w3id.org/termgraph/ml/"
    assert term_keys([base + "softmax", base], base) == {base + "softmax": "softmax", base: "ml"}
    assert term_keys(["urn:x"], None) == {"urn:x": "urn:x"}


def test_the_same_page_for_every_hash_seed() -> None:
    code = (
        "import hashlib; from termgraph.skos import Thesaurus; from termgraph.view import render\n"
        "from tests.viewing import SMALL, hostile\n"
        "for text in (SMALL, hostile()): print(hashlib.sha256(render(Thesaurus.from_text(text)).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parent.parent,
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "42")
    }
    assert len(digests) == 1


# What can be chosen


def test_the_language_of_the_page() -> None:
    store = Thesaurus.from_text(
        concept("a", "zebra", ', "Ameise"@de-AT') + concept("b", "bee", ', "Biene"@de-AT')
    )
    page = Page(render(store, language="DE"))
    assert dict(page.elements[0][1])["lang"] == "de-AT"
    assert page.core["texts"].split("\n")[:2] == ["Ameise", "Biene"]
    with pytest.raises(TermgraphError, match=r"nothing has a label in 'fr' \(there are: de-AT, en\)"):
        render(store, language="fr")


def test_what_the_page_begins_with() -> None:
    store = Thesaurus.from_text(SMALL)
    assert Page(render(store)).core["start"] == {}
    assert Page(render(store, focus="Softargmax", depth=2)).core["start"] == {
        "term": "softmax",
        "view": "focus",
        "depth": 2,
    }
    assert Page(render(store, overview=True)).core["start"] == {"view": "overview"}
    grains = Thesaurus.from_text(GRAINS)
    assert Page(render(grains, focus="by size")).core["start"] == {"group": "by%20size"}
    with pytest.raises(NotFoundError):
        render(store, focus="nothing like it")
    with pytest.raises(AmbiguousNameError):
        render(Thesaurus.from_text(concept("a", "same") + concept("b", "same")), focus="same")


def test_progress_is_told() -> None:
    told: list[float] = []
    render(Thesaurus.from_text(SMALL), progress=told.append)
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0, 1)


def test_a_page_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("here first")
    with pytest.raises(TermgraphError):
        TermGraph.from_text(SMALL).view(file / "page.html")
    with pytest.raises(TermgraphError):
        TermGraph.from_text(SMALL).view(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    TermGraph.from_text(SMALL).view(tmp_path / "page.html", title="Mine")
    assert "<title>Mine</title>" in (tmp_path / "page.html").read_text("utf-8")


# Formulas


@pytest.mark.parametrize(
    "tex", ["x_i", r"\frac{a}{b}", r"\sum_{i=1}^n \sqrt{x_i}", r"\mathbb{R}^n", r"\hat{y}"]
)
def test_formulas_become_mathml(tex: str) -> None:
    run = formula(tex)
    assert run["tex"] == tex

    def check(tree: list[Any]) -> None:
        tag, attributes, *children = tree
        assert tag in TAGS
        assert attributes.keys() <= ATTRIBUTES
        for child in children:
            if isinstance(child, list):
                check(child)

    check(run["math"])


@pytest.mark.parametrize(
    "tex",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\class{x}{y}",
        r"\frac{a",
        r"\unknown",
        "{" * 500,
        "x" * 5000,
        r"\begin{matrix}",
        "^",
    ],
)
def test_what_is_no_formula_stays_a_text(tex: str) -> None:
    run = formula(tex)
    assert run == {"code": tex} or "javascript" not in json.dumps(run["math"])


def test_the_script_lets_the_same_mathml_through() -> None:
    script = modules()["text"]
    for name, expected in (("TAGS", TAGS), ("ATTRIBUTES", ATTRIBUTES)):
        found = re.search(rf"const {name} = new Set\(\((.*?)\)\.split", script, re.DOTALL)
        assert found
        assert set(" ".join(re.findall(r'"([^"]*)"', found[1])).split()) == expected


# Scripts


@pytest.mark.parametrize(
    ("sources", "told"),
    [
        ({"a": 'import { b } from "./b.js";'}, "a.js imports b.js, which is not there"),
        ({"a": 'import { a } from "./b.js";', "b": 'import { b } from "./a.js";'}, "in a circle: a → b → a"),
        ({"a": "export default 1;"}, "export default"),
        ({"a": 'import b from "./b.js";'}, "import b from"),
        ({"a": 'const b = await import("./b.js");'}, "import("),
        ({"a": "export let b = 1;"}, "export let"),
    ],
)
def test_what_cannot_be_bundled_is_named(sources: dict[str, str], told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        bundle(sources, "a")


def test_a_module_is_imported_from_where_it_lies() -> None:
    files = sorted(SCRIPTS.rglob("*.js"))
    assert len({file.stem for file in files}) == len(files)
    for file in files:
        for imported in re.findall(
            r'^import .*?"([^"]+)";', file.read_text("utf-8"), re.MULTILINE | re.DOTALL
        ):
            assert (file.parent / imported).resolve() in files, (file.name, imported)


def test_the_scripts_keep_away_from_markup_and_from_text_that_runs() -> None:
    for name, source in modules().items():
        for forbidden in (
            r"\.innerHTML",
            r"\.outerHTML",
            r"insertAdjacentHTML",
            r"document\.write",
            r"\beval\(",
            r"new Function",
            r"setTimeout\(\s*[\"'`]",
            r"\bfetch\(",
            r"XMLHttpRequest",
            r"localStorage",
        ):
            # The widget, which is not of the page, reads its terms from beside itself.
            is_widgets = name == "widget" and forbidden == r"\bfetch\("
            assert is_widgets or not re.search(forbidden, source), (name, forbidden)


def test_the_linter_finds_nothing_in_the_scripts() -> None:
    root = Path(__file__).parent.parent
    linter = Path(sys.executable).with_name("oxlint")
    if not linter.exists():
        pytest.skip("oxlint is not installed")
    command = [str(linter), "--deny-warnings", "src/termgraph/view/scripts"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
