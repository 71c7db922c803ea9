"""`termgraph publish`: pages that link to each other, say what the vocabulary says, and leave a folder in order."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import weakref
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree

import pytest
import yaml
from click.testing import CliRunner
from pyoxigraph import NamedNode

import termgraph
from termgraph.cli.app import termgraph as command
from termgraph.errors import TermgraphError
from termgraph.export import serialize
from termgraph.export.part import part
from termgraph.files import locked
from termgraph.pages import Places, publish
from termgraph.pages.github import github
from termgraph.pages.layout import Layout
from termgraph.skos import Thesaurus
from termgraph.store.record import no_collecting
from tests.viewing import GRAINS, HOSTILE_TEXTS, SMALL, hostile

#: Two languages, one of them from right to left, and a term that is deprecated.
BIRDS = """
<http://e.org/> a skos:ConceptScheme ; dct:title "Birds"@en, "Vögel"@de ; dct:language "en" ;
    vann:preferredNamespaceUri "http://e.org/" ; dct:license <https://creativecommons.org/licenses/by/4.0/> .
<http://e.org/bird> a skos:Concept ; skos:prefLabel "bird"@en, "Vogel"@de, "طائر"@ar ; skos:altLabel "fowl"@en ;
    skos:definition "Has feathers."@en, "Hat Federn."@de ; skos:narrower <http://e.org/owl>, <http://e.org/jay> .
<http://e.org/owl> a skos:Concept ; skos:prefLabel "owl"@en, "Eule"@de, "بومة"@ar ; skos:related <http://e.org/jay> .
<http://e.org/jay> a skos:Concept ; skos:prefLabel "jay"@en, "Häher"@de, "قيق"@ar ; owl:deprecated true ;
    dct:isReplacedBy <http://e.org/owl> .
