"""One order for triples, so that the same graph is always the same bytes and a diff shows what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, Triple

from termgraph.namespaces import DCT, OWL, RDF, RDFS, SKOS, SKOSXL, TG

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
    SKOS + "scopeNote",
    SKOS + "example",
    SKOS + "broader",
    SKOS + "narrower",
    SKOS + "related",
    TG + "partOf",
    TG + "contrastsWith",
    TG + "confusedWith",
    TG + "synonymOf",
    TG + "misnomerOf",
    TG + "misleadingName",
    TG + "clearName",
    TG + "suggests",
    DCT + "source",
    OWL + "deprecated",
)
_RANK: Mapping[str, int] = {predicate: rank for rank, predicate in enumerate(_FIRST)}


def in_order(triples: Iterable[Triple]) -> list[Triple]:
    """Return triples by subject, predicate and object; blank nodes are named by RDFC-1.0 first.

    A resource is followed by what its IRI is the beginning of: a concept by its names.

    >>> a, b, p = NamedNode("http://e/a"), NamedNode("http://e/a#x"), NamedNode("http://e/p")
    >>> [str(t.subject) for t in in_order([Triple(b, p, a), Triple(a, p, b)])]
    ['<http://e/a>', '<http://e/a#x>']
    """
    ranks: dict[str, tuple[int, str]] = {}
    keyed = []
    for triple in _with_stable_blank_nodes(list(triples)):
        subject, predicate, value = triple.subject, triple.predicate.value, triple.object
        rank = ranks.get(predicate)
        if rank is None:
            rank = ranks[predicate] = (_RANK.get(predicate, len(_FIRST)), predicate)
        if isinstance(value, Literal):
            key = (1, value.language or "", value.value, value.datatype.value)
        else:
            key = (isinstance(value, BlankNode), "", _value(value), "")
        keyed.append((isinstance(subject, BlankNode), _value(subject), rank, key, triple))
    keyed.sort(key=lambda item: item[:4])
    return [item[4] for item in keyed]


def _value(node: NamedNode | BlankNode | Triple | Literal) -> str:
    return str(node) if isinstance(node, Triple) else node.value


def _with_stable_blank_nodes(triples: list[Triple]) -> list[Triple]:
    """Name blank nodes after what is said of them (RDF Dataset Canonicalization), since parsers name them at random."""
    blank = [t for t in triples if isinstance(t.subject, BlankNode) or isinstance(t.object, BlankNode)]
    if not blank:
        return triples
    dataset = Dataset(Quad(t.subject, t.predicate, t.object) for t in blank)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    others = (t for t in triples if not (isinstance(t.subject, BlankNode) or isinstance(t.object, BlankNode)))
    return [*others, *(quad.triple for quad in dataset)]
