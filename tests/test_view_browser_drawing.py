"""The drawing under mouse and finger: opening, dragging and pinning, zooming, turning dark, becoming narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.viewing import SMALL, settle, shows, visit, write_pages

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Write the pages that the tests look at, once."""
    folder = tmp_path_factory.mktemp("pages")
    tree = "\n".join(
        f'<http://e.org/{n}> a skos:Concept ; skos:prefLabel "term {n}"@en ; skos:broader <http://e.org/{n // 9}> .'
        for n in range(1, 400)
    )
    hub = "\n".join(
        f'<http://e.org/{n}> a skos:Concept ; skos:prefLabel "term {n}"@en ; skos:broader <http://e.org/0> .'
        for n in range(1, 120)
    )
    root = ' <http://e.org/0> a skos:Concept ; skos:prefLabel "root"@en .'
    sources = {
        "small": SMALL,
        "tree": tree + root,
        "hub": hub + root,
    }
    return write_pages(sources, folder)


def scene(page: Page) -> dict[str, dict[str, Any]]:
    settle(page)
    return {item["label"]: item for item in page.evaluate("termgraph.scene()")}


def middle(item: dict[str, Any]) -> tuple[float, float]:
    return (item["left"] + item["right"]) / 2, (item["top"] + item["bottom"]) / 2


def open_or_close(page: Page, item: dict[str, Any]) -> None:
    """Click on the count at the end of a box."""
    page.mouse.click(item["right"] - 8, (item["top"] + item["bottom"]) / 2)


def apart(items: dict[str, dict[str, Any]]) -> dict[str, tuple[int, int]]:
    """Return where things are from the first, so that it does not matter what part is in view and how large."""
    first = next(iter(items.values()))
    size = first["bottom"] - first["top"]
    return {
        label: (
            round(20 * (item["left"] - first["left"]) / size),
            round(20 * (item["top"] - first["top"]) / size),
        )
        for label, item in items.items()
    }


def background(page: Page) -> list[int]:
    """Return the colour of the corner of the canvas that is drawn on."""
    found: list[int] = page.evaluate(
        """() => {
          const canvas = [...document.querySelectorAll("#canvas canvas")].find((one) => one.checkVisibility());
          return [...canvas.getContext("2d").getImageData(1, 1, 1, 1).data];
        }"""
    )
    return found


def test_a_term_is_opened_in_its_place_and_closed_again(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["tree"] + "#term=5&view=focus&depth=1")
    before = scene(page)
    assert before["root"]["tag"] == "+7"  # its other narrower ones
    open_or_close(page, before["root"])
    opened = scene(page)
    assert opened["root"]["tag"] == "−"
    assert len(opened) == len(before) + 7
    was, now = apart(before), apart(opened)
    assert {label: now[label] for label in was} == was
    open_or_close(page, opened["root"])
    assert scene(page).keys() == before.keys()


def test_what_there_was_no_room_for_comes_on_a_click(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["hub"] + "#term=0&view=focus")
    before = scene(page)
    (more,) = (item for item in before.values() if item["kind"] == "more")
    missing = int(more["label"].removeprefix("+").removesuffix(" more"))
    assert f"hidden: {missing} " in page.locator("#note").inner_text()
    page.mouse.click(*middle(more))
    after = scene(page)
    shown = sum(item["kind"] == "concept" for item in after.values())
    assert shown > sum(item["kind"] == "concept" for item in before.values())
    assert f"hidden: {119 - shown + 1} " in page.locator("#note").inner_text()


def test_what_is_dragged_stays_there_until_its_pin_is_clicked(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["small"] + "#term=softmax&view=focus&depth=1")
    logit = scene(page)["logit"]
    page.mouse.move(*middle(logit))
    page.mouse.down()
    page.mouse.move(logit["left"] + 60, logit["top"] - 120, steps=8)
    page.mouse.up()
    dragged = scene(page)
    assert dragged["logit"]["top"] < logit["top"] - 80
    page.locator("button[data-kind=synonymOf]").click()  # it is laid out anew
    assert abs(scene(page)["logit"]["top"] - dragged["logit"]["top"]) < 40
    page.evaluate("termgraph.select('function')")
    shows(page, "[data-term=function]")
    pinned = scene(page)
    assert "logit" in pinned  # it is no neighbour of this one
    page.mouse.click(pinned["logit"]["left"], pinned["logit"]["top"])
    page.evaluate("termgraph.select('maximum')")
    shows(page, "[data-term=maximum]")
    page.evaluate("termgraph.select('function')")
    shows(page, "[data-term=function]")
    page.locator("#depth [data-depth='1']").click()
    assert "logit" not in scene(page)


