"""The drawing, driven as a user drives it: the overview, surroundings, what can be hidden, opened and pinned."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.viewing import SHIPPED, SMALL, hostile, selected, settle, shows, visit, write_pages

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Write the pages that the tests look at, once."""
    folder = tmp_path_factory.mktemp("pages")
    hub = "\n".join(
        f'<http://e.org/{n}> a skos:Concept ; skos:prefLabel "c {n}"@en ; skos:broader <http://e.org/{n // 200}> .'
        for n in range(1, 700)
    )
    sources: dict[str, str | Path] = {
        "ml": SHIPPED,
        "small": SMALL,
        "hostile": hostile(),
        "hub": hub + ' <http://e.org/0> a skos:Concept ; skos:prefLabel "hub"@en .',
    }
    return write_pages(sources, folder)


def scene(page: Page) -> list[dict[str, Any]]:
    settle(page)
    found: list[dict[str, Any]] = page.evaluate("termgraph.scene()")
    return found


def lines(page: Page) -> list[dict[str, str]]:
    found: list[dict[str, str]] = page.evaluate("termgraph.lines()")
    return found


def concepts(items: list[dict[str, Any]]) -> set[str]:
    return {one["term"] for one in items if one["kind"] == "concept"}


def press(page: Page, one: dict[str, Any], button: str = "left") -> None:
    page.mouse.click(
        (one["left"] + one["right"]) / 2,
        (one["top"] + one["bottom"]) / 2,
        button="right" if button == "right" else "left",
    )


def assert_no_overlap(items: list[dict[str, Any]]) -> None:
    for a, b in combinations(items, 2):
        apart = (
            a["left"] >= b["right"]
            or b["left"] >= a["right"]
            or a["top"] >= b["bottom"]
            or b["top"] >= a["bottom"]
        )
        assert apart, (a["label"], b["label"])


