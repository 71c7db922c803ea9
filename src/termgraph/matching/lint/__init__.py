"""Names in use that are better not used so: misleading, ambiguous, out of use, misspelt."""

from termgraph.matching.lint.run import Linter, lint

__all__ = ["Linter", "lint"]
