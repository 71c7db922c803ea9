"""What happens to entries later: each verb is one change, and each mention follows, of whatever kind it is."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

import termgraph
from termgraph.changing.uniting import united
from termgraph.changing.verbs import deprecate, merge, remove, rename
from termgraph.entries import read_folder, unformatted
from termgraph.errors import Problems, TermgraphError
from termgraph.ingest.cases import Case, cases_bytes, cases_path, read_cases
from termgraph.model import Concept, Label, Misnomer
from termgraph.namespaces import data_dir
from termgraph.records import Candidate, Match, Record, RecordLabel
from tests.commands import COMMAND, run

ENTRIES = {
    "animal": ("prefLabel: animal", "What moves."),
    "bird": (
        "prefLabel: bird\nbroader: [animal]\nrelated: [owl]",
        "Like an [owl](owl.md#eyes), or [it][1]; no `[owl](owl.md)`.\n\n[1]: ./owl.md 'owls'",
    ),
    "night-bird": (
        "prefLabel: {en: night bird, de: Nachtvogel}\naltLabels: [{label: NB, type: ambiguous}]\nbroader: [animal]\n"
        "contrastsWith: [wren]\nsourceDefinition: {text: It flies., source: newton#nb}\nsources: [newton#nb]\n"
        'created: "2020-01-01"',
        "A bird that flies at night.",
    ),
    "owl": (
        "prefLabel: owl\nbroader: [animal]\nexactMatch: ['https://other.example/owl']\n"
        "misnomer: {of: [night-bird], why: Because., sources: [newton]}\nsources: [newton#owl]",
        "A bird; [itself](owl.md).",
    ),
    "strix": ("prefLabel: strix\ndeprecated: true\nreplacedBy: [owl]", ""),
    "wren": (
        "# small\nprefLabel: wren\naltLabels: [{label: NB, type: ambiguous}, owl's prey]\nbroader: [bird]\n"
        "misnomer: {term: owl's prey, of: [owl, wren bird], suggests: [owl], fields: [owl], why: Because.}\n"
        "hiddenLabels: [wren bird]",
        "Small.",
    ),
}
CHECK = "# ours\nexceptions:\n  - {rule: orphan, concept: 'birds:owl', reason: yes it is}\n"
RECORD = """
# Birds

## Owl

A bird of the night.

## Wren

