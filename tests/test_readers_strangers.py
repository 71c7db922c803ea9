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
