"""The report for people at a terminal: by rule, the worst first, a few of many."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from termgraph.check.finding import Finding, Severity
from termgraph.check.report import Report
from termgraph.names import printable

FEW = 10
_REPAIRS = {"vocabulary": "termgraph fix", "documents": "termgraph lint --fix"}

Style = Callable[[str, str], str]


def text_report(report: Report, *, most: int | None = FEW, style: Style = lambda text, _: text) -> str:
    """Return a report as text.

    Args:
        report: what was found.
        most: how many findings of a rule are shown; None for all.
        style: returns a text in the colour of "error", "warning", "info" or "dim".
    """
    return "\n".join([*_rules(report, most, style), summary(report, style)]) + "\n"


def _rules(report: Report, most: int | None, style: Style) -> Iterator[str]:
    by_rule: dict[tuple[Severity, str], list[Finding]] = {}
    for finding in report.findings:
        by_rule.setdefault((finding.severity, finding.rule), []).append(finding)
    for (severity, id_), findings in by_rule.items():
        rule = report.rules[id_]
        count = f" ({len(findings):,})" if len(findings) > 1 else ""
        yield style(f"{severity} {id_}{count}", str(severity)) + f"  {rule.title}"
        for finding in findings[:most]:
            yield "  " + printable(_line(report, finding))
        if most is not None and len(findings) > most:
            yield f"  … and {len(findings) - most:,} more"
        repair = _REPAIRS[report.about]
        promised = any(finding.fixable for finding in findings) and repair not in rule.todo
        fix = f"; `{repair}` can do it" if promised else ""
        yield style(f"  → {rule.todo.rstrip('.')}{fix}.", "dim")
        yield ""


def _line(report: Report, finding: Finding) -> str:
    parts = []
    if finding.subject is not None and report.about == "vocabulary":
        label = report.labels.get(finding.subject)
        parts.append(f"{label} <{finding.subject}>" if label else f"<{finding.subject}>")
    parts.append(finding.message)
    place = f"{finding.place}: " if finding.place else ""
    return place + " ".join(parts)


def summary(report: Report, style: Style) -> str:
    """Return what was found in one line."""
    counts = report.counts
    told = [
        style(f"{counts[name]:,} {noun}{'' if counts[name] == 1 else 's'}", name)
        for name, noun in (("error", "error"), ("warning", "warning"), ("info", "remark"))
        if counts[name]
    ]
    said = ", ".join(told) or "nothing found"
    if report.excepted:
        said += f"; {report.excepted:,} known exception{'' if report.excepted == 1 else 's'}"
    return said + ("; the vocabulary is not consistent with SKOS" if report.consistent is False else "")
