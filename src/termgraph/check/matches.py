"""Which concepts exact matches join, whatever vocabulary they are of, in any direction and number of steps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus


def exact_groups(thesaurus: Thesaurus) -> Mapping[str, str]:
    """Return, for each concept with an exact match, the first by IRI of all that are joined to it.

    >>> owls = "<e:owl> skos:exactMatch <f:owl> . <g:owl> skos:exactMatch <f:owl> ; skos:closeMatch <h:owl> ."
    >>> exact_groups(Thesaurus.from_text(owls))
    {'e:owl': 'e:owl', 'f:owl': 'e:owl', 'g:owl': 'e:owl'}
    """
    above: dict[str, str] = {}

    def leader(node: str) -> str:
        while (upper := above.setdefault(node, node)) != node:
            above[node] = node = above[upper]
        return node

    for one, other in thesaurus.links(SKOS + "exactMatch"):
        first, second = sorted((leader(one), leader(other)))
        above[second] = first
    return {node: leader(node) for node in sorted(above)}


def exact_clusters(thesaurus: Thesaurus) -> list[list[str]]:
    """Return the concepts that exact matches join, each group sorted."""
    found: dict[str, list[str]] = defaultdict(list)
    for node, leader in exact_groups(thesaurus).items():
        found[leader].append(node)
    return list(found.values())
