"""`termgraph fix`: where it reads and writes, what it says, and how it ends."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from termgraph.check import check
from termgraph.cli import fixing
from termgraph.entries import read_folder
from termgraph.fix import POLICIES
from termgraph.fix.repairs import ON_REQUEST
from termgraph.skos import Thesaurus
from tests.commands import BIRDS, one_line, run

MESSY = f"{BIRDS} :owl skos:related :owl ; skos:altLabel 'owlet '@en ."
RULES = ("--select", "reflexive,label-space")


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    path = tmp_path / "messy.ttl"
    path.write_text(MESSY, "utf-8")
    return path


def test_what_is_spelled_out_is_what_there_is() -> None:
    assert tuple(POLICIES) == fixing.POLICIES
    assert {f"--{option}" for option in ON_REQUEST.values()} <= {
        name for option in fixing.fix.params for name in option.opts
    }


def test_rdf_goes_to_standard_output_and_the_source_stays(messy: Path) -> None:
    ran = run("fix", messy, *RULES)
    assert (ran.status, ran.err) == (0, "fixed label-space: 1 added, 1 removed\nfixed reflexive: 1 removed\n")
    assert ":owl a skos:Concept ;\n" in ran.out
    assert '"owlet"@en' in ran.out
    assert messy.read_text("utf-8") == MESSY
    assert run("-V", messy, "fix", *RULES) == ran
    assert run("fix", "-", *RULES, stdin=MESSY.encode()) == ran


def test_the_source_is_overwritten_where_it_is_named_and_not_again(messy: Path) -> None:
    messy.chmod(0o640)
    assert run("fix", messy, "-o", messy, *RULES).err.startswith(f"wrote {messy}\n")
    data, inode = messy.read_bytes(), messy.stat().st_ino
    assert messy.stat().st_mode & 0o777 == 0o640
    assert run("fix", messy, "-o", messy, *RULES).err == "nothing to fix\n"
    assert (messy.read_bytes(), messy.stat().st_ino) == (data, inode)


@pytest.mark.parametrize("name", ["a.ttl", "a.nt", "a.nq", "a.rdf", "a.jsonld", "a.trig", "a.ttl.gz"])
def test_the_format_is_that_of_the_source_or_of_the_name(messy: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    assert run("fix", messy, "-o", out, *RULES).status == 0
    assert out.read_bytes().startswith(b"\x1f\x8b") == name.endswith(".gz")
    assert set(Thesaurus.open(out).triples()) == set(
        Thesaurus.open(messy.rename(tmp_path / "b.ttl")).triples()
    ) ^ set(
        Thesaurus.from_text(
            "@prefix : <http://birds.example/> . :owl skos:related :owl ; skos:altLabel 'owlet '@en, 'owlet'@en ."
        ).triples()
    )
    data = gzip.decompress(out.read_bytes()) if name.endswith(".gz") else out.read_bytes()
    assert run("-q", "fix", out, *RULES).out.encode() == data


def test_a_dry_run_prints_the_changes_and_changes_nothing(messy: Path, tmp_path: Path) -> None:
    ran = run("fix", messy, "--dry-run", "-o", tmp_path / "out.ttl", *RULES)
    assert ran.status == 1
    assert ran.out.count("\n+ ") == 1
    assert ran.out.count("\n- ") == 2
    assert ran.err.startswith("would fix label-space")
    assert not (tmp_path / "out.ttl").exists()
    run("fix", messy, "-o", messy, *RULES)
    assert run("fix", messy, "--dry-run", *RULES) == type(ran)(0, "", "nothing to fix\n")


def test_what_reading_has_repaired_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.nt"
    path.write_bytes(b'<e:barn owl> <http://www.w3.org/2004/02/skos/core#note> "o\x07wl" .\n')
    dry = run("fix", path, "--select", "ucil", "--dry-run")
    assert dry.status == 1
    assert dry.out.startswith(
        f"# {path}: line 1: <e:barn owl> is no valid IRI; it is read as <e:barn%20owl>\n"
    )
    assert run("fix", path, "--select", "ucil", "-o", path).status == 0
    assert b"<e:barn%20owl>" in path.read_bytes()
    assert run("fix", path, "--select", "ucil", "--dry-run").status == 0


def test_what_is_left_is_listed_and_with_v_each_finding(messy: Path) -> None:
    usual, verbose = run("fix", messy), run("-v", "fix", messy)
    assert "\nleft for people to decide: " in usual.err
    assert "\n  undocumented (2)  " in usual.err
    assert "<http://birds.example/bat>" not in usual.err
    assert "<http://birds.example/bat> " in verbose.err
    assert run("-q", "fix", messy).err == ""


def test_the_settings_of_the_vocabulary_are_heeded(messy: Path) -> None:
    (messy.parent / "check.yaml").write_text(
        "exceptions:\n  - {rule: reflexive, concept: 'http://birds.example/owl', reason: it is}\n", "utf-8"
    )
    assert "reflexive" not in run("fix", messy, *RULES).err


def test_cycles_and_policies(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(
        f"{BIRDS} :bird skos:broader :owl ; skos:prefLabel 'feathered animal'@en .", encoding="utf-8"
    )
    assert "cycle (1)" in run("fix", path).err
    ran = run("fix", path, "--break-cycles", "--pref-policy", "longest")
    assert "fixed cycle: 1 removed" in ran.err
    assert 'skos:prefLabel "Vogel"@de, "feathered animal"@en' in ran.out


# Entries


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    folder = tmp_path / "glossary"
    (folder / "entries").mkdir(parents=True)
    (folder / "vocabulary.yaml").write_text("title: Birds\nbase: https://e.org/b/\nprefix: b\n", "utf-8")
    entries = {
        "animal": "prefLabel: animal",
        "bird": "prefLabel: bird\nbroader: [animal]",
        "owl": (
            "altLabels: [ow\u200blet, {label: ow\u200bls, type: plural}]\nprefLabel: ow\u200bl\n"
            "broader: [animal, bird]\nmisnomer:\n  term: ow\u200blet\n  of: ow\u200bl\n  why: It may be large."
        ),
        "untidy": "altLabels:   [b, a]\nprefLabel: untidy\nbroader: [bird]",
    }
    for id_, front in entries.items():
        (folder / "entries" / f"{id_}.md").write_text(f"---\n{front}\n---\nIt is *it*.\n", "utf-8")
    return folder


FIXED_OWL = """---
altLabels:
  - owlet
  - {label: owls, type: plural}
