"""`termgraph link`: where links are set in each format, that a second run changes nothing, and what is left alone."""

from __future__ import annotations

import html
import json
from pathlib import Path

import pytest

from termgraph.matching.judging import Judge
from termgraph.matching.linking import Linker
from termgraph.matching.linking.markup import MARKUPS
from termgraph.matching.prose import prose_of
from termgraph.skos import Thesaurus
from tests.commands import run
from tests.test_lint import PREFIXES

WORDS = (
    PREFIXES
    + """
@prefix : <http://e.org/> .
:owl a skos:Concept ; skos:prefLabel "barn owl"@en ; skos:altLabel "night | \\"bird\\""@en ;
    skos:definition "A bird. It's <b>shy</b>."@en .
:batch a skos:Concept ; skos:prefLabel "batch"@en .
:m a tg:Misnomer ; tg:misleadingName :batch ; skos:note "It is a part of 'the' batch."@en .
:bat a skos:Concept ; skos:prefLabel "bat"@en . :club a skos:Concept ; skos:prefLabel "bat"@en .
"""
)
TEXTS = {
    "markdown": "# Barn owl\n\nA barn owl, `barn owl`, [barn owl](x) and more.\n\n## Two\n\nBarn owls, bats.\n",
    "html": "<h1>Barn owl</h1><p>A barn owl, <code>barn owl</code>, <a href='x'>barn owl</a>.</p>"
    "<h2>Two</h2><p>Barn owls</p>",
    "rst": "Barn owl\n========\n\nA barn owl, ``barn owl`` and `barn owl <x>`_.\n\nTwo\n---\n\nBarn owls.\n",
    "asciidoc": "== Barn owl\n\nA barn owl, `barn owl`, link:x[barn owl].\n\n== Two\n\nBarn owls.\n",
    "latex": "\\section{Barn owl} A barn owl, $barn owl$, \\href{x}{barn owl}. \\section{Two} Barn owls.",
    "notebook": json.dumps(
        {
            "cells": [
                {
                    "cell_type": "markdown",
                    "source": ["# Barn owl\n", "A barn owl, `barn owl`.\n", "# Two\n", "Barn owls"],
                }
            ]
        }
    ),
}


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(Thesaurus.from_text(WORDS))


@pytest.mark.parametrize("format_", MARKUPS)
def test_the_first_use_of_each_section_is_linked_once_and_for_all(judge: Judge, format_: str) -> None:
    linker = Linker(judge)
    first = linker.linked(prose_of(TEXTS[format_], "a", format_))
    assert first.links == 2
    assert first.text.count("http://e.org/owl") == 2
    again = linker.linked(prose_of(first.text, "a", format_))
    assert again == first
    assert MARKUPS[format_].without(first.text, {"http://e.org/owl"}) == TEXTS[format_]


def test_a_moved_vocabulary_leaves_the_links_of_people(judge: Judge) -> None:
    said = "A [barn owl](http://e.org/owl), a barn owl."
    linked = Linker(judge, to="https://site.e/birds").linked(prose_of(said, "a.md"))
    assert linked.text.startswith("A [barn owl](http://e.org/owl), a [barn owl](https://site.e/birds/owl/ '")


@pytest.mark.parametrize(("each", "links"), [("section", 2), ("page", 1), ("use", 2)])
def test_each(judge: Judge, each: str, links: int) -> None:
    prose = prose_of(TEXTS["markdown"], "a.md")
    assert Linker(judge, each=each).linked(prose).links == links  # type: ignore[arg-type]


def test_a_misleading_name_has_its_note(judge: Judge) -> None:
    linked = Linker(judge).linked(prose_of("One batch.", "a.html"))
    assert "The name misleads: It is a part of &#x27;the&#x27; batch." in linked.text


def test_what_a_vocabulary_says_becomes_no_markup(judge: Judge) -> None:
    for name, unsafe in (("a.md", "'s"), ("a.html", "<b>")):
        linked = Linker(judge).linked(prose_of("A barn owl.", name))
        assert linked.links == 1
        assert unsafe not in linked.text


def test_homonyms_are_left_alone_and_told(judge: Judge) -> None:
    linked = Linker(judge).linked(prose_of("A bat.", "a.md"))
    assert (linked.text, linked.homonyms) == ("A bat.", ("bat",))


def test_the_glossary_is_renewed(judge: Judge) -> None:
    linker = Linker(judge)
    first = linker.linked(prose_of("A barn owl.\n", "a.md"), glossary=True)
    assert "## Terms used here\n\n- **[barn owl](http://e.org/owl)**: A bird." in first.text
    assert linker.linked(prose_of(first.text, "a.md"), glossary=True).text == first.text


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "words.ttl").write_text(WORDS, "utf-8")
    (tmp_path / "docs/in").mkdir(parents=True)
    (tmp_path / "docs/a.md").write_bytes(b"A barn owl.\r\n")
    (tmp_path / "docs/in/b.rst").write_text("A barn owl.\n", "utf-8")
    (tmp_path / "docs/c.txt").write_text("A barn owl.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TERMGRAPH_VOCAB", "words.ttl")
    return tmp_path


def test_one_document_goes_to_standard_output(folder: Path) -> None:
    ran = run("link", "docs/a.md")
    assert ran.out.startswith("A [barn owl](http://e.org/owl 'A bird.').")
    assert ran.err == "docs/a.md: 1 link\n"
    assert (folder / "docs/a.md").read_bytes() == b"A barn owl.\r\n"


def test_folders_are_written_elsewhere_or_in_place(folder: Path) -> None:
    assert run("link", "docs").status == 2
    assert run("link", "docs", "-o", "out", "--in-place").status == 2
    ran = run("link", "docs", "-o", "out", "--to", "/birds")
    assert (ran.status, ran.err) == (0, "docs/a.md: 1 link\ndocs/in/b.rst: 1 link\n")
    assert (folder / "out/a.md").read_bytes() == b"A [barn owl](/birds/owl/ 'A bird.').\r\n"
    assert (folder / "out/in/b.rst").read_text("utf-8") == "A `barn owl </birds/owl/>`__.\n"
    assert run("link", "docs", "--in-place", "--to", "/birds").status == 0
    assert (folder / "docs/a.md").read_bytes() == (folder / "out/a.md").read_bytes()


def test_what_has_no_links_is_refused(folder: Path) -> None:
    ran = run("link", "docs/c.txt")
    assert ran.status == 3
    assert "holds no links" in ran.err


def test_nothing_of_a_tooltip_is_markup_of_asciidoc(judge: Judge) -> None:
    linked = MARKUPS["asciidoc"].write("batch", "http://e.org/batch", '{a} "b" ]c[ *d* _e_ `f`')
    told = linked.partition('title="')[2].partition('",role')[0]
    assert not set(told) & set('{}"[]*_`')
    assert html.unescape(told) == '{a} "b" ]c[ *d* _e_ `f`'
    again = Linker(judge).linked(prose_of(f"A {linked}.", "a.adoc"))
    assert again.text.count("link:") == 1
