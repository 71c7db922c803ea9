"""The plug-in for MkDocs and the extension for Sphinx, in real builds of small sites."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html

from tests.test_link import WORDS

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
TIP = "A bird."


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Say to importlib.metadata what pyproject.toml says, whatever was installed when."""
    points = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    told = tmp_path / "site/plugged-1.dist-info"
    told.mkdir(parents=True)
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: plugged\nVersion: 1\n", "utf-8")
    lines = [
        f"[{group}]\n" + "".join(f"{key} = {value}\n" for key, value in said.items())
        for group, said in points.items()
    ]
    (told / "entry_points.txt").write_text("\n".join(lines), "utf-8")
    monkeypatch.syspath_prepend(str(told.parent))


def links(page: Path) -> list[tuple[str, str, str]]:
    """Return the text, the address and the tooltip of each link of ours on a page."""
    found = html.fromstring(page.read_text("utf-8")).iter("a")
    return [
        (a.text_content(), a.get("href", ""), a.get("title", ""))
        for a in found
        if "birds/" in a.get("href", "")
    ]


def seen(page: Page, file: Path, told: str) -> None:
    """Look at a page in a browser: its first link of ours is to be seen, and says what it leads to."""
    from playwright.sync_api import expect

    page.goto(file.as_uri())
    link = page.get_by_role("link", name="barn owl", exact=True).first
    expect(link).to_be_visible()
    expect(link).to_have_accessible_description(told)
    link.hover()
    assert link.evaluate("one => getComputedStyle(one).textDecorationLine") == "underline"
    assert page.locator("code, h1").filter(has=page.locator("a[href*='birds/']")).count() == 0


@pytest.fixture
def site(tmp_path: Path, installed: None) -> Path:
    """Build a site with MkDocs, and return its folder."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    docs = tmp_path / "docs"
    docs.mkdir()
    (tmp_path / "words.ttl").write_text(WORDS, "utf-8")
    (docs / "index.md").write_text(
        "# Barn owl\n\nA barn owl, `barn owl`, and a barn owl.\n\n## More\n\nBarn owls.\n", "utf-8"
    )
    (docs / "off.md").write_text("---\ntermgraph: false\n---\n# Off\n\nA barn owl.\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Birds\ntheme: {name: null, custom_dir: theme}\n"
        "plugins:\n  - termgraph: {vocabulary: words.ttl, to: /birds/}\n",
        "utf-8",
    )
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/main.html").write_text("<body>{{ page.content }}</body>", "utf-8")
    build(load_config(str(tmp_path / "mkdocs.yml")))
    return tmp_path / "site"


def test_mkdocs_builds_a_site_with_links(site: Path) -> None:
    assert links(site / "index.html") == [
        ("barn owl", "/birds/owl/", TIP),
        ("Barn owls", "/birds/owl/", TIP),
    ]
    assert links(site / "off/index.html") == []


@pytest.mark.browser
def test_pages_of_mkdocs_show_links_and_tooltips(page: Page, site: Path) -> None:
    seen(page, site / "index.html", TIP)


@pytest.mark.usefixtures("installed")
def test_mkdocs_says_in_a_line_what_is_wrong(tmp_path: Path) -> None:
    from mkdocs.config import load_config
    from mkdocs.exceptions import PluginError

    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: B\nplugins: [termgraph: {vocabulary: gone.ttl}]\n", "utf-8"
    )
    config = load_config(str(tmp_path / "mkdocs.yml"))
    with pytest.raises(PluginError, match=r"termgraph: .*gone\.ttl"):
        config.plugins.on_config(config)


@pytest.fixture
def conf(tmp_path: Path) -> Iterator[Path]:
    """Return a folder of Sphinx; what Sphinx loads into docutils for a build is of that build alone."""
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    source = tmp_path / "source"
    source.mkdir()
    (source / "words.ttl").write_text(WORDS, "utf-8")
    (source / "conf.py").write_text(
        "extensions = ['termgraph.sphinx']\nhtml_theme = 'basic'\n"
        "termgraph_vocabulary, termgraph_to = 'words.ttl', '/birds/'\n",
        "utf-8",
    )
    (source / "index.rst").write_text(
        "Barn owl\n========\n\nA barn owl, ``barn owl``, `barn owl <x>`_ and a *barn owl*.\n\n.. toctree::\n\n"
        "   off\n\nMore\n----\n\nBarn owls, bats.\n\n  A quoted barn owl.\n",
        "utf-8",
    )
    (source / "off.rst").write_text(":termgraph: off\n\nOff\n===\n\nA barn owl.\n", "utf-8")
    with patch_docutils(str(source)), docutils_namespace():
        yield source


def build_sphinx(source: Path) -> None:
    """Build a documentation as HTML."""
    from sphinx.application import Sphinx

    out = source.parent / "out"
    app = Sphinx(
        str(source), str(source), str(out), str(out / "trees"), "html", status=None, warning=io.StringIO()
    )
    app.build()


@pytest.mark.filterwarnings("ignore")  # what Sphinx says to docutils
def test_sphinx_builds_a_site_with_links(conf: Path) -> None:
    build_sphinx(conf)
    assert links(conf.parent / "out/index.html") == [
        ("barn owl", "/birds/owl/", TIP),
        ("Barn owls", "/birds/owl/", TIP),
    ]
    assert links(conf.parent / "out/off.html") == []


@pytest.mark.browser
@pytest.mark.filterwarnings("ignore")
def test_pages_of_sphinx_show_links_and_tooltips(page: Page, conf: Path) -> None:
    build_sphinx(conf)
    seen(page, conf.parent / "out/index.html", TIP)


@pytest.mark.filterwarnings("ignore")
def test_sphinx_says_in_a_line_what_is_wrong(conf: Path) -> None:
    from sphinx.errors import ExtensionError

    with (conf / "conf.py").open("a", encoding="utf-8") as file:
        file.write("termgraph_each = 'word'\n")
    with pytest.raises(ExtensionError, match="one of section, page, use"):
        build_sphinx(conf)
