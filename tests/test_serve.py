"""`termgraph serve`: what is served is what is published, clients get what suits them, and nothing else comes out."""

from __future__ import annotations

import json
import re
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from termgraph.api import TermGraph
from termgraph.cli.app import termgraph as command
from termgraph.errors import TermgraphError
from termgraph.pages import publish
from termgraph.pages.service import Service
from termgraph.serve import Served, application
from termgraph.serve.hardening import Limits
from termgraph.serve.origins import Origin, origins
from termgraph.serve.running import Following
from termgraph.storing import write_store
from tests.commands import start
from tests.test_publish import BIRDS, Page
from tests.viewing import SMALL

PAGE = {"Accept": "text/html"}
TURTLE = {"Accept": "text/turtle"}
EDIT = "https://github.com/birds/terms/edit/main/entries/{id}.md"
FISH = """
<http://f.org/> a skos:ConceptScheme ; dct:title "Fish"@en ; vann:preferredNamespaceUri "http://f.org/" .
<http://f.org/ray> a skos:Concept ; skos:prefLabel "ray"@en ; skos:altLabel "owl"@en ; skos:definition "It swims."@en .
"""


@pytest.fixture(scope="module")
def birds() -> Served:
    """Birds in three languages; `emu` was once at another address."""
    text = (
        BIRDS
        + "<http://e.org/emu> a skos:Concept ; skos:prefLabel 'emu'@en ; dct:replaces <http://e.org/moa> ."
    )
    group = "<http://e.org/waders> a skos:Collection ; skos:prefLabel 'waders'@en ; skos:member <http://e.org/owl> ."
    return Served("birds", TermGraph.from_text(text + group), Service(EDIT))


@pytest.fixture(scope="module")
def client(birds: Served) -> Iterator[TestClient]:
    """A client of a server of birds that follows no redirects by itself."""
    with TestClient(application([birds]), follow_redirects=False) as found:
        yield found


@pytest.fixture(scope="module")
def both(birds: Served) -> Iterator[TestClient]:
    """A client of a server of birds, fish, and names that mislead."""
    shared = Service(is_shared=True)
    several = [
        Served("birds", birds.graph, Service(EDIT, is_shared=True)),
        Served("fish", TermGraph.from_text(FISH), shared),
        Served("small", TermGraph.from_text(SMALL), shared),
    ]
    with TestClient(application(several)) as found:
        yield found


def test_what_is_served_is_what_is_published_links_aside(
    birds: Served, client: TestClient, tmp_path: Path
) -> None:
    publish(birds.graph, tmp_path, name="birds")
    seen = 0
    for file in tmp_path.rglob("*"):
        path = file.relative_to(tmp_path).as_posix()
        if not file.is_file() or path in ("404.html", ".termgraph-pages"):
            continue
        served = client.get(f"/birds/{path}")
        assert served.status_code == 200, path
        if path.endswith(".html") and path != "explorer.html":
            assert _said(served.text) == _said(file.read_text("utf-8")), path
        else:
            assert served.content == file.read_bytes(), path
        seen += 1
    assert seen > 30


def _said(page: str) -> str:
    """Return what stands on a page, without what a server adds: search, what programs ask, where to change an entry."""
    added = (
        r"<form class=\"find\".*?</form>|<p class=\"(editing|forms)\">.*?</p>"
        r"|<section class=\"programs\">.*?</section>"
    )
    bare = re.sub(added, "", page, flags=re.DOTALL)
    return Page(re.sub(r"( · )?<a href=\"[^\"]*/(issues/new|query[^\"]*)\">[^<]*</a>", "", bare)).text


@pytest.mark.parametrize(
    ("accept", "leads_to"),
    [
        ("text/html", "owl/index.html"),
        ("*/*", "owl/index.html"),
        ("text/turtle", "owl.ttl"),
        ("application/ld+json", "owl.jsonld"),
        ("application/rdf+xml, text/html;q=0.5", "owl.rdf"),
        ("text/html;q=0.1, application/n-triples", "owl.nt"),
    ],
)
def test_the_address_of_a_thing_leads_to_the_document_that_suits_a_client(
    client: TestClient, accept: str, leads_to: str
) -> None:
    answer = client.get("/birds/owl", headers={"Accept": accept})
    assert answer.status_code == 303
    assert urljoin("/birds/owl", answer.headers["location"]) == f"/birds/{leads_to}"
    assert answer.headers["vary"] == "Accept, Accept-Language"
    there = client.get(f"/birds/{leads_to}")
    assert there.status_code == 200
    assert there.headers["content-type"].partition(";")[0] in accept.replace("*/*", "text/html")


