"""The explorer's search box: what is typed too fast is not lost, texts are searched, all that was found is a list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.viewing import SHIPPED, SMALL, selected, settle, shows, visit, write_pages

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

#: Holds back what waits for its turn when the page is drawn, as the making of the index does, until `release()`.
HELD = """
  const now = setTimeout, held = [];
  const isDrawn = () => document.documentElement.dataset.ready === "true";
  window.setTimeout = (act, ...rest) => (rest.length || !isDrawn() ? now(act, ...rest) : held.push(act));
  window.release = () => {
    window.setTimeout = now;
    held.forEach((act) => act());
  };
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Write the pages that the tests look at, once."""
    many = "\n".join(
        f'<http://e.org/{n}> a skos:Concept ; skos:prefLabel "thing {n:03}"@en ; skos:definition "Told {n}."@en .'
        for n in range(286)
    )
    sources: dict[str, str | Path] = {
        "small": SMALL,
        "ml": SHIPPED,
        "many": many,
    }
    return write_pages(sources, tmp_path_factory.mktemp("pages"))


@pytest.mark.parametrize(("typed", "term"), [("softargmax", "softmax"), ("turn logits", "softmax")])
def test_enter_before_anything_is_found_is_not_lost(
    page: Page, pages: dict[str, str], typed: str, term: str
) -> None:
    page.add_init_script(HELD)
    page.goto(pages["small"])
    page.locator("html[data-ready]").wait_for()
    page.locator("#search").fill(typed)
    page.locator("#search").press("Enter")
    expect(page.locator("#hits")).to_have_text("One moment …")
    page.evaluate("release()")
    shows(page, f"[data-term={term}]")
    expect(page.locator("#hits")).to_be_hidden()


def test_what_is_typed_after_enter_is_not_chosen_by_it(page: Page, pages: dict[str, str]) -> None:
    page.add_init_script(HELD)
    page.goto(pages["small"])
    page.locator("html[data-ready]").wait_for()
    page.locator("#search").fill("soft")
    page.locator("#search").press("Enter")
    page.locator("#search").fill("max")
    page.evaluate("release()")
    expect(page.locator("#hits li").first).to_contain_text("maximum")
    settle(page)
    assert selected(page) == ""


def test_definitions_are_searched_after_names(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"])
    page.locator("#search").fill("probability of classes")
    expect(page.locator("#hits li").filter(has_text="softmax").first).to_contain_text("in the definition")
    page.locator("#search").fill("neural networks")
    expect(page.locator("#hits li").first).to_contain_text("neural network")
    page.locator("#search").press("Enter")
    shows(page, "[data-term=neural-network]")


def test_all_results_are_a_list_with_an_address(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["many"])
    page.locator("#search").fill("thing")
    expect(page.locator("#hits li").last).to_have_text("All 286 results")
    page.locator("#search").press("ArrowUp")  # from the first to the last
    page.locator("#search").press("Enter")
    shows(page, "[data-view=results]")
    assert page.url.endswith("#view=results&find=thing")
    results = page.locator("#results")
    expect(results.locator("h2")).to_have_text("Results for “thing”")
    expect(results.locator("h2")).to_be_focused()
    expect(results.locator(".facts")).to_have_text("286 results")
    expect(results.locator("li")).to_have_count(200)
    expect(results.locator("li").first).to_contain_text("Told 0.")
    results.get_by_role("button", name="86 more").click()
    expect(results.locator("li")).to_have_count(286)
    results.get_by_role("link", name="thing 003").click()
    shows(page, "[data-term='3']")
    page.go_back()
    shows(page, "[data-view=results]")
    expect(results.locator("li").first).to_be_visible()
    visit(page, pages["many"] + "#view=results&find=told")
    expect(results.locator(".facts")).to_have_text("286 results")
