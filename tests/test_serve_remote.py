"""A vocabulary on an endpoint, served: read again from time to time, and never served half."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from termgraph.errors import TermgraphError
from termgraph.serve import application, origins
from termgraph.serve.running import Following
from tests.endpoints import Misbehaving, misbehaving

OWL, PREF = "http://e.org/owl", "http://www.w3.org/2004/02/skos/core#prefLabel"


@pytest.fixture
def birds() -> Iterator[Misbehaving]:
    with misbehaving(
        f'<{OWL}> <{PREF}> "owl"@en . [] <http://purl.org/dc/terms/title> "Birds"@en .'
    ) as found:
        yield found


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(origins, "time", SimpleNamespace(monotonic=lambda: now[0]))
    return now


def rename(birds: Misbehaving, name: str) -> None:
    """Have the owl called otherwise: as many statements as before."""
    owl, pref = ox.NamedNode(OWL), ox.NamedNode(PREF)
    for quad in list(birds.store.quads_for_pattern(owl, pref, None)):
        birds.store.remove(quad)
    birds.store.add(ox.Quad(owl, pref, ox.Literal(name, language="en")))


def name(client: TestClient) -> str:
    """Return what the owl is called."""
    return str(client.get(f"/api/label?iri={OWL}").json()["label"])


def test_an_endpoint_is_read_again_after_a_while(birds: Misbehaving, clock: list[float]) -> None:
    said: list[str] = []
    following = Following(origins.origins([birds.address], every=60), application, said.append)
    client = TestClient(following)
    rename(birds, "barn owl")
    asked = len(birds.asked)
    following.follow()
    assert (name(client), len(birds.asked)) == ("owl", asked)  # all was read, and it is not yet time
    clock[0] += 60
    following.follow()
    assert (name(client), said) == ("owl", [])  # it may still be written to
    following.follow()
    assert name(client) == "barn owl"
    assert ["opened anew" in one for one in said] == [True]
    clock[0] += 60
    following.follow()
    asked = len(birds.asked)
    following.follow()
    assert (len(birds.asked), len(said)) == (asked, 1)  # what is as it was is not opened


def test_an_endpoint_that_is_being_changed_goes_on_being_served_as_it_was(
    birds: Misbehaving, clock: list[float]
) -> None:
    said: list[str] = []
    following = Following(origins.origins([birds.address], every=60), application, said.append)
    client = TestClient(following)
    for n in range(4):
        clock[0] += 60
        rename(birds, f"owl {n}")
        following.follow()
    assert (name(client), said) == ("owl", [])
    birds.replies = [(404, {}, b"gone")]
    clock[0] += 60
    following.follow()
    assert name(client) == "owl"
    assert "cannot be read now" in said[0]
    clock[0] += 60
    following.follow()
    assert name(client) == "owl 3"


def test_what_changes_while_it_is_read_is_not_opened(birds: Misbehaving) -> None:
    """The number of statements is another at the end than it was at the start."""

    def add(query: str, body: bytes) -> bytes:
        if "COUNT" not in query:
            birds.store.add(ox.Quad(ox.NamedNode("http://e.org/emu"), ox.NamedNode(PREF), ox.Literal(query)))
        return body

    birds.spoil = add
    (origin,) = origins.origins([birds.address])
    with pytest.raises(TermgraphError, match="changed"):
        origin.open()


def test_an_endpoint_is_read_once_where_that_is_said(birds: Misbehaving, clock: list[float]) -> None:
    following = Following(origins.origins([birds.address], every=0), application)
    asked = len(birds.asked)
    clock[0] += 1e6
    following.follow()
    assert len(birds.asked) == asked
