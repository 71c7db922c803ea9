"""What published glossaries do that a reader of only tidy ones would lose, merge or invent."""

from __future__ import annotations

from pathlib import Path

import pytest

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
