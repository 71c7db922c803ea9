"""The story of a misleading name: on the drawing of its term, as a slide of the tour, full screen, and taken away."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from tests.viewing import SHIPPED, SMALL, settle, shows, visit, write_pages

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

#: A name that suggests what is no concept here, and one that only an edge says to mislead.
ODD = """
<http://e.org/> a skos:ConceptScheme ; dct:title "Odd"@en .
<http://e.org/koala> a skos:Concept ; skos:prefLabel "koala bear"@en ;
  skos:definition "A marsupial, e.g. of Australia. It sleeps."@en .
<http://e.org/m> a tg:Misnomer ; tg:misleadingName <http://e.org/koala> ; tg:suggests <http://elsewhere.org/bear> .
<http://elsewhere.org/bear> rdfs:label "bear"@en .
<http://e.org/starfish> a skos:Concept ; skos:prefLabel "starfish"@en ; tg:misnomerOf <http://e.org/star> .
<http://e.org/star> a skos:Concept ; skos:prefLabel "sea star"@en .
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Write the pages that the tests look at, once."""
    sources: dict[str, str | Path] = {
        "ml": SHIPPED,
        "small": SMALL,
        "odd": ODD,
    }
    return write_pages(sources, tmp_path_factory.mktemp("pages"))


def lines(page: Page) -> set[tuple[str, str, str]]:
    settle(page)
    return {(line["from"], line["kind"], line["to"]) for line in page.evaluate("termgraph.lines()")}


def items(page: Page) -> list[dict[str, Any]]:
    settle(page)
    found: list[dict[str, Any]] = page.evaluate("termgraph.scene()")
    return found


def taken(page: Page, what: str, folder: Path) -> Path:
    page.locator("#take summary").click()
    with page.expect_download() as download:
        page.locator(f"#take-{what}").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


# On the drawing of a term


def test_a_name_leads_to_what_it_suggests_and_to_what_is_clearer(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#term=softmax")
    assert {
        ("softmax", "suggests", "maximum"),
        ("softmax", "misnomerOf", "softmax#softargmax"),
    } <= lines(page)
    (suggested,) = (item for item in items(page) if item["label"] == "maximum")
    (clearer,) = (item for item in items(page) if item["label"] == "softargmax")
    assert suggested["bottom"] < clearer["top"]
    expect(page.locator("#tale")).to_contain_text(
        "“softmax”: suggests maximum; clearer: softargmax; in fact: Activation"
    )


def test_a_name_without_a_clearer_one_has_its_story_too(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#term=neural-network")
    found = lines(page)
    assert ("neural-network", "suggests", "biological-neural-network") in found
    assert ("biological-neural-network", "contrastsWith", "neural-network") in found
    assert not [line for line in found if line[1] == "misnomerOf" and line[0] == "neural-network"]


def test_other_names_of_a_term_have_stories_of_their_own(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#term=cross-entropy-loss")
    assert {
        ("cross-entropy-loss#cross-entropy", "synonymOf", "cross-entropy-loss"),
        ("cross-entropy-loss#cross-entropy", "suggests", "softmax"),
        ("cross-entropy-loss#cross-entropy", "misnomerOf", "cross-entropy-information-theory"),
        ("cross-entropy-loss#softmax loss", "suggests", "softmax"),
        ("cross-entropy-loss#softmax loss", "misnomerOf", "cross-entropy-loss"),
    } <= lines(page)


@pytest.mark.parametrize("term", ["softmax", "neural-network", "cross-entropy-loss"])
def test_on_a_phone_the_stories_are_told_below_the_term(page: Page, pages: dict[str, str], term: str) -> None:
    visit(page, pages["ml"] + f"#term={term}&view=focus&depth=1")
    told = {line for line in lines(page) if line[1] in ("suggests", "misnomerOf") and term in line[0]}
    assert told
    page.set_viewport_size({"width": 390, "height": 844})
    assert told <= lines(page)
    shown = items(page)
    assert all(item["left"] >= 0 and item["right"] <= 390 for item in shown)
    for one, other in combinations(shown, 2):
        assert (
            one["right"] <= other["left"]
            or other["right"] <= one["left"]
            or one["bottom"] <= other["top"]
            or other["bottom"] <= one["top"]
        ), (one, other)


def test_what_is_suggested_says_by_which_names(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#term=maximum")
    assert {("softmax", "suggests", "maximum"), ("hardmax", "suggests", "maximum")} <= lines(page)
    expect(page.locator("#card .group.suggests")).to_contain_text("softmax")


def test_the_legend_hides_what_is_suggested(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#term=softmax&hide=suggests")
    assert not [line for line in lines(page) if line[1] == "suggests"]
    page.locator("#legend [data-kind=suggests]").click()
    assert ("softmax", "suggests", "maximum") in lines(page)


def test_a_way_does_not_follow_what_a_name_only_suggests(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["odd"] + "#term=starfish&path=star")
    assert lines(page) == {("starfish", "misnomerOf", "star")}
    visit(page, pages["ml"] + "#term=multi-armed-bandit&path=slot-machine")
    assert not [line for line in lines(page) if line[1] == "suggests"]


def test_what_is_no_concept_and_what_has_no_record_is_told(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["odd"] + "#term=koala&view=focus")
    expect(page.locator("#tale")).to_have_text(
        "“koala bear”: suggests bear; in fact: A marsupial, e.g. of Australia."
    )
    assert {item["label"] for item in items(page)} == {
        "koala bear",
        "bear",
        "A marsupial, e.g. of Australia.",
    }
    visit(page, pages["odd"] + "#term=starfish&view=focus")
    expect(page.locator("#tale")).to_have_text("“starfish”: clearer: sea star")
    assert lines(page) == {("starfish", "misnomerOf", "star")}


@pytest.mark.parametrize("size", [(1280, 800), (390, 844), (1920, 1080)])
def test_nothing_of_a_story_stands_on_anything_else(
    page: Page, pages: dict[str, str], size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for view in ("focus", "misnomers"):
        for term in ("softmax", "neural-network", "cross-entropy-loss", "tensor-machine-learning", "example"):
            visit(page, f"{pages['ml']}#term={term}&view={view}")
            found = items(page)
            for at, one in enumerate(found):
                for other in found[at + 1 :]:
                    across = one["left"] < other["right"] and other["left"] < one["right"]
                    down = one["top"] < other["bottom"] and other["top"] < one["bottom"]
                    assert not (across and down), (term, one["label"], other["label"])


# The tour


def test_the_tour_is_a_slide_each(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#term=softmax&view=misnomers")
    labels = [item["label"] for item in items(page)]
    assert labels[:3] == ["softmax", "maximum", "softargmax"]
    assert any(label.startswith("It is a smooth version") for label in labels)
    assert any(label.startswith("Who says so: Goodfellow") for label in labels)
    assert {line[1] for line in lines(page)} == {"suggests", "misnomerOf"}
    visible = page.locator("#legend button[data-kind]:visible")
    assert {button.get_attribute("data-kind") for button in visible.all()} == {"suggests", "misnomerOf"}
    canvas = page.locator("#canvas").bounding_box()
    assert canvas
    for item in items(page):
        assert canvas["x"] <= item["left"]
        assert item["right"] <= canvas["x"] + canvas["width"]
        assert canvas["y"] <= item["top"]
        assert item["bottom"] <= canvas["y"] + canvas["height"]


def test_a_slide_is_presented_with_the_keys_alone(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#term=softmax&view=misnomers")
    root = page.locator("html")
    page.keyboard.press("f")
    expect(root).to_have_class("js presenting")
    expect(page.locator("#canvas")).to_be_focused()
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("#tale")).to_have_attribute("aria-live", "polite")
    page.keyboard.press("PageDown")
    shows(page, "[data-term=softplus]")
    page.keyboard.press("ArrowLeft")
    shows(page, "[data-term=softmax]")
    page.keyboard.press("PageUp")
    shows(page, ":not([data-term=softmax])")
    expect(root).to_have_class("js presenting")
    page.locator("#present").click()
    expect(root).to_have_class("js")
    expect(page.locator("#present")).to_be_focused()
    expect(page.locator("#panel")).to_be_visible()


def test_who_leaves_the_tour_ends_the_presentation(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"] + "#term=softmax&view=misnomers")
    page.locator("#present").click()
    expect(page.locator("html")).to_have_class("js presenting")
    page.locator("#tour-all").click()
    shows(page, "[data-look=misnomers]")
    expect(page.locator("#misnomers")).to_be_visible()
    expect(page.locator("html")).not_to_have_class("presenting")


# Taken away


def test_a_slide_is_taken_away_with_title_legend_source_and_licence(
    page: Page, pages: dict[str, str], tmp_path: Path
) -> None:
    visit(page, pages["ml"] + "#term=softmax&view=misnomers")
    svg = ElementTree.parse(taken(page, "svg", tmp_path)).getroot()  # noqa: S314  (just made)
    texts = [one.text for one in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert texts.count("softmax – Machine-learning terms and misnomers") == 1
    assert {"suggests", "clearer", "misnomer of", "misleading name"} <= set(texts)
    assert "License: https://creativecommons.org/licenses/by/4.0/" in texts
    assert any("Goodfellow et al. 2016" in (text or "") for text in texts)
    assert any("w3id.org/termgraph/ml" in (text or "") for text in texts)
    (struck,) = (one for one in svg.iter() if one.get("text-decoration") == "line-through")
    assert struck.text == "maximum"
    heights = [float(one.get("y") or 0) for one in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert 0 < min(heights) < max(heights) < float(svg.get("height") or 0)
    assert taken(page, "png", tmp_path).read_bytes().startswith(b"\x89PNG")


def test_every_picture_says_what_its_lines_mean(page: Page, pages: dict[str, str], tmp_path: Path) -> None:
    visit(page, pages["small"])
    svg = ElementTree.parse(taken(page, "svg", tmp_path)).getroot()  # noqa: S314  (just made)
    texts = {one.text for one in svg.iter("{http://www.w3.org/2000/svg}text")}
    assert {"Small vocabulary", "broader", "License: https://creativecommons.org/licenses/by/4.0/"} <= texts
    assert "abbreviation of" not in texts
