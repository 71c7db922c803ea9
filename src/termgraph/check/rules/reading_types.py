"""One address, two kinds of things."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.namespaces import DCT, FOAF, TG
from termgraph.skos import Thesaurus

RULE = Rule(
    id="type-clash",
    title="A concept or scheme is also a person, a document or a misnomer record",
    why="What is said of the one is then said of the other: a concept that is a person has a birthday and a"
    " definition.",
    todo="Give each its own address; foaf:focus leads from a concept to the thing that it is about.",
    severity=Severity.ERROR,
    sources=("FOAF foaf:focus", "termgraph ontology"),
    good="ex:owl a skos:Concept, owl:Class . ex:eats a skos:Concept, rdf:Property .",
    bad="ex:me a skos:Concept, foaf:Person . ex:d a skos:Concept, foaf:Document .",
    expect=2,
)
_OTHERS = {
    FOAF + "Agent": "an agent",
    FOAF + "Person": "a person",
    FOAF + "Organization": "an organization",
    FOAF + "Document": "a document",
    "https://schema.org/Person": "a person",
    "http://schema.org/Person": "a person",
    "https://schema.org/Organization": "an organization",
    "http://schema.org/Organization": "an organization",
    DCT + "BibliographicResource": "a source",
    TG + "Misnomer": "a misnomer record",
}


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each clash; a concept may well be a class or a property, and a scheme an ontology or a data set."""
    for node in thesaurus.typed_concepts | thesaurus.typed_schemes:
        for class_ in thesaurus.types[node]:
            if class_ in _OTHERS:
                what = "a concept" if node in thesaurus.typed_concepts else "a concept scheme"
                yield Found(node, f"is {what} and {_OTHERS[class_]}", (class_,))
