"""Markdown: what is an entry in the many ways in which glossaries are written, and what is not."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from termgraph.errors import TermgraphError
from termgraph.readers import read_document
from termgraph.records import RecordText
from tests.documents import by_name, entries, names, read, sections

LETTERS = """
    # Bird words

    All about birds, for those who want to know.

    - [A](#a)
    - [B](#b)

    ## A

    ### Albatross

    A bird of the sea. See [booby](#booby).

    ### Auk <a name="alk"></a>

    Dives.

    ## B

    ### Booby

    Dives too, like the [auk](#alk).

    ### B-flat owl

    <!-- ### Bustard

    not yet -->

    Sings `### B flat`.

    ```
    ### Not a heading
    ```

    ## References

    - A book on birds.
"""


def test_a_part_as_high_as_the_entries_is_no_term(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "a.md",
        """
        # Auk

        Dives.

        ## Related Terms

        - [Booby](#booby)

        # Booby

        Dives too.

        # Alternate Terms

        - Gannet

        # Related terms

        - [Auk](#auk)

        # Opposite

        What is on the other side.
        """,
    )
    assert names(reading) == ["Auk", "Booby", "Opposite"]
    assert [label.label for label in by_name(reading)["Booby"].labels] == ["Booby", "Gannet"]


def test_headings_below_letters(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.md", LETTERS)
    assert names(reading) == ["Albatross", "Auk", "Booby", "B-flat owl"]
    assert sections(reading) == ["Bird words", "A", "B", "References"]
    assert reading.title == "Bird words"
    assert by_name(reading)["Albatross"].see == ("Booby",)
    assert by_name(reading)["Booby"].see == ("Auk",)
    assert not [record.broken_links for record in reading.records if record.broken_links]
    assert [record.lines for record in entries(reading)] == [(10, 12), (14, 16), (20, 22), (24, 34)]
    assert "Bustard" not in by_name(reading)["B-flat owl"].body


@pytest.mark.parametrize(
    "mark", ["**{}**: {}", "**{}:** {}", "**{}** - {}", "**{}** – {}", "__{}__: {}", "`{}`: {}", "*{}*: {}"]
)
@pytest.mark.parametrize("bullet", ["- ", "* ", "1. ", ""])
def test_names_before_their_texts(tmp_path: Path, mark: str, bullet: str) -> None:
    birds = [
        ("Owl", "hunts *mice* at night."),
        ("Jay (bird)", "is loud: very."),
        ("Red kite", "glides in [circles](https://e.org)."),
    ]
    separator = "\n" if bullet else "\n\n"
    text = "# Glossary\n\nWords that bird watchers use.\n\n" + separator.join(
        bullet + mark.format(*bird) for bird in birds
    )
    reading = read(tmp_path, "a.md", text)
    assert names(reading) == ["Owl", "Jay", "Red kite"]
    assert [record.body for record in entries(reading)] == [bird[1] for bird in birds]
    assert entries(reading)[2].references == ("https://e.org",)


def test_items_whose_text_is_nested(tmp_path: Path) -> None:
    reading = read(
        tmp_path, "a.md", "# Glossary\n\n- Owl\n  - Hunts at night.\n  - Has big eyes.\n- Jay\n  - Is loud.\n"
    )
    assert names(reading) == ["Owl", "Jay"]
    assert entries(reading)[0].body == "- Hunts at night.\n- Has big eyes."


def test_lists_of_chapters(tmp_path: Path) -> None:
    text = """
        # Glossary

        - Night
          - **Owl**: hunts
          - **Nightjar**: hunts
            moths
        - **Day**
          - **Jay**: is loud
    """
    reading = read(tmp_path, "a.md", text)
    assert names(reading) == ["Owl", "Nightjar", "Jay"]
    assert sections(reading) == ["Glossary", "Night", "Day"]
    assert [record.lines for record in entries(reading)] == [(4, 4), (5, 6), (8, 8)]


def test_lists_of_parts_are_no_chapters(tmp_path: Path) -> None:
    text = "# Glossary\n\n- Owl\n  - **Size**: big\n  - **Call**: loud\n"
    text += "- Jay\n  - **Size**: small\n  - **Call**: loud\n"
    assert names(read(tmp_path, "a.md", text)) == ["Owl", "Jay"]


def test_plain_items_with_colons(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.md", "# Terms\n\n- Owl: hunts at night\n- Jay: is loud\n- Kite: glides\n")
    assert names(reading) == ["Owl", "Jay", "Kite"]


def test_lists_in_entries_belong_to_them(tmp_path: Path) -> None:
    birds = "\n\n".join(
        f"## {name}\n\nA bird that lives in the {place}, and eats fish.\n\n"
        f"- **Size of {name}**: large\n- **Call of {name}**: loud"
        for name, place in (("Albatross", "sea"), ("Booby", "sea"), ("Crane", "marsh"))
    )
    reading = read(tmp_path, "a.md", "# Birds\n\n" + birds)
    assert names(reading) == ["Albatross", "Booby", "Crane"]
    assert "- **Size of Crane**: large" in entries(reading)[2].body


def test_lists_below_chapters_are_the_glossary(tmp_path: Path) -> None:
    text = """
        # Birds
        ## Birds of the night
        They sleep by day.
        - **Owl**: hunts mice
        - **Nightjar**: hunts moths
        - **Kiwi**: hunts worms
        ## Birds of the day
        - **Jay**: is loud
        - **Kite**: glides
        ## License
        Take it.
    """
    reading = read(tmp_path, "a.md", text)
    assert names(reading) == ["Owl", "Nightjar", "Kiwi", "Jay", "Kite"]
    assert sections(reading) == ["Birds", "Birds of the night", "Birds of the day", "License"]


def test_bold_lines_are_headings_but_not_parts(tmp_path: Path) -> None:
    text = """
        ## Owl
        A bird.

        **Barn owl**

        White and quiet.

        **Eagle owl**

        Large.

        **Example**

        Bubo bubo.

        ## Jay

        Loud.

        **Example**

        Garrulus.
    """
    reading = read(tmp_path, "a.md", text)
    assert names(reading) == ["Owl", "Barn owl", "Eagle owl", "Jay"]
    assert by_name(reading)["Jay"].fields == {"example": ("Garrulus.",)}
    assert by_name(reading)["Eagle owl"].fields == {"example": ("Bubo bubo.",)}


def test_a_bold_line_before_code_is_a_part(tmp_path: Path) -> None:
    text = "## Owl\nA bird.\n\n**Its call, as letters:**\n```\nhoo\n```\n\n## Jay\nLoud.\n"
    assert names(read(tmp_path, "a.md", text)) == ["Owl", "Jay"]


def test_slanted_lines_below_headings_are_no_names(tmp_path: Path) -> None:
    birds = (("Eule", "Owl"), ("Häher", "Jay"), ("Milan", "Kite"))
    text = "# Vögel\n\n" + "\n".join(f"## {name}\n*{other}*\n\nEin Vogel.\n" for name, other in birds)
    assert names(read(tmp_path, "a.md", text)) == ["Eule", "Häher", "Milan"]
    letters = "\n".join(f"## {other[0]}\n\n*{other}*\n\nA bird.\n" for _, other in birds)
    assert names(read(tmp_path, "b.md", letters)) == ["Owl", "Jay", "Kite"]


def test_bold_lines_alone(tmp_path: Path) -> None:
    text = "**Owl**\nHunts at night.\n\n**Jay**\nIs loud.\n\nVery loud.\n\n**Kite:**\n\nGlides.\n"
    reading = read(tmp_path, "a.md", text)
    assert [(record.label, record.body) for record in entries(reading)] == [
        ("Owl", "Hunts at night."),
        ("Jay", "Is loud.\n\nVery loud."),
        ("Kite", "Glides."),
    ]


def test_subheadings_of_entries_are_parts(tmp_path: Path) -> None:
    text = "\n".join(
        f"## {name}\nA bird.\n\n### Diet\nFish.\n\n### See also\n- [{other}](#{other.lower()})\n"
        for name, other in (("Auk", "Booby"), ("Booby", "Crane"), ("Crane", "Auk"))
    )
    reading = read(tmp_path, "a.md", text)
    assert names(reading) == ["Auk", "Booby", "Crane"]
    assert by_name(reading)["Auk"].see == ("Booby",)
    assert "Diet" in by_name(reading)["Auk"].body


def test_terms_below_terms_are_entries(tmp_path: Path) -> None:
    text = "# Birds\n\n## Owl\nA bird.\n\n### Barn owl\nAn owl.\n\n## Jay\nLoud.\n\n## Kite\nGlides.\n"
    assert names(read(tmp_path, "a.md", text)) == ["Owl", "Barn owl", "Jay", "Kite"]


def test_definition_lists(tmp_path: Path) -> None:
    text = (
        "# Birds\n\nOwl\n:   Hunts at night.\n\n    Also by day.\n\nJay\nBlue jay\n: Is loud.\n: Is blue.\n"
    )
    reading = read(tmp_path, "a.md", text)
    assert [(record.label, record.body) for record in entries(reading)] == [
        ("Owl", "Hunts at night.\n\nAlso by day."),
        ("Jay", "Is loud.\n\nIs blue."),
    ]
    assert [label.label for label in entries(reading)[1].labels] == ["Jay", "Blue jay"]


def test_tables(tmp_path: Path) -> None:
    text = """
        # Birds

        | Term | Acronym | Meaning | Notes |
        |------|:-------:|---------|-------|
        | <a id="owl"></a>Barn owl | BO | A bird of the [night](https://e.org). | quiet \\| white |
        | **Jay** | | A loud bird, see [owl](#owl). | |
    """
    reading = read(tmp_path, "a.md", text)
    assert names(reading) == ["Barn owl", "Jay"]
    owl, jay = entries(reading)
    assert [(label.label, label.type) for label in owl.labels] == [("Barn owl", None), ("BO", "abbreviation")]
    assert owl.fields["note"] == ("quiet | white",)
    assert owl.lines == (5, 5)
    assert jay.see == ("Barn owl",)


def test_a_glossary_inside_of_a_readme(tmp_path: Path) -> None:
    text = """
        # Bird finder
        Finds birds.
        ## Installation
        Get it and run it on your machine.
        ## Usage
        Look up, and wait for a bird.
        ## Glossary
        | Term | Meaning |
        |---|---|
        | Owl | A bird of the night |
        | Jay | A loud bird |
        | Kite | A bird of prey |
        ## License
        Free for all.
    """
    reading = read(tmp_path, "a.md", text)
    assert names(reading) == ["Owl", "Jay", "Kite"]


def test_a_table_of_contents_gives_names(tmp_path: Path) -> None:
    text = """
        # Birds
        ## Contents
        * [Barn Owl (BO)](#bo)
        * [Jay](#jay)
        * [Kite](#kite)
        ## BO
        ## Jay
        Loud.
        ## Kite
        Glides.
    """
    reading = read(tmp_path, "a.md", text)
    assert names(reading) == ["BO", "Jay", "Kite"]
    assert [label.label for label in entries(reading)[0].labels] == ["BO", "Barn Owl"]
    assert entries(reading)[0].kind == "stub"


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Barn owl\naliases: [BO]\n---\n\nA bird.\n\n## Example\n\nTyto alba.\n",
        "# Barn owl\n\nA bird.\n\n## Example\n\nTyto alba.\n\n## See also\n\n- [x](https://e.org)\n",
    ],
)
def test_a_document_of_one_entry(tmp_path: Path, text: str) -> None:
    reading = read(tmp_path, "a.md", text)
    assert names(reading) == ["Barn owl"]
    assert entries(reading)[0].fields["example"] == ("Tyto alba.",)


def test_links_of_every_kind(tmp_path: Path) -> None:
    text = """
        ## Red owl {#owl}
        See [jay](#jay), [the jay][1], [[Jay|its call]], [kite]("#kite"), [gull](#gull), [site](https://e.org/x), <https://e.org/y>.

        [1]: #jay

        [back to top](#top)

        ## Jay
        Loud.
        ## Kite
        Glides,
        as the [red owl](#owl) does
        and the [heron](#herron).
        ## Heron
        Waits.
    """
    reading = read(tmp_path, "a.md", text)
    owl, kite = by_name(reading)["Red owl"], by_name(reading)["Kite"]
    assert owl.see == ("Jay",)
    assert owl.references == ("https://e.org/x", "https://e.org/y")
    assert [(link.text, link.target, link.line, link.meant) for link in owl.broken_links] == [
        ("kite", '"#kite"', 2, "Kite"),
        ("gull", "#gull", 2, None),
    ]
    assert "top" not in owl.body
    assert kite.see == ("Red owl",)
    assert [(link.target, link.line, link.meant) for link in kite.broken_links] == [("#herron", 13, "Heron")]


def test_other_dialects(tmp_path: Path) -> None:
    text = """
        # Birds

        ```{glossary}
        Owl
          Hunts {term}`mice <Mouse>` at night.

        Mouse
        Rodent
          Is hunted.
        ```

        *[BO]: Barn owl

        !!! note "Mind"

            Owls are quiet.

        <details><summary>Jay</summary>

        Is **loud**.

        </details>

        <details><summary>Kite</summary>
        Glides.
        </details>
    """
    reading = read(tmp_path, "a.md", text)
    assert names(reading) == ["Owl", "Mouse", "BO", "Jay", "Kite"]
    assert by_name(reading)["Owl"].see == ("Mouse",)
    assert [label.label for label in by_name(reading)["Mouse"].labels] == ["Mouse", "Rodent"]
    assert by_name(reading)["Jay"].body == "Is **loud**."


def test_text_without_marks_is_read_as_text(tmp_path: Path) -> None:
    text = "\n\n\n".join(
        f"{name}\n\n{name} is a bird that lives by the sea and that eats all the fish there is."
        for name in ("Auk", "Booby", "Crane", "Dodo")
    )
    reading = read(tmp_path, "a.md", text)
    assert reading.format == "markdown"
    assert names(reading) == ["Auk", "Booby", "Crane", "Dodo"]


def folder(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        path = tmp_path / "vault" / name.replace("__", "/")
        path = path.with_name(path.name + ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "vault"


def test_a_file_for_each_term(tmp_path: Path) -> None:
    vault = folder(
        tmp_path,
        README="# Birds\n\nAll of them: [owl](birds/owl.md).\n",
        birds__owl="---\ntitle: Barn owl\naliases: [BO, 'screech owl', /old/address/]\n"
        "tags:\n  - night\ndate: 2020-01-01\n---\nHunts [[mouse|mice]].\n\n## Example\n\nTyto alba.\n",
        birds__mouse="",
        birds__jay="# Blue jay\n\nLoud, unlike the [owl](owl.md#example) and the [kite](kite.md).\n",
    )
    reading = read_document(vault)
    assert reading.title == "Birds"
    assert names(reading) == ["Blue jay", "mouse", "Barn owl"]
    owl = by_name(reading)["Barn owl"]
    assert [label.label for label in owl.labels] == ["Barn owl", "BO", "screech owl"]
    assert owl.fields["tags"] == ("night",)
    assert owl.path == "birds/owl.md"
    assert owl.see == ("mouse",)
    assert by_name(reading)["mouse"].kind == "stub"
    jay = by_name(reading)["Blue jay"]
    assert jay.see == ("Barn owl",)
    assert [link.target for link in jay.broken_links] == ["kite.md"]


def test_translations_in_folders_of_languages(tmp_path: Path) -> None:
    vault = folder(
        tmp_path,
        en__owl="# Owl\nA bird.",
        de__owl="# Eule (Vogel)\nEin Vogel.",
        pt_br__owl="---\ntitle: Coruja\naliases: [Mocho]\n---\nUma ave.",
        en__jay="# Jay\nLoud.",
        de__uhu="# Uhu\nEine Eule.",
    )
    uhu, jay, owl = read_document(vault).records
    assert [(one.label, one.language) for one in (uhu, jay, owl)] == [
        ("Uhu", "de"),
        ("Jay", "en"),
        ("Owl", "en"),
    ]
    assert [(label.label, label.language) for label in owl.labels] == [
        ("Owl", ""),
        ("Eule", "de"),
        ("Coruja", "pt-BR"),
        ("Mocho", "pt-BR"),
    ]
    assert owl.texts == (RecordText("Ein Vogel.", "de"), RecordText("Uma ave.", "pt-BR"))


def test_a_heading_that_files_of_a_language_share_is_no_name_of_theirs(tmp_path: Path) -> None:
    files = {
        f"{tag}__{name}": f"---\ntitle: {name} {tag}\n---\n## {asked}\n\nText {name}.\n"
        for tag, asked in (("en", "What it is"), ("it", "Cos'è"), ("de", "In Kürze"))
        for name in ("owl", "jay", "wren")
    }
    found = read_document(folder(tmp_path, **files)).records
    assert [[label.label for label in one.labels] for one in found] == [
        [f"{name} en", f"{name} de", f"{name} it"] for name in ("jay", "owl", "wren")
    ]


def test_more_than_a_definition_in_a_front_matter(tmp_path: Path) -> None:
    front = "---\ntitle: Owl\nexample: a barn owl\nscope_note: no jay\ncode: O1\n"
    front += "image: https://e.org/o.png\npos: noun\n---\n"
    (owl,) = read_document(folder(tmp_path, owl=f"{front}A bird.")).records
    assert owl.fields == {
        "example": ("a barn owl",),
        "scope note": ("no jay",),
        "notation": ("O1",),
        "part of speech": ("noun",),
        "image": ("https://e.org/o.png",),
    }


def test_a_folder_named_like_a_language_is_none(tmp_path: Path) -> None:
    reading = read_document(folder(tmp_path, ml__owl="# Owl\nA bird.", ml__jay="# Jay\nLoud."))
    assert {record.language for record in reading.records} == {""}


def test_files_of_letters(tmp_path: Path) -> None:
    vault = folder(
        tmp_path,
        a="# A\n\n## Auk\nDives.\n\n## Albatross\nGlides.",
        b="# B\n\n## Booby\nDives.\n\n## Bustard\nRuns.",
    )
    assert names(read_document(vault)) == ["Auk", "Albatross", "Booby", "Bustard"]


def test_a_file_that_is_called_by_a_letter_is_a_term_where_it_has_a_text(tmp_path: Path) -> None:
    parts = "\n\n## Origin\nA.\n\n## Parts\nB.\n\n## Users\nC."
    vault = folder(
        tmp_path,
        owl="# Owl\n\nHunts.",
        R=f"# R\n\nA language for statistics.{parts}",
        jay="# Jay\n\nIs loud.",
    )
    assert names(read_document(vault)) == ["Jay", "Owl", "R"]


def test_files_that_become_one_page_link_to_each_other_by_their_headings(tmp_path: Path) -> None:
    vault = folder(
        tmp_path,
        owl="## Owl {#the-owl}\n\nHunts, unlike a [jay](#the-jay) or a [kite](#the-kite).\n",
        jay="## Jay {#the-jay}\n\nIs loud.\n",
    )
    owl = by_name(read_document(vault))["Owl"]
    assert (owl.see, [link.target for link in owl.broken_links]) == (("Jay",), ["#the-kite"])


def test_only_tags_of_languages_say_the_language_of_a_file(tmp_path: Path) -> None:
    vault = folder(
        tmp_path, **{"owl.de": "# Eule\n\nJagt.", "leonardo.ai": "", "jay.pt-br": "# Gaio\n\nFala."}
    )
    told = {record.label: record.language for record in read_document(vault).records}
    assert {name: told[name] for name in ("Eule", "Gaio")} == {"Eule": "de", "Gaio": "pt-BR"}
    assert "leonardo.ai" in told


def test_front_matter_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    bomb = "---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: [*b, *b]\n---\nA bird.\n"
    reading = read_document(
        folder(
            tmp_path, owl=bomb, jay="---\ntitle: [\n---\nLoud.", kite="+++\ntitle = 'Red kite'\n+++\nGlides."
        )
    )
    assert sorted(str(name) for name in names(reading)) == ["Red kite", "jay", "owl"]
    assert len(reading.guesses) == 2


@pytest.mark.parametrize("text", ["", " \n\n", "\ufeff"])
def test_nothing_is_an_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(TermgraphError):
        read(tmp_path, "a.md", text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "> " * 5000 + "deep",
        "- " * 3000 + "deep",
        "[" * 15_000,
        "*" * 60_000 + "a",
        "`" * 40_000,
        "# A\n\n" + "<" * 30_000,
        "|" * 20_000 + "\n|-|-|\n|a|b|",
        "a\n: " * 5000,
        "## Owl\n" + "x" * 3_000_000,
        "[a](b" * 20_000,
        "<!--" * 20_000,
        "**a" * 15_000,
    ],
    ids=range(12),
)
def test_hostile_text_is_read_in_good_time(tmp_path: Path, text: str) -> None:
    start = time.perf_counter()
    read(tmp_path, "a.md", text.encode())
    assert time.perf_counter() - start < 60


def test_a_thousand_entries_take_little_time(tmp_path: Path) -> None:
    text = "# Birds\n\n" + "\n\n".join(
        f"## Bird {n}\n\nLike [bird](#bird-{n - 1}), *but* larger.\n\n- a\n- b" for n in range(1000)
    )
    start = time.perf_counter()
    assert len(entries(read(tmp_path, "a.md", text.encode()))) == 1000
    assert time.perf_counter() - start < 60
