"""The guards of the test suite guard: each is provoked once, and what it caught is then taken away."""

from __future__ import annotations

import contextlib
import os
import socket
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

ELSEWHERE = "192.0.2.1"  # set aside for documentation (RFC 5737): nobody answers there


@pytest.mark.parametrize("address", [(ELSEWHERE, 80), ("example.org", 443), ("2001:db8::1", 80)])
def test_connections_to_elsewhere_are_refused(address: tuple[str, int], network_guard: list[str]) -> None:
    with pytest.raises(AssertionError, match="socket"):
        socket.create_connection(address, timeout=1)
    assert network_guard
    network_guard.clear()


def test_datagrams_to_elsewhere_are_refused(network_guard: list[str]) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender, pytest.raises(AssertionError):
        sender.sendto(b"", (ELSEWHERE, 53))
    assert network_guard == [f"socket.sendto {ELSEWHERE}"]
    network_guard.clear()


def test_an_attempt_that_was_caught_is_remembered(network_guard: list[str]) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with contextlib.suppress(Exception):  # the point: code that forgives everything is still found out
        opener.open(f"http://{ELSEWHERE}/", timeout=1)
    assert network_guard == [f"socket.getaddrinfo {ELSEWHERE}"]
    network_guard.clear()


def test_this_machine_may_be_reached(network_guard: list[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(("localhost", server.getsockname()[1]), timeout=5).close()
    assert not network_guard


def test_the_cache_is_the_sessions_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert Path(os.environ["XDG_CACHE_HOME"]).is_relative_to(tmp_path_factory.getbasetemp())
    assert "TERMGRAPH_VOCAB" not in os.environ


@pytest.mark.browser
def test_a_sound_page_is_left_alone(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("<!doctype html><title>Fine</title><p>Fine.", encoding="utf-8")
    page.goto(file.as_uri())
    assert page.title() == "Fine"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("markup", "fault"),
    [
        ("<script>console.error('broken')</script>", "console: broken"),
        ("<script>throw new Error('broken')</script>", "uncaught:"),
        ("<img src=https://example.org/a.png>", "request: https://example.org/a.png"),
        ("<script src=http://127.0.0.1:9/a.js></script>", "request: http://127.0.0.1:9/a.js"),
    ],
)
def test_faults_of_a_page_are_seen(
    page: Page, page_faults: list[str], tmp_path: Path, markup: str, fault: str
) -> None:
    file = tmp_path / "page.html"
    file.write_text(f"<!doctype html><title>Faulty</title>{markup}", encoding="utf-8")
    page.goto(file.as_uri())
    assert any(seen.startswith(fault) for seen in page_faults), page_faults
    page_faults.clear()


@pytest.mark.browser
def test_what_the_policy_refused_is_seen(page: Page, page_faults: list[str], tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    policy = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">"
    file.write_text(f"<!doctype html>{policy}<title>Refused</title><script>1</script>", encoding="utf-8")
    page.goto(file.as_uri())
    assert any("Content Security Policy" in seen for seen in page_faults), page_faults
    assert page.evaluate("window.__refused") == ["script-src-elem: inline"]
    page.evaluate("window.__refused.length = 0")
    page_faults.clear()
