"""The report as SARIF 2.1.0, which GitHub code scanning and editors show beside the lines."""

from __future__ import annotations

import json
import os
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from termgraph import __version__
from termgraph.check.finding import Finding, Severity
from termgraph.check.report import Report
from termgraph.namespaces import short_hash

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_HOME = "https://w3id.org/termgraph/"


def sarif_report(report: Report) -> str:
    """Return a report as SARIF 2.1.0."""
    ids = sorted(report.rules)
    rules = [_rule(report, id_) for id_ in ids]
    numbers = {id_: number for number, id_ in enumerate(ids)}
    results = [_result(report, finding, numbers[finding.rule]) for finding in report.findings]
    driver = {"name": "termgraph", "version": __version__, "informationUri": _HOME, "rules": rules}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(report: Report, id_: str) -> dict[str, Any]:
    rule = report.rules[id_]
    return {
        "id": id_,
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule.todo},
        "defaultConfiguration": {"level": _LEVELS[rule.severity or Severity.WARNING]},
        "properties": {"tags": [*rule.sources, *rule.aliases]},
    }


def _region(finding: Finding) -> dict[str, int]:
    region = {"startLine": finding.line or 1}
    return region if finding.column is None else {**region, "startColumn": finding.column}


def _result(report: Report, finding: Finding, number: int) -> dict[str, Any]:
    label = report.labels.get(finding.subject or "")
    named = f"“{label}” " if label else ""
    location: dict[str, Any] = {}
    if finding.file is not None:
        uri = quote(os.fsencode(PurePath(finding.file).as_posix()))  # a name need not be UTF-8
        location["physicalLocation"] = {"artifactLocation": {"uri": uri}}
        if not finding.part:
            location["physicalLocation"]["region"] = _region(finding)
    if finding.subject is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.subject}]
    identity = "\n".join((finding.rule, finding.subject or "", *finding.values))
    return {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{named}{finding.message}"},
        "locations": [location] if location else [],
        "partialFingerprints": {"termgraph/v1": short_hash(identity)},
    }
