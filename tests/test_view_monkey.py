"""Whatever somebody clicks, types and drags, in whatever order and frame, no page of the explorer ever complains."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import pytest

from tests.viewing import ARABIC, GRAINS, SMALL, hostile, settle, visit, write_pages

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

#: Of each page; `make bench` does two thousand in all.
_ACTIONS = int(os.environ.get("ACTIONS", "60"))
_SIZES = ((1280, 800), (1920, 1080), (820, 1180), (390, 844), (320, 256), (200, 150))
_KEYS = (
    *("Tab", "Shift+Tab", "Enter", "Escape", "Space", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"),
    *("Home", "End", "PageDown", "Backspace", "/", "?", "+", "-", "0", "f", "p", "b", "1", "2", "3"),
)
_TEXTS = ("soft", "sotfmax", "语", "%", "a b c", "=1+1", "<b>", "x" * 300, " ")
_ADDRESSES = (
    "",
    "#softmax",
    "#term=softargmax",
    "#view=tree",
    "#view=list",
    "#nothing",
    "#%",
    "#view=misnomers&x",
    "#a=b&b=",
)
#: What somebody could click on, and the middle of each.
_TARGETS = """() => [...document.querySelectorAll("a, button, input, select, summary, [tabindex], canvas, [role]")]
  .map((one) => one.getBoundingClientRect())
  .filter((box) => box.width && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth)
  .map((box) => [box.left + box.width / 2, box.top + box.height / 2])"""


class Monkey:
    """Somebody who does anything, the same in each run.

    Args:
        page: where.
        seed: what decides.
    """

    def __init__(self, page: Page, seed: int) -> None:
        self.page = page
        self.dice = random.Random(seed)
        self._acts: Mapping[Callable[[], None], int] = {
            self.click: 40,
            self.press: 30,
            self.type: 8,
            self.hover: 8,
            self.drag: 5,
            self.wheel: 5,
            self.go: 4,
            self.travel: 4,
            self.resize: 3,
        }

    def act(self) -> None:
        """Do something."""
        (chosen,) = self.dice.choices([*self._acts], [*self._acts.values()])
        chosen()
        if not self.page.url.startswith("file:"):  # back to before the page was opened
            self.page.go_forward()

    def place(self) -> tuple[float, float]:
        """Return a point, mostly of something that is there."""
        size = self.page.viewport_size or {"width": 1280, "height": 800}
        found: list[tuple[float, float]] = self.page.evaluate(_TARGETS)
        if found and self.dice.random() < 0.8:
            x, y = self.dice.choice(found)
            return x, y
        return self.dice.uniform(0, size["width"]), self.dice.uniform(0, size["height"])

    def click(self) -> None:
        self.page.mouse.click(*self.place(), click_count=self.dice.choice((1, 1, 1, 2)))

    def press(self) -> None:
        self.page.keyboard.press(self.dice.choice(_KEYS))

    def type(self) -> None:
        self.page.evaluate("document.querySelector('#search')?.focus()")
        self.page.keyboard.insert_text(self.dice.choice(_TEXTS))

    def hover(self) -> None:
        self.page.mouse.move(*self.place(), steps=2)

    def drag(self) -> None:
        self.page.mouse.move(*self.place())
        self.page.mouse.down()
        self.page.mouse.move(*self.place(), steps=3)
        self.page.mouse.up()

    def wheel(self) -> None:
        self.page.mouse.move(*self.place())
        self.page.mouse.wheel(0, self.dice.uniform(-900, 900))

    def go(self) -> None:
        self.page.evaluate("(address) => { location.hash = address; }", self.dice.choice(_ADDRESSES))

    def travel(self) -> None:
        self.page.evaluate("(steps) => history.go(steps)", self.dice.choice((-1, 1)))

    def resize(self) -> None:
        width, height = self.dice.choice(_SIZES)
        self.page.set_viewport_size({"width": width, "height": height})


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    many = " ".join(
        f'<http://e.org/{n}> a skos:Concept ; skos:prefLabel "term {n}"@en ; skos:broader <http://e.org/{n // 9}> .'
        for n in range(1, 400)
    )
    texts = {
        "small": SMALL,
        "grains": GRAINS,
        "hostile": hostile(),
        "arabic": ARABIC,
        "many": many,
        "empty": "",
    }
    folder = tmp_path_factory.mktemp("monkey")
    return write_pages(texts, folder)


@pytest.mark.parametrize("name", ["small", "grains", "hostile", "arabic", "many", "empty"])
def test_nothing_that_somebody_does_is_an_error(page: Page, pages: dict[str, str], name: str) -> None:
    """The page's fixture fails on any error, refused script or request."""
    visit(page, pages[name])
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.evaluate(
        "addEventListener('click', (event) => event.target.closest?.('a[href^=http]')"
        " && event.preventDefault(), true)"
    )
    monkey = Monkey(page, seed=len(name))
    for _ in range(_ACTIONS):
        monkey.act()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.evaluate("location.hash = ''")
    settle(page)
    assert page.evaluate("window.__pwn") is None
