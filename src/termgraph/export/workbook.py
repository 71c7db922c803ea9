"""A table as an Excel workbook, in which every text is a text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from termgraph.export.profiles import Notice, silent
from termgraph.export.tables import Table
from termgraph.export.xml import text
from termgraph.names import UNPRINTABLE

#: More characters Excel does not read in a cell.
_LONGEST = 32_767
_END = b"</sheetData>"
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
    changed, filled = 0, {}
    for number, one in enumerate(sheets, 1):
        sheet = book.create_sheet(one.title)
        sheet.freeze_panes = f"A{one.headings + 1}"
        rows = _Rows(sheet)
        filled[f"xl/worksheets/sheet{number}.xml"] = b"".join(map(rows.row, one.rows))
        changed += rows.changed
    if changed:
        texts = "1 text was" if changed == 1 else f"{changed:,} texts were"
        notice(
            f"{texts} too long for a cell, or held characters that Excel does not read: these were left out"
        )
    data = io.BytesIO()
    with ZipFile(data, "w") as archive:  # as it is: `timeless` packs it
        ExcelWriter(book, archive).write_data()
    return timeless(data, filled)


class _Rows:
    """Writes the rows of a sheet as text, since openpyxl makes several objects of a cell.

    Args:
        sheet: openpyxl's, which knows how what is no text looks.
    """

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.changed = 0
        self._numbers = count(1)

    def row(self, values: Sequence[Cell]) -> bytes:
        """Return a row; where nothing stands there is no cell."""
        from openpyxl.utils import get_column_letter

        number = next(self._numbers)
        cells = [
            self.cell(f"{get_column_letter(column)}{number}", value)
            for column, value in enumerate(values, 1)
            if value is not None and value != ""
        ]
        return f'<row r="{number}">{"".join(cells)}</row>'.encode("ascii", "xmlcharrefreplace")

    def cell(self, place: str, value: str | float | datetime) -> str:
        """Return a cell that holds a text, which is never a formula, or a number or a date."""
        if not isinstance(value, str):
            return self.other(place, value)
        told = UNPRINTABLE.sub("", value)[:_LONGEST]
        self.changed += told != value
        if not told:
            return ""
        space = "" if told == told.strip() else ' xml:space="preserve"'
        return f'<c r="{place}" t="inlineStr"><is><t{space}>{text(told)}</t></is></c>'

    def other(self, place: str, value: float | datetime) -> str:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.compat import safe_string
        from openpyxl.utils.datetime import to_excel

        cell = WriteOnlyCell(self.sheet, value)
        style = f' s="{cell.style_id}"' if cell.has_style else ""
        date = to_excel(value) if cell.is_date else None  # type: ignore[no-untyped-call]
        kind, number = (cell.data_type, value) if date is None else ("n", date)
        return f'<c r="{place}"{style} t="{kind}"><v>{safe_string(number)}</v></c>'


def timeless(data: io.BytesIO, rows: Mapping[str, bytes] = {}) -> bytes:
    """Return the same archive without the time at which it was written, and with the rows of sheets, by name."""
    made = io.BytesIO()
    with ZipFile(data) as archive, ZipFile(made, "w", ZIP_DEFLATED) as timeless:
        for name in archive.namelist():
            part = archive.read(name)
            if name == "docProps/core.xml":
                part = _WHEN.sub(rb"\g<1>2000-01-01T00:00:00Z", part)
            part = part.replace(_END, rows.get(name, b"") + _END)
            timeless.writestr(ZipInfo(name), part, ZIP_DEFLATED)
    return made.getvalue()
