"""How far an entry has come: a draft is reviewed by somebody, and what is reviewed is approved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import termgraph
from termgraph.changing.verbs import merge, set_status, split
from termgraph.entries import read_folder
from termgraph.graph import build_graph
from tests.commands import run


@pytest.fixture
def birds(tmp_path: Path) -> Path:
    folder = tmp_path / "birds"
    (folder / "entries").mkdir(parents=True)
    (folder / "vocabulary.yaml").write_text("title: Birds\nbase: https://e.org/b/\nprefix: b\n", "utf-8")
    for id_, front in (("bird", ""), ("owl", "status: draft\nbroader: [bird]\n"), ("wren", "status: stub\n")):
        (folder / "entries" / f"{id_}.md").write_text(f"---\nprefLabel: {id_}\n{front}---\nFlies.\n", "utf-8")
    return folder


def statuses(folder: Path) -> dict[str, tuple[str | None, tuple[str, ...], tuple[str, ...]]]:
    concepts = read_folder(folder).concepts
    return {id_: (one.status, one.reviewed_by, one.approved_by) for id_, one in concepts.items()}


def test_a_draft_is_reviewed_and_then_approved_and_says_by_whom(birds: Path) -> None:
    assert run("-V", birds, "status", "owl", "bird", "reviewed", "--by", "Ada  Lovelace").status == 0
    assert run("-V", birds, "status", "owl", "reviewed", "--by", "Bob").err.endswith("owl: reviewed\n")
    assert run("-V", birds, "status", "owl", "approved", "--by", "Grace").status == 0
    assert statuses(birds) == {
        "bird": ("reviewed", ("Ada Lovelace",), ()),
        "owl": ("approved", ("Ada Lovelace", "Bob"), ("Grace",)),
        "wren": ("stub", (), ()),
    }
    assert "Approved by Grace.\n" in run("-V", birds, "show", "owl").out
    assert "Reviewed by Ada Lovelace.\n" in run("-V", birds, "show", "bird").out
    told = json.loads(run("-V", birds, "show", "owl", "--format", "json").out)
    assert (told[0]["status"], told[0]["status_by"]) == ("approved", ["Grace"])
    set_status(birds, ["owl"], "reviewed", by="Bob")
    assert statuses(birds)["owl"] == ("reviewed", ("Ada Lovelace", "Bob"), ())
    set_status(birds, ["owl"], "draft")
    assert statuses(birds)["owl"] == ("draft", (), ())


def test_it_is_listed_searched_by_and_counted(birds: Path) -> None:
    set_status(birds, ["owl", "bird"], "reviewed", by="Ada")
    assert run("-V", birds, "search", "--status", "reviewed").out == "bird\nowl\n"
    assert run("-V", birds, "search", "ow", "--status", "reviewed").out == "owl\n"
    assert run("-V", birds, "search", "ow", "--status", "stub").status == 1
    ran = run("-V", birds, "search", "--status", "reviewd")
    assert ran.err == "termgraph: nothing has the status 'reviewd' (did you mean 'reviewed'?)\n"
    assert run("-V", birds, "search").status == 2
    assert termgraph.load(birds).stats()["statuses"] == {"reviewed": 2, "stub": 1}


def test_the_graph_says_it_and_gives_it_back(birds: Path) -> None:
    opened = termgraph.load(birds)
    opened.set_status("owl", status="reviewed", by="Ada")
    vocabulary = read_folder(birds)
    again = termgraph.load(birds).to_vocabulary()
    assert sorted(map(str, build_graph(again))) == sorted(map(str, build_graph(vocabulary)))
    assert again.concepts["owl"].reviewed_by == ("Ada",)


def test_what_says_more_than_was_reviewed_is_a_draft(birds: Path) -> None:
    set_status(birds, ["owl"], "reviewed", by="Ada")
    split(birds, "owl", ["barn owl", "eagle owl"])
    assert statuses(birds)["barn-owl"] == ("draft", (), ())
    set_status(birds, ["barn-owl"], "reviewed", by="Ada")
    merge(birds, "wren", "barn-owl")
    assert statuses(birds)["barn-owl"] == ("draft", (), ())
    set_status(birds, ["barn-owl"], "reviewed", by="Ada")
    merge(birds, "barn-owl", "eagle-owl")
    assert statuses(birds)["eagle-owl"] == ("draft", (), ())


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (
            ("wren", "approved", "--by", "A"),
            "nobody has reviewed 'wren' (first: termgraph status wren reviewed --by NAME)",
        ),
        (("owl", "reviewed"), "'reviewed' is said by somebody (--by NAME)"),
        (("owl", "reviewed", "--by", "A\x1b"), "'reviewed' is said by somebody (--by NAME)"),
        (("owl", "draft", "--by", "Ada"), "'draft' is said by nobody (leave --by out)"),
        (("owl", "aproved", "--by", "Ada"), "there is no status 'aproved' (did you mean 'approved'?)"),
        (("owl", "done"), "there is no status 'done' (one of stub, draft, reviewed, approved)"),
        (("owl", "olw", "draft"), "there is no entry 'olw' (did you mean 'owl'?)"),
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_told_and_nothing_is_written(
    birds: Path, args: tuple[str, ...], message: str
) -> None:
    before = statuses(birds)
    ran = run("-V", birds, "status", *args)
    assert (bool(ran.status), ran.err) == (True, f"termgraph: {message}\n")
    assert statuses(birds) == before