prefLabel: owl
broader: [bird]
misnomer:
  term: owlet
  of: owl
  why: It may be large.
---
It is *it*.
"""


def test_entries_are_changed_where_they_are_and_only_those_that_must_be(glossary: Path) -> None:
    before = {path: path.read_bytes() for path in glossary.rglob("*.*") if path.is_file()}
    dry = run("fix", glossary, "--dry-run")
    assert dry.status == 1
    assert before == {path: path.read_bytes() for path in before}
    ran = run("fix", glossary, "--remove-redundant")
    owl = glossary / "entries" / "owl.md"
    assert ran.out == ""
    assert [line for line in ran.err.splitlines() if line.startswith("wrote")] == [f"wrote {owl}"]
    assert owl.read_text("utf-8") == FIXED_OWL
    assert {path for path in before if path.read_bytes() != before[path]} == {owl}
    assert run("fix", glossary, "--remove-redundant").err.startswith("nothing to fix")
    assert not any(finding.fixable for finding in check(Thesaurus.open(glossary)).findings)
    assert read_folder(glossary).concepts["owl"].misnomers[0].of == ("owl",)


def test_a_comment_in_an_entry_is_not_lost(glossary: Path) -> None:
    owl = glossary / "entries" / "owl.md"
    owl.write_text(owl.read_text("utf-8").replace("broader:", "# why?\nbroader:", 1), "utf-8")
    assert run("fix", glossary).status == 0
    assert owl.read_text("utf-8") == FIXED_OWL.replace("broader: [bird]", "# why?\nbroader: [animal, bird]")
    owl.write_text(
        owl.read_text("utf-8").replace("owls, type: plural}", "ow\u200bls, type: plural}  # why?", 1), "utf-8"
    )
    before = owl.read_bytes()
    ran = run("fix", glossary)
    assert ran.status == 3
    assert f"{owl}:4: a YAML comment would be lost" in ran.err
    assert owl.read_bytes() == before


def test_what_is_not_fixed_in_an_entry_stays_as_it_was_written(glossary: Path) -> None:
    bat = glossary / "entries" / "bat.md"
    text = """---\r
