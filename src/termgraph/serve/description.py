"""What the SPARQL endpoint is, as the SPARQL 1.1 Service Description has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pyoxigraph as ox

from termgraph.namespaces import RDF, XSD

if TYPE_CHECKING:
    from termgraph.skos import Thesaurus

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"
_WRITTEN = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "JSON-LD", "N-Triples", "RDF_XML"),
)
PREFIXES = {"sd": _SD, "void": _VOID, "format": _FORMATS}


def description(thesaurus: Thesaurus, endpoint: str) -> Iterator[ox.Triple]:
    """Yield what there is to say of the endpoint for a vocabulary.

    Args:
        thesaurus: the vocabulary.
        endpoint: the address of the endpoint.

    Raises:
        ValueError: where the address is no IRI.

    >>> from termgraph.skos import Thesaurus
    >>> said = description(Thesaurus.from_text(""), "http://example.org/sparql")
    >>> [triple.object.value for triple in said if triple.predicate.value.endswith("#endpoint")]
    ['http://example.org/sparql']
    """
    address = ox.NamedNode(endpoint)
    service, dataset, default = (ox.BlankNode(name) for name in ("service", "dataset", "default"))
    yield from _typed(service, "Service")
    yield ox.Triple(service, _sd("endpoint"), address)
    yield ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield ox.Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for name in _WRITTEN:
        yield ox.Triple(service, _sd("resultFormat"), ox.NamedNode(_FORMATS + name))
    yield ox.Triple(service, _sd("defaultDataset"), dataset)
    yield from _typed(dataset, "Dataset")
    yield ox.Triple(dataset, _sd("defaultGraph"), default)
    yield from _graph(default, len(thesaurus.record))
    for number, name in enumerate(thesaurus.record.named):
        if name.startswith("_:"):
            continue
        entry, graph = ox.BlankNode(f"named{number}"), ox.BlankNode(f"graph{number}")
        yield ox.Triple(dataset, _sd("namedGraph"), entry)
        yield from _typed(entry, "NamedGraph")
        yield ox.Triple(entry, _sd("name"), ox.NamedNode(name))
        yield ox.Triple(entry, _sd("graph"), graph)
        yield from _graph(graph, len(thesaurus.record.graph(name)))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)


def _typed(node: ox.BlankNode, name: str) -> Iterator[ox.Triple]:
    yield ox.Triple(node, ox.NamedNode(RDF + "type"), _sd(name))


def _graph(node: ox.BlankNode, count: int) -> Iterator[ox.Triple]:
    yield from _typed(node, "Graph")
    size = ox.Literal(str(count), datatype=ox.NamedNode(XSD + "integer"))
    yield ox.Triple(node, ox.NamedNode(_VOID + "triples"), size)
