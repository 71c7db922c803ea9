"""Which field of the model is which predicate: the one table that building and reading back share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from termgraph.model import SOURCE_TYPES, Link
from termgraph.names import without_marks
from termgraph.namespaces import BIBO, DC, PREFIXES, SKOS, SKOSXL, TG, ontology_dir, short_hash, slug


@cache
def iri(curie: str) -> NamedNode:
    """Return the IRI of a prefixed name with one of the usual prefixes.

    >>> iri("skos:broader").value
    'http://www.w3.org/2004/02/skos/core#broader'
    """
    prefix, _, name = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + name)


@cache
def own_labels() -> Mapping[str, tuple[Literal, ...]]:
    """Return what the ontology calls each of its own terms, for readers of a graph who do not have it.

    >>> [label.value for label in own_labels()["https://w3id.org/termgraph/ns#partOf"]]
    ['is part of']
    """
    found: dict[str, tuple[Literal, ...]] = {}
    for quad in parse(path=ontology_dir() / "termgraph.ttl", format=RdfFormat.TURTLE):
        subject, label = quad.subject, quad.object
        is_ours = isinstance(subject, NamedNode) and subject.value.startswith(TG)
        if is_ours and quad.predicate == iri("rdfs:label") and isinstance(label, Literal):
            found[subject.value] = (*found.get(subject.value, ()), label)
    return found


#: Notes: attribute -> predicate.
NOTES: Mapping[str, str] = {
    "scope_note": SKOS + "scopeNote",
    "example": SKOS + "example",
    "editorial_note": SKOS + "editorialNote",
    "history_note": SKOS + "historyNote",
    "change_note": SKOS + "changeNote",
}

#: Who says that an entry is what its status says: status -> predicate.
BY: Mapping[str, NamedNode] = {"reviewed": iri("tg:reviewedBy"), "approved": iri("tg:approvedBy")}

#: Names: kind -> (SKOS predicate, SKOS-XL predicate).
LABELS: Mapping[str, tuple[str, str]] = {
    "prefLabel": (SKOS + "prefLabel", SKOSXL + "prefLabel"),
    "altLabel": (SKOS + "altLabel", SKOSXL + "altLabel"),
    "hiddenLabel": (SKOS + "hiddenLabel", SKOSXL + "hiddenLabel"),
}

#: The property that leads to a name which is proposed and which nobody uses; there is no plain one beside it.
PROPOSED = TG + "proposedName"

#: What stands before the reasons in the scope note that tells plain SKOS readers of a misnomer.
MISNOMER_NOTE = "A misnomer: "


def misnomer_note(why: str, term: str | None = None) -> str:
    """Return how the scope note begins that tells plain SKOS readers of a misleading name.

    >>> misnomer_note("No max.", "softmax")
    'A misnomer: “softmax”: No max.'
    """
    return MISNOMER_NOTE + (f"“{term}”: {why}" if term else why)


#: Works: field -> predicate of its text.
SOURCE_DETAILS: Mapping[str, str] = {
    "container": DC + "relation",
    "volume": BIBO + "volume",
    "number": BIBO + "number",
    "pages": BIBO + "pages",
    "edition": BIBO + "edition",
    "publisher": DC + "publisher",
    "doi": BIBO + "doi",
    "note": SKOS + "note",
}

#: Class of the Bibliographic Ontology -> the first type of source that is written as it.
BIBO_TYPES: Mapping[str, str] = {BIBO + name: type_ for type_, name in reversed(list(SOURCE_TYPES.items()))}


def mapping_fragment(link: Link) -> str:
    """Return the fragment of the IRI of what is said of a link, within its concept.

    >>> mapping_fragment(Link("owl", "exactMatch", "https://e.org/owl"))
    'mapping.c9dc692c'
    """
    return f"mapping.{short_hash(' '.join((link.kind, link.object, link.get('predicate_modifier'))))}"


def label_fragment(text: str, lang: str) -> str:
    """Return the fragment of the IRI of a name within its concept, which others may know: without marks.

    >>> label_fragment("softmax function", "en")
    'en.softmax-function'
    """
    return f"{lang or 'und'}.{slug(without_marks(text))}"
