"""Collections as groups: in the search, in the tree, on the map and its legend, in the panel and in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.viewing import GRAINS, SMALL, settle, shows, turn_to, visit, write_pages

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def shelves() -> str:
    """Return a vocabulary with two domains of three groups of forty concepts each, as thesauri have them."""
    lines = ["@prefix e: <http://e.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> ."]
    for domain in (1, 2):
        inner = ", ".join(f"e:g{domain}.{shelf}" for shelf in (5, 10, 20))
        lines.append(
            f'e:d{domain} a skos:Collection ; skos:prefLabel "domain {domain}"@en ; skos:notation "{domain}" ;'
            f" skos:member {inner} ."
        )
        for shelf in (5, 10, 20):
            members = ", ".join(f"e:c{domain}.{shelf}.{n}" for n in range(40))
            lines.append(
                f'e:g{domain}.{shelf} a skos:Collection ; skos:prefLabel "shelf {domain}.{shelf}"@en ;'
                f' skos:notation "{domain}.{shelf}" ; skos:member {members} .'
            )
            lines += [
                f'e:c{domain}.{shelf}.{n} a skos:Concept ; skos:prefLabel "thing {domain}-{shelf}-{n}"@en'
                f"{f' ; skos:broader e:c{domain}.{shelf}.0' if n else ''} ."
                for n in range(40)
            ]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Write the pages that the tests look at, once."""
    sources = {
        "shelves": shelves(),
        "grains": GRAINS,
        "small": SMALL,
    }
    return write_pages(sources, tmp_path_factory.mktemp("pages"))


def named(page: Page, kind: str) -> dict[str, dict[str, Any]]:
    """Return what of a kind is named on the map, by its key."""
    settle(page)
    return {one["term"]: one for one in page.evaluate("termgraph.scene()") if one["kind"] == kind}


def test_the_map_is_drawn_by_groups_and_the_legend_says_their_colours(
    page: Page, pages: dict[str, str]
) -> None:
    visit(page, pages["shelves"])
    assert {"d1", "d2"} <= named(page, "group").keys()
    legend = page.locator(".branches")
    expect(legend).to_be_visible()
    expect(legend.locator("button")).to_have_text(["domain 1", "domain 2"])
    colors = page.evaluate(
        """Array.from({ length: termgraph.model.size }, (_, i) => {
             return `${termgraph.model.key(i)[1]} ${termgraph.model.branch(i)}`;
           })"""
    )
    assert set(colors) == {"1 0", "2 1"}


def test_a_group_that_is_clicked_on_the_map_is_told_of_and_the_others_stand_back(
    page: Page, pages: dict[str, str]
) -> None:
    visit(page, pages["shelves"])
    label = named(page, "group")["d2"]
    page.mouse.click((label["left"] + label["right"]) / 2, (label["top"] + label["bottom"]) / 2)
    shows(page, "[data-group=d2]")
    assert page.evaluate("location.hash") == "#group=d2"
    expect(page.locator("#card h2")).to_contain_text("2 domain 2")
    expect(page.locator("#card .chip")).to_have_text(["2.5 shelf 2.5", "2.10 shelf 2.10", "2.20 shelf 2.20"])
    expect(page.locator("#note")).to_contain_text("120 concepts outside the group")
    expect(page.locator(".branches [aria-current]")).to_have_text("domain 2")
    assert {"g2.5", "g2.10", "g2.20"} <= named(page, "group").keys()  # nearer, all have names
    page.keyboard.press("Escape")
    shows(page, "[data-group='']")
    expect(page.locator("#start")).to_be_visible()


def test_the_legend_and_the_start_lead_to_groups(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["shelves"])
    page.locator(".branches button").first.click()
    shows(page, "[data-group=d1]")
    page.locator("#close").click()
    shows(page, "[data-group='']")
    page.locator("#some-groups").get_by_text("domain 2").click()
    shows(page, "[data-group=d2]")
    page.locator("#card .chip").first.click()
    shows(page, "[data-group='g2.5']")
    page.locator("#card .trail a").click()
    shows(page, "[data-group=d2]")


def test_a_term_lets_go_of_the_group_and_leads_back_to_it(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["shelves"] + "#group=g1.10")
    page.locator("#card .chip").get_by_text("thing 1-10-2", exact=True).click()
    shows(page, "[data-term='c1.10.2']")
    assert "group" not in page.evaluate("location.hash")
    page.locator("#card .groups").get_by_text("shelf 1.10").click()
    shows(page, "[data-group='g1.10'][data-term='']")
    page.go_back()
    shows(page, "[data-term='c1.10.2']")


