"""Org: headings, lists of terms, tables, links and inline marks; nothing of it is run or opened."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.documents import by_name, entries, names, read, sections
from tests.test_readers_hostile import tried


def test_lists_of_terms(tmp_path: Path) -> None:
    text = """\
        #+TITLE: Birds
        #+language: en

        * Glossary
        - barn owl (BO) :: A bird of the *night*,
          which is white.

          It calls; see [[jay]].
          - quietly
          - loudly
        - jay :: A /loud/ bird =a*b*=. [[https://e.org/][A page]][fn:1]
        - [[ant]] ::
          An insect.
        # not this
        After the list.
    """
    reading = read(tmp_path, "birds.org", text)
    assert (reading.format, reading.title, sections(reading)) == ("org", "Birds", ["Glossary"])
    owl, jay, ant = entries(reading)
    assert [label.label for label in owl.labels] == ["barn owl", "BO"]
    assert owl.body.startswith("A bird of the **night**, which is white.")
    assert "- quietly\n- loudly" in owl.body
    assert (owl.lines[0], owl.see, owl.language) == (5, ("jay",), "en")
    assert jay.body == "A *loud* bird `a*b*`. [A page](https://e.org/)"
    assert (ant.label, ant.body) == ("ant", "An insect.")


def test_headings(tmp_path: Path) -> None:
    text = """\
        * Words
        ** TODO [#A] barn owl :bird:night:
        :PROPERTIES:
        :CUSTOM_ID: bo
        :ID: 4f-2
        :END:
        A bird.
        #+begin_src c
        * int owl;
        #+end_src
        ** jay
        See [[#bo][the owl]], [[id:4f-2]] and [[*barn owl]].
        ** eagle
        A bird of prey, not a [[vulture]].
    """
    found = by_name(read(tmp_path, "a.org", text))
    assert list(found) == ["barn owl", "jay", "eagle"]
    assert found["barn owl"].body == "A bird.\n\n```\n* int owl;\n```"
    assert found["jay"].see == ("barn owl",)
    assert not found["jay"].broken_links
    assert [one.target for one in found["eagle"].broken_links] == ["vulture"]


def test_tables(tmp_path: Path) -> None:
    text = """\
        | Term | Meaning              |
        |------+----------------------|
        | owl  | a bird of the /night/ |
        | jay  | a bird that is loud  |
    """
    found = by_name(read(tmp_path, "a.org", text))
    assert {name: record.body for name, record in found.items()} == {
        "owl": "a bird of the *night*",
        "jay": "a bird that is loud",
    }


def test_a_document_is_known_by_what_it_holds(tmp_path: Path) -> None:
    text = "#+title: Birds\n\n- owl :: a bird\n- jay :: another\n- ant :: an insect\n"
    reading = read(tmp_path, "a.txt", text)
    assert (reading.format, names(reading)) == ("org", ["owl", "jay", "ant"])


@pytest.mark.parametrize("run", ["*b " * 20_000, "[[a" * 20_000, "| a " * 5_000, " *\n- a\n" * 5_000])
def test_endless_runs_take_no_longer_than_other_texts(tmp_path: Path, run: str) -> None:
    start = time.process_time()
    tried(tmp_path, "a.org", f"* Owl\n{run}\n- jay :: {run}\n* Ant\nAn insect.\n")
    assert time.process_time() - start < 10


def test_a_list_of_terms_in_a_chapter_that_has_chapters_below_is_one_of_terms(tmp_path: Path) -> None:
    lists = {"Birds": ("owl", "jay"), "Acronyms": ("BO", "TOC", "TLA"), "Plants": ("oak", "elm", "ash")}
    marks = {"Birds": "**", "Acronyms": "*", "Plants": "**"}
    text = "* Glossary\n" + "".join(
        f"{marks[name]} {name}\n" + "".join(f"- {term} :: What {term} is, said here.\n" for term in terms)
        for name, terms in lists.items()
    )
    assert names(read(tmp_path, "a.org", text)) == [term for terms in lists.values() for term in terms]
