"""Word documents: styles, lists, tables, bold lines, links, macros, and archives that mean harm."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from termgraph.errors import TermgraphError
from tests.documents import by_name, entries, names, read, sections


def made(fill: Callable[[Document], None]) -> bytes:
    document = docx.Document()
    document.core_properties.title = ""
    fill(document)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def headed(document: Document) -> None:
    document.add_heading("Bird words", 0)
    document.add_paragraph("For those who watch.")
    document.add_heading("A", 1)
    document.add_heading("Auk (AU)", 2)
    paragraph = document.add_paragraph("Dives, like the ")
    link(document, paragraph, "booby", anchor="booby")
    paragraph.add_run(" and ")
    link(document, paragraph, "others", "https://e.org/birds")
    paragraph.add_run(". It is ")
    paragraph.add_run("black").bold = True
    document.add_paragraph("Feet: black", style="List Bullet")
    document.add_paragraph("toes: three", style="List Bullet 2")
    document.add_paragraph("Call: hoarse", style="List Bullet")
    document.add_heading("B", 1)
    heading = document.add_heading("Booby", 2)
    mark = OxmlElement("w:bookmarkStart")
    mark.set(qn("w:id"), "1")
    mark.set(qn("w:name"), "booby")
    heading._p.append(mark)
    document.add_heading("Bustard", 2)
    document.add_paragraph("See Auk.")


def link(document: Document, paragraph: object, text: str, address: str = "", anchor: str = "") -> None:
    element = OxmlElement("w:hyperlink")
    if address:
        element.set(
            qn("r:id"), document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        )
    if anchor:
        element.set(qn("w:anchor"), anchor)
    run = OxmlElement("w:r")
    piece = OxmlElement("w:t")
    piece.text = text
    run.append(piece)
    element.append(run)
    paragraph._p.append(element)  # type: ignore[attr-defined]


def test_headings(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.docx", made(headed))
    assert reading.title == "Bird words"
    assert names(reading) == ["Auk", "Booby", "Bustard"]
    assert sections(reading) == ["Bird words", "A", "B"]
    auk = by_name(reading)["Auk"]
    assert auk.body == (
        "Dives, like the [booby](#booby) and [others](https://e.org/birds). It is **black**\n\n"
        "- Feet: black\n  - toes: three\n- Call: hoarse"
    )
    assert auk.see == ("Booby",)
    assert auk.references == ("https://e.org/birds",)
    assert (auk.place, auk.lines) == ("paragraph 4", (4, 8))
    assert by_name(reading)["Booby"].kind == "stub"
    assert by_name(reading)["Bustard"].kind == "redirect"


def bold(document: Document) -> None:
    document.add_paragraph("Glossary", style="Title")
    for name, text in (("Owl", " hunts at night."), ("Jay", " is loud."), ("Kite", " glides.")):
        paragraph = document.add_paragraph()
        paragraph.add_run(name + ":").bold = True
        paragraph.add_run(text)
    document.add_paragraph("It does so for hours.")


def lines(document: Document) -> None:
    for name, text in (
        ("Owl", "hunts at night."),
        ("Jay", "is loud."),
        ("Kite", "glides.\n\nIt does so for hours."),
    ):
        paragraph = document.add_paragraph()
        paragraph.add_run(name).bold = True
        if name == "Jay":
            paragraph.add_run().add_break(WD_BREAK.LINE)
            paragraph.add_run(text)
        else:
            for part in text.split("\n\n"):
                document.add_paragraph(part)


def table(document: Document) -> None:
    document.add_heading("Glossary", 1)
    rows = [
        ("Term", "Definition"),
        ("Owl", "hunts at night."),
        ("Jay", "is loud."),
        ("Kite", "glides.\nIt does so for hours."),
    ]
    made_table = document.add_table(rows=0, cols=2)
    for row in rows:
        cells = made_table.add_row().cells
        cells[0].text, cells[1].text = row[0], row[1].split("\n")[0]
        for more in row[1].split("\n")[1:]:
            cells[1].add_paragraph(more)


@pytest.mark.parametrize("fill", [bold, lines, table])
def test_other_ways(tmp_path: Path, fill: Callable[[Document], None]) -> None:
    reading = read(tmp_path, "a.docx", made(fill))
    assert [(record.label, record.body) for record in entries(reading)] == [
        ("Owl", "hunts at night."),
        ("Jay", "is loud."),
        ("Kite", "glides.\n\nIt does so for hours."),
    ]


def changed(data: bytes, change: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    buffer = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.infolist():
            content = change(part.filename, source.read(part))
            if content is not None:
                target.writestr(part.filename, content)
        for name, content in more.items():
            target.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return buffer.getvalue()


def test_macros_are_not_run_and_told_of(tmp_path: Path) -> None:
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macro = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    data = changed(
        made(bold), lambda _, content: content.replace(plain, macro), word__vbaProject_dot_bin=b"macro"
    )
    reading = read(tmp_path, "a.docm", data)
    assert names(reading) == ["Owl", "Jay", "Kite"]
    assert reading.guesses == ("has macros, which were not run",)


def entity(name: str, content: bytes) -> bytes:
    return b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + content if name == "word/document.xml" else content


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            lambda: changed(made(bold), lambda _, content: content, word__media__x_dot_xml=b" " * 50_000_000),
            "would unpack",
        ),
        (lambda: changed(made(bold), entity), "declares XML entities"),
        (
            lambda: changed(
                made(bold), lambda name, content: b"<w:broken" if name == "word/document.xml" else content
            ),
            "damaged",
        ),
        (
            lambda: changed(
                made(bold), lambda name, content: None if name == "word/document.xml" else content
            ),
            "ZIP archive",
        ),
        (
            lambda: changed(
                made(bold), lambda name, content: None if name == "[Content_Types].xml" else content
            ),
            "damaged",
        ),
        (lambda: made(bold)[:5000], "no Word document"),
        (lambda: made(lambda _: None), "no text"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "before 2007"),
        (lambda: b"", "no Word document|empty"),
    ],
    ids=["bomb", "entities", "broken", "other", "untyped", "cut", "bare", "old", "empty"],
)
def test_documents_that_cannot_be_read(tmp_path: Path, data: Callable[[], bytes], said: str) -> None:
    with pytest.raises(TermgraphError, match=said) as caught:
        read(tmp_path, "a.docx", data())
    assert caught.value.path