@pytest.mark.parametrize("typed", ["shelf 2.20", "2.20", "SHELF-2-20"])
def test_a_group_is_found_by_name_and_notation_and_said_to_be_one(
    page: Page, pages: dict[str, str], typed: str
) -> None:
    visit(page, pages["shelves"])
    page.locator("#search").fill(typed)
    first = page.locator("#hits li").first
    expect(first).to_contain_text("group")
    page.keyboard.press("Enter")
    shows(page, "[data-group='g2.20']")


def test_the_tree_goes_by_groups_beside_the_hierarchy(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["shelves"])
    turn_to(page, "tree")
    ways = page.locator("#tree nav")
    expect(ways.get_by_text("Hierarchy")).to_have_attribute("aria-current", "true")
    ways.get_by_text("Groups").click()
    shows(page, "[data-view=groups]")
    rows = page.locator("#tree-view .row .label")
    expect(rows.first).to_have_text("1 domain 1 (group)")
    # Siblings go by their notations, 2 before 10.
    expect(rows).to_contain_text(["domain 1", "shelf 1.5", "shelf 1.10", "shelf 1.20", "domain 2"])
    rows.get_by_text("shelf 1.10").click()
    shows(page, "[data-group='g1.10'][data-view=groups]")
    expect(page.locator("#card h2")).to_contain_text("shelf 1.10")
    expect(page.locator("#tree-view [aria-selected=true]")).to_contain_text("shelf 1.10")
    page.locator("#card .chip").get_by_text("thing 1-10-3", exact=True).click()
    shows(page, "[data-term='c1.10.3'][data-view=groups]")
    chosen = page.locator("#tree-view [aria-selected=true]")
    expect(chosen).to_contain_text("thing 1-10-3")
    expect(chosen).to_have_attribute("aria-level", "4")  # domain, shelf, what is broader, itself


def test_the_tree_of_groups_is_walked_with_the_keys(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["shelves"] + "#view=groups")
    page.locator("#tree-view").focus()
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    shows(page, "[data-group='g1.10']")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    shows(page, "[data-term='c1.10.0'][data-view=groups]")


def test_a_path_offers_several_ways(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["small"] + "#term=softmax&path=maximum")
    ways = page.locator("#way .ways button")
    expect(ways).to_have_text(["1 step", "3 steps"])
    expect(ways.first).to_have_attribute("aria-pressed", "true")
    ways.nth(1).click()
    settle(page)
    expect(page.locator("#way .sentence")).to_contain_text("activation function")
    expect(page.locator("#note")).to_contain_text("3 steps")
    expect(ways.nth(1)).to_be_focused()
    assert "way=2" in page.evaluate("location.hash")
    page.get_by_role("button", name="Other way round").click()
    settle(page)
    assert "way=" not in page.evaluate("location.hash")


def test_addresses_of_groups_work_in_every_view(page: Page, pages: dict[str, str]) -> None:
    for address, view in (
        ("#group=g2.5", "map"),
        ("#group=g2.5&view=groups", "groups"),
        ("#letter-%3Dg2.5", "list"),
    ):
        page.goto("about:blank")
        visit(page, pages["shelves"] + address)
        shows(page, f"[data-group='g2.5'][data-view={view}]")
        expect(page.locator("#list details[open]" if view == "list" else "#card")).to_contain_text(
            "shelf 2.5"
        )
    page.goto("about:blank")
    visit(page, pages["shelves"] + "#group=nowhere")
    expect(page.locator(".notice")).to_have_text("There is no group “nowhere” here (any more).")


def test_a_small_map_shows_a_group_too(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["grains"] + "#group=soft")
    shows(page, "[data-look=map][data-group=soft]")
    expect(page.locator("#note")).to_contain_text("1 concept outside the group")
    expect(page.locator("#card")).to_contain_text("Divides")
    visit(page, pages["grains"] + "#group=by%2520size")
    expect(page.locator("#card .badge")).to_have_text("ordered collection")


def test_a_page_without_groups_says_nothing_of_them(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["small"])
    expect(page.locator("#some-groups")).to_have_count(0)
    turn_to(page, "tree")
    expect(page.locator("#tree nav")).to_be_hidden()
