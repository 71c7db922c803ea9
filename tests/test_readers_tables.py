"""Tables: CSV, TSV and Excel, their columns guessed and told, and files that mean harm."""

from __future__ import annotations

import datetime
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from termgraph.errors import TermgraphError
from termgraph.readers import read_document
from termgraph.readers.blocks.columns import guess, role_of
from termgraph.readers.formats import document
from termgraph.records import DISCOURAGED, RecordLabel, RecordText
from tests.documents import by_name, entries, names, read, sections

OWL = "Hunts mice at night, without a sound."
JAY = "Is loud, and buries what it finds."
KITE = "Glides in circles and looks down."


@pytest.mark.parametrize(
    "text",
    [
        f'Term,Definition\nOwl,"{OWL}"\nJay,"{JAY}"\nKite,"{KITE}"\n',
        f'"Owl","{OWL}"\n"Jay","{JAY}"\n"Kite","{KITE}"\n',
        f"Begriff;Erklärung\nOwl;{OWL}\nJay;{JAY}\nKite;{KITE}\n",
        f"Owl\t{OWL}\nJay\t{JAY}\nKite\t{KITE}\n",
        f"id|name|description\n1|Owl|{OWL}\n2|Jay|{JAY}\n3|Kite|{KITE}\n",
        f"sep=;\nword;what it is\nOwl;{OWL}\nJay;{JAY}\nKite;{KITE}\n",
        f'Meaning,Word\n"{OWL}",Owl\n"{JAY}",Jay\n"{KITE}",Kite\n',
        f'No.,Bird,Remarks on it\n1,Owl,"{OWL}"\n2,Jay,"{JAY}"\n3,Kite,"{KITE}"\n',
        f'Words on birds,\n,\nTerm,Definition\nOwl,"{OWL}"\nJay,"{JAY}"\nKite,"{KITE}"\n',
        f'skos:prefLabel@en,skos:definition@en\nOwl,"{OWL}"\nJay,"{JAY}"\nKite,"{KITE}"\n',
    ],
    ids=range(10),
)
def test_columns_are_found(tmp_path: Path, text: str) -> None:
    reading = read(tmp_path, "a.csv", text.encode())
    assert [(record.label, record.body) for record in entries(reading)] == [
        ("Owl", OWL),
        ("Jay", JAY),
        ("Kite", KITE),
    ]
    assert any("read as" in said for said in reading.guesses)


