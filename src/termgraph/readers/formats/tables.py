"""Tables: comma- and tab-separated values, Excel workbooks. Which column is what is guessed, said, and can be told."""

from __future__ import annotations

import csv
import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO, StringIO
from itertools import repeat
from typing import NamedTuple

from termgraph.errors import TermgraphError
from termgraph.names import unmarked_key
from termgraph.readers import Columns
from termgraph.readers.blocks.block import Cell, Row
from termgraph.readers.blocks.columns import Roles, beside_definitions, bilingual, chosen, guess, role_of
from termgraph.readers.blocks.definitions import of_row
from termgraph.readers.blocks.indentation import joined, parents
from termgraph.readers.formats.document import open_document, read_bytes
from termgraph.readers.formats.office import opened
from termgraph.readers.records import kinds
from termgraph.readers.records.assemble import Extra, RawEntry, assemble
from termgraph.readers.records.gathered import with_translations
from termgraph.readers.records.kinds import is_letter
from termgraph.readers.records.links import Link
from termgraph.records import Dropped, Reading

_DELIMITERS = ",;\t|"
#: Rows that are looked at to find the columns; more would tell no more.
_SAMPLE = 400
#: A workbook may say that it has a million empty rows.
_MOST_ROWS = 200_000
_MOST_COLUMNS = 200
#: How far down the headings of the columns may stand, below a title and a note.
_DEEPEST_HEADER = 10
#: The apostrophe that keeps a spreadsheet from taking a text for a formula.
_FORMULA = re.compile(r"\A'(?='*[=+\-@\t\r\n])")
#: A cell with more lines has swallowed those below it, for want of a closing quote.
_MOST_LINES = 60


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file or of one sheet of a workbook."""

    rows: tuple[Row, ...]
    sheet: str = ""
    tabs: bool = False


def read(path: str, columns: Columns | None = None) -> Reading:
    r"""Return what a table holds.

    Args:
        path: a CSV, TSV or XLSX file.
        columns: role -> heading, letter or number of a column, over what is guessed.

    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "birds.csv").write_text("Term;Meaning\nOwl;A bird of the night.\nJay;A loud bird.\n")
    ...     reading = read(folder + "/birds.csv")
    >>> [(record.label, record.body, record.lines) for record in reading.records]
    [('Owl', 'A bird of the night.', (2, 2)), ('Jay', 'A loud bird.', (3, 3))]
    >>> reading.guesses[-1]
    "column 1 'Term' read as term, column 2 'Meaning' as definition"
    """
    if read_bytes(path).startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) or path.lower().endswith(
        (".xlsx", ".xlsm")
    ):
        return _workbook(path, columns)
    return _separated(path, columns)


def _separated(path: str, columns: Columns | None) -> Reading:
    """Return what a file of separated values holds."""
    document = open_document(path)
    text = document.text
    guesses = list(document.guesses)
    told = re.match(r"sep=(.)\n", text)  # Excel's own way to say it
    if told:
        text = "\n" + text[told.end() :]
    delimiter = told[1] if told else _delimiter(text, path)
    if delimiter != ("\t" if path.lower().endswith((".tsv", ".tab")) else ","):
        guesses.append(f"the columns are separated by {_NAMES.get(delimiter, repr(delimiter))}")
    rows = list(_rows(text, delimiter, path))
    if unwrapped := _unwrapped(rows):
        rows = unwrapped
        guesses.append("each row is quoted as a whole; it was divided at the commas")
    if delimiter == "\t":  # the lines on top of a glossary of OmegaT
        rows = [row for row in rows if not row.cells[0].plain.startswith("# ")]
    if not rows:
        raise TermgraphError("has no rows", path, hint="nothing but separators stands in it")
    found = _entries(Table(tuple(rows), tabs=delimiter == "\t"), columns, path)
    format_ = "tsv" if delimiter == "\t" else "csv"
    return assemble(path, format_, found.entries, guesses=[*guesses, *found.said], dropped=found.dropped)


_NAMES = {";": "semicolons", "\t": "tabs", "|": "bars", ",": "commas"}


def _delimiter(text: str, path: str) -> str:
    """Return what separates the columns: what gives most rows the same number of cells, more than one."""
    sample = "\n".join(text.split("\n")[:_SAMPLE])
    best, best_score = "\t" if path.lower().endswith((".tsv", ".tab")) else ",", 0.0
    for delimiter in _DELIMITERS:
        try:
            widths = [len(row) for row in csv.reader(sample.splitlines(), delimiter=delimiter) if row]
        except csv.Error:
            continue
        if not widths:
            continue
        width, count = Counter(widths).most_common(1)[0]
        # Definitions have commas in them, so that commas give ragged rows where they do not separate.
        score = count / len(widths) * (1 if width > 1 else 0) + 0.01 * min(width, 5)
        if width > 1 and score > best_score:
            best, best_score = delimiter, score
    return best


def _rows(text: str, delimiter: str, path: str) -> Iterator[Row]:
    """Yield the rows of a text with their lines."""
    rows = list(_read(text, delimiter, csv.QUOTE_MINIMAL, path))
    if any(cell.plain.count("\n") > _MOST_LINES for row in rows for cell in row.cells):
        rows = list(_read(text, delimiter, csv.QUOTE_NONE, path))
    yield from rows


def _read(text: str, delimiter: str, quoting: int, path: str) -> Iterator[Row]:
    # Not splitlines, which also splits at U+2028 and others, in the middle of a cell.
    lines = StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
    before = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found = tuple(_cell(_FORMULA.sub("", text)) for text in cells[:_MOST_COLUMNS])
                yield Row(found, before + 1, reader.line_num)
            before = reader.line_num
    except csv.Error as error:
        if quoting == csv.QUOTE_MINIMAL:  # a quote that is never closed makes one endless cell
            yield from _read(text, delimiter, csv.QUOTE_NONE, path)
            return
        raise TermgraphError(f"broken table: {error}", path, reader.line_num) from None


def _unwrapped(rows: Sequence[Row]) -> list[Row]:
    """Return rows that were quoted as a whole ("term,definition"), divided; none where they were not."""
    if len(rows) < 2 or any(len(row.cells) != 1 for row in rows):
        return []
    headings = rows[0].cells[0].plain.split(",")
    if len(headings) < 2 or sum(role_of(heading) is not None for heading in headings) < 2:
        return []
    divided = []
    for row in rows:
        cells = next(csv.reader([row.cells[0].plain.replace("\n", " ")]), [])
        if len(cells) != len(headings):  # commas of a definition, which no quotes mark any more
            cells = row.cells[0].plain.split(",", len(headings) - 1)
        divided.append(replace(row, cells=tuple(_cell(cell) for cell in cells)))
    return divided


def _cell(text: str, place: str = "") -> Cell:
    return Cell(text.rstrip(), text.strip(), place=place)  # its indentation may say what it is below


def _letter(n: int) -> str:
    """Return the letters that a spreadsheet gives to column `n`, counted from 0."""
    letters = ""
    n += 1
    while n:
        n, rest = divmod(n - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _workbook(path: str, columns: Columns | None) -> Reading:
    """Return what the sheets of a workbook hold."""
    data = read_bytes(path)
    guesses = opened(data, path, "xlsx")
    tables = [table for table in _sheets(data, path) if table.rows]
    if not tables:
        raise TermgraphError("has no rows", path, hint="nothing to read in its sheets")
    dropped: list[Dropped] = []
    read = list(_read_sheets(tables, columns, path, dropped))
    sure = any(found.sure for _, found in read)
    entries: list[RawEntry] = []
    for table, found in read:
        said = found.said
        if sure and not found.sure:
            dropped.append(Dropped(f"sheet '{table.sheet}'", "no heading says terms, as in other sheets"))
            continue
        if len(tables) > 1:
            first, last = table.rows[0].first, table.rows[-1].last
            entries.append(
                RawEntry(table.sheet, "", first, last, 1, place=table.sheet, extra=Extra("section"))
            )
            said = [f"sheet '{table.sheet}': {one}" for one in said]
        places = ("!".join(filter(None, (table.sheet, raw.place))) for raw in found.entries)
        entries += [replace(raw, place=place) for raw, place in zip(found.entries, places, strict=True)]
        guesses += said
        dropped += found.dropped
    if not entries:
        raise TermgraphError("no sheet has terms", path, hint="say which column holds them: --column term=A")
    return assemble(path, "xlsx", entries, guesses=guesses, dropped=dropped)


def _read_sheets(
    tables: Sequence[Table], columns: Columns | None, path: str, dropped: list[Dropped]
) -> Iterator[tuple[Table, _Found]]:
    """Yield the sheets that hold terms, with these; the others are added to `dropped`."""
    wide = [table for table in tables if max(len(row.cells) for row in table.rows) > 1]
    for table in tables:
        if wide and table not in wide:
            dropped.append(Dropped(f"sheet '{table.sheet}'", "one column beside tables: read as a note"))
            continue
        try:
            yield table, _entries(table, columns, path)
        except TermgraphError as error:
            if len(tables) == 1:
                raise
            dropped.append(Dropped(f"sheet '{table.sheet}'", error.message))


def _sheets(data: bytes, path: str) -> Iterator[Table]:
    """Yield the sheets that are shown; formulas count by the values that were saved with them."""
    import warnings

    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about parts of the workbook that are not read
            book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            for sheet in book.worksheets:
                if sheet.sheet_state == "visible":
                    sheet.reset_dimensions()
                    yield Table(tuple(_sheet_rows(sheet.iter_rows(values_only=True))), sheet.title)
            book.close()
    except TermgraphError:
        raise
    except Exception as error:  # openpyxl raises whatever the damage happens to break
        message = " ".join(str(error).split())[:120]
        raise TermgraphError("is a damaged Excel workbook", path, hint=message or None) from None


def _sheet_rows(rows: Iterable[Sequence[object]]) -> Iterator[Row]:
    for n, values in enumerate(rows, 1):
        if n > _MOST_ROWS:
            break
        cells = [_shown(value) for value in values[:_MOST_COLUMNS]]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield Row(tuple(_cell(text, f"{_letter(at)}{n}") for at, text in enumerate(cells)), n, n)


def _shown(value: object) -> str:
    """Return a value as the sheet shows it, more or less."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").strip()


