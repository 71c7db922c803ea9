"""S36: what is in the list of an ordered collection is a member of it."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.facts import Facts
from termgraph.check.finding import Found, Severity
from termgraph.check.rule import Rule
from termgraph.namespaces import RDF, SKOS

RULE = Rule(
    id="member-list",
    title="The list of an ordered collection holds what is not stated as a member",
    why="Each item of skos:memberList is a skos:member; tools that do not read lists show an empty"
    " collection.",
    todo="State skos:member for each item of the list.",
    severity=Severity.WARNING,
    sources=("SKOS S36",),
    fixable=True,
    good="ex:ages skos:memberList ( ex:egg ex:chick ) ; skos:member ex:egg, ex:chick .",
    bad="ex:ages skos:memberList ( ex:egg ex:chick ) ; skos:member ex:egg .",
)


def find(facts: Facts) -> Iterator[Found]:
    """Yield each item of a list that is not a stated member; a list that turns in a circle is read once."""
    lists = list(facts.links(SKOS + "memberList"))
    if not lists:
        return
    first, rest = dict(facts.links(RDF + "first")), dict(facts.links(RDF + "rest"))
    members = facts.stated(SKOS + "member")
    for collection, start in lists:
        seen: set[str] = set()
        cell = start
        while cell not in seen and cell in rest:
            seen.add(cell)
            item = first.get(cell)
            if item is not None and (collection, item) not in members:
                yield Found(
                    collection, f"its list holds {facts.called(item)}, which is no skos:member", (item,)
                )
            cell = rest[cell]
