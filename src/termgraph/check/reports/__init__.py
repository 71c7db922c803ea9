"""The forms of a report; a form is one line in `REPORTS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from termgraph.check.report import Report
from termgraph.check.reports.github import github_report
from termgraph.check.reports.json_report import json_report
from termgraph.check.reports.junit import junit_report
from termgraph.check.reports.markdown import markdown_report
from termgraph.check.reports.sarif import sarif_report
from termgraph.check.reports.text import text_report

REPORTS: Mapping[str, Callable[[Report], str]] = {
    "text": text_report,
    "json": json_report,
    "sarif": sarif_report,
    "junit": junit_report,
    "markdown": markdown_report,
    "github": github_report,
}

__all__ = [
    "REPORTS",
    "github_report",
    "json_report",
    "junit_report",
    "markdown_report",
    "sarif_report",
    "text_report",
]
