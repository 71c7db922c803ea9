"""Lines in order, however many: what does not fit into memory is sorted in runs that lie on a disk, and merged."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from heapq import merge
from itertools import groupby, islice

from termgraph.errors import TermgraphError

#: What is not above a line break.
_LOW = re.compile(r"[\x00-\n]")
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
            with on_disk():
                held = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115 - closed with all
                others.append(files.enter_context(held))
                held.writelines(run)
                held.seek(0)
            run.clear()  # before the next is made
        yield from (line for line, _ in groupby(merge(first, *others))) if others else first


@contextmanager
def on_disk() -> Iterator[None]:
    """Say where what does not fit into memory cannot be put on the disk.

    Raises:
        TermgraphError: where it cannot.
    """
    try:
        yield
    except OSError as error:
        message = f"the folder for temporary files cannot be written: {error.strerror or error}"
        raise TermgraphError(message, hint="name another by the variable TMPDIR") from None


def sortable(text: str) -> str:
    r"""Return a text without line breaks and NUL, other texts in other words, so that all stay in their order.

    >>> sortable("a\nb")
    'a\x01Kb'
    >>> sorted(["a\nb", "a", "a\x0bb", "a\x00"], key=sortable)
    ['a', 'a\x00', 'a\nb', 'a\x0bb']
    """
    return _LOW.sub(lambda match: f"\x01{chr(ord(match[0]) + 65)}", text)


def _run(lines: Iterator[str]) -> list[str]:
    """Return so many of the lines as may be in memory, sorted, each once."""
    return sorted(dict.fromkeys(islice(lines, RUN)))  # which keeps what is in order already
