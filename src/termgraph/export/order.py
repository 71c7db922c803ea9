"""The order of predicates, and of triples: the same graph is always the same bytes and a diff shows what changed."""

from __future__ import annotations

from termgraph.namespaces import DCT, OWL, RDF, RDFS, SKOS, SKOSXL, TG
from termgraph.relations import RELATIONS

#: Predicates in the order in which people read them; all others follow by IRI.
_FIRST = (
    RDF + "type",
    DCT + "title",
    SKOS + "prefLabel",
    SKOS + "altLabel",
    SKOS + "hiddenLabel",
    SKOSXL + "literalForm",
    RDFS + "label",
    SKOS + "notation",
    SKOS + "definition",
    TG + "definitionMarkdown",
    RDF + "value",
    SKOS + "scopeNote",
    SKOS + "example",
    *(iri for row in RELATIONS.values() if row.look for iri in (row.iri, row.inverse) if iri),
    TG + "proposedName",
    TG + "misleadingName",
    TG + "clearName",
    TG + "suggests",
    DCT + "source",
    OWL + "deprecated",
)
_RANK = {predicate: f"{rank:02}" for rank, predicate in enumerate(_FIRST)}


def rank(predicate: str) -> str:
    """Return what a predicate is sorted by.

    >>> sorted(["e:a", SKOS + "definition", SKOS + "prefLabel"], key=rank)[1:]
    ['http://www.w3.org/2004/02/skos/core#definition', 'e:a']
    """
    return _RANK.get(predicate, "99") + predicate


def place(term: str) -> str:
    """Return what a term is sorted by: IRIs, then literals by language, then blank nodes, then triples.

    A resource is followed by what its IRI is the beginning of: a concept by its names.

    >>> sorted(["_:c14n10", "_:c14n9", '"a"@en', '"b"', "e:a#x", "e:a"], key=place)
    ['e:a', 'e:a#x', '"b"', '"a"@en', '_:c14n9', '_:c14n10']
    """
    kind = term[:1]
    if kind == '"':
        quoted, _, language = term.rpartition('"@') if term[-1] not in '">' else (term, "", "")
        return f"={language}\0{quoted}"  # behind "<"
    if kind == "_":
        return f"_{len(term):03}{term}"
    return f"~{term}" if kind == "<" else f"<{term}"
