"""The rules that a published site comes with, in the servers that they are for."""

from __future__ import annotations

import http.client
import tempfile
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from termgraph.pages.layout import Layout
from termgraph.pages.publishing import publish
from termgraph.skos import Thesaurus
from tests.hosts import apache, has, nginx

SITE = "http://localhost/the%20s%C3%AFte/"
ELSEWHERE = "http://localhost/id/"
#: What is after the base: of each two that differ in case only, what no file can be called, what means something to
#: a server or in its rules, what files of the site are called, and what leads to a folder that another is called.
KEYS = [
    "owl",
    "OWL",
    "owl-2",
    "a%20b",
    "gr%C3%B6%C3%9Fe",
    "größer",
    "gr%C3%B6%C3%9Fe%20x",
    "te%CC%81",
    "日本",
    "100%25",
    "pct%2541",
    "til~de",
    "par(en)",
    "com,ma",
    "dot.ted",
    "v1.0",
    "quo'te",
    "dq%22x",
    "a+b",
    "a&b",
    "a=b",
    "semi;colon",
    "q%3Fm",
    "ha%23sh",
    "sub/term",
    "star*x",
    "col:on",
    "at@x",
    "do$llar",
    "do$llar%20x",
    "$form",
    "ex!cl",
    "back%5Cslash",
    "bs%5C1",
    "%25%7BHTTP_HOST%7D",
    "br%7Bace%7D",
    "br%5Back",
    "caret%5Ex",
    "pipe%7Cx",
    "nl%0Ax",
    "tab%09x",
    "trail/",
    "ends.ttl",
    "owl.jsonld",
    "hosting",
    "a-z",
    "downloads/x",
]
FILES = ["style.css", "index.html", "OWL.ttl"]
FORMS = {"text/html,*/*;q=0.8": "/index.html", "text/turtle": ".ttl", "application/ld+json": ".jsonld"}
#: What clients say that they accept, with what they get.
LIKED = {
    "": "/index.html",
    "*/*": "/index.html",
    "text/html, text/turtle": "/index.html",
    "text/html;q=0.5, Text/Turtle": ".ttl",
    "text/turtle;q=0.5, application/ld+json": ".jsonld",
    "application/ld+json;q=0.9, text/turtle;q=1.0": ".ttl",
    'application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded", */*;q=0.1': ".jsonld",
    "application/rdf+xml, text/turtle ; q=0.8, */*;q=0.1": ".ttl",
    "text/turtle;q=0, */*": "/index.html",
    "application/ld+json;q=0.000, text/html": "/index.html",
}


def vocabulary(base: str) -> Thesaurus:
    """Return a vocabulary of all these, of which one has two former addresses."""
    terms = "".join(
        f'<{base}{key}> a skos:Concept ; skos:inScheme <{base}> ; skos:prefLabel "t{number}"@en .\n'
        for number, key in enumerate([*KEYS, *FILES])
    )
    scheme = f"<{base}> a skos:ConceptScheme ; vann:preferredNamespaceUri <{base}> .\n"
    return Thesaurus.from_text(f"{scheme}{terms}<{base}owl> dct:replaces <{base}strix>, <{base}Alt%20er> .")


@pytest.fixture(scope="module", params=["apache2", "nginx"])
def served(request: pytest.FixtureRequest) -> Iterator[tuple[int, Path, Layout]]:
    """Yield the port of a server of a site whose concepts are at its own addresses, its folder, and its plan."""
    if not has(request.param):
        pytest.skip(f"{request.param} is not there (make test unpacks Debian's)")
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        root = Path(place, "root")
        site = root / "the sïte"
        publish(vocabulary(SITE), site, name="odd terms", url=SITE)
        layout = Layout(vocabulary(SITE), "odd terms", ["hosting"])
        (site / ".htaccess").write_bytes((site / "hosting/apache.htaccess").read_bytes())
        (root / "id").mkdir()
        folder = Path(place, "server")
        if request.param == "nginx":
            with nginx(root, site / "hosting/nginx.conf", folder) as port:
                yield port, site, layout
            return
        with tempfile.TemporaryDirectory() as other:
            publish(vocabulary(ELSEWHERE), other, name="odd terms", url=SITE)
            rules = Path(other, "hosting/w3id.htaccess").read_bytes()
        (root / "id/.htaccess").write_bytes(rules)
        with apache(root, folder) as port:
            yield port, site, layout


