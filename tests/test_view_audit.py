"""The page under audit: accessibility, valid HTML, harmful texts, the keyboard, small screens, zoom, paper, addresses.

Every view is looked at as it is, by rules that do not know how it was made. What a person does with the page is told in
test_view_browser.py; that nothing leaves the page, and nothing is refused or thrown, the `page` fixture sees to.
"""

from __future__ import annotations

import csv
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import RdfFormat, parse

from tests.viewing import (
    ARABIC,
    HOSTILE_TEXTS,
    SHIPPED,
    SMALL,
    faults_of_html,
    hostile,
    page_of,
    settle,
    shows,
    violations,
    visit,
    write_pages,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

Do = Callable[["Page"], object]

WIDE, PHONE = (1280, 800), (390, 844)


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at.

    Args:
        vocabulary: one of `pages`.
        address: the part behind the "#", with it.
        do: what a person does there first.
    """

    vocabulary: str
    address: str = ""
    do: Do = lambda page: None


def ask_for_a_path(page: Page) -> None:
    page.locator("#path-from").click()
    page.locator("#other-end").fill("log")
    page.locator("#other-hits li[aria-selected=true]").wait_for()


def search(page: Page, text: str = "soft") -> None:
    page.locator("#search").fill(text)
    page.locator("#hits li[aria-selected=true]").wait_for()  # before there is an index, a line says so


#: Every kind of view, and what can be opened in it.
VIEWS = {
    "start": View("ml"),
    "map": View("small"),
    "map with all names": View("small", "#term=softmax&names=all"),
    "term": View("ml", "#term=softmax"),
    "deprecated": View("small", "#term=alone"),
    "focus": View("ml", "#term=softmax&view=focus"),
    "path": View("ml", "#term=softmax&path=logit"),
    "asking for a path": View("ml", "#term=softmax", ask_for_a_path),
    "tree": View("ml", "#view=tree"),
    "tree at a term": View("ml", "#term=softmax&view=tree"),
    "list": View("ml", "#view=list"),
    "list at a term": View("ml", "#term=softmax&view=list"),
    "misnomers": View("ml", "#view=misnomers"),
    "tour": View("ml", "#term=softmax&view=misnomers"),
    "unknown term": View("ml", "#term=nosuch"),
    "search": View("ml", "", search),
    "help": View("ml", "", lambda page: page.keyboard.press("?")),
    "take away": View("ml", "#term=softmax&view=focus", lambda page: page.locator("#take summary").click()),
    "overview": View("many"),
    "focus of many": View("many", "#term=1"),
    "tree of many": View("many", "#term=1&view=tree"),
    "letter of many": View("many", "#view=list&letter=M"),
    "start in Arabic": View("arabic"),
    "term in Arabic": View("arabic", "#term=b&view=focus"),
    "tour in Arabic": View("arabic", "#term=c&view=misnomers"),
    "tree in Arabic": View("arabic", "#view=tree"),
    "other language": View("many", "#term=1&lang=de&scheme=http%3A%2F%2Fe.org%2Fodd"),
}
views = pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)


def many() -> str:
    """Return a vocabulary too large for the outline map: two languages, two schemes, and all signs that there are."""
    lines = [
        'e:even a skos:ConceptScheme ; dct:title "Even"@en, "Gerade"@de .',
        'e:odd a skos:ConceptScheme ; dct:title "Odd"@en .',
    ]
    for n in range(700):
        above = f"skos:broader e:{n // 9} ; " if n > 6 else ""
        lines.append(
            f'e:{n} a skos:Concept ; skos:prefLabel "{chr(65 + n % 26)} term {n}"@en, "Begriff {n}"@de ; {above}'
            f'skos:altLabel "name {n}"@en ; skos:inScheme e:{"odd" if n % 2 else "even"} ; '
            f'skos:related e:{(n + 350) % 700} ; skos:definition "What term {n} is."@en, "Was er ist."@de .'
        )
    lines += [
        f'e:m{n} a tg:Misnomer ; tg:misleadingName e:{n} ; tg:suggests e:5 ; skos:note "Because."@en .'
        for n in range(20, 24)
    ]
    return "\n".join(
        ["@prefix e: <http://e.org/> .", *lines, "e:30 owl:deprecated true ; dct:isReplacedBy e:31 ."]
    )


def large() -> str:
    """Return a vocabulary too large for a list in plain HTML."""
    return "\n".join(
        f'<http://e.org/{n}> a skos:Concept ; skos:prefLabel "term {n}"@en .' for n in range(2_001)
    )


def middle() -> str:
    """Return the small vocabulary and so much more that it has no map of all, and a letter comes in pieces."""
    beside = "\n".join(
        f'ml:s{n} a skos:Concept ; skos:prefLabel "s. {n}"@en ; skos:broader ml:{above} .'
        for n in range(250)
        for above in (f"s{n // 9}" if n > 8 else "function",)
    )
    misleading = "\n".join(
        f"<https://w3id.org/termgraph/ml/s{n}#misnomer> a tg:Misnomer ; tg:misleadingName ml:s{n} ;"
        f' tg:suggests ml:s{n + 1} ; skos:note "It is not."@en .'
        for n in range(9, 14)
    )
    return SMALL + beside + misleading


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Write the pages that the tests look at, once."""
    sources: dict[str, str | Path] = {
        "ml": SHIPPED,
        "small": SMALL,
        "middle": middle(),
        "hostile": hostile(),
        "arabic": ARABIC,
        "many": many(),
        "large": large(),
    }
    return write_pages(sources, tmp_path_factory.mktemp("pages"))


def look(page: Page, pages: dict[str, str], view: View) -> None:
    visit(page, pages[view.vocabulary] + view.address)
    view.do(page)
    settle(page)


def resize(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


def keys(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        "Array.from({ length: termgraph.model.size }, (_, i) => termgraph.model.key(i))"
    )
    return found


# ---- accessibility and valid HTML


@views
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing(page: Page, pages: dict[str, str], view: View, size: tuple[int, int]) -> None:
    resize(page, size)
    look(page, pages, view)
    assert not violations(page)


@pytest.mark.parametrize(
    "source", [SHIPPED, SMALL, hostile(), ARABIC, many()], ids=["ml", "small", "hostile", "arabic", "many"]
)
def test_the_written_page_is_valid(source: str | Path) -> None:
    assert not faults_of_html(page_of(source))


@views
def test_what_the_scripts_make_is_valid(page: Page, pages: dict[str, str], view: View) -> None:
    look(page, pages, view)
    made = page.evaluate(
        """() => { const copy = document.documentElement.cloneNode(true);
             for (const one of copy.querySelectorAll("script, noscript")) one.remove();
             return copy.outerHTML; }"""
    )
    assert not faults_of_html("<!doctype html>" + made)


def test_the_page_says_its_language_title_and_landmarks(page: Page, pages: dict[str, str]) -> None:
    look(page, pages, VIEWS["term"])
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.title().startswith("softmax – ")
    for role in ("banner", "main", "search", "navigation", "complementary"):
        assert page.get_by_role(role).count() >= 1, role
    assert page.get_by_role("main").count() == 1
    assert page.get_by_role("heading", level=1).count() == 1


# ---- what means harm


def assert_inert(page: Page) -> None:
    assert page.evaluate("window.__pwn") is None
    assert not page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((one) =>
             ["IMG", "IFRAME", "OBJECT", "EMBED", "BASE", "FORM", "FOREIGNOBJECT"].includes(one.tagName.toUpperCase())
             || [...one.attributes].some(({ name }) => name.startsWith("on") || name === "srcdoc"))
             .map((one) => one.outerHTML.slice(0, 200))"""
    )
    hrefs: list[str] = page.evaluate(
        "[...document.querySelectorAll('[href]')].map(a => a.getAttribute('href'))"
    )
    assert not [
        href for href in hrefs if not href.startswith(("#", "http://", "https://")) and href != "data:,"
    ]


def test_harmful_texts_do_nothing_in_any_view(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["hostile"])
    terms = keys(page)
    assert len(terms) >= len(HOSTILE_TEXTS)
    addresses = ["", "view=tree", "view=list", "view=misnomers", "view=overview", "names=all"]
    for term in terms:
        term = page.evaluate("encodeURIComponent", term)  # noqa: PLW2901  (as it stands in an address)
        addresses += [f"term={term}{more}" for more in ("", "&view=focus", "&view=tree", "&view=misnomers")]
        addresses.append(f"term={term}&path={terms[0]}")
    for address in addresses:
        page.evaluate("address => { location.hash = address }", address)
        settle(page)
        assert_inert(page)


def test_harmful_texts_do_nothing_in_what_opens(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["hostile"] + "#view=list")
    page.get_by_role("button", name="Open all").click()
    settle(page)
    assert page.locator("details.entry article").count() == len(keys(page))
    assert_inert(page)
    page.locator("#to-tree").click()
    page.locator("#tree-view").focus()
    for _ in range(30):
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowDown")
    assert_inert(page)
    for text in (*HOSTILE_TEXTS, "javascript:", "<", "__pro", "on"):
        page.locator("#search").fill(text)
        assert_inert(page)
    page.keyboard.press("Escape")
    page.locator("#to-map").click()
    page.locator("#map").wait_for()
    page.evaluate("document.activeElement.blur()")
    page.emulate_media(media="print")
    page.pdf()
    assert_inert(page)


def test_harmful_texts_do_nothing_in_what_is_taken_away(
    page: Page, pages: dict[str, str], browser: Browser, tmp_path: Path
) -> None:
    visit(page, pages["hostile"] + "#names=all")
    taken: dict[str, Path] = {}
    for kind, ending in (("svg", "svg"), ("turtle", "ttl"), ("csv", "csv"), ("png", "png")):
        page.locator("#take summary").click()
        with page.expect_download() as download:
            page.locator(f"#take-{kind}").click()
        assert re.fullmatch(rf"[\w-]+\.{ending}", download.value.suggested_filename)
        taken[ending] = tmp_path / f"taken.{ending}"
        download.value.save_as(taken[ending])
    assert taken["png"].read_bytes().startswith(b"\x89PNG")
    svg = ET.fromstring(taken["svg"].read_text("utf-8"))  # noqa: S314  (just made, and what is tested)
    tags = {one.tag.partition("}")[2] for one in svg.iter()}
    assert tags <= {
        "svg",
        "title",
        "desc",
        "style",
        "g",
        "path",
        "rect",
        "circle",
        "polygon",
        "text",
        "tspan",
        "line",
    }
    assert not [name for one in svg.iter() for name in one.attrib if name.startswith("on") or "href" in name]
    other = browser.new_context(offline=True).new_page()
    other.goto(taken["svg"].as_uri())
    assert other.evaluate("window.__pwn") is None
    other.context.close()
    labels = {
        quad.object.value
        for quad in parse(taken["ttl"].read_bytes(), RdfFormat.TURTLE)
        if quad.predicate.value.endswith("prefLabel")
    }
    assert labels >= {text for text in HOSTILE_TEXTS if "\u202e" not in text and "\u2028" not in text}
    assert not re.search(r"(?m)(?:^|,)\"?[=@]", taken["csv"].read_text("utf-8"))


# ---- the keyboard alone


def tab_to(page: Page, selector: str, limit: int = 80) -> None:
    """Press Tab until the focus is there; every stop on the way must be seen, and be seen to have the focus."""
    passed = []
    for _ in range(limit):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """async (selector) => {
                const one = document.activeElement;
                const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
                const isSeen = ({ width, height, left, right, top, bottom }) =>
                    width > 0 && height > 0 && right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
                // What comes into sight may first be laid out, and is then scrolled to once more.
                let seen = isSeen(one.getBoundingClientRect());
                for (let frames = 30; !seen && frames; frames--) {
                    await new Promise(requestAnimationFrame);
                    seen = isSeen(one.getBoundingClientRect());
                }
                const marked = (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
                const name = one.outerHTML.slice(0, 120);
                return { is: one.matches(selector), name, seen, marked, body: one === document.body };
            }""",
            selector,
        )
        if not stop["body"]:  # from the last stop the focus goes round by way of the page itself
            passed.append(stop["name"])
            assert stop["seen"], f"has the focus and is not in sight: {stop['name']}"
            assert stop["marked"], f"has the focus and does not show it: {stop['name']}"
        if stop["is"]:
            return
    pytest.fail(f"{selector} is not reached with Tab; passed were: {passed}")


def test_with_the_keyboard_one_finds_a_term_reads_on_and_closes_it(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"])
    tab_to(page, "#search")
    page.keyboard.type("softm")
    page.locator("#hits li[aria-selected=true]").wait_for()
    page.keyboard.press("Enter")
    shows(page, "[data-term=softmax]")
    page.locator("#card .name").wait_for()
    tab_to(page, "#card .trail a")
    page.keyboard.press("Enter")
    shows(page, ":not([data-term=softmax])")
    other = page.locator("html").get_attribute("data-term")
    assert other
    page.go_back()
    shows(page, "[data-term=softmax]")
    tab_to(page, "#close")
    page.keyboard.press("Enter")
    shows(page, "[data-term='']")
    assert page.locator("#start").is_visible()


def test_with_the_keyboard_one_walks_the_tree(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"])
    tab_to(page, "#to-tree")
    page.keyboard.press("Enter")
    shows(page, "[data-look=tree]")
    tab_to(page, "[role=tree]")

    def active() -> tuple[str, str | None, str | None]:
        row = page.locator(f"[id='{page.locator('[role=tree]').get_attribute('aria-activedescendant')}']")
        return row.inner_text(), row.get_attribute("aria-level"), row.get_attribute("aria-expanded")

    first = active()
    assert first[1] == "1"
    while active()[2] is None:
        page.keyboard.press("ArrowDown")
    top = active()
    page.keyboard.press("ArrowRight")
    assert active() == (top[0], "1", "true")
    page.keyboard.press("ArrowRight")
    below = active()
    assert below[1] == "2"
    page.keyboard.press("Enter")
    shows(page, ":not([data-term=''])")
    assert page.locator("#card .name").inner_text().split("\n")[0] in below[0]
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert active() == (top[0], "1", "false")


def test_with_the_keyboard_one_opens_a_term_from_the_list(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["ml"])
    tab_to(page, "#to-list")
    page.keyboard.press("Enter")
    shows(page, "[data-look=list]")
    tab_to(page, "details.entry > summary")
    name = page.evaluate("document.activeElement.querySelector('h4').textContent")
    page.keyboard.press("Enter")
    page.locator("details.entry[open] article").wait_for()
    tab_to(page, "details.entry[open] a.button")
    page.keyboard.press("Enter")
    shows(page, ":not([data-look=list])")
    assert page.locator("#card .name bdi").first.inner_text() == name


@pytest.mark.parametrize("name", ["map", "focus", "path", "tree at a term", "misnomers", "tour", "overview"])
def test_tab_goes_round_the_whole_page(page: Page, pages: dict[str, str], name: str) -> None:
    look(page, pages, VIEWS[name])
    tab_to(page, "h1 a", 10)
    tab_to(page, "h1 a", 250)


# ---- small screens and large letters

#: What stands out of the window at a side, or scrolls sideways. The trail does that on purpose, and so may formulas.
SIDEWAYS = """() => {
  const named = (one) => one.outerHTML.slice(0, 160);
  const found = [];
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth) found.push(`the page is ${scrollWidth} px wide`);
  const allowed = "#trail, #trail *, math, math *, .hidden, .hidden *, .skip, #canvas *";
  for (const one of document.querySelectorAll("body, body *")) {
    if (!one.checkVisibility({ visibilityProperty: true }) || one.matches(allowed)) continue;
    const scrolls = /auto|scroll/.test(getComputedStyle(one).overflowX);
    if (scrolls && one.scrollWidth > one.clientWidth + 1) found.push(`scrolls sideways: ${named(one)}`);
    const box = one.getBoundingClientRect();
    const isOut = box.width && box.height && (box.left < -1 || box.right > innerWidth + 1);
    if (isOut) found.push(`stands out: ${named(one)}`);
  }
  return found;
}"""

#: Text that is cut without a sign, and what can be clicked but is covered or out of reach.
CUT = """() => {
  const named = (one) => one.outerHTML.slice(0, 160);
  const found = [];
  const middle = (one) => {
    const box = [...one.getClientRects()].find(({ width, height }) => width && height);
    return box && [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  };
  const isOnTop = (one) => {
    const at = middle(one);
    if (!at) return true;
    const there = document.elementFromPoint(...at);
    // What has been opened stands above the rest until it is closed again.
    const opened = there?.closest("#hits, .hits, #take ul, dialog");
    return there && (one.contains(there) || there.contains(one) || (opened && !opened.contains(one)));
  };
  const allowed = ".hidden, .hidden *, .skip, math *, #canvas, #canvas *, #trail *";
  for (const one of document.querySelectorAll("body *")) {
    if (!one.checkVisibility({ visibilityProperty: true }) || one.matches(allowed)) continue;
    const style = getComputedStyle(one);
    const isClipped = /hidden|clip/.test(style.overflowX + style.overflowY) && style.textOverflow !== "ellipsis"
      && style.webkitLineClamp === "none";
    if (isClipped && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 2)) {
      found.push(`cut off: ${named(one)}`);
    }
  }
  for (const one of document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")) {
    if (!one.checkVisibility({ visibilityProperty: true }) || one.matches(".skip, #trail *")) continue;
    if (document.querySelector("dialog[open]") && !one.closest("dialog")) continue;
    // Most are in sight with the one before them, and to scroll to each lays out a long list anew each time.
    if (isOnTop(one)) continue;
    one.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    if (isOnTop(one)) continue;
    const there = document.elementFromPoint(...middle(one));
    found.push(`out of reach: ${named(one)}, there is ${there && named(there)}`);
  }
  return found;
}"""


@views
@pytest.mark.parametrize(
    "sizes",
    [[WIDE, (1920, 1080), (1080, 700), (640, 400)], [PHONE, (320, 568), (844, 390)]],
    ids=["wide", "phone"],
)
def test_nothing_scrolls_sideways_and_nothing_is_cut_off(
    page: Page, pages: dict[str, str], view: View, sizes: list[tuple[int, int]]
) -> None:
    """A zoom of 200 % is a window of half the size; a phone is turned round, and there are smaller ones."""
    resize(page, sizes[0])
    look(page, pages, view)
    faults = []
    for size in sizes:
        resize(page, size)
        settle(page)
        faults += [f"{size}: {fault}" for fault in page.evaluate(SIDEWAYS) + page.evaluate(CUT)]
    assert not faults


def test_at_twice_the_size_all_is_as_sharp(browser: Browser, pages: dict[str, str]) -> None:
    context = browser.new_context(viewport={"width": 640, "height": 400}, device_scale_factor=2, offline=True)
    page = context.new_page()
    for name in ("map", "focus", "overview"):
        look(page, pages, VIEWS[name])
        assert page.evaluate(
            """() => [...document.querySelectorAll("#canvas canvas")].filter((one) => one.checkVisibility())
                 .every((one) => one.width >= 2 * one.clientWidth - 2)"""
        ), name
        assert not page.evaluate(SIDEWAYS) + page.evaluate(CUT)
    context.close()


def test_the_drawing_has_room_on_every_screen(page: Page, pages: dict[str, str]) -> None:
    for size in (WIDE, PHONE, (320, 568), (640, 400)):
        resize(page, size)
        for name in ("map", "focus", "overview"):
            look(page, pages, VIEWS[name])
            box = page.locator("#canvas").bounding_box()
            assert box is not None
            assert box["width"] > 0.5 * size[0]
            assert box["height"] > 0.22 * size[1], (size, name)


# ---- paper, and no motion


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_chosen_term_prints(page: Page, pages: dict[str, str], scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    look(page, pages, VIEWS["focus"])
    page.evaluate(
        """() => addEventListener("beforeprint", () => {
             const picture = document.querySelector("#map canvas.picture");
             window.__pictured = picture && picture.width > 100 && picture.checkVisibility();
           })"""
    )
    page.emulate_media(media="print", color_scheme=scheme)
    paper = page.pdf(format="A4")
    assert page.evaluate("window.__pictured") is True
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= 3
    card = page.locator("#card")
    assert card.is_visible()
    assert "softmax" in card.inner_text()
    for control in ("#search", ".views.scripted", "#close", "#depth", "#legend", "#take"):
        assert page.locator(control).is_hidden(), control
    cut = page.evaluate(
        """() => { const found = [];
             for (let one = document.getElementById("card"); one; one = one.parentElement) {
               const isCut = getComputedStyle(one).overflowY !== "visible" && one.scrollHeight > one.clientHeight + 1;
               if (isCut) found.push(one.outerHTML.slice(0, 80));
             }
             return found; }"""
    )
    assert not cut
    ink, ground = page.evaluate(
        "[getComputedStyle(document.getElementById('card')).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert ink == "rgb(0, 0, 0)"
    assert ground in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")


@pytest.mark.parametrize("name", ["list at a term", "misnomers", "tree at a term"])
def test_the_other_views_print(page: Page, pages: dict[str, str], name: str) -> None:
    look(page, pages, VIEWS[name])
    page.emulate_media(media="print")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) >= 1
    assert not page.evaluate(
        """() => [...document.querySelectorAll("main, body, #list, #misnomers, #tree, #tree-view")]
             .filter((one) => one.checkVisibility() && getComputedStyle(one).overflowY !== "visible"
               && one.scrollHeight > one.clientHeight + 1).map((one) => one.outerHTML.slice(0, 80))"""
    )


def test_nothing_moves_where_no_motion_is_wanted(page: Page, pages: dict[str, str]) -> None:
    look(page, pages, VIEWS["focus"])
    moved = page.evaluate(
        """async () => {
             const places = new Set();
             const note = () => {
               const isIt = ({ term, kind }) => term === "activation-function" && kind === "concept";
               const one = termgraph.scene().find(isIt);
               if (one) places.add(`${Math.round(one.left)} ${Math.round(one.top)}`);
             };
             note();
             location.hash = "term=activation-function&view=focus";
             for (let frame = 0; frame < 60; frame += 1) {
               await new Promise((done) => requestAnimationFrame(done));
               note();
             }
             return [...places];
           }"""
    )
    # Where it was and where it will be; the drawing may have to make room for the trail, at once.
    assert len(moved) <= 3
    for name in ("focus", "list", "tree", "misnomers"):
        look(page, pages, VIEWS[name])
        assert not page.evaluate(
            """() => [...document.querySelectorAll("*")].filter((one) => {
                 const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(one);
                 return Math.max(...`${transitionDuration},${animationDuration}`.split(",").map(parseFloat)) > 0
                   || scrollBehavior === "smooth";
               }).map((one) => one.outerHTML.slice(0, 100))"""
        )


# ---- the list is the graph


@pytest.mark.parametrize("name", ["middle", "small", "hostile"])
def test_the_list_is_the_graph(page: Page, pages: dict[str, str], name: str) -> None:
    visit(page, pages[name] + "#view=list")
    entries: set[str] = set()
    for letter in page.locator("nav.letters a").evaluate_all("all => all.map((one) => one.hash)"):
        visit(page, pages[name] + letter)
        settle(page)
        while (rest := page.locator(".entries > button:last-child")).is_visible():
            rest.evaluate_all("all => all.forEach((one) => one.click())")  # once in sight it acts of itself
        if (closed := page.get_by_role("button", name="Open all")).is_visible():
            closed.click()
            settle(page)
        while page.locator("button.chip.more").count():
            page.locator("button.chip.more").first.click()
        entries |= set(
            page.evaluate(
                "[...document.querySelectorAll('details.entry[id^=\"term=\"]')].map(e => e.id.slice(5))"
            )
        )
        missing = page.evaluate(
            """() => { const { model } = termgraph;
                 return [...document.querySelectorAll("details.entry")].flatMap((entry) => {
                   const linked = new Set([...entry.querySelectorAll("article a[href^='#term=']")]
                     .map((a) => decodeURIComponent(a.getAttribute("href").slice(6))));
                   const key = entry.id.slice(5);
                   return model.neighbours(model.find(key)).filter(({ to }) => !linked.has(model.key(to)))
                     .map(({ to, kind }) => `${key} ${kind} ${model.key(to)}`);
                 }); }"""
        )
        assert not missing
    assert entries == listed(page)


#: The numbers of the concepts that do not only help to explain others.
LISTED = (
    "Array.from({ length: termgraph.model.size }, (_, i) => i).filter((i) => !termgraph.model.isAuxiliary(i))"
)


def listed(page: Page) -> set[str]:
    """Return the keys of the concepts that a list has."""
    return set(page.evaluate(f"{LISTED}.map((i) => termgraph.model.key(i))"))


@pytest.mark.parametrize("name", ["ml", "small", "many"])
def test_the_map_is_the_list(page: Page, pages: dict[str, str], name: str) -> None:
    visit(page, pages[name])
    page.locator("#take summary").click()
    with page.expect_download() as download:
        page.locator("#take-csv").click()
    rows = csv.reader(download.value.path().read_text("utf-8-sig").splitlines())
    cells = {cell for row in rows for cell in row}
    iris = page.evaluate(f"{LISTED}.map((i) => termgraph.model.iri(i))")
    assert set(iris) <= cells
    if page.locator("html").get_attribute("data-look") == "map":
        assert {one["term"] for one in page.evaluate("termgraph.scene()")} == set(keys(page))


#: Walks the tree down with the keys and opens all; the labels that it comes by. In the page, since there are many.
DOWN_THE_TREE = """() => {
  const tree = document.querySelector("#tree-view");
  const press = (key) => tree.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const active = () => document.getElementById(tree.getAttribute("aria-activedescendant"));
  const labels = new Set();
  for (let before = null; active().id !== before; press("ArrowDown")) {
    before = active().id;
    for (const one of active().querySelectorAll("bdi, i")) labels.add(one.innerText); // its notation, too
    if (active().getAttribute("aria-expanded") === "false") press("ArrowRight");
  }
  return [...labels];
}"""


@pytest.mark.parametrize("name", ["middle", "small", "hostile"])
def test_the_tree_is_the_list(page: Page, pages: dict[str, str], name: str) -> None:
    visit(page, pages[name] + "#view=tree")
    page.locator("#tree-view").focus()
    labels = page.evaluate(DOWN_THE_TREE)
    wanted = page.evaluate(
        "Array.from({ length: termgraph.model.size }, (_, i) => termgraph.model.label(i).text)"
    )
    assert set(wanted) <= set(labels)


def test_the_letters_hold_the_whole_of_a_large_graph(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["many"] + "#view=list")
    found: list[str] = []
    for letter in page.locator(".letters a").all_inner_texts():
        page.locator(".letters a", has_text=re.compile(f"^{letter}$")).click()
        page.locator(f"[id='letter-{letter}']").wait_for()
        while (more := page.locator(".entries > .button:visible", has_text="more")).count():
            more.first.click()
        found += page.evaluate("[...document.querySelectorAll('details.entry')].map(e => e.id.slice(5))")
    assert sorted(found) == sorted(keys(page))


@pytest.mark.parametrize("name", ["ml", "small", "hostile", "many"])
def test_without_scripts_the_list_is_the_graph(
    page: Page, browser: Browser, pages: dict[str, str], name: str
) -> None:
    visit(page, pages[name])
    labels: list[str] = page.evaluate(
        "Array.from({ length: termgraph.model.size }, (_, i) => termgraph.model.label(i).text)"
    )
    scriptless = browser.new_context(offline=True, java_script_enabled=False).new_page()
    scriptless.goto(pages[name])
    articles = scriptless.locator("article").evaluate_all("all => all.map((one) => one.id)")
    terms = [one for one in articles if one.startswith("term=")]  # the others are collections
    assert sorted(terms) == sorted(f"term={key}" for key in keys(page))
    text = " ".join(scriptless.locator("main").inner_text().split())
    for label in labels:
        assert " ".join(label.split()) in text
    scriptless.context.close()


def test_without_scripts_a_large_one_says_what_there_is(browser: Browser, pages: dict[str, str]) -> None:
    page = browser.new_context(offline=True, java_script_enabled=False).new_page()
    page.goto(pages["large"])
    text = page.locator("main").inner_text()
    assert "2,001" in text
    assert "JavaScript" in text
    page.context.close()


def test_without_scripts_nothing_scrolls_sideways_either(browser: Browser, pages: dict[str, str]) -> None:
    page = browser.new_context(offline=True, java_script_enabled=False).new_page()
    page.goto(pages["ml"])
    for size in (WIDE, PHONE):
        resize(page, size)
        for selector in ("article", "h1", "main"):
            sides = page.locator(selector).evaluate_all(
                "all => all.map((one) => one.getBoundingClientRect()).map(({ left, right }) => [left, right])"
            )
            assert sides
            assert min(left for left, _ in sides) >= 0
            assert max(right for _, right in sides) <= size[0] + 1
        assert page.locator("#search").is_hidden()
        assert page.locator("#map").is_hidden()
    page.context.close()


# ---- addresses


def shown(page: Page) -> dict[str, Any]:
    """Return what the page shows, and the address that says so."""
    page.mouse.move(2, 2)  # what is pointed at stands out
    settle(page)
    told: dict[str, Any] = page.evaluate(
        """() => {
           const seen = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
           return ({
             address: [...new URLSearchParams(location.hash.slice(1))].map(String).sort(),
             term: document.documentElement.dataset.term, look: document.documentElement.dataset.look,
             title: document.title, card: seen("#card .name").map((one) => one.textContent),
             hidden: seen("[data-kind][aria-pressed=false]").map((one) => one.dataset.kind),
             names: seen("#names").map((one) => one.getAttribute("aria-pressed")),
             depth: seen("#depth [aria-pressed=true]").map((one) => one.dataset.depth),
             language: document.getElementById("language").value, scheme: document.getElementById("scheme").value,
             drawn: document.getElementById("map").hidden ? []
               : [...new Set(termgraph.scene().map(({ label }) => label))].sort(),
             way: seen("#way .sentence").map((one) => one.textContent),
           }); }"""
    )
    return told


def through_the_small_one(page: Page) -> Iterator[str]:
    """Do all that changes the address where there is a map with all terms on it."""
    yield "start"
    page.locator("#names").click()
    yield "names"
    yield from through_a_term(page)
    page.locator("#to-map").click()
    yield "map"


def through_the_middle_one(page: Page) -> Iterator[str]:
    """Do all that changes the address where a term is shown in its surroundings."""
    yield "start"
    yield from through_a_term(page)
    page.locator("#to-tree").click()
    yield "tree again"
    page.locator("#to-misnomers").click()
    yield "misnomers again"
    page.locator("#misnomers .row .name").nth(3).click()
    yield "tour again"
    page.locator("#tour-on").click()
    yield "next stop"


def through_a_term(page: Page) -> Iterator[str]:
    """Find a term and do what can be done with it."""
    search(page, "softmax")
    page.keyboard.press("Enter")
    yield "term"
    page.locator("#focus").click()
    yield "other drawing"
    if not page.locator("#depth").is_visible():
        page.locator("#focus").click()
        yield "focus"
    page.locator("#depth [data-depth='2']").click()
    yield "depth"
    page.locator("button[data-kind=confusedWith]").click()
    yield "hide"
    page.locator("#card .trail a").last.click()
    yield "next term"
    ask_for_a_path(page)
    page.keyboard.press("Enter")
    yield "path"
    page.locator("#close-way").click()
    page.locator("#to-tree").click()
    yield "tree"
    page.locator("[role=treeitem]").nth(2).click()
    yield "row"
    page.locator("#to-list").click()
    yield "list"
    page.locator(".letters a", has_text=re.compile("^S$")).click()
    yield "letter"
    page.locator("#to-misnomers").click()
    yield "misnomers"
    page.locator("#misnomers .row .name").first.click()
    yield "tour"


def through_the_large_one(page: Page) -> Iterator[str]:
    """Do what only a large one has: languages, schemes, the overview."""
    yield "start"
    page.locator("#language").select_option("de")
    yield "language"
    page.locator("#scheme").select_option(index=1)
    yield "scheme"
    search(page, "Begriff 44")
    page.keyboard.press("Enter")
    yield "term"
    page.locator("#to-list").click()
    yield "list"
    page.locator("#to-tree").click()
    yield "tree"


walks = pytest.mark.parametrize(
    ("name", "walk"),
    [("small", through_the_small_one), ("middle", through_the_middle_one), ("many", through_the_large_one)],
    ids=["small", "middle", "large"],
)


@walks
def test_an_address_restores_what_it_was_made_for(
    page: Page, browser: Browser, pages: dict[str, str], name: str, walk: Callable[[Page], Iterator[str]]
) -> None:
    visit(page, pages[name])
    seen = {step: (page.url, shown(page)) for step in walk(page)}
    elsewhere = browser.new_context(
        offline=True, viewport={"width": 1280, "height": 800}, reduced_motion="reduce"
    )
    visit(elsewhere.new_page(), pages[name])  # stays open, and keeps the process of all that follow
    for step, (url, before) in seen.items():
        other = elsewhere.new_page()
        visit(other, url)
        assert shown(other) == before, step
        other.close()
    elsewhere.close()


#: Goes back or on in the history; done when the page has been told.
GO = """by => new Promise((done) => {
  addEventListener("hashchange", () => done(), { once: true });
  history.go(by);
})"""


@walks
def test_back_and_forward_restore_every_step(
    page: Page, pages: dict[str, str], name: str, walk: Callable[[Page], Iterator[str]]
) -> None:
    visit(page, pages[name])
    stops: dict[int, tuple[str, dict[str, Any]]] = {}
    for step in walk(page):
        # What only refines a stop takes its place.
        stops[page.evaluate("history.length")] = (step, shown(page))
    assert len(stops) >= 4
    for move in ("back", "forward"):
        order = sorted(stops, reverse=move == "back")
        for before, length in pairwise(order):
            page.evaluate(GO, length - before)
            step, wanted = stops[length]
            assert shown(page) == wanted, (move, step)


@pytest.mark.parametrize(
    ("address", "term", "drawn"),
    [
        ("#term=softmax&nonsense=1&hide=everything&depth=99&view=nowhere", "softmax", "map"),
        ("#term=nosuch", "", "map"),
        ("#term=%", "", "map"),
        ("#path=logit", "", "map"),
        ("#term=softmax&path=nosuch", "softmax", "map"),
        ("#letter-S", "", "list"),
        ("#list", "", "list"),
        ("#view=list", "", "list"),
        ("#", "", "map"),
        ("#&&&=&term=__proto__", "", "map"),
    ],
)
def test_addresses_of_all_kinds_are_borne(
    page: Page, pages: dict[str, str], address: str, term: str, drawn: str
) -> None:
    visit(page, pages["small"] + address)
    assert page.locator("html").get_attribute("data-term") == term
    assert page.locator("html").get_attribute("data-look") == drawn
