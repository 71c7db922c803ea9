"""Relations to retired concepts."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus

RULE = Rule(
    id="deprecated-used",
    title="A concept has a relation to a deprecated one",
    why="Readers are led to what is no longer to be used.",
    todo="Let the relation lead to what replaces it.",
    severity=Severity.WARNING,
    sources=("termgraph",),
    good="ex:a owl:deprecated true ; dct:isReplacedBy ex:b . ex:c skos:broader ex:b .",
    bad="ex:a a skos:Concept ; owl:deprecated true . ex:c skos:broader ex:a .",
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each relation from a current concept to a deprecated one."""
    for target in thesaurus.deprecated:
        for others, said in ((thesaurus.narrower[target], "broader"), (thesaurus.related[target], "related")):
            for concept in others:
                if concept not in thesaurus.deprecated:
                    told = f"has the deprecated {thesaurus.called(target)} as skos:{said}"
                    yield Found(concept, told, (SKOS + said, target))
