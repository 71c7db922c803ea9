"""Cards for terms on other people's pages: shown on pointing and with the keyboard, dismissed, and harmless."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from termgraph.api import TermGraph
from termgraph.view.widget import SCRIPT, TERMS, widget
from tests.commands import run
from tests.viewing import SMALL, hostile

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

HOST = "https://docs.example"
PAGE = """<!doctype html><html lang="en"><title>Docs</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<body><h1>Docs</h1><p>The <a id="link" data-term="softmax">softmax</a>,
the <a id="named" href="/own" data-term="Soft-argmax">same</a>, a <span id="text" data-term>logit</span>,
and <a id="none" data-term="nothing">no</a>.</p>
<p><button id="after">After</button></p>
<script src="terms/{script}"{options}></script></body></html>"""


def opened(page: Page, text: str, page_faults: list[str], body: str = PAGE, options: str = "") -> None:
    """Open a page with the widget of a vocabulary, as a server gives it out."""
    files = {f"{HOST}/terms/{name}": said for name, said in widget(TermGraph.from_text(text)).items()}
    files[f"{HOST}/"] = body.replace("{script}", SCRIPT).replace("{options}", options)

    def answer(route: Route) -> None:
        page_faults.remove(f"request: {route.request.url}")
        kind = {"js": "text/javascript", "json": "application/json"}.get(route.request.url.rsplit(".")[-1])
        route.fulfill(body=files[route.request.url], content_type=f"{kind or 'text/html'}; charset=utf-8")

    page.route(f"{HOST}/**", answer)
    page.goto(f"{HOST}/")
    page.locator("#termgraph-card").wait_for(state="attached")


@pytest.mark.browser
def test_a_card_comes_on_pointing_stays_for_the_pointer_and_goes(page: Page, page_faults: list[str]) -> None:
    page.clock.install()
    opened(page, SMALL, page_faults)
    card = page.get_by_role("tooltip", include_hidden=True)
    page.locator("#link").hover()
    expect(card).to_be_hidden()
    page.clock.run_for(1000)
    expect(card).to_be_visible()
    expect(card).to_contain_text("Turns logits into probabilities")
    expect(card).to_contain_text("Clearer: softargmax")
    expect(page.locator("#link")).to_have_attribute("aria-describedby", "termgraph-card")
    card.hover()
    page.clock.run_for(1000)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.locator("#named").hover()
    page.clock.run_for(1000)
    expect(card).to_contain_text("softmax")
    page.locator("#after").hover()
    page.clock.run_for(1000)
    expect(card).to_be_hidden()
    page.locator("#none").hover()
    page.clock.run_for(1000)
    expect(card).to_be_hidden()


@pytest.mark.browser
def test_a_card_comes_with_the_keyboard_and_links_lead_somewhere(page: Page, page_faults: list[str]) -> None:
    opened(page, SMALL, page_faults, options=' data-explorer="/terms.html"')
    expect(page.locator("#link")).to_have_attribute("href", "/terms.html#term=softmax")
    expect(page.locator("#named")).to_have_attribute("href", "/own")
    assert page.locator("#none").get_attribute("href") is None
    card = page.get_by_role("tooltip")
    for place in ("#link", "#named", "#text"):
        page.keyboard.press("Tab")
        expect(page.locator(place)).to_be_focused()
        expect(card).to_be_visible()
    expect(card).to_contain_text("logit")
    page.keyboard.press("Tab")
    expect(page.locator("#after")).to_be_focused()
    expect(card).to_be_hidden()


@pytest.mark.browser
def test_harmful_texts_do_nothing_on_other_pages_either(page: Page, page_faults: list[str]) -> None:
    texts = json.loads(widget(TermGraph.from_text(hostile()))[TERMS])["terms"]
    places = "".join(
        f'<p><a data-term="{key}">x</a></p>'.replace("&", "&amp;") for key in texts if '"' not in key
    )
    body = f'<!doctype html><title>Docs</title><body>{places}<script src="terms/{SCRIPT}"></script></body>'
    opened(page, hostile(), page_faults, body)
    card = page.get_by_role("tooltip")
    for place in page.locator("[data-term]").all():
        place.focus() if place.get_attribute("href") else place.hover()
        expect(card).to_be_visible()
        assert card.locator("script, img, b").count() == 0
        page.keyboard.press("Escape")
    assert page.evaluate("window.__pwn") is None
    assert page.locator("a[href^=javascript]").count() == 0


def test_the_command_writes_the_script_and_its_terms(tmp_path: Path) -> None:
    ran = run("view", "--widget", tmp_path / "terms", "--lang", "de")
    assert ran.status == 0
    assert sorted(path.name for path in (tmp_path / "terms").iterdir()) == sorted((SCRIPT, TERMS))
    terms = json.loads((tmp_path / "terms" / TERMS).read_text("utf-8"))
    assert terms["language"] == "de"
    assert terms["names"]["softargmax"] == "softmax"
    assert run("view", "--widget", tmp_path / "terms", "--overview").status == 2
