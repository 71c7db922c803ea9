"""The editor of the query page: its script, which `make` builds, and what it completes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termgraph.errors import TermgraphError
from termgraph.names import printable
from termgraph.namespaces import RDF
from termgraph.store import lexer
from termgraph.store.syntax import KEYWORDS

if TYPE_CHECKING:
    from termgraph.api import TermGraph

#: Built by `tools/editor`; a page without it has a plain field.
SCRIPT = Path(__file__).parent / "templates" / "query.js"
_MOST = 20


def known(graph: TermGraph) -> Mapping[str, Any]:
    """Return what can be completed without asking: keywords, prefixes, and what the vocabulary is described with.

    >>> from termgraph.api import TermGraph
    >>> known(TermGraph.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl"@en .'))["terms"]
    ['rdf:type', 'skos:Concept', 'skos:prefLabel']
    """
    return {
        "keywords": [*KEYWORDS],
        "prefixes": dict(sorted(graph.all_prefixes.items())),
        "terms": sorted({*_spelt(graph, graph.record.columns), *_spelt(graph, _classes(graph))}),
    }


def completions(graph: TermGraph, text: str) -> list[Mapping[str, str]]:
    """Return the concepts and collections that a text may name, each by its name and as SPARQL spells it.

    >>> from termgraph.api import TermGraph
    >>> completions(TermGraph.from_text('<http://e.org/owl> a skos:Concept ; skos:prefLabel "owl"@en .'), "ow")
    [{'name': 'owl', 'term': '<http://e.org/owl>'}]
    """
    return [
        {"name": printable(hit.name), "term": term}
        for hit in graph.suggest(text, _MOST)
        for term in _spelt(graph, [hit.iri])
    ]


def _classes(graph: TermGraph) -> set[str]:
    return {
        value for _, values in graph.record.said(RDF + "type") for value in values if isinstance(value, str)
    }


def _spelt(graph: TermGraph, iris: Iterable[str]) -> Iterator[str]:
    """Yield IRIs as SPARQL spells them: by a prefix where there is one that fits, and none that it cannot spell."""
    for iri in iris:
        fitting = (text for text in (graph.curie(iri), f"<{iri}>") if _is_term(text))
        yield from list(fitting)[:1]


def _is_term(text: str) -> bool:
    try:
        kinds = [token.kind for token in lexer.tokens(text)]
    except TermgraphError:
        return False
    return kinds in (["pname"], ["iri"])
