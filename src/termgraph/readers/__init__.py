"""Readers: glossary documents as people publish them become records. A format is one line in `READERS`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from termgraph.errors import TermgraphError, did_you_mean
from termgraph.extras import needed_for
from termgraph.readers.formats.document import STDIN, magic, read_bytes
from termgraph.records import LAST_RESORT, Dropped, Reading

#: Which column of a table is what: "term", "definition", "abbreviation" … -> its name or letter.
Columns = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: what it is, the file names that mean it, and the module of `formats` whose `read` reads it.

    `read(path: str, columns: Columns | None) -> Reading` opens the file itself, by `document.open_document` or
    `document.read_bytes`.
    """

    doc: str
    suffixes: tuple[str, ...]
    module: str


#: Formats that are no text, so that no name makes text of them.
_BINARY = frozenset({"pdf", "docx", "xlsx"})

#: More entries of one name are those of no glossary.
_MOST_OF_A_NAME = 1_000

#: How much of a document shows what it is.
_LOOKED_AT = 200_000

#: What shows the format of a text, and how often it must be there.
_SIGNS = (
    (
        "html",
        re.compile(
            r"\A(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|dl|div|article)\b",
            re.IGNORECASE | re.DOTALL,
        ),
        1,
    ),
    (
        "tbx",
        re.compile(
            r"\A(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:martif|tbx)\b",
            re.IGNORECASE | re.DOTALL,
        ),
        1,
    ),
    ("html", re.compile(r"\A<\?xml[^>]*>\s*<!DOCTYPE\s+html", re.IGNORECASE), 1),
    ("json", re.compile(r"\A(?:\{\s*\"|\[\s*(?:\{|\"|\[\s*\")|\[\s*\]\s*\Z)"), 1),
    ("rst", re.compile(r"(?m)^\.\. (?:glossary::|_[\w -]+:\s*$)"), 1),
    (
        "markdown",
        re.compile(
            r"(?m)^#{1,6} \S|^---\n(?:\w+:.*\n)+---\n|^\s{0,3}[-*+] +\*\*[^*\n]+\*\*|^\*\*[^*\n]+\*\*:?\s*$"
        ),
        3,
    ),
)

#: What can be asked for as `--from`. Modules are imported when they are needed.
READERS: Mapping[str, Reader] = {
    "text": Reader("plain text, headings lost or not", (".txt", ".text"), "text"),
    "markdown": Reader(
        "Markdown: a file, or a folder of one file a term",
        (".md", ".markdown", ".mdx", ".qmd", ".rmd"),
        "markdown",
    ),
    "rst": Reader("reStructuredText", (".rst", ".rest"), "rst"),
    "html": Reader("HTML", (".html", ".htm", ".xhtml"), "html"),
    "csv": Reader("comma-separated values, or semicolons", (".csv",), "tables"),
    "tsv": Reader("tab-separated values", (".tsv", ".tab"), "tables"),
    "xlsx": Reader("Excel", (".xlsx", ".xlsm"), "tables"),
    "docx": Reader("Word", (".docx", ".docm"), "docx"),
    "pdf": Reader("the text of a PDF", (".pdf",), "pdf"),
    "tbx": Reader("TBX (ISO 30042)", (".tbx", ".tbxm"), "tbx"),
    "json": Reader("a JSON list or mapping of entries", (".json", ".jsonl", ".ndjson"), "json"),
}


def read_document(path: str | Path, format: str | None = None, columns: Columns | None = None) -> Reading:
    """Return what a glossary document holds.

    Args:
        path: a file; a folder; `-` for standard input.
        format: a key of `READERS`; found from the name and the content where it is left out.
        columns: for tables: which column is what.

    Raises:
        TermgraphError: where it cannot be read, is not what it says, or a library for the format is not installed.
    """
    chosen = format or format_of(path)
    if chosen not in READERS:
        raise TermgraphError(
            f"unknown format '{chosen}'", hint=did_you_mean(chosen, READERS) or f"one of {', '.join(READERS)}"
        )
    with needed_for(f"reading {chosen}"):
        folder = format is None and str(path) != STDIN and Path(path).is_dir()
        read: Callable[[str, Columns | None], Reading] = import_module(
            f"{__name__}.formats.{'folder' if folder else READERS[chosen].module}"
        ).read
        reading = read(str(path), columns)
    if format is None and _by_name(str(path)) != chosen and not folder:
        told = LAST_RESORT if chosen == "text" else f"read as {chosen}, by what it holds"
        reading = replace(reading, guesses=(*reading.guesses, told))
    _counted(reading)
    if not reading.dropped and all(record.kind == "section" for record in reading.records):
        reading = replace(reading, dropped=(Dropped(str(path), "no entries were found in it"),))
    return reading


def _counted(reading: Reading) -> None:
    """Refuse a document with very many entries of one name: each would be compared with all others.

    Raises:
        TermgraphError: where it has them.
    """
    counts = Counter(record.label for record in reading.records if record.label and record.kind == "entry")
    for name, count in counts.most_common(1):
        if count > _MOST_OF_A_NAME:
            line = next(record.lines[0] for record in reading.records if record.label == name)
            hint = "is it the name of a column or a part? --column term=… says where the terms are"
            raise TermgraphError(f"has {count:,} entries called '{name[:60]}'", reading.path, line, hint=hint)


def format_of(path: str | Path) -> str:
    """Return the format of a document, by what it holds where its name says nothing or plain text, else by its name.

    Raises:
        TermgraphError: where it cannot be read.
    """
    name = str(path)
    if name != STDIN and Path(path).is_dir():
        return "markdown"
    by_name = _by_name(name)
    held = sniffed(read_bytes(path)[:_LOOKED_AT])
    # A name is believed unless the first bytes cannot be that: a PDF called .txt, text called .docx.
    if held in _BINARY or by_name in _BINARY or by_name in (None, "text"):
        return held or by_name or "text"
    return by_name or "text"


def _by_name(name: str) -> str | None:
    return next((key for key, reader in READERS.items() if name.lower().endswith(reader.suffixes)), None)


def sniffed(start: bytes) -> str | None:
    r"""Return the format that the first bytes of a document show, None where they show none.

    >>> sniffed(b"%PDF-1.7"), sniffed(b"<!DOCTYPE html>"), sniffed(b"Adam\n\nAn optimizer.")
    ('pdf', 'html', None)
    """
    known = magic(start)
    if known:
        inside = next((key for part, key in ((b"word/", "docx"), (b"xl/", "xlsx")) if part in start), "")
        return known[1] or inside or None
    text = start.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    return next((key for key, pattern, least in _SIGNS if len(pattern.findall(text)) >= least), None)
