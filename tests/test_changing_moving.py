"""A vocabulary that is published elsewhere: what says addresses follows, and the old ones are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

import termgraph
from termgraph.changing.verbs import merge, move_base, rename
from termgraph.entries import read_folder
from termgraph.errors import TermgraphError
from tests.commands import run

OLD, NEW = "https://example.org/birds/", "https://birds.example/terms#"
FILES = {
    "vocabulary.yaml": f'# ours\r\ntitle: Birds\r\nbase: "{OLD}"\r\nprefix: birds\r\n',
    "sources.yaml": "newton:\n  title: A Dictionary of Birds\n",
    "check.yaml": f"exceptions:\n  - {{rule: orphan, concept: '{OLD}owl', reason: yes it is}}\n"
    "  - {rule: orphan, concept: 'birds:bird', reason: so is it}\n",
    "mappings.sssom.tsv": "#curie_map:\n#  birds: https://example.org/birds/\n"
    "#  newton: https://example.org/birds/source/newton#\n#  skos: http://www.w3.org/2004/02/skos/core#\n"
    "#mapping_set_id: https://example.org/birds/mappings\n"
    "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"
    "newton:1\tskos:exactMatch\tbirds:owl\tsemapv:ManualMappingCuration\n"
    f"newton:2\tskos:exactMatch\t{OLD}owl\tsemapv:ManualMappingCuration\n"
    "newton:3\tskos:exactMatch\thttps://other.example/x\tsemapv:ManualMappingCuration\n",
    "entries/bird.md": "---\n# all\nprefLabel: bird\n---\nFlies.\n",
    "entries/owl.md": f"---\nprefLabel: owl\nbroader: [bird]\nexactMatch: ['{OLD}bird', 'https://other.example/owl']\n"
    "sources: [newton]\n---\nA [bird](bird.md).\n",
    "entries/strix.md": "---\nprefLabel: strix\ndeprecated: true\nreplacedBy: [owl]\n---\n",
}


@pytest.fixture
def birds(tmp_path: Path) -> Path:
    folder = tmp_path / "birds"
    (folder / "entries").mkdir(parents=True)
    for name, text in FILES.items():
        (folder / name).write_bytes(text.encode())
    return folder


def held(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_bytes().decode()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_all_that_says_addresses_follows_and_the_rest_stays(birds: Path) -> None:
    change = move_base(birds, NEW)
    assert change.led == {"relation": 1, "decision": 2, "exception": 1}
    after = held(birds)
    assert after["vocabulary.yaml"] == FILES["vocabulary.yaml"].replace(f'"{OLD}"', NEW)
    assert after["check.yaml"] == FILES["check.yaml"].replace(OLD, NEW)
    assert after["mappings.sssom.tsv"] == FILES["mappings.sssom.tsv"].replace(OLD, NEW)
    assert after["sources.yaml"] == FILES["sources.yaml"]
    assert after["entries/bird.md"] == f"---\n# all\nprefLabel: bird\nreplaces: ['{OLD}bird']\n---\nFlies.\n"
    owl = read_folder(birds).concepts["owl"]
    assert owl.relations["exactMatch"] == (f"{NEW}bird", "https://other.example/owl")
    assert owl.definition["en"] == "A [bird](bird.md)."


def test_what_had_the_old_address_is_found_by_it_and_listed_for_redirects(birds: Path) -> None:
    old = termgraph.load(birds)
    move_base(birds, NEW)
    opened = termgraph.load(birds)
    assert opened[f"{OLD}owl"].id == "owl"
    assert not opened.check(against=old, select=["concept-removed"]).findings
    rows = opened.query("SELECT ?old ?new { ?new dct:replaces ?old } ORDER BY ?old")
    assert [(str(row["old"]), str(row["new"])) for row in rows] == [
        (OLD + id_, NEW + id_) for id_ in ("bird", "owl", "strix")
    ]
    assert opened.to_vocabulary().concepts["owl"].replaces == (f"{OLD}owl",)


def test_addresses_stay_with_what_they_lead_to_whatever_comes_later(birds: Path) -> None:
    move_base(birds, NEW)
    rename(birds, "owl", "tawny-owl")
    merge(birds, "tawny-owl", "bird")
    move_base(birds, OLD)
    after = read_folder(birds).concepts
    assert after["bird"].replaces == (f"{NEW}bird", f"{OLD}owl")
    assert after["tawny-owl"].replaces == (f"{NEW}tawny-owl",)
    assert after["owl"].replaces == (f"{NEW}owl",)


def test_trying_writes_nothing_and_what_is_no_base_is_told(birds: Path) -> None:
    before = held(birds)
    ran = run("-V", birds, "move-base", NEW, "--dry-run")
    assert ran.out.splitlines()[:2] == [
        f"would write {birds / name}" for name in ("vocabulary.yaml", "mappings.sssom.tsv")
    ]
    for base, hint in (("https://e.org/x", "write https://e.org/x/"), ("birds/", "for example https://")):
        ran = run("-V", birds, "move-base", base)
        assert (ran.status, hint in ran.err) == (3, True)
    with pytest.raises(TermgraphError, match="is the base already"):
        termgraph.load(birds).move_base(OLD)
    assert held(birds) == before
