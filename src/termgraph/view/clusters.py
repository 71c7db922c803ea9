"""Which collection each concept stands in on the overview: it may be in several, but is drawn once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from termgraph.network.overview import Forest
    from termgraph.view.numbered import Numbered


class Clusters(NamedTuple):
    """The collections that the overview is drawn by.

    Attributes:
        groups: the numbers of the collections that concepts stand in.
        areas: of each, the number of the outermost collection that it is in; its own where it is in none.
        inside: of each concept, the place of its collection in `groups`; -1 for none.
    """

    groups: list[int]
    areas: list[int]
    inside: list[int]


def clusters_of(numbered: Numbered, forest: Forest) -> Clusters | None:
    """Return what to draw the overview by; None where most concepts are in no collection, or all in the same.

    Args:
        numbered: the concepts.
        forest: their hierarchy.

    >>> from termgraph.network.overview import Forest
    >>> from termgraph.skos import Thesaurus
    >>> from termgraph.view.numbered import Numbered
    >>> birds = Numbered(Thesaurus.from_text('''<e:day> skos:member <e:jay>, <e:tit> . <e:night> skos:member <e:owl> .
    ... <e:jay> a skos:Concept . <e:owl> a skos:Concept . <e:tit> a skos:Concept .'''))
    >>> clusters_of(birds, Forest([[], [], []]))
    Clusters(groups=[0, 1], areas=[0, 1], inside=[0, 1, 0])
    """
    chosen = _chosen(numbered, forest)
    groups = sorted(set(chosen) - {-1})
    if len(groups) < 2 or 2 * chosen.count(-1) > numbered.size:
        return None
    place = {group: at for at, group in enumerate(groups)} | {-1: -1}
    return Clusters(groups, [_area(numbered, group) for group in groups], [place[group] for group in chosen])


def _chosen(numbered: Numbered, forest: Forest) -> list[int]:
    """Return the collection that each concept stands in: with its parent, else in the smallest, which says most."""
    options = [_options(numbered, iri) for iri in numbered.iris]
    sizes = Counter(group for groups in options for group in groups)
    chosen = [-1] * numbered.size
    for concept in forest.order:  # parents come first
        parent = forest.parents[concept]
        if parent >= 0 and chosen[parent] in options[concept]:
            chosen[concept] = chosen[parent]
        else:
            chosen[concept] = min(options[concept], key=lambda group: (sizes[group], group), default=-1)
    return chosen


def _options(numbered: Numbered, iri: str) -> Sequence[int]:
    """Return the collections that a concept may stand in: none that divides a concept, of aids for want of others."""
    thesaurus = numbered.thesaurus
    groups = [group for group in thesaurus.collections_of.get(iri, ()) if not thesaurus.superordinates[group]]
    telling = [group for group in groups if group not in thesaurus.auxiliary_collections]
    return [numbered.collection_number[group] for group in telling or groups]


def _area(numbered: Numbered, group: int) -> int:
    """Return the outermost collection that one is in."""
    here, seen = numbered.collections[group], set[str]()
    while here not in seen:
        seen.add(here)
        here = next(iter(numbered.thesaurus.collections_of.get(here, ())), here)
    return numbered.collection_number[here]
