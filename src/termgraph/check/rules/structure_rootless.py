"""Concepts that no top concept leads to."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.grounds import Grounds
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.skos import Thesaurus

RULE = Rule(
    id="rootless",
    title="A concept without a broader one is no top concept",
    why="Who walks down from the top concepts never comes to it, nor to what is below it.",
    todo="Mark it as a top concept, or give it a broader one.",
    severity=Severity.WARNING,
    sources=("VocPub 2.3.03",),
    fixable=True,
    good="ex:owl skos:broader ex:bird ; skos:inScheme ex: . ex:bird skos:topConceptOf ex: .",
    bad='ex:owl a skos:Concept ; skos:prefLabel "owl"@en ; skos:inScheme ex: . ex: skos:hasTopConcept ex:bird .',
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each such concept of a scheme that has top concepts; of one that has none, another rule tells."""
    grounds = Grounds(thesaurus)
    for concept in thesaurus.current:
        if not thesaurus.broader.get(concept):
            for scheme in thesaurus.schemes_of.get(concept, ()):
                tops = thesaurus.tops.get(scheme)
                if tops and concept not in tops:
                    yield Found(
                        concept,
                        f"has no broader concept and is no top concept of {thesaurus.called(scheme)}",
                        (scheme,),
                        scheme in thesaurus.schemes and grounds.is_root(concept),
                    )
