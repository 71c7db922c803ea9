"""Bad input of every format: a clear error or harmless text, never a traceback, no more time than good input takes."""

from __future__ import annotations

import json
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest

from termgraph.errors import TermgraphError
from termgraph.ingest import Workspace, ingest
from termgraph.model import Vocabulary
from termgraph.readers import READERS, read_document
from termgraph.readers.formats import document
from termgraph.records import Reading
from tests.documents import entries, names, read

#: A file name of each format whose documents are text.
TEXTS = (
    "a.txt",
    "a.md",
    "a.rst",
    "a.html",
    "a.csv",
    "a.tsv",
    "a.json",
    "a.jsonl",
    "a.tbx",
    "a.yaml",
    "a.toml",
    "a.adoc",
    "a.tex",
    "a.bib",
    "a.po",
    "a.xlf",
    "a.dbk",
    "a.obo",
    "a.org",
    "a.wiki",
    "a.utf8",
)

#: What a regular expression or a parser may follow to the end again and again.
RUNS = {
    "[": "[" * 50_000,
    "(": "(" * 50_000,
    ")": "http://a" + ")" * 50_000,
    "*": "*" * 50_000,
    "_": "_" * 50_000,
    "`": "`" * 50_000,
    "#": "#" * 50_000 + "a",
    ":": ":" * 50_000 + "a",
    "a ": "a " * 200_000,
    "1.": "1." * 30_000,
    "is a": "x is a " * 20_000,
    "![": "![" * 20_000,
    "tex": "\\frac{" * 10_000,
    "<a ": "<a " * 20_000,
    "quote": '"' * 50_000,
    "invisible": "\u200b" * 50_000 + "a",
    "long word": "x" * 300_000,
}


def tried(folder: Path, name: str, data: str | bytes) -> Reading | None:
    """Return what is read, None where it is refused in plain words."""
    try:
        return read(folder, name, data)
    except TermgraphError as error:
        assert error.message
        return None


def document_with(name: str, text: str) -> str:  # noqa: PLR0912 (one branch a format)
    """Return a small glossary with a text in the body of an entry, and in its heading."""
    match name.rpartition(".")[2]:
        case "md":
            return f"# Words\n\n## Owl\n\n{text}\n\n## {text}\n\nA bird.\n\n## Jay\n\nA bird.\n"
        case "rst":
            return f"Words\n=====\n\nOwl\n---\n\n{text}\n\nJay\n---\n\nA bird.\n"
        case "html":
            return f"<h1>Words</h1><h2>Owl</h2><p>{text}</p><h2>{text}</h2><p>A bird.</p>"
        case "csv" | "tsv":
            sign = "\t" if name.endswith("tsv") else ","
            quoted = text.replace('"', '""')
            return f'term{sign}definition\nOwl{sign}"{quoted}"\n"{quoted}"{sign}A bird.\n'
        case "adoc":
            return f"= Words\n\n[glossary]\nOwl:: {text}\n{text}:: A bird.\n\n{text}\n\n== {text}\n"
        case "tex":
            return f"\\newglossaryentry{{owl}}{{name={{Owl}},description={{{text}}}}}\n\\newacronym{{{text}}}{{a}}{{b}}"
        case "bib":
            return f"@entry{{owl, name={{Owl}}, description={{{text}}}}}\n@entry{{a, name={{{text}}}}}\n"
        case "po":
            quoted = json.dumps(text, ensure_ascii=False)
            return f'msgid "Owl"\nmsgstr {quoted}\n\n#. {text}\nmsgid {quoted}\nmsgstr "A bird."\n'
        case "yaml":
            quoted = json.dumps(text)
            return f"- {{term: Owl, definition: {quoted}}}\n- {{term: {quoted}, definition: A bird.}}\n"
        case "toml":
            quoted = json.dumps(text)
            return f'[[a]]\nterm = "Owl"\ndefinition = {quoted}\n[[a]]\nterm = {quoted}\ndefinition = "A bird."\n'
        case "org":
            return f"* Owl\n{text}\n- jay :: {text}\n- {text} :: A bird.\n* Ant\nAn insect.\n"
        case "wiki":
            return f"== Owl ==\n{text}\n; jay : {text}\n\n== {text} ==\nA bird.\n"
        case "obo":
            tags = f'name: owl {text}\ndef: "{text}\nsynonym: "{text}" EXACT [{text}\nis_a: {text}\n'
            return f"[Term]\nid: {text}\n{tags}\n[Term]\nid: a\n{tags}"
        case "utf8":
            return f"owl\tEule {text}\t{text}\n{text}\tA bird.\n"
        case "json" | "jsonl":
            return json.dumps([{"term": "Owl", "definition": text}, {"term": text, "definition": "A bird."}])
    return f"Words\n\nOwl\n\n{text}\n\n{text}\n\nA bird of the night.\n\nJay\n\nA loud bird.\n"


