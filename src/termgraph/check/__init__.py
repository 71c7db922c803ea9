"""Every way a SKOS vocabulary can be wrong: rules, and reports of what they find. Nothing is ever changed here."""

from termgraph.check.finding import Finding, Severity
from termgraph.check.report import Report
from termgraph.check.run import check

__all__ = ["Finding", "Report", "Severity", "check"]
