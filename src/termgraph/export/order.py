"""One order for triples, so that the same graph is always the same bytes and a diff shows what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from termgraph.namespaces import DCT, OWL, RDF, RDFS, SKOS, SKOSXL, TG
from termgraph.relations import RELATIONS
from termgraph.store.blank import renamed

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
    TG + "misleadingName",
    TG + "clearName",
    TG + "suggests",
    DCT + "source",
    OWL + "deprecated",
)
#: Marks a blank node in a key; no IRI can hold it, and reading leaves it in no literal.
_BLANK = "\x01"

_RANK: Mapping[str, int] = {predicate: rank for rank, predicate in enumerate(_FIRST)}


def in_order(triples: Iterable[Triple]) -> list[Triple]:
    """Return triples by subject, predicate and object; blank nodes are named by RDFC-1.0 first.

    A resource is followed by what its IRI is the beginning of: a concept by its names.

    >>> a, b, p = NamedNode("http://e/a"), NamedNode("http://e/a#x"), NamedNode("http://e/p")
    >>> [str(t.subject) for t in in_order([Triple(b, p, a), Triple(a, p, b)])]
    ['<http://e/a>', '<http://e/a#x>']
    """
    ordered = list(triples)
    keys = [_key(triple) for triple in ordered]
    blank = [position for position, key in enumerate(keys) if _BLANK in key]
    for position, triple in zip(blank, renamed([ordered[position] for position in blank]), strict=True):
        ordered[position], keys[position] = triple, _key(triple)
    return [ordered[position] for position in sorted(range(len(keys)), key=keys.__getitem__)]


def _key(triple: Triple) -> str:
    """Return what a triple is sorted by: one string, since tuples would keep the garbage collector busy."""
    subject, value = triple.subject, triple.object
    if isinstance(value, NamedNode):
        last = f"0{value.value}"
    elif isinstance(value, Literal):
        language = value.language
        last = f"1{language}\0{value.value}" if language else f"1\0{value.value}\0{value.datatype.value}"
    else:
        last = f"2{_value(value)}"
    first = f"0{subject.value}" if isinstance(subject, NamedNode) else f"2{_value(subject)}"
    return f"{first}\0{_rank(triple.predicate.value)}\0{last}"


@lru_cache(maxsize=1024)
def _rank(predicate: str) -> str:
    return f"{_RANK.get(predicate, len(_FIRST)):02}{predicate}"


def _value(node: BlankNode | Triple) -> str:
    return f"{_BLANK}{node.value}" if isinstance(node, BlankNode) else str(node)