@pytest.mark.parametrize(
    "name", [name for name in TEXTS if name not in ("a.jsonl", "a.tbx", "a.xlf", "a.dbk")]
)
@pytest.mark.parametrize("text", RUNS.values(), ids=RUNS.keys())
def test_endless_runs_take_no_longer_than_other_texts(tmp_path: Path, name: str, text: str) -> None:
    start = time.process_time()
    reading = tried(tmp_path, name, document_with(name, text))
    assert time.process_time() - start < 60  # what is not linear takes minutes and hours
    for record in entries(reading) if reading else ():
        assert all(len(label.label) <= 200 for label in record.labels)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "\n".join("  " * n + "- a" for n in range(400))),
        ("a.md", ">" * 3_000 + " a"),
        ("a.rst", "\n".join("  " * n + "- a" for n in range(400))),
        ("a.html", "<div>" * 20_000 + "x"),
        ("a.html", "<ul><li>" * 2_000 + "x"),
        ("a.html", "<b>" * 5_000 + "x"),
        ("a.html", "<dl><dt>a<dd>" * 2_000),
        ("a.json", "[" * 100_000),
        ("a.json", '{"a":' * 5_000),
        ("a.tbx", "<tbx>" + "<p>" * 20_000),
        ("a.tex", "\\newacronym{a}{b}{" + "{" * 20_000),
        ("a.tex", "\\newacronym{a}{b}{" + "{" * 20_000 + "}" * 20_001),
        ("a.tex", "\\newacronym{a}{b}{" * 5_000),
        ("a.tex", "\\begin{description}" * 5_000 + "\\item[a] b" * 5_000),
        ("a.bib", "@entry{a, name={" + "{" * 20_000),
        ("a.bib", "@entry{a, " * 5_000),
        ("a.xlf", "<xliff><file>" + "<g>" * 20_000),
        ("a.yaml", "- " * 20_000),
        ("a.yaml", "{a: " * 20_000),
        ("a.toml", "a = " + "[" * 20_000),
        ("a.toml", "a = " + "{a = " * 20_000),
        ("a.toml", ".".join("a" * 20_000) + " = 1"),
        ("a.adoc", "\n".join("*" * (n % 5 + 1) + " a" for n in range(400))),
        ("a.adoc", "\n".join(f"{'=' * (n + 4)}\na" for n in range(400))),
        ("a.adoc", "*_" * 20_000),
    ],
)
def test_deep_nesting(tmp_path: Path, name: str, text: str) -> None:
    start = time.process_time()
    tried(tmp_path, name, text)
    assert time.process_time() - start < 60


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "\n\n".join(f"## Term {n}" for n in range(1_500))),
        ("a.md", "# A\n\n" + "[a](#a) " * 4_000),
        ("a.txt", "\n\n".join(f"Term {n}" for n in range(3_000))),
        ("a.txt", "\n\n".join(f"word{n:05}" if n % 3 else f"word{n:05} - text" for n in range(2_000))),
        ("a.html", "<p>" + '<a href="#a">a</a>' * 6_000),
        (
            "a.rst",
            ".. glossary::\n\n" + "\n".join(f"   t{n}\n      text :term:`t{n + 1}`\n" for n in range(150)),
        ),
    ],
)
def test_time_grows_as_the_document_does(tmp_path: Path, name: str, text: str) -> None:
    start = time.process_time()
    tried(tmp_path, name, text)
    once = time.process_time() - start
    start = time.process_time()
    tried(tmp_path, name, text + "\n\n" + text)
    assert time.process_time() - start < 4 * once + 2


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \r\n\t ",
        b"\xef\xbb\xbf",
        bytes(range(256)) * 20,
        b"\0" * 5_000,
        b"\x89PNG\r\n\x1a\n\0\0",
        b"\x1f\x8b\x08",
    ],
    ids=["empty", "space", "mark", "bytes", "zeros", "image", "gzip"],
)
def test_what_is_no_document_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    with pytest.raises(TermgraphError) as caught:
        read(tmp_path, name, data)
    assert str(tmp_path / name) in str(caught.value)


@pytest.mark.parametrize("name", [f"a{reader.suffixes[0]}" for reader in READERS.values()])
def test_a_wrong_name_is_no_traceback(tmp_path: Path, name: str) -> None:
    for data in (
        b"Owl: a bird\nJay: a bird\nTit: a bird\n",
        b"%PDF-1.7\n%%EOF",
        b"PK\x03\x04rest",
        b"{",
        b"<",
        b'"',
    ):
        tried(tmp_path, name, data)


