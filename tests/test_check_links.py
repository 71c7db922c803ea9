"""Links are asked for only on request, politely, and whatever happens is an answer."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urlsplit

import pytest

from termgraph.check.links import addresses, broken, reach
from termgraph.skos import Thesaurus


class _Site(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        codes = {"/gone": 404, "/get-only": 405, "/busy": 429, "/moved": 302, "/ftp": 302}
        self.send_response(codes.get(self.path, 200 if self.path.isascii() else 400))
        if self.path == "/moved":
            self.send_header("Location", "http://inside.example/secret")
        if self.path == "/ftp":
            self.send_header("Location", "ftp://inside.example/secret")
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
    assert reach(f"{site}/there#part", private=True) is None
    assert reach(f"{site}/get-only", private=True) is None
    assert reach(f"{site}/busy", private=True) is None
    assert "404" in str(reach(f"{site}/gone", private=True))
    assert reach("http://127.0.0.1:9/", 1, private=True) is not None
    assert reach(f"{site}/Größe?ä=ö", private=True) is None
    assert reach("http://localhost:99999999999/", private=True) is not None
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


def test_neither_own_terms_nor_those_that_everybody_uses_are_asked_for() -> None:
    store = Thesaurus.from_text(
        "<http://e.org/v/a> a skos:Concept, <http://o.org/Term> ; skos:broader <http://e.org/v/missing> ;"
        " skos:relatedMatch skos:Concept, dct:title, <http://www.w3.org/ns/prov#Agent>, <https://www.w3.org/TR/skos/> ."
    )
    assert addresses(store) == ["https://www.w3.org/TR/skos/"]


# Addresses that only this machine can reach

PRIVATE = (
    *("0.0.0.0", "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254"),  # noqa: S104
    *("100.64.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "fe80::1%2", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1", "::127.0.0.1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::10.0.0.1", "2002:7f00:1::"),
)
PUBLIC = ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]


class Names:
    """What stands in for the resolver: answers by host, all else is this machine as written in numbers."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, **answers: list[str]) -> None:
        self.answers = {name.replace("_", "."): found for name, found in answers.items()}
        self.connected: list[tuple[str, int]] = []
        monkeypatch.setattr(socket, "getaddrinfo", self.getaddrinfo)
        monkeypatch.setattr(socket, "create_connection", self.create_connection)

    def getaddrinfo(self, host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        found = self.answers.get(host, ["127.0.0.1"])
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in found]

    def create_connection(self, address: tuple[str, int], *_: object) -> socket.socket:
        self.connected.append(address)
        raise OSError("refused")


@pytest.mark.parametrize("address", PRIVATE)
def test_no_address_is_asked_that_is_not_public(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    names = Names(monkeypatch, inside_example=[address])
    for scheme in ("http", "https"):
        assert "no public address" in str(reach(f"{scheme}://inside.example/"))
    assert names.connected == []


@pytest.mark.parametrize("address", PUBLIC)
def test_it_is_the_address_that_is_connected_to_that_was_looked_at(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = Names(monkeypatch, outside_example=["10.0.0.1", address])
    assert reach("http://outside.example/") == reach("https://outside.example/") == "refused"
    assert set(names.connected) == {(address, 80), (address, 443)}


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost", "[::ffff:7f00:1]"]
)
def test_another_spelling_of_this_machine_is_this_machine(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    names = Names(monkeypatch)
    assert "no public address" in str(reach(f"http://{host}/"))
    assert names.connected == []


@pytest.mark.parametrize(
    ("path", "told"),
    [("moved", "10.0.0.1 is no public address"), ("ftp", "unknown url type: ftp"), ("there", None)],
)
def test_a_redirect_is_looked_at_as_well(
    site: str, path: str, told: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    Names(monkeypatch, outside_example=["8.8.8.8"], inside_example=["10.0.0.1"])

    def to_site(address: tuple[str, int], *_: object) -> socket.socket:
        assert address == ("8.8.8.8", 80)
        connected = socket.socket()
        connected.connect(("127.0.0.1", urlsplit(site).port))
        return connected

    monkeypatch.setattr(socket, "create_connection", to_site)
    assert str(told) in str(reach(f"http://outside.example/{path}"))


def test_the_environment_names_no_proxy_that_could_ask_for_us(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://proxy.example:3128")
    names = Names(monkeypatch, outside_example=["8.8.8.8"], proxy_example=["9.9.9.9"])
    reach("http://outside.example/")
    assert set(names.connected) == {("8.8.8.8", 80)}


def test_each_reason_is_told() -> None:
    assert broken(["http://a/1"], ask=lambda *_: "no such host") == {"http://a/1": "no such host"}
