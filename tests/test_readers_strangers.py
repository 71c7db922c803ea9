"""What published glossaries do that a reader of only tidy ones would lose, merge or invent."""

from __future__ import annotations

from pathlib import Path

import pytest

from termgraph.readers import read_document
from tests.documents import entries, names, read, sections

_LETTERS = {
    "C": "A language made at Bell Labs.",
    "C++": "C with classes.",
    "F": "The farad.",
    "g": "The gram.",
}
_OF_LETTERS = {
    "a.md": "# Signs\n\n" + "".join(f"## {name}\n\n{text}\n\n" for name, text in _LETTERS.items()),
    "list.md": "# Signs\n\n" + "".join(f"- **{name}**: {text}\n" for name, text in _LETTERS.items()),
    "a.rst": "Signs\n=====\n\n" + "".join(f"{name}\n---\n\n{text}\n\n" for name, text in _LETTERS.items()),
    "a.html": "<h1>Signs</h1>" + "".join(f"<h2>{name}</h2><p>{text}" for name, text in _LETTERS.items()),
    "dl.html": f"<dl>{''.join(f'<dt>{name}<dd>{text}' for name, text in _LETTERS.items())}</dl>",
    "a.txt": "".join(f"{name}\n{text}\n\n" for name, text in _LETTERS.items()),
    "colon.txt": "".join(f"{name}: {text}\n" for name, text in _LETTERS.items()),
    "indented.txt": "".join(f"{name}\n    {text}\n" for name, text in _LETTERS.items()),
    "a.csv": "term,definition\n" + "".join(f"{name},{text}\n" for name, text in _LETTERS.items()),
    "a.json": str(_LETTERS).replace("'", '"'),
}


@pytest.mark.parametrize("name", _OF_LETTERS)
def test_letters_with_a_text_are_terms(tmp_path: Path, name: str) -> None:
    found = entries(read(tmp_path, name, _OF_LETTERS[name]))
    assert {record.label: record.body for record in found} == _LETTERS


def test_letters_above_entries_are_sections(tmp_path: Path) -> None:
    text = (
        "# Signs\n\n## C\n\n### C\n\nA language.\n\n### C++\n\nAnother one.\n\n## D\n\n### Dart\n\nA third.\n"
    )
    reading = read(tmp_path, "a.md", text)
    assert names(reading) == ["C", "C++", "Dart"]
    assert sections(reading) == ["Signs", "C", "D"]


def test_texts_of_one_letter_are_texts(tmp_path: Path) -> None:
    found = entries(read(tmp_path, "a.csv", "term,definition\nC,A\nC++,B\nC#,D\nJava,E\nF,Farad\n"))
    assert [(record.label, record.body) for record in found] == [
        ("C", "A"), ("C++", "B"), ("C#", "D"), ("Java", "E"), ("F", "Farad")
    ]  # fmt: skip


_BIRDS = {
    "owl": "a bird of the night",
    "stork": "a large bird with long legs",
    "can": "a thing that no bird needs",
    "crane": "a grey bird that dances",
    "wren": "a very small one",
}
_LINES = [f"{name}: {text}" for name, text in _BIRDS.items()]
_LISTS = {
    "a.txt": "\n".join(_LINES),
    "stops.txt": "".join(f"{line}.\n" for line in _LINES),
    "apart.txt": "\n\n".join(_LINES),
    "dash.txt": "\n".join(_LINES).replace(": ", " - "),
    "tight.txt": "\n".join(_LINES).replace(": ", ":"),
    "hanging.txt": "".join(f"{line} that I saw\n    when it was dark\n" for line in _LINES),
    "wrapped.txt": "".join(f"{line} that I saw in a wood\nwhen it was dark\n" for line in _LINES),
    "a.md": "\n".join(_LINES),
    "breaks.md": "# Birds\n\n" + "  \n".join(f"**{line}".replace(":", ":**") for line in _LINES),
    "a.rst": "\n".join(_LINES),
    "a.html": f"<p>{'<br>'.join(_LINES)}</p>",
}


@pytest.mark.parametrize("name", _LISTS)
def test_plain_lists_need_no_full_stops(tmp_path: Path, name: str) -> None:
    found = entries(read(tmp_path, name, _LISTS[name]))
    assert [record.label for record in found] == list(_BIRDS)
    assert all(record.body.startswith(_BIRDS[record.label or ""]) for record in found)


def test_long_lists_are_read_as_short_ones(tmp_path: Path) -> None:
    words = [f"{first}{second}{third}" for first in "bdfgk" for second in "aeiou" for third in "lmnrst"]
    names_of = [f"{one}{two}" for one in words[:40] for two in words[50:75]]
    lines = [f"{name}: a kind of thing that does {name[::-1]}\n" for name in names_of]
    assert names(read(tmp_path, "a.txt", "".join(lines))) == names_of


def test_wrapped_prose_with_colons_is_no_list(tmp_path: Path) -> None:
    text = (
        "Owls hunt at night, and here is why they do so: nobody\n"
        "sees them then. They eat what runs about in the dark and\n"
        "what is small: mice, voles, and beetles of many sorts.\n"
    )
    assert names(read(tmp_path, "a.txt", text)) == []


