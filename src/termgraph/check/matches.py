"""What is joined: which concepts exact matches join, in any direction and number of steps, of whatever vocabulary."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping

from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus


class Joined:
    """Things of which some are joined, each to some others, in any number of steps.

    >>> owls = Joined()
    >>> owls.join("owl", "hooter")
    >>> owls.join("strix", "hooter")
    >>> [*owls], "bat" in owls, owls.leader("owl") == owls.leader("strix")
    (['owl', 'hooter', 'strix'], False, True)
    """

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self._above = array("q")
        self._names: list[str] = []

    def join(self, one: str, other: str) -> None:
        """Join two things, which need not be here before."""
        first, second = self._top(self._numbered(one)), self._top(self._numbered(other))
        self._above[max(first, second)] = min(first, second)

    def leader(self, one: str) -> str:
        """Return that of all that are joined to a thing by which they are known."""
        return self._names[self._top(self._number[one])]

    def __contains__(self, one: object) -> bool:
        return one in self._number

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def _numbered(self, one: str) -> int:
        number = self._number.setdefault(one, len(self._names))
        if number == len(self._names):
            self._names.append(one)
            self._above.append(number)
        return number

    def _top(self, number: int) -> int:
        above = self._above
        while (upper := above[number]) != number:
            above[number] = above[upper]
            number = upper
        return number


def exact_groups(thesaurus: Thesaurus) -> Mapping[str, str]:
    """Return, for each concept with an exact match, the first by IRI of all that are joined to it.

    >>> owls = "<e:owl> skos:exactMatch <f:owl> . <g:owl> skos:exactMatch <f:owl> ; skos:closeMatch <h:owl> ."
    >>> exact_groups(Thesaurus.from_text(owls))
    {'e:owl': 'e:owl', 'f:owl': 'e:owl', 'g:owl': 'e:owl'}
    """
    joined = Joined()
    for one, other in thesaurus.links(SKOS + "exactMatch"):
        joined.join(one, other)
    first: dict[str, str] = {}
    return {node: first.setdefault(joined.leader(node), node) for node in sorted(joined)}


def exact_clusters(thesaurus: Thesaurus) -> list[list[str]]:
    """Return the concepts that exact matches join, each group sorted."""
    found: dict[str, list[str]] = defaultdict(list)
    for node, leader in exact_groups(thesaurus).items():
        found[leader].append(node)
    return list(found.values())
