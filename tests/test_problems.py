"""A folder in which something is wrong: what can be read is read, what cannot is told once a mention, nobody writes."""

from __future__ import annotations

from pathlib import Path

import pytest

import termgraph
from termgraph.errors import Problems
from tests.commands import run

ENTRIES = {
    "bird": ("prefLabel: bird", "Flies; see [owl](owl.md)."),
    "owl": ("prefLabel: owl\nbroader: [bird]", "Hoots."),
    "wren": (
        "prefLabel: wren\naltLabels: [owlet]\nbroader: [bird]\nrelated: [owl]\n"
        "misnomer: {term: owlet, of: [owl, wren], suggests: [owl], fields: [owl], why: Because.}\n"
        "sources: ['newton#a]b', newton]",
        "Small.",
    ),
}
NOTE = "note: {} passed over; `termgraph check` says where, and what to do\n"
WRITERS = (
    ["new", "jay"], ["fmt"], ["fix"], ["rename", "wren", "jay"], ["move-base", "https://e.org/x/"], ["export"],
    ["split", "wren", "a", "b"],
)  # fmt: skip


@pytest.fixture
def birds(tmp_path: Path) -> Path:
    folder = tmp_path / "birds"
    (folder / "entries").mkdir(parents=True)
    (folder / "vocabulary.yaml").write_text("title: Birds\nbase: https://e.org/b/\nprefix: b\n", "utf-8")
    (folder / "sources.yaml").write_text("newton:\n  title: A Dictionary\n", "utf-8")
    for id_, (front, body) in ENTRIES.items():
        (folder / "entries" / f"{id_}.md").write_text(f"---\n{front}\n---\n{body}\n", "utf-8")
    wren = folder / "entries" / "wren.md"
    wren.write_text(wren.read_text("utf-8").replace("newton#a]b', ", "newton#a', "), "utf-8")
    assert not termgraph.load(folder).problems
    return folder


def test_a_file_that_was_deleted_by_hand_leaves_one_problem_a_mention(birds: Path) -> None:
    (birds / "entries" / "owl.md").unlink()
    opened = termgraph.load(birds, tolerant=True)
    told = [(Path(one.path or "").name, one.line, one.message) for one in opened.problems]
    assert told == [
        ("bird.md", 4, "the definition links to 'owl', which is no entry"),
        ("wren.md", 5, "'related': there is no entry 'owl'"),
        ("wren.md", 6, "'of': 'owl' is neither a name of this entry nor an entry"),
        ("wren.md", 6, "'suggests': there is no entry 'owl'"),
        ("wren.md", 6, "'fields': there is no entry 'owl'"),
    ]
    ran = run("-V", birds, "check", "--select", "dangling")
    assert (ran.status, ran.out.count("wren.md:6")) == (1, 3)
    with pytest.raises(Problems, match="5 problems"):
        termgraph.load(birds)


@pytest.mark.parametrize("again", [False, True])
def test_the_rest_of_the_folder_is_read_and_the_problems_are_counted(birds: Path, again: bool) -> None:
    (birds / "entries" / "owl.md").unlink()
    for args in (
        ["show", "wren"],
        ["search", "wren"],
        ["stats"],
        ["path", "wren", "bird"],
        ["query", "ASK {}"],
    ):
        for _ in range(1 + again):  # the second time from what was kept
            ran = run("-V", birds, *args)
            assert (ran.status, ran.err) == (0, NOTE.format("5 problems in the entries are")), args
    shown = run("-q", "-V", birds, "show", "wren")
    assert shown.err == ""
    assert "But                  Because." in shown.out
    assert "owl\n" not in shown.out


def test_what_is_wrong_in_an_entry_is_left_out_and_the_rest_of_it_is_read(birds: Path) -> None:
    wren = birds / "entries" / "wren.md"
    text = wren.read_text("utf-8").replace("term: owlet", "term: jenny").replace("newton#a'", "newton#a]b'")
    wren.write_text(text.replace("broader: [bird]", "broder: [bird]\nnotation: 7"), "utf-8")
    opened = termgraph.load(birds, tolerant=True)
    assert [one.line for one in opened.problems] == [4, 5, 8, 7]
    card = opened.card("wren")
    assert not card.misnomers
    assert [link.label for link in card.relations["related"]] == ["owl"]
    assert [one.id for one in opened["bird"].narrower] == ["owl"]
    assert opened.to_vocabulary().concepts["wren"].sources[0].locator is None


