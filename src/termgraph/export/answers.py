"""What a query answers as a file of a table: for Excel, and as Parquet."""

from __future__ import annotations

import io
import math
from typing import Any

from termgraph.errors import TermgraphError
from termgraph.export.profiles import Notice, silent
from termgraph.export.workbook import workbook
from termgraph.store import Result
from termgraph.store.results import library

#: Excel counts in floating point: larger whole numbers would lose digits.
_EXACT = 2**53


def xlsx(result: Result, notice: Notice = silent) -> bytes:
    """Return rows or triples as a workbook: numbers as numbers, language tags in columns of their own.

    Raises:
        TermgraphError: for yes or no.
    """
    columns = _columns(result)
    rows = zip(*columns.values(), strict=True)
    return workbook("answer", [list(columns), *([_cell(value) for value in row] for row in rows)], notice)


def parquet(result: Result, notice: Notice = silent) -> bytes:
    """Return rows or triples in Apache Parquet; a column of several types is text.

    Raises:
        TermgraphError: for yes or no, and where pyarrow is not installed.
    """
    arrow = library("pyarrow", "writing parquet")
    made = io.BytesIO()
    library("pyarrow.parquet", "writing parquet").write_table(
        arrow.table(_columns(result, of_one_type=True)), made
    )
    return made.getvalue()


#: How each is written.
TABLES = {"parquet": parquet, "xlsx": xlsx}


def _columns(result: Result, *, of_one_type: bool = False) -> dict[str, list[Any]]:
    if result.kind == "ask":
        raise TermgraphError("yes or no is no table", hint="write it as json, xml, csv or tsv")
    return result.columns(of_one_type=of_one_type)


def _cell(value: Any) -> str | float | None:
    """Return a value as a cell can hold it."""
    is_exact = not isinstance(value, int | float) or (math.isfinite(value) and abs(value) < _EXACT)
    return value if is_exact else str(value)
