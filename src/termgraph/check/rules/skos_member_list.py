"""S36: what is in the list of an ordered collection is a member of it."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.namespaces import RDF, SKOS
from termgraph.skos import Thesaurus

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


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each item of a list that is not a stated member; a list that turns in a circle is read once."""
    lists = list(thesaurus.links(SKOS + "memberList"))
    if not lists:
        return
    first, rest = dict(thesaurus.links(RDF + "first")), dict(thesaurus.links(RDF + "rest"))
    members = thesaurus.stated(SKOS + "member")
    for collection, start in lists:
        seen: set[str] = set()
        cell = start
        while cell not in seen and cell in rest:
            seen.add(cell)
            item = first.get(cell)
            if item is not None and (collection, item) not in members:
                yield Found(
                    collection, f"its list holds {thesaurus.called(item)}, which is no skos:member", (item,)
                )
            cell = rest[cell]
