"""The report for programs: every finding, in one order."""

from __future__ import annotations

import json

from termgraph.check.report import Report


def json_report(report: Report) -> str:
    """Return a report as JSON; its keys are documented in docs/checks.md and stay what they are."""
    findings = [
        {
            "rule": finding.rule,
            "aliases": list(report.rules[finding.rule].aliases),
            "severity": str(finding.severity),
            "subject": finding.subject,
            "message": finding.message,
            "values": list(finding.values),
            "file": finding.file,
            "line": finding.line,
            "column": finding.column,
            "fixable": finding.fixable,
            **({"part": finding.part} if finding.part else {}),
        }
        for finding in report.findings
    ]
    content = {"consistent": report.consistent, "findings": findings, "counts": report.counts}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
