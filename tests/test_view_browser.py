"""The page as a person uses it: in a browser, from disk, with the network off. A fault on the console fails a test."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from termgraph.namespaces import data_dir
from termgraph.store import Store
from termgraph.view import write_view
from tests.viewing import HOSTILE_TEXTS, SMALL, hostile

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Write the pages that the tests look at, once."""
    folder = tmp_path_factory.mktemp("pages")
    hub = "\n".join(
        f'<http://e.org/{n}> a skos:Concept ; skos:prefLabel "c {n}"@en ; skos:broader <http://e.org/{n // 200}> .'
        for n in range(1, 700)
    )
    stores = {
        "ml": Store.open(data_dir() / "ml"),
        "small": Store.from_text(SMALL),
        "hostile": Store.from_text(hostile()),
        "hub": Store.from_text(hub + ' <http://e.org/0> a skos:Concept ; skos:prefLabel "hub"@en .'),
    }
    for name, store in stores.items():
        write_view(store, folder / f"{name}.html")
    return {name: (folder / f"{name}.html").as_uri() for name in stores}


def visit(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("html[data-ready]").wait_for()


def scene(page: Page, settled: bool = True) -> list[dict[str, Any]]:
    if settled:
        page.wait_for_timeout(350)  # the view glides for a quarter of a second
    found: list[dict[str, Any]] = page.evaluate("termgraph.scene()")
    return found


def item(page: Page, label: str) -> dict[str, Any]:
    return next(item for item in scene(page) if item["label"] == label)


def click(page: Page, label: str) -> None:
    box = item(page, label)
    page.mouse.click((box["left"] + box["right"]) / 2, (box["top"] + box["bottom"]) / 2)


def selected(page: Page) -> str:
    return page.locator("html").get_attribute("data-term") or ""


def assert_no_overlap(items: list[dict[str, Any]]) -> None:
    for number, a in enumerate(items):
        for b in items[number + 1 :]:
            apart = (
                a["left"] >= b["right"]
                or b["left"] >= a["right"]
                or a["top"] >= b["bottom"]
                or b["top"] >= a["bottom"]
            )
            assert apart, (a["label"], b["label"])


def test_no_two_terms_of_the_map_overlap_and_all_are_large_enough(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"])
    items = scene(page)
    assert len(items) > 400
    assert_no_overlap(items)
    assert min(one["bottom"] - one["top"] for one in items) >= 10


def test_names_do_not_overlap_either(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#names=all")
    items = scene(page)
    assert len({one["label"] for one in items if one["kind"] == "term"}) > 100
    assert_no_overlap(items)


def test_surroundings_do_not_overlap(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"])
    terms = page.evaluate("[...document.querySelectorAll('article.term')].map(a => a.id.slice(5))")
    for term in terms:
        page.evaluate("term => { location.hash = `term=${term}&view=focus` }", term)
        page.locator(f'html[data-term="{term}"][data-look="focus"]').wait_for()
        assert_no_overlap(scene(page, settled=False))


def test_a_click_selects_highlights_and_dims(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"])
    click(page, "softmax")
    assert selected(page) == "softmax"
    assert page.url.endswith("#term=softmax")
    assert page.title().startswith("softmax – ")
    assert "suggests" in page.locator("#card .card").inner_text()
    strengths = {one["label"]: one["strength"] for one in scene(page)}
    assert strengths["softmax"] == strengths["activation function"] == strengths["softargmax"] == 1
    assert strengths["k-nearest neighbours"] < 0.5
    assert_no_overlap(scene(page))


def test_a_click_on_a_name_selects_its_concept(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["small"] + "#names=all")
    click(page, "softargmax")
    assert selected(page) == "softmax"


def test_a_click_beside_everything_and_escape_clear_the_selection(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["small"] + "#term=softmax")
    box = page.locator("#canvas").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 4, box["y"] + box["height"] - 4)
    assert selected(page) == ""
    assert page.locator("#start").is_visible()
    page.evaluate("termgraph.select('softmax')")
    page.keyboard.press("Escape")
    assert selected(page) == ""


def test_the_address_holds_the_selection_and_back_and_forward_work(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#term=softmax")
    assert page.locator("#card .term > h4").inner_text() == "softmax"
    page.locator("#card a.chip", has_text="activation function").first.click()
    assert selected(page) == "activation-function"
    page.locator("#card .trail a", has_text="mathematical object").click()
    assert selected(page) == "mathematical-object"
    page.go_back()
    page.locator('html[data-term="activation-function"]').wait_for()
    page.go_back()
    page.locator('html[data-term="softmax"]').wait_for()
    page.go_forward()
    page.locator('html[data-term="activation-function"]').wait_for()


def test_search_finds_any_name_and_says_whose_it_is(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["small"])
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    for typed, shown in (
        ("Soft ArgM", "softargmax → softmax"),
        ("soft macks", "soft-macks → softmax"),
        ("4.2", "4.2 notation of softmax"),
        ("Softmax-F", "Softmax-Funktion translation of softmax"),
    ):
        page.locator("#search").fill(typed)
        assert page.locator("#hits li").first.inner_text() == shown
    page.locator("#search").fill("softmax")
    assert "misleading name" in page.locator("#hits li").first.inner_text()
    page.locator("#search").fill("nosuchname")
    assert page.locator("#hits").inner_text() == "No name like that"
    page.locator("#search").fill("a")
    page.keyboard.press("ArrowDown")
    second = page.locator("#hits li").nth(1)
    assert second.get_attribute("aria-selected") == "true"
    wanted = second.locator("bdi").last.inner_text()
    page.keyboard.press("Enter")
    assert page.locator("#card .term > h4").inner_text() == wanted
    assert page.locator("#hits").is_hidden()


def test_the_legend_hides_a_kind_and_counts_lines(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"])

    def kinds() -> dict[str, int]:
        lines = page.evaluate("termgraph.lines()")
        return {
            kind: sum(line["kind"] == kind for line in lines) for kind in {line["kind"] for line in lines}
        }

    button = page.locator("button[data-kind=related]")
    assert kinds()["related"] == int(button.locator("small").inner_text())
    button.click()
    assert "related" not in kinds()
    assert button.get_attribute("aria-pressed") == "false"
    assert page.url.endswith("#hide=related")
    click(page, "softmax")
    assert "related" not in kinds()
    assert {one["strength"] for one in scene(page) if one["label"] == "logit"} == {0.2}
    button.click()
    assert "related" in kinds()


def test_every_kind_of_line_has_its_own_colour_dash_and_arrow(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"])
    looks = page.evaluate(
        """[...document.querySelectorAll('button[data-kind]')].map((button) => [
             getComputedStyle(button.querySelector('line')).stroke,
             button.querySelector('line').getAttribute('stroke-dasharray'), !!button.querySelector('path')])"""
    )
    colours = [colour for colour, _, _ in looks]
    assert len(looks) == 8
    assert len(set(colours)) == 8
    dashes = [dash for _, dash, _ in looks if dash != "none"]
    assert len(dashes) == len(set(dashes))


def test_the_map_can_be_walked_with_the_arrow_keys(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["small"])
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowDown")
    first = selected(page)
    assert first
    page.keyboard.press("ArrowDown")
    assert selected(page) != first
    page.keyboard.press("ArrowUp")
    assert selected(page) == first
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "card"


def test_the_surroundings_and_back_to_the_map(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#term=softmax")
    page.locator("#focus").click()
    assert page.locator("html[data-look=focus]").count() == 1
    assert "view=focus" in page.url
    click(page, "activation function")
    assert page.url.endswith("#term=activation-function&view=focus")
    page.locator("#focus").click()
    assert page.locator("html[data-look=map]").count() == 1


def test_the_list_from_a_to_z_and_back(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"])
    page.locator("#to-list").click()
    assert page.locator("#list").is_visible()
    assert page.locator("#map").is_hidden()
    page.locator(".letters a", has_text="S").click()
    assert page.locator("#letter-S").is_visible()
    page.locator("article[id='term=softmax'] > h4 a").click()
    assert page.locator("#map").is_visible()
    assert selected(page) == "softmax"
    page.go_back()
    assert page.locator("#list").is_visible()


def test_without_scripts_the_list_is_the_page(browser: Browser, pages: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(pages["small"])
    assert page.locator("#list").is_visible()
    assert page.locator("#map").is_hidden()
    assert page.locator("#search").is_hidden()
    assert page.locator("article.term").count() == 6
    assert "Clearer: softargmax" in page.locator("article[id='term=softmax']").inner_text()
    page.locator("a.chip", has_text="logit").first.click()
    assert page.url.endswith("#term=logit")
    context.close()


def test_of_a_hub_the_surroundings_say_how_many_are_not_drawn(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["hub"])
    assert len(scene(page)) <= 80
    visit(page, pages["hub"] + "#term=1")
    page.locator("html[data-look=focus]").wait_for()
    items = scene(page)
    assert 40 < len(items) <= 64
    assert_no_overlap(items)
    said = page.locator("#note").inner_text()
    assert said.startswith("+")
    assert "narrower" in said
    drawn = len(items) - 1
    assert drawn + int(said[1:].split()[0]) == page.locator("#card .chip").count()


def test_harmful_texts_do_nothing_wherever_they_are_shown(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["hostile"])
    terms = page.evaluate("[...document.querySelectorAll('article.term')].map(a => a.id.slice(5))")
    assert len(terms) >= len(HOSTILE_TEXTS)
    for term in terms:
        page.evaluate("term => termgraph.select(term)", term)
        assert selected(page) == term
    for text in HOSTILE_TEXTS:
        page.locator("#search").fill(text)
    box = page.locator("#canvas").bounding_box()
    assert box is not None
    for x in range(20, int(box["width"]), 60):
        page.mouse.move(box["x"] + x, box["y"] + 80)
    assert page.evaluate("window.__pwn") is None
    assert (
        page.evaluate("document.querySelectorAll('img, iframe, object, [onerror], [onmouseover]').length")
        == 0
    )
    hrefs = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))")
    assert all(href.startswith(("#", "http://", "https://")) for href in hrefs)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_scrolls_sideways(browser: Browser, pages: dict[str, str], scheme: Any) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme, offline=True)
    page = context.new_page()
    for address in ("", "#term=softmax", "#term=softmax&view=focus", "#view=list"):
        page.goto("about:blank")
        visit(page, pages["ml"] + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.evaluate("document.getElementById('panel').scrollWidth") <= 390
    context.close()


def test_on_a_phone_a_link_to_a_term_shows_that_term(browser: Browser, pages: dict[str, str]) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, offline=True)
    page = context.new_page()
    visit(page, pages["ml"] + "#term=learning-rate")
    found = item(page, "learning rate")
    canvas = page.locator("#canvas").bounding_box()
    assert canvas is not None
    assert canvas["x"] <= found["left"] < found["right"] <= canvas["x"] + canvas["width"]
    assert canvas["y"] <= found["top"] < found["bottom"] <= canvas["y"] + canvas["height"]
    context.close()


def test_the_drawing_is_not_blank(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["small"])
    colours = page.evaluate(
        """() => { const c = document.querySelector('#canvas canvas');
             const pixels = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
             const count = pixels.length / 4;
             return new Set(Array.from({length: count}, (_, i) => pixels.slice(4 * i, 4 * i + 4).join())).size }"""
    )
    assert colours > 20


def test_the_page_may_lie_anywhere(page: Page, pages: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "a folder & more" / "page #1 ü.html"
    write_view(Store.from_text(SMALL), file)
    visit(page, file.as_uri() + "#term=softmax")
    assert selected(page) == "softmax"
