"""One concept of a vocabulary, as an object to ask."""

from __future__ import annotations

from collections.abc import Collection

from termgraph.card import Card, card
from termgraph.skos import Thesaurus


class ConceptView:
    """One concept of a vocabulary, which tells what is asked of it.

    >>> import termgraph
    >>> softmax = termgraph.load()["softmax"]
    >>> softmax, softmax.broader, softmax.names[:2]
    (<softmax>, [<activation function>], ['normalized exponential function', 'softargmax'])
    """

    def __init__(self, vocabulary: Thesaurus, iri: str) -> None:
        self._vocabulary = vocabulary
        #: Its IRI; `_:name` where it is a blank node.
        self.iri = iri

    def __repr__(self) -> str:
        return f"<{self.label}>"

    def _repr_html_(self) -> str:
        """Return its card and what is next to it in a frame, for notebooks; of the vocabulary no more than that."""
        from termgraph.export.part import part
        from termgraph.view import render
        from termgraph.view.framed import framed

        around = part(self._vocabulary, [self.iri], depth=1)
        return framed(render(around, self.label, focus=self.iri, embed=True), self.label, 420)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ConceptView) and other.iri == self.iri

    def __hash__(self) -> int:
        return hash(self.iri)

    @property
    def id(self) -> str:
        """Its id: what is after the base of the vocabulary, else its IRI."""
        return self._vocabulary.id(self.iri)

    @property
    def label(self) -> str:
        """Its preferred name, in the vocabulary's language or the nearest to it."""
        return self._vocabulary.label(self.iri)

    @property
    def labels(self) -> dict[str, str]:
        """Its preferred names by language."""
        return self._vocabulary.preferred(self.iri)

    @property
    def names(self) -> list[str]:
        """Its other names in the vocabulary's language, from A to Z."""
        return [name.text for name in self.card().names]

    @property
    def definition(self) -> str | None:
        """Its definition, in the vocabulary's language or the nearest to it."""
        return self._vocabulary.definition(self.iri)

    @property
    def notation(self) -> str | None:
        """Its notation, the first where it has several."""
        codes = self._vocabulary.notations.get(self.iri)
        return codes[0].value if codes else None

    @property
    def deprecated(self) -> bool:
        """Whether it is no longer to be used."""
        return self.iri in self._vocabulary.deprecated

    @property
    def broader(self) -> list[ConceptView]:
        """What stands directly above it."""
        return self._views(self._vocabulary.broader[self.iri])

    @property
    def narrower(self) -> list[ConceptView]:
        """What stands directly below it."""
        return self._views(self._vocabulary.narrower[self.iri])

    @property
    def related(self) -> list[ConceptView]:
        """What it has to do with, whatever the kind."""
        return self._views(self._vocabulary.related[self.iri])

    @property
    def collections(self) -> list[str]:
        """The names of the collections that it is in."""
        return [self._vocabulary.label(one) for one in self._vocabulary.collections_of.get(self.iri, ())]

    def card(self, *, lang: str | None = None) -> Card:
        """Return all that there is to say of it, as plain data."""
        return card(self._vocabulary, self.iri, lang=lang)

    def _views(self, iris: Collection[str]) -> list[ConceptView]:
        return [ConceptView(self._vocabulary, iri) for iri in self._vocabulary.in_order(iris)]
