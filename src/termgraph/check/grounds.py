"""What clearly is a concept of a vocabulary, and where it belongs: all that may be inferred without judgement.

A leftover, without a type, a name that readers of the vocabulary can read, or a place, is for people. What is inferred,
a type, a scheme or a top concept, makes nothing clearer than it was: so no inference is a reason for another.
"""

from __future__ import annotations

from collections.abc import Set
from functools import cached_property

from termgraph.skos import Thesaurus


class Grounds:
    """The reasons that a vocabulary gives.

    >>> birds = Thesaurus.from_text('''<e:bird> a skos:Concept ; skos:prefLabel "bird"@en ; skos:narrower <e:owl> .
    ... <e:owl> skos:prefLabel "owl"@en . <e:9> skos:altLabel "old"@en ; skos:related <e:owl> .''')
    >>> grounds = Grounds(birds)
    >>> [[node for node in sorted(birds.concepts) if is_so(node)] for is_so in (grounds.is_concept, grounds.is_root)]
    [['e:bird', 'e:owl'], ['e:bird']]
    """

    def __init__(self, thesaurus: Thesaurus) -> None:
        self._thesaurus = thesaurus

    @cached_property
    def _typed(self) -> Set[str]:
        """What is said to be a concept; where nothing is, whatever must be one."""
        return self._thesaurus.typed_concepts or self._thesaurus.concepts

    @cached_property
    def _tops(self) -> Set[str]:
        return set[str]().union(*self._thesaurus.tops.values())

    @cached_property
    def scheme(self) -> str | None:
        """The only scheme that there is."""
        schemes = set(self._thesaurus.schemes).union(*self._thesaurus.schemes_of.values())
        return next(iter(schemes)) if len(schemes) == 1 else None

    @cached_property
    def new_scheme(self) -> str | None:
        """The IRI for a scheme where there is none: the namespace of all concepts, where it is one.

        >>> Grounds(Thesaurus.from_text("<http://e.org/birds#owl> a skos:Concept .")).new_scheme
        'http://e.org/birds'
        """
        thesaurus = self._thesaurus
        spaces = set(map(_namespace, thesaurus.concepts))
        space = spaces.pop().removesuffix("#") if len(spaces) == 1 else ""
        return space if space and space not in thesaurus.concepts | thesaurus.collections else None

    def _is_named(self, node: str) -> bool:
        """Tell whether a node has a preferred name in the language of the vocabulary."""
        return any(map(self._thesaurus.speaks, self._thesaurus.named_in(node)))

    def _is_placed(self, node: str) -> bool:
        """Tell whether it is said where in the vocabulary a node stands."""
        return bool(self._thesaurus.broader[node]) or node in self._tops

    def _is_clear(self, node: str) -> bool:
        """Tell whether a node clearly is a concept; that does not change where its type is stated."""
        return self._is_named(node) and (node in self._typed or self._is_placed(node))

    def is_concept(self, node: str) -> bool:
        """Tell whether what is used as a concept and has no type clearly is one.

        Where nothing has a type, a preferred name alone tells.
        """
        if not self._thesaurus.typed_concepts:
            return bool(self._thesaurus.named_in(node))
        return self._is_clear(node)

    def is_member(self, node: str) -> bool:
        """Tell whether a concept in no scheme clearly is in the only one, or in one that is made for all.

        Where there are top concepts, what stands nowhere is left out on purpose, or left over; what has an address
        unlike those of all members is somebody else's.
        """
        out = node in self._thesaurus.schemes_of or node in self._thesaurus.deprecated
        foreign = bool(self._spaces) and _namespace(node) not in self._spaces
        return not (out or foreign) and self._is_clear(node) and (self._is_placed(node) or not self._tops)

    @cached_property
    def _spaces(self) -> set[str]:
        """The namespaces of what is in a scheme."""
        return set(map(_namespace, self._thesaurus.schemes_of))

    def is_root(self, node: str) -> bool:
        """Tell whether a concept clearly is at the top: only below it is something, or the vocabulary is a list."""
        thesaurus = self._thesaurus
        at_top = not thesaurus.broader[node] and (bool(thesaurus.narrower[node]) or not thesaurus.broader)
        return at_top and self._is_clear(node)

    def tops(self, scheme: str | None) -> list[str]:
        """Return what clearly are the top concepts of a scheme that has none yet, or of one for all, sorted.

        They have nothing above them; where all have, and there are several schemes, nothing of the same scheme.
        """
        thesaurus = self._thesaurus
        inside = {
            node
            for node in thesaurus.current
            if scheme in thesaurus.schemes_of.get(node, ())
            or (scheme == self.scheme and self.is_member(node))
        }
        if scheme == self.scheme or not all(thesaurus.broader[node] for node in inside):
            return sorted(filter(self.is_root, inside))
        lone = (node for node in inside if inside.isdisjoint(thesaurus.broader[node]))
        return sorted(filter(self._is_clear, lone))


def _namespace(iri: str) -> str:
    return iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]
