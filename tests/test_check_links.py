"""Links are asked for only on request, politely, and whatever happens is an answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from termgraph.check.links import addresses, broken, reach
from termgraph.skos import Thesaurus


class _Site(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        codes = {"/gone": 404, "/get-only": 405, "/busy": 429}
        self.send_response(codes.get(self.path, 200))
        self.end_headers()

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_what_can_be_reached_and_what_cannot(site: str) -> None:
    assert reach(f"{site}/there#part") is None
    assert reach(f"{site}/get-only") is None
    assert reach(f"{site}/busy") is None
    assert "404" in str(reach(f"{site}/gone"))
    assert reach("http://127.0.0.1:9/", 1) is not None
    assert reach("file:///etc/passwd") == "is no web address"


def test_there_is_a_pause_between_two_questions_to_a_host() -> None:
    times: list[float] = []

    def ask(_address: str, _timeout: float) -> None:
        times.append(time.monotonic())

    broken(["http://a/1", "http://a/2", "http://b/1"], pause=0.1, ask=ask)
    assert times[1] - times[0] >= 0.1
    assert times[2] - times[1] < 0.1


def test_only_what_leads_outside_is_asked_for() -> None:
    store = Thesaurus.from_text(
        "<http://e.org/a> a skos:Concept ; skos:closeMatch <http://o.org/x>, <urn:x> ; skos:broader <http://e.org/b> ."
        " <http://e.org/b> a skos:Concept ."
    )
    found = addresses(store)
    assert "http://o.org/x" in found
    assert not {"urn:x", "http://e.org/b"} & set(found)


def test_each_reason_is_told() -> None:
    assert broken(["http://a/1"], ask=lambda *_: "no such host") == {"http://a/1": "no such host"}
