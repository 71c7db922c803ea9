"""What stands around a concept, and what is said of it: by this, two concepts of one name are one or two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cached_property
from itertools import chain, islice

from termgraph.reconcile.words import Weights, telling_words
from termgraph.skos import Thesaurus

#: Neighbours that are looked at; of a concept with more, the first.
_MOST_NEAR = 60
#: How many are looked at above a concept.
_MOST_ABOVE = 30
_TEXTS = ("definition", "scopeNote")


class Surroundings:
    """What stands around the concepts of a vocabulary.

    Args:
        thesaurus: it.

    >>> birds = Thesaurus.from_text('<e:owl> skos:broader <e:bird> ; skos:related <e:night> .')
    >>> around = Surroundings(birds)
    >>> sorted(around.near("e:owl")), around.above("e:owl")
    (['e:bird', 'e:night'], frozenset({'e:bird'}))
    """

    def __init__(self, thesaurus: Thesaurus) -> None:
        self.thesaurus = thesaurus
        self._near: dict[str, Set[str]] = {}

    def near(self, iri: str) -> Set[str]:
        """Return what is directly above, below and beside a concept, by whatever relation."""
        if iri not in self._near:
            kinds = self.thesaurus.edges
            others = chain.from_iterable(
                adjacent.get(iri, ())
                for adjacent in chain(kinds.values(), self.thesaurus.edges_back.values())
            )
            self._near[iri] = frozenset(islice(others, _MOST_NEAR)) - {iri}
        return self._near[iri]

    def above(self, iri: str) -> Set[str]:
        """Return what is above a concept, at whatever distance."""
        return frozenset(islice(self.thesaurus.ancestors(iri), _MOST_ABOVE))

    def about(self, iri: str) -> Set[str]:
        """Return the telling words of what is said of a concept, without those of its own names."""
        return self._about.get(iri, frozenset())

    @cached_property
    def _about(self) -> Mapping[str, Set[str]]:
        texts: dict[str, list[str]] = defaultdict(list)
        for iri, text in self._texts():
            texts[iri].append(text)
        return {iri: telling_words(*said) - self._called(iri) for iri, said in texts.items()}

    def _texts(self) -> Iterator[tuple[str, str]]:
        noted = chain.from_iterable(map(self.thesaurus.noted, _TEXTS))
        return ((iri, text.value) for iri, text in noted if iri in self.thesaurus.concepts)

    def _called(self, iri: str) -> Set[str]:
        return telling_words(*(text for _, text, _ in self.thesaurus.names_of(iri)))

    @property
    def texts(self) -> Iterable[Set[str]]:
        """The telling words of each concept of which something is said."""
        return self._about.values()


def weights(*all_: Surroundings) -> Weights:
    """Return how much words tell in the texts of vocabularies."""
    return Weights(chain.from_iterable(one.texts for one in all_))
