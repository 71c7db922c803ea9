"""Collections without members."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus

RULE = Rule(
    id="collection-empty",
    title="A collection has no members",
    why="It groups nothing.",
    todo="Add skos:member for each concept of the group, or remove the collection.",
    severity=Severity.WARNING,
    sources=("VocPub 2.2.04",),
    good="ex:birds a skos:Collection ; skos:member ex:owl .",
    bad="ex:birds a skos:Collection .",
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each collection without a member."""
    full = {subject for name in ("member", "memberList") for subject, _ in thesaurus.pairs(SKOS + name)}
    for collection in thesaurus.collections - full:
        yield Found(collection, "is a collection without members")