def test_the_page_begins_with_all_concepts_at_once(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"])
    shows(page, "[data-look=overview]")
    shown = {one["term"] for one in scene(page)}
    assert {"model", "neural-network", "data"} <= shown
    assert page.evaluate("termgraph.model.size") > 400
    assert "concepts" in page.locator("#note").inner_text()


def test_a_small_vocabulary_is_an_outline_that_can_be_read_whole(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["small"])
    shows(page, "[data-look=map]")
    items = scene(page)
    assert len(concepts(items)) == 6
    assert_no_overlap(items)


def test_a_term_stands_in_the_middle_of_what_is_next_to_it(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#term=softmax")
    shows(page, "[data-look=focus]")
    items = scene(page)
    assert 10 < len(items) <= 80
    assert_no_overlap(items)
    at = {one["label"]: one for one in items}
    assert at["activation function"]["bottom"] <= at["softmax"]["top"]
    assert at["hardmax"]["left"] >= at["softmax"]["right"]
    assert at["argmax"]["right"] <= at["softmax"]["left"]
    assert at["softargmax"]["kind"] == "name"


@pytest.mark.parametrize("term", ["neural-network", "quantity", "vanishing-gradient-problem", "model"])
@pytest.mark.parametrize("depth", ["", "&depth=1", "&depth=2", "&depth=3"])
def test_surroundings_never_overlap_and_are_never_too_many(
    page: Page, pages: dict[str, str], term: str, depth: str
) -> None:
    visit(page, f"{pages['ml']}#term={term}{depth}")
    items = scene(page)
    assert len(items) <= 90
    assert_no_overlap(items)


@pytest.mark.parametrize("term", ["softmax", "batch"])
def test_three_steps_are_seen_at_once_and_are_more_than_two(
    page: Page, pages: dict[str, str], term: str
) -> None:
    found = []
    for depth in (2, 3):
        visit(page, f"{pages['ml']}#term={term}&depth={depth}")
        found.append(scene(page))
    assert len(found[1]) > len(found[0])
    canvas = page.locator("#canvas").bounding_box()
    assert canvas is not None
    for one in found[1]:
        assert canvas["x"] <= one["left"] < one["right"] <= canvas["x"] + canvas["width"]
        assert canvas["y"] <= one["top"] < one["bottom"] <= canvas["y"] + canvas["height"]


def test_the_legend_leaves_a_small_window_to_the_drawing(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#term=softmax")
    kinds, colours = page.locator("#legend .kinds"), page.locator(".branches")
    expect(kinds).to_be_visible()
    for width, height in ((320, 568), (900, 420)):
        page.set_viewport_size({"width": width, "height": height})
        expect(kinds).to_be_hidden()
        expect(colours).to_be_hidden()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(kinds).to_be_visible()
    expect(colours).to_be_visible()


def test_a_click_in_the_surroundings_goes_to_that_term(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#term=softmax")
    at = {one["label"]: one for one in scene(page)}
    press(page, at["hardmax"])
    shows(page, "[data-term=hardmax]")
    assert "softmax" in page.locator("#trail").inner_text()
    page.go_back()
    shows(page, "[data-term=softmax]")
    page.go_forward()
    shows(page, "[data-term=hardmax]")


def test_of_a_hub_some_are_shown_and_it_is_said_how_many_are_not(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["hub"] + "#term=1")
    shows(page, "[data-look=focus]")
    items = scene(page)
    assert len(items) <= 90
    assert_no_overlap(items)
    [more] = [one for one in items if one["kind"] == "more"]
    assert more["label"].startswith("+")
    assert "hidden: " in page.locator("#note").inner_text()
    press(page, more)
    grown = scene(page)
    assert len(concepts(grown)) > len(concepts(items))
    assert_no_overlap(grown)


def test_a_kind_of_line_is_hidden_by_one_click_and_it_is_said(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#term=softmax&view=focus")
    before = {line["kind"] for line in lines(page)}
    assert {"broader", "related", "confusedWith"} <= before
    page.locator("#legend button[data-kind=related]").click()
    settle(page)
    assert "related" not in {line["kind"] for line in lines(page)}
    assert "hide=related" in page.url
    assert page.locator("#legend button[data-kind=related]").get_attribute("aria-pressed") == "false"
    assert "hidden: " in page.locator("#note").inner_text()
    page.locator("#legend button[data-kind=related]").click()
    settle(page)
    assert {line["kind"] for line in lines(page)} == before


def test_every_kind_has_its_own_colour_or_dash(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#term=softmax&view=focus")
    looks = page.evaluate(
        """[...document.querySelectorAll("#legend button[data-kind] svg")].map((svg) => {
             const line = svg.querySelector("line, path");
             const style = getComputedStyle(line);
             return [style.stroke, line.getAttribute("stroke-dasharray"), !!svg.querySelector("path")].join();
           })"""
    )
    assert len(looks) >= 6
    assert len(set(looks)) == len(looks)


def test_a_neighbour_is_opened_closed_and_pinned_with_the_keys(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#term=softmax&view=focus")
    before = {one["label"]: one for one in scene(page)}
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("e")
    opened = {one["label"]: one for one in scene(page)}
    assert set(opened) > set(before)
    assert_no_overlap(list(opened.values()))
    page.keyboard.press("e")
    assert set(before) == {one["label"] for one in scene(page)}


def test_the_drawing_is_walked_and_chosen_with_the_keys(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#term=softmax&view=focus")
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    shows(page, "[data-term=activation-function]")


def test_the_overview_is_clicked_and_zoomed(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#view=overview")
    shows(page, "[data-look=overview]")
    few = len(scene(page))
    for _ in range(3):
        page.locator("#closer").click()
    assert page.evaluate("document.querySelector('#canvas canvas') !== null")
    page.locator("#fit").click()
    target = next(one for one in scene(page) if one["term"] == "model")
    assert few > 10
    page.mouse.click((target["left"] + target["right"]) / 2, (target["top"] + target["bottom"]) / 2)
    settle(page)
    assert selected(page) != ""


def test_the_map_and_the_surroundings_lead_to_each_other(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["small"] + "#term=softmax")
    assert page.locator("html").get_attribute("data-look") == "map"
    page.locator("#focus").click()
    shows(page, "[data-look=focus]")
    assert_no_overlap(scene(page))
    page.locator("#focus").click()
    shows(page, "[data-look=map]")
    assert selected(page) == "softmax"


def test_who_leaves_a_map_that_is_still_being_unpacked_is_elsewhere(
    page: Page, pages: dict[str, str]
) -> None:
    visit(page, pages["ml"])
    page.evaluate("termgraph.select('softmax'); location.hash = '#view=tree'")
    settle(page)
    assert page.locator("html").get_attribute("data-look") == "tree"


def test_what_is_shown_can_be_restored_from_its_address(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#term=softmax&depth=2&hide=related")
    first, where = {one["label"] for one in scene(page)}, page.url
    page.goto("about:blank")
    visit(page, where)
    assert {one["label"] for one in scene(page)} == first


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["", "#term=softmax", "#term=forget-gate&path=neural-network"])
def test_the_drawing_is_not_blank(page: Page, pages: dict[str, str], address: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    visit(page, pages["ml"] + address)
    settle(page)
    colours = page.evaluate(
        """(() => {
             const canvas = document.querySelector("#canvas canvas");
             const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
             const seen = new Set();
             for (let at = 0; at < data.length; at += 4 * 97) {
               seen.add([0, 1, 2].map((part) => data[at + part] >> 5).join());
             }
             return seen.size;
           })()"""
    )
    assert colours >= 4


def test_on_a_phone_a_link_to_a_term_shows_that_term(page: Page, pages: dict[str, str]) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, pages["ml"] + "#term=softmax")
    assert page.locator("#card h2, #card h3, #card h4").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_page_may_lie_anywhere(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["hostile"])
    for one in scene(page)[:5]:
        visit(page, f"{pages['hostile']}#term={one['term']}" if "%" not in one["term"] else pages["hostile"])
    assert page.evaluate("window.__pwn === undefined")
