"""What became of the concepts of an earlier version: which are new, gone, or something else now."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from termgraph.diff.changes import Change
from termgraph.skos import Thesaurus

_GONE = "its address leads nowhere now, and nothing says what replaces it"
_GUESSED = (
    "its address leads nowhere now; another concept bears its name, and does not say that it replaces it"
)


class Fates:
    """What became of concepts, schemes and collections.

    Args:
        old: the earlier version.
        new: the later one.

    >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl"@en .')
    >>> more = Thesaurus.from_text('<e:strix> a skos:Concept ; skos:prefLabel "owl"@en ; dct:replaces <e:owl> .')
    >>> fates = Fates(birds, more)
    >>> [(change.kind, change.new) for change in fates.changes()], fates.leads
    ([('renamed', ('e:strix',))], {'e:owl': 'e:strix'})
    """

    def __init__(self, old: Thesaurus, new: Thesaurus) -> None:
        self.old, self.new = old, new
        self.gone = old.concepts - new.concepts
        self.came = new.concepts - old.concepts
        self.groups = {
            "scheme": (old.schemes - new.schemes, new.schemes - old.schemes),
            "collection": (old.collections - new.collections, new.collections - old.collections),
        }
        kept = old.concepts & new.concepts
        self.deprecated = (new.deprecated - old.deprecated) & kept
        self.restored = (old.deprecated - new.deprecated) & kept

    @cached_property
    def leads(self) -> Mapping[str, str]:
        """The new IRI of each concept that has another one now."""
        return {node: to[0] for node, (kind, to, _) in self._ends.items() if kind == "renamed"}

    @cached_property
    def added(self) -> set[str]:
        """All that is new, but for what has another IRI now."""
        fresh = set(self.came).union(*(came for _, came in self.groups.values()))
        return fresh - set(self.leads.values())

    @cached_property
    def removed(self) -> set[str]:
        """All that is gone, but for what has another IRI now."""
        return set(self.gone).union(*(gone for gone, _ in self.groups.values())) - self.leads.keys()

    @cached_property
    def _ends(self) -> Mapping[str, tuple[str, tuple[str, ...], str]]:
        """What became of each concept that is gone or deprecated: the kind of change, what it is now, who says so."""
        led = {node: tuple(self.new.replacements.get(node, ())) for node in self.gone | self.deprecated}
        heirs = Counter(to[0] for to in led.values() if len(to) == 1)
        found = {}
        for node, stated in sorted(led.items()):
            named = self._namesake(node, heirs) if not stated and node in self.gone else None
            to = (named,) if named else stated
            found[node] = self._kind(node, to, heirs), to, "by name" if named else "stated"
        return found

    def _kind(self, node: str, to: tuple[str, ...], heirs: Counter[str]) -> str:
        if not to or not set(to) <= self.new.concepts:
            return "removed" if node in self.gone else "deprecated"
        if len(to) > 1:
            return "split"
        return "renamed" if to[0] in self.came and heirs[to[0]] < 2 else "merged"

    def _namesake(self, node: str, heirs: Counter[str]) -> str | None:
        """Return the one new concept that has the same preferred names as one that is gone, and no other."""
        named = frozenset(self.old.preferred(node).items())
        mine, theirs = self._by_name[0].get(named, []), self._by_name[1].get(named, [])
        return theirs[0] if len(mine) == len(theirs) == 1 and not heirs[theirs[0]] else None

    @cached_property
    def _by_name(self) -> tuple[Mapping[frozenset[tuple[str, str]], list[str]], ...]:
        found = []
        for thesaurus, nodes in ((self.old, self.gone), (self.new, self.came)):
            by_name: dict[frozenset[tuple[str, str]], list[str]] = defaultdict(list)
            for node in sorted(nodes):
                if named := frozenset(thesaurus.preferred(node).items()):
                    by_name[named].append(node)
            found.append(by_name)
        return tuple(found)

    def changes(self) -> Iterator[Change]:
        """Yield what became of each."""
        for node in self.came - set(self.leads.values()):
            yield Change("added", node, "concept", new=tuple(self.new.broader[node]))
        for what, (gone, came) in self.groups.items():
            for node in came:
                yield Change("added", node, what)
            for node in gone:
                to = tuple(self.new.replacements.get(node, ()))
                yield Change("removed", node, what, new=to, breaking="" if to else _GONE)
        for node, (kind, to, whose) in self._ends.items():
            breaking = ""
            if node in self.gone:
                breaking = _GONE if not to else _GUESSED if whose == "by name" else ""
            says = {"removed": "concept", "renamed": whose}.get(kind, "")
            yield Change(kind, node, says, new=to, breaking=breaking)
        for node in self.restored:
            yield Change("restored", node)
