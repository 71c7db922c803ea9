"""The page as it is written: complete, inert, always the same, and in step with the graph."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from termgraph.errors import TermgraphError
from termgraph.namespaces import data_dir
from termgraph.network import EDGE_KINDS, SYMMETRIC, to_networkx
from termgraph.store import Store
from termgraph.view import render, write_view
from termgraph.view.content import term_keys
from termgraph.view.drawing import WHOLE_MAP
from tests.viewing import HOSTILE_TEXTS, SMALL, hostile


class Page(HTMLParser):
    """What a browser would see in a page: elements, inline scripts and styles, and text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.inline: list[tuple[str, dict[str, str], str]] = []
        self.texts: list[str] = []
        self._open: tuple[str, dict[str, str]] | None = None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.elements.append((tag, found))
        if tag in ("script", "style"):
            self._open = tag, found
            self.inline.append((tag, found, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open is None:
            self.texts.append(data)
        else:
            tag, attrs, text = self.inline.pop()
            self.inline.append((tag, attrs, text + data))

    @property
    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(
            next(text for _, attrs, text in self.inline if attrs.get("id") == "data")
        )
        return found

    def ids(self) -> list[str]:
        return [attrs["id"] for _, attrs in self.elements if "id" in attrs]


@pytest.fixture(scope="module")
def small() -> str:
    return render(Store.from_text(SMALL))


@pytest.fixture(scope="module")
def harmful() -> str:
    return render(Store.from_text(hostile()))


def test_the_page_has_what_a_page_needs(small: str) -> None:
    assert small.startswith('<!doctype html>\n<html lang="en">')
    assert "<title>Small vocabulary</title>" in small
    assert '<meta name="viewport"' in small
    assert render(Store.from_text(SMALL), "Another <title>").count("Another &lt;title&gt;") >= 2


@pytest.mark.parametrize("which", ["small", "harmful"])
def test_nothing_comes_from_outside_and_nothing_runs_that_is_not_named(
    which: str, request: pytest.FixtureRequest
) -> None:
    page = Page(request.getfixturevalue(which))
    loading = {
        "src",
        "srcset",
        "action",
        "formaction",
        "poster",
        "background",
        "data",
        "ping",
        "style",
        "http-equiv",
    }
    for tag, attrs in page.elements:
        assert not any(name.startswith("on") for name in attrs), (tag, attrs)
        if tag != "meta":
            assert not loading & attrs.keys(), (tag, attrs)
        if "href" in attrs:
            assert re.match(r"#|https?://|data:,$", attrs["href"]), (tag, attrs)
            outward = attrs["href"].startswith("http")
            assert not outward or (tag == "a" and "noopener" in attrs["rel"]), (tag, attrs)
    links = [attrs for tag, attrs in page.elements if tag == "link"]
    assert links == [{"rel": "icon", "href": "data:,"}]
    assert {tag for tag, _ in page.elements}.isdisjoint({"img", "iframe", "object", "embed", "form", "base"})


@pytest.mark.parametrize("which", ["small", "harmful"])
def test_the_policy_names_exactly_the_scripts_and_styles_of_the_page(
    which: str, request: pytest.FixtureRequest
) -> None:
    page = Page(request.getfixturevalue(which))
    policy = next(attrs["content"] for _, attrs in page.elements if attrs.get("http-equiv"))
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split("; ")}
    assert rules["default-src"] == ["'none'"]
    assert "unsafe" not in policy

    def hashes(wanted: str) -> list[str]:
        return [
            f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
            for tag, attrs, text in page.inline
            if tag == wanted and attrs.get("type") != "application/json"
        ]

    assert rules["script-src"] == hashes("script")
    assert rules["style-src"] == hashes("style")
    assert len(rules["script-src"]) == 3


def test_hostile_texts_are_shown_as_text(harmful: str) -> None:
    page = Page(harmful)
    text = " ".join(page.texts)
    assert "<script>window.__pwn = 1</script>" in text
    assert "{{ 7 * 7 }}" in text
    assert "49" not in text
    assert "left\\u202eright" in text
    assert "\u202e" not in harmful
    assert len([tag for tag, _, _ in page.inline if tag == "script"]) == 4
    labels = {"".join(node["label"].split()) for node in page.data["nodes"]}
    assert "</style><style>body{display:none}</style>" in labels
    assert not any("title" in node for node in page.data["nodes"]), "vis would show a title as HTML"
    assert not re.search("[<>\u2028\u2029]", next(t for _, a, t in page.inline if a.get("id") == "data"))


def test_ids_are_unique_and_links_within_the_page_lead_somewhere(small: str, harmful: str) -> None:
    for text in (small, harmful):
        page = Page(text)
        ids = page.ids()
        assert len(ids) == len(set(ids))
        terms = {node["term"] for node in page.data["nodes"] if "term" in node}
        assert {id_.removeprefix("term=") for id_ in ids if id_.startswith("term=")} == terms


def test_the_list_without_scripts_is_the_whole_graph() -> None:
    store = Store.open(data_dir() / "ml")
    graph = to_networkx(store.triples())
    page = Page(render(store))
    text = " ".join(" ".join(page.texts).split())
    for node, data in graph.nodes(data=True):
        assert data["label"] in text, node
    concepts = [node for node, data in graph.nodes(data=True) if data["kind"] == "concept"]
    assert len([id_ for id_ in page.ids() if id_.startswith("term=")]) == len(concepts)


def test_the_lines_stand_for_the_edges_of_the_network_and_for_no_others() -> None:
    store = Store.open(data_dir() / "ml")
    graph = to_networkx(store.triples())
    data = Page(render(store)).data
    iris = list(graph)
    lines = {(iris[edge["from"]], edge["kind"], iris[edge["to"]]) for edge in data["edges"]}
    stated = set()
    for a, b, kind in graph.edges(keys=True):
        stated.add((a, kind, b))
        if (a, kind, b) in lines or (kind in SYMMETRIC and (b, kind, a) in lines):
            continue
        implied_by = {
            "related": {"partOf", "contrastsWith", "confusedWith"},
            "synonymOf": {"abbreviationOf"},
        }[kind]
        assert any((x, other, y) in lines for other in implied_by for x, y in ((a, b), (b, a))), (a, kind, b)
    assert lines <= stated
    assert {kind for _, kind, _ in lines} <= set(EDGE_KINDS)


def test_the_article_of_a_misnomer(small: str) -> None:
    start = small.index('<article id="term=softmax"')
    article = small[start : small.index("</article>", start)]
    words = " ".join(re.sub(r"<[^>]+>", "", article).split())
    assert "“softmax” suggests maximum, but: It smooths arg max, not max. Clearer: softargmax" in words
    assert "Who says so: Miller 2016" in words
    assert "function › activation function ›" in words
    assert '<a href="#term=logit">logits</a>' in article
    assert '<a href="https://example.org/" rel="noopener noreferrer">the web</a>' in article
    assert "javascript:" not in re.sub(r">[^<]*<", "><", article)
    assert '<code class="tex">e^{x_i}</code>' in article
    assert "Miller 2016</bdi></a>, <bdi>p. 81" in article
    assert article.index('class="card"') < article.index('class="definition"')


def test_a_related_concept_is_listed_once_under_what_says_most(small: str) -> None:
    start = small.index('<article id="term=softmax"')
    article = small[start : small.index("</article>", start)]
    assert article.count(">maximum</bdi>") == 2  # in the card and as "often confused with", not as "related"
    assert [*re.findall(r'class="group (\w+)"', article)] == [
        "names",
        "broader",
        "partOf",
        "confusedWith",
        "names",
        "sources",
    ]


def test_the_same_page_for_every_hash_seed() -> None:
    code = (
        "import hashlib; from termgraph.store import Store; from termgraph.view import render\n"
        "from tests.viewing import SMALL, hostile\n"
        "for text in (SMALL, hostile()): print(hashlib.sha256(render(Store.from_text(text)).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parent.parent,
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "42")
    }
    assert len(digests) == 1