def test_what_folds_out_is_on_one_level(tmp_path: Path) -> None:
    folded = "<details><summary>{0}</summary>\n\nThe text of {0}.\n\n</details>\n\n"
    text = "# Animals\n\n" + "".join(
        f"## {letter}\n\n" + "".join(map(folded.format, words))
        for letter, words in (
            ("A", ("Ant", "Ape", "Asp")),
            ("B", ("Bat", "Bee")),
            ("C", ("Cat", "Cow", "Crow")),
        )
    )
    reading = read(tmp_path, "a.md", text)
    assert names(reading) == ["Ant", "Ape", "Asp", "Bat", "Bee", "Cat", "Cow", "Crow"]
    assert sections(reading) == ["Animals", "A", "B", "C"]


@pytest.mark.parametrize("bullet", ["", "- "])
def test_marks_in_the_bracket_behind_a_name(tmp_path: Path, bullet: str) -> None:
    told = {"Fern": "(*Pteris*) — a plant without flowers.", "Oak": "(*Quercus*) — a tree with acorns."}
    text = "# Plants\n\n" + "\n\n".join(f"{bullet}**{name}** {rest}" for name, rest in told.items())
    found = entries(read(tmp_path, "a.md", text))
    assert [(record.label, record.body) for record in found] == [
        ("Fern", "a plant without flowers."),
        ("Oak", "a tree with acorns."),
    ]
    assert found[0].heading == "Fern (Pteris)"


_ATTRIBUTES = {
    "terms": "[Adult]{#grown}\n: A grown animal.\n\n[Pup]{#pup .young}\n: Not an [adult](#grown).\n",
    "ends": "Adult {#grown}\n: A grown animal.\n\nPup {.young #pup}\n: Not an [adult](#grown).\n",
    "colons": ":::{glossary}\n[Adult]{#grown}\n: A grown animal.\n\n[Pup]{#pup}\n: Not an [adult](#grown).\n:::\n",
    "headings": "## [Adult]{#grown}\n\nA grown animal.\n\n## Pup {#pup}\n\nNot an [adult](#grown).\n",
    "bold": "**Adult**{#grown}: A grown animal.\n\n**[Pup]{#pup}**: Not an [adult](#grown).\n",
    "items": "- [Adult]{#grown}: A grown animal.\n- `Pup`{#pup}: Not an [adult](#grown).\n- [Owl]{.b}: A bird.\n",
    "targets": "(grown)=\n## Adult\n\nA grown animal.\n\n## Pup\n\nNot an [adult](#grown).\n",
}


@pytest.mark.parametrize("text", _ATTRIBUTES.values(), ids=_ATTRIBUTES)
def test_attributes_are_anchors_and_no_names(tmp_path: Path, text: str) -> None:
    adult, pup, *_ = entries(read(tmp_path, "a.md", f"# Glossary\n\n{text}"))
    assert [(record.label, record.body) for record in (adult, pup)] == [
        ("Adult", "A grown animal."),
        ("Pup", "Not an [adult](#grown)."),
    ]
    assert pup.see == ("Adult",)
    assert not pup.broken_links


def test_lists_of_ezglossary_are_no_names(tmp_path: Path) -> None:
    text = "term:GPU\n:   Draws pictures.\n\nparts:fan\n:   Cools the <term:GPU>.\n"
    gpu, fan = entries(read(tmp_path, "a.md", text))
    assert (gpu.label, fan.label, fan.see) == ("GPU", "fan", ("GPU",))
    curies = "skos:Concept\n: A thing.\n\nskos:note\n: A text.\n"
    assert names(read(tmp_path, "b.md", curies)) == ["skos:Concept", "skos:note"]


def test_a_heading_that_many_files_share_is_no_name(tmp_path: Path) -> None:
    for name in ("Owl", "Jay", "Rook"):
        (tmp_path / f"{name}.md").write_text(f"---\ntitle: {name}\n---\n\n## In short\n\nThe {name} sings.\n")
    found = entries(read_document(tmp_path))
    assert [([label.label for label in record.labels], record.body) for record in found] == [
        (["Jay"], "The Jay sings."),
        (["Owl"], "The Owl sings."),
        (["Rook"], "The Rook sings."),
    ]


def test_keys_are_ids_where_entries_say_their_names(tmp_path: Path) -> None:
    text = '{"llm": {"%s": "Large language model", "text": "Made of text."}, "ram": {"%s": "Memory", "text": "It."}}'
    for key in ("term", "name", "label"):
        found = entries(read(tmp_path, "a.json", text % (key, key)))
        assert [[label.label for label in record.labels] for record in found] == [
            ["Large language model"],
            ["Memory"],
        ]
    upper = '{"LLM": {"term": "Large language model", "definition": "Made of text."}}'
    (one,) = entries(read(tmp_path, "a.json", upper))
    assert [label.label for label in one.labels] == ["Large language model", "LLM"]
