"""A large vocabulary is checked part by part, and what is found in it is what is found in one that is in memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import termgraph
from termgraph.check import check
from termgraph.check.finding import Found, Severity
from termgraph.check.heap import Heap
from termgraph.check.profiles import PROFILES
from termgraph.check.reports import REPORTS, in_pieces
from termgraph.check.rules import all_checks
from termgraph.check.run import is_consistent
from termgraph.check.settings import Settings
from termgraph.errors import TermgraphError
from termgraph.namespaces import PREFIXES
from termgraph.skos import parts, thesaurus
from termgraph.store import cache
from tests.test_check_rules import OPTIONS

HEAD = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
RULES = [one.rule for id_, one in all_checks().items() if id_ != "syntax"]
#: What no example of a rule has: what is said from the other end, from other parts, by what is below a property, twice.
TANGLED = """
@prefix ex: <http://example.org/> .
@prefix own: <http://own.example/> .
ex:s a skos:ConceptScheme ; skos:hasTopConcept ex:a, ex:gone ; dct:language "en", "de" .
own:kind rdfs:subPropertyOf skos:broader . own:near rdfs:subPropertyOf skos:related .
own:label rdfs:subPropertyOf skos:altLabel . own:Thing rdfs:subClassOf skos:Concept .
ex:a a skos:Concept ; skos:prefLabel "bat"@en, "Bat" ; skos:narrower ex:b, ex:c ; skos:notation "1", "2" .
ex:b a own:Thing ; skos:prefLabel "owl"@en ; own:kind ex:a ; own:near ex:c ; skos:inScheme ex:s ; skos:notation "1" .
ex:c a skos:Concept ; skos:prefLabel "BAT"@en ; own:label "bat"@en ; skos:broader ex:a, ex:b, ex:d ; skos:related ex:d .
ex:d a skos:Concept ; skos:prefLabel "owl"@en ; skos:broader ex:b ; skos:related ex:c ; skos:topConceptOf ex:s .
ex:e skos:prefLabel "lone"@en, "lone"@de ; skos:definition "A bat."@en ; skos:broaderTransitive ex:a, ex:f .
ex:f a skos:Concept ; skos:prefLabel "flier"@en ; skos:definition "See a lone."@en ; owl:deprecated true .
ex:g a skos:Concept, skos:Collection ; skos:member ex:f, ex:x, "text" ; skos:altLabel "flier"@en ; skos:related ex:f .
ex:x rdfs:label "x" ; dct:creator ex:me ; skos:related "said", ex:a, "more" .
ex:h a skos:Concept ; skos:broader ex:i ; skosxl:altLabel ex:l . ex:i skos:broader ex:h, ex:i .
ex:l a skosxl:Label ; skosxl:literalForm "bat"@en . ex:m a skosxl:Label ; skosxl:literalForm "bat"@en .
<http://other.example/1> a skos:Concept ; skos:exactMatch ex:a, ex:b ; skos:broadMatch ex:c .
[] a skos:Concept ; skos:prefLabel "nobody\\u200b"@en ; skos:broader <http://other.example/1>, ex:nothing .
"""
#: All examples together, each with addresses of its own.
EXAMPLES = "".join(
    f"@prefix ex: <http://example.org/{rule.id}/{number}/> . @base <http://example.org/{rule.id}/{number}/> .\n{text}\n"
    for rule in RULES
    for number, text in enumerate((rule.good, rule.bad))
)
TEXTS = {
    "examples": EXAMPLES,
    "tangled": TANGLED,
    "a tree": "".join(
        f'<e:{n}> a skos:Concept ; skos:inScheme <e:all> ; skos:prefLabel "the {n}th "@en ; skos:broader <e:{n // 5}> ;'
        f' skos:definition "What is number {n}."@en ; skos:related <e:{n * 7 % 60}> ; skos:notation "{n % 50}" .\n'
        for n in range(1, 60)
    ),
    "a list": "".join(f'<e:{n}> a skos:Concept ; skos:prefLabel "{n % 7}"@en .\n' for n in range(30)),
}
OPTIONS_TOGETHER = Settings(
    exceptions={("label-empty", "http://example.org/label-empty/1/owl"): "it is meant"},
    options=OPTIONS["broken-link"],
)


@pytest.fixture(params=list(TEXTS))
def file(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file that was opened before, so that what was found out is kept."""
    kept_at(monkeypatch, tmp_path)
    path = tmp_path / "made.ttl"
    path.write_text(HEAD + TEXTS[request.param], "utf-8")
    termgraph.load(path).keep()
    return path


def kept_at(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Keep what is found out in a folder, however small it is."""
    monkeypatch.setenv("TERMGRAPH_CACHE", str(folder / "cache"))
    monkeypatch.setattr(cache, "SMALL", 0)


def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take what is opened for large, with parts of a few nodes."""
    monkeypatch.setattr(thesaurus, "LARGE", 0)
    monkeypatch.setattr(parts, "BLOCK", 12)


def test_the_same_is_found_in_parts_as_in_the_whole(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, Any]] = [
        *({"profile": name} for name in PROFILES),
        {"select": ["names", "labels"]},
        {"places": False},
    ]
    before = [check(termgraph.load(file), settings=OPTIONS_TOGETHER, **one) for one in asked]
    large(monkeypatch)
    for one, small in zip(asked, before, strict=True):
        vocabulary = termgraph.load(file)
        assert len(list(parts.sparing(vocabulary).parts())) > 2
        found = check(vocabulary, settings=OPTIONS_TOGETHER, **one)
        assert isinstance(found.findings, Heap)
        assert tuple(found.findings) == small.findings, one
        assert dict(found.labels) == dict(small.labels)
        assert (found.consistent, found.excepted) == (small.consistent, small.excepted)
        assert (found.counts, found.worst()) == (small.counts, small.worst())
        for form in REPORTS:
            assert "".join(in_pieces(found, form)) == REPORTS[form](small), (one, form)
        assert "".join(in_pieces(found, "text", None)) == "".join(in_pieces(small, "text", None))


def test_a_vocabulary_that_is_consistent_is_so_in_parts(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    consistent = is_consistent(termgraph.load(file))
    large(monkeypatch)
    vocabulary = termgraph.load(file)
    assert vocabulary.pages is not None
    del vocabulary.pages.facts._names["consistent"]  # type: ignore[attr-defined]  # which a large one does not keep
    assert check(vocabulary).consistent is consistent


def test_findings_on_the_disk_are_a_sequence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_at(monkeypatch, tmp_path)
    path = tmp_path / "birds.ttl"
    path.write_text(HEAD + TEXTS["a list"], "utf-8")
    termgraph.load(path).keep()
    small = termgraph.load(path).check().findings
    large(monkeypatch)
    found = termgraph.load(path).check().findings
    assert (found[0], found[-1], tuple(found[1:4])) == (small[0], small[-1], small[1:4])
    assert len(found) == len(small)
    with pytest.raises(IndexError):
        found[len(small)]


def test_where_there_is_no_room_for_what_is_found_people_are_told_where_to_make_some() -> None:
    heap = Heap()
    heap._file.execute("PRAGMA max_page_count = 2")
    rule = all_checks()["orphan"].rule
    with pytest.raises(TermgraphError, match=r"laid aside on the disk: .*full") as refused:
        heap.add(Severity.INFO, rule, [Found(f"e:{number}", "is alone") for number in range(10_000)])
    assert "TMPDIR" in str(refused.value.hint)
