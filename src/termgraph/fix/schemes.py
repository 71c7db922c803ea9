"""Repairs of what belongs to which scheme, and of the top concepts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from termgraph.check.finding import Found
from termgraph.check.grounds import Grounds
from termgraph.fix.step import Step, added
from termgraph.namespaces import RDF, SKOS
from termgraph.skos import Thesaurus

_IN = SKOS + "inScheme"


def with_scheme(thesaurus: Thesaurus, found: Sequence[Found]) -> Iterator[Step]:
    """State skos:inScheme where there is only one scheme; where there is none at all, make one, with its top concepts.

    It gets the IRI of the namespace that all concepts share.
    """
    grounds = Grounds(thesaurus)
    if grounds.scheme is not None:
        yield from (added(str(each.subject), _IN, grounds.scheme) for each in found)
    elif (made := grounds.new_scheme) is not None:
        yield added(made, RDF + "type", SKOS + "ConceptScheme")
        members = filter(grounds.is_member, thesaurus.concepts)
        yield from (added(each, _IN, made) for each in sorted({*members, *thesaurus.collections}))
        for concept in grounds.tops(None):
            yield from _top(concept, made)


def with_scheme_of_members(thesaurus: Thesaurus, found: Sequence[Found]) -> Iterator[Step]:
    """State skos:inScheme for a collection: the only scheme, or the one that all its members are in."""
    only = Grounds(thesaurus).scheme
    schemes: dict[str, set[str]] = {str(each.subject): set() for each in found}
    for collection, member in thesaurus.links(SKOS + "member"):
        if collection in schemes:
            schemes[collection] |= thesaurus.schemes_of.get(member, set())
    for collection, theirs in schemes.items():
        scheme = only or (theirs.pop() if len(theirs) == 1 else None)
        if scheme is not None:
            yield added(collection, _IN, scheme)


def with_tops(thesaurus: Thesaurus, found: Sequence[Found]) -> Iterator[Step]:
    """Mark the concepts at the top of schemes as their top concepts."""
    grounds = Grounds(thesaurus)
    for each in found:
        for concept in grounds.tops(str(each.subject)):
            yield from _top(concept, str(each.subject))


def as_tops(_: Thesaurus, found: Sequence[Found]) -> Iterator[Step]:
    """Mark concepts as top concepts of a scheme, from both ends."""
    for each in found:
        yield from _top(str(each.subject), each.values[0])


def _top(concept: str, scheme: str) -> Iterator[Step]:
    yield added(concept, SKOS + "topConceptOf", scheme)
    yield added(scheme, SKOS + "hasTopConcept", concept)


def tops_in_scheme(_: Thesaurus, found: Sequence[Found]) -> Iterator[Step]:
    """State skos:inScheme for top concepts."""
    yield from (added(str(each.subject), _IN, each.values[0]) for each in found)
