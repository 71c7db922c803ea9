"""reStructuredText: glossary directives, definition lists, sections, and what Sphinx adds."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from termgraph.errors import TermgraphError
from tests.documents import by_name, entries, names, read, sections

SPHINX = """
    .. _birds:

    =====
    Birds
    =====

    .. contents::
       :local:

    Words of bird watchers.

    .. glossary::
       :sorted:

       owl
          Hunts :term:`mice <mouse>` at night; see `its page <https://e.org/owl>`_.

          - big eyes
          - quiet flight

       mouse
       *rodent*
          Is hunted by the :term:`owl`, not by the :term:`gull`. |x| :math:`a_1` ``code`` [1]_

       BO : bird
          See :ref:`the jay <jay>`.

    .. seealso:: A book on birds.

    .. _jay:

    Jay
    ---

    A loud bird.

    .. versionadded:: 2.0

    .. rubric:: References

    .. [1] Darwin, C. On birds.
"""


def test_the_glossary_directive_and_sections(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.rst", SPHINX)
    assert reading.title == "Birds"
    assert names(reading) == ["owl", "mouse", "BO", "Jay"]
    owl, mouse = by_name(reading)["owl"], by_name(reading)["mouse"]
    assert (
        owl.body
        == "Hunts [mice](mouse) at night; see [its page](https://e.org/owl).\n\n- big eyes\n- quiet flight"
    )
    assert owl.see == ("mouse",)
    assert owl.references == ("https://e.org/owl",)
    assert owl.lines == (15, 19)
    assert [label.label for label in mouse.labels] == ["mouse", "rodent"]
    assert "$a_1$ `code` [1]" in mouse.body
    assert [(link.target, link.meant) for link in mouse.broken_links] == [("gull", None)]
    assert by_name(reading)["BO"].see == ("Jay",)
    assert reading.bibliography == {"1": "Darwin, C. On birds."}


def test_definition_lists_with_targets(tmp_path: Path) -> None:
    text = """
        Birds
        =====

        .. a remark that nobody sees

        .. _glossary_owl:

        Owl
          Hunts at night.

          .. math::

             a = b

        .. _glossary_jay:

        Jay (bird) : noun
          Is loud, unlike the :ref:`owl <glossary_owl>` and the :ref:`kite <glossary_kite>`.

          - **Call**: loud
          - **Size**: small
    """
    reading = read(tmp_path, "a.rst", text)
    assert names(reading) == ["Owl", "Jay"]
    assert by_name(reading)["Owl"].lines == (8, 13)
    assert by_name(reading)["Owl"].body == "Hunts at night.\n\n$$\na = b\n$$"
    assert by_name(reading)["Jay"].see == ("Owl",)
    assert [link.target for link in by_name(reading)["Jay"].broken_links] == ["#glossary_kite"]


def test_sections_are_entries(tmp_path: Path) -> None:
    text = "Birds\n=====\n\nA\n-\n\nAuk\n~~~\nDives.\n\nAlbatross\n~~~~~~~~~\nGlides.\n\n"
    text += "B\n-\n\nBooby\n~~~~~\nSee Auk_.\n"
    reading = read(tmp_path, "a.rst", text)
    assert names(reading) == ["Auk", "Albatross", "Booby"]
    assert sections(reading) == ["Birds", "A", "B"]
    assert by_name(reading)["Booby"].see == ("Auk",)


def test_tables_and_fields_and_bullets(tmp_path: Path) -> None:
    text = """
        Birds
        =====

        .. list-table:: Birds
           :header-rows: 1

           * - Term
             - Definition
           * - Owl
             - Hunts at *night*.
           * - Jay
             - Is loud.

        Others
        ======

        - **Kite**: glides
        - **Heron**: waits

        More
        ====

        :Auk: dives
        :Booby: dives too
    """
    reading = read(tmp_path, "a.rst", text)
    assert names(reading) == ["Owl", "Jay", "Kite", "Heron", "Auk", "Booby"]
    assert by_name(reading)["Owl"].body == "Hunts at *night*."


def test_nothing_is_included_and_nothing_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "secret.txt").write_text("hidden")
    text = """
        Birds
        =====

        Owl
          .. include:: secret.txt

          .. raw:: html
             :file: secret.txt

          .. csv-table::
             :file: secret.txt

          A bird `unfinished.

        Jay
          Loud. :no-such-role:`text` *unfinished
    """
    with caplog.at_level(logging.DEBUG):
        reading = read(tmp_path, "a.rst", text)
    assert names(reading) == ["Owl", "Jay"]
    assert "hidden" not in str(reading)
    assert "text" in by_name(reading)["Jay"].body
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "text",
    [
        "- " * 400 + "x",
        "a\n" + "".join(" " * n + "b\n" for n in range(1, 400)),
        "*" * 50_000,
        "`" * 30_000,
        "=\n" * 3000,
    ],
)
def test_hostile_text_is_refused_or_read(tmp_path: Path, text: str) -> None:
    try:
        read(tmp_path, "a.rst", text.encode())
    except TermgraphError as error:
        assert error.hint


def test_a_long_document_takes_little_time(tmp_path: Path) -> None:
    text = "Birds\n=====\n\n" + "\n\n".join(
        f"Bird {n}\n  Like :term:`Bird {n - 1}`, *but* larger." for n in range(1000)
    )
    assert len(entries(read(tmp_path, "a.rst", text.encode()))) == 1000