def test_what_suits_nobody_is_refused_with_what_there_is(client: TestClient) -> None:
    answer = client.get("/birds/owl", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "text/turtle" in answer.json()["detail"]


def test_what_a_form_cannot_say_is_refused_with_the_reason() -> None:
    text = FISH + "<http://f.org/ray> <http://f.org/is:> <http://f.org/ray> ."
    with TestClient(application([Served("fish", TermGraph.from_text(text))])) as client:
        for path in ("/fish/ray.rdf", "/fish/downloads/fish.rdf"):
            answer = client.get(path, headers=PAGE)
            assert (answer.status_code, "RDF/XML cannot say" in answer.text) == (406, True), path
        assert client.get("/fish/ray.ttl").status_code == 200


def test_a_folder_is_a_document_in_several_forms(client: TestClient) -> None:
    page, turtle = (client.get("/birds/owl/", headers=headers) for headers in (PAGE, TURTLE))
    assert page.content == client.get("/birds/owl/index.html").content
    assert page.headers["content-location"] == "../owl/index.html"
    assert turtle.content == client.get("/birds/owl.ttl").content
    assert page.headers["etag"] != turtle.headers["etag"]
    links = page.headers["link"]
    assert '<../owl.ttl>; rel="alternate"; type="text/turtle"' in links
    assert '<../owl/index.de.html>; rel="alternate"; type="text/html"; hreflang="de"' in links


def test_the_vocabulary_itself_is_there_in_several_forms(client: TestClient) -> None:
    assert client.get("/birds/", headers=PAGE).content == client.get("/birds/index.html").content
    assert client.get("/birds/", headers=TURTLE).content == client.get("/birds/downloads/birds.ttl").content
    assert client.get("/").headers["location"] == "birds/"


def test_pages_are_in_the_language_that_is_asked_for(client: TestClient) -> None:
    german = client.get("/birds/owl/index.de.html").content
    assert client.get("/birds/owl/", headers=PAGE | {"Accept-Language": "fr, de;q=0.5"}).content == german
    assert client.get("/birds/owl/index.html?lang=de").content == german
    assert client.get("/birds/owl?lang=de", headers=PAGE).headers["location"] == "owl/index.de.html"
    assert client.get("/birds/a-z.html?lang=de").headers["content-language"] == "de"
    assert client.get("/birds/owl/index.html?lang=xx").headers["content-language"] == "en"


def test_a_client_that_has_it_already_gets_no_body(client: TestClient) -> None:
    first = client.get("/birds/owl.ttl")
    tag = first.headers["etag"]
    for said in (tag, f'W/{tag}, "other"', "*"):
        again = client.get("/birds/owl.ttl", headers={"If-None-Match": said})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get("/birds/owl.ttl", headers={"If-None-Match": '"other"'}).content == first.content
    head = client.head("/birds/owl.ttl")
    assert head.headers["content-length"] == str(len(first.content))


def test_who_is_gone_leads_to_who_replaces_it(client: TestClient) -> None:
    assert client.get("/birds/moa").status_code == 301
    assert urljoin("/birds/moa", client.get("/birds/moa").headers["location"]) == "/birds/emu"
    found = client.get("/resource", params={"uri": "http://e.org/owl"})
    assert (found.status_code, found.headers["location"]) == (303, "birds/owl")


def test_what_is_not_there_is_said_in_the_form_that_a_client_likes(client: TestClient) -> None:
    page = client.get("/birds/deep/er/dodo", headers=PAGE)
    assert page.status_code == 404
    assert "../../index.html" in Page(page.text).links
    said = client.get("/birds/dodo", headers={"Accept": "application/json"})
    assert (said.status_code, said.headers["content-type"]) == (404, "application/problem+json")
    assert "dodo" in said.json()["detail"]
    assert client.get("/nothing", headers={"Accept": "text/plain"}).text.startswith("404 Not Found:")
    for path, up in (("/no", "./"), ("/no/thing", "../")):
        assert {f"{up}style.css", up} <= {*Page(client.get(path, headers=PAGE).text).links}
    assert client.get("/birds/misleading.html").status_code == 404  # nothing misleads among these birds


@pytest.mark.parametrize(
    ("path", "asked", "told"),
    [
        ("/no", "de-AT, en;q=0.5", '<html lang="de" dir="ltr">'),
        ("/no", "de-AT, en;q=0.5", "<h1>Unter dieser Adresse gibt es nichts</h1>"),
        ("/no?lang=ar", "de", '<html lang="ar" dir="rtl">'),
        ("/no", "ja", "<h1>There is nothing at this address</h1>"),
        ("/api/search?q=a&limit=x", "fr", "<h1>Telle qu’elle est posée, cette demande n’a pas de réponse</h1>"),
        ("/api/search?q=a&limit=x", "fr", '<pre class="problem sentence" lang="en" dir="ltr" tabindex="0">&#39;limit'),
        (f"/no?q={'x' * 2**14}", "es", "<h1>Esta dirección es demasiado larga</h1>"),
    ],
)  # fmt: skip
def test_a_page_about_a_problem_speaks_the_language_that_is_asked_for(
    client: TestClient, path: str, asked: str, told: str
) -> None:
    answer = client.get(path, headers=PAGE | {"Accept-Language": asked})
    assert told in answer.text
    assert answer.headers["Vary"] == "Accept, Accept-Language"
    assert f'<html lang="{answer.headers["Content-Language"]}"' in answer.text
    plain = client.get(path, headers={"Accept": "application/json", "Accept-Language": asked}).json()
    assert plain["detail"] == client.get(path, headers={"Accept": "application/json"}).json()["detail"]


def test_nothing_is_written(client: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        answer = client.request(method, "/birds/owl")
        assert answer.status_code == 405
        assert "people edit" in answer.json()["detail"]


@pytest.mark.parametrize(
    "path", ["/birds/owl/", "/birds/owl", "/birds/nothing", "/health", "/api/search?q=owl"]
)
def test_browsers_are_let_do_no_more_than_they_must(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_what_is_too_large_is_refused() -> None:
    graph = TermGraph.from_text(FISH)
    client = TestClient(application([Served("fish", graph)], limits=Limits(body=10, address=100)))
    assert client.get("/fish/" + "x" * 100).status_code == 414
    assert client.post("/fish/", content=b"x" * 11).status_code == 413
    assert client.post("/fish/", content=b"x" * 9).status_code == 405


@pytest.mark.parametrize("path", ["/birds%2Fowl", "/birds/owl%2f", "/birds%2Fowl%2Findex.html"])
def test_a_slash_that_is_written_out_leads_to_one(client: TestClient, path: str) -> None:
    """Else relative links would lead elsewhere, as to /owl/index.html."""
    first = client.get(path, follow_redirects=False)
    assert first.status_code == 308
    assert client.get(path).url.path.startswith("/birds/owl")
    kept = client.get("/birds%2Fowl?lang=de&x=%0d", follow_redirects=False).headers["location"]
    assert kept == "./birds/owl?lang=de&x=%0d"
    assert client.get("/%2F%2Fevil.example", follow_redirects=False).headers["location"] == "./evil.example"


def test_a_fault_of_ours_is_told_without_a_trace(birds: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Served, "document", lambda *_: 1 / 0)
    client = TestClient(application([birds]), raise_server_exceptions=False)
    answer = client.get("/birds/owl")
    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert "ZeroDivision" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_each_page_says_where_to_change_it(client: TestClient) -> None:
    links = Page(client.get("/birds/owl/index.html").text).links
    assert "https://github.com/birds/terms/edit/main/entries/owl.md" in links
    assert "https://github.com/birds/terms/issues/new?title=owl&body=http%3A%2F%2Fe.org%2Fowl" in links
    assert "https://github.com/birds/terms/issues/new" in Page(client.get("/birds/a-z.html").text).links


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://e.org/{name}", "entries/{id}.md"])
def test_what_is_no_address_to_edit_at_is_refused(address: str) -> None:
    with pytest.raises(TermgraphError):
        Service(address)


def test_forms_for_suggestions_are_found_where_people_keep_code() -> None:
    gitlab = Service("https://gitlab.com/a/b/c/-/edit/main/{id}.md").suggest("http://e.org/owl", "owl & co")
    assert gitlab.startswith("https://gitlab.com/a/b/c/-/issues/new?issue%5Btitle%5D=owl+%26+co&")
    bare = Service("https://codeberg.org/a/b")
    assert (bare.edit("owl", "e:owl", "owl"), bare.suggest()) == ("", "https://codeberg.org/a/b/issues/new")
    assert Service("https://wiki.example/{label}?action=edit").edit("1", "e:1", "a/b") == (
        "https://wiki.example/a%2Fb?action=edit"
    )


def test_a_search_names_vocabularies_and_languages(both: TestClient) -> None:
    page = Page(both.get("/birds/search.html", params={"q": "owl", "vocab": ""}).text)
    assert (
        "3 results for “owl” owl en · Birds ray owl en · Fish It swims. bird fowl en · Birds Has feathers."
        in page.text
    )
    assert {"owl/index.html", "../fish/ray/index.html"} < set(page.links)
    assert "2 results" in Page(both.get("/birds/search.html", params={"q": "owl"}).text).text
    german = Page(both.get("/birds/search.de.html", params={"q": "Eule"}).text)
    assert "1 Treffer für „Eule“ Eule" in german.text
    assert "owl/index.de.html" in german.links


def test_a_search_is_narrowed_by_group_and_kind(both: TestClient) -> None:
    def found(**asked: str) -> str:
        return Page(both.get("/birds/search.html", params=asked).text).text

    assert "1 result" in found(q="owl", group="http://e.org/waders")
    assert "Nothing is called “jay”" in found(q="jay", group="http://e.org/waders")
    assert "jay No longer used" in found(q="jay", kind="deprecated")
    assert "Nothing is called" in found(q="owl", kind="collection")
    assert "1 result for “softmax” softmax misleading" in found(q="softmax", kind="misleading", vocab="small")
    assert both.get("/birds/search.html", params={"q": "owl", "kind": "x"}).status_code == 400


def test_many_hits_go_on_behind_a_link() -> None:
    names = "\n".join(
        f'<http://e.org/{n}> a skos:Concept ; skos:prefLabel "owl {n:02}"@en .' for n in range(70)
    )
    client = TestClient(application([Served("owls", TermGraph.from_text(names))]))
    page = Page(client.get("/owls/search.html?q=owl").text)
    assert "The first 50 found for “owl” owl 00" in page.text
    more = next(href for href in page.links if "from=" in href)
    last = Page(client.get(urljoin("/owls/search.html", more)).text).text
    assert "70 results for “owl” owl 50" in last
    assert "owl 69" in last


def test_what_is_looked_for_never_becomes_markup(both: TestClient) -> None:
    page = both.get("/birds/search.html", params={"q": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in page


def test_a_server_of_several_begins_with_all_of_them(both: TestClient) -> None:
    page = Page(both.get("/", headers=PAGE).text)
    assert {"birds/index.html", "fish/index.html", "small/index.html", "style.css", "?lang=de"} <= {
        *page.links
    }
    german = Page(both.get("/?lang=de", headers=PAGE).text)
    assert {"birds/index.de.html", "fish/", "small/"} <= {*german.links}
    assert "../?lang=de" in Page(both.get("/birds/index.de.html").text).links
    assert "../../" in Page(both.get("/fish/ray/").text).links
    assert both.get("/style.css").headers["content-type"].startswith("text/css")
    assert both.get("/health").json() == {"status": "ok", "vocabularies": ["birds", "fish", "small"]}


def test_the_first_page_of_several_has_no_feed_of_one(birds: Served) -> None:
    changed = FISH + "<http://f.org/ray> dct:modified '2026-03-04' ."
    several = [Served("fish", TermGraph.from_text(changed)), birds]
    with TestClient(application(several)) as client:
        assert "changes.atom" in Page(client.get("/fish/").text).links
        assert "changes.atom" not in Page(client.get("/", headers=PAGE).text).links


def test_every_link_of_a_served_page_leads_somewhere(both: TestClient) -> None:
    followed = 0
    for begin in ("/birds/owl/index.html", "/birds/search.de.html?q=Vogel&vocab=", "/small/softmax/", "/"):
        page = both.get(begin, headers=PAGE)
        for href in Page(page.text).links:
            if not re.match(r"https?:|data:", href):
                target = urljoin(begin, href).partition("#")[0]
                assert both.get(target, headers=PAGE).status_code == 200, (begin, href)
                followed += 1
    assert followed > 60


def test_a_sitemap_names_every_page_where_the_world_knows_the_server(
    birds: Served, client: TestClient
) -> None:
    assert client.get("/sitemap.xml").status_code == 404
    with TestClient(application([birds], public_base="https://birds.example/terms/")) as known:
        answer = known.get("/sitemap.xml")
        places = re.findall("<loc>https://birds.example/terms(/[^<]+)</loc>", answer.text)
        assert answer.headers["content-type"].startswith("application/xml")
        assert {"/birds/index.html", "/birds/owl/index.de.html", "/birds/waders/index.html"} < {*places}
        assert {known.get(place).status_code for place in places} == {200}
        assert known.get("/sitemap-1.xml").status_code == 404


def test_pages_lead_to_what_programs_ask(client: TestClient, both: TestClient) -> None:
    for asked, page in ((client, "/birds/owl/index.de.html"), (both, "/birds/about.de.html")):
        (query,) = re.findall(r'href="([^"]*query[^"]*lang=de)"', asked.get(page).text)
        answer = asked.get(urljoin(page, query))
        assert (answer.status_code, "<h1>Abfrage</h1>" in answer.text) == (200, True)
        assert re.search(r'href="[^"]*query[?]lang=de" aria-current="page">Abfrage</a>', answer.text)
    for asked in (client, both):
        section = asked.get("/birds/about.html").text.partition('<section class="programs">')[2]
        links = re.findall(r'href="([^"]+)"', section.partition("</section>")[0])
        assert [link.rpartition("/")[2] for link in links] == ["query", "openapi.json", "reconcile"]
        assert {asked.get(urljoin("/birds/about.html", link)).status_code for link in links} == {200}


def test_formulas_in_hits_and_previews_are_signs() -> None:
    told = r'skos:definition "It is $x^2 \\le 1$."@en'
    text = f'<http://e.org/a> a skos:Concept ; skos:prefLabel "a"@en ; {told} .'
    served = Served("one", TermGraph.from_text(text))
    client = TestClient(application([served]))
    for path, asked in (("/one/search.html", {"q": "a"}), ("/reconcile/preview", {"id": "http://e.org/a"})):
        assert "It is x^2≤1." in Page(client.get(path, params=asked).text).text


def test_a_download_without_its_library_is_told(birds: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    served = Served("birds", birds.graph)
    (path,) = (path for path, format_ in served.layout.downloads.items() if format_ == "xlsx")
    told = TestClient(application([served])).get(f"/birds/{path}")
    assert told.status_code == 501
    assert "openpyxl is not installed" in told.json()["detail"]


def test_requests_are_told_of_in_lines_of_json(birds: Served) -> None:
    told: list[dict[str, object]] = []
    client = TestClient(application([birds], tell=lambda said: told.append(dict(said))))
    client.get("/birds/owl.ttl?x=1")
    (said,) = told
    assert (said["method"], said["path"], said["query"], said["status"]) == (
        "GET",
        "/birds/owl.ttl",
        "x=1",
        200,
    )
    assert json.dumps(said)


def test_a_source_that_changes_is_opened_anew(tmp_path: Path) -> None:
    source = tmp_path / "birds.ttl"
    said: list[str] = []
    source.write_text("<http://e.org/owl> a <http://www.w3.org/2004/02/skos/core#Concept> .", "utf-8")
    following = Following(origins([str(source)]), application, said.append)
    client = TestClient(following)
    assert client.get("/api/label?iri=http://e.org/emu").status_code == 404
    following.follow()
    assert said == []
    source.write_text("<http://e.org/emu> a <http://www.w3.org/2004/02/skos/core#Concept> .", "utf-8")
    following.follow()  # it may still be written to
    assert client.get("/api/label?iri=http://e.org/emu").status_code == 404
    following.follow()
    assert client.get("/api/label?iri=http://e.org/emu").status_code == 200
    source.write_text("no Turtle", "utf-8")
    for _ in range(3):
        following.follow()
    assert client.get("/api/label?iri=http://e.org/emu").status_code == 200
    assert "opened anew" in said[0]
    assert "cannot be read" in said[1]
    assert len(said) == 2


def test_a_request_is_answered_by_one_version_of_a_source(tmp_path: Path) -> None:
    """Who replaces the source while others ask: each answer is the old one or the new one, whole."""
    source = tmp_path / "birds.ttl"
    texts = [
        f'<http://e.org/owl> <http://www.w3.org/2004/02/skos/core#prefLabel> "owl {n}"@en .' for n in range(6)
    ]
    source.write_text(texts[0], "utf-8")
    following = Following(origins([str(source)]), application)
    client, over, wrong = TestClient(following), threading.Event(), []

    def ask() -> None:
        while not over.is_set():
            answer = client.get("/api/label?iri=http://e.org/owl")
            if answer.status_code != 200 or not re.fullmatch(r"owl \d", answer.json()["label"]):
                wrong.append(answer.text)

    asking = [threading.Thread(target=ask) for _ in range(2)]
    for one in asking:
        one.start()
    for text in texts[1:]:
        source.write_text(text, "utf-8")
        following.follow()
        following.follow()
    over.set()
    for one in asking:
        one.join()
    assert wrong == []
    assert client.get("/api/label?iri=http://e.org/owl").json()["label"] == "owl 5"


def test_every_source_has_the_same_answers(birds: Served, tmp_path: Path) -> None:
    """What was exported, or is in a store on a disk, is served as what it was made from."""
    paths = ("owl/", "owl.nt", "downloads/birds.nt", "a-z.de.html", "search.html?q=fowl")
    said = [TestClient(application([birds])).get(f"/birds/{path}").content for path in paths]
    files = [birds.graph.export(tmp_path / f"birds{end}") for end in (".ttl", ".rdf", ".jsonld")]
    write_store(tmp_path / "store" / "birds", str(files[0]))
    for source in (*files, tmp_path / "store" / "birds"):
        (origin,) = origins([str(source)], service=birds.service)
        client = TestClient(application([origin.open()]))
        assert [client.get(f"/birds/{path}").content for path in paths] == said, source


def test_sources_have_ids_by_their_names() -> None:
    found = origins(["a/Birds.ttl", "b/birds.ttl", "api", "-"])
    assert [one.id for one in found] == ["birds", "birds-2", "api-2", "vocabulary"]
    assert all(isinstance(one, Origin) for one in found)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_the_command_serves_until_it_is_told_to_stop(tmp_path: Path, end: signal.Signals) -> None:
    source = tmp_path / "fish.ttl"
    source.write_text(
        '<http://f.org/ray> <http://www.w3.org/2004/02/skos/core#prefLabel> "ray"@en .', "utf-8"
    )
    with start("-V", source, "serve", "--port", "0") as process:
        assert process.stderr
        begun = process.stderr.readline().decode()
        place = re.search(r"serving fish at (http://127\.0\.0\.1:\d+/)", begun)
        assert place, begun
        answer = httpx.get(place[1] + "api/label?iri=http://f.org/ray")
        assert answer.json()["label"] == "ray"
        logged = json.loads(process.stderr.readline())
        assert (logged["path"], logged["status"], logged["client"]) == ("/api/label", 200, "127.0.0.1")
        process.send_signal(end)
        assert process.wait(timeout=60) == (0 if end is signal.SIGINT else -signal.SIGTERM)
        assert process.stderr.read() == b""


def test_the_command_says_what_is_wrong(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, ["-V", str(tmp_path / "none.ttl"), "serve", "--port", "0"])
    assert isinstance(result.exception, TermgraphError)
    wrong = CliRunner().invoke(command, ["serve", "--port", "0", "--edit-url", "entries/{id}.md"])
    assert "is no web address" in str(wrong.exception)
