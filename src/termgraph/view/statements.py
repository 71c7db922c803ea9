"""All that the vocabulary states, as columns, so that what is taken away from the page is what `export` writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from termgraph.names import language_tag
from termgraph.namespaces import SKOSXL
from termgraph.view.numbered import NOTATION
from termgraph.view.packing import deltas, digits

if TYPE_CHECKING:
    from pyoxigraph import Literal

    from termgraph.store.record import Value
    from termgraph.view.numbered import Numbered

#: A page of more concepts does without: it would be most of the file.
LARGEST = 5_000

_Pairs = Sequence[tuple[int, int]]


def statements(numbered: Numbered) -> dict[str, Any]:
    """Return what a vocabulary states; how it is packed is undone in scripts/take/record.js.

    Nodes go by number, the concepts first. The numbers of literals follow theirs: first those that the page has already
    as labels and other names, in the order of the core's data, then all others.

    Args:
        numbered: the concepts.

    >>> from termgraph.skos import Thesaurus
    >>> from termgraph.view.numbered import Numbered
    >>> owl = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl"@en ; skos:note "Hoots."@en .')
    >>> found = statements(Numbered(owl))
    >>> found["nodes"], found["literals"], list(found["columns"])[1]
    ('http://www.w3.org/2004/02/skos/core#Concept', '"Hoots."@en', 'http://www.w3.org/2004/02/skos/core#note')
    """
    thesaurus = numbered.thesaurus
    numbers = _Numbers(numbered)
    said: dict[str, list[tuple[int, int]]] = {}
    triples = (
        (numbers.node[subject], predicate, value)
        for predicate, column in thesaurus.columns.items()
        for subject, value in zip(*column, strict=True)
    )
    # What is said of one thing resembles itself, and so packs best side by side.
    for subject, predicate, value in sorted(triples, key=itemgetter(0, 1)):
        said.setdefault(predicate, []).append((subject, numbers.of(value)))
    every = numbers.size
    entries = sorted(
        numbers.node[iri] for iri in thesaurus.collections | thesaurus.schemes if iri in numbers.node
    )
    return {
        "nodes": "\n".join(numbers.nodes[numbered.size :]),
        "literals": "\n".join(numbers.literals),
        "columns": {predicate: _columns(pairs, every) for predicate, pairs in sorted(said.items())},
        "entries": digits(deltas(entries)),
        "groups": _columns(
            numbers.pairs(thesaurus.schemes_of) + numbers.pairs(thesaurus.collections_of), every
        ),
        "records": _columns(
            numbers.pairs({iri: [one.node for one in told] for iri, told in thesaurus.misleading.items()})
            + numbers.pairs(
                {iri: [node for node, _ in told] for iri, told in thesaurus.told_of_mappings.items()}
            ),
            every,
        ),
        "relations": sorted(thesaurus.relations.properties),
        "labelTerms": thesaurus.properties(SKOSXL + "prefLabel"),
        "prefixes": thesaurus.all_prefixes,
    }


class _Numbers:
    """The numbers of the nodes and literals of a vocabulary."""

    def __init__(self, numbered: Numbered) -> None:
        others = sorted(numbered.thesaurus.nodes - numbered.number.keys())
        self.nodes = [*numbered.iris, *others]
        self.node = {node: number for number, node in enumerate(self.nodes)}
        self.literals: list[str] = []
        self._number = self._known(numbered)
        self._next = len(self.nodes) + numbered.size * len(numbered.languages) + len(numbered.names)

    def _known(self, numbered: Numbered) -> dict[str, int]:
        """Return the numbers of the texts that the core of the page's data holds: labels by language, other names."""
        first = len(self.nodes)
        found = {}
        for concept, labels in enumerate(numbered.labels):
            for at, lang in enumerate(numbered.languages):
                if lang in labels:
                    found[_plain(labels[lang], lang)] = first + at * numbered.size + concept
        first += numbered.size * len(numbered.languages)
        # The page knows no language of notations.
        named = (
            (at, name) for at, name in enumerate(numbered.names) if name.kind != NOTATION or not name.lang
        )
        return {_plain(name.text, name.lang): first + at for at, name in named} | found

    @property
    def size(self) -> int:
        """How many nodes and literals there are."""
        return self._next

    def of(self, value: Value) -> int:
        """Return the number of a node or a literal; a literal that is new gets the next one."""
        if isinstance(value, str):
            return self.node[value]
        text = _written(value)
        number = self._number.get(text)
        if number is None:
            number = self._number[text] = self._next
            self._next += 1
            self.literals.append(text)
        return number

    def pairs(self, mapping: Mapping[str, Iterable[str]]) -> list[tuple[int, int]]:
        """Return the pairs of a mapping from nodes to nodes."""
        node = self.node
        pairs = ((one, other) for one, others in mapping.items() for other in others)
        return [(node[one], node[other]) for one, other in pairs if one in node and other in node]


def _columns(pairs: _Pairs, size: int) -> list[list[str]]:
    """Return pairs as two columns, each number as its distance from the one before, the second modulo a size."""
    ordered = sorted(set(pairs))
    return [digits(deltas(one for one, _ in ordered)), digits(deltas((other for _, other in ordered), size))]


def _written(literal: Literal) -> str:
    """Return a literal as in N-Triples, its language tag in the conventional case."""
    text = str(literal)
    tag = literal.language
    return f"{text[: -len(tag)]}{language_tag(tag)}" if tag else text


def _plain(text: str, lang: str) -> str:
    from pyoxigraph import Literal

    return _written(Literal(text, language=lang) if lang else Literal(text))
