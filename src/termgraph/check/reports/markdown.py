"""The report as a page of Markdown: a chart, what was found, and what the vocabulary holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from termgraph.check.finding import Finding
from termgraph.check.report import Report
from termgraph.markdown import code, line
from termgraph.names import printable

_FEW = 10
_WIDEST = 30  # of the chart's bars


def markdown_report(report: Report) -> str:
    """Return a report as Markdown; nothing that a vocabulary says becomes markup."""
    return "\n".join(_lines(report)).rstrip("\n") + "\n"


def _lines(report: Report) -> Iterator[str]:
    counts = report.counts
    yield "# Check report"
    yield ""
    told = {
        True: "is consistent",
        False: "is **not consistent**",
        None: "was not asked whether it is consistent",
    }
    yield (
        f"{counts['error']:,} errors, {counts['warning']:,} warnings and {counts['info']:,} remarks"
        f" (profile {report.profile}); {counts['excepted']:,} known exceptions."
        f" The vocabulary {told[report.consistent]} with SKOS."
    )
    by_rule = report.by_rule
    if by_rule:
        yield from ("", "```text", *_chart(by_rule), "```")
    for id_, findings in by_rule.items():
        rule = report.rules[id_]
        yield from ("", f"## {id_}", "", f"{rule.title} ({findings[0].severity}; {', '.join(rule.sources)}).")
        yield from (f"{rule.why} {rule.todo}", "")
        for finding in findings[:_FEW]:
            yield f"- {_line(report, finding)}"
        if len(findings) > _FEW:
            yield f"- … and {len(findings) - _FEW:,} more"
    if report.statistics:
        yield from ("", "## What the vocabulary holds", "", "| what | how many |", "| --- | ---: |")
        yield from _rows(report.statistics)


def _chart(by_rule: Mapping[str, list[Finding]]) -> Iterator[str]:
    most = max(map(len, by_rule.values()))
    wide = max(map(len, by_rule))
    for id_, findings in by_rule.items():
        bar = "█" * max(1, round(_WIDEST * len(findings) / most))
        yield f"{id_:<{wide}}  {findings[0].severity!s:<7}  {bar} {len(findings):,}"


def _line(report: Report, finding: Finding) -> str:
    label = report.labels.get(finding.subject or "")
    parts = [f"**{_plain(label)}**"] if label else []
    if finding.subject is not None:
        parts.append(code(printable(finding.subject)))
    parts.append(_plain(finding.message))
    if finding.file and finding.line:
        parts.append(f"({code(printable(f'{finding.file}:{finding.line}'))})")
    return " ".join(parts)


def _rows(statistics: Mapping[str, Any], within: str = "") -> Iterator[str]:
    for name, value in statistics.items():
        if isinstance(value, Mapping):
            yield from _rows(value, f"{name}: ")
        else:
            yield f"| {_plain(within + name)} | {value:,} |"


def _plain(text: str) -> str:
    r"""Return a text so that Markdown shows it as it is.

    >>> _plain("a*b <script>")
    'a\\*b &lt;script>'
    """
    return line(printable(text))
