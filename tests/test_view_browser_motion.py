"""What moves and what stands out: from term to term, what is pointed at, what is selected, what a search finds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from tests.viewing import SHIPPED, SMALL, selected, settle, shows, visit, write_pages

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

#: Goes to a term, and notes in each frame where another is, until all stands still.
FOLLOW = """async ([to, term]) => {
  const places = [];
  const note = () => {
    const one = termgraph.scene().find((item) => item.term === term && item.kind === "concept");
    if (one) places.push(`${Math.round(one.left)} ${Math.round(one.top)}`);
  };
  note();
  termgraph.select(to);
  let isOver = false;
  termgraph.settled().then(() => (isOver = true));
  while (!isOver) {
    await new Promise((done) => requestAnimationFrame(done));
    note();
  }
  return [...new Set(places)];
}"""


NEIGHBOURS = """(term) => {
  const { model } = termgraph;
  return model.neighbours(model.find(term)).map(({ to }) => model.label(to).text);
}"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Write the pages that the tests look at, once."""
    sources: dict[str, str | Path] = {"ml": SHIPPED, "small": SMALL}
    return write_pages(sources, tmp_path_factory.mktemp("pages"))


def items(page: Page) -> dict[str, dict[str, Any]]:
    settle(page)
    return {item["label"]: item for item in page.evaluate("termgraph.scene()") if item["kind"] == "concept"}


def point_at(page: Page, label: str) -> None:
    item = items(page)[label]
    page.mouse.move(item["left"] + 6, (item["top"] + item["bottom"]) / 2)


# From term to term


def test_what_is_in_both_views_travels(page: Page, pages: dict[str, str]) -> None:
    page.emulate_media(reduced_motion="no-preference")
    visit(page, pages["ml"] + "#term=softmax&view=focus")
    followed = page.evaluate(FOLLOW, ["hardmax", "softmax"])
    assert len(followed) > 2
    middle = items(page)["softmax"]
    assert followed[-1] == f"{round(middle['left'])} {round(middle['top'])}"


def test_a_way_that_is_interrupted_goes_on_from_where_it_is(page: Page, pages: dict[str, str]) -> None:
    page.emulate_media(reduced_motion="no-preference")
    visit(page, pages["ml"] + "#term=softmax&view=focus")
    page.evaluate("termgraph.select('hardmax')")
    page.evaluate("termgraph.select('logit')")
    page.evaluate("termgraph.select('argmax')")
    shows(page, "[data-term=argmax]")
    assert items(page)["argmax"]["strength"] == 1
    still = page.locator("#canvas").screenshot()
    settle(page)
    assert page.locator("#canvas").screenshot() == still


def test_nothing_travels_where_no_motion_is_wanted(page: Page, pages: dict[str, str]) -> None:
    page.emulate_media(reduced_motion="reduce")
    visit(page, pages["ml"] + "#term=softmax&view=focus")
    # Where it was and where it will be; the drawing may have to make room for the trail, at once.
    assert len(page.evaluate(FOLLOW, ["hardmax", "softmax"])) <= 3


# What is pointed at


def test_a_card_tells_of_what_is_pointed_at(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#term=softmax&view=focus")
    card = page.locator("#preview")
    expect(card).to_be_hidden()
    point_at(page, "hardmax")
    expect(card).to_contain_text("that maps a vector to the one-hot encoding")
    expect(card).to_contain_text("suggests maximum; clearer: one-hot argmax")
    card.hover()
    page.mouse.move(*middle_of(card))
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    assert selected(page) == "softmax"


def test_no_card_tells_what_the_panel_tells(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#term=softmax&view=focus")
    point_at(page, "hardmax")
    expect(page.locator("#preview")).to_be_visible()
    point_at(page, "softmax")
    expect(page.locator("#preview")).to_be_hidden()


def test_the_card_of_a_link_is_reached_with_the_keys(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#term=softmax&view=focus")
    page.locator("#canvas").focus()
    link = page.locator("#card .chip", has_text="activation function")
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    card = page.locator("#preview")
    expect(card).to_contain_text("activation function")
    expect(link).to_have_attribute("aria-describedby", "preview")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(link).to_be_focused()
    assert selected(page) == "softmax"


def test_the_keys_on_the_drawing_bring_the_card(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#term=softmax&view=focus")
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#preview b").first).to_have_text("activation function")


def test_hits_and_rows_of_the_tree_have_cards(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"])
    page.locator("#search").fill("softmax")
    expect(page.locator("#preview")).to_contain_text("turns a vector of real scores")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#preview")).not_to_contain_text("turns a vector of real scores")
    page.keyboard.press("Escape")
    expect(page.locator("#preview")).to_be_hidden()
    expect(page.locator("#hits")).to_be_visible()
    visit(page, pages["ml"] + "#view=tree&term=softmax")
    page.locator("[role=tree]").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#preview")).to_contain_text("softplus")


def middle_of(card: Any) -> tuple[float, float]:
    box = card.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


# What stands out


def test_what_does_not_match_a_search_is_dimmed_while_one_types(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["small"])
    page.locator("#search").fill("logit")
    expect(page.locator("#hits li[aria-selected=true]")).to_contain_text("logit")
    strengths = {label: item["strength"] for label, item in items(page).items()}
    assert strengths.pop("logit") == 1
    assert set(strengths.values()) == {0.2}
    page.keyboard.press("Escape")
    expect(page.locator("#hits")).to_be_hidden()
    assert {item["strength"] for item in items(page).values()} == {1}


def test_a_selected_term_raises_its_neighbours_on_the_overview(
    page: Page, pages: dict[str, str], tmp_path: Path
) -> None:
    visit(page, pages["ml"] + "#term=softmax&view=overview")
    page.locator("#take summary").click()
    with page.expect_download() as download:
        page.locator("#take-svg").click()
    download.value.save_as(tmp_path / "taken.svg")
    svg = ElementTree.parse(tmp_path / "taken.svg").getroot()  # noqa: S314  (just made)
    names = {one.text: one.get("opacity") for one in svg.iter("{http://www.w3.org/2000/svg}text")}
    assert names["softmax"] == "1"
    neighbours = page.evaluate(NEIGHBOURS, "softmax")
    assert {opacity for name, opacity in names.items() if name in neighbours} == {"1"}
    dots = [one.get("opacity") for one in svg.iter("{http://www.w3.org/2000/svg}circle")]
    assert dots.count("0.25") > dots.count("1") > 5
    assert "0.5" in names.values()
