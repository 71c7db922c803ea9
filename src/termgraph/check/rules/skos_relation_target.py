"""S19, S20: relations are between concepts."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.words import quoted
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus
from termgraph.skos.things import HIERARCHICAL, MAPPINGS

RULE = Rule(
    id="relation-target",
    title="A relation leads to or from what is no concept",
    why="Hierarchy, relations and mappings hold between concepts only; tools drop the statement or show a"
    " broken link.",
    todo="Let it lead to the IRI of the concept that is meant; a concept belongs to a scheme by"
    " skos:inScheme or skos:topConceptOf.",
    severity=Severity.ERROR,
    sources=("SKOS S19", "SKOS S20"),
    good="ex:owl skos:broader ex:bird . ex:bird a skos:Concept .",
    bad='ex:owl skos:broader "bird" ; skos:related ex: . ex: a skos:ConceptScheme .',
    expect=2,
    also=("concept-is-scheme",),
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each relation to a literal, and each to or from what is said to be something else."""
    others = {
        **dict.fromkeys(thesaurus.typed_collections | thesaurus.implied_collections, "a collection"),
        **dict.fromkeys(thesaurus.typed_schemes | thesaurus.implied_schemes, "a concept scheme"),
        **dict.fromkeys(thesaurus.xl_labels, "a name"),
    }
    for name in ("semanticRelation", "related", *HIERARCHICAL, *MAPPINGS):
        for subject, value in thesaurus.pairs(SKOS + name):
            if isinstance(value, Literal):
                yield Found(
                    subject,
                    f"skos:{name} leads to the text {quoted(value.value)}",
                    (SKOS + name, value.value),
                )
            elif value in others:
                said = f"skos:{name} leads to {others[value]}, {thesaurus.called(value)}"
                yield Found(subject, said, (SKOS + name, value))
            elif subject in others:
                yield Found(subject, f"is {others[subject]} and has skos:{name}", (SKOS + name, value))