def test_a_large_vocabulary_is_not_drawn_all_at_once() -> None:
    triples = [f'<http://e.org/{n}> a skos:Concept ; skos:prefLabel "c{n}" .' for n in range(WHOLE_MAP + 50)]
    triples += [
        f"<http://e.org/{n}> skos:broader <http://e.org/{n // 8}> ." for n in range(1, WHOLE_MAP + 50)
    ]
    data = Page(render(Store.from_text("\n".join(triples)))).data
    assert len(data["nodes"]) == WHOLE_MAP + 50
    assert 1 < sum("x" in node for node in data["nodes"]) <= 80


def test_what_is_only_mentioned_is_left_out_and_said_to_be() -> None:
    page = render(
        Store.from_text(
            '<http://e.org/a> a skos:Concept ; skos:prefLabel "a" ; skos:broader <http://e.org/b> .'
        )
    )
    assert "1 concepts that are mentioned" in page
    assert 'id="term=b"' not in page


@pytest.mark.parametrize(
    "turtle",
    ["", "<http://e.org/a> skos:broader <http://e.org/b> .", "_:x a skos:Concept ; skos:prefLabel 'x' ."],
)
def test_hardly_anything_makes_a_page_too(turtle: str) -> None:
    assert "</html>" in render(Store.from_text(turtle))


def test_keys_are_short_where_they_can_be() -> None:
    base = "https://w3id.org/termgraph/ml/"
    assert term_keys([base + "softmax", base], base) == {base + "softmax": "softmax", base: "ml"}
    assert term_keys(["urn:x"], None) == {"urn:x": "urn:x"}


def test_a_page_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("here first")
    with pytest.raises(TermgraphError):
        write_view(Store.from_text(SMALL), file / "page.html")
    with pytest.raises(TermgraphError):
        write_view(Store.from_text(SMALL), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    write_view(Store.from_text(SMALL), tmp_path / "page.html", title="Mine")
    assert "<title>Mine</title>" in (tmp_path / "page.html").read_text("utf-8")


def test_the_hostile_texts_are_all_there(harmful: str) -> None:
    assert len(Page(harmful).data["names"]) >= 3 * len(HOSTILE_TEXTS)
