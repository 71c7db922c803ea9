"""AsciiDoc: labelled lists in all their forms, headings, tables, links, attributes, and what is not read."""

from __future__ import annotations

from pathlib import Path

import pytest

from termgraph.readers import sniffed
from termgraph.readers.formats.asciidoc_inline import runs
from tests.documents import by_name, entries, names, read

GLOSSARY = """
    = Words of birds
    :lang: en
    :team: the *Strix* team
    // nobody reads this

    == Glossary

    [glossary]
    [[owl]]Owl (Strix):: A bird, as {team} has it.
    See <<jay>>, <<gull,the gull>> and https://example.org/owls[more^].

    [[jay]]
    Jay::
      A _loud_ bird.
    +
    It has blue wings:
    +
    * left
    * right
    [[gull]]Gull ::

      A bird of the `sea`.
    C:: One letter.
    Fowl::
    Poultry:: Birds that are kept.
      Hen::: A fowl that lays eggs.
      Duck::: Another one.
    Wren:: See Jay.
"""


def test_a_glossary(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.adoc", GLOSSARY)
    assert reading.title == "Words of birds"
    assert [(record.label, record.lines, record.language) for record in entries(reading)] == [
        ("Owl", (9, 10), "en"),
        ("Jay", (13, 19), "en"),
        ("Gull", (20, 22), "en"),
        ("C", (23, 23), "en"),
        ("Fowl", (24, 27), "en"),
        ("Hen", (26, 26), "en"),
        ("Duck", (27, 27), "en"),
        ("Wren", (28, 28), "en"),
    ]
    found = by_name(reading)
    assert found["Owl"].body.startswith(
        "A bird, as the **Strix** team has it.\nSee [Jay](#jay), [the gull](#gull) and"
    )
    assert (found["Owl"].see, found["Owl"].references) == (("Jay", "Gull"), ("https://example.org/owls",))
    assert found["Jay"].body == "A *loud* bird.\n\nIt has blue wings:\n\n- left\n- right"
    assert found["Gull"].body == "A bird of the `sea`."
    assert [label.label for label in found["Fowl"].labels] == ["Fowl", "Poultry"]
    assert found["Fowl"].body == "Birds that are kept."
    assert [(one.type, one.target, one.stated) for one in found["Duck"].relations] == [
        ("broader", "Fowl", True)
    ]
    assert (found["Wren"].kind, found["Wren"].see) == ("redirect", ("Jay",))


def test_a_glossary_whose_heading_says_so_and_that_a_stray_line_interrupts(tmp_path: Path) -> None:
    text = """
        [glossary]
        Words
        =====

        [[O]]Owl::
          A bird.
        srmcfg: no term.

        U:: A letter.
        V:: Another one.
    """
    reading = read(tmp_path, "a.asciidoc", text)
    assert names(reading) == ["Owl", "U", "V"]
    assert reading.title == "Words"


def test_terms_without_a_text_stay_apart(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.adoc", "== Glossary\n\n[glossary]\nbits::\nbytes::\n\nhodl::\n")
    assert [(record.label, record.kind) for record in entries(reading)] == [
        ("bits", "stub"),
        ("bytes", "stub"),
        ("hodl", "stub"),
    ]


def test_headings_as_terms(tmp_path: Path) -> None:
    text = """
        = Glossary

        == A

        [#adapter]
        === Adapter

        Makes things fit. See xref:#bridge[bridge].

        ----
        code:: no term
        ----

        == B

        [[bridge]]
        === Bridge

        NOTE: Stands between <<adapter>> and others.

        .A title of a picture
        image::bridge.png[A bridge]
    """
    reading = read(tmp_path, "a.adoc", text)
    assert [(record.label, record.see) for record in entries(reading)] == [
        ("Adapter", ("Bridge",)),
        ("Bridge", ("Adapter",)),
    ]
    assert "code:: no term" in (entries(reading)[0].body)
    assert entries(reading)[1].body == "Stands between [Adapter](#adapter) and others."


def test_a_table(tmp_path: Path) -> None:
    text = """
        == Words

        [cols=",",options="header",]
        |===
        |Term |Definition
        |anchor:owl[]owl |A bird \\| beast
        of the night.

        Twice.
        |jay | See <<owl>>.
        |===
    """
    reading = read(tmp_path, "a.adoc", text)
    assert [(record.label, record.lines, record.body) for record in entries(reading)] == [
        ("owl", (6, 9), "A bird | beast\nof the night.\n\nTwice."),
        ("jay", (10, 10), "See [owl](#owl)."),
    ]
    assert entries(reading)[1].see == ("owl",)


def test_what_is_included_is_told_and_not_read(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.adoc", "[glossary]\nowl:: A bird.\n\ninclude::/etc/passwd[]\n")
    assert names(reading) == ["owl"]
    assert [(one.where, one.why) for one in reading.dropped] == [
        ("line 4", "'/etc/passwd' is included, and was not read")
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a *b* c**d**e", [("a ", ""), ("b", "bold"), (" c", ""), ("d", "bold"), ("e", "")]),
        ("snake_case_name 2 * 3 * 4", [("snake_case_name 2 * 3 * 4", "")]),
        ("`a*b` _i_", [("a*b", "code"), (" ", ""), ("i", "italic")]),
        ("say \"`yes`\" '`no`'", [("say ", ""), ("“yes”", ""), (" ", ""), ("‘no’", "")]),
        ("(((x,y)))H~2~O ((word)) pass:[*p*] +++<u>+++", None),
        ("stem:[x^2] footnote:[no] kbd:[F1]", [("$x^2$", ""), (" ", ""), (" ", ""), ("F1", "")]),
    ],
)
def test_inline_text(text: str, shown: list[tuple[str, str]] | None) -> None:
    found = [
        (run.text, "bold" if run.bold else "italic" if run.italic else "code" if run.code else "")
        for run in runs(text, 1, {})
    ]
    if shown is None:
        assert "".join(text for text, _ in found) == "H2O word *p* <u>"
    else:
        assert found == shown


def test_it_is_known_by_what_it_holds() -> None:
    assert sniffed(b"Words\n\n[glossary]\nowl:: A bird.\n") == "asciidoc"
    assert sniffed(b"= Words\n\n== Owl\n\nA bird.\n") == "asciidoc"
    assert sniffed(b"== Owl ==\n\nA bird.\n\n== Jay ==\n") != "asciidoc"