def ask(port: int, path: str, accept: str) -> tuple[int, Message, bytes]:
    """Return what a server says to one request; the address is sent as browsers do."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    sent = quote(path, safe="/%:@!$&'()*+,;=~-._?")
    connection.request("GET", sent, headers={"Host": "localhost", "Accept": accept})
    answer = connection.getresponse()
    said = answer.status, answer.headers, answer.read()
    connection.close()
    return said


def got(port: int, iri: str, accept: str) -> tuple[list[int], bytes]:
    """Return the statuses on the way to what an address leads to, and that."""
    statuses: list[int] = []
    path = urlsplit(iri).path
    while True:
        status, headers, body = ask(port, path, accept)
        statuses.append(status)
        if status != 303 or len(statuses) > 3:
            return statuses, body
        path = urlsplit(headers["Location"]).path


def test_every_address_leads_to_what_is_asked_for(served: tuple[int, Path, Layout]) -> None:
    port, site, layout = served
    meant = {f"{SITE}{key}": f"{SITE}{key}" for key in KEYS} | layout.former
    assert len(meant) == len(KEYS) + 2
    for iri, resource in meant.items():
        for accept, end in FORMS.items():
            expected = (site / f"{layout.places.folder(resource)}{end}").read_bytes()
            for address in (iri, f"{iri.rstrip('/')}/"):
                assert got(port, address, accept) == ([303, 200], expected), (address, accept)


def test_a_client_gets_what_it_likes_best(served: tuple[int, Path, Layout]) -> None:
    port, site, layout = served
    folder = layout.places.folder(f"{SITE}v1.0")
    for accept, end in LIKED.items():
        assert got(port, f"{SITE}v1.0", accept)[1] == (site / f"{folder}{end}").read_bytes(), accept
    assert got(port, SITE, "text/turtle")[1] == (site / "downloads/odd terms.ttl").read_bytes()
    assert got(port, SITE, "*/*") == ([200], (site / "index.html").read_bytes())


def test_files_stay_where_they_are_and_say_what_they_are(served: tuple[int, Path, Layout]) -> None:
    port, site, _ = served
    types = {
        "style.css": "text/css; charset=utf-8",
        "index.html": "text/html; charset=utf-8",
        "OWL.ttl": "text/turtle; charset=utf-8",
        "OWL.jsonld": "application/ld+json",
    }
    for file, type_ in types.items():
        _, headers, body = ask(port, f"{urlsplit(SITE).path}{file}", "text/turtle")
        assert headers["Content-Type"].lower() == type_
        assert headers["Vary"] == "Accept"
        assert body == (site / file).read_bytes()
    status, _, body = ask(port, f"{urlsplit(SITE).path}no/such", "text/html")
    assert (status, body) == (404, (site / "404.html").read_bytes())


@pytest.mark.parametrize("served", ["apache2"], indirect=True)  # as w3id.org is one
def test_addresses_elsewhere_lead_here(served: tuple[int, Path, Layout]) -> None:
    port, site, layout = served
    for key in [*KEYS, *FILES]:
        for accept, end in FORMS.items():
            expected = (site / f"{layout.places.folder(SITE + key)}{end}").read_bytes()
            assert got(port, f"{ELSEWHERE}{key}", accept) == ([303, 200], expected), (key, accept)
    assert got(port, ELSEWHERE, "text/turtle")[1] == (site / "downloads/odd terms.ttl").read_bytes()
    assert got(port, ELSEWHERE, "*/*")[1] == (site / "index.html").read_bytes()
