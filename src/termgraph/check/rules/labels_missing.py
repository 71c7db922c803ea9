"""A concept or scheme that nobody can name."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.namespaces import DC, DCT, RDFS
from termgraph.skos import Thesaurus

RULE = Rule(
    id="label-missing",
    title="A concept or scheme has no name",
    why="People see an address where they expect a word, and searches never find it.",
    todo="Give it a skos:prefLabel; a scheme may have a dct:title instead.",
    severity=Severity.ERROR,
    sources=("qSKOS ml",),
    aliases=("ml", "missing-labels"),
    good='ex:owl a skos:Concept ; skosxl:prefLabel ex:o . ex:o skosxl:literalForm "owl"@en . ex: a'
    " skos:ConceptScheme ;"
    ' dct:title "Birds"@en .',
    bad='ex:owl a skos:Concept ; skos:altLabel "owl"@en . ex: a skos:ConceptScheme .',
    expect=2,
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each concept without a preferred name, plain or as a resource, and each scheme without any name.

    What is deprecated may keep its old name in any way, and if it has none, another rule tells.
    """
    labelled = {subject for subject, _ in thesaurus.texts(RDFS + "label")}
    for concept in thesaurus.current:
        names = thesaurus.names.get(concept)
        if not names or names[0][0] != "prefLabel":  # preferred ones come first
            only = "only an rdfs:label" if concept in labelled else "only other names" if names else ""
            yield Found(concept, f"has no preferred name, {only}" if only else "has no preferred name")
    titled = labelled.union(
        *({s for s, _ in thesaurus.pairs(title)} for title in (DCT + "title", DC + "title"))
    )
    for scheme in thesaurus.schemes:
        if scheme not in titled and scheme not in thesaurus.names:
            yield Found(scheme, "is a scheme without a title")
