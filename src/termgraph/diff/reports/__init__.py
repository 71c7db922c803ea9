"""The forms in which a difference is told; a form is one line in `REPORTS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from termgraph.diff.changes import Difference
from termgraph.diff.reports.json_report import json_report
from termgraph.diff.reports.kgcl import kgcl_report
from termgraph.diff.reports.markdown import markdown_report
from termgraph.diff.reports.text import text_report

REPORTS: Mapping[str, Callable[[Difference], str]] = {
    "text": text_report,
    "markdown": markdown_report,
    "json": json_report,
    "kgcl": kgcl_report,
}

__all__ = ["REPORTS", "json_report", "kgcl_report", "markdown_report", "text_report"]
