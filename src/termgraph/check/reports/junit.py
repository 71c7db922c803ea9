"""The report as JUnit XML, which continuous integration shows as tests: a rule is a test, its findings a failure."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from termgraph.check.finding import Finding, Severity
from termgraph.check.report import Report
from termgraph.names import UNPRINTABLE


def junit_report(report: Report) -> str:
    """Return a report as JUnit XML; what is only information is told and no failure."""
    by_rule = report.by_rule
    failures = sum(1 for findings in by_rule.values() if findings[0].severity > Severity.INFO)
    counts = f'tests="{len(by_rule)}" failures="{failures}" errors="0"'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="termgraph check" {counts}>']
    lines.append(f'  <testsuite name="termgraph check, profile {report.profile}" {counts}>')
    for id_, findings in sorted(by_rule.items()):
        severity = findings[0].severity
        told = escape(_clean("\n".join(_line(report, finding) for finding in findings)))
        lines.append(f'    <testcase classname="termgraph.check" name={quoteattr(id_)}>')
        if severity > Severity.INFO:
            title = quoteattr(f"{report.rules[id_].title} ({len(findings)})")
            lines.append(f'      <failure type="{severity}" message={title}>{told}</failure>')
        else:
            lines.append(f"      <system-out>{told}</system-out>")
        lines.append("    </testcase>")
    return "\n".join([*lines, "  </testsuite>", "</testsuites>"]) + "\n"


def _line(report: Report, finding: Finding) -> str:
    place = f"{finding.place}: " if finding.place else ""
    label = report.labels.get(finding.subject or "")
    subject = " ".join(part for part in (label, f"<{finding.subject}>" if finding.subject else None) if part)
    return f"{place}{subject} {finding.message}".strip()


def _clean(text: str) -> str:
    """Return a text without the characters that XML 1.0 does not allow."""
    return UNPRINTABLE.sub("\ufffd", text)
