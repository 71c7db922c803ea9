"""What is asked of a vocabulary's whole structure, and searched in its names, where it was kept before."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

from measure import Measurement, Target, in_turn, probes_in_turn, timed

if TYPE_CHECKING:
    import rdflib

    from termgraph.api import TermGraph

_PREFIX = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
_PEER = "rdflib's SPARQL"
FIRST_SEARCH, SEARCH = Target(60), Target(1000)


class _Asked(NamedTuple):
    """A question, the forms of whose SPARQL are those that rdflib answers fastest."""

    what: str
    target: Target
    ask: Callable[[TermGraph], set[str]]
    sparql: str


_QUESTIONS = (
    _Asked(
        "names that several concepts share",
        Target(180),
        lambda store: {one.name for one in store.ambiguous()},
        "SELECT ?name { ?c skos:prefLabel|skos:altLabel ?text BIND(LCASE(STR(?text)) AS ?name) "
        "BIND(LANG(?text) AS ?language) } GROUP BY ?name ?language HAVING(COUNT(DISTINCT ?c) > 1)",
    ),
    _Asked(
        "concepts without any other beside, above or below",
        Target(1500),
        lambda store: set(store.orphans()),
        "SELECT ?c { ?c a skos:Concept FILTER NOT EXISTS { ?c skos:broader|skos:narrower|skos:related|"
        "^skos:broader|^skos:narrower|^skos:related ?other } }",
    ),
    _Asked(
        "concepts above themselves",
        Target(80),
        lambda store: {iri for knot in store.cycles() for iri in knot},
        "SELECT DISTINCT ?c { ?c skos:broader+ ?c }",
    ),
    _Asked(
        "concepts related to one above them (S27)",
        Target(60),
        lambda store: {lower for lower, _ in store.related_in_hierarchy()},
        "SELECT DISTINCT ?c { ?c skos:related ?other . ?c skos:broader+ ?other }",
    ),
)


def measured(vocabulary: Path, folder: Path, repeats: int) -> Iterator[Measurement]:
    """Measure each question as it is first asked of what was kept, which is opened already; search with opening it too.

    Args:
        vocabulary: the RDF file.
        folder: for what is kept.
        repeats: of each.
    """
    from rdflib import Graph

    from termgraph.api import load

    graph = Graph().parse(vocabulary)
    with patch.dict(os.environ, {"TERMGRAPH_CACHE": str(folder / "structure")}):
        once = [[_first(vocabulary, one) for _ in range(repeats)] for one in _QUESTIONS]
        load(vocabulary).keep()
        for one in _QUESTIONS:
            theirs = partial(_rdflib, graph, one.sparql)
            if one.ask(load(vocabulary)) != theirs():
                raise AssertionError(f"{one.what}: the answers differ")
            taken = probes_in_turn(partial(_first, vocabulary, one), partial(timed, theirs), repeats)
            yield Measurement(one.what, *taken, _PEER, one.target)
        yield from _searching(vocabulary, graph, repeats)
    for one, seconds in zip(_QUESTIONS, once, strict=True):
        yield Measurement(f"once: {one.what}, found in what was just read", seconds)


def _searching(vocabulary: Path, graph: rdflib.Graph, repeats: int) -> Iterator[Measurement]:
    from questions import questions

    from termgraph.api import load

    store = load(vocabulary)
    search = questions(store)[-1]
    words, queries = search.items, [search.sparql(word) for word in search.items]
    taken = probes_in_turn(
        partial(timed, lambda: load(vocabulary).search(words[0])),
        partial(timed, partial(_rdflib, graph, queries[0])),
        repeats,
    )
    yield Measurement("opening what was kept, and a search", *taken, _PEER, FIRST_SEARCH)
    both = in_turn(
        lambda: [store.search(word) for word in words],
        lambda: [_rdflib(graph, query) for query in queries],
        repeats,
    )
    ours, peer = ([seconds / len(words) for seconds in side] for side in both)
    yield Measurement("a search after that", ours, peer, _PEER, SEARCH)


def _first(vocabulary: Path, one: _Asked) -> float:
    """Return the seconds that a question takes the first time, the vocabulary opened."""
    from termgraph.api import load

    store = load(vocabulary)
    return timed(lambda: one.ask(store))


def _rdflib(graph: rdflib.Graph, query: str) -> set[str]:
    return {str(row[0]) for row in graph.query(_PREFIX + query)}  # type: ignore[index]  # rows, since all SELECT
