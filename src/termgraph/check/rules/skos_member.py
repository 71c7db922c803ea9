"""The members of collections are concepts and collections."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.words import quoted
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus

RULE = Rule(
    id="collection-member",
    title="A member of a collection is no concept and no collection",
    why="Nothing else can be shown in a group of concepts.",
    todo="Let skos:member lead to the IRI of the concept that is meant, and type it.",
    severity=Severity.ERROR,
    sources=("SKOS S32",),
    good="ex:birds a skos:Collection ; skos:member ex:owl, ex:fowls . ex:owl a skos:Concept . ex:fowls a"
    " skos:Collection .",
    bad='ex:birds a skos:Collection ; skos:member "owl", ex: . ex: a skos:ConceptScheme .',
    expect=2,
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each member that is a text, or of which something else is said than that it is one of these."""
    fine = thesaurus.concepts | thesaurus.collections | thesaurus.implied_concepts
    for subject, value in thesaurus.pairs(SKOS + "member"):
        if not isinstance(value, str):
            yield Found(subject, f"has the text {quoted(value.value)} as a member", (value.value,))
        elif value in thesaurus.subjects and value not in fine:
            said = f"has {thesaurus.called(value)} as a member, which is neither a concept nor a collection"
            yield Found(subject, said, (value,))
