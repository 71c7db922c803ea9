"""Groups of concepts that nothing joins."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.skos import Thesaurus

RULE = Rule(
    id="clusters",
    title="The concepts fall into groups that no relation joins",
    why="Nobody comes from one group to another by following relations.",
    todo="Relate the groups, or give them a common top concept; several trees of one thesaurus may well be"
    " meant.",
    severity=Severity.INFO,
    sources=("qSKOS dcc",),
    aliases=("dcc", "disconnected-concept-clusters"),
    good="ex:owl skos:broader ex:bird . ex:hawk skos:broader ex:bird .",
    bad="ex:owl skos:broader ex:bird . ex:oak skos:broader ex:tree .",
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield one finding for the vocabulary, with a concept of each group but the largest.

    Orphans are another rule's.
    """
    seen: set[str] = set()
    groups: list[tuple[int, str]] = []
    adjacent = (thesaurus.broader, thesaurus.narrower, thesaurus.related)
    for start in thesaurus.current:
        if start in seen:
            continue
        seen.add(start)
        group = [start]
        for node in group:  # grows while it is walked
            for neighbours in adjacent:
                for other in neighbours.get(node, ()):
                    if other not in seen:
                        seen.add(other)
                        group.append(other)
        if len(group) > 1:
            groups.append((-len(group), start))
    if len(groups) > 1:
        groups.sort()
        sizes = ", ".join(f"{-size:,}" for size, _ in groups[:5]) + (", …" if len(groups) > 5 else "")
        said = f"the concepts fall into {len(groups):,} groups that no relation joins, of {sizes} concepts"
        yield Found(None, said, tuple(start for _, start in groups[1:]))
