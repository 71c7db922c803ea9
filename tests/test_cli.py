"""The command line: what each verb prints, where, and with which exit status it ends."""

from __future__ import annotations

import itertools
import json
import os
import re
from pathlib import Path

import networkx as nx
import pytest

from termgraph import __version__
from termgraph.cli.app import termgraph
from termgraph.entries import read_folder
from termgraph.export import WRITERS
from termgraph.namespaces import data_dir
from tests.commands import BIRDS, one_line, run

VERBS = (
    "show", "search", "query", "path", "learn", "stats", "check", "fix", "lint", "link", "usage", "annotate", "diff",
    "apply", "align", "combine", "view", "export", "convert", "build", "publish", "serve", "mcp", "load", "store",
    "push", "ingest", "reconcile", "new", "rename", "merge", "split", "deprecate", "remove", "move-base", "status",
    "release", "fmt", "completion",
)  # fmt: skip


@pytest.fixture
def birds(tmp_path: Path) -> Path:
    path = tmp_path / "birds.ttl"
    path.write_text(BIRDS, "utf-8")
    return path


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    folder = tmp_path / "glossary"
    assert run("-V", folder, "new", "bird", "--definition", "Animal with feathers.").status == 0
    assert run("-V", folder, "new", "barn owl", "--broader", "bird", "--alt", "screech owl").status == 0
    return folder


# Help and usage


def test_the_verbs_are_these_in_this_order() -> None:
    assert tuple(termgraph.commands) == VERBS
    said = run("--help").out.partition("Commands:")[2]
    assert re.findall(r"^  ([a-z-]+)  +[A-Z]", said, re.MULTILINE) == list(VERBS)
    assert "..." not in said, "a summary is cut off"


@pytest.mark.parametrize(
    "args", [["-h"], ["--help"], *([verb, flag] for verb in VERBS for flag in ("-h", "--help"))]
)
def test_every_help_has_an_example(args: list[str]) -> None:
    ran = run(*args)
    assert (ran.status, ran.err) == (0, "")
    examples = ran.out.partition("Example")[2]
    assert re.search(r"^    .*termgraph ", examples, re.MULTILINE)
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize("verb", [v for v in VERBS if v != "completion"])
def test_examples_begin_as_the_verb_is_called(verb: str) -> None:
    lines = run(verb, "--help").out.partition("Example")[2].splitlines()[1:]
    assert lines
    assert all(re.match(rf"    termgraph (-V \S+ )?{verb}\b", line) for line in lines)


def test_without_a_verb_the_help_is_shown() -> None:
    ran = run()
    assert ran.status == 2
    assert "Commands:" in ran.err


def test_the_version() -> None:
    assert run("--version").out == f"termgraph-skos {__version__}\n"


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["nonsense"], "no verb 'nonsense' (one of show, search,"),
        (["shwo"], "no verb 'shwo' (did you mean 'show'?)"),
        (["--verbos"], "--verbos"),
        (["show"], "Missing argument 'TERM...'"),
        (["search"], "Missing argument 'TEXT...'"),
        (["path", "softmax"], "Missing argument 'B'"),
        (["query"], "nothing to ask"),
        (["query", "orphans", "softmax"], "'softmax' is no parameter; write name=value"),
        (["query", "orphans", "--timeout", "0"], "0"),
        (["show", "softmax", "--format", "xml"], "'xml' is not one of 'text', 'json'"),
        (["export", "-f", "docx"], "'docx' is not one of 'turtle'"),
        (["search", "x", "-n", "0"], "0 is not in the range"),
        (["completion", "cmd"], "'cmd' is not one of"),
    ],
)
def test_wrong_usage_ends_with_2(args: list[str], told: str) -> None:
    ran = run(*args)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
    assert "Usage: termgraph" in ran.err
    assert "Traceback" not in ran.err


# Show


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("softmax", "softmax"), ("soft arg max", "softmax"), ("Soft-Max", "softmax"), ("ml:softmax", "softmax"),
        ("https://w3id.org/termgraph/ml/softmax", "softmax"), ("CNN", "convolutional-neural-network"),
        ("convnets", "convolutional-neural-network"), ("ConvNet", "convolutional-neural-network"),
        ("conv nets", "convolutional-neural-network"), ("R2", "coefficient-of-determination"),
        ("boltzmann distributions", "boltzmann-distribution"),
    ],
)  # fmt: skip
def test_show_finds_a_term_by_any_of_its_names(name: str, id_: str) -> None:
    ran = run("show", name, "--format", "json")
    assert (ran.status, ran.err) == (0, "")
    assert [card["id"] for card in json.loads(ran.out)] == [id_]


