"""The alphabetical order of the entries of a document, and what would stand in its place there."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from termgraph.names import unmarked_key
from termgraph.readers import tuned


class Order:
    """The names of the entries of a document, and whether they are in alphabetical order.

    Args:
        names: the names in document order, None for entries without one.

    >>> order = Order(["Adam", "Batch", None, "Data", "Epoch", "Model"])
    >>> order.fits(2)("channel"), order.fits(2)("zebra"), order.between(2)
    (True, False, "between 'Batch' and 'Data'")
    """

    def __init__(self, names: Sequence[str | None]) -> None:
        self.names = list(names)
        keys = [(number, unmarked_key(name)) for number, name in enumerate(names) if name]
        pairs = [first[1] <= second[1] for first, second in itertools.pairwise(keys)]
        self.sorted = len(keys) >= tuned.ORDERED_ENTRIES and sum(pairs) >= tuned.ORDERED_PAIRS * len(pairs)
        # Entries out of order (an added one, a wrong heading) must not narrow the place of their neighbours.
        self._chain = _longest_rising(keys) if self.sorted else []

    @property
    def strict(self) -> bool:
        """Tell whether nearly all entries are in order."""
        return self.sorted and len(self._chain) >= tuned.ORDERED_STRICTLY * sum(
            name is not None for name in self.names
        )

    def _around(self, number: int) -> tuple[int | None, int | None]:
        at = bisect_left(self._chain, (number, ""))
        after = bisect_right(self._chain, (number, "\U0010ffff"))
        return (
            self._chain[at - 1][0] if at else None,
            self._chain[after][0] if after < len(self._chain) else None,
        )

    def fits(self, number: int) -> Callable[[str], bool] | None:
        """Return what tells whether a name would stand in the place of an entry, None where there is no order."""
        if not self.sorted:
            return None
        before, after = self._around(number)
        low = unmarked_key(self.names[before] or "") if before is not None else ""
        high = unmarked_key(self.names[after] or "") if after is not None else "\U0010ffff"
        return lambda name: low <= unmarked_key(name) <= high

    def between(self, number: int) -> str:
        """Return, for a message, between which entries one stands; "" where there is no order."""
        if not self.sorted:
            return ""
        before, after = (self.names[at] if at is not None else None for at in self._around(number))
        if before and after:
            return f"between '{before}' and '{after}'"
        return f"behind '{before}'" if before else f"before '{after}'" if after else ""


def _longest_rising(keys: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the longest part of the entries that is in order."""
    tails: list[str] = []
    ends: list[int] = []
    previous: list[int] = []
    for at, (_, key) in enumerate(keys):
        place = bisect_right(tails, key)
        previous.append(ends[place - 1] if place else -1)
        if place == len(tails):
            tails.append(key)
            ends.append(at)
        else:
            tails[place], ends[place] = key, at
    chain: list[tuple[int, str]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(keys[at])
        at = previous[at]
    return chain[::-1]
