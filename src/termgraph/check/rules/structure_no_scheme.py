"""Concepts that belong nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.grounds import Grounds
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.skos import Thesaurus

RULE = Rule(
    id="no-scheme",
    title="A concept is in no concept scheme",
    why="Tools open a vocabulary by its scheme and list what is in it: the concept is not.",
    todo="State skos:inScheme; where there is no skos:ConceptScheme yet, make one.",
    severity=Severity.WARNING,
    sources=("Skosify", "SKOS Reference 4.6.3"),
    fixable=True,
    good="ex:owl a skos:Concept ; skos:inScheme ex: . ex: a skos:ConceptScheme .",
    bad='ex:owl a skos:Concept ; skos:prefLabel "owl"@en . ex:bat a skos:Concept ; skos:inScheme ex: .'
    " ex: a skos:ConceptScheme .",
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each concept in no scheme; where there is no scheme at all, only that."""
    grounds = Grounds(thesaurus)
    if not thesaurus.schemes and not thesaurus.schemes_of:
        if thesaurus.concepts:
            said = f"there is no concept scheme, and {len(thesaurus.concepts):,} concepts are in none"
            clear = grounds.new_scheme is not None and any(map(grounds.is_member, thesaurus.concepts))
            yield Found(None, said, (), clear)
        return
    for concept in thesaurus.concepts:
        if concept not in thesaurus.schemes_of:
            clear = grounds.scheme is not None and grounds.is_member(concept)
            yield Found(concept, "is in no concept scheme", (), clear)
