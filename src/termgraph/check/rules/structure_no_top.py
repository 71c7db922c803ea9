"""Schemes without a way in."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.grounds import Grounds
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.skos import Thesaurus

RULE = Rule(
    id="no-top",
    title="A scheme has no top concepts",
    why="Readers begin at the top: without one they see an empty tree.",
    todo="Mark the concepts without a broader one: skos:hasTopConcept and skos:topConceptOf.",
    severity=Severity.WARNING,
    sources=("qSKOS otc", "VocPub 2.1.09"),
    aliases=("otc", "omitted-top-concepts"),
    fixable=True,
    good="ex:bird skos:topConceptOf ex: ; skos:inScheme ex: . ex: a skos:ConceptScheme .",
    bad='ex:bird skos:inScheme ex: ; skos:narrower ex:owl ; skos:prefLabel "bird"@en .'
    " ex: a skos:ConceptScheme .",
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each scheme that holds concepts, or is the only one, and has no top concept."""
    grounds = Grounds(thesaurus)
    full = {scheme for concept in thesaurus.current for scheme in thesaurus.schemes_of.get(concept, ())}
    for scheme in thesaurus.schemes:
        if not thesaurus.tops.get(scheme) and (scheme in full or len(thesaurus.schemes) == 1):
            yield Found(scheme, "has no top concept", (), bool(grounds.tops(scheme)))
