"""All that was found in a vocabulary, and how much of what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from termgraph.check.finding import Finding, Severity
from termgraph.check.rule import Rule


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found in a vocabulary.

    Attributes:
        findings: the worst first, then by rule, subject and message.
        consistent: False exactly where an integrity condition of SKOS is violated, whatever was selected; None where
            that was not asked, since rules of a large vocabulary were selected.
        excepted: how many findings the settings except.
        rules: the rules that found something, by id.
        labels: the names of the subjects, for people.
        profile: the name of the profile.
        statistics: what the vocabulary holds; empty unless asked for.
        about: whether it is the vocabulary that was looked through, or documents that use its names.
    """

    findings: tuple[Finding, ...]
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

    @property
    def counts(self) -> dict[str, Any]:
        """How many findings there are, in all, by severity and by rule."""
        by_severity = Counter(finding.severity for finding in self.findings)
        by_rule = Counter(finding.rule for finding in self.findings)
        return {
            "total": len(self.findings),
            **{str(severity): by_severity[severity] for severity in reversed(Severity)},
            "excepted": self.excepted,
            "rules": dict(sorted(by_rule.items())),
        }

    def worst(self) -> Severity | None:
        """Return the severity of the worst finding, None where nothing was found."""
        return max((finding.severity for finding in self.findings), default=None)
