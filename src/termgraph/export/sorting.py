"""Lines in order, however many: what does not fit into memory is sorted in runs that lie on a disk, and merged."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import groupby, islice

#: Lines that are in memory at a time.
RUN = 200_000


def in_order(lines: Iterable[str]) -> Iterator[str]:
    r"""Yield lines sorted, each once.

    Args:
        lines: each ends with its only line break.

    >>> [*in_order(["owl\n", "bat\n", "owl\n"])]
    ['bat\n', 'owl\n']
    """
    rest = iter(lines)
    first = _run(rest)
    with ExitStack() as files:
        others = []
        while run := _run(rest):
            others.append(files.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")))
            others[-1].writelines(run)
            others[-1].seek(0)
        yield from (line for line, _ in groupby(merge(first, *others))) if others else first


def _run(lines: Iterator[str]) -> list[str]:
    """Return so many of the lines as may be in memory, sorted, each once."""
    return sorted({*islice(lines, RUN)})
