"""The page works in Firefox too, which is driven by WebDriver BiDi, the W3C's protocol, without a driver between."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect

from tests.viewing import SMALL, write_pages

_LISTENING = "WebDriver BiDi listening on "


class Firefox:
    """A Firefox without a window.

    Attributes:
        errors: what its pages complained of.
    """

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._number = 0
        self.errors: list[str] = []
        self.ask("session.new", capabilities={})
        self.ask("session.subscribe", events=["log.entryAdded"])
        self.page: str = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def ask(self, method: str, **parameters: Any) -> Any:
        """Return what a command answers; events that come before it are kept."""
        self._number += 1
        self._connection.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            told = json.loads(self._connection.recv(timeout=120))
            if told.get("type") == "event":
                entry = told["params"]
                if entry.get("level") == "error":
                    self.errors.append(entry.get("text") or "")
            elif told.get("id") == self._number:
                assert told["type"] == "success", told
                return told["result"]

    def visit(self, address: str) -> None:
        """Open a page, and wait until it shows all that its address says."""
        self.ask("browsingContext.navigate", context=self.page, url=address, wait="complete")
        self.settled()

    def settled(self) -> None:
        """Wait until the page stands still."""
        self.tell(
            "new Promise((done) => { const look = () => document.documentElement.dataset.ready === undefined"
            " ? setTimeout(look, 20) : termgraph.settled().then(() => done(true)); look(); })"
        )

    def tell(self, expression: str) -> Any:
        """Return the value of an expression, and of what it promises."""
        told = self.ask(
            "script.evaluate",
            expression=expression,
            target={"context": self.page},
            awaitPromise=True,
            resultOwnership="none",
        )
        assert told["type"] == "success", told
        return told["result"].get("value")

    def keys(self, *pressed: str) -> None:
        """Press keys one after the other."""
        actions = [{"type": kind, "value": key} for key in pressed for kind in ("keyDown", "keyUp")]
        self.ask(
            "input.performActions",
            context=self.page,
            actions=[{"type": "key", "id": "keyboard", "actions": actions}],
        )
        self.settled()

    def picture(self) -> bytes:
        """Return what is seen, as PNG."""
        return base64.b64decode(self.ask("browsingContext.captureScreenshot", context=self.page)["data"])


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    path = shutil.which("firefox-esr") or shutil.which("firefox")
    if path is None:
        pytest.skip("Firefox is not installed (apt-get install firefox-esr)")
    home = tmp_path_factory.mktemp("firefox")
    preferences = {
        "browser.shell.checkDefaultBrowser": False,
        "toolkit.telemetry.enabled": False,
        "network.proxy.type": 1,
        "network.proxy.http": "127.0.0.1",
        "network.proxy.http_port": 9,
    }
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in preferences.items())
    (home / "user.js").write_text("\n".join(lines), "utf-8")
    command = [path, "--headless", "--no-remote", "--profile", str(home), "--remote-debugging-port", "0"]
    process = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "HOME": str(home)},
    )
    try:
        with connect(f"{_address(process)}/session", max_size=None) as connection:
            yield Firefox(connection)
    finally:
        process.kill()
        process.communicate()


def _address(process: subprocess.Popen[str]) -> str:
    """Return where a Firefox listens, which it says."""
    assert process.stderr is not None
    for line in process.stderr:
        if _LISTENING in line:
            return line.partition(_LISTENING)[2].strip()
    raise AssertionError("Firefox ended")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return write_pages({"small": SMALL}, tmp_path_factory.mktemp("pages"))


def test_a_term_is_found_shown_and_drawn(firefox: Firefox, pages: dict[str, str]) -> None:
    firefox.visit(pages["small"])
    firefox.tell("document.querySelector('#search').focus()")
    firefox.keys(*"softarg", "\ue007")
    assert firefox.tell("document.documentElement.dataset.term") == "softmax"
    assert "probabilities" in firefox.tell("document.body.innerText")
    assert firefox.tell("document.querySelectorAll('math').length") > 0
    assert firefox.errors == []


def test_addresses_and_views_lead_there(firefox: Firefox, pages: dict[str, str]) -> None:
    firefox.visit(f"{pages['small']}#term=softargmax")
    assert firefox.tell("document.documentElement.dataset.term") == "softmax"
    before = firefox.picture()
    for view in ("tree", "list", "misnomers", "map"):
        firefox.tell(f"document.querySelector('#to-{view}').click()")
        firefox.settled()
        assert firefox.tell("document.documentElement.dataset.view") == view
    assert firefox.picture() != before
    assert firefox.errors == []