def test_what_stands_beside_short_definitions_is_the_term(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.csv", "Call,Definition\nhoo,Go away\nkiu,Come here\nkau,\n")
    assert [(record.label, record.body) for record in entries(reading)] == [
        ("hoo", "Go away"),
        ("kiu", "Come here"),
        ("kau", ""),
    ]


def test_other_columns_are_names_and_fields(tmp_path: Path) -> None:
    text = """
        Term,Acronym,Synonyms,Definition,Category,See also,Colour,Source
        Barn owl,BO,"screech owl; white owl",Hunts.,night,Jay,white,https://e.org
        Jay,,,"Loud
        and blue.",day,Gull,,
        A,,,,,,,
        Kite,,,,,,,
    """
    reading = read(tmp_path, "a.csv", text)
    owl, jay, kite = entries(reading)
    assert [(label.label, label.type) for label in owl.labels] == [
        ("Barn owl", None),
        ("BO", "abbreviation"),
        ("screech owl", None),
        ("white owl", None),
    ]
    assert owl.fields["category"] == ("night",)
    assert owl.fields["colour"] == ("white",)
    assert owl.see == ("Jay",)
    assert jay.lines == (3, 4)
    assert [link.target for link in jay.broken_links] == ["Gull"]
    assert kite.kind == "stub"
    assert sections(reading) == ["A"]


def test_languages_have_columns_of_their_own(tmp_path: Path) -> None:
    text = "Term (en),Term (de),Definition (en),Definition (de)\nowl,Eule,A bird.,Ein Vogel.\njay,Häher,Loud.,Laut.\n"
    owl = entries(read(tmp_path, "a.csv", text.encode()))[0]
    assert (owl.label, owl.body, owl.language) == ("owl", "A bird.", "en")
    assert owl.labels[1:] == (RecordLabel("Eule", language="de"),)
    assert owl.texts == (RecordText("Ein Vogel.", "de"),)


#: Headings and a row -> the language of the entry, its name and text, names and texts in other languages.
TRANSLATED = {
    "Term (en),Term (de),Definition (en)|sheet,Schot,A rope.": ("en", "sheet", "A rope.", "de Schot", ""),
    "Term,Term (de),Definition|sheet,Schot,A rope.": ("", "sheet", "A rope.", "de Schot", ""),
    "Term,Definition (de)|Schot,Ein Tau.": ("de", "Schot", "Ein Tau.", "", ""),
    "term_de,term_en|Schot,sheet": ("de", "Schot", "", "en sheet", ""),
    "id,en,it,de|7,sheet,scotta,Schot": ("en", "sheet", "", "it scotta; de Schot", ""),
    "en,de|sheet,Schot": ("en", "sheet", "", "de Schot", ""),
    "EN,DE,pos,description|sheet,Schot,noun,A rope.": ("en", "sheet", "A rope.", "de Schot", ""),
    "term,en,de|sheet,A rope on a sail.,Ein Tau am Segel dran.": ("en", "sheet", "A rope on a sail.", "",
        "de Ein Tau am Segel dran."),
    "English_word,English_descr,French_word,French_descr,Spanish_word,Spanish_descr|"
    "sheet,A rope.,écoute,Un cordage.,escota,Un cabo.": ("en", "sheet", "A rope.", "fr écoute; es escota",
        "fr Un cordage.; es Un cabo."),
    "Term (en),Term (de),Definition (de)|,Schot,Ein Tau.": ("de", "Schot", "Ein Tau.", "", ""),
    "Term (en),Term (de),Definition (en),Note (de)|,Schot,A rope.,alt": ("de", "Schot", "", "", "en A rope."),
    "Term,Term (de),Definition|,Schot,A rope.": ("de", "Schot", "", "", "und A rope."),
    "Term id,Term,Definition|7,sheet,A rope.": ("", "sheet", "A rope.", "", ""),
}  # fmt: skip


@pytest.mark.parametrize(("table", "expected"), TRANSLATED.items(), ids=[key[:40] for key in TRANSLATED])
def test_translations_are_names_and_texts_of_the_one_entry(
    table: str, expected: tuple[str, ...], tmp_path: Path
) -> None:
    made = read(tmp_path, "a.csv", table.replace("|", "\n").encode())
    (one,) = entries(made)
    names = "; ".join(f"{label.language} {label.label}" for label in one.labels if label.language)
    texts = "; ".join(f"{text.language} {text.text}" for text in one.texts)
    assert (one.language, one.label, one.body, names, texts) == expected


def test_rows_of_one_concept_are_one_entry(tmp_path: Path) -> None:
    text = (
        "Concept,Language,Term,Definition,ID\n"
        "x,de,Schot,Ein Tau.,1\nx,en,sheet,A rope.,1\ny,German,Fock,Ein Segel.,2\nz,de,Mast,Aus Holz.,3\n"
    )
    made = entries(read(tmp_path, "a.csv", text.encode(), term="Term"))
    assert [(one.label, one.language, one.body) for one in made] == [
        ("sheet", "en", "A rope."),
        ("Fock", "de", "Ein Segel."),
        ("Mast", "de", "Aus Holz."),
    ]
    assert made[0].labels[1] == RecordLabel("Schot", language="de")
    assert made[0].texts[0] == RecordText("Ein Tau.", "de")


def test_several_columns_of_terms_may_be_named(tmp_path: Path) -> None:
    text = b"en,de,x\nsheet,Schot,A rope.\njib,Fock,A sail.\n"
    made = entries(read(tmp_path, "a.csv", text, term=["en", "de"], definition="x"))
    assert [(one.label, one.labels[1], one.body) for one in made] == [
        ("sheet", RecordLabel("Schot", language="de"), "A rope."),
        ("jib", RecordLabel("Fock", language="de"), "A sail."),
    ]


def test_a_name_that_is_not_to_be_used_is_never_the_name(tmp_path: Path) -> None:
    text = "term,synonyms,status,definition\nfall,halyard,Forbidden,A rope.\njib,,forbidden,A sail.\n"
    halyard, jib = entries(read(tmp_path, "a.csv", text.encode()))
    assert (halyard.label, halyard.labels[1:]) == ("halyard", (RecordLabel("fall", DISCOURAGED),))
    assert (jib.label, jib.fields["status"]) == ("jib", ("forbidden",))


def test_parents_of_columns_are_stated(tmp_path: Path) -> None:
    text = "Term,Definition,Parent Term Name,See also\nsheet,A rope.,line,jib\nline,A rope in use.,,\njib,A sail.,,\n"
    sheet = entries(read(tmp_path, "a.csv", text.encode()))[0]
    assert [(one.type, one.target, one.stated) for one in sheet.relations] == [
        ("broader", "line", True),
        ("related", "jib", True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Term,Definition\nbird,It flies.\n  owl,It hunts.\n    barn owl,It is white.\n  jay,It is loud.\n"
        "fish,It swims.\n",
        "Level 1,Level 2,Level 3,Definition\nbird,,,It flies.\n,owl,,It hunts.\n,,barn owl,It is white.\n"
        ",jay,,It is loud.\nfish,,,It swims.\n",
        "Level 1,Level 2,Level 3,Definition\nbird,,,It flies.\nbird,owl,,It hunts.\nbird,owl,barn owl,It is white.\n"
        "bird,jay,,It is loud.\nfish,,,It swims.\n",
    ],
    ids=["spaces", "steps", "paths"],
)
def test_indented_terms_are_below_those_above(text: str, tmp_path: Path) -> None:
    made = entries(read(tmp_path, "a.csv", text.encode()))
    assert {one.label: [(told.type, told.target) for told in one.relations] for one in made} == {
        "bird": [],
        "owl": [("broader", "bird")],
        "barn owl": [("broader", "owl")],
        "jay": [("broader", "bird")],
        "fish": [],
    }
    assert {one.label: one.body for one in made}["jay"] == "It is loud."


def test_a_glossary_of_omegat_keeps_its_three_columns_apart(tmp_path: Path) -> None:
    text = "# Glossary in tab-separated format\n"
    text += "sheet\tSchot\tA rope on a sail, not a cloth.\njib\tFock\t\nmast\tMast\tOf wood.\n"
    made = entries(read(tmp_path, "a.tsv", text.encode()))
    assert [(one.label, one.body) for one in made] == [("sheet", ""), ("jib", ""), ("mast", "")]
    assert made[0].fields == {"translation": ("Schot",), "note": ("A rope on a sail, not a cloth.",)}


@pytest.mark.parametrize(("term", "text"), [("Bird", "Remarks"), ("B", "C"), ("2", "3"), ("bird", "remarks")])
def test_columns_can_be_told(tmp_path: Path, term: str, text: str) -> None:
    table = "Nest,Bird,Remarks\ntree,Owl,Hoots\nground,Jay,Calls\n"
    reading = read(tmp_path, "a.csv", table.encode(), term=term, definition=text)
    assert [(record.label, record.body) for record in entries(reading)][-2:] == [
        ("Owl", "Hoots"),
        ("Jay", "Calls"),
    ]


@pytest.mark.parametrize(
    ("role", "column"), [("term", "Brd"), ("term", "Z"), ("turm", "Bird"), ("term", "9")]
)
def test_columns_that_are_not_there_are_told(tmp_path: Path, role: str, column: str) -> None:
    with pytest.raises(TermgraphError) as caught:
        read(tmp_path, "a.csv", b"Nest,Bird,Remarks\ntree,Owl,Hoots\n", **{role: column})
    assert caught.value.hint


def test_what_has_no_terms_is_told(tmp_path: Path) -> None:
    with pytest.raises(TermgraphError, match="which column") as caught:
        read(tmp_path, "a.csv", b"1,2,3\n4,5,6\n7,8,9\n")
    assert "--column" in str(caught.value)


def test_formulas_and_loose_quotes_are_text(tmp_path: Path) -> None:
    text = 'Term,Definition\nOwl,"=HYPERLINK(""http://e.org"",""x"")"\n@SUM(A1),A 5" bird\nJay,+1\n'
    reading = read(tmp_path, "a.csv", text.encode())
    owl, sum_, jay = entries(reading)
    assert owl.body == '=HYPERLINK("http://e.org","x")'
    assert owl.flags
    assert sum_.body == 'A 5" bird'
    assert jay.body == "+1"


def test_a_quote_that_is_never_closed_swallows_nothing(tmp_path: Path) -> None:
    rows = "".join(f"Bird {n},A bird with the number {n}.\n" for n in range(200))
    reading = read(tmp_path, "a.csv", f'Term,Definition\nOwl,"A bird that is not closed.\n{rows}'.encode())
    assert len(entries(reading)) == 201


def workbook(*sheets: list[list[object]], hidden: int = -1) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for n, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Sheet {n}")
        if n == hidden:
            sheet.sheet_state = "hidden"
        for row in rows:
            sheet.append(row)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_log_of_who_did_what_holds_no_terms(tmp_path: Path) -> None:
    birds: list[list[object]] = [
        ["Term", "Definition"],
        ["owl", "A bird of the night."],
        ["jay", "A loud bird."],
    ]
    log: list[list[object]] = [["Date", "Name", "Change", "Explanation"]]
    log += [
        ["2026-01-02", name, "Added a term", "It was missing."] for name in ("Ann Bee", "Cy Dee", "Ann Bee")
    ]
    reading = read(tmp_path, "a.xlsx", workbook(birds, log))
    assert names(reading) == ["owl", "jay"]
    assert [one.where for one in reading.dropped] == ["sheet 'Sheet 1'"]
    dated: list[list[object]] = [
        ["Name", "Date", "Explanation"],
        ["owl", "2026", "A bird."],
        ["jay", "2026", "Loud."],
    ]
    assert names(read(tmp_path, "b.xlsx", workbook(dated))) == ["owl", "jay"]


def test_a_workbook(tmp_path: Path) -> None:
    birds: list[list[object]] = [
        ["Birds of the world"],
        [],
        ["Term", "Definition", "Seen"],
        ["Owl", OWL, datetime.datetime(2020, 1, 2)],
        ["Jay", JAY, 3.0],
        ["Kite", "=1+1", None],
    ]
    reading = read(
        tmp_path,
        "a.xlsx",
        workbook(birds, [["Note"], ["nothing here"]], [["Term", "Meaning"], ["x", "y"]], hidden=2),
    )
    assert names(reading) == ["Owl", "Jay", "Kite"]
    owl, jay, kite = entries(reading)
    assert (owl.body, owl.place, owl.lines) == (OWL, "Sheet 0!A4", (4, 4))
    assert owl.fields["seen"] == ("2020-01-02",)
    assert jay.fields["seen"] == ("3",)
    assert kite.body == ""


def test_sheets_follow_each_other(tmp_path: Path) -> None:
    one: list[list[object]] = [["Term", "Meaning"], ["Owl", OWL]]
    two: list[list[object]] = [["Term", "Meaning"], ["Jay", JAY]]
    reading = read(tmp_path, "a.xlsx", workbook(one, two))
    assert names(reading) == ["Owl", "Jay"]
    assert sections(reading) == ["Sheet 0", "Sheet 1"]


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    buffer = BytesIO(data)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


TABLE: list[list[object]] = [["Term", "Meaning"], ["Owl", OWL], ["Jay", JAY]]


def test_macros_are_not_run_and_told_of(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.xlsm", with_part(workbook(TABLE), "xl/vbaProject.bin", b"macro"))
    assert names(reading) == ["Owl", "Jay"]
    assert "has macros, which were not run" in reading.guesses


def replaced(data: bytes, name: str, content: bytes) -> bytes:
    buffer = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.infolist():
            target.writestr(part.filename, content if part.filename == name else source.read(part))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (lambda: with_part(workbook(TABLE), "xl/media/x.xml", b" " * 50_000_000), "would unpack"),
        (
            lambda: replaced(workbook(TABLE), "xl/styles.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
            "entities",
        ),
        (lambda: replaced(workbook(TABLE), "xl/worksheets/sheet1.xml", b"<worksheet><broken"), "damaged"),
        (lambda: workbook(TABLE)[:-200], "no Excel workbook"),
        (lambda: b"PK\x03\x04" + b"x" * 500, "no Excel workbook"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "before 2007"),
        (lambda: workbook([[]]), "no rows"),
        (lambda: b"", "no Excel workbook|empty"),
    ],
    ids=["bomb", "entities", "broken", "cut", "junk", "old", "bare", "empty"],
)
def test_workbooks_that_cannot_be_read(tmp_path: Path, data: object, said: str) -> None:
    assert callable(data)
    start = time.perf_counter()
    with pytest.raises(TermgraphError, match=said) as caught:
        read(tmp_path, "a.xlsx", data())
    assert caught.value.path
    assert time.perf_counter() - start < 60


def test_a_workbook_may_come_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook(TABLE)
    monkeypatch.setattr(document, "_read_once", lambda _name, _limit: data)
    assert [record.label for record in read_document("-").records] == ["Owl", "Jay"]


def test_a_table_of_any_name_is_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(workbook(TABLE))
    assert [record.label for record in read_document(path, "csv").records] == ["Owl", "Jay"]


@pytest.mark.parametrize(
    "text",
    [
        "a," * 50_000,
        ("x" * 200_000) + ",y\n",
        '"' * 50_000,
        "a\n" * 5_000,
        ",,,\n" * 1000,
        "\n".join("a\tb" for _ in range(3)),
    ],
)
def test_hostile_tables_are_read_or_refused(tmp_path: Path, text: str) -> None:
    start = time.perf_counter()
    try:
        read(tmp_path, "a.csv", text.encode())
    except TermgraphError as error:
        assert error.message
    assert time.perf_counter() - start < 60


def test_thousands_of_rows_take_little_time(tmp_path: Path) -> None:
    text = "Term,Definition\n" + "".join(
        f"Bird number {n},A bird that lives at the place {n}.\n" for n in range(3000)
    )
    reading = read(tmp_path, "a.csv", text.encode())
    assert len(entries(reading)) == 3000
    assert by_name(reading)["Bird number 2999"].lines == (3001, 3001)


def test_headings_of_columns() -> None:
    assert role_of("Definition / Meaning") == ("definition", "")
    assert role_of("German term") == ("term", "de")
    assert role_of("Deutsch") == ("term", "de")
    assert guess([["a", "b"], ["1", "2"]]) is None


def test_a_row_that_says_nothing_of_its_term_is_a_stub(tmp_path: Path) -> None:
    text = "Term,Definition,Category\nOwl,A bird of the night.,birds\nJay,,birds\nTit,See owl,birds\n"
    assert [record.kind for record in read(tmp_path, "a.csv", text).records] == ["entry", "stub", "redirect"]


def test_a_row_that_says_something_of_it_is_a_term_whatever_it_is_called(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.csv", "English,German\nC,C\nappendix,Anhang\nindex,Register\nkeel,Kiel\n")
    assert names(reading) == ["C", "appendix", "index", "keel"]


def test_a_column_of_what_is_deprecated_holds_marks_names_or_dates(tmp_path: Path) -> None:
    text = "Term,Definition,Deprecated\nsheet,A,rope\nmast,B,\nkeel,C,no\nboom,D,2019\nyard,E,yes\n"
    found = by_name(read(tmp_path, "a.csv", text))
    assert found["sheet"].labels[1:] == (RecordLabel("rope", DISCOURAGED),)
    fields = {name: dict(record.fields) for name, record in found.items()}
    assert fields["boom"] == {"deprecated": ("2019",)} and fields["yard"] == {"status": ("deprecated",)}
    assert fields["mast"] == fields["keel"] == fields["sheet"] == {}