def test_what_cannot_be_read_at_all_is_missing_and_what_mentions_it_is_not_wrong(birds: Path) -> None:
    (birds / "entries" / "owl.md").write_text("no front matter", "utf-8")
    (birds / "entries" / "Big Owl.md").write_text("---\nprefLabel: eagle owl\n---\n", "utf-8")
    opened = termgraph.load(birds, tolerant=True)
    assert sorted(one.message for one in opened.problems) == ["'Big Owl' cannot be an id", "no front matter"]
    assert sorted(concept.id for concept in opened) == ["bird", "wren"]
    ran = run("-V", birds, "show", "owl")
    assert ran.status == 1
    assert ran.err.startswith(NOTE.format("2 problems in the entries are"))


@pytest.mark.parametrize("args", WRITERS, ids=lambda args: args[0])
def test_whoever_writes_refuses(birds: Path, args: list[str]) -> None:
    (birds / "entries" / "owl.md").unlink()
    before = {path.name: path.read_bytes() for path in birds.rglob("*.md")}
    ran = run("-V", birds, *args)
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.endswith(
        "5 problems (correct them first, as what is left out would be lost; show, search and check read all else "
        "meanwhile)\n"
    )
    assert {path.name: path.read_bytes() for path in birds.rglob("*.md")} == before


def test_what_the_vocabulary_says_of_itself_must_be_in_order(birds: Path) -> None:
    (birds / "vocabulary.yaml").write_text("title: Birds\n", "utf-8")
    ran = run("-V", birds, "show", "owl")
    assert (ran.status, ran.out) == (3, "")


def test_a_decision_about_an_entry_that_is_gone_is_found_and_left_out_from_now_on(tmp_path: Path) -> None:
    glossary, folder = tmp_path / "g.md", tmp_path / "birds"
    glossary.write_text("# Birds\n\n## Owl\n\nA bird of the night.\n\n## Wren\n\nA small bird.\n", "utf-8")
    assert run("ingest", glossary, "--into", folder).status == 0
    mappings, owl = folder / "mappings.sssom.tsv", folder / "entries" / "owl.md"
    owl.write_text("broken", "utf-8")
    assert "decision-dangling" not in run("-V", folder, "check").out
    owl.unlink()
    (found,) = termgraph.load(folder).check(select=["decision-dangling"]).findings
    assert (found.file, found.fixable) == (str(mappings), True)
    assert mappings.read_text("utf-8").splitlines()[(found.line or 0) - 1].startswith("g:owl\t")
    before = mappings.read_bytes()
    ran = run("-V", folder, "fix", "--dry-run")
    assert (ran.status, mappings.read_bytes()) == (1, before)
    assert run("-V", folder, "fix", "--select", "orphan,decision-dangling").status == 0
    assert not termgraph.load(folder).check(select=["decision-dangling"]).findings
    assert run("-V", folder, "fix", "--select", "decision-dangling").err == "nothing to fix\n"
    assert "1 left out" in run("ingest", glossary, "--into", folder).out
    assert not owl.exists()


def test_decisions_that_cannot_be_read_are_one_finding_and_the_rest_is_checked(birds: Path) -> None:
    (birds / "mappings.sssom.tsv").write_text("subject_id\n", "utf-8")
    (found,) = termgraph.load(birds).check(select=["cycle"]).findings
    assert (found.rule, found.line) == ("syntax", 1)
    assert "so it is no SSSOM" in found.message


def test_an_exception_about_what_cannot_be_read_is_no_reason_to_check_nothing(birds: Path) -> None:
    (birds / "check.yaml").write_text("exceptions: [{rule: orphan, concept: owl, reason: so}]\n", "utf-8")
    (birds / "entries" / "owl.md").unlink()
    assert run("-V", birds, "check").status == 1
