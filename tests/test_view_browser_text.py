"""The explorer's texts as a person uses them: search, panel, tree, list, misleading names, ways, taking away."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from termgraph.namespaces import SKOS
from tests.viewing import (
    GRAINS,
    HOSTILE_TEXTS,
    SHIPPED,
    SMALL,
    hostile,
    selected,
    settle,
    shows,
    turn_to,
    visit,
    write_pages,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

#: Two languages, two schemes, one term that is deprecated, and definitions from two sides.
BIRDS = """
<http://e.org/s1> a skos:ConceptScheme ; skos:prefLabel "Birds"@en .
<http://e.org/s2> a skos:ConceptScheme ; skos:prefLabel "Pets"@en .
<http://e.org/animal> a skos:Concept ; skos:prefLabel "animal"@en, "Tier"@de ;
    skos:inScheme <http://e.org/s1>, <http://e.org/s2> .
<http://e.org/bird> a skos:Concept ; skos:prefLabel "bird"@en, "Vogel"@de ; skos:inScheme <http://e.org/s1> ;
    skos:broader <http://e.org/animal> ; skos:definition "Has feathers."@en, "Lays eggs."@en, "Hat Federn."@de ;
    skos:altLabel "fowl"@en ; skos:scopeNote "Not the game."@en ;
    skos:exactMatch <http://www.wikidata.org/entity/Q5113> .
<http://e.org/owl> a skos:Concept ; skos:prefLabel "owl"@en, "Eule"@de ; skos:broader <http://e.org/bird> ;
    skos:inScheme <http://e.org/s1> .
<http://e.org/jay> a skos:Concept ; skos:prefLabel "jay"@en, "Häher"@de ; skos:broader <http://e.org/bird> ;
    skos:inScheme <http://e.org/s1> ; owl:deprecated true ; dct:isReplacedBy <http://e.org/owl> .
