"""Repairs of what belongs to which scheme, and of the top concepts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from termgraph.check.finding import Found
from termgraph.fix.step import Step, added
from termgraph.namespaces import RDF, SKOS
from termgraph.skos import Thesaurus

_IN = SKOS + "inScheme"


def with_scheme(thesaurus: Thesaurus, found: Sequence[Found]) -> Iterator[Step]:
    """State skos:inScheme where there is only one scheme; where there is none at all, make one.

    It gets the IRI of the namespace that all concepts share; where they share none, it is left to people.
    """
    scheme = _only_scheme(thesaurus)
    if scheme is not None:
        yield from (added(str(each.subject), _IN, scheme) for each in found)
    elif found and found[0].subject is None:
        made = _namespace(thesaurus.concepts)
        if made is not None and made not in thesaurus.concepts | thesaurus.collections:
            yield added(made, RDF + "type", SKOS + "ConceptScheme")
            yield from (added(concept, _IN, made) for concept in sorted(thesaurus.concepts))


def with_scheme_of_members(thesaurus: Thesaurus, found: Sequence[Found]) -> Iterator[Step]:
    """State skos:inScheme for a collection: the only scheme, or the one that all its members are in."""
    only = _only_scheme(thesaurus)
    schemes: dict[str, set[str]] = {str(each.subject): set() for each in found}
    for collection, member in thesaurus.links(SKOS + "member"):
        if collection in schemes:
            schemes[collection] |= thesaurus.schemes_of.get(member, set())
    for collection, theirs in schemes.items():
        scheme = only or (theirs.pop() if len(theirs) == 1 else None)
        if scheme is not None:
            yield added(collection, _IN, scheme)


def _only_scheme(thesaurus: Thesaurus) -> str | None:
    schemes = thesaurus.schemes | set().union(*thesaurus.schemes_of.values())
    return next(iter(schemes)) if len(schemes) == 1 else None


def _namespace(concepts: Iterable[str]) -> str | None:
    """Return the IRI up to the last `/` or `#` of all concepts, a `#` left out; None where they differ.

    >>> _namespace(["http://e.org/birds#owl", "http://e.org/birds#bat"]), _namespace(["http://e.org/a", "http://f.org/b"])
    ('http://e.org/birds', None)
    """
    spaces = {iri[: max(iri.rfind("/"), iri.rfind("#")) + 1] for iri in concepts}
    space = spaces.pop() if len(spaces) == 1 else ""
    return space.removesuffix("#") or None


def with_tops(thesaurus: Thesaurus, found: Sequence[Found]) -> Iterator[Step]:
    """Mark the concepts of a scheme that have none above them, or none of the same scheme, as its top concepts."""
    members: dict[str, list[str]] = {str(each.subject): [] for each in found}
    for concept in thesaurus.current:
        for scheme in thesaurus.schemes_of.get(concept, ()):
            if scheme in members:
                members[scheme].append(concept)
    for scheme, concepts in members.items():
        tops = [concept for concept in concepts if not thesaurus.broader[concept]]
        inside = set(concepts)
        tops = tops or [concept for concept in concepts if inside.isdisjoint(thesaurus.broader[concept])]
        for concept in tops:
            yield from _top(concept, scheme)


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