def test_what_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(document.MAX_BYTES * 2)  # takes no room on the disk
    with pytest.raises(TermgraphError, match="larger than 50 MB") as caught:
        read_document(tmp_path / "a.txt")
    assert caught.value.hint


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("a.docx", lambda: zipped({"[Content_Types].xml": b"<a/>", "word/document.xml": b" " * 300_000_000})),
        ("a.xlsx", lambda: zipped({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b" " * 300_000_000})),
    ],
)
def test_a_small_file_that_unfolds_into_a_large_one(
    tmp_path: Path, name: str, made: Callable[[], bytes]
) -> None:
    with pytest.raises(TermgraphError):
        read(tmp_path, name, made())


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("body", ["&b;", "&f;"])
def test_entities_of_xml_are_not_unfolded(tmp_path: Path, body: str) -> None:
    with pytest.raises(TermgraphError):
        read(tmp_path, "a.tbx", f'<?xml version="1.0"?>{BOMB}<tbx><text><body>{body}</body></text></tbx>')
    xml = f'<?xml version="1.0"?>{BOMB}<document>{body}</document>'.encode()
    with pytest.raises(TermgraphError):
        read(tmp_path, "a.docx", zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": xml}))
    page = read(tmp_path, "a.html", f"{BOMB}<h1>Words</h1><dl><dt>Owl<dd>{body} hunts<dt>Jay<dd>x</dl>")
    assert "root:" not in str(page)


@pytest.mark.parametrize(
    "directive",
    [
        ".. include:: {secret}",
        ".. raw:: html\n   :file: {secret}",
        ".. raw:: html\n   :url: file://{secret}",
        ".. csv-table::\n   :file: {secret}",
        ".. csv-table::\n   :url: file://{secret}",
        ".. literalinclude:: {secret}",
        ".. image:: {secret}",
    ],
)
def test_restructured_text_reads_no_other_file(tmp_path: Path, directive: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hunter2, hunter2\n", "utf-8")
    text = (
        f"Words\n=====\n\nOwl\n---\n\nA bird.\n\n{directive.format(secret=secret)}\n\nJay\n---\n\nA bird.\n"
    )
    assert "hunter2" not in str(read(tmp_path, "a.rst", text))


def test_scripts_leave_no_text(tmp_path: Path) -> None:
    page = (
        "<h1>Words</h1><h2>Owl</h2><p>A bird.<script>alert('boo')</script></p><style>boo</style>"
        "<h2>Jay</h2><p onclick='boo()'>A <a href='javascript:boo()'>bird</a>.</p><template>boo</template>"
    )
    reading = read(tmp_path, "a.html", page)
    assert names(reading) == ["Owl", "Jay"]
    assert "boo" not in str(reading)


@pytest.mark.parametrize("name", ["a.csv", "a.md", "a.txt", "a.json"])
def test_labels_that_would_harm_are_text(tmp_path: Path, name: str) -> None:
    for label in (
        "../../etc/passwd",
        "=cmd|' /C calc'!A0",
        "a\0b",
        "CON",
        "<script>alert(1)</script>",
        "\u202egnp.exe",
    ):
        text = label if name != "a.json" else label.replace("\0", "")
        made = document_with(name, text).replace("\0", "\0")
        reading = tried(tmp_path, name, made)
        for record in reading.records if reading else ():
            assert not any(char in label.label for label in record.labels for char in "\0\u202e\n")


def test_half_of_a_surrogate_pair_is_no_character(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.json", '[{"term": "Owl", "definition": "a \\ud800 bird of the night"}]')
    entries(reading)[0].body.encode()
    reading = read(
        tmp_path, "a.txt", b"Owl: a bird \xed\xa0\x80 here\nJay: a bird of it\nTit: a small bird\n" * 3
    )
    assert all(record.body.encode() for record in entries(reading))


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_lines_may_end_in_any_way(tmp_path: Path, end: str) -> None:
    lines = ["# Words", "", "## Owl", "", "A bird.", "", "## Jay", "", "A loud bird."]
    reading = read(tmp_path, "a.md", end.join(lines).encode())
    assert [(record.label, record.lines) for record in entries(reading)] == [("Owl", (3, 5)), ("Jay", (7, 9))]
    mixed = "Owl: a bird\r\nJay: a loud bird\rTit: a small bird\nRook: a black bird"
    assert [record.lines[0] for record in entries(read(tmp_path, "a.txt", mixed.encode()))] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "opener", ["![[", "[", "![", "[a](", "**a", "<dt>a<dd>b", "Aa (AB) ", " \n" + 300 * " " + "- a"]
)
def test_runs_are_ingested_in_linear_time(tmp_path: Path, opener: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        f"# Birds\n\n## Owl\n\nA bird.\n\n## Jay\n\n{opener * min(16_000, 1_000_000 // len(opener))}\n"
    )
    birds = Vocabulary(title="Birds", base="https://example.org/", prefix="b")
    start = time.process_time()
    with suppress(TermgraphError):  # a refusal is an end as well
        ingest([path], Workspace(birds))
    assert time.process_time() - start < 10  # a second when nothing else runs; a minute where it is quadratic


def test_more_entries_of_one_name_than_a_glossary_has(tmp_path: Path) -> None:
    with pytest.raises(TermgraphError, match="has 1,001 entries called 'a'") as raised:
        read(tmp_path, "a.html", "<dl>" + "<dt>a<dd>b" * 1_001)
    assert raised.value.line == 1
