"""Formats that are not read: each is named, with what makes another of it; none is read as plain text in silence."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from termgraph.errors import TermgraphError
from termgraph.readers import READERS, sniffed
from termgraph.readers.refused import _ALL
from tests.documents import entries, names, read


def archive(mimetype: str, *parts: str) -> bytes:
    """Return a ZIP archive that says what it is, as OpenDocument and EPUB do."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name in ("mimetype",) if mimetype else parts:
            made.writestr(zipfile.ZipInfo(name), mimetype)
    return data.getvalue()


ODF = "application/vnd.oasis.opendocument."
CONTENTS: dict[str, tuple[str, bytes]] = {
    "an OpenDocument text": ("docx", archive(f"{ODF}text")),
    "an OpenDocument spreadsheet": ("xlsx", archive(f"{ODF}spreadsheet")),
    "an EPUB book": ("pandoc FILE -o NAME.html", archive("application/epub+zip")),
    "a PowerPoint presentation": ("pdf", archive("", "ppt/presentation.xml")),
    "a document in Rich Text Format": ("docx", rb"{\rtf1\ansi owl}"),
    "Texinfo": ("makeinfo", b"@c a manual\n\\input texinfo\n@table @asis\n@item owl\nA bird.\n@end table\n"),
    "a manual page (groff)": ("mandoc", b'.\\" x\n.TH OWL 7\n.SH NAME\nowl - a bird\n.TP\nowl\nA bird.\n'),
    "an ontology in functional syntax": (
        "robot",
        b"Prefix(:=<http://e.org/>)\nOntology(<http://e.org/>\n)\n",
    ),
    "an ontology in Manchester syntax": ("robot", b"Prefix: : <http://e.org/>\nClass: Owl\n"),
    "an ontology in OWL/XML": (
        "robot",
        b"<?xml version='1.0'?><Ontology xmlns='http://www.w3.org/2002/07/owl#'/>",
    ),
    "a MediaWiki export": ("raw", b"<mediawiki xmlns='x'><page><title>Owl</title></page></mediawiki>"),
    "XML of its own kind (<birds>)": ("xsltproc", b"<?xml version='1.0'?><birds><owl>A bird.</owl></birds>"),
}


@pytest.mark.parametrize("name", ["glossary.txt", "glossary", "glossary.unknown"])
@pytest.mark.parametrize("what", CONTENTS)
def test_what_a_file_holds_tells_that_it_is_not_read(tmp_path: Path, name: str, what: str) -> None:
    how, data = CONTENTS[what]
    with pytest.raises(TermgraphError) as caught:
        read(tmp_path, name, data)
    assert caught.value.message == f"is {what}, which is not read"
    path = str(tmp_path / name)
    assert caught.value.hint is not None
    assert (
        how.replace("FILE", path).replace("NAME", path.removesuffix(".txt").removesuffix(".unknown"))
        in caught.value.hint
    )


@pytest.mark.parametrize("suffix", [suffix for one in _ALL for suffix in one.suffixes])
def test_what_a_file_is_called_tells_that_it_is_not_read(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(TermgraphError, match="which is not read"):
        read(tmp_path, f"glossary{suffix}", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 owl")
    assert not any(suffix.endswith(reader.suffixes) for reader in READERS.values())


def test_a_page_of_another_wiki_is_not_read_as_one_of_mediawiki(tmp_path: Path) -> None:
    with pytest.raises(TermgraphError, match="Google Code's wiki, which is not read"):
        read(tmp_path, "Glossary.wiki", "#summary Words\n\n= Owl =\nA *bird*.\n")


@pytest.mark.parametrize("what", [what for what in CONTENTS if what.startswith("an ontology")])
def test_an_ontology_that_is_none_in_rdf_is_refused_by_name(tmp_path: Path, what: str) -> None:
    from termgraph.ingest.documents import read as read_any

    path = tmp_path / "birds.owl"
    path.write_bytes(CONTENTS[what][1])
    with pytest.raises(TermgraphError, match=what):
        read_any(path)


def test_what_is_asked_for_is_read(tmp_path: Path) -> None:
    from termgraph.readers import read_document

    path = tmp_path / "owl.7"
    path.write_bytes(CONTENTS["a manual page (groff)"][1])
    assert read_document(path, "text").records


def test_a_page_that_is_called_a_workbook_is_read_as_what_it_is(tmp_path: Path) -> None:
    text = "<html><table><tr><th>Term<th>Meaning<tr><td>owl<td>a bird of the night<tr><td>jay<td>a loud bird</table>"
    assert names(read(tmp_path, "birds.xls", text)) == ["owl", "jay"]


OMEGAT = "# sailing\nsheet\tSchot\ta rope\nhalyard\tVal\nboom\tBaum\t\n\nsheet\tSegelleine\nmast\tMast\n"


@pytest.mark.parametrize("name", ["glossary.txt", "glossary.utf8"])
def test_a_translation_is_no_definition(tmp_path: Path, name: str) -> None:
    reading = read(tmp_path, name, OMEGAT)
    assert reading.format == "omegat"
    assert [(record.label, record.body, record.fields["translation"]) for record in entries(reading)] == [
        ("sheet", "a rope", ("Schot", "Segelleine")),
        ("halyard", "", ("Val",)),
        ("boom", "", ("Baum",)),
        ("mast", "", ("Mast",)),
    ]


def test_lines_that_are_no_entry_are_told(tmp_path: Path) -> None:
    assert [one.where for one in read(tmp_path, "a.utf8", "sheet\tSchot\nboom\n\tVal\n").dropped] == [
        "line 2",
        "line 3",
    ]
    with pytest.raises(TermgraphError, match="holds no terms"):
        read(tmp_path, "a.utf8", "boom\n")


@pytest.mark.parametrize(
    "text",
    [
        "owl\tA bird of the night.\njay\tA bird.\nant\tInsect.\n",
        "API\tApplication Programming Interface\nBTW\tby the way\nUK\tUnited Kingdom\n",
        "owl\tEule\njay\tEichelhäher\n",
        "owl\tEule\nA line of text\njay\tHäher\nant\tAmeise\n",
    ],
)
def test_definitions_behind_a_tab_are_no_translations(text: str) -> None:
    assert sniffed(text.encode()) is None
