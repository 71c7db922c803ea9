"""The page for those who listen to it, work it with the keyboard or a finger, or have nothing to look at yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from termgraph.skos import Thesaurus
from tests.viewing import GRAINS, SMALL, settle, shows, visit, write_pages

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Write the pages that the tests look at, once."""
    stores = {
        "small": Thesaurus.from_text(SMALL),
        "grains": Thesaurus.from_text(GRAINS),
        "empty": Thesaurus.from_text('<http://e.org/> a skos:ConceptScheme ; dct:title "Nothing yet"@en .'),
    }
    return write_pages(stores, tmp_path_factory.mktemp("pages"))


def test_a_screen_reader_is_told_name_and_first_sentence_and_no_more(
    page: Page, pages: dict[str, str]
) -> None:
    visit(page, pages["small"] + "#term=softmax")
    told = page.locator("#panel > [role=status]")
    expect(told).to_have_text(re.compile(r"^softmax: Turns logits into probabilities, .*\.$"))
    expect(told).not_to_contain_text("It smooths")
    expect(page.locator("#card")).not_to_have_attribute("aria-live", "polite")
    visit(page, pages["grains"] + "#group=by%2520size")
    expect(told).to_have_text("by size: From fine to coarse.")


def test_the_drawing_says_what_it_shows(page: Page, pages: dict[str, str]) -> None:
    canvas = page.locator("#canvas")
    visit(page, pages["small"])
    label = "Map of all terms: 6 concepts"
    assert (canvas.get_attribute("aria-label") or "").startswith(label)
    for address, label in (
        ("#term=softmax&view=focus", "Surroundings of softmax: "),
        ("#term=softmax&path=maximum", "Path from softmax to maximum: 1 step"),
    ):
        page.goto("about:blank")
        visit(page, pages["small"] + address)
        assert (canvas.get_attribute("aria-label") or "").startswith(label)
    visit(page, pages["grains"] + "#group=soft")
    assert (canvas.get_attribute("aria-label") or "").startswith("Map of the group soft: ")


def test_enter_in_the_search_leads_to_the_article_and_escape_back(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["small"])
    page.locator("#search").fill("softargmax")
    expect(page.locator("#hits li").first).to_contain_text("softargmax")
    page.keyboard.press("Enter")
    shows(page, "[data-term=softmax]")
    expect(page.locator("#card")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#search")).to_be_focused()
    assert page.locator("html").get_attribute("data-term") == "softmax"


def test_escape_leads_from_the_article_back_to_the_drawing(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["small"] + "#term=softmax")
    page.locator("#canvas").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#card")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#canvas")).to_be_focused()
    page.keyboard.press("Escape")
    shows(page, "[data-term='']")


def test_an_empty_page_says_what_to_do(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["empty"])
    settle(page)
    expect(page.locator("#start")).to_contain_text("There are no concepts in this vocabulary yet.")
    expect(page.locator("#start")).to_contain_text("termgraph new")
    expect(page.locator("#start")).not_to_contain_text("Click a term")