class _Found(NamedTuple):
    """The entries of a table, what was guessed, what was not taken, and whether the columns are said."""

    entries: list[RawEntry]
    said: list[str]
    dropped: list[Dropped]
    sure: bool


def _entries(table: Table, columns: Columns | None, path: str) -> _Found:
    """Return what a table holds.

    Raises:
        TermgraphError: where no column holds terms, or one that was named is not there.
    """
    rows = joined(table.rows)
    start = _header(rows)
    plain = [[cell.plain for cell in row.cells] for row in rows[start : start + _SAMPLE]]
    width = max(map(len, plain))
    first = [*plain[0], *[""] * (width - len(plain[0]))]
    roles = (bilingual(plain) if table.tabs else None) or guess(plain) or beside_definitions(plain)
    roles = _chosen(columns, first, roles, path) if columns else roles
    if roles is None and width == 1:  # a list of names
        roles = Roles((("term", ""),), False, "one column, read as terms", False)
    if roles is None:
        shown = ", ".join(repr(cell) for cell in first if cell)[:120]
        hint = f"say which: --column term=A --column definition=B (the first row is {shown})"
        raise TermgraphError("cannot tell which column holds the terms", path, rows[start].first, hint=hint)
    headings = first if roles.header else []
    told = rows[start + roles.header :]
    entries, dropped = [_above(row) for row in rows[:start]], []
    for row, parent in zip(told, _parents(told, roles), strict=True):
        made = list(_entry(row, roles, headings))
        entries += [_below(raw, parent) for raw in made] if parent else made
        if not made:
            dropped.append(_dropped(row, table.sheet, headings))
    if roles.of("id") and roles.of("language"):
        entries = list(_by_concept(entries))
    return _Found(entries, [roles.said] if roles.said else [], dropped, roles.sure)


