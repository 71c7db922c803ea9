"""The explorer wherever it is put: addresses that name a term in any way, frames without one, frames of any size."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from IPython.core.formatters import DisplayFormatter
from playwright.sync_api import expect

from termgraph.api import TermGraph
from termgraph.skos import Thesaurus
from termgraph.view import render
from tests.viewing import (
    SHIPPED,
    SMALL,
    inside,
    page_of,
    selected,
    settle,
    shows,
    turn_to,
    visit,
    write_pages,
)

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Page

pytestmark = pytest.mark.browser

#: Names of two terms, of one that is out of use, and such as only inflection tells apart.
NETWORKS = """
@prefix e: <http://e.org/> .
e:net a skos:Concept ; skos:prefLabel "neural network"@en, "neuronales Netz"@de ;
    skos:altLabel "net"@en ; skos:related e:web .
e:web a skos:Concept ; skos:prefLabel "web"@en ; skos:altLabel "net"@en .
e:old a skos:Concept ; skos:prefLabel "colour space"@en ; owl:deprecated true .
e:new a skos:Concept ; skos:prefLabel "Colour space"@en ; skos:altLabel "hue"@en ; skos:hiddenLabel "web"@en .
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Write the pages that the tests look at, once."""
    folder = tmp_path_factory.mktemp("pages")
    pages = write_pages(
        {
            "small": SMALL,
            "networks": NETWORKS,
            "ml": SHIPPED,
        },
        folder,
    )
    source = html.escape(page_of(SMALL))
    frame = f'<iframe id="frame" width="1000" height="700" srcdoc="{source}"></iframe>'
    (folder / "host.html").write_text(f"<!doctype html><title>Host</title><h1>Host</h1>{frame}", "utf-8")
    return {**pages, "host": (folder / "host.html").as_uri()}


# Addresses


@pytest.mark.parametrize(
    ("vocabulary", "fragment", "term"),
    [
        ("small", "#softmax", "softmax"),
        ("small", "#Softmax", "softmax"),
        ("small", "#term=soft arg max", "softmax"),
        ("small", "#term=Softmax-Funktion", "softmax"),
        ("small", "#term=https://w3id.org/termgraph/ml/softmax", "softmax"),
        ("small", "#https%3A%2F%2Fw3id.org%2Ftermgraph%2Fml%2Fsoftmax", "softmax"),
        ("small", "#term=4.2", "softmax"),
        ("networks", "#term=Neural%20Networks", "net"),
        ("networks", "#color-spaces", "new"),
        ("networks", "#term=web", "web"),
    ],
)
def test_an_address_may_name_a_term_in_any_way(
    page: Page, pages: dict[str, str], vocabulary: str, fragment: str, term: str
) -> None:
    visit(page, pages[vocabulary] + fragment)
    assert selected(page) == term
    turn_to(page, "tree")
    assert page.url.endswith(f"#term={term}&view=tree")


def test_an_address_that_names_nothing_says_so_and_what_is_near(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["small"] + "#softmx")
    notice = page.locator(".notice")
    expect(notice).to_contain_text("There is no term “softmx” here")
    notice.get_by_role("link", name="softmax").click()
    shows(page, "[data-term=softmax]")
    assert page.url.endswith("#term=softmax")


def test_an_address_that_names_several_terms_offers_them(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["networks"] + "#term=net&path=web")
    assert selected(page) == "net"  # its key
    visit(page, pages["networks"] + "#Net")
    notice = page.locator(".notice")
    expect(notice).to_contain_text("“Net” is a name of several terms")
    expect(notice.get_by_role("link")).to_have_text(["neural network", "web"])
    notice.get_by_role("link", name="web").click()
    shows(page, "[data-term=web]")
    expect(notice).to_be_hidden()


# Frames of any size


@pytest.mark.parametrize("size", [(200, 150), (300, 150), (320, 256), (844, 390), (600, 40)])
def test_in_a_frame_of_any_size_all_is_drawn_and_comes_back_when_it_grows(
    page: Page, pages: dict[str, str], size: tuple[int, int]
) -> None:
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    for fragment in ("#embed=1", "#term=softmax&embed=1", "#view=tree&embed=1", ""):
        visit(page, pages["ml"] + fragment)
        canvas = page.locator("#canvas")
        for _ in range(3):
            if canvas.is_visible():
                canvas.press("+")
        page.set_viewport_size({"width": 1280, "height": 800})
        settle(page)
        assert not canvas.is_visible() or page.evaluate("termgraph.lines().length") > 0
        page.set_viewport_size({"width": width, "height": height})
        settle(page)


@pytest.mark.parametrize("width", [200, 320, 390])
@pytest.mark.parametrize("term", ["softmax", "neural-network"])
def test_on_a_phone_all_neighbours_are_reached_without_moving_sideways(
    page: Page, pages: dict[str, str], width: int, term: str
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    visit(page, pages["ml"] + f"#term={term}&depth=1")
    drawn = page.evaluate("termgraph.scene()")
    assert len(drawn) > 15
    assert [item["label"] for item in drawn if item["left"] < 0 or item["right"] > width] == []
    middle = next(item for item in drawn if item["term"] == term and item["kind"] == "concept")
    canvas = page.locator("#canvas").bounding_box()
    assert canvas is not None
    assert canvas["y"] <= middle["top"] and middle["bottom"] <= canvas["y"] + canvas["height"]


def test_an_embedded_page_has_no_head_fills_its_frame_and_leads_to_the_whole_page(
    page: Page, pages: dict[str, str]
) -> None:
    page.set_viewport_size({"width": 700, "height": 420})
    visit(page, pages["small"] + "#term=softmax&embed=1")
    expect(page.locator("header")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    page.locator("#card").get_by_role("link", name="activation function").first.click()
    shows(page, "[data-term=activation-function]")
    assert page.url.endswith("#term=activation-function&embed=1")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open the full page").click()
    whole = opened.value
    shows(whole, "[data-term=activation-function]")
    expect(whole.locator("header")).to_be_visible()
    assert whole.url.endswith("#term=activation-function")


# Frames without an address


def framed(page: Page, address: str) -> Frame:
    page.goto(address)
    frame = inside(page.locator("#frame"))
    frame.locator("html[data-ready]").wait_for()
    return frame


def test_a_frame_without_an_address_does_all_and_leaves_the_page_around_it_alone(
    page: Page, pages: dict[str, str]
) -> None:
    frame = framed(page, pages["host"])
    frame.locator("#search").fill("softargmax")
    expect(frame.locator("#hits li").first).to_contain_text("softmax")
    frame.locator("#search").press("Enter")
    shows(frame, "[data-term=softmax]")
    expect(frame.locator("#card .name")).to_contain_text("softmax")
    frame.locator("#card").get_by_role("link", name="activation function").first.click()
    shows(frame, "[data-term=activation-function]")
    for view in ("tree", "list", "misnomers", "map"):
        frame.locator(f"#to-{view}").click()
        shows(frame, f"[data-view={view}]")
    frame.locator("#to-tree").click(modifiers=["Control"])
    shows(frame, "[data-view=tree]")
    frame.locator("#to-list").click(button="middle")
    shows(frame, "[data-view=list]")
    frame.locator("header h1 a").click()
    shows(frame, "[data-view=map]")
    assert frame.locator("html").get_attribute("data-term") == ""
    assert page.url == pages["host"]
    assert page.context.pages[-1] == page
    expect(page.locator("h1")).to_have_text("Host")


def test_a_page_that_was_written_to_be_embedded_leads_to_the_whole_of_it(page: Page, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        render(Thesaurus.from_text(SMALL), focus="logit", embed=True), "utf-8"
    )
    (tmp_path / "host.html").write_text(
        '<!doctype html><title>Host</title><iframe id="frame" width="700" height="400" src="page.html"></iframe>',
        "utf-8",
    )
    frame = framed(page, (tmp_path / "host.html").as_uri())
    shows(frame, "[data-term=logit]")
    expect(frame.locator("header")).to_be_hidden()
    with page.context.expect_page() as opened:
        frame.get_by_role("link", name="Open the full page").click()
    whole = opened.value
    shows(whole, "[data-term=logit]")
    expect(whole.locator("header")).to_be_visible()


def test_without_an_address_there_is_no_link_to_copy_and_the_web_opens_beside_the_frame(
    page: Page, pages: dict[str, str], page_faults: list[str]
) -> None:
    frame = framed(page, pages["host"])
    frame.evaluate("termgraph.select('softmax')")
    shows(frame, "[data-term=softmax]")
    expect(frame.locator("#copy-link")).to_be_hidden()
    link = frame.locator("#card a[href='https://example.org/']").first
    with page.context.expect_page():
        link.click()
    page_faults.remove("request: https://example.org/")
    expect(frame.locator("#card .name")).to_contain_text("softmax")


# Notebooks


def test_a_notebook_shows_the_explorer_and_a_term_with_what_is_next_to_it(page: Page, tmp_path: Path) -> None:
    graph = TermGraph.from_text(SMALL)
    show: Callable[[Any], tuple[dict[str, Any], Any]] = DisplayFormatter().format
    (whole, _), (term, _) = show(graph), show(graph["softmax"])
    assert whole["text/plain"] == repr(graph)
    outputs = "".join(f'<div class="output">{one["text/html"]}</div>' for one in (whole, term))
    (tmp_path / "notebook.html").write_text(f"<!doctype html><title>Notebook</title>{outputs}", "utf-8")
    page.set_viewport_size({"width": 1000, "height": 1200})
    page.goto((tmp_path / "notebook.html").as_uri())
    frames = [inside(one) for one in page.locator("iframe").all()]
    for frame in frames:
        frame.locator("html[data-ready].embed").wait_for()
    assert frames[0].evaluate("termgraph.model.size") == len(graph) == 6
    frames[0].evaluate("termgraph.select('logit')")
    shows(frames[0], "[data-term=logit]")
    shows(frames[1], "[data-term=softmax]")
    expect(frames[1].locator("#card")).to_contain_text("It smooths arg max, not max.")
    drawn = {item["term"] for item in frames[1].evaluate("termgraph.scene()")}
    assert drawn == {"softmax", "activation-function", "logit", "maximum"}
    assert frames[1].evaluate("termgraph.model.find('alone')") == -1
