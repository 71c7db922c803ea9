"""Fixtures for tests that look at a page in a real browser. What holds for all tests is in the root's conftest.py."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser import ARGUMENTS, MISSING, browser_path

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

#: Collects what a page's Content-Security-Policy has refused, from before its first script.
_WATCH_POLICY = """
window.__refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.__refused.push(`${event.violatedDirective}: ${event.blockedURI || event.sample}`));
"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for the session. Where there is none, tests are skipped, but fail when CI=true."""
    path = browser_path()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        arguments = [*ARGUMENTS, "--process-per-site"]  # see `surroundings`
        started = playwright.chromium.launch(executable_path=path, args=arguments)
        yield started
        started.close()


@pytest.fixture(scope="session")
def surroundings(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> BrowserContext:
    """One context for the session, offline, with a page that stays open and so keeps the process of all pages.

    To start a process and compile the scripts anew takes a page three times as long as to open; the explorer stores
    nothing that a test could find of another. Nothing travels or glides where it is not motion that is tested, since
    each step would have to be waited for.
    """
    context = browser.new_context(
        offline=True, viewport={"width": 1280, "height": 800}, reduced_motion="reduce"
    )
    context.set_default_timeout(120_000)  # however slow the machine is
    context.add_init_script(_WATCH_POLICY)
    empty = tmp_path_factory.mktemp("browser") / "empty.html"
    empty.write_text("<!doctype html><title>Empty</title>", "utf-8")
    context.new_page().goto(empty.as_uri())
    return context


@pytest.fixture
def page(surroundings: BrowserContext, page_faults: list[str]) -> Iterator[Page]:
    """Return a new page that is offline and forgives nothing; its faults fail the test when it ends.

    A fault is an error on the console, an uncaught exception, a request for anything but a file of this machine, and
    whatever the page's Content-Security-Policy refused. A test that provokes faults takes them out of `page_faults`.
    """

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            page_faults.append(f"console: {message.text}")

    def on_request(request: Request) -> None:
        if not request.url.startswith(("file:", "data:", "blob:", "about:")):
            page_faults.append(f"request: {request.url}")

    surroundings.on("console", on_console)
    surroundings.on("request", on_request)
    before = surroundings.pages
    opened = surroundings.new_page()
    opened.on("pageerror", lambda error: page_faults.append(f"uncaught: {error}"))
    yield opened
    if not opened.is_closed():
        page_faults += [f"refused: {what}" for what in opened.evaluate("window.__refused ?? []")]
    for left in surroundings.pages:
        if left not in before:
            left.close()
    surroundings.clear_permissions()
    surroundings.remove_listener("console", on_console)
    surroundings.remove_listener("request", on_request)


@pytest.fixture
def page_faults() -> Iterator[list[str]]:
    """Collect what goes wrong in the page; anything left in it when the test ends fails the test."""
    faults: list[str] = []
    yield faults
    if faults:
        pytest.fail("the page is at fault:\n" + "\n".join(faults))
