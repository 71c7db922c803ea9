"""What stands above what: answered fast, for a chain of a hundred thousand concepts as for a flat list.

One walk down the hierarchy (Tarjan's) numbers every concept when it is entered and when it is left. In the tree that
the walk followed, what is below a concept was entered between the two: most questions end there. A second pair of
numbers tells what cannot be below (GRAIL, VLDB 2010); what neither decides is walked, past what cannot lead there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence


class Hierarchy:
    """A hierarchy, which may have cycles.

    Args:
        below: the narrower concepts of each concept that has some; itself is none of them.

    >>> animals = Hierarchy({"animal": ["bird", "pet"], "bird": ["owl"], "owl": ["barn owl"]})
    >>> animals.is_above("animal", "barn owl"), animals.is_above("pet", "owl"), animals.knots
    (True, False, [])
    >>> Hierarchy({"a": ["b"], "b": ["a", "c"]}).knots
    [['a', 'b']]
    """

    def __init__(self, below: Mapping[str, Sequence[str]]) -> None:
        self._names = sorted({*below, *(other for others in below.values() for other in others)})
        self._number = {name: number for number, name in enumerate(self._names)}
        number = self._number.__getitem__
        self._below: list[list[int]] = [[] for _ in self._names]
        self._above: list[list[int]] = [[] for _ in self._names]
        for name, others in below.items():
            upper = number(name)
            self._below[upper] = sorted(map(number, others))
            for lower in self._below[upper]:
                self._above[lower].append(upper)
        size = len(self._names)
        self._entered = [-1] * size
        self._left = [0] * size
        self._knot = [
            -1
        ] * size  # concepts that stand above each other share it; lower ones have lower numbers
        self._lowest: list[int] = []  # of each knot, the lowest number of all that is below it
        self.knots: list[list[str]] = []
        tops = set(range(size)).difference(*self._below)
        self._walk([*sorted(tops), *range(size)])
        self.knots.sort()

    def _walk(self, starts: Iterable[int]) -> None:
        """Number everything: Tarjan's strongly connected components, with a stack of our own."""
        entered, left, knot, all_below = self._entered, self._left, self._knot, self._below
        earliest = [0] * len(entered)
        open_: list[int] = []
        clock = 0
        for start in starts:
            if entered[start] >= 0:
                continue
            path: list[tuple[int, Iterator[int]]] = [(start, iter(all_below[start]))]
            entered[start] = earliest[start] = clock
            clock += 1
            open_.append(start)
            while path:
                here, rest = path[-1]
                for there in rest:
                    if entered[there] < 0:
                        entered[there] = earliest[there] = clock
                        clock += 1
                        open_.append(there)
                        path.append((there, iter(all_below[there])))
                        break
                    if knot[there] < 0 and entered[there] < earliest[here]:
                        earliest[here] = entered[there]
                else:
                    path.pop()
                    left[here] = clock
                    if path:
                        above = path[-1][0]
                        earliest[above] = min(earliest[above], earliest[here])
                    if earliest[here] == entered[here]:
                        self._close(here, open_)

    def _close(self, first: int, open_: list[int]) -> None:
        """Give the concepts that were opened from the first on, which all stand above each other, their number."""
        mine = len(self._lowest)
        members = []
        while True:
            member = open_.pop()
            self._knot[member] = mine
            members.append(member)
            if member == first:
                break
        lowest = mine
        for member in members:
            for there in self._below[member]:
                other = self._knot[there]
                if other != mine and self._lowest[other] < lowest:
                    lowest = self._lowest[other]
        self._lowest.append(lowest)
        if len(members) > 1:
            self.knots.append(sorted(self._names[member] for member in members))

    def is_above(self, upper: str, lower: str) -> bool:
        """Tell whether one concept is above another, however far; in a cycle each is above itself."""
        start, end = self._number.get(upper), self._number.get(lower)
        if start is None or end is None:
            return False
        if self._knot[start] == self._knot[end]:
            return start != end or self._is_tied(start)
        return self._reaches(start, end)

    def _reaches(self, start: int, end: int) -> bool:
        """Tell whether one concept is above another that is in no cycle with it."""
        knot, entered = self._knot, self._entered
        highest = knot[start]
        first, last, lowest = entered[start], self._left[start], self._lowest[highest]
        if first <= entered[end] < last:
            return True
        if not lowest <= knot[end] < highest:
            return False
        # Walked upwards, since few concepts have many above them, and many have many below.
        seen = {end}
        pending = [end]
        while pending:
            here = pending.pop()
            if first <= entered[here] < last or knot[here] == highest:
                return True
            if lowest <= knot[here] < highest:
                for there in self._above[here]:
                    if there not in seen:
                        seen.add(there)
                        pending.append(there)
        return False

    def skipping(self, names: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield each of some concepts that is above another of them, with one that it is above; no cycle may hold them.

        >>> list(Hierarchy({"animal": ["bird", "owl"], "bird": ["owl"]}).skipping(["animal", "bird"]))
        [('animal', 'bird')]
        """
        # What is below has a lower number, so that each is asked only of those before it.
        ranked = sorted((self._knot[number], number) for number in map(self._number.__getitem__, names))
        for place, (rank, upper) in enumerate(ranked):
            lowest, first, last = self._lowest[rank], self._entered[upper], self._left[upper]
            for other, lower in ranked[:place]:
                in_tree = first <= self._entered[lower] < last
                if in_tree or (lowest <= other and self._reaches(upper, lower)):
                    yield self._names[upper], self._names[lower]
                    break

    def _is_tied(self, node: int) -> bool:
        """Tell whether a concept is in a cycle."""
        return any(self._knot[other] == self._knot[node] for other in self._above[node])
