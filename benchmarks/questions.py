"""The questions that are asked of termgraph and of rdflib: the same ones, and their answers are compared first."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import rdflib
from rdflib.namespace import SKOS
from rdflib.plugins.sparql import prepareQuery

from termgraph.api import TermGraph

_PREFIX = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
_WORD = re.compile(r"[^\W\d_]{5,12}")
_SAMPLE = 100  # concepts that are asked about: more than the queries that termgraph remembers having read
_WORDS = 3  # that are searched for: each takes rdflib seconds


@dataclass(frozen=True, slots=True)
class Question:
    """One kind of question, asked about several things.

    Args:
        what: is asked.
        sparql: the query for each thing.
        direct: asks termgraph for one thing's answer, without SPARQL.
        items: the things.
    """

    what: str
    sparql: Callable[[str], str]
    direct: Callable[[str], Iterable[str]]
    items: Sequence[str]

    def queries(self) -> list[str]:
        """Return the SPARQL of each thing."""
        return [_PREFIX + self.sparql(item) for item in self.items]

    def ask_directly(self) -> list[set[str]]:
        """Return termgraph's answers."""
        return [set(self.direct(item)) for item in self.items]

    def ask_store(self, store: TermGraph) -> list[set[str]]:
        """Return the answers of termgraph's SPARQL."""
        return [{str(row[0].value) for row in store.query(query).rows if row[0]} for query in self.queries()]  # type: ignore[union-attr]  # no triple terms here

    def ask_rdflib(self, graph: rdflib.Graph) -> list[set[str]]:
        """Return the answers of rdflib's SPARQL."""
        return [{str(row[0]) for row in graph.query(query)} for query in self.queries()]  # type: ignore[index]  # rows, since all SELECT

    def prepared(self) -> Callable[[rdflib.Graph], list[set[str]]]:
        """Return what asks rdflib with queries that it has parsed before."""
        prepared = [prepareQuery(query) for query in self.queries()]
        return lambda graph: [{str(row[0]) for row in graph.query(query)} for query in prepared]  # type: ignore[index]  # as above

    def check(self, store: TermGraph, graph: rdflib.Graph) -> None:
        """Compare the answers.

        termgraph may find more: its search forgives accents, spaces and hyphens, and looks into definitions too.

        Raises:
            AssertionError: where one side's SPARQL says something else, or an answer is missing without SPARQL. That a
                scheme or collection is not found among the concepts is right.
        """
        others = {str(node) for node in graph.subjects(SKOS.prefLabel)}.difference(store.concepts)
        answers = zip(
            self.items, self.ask_directly(), self.ask_store(store), self.ask_rdflib(graph), strict=True
        )
        for item, direct, sparql, wanted in answers:
            if sparql != wanted or not direct >= wanted - others:
                raise AssertionError(f"{self.what}, {item!r}: {direct} and {sparql} for {wanted}")


def questions(store: TermGraph, seed: int = 1) -> list[Question]:
    """Return what is asked of a vocabulary: concepts and words drawn at random from it, always the same."""
    rng = random.Random(seed)
    language = store.language
    concepts = rng.sample(sorted(store.concepts), len(store.concepts))
    pref = {iri: store.preferred(iri) for iri in concepts}
    labelled = [iri for iri in concepts if language in pref[iri]]
    named = [iri for iri in labelled if len(store.resolve(pref[iri][language])) == 1]
    below = [iri for iri in concepts if store.broader[iri]]
    return [
        Question(
            "the label of a concept, by IRI",
            lambda iri: (
                f'SELECT ?label {{ <{iri}> skos:prefLabel ?label FILTER(lang(?label) = "{language}") }}'
            ),
            lambda iri: [store.label(iri, language)],
            labelled[:_SAMPLE],
        ),
        Question(
            "a concept, by any of its names",
            lambda name: (
                "SELECT DISTINCT ?concept { ?concept skos:prefLabel|skos:altLabel|skos:hiddenLabel "
                f"{rdflib.Literal(name, lang=language).n3()} }}"
            ),
            lambda name: [store.find(name)],
            [pref[iri][language] for iri in named[:_SAMPLE]],
        ),
        Question(
            "all that stands above a concept",
            lambda iri: f"SELECT DISTINCT ?above {{ <{iri}> skos:broader+ ?above }}",
            store.ancestors,
            below[:_SAMPLE],
        ),
        Question(
            "all concepts with a text in a name",
            # Not as a path of alternatives, which takes rdflib half as long again.
            lambda text: (
                "SELECT DISTINCT ?concept { VALUES ?kind { skos:prefLabel skos:altLabel skos:hiddenLabel }"
                f' ?concept ?kind ?name FILTER(CONTAINS(LCASE(STR(?name)), "{text}")) }}'
            ),
            lambda text: [hit.iri for hit in store.search(text, limit=len(concepts))],
            _words(store, rng),
        ),
    ]


def _words(store: TermGraph, rng: random.Random) -> list[str]:
    """Return words that few names hold: those of five concepts at least, lest search look for misspellings too."""
    concepts_of: dict[str, set[str]] = {}
    for name in store.term_names:
        for word in _WORD.findall(name.text.lower()):
            concepts_of.setdefault(word, set()).add(name.iri)
    most = max(20, len(store.concepts) // 10)
    fitting = sorted(word for word, concepts in concepts_of.items() if 5 <= len(concepts) <= most)
    return rng.sample(fitting, min(_WORDS, len(fitting)))
