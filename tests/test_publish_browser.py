"""Published pages in a browser, from a disk: search without a server, and every kind of page for everybody."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from termgraph.pages import publish
from termgraph.skos import Thesaurus
from tests.test_publish import CHANGED
from tests.viewing import faults_of_html, violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

#: What makes pages of every kind.
FULL = (
    CHANGED
    + """
<http://e.org/night> a skos:Collection ; skos:prefLabel "active at night"@en ; skos:member <http://e.org/owl> .
<http://e.org/m> a tg:Misnomer ; tg:misleadingName <http://e.org/jay> ; tg:suggests <http://e.org/bird> ;
    skos:note "It is no letter."@en .
"""
)
PAGES = [
    *("index.html", "a-z.html", "tree.html", "groups.html", "misleading.html", "changes.html", "about.html"),
    *(
        "404.html",
        "bird/index.html",
        "jay/index.html",
        "night/index.html",
        "index.de.html",
        "downloads/birds.html",
    ),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish a small vocabulary that has pages of every kind."""
    folder = tmp_path_factory.mktemp("site")
    publish(Thesaurus.from_text(FULL), folder, name="birds")
    return folder


@pytest.mark.parametrize(
    ("start", "typed", "term"), [("bird/index.html", "fowl", "bird"), ("index.de.html", "Eule", "Eule")]
)
def test_what_is_searched_on_any_page_is_found_by_the_explorer(
    page: Page, site: Path, start: str, typed: str, term: str
) -> None:
    page.goto((site / start).as_uri())
    page.get_by_role("searchbox").fill(typed)
    page.get_by_role("searchbox").press("Enter")
    expect(page).to_have_url(re.compile(r"/explorer\.html\?find=\w+.*#view=results&find=\w+"))
    expect(page.get_by_role("main").get_by_role("link", name=term).first).to_be_visible()


@pytest.mark.parametrize(("start", "shown"), [("owl-2/index.de.html", "Eule"), ("owl-2/index.html", "owl")])
def test_the_explorer_has_names_in_the_language_of_the_page(
    page: Page, site: Path, start: str, shown: str
) -> None:
    page.goto((site / start).as_uri())
    page.locator("header .explore").click()
    page.locator("html[data-ready]").wait_for()
    expect(page.get_by_role("heading", name=shown, exact=True)).to_be_visible()


def test_a_former_address_leads_on_by_itself(page: Page, site: Path) -> None:
    page.goto((site / "strix/index.html").as_uri())
    expect(page).to_have_url(re.compile("owl-2/index.html$"))


def test_what_changed_is_printed_and_what_only_leads_on_is_not(page: Page, site: Path) -> None:
    page.emulate_media(media="print")
    page.goto((site / "changes.html").as_uri())
    expect(page.locator("ul.changes").first).to_be_visible()
    page.goto((site / "a-z.html").as_uri())
    expect(page.locator(".letters")).to_be_hidden()


def test_a_page_in_persian_says_numbers_of_things_in_the_order_of_english(page: Page, tmp_path: Path) -> None:
    publish(Thesaurus.from_text('<http://e.org/a> a skos:Concept ; skos:prefLabel "پرنده"@fa .'), tmp_path)
    page.goto((tmp_path / "index.html").as_uri())
    places = page.evaluate(
        """() => {
        const text = [...document.querySelectorAll(".doors span")].at(-1).firstChild
        return ["1", "term"].map(word => {
            const range = document.createRange(), at = text.data.indexOf(word)
            range.setStart(text, at)
            range.setEnd(text, at + word.length)
            return range.getBoundingClientRect().x
        })}"""
    )
    assert places == sorted(places)


def test_a_property_of_a_stranger_is_read_in_one_line(page: Page, tmp_path: Path) -> None:
    text = """@prefix yso-meta: <http://www.yso.fi/onto/yso-meta/> . <http://e.org/a> a skos:Concept ;
        skos:prefLabel "a"@en ; yso-meta:singularPrefLabel "inanimate object" ."""
    publish(Thesaurus.from_text(text), tmp_path)
    page.goto((tmp_path / "a/index.html").as_uri())
    heading = page.get_by_text("yso-meta:singularPrefLabel").evaluate("one => one.getClientRects()[0].height")
    assert heading < 30


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=["wide", "phone"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(page: Page, site: Path, path: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto((site / path).as_uri())
    assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_every_page_is_valid(site: Path) -> None:
    for file in site.rglob("*.html"):
        if file.name != "explorer.html":
            assert not faults_of_html(file.read_text("utf-8")), file.name
