"""Opens a page in Chromium as a person does, and measures when something is drawn and what moving the drawing costs."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserType, ConsoleMessage, Page, Request, ViewportSize

#: What a page is told to say on the console when it has drawn: Python can wait for that also while the page hangs.
_SAID = re.compile(r"^benchmark: drawn after ([\d.]+) ms$")
WINDOW: ViewportSize = {"width": 1280, "height": 800}
_MOVES = 90
_RADIUS = 120

_WATCH = """
window.__refused = [];
document.addEventListener("securitypolicyviolation", (event) => window.__refused.push(event.violatedDirective));
const benchmarkDrawn = (now) => console.log(`benchmark: drawn after ${now.toFixed(1)} ms`);
"""
#: The explorer is drawn when it says so, in the first frame in which its canvas has more than a ground on it.
_WATCH_EXPLORER = """
const benchmarkLook = () => {
  const now = performance.now();
  const small = new OffscreenCanvas(64, 40).getContext("2d");
  for (const canvas of document.querySelectorAll("#canvas canvas")) {
    if (canvas.width && canvas.height && canvas.checkVisibility()) small.drawImage(canvas, 0, 0, 64, 40);
  }
  const colors = new Set(new Uint32Array(small.getImageData(0, 0, 64, 40).data.buffer));
  if (colors.size > 5) benchmarkDrawn(now);
  else requestAnimationFrame(benchmarkLook);
};
new MutationObserver((_, observer) => {
  if (document.documentElement?.dataset.ready !== "true") return;
  observer.disconnect();
  benchmarkLook();
}).observe(document, { attributes: true, attributeFilter: ["data-ready"], subtree: true });
"""
#: pyvis is drawn when its network is painted and the overlay with the loading bar is gone or about to go.
_WATCH_PYVIS = """
const benchmarkWait = setInterval(() => {
  if (typeof network === "undefined" || !network) return;
  clearInterval(benchmarkWait);
  let isDrawn = false;
  network.on("afterDrawing", () => {
    const bar = document.getElementById("loadingBar");
    if (isDrawn || (bar && bar.style.opacity !== "0" && bar.style.display !== "none")) return;
    isDrawn = true;
    benchmarkDrawn(performance.now());
  });
  network.redraw();
}, 10);
"""
_WATCHES = {"termgraph": _WATCH_EXPLORER, "pyvis": _WATCH_PYVIS}

#: A place to take hold of the drawing: far from everything that would be dragged instead.
_FREE_EXPLORER = """() => {
  const box = document.getElementById("canvas").getBoundingClientRect();
  const items = termgraph.scene();
  const room = (x, y) => Math.min(...items.map(({ left, right, top, bottom }) =>
    Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom))), 1e4);
  return benchmarkFreest(box, room);
}"""
_FREE_PYVIS = """() => {
  const box = document.getElementById("mynetwork").getBoundingClientRect();
  return benchmarkFreest(box, (x, y) => (network.getNodeAt({ x: x - box.x, y: y - box.y }) === undefined ? 1 : 0));
}"""
_FREES = {"termgraph": _FREE_EXPLORER, "pyvis": _FREE_PYVIS}
_FREEST = f"""
window.benchmarkFreest = (box, room) => {{
  const found = {{ x: 0, y: 0, room: -1 }};
  const [bottom, right] = [Math.min(box.bottom, innerHeight), Math.min(box.right, innerWidth)];
  for (let y = box.top + {_RADIUS}; y < bottom - {_RADIUS}; y += 12) {{
    for (let x = box.left + {_RADIUS}; x < right - {_RADIUS}; x += 12) {{
      const here = document.elementFromPoint(x, y)?.tagName === "CANVAS" ? room(x, y) : -1;
      if (here > found.room) Object.assign(found, {{ x, y, room: here }});
    }}
  }}
  return found;
}};
"""
#: Counts the frames in which the pointer had moved.
_COUNT = """() => {
  if ("__frames" in window) return;
  window.__frames = 0;
  let hasMoved = false;
  addEventListener("pointermove", () => (hasMoved = true), true);
  const tick = () => {
    if (hasMoved) window.__frames += 1;
    hasMoved = false;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}"""


@dataclass(slots=True)
class Look:
    """What one look at a page told.

    Args:
        drawn: seconds from the start of the navigation to the first useful drawing; None where it did not come.
        panning: CPU seconds of the page's main thread a frame, by what was shown.
        requests: addresses that were asked for but are no files of this machine.
        errors: on the console, or thrown and not caught.
        refused: what the page's own policy refused.
    """

    drawn: float | None = None
    panning: dict[str, float] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Looking:
    """A browser to look with.

    Args:
        chromium: of Playwright.
        path: of the browser.
        arguments: for it.
        limit: seconds to wait for a drawing.
    """

    chromium: BrowserType
    path: str
    arguments: list[str]
    limit: float

    def look(self, library: str, file: Path, *, pan: bool = True, focus: str = "") -> Look:
        """Open a page in a browser of its own, wait for it to be drawn, and move the drawing about.

        Args:
            library: that wrote the page: "termgraph" or "pyvis".
            file: the page.
            pan: whether to move the drawing.
            focus: the term of the explorer whose surroundings to move about as well.
        """
        look = Look()
        with self.browser() as browser:
            # Off the network, since pyvis asks for a style sheet and a script; that they fail at once is to its favour.
            context = browser.new_context(offline=True, viewport=WINDOW)
            context.add_init_script(_WATCH + _FREEST + _WATCHES[library])
            page = context.new_page()
            page.wait_for_timeout(300)  # the browser's own beginnings are not the page's
            _listen(page, look)
            look.drawn = self._drawn(page, file.as_uri())
            if look.drawn is None:
                return look
            if pan:
                shown = page.evaluate("document.documentElement.dataset.look ?? 'network'")
                look.panning[shown] = _panned(page, library)
            if focus:
                page.evaluate("focus => { location.hash = focus }", f"term={focus}&view=focus")
                page.locator("html[data-look=focus]").wait_for()
                look.panning["focus"] = _panned(page, library)
            look.refused += page.evaluate("window.__refused")
        return look

    @contextmanager
    def browser(self) -> Iterator[Browser]:
        """A browser for one page, since one that hangs can only be ended with its browser."""
        browser = self.chromium.launch(executable_path=self.path, args=self.arguments)
        try:
            yield browser
        finally:
            browser.close()

    def _drawn(self, page: Page, address: str) -> float | None:
        from playwright.sync_api import TimeoutError as LimitError

        def is_said(message: ConsoleMessage) -> bool:
            return _SAID.match(message.text) is not None

        try:
            with page.expect_console_message(is_said, timeout=self.limit * 1000) as told:
                page.goto(address, wait_until="commit", timeout=self.limit * 1000)
            said = _SAID.match(told.value.text)
        except LimitError:
            return None
        return float(said[1]) / 1000 if said else None


def _listen(page: Page, look: Look) -> None:
    def on_request(request: Request) -> None:
        if not request.url.startswith(("file:", "data:", "blob:", "about:")):
            look.requests.append(request.url)

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            look.errors.append(message.text)

    page.on("request", on_request)
    page.on("console", on_console)
    page.on("pageerror", lambda error: look.errors.append(str(error)))


def _panned(page: Page, library: str) -> float:
    """Return the CPU seconds a frame takes while the drawing is taken and moved in a circle."""
    page.wait_for_timeout(1000)  # what is still gliding or being worked out is not panning
    free: dict[str, Any] = page.evaluate(_FREES[library])
    page.evaluate(_COUNT)
    session = page.context.new_cdp_session(page)
    session.send(
        "Performance.enable", {"timeDomain": "threadTicks"}
    )  # CPU time, which a busy machine does not stretch

    def busy() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))

    page.mouse.move(free["x"], free["y"])
    page.mouse.down()
    before, frames_before = busy(), page.evaluate("window.__frames")
    for number in range(1, _MOVES + 1):
        angle = 2 * math.pi * number / _MOVES
        page.mouse.move(
            free["x"] + _RADIUS * math.sin(angle), free["y"] + _RADIUS * (1 - math.cos(angle)) / 2
        )
    taken, frames = busy() - before, page.evaluate("window.__frames") - frames_before
    page.mouse.up()
    session.detach()
    return taken / max(int(frames), 1)
