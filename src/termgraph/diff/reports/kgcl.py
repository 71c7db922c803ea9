"""A difference in KGCL, a command a line."""

from __future__ import annotations

from termgraph.diff.changes import Difference
from termgraph.diff.kgcl_writing import script


def kgcl_report(difference: Difference) -> str:
    """Return a difference in KGCL, as far as that has words for it; see `kgcl_writing.script` for the rest."""
    return "".join(f"{line}\n" for line in script(difference).lines)
