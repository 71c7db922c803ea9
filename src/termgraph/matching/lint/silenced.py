"""Where a document itself says that it is not to be looked through, in a comment of whatever format.

`<!-- termgraph-lint: off -->` holds up to `on`, or to the end; `off misleading-name` is about that rule alone; `skip`
is about the line that it stands in, and the next one where nothing else stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_MARK = re.compile(r"termgraph-lint:[ \t]*(off|on|skip)\b[ \t]*([a-z-]+(?:[ \t]*,[ \t]*[a-z-]+)*(?<!-))?")
_END = 10**9


class Silenced:
    r"""The lines of a document that are not to be looked through.

    Args:
        text: its text.

    >>> silenced = Silenced("a\n<!-- termgraph-lint: off several-names -->\nb\n<!-- termgraph-lint: on -->\nc")
    >>> [silenced.holds(line, "several-names") for line in (1, 3, 5)], silenced.holds(3, "misspelt-name")
    ([False, True, False], False)
    """

    def __init__(self, text: str) -> None:
        self._bounds = list(_bounds(text)) if "termgraph-lint:" in text else []

    def holds(self, line: int, rule: str) -> bool:
        """Tell whether a rule has nothing to say of a line."""
        return any(
            first <= line <= last and (not rules or rule in rules) for first, last, rules in self._bounds
        )


def _bounds(text: str) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Yield the first and the last line of each stretch, and the rules that it is about, none for all."""
    lines = text.split("\n")
    open_: dict[frozenset[str], int] = {}
    for number, line in enumerate(lines, 1):
        for mark in _MARK.finditer(line):
            rules = frozenset(re.split(r"[ \t]*,[ \t]*", mark[2])) if mark[2] else frozenset()
            if mark[1] == "off":
                open_.setdefault(rules, number)
            elif mark[1] == "skip":
                alone = not line[: mark.start()].strip(" \t<!-#%./;*{}[]():")
                yield number, number + alone, rules
            else:
                for key in [key for key in open_ if not rules or key == rules]:
                    yield open_.pop(key), number, key
    for rules, number in open_.items():
        yield number, _END, rules
