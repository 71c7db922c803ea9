"""Served pages in a browser: those that a server has besides the published ones are for everybody, and valid."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from termgraph.api import TermGraph
from termgraph.pages.service import Service
from termgraph.serve import Served, application, editor
from tests.test_publish_browser import FULL
from tests.test_serve import EDIT, FISH
from tests.viewing import faults_of_html, violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

#: What a server shows, by the place where a page is put: one of each kind.
ADDRESSES = {
    "start.html": "/",
    "nothing.html": "/nothing?lang=ar",
    "refused.html": "/api?lang=de&q=" + "x" * 2**14,
    "api/wrong.html": "/api/search?q=owl&limit=none&lang=fr",
    "birds/index.html": "/birds/",
    "birds/about.html": "/birds/about.html",
    "birds/search.html": "/birds/search.html?q=owl&vocab=",
    "birds/none.html": "/birds/search.html?q=xyzzy",
    "birds/search.de.html": "/birds/search.de.html?q=Eule",
    "birds/missing.html": "/birds/nothing.html",
    "birds/bird/index.html": "/birds/bird/",
    "birds/jay/index.html": "/birds/jay/",
    "birds/night/index.html": "/birds/night/",
    "birds/-/query.html": "/birds/-/query",
    "birds/-/rows.html": "/birds/-/query?query=SELECT+*+{+?x+skos:prefLabel+?y+}",
    "birds/-/graph.de.html": "/birds/-/query?lang=de&query=DESCRIBE+<http://example.org/owl>",
    "birds/-/wrong.html": "/birds/-/query?query=SELECT+{",
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Put what a server of two vocabularies answers where a browser without a network opens it."""
    folder = tmp_path_factory.mktemp("served")
    service = Service(EDIT, is_shared=True)
    shelf = [
        Served(id_, TermGraph.from_text(text), service) for id_, text in (("birds", FULL), ("fish", FISH))
    ]
    with TestClient(application(shelf)) as client, pytest.MonkeyPatch.context() as patched:
        patched.setattr(editor, "SCRIPT", folder / "none")  # a browser runs no module of a file
        for path, address in {
            **ADDRESSES,
            "style.css": "/style.css",
            "birds/style.css": "/style.css",
            "birds/-/query.css": "/birds/-/query.css",
        }.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(client.get(address, headers={"Accept": "text/html"}).content)
    yield folder


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=["wide", "phone"])
@pytest.mark.parametrize("path", ADDRESSES)
def test_axe_finds_nothing(page: Page, served: Path, path: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto((served / path).as_uri())
    assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_page_is_valid_and_needs_no_script(served: Path, path: str) -> None:
    text = (served / path).read_text("utf-8")
    assert not faults_of_html(text)
    assert text.count("<script") == text.count('<script type="application/ld+json"')


def test_the_search_stands_beside_the_title(page: Page, served: Path) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto((served / "birds/bird/index.html").as_uri())
    title, search = (page.locator(one).bounding_box() for one in ("header .title", "header .search"))
    assert title is not None
    assert search is not None
    assert abs(title["y"] + title["height"] / 2 - search["y"] - search["height"] / 2) < 3