def _chosen(columns: Columns, first: Sequence[str], guessed: Roles | None, path: str) -> Roles:
    """Return the roles of columns that a person names, over those that were guessed."""
    told = ([one] if isinstance(one, str) else one for one in columns.values())
    wanted = {unmarked_key(name) for names in told for name in names}
    named = not wanted.isdisjoint(map(unmarked_key, first))
    header = named or (guessed.header if guessed else any(map(role_of, first)))
    found = chosen(columns, first, len(first), guessed, path)
    if not any(role and role[0] in ("term", "abbreviation", "alias") for role in found):
        raise TermgraphError("no column holds the terms", path, hint="say which: --column term=A")
    return Roles(found, header, "", True)


def _parents(rows: Sequence[Row], roles: Roles) -> Iterator[str]:
    """Return what the term of each row is indented below, "" for none and where a column says it."""
    n = next(iter(roles.of("term")), 0)
    names = [row.cells[n].text if n < len(row.cells) else "" for row in rows]
    indented = not roles.of("broader") and not "".join(names[:1]).startswith((" ", "\t"))
    return parents(names) if indented else repeat("", len(names))


def _dropped(row: Row, sheet: str, headings: Sequence[str]) -> Dropped:
    """Return what is told of a row of which no entry was made."""
    cells = [cell.plain for cell in row.cells]
    again = cells == list(headings[: len(cells)])
    where = f"sheet '{sheet}', row {row.first}" if sheet else f"line {row.first}"
    return Dropped(
        where, "the headings again" if again else f"no term: {' | '.join(filter(None, cells))[:60]}"
    )


