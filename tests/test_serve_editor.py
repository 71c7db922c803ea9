"""The editor of the query page, in a browser and without; what it completes, and what it is built of."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect
from starlette.testclient import TestClient

from termgraph.api import TermGraph
from termgraph.serve import editor
from termgraph.serve.app import application
from termgraph.serve.served import Served
from tests.viewing import faults_of_html, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Route

ROOT = Path(__file__).parents[1]
BIRDS = """
@prefix e: <http://example.org/> .
e:owl a skos:Concept ; skos:prefLabel "owl"@en, "Eule"@de, "بومة"@ar, "búho"@es, "hibou"@fr ;
    skos:broader e:bird ; skos:definition "hoots"@en .
e:bird a skos:Concept ; skos:prefLabel "bird"@en, "Vogel"@de, "طائر"@ar, "ave"@es, "oiseau"@fr ;
    skos:note "</script><b>"@en .
<http://example.org/{odd}> a skos:Concept ;
    skos:prefLabel "owlet"@en, "Käuzchen"@de, "بويمة"@ar, "mochuelo"@es, "chevêchette"@fr .
"""
LANGUAGES = ("en", "de", "fr", "es", "ar")
ADDRESS = "http://birds.example"


@pytest.fixture(scope="module")
def client() -> TestClient:
    served = Served("birds", TermGraph.from_text(BIRDS.replace("{odd}", "o%7D")))
    assert set(served.languages) == set(LANGUAGES)
    return TestClient(application([served]), base_url=ADDRESS)


@pytest.fixture(scope="module")
def built() -> None:
    """See to it that the editor is there: `make` builds it. Without it tests are skipped, but fail if CI=true."""
    if not editor.SCRIPT.exists():
        missing = f"{editor.SCRIPT.name} is not built (make builds it, with npm)"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)


@pytest.fixture
def context(browser: Browser, client: TestClient) -> Iterator[BrowserContext]:
    """Surroundings in which the address is answered by the endpoint, without a network."""
    made = browser.new_context()
    made.set_default_timeout(120_000)
    made.route("**/*", lambda route: answer(route, client))
    yield made
    made.close()


def answer(route: Route, client: TestClient) -> None:
    asked = route.request
    found = client.get(asked.url, headers={"Accept": asked.headers.get("accept", "*/*")})
    route.fulfill(status=found.status_code, headers=dict(found.headers), body=found.content)


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that forgives nothing."""
    faults: list[str] = []
    opened = context.new_page()
    opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    assert faults == []


@pytest.mark.browser
@pytest.mark.usefixtures("built")
def test_a_query_is_written_with_names_and_asked(page: Page) -> None:
    page.goto(f"{ADDRESS}/query")
    typing = page.get_by_role("textbox", name="A question in SPARQL")
    expect(page.locator("#query")).to_be_hidden()
    typing.press("Control+a")
    typing.press("Backspace")
    typing.press_sequentially("SELECT ?name { eul", delay=20)
    expect(page.get_by_role("option", name="Eule")).to_be_visible()
    page.wait_for_timeout(200)  # for so long a list that has just come takes no key
    typing.press("Tab")
    expect(page.locator("#query")).to_have_value("SELECT ?name { e:owl}")
    typing.press_sequentially(" skos:pref", delay=20)
    expect(page.get_by_role("option", name="skos:prefLabel")).to_be_visible()
    page.wait_for_timeout(200)
    typing.press("Tab")
    typing.press_sequentially(" ?name", delay=20)
    typing.press("Escape")
    typing.press("Control+Enter")
    expect(page.get_by_role("heading", name="5 results")).to_be_visible()
    asked = parse_qs(urlsplit(page.url).query)["query"]
    assert asked == ["SELECT ?name { e:owl skos:prefLabel ?name}"]


@pytest.mark.browser
@pytest.mark.usefixtures("built")
def test_keywords_prefixed_names_and_strings_look_different(page: Page) -> None:
    page.goto(f"{ADDRESS}/query?query=ASK {{ ?x skos:note 'a' }} %23 b")
    colours = page.locator(".cm-line").first.evaluate(
        "line => Object.fromEntries([...line.querySelectorAll('span')].map("
        "span => [span.textContent, getComputedStyle(span).color]))"
    )
    seen = [colours[text] for text in ("ASK", "skos:note", "'a'", "# b")]
    assert len(set(seen)) == 4


@pytest.mark.browser
@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_for_everybody_in_every_language(page: Page, language: str) -> None:
    page.set_viewport_size({"width": 380, "height": 740})
    page.goto(f"{ADDRESS}/query?lang={language}")
    expect(page.locator(".cm-content")).to_have_attribute("aria-label", page.locator("label").inner_text())
    assert page.locator(".cm-content").evaluate("at => getComputedStyle(at).direction") == "ltr"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []


@pytest.mark.browser
def test_without_scripts_there_is_a_plain_field(browser: Browser, client: TestClient) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.route("**/*", lambda route: answer(route, client))
    page = context.new_page()
    page.goto(f"{ADDRESS}/query")
    page.get_by_role("textbox", name="A question in SPARQL").fill("ASK {}")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("heading", name="Yes")).to_be_visible()
    context.close()


def test_where_it_was_not_built_there_is_a_plain_field(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(editor, "SCRIPT", tmp_path / "none.js")
    page = client.get("/query").text
    assert "<textarea" in page
    assert "<script" not in page
    assert client.get("/query.js").status_code == 404


@pytest.mark.usefixtures("built")
def test_the_page_gives_the_editor_what_it_knows(client: TestClient) -> None:
    page = client.get("/query")
    assert faults_of_html(page.text) == []
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    known = json.loads(page.text.partition('id="known">')[2].partition("</script>")[0])
    assert known["prefixes"]["skos"] == "http://www.w3.org/2004/02/skos/core#"
    assert {"rdf:type", "skos:Concept", "skos:broader", "skos:note", "skos:prefLabel"} <= set(known["terms"])
    assert {"SELECT", "OPTIONAL", "STRSTARTS"} <= set(known["keywords"])
    script = client.get("/query.js")
    assert script.headers["Content-Type"].startswith("text/javascript")
    assert client.get("/query.js", headers={"If-None-Match": script.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("ow", ["owl", "owlet"]),
        ("Eu", ["Eule"]),
        ("", []),
        ("x" * 5_000, []),
    ],
)
def test_names_are_looked_up(client: TestClient, typed: str, names: list[str]) -> None:
    found = client.get("/query.json", params={"q": typed}).json()
    assert [one["name"] for one in found] == names
    for one in found:
        asked = client.get("/sparql", params={"query": f"ASK {{ {one['term']} a skos:Concept }}"})
        assert asked.json()["boolean"] is True


@pytest.mark.usefixtures("built")
def test_the_script_holds_the_licences_of_all_that_is_in_it() -> None:
    licences = editor.SCRIPT.read_text("utf-8").partition("*/")[0]
    needed = json.loads((ROOT / "tools" / "editor" / "package.json").read_text("utf-8"))["dependencies"]
    for name in needed:
        assert f"\n{name}\n\nMIT License" in licences
    assert "style-mod" in licences


def test_what_it_is_built_of_is_locked_by_content() -> None:
    lock = json.loads((ROOT / "tools" / "editor" / "package-lock.json").read_text("utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert len(packages) > 10
    assert all(one["integrity"].startswith("sha512-") for one in packages.values())
