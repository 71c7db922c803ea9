"""Glossaries of bib2gls: `.bib` files whose entries are terms, abbreviations and symbols, and no publications."""

from __future__ import annotations

import logging
import re

from termgraph.errors import TermgraphError
from termgraph.names import word_set
from termgraph.readers import Columns
from termgraph.readers.formats import glossaries
from termgraph.readers.formats.document import open_document
from termgraph.readers.formats.glossaries import Definition
from termgraph.readers.records.assemble import assemble
from termgraph.records import Dropped, Reading

_TYPES = word_set("entry index indexplural symbol number abbreviation acronym")
_DUAL = re.compile(r"(?:dual|tertiary|spawn|compound)\w*")


def read(path: str, columns: Columns | None = None) -> Reading:
    r"""Return what a glossary of bib2gls holds.

    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "birds.bib").write_text("@entry{owl,\n name = {Owl}, description={A bird.}}")
    ...     reading = read(folder + "/birds.bib")
    >>> [(record.label, record.body, record.lines) for record in reading.records]
    [('Owl', 'A bird.', (1, 2))]
    """
    from bibtexparser.entrypoint import parse_string

    # What is broken is told below, and not on standard error.
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    document = open_document(path)
    library = parse_string(document.text)
    found: list[Definition] = []
    others = 0
    for entry in library.entries:
        kind = entry.entry_type.lower()
        if kind not in _TYPES and not _DUAL.fullmatch(kind):
            others += 1
            continue
        fields = {re.sub(r"[\s_-]", "", one.key).lower(): str(one.value) for one in entry.fields}
        first = int(entry.start_line or 0) + 1
        last = first + str(entry.raw or "").rstrip().count("\n")
        found += glossaries.of_dual(Definition(entry.key, fields, first, last))
    if not found:
        hint = "@entry, @abbreviation, @acronym, @symbol and @index of bib2gls are read; publications are no terms"
        raise TermgraphError("holds no terms", path, hint=hint)
    dropped = [
        Dropped(f"line {(block.start_line or 0) + 1}", _why(block.error)) for block in library.failed_blocks
    ]
    if others:
        dropped.append(Dropped("the file", f"{others} entries of other types, such as publications"))
    raws, broken = glossaries.entries(found)
    return assemble(path, "bib", raws, guesses=document.guesses, dropped=[*dropped, *broken])


def _why(error: Exception) -> str:
    return " ".join(str(error).split())[:120]