<http://e.org/dog> a skos:Concept ; skos:prefLabel "=dog"@en, "Hund"@de ; skos:broader <http://e.org/animal> ;
    skos:inScheme <http://e.org/s2> ; skos:related <http://e.org/owl> .
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Write the pages that the tests look at, once."""
    folder = tmp_path_factory.mktemp("pages")
    many = "\n".join(
        f'<http://e.org/{n}> a skos:Concept ; skos:prefLabel "{"abc"[n % 3]} term {n:05}"@en ;'
        f" skos:broader <http://e.org/{n // 9}> ."
        for n in range(1, 3000)
    )
    sources: dict[str, str | Path] = {
        "ml": SHIPPED,
        "small": SMALL,
        "birds": BIRDS,
        "grains": GRAINS,
        "hostile": hostile(),
        "many": many + ' <http://e.org/0> a skos:Concept ; skos:prefLabel "root"@en .',
    }
    return write_pages(sources, folder)


def heading(page: Page) -> str:
    return page.locator("#card .name bdi").first.inner_text()


def rows(page: Page) -> list[str]:
    return page.locator("#tree .row .label").all_inner_texts()


# Search


def test_search_finds_any_name_and_says_whose_it_is(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["small"])
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    first = page.locator("#hits li").first
    for typed, shown in (
        ("Soft ArgM", "softargmax → softmax"),
        ("soft macks", "soft-macks only for searching of softmax"),
        ("4.2", "4.2 notation of softmax"),
        ("Softmax-F", "Softmax-Funktion translation of softmax"),
        ("actvation", "activation function – is that meant?"),
    ):
        page.locator("#search").fill(typed)
        first.filter(has_text=shown).wait_for()
    page.locator("#search").fill("softmax")
    assert "misleading name" in first.inner_text()
    settle(page)
    assert page.locator("#found").inner_text() == "1 found"
    page.locator("#search").fill("nosuchname")
    settle(page)
    assert page.locator("#hits").inner_text() == "No name like that"


def test_hits_are_chosen_with_the_keys(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["small"])
    page.locator("#search").fill("a")
    page.locator("#hits li[aria-selected=true]").wait_for()
    page.keyboard.press("ArrowDown")
    second = page.locator("#hits li").nth(1)
    assert second.get_attribute("aria-selected") == "true"
    assert page.locator("#search").get_attribute("aria-activedescendant") == second.get_attribute("id")
    wanted = second.locator("bdi").last.inner_text()
    page.keyboard.press("Enter")
    page.locator("#card .name", has_text=wanted).wait_for()
    assert page.locator("#hits").is_hidden()
    page.locator("#search").fill("a")
    page.keyboard.press("Escape")
    assert page.locator("#hits").is_hidden()
    assert page.locator("#search").input_value() == ""


def test_a_hit_is_clicked(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"])
    page.locator("#search").fill("softargmax")
    page.locator("#hits li[aria-selected=true]").click()
    shows(page, "[data-term=softmax]")


# The panel


def test_the_panel_says_all_of_a_term(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#term=softmax")
    card = page.locator("#card")
    card.locator(".name").wait_for()
    said = card.locator(".card").inner_text()
    for part in (
        "“softmax” suggests maximum, but:",
        "Clearer: softargmax",
        "Used otherwise in: optimization",
        "Who says so:",
    ):
        assert part in said
    assert card.locator(".definition math").count() == 1
    assert card.locator(".trail a").all_inner_texts() == [
        "mathematical object",
        "function",
        "activation function",
    ]
    headings = [text.split(" ")[0] for text in card.locator(".group > h3").all_inner_texts()]
    assert [
        text for text in ("Also", "Broader", "Contrasts", "Confused", "See", "Sources") if text in headings
    ] == [
        "Also",
        "Broader",
        "Contrasts",
        "Confused",
        "See",
        "Sources",
    ]
    assert card.locator(".origin a").get_attribute("href") == "https://w3id.org/termgraph/ml/softmax"
    assert page.title().startswith("softmax – ")
    card.locator(".definition a", has_text="logits").click()
    shows(page, "[data-term=logit]")


def test_the_panel_goes_with_history(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#term=softmax")
    page.locator("#card a.chip", has_text="activation function").first.click()
    shows(page, "[data-term=activation-function]")
    page.locator("#card .trail a", has_text="mathematical object").click()
    shows(page, "[data-term=mathematical-object]")
    page.go_back()
    shows(page, "[data-term=activation-function]")
    page.go_back()
    shows(page, "[data-term=softmax]")
    page.go_forward()
    shows(page, "[data-term=activation-function]")


def test_definitions_of_several_sources_stand_side_by_side(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["birds"] + "#term=bird")
    assert page.locator("#card .sides > .definition").all_inner_texts() == ["Has feathers.", "Lays eggs."]
    page.locator("#card .others summary").click()
    assert "Hat Federn." in page.locator("#card .others").inner_text()


def test_what_is_deprecated_says_so_and_what_to_use(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["birds"] + "#term=jay")
    assert page.locator("#card .badge.warning").inner_text() == "deprecated"
    assert page.locator("#card .replaced").inner_text() == "Deprecated: use owl instead."


def test_an_address_of_a_term_that_is_gone_says_so(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["birds"] + "#term=phoenix")
    assert "phoenix" in page.locator("#start .notice").inner_text()


def test_a_newcomer_sees_at_once_what_misleads(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"])
    page.locator("#start .card").wait_for()
    assert "suggests" in page.locator("#start .card").inner_text()
    page.locator("#start .chip", has_text="softmax").first.click()
    page.locator("#card .card").wait_for()
    assert "“softmax” suggests maximum" in page.locator("#card .card").inner_text()


def test_the_first_screen_of_a_large_vocabulary_names_its_branches(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["many"])
    page.locator("#some-tops .chip", has_text="root").click()
    shows(page, "[data-term='0']")


# Languages and schemes


def test_the_language_can_be_switched(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["birds"] + "#term=bird")
    page.locator("#language").select_option("de")
    page.locator("#card .name", has_text="Vogel").wait_for()
    assert "lang=de" in page.url
    assert page.locator("#card .definition").first.inner_text() == "Hat Federn."
    assert page.locator("#card .languages").inner_text().split() == [
        "In",
        "other",
        "languages",
        "en",
        "bird,",
        "fowl",
    ]
    turn_to(page, "list")
    assert page.locator("#list h4").all_text_contents() == ["Eule", "Häher", "Hund", "Tier", "Vogel"]
    page.locator("#search").fill("Vog")
    page.locator("#hits li", has_text="Vogel").wait_for()


def test_a_scheme_can_be_chosen(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["birds"])
    page.locator("#scheme").select_option(label="Pets")
    settle(page)
    turn_to(page, "list")
    assert page.locator("#list h4").all_text_contents() == ["animal", "=dog"]
    turn_to(page, "tree")
    assert rows(page) == ["animal", "=dog"]
    page.locator("#search").fill("owl")
    page.locator("#hits", has_text="No name like that").wait_for()


def test_one_language_and_one_scheme_need_no_choice(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["many"])
    assert page.locator("#language").is_hidden()
    assert page.locator("#scheme").is_hidden()


# The tree


def test_the_tree_is_walked_with_the_keys(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#view=tree")
    assert len(rows(page)) == 10
    page.locator("#tree-view").focus()
    active = page.locator("#tree .row.active")
    for key, label, is_open in (
        ("ArrowDown", "data", "false"),
        ("ArrowUp", "component", "false"),
        ("ArrowRight", "component", "true"),
        ("ArrowRight", "artificial neuron", "false"),
        ("ArrowLeft", "component", "true"),
        ("ArrowLeft", "component", "false"),
        ("End", "task", "false"),
        ("Home", "component", "false"),
        ("m", "mathematical object", "false"),
        ("m", "method", "false"),
    ):
        page.keyboard.press(key)
        assert active.locator(".label").inner_text() == label
        assert active.get_attribute("aria-expanded") == is_open
        assert page.locator("#tree-view").get_attribute("aria-activedescendant") == active.get_attribute("id")
        page.wait_for_timeout(750 if key == "m" else 0)  # what is typed fast is one word
    page.keyboard.press("Enter")
    assert selected(page) == "method"
    assert active.get_attribute("aria-selected") == "true"
    page.keyboard.press("*")
    assert len(rows(page)) > 10


def test_the_tree_opens_down_to_the_selected_term(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#term=softmax&view=tree")
    row = page.locator("#tree .row[aria-selected=true]")
    assert "softmax" in row.inner_text()
    assert row.get_attribute("aria-level") == "4"
    assert int(row.get_attribute("aria-posinset") or 0) <= int(row.get_attribute("aria-setsize") or 0)
    page.locator("#tree .row", has_text="softplus").first.click()
    shows(page, "[data-term=softplus]")
    assert "view=tree" in page.url
    assert heading(page) == "softplus"


def test_a_large_tree_holds_only_the_rows_in_sight(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["many"] + "#view=tree&term=2999")
    assert page.locator("#tree .row[aria-selected=true]").is_visible()
    page.locator("#tree-view").focus()
    page.keyboard.press("Home")
    for _ in range(30):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("*")
    assert page.locator("#tree .row").count() < 80
    page.keyboard.press("End")
    assert page.locator("#tree .row.active").is_visible()


# The list


def test_the_list_opens_in_place_and_leads_back_to_the_map(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"])
    turn_to(page, "list")
    assert page.locator("#map").is_hidden()
    first = page.locator(".letters a[aria-current]")  # so many terms that a letter is a page
    assert first.get_attribute("title") == f"{page.locator('#list .entry').count()} terms"
    page.get_by_role("link", name="S", exact=True).click()
    entry = page.locator("[id='term=softmax']")
    page.locator("#letter-S").wait_for()
    entry.locator("summary").click()
    entry.locator(".card").wait_for()
    assert "suggests maximum" in entry.inner_text()
    entry.locator(".definition a", has_text="logits").click()
    page.locator("[id='term=logit'][open] .definition").wait_for()
    assert "view=list" in page.url
    page.go_back()
    settle(page)
    entry.locator("summary").click()
    entry.locator("a", has_text="Show on the map").click()
    shows(page, "[data-view=map][data-term=softmax]")
    page.go_back()
    shows(page, "[data-view=list]")
    assert page.locator("#list").is_visible()


def test_a_collection_leads_to_its_members_in_their_order(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["grains"] + "#term=clay")
    groups = page.locator("#card .groups")
    assert groups.all_inner_texts() == ["In collection\n2 by size\n10 soft"]
    groups.get_by_text("by size").click()
    shows(page, "[data-group='by%20size'][data-view=map]")
    turn_to(page, "list")
    opened = page.locator("#list details[open]")
    opened.wait_for()
    assert opened.locator("h4").first.inner_text() == "2 by size"
    members = opened.locator(".groups .chips").first
    assert members.locator("li").all_inner_texts() == [
        "sand",
        "clay",
        "silt",
        "http://e.org/nothing",
        "10 soft",
    ]
    members.get_by_text("soft").click()
    soft = page.locator("#list details[open]", has_text="Divides")
    soft.wait_for()
    assert soft.locator("h4").first.inner_text() == "10 soft"
    soft.get_by_text("silt").click()
    shows(page, "[data-term=silt]")
    assert page.locator("#list details[open][data-concept]").count() == 1


def test_todays_addresses_of_the_list_work(page: Page, pages: dict[str, str]) -> None:
    for address in ("#list", "#view=list", "#letter-S"):
        page.goto("about:blank")
        visit(page, pages["ml"] + address)
        assert page.locator("#list").is_visible()
    assert page.locator("#letter-S").is_visible()


def test_all_entries_open_at_once(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["small"] + "#list")
    page.get_by_role("button", name="Open all").click()
    page.locator("#list article").nth(5).wait_for()
    page.get_by_role("button", name="Close all").click()
    assert page.locator("#list details[open]").count() == 0


def test_a_large_list_comes_letter_by_letter_in_pieces(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["many"] + "#view=list")
    assert page.locator(".letters a").all_inner_texts() == ["A", "B", "C", "R"]
    assert page.locator("#list .entry").count() < 400
    assert page.locator("#list h3").inner_text().startswith("A")
    page.locator("#list .entry").nth(99).scroll_into_view_if_needed()
    page.locator("#list .entry").nth(150).wait_for()
    page.locator(".letters a", has_text="B").click()
    page.locator("#letter-B").wait_for()
    page.goto(pages["many"] + "#view=list&term=2999")
    page.locator("[id='term=2999'][open]").wait_for()
    assert page.locator("[id='term=2999']").is_visible()


# Misleading names


def test_the_misleading_names_are_listed_and_toured(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"])
    turn_to(page, "misnomers")
    listed = page.locator("#misnomers .rows > .row")
    assert listed.count() == page.evaluate("termgraph.model.misleading.length")
    row = page.locator("#misnomers .row[data-name=softmax]")
    row.scroll_into_view_if_needed()
    row.locator(".why").wait_for()
    told = row.text_content() or ""  # its inner text is empty as long as it is out of view
    assert "maximum" in told
    assert "softargmax" in told
    page.get_by_role("link", name="Take the tour").click()
    shows(page, "[data-look=story]")
    page.locator("#card .card").wait_for()
    first = selected(page)
    expect(page.locator("#tour-all")).to_contain_text("1 of ")
    page.locator("#tour-on").click()
    shows(page, f":not([data-term={first}])")
    page.locator("#tour-back").click()
    shows(page, f"[data-term={first}]")
    page.locator(".tour a", has_text=" of ").click()
    page.locator("#misnomers").wait_for()


# Ways


def test_the_way_between_two_terms(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#term=softmax")
    page.locator("#path-from").click()
    page.locator("#other-end").fill("rectified")
    page.locator("#other-hits li", has_text="rectified linear unit").first.wait_for()
    page.keyboard.press("Enter")
    shows(page, "[data-look=path]")
    assert (
        page.locator("#way .sentence").inner_text()
        == "softmax is a kind of activation function, which includes rectified linear unit."
    )
    assert {one["label"] for one in page.evaluate("termgraph.scene()")} >= {"softmax", "activation function"}
    page.get_by_role("button", name="Other way round").click()
    page.locator("#way .sentence", has_text="rectified linear unit is a kind of").wait_for()
    page.keyboard.press("Escape")
    shows(page, ":not([data-look=path])")
    assert page.locator("#way").is_hidden()


def test_hidden_kinds_are_no_way(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["birds"] + "#term=bird&path=owl&hide=broader")
    page.get_by_role("button", name="Show all kinds of lines").click()
    page.locator("#way .sentence", has_text="bird includes owl.").wait_for()


# Taking away


def taken(page: Page, kind: str) -> tuple[str, bytes]:
    page.locator("#take summary").click()
    with page.expect_download() as download:
        page.locator(f"#take-{kind}").click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_pictures_and_data_can_be_taken_away(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["birds"] + "#term=bird&view=focus")
    name, content = taken(page, "png")
    assert name == "bird.png"
    assert content.startswith(b"\x89PNG")
    name, content = taken(page, "svg")
    assert name == "bird.svg"
    drawing = ElementTree.fromstring(content)  # noqa: S314 (our own)
    texts = [element.text for element in drawing.iter() if element.tag.endswith("}text")]
    assert {"bird", "owl", "animal"} <= set(texts)
    name, content = taken(page, "turtle")
    assert name == "bird.ttl"
    triples = {(t.subject, t.predicate, t.object) for t in parse(content, RdfFormat.TURTLE)}
    owl = NamedNode("http://e.org/owl")
    assert (owl, NamedNode(SKOS + "broader"), NamedNode("http://e.org/bird")) in triples
    assert (owl, NamedNode(SKOS + "prefLabel"), Literal("Eule", language="de")) in triples
    name, content = taken(page, "csv")
    assert name == "bird.csv"
    table = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert {"bird", "owl", "'=dog"} <= {row["Name (en)"] for row in table}


def test_the_link_can_be_copied(page: Page, pages: dict[str, str]) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(page, pages["birds"] + "#term=bird")
    page.locator("#copy-link").click()
    page.locator("#copy-link", has_text="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").endswith("#term=bird")


def test_paper_gets_the_drawing_and_the_text(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["birds"] + "#term=bird")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("#map .picture").is_visible()
    assert page.locator("#card .definition").first.is_visible()
    assert page.locator("#search").is_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#map .picture").count() == 0


# The whole page


def test_help_opens_and_closes(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["small"])
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#help").is_hidden()
    page.locator("#to-help").click()
    page.locator("#help-close").click()
    assert page.locator("#help").is_hidden()


def test_escape_lets_go_of_one_thing_at_a_time(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["birds"] + "#term=bird&path=dog")
    page.keyboard.press("Escape")
    assert page.url.endswith("#term=bird")
    page.keyboard.press("Escape")
    assert selected(page) == ""
    assert page.locator("#start").is_visible()


def test_harmful_texts_do_nothing_wherever_they_are_shown(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["hostile"])
    keys = page.evaluate("Array.from({ length: termgraph.model.size }, (_, i) => termgraph.model.key(i))")
    assert len(keys) >= len(HOSTILE_TEXTS)
    for key in keys:
        page.evaluate("key => termgraph.select(key)", key)
        assert selected(page) == key
        page.locator("#card .origin").wait_for()
    for view in ("tree", "list", "misnomers"):
        page.evaluate("view => { location.hash = `view=${view}` }", view)
        shows(page, f"[data-view={view}]")
        if view == "list":
            page.get_by_role("button", name="Open all").click()
            page.locator("#list article").nth(len(keys) - 1).wait_for()
    for text in HOSTILE_TEXTS:
        page.locator("#search").fill(text)
    for address in (
        "#term=%3Cimg%20src%3Dx%3E",
        "#letter-<b>",
        "#view=list&letter=%22%3E",
        "#lang=%3Cb%3E&scheme=javascript:1",
    ):
        page.evaluate("address => { location.hash = address }", address)
        settle(page)
    assert page.evaluate("window.__pwn") is None
    assert (
        page.evaluate("document.querySelectorAll('img, iframe, object, [onerror], [onmouseover]').length")
        == 0
    )
    hrefs = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))")
    assert hrefs
    assert all(href.startswith(("#", "http://", "https://")) for href in hrefs)


def test_the_list_says_what_the_drawing_shows(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["small"])
    drawn = {one["label"] for one in page.evaluate("termgraph.scene()") if one["kind"] == "concept"}
    turn_to(page, "list")
    assert set(page.locator("#list h4 > bdi").all_text_contents()) == drawn
