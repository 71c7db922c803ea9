"""Search over all vocabularies of a server: each hit says whose it is, and what it was found by in which languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from termgraph.serve.served import Served
from termgraph.skos import Thesaurus
from termgraph.skos.lookup import Hit

#: What can be looked for, each with what it takes.
KINDS: dict[str, Callable[[Thesaurus, str], bool]] = {
    "concept": lambda graph, iri: iri in graph.concepts,
    "collection": lambda graph, iri: iri in graph.collections,
    "misleading": lambda graph, iri: bool(graph.misleading.get(iri)),
    "deprecated": lambda graph, iri: iri in graph.deprecated,
}


class Found(NamedTuple):
    """A hit, and the vocabulary that it is of."""

    served: Served
    hit: Hit


def search(
    vocabularies: Iterable[Served],
    text: str,
    *,
    lang: str | None = None,
    group: str | None = None,
    kind: str | None = None,
    limit: int = 20,
) -> list[Found]:
    """Return what a text fits in some vocabularies, best first.

    Args:
        vocabularies: where to look.
        text: what to look for.
        lang: only names and texts in this language.
        group: only what is in this collection, or in one that is in it.
        kind: only what is of this kind, a key of `KINDS`.
        limit: how many at most.

    >>> from termgraph.api import TermGraph
    >>> birds = TermGraph.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl"@en .')
    >>> [(one.served.id, one.hit.name) for one in search([Served("birds", birds)], "owl")]
    [('birds', 'owl')]
    """
    found = (
        Found(served, hit) for served in vocabularies for hit in _in(served, text, lang, group, kind, limit)
    )
    return _ranked(found, limit)


def suggest(
    vocabularies: Iterable[Served], text: str, *, lang: str | None = None, limit: int = 20
) -> list[Found]:
    """Return what has a name that a text is, begins or is a part of, best first."""
    return _ranked(
        (Found(one, hit) for one in vocabularies for hit in one.graph.suggest(text, limit, lang)), limit
    )


def _ranked(found: Iterable[Found], limit: int) -> list[Found]:
    """Return the best; of those that are equal, the order of each vocabulary stays."""
    return sorted(found, key=lambda one: (one.hit.deprecated, -one.hit.score))[:limit]


def _in(
    served: Served, text: str, lang: str | None, group: str | None, kind: str | None, limit: int
) -> list[Hit]:
    graph = served.graph
    if not group and not kind:
        return graph.search(text, limit, lang)
    members = set(within(graph, group)) if group else None
    every = graph.search(text, len(graph.concepts) + len(graph.collections), lang)
    return [
        hit
        for hit in every
        if (members is None or hit.iri in members) and (not kind or KINDS[kind](graph, hit.iri))
    ][:limit]


def within(graph: Thesaurus, group: str) -> Iterator[str]:
    """Yield what is in a collection, and in those that are in it."""
    seen, pending = {group}, [group]
    while pending:
        for member in graph.members.get(pending.pop(), ()):
            if member not in seen:
                seen.add(member)
                pending.append(member)
                yield member