def _by_concept(entries: Sequence[RawEntry]) -> Iterator[RawEntry]:
    """Yield the entries of a table that has a row for each language of a concept, English or the first as the entry."""
    concepts: dict[str, list[RawEntry]] = {}
    for n, raw in enumerate(entries):
        id_ = next(iter(raw.extra.fields.get("id", ())), "")
        languages = {one.extra.language for one in concepts.get(id_, ())}
        apart = not id_ or not raw.extra.language or raw.extra.language in languages
        concepts.setdefault(f"row {n}" if apart else id_, []).append(raw)
    for told in concepts.values():
        first = next((raw for raw in told if raw.extra.language.startswith("en")), told[0])
        yield with_translations(first, (raw for raw in told if raw is not first))


def _below(raw: RawEntry, parent: str) -> RawEntry:
    """Return an entry that is indented below another."""
    link = Link(parent, parent, raw.first, "broader")
    return replace(raw, extra=replace(raw.extra, links=(*raw.extra.links, link)))


def _header(rows: Sequence[Row]) -> int:
    """Return the place of the row that names the columns, below a title or a note; 0 where none does."""
    for n, row in enumerate(rows[:_DEEPEST_HEADER]):
        named = [role_of(cell.plain) for cell in row.cells]
        if sum(role is not None for role in named) >= 2 and any(role and role[0] == "term" for role in named):
            above = rows[:n]
            return n if all(sum(bool(cell.plain) for cell in one.cells) == 1 for one in above) else 0
    return 0


def _above(row: Row) -> RawEntry:
    """Return a row above the headings of the columns: the title of the table."""
    text = " ".join(cell.plain for cell in row.cells if cell.plain)
    return RawEntry(text, "", row.first, row.last, 1, extra=Extra("section"))


def _entry(row: Row, roles: Roles, headings: Sequence[str]) -> Iterator[RawEntry]:
    filled = [cell for cell in row.cells if cell.plain]
    if len(filled) == 1 and is_letter(filled[0].plain) and len(roles.columns) > 1:
        yield RawEntry(
            filled[0].plain, "", row.first, row.last, 1, place=filled[0].place, extra=Extra("section")
        )
        return
    if roles.header and [cell.plain for cell in row.cells] == list(headings[: len(row.cells)]):
        return  # the headings again, as on each printed page
    found = of_row(row, roles, headings)
    if found is None:
        return
    raw = found.entry(0)
    extra = raw.extra
    if any(cell.plain.startswith(("=", "@")) and len(cell.plain) > 1 for cell in row.cells):
        extra = replace(extra, flags=(*extra.flags, "a cell begins like a formula; it was kept as text"))
    if len(filled) > 1 and (kinds.is_section_name(raw.heading or "") or is_letter(raw.heading or "")):
        # A row that says something of it is about a term, also where that is called "Index" or "C".
        extra = replace(extra, kind="entry" if raw.body else "stub")
    yield replace(raw, extra=extra)