def test_the_trail_leads_back(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["tree"] + "#term=5")
    assert page.locator("#trail").is_hidden()
    page.mouse.click(*middle(scene(page)["root"]))
    shows(page, "[data-term='0']")
    assert page.locator("#trail a").all_inner_texts() == ["term 5", "root"]
    page.locator("#trail a").first.click()
    shows(page, "[data-term='5']")
    assert page.locator("#trail a[aria-current]").inner_text() == "term 5"


def test_the_wheel_zooms_and_labels_follow(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["tree"])
    few = scene(page)
    assert page.locator("html").get_attribute("data-look") == "overview"
    root = few["root"]
    page.mouse.move(*middle(root))
    for _ in range(3):
        page.mouse.wheel(0, -300)
        page.wait_for_timeout(100)
    many = scene(page)
    assert set(many) - set(few)
    assert abs(middle(many["root"])[0] - middle(root)[0]) < 3
    page.mouse.move(30, 400)
    page.mouse.down()
    page.mouse.move(90, 340, steps=6)
    page.mouse.up()
    moved = scene(page)
    assert abs(middle(moved["root"])[0] - middle(many["root"])[0] - 60) < 3
    page.locator("#fit").click()
    assert abs(middle(scene(page)["root"])[0] - middle(root)[0]) < 3


@pytest.mark.parametrize("address", ["tree", "small", "small#term=softmax&view=focus"])
def test_the_drawing_turns_dark_with_the_page(page: Page, pages: dict[str, str], address: str) -> None:
    name, _, rest = address.partition("#")
    page.emulate_media(color_scheme="light")
    visit(page, f"{pages[name]}#{rest}")
    settle(page)
    light = background(page)
    page.emulate_media(color_scheme="dark")
    settle(page)
    dark = background(page)
    if address == "tree":  # elsewhere the ground of the page shines through
        assert sum(light[:3]) > 600
        assert sum(dark[:3]) < 200
    picture = page.evaluate(
        """() => {
          const canvas = [...document.querySelectorAll("#canvas canvas")].find((one) => one.checkVisibility());
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          let brightest = 0;
          for (let at = 0; at < data.length; at += 4) if (data[at + 3] > 250) brightest = Math.max(brightest, data[at]);
          return brightest;
        }"""
    )
    assert picture > 200  # the ink is light now


def test_a_narrow_window_has_a_narrow_drawing(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["small"] + "#term=softmax&view=focus&depth=1")
    wide = scene(page)
    page.set_viewport_size({"width": 400, "height": 800})
    narrow = scene(page)
    assert narrow.keys() == wide.keys()

    def width(items: dict[str, dict[str, Any]]) -> float:
        sides = [float(item[side]) for item in items.values() for side in ("left", "right")]
        return max(sides) - min(sides)

    assert width(narrow) < width(wide)
    assert all(item["left"] >= 0 and item["right"] <= 400 for item in narrow.values())


def test_two_fingers_zoom_and_one_moves(browser: Browser, pages: dict[str, str]) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, offline=True
    )
    page = context.new_page()
    session = context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        session.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)]},
        )
        page.wait_for_timeout(30)

    visit(page, pages["tree"])
    before = scene(page)["root"]
    x, y = middle(before)
    touch("touchStart", (x - 20, y), (x + 20, y))
    for step in range(1, 7):
        touch("touchMove", (x - 20 - 8 * step, y), (x + 20 + 8 * step, y))
    touch("touchEnd")
    closer = scene(page)
    assert abs(middle(closer["root"])[0] - x) < 12
    assert len(closer) > 3
    touch("touchStart", (x, y + 60))
    for step in range(1, 7):
        touch("touchMove", (x + 10 * step, y + 60))
    touch("touchEnd")
    assert middle(scene(page)["root"])[0] - middle(closer["root"])[0] > 40
    context.close()
