"""In which order concepts are best learned: each after those that its definition needs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from termgraph.namespaces import DCT
from termgraph.skos.documenting import Documenting


class Unmet(NamedTuple):
    """A concept that is used before it is explained, since both need each other: `needs` comes later than `concept`."""

    concept: str
    needs: str


class Course(NamedTuple):
    """Concepts in the order in which to learn them.

    Attributes:
        concepts: their IRIs; that which is to be learned is the last.
        needs: what each of them needs, of which the last is learned before it or is known.
        unmet: where a circle had to be cut.
    """

    concepts: tuple[str, ...]
    needs: dict[str, tuple[str, ...]]
    unmet: tuple[Unmet, ...]


def course(thesaurus: Documenting, concept: str, known: Collection[str] = ()) -> Course:
    """Return what to learn for a concept, each after what it needs.

    That is its broader concepts, and what its definition links to (`dct:references`). It is the shortest such order:
    nothing is in it that is not needed, and nothing that only what is known needs.

    Args:
        thesaurus: the vocabulary.
        concept: the IRI of what is to be learned.
        known: the IRIs of what is known already.

    >>> birds = Documenting.from_text('''<e:owl> a skos:Concept ; skos:broader <e:bird> ; dct:references <e:night> .
    ... <e:bird> a skos:Concept ; dct:references <e:wing> . <e:wing> a skos:Concept ; dct:references <e:bird> .
    ... <e:night> a skos:Concept .''')
    >>> course(birds, "e:owl").concepts, course(birds, "e:owl").unmet
    (('e:wing', 'e:bird', 'e:night', 'e:owl'), (Unmet(concept='e:wing', needs='e:bird'),))
    >>> course(birds, "e:owl", known=["e:bird"]).concepts
    ('e:night', 'e:owl')
    """

    def needed(node: str) -> tuple[str, ...]:
        linked = (other for _, other in thesaurus.about(node, DCT + "references") if isinstance(other, str))
        both = dict.fromkeys([*sorted(thesaurus.broader.get(node, ())), *sorted(linked)])
        return tuple(other for other in both if other != node and other in thesaurus.concepts)

    done: dict[str, tuple[str, ...]] = {}
    begun: dict[str, Iterator[str]] = {}
    unmet: list[Unmet] = []
    skipped, stack = set(known) - {concept}, [concept]
    while stack:
        node = stack[-1]
        rest = begun.setdefault(node, iter(needed(node)))
        following = next((one for one in rest if one not in done and one not in skipped), None)
        if following is None:
            done[stack.pop()] = needed(node)
        elif following in begun:
            unmet.append(Unmet(node, following))
        else:
            stack.append(following)
    return Course(tuple(done), done, tuple(unmet))
