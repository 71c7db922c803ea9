"""What published glossaries do that a reader of only tidy ones would lose, merge or invent."""

from __future__ import annotations

from pathlib import Path

import pytest

from termgraph.errors import TermgraphError
from termgraph.readers import read_document
from termgraph.records import LAST_RESORT, Reading
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


def _dropped(reading: Reading) -> list[tuple[str, str]]:
    return [(one.where, one.why) for one in reading.dropped]


def test_rows_and_sheets_without_terms_are_told(tmp_path: Path) -> None:
    reading = read(
        tmp_path, "a.csv", "term,definition\nOwl,A bird.\n,A text alone.\n,,\nterm,definition\nJay,Blue.\n"
    )
    assert names(reading) == ["Owl", "Jay"]
    assert _dropped(reading) == [("line 3", "no term: A text alone."), ("line 5", "the headings again")]
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (("term", "definition"), ("Owl", "A bird."), (None, "A text alone.")):
        book.active.append(row)
    book.create_sheet("Notes").append(["Read this first"])
    history = book.create_sheet("History")
    for line in (
        "Version|Author|Changes",
        "0.1|Ann|The first draft of all the words",
        "0.2|Ben|Many more words were added",
    ):
        history.append(line.split("|"))
    book.save(tmp_path / "a.xlsx")
    assert _dropped(read_document(tmp_path / "a.xlsx")) == [
        ("sheet 'Notes'", "one column beside tables: read as a note"),
        ("sheet 'Sheet', row 3", "no term: A text alone."),
        ("sheet 'History'", "no heading says terms, as in other sheets"),
    ]


def test_values_without_terms_are_told(tmp_path: Path) -> None:
    owl, jay = '{"term": "Owl", "definition": "A bird."}', '{"term": "Jay", "text": "Blue."}'
    listed = f'[{owl},\n{{"definition": "A text alone."}},\n{jay}]'
    reading = read(tmp_path, "a.json", listed)
    assert (names(reading), _dropped(reading)) == (["Owl", "Jay"], [("line 2", "no term")])
    entry = '<conceptEntry id="c{0}"><langSec xml:lang="en"><termSec>{1}</termSec></langSec></conceptEntry>\n'
    made = entry.format(1, "<term>owl</term>") + entry.format(2, "")
    reading = read(tmp_path, "a.tbx", f'<tbx xml:lang="en"><text><body>\n{made}</body></text></tbx>')
    assert (names(reading), _dropped(reading)) == (["owl"], [("line 3", "no term")])


def test_a_folder_says_which_files_it_did_not_read(tmp_path: Path) -> None:
    texts = {
        "owl.md": "# Owl\n\nA bird.\n",
        "jay.rest": "Jay\n===\n\nIs loud.\n",
        "notes.txt": "Bring seed.\n",
        "data.bin": "\x01\x02",
        "logo.png": "x",
        ".hidden.zip": "x",
        "bad.md": "%PDF-1.7",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    reading = read_document(tmp_path)
    assert [(record.label, record.path) for record in entries(reading)] == [
        ("Owl", "owl.md"),
        ("Jay", "jay.rest"),
    ]
    assert reading.path == str(tmp_path)
    assert [where for where, _ in _dropped(reading)] == ["bad.md", "data.bin", "notes.txt"]
    assert dict(_dropped(reading))["notes.txt"] == "text beside Markdown"


def test_a_folder_without_markdown_is_read_in_all_formats(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("term,definition\nOwl,A bird.\n")
    (tmp_path / "b.html").write_text("<dl><dt>Jay<dd>Is loud.</dl>")
    assert names(read_document(tmp_path)) == ["Owl", "Jay"]
    with pytest.raises(TermgraphError, match="no Markdown in the folder"):
        read_document(_with(tmp_path / "none", "x.bin"))


def _with(folder: Path, name: str) -> Path:
    folder.mkdir()
    (folder / name).write_text("x")
    return folder


def test_nothing_found_and_the_last_resort_are_told(tmp_path: Path) -> None:
    reading = read(tmp_path, "x.conf", "@book{knuth,\n title={The Art},\n author={Knuth},\n}\n")
    assert LAST_RESORT in reading.guesses
    assert _dropped(reading)[-1][1] == "no entries were found in it"
    assert LAST_RESORT not in read(tmp_path, "x.txt", "owl: a bird.\njay: a bird.\nwren: a bird.\n").guesses


def test_signs_are_terms_of_a_glossary_directive(tmp_path: Path) -> None:
    told = {"(`n`,)": "A tuple.", "``:``": "A slice.", "-1": "The rest.", "owl (bird)": "Hoots."}
    text = ".. glossary::\n\n" + "".join(f"  {term}\n    {said}\n\n" for term, said in told.items())
    assert names(read(tmp_path, "a.rst", text)) == ["(n,)", ":", "-1", "owl"]


def test_a_paragraph_that_begins_with_dfn_defines(tmp_path: Path) -> None:
    birds = "".join(f"<p><dfn>Bird {n}</dfn>. Sings song {n}." for n in range(20))
    told = ("Resource</dfn>. It is used.", "Wing</dfn> or <em>pinion</em>. A part.", "Egg</dfn> It is laid.")
    rest = "".join(f"<p><dfn>{said}" for said in told)
    below = "<h3>How to use it</h3><p>Read it.<h4>On paper</h4><p>Print it."
    page = f"<h2>Introduction</h2><p>Of birds.<h3>Thanks</h3><p>To all.<h2>Glossary</h2>{birds}{rest}{below}"
    reading = read(tmp_path, "a.html", page)
    assert names(reading) == [*(f"Bird {n}" for n in range(20)), "Resource", "Wing", "Egg"]
    assert entries(reading)[-1].body == "It is laid."
    assert sections(reading) == ["Introduction", "Thanks", "Glossary", "How to use it", "On paper"]


def test_pages_about_a_glossary_are_no_terms_though_folders_may_be(tmp_path: Path) -> None:
    for name, text in (
        ("owl.md", "# Owl\n\nA bird.\n"),
        ("jay.md", "# Jay\n\nA bird.\n"),
        ("wren.md", "# Wren\n\nA bird.\n"),
        ("contribute/_index.md", "# How to contribute\n\nWrite.\n"),
        ("terms/owl/index.md", "# Owl\n\nA bird.\n"),
        ("terms/jay/index.md", "# Jay\n\nA bird.\n"),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert names(read_document(tmp_path / "terms")) == ["Jay", "Owl"]
    for name in ("owl", "jay"):
        (tmp_path / "terms" / name / "index.md").unlink()
    assert names(read_document(tmp_path)) == ["Jay", "Owl", "Wren"]


def test_a_list_that_a_text_announces_is_a_part_of_it(tmp_path: Path) -> None:
    entry = "**{0}** : une chose de la ruche.\n\n"
    swarm = (
        entry.format("Essaim")
        + "On distingue :\n\n* **primaire** : le premier\n* **secondaire** : le second\n\n"
    )
    text = f"# Glossaire\n\n## A\n\n{entry.format('Abeille')}## E\n\n{swarm}{entry.format('Esprit')}"
    reading = read(tmp_path, "a.md", text)
    assert names(reading) == ["Abeille", "Essaim", "Esprit"]
    assert "**secondaire** : le second" in entries(reading)[1].body
    terms = (
        "# Birds\n\nThe words are:\n\n- **Owl**: a bird of the night\n- **Jay**: a blue one that is loud\n"
    )
    assert names(read(tmp_path, "b.md", terms)) == ["Owl", "Jay"]