A small bird.
"""


@pytest.fixture
def birds(tmp_path: Path) -> Path:
    folder = tmp_path / "birds"
    (folder / "entries").mkdir(parents=True)
    files = {
        "vocabulary.yaml": "title: Birds\nbase: https://example.org/birds/\nprefix: birds\n",
        "sources.yaml": "newton:\n  title: A Dictionary of Birds\n",
        "check.yaml": CHECK,
        **{f"entries/{id_}.md": f"---\n{front}\n---\n{body}\n" for id_, (front, body) in ENTRIES.items()},
    }
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    read_folder(folder)
    return folder


def held(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def decided(folder: Path, *rows: tuple[str, str, str]) -> None:
    """Write decisions: each a place of `newton`, a predicate (`-` refuses) and a concept."""
    head = ["#curie_map:", "#  birds: https://example.org/birds/"]
    head.append("#  newton: https://example.org/birds/source/newton#")
    columns = ["subject_id", "predicate_id", "predicate_modifier", "object_id", "object_label"]
    lines = ["\t".join([*columns, "mapping_justification"])]
    for place, predicate, concept in rows:
        told = ["skos:exactMatch", "Not"] if predicate == "-" else [f"skos:{predicate}", ""]
        cells = [f"newton:{place}", *told, f"birds:{concept}", "x", "semapv:ManualMappingCuration"]
        lines.append("\t".join(cells))
    (folder / "mappings.sssom.tsv").write_text("\n".join([*head, *lines]) + "\n", "utf-8")


def decisions(folder: Path) -> list[list[str]]:
    lines = (folder / "mappings.sssom.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith(("#", "subject_id"))]
    return [[cell.partition(":")[2] for cell in row[:2]] + row[2:5] for row in rows]


def front(folder: Path, id_: str) -> str:
    return (folder / "entries" / f"{id_}.md").read_text("utf-8")


def open_case(folder: Path) -> None:
    """Leave a case open whose candidates are the owl and the night bird."""
    candidates = tuple(Candidate(id_, 0.6, ("near",)) for id_ in ("owl", "night-bird"))
    owls = Record(1, "Owls", "Owls", "heading", (RecordLabel("Owls"),))
    (folder / "open").mkdir()
    made = cases_bytes([Case("newton", "owls", owls, Match("maybe", candidates))])
    cases_path(folder, "newton").write_bytes(made or b"")


def candidates(folder: Path) -> list[str]:
    (case,) = read_cases(folder)["newton"]
    return [one.concept for one in case.match.candidates]


# rename


def test_a_renamed_entry_takes_every_mention_along(birds: Path) -> None:
    decided(birds, ("1", "exactMatch", "owl"), ("2", "-", "owl"), ("3", "exactMatch", "wren"))
    untouched = (birds / "mappings.sssom.tsv").read_text("utf-8").splitlines()[-1]
    change = rename(birds, "owl", "tawny-owl")
    assert change.led == {"relation": 2, "misnomer": 3, "link": 2, "decision": 2, "exception": 1}
    after = read_folder(birds)
    bird, owl, wren = (after.concepts[id_] for id_ in ("bird", "tawny-owl", "wren"))
    assert bird.relations["related"] == ("tawny-owl",)
    assert "[owl](tawny-owl.md#eyes)" in bird.definition["en"]
    assert "`[owl](owl.md)`" in bird.definition["en"]
    assert "[1]: ./tawny-owl.md 'owls'" in bird.definition["en"]
    assert owl.definition["en"] == "A bird; [itself](tawny-owl.md)."
    assert owl.relations["exactMatch"] == ("https://other.example/owl",)
    record = wren.misnomers[0]
    assert (record.of, record.suggests, record.fields) == (
        ("tawny-owl", "wren bird"),
        ("tawny-owl",),
        ("tawny-owl",),
    )
    assert after.concepts["strix"].relations["isReplacedBy"] == ("tawny-owl",)
    assert decisions(birds) == [
        ["1", "exactMatch", "", "birds:tawny-owl", "owl"],
        ["2", "exactMatch", "Not", "birds:tawny-owl", "owl"],
        ["3", "exactMatch", "", "birds:wren", "x"],
    ]
    assert (birds / "mappings.sssom.tsv").read_text("utf-8").splitlines()[-1] == untouched
    assert (birds / "check.yaml").read_text("utf-8") == CHECK.replace("birds:owl", "birds:tawny-owl")


def test_the_old_id_stays_as_what_is_replaced_unless_nobody_knows_it(birds: Path) -> None:
    before = {one.subject: one.rule for one in termgraph.load(birds).check().findings if "owl" in one.message}
    rename(birds, "owl", "tawny-owl")
    assert front(birds, "owl") == "---\nprefLabel: owl\ndeprecated: true\nreplacedBy: [tawny-owl]\n---\n"
    rename(birds, "wren", "jenny", never_published=True)
    assert "wren" not in read_folder(birds).concepts
    opened = termgraph.load(birds)
    assert opened["owl"].id == "tawny-owl"
    assert opened["https://example.org/birds/owl"].deprecated
    about = {one.subject: one.rule for one in opened.check().findings if "owl" in one.message}
    assert about == before


def test_what_people_wrote_stays_as_they_wrote_it_and_what_is_not_mentioned_is_not_written(
    birds: Path,
) -> None:
    before = held(birds)
    rename(birds, "owl", "tawny-owl")
    after = held(birds)
    assert {name for name in before if before[name] == after[name]} == {
        "vocabulary.yaml", "sources.yaml", "entries/animal.md", "entries/night-bird.md",
    }  # fmt: skip
    assert front(birds, "wren").startswith("---\n# small\nprefLabel: wren\naltLabels: [{label: NB")
    canonical = {path.name for path in unformatted(birds, read_folder(birds))}
    rename(birds, "tawny-owl", "barn-owl")
    assert {path.name for path in unformatted(birds, read_folder(birds))} == canonical


def test_open_cases_follow(birds: Path) -> None:
    open_case(birds)
    assert rename(birds, "owl", "tawny-owl").led["open case"] == 1
    assert candidates(birds) == ["tawny-owl", "night-bird"]


def test_what_was_ingested_stays_one_entry_under_its_new_id(birds: Path, tmp_path: Path) -> None:
    glossary = tmp_path / "newton.md"
    glossary.write_text(RECORD, "utf-8")
    assert run("ingest", glossary, "--into", birds).status == 0
    rename(birds, "owl", "tawny-owl")
    before = held(birds)
    assert run("ingest", glossary, "--into", birds).status == 0
    assert held(birds) == before
    (birds / "mappings.sssom.tsv").unlink()
    assert run("ingest", glossary, "--into", birds).status == 0
    assert set(read_folder(birds).concepts) == {*ENTRIES, "tawny-owl"}


def test_trying_writes_nothing_and_the_same_is_written_whatever_the_hash_seed(
    birds: Path, tmp_path: Path
) -> None:
    before = held(birds)
    ran = run("-V", birds, "rename", "owl", "tawny-owl", "--dry-run")
    assert ran.status == 0
    assert ran.out.splitlines()[0] == f"would write {birds / 'check.yaml'}"
    assert held(birds) == before
    found = []
    for seed in ("1", "2"):
        copy = tmp_path / seed
        for name, data in before.items():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_bytes(data)
        command = [*COMMAND, "-V", str(copy), "rename", "owl", "tawny-owl"]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True)
        found.append(held(copy))
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("args", "message", "status"),
    [
        (("own", "x"), "there is no entry 'own' (did you mean 'owl'?)", 1),
        (
            ("owl", "wren"),
            "there is an entry 'wren' already (to make one of them: termgraph merge owl wren)",
            3,
        ),
        (("owl", "Barn Owl"), "'Barn Owl' cannot be an id (write barn-owl)", 3),
        (("owl", "../x"), "'../x' cannot be an id (write x)", 3),
        (("strix", "x"), "'strix' is deprecated (use owl)", 3),
    ],
)
def test_what_cannot_be_renamed_is_told(
    birds: Path, args: tuple[str, str], message: str, status: int
) -> None:
    before = held(birds)
    ran = run("-V", birds, "rename", *args)
    assert (ran.status, ran.err) == (status, f"termgraph: {message}\n")
    assert held(birds) == before


def test_a_comment_that_would_be_lost_is_told_and_nothing_is_written(birds: Path) -> None:
    path = birds / "entries" / "bird.md"
    path.write_text(path.read_text("utf-8").replace("related: [owl]", "related:  # why\n  - owl"), "utf-8")
    before = held(birds)
    with pytest.raises(Problems, match=r"bird.md:4: a YAML comment would be lost"):
        rename(birds, "owl", "tawny-owl")
    assert held(birds) == before


def test_the_library_does_what_the_command_does(birds: Path) -> None:
    opened = termgraph.load(birds)
    assert str(opened.rename("owl", "tawny-owl", dry_run=True)).startswith("2 relations, ")
    assert opened.rename("owl", "tawny-owl").files
    assert termgraph.load(birds)["tawny-owl"].label == "owl"
    with pytest.raises(TermgraphError, match="only one entries folder"):
        termgraph.load(birds, data_dir() / "ml").rename("owl", "b")


# merge


def test_of_two_entries_one_says_what_both_said(birds: Path) -> None:
    decided(
        birds,
        ("1", "narrowMatch", "owl"),
        ("1", "narrowMatch", "night-bird"),
        ("2", "exactMatch", "night-bird"),
    )
    open_case(birds)
    change = merge(birds, "night-bird", "owl")
    after = read_folder(birds)
    owl, gone = after.concepts["owl"], after.concepts["night-bird"]
    assert gone == Concept(
        id="night-bird",
        pref_label={"de": "Nachtvogel", "en": "night bird"},
        relations={"isReplacedBy": ("owl",)},
        created="2020-01-01",
        deprecated=True,
    )
    assert owl.pref_label == {"de": "Nachtvogel", "en": "owl"}
    assert owl.alt_labels == (Label("NB", "en", "ambiguous"), Label("night bird", "en"))
    assert owl.relations["contrastsWith"] == ("wren",)
    assert owl.relations["broader"] == ("animal",)
    assert owl.relations["exactMatch"] == ("https://other.example/owl",)
    assert owl.definition["en"] == "A bird; [itself](owl.md).\n\nA bird that flies at night."
    assert [str(citation) for citation in owl.sources] == ["newton#nb", "newton#owl"]
    assert [quote.text for quote in owl.source_definitions] == ["It flies."]
    assert owl.misnomers[0].of == ("night bird",)
    assert owl.created == "2020-01-01"
    assert decisions(birds) == [
        ["1", "exactMatch", "", "birds:owl", "x"],
        ["2", "exactMatch", "", "birds:owl", "owl"],
    ]
    assert candidates(birds) == ["owl"]
    assert change.led == {"misnomer": 1, "decision": 2, "open case": 1}
    assert termgraph.load(birds).find("night-bird") == "https://example.org/birds/owl"


def test_a_name_that_only_the_two_had_is_not_ambiguous_any_more(birds: Path) -> None:
    merge(birds, "night-bird", "wren", never_published=True)
    wren = read_folder(birds).concepts["wren"]
    assert [(label.text, label.type) for label in wren.alt_labels if label.text == "NB"] == [("NB", None)]
    assert "night-bird" not in read_folder(birds).concepts
    assert read_folder(birds).concepts["owl"].misnomers[0].of == ("wren",)
    assert "contrastsWith" not in wren.relations


def test_misnomers_unite_by_the_name_that_misleads(birds: Path) -> None:
    bird = birds / "entries" / "bird.md"
    bird.write_text(bird.read_text("utf-8").replace("related: [owl]\n", ""), "utf-8")
    merge(birds, "owl", "wren")
    preferred, other = read_folder(birds).concepts["wren"].misnomers
    assert (preferred.term, preferred.of) == ("owl", ("night-bird",))
    assert (other.term, other.of, other.suggests) == ("owl's prey", ("owl", "wren bird"), ())
    one = Misnomer({"en": "a"}, "x", of=("p",), jest=("j",))
    two = Misnomer({"en": "b", "de": "c"}, "x", of=("q",), jest=("j", "k"))
    made = united(
        Concept(id="a", pref_label={"en": "a"}, misnomers=(two,)),
        Concept(id="b", pref_label={"en": "b"}, misnomers=(one,)),
        "en",
    )
    assert made.misnomers == (Misnomer({"en": "a", "de": "c"}, "x", of=("p", "q"), jest=("j", "k")),)


def test_hidden_names_notes_and_attributes_unite_each_once() -> None:
    def concept(id_: str, *hidden: str, **more: Any) -> Concept:
        labels = tuple(Label(text, "en") for text in hidden)
        return Concept(id=id_, pref_label={"en": id_}, hidden_labels=labels, **more)

    first = concept("a", "x", "b", example=(Label("E", "en"),), attributes={"span": ("2",)}, notation=("1",))
    second = concept(
        "b",
        "x",
        "y",
        example=(Label("D", "en"), Label("E", "en")),
        attributes={"span": ("1",)},
        notation=("2", "1"),
    )
    made = united(first, second, "en")
    assert [label.text for label in made.alt_labels] == ["a"]
    assert [label.text for label in made.hidden_labels] == ["x", "y"]
    assert [note.text for note in made.example] == ["D", "E"]
    assert (made.attributes, made.notation) == ({"span": ("1", "2")}, ("2", "1"))


def test_what_would_contradict_itself_is_told_and_nothing_is_written(birds: Path) -> None:
    before = held(birds)
    ran = run("-V", birds, "merge", "animal", "wren")
    assert ran.status == 3
    assert "entries/bird.md: would not be in order: 'broader' runs in a circle: bird → wren → bird" in ran.err
    assert run("-V", birds, "merge", "owl", "owl").err == "termgraph: 'owl' is one entry already (name two)\n"
    assert run("-V", birds, "merge", "owl", "strix").err == "termgraph: 'strix' is deprecated (use owl)\n"
    assert run("-V", birds, "merge", "owl", "night-bird", "--dry-run").status == 0
    assert held(birds) == before


# deprecate and remove


def test_what_is_deprecated_keeps_its_texts_and_one_successor_gets_the_mentions(birds: Path) -> None:
    decided(birds, ("1", "exactMatch", "owl"))
    change = deprecate(birds, "owl", replaced_by=["night-bird"])
    after = read_folder(birds)
    owl = after.concepts["owl"]
    assert owl.deprecated
    assert owl.relations == {"exactMatch": ("https://other.example/owl",), "isReplacedBy": ("night-bird",)}
    assert owl.definition["en"] == "A bird; [itself](night-bird.md)."
    assert [str(one) for one in owl.sources] == ["newton#owl"]
    assert after.concepts["bird"].relations["related"] == ("night-bird",)
    assert after.concepts["strix"].relations["isReplacedBy"] == ("night-bird",)
    assert decisions(birds) == [["1", "exactMatch", "", "birds:night-bird", "night bird"]]
    assert change.led == {"relation": 2, "misnomer": 3, "link": 2, "decision": 1, "exception": 1}


def test_of_several_successors_or_none_people_say_which_is_meant(birds: Path) -> None:
    assert deprecate(birds, "wren").led == {}
    assert deprecate(birds, "owl", replaced_by=["night-bird", "bird"]).led == {}
    after = read_folder(birds)
    assert after.concepts["owl"].relations["isReplacedBy"] == ("bird", "night-bird")
    assert after.concepts["bird"].relations["related"] == ("owl",)
    assert after.concepts["wren"].relations == {}
    found = termgraph.load(birds).check(select=["deprecated-used"]).findings
    assert {one.subject for one in found} == {
        f"https://example.org/birds/{id_}" for id_ in ("bird", "night-bird")
    }


def test_a_removed_entry_leaves_no_mention_and_does_not_come_back(birds: Path, tmp_path: Path) -> None:
    bird = birds / "entries" / "bird.md"
    bird.write_text(
        bird.read_text("utf-8").replace("[it][1]", "it").replace("[1]: ./owl.md 'owls'\n", ""), "utf-8"
    )
    with pytest.raises(
        TermgraphError, match=r"check.yaml:3:29: an exception is about 'owl' \(take the exception out"
    ):
        remove(birds, "owl", never_published=True)
    (birds / "check.yaml").unlink()
    glossary = tmp_path / "newton.md"
    glossary.write_text(RECORD, "utf-8")
    assert run("ingest", glossary, "--into", birds).status == 0
    ran = run("-V", birds, "remove", "owl", "--never-published")
    assert ran.status == 0
    assert "owl is removed; gone with it: 2 relations, 3 misnomers, 1 link, 1 decision" in ran.err
    after = read_folder(birds)
    assert "owl" not in after.concepts
    assert after.concepts["bird"].definition["en"] == "Like an owl, or it; no `[owl](owl.md)`."
    assert after.concepts["wren"].misnomers[0].of == ("wren bird",)
    before = held(birds)
    again = run("ingest", glossary, "--into", birds)
    assert "1 left out" in again.out
    assert held(birds) == before


@pytest.mark.parametrize(("answer", "back"), [("n", True), ("x", False), ("s", False)])
def test_an_entry_that_was_deleted_by_hand_comes_back_only_where_somebody_says_so(
    birds: Path, tmp_path: Path, answer: str, back: bool
) -> None:
    glossary = tmp_path / "newton.md"
    glossary.write_text("# Birds\n\n## Kite\n\nA bird of prey.\n", "utf-8")
    kite = birds / "entries" / "kite.md"
    run("ingest", glossary, "--into", birds)
    kite.unlink()
    assert "1 open" in run("ingest", glossary, "--into", birds).out
    assert not kite.exists()
    assert run("reconcile", birds, stdin=f"{answer}\n".encode()).status == 0
    run("ingest", glossary, "--into", birds)
    assert kite.exists() == back


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("deprecate", "strix"), "'strix' is deprecated (use owl)"),
        (("deprecate", "owl", "--replaced-by", "strix"), "'strix' is deprecated (use owl)"),
        (("deprecate", "owl", "--replaced-by", "owl"), "'owl' cannot replace itself (name another entry)"),
        (("deprecate", "owl", "--replaced-by", "olw"), "there is no entry 'olw' (did you mean 'owl'?)"),
        (
            ("remove", "owl"),
            "what was published stays, as others may refer to 'owl' (termgraph deprecate owl; where nobody can know "
            "it: termgraph remove owl --never-published)",
        ),
        (
            ("remove", "wren", "--never-published"),
            "",
        ),
    ],
)
def test_what_cannot_be_done_is_told_and_trying_writes_nothing(
    birds: Path, args: tuple[str, ...], message: str
) -> None:
    before = held(birds)
    ran = run("-V", birds, *args, *(() if message else ["--dry-run"]))
    tried = "dry run, nothing is written: wren is removed; gone with it: 1 relation\n"
    assert ran.err == (f"termgraph: {message.replace('BIRDS', str(birds))}\n" if message else tried)
    assert bool(ran.status) == bool(message)
    assert held(birds) == before


def test_a_link_that_cannot_be_taken_out_is_told(birds: Path) -> None:
    (birds / "check.yaml").unlink()
    before = held(birds)
    with pytest.raises(
        Problems, match="would not be in order: the definition links to 'owl', which is no entry"
    ):
        remove(birds, "owl", never_published=True)
    assert held(birds) == before
    opened = termgraph.load(birds)
    assert opened.remove("wren", never_published=True).files
    assert opened.deprecate("owl", replaced_by=["bird"]).files
    assert opened.merge("night-bird", "animal", dry_run=True).files
