"""Uses the explorer in Chromium as people do: begins, searches, goes from term to term; measures what that costs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from looking import WINDOW, Looking

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page

#: What Chromium tells of its tasks, and of the CPU time that each took.
_TRACED = ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"]
_DRAWN = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
#: Milliseconds between two letters, as people take who type fast.
_BETWEEN = 120
_MIDDLE = "() => termgraph.model.label(termgraph.model.size >> 1).text"
_SEARCHED = "network"
_GO = "async (address) => { location.hash = address; await termgraph.settled(); }"


@dataclass(slots=True)
class Use:
    """What one use of a page told, in CPU seconds of its main thread, which a busy machine stretches least.

    Args:
        beginning: the longest task until the page stood still.
        letters: what each letter took that was typed, until it was drawn.
        first: what the surroundings of the first term took.
        later: the same of each term after that.
        heap: megabytes of the scripts' heap, in the end.
        errors: what was thrown and not caught.
    """

    beginning: float = 0
    letters: list[float] = field(default_factory=list)
    first: float = 0
    later: list[float] = field(default_factory=list)
    heap: float = 0
    errors: list[str] = field(default_factory=list)


def use(looking: Looking, file: Path, hub: str, others: Sequence[str]) -> Use:
    """Use a page of the explorer in a browser of its own.

    Args:
        looking: the browser.
        file: the page.
        hub: the term whose surroundings are shown first; one with many neighbours.
        others: the terms after that.
    """
    told = Use()
    with looking.browser() as browser:
        # Without motion what is counted is one drawing, and not how many frames a busy machine had time for.
        context = browser.new_context(offline=True, reduced_motion="reduce", viewport=WINDOW)
        page = context.new_page()
        page.on("pageerror", lambda error: told.errors.append(str(error)))
        page.wait_for_timeout(300)
        told.beginning = _beginning(browser, page, file)
        session = context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        told.letters = [*_typed(page, session)]
        told.first, *told.later = (
            _taken(session, lambda term=term: page.evaluate(_GO, f"term={term}&view=focus"))  # type: ignore[misc]
            for term in (hub, *others)
        )
        session.send("HeapProfiler.collectGarbage")
        told.heap = _metric(session, "JSHeapUsedSize") / 1e6
    return told


def _beginning(browser: Browser, page: Page, file: Path) -> float:
    """Open a page, and return the CPU seconds of its longest task."""
    with TemporaryDirectory() as folder:
        trace = Path(folder) / "trace.json"
        browser.start_tracing(page=page, path=trace, categories=_TRACED)
        page.goto(file.as_uri(), wait_until="commit")
        page.locator("html[data-ready=true]").wait_for(timeout=120_000)
        # What is found needs the index, which is made while the page stands still.
        page.locator("#search").fill("a")
        page.locator("#hits [data-concept]").first.wait_for(timeout=120_000)
        page.evaluate("() => termgraph.settled()")
        browser.stop_tracing()
        return longest_task(json.loads(trace.read_bytes())["traceEvents"])


def longest_task(events: Iterable[dict[str, Any]]) -> float:
    """Return the CPU seconds of the longest task of a page's main thread.

    >>> main = {"pid": 1, "tid": 2}
    >>> task = {"name": "RunTask", "ph": "X", **main}
    >>> name = {"name": "thread_name", "args": {"name": "CrRendererMain"}, **main}
    >>> longest_task([name, task | {"tdur": 2000}, task | {"tdur": 30000}, task | {"tid": 3, "tdur": 40000}])
    0.03
    """
    every = list(events)
    mains = {
        (event["pid"], event["tid"])
        for event in every
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    tasks = (
        event
        for event in every
        if event["name"].endswith("RunTask") and (event["pid"], event["tid"]) in mains
    )
    return max((event.get("tdur", 0) for event in tasks), default=0) / 1e6


def _typed(page: Page, session: CDPSession) -> Iterable[float]:
    """Yield what each letter takes of a name in the middle of the alphabet, and of a frequent word."""
    for text in (page.evaluate(_MIDDLE), _SEARCHED):
        page.locator("#search").fill("")
        page.locator("#search").focus()
        for letter in text:
            page.wait_for_timeout(_BETWEEN)
            yield _taken(session, lambda letter=letter: _press(page, letter))  # type: ignore[misc]
        page.evaluate("() => termgraph.settled()")
    page.locator("#search").fill("")


def _press(page: Page, letter: str) -> None:
    page.keyboard.type(letter)
    page.evaluate(_DRAWN)


def _taken(session: CDPSession, act: Callable[[], object]) -> float:
    """Return the CPU seconds of the main thread that something takes."""
    before = _metric(session, "TaskDuration")
    act()
    return _metric(session, "TaskDuration") - before


def _metric(session: CDPSession, name: str) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in metrics if one["name"] == name))
