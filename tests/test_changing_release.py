"""A release: what is checked before it, what it writes, and what it leaves to people."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from termgraph.api import load
from termgraph.entries import read_folder
from termgraph.errors import Problems, TermgraphError
from termgraph.pages.layout import Layout
from tests.commands import run
from tests.test_store_revision import git


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of which version 1.0.0 is tagged, and that has an entry more since."""
    made = tmp_path / "glossary"
    for name in ("owl", "bat"):
        assert run("-V", made, "new", name, "--definition", f"What {name} means.").status == 0
    git(tmp_path, "init", "-q", "-b", "main")
    load(made).release("1.0.0", day="2026-11-01")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "one")
    git(tmp_path, "tag", "birds-1.0.0")
    assert run("-V", made, "new", "wren").status == 0
    return made


def test_a_release_numbers_the_vocabulary_and_tells_what_has_changed(folder: Path) -> None:
    made = load(folder).release("1.1.0", day="2026-11-29")
    assert made.since == "birds-1.0.0"
    vocabulary = read_folder(folder)
    base = "https://example.org/glossary/version/"
    assert (vocabulary.version, vocabulary.modified) == ("1.1.0", "2026-11-29")
    assert (vocabulary.version_iri, vocabulary.prior_version) == (f"{base}1.1.0", f"{base}1.0.0")
    changes = (folder / "CHANGELOG.md").read_text("utf-8")
    assert changes.index("## 1.1.0 - 2026-11-29") < changes.index("## 1.0.0 - 2026-11-01")
    assert "### Added\n\n- **wren**" in changes
    assert made.commands[-1].endswith("tag -a birds-1.1.0 -m 'glossary 1.1.0'")
    assert git(folder, "tag").split() == ["birds-1.0.0"]


def test_the_graph_says_which_version_it_is(folder: Path) -> None:
    load(folder).release("1.1.0")
    store = load(folder)
    said = {name.rpartition("#")[2]: value for name, value in store.about(store.scheme or "")}
    assert said["versionInfo"] == ox.Literal("1.1.0")
    assert (said["versionIRI"], said["priorVersion"]) == (
        "https://example.org/glossary/version/1.1.0",
        "https://example.org/glossary/version/1.0.0",
    )
    assert store.to_vocabulary().prior_version == said["priorVersion"]


def test_a_term_says_in_which_versions_it_is_and_so_does_its_page(folder: Path, tmp_path: Path) -> None:
    load(folder).release("1.1.0")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "two")
    git(tmp_path, "tag", "birds-1.1.0")
    git(tmp_path, "tag", "birds-latest")
    assert run("-V", folder, "new", "kite").status == 0
    graph = load(folder)
    told = {card.id: card.versions for name in ("owl", "wren", "kite") for card in graph.cards(name)}
    assert told == {"owl": ("1.0.0", "1.1.0"), "wren": ("1.1.0",), "kite": ()}
    assert re.search(r"^In versions +1\.0\.0, 1\.1\.0$", run("-V", folder, "show", "owl").out, re.MULTILINE)
    site = Layout(graph).site("en")
    assert "<dt>In versions</dt><dd>1.1.0</dd>" in site.concept(f"{graph.base}wren")
    assert "In versions" not in site.concept(f"{graph.base}kite")


def test_an_id_that_was_published_and_is_gone_is_refused(folder: Path) -> None:
    (folder / "entries" / "bat.md").unlink()
    before = (folder / "vocabulary.yaml").read_bytes()
    with pytest.raises(Problems, match=r"bat was in birds-1\.0\.0 and is gone"):
        load(folder).release("2.0.0")
    assert (folder / "vocabulary.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("version", "day", "why"),
    [
        ("1.0.0", None, "not after 1.0.0"),
        ("0.9", None, "not after 1.0.0"),
        ("1.0.0-rc1", None, "not after 1.0.0"),
        ("next", None, "is no version"),
        ("1.1.0", "tomorrow", "is no date"),
    ],
)
def test_what_is_no_later_version_is_refused(folder: Path, version: str, day: str | None, why: str) -> None:
    with pytest.raises(TermgraphError, match=why):
        load(folder).release(version, day=day)


def test_errors_are_refused(folder: Path) -> None:
    (folder / "entries" / "wren.md").write_text(
        '---\nprefLabel: wren\nnotation: "1"\naltLabels: [Wren]\n---\n', "utf-8"
    )
    text = folder / "check.yaml"
    text.write_text("severities: {undocumented: error}\n", "utf-8")
    with pytest.raises(TermgraphError, match="error"):
        load(folder).release("1.1.0")


def test_a_dry_run_writes_nothing_and_comments_stay(folder: Path) -> None:
    path = folder / "vocabulary.yaml"
    path.write_text("# Ours.\n" + path.read_text("utf-8"), "utf-8")
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    ran = run("-V", folder, "release", "1.1.0", "--date", "2026-11-29", "--dry-run")
    assert ran.status == 0
    assert "would write" in ran.out and "## 1.1.0 - 2026-11-29" in ran.out
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before
    load(folder).release("1.1.0", day="2026-11-29")
    assert path.read_text("utf-8").startswith("# Ours.\ntitle: glossary\n")


def test_what_is_unreleased_stays_on_top(folder: Path) -> None:
    path = folder / "CHANGELOG.md"
    path.write_text(
        path.read_text("utf-8").replace("# Changelog\n", "# Changelog\n\n## Unreleased\n\n- Soon.\n"), "utf-8"
    )
    load(folder).release("1.1.0", since="birds-1.0.0")
    text = path.read_text("utf-8")
    assert text.index("Unreleased") < text.index("1.1.0") < text.index("1.0.0")
