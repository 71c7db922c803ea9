"""All that was found in a vocabulary, and how much of what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from termgraph.check.finding import Finding, Severity
from termgraph.check.heap import Heap
from termgraph.check.rule import Rule


class Group(NamedTuple):
    """What one rule has found of one severity.

    Attributes:
        severity: how bad it is.
        rule: the rule's id.
        size: how many findings there are.
        fixable: whether `termgraph fix`, or `lint --fix`, can mend some of them.
        findings: the first of them, as many as were asked for.
    """

    severity: Severity
    rule: str
    size: int
    fixable: bool
    findings: Iterable[Finding]


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found in a vocabulary.

    Attributes:
        findings: the worst first, then by rule, subject and message; those of a large vocabulary lie on the disk.
        consistent: False exactly where an integrity condition of SKOS is violated, whatever was selected; None where
            that was not asked, since rules of a large vocabulary were selected.
        excepted: how many findings the settings except.
        rules: the rules that found something, by id.
        labels: the names of the subjects, for people.
        profile: the name of the profile.
        statistics: what the vocabulary holds; empty unless asked for.
        about: whether it is the vocabulary that was looked through, or documents that use its names.
    """

    findings: Sequence[Finding]
    consistent: bool | None
    excepted: int
    rules: Mapping[str, Rule]
    labels: Mapping[str, str]
    profile: str
    statistics: Mapping[str, Any] = field(default_factory=dict)
    about: Literal["vocabulary", "documents"] = "vocabulary"

    @property
    def by_rule(self) -> Mapping[str, list[Finding]]:
        """The findings of each rule that has some, the worst first."""
        found: dict[str, list[Finding]] = {}
        for finding in self.findings:
            found.setdefault(finding.rule, []).append(finding)
        return found

    def groups(self, most: int | None = None) -> Iterator[Group]:
        """Yield what was found by severity and rule, with so many findings of each, or with all."""
        if isinstance(self.findings, Heap):
            tally = self._tally
            for severity, rule, fixable in self.findings.groups():
                some = self.findings.some(severity, rule, most)
                yield Group(severity, rule, tally[severity, rule], fixable, some)
            return
        found: dict[tuple[Severity, str], list[Finding]] = {}
        for finding in self.findings:
            found.setdefault((finding.severity, finding.rule), []).append(finding)
        for (severity, rule), mine in found.items():
            yield Group(severity, rule, len(mine), any(one.fixable for one in mine), mine[:most])

    @property
    def _tally(self) -> Mapping[tuple[Severity, str], int]:
        """How many findings there are by severity and rule."""
        if isinstance(self.findings, Heap):
            return self.findings.tally()
        return Counter((finding.severity, finding.rule) for finding in self.findings)

    @property
    def counts(self) -> dict[str, Any]:
        """How many findings there are, in all, by severity and by rule."""
        by_severity: Counter[Severity] = Counter()
        by_rule: Counter[str] = Counter()
        for (severity, rule), count in self._tally.items():
            by_severity[severity] += count
            by_rule[rule] += count
        return {
            "total": by_severity.total(),
            **{str(severity): by_severity[severity] for severity in reversed(Severity)},
            "excepted": self.excepted,
            "rules": dict(sorted(by_rule.items())),
        }

    def worst(self) -> Severity | None:
        """Return the severity of the worst finding, None where nothing was found."""
        return max((severity for severity, _ in self._tally), default=None)
