"""The report for programs: every finding, in one order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from termgraph.check.finding import Finding
from termgraph.check.report import Report

_MARK = "\0"  # which JSON writes as an escape, and no other text here holds


def json_report(report: Report) -> str:
    """Return a report as JSON; its keys are documented in docs/checks.md and stay what they are."""
    return "".join(json_pieces(report))


def json_pieces(report: Report) -> Iterator[str]:
    """Yield the same in pieces, of which one need be in memory."""
    content = {"consistent": report.consistent, "findings": [_MARK], "counts": report.counts}
    before, after = _indented(content).split(_indented(_MARK))
    has_any = False
    for finding in report.findings:
        yield ",\n    " if has_any else before
        has_any = True
        yield _indented(_as_json(report, finding)).replace("\n", "\n    ")
    yield (after if has_any else f"{before.rstrip()}{after.lstrip()}") + "\n"


def _indented(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2)


def _as_json(report: Report, finding: Finding) -> dict[str, Any]:
    return {
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
