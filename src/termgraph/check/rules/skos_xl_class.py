"""S48: a name is no concept, scheme or collection."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.namespaces import RDF, SKOSXL
from termgraph.skos import Thesaurus
from termgraph.skos.naming import KINDS

RULE = Rule(
    id="xl-class",
    title="A name that is a resource is also a concept, scheme or collection",
    why="SKOS-XL keeps names apart from what they name: what is said of the one would be said of the other.",
    todo="Give the name an address of its own.",
    severity=Severity.ERROR,
    sources=("SKOS S48",),
    good='ex:owl a skos:Concept ; skosxl:prefLabel ex:l . ex:l skosxl:literalForm "owl"@en .',
    bad='ex:owl a skos:Concept ; skosxl:prefLabel ex:owl . ex:owl skosxl:literalForm "owl"@en .',
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each name that is something else too."""
    typed = {node for node, class_ in thesaurus.links(RDF + "type") if class_ == SKOSXL + "Label"}
    labels = typed.union(
        thesaurus.xl_labels, (label for kind in KINDS for _, label in thesaurus.links(SKOSXL + kind))
    )
    for others, what in (
        (thesaurus.typed_concepts, "concept"),
        (thesaurus.typed_schemes, "concept scheme"),
        (thesaurus.typed_collections, "collection"),
    ):
        for node in labels & others:
            yield Found(node, f"is a name and a {what}", (what,))
