"""The report for people at a terminal: by rule, the worst first, a few of many."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from termgraph.check.finding import Finding
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
    return "".join(f"{line}\n" for line in text_lines(report, most, style))


def text_lines(report: Report, most: int | None, style: Style) -> Iterator[str]:
    """Yield the lines of the same, of which few need be in memory."""
    for severity, id_, number, fixable, findings in report.groups(most):
        rule = report.rules[id_]
        count = f" ({number:,})" if number > 1 else ""
        yield style(f"{severity} {id_}{count}", str(severity)) + f"  {rule.title}"
        for finding in findings:
            yield "  " + printable(_line(report, finding))
        if most is not None and number > most:
            yield f"  … and {number - most:,} more"
        repair = _REPAIRS[report.about]
        fix = f"; `{repair}` can do it" if fixable and repair not in rule.todo else ""
        yield style(f"  → {rule.todo.rstrip('.')}{fix}.", "dim")
        yield ""
    yield summary(report, style)


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
