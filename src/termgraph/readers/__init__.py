"""Readers: glossary documents as people publish them become records. A format is one line in `READERS`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from termgraph.errors import TermgraphError, did_you_mean
from termgraph.extras import needed_for
from termgraph.readers import tuned
from termgraph.readers.formats.document import STDIN, magic, read_bytes
from termgraph.readers.refused import refusal
from termgraph.records import LAST_RESORT, Dropped, Reading

#: Which column of a table is what: "term", "definition", "abbreviation" … -> its name or letter, or several of them.
Columns = Mapping[str, str | Sequence[str]]


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
        "docbook",
        re.compile(
            r"\A<(?=.*?(?:<(?:\w+:)?(?:gloss(?:entry|group|list)|varlistentry)\b|docbook\.org/ns/docbook"
            r"|\"-//OASIS//DTD D(?:ocBook|ITA) ))",
            re.IGNORECASE | re.DOTALL,
        ),
        1,
    ),
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
    ("obo", re.compile(r"(?m)\Aformat-version: 1\.|^\[Term\]\nid: "), 1),
    ("json", re.compile(r"\A(?:\{\s*\"|\[\s*(?:\{|\"|\[\s*\")|\[\s*\]\s*\Z)"), 1),
    (
        "yaml",
        re.compile(
            r"\A(?:---[ \t]*\n)?(?:#[^\n]*\n|[ \t]*\n)*(?:[\w-]+:[ \t]*\n)?[ \t]*"
            r"- (?:id|slug|key|term|name|word|title|label|acronym|abbreviation):\s"
        ),
        1,
    ),
    (
        "toml",
        re.compile(
            r"\A(?:#[^\n]*\n|[ \t]*\n|[\w-]+[ \t]*=[^\n]*\n)*\[\[?[\w.-]+\]\]?[ \t]*\n[\w-]+[ \t]*=[ \t]*[\"'\[]"
        ),
        1,
    ),
    ("xliff", re.compile(r"\A(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<xliff\b", re.DOTALL), 1),
    ("po", re.compile(r"(?m)^msgid \"[^\n]*\n(?:\"[^\n]*\n)*msgstr \""), 1),
    ("latex", re.compile(r"\\(?:long)?(?:new|provide)(?:glossaryentry|acronym|abbreviation)\*?\s*[{\[]"), 1),
    ("latex", re.compile(r"(?m)^\s*\\(?:documentclass|begin\{(?:document|description)\})"), 1),
    ("bib", re.compile(r"(?im)^@(?:entry|abbreviation|acronym|index|symbol)\s*\{"), 1),
    ("asciidoc", re.compile(r"(?m)^\[glossary\][ \t]*$"), 1),
    ("asciidoc", re.compile(r"(?m)^={1,5} \S[^=\n]*$"), 2),
    ("rst", re.compile(r"(?m)^\.\. (?:glossary::|_[\w -]+:\s*$)"), 1),
    (
        "mediawiki",
        re.compile(
            r"(?m)^(={2,6}) *[^=\n]+? *\1[ \t]*$|\{\{(?:term|defn|glossary)\b|^\{\|[^\n]*$|'''[^'\n]+'''"
        ),
        3,
    ),
    ("org", re.compile(r"(?mi)\A#\+title:?\s|^\s*#\+begin_\w|^ *- [^\n]{1,100} :: "), 3),
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
    "asciidoc": Reader("AsciiDoc", (".adoc", ".asciidoc", ".asc"), "asciidoc"),
    "latex": Reader(
        "LaTeX: glossaries, acronyms, else lists and sections", (".tex", ".ltx", ".latex"), "latex"
    ),
    "bib": Reader("glossaries of bib2gls", (".bib",), "bib"),
    "html": Reader("HTML", (".html", ".htm", ".xhtml"), "html"),
    "docbook": Reader("DocBook or DITA", (".docbook", ".dbk", ".dita"), "docbook"),
    "obo": Reader("OBO", (".obo",), "obo"),
    "mediawiki": Reader(
        "a page of a wiki, as MediaWiki has it", (".mediawiki", ".wikitext", ".wiki"), "mediawiki"
    ),
    "org": Reader("Org (Emacs)", (".org",), "org"),
    "omegat": Reader("a glossary of OmegaT", (".utf8",), "omegat"),
    "csv": Reader("comma-separated values, or semicolons", (".csv",), "tables"),
    "tsv": Reader("tab-separated values", (".tsv", ".tab"), "tables"),
    "xlsx": Reader("Excel", (".xlsx", ".xlsm"), "tables"),
    "docx": Reader("Word", (".docx", ".docm"), "docx"),
    "pdf": Reader("the text of a PDF", (".pdf",), "pdf"),
    "tbx": Reader("TBX (ISO 30042)", (".tbx", ".tbxm"), "tbx"),
    "xliff": Reader("XLIFF 1.2 and 2", (".xlf", ".xliff", ".mxliff", ".sdlxliff"), "xliff"),
    "po": Reader("gettext: terms with translations", (".po", ".pot"), "po"),
    "json": Reader("a JSON list or mapping of entries", (".json", ".jsonl", ".ndjson"), "json"),
    "yaml": Reader("the same in YAML", (".yaml", ".yml"), "yaml"),
    "toml": Reader("the same in TOML", (".toml",), "toml"),
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
        TermgraphError: where it cannot be read, or is in a format that is not.
    """
    name = str(path)
    if name != STDIN and Path(path).is_dir():
        return "markdown"
    by_name = _by_name(name)
    start = read_bytes(path)[:_LOOKED_AT]
    held = sniffed(start)
    refused = refusal(name, start, by_name, held)
    if refused is not None:
        raise refused
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
    held = next((key for key, pattern, least in _SIGNS if len(pattern.findall(text)) >= least), None)
    return held or ("omegat" if _translates(text) else None)


def _translates(text: str) -> bool:
    r"""Tell whether in each line of a text a tab stands, and behind it no more words than before: a translation.

    >>> _translates("sheet\tSchot\nboom\tBaum\tthe spar\nmast\tMast"), _translates("a\tA rope.\nb\tA spar.\nc\tA pole.")
    (True, False)
    """
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    rows = [
        line.split("\t") for line in (lines[:-1] if len(text) >= _LOOKED_AT else lines)
    ]  # which may be cut
    if len(rows) < tuned.SERIES or not all(len(cells) > 1 and cells[0] and cells[1] for cells in rows):
        return False
    terms, others = (sum(len(cells[n].split()) for cells in rows) for n in (0, 1))
    sentences = sum(cells[1].endswith(".") for cells in rows)
    return others <= tuned.TRANSLATED_WORDS * terms and 2 * sentences < len(rows)