"""


class Page(HTMLParser):
    """The elements of a page, its links, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.links = [
            attrs["href"] for tag, attrs in self.elements if tag in ("a", "link") and "href" in attrs
        ]
        self.text = " ".join(" ".join(self.texts).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read(folder: Path, path: str) -> Page:
    return Page((folder / path).read_text("utf-8"))


def contents(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


@pytest.fixture(scope="module")
def birds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the birds, once."""
    folder = tmp_path_factory.mktemp("site")
    publish(Thesaurus.from_text(BIRDS), folder, name="birds", url="https://birds.example/site")
    return folder


@pytest.mark.parametrize(
    "text", [SMALL, GRAINS, BIRDS, hostile()], ids=["small", "grains", "birds", "hostile"]
)
def test_every_link_leads_to_a_file_and_to_a_place_on_it(tmp_path: Path, text: str) -> None:
    publish(Thesaurus.from_text(text), tmp_path)
    files = contents(tmp_path)
    followed = 0
    for path in files:
        if not path.endswith(".html") or path.startswith(("downloads/", "explorer")):
            continue
        for href in read(tmp_path, path).links:
            if re.match(r"https?:|data:", href):
                continue
            assert not re.match(r"[a-z]+:|/", href), (path, href)
            target, _, place = urljoin(f"/{path}", href).removeprefix("/").partition("#")
            assert unquote(target) in files, (path, href)
            if place and not target.startswith("explorer"):
                ids = {attrs.get("id") for _, attrs in read(tmp_path, unquote(target)).elements}
                assert unquote(place) in ids, (path, href)
            followed += 1
    assert followed > 50


def test_a_page_says_what_its_concept_is(birds: Path) -> None:
    page = read(birds, "bird/index.html")
    for said in ("Has feathers.", "Also called fowl", "Narrower jay , owl", "Vogel (de)"):
        assert said in page.text, said
    assert "Hat Federn." not in page.text
    jay = read(birds, "jay/index.html").text
    assert "bird jay deprecated" in jay
    assert "Use instead owl" in jay
    linked = next(text for text in page.texts if text.startswith("{"))
    assert json.loads(linked) == {
        "@context": "https://schema.org",
        "@type": "DefinedTerm",
        "@id": "http://e.org/bird",
        "name": "bird",
        "inLanguage": "en",
        "alternateName": ["fowl"],
        "description": "Has feathers.",
        "inDefinedTermSet": "http://e.org/",
    }


def test_a_name_that_misleads_is_said_first(tmp_path: Path) -> None:
    publish(Thesaurus.from_text(SMALL), tmp_path)
    text = read(tmp_path, "softmax/index.html").text
    assert "“softmax” misleads. It suggests: maximum It smooths arg max, not max. Clearer: softargmax" in text
    assert text.index("misleads") < text.rindex("Turns logits")  # the first is for search engines
    assert "It smooths arg max, not max." in read(tmp_path, "misleading.html").text


def test_each_language_has_its_pages(birds: Path) -> None:
    page = read(birds, "bird/index.de.html")
    assert ("html", {"lang": "de", "dir": "ltr"}) in page.elements
    assert "Hat Federn." in page.text
    assert "Has feathers." not in page.text
    assert "Eule" in page.text
    assert {"../owl/index.de.html", "../bird/index.html", "../bird/index.ar.html"} < set(page.links)
    assert "Vögel" in read(birds, "index.de.html").text
    assert ("html", {"lang": "ar", "dir": "rtl"}) in read(birds, "owl/index.ar.html").elements


def test_the_rdf_beside_a_page_is_what_export_writes(birds: Path) -> None:
    store = Thesaurus.from_text(BIRDS)
    for name in ("bird", "owl", "jay"):
        alone = part(store, [f"http://e.org/{name}"])
        assert (birds / f"{name}.ttl").read_bytes() == serialize(alone, "turtle")
        assert (birds / f"{name}.jsonld").read_bytes() == serialize(alone, "jsonld")
    assert (birds / "downloads/birds.ttl").read_bytes() == serialize(store, "turtle")


#: What changed, what had other addresses, and addresses that cannot be the names of files.
CHANGED = (
    BIRDS
    + """
<http://e.org/owl> dct:modified "2026-03-04" ; dct:created "2026-01-02" ; skos:changeNote "Better <b>."@en ;
    dct:replaces <http://e.org/strix>, <http://old.org/owl> .
<http://e.org/jay> dct:created "2026-03-05" .
<http://e.org/bird> dct:modified "2026-02-30" ; dct:created "2026-13-01", "soon" .
<http://e.org/OWL> a skos:Concept ; skos:prefLabel "Owl language"@en, "OWL"@de .
<http://e.org/a%20b> a skos:Concept ; skos:prefLabel "a b"@en .
<http://e.org/a%0A%22b> a skos:Concept ; skos:prefLabel "line"@en .
<http://e.org/gr%C3%B6%C3%9Fe> a skos:Concept ; skos:prefLabel "Größe"@en .
"""
)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the birds that have changed, once."""
    folder = tmp_path_factory.mktemp("changed")
    publish(Thesaurus.from_text(CHANGED), folder, name="birds", url="https://birds.example/site")
    return folder


def test_changes_are_told_by_date_and_in_a_feed(changed: Path, birds: Path) -> None:
    text = read(changed, "changes.html").text
    assert "2026-03-05 jay Created 2026-03-04 owl Modified Better <b>." in text
    feed = ElementTree.fromstring((changed / "changes.atom").read_bytes())  # noqa: S314 (our own)
    space = "{http://www.w3.org/2005/Atom}"
    said = [
        [entry.findtext(f"{space}{name}") for name in ("title", "updated", "id", "summary")]
        for entry in feed.iter(f"{space}entry")
    ]
    assert said == [
        ["jay (Created)", "2026-03-05T00:00:00Z", "http://e.org/jay#created.2026-03-05", None],
        ["owl (Modified)", "2026-03-04T00:00:00Z", "http://e.org/owl#modified.2026-03-04", "Better <b>."],
    ]
    links = [link.get("href", "") for link in feed.iter(f"{space}link")]
    places = [unquote(link.removeprefix("https://birds.example/site/")) for link in links]
    assert set(places) <= contents(changed).keys()
    assert "Eule (Geändert)" in (changed / "changes.de.atom").read_text("utf-8")
    assert not (birds / "changes.html").exists()


def test_a_former_address_leads_on(changed: Path) -> None:
    page = read(changed, "strix/index.html")
    assert "Use instead: owl" in page.text
    [to] = [attrs["content"] for _, attrs in page.elements if attrs.get("http-equiv") == "refresh"]
    assert to == "0; url=../owl-2/index.html"
    assert not (changed / "strix.ttl").exists()


def test_catalogues_are_told_what_there_is(changed: Path, tmp_path: Path) -> None:
    void = Thesaurus.open(changed / "void.ttl", base="https://birds.example/site/void.ttl")
    said = dict(void.about("https://birds.example/site/void.ttl#dataset"))
    rdfs = "http://rdfs.org/ns/void#"
    assert said[rdfs + "rootResource"] == "http://e.org/"
    assert str(said[f"{rdfs}entities"]).startswith('"7"')
    files = contents(changed)
    urls = [value for name in ("void#dataDump", "dcat#downloadURL") for value in linked(void, name)]
    assert len(urls) > 15
    assert {url.removeprefix("https://birds.example/site/") for url in urls} < files.keys()
    assert linked(void, "dcat#accessURL") == linked(void, "dcat#downloadURL")  # DCAT-AP asks for the former
    stanza = Thesaurus.open(changed / "hosting/skosmos.ttl")
    assert linked(stanza, "skosmos#mainConceptScheme") == ["http://e.org/"]
    publish(Thesaurus.from_text(CHANGED), tmp_path)
    assert "<downloads/vocabulary.ttl>" in (tmp_path / "void.ttl").read_text("utf-8")
    assert not (tmp_path / "hosting").exists()


def linked(thesaurus: Thesaurus, name: str) -> list[str]:
    """Return the nodes at the end of a property, by the end of its name."""
    return [
        str(triple.object.value)
        for triple in thesaurus.triples()
        if triple.predicate.value.endswith(name) and isinstance(triple.object, NamedNode)
    ]


class StoppedError(Exception):
    """Somebody pulls the plug."""


@pytest.mark.parametrize("count", [0, 4, 12])
def test_a_run_that_is_stopped_leaves_the_old_site_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    old, new = Thesaurus.from_text(BIRDS), Thesaurus.from_text(BIRDS.replace("Birds", "Fowls"))
    site, other = tmp_path / "site", tmp_path / "other"
    publish(old, site)
    before = contents(site)
    publish(old, other)
    publish(new, other)
    left, replace = count, os.replace

    def stopping(beside: str, place: str) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise StoppedError
        replace(beside, place)

    with monkeypatch.context() as patched, pytest.raises(StoppedError):
        patched.setattr(os, "replace", stopping)
        publish(new, site)
    with locked(site):  # who takes the lock next goes on
        pass
    assert contents(other) != before
    assert contents(site) == contents(other)


#: Publishes a file, and is gone at the given call of a function: as when killed, nothing is done any more.
KILLED = """
import os, sys
from pathlib import Path
from termgraph.pages.publishing import publish
from termgraph.skos import Thesaurus
from termgraph.store.record import no_collecting
from termgraph.staging import Staged
source, site, where, left = sys.argv[1], sys.argv[2], {"os": os, "Staged": Staged}[sys.argv[3]], int(sys.argv[5])
called = getattr(where, sys.argv[4])
def dying(*given):
    global left
    left -= 1
    if left < 0:
        os._exit(9)
    return called(*given)
setattr(where, sys.argv[4], dying)
publish(Thesaurus.open(source), site, name="birds")
"""


@pytest.mark.parametrize("call", ["Staged.add 30", "Staged.ready 0", "os.replace 0", "os.unlink 1"])
def test_a_run_that_is_killed_leaves_nothing_behind(tmp_path: Path, call: str) -> None:
    """What is unfinished goes with the next run, and so does what the killed one wrote or removed."""
    fewer = re.sub(r"<http://e\.org/jay> a .*?owl> \.", "", BIRDS, flags=re.DOTALL)
    fewer = fewer.replace(", <http://e.org/jay>", "").replace(" ; skos:related <http://e.org/jay>", "")
    kite = BIRDS + '<http://e.org/kite> a skos:Concept ; skos:prefLabel "kite"@en .'
    source, site, other = tmp_path / "kite.ttl", tmp_path / "site", tmp_path / "other"
    publish(Thesaurus.from_text(BIRDS), site, name="birds")
    publish(Thesaurus.from_text(fewer), other, name="birds")
    for killed in (kite, fewer):
        source.write_bytes(serialize(Thesaurus.from_text(killed)))
        where, name, count = call.replace(".", " ").split()
        done = subprocess.run([sys.executable, "-c", KILLED, source, site, where, name, count], check=False)
        assert done.returncode == 9
    publish(Thesaurus.from_text(fewer), site, name="birds")
    assert contents(site) == contents(other)
    assert sorted(site.rglob("*/")) == [site / path.relative_to(other) for path in sorted(other.rglob("*/"))]


def test_a_run_that_fails_before_all_is_made_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(Thesaurus.from_text(BIRDS), tmp_path)
    before = contents(tmp_path)

    def failing(*_: object) -> bytes:
        raise StoppedError

    monkeypatch.setattr("termgraph.pages.publishing.void", failing)
    with pytest.raises(StoppedError):
        publish(Thesaurus.from_text(BIRDS.replace("e.org/owl", "e.org/kite")), tmp_path)
    assert contents(tmp_path) == before
    assert not (tmp_path / "kite").exists()


def test_what_is_done_grows_with_every_phase(tmp_path: Path) -> None:
    told: list[float] = []
    publish(Thesaurus.from_text(BIRDS), tmp_path, url="https://e.org/x/", progress=told.append)
    assert told == sorted(told)
    assert len({*told}) > 30
    assert (told[0] < 0.1, told[-1]) == (True, 1)


def test_what_is_done_grows_within_a_download(tmp_path: Path) -> None:
    owls = "".join(f'<e:{n}> a skos:Concept ; skos:prefLabel "owl {n}"@en .' for n in range(450))
    told: list[float] = []
    made = publish(Thesaurus.from_text(owls), tmp_path, progress=told.append)
    assert told == sorted(told)
    assert len(told) == made.files + 1 + 5  # before each hundred terms of the glossary


def test_a_sitemap_names_every_page(birds: Path) -> None:
    sitemap = ElementTree.fromstring((birds / "sitemap.xml").read_bytes())  # noqa: S314 (our own)
    places = [place.text or "" for place in sitemap.iter()]
    named = {place.removeprefix("https://birds.example/site/") for place in places if place.strip()}
    pages = {path for path in contents(birds) if path.endswith(".html")}
    others = {"404.html", "explorer.html", "downloads/birds.html"}
    assert named == pages - others
    with pytest.raises(TermgraphError, match="no web address"):
        publish(Thesaurus.from_text(BIRDS), birds, url="birds.example")


def test_nothing_that_a_stranger_wrote_runs(tmp_path: Path) -> None:
    publish(Thesaurus.from_text(hostile()), tmp_path)
    seen = ""
    for path in contents(tmp_path):
        if not path.endswith(".html") or path.startswith(("downloads/", "explorer")):
            continue
        page = read(tmp_path, path)
        seen += page.text
        scripts = [attrs for tag, attrs in page.elements if tag == "script"]
        assert scripts in ([], [{"type": "application/ld+json"}])
        assert {tag for tag, _ in page.elements}.isdisjoint({"img", "iframe", "object", "embed", "base"})
        forms = [attrs for tag, attrs in page.elements if tag == "form"]
        assert [urljoin(f"/{path}", form["action"]) for form in forms] == ["/explorer.html"]
        for tag, attrs in page.elements:
            assert not [name for name in attrs if name.startswith("on")], (path, tag, attrs)
        [policy] = [
            a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"
        ]
        assert "default-src 'none'" in policy
    assert HOSTILE_TEXTS[0] in seen


def test_a_second_run_writes_what_changed_and_removes_what_is_gone(tmp_path: Path) -> None:
    first = publish(Thesaurus.from_text(BIRDS), tmp_path)
    assert first.changed == first.files
    before = contents(tmp_path)
    assert publish(Thesaurus.from_text(BIRDS), tmp_path).changed == 0
    assert contents(tmp_path) == before
    (tmp_path / "CNAME").write_text("birds.example", "utf-8")
    (tmp_path / "jay" / "mine.txt").write_text("kept", "utf-8")
    fewer = re.sub(r"<http://e\.org/jay> a .*?owl> \.", "", BIRDS, flags=re.DOTALL)
    fewer = fewer.replace(", <http://e.org/jay>", "").replace(" ; skos:related <http://e.org/jay>", "")
    second = publish(Thesaurus.from_text(fewer), tmp_path)
    assert second.gone == 5  # three pages, Turtle, JSON-LD
    assert not (tmp_path / "jay.ttl").exists()
    assert sorted(path.name for path in (tmp_path / "jay").iterdir()) == ["mine.txt"]
    assert (tmp_path / "CNAME").exists()
    assert 0 < second.changed < second.files


def test_what_is_not_ours_is_not_written_over(tmp_path: Path) -> None:
    for path in ("index.html", "owl/index.html", "CNAME"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("mine", "utf-8")
    before = contents(tmp_path)
    with pytest.raises(TermgraphError, match="from no earlier run, and would be written over and 1 more"):
        publish(Thesaurus.from_text(BIRDS), tmp_path)
    assert contents(tmp_path) == before
    for path in ("index.html", "owl/index.html"):
        (tmp_path / path).unlink()
    publish(Thesaurus.from_text(BIRDS), tmp_path)
    assert (tmp_path / "CNAME").read_text("utf-8") == "mine"


def test_what_is_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "owl").write_text("mine", "utf-8")
    with pytest.raises(TermgraphError, match=r"owl: is a file, where a folder is to be"):
        publish(Thesaurus.from_text(BIRDS), tmp_path)
    (tmp_path / "owl").unlink()
    (tmp_path / "owl.ttl").mkdir()
    with pytest.raises(TermgraphError, match=r"owl\.ttl: is a folder"):
        publish(Thesaurus.from_text(BIRDS), tmp_path)
    (tmp_path / "owl.ttl").rmdir()
    (tmp_path / "style.css").symlink_to("style.css")
    with pytest.raises(TermgraphError, match=r"style\.css: cannot be written: "):
        publish(Thesaurus.from_text(BIRDS), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["style.css"]


def test_a_list_of_files_that_leads_elsewhere_removes_nothing(tmp_path: Path) -> None:
    outside = tmp_path / "precious.txt"
    outside.write_text("mine", "utf-8")
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("mine", "utf-8")
    (folder / ".termgraph-pages").write_text("../precious.txt\n.git/config\nkept.html\n", "utf-8")
    publish(Thesaurus.from_text(BIRDS), folder)
    assert outside.read_text("utf-8") == "mine"
    assert (folder / ".git" / "config").read_text("utf-8") == "mine"


def test_the_same_vocabulary_gives_the_same_bytes(tmp_path: Path, birds: Path) -> None:
    publish(Thesaurus.from_text(BIRDS), tmp_path, name="birds", url="https://birds.example/site")
    assert contents(tmp_path) == contents(birds)


def test_places_are_names_of_files_and_no_two_are_one() -> None:
    iris = [
        "e:v/index.html",
        "e:v/style.css",
        "e:v/con/a",
        "e:v/",
        "e:v/../x",
        "e:v/.git/hooks",
        "e:v/%2Egit/x",
        "e:v/" + "ü" * 300,
        "f:w#größe",
        "e:v/IT",
    ]
    places = Places([*iris, "e:v/it"], "e:v/", ["style.css", "index.html"])
    folders = [places.folder(iri) for iri in [*iris, "e:v/it"]]
    assert len({folder.casefold() for folder in folders}) == len(folders)
    assert not {"style.css", "index.html"} & set(folders)
    for folder in folders:
        assert all(part and not part.startswith(".") and len(part) <= 90 for part in folder.split("/"))
    assert folders[-3:] == ["größe", "IT", "it-2"]


def test_the_command_says_what_it_wrote(tmp_path: Path) -> None:
    source, folder = tmp_path / "birds.ttl", tmp_path / "site"
    source.write_bytes(serialize(Thesaurus.from_text(BIRDS)))
    done = CliRunner().invoke(command, ["-V", str(source), "publish", str(folder)])
    assert done.exit_code == 0, done.output
    assert f"files in {folder}: " in done.output
    assert done.output.rstrip().endswith(str(folder / "index.html"))
    again = CliRunner().invoke(command, ["-V", str(source), "publish", str(folder)])
    assert ": 0 changed" in again.output
    assert (folder / "downloads/birds.ttl").is_file()


def test_the_library_publishes_as_the_command_does(tmp_path: Path) -> None:
    source = tmp_path / "birds.nt"
    source.write_bytes(serialize(Thesaurus.from_text(BIRDS), "ntriples"))
    made = termgraph.load(source).publish(tmp_path / "site")
    assert made.languages == ("en", "ar", "de")
    assert made.files == len(contents(tmp_path / "site")) - 1  # the list of them


def test_a_repository_gets_what_checks_and_publishes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    birds = Path("my birds.ttl")
    birds.write_bytes(serialize(Thesaurus.from_text(BIRDS)))
    arguments = ["-V", str(birds), "publish", "--init", "github"]
    Path(".pre-commit-config.yaml").write_text("repos: []\n", "utf-8")
    done = CliRunner().invoke(command, arguments)
    assert done.exit_code == 0, done.output
    assert ".pre-commit-config.yaml is there already" in done.output
    assert Path(".pre-commit-config.yaml").read_text("utf-8") == "repos: []\n"
    Path(".pre-commit-config.yaml").unlink()
    assert CliRunner().invoke(command, arguments).exit_code == 0
    workflows = [
        yaml.safe_load(Path(f".github/workflows/vocabulary-{name}.yml").read_text("utf-8"))
        for name in ("pages", "check")
    ]
    steps = [step for workflow in workflows for job in workflow["jobs"].values() for step in job["steps"]]
    assert steps[0]["with"] == {"fetch-depth": 0}  # else the pages would not tell versions
    ours = [step["run"] for step in steps if step.get("run", "").startswith("termgraph")]
    for run, expected in zip(ours, ("_site/index.html", "termgraph.sarif"), strict=True):
        words = [word.replace("$URL", "https://birds.example") for word in shlex.split(run)]
        ran = CliRunner().invoke(command, words[1:])
        assert ran.exit_code in (0, 1), ran.output  # 1: there is something to mend
        assert Path(expected).is_file()
    [hook] = yaml.safe_load(Path(".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    assert re.search(hook["files"], "my birds.ttl")
    ran = CliRunner().invoke(command, [*shlex.split(hook["entry"])[1:], *hook["args"]])
    assert ran.exit_code in (0, 1), ran.output


@pytest.mark.parametrize("source", ["../birds.ttl", "/birds.ttl", "a\nb", "-x"])
def test_what_is_no_path_in_a_repository_is_not_written_into_one(source: str) -> None:
    with pytest.raises(TermgraphError, match="is no path in a repository"):
        github(source)


def test_our_own_hooks_are_commands_that_there_are() -> None:
    hooks = yaml.safe_load((Path(__file__).parent.parent / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hooks
    for hook in hooks:
        asked = [*hook["entry"].split()[1:], "--help"]
        assert CliRunner().invoke(command, asked).exit_code == 0, hook["id"]


def test_a_format_that_cannot_say_a_vocabulary_is_left_out_and_told(tmp_path: Path) -> None:
    """A stray colon makes a property that RDF/XML has no name for; a published list of the Open Edu Hub has it."""
    odd = "<http://e.org/owl> <http://www.w3.org/2004/02/skos/core#exactMatch:> <http://e.org/jay> ."
    made = publish(Thesaurus.from_text(BIRDS + odd), tmp_path, name="birds")
    said = "RDF/XML cannot say the property <http://www.w3.org/2004/02/skos/core#exactMatch:>: its IRI does not end in"
    assert made.left_out == tuple(
        f"downloads/birds.{end} is left out: {said} an XML name" for end in ("owl", "rdf")
    )
    about = read(tmp_path, "about.html").links
    assert "downloads/birds.ttl" in about
    assert "downloads/birds.rdf" not in about


def test_the_page_for_what_is_missing_leads_home_from_any_path_where_the_address_is_known(
    birds: Path,
) -> None:
    links = [link for link in read(birds, "404.html").links if not link.startswith(("#", "data:", "http"))]
    assert links
    assert all(link.startswith("/site/") for link in links)
    for link in links:
        assert (birds / unquote(link.removeprefix("/site/"))).is_file(), link


def test_the_first_page_names_what_is_outermost_and_counts_the_rest(tmp_path: Path) -> None:
    """UNESCO's thesaurus has 96 collections in seven domains, and five hundred concepts without a broader one."""
    tops = "".join(
        f'<http://e.org/{n}> a skos:Concept ; skos:prefLabel "top {n}"@en ; skos:narrower '
        + ", ".join(f"<http://e.org/{n}-{m}>" for m in range(1 + (n == 50)))
        + " ."
        for n in range(51)
    )
    below = "".join(
        f'<http://e.org/{n}-{m}> a skos:Concept ; skos:prefLabel "low"@en .'
        for n in range(51)
        for m in range(2)
    )
    groups = """<http://e.org/all> a skos:Collection ; skos:prefLabel "all"@en ; skos:member <http://e.org/some> .
        <http://e.org/some> a skos:Collection ; skos:prefLabel "some"@en ; skos:member <http://e.org/1> ."""
    publish(Thesaurus.from_text(tops + below + groups), tmp_path)
    text = read(tmp_path, "index.html").text
    assert "Collections all +1 more Where to begin top 0 top 1" in text
    assert "top 38 top 50 +11 more" in text
    site = Thesaurus.from_text(GRAINS)
    publish(site, tmp_path / "grains")
    assert "Collections by size +1 more" in read(tmp_path / "grains", "index.html").text


@pytest.mark.parametrize(("tag", "said"), [("fi", ' lang="en"'), ("de-AT", "")])
def test_words_in_another_language_than_the_names_are_marked(tag: str, said: str, tmp_path: Path) -> None:
    text = f'<http://e.org/a> a skos:Concept ; skos:prefLabel "lintu"@{tag} ; skos:note "x"@{tag} .'
    publish(Thesaurus.from_text(text), tmp_path)
    page = (tmp_path / "a/index.html").read_text("utf-8")
    assert f'<html lang="{tag}" dir="ltr">' in page
    assert f"<header{said}>" in page
    assert f"<dt{said}>" in page


def test_what_single_concepts_leave_out_is_told(tmp_path: Path) -> None:
    source = tmp_path / "owl.ttl"
    said = (
        '<e:owl> a skos:Concept ; skos:prefLabel "owl"@en . <e:ann> <e:says> <<( <e:owl> a skos:Concept )>> .'
    )
    source.write_text(f"PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n{said}", "utf-8")
    found = CliRunner().invoke(command, ["-V", str(source), "export", "--concept", "owl"])
    assert (found.exit_code, "leaves out 1 triple about a triple" in found.stderr) == (0, True)
    assert publish(Thesaurus.open(source), tmp_path / "site").left_out == (
        "downloads/vocabulary.jsonld is left out: JSON-LD has no triples about triples",
        "1 triple about a triple: the files of single concepts leave that out",
    )


def test_pages_of_one_language_are_gone_before_those_of_the_next_are_made() -> None:
    with no_collecting():
        site = Layout(Thesaurus.from_text(BIRDS)).site("en")
        made = [
            *site.overviews().values(),
            *map(site.resource, site.numbered.iris),
            site.missing(),
        ]
        left = weakref.ref(site)
        del site
        assert (len(made) > 5, left()) == (True, None)
