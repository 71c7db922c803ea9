"""Two versions of a vocabulary, or any two: what differs, to the letter, and what that means."""

from termgraph.diff.changes import KINDS, Change, Difference
from termgraph.diff.comparison import compare

__all__ = ["KINDS", "Change", "Difference", "compare"]
