"""The report as commands of GitHub's workflows, which shows them beside the lines of a change."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Finding, Severity
from termgraph.check.report import Report
from termgraph.names import printable

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_IN_MESSAGES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTIES = {**_IN_MESSAGES, ":": "%3A", ",": "%2C"}


def github_report(report: Report) -> str:
    """Return a report as workflow commands, one a finding; nothing in it becomes another command."""
    return "".join(f"{_command(report, finding)}\n" for finding in report.findings)


def _command(report: Report, finding: Finding) -> str:
    label = report.labels.get(finding.subject or "")
    said = f"{finding.part}: {finding.message}" if finding.part else finding.message
    message = f"{label}: {said}" if label else said
    properties = ",".join(f"{key}={_escaped(value, _IN_PROPERTIES)}" for key, value in _properties(finding))
    return f"::{_LEVELS[finding.severity]} {properties}::{_escaped(message, _IN_MESSAGES)}"


def _properties(finding: Finding) -> Iterator[tuple[str, str]]:
    lines = () if finding.part else (("line", finding.line), ("col", finding.column))
    for key, value in (("file", finding.file), *lines):
        if value is not None:
            yield key, str(value)
    yield "title", finding.rule


def _escaped(text: str, signs: dict[str, str]) -> str:
    return printable("".join(signs.get(sign, sign) for sign in text))
