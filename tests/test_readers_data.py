"""YAML and TOML: the shapes of data files, several languages beside each other, places, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from termgraph.errors import TermgraphError
from termgraph.readers import sniffed
from tests.documents import by_name, entries, names, read

LIST = """
    # The rules of a game.
    - id: atb
      name: Against the Bot
      definition: A campaign: "against" the computer.
    - id: bv
      name: Battle Value
      aliases: [BV, 2.0]
      definition: |
        A number that says how strong a unit is.

        See [Against the Bot](#atb).

    - id: cbill
      name: C-bill
      definition: >-
        Money,
        no paper.
"""


def test_a_list_of_objects(tmp_path: Path) -> None:
    reading = read(tmp_path, "megamek.yml", LIST.replace("campaign:", "campaign,"))
    assert [(record.label, record.lines) for record in entries(reading)] == [
        ("Against the Bot", (2, 4)),
        ("Battle Value", (5, 11)),
        ("C-bill", (13, 17)),
    ]
    value = by_name(reading)["Battle Value"]
    assert [label.label for label in value.labels] == ["Battle Value", "BV", "2.0"]
    assert (value.see, value.fields) == (("Against the Bot",), {})
    assert by_name(reading)["C-bill"].body == "Money, no paper."


def test_languages_as_keys(tmp_path: Path) -> None:
    text = """
        - slug: mean
          ref: [median]
          en:
            term: mean
            acronym: AVG
            def: What is [in the middle](#median), nearly.
          de: {term: Mittelwert, def: "Die Mitte, fast."}
          id: {term: rata-rata, def: Nilai tengah.}
        - slug: median
          en: {term: median, def: The one in the middle.}
        - slug: outlier
          es: {term: valor atípico, def: Lo que está fuera.}
    """
    reading = read(tmp_path, "a.yml", text)
    mean, median, outlier = entries(reading)
    assert [(one.label, one.type, one.language) for one in mean.labels] == [
        ("mean", None, ""),
        ("AVG", "abbreviation", ""),
        ("Mittelwert", None, "de"),
        ("rata-rata", None, "id"),
    ]
    assert [(one.text, one.language, one.kind) for one in mean.texts] == [
        ("Die Mitte, fast.", "de", "definition"),
        ("Nilai tengah.", "id", "definition"),
    ]
    assert (mean.language, mean.see, mean.fields) == ("en", ("median",), {})
    assert {(one.type, one.target, one.stated) for one in mean.relations} == {("related", "median", True)}
    assert (median.label, outlier.label, outlier.language) == ("median", "valor atípico", "es")
    assert reading.guesses[-1] == "terms in de, en, es, id; those in en were taken as the names"


def test_a_short_text_is_no_abbreviation_and_a_link_leads_to_its_address(tmp_path: Path) -> None:
    text = """
        - title: Kumite
          short: A fight, and a form of training.
          acronym: K
          links:
            - title: Kumite (Wikipedia)
              url: https://example.org/kumite
            - {title: Kata, url: "#kata"}
        - {title: Kata, id: kata, definition: A form.}
    """
    kumite, _ = entries(read(tmp_path, "a.yml", text))
    assert [(label.label, label.type) for label in kumite.labels] == [("Kumite", None), ("K", "abbreviation")]
    assert kumite.fields["summary"] == ("A fight, and a form of training.",)
    assert (kumite.see, kumite.references) == (("Kata",), ("https://example.org/kumite",))


@pytest.mark.parametrize(
    "text",
    [
        "owl:\n  term: {de: Eule, en: Owl}\n  definition: {en: A bird., de: Ein Vogel.}\n",
        "- {term_de: Eule, term_en: Owl, definition_de: Ein Vogel., definition_en: A bird.}\n",
        "terms:\n- name: Owl\n  description: A bird.\n  de: {name: Eule, description: Ein Vogel.}\n",
    ],
)
def test_languages_inside_of_keys(tmp_path: Path, text: str) -> None:
    (owl,) = entries(read(tmp_path, "a.yaml", text.encode()))
    german = [(one.label, one.language) for one in owl.labels if one.language == "de"]
    assert (owl.body, german) == ("A bird.", [("Eule", "de")])
    assert [(one.text, one.language) for one in owl.texts] == [("Ein Vogel.", "de")]


def test_a_glossary_for_each_language(tmp_path: Path) -> None:
    text = "en:\n- {term: Owl, definition: A bird.}\nde:\n- {term: Eule, definition: Ein Vogel.}\n"
    found = entries(read(tmp_path, "a.yaml", text.encode()))
    assert [(record.label, record.language) for record in found] == [("Owl", "en"), ("Eule", "de")]


def test_several_lists_are_all_read_but_for_those_of_other_things(tmp_path: Path) -> None:
    text = """
        technical:
        - {term: GQL, definition: A language.}
        - {term: RFC, definition: A request.}
        business:
        - {term: ARR, definition: What comes in.}
        authors:
        - {name: Ada}
        references:
        - {title: A book, description: About all of it.}
    """
    reading = read(tmp_path, "a.yaml", text)
    found = entries(reading)
    assert [(record.label, record.fields) for record in found] == [
        ("GQL", {"category": ("technical",)}),
        ("RFC", {"category": ("technical",)}),
        ("ARR", {"category": ("business",)}),
    ]
    assert [(one.where, one.why) for one in reading.dropped] == [("line 6", "no term"), ("line 8", "no term")]


def test_values_stay_as_they_are_written(tmp_path: Path) -> None:
    text = (
        "no: The country of Norway, by its code.\n1.50: A price that keeps its zero.\nnull: Nothing at all.\n"
    )
    assert names(read(tmp_path, "a.yaml", text.encode())) == ["no", "1.50"]


def test_references_that_are_objects_make_no_chapter_of_an_entry(tmp_path: Path) -> None:
    text = """
        [[terminology]]
        name = "Efficiency"
        abbreviation = ""
        description = \"\"\"
        Output for input.
        \"\"\"
        aliases = ["Effectiveness"]
        references = [
            { title = "The Effective Executive", link = "https://example.org/e" }, # [[no]]
        ]

        [[terminology]]
        name = "Heap"
        description = "Memory."
    """
    reading = read(tmp_path, "a.toml", text)
    assert [(record.label, record.lines) for record in entries(reading)] == [
        ("Efficiency", (1, 10)),
        ("Heap", (12, 14)),
    ]
    efficiency = by_name(reading)["Efficiency"]
    assert [label.label for label in efficiency.labels] == ["Efficiency", "Effectiveness"]
    assert efficiency.fields == {"source": ("The Effective Executive, https://example.org/e",)}


def test_tables_named_after_their_terms(tmp_path: Path) -> None:
    text = '[owl]\ndefinition = "A bird."\n[owl.links]\nwiki = "w"\n\n["barn owl"]\ndefinition = "Another."\n'
    found = entries(read(tmp_path, "a.toml", text.encode()))
    assert [(record.label, record.lines) for record in found] == [("owl", (1, 4)), ("barn owl", (6, 7))]


@pytest.mark.parametrize(
    ("name", "text", "place", "said"),
    [
        ("a.yaml", "a: b\nc: d: e\n", (2, 5), "mapping values"),
        ("a.yaml", "- term: *owl\n", (1, None), "a YAML alias of nothing"),
        ("a.yaml", "? [a]\n: b\n", (1, None), "a key that is no text"),
        ("a.yaml", "a: \ufffe\n", (1, None), "a character that YAML"),
        ("a.yaml", "a: 1\n", (1, None), "holds no terms"),
        ("a.yaml", "[" * 100_000, (1, None), "nested too deep"),
        ("a.toml", "a = 1\nb = \n", (2, 5), "Invalid value"),
        ("a.toml", 'a = "x', (1, None), "Unterminated string"),
        ("a.toml", "a = " + "[" * 100_000, (None, None), "nested too deep"),
        ("a.toml", "a = 1\n", (1, None), "holds no terms"),
    ],
)
def test_what_is_none_is_refused_with_its_place(
    tmp_path: Path, name: str, text: str, place: tuple[int | None, int | None], said: str
) -> None:
    with pytest.raises(TermgraphError, match=said) as caught:
        read(tmp_path, name, text.encode())
    assert (caught.value.line, caught.value.column) == place


def test_aliases_are_followed_but_never_fill_the_memory(tmp_path: Path) -> None:
    shared = "- &one {term: owl, category: birds}\n- {<<: *one, term: jay, definition: Loud.}\n"
    jay = by_name(read(tmp_path, "a.yaml", shared.encode()))["jay"]
    assert (jay.body, jay.fields) == ("Loud.", {"category": ("birds",)})
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    with pytest.raises(TermgraphError, match="stand for more than any glossary"):
        read(tmp_path, "b.yaml", bomb.encode())


def test_both_are_known_by_what_they_hold() -> None:
    assert sniffed(b"# A list\n---\n") is None
    assert sniffed(b"---\n# A list\n- term: owl\n  definition: A bird.\n") == "yaml"
    assert sniffed(b"title = 'Birds'\n\n[[terms]]\nname = \"owl\"\n") == "toml"
    assert sniffed(b"- Owl: a bird.\n- Jay: a bird.\n") is None