"altLabels":\r
- {en-GB: "flitter-mouse"}   # so written\r
scopeNote:  Itâ€™s *no* mouse.\r
relatedMatch: ["https://e.org/x"]\r
prefLabel:   'bat'\r
broader:     [ animal ]\r
example: [ 'b', a ]\r
---\r
\r
A [mouse](owl.md) that fliesâ€¦  \r
"""
    bat.write_bytes(text.encode())
    assert run("fix", glossary).status == 0
    fixed = text.replace("scopeNote:  Itâ€™s", "scopeNote: It’s").replace("---\r\n\r\n", "---\r\n")
    assert bat.read_bytes().decode() == fixed.replace("fliesâ€¦  ", "flies…")
    assert run("fix", glossary, "--dry-run").err.startswith("nothing to fix")


def test_what_stands_in_no_entry_is_not_said_to_be_fixed(glossary: Path) -> None:
    about = glossary / "vocabulary.yaml"
    about.write_text(about.read_text("utf-8").replace("Birds", "VÃ¶gel"), "utf-8")
    assert "label-mojibake" not in run("fix", glossary).err.partition("left for people")[0]
    assert "label-mojibake (2)" in run("fix", glossary).err


def test_keys_in_one_line_are_written_anew(glossary: Path) -> None:
    bat = glossary / "entries" / "bat.md"
    bat.write_text('---\n{prefLabel: "b\u200bat", broader: [animal]}\n---\n', "utf-8")
    assert run("fix", glossary).status == 0
    assert bat.read_text("utf-8") == "---\nprefLabel: bat\nbroader: [animal]\n---\n"


def test_our_own_vocabulary_needs_no_fix() -> None:
    from termgraph.fix import fix
    from termgraph.namespaces import data_dir

    assert fix(Thesaurus.open(data_dir() / "ml")).changes == []


# What goes wrong


def test_a_source_must_be_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, glossary: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert one_line(run("fix")) == "no vocabulary is given (say which: termgraph fix SOURCE)"
    monkeypatch.chdir(glossary)
    assert run("fix", "--dry-run").status == 1
    assert "works on one" in one_line(run("-V", "a.ttl", "-V", "b.ttl", "fix"))


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        (["--select", "cylce"], 3, "no rule 'cylce' (did you mean 'cycle'?)"),
        (["--select", "orphan"], 3, "nothing that is selected is mended"),
        (["--select", "cycle"], 3, "termgraph fix --break-cycles"),
        (["--select", "redundant-broader"], 3, "termgraph fix --remove-redundant"),
        (["-o", "no/such\0/file.ttl"], 3, "cannot be written"),
        (["-o", "."], 3, "is a folder"),
        (["--pref-policy", "best"], 2, "best"),
    ],
)
def test_wrong_options_are_told(messy: Path, args: list[str], status: int, said: str) -> None:
    ran = run("fix", messy, *args)
    assert (ran.status, ran.out) == (status, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_an_entries_folder_has_no_output(glossary: Path) -> None:
    ran = run("fix", glossary, "-o", "a.ttl")
    assert ran.status == 2
    assert "leave -o out" in ran.err


@pytest.mark.parametrize(
    "data", [b"<a:b> <a:c> ;;; oops .\n", b"\x89PNG\r\n\x1a\n\0\0", b"<a:b> <a:c> 'G\xe4nse' ."]
)
def test_what_cannot_be_read_is_told_in_a_line(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.ttl"
    path.write_bytes(data)
    ran = run("fix", path, "-o", path)
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.startswith(f"termgraph: {path}")
    assert path.read_bytes() == data


def test_what_a_format_cannot_say_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("<e:a> <http://e.org/1> <e:b> .", "utf-8")
    assert "RDF/XML cannot say" in run("fix", path, "-o", tmp_path / "a.rdf").err
    assert [each.name for each in tmp_path.iterdir()] == ["a.ttl"]
