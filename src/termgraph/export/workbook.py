"""A table as an Excel workbook, in which every text is a text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from termgraph.export.profiles import Notice, silent
from termgraph.export.tables import Table
from termgraph.names import UNPRINTABLE

#: More characters Excel does not read in a cell.
_LONGEST = 32_767
_WHEN = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def xlsx(table: Table, notice: Notice = silent) -> bytes:
    """Return the workbook of a table of texts; the same table gives the same bytes, whenever it is written."""
    return workbook("concepts", (table.headings, *table.rows), notice)


def workbook(title: str, rows: Iterable[Sequence[str | float | None]], notice: Notice = silent) -> bytes:
    """Return a workbook of one sheet, the first of whose rows are headings. A text is never a formula.

    >>> workbook("birds", [("name", "eggs"), ("=owl", 3)])[:2]
    b'PK'
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    changed = 0
    for row in rows:
        cells = []
        for value in row:
            if not isinstance(value, str):
                cells.append(WriteOnlyCell(sheet, value))
                continue
            told = UNPRINTABLE.sub("", value)[:_LONGEST]
            changed += told != value
            cell = WriteOnlyCell(sheet, told or None)
            if told:
                cell.data_type = "s"  # also where it begins as a formula does
            cells.append(cell)
        sheet.append(cells)
    if changed:
        texts = "1 text was" if changed == 1 else f"{changed:,} texts were"
        notice(
            f"{texts} too long for a cell, or held characters that Excel does not read: these were left out"
        )
    data = io.BytesIO()
    book.save(data)
    return timeless(data)


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
