"""A table as an Excel workbook, in which every text is a text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from termgraph.export.profiles import Notice, silent
from termgraph.export.tables import Table
from termgraph.names import UNPRINTABLE

#: More characters Excel does not read in a cell.
_LONGEST = 32_767
_WHEN = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


#: What stands in a cell.
Cell = str | float | datetime | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook.

    Args:
        title: its name.
        rows: from the first to the last.
        headings: how many rows stay in sight.
    """

    title: str
    rows: Iterable[Sequence[Cell]]
    headings: int = 1


def xlsx(table: Table, notice: Notice = silent) -> bytes:
    """Return the workbook of a table of texts; the same table gives the same bytes, whenever it is written."""
    return workbook("concepts", (table.headings, *table.rows), notice)


def workbook(title: str, rows: Iterable[Sequence[Cell]], notice: Notice = silent) -> bytes:
    """Return a workbook of one sheet, the first of whose rows are headings. A text is never a formula.

    >>> workbook("birds", [("name", "eggs"), ("=owl", 3)])[:2]
    b'PK'
    """
    return workbook_of([Sheet(title, rows)], notice)


def workbook_of(sheets: Iterable[Sheet], notice: Notice = silent) -> bytes:
    """Return a workbook of several sheets."""
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook(write_only=True)
    changed = 0
    for one in sheets:
        sheet = book.create_sheet(one.title)
        sheet.freeze_panes = f"A{one.headings + 1}"
        for row in one.rows:
            told = [_readable(value) if isinstance(value, str) else value for value in row]
            changed += sum(one != other for one, other in zip(told, row, strict=True))
            sheet.append([_cell(sheet, value) for value in told])
    if changed:
        texts = "1 text was" if changed == 1 else f"{changed:,} texts were"
        notice(
            f"{texts} too long for a cell, or held characters that Excel does not read: these were left out"
        )
    data = io.BytesIO()
    with ZipFile(data, "w") as archive:  # as it is: `timeless` packs it
        ExcelWriter(book, archive).write_data()
    return timeless(data)


def _readable(text: str) -> str:
    return UNPRINTABLE.sub("", text)[:_LONGEST]


def _cell(sheet: Any, value: Cell) -> Any:
    """Return what a sheet takes for a value: a text that would be taken for a formula or an error as a cell."""
    if not isinstance(value, str) or value[:1] not in {"=", "#"}:
        return None if value == "" else value
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    return cell


def timeless(data: io.BytesIO) -> bytes:
    """Return the same archive without the time at which it was written."""
    made = io.BytesIO()
    with ZipFile(data) as archive, ZipFile(made, "w", ZIP_DEFLATED) as timeless:
        for name in archive.namelist():
            part = archive.read(name)
            if name == "docProps/core.xml":
                part = _WHEN.sub(rb"\g<1>2000-01-01T00:00:00Z", part)
            timeless.writestr(ZipInfo(name), part, ZIP_DEFLATED)
    return made.getvalue()
