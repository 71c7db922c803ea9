"""S46: what matches exactly matches in no other way."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus

RULE = Rule(
    id="match-clash",
    title="Two concepts match exactly and are also a broader, narrower or related match",
    why="If both mean the same, neither is above or beside the other; a search that follows the links goes"
    " astray.",
    todo="Keep the one mapping that is right.",
    severity=Severity.ERROR,
    sources=("SKOS S46",),
    aliases=("mc", "mapping-clashes"),
    integrity=True,
    good="ex:owl skos:exactMatch <http://b/owl> ; skos:broadMatch <http://b/bird> ; skos:closeMatch"
    " <http://b/owl> .",
    bad="ex:owl skos:exactMatch <http://b/owl> . <http://c/owl> skos:exactMatch <http://b/owl> ;"
    " skos:broadMatch ex:owl .",
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each other match between concepts that exact matches join, in any direction and number of steps."""
    group: dict[str, str] = {}

    def leader(node: str) -> str:
        while (above := group.setdefault(node, node)) != node:
            group[node] = node = group[above]
        return node

    for one, other in thesaurus.links(SKOS + "exactMatch"):
        first, second = sorted((leader(one), leader(other)))
        group[second] = first
    for name in ("broadMatch", "narrowMatch", "relatedMatch"):
        for one, other in thesaurus.links(SKOS + name) if group else ():
            if one in group and other in group and leader(one) == leader(other):
                yield Found(
                    one,
                    f"matches {thesaurus.called(other)} exactly and is skos:{name} of it",
                    (other, SKOS + name),
                )
