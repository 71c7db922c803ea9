"""Writes the table of the kinds of changes into the page on differences."""

from __future__ import annotations

import re

from termgraph.diff import KINDS

_TABLE = re.compile(r"(\| kind \| what it tells \|\n\|---\|---\|\n)(?:\|.*\n)*")


def with_kinds(text: str) -> str:
    """Return the page with the kinds as they are now."""
    rows = "".join(f"| `{name}` | {kind.doc} |\n" for name, kind in KINDS.items())
    return _TABLE.sub(lambda found: found[1] + rows, text)
