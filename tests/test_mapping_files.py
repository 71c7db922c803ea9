"""A file of mappings is a source beside a vocabulary: read, exported, checked."""

from __future__ import annotations

from pathlib import Path

import pytest

import termgraph
from termgraph.errors import TermgraphError
from termgraph.namespaces import SKOS
from tests.commands import run

HEAD = (
    "@prefix e: <http://e.org/> . @prefix f: <http://f.org/> .\n"
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
)
MINE = """
e:s a skos:ConceptScheme .
e:owl a skos:Concept ; skos:inScheme e:s ; skos:prefLabel "owl"@en ; skos:broader e:bird .
e:bird a skos:Concept ; skos:inScheme e:s ; skos:prefLabel "bird"@en .
"""
THEIRS = """
f:s a skos:ConceptScheme .
f:1 a skos:Concept ; skos:inScheme f:s ; skos:prefLabel "owls"@en .
f:2 a skos:Concept ; skos:inScheme f:s ; skos:prefLabel "birds"@en ; skos:broader f:1 .
"""
ROWS = (
    "#curie_map:\n#  e: http://e.org/\n#  f: http://f.org/\n"
    "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tobject_label\tmapping_justification\tconfidence\n"
)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name, text in (("a.ttl", HEAD + MINE), ("b.ttl", HEAD + THEIRS)):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def rows(files: Path, *said: str) -> Path:
    path = files / "m.sssom.tsv"
    path.write_text(ROWS + "".join(f"{row}\n" for row in said), "utf-8")
    return path


def test_mappings_are_read_beside_a_vocabulary_and_come_out_as_they_went_in(files: Path) -> None:
    """With what is said of each; a refusal is told, and is no mapping."""
    said = (
        "e:bird\tskos:closeMatch\tNot\tf:1\towls\tsemapv:ManualMappingCuration\t",
        "e:owl\tskos:exactMatch\t\tf:1\towls\tsemapv:LexicalMatching\t0.9",
        "http://e.org/a%20b\tskos:exactMatch\t\tf:1\towls\tsemapv:LexicalMatching\t0.9",
    )
    birds = termgraph.load(files / "a.ttl", rows(files, *said))
    assert set(birds.links(SKOS + "exactMatch")) == {
        ("http://e.org/owl", "http://f.org/1"),
        ("http://e.org/a%20b", "http://f.org/1"),
    }
    assert not list(birds.links(SKOS + "closeMatch"))
    out = run("-V", files / "a.ttl", "-V", files / "m.sssom.tsv", "export", "-f", "sssom").out
    (owl,) = (line.split("\t") for line in out.splitlines() if line.startswith("e:owl"))
    assert {"skos:exactMatch", "f:1", "owls", "semapv:LexicalMatching", "0.9"} <= set(owl)
    core = run(
        "-V", files / "a.ttl", "-V", files / "m.sssom.tsv", "export", "-f", "turtle", "--profile", "core"
    ).out
    assert "skos:exactMatch f:1" in core
    assert "sssom:" not in core


def test_mappings_are_checked(files: Path) -> None:
    """That unite two concepts of one scheme, go in a circle with the hierarchy, or lead to what is gone."""
    owls, birds, both, gone = (
        f"e:{mine}\tskos:exactMatch\t\tf:{theirs}\t\tsemapv:LexicalMatching\t"
        for mine, theirs in (("owl", 1), ("bird", 2), ("bird", 1), ("bird", 3))
    )
    paths = (files / "a.ttl", files / "b.ttl", rows(files, owls))
    sources = [word for path in paths for word in ("-V", path)]
    for said, rule in (
        ((owls, birds), "cycle"),
        ((owls, both), "unites"),
        ((gone,), "dead-end"),
        ((owls,), ""),
    ):
        rows(files, *said)
        found = run(*sources, "check", "--fail-on", "never").out
        assert {name for name in ("cycle", "unites", "dead-end") if f"match-{name}" in found} == {rule} - {""}


def test_what_is_no_mapping_is_told_with_its_line(files: Path) -> None:
    """As in a folder of entries."""
    path = rows(files, "e:owl\towl:sameAs\t\tf:1\t\tsemapv:LexicalMatching\t")
    assert "m.sssom.tsv:5: 'owl:sameAs' is no mapping relation of SKOS" in run("-V", path, "stats").err
    path.write_bytes(b"\xff")
    with pytest.raises(TermgraphError, match="UTF-8"):
        termgraph.load(path)
