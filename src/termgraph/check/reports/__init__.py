"""The forms of a report; a form is one line in `REPORTS`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from termgraph.check.report import Report
from termgraph.check.reports.github import github_report
from termgraph.check.reports.json_report import json_pieces, json_report
from termgraph.check.reports.junit import junit_report
from termgraph.check.reports.markdown import markdown_report
from termgraph.check.reports.sarif import sarif_report
from termgraph.check.reports.text import FEW, text_lines, text_report

REPORTS: Mapping[str, Callable[[Report], str]] = {
    "text": text_report,
    "json": json_report,
    "sarif": sarif_report,
    "junit": junit_report,
    "markdown": markdown_report,
    "github": github_report,
}

_TOGETHER = 1000  # lines, or parts of JSON, that are written at a time


def in_pieces(report: Report, format_: str, most: int | None = FEW) -> Iterator[str]:
    """Yield a report in a form piece by piece; of text and JSON few need be in memory.

    Args:
        report: what was found.
        format_: a key of `REPORTS`.
        most: how many findings of a rule the text shows; None for all.
    """
    parts: Iterator[str]
    if format_ == "text":
        parts = (f"{line}\n" for line in text_lines(report, most, lambda text, _: text))
    else:
        parts = json_pieces(report) if format_ == "json" else iter([REPORTS[format_](report)])
    while piece := "".join(islice(parts, _TOGETHER)):
        yield piece


__all__ = [
    "REPORTS",
    "github_report",
    "in_pieces",
    "json_report",
    "junit_report",
    "markdown_report",
    "sarif_report",
    "text_report",
]
