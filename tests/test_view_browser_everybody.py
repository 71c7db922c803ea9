"""The page for those who listen to it, work it with the keyboard or a finger, or have nothing to look at yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.viewing import GRAINS, SMALL, settle, shows, turn_to, visit, write_pages

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def chain(length: int) -> str:
    """Return a vocabulary in which each concept is narrower than the one before."""
    return (
        "\n".join(
            f'<http://e.org/{n}> a skos:Concept ; skos:prefLabel "link {n}"@en ; skos:broader <http://e.org/{n - 1}> .'
            for n in range(1, length)
        )
        + '<http://e.org/0> a skos:Concept ; skos:prefLabel "link 0"@en .'
    )


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Write the pages that the tests look at, once."""
    sources = {
        "small": SMALL,
        "grains": GRAINS,
        "chain": chain(40),
        "empty": '<http://e.org/> a skos:ConceptScheme ; dct:title "Nothing yet"@en .',
    }
    return write_pages(sources, tmp_path_factory.mktemp("pages"))


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
    turn_to(page, "list")
    expect(page.locator("#list")).to_contain_text("termgraph new")


def test_long_ways_fold_and_open(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["chain"] + "#term=39&path=0")
    trail = page.locator("#card .trail")
    expect(trail.locator("a")).to_have_text(["link 0", "link 1", "link 35", "link 36", "link 37", "link 38"])
    trail.get_by_role("button", name="33 terms").click()
    expect(trail.locator("a")).to_have_count(39)
    expect(trail.locator("a").nth(2)).to_be_focused()
    sentence = page.locator("#way .sentence")
    expect(sentence.locator("a")).to_have_count(13)
    expect(sentence).to_contain_text("which is a kind of link 0.")
    sentence.get_by_role("button", name="27 steps").click()
    expect(sentence.locator("a")).to_have_count(40)