def test_show_takes_a_name_of_several_words_without_quotes() -> None:
    assert run("show", "soft", "arg", "max").out == run("show", "softmax").out


def test_show_says_a_misnomer_first_and_plainly() -> None:
    ran = run("show", "softmax")
    assert (ran.status, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "softmax  <https://w3id.org/termgraph/ml/softmax>"
    assert lines[2] == "A misnomer: the name “softmax” misleads."
    assert lines[3].split(maxsplit=2) == ["It", "suggests", "maximum"]
    assert re.search(r"^Clearer +softargmax$", ran.out, re.MULTILINE)
    assert re.search(r"^Who says so +.*p\. 81", ran.out, re.MULTILINE)
    assert ran.out.index("misnomer") < ran.out.index("Activation function that")
    assert "\x1b" not in ran.out
    assert max(map(len, lines)) <= 100


def test_a_misleading_other_name_is_said_as_well() -> None:
    ran = run("show", "flight recorder")
    assert "A misnomer: the name “black box” misleads." in ran.out


def test_show_lists_all_concepts_of_a_name(birds: Path) -> None:
    ran = run("-V", birds, "show", "night birds")
    assert ran.status == 0
    assert ran.out.startswith("“night birds” is the name of 2 concepts:\n\n")
    assert re.findall(r"<http://birds.example/(\w+)>", ran.out) == ["bat", "owl"]
    cards = json.loads(run("-V", birds, "show", "night birds", "--format", "json").out)
    assert {card["label"] for card in cards} == {"bat", "owl"}


@pytest.mark.parametrize("name", ["softmx", "convolutional nural network", "cross entropy los"])
def test_a_miss_suggests_what_is_near(name: str) -> None:
    ran = run("show", name)
    assert ran.status == 1
    near = re.fullmatch(r"no term is called '.*' \(did you mean '(.*?)'.*\?\)", one_line(ran))
    assert near
    assert run("show", near[1]).status == 0


@pytest.mark.parametrize("name", ["zzzqqq", "", " ", "\udcff", "\x1b[31m", "a" * 10_000])
def test_a_miss_is_a_miss(name: str) -> None:
    ran = run("show", name)
    assert ran.status == 1
    assert "no term is called" in one_line(ran)
    assert "\x1b" not in ran.err


def test_show_in_another_language(birds: Path) -> None:
    ran = run("-V", birds, "show", "owl", "--lang", "de")
    assert ran.out.startswith("Eule  <")
    assert re.search(r"^Einordnung +Vogel › Eule$", ran.out, re.MULTILINE)
    assert re.search(r"^In anderen Sprachen +owl, night bird \(en\)$", ran.out, re.MULTILINE)


def test_the_card_as_json_has_these_keys() -> None:
    (card,) = json.loads(run("show", "softmax", "--format", "json").out)
    assert list(card) == [
        "iri", "id", "kind", "label", "lang", "deprecated", "misnomers", "definition", "names", "notation",
        "hierarchy", "relations", "headings", "notes", "translations", "other_names", "hidden_names", "schemes",
        "dates", "makers", "attributes", "sources", "quotes", "status", "status_by",
        "versions",
    ]  # fmt: skip
    (misnomer,) = card["misnomers"]
    assert list(misnomer) == [
        "name",
        "why",
        "clearer",
        "suggests",
        "fields",
        "jest",
        "sources",
        "proposed",
        "proposed_by",
    ]
    assert misnomer["clearer"] == [{"iri": "", "label": "softargmax"}]
    assert list(misnomer["sources"][0]) == ["iri", "label", "locator", "citation", "url"]
    assert card["names"][0] == {
        "text": "normalized exponential function",
        "lang": "en",
        "type": None,
        "about": {},
    }
    assert [link["label"] for link in card["hierarchy"][0]] == [
        "mathematical object",
        "function",
        "activation function",
    ]


# Search


def test_search_ranks_names_before_definitions() -> None:
    ran = run("search", "tree")
    lines = ran.out.splitlines()
    assert (ran.status, lines[0]) == (0, "tree of thoughts")
    assert any("(in the definition: " in line for line in lines[3:])
    assert not any("(in the definition: " in line for line in lines[:3])
    assert max(map(len, lines)) < 150


def test_search_shows_the_part_of_a_definition_that_fits() -> None:
    hits = [line for line in run("search", "probabilities of").out.splitlines() if line.startswith("softmax")]
    assert hits
    assert "the probabilities of classes" in hits[0]


def test_search_forgives_typing_errors() -> None:
    assert "convolution" in run("search", "convolutoin").out


def test_search_as_json_has_these_keys() -> None:
    hits = json.loads(run("search", "softargmax", "--format", "json").out)
    assert hits[0] == {
        "iri": "https://w3id.org/termgraph/ml/softmax",
        "label": "softmax",
        "name": "softargmax",
        "kind": "altLabel",
        "lang": "en",
        "score": 1.0,
        "langs": ["en"],
        "deprecated": False,
        "is_collection": False,
    }


def test_search_without_hits_ends_with_1() -> None:
    assert one_line(ran := run("search", "zzzqqq")) == "nothing matches 'zzzqqq'"
    assert ran.status == 1
    as_json = run("search", "zzzqqq", "--format", "json")
    assert (as_json.status, json.loads(as_json.out)) == (1, [])


def test_search_limits_its_hits() -> None:
    assert len(run("search", "e", "-n", "3").out.splitlines()) == 3


# Path and stats


def test_path_says_each_step() -> None:
    ran = run("path", "forget gate", "neural network")
    assert ran.status == 0
    assert ran.out.splitlines()[0] == "forget gate"
    assert ran.out.splitlines()[-1].endswith(" neural network")
    steps = json.loads(run("path", "forget gate", "neural network", "--format", "json").out)
    assert len(steps) == len(ran.out.splitlines()) - 1
    assert list(steps[0]) == ["source", "kind", "target", "forward", "says"]
    assert steps[0]["source"]["label"] == "forget gate"
    for one, next_ in itertools.pairwise(steps):
        assert one["target"] == next_["source"]


def test_path_backwards_says_it_the_other_way(birds: Path) -> None:
    assert run("-V", birds, "path", "owl", "bird").out == "owl\n  is a kind of bird\n"
    assert run("-V", birds, "path", "bird", "owl").out == "bird\n  includes owl\n"
    assert run("-V", birds, "path", "owl", "Eule").out == "owl\n"


def test_path_misses(birds: Path) -> None:
    assert one_line(run("-V", birds, "path", "bat", "bird")) == "no way leads from 'bat' to 'bird'"
    assert one_line(run("-V", birds, "path", "bad", "bird")).startswith("no term is called 'bad'")
    ran = run("-V", birds, "path", "night bird", "bird")
    assert ran.status == 1
    assert "is a name of 2 concepts" in ran.err
    assert "\n  bat  <http://birds.example/bat>\n  owl  <" in ran.err


def test_stats_count(birds: Path) -> None:
    counted = json.loads(run("-V", birds, "stats", "--format", "json").out)
    assert (counted["concepts"], counted["top concepts"], counted["depth"], counted["orphans"]) == (
        3,
        2,
        2,
        1,
    )
    text = run("-V", birds, "stats").out
    assert re.search(r"^concepts +3$", text, re.MULTILINE)
    assert not re.search(r" $", text, re.MULTILINE)


# Vocabularies


def test_several_vocabularies_are_one(birds: Path) -> None:
    other = birds.with_name("fish.ttl")
    other.write_text(BIRDS.replace(":owl", ":eel").replace("birds.example", "fish.example"), "utf-8")
    ask = "ASK { <http://birds.example/owl> a ?c . <http://fish.example/eel> a ?c }"
    ran = run("-V", birds, "-V", other, "query", ask)
    assert (ran.status, ran.out) == (0, "yes\n")


def test_a_vocabulary_from_standard_input(birds: Path) -> None:
    assert (
        "concepts                                   3\n"
        in run("-V", "-", "stats", stdin=birds.read_bytes()).out
    )


def test_the_vocabulary_of_the_environment(birds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERMGRAPH_VOCAB", str(birds))
    assert run("show", "owl").status == 0
    assert run("-V", data_dir() / "ml", "show", "owl").status == 1
    monkeypatch.setenv("TERMGRAPH_VOCAB", os.pathsep.join(["", str(birds), str(data_dir() / "ml")]))
    assert run("path", "owl", "bird").status == run("show", "softmax").status == 0
    monkeypatch.setenv("TERMGRAPH_VOCAB", "")
    assert run("show", "softmax").status == 0


def test_quiet_and_verbose(tmp_path: Path, birds: Path) -> None:
    bad = tmp_path / "bad.ttl"
    links = " ".join(f"<http://e/{n}> skos:related <http://e/a b{n}> ." for n in range(12))
    bad.write_text(BIRDS + links, "utf-8")
    usual, quiet, verbose = (run(*option, "-V", bad, "show", "owl") for option in ([], ["-q"], ["-v"]))
    assert usual.out == quiet.out == verbose.out != ""
    assert quiet.err == ""
    assert usual.err.count("note: ") == 10
    assert usual.err.endswith("… and 2 more notices (termgraph -v shows all)\n")
    assert verbose.err.count("note: ") == 12
    assert re.search(r"^read \d+ triples in \d\.\d\d s$", verbose.err, re.MULTILINE)
    assert one_line(run("-q", "-V", birds, "show", "owls!!x")).startswith("no term is called")


# Writing


@pytest.fixture
def of_birds(birds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a small vocabulary the one that is asked; a page of ours takes seconds."""
    monkeypatch.setenv("TERMGRAPH_VOCAB", str(birds))


@pytest.mark.usefixtures("of_birds")
def test_view_writes_one_page(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    ran = run("view", "-o", page, "--title", "A <b>title")
    assert (ran.status, ran.out, ran.err) == (0, "", f"wrote {page}\n")
    text = page.read_text("utf-8")
    assert text.startswith("<!doctype html>")
    assert "A &lt;b&gt;title" in text
    assert run("view", "-o", "-", "--title", "A <b>title").out == text


@pytest.mark.usefixtures("of_birds")
def test_view_begins_with_what_is_asked_for(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    ran = run("view", "-o", page, "--focus", "Vogel", "--depth", "2", "--lang", "EN")
    assert (ran.status, ran.err) == (0, f"wrote {page}\n")
    usual = run("view", "-o", "-").out
    assert page.read_text("utf-8") != usual != run("view", "-o", "-", "--overview").out
    for args, status, told in (
        (["--focus", "birdd"], 1, "did you mean"),
        (["--lang", "xx"], 3, "nothing has a label in 'xx' (there are: en, de)"),
        (["--depth", "4"], 2, "4 is not in the range"),
        (["--focus", "owl", "--overview"], 2, "not with both"),
        (["-o", "-", "--open"], 2, "--open needs a file"),
    ):
        ran = run("view", "-o", tmp_path / "none.html", *args)
        assert (ran.status, ran.out) == (status, "")
        assert told in ran.err
    assert not (tmp_path / "none.html").exists()


def test_export_to_a_file_and_to_standard_output(tmp_path: Path) -> None:
    ran = run("export", "-o", tmp_path / "ml.nt", "--profile", "core")
    note, wrote = ran.err.splitlines()
    assert (ran.status, ran.out, wrote) == (0, "", f"wrote {tmp_path / 'ml.nt'}")
    assert (
        note.startswith("note: left out, as core is plain SKOS only: ")
        and re.search(r"rdf:type \([\d,]+\)", note)
        and ", tg:* (" in note
    )
    assert (tmp_path / "ml.nt").read_text("utf-8") == run("export", "-f", "ntriples", "--profile", "core").out
    assert run("export").out.startswith("@base ")
    assert run("export", "-f", "ntriples", "-o", tmp_path / "odd.ttl").status == 0
    assert (tmp_path / "odd.ttl").read_text("utf-8").startswith("<")


def test_a_glossary_can_be_split_into_a_file_a_term(birds: Path, tmp_path: Path) -> None:
    ran = run("-V", birds, "export", "--split", "-o", tmp_path / "vault")
    assert (ran.status, ran.out) == (0, "")
    assert len(list((tmp_path / "vault").glob("*.md"))) == 4
    assert run("-V", birds, "export", "--split").status == 2
    assert run("-V", birds, "export", "-f", "html", "--split", "-o", tmp_path / "v").status == 3


def test_build_counts_errors_and_writes_all_the_same(tmp_path: Path) -> None:
    twice = tmp_path / "twice.ttl"
    prefix = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
    twice.write_text(f'{prefix} <http://e.org/a> a skos:Concept ; skos:prefLabel "a"@en, "b"@en .', "utf-8")
    ran = run("-V", twice, "build", "-o", tmp_path / "public")
    assert ran.status == 0
    assert "1 error in it: `termgraph check` tells which" in ran.err
    assert (tmp_path / "public" / "index.html").exists()


def test_build_writes_all_that_it_is_to_write(tmp_path: Path, birds: Path) -> None:
    ran = run("-V", birds, "build", "-o", tmp_path / "public")
    assert (ran.status, ran.out) == (0, f"{tmp_path / 'public' / 'index.html'}\n")
    built = [writer for writer in WRITERS.values() if writer.built]
    assert f"wrote {len(built) + 2} exports of 3 concepts" in ran.err
    names = {path.name for path in (tmp_path / "public").iterdir()}
    suffixes = {writer.suffixes[0] for writer in built}
    assert ".pdf" not in suffixes
    assert names == {"index.html", "birds.core.ttl", "birds.xl.ttl", *(f"birds{one}" for one in suffixes)}
    assert nx.read_graphml(tmp_path / "public" / "birds.graphml").number_of_nodes() == 3


# Editing


def test_new_makes_entries_that_can_be_read(glossary: Path) -> None:
    vocabulary = read_folder(glossary)
    assert set(vocabulary.concepts) == {"bird", "barn-owl"}
    assert vocabulary.concepts["barn-owl"].broader == ("bird",)
    assert run("-V", glossary, "show", "screech owls").status == 0


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["barn owl"], "'barn owl' is a name of 'barn-owl' already"),
        (["Screech-Owl"], "'screech owl' is a name of 'barn-owl' already"),
        (["eagle", "--broader", "brid"], "there is no entry 'brid' (did you mean 'bird'?)"),
        (["eagle", "--source", "x"], "there is no source 'x'"),
        ([" "], "the name is empty"),
    ],
)
def test_new_refuses(glossary: Path, args: list[str], told: str) -> None:
    before = sorted(path.name for path in glossary.rglob("*"))
    ran = run("-V", glossary, "new", *args)
    assert ran.status == 3
    assert told in one_line(ran)
    assert sorted(path.name for path in glossary.rglob("*")) == before


def test_editing_needs_one_folder(birds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "no entries folder is given" in one_line(run("fmt"))
    assert "no entries folder is given" in one_line(run("new", "owl"))
    for verb in (["fmt"], ["new", "owl"]):
        assert "works on an entries folder" in one_line(run("-V", birds, *verb))
        assert "several vocabularies" in one_line(run("-V", birds, "-V", birds, *verb))
    assert "no such folder" in one_line(run("-V", tmp_path / "missing", "fmt"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["birds.ttl"]


def test_fmt_writes_the_canonical_form(glossary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = glossary / "entries" / "barn-owl.md"
    canonical = entry.read_text("utf-8")
    monkeypatch.chdir(glossary)
    assert (fine := run("fmt", "--check")).status == 0
    assert (fine.out, fine.err) == ("", "all fine\n")
    entry.write_text(canonical.replace("broader: [bird]", "broader:\n  - bird"), "utf-8")
    assert entry.read_text("utf-8") != canonical
    ran = run("fmt", "--check")
    assert (ran.status, ran.out) == (1, "entries/barn-owl.md\n")
    assert entry.read_text("utf-8") != canonical
    assert run("fmt").status == 0
    assert entry.read_text("utf-8") == canonical


def test_two_kinds_of_one_thing_are_said_to_be_so() -> None:
    ran = run("path", "MNIST", "ImageNet")
    assert ran.out.splitlines() == ["MNIST", "ImageNet", "  both are kinds of data set"]
