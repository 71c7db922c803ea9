"""MediaWiki text: templates of glossaries, lists, headings, tables, links; what says nothing is left out and told."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.documents import by_name, entries, names, read
from tests.test_readers_hostile import tried

WIKIPEDIA = """\
    {{short description|none}}
    '''Birds''' are many.<ref>{{cite book|title=Birds}}</ref>

    == B ==
    {{glossary}}
    {{term|1=barn owl|content=[[Barn owl|barn owl]]}} {{anchor|BO}}
    {{defn|1=A bird of the ''night''{{cn}}; see {{gli|jay}} and [[Strix (genus)|Strix]]. {{lang|fr|effraie}}

    * white
    * quiet
    }}
    {{defn|no=2|defn=A club.}}
    {{term|jay}}
    {{ghat|Also '''magpie'''.}}
    {{defn|A bird that calls. <nowiki>''so''</nowiki> {{nowrap|and so}} &amp; on.
    {{see also|barn owl|eagle}}
    }}
    {{glossary end}}

    == See also ==
    * [[Owl]]
    [[Category:Birds]]
"""


def test_the_templates_of_a_glossary(tmp_path: Path) -> None:
    reading = read(tmp_path, "birds.wikitext", WIKIPEDIA)
    found = by_name(reading)
    assert list(found) == ["barn owl", "jay"]
    owl, jay = found.values()
    assert owl.body == (
        "A bird of the *night*; see [jay](#jay) and Strix. effraie\n\n- white\n- quiet\n\nA club."
    )
    assert (owl.lines[0], owl.see) == (6, ("jay",))
    assert jay.body.startswith("Also called: **magpie**.\n\nA bird that calls. ''so'' and so & on.")
    assert jay.body.endswith("See also: [barn owl](#barn_owl), eagle.")
    assert [label.label for label in jay.labels] == ["jay", "magpie"]
    assert jay.see == ("barn owl",)
    assert reading.guesses == ("templates that were left out: short description, cn",)


def test_lists_of_terms_and_texts(tmp_path: Path) -> None:
    text = """\
        == Birds ==
        ;owl: a bird
        ; barn owl
        ; screech owl : two names
        : and two texts
        ;jay
        ::deeper
        :* a list

        == Others ==
        ; C : A language.
        ; ''Bär'' : A large animal.
    """
    found = by_name(read(tmp_path, "a.mediawiki", text))
    assert {name: record.body for name, record in found.items()} == {
        "owl": "a bird",
        "barn owl": "two names\n\nand two texts",
        "jay": "deeper\n\n- a list",
        "C": "A language.",
        "Bär": "A large animal.",
    }
    assert [label.label for label in found["barn owl"].labels] == ["barn owl", "screech owl"]


def test_headings_and_links_between_them(tmp_path: Path) -> None:
    text = """\
        ---
        title: The birds
        ---
        = Glossary =
        __NOTOC__
        === Barn owl ===
        A bird, see [[#Jay|the jay]], [[jay]]s, [[Eagle]], [https://e.org/ a page] and [[#Nowhere]].

        === Jay ===
        <!-- not
        this --><span id="x">A</span> bird<br>that is '''loud'''.{{unknown|a}}
    """
    reading = read(tmp_path, "a.mediawiki", text)
    owl, jay = entries(reading)
    assert reading.title == "The birds"
    assert (owl.see, owl.references) == (("Jay",), ("https://e.org/",))
    assert [one.target for one in owl.broken_links] == ["#Nowhere"]
    assert (jay.lines, jay.body) == ((9, 11), "A bird\nthat is **loud**.")


@pytest.mark.parametrize("header", ["", "! Term !! Meaning\n|-\n"])
def test_tables(tmp_path: Path, header: str) -> None:
    rows = "{|class=wikitable\n|+ Birds\n" + header + "| owl || a bird of the ''night''\n|-\n"
    rows += "|style='x'| jay\n| a bird\nthat is loud\n|-\n| ant || an insect with six legs\n|}\n"
    found = by_name(read(tmp_path, "a.wiki", "== Words ==\n" + rows))
    assert {name: record.body for name, record in found.items()} == {
        "owl": "a bird of the *night*",
        "jay": "a bird that is loud",
        "ant": "an insect with six legs",
    }


def test_headings_of_rows_are_terms_even_of_the_first_row(tmp_path: Path) -> None:
    told = {"6A": "Six Apart", "CF": "The plugin for fields of one's own", "GMT": "The time at Greenwich"}
    rows = "".join(f"|-\n! {name}\n| {text}\n" for name, text in told.items())
    assert names(read(tmp_path, "a.mediawiki", "Words:\n\n{|\n" + rows + "|}\n")) == list(told)


@pytest.mark.parametrize("name", ["a.txt", "a"])
def test_a_page_is_known_by_what_it_holds(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, name, WIKIPEDIA).format == "mediawiki"


def test_no_markup_of_a_page_reaches_a_text(tmp_path: Path) -> None:
    text = ";owl\n:A <script>alert(1)</script><b onclick=x>bird</b> <iframe src=x> [javascript:alert(1) x]\n;jay\n:y\n"
    owl = by_name(read(tmp_path, "a.wiki", text))["owl"]
    assert "alert(1)</" not in owl.body
    assert "onclick" not in owl.body


@pytest.mark.parametrize(
    "run",
    [
        *(
            sign * 20_000
            for sign in ("{{", "{{a|", "[[", "[http://a ", ";", "'''", "<b>", '<b x="', "[[a|{{b|<i>")
        ),
        *(sign * 5_000 for sign in ("{|\n", "{|a\n|-\n|b\n", "==a\n", "<!--", "<nowiki>", ";*:#\n")),
        "{{a|" * 5_000 + "}}" * 5_000,
        "{|\n|a\n" * 2_000 + "|}\n" * 2_000,
        "<div>" * 5_000 + "</div>" * 5_000,
    ],
)
def test_endless_runs_take_no_longer_than_other_texts(tmp_path: Path, run: str) -> None:
    start = time.process_time()
    tried(tmp_path, "a.mediawiki", f"== Owl ==\n{run}\n; jay : {run}\n\n== Ant ==\nAn insect.\n")
    assert time.process_time() - start < 10


def test_a_page_without_headings_of_its_own_is_a_term_that_is_called_as_the_page(tmp_path: Path) -> None:
    text = "It refers to what ''users'' do.\n\nSee also [[AAA]].\n\n==See Also==\n\n* [[AAAA]]\n"
    (record,) = entries(read(tmp_path, "Change-of Authorization.mediawiki", text))
    assert (record.label, record.kind, record.flags) == ("Change of Authorization", "entry", ())
    assert record.body.startswith("It refers to what *users* do.")
    assert record.body.endswith("- AAAA")
    assert not [
        record for record in entries(read(tmp_path, "Glossary.mediawiki", text)) if record.label == "Glossary"
    ]


def test_an_article_about_one_thing_is_one_entry_with_its_sections(tmp_path: Path) -> None:
    text = (
        "'''Mercury''' is the first planet. See [[Venus]].\n\n== Etymology ==\nFrom the god.\n"
        "== Orbit ==\nAn ellipse, unlike [[Venus]]'.\n=== Speed ===\nHigh.\n== See also ==\n* [[Sun]]\n"
    )
    reading = read(tmp_path, "Mercury_(planet).mediawiki", text)
    (mercury,) = entries(reading)
    assert mercury.label == "Mercury (planet)"
    assert mercury.body.startswith("**Mercury** is the first planet.")
    for part in ("## Etymology\n\nFrom the god.", "## Orbit\n\nAn ellipse", "### Speed\n\nHigh."):
        assert part in mercury.body
    assert names(read(tmp_path, "Planets.mediawiki", text)) == ["Etymology", "Orbit", "Speed"]
