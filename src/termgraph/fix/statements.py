"""Repairs of relations, schemes, types, and of terms that SKOS has not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode

from termgraph.check.finding import Found
from termgraph.check.grounds import Grounds
from termgraph.check.rules import skos
from termgraph.fix.draft import Step, added, removed
from termgraph.namespaces import OWL, RDF, SKOS, XSD
from termgraph.skos import Thesaurus

_UP, _DOWN = SKOS + "broader", SKOS + "narrower"


def elsewhere(_: Thesaurus, _found: Sequence[Found]) -> Iterator[Step]:
    """Change no statement: decisions are mended in their file, see `folder.decision_files`."""
    yield from ()


def without_reflexive(thesaurus: Thesaurus, found: Sequence[Found]) -> Iterator[Step]:
    """Remove the relations that lead back to where they began."""
    for each in found:
        subject, (relation,) = str(each.subject), each.values
        yield from (removed(subject, name, subject) for name in thesaurus.properties(relation))


def without_redundant(thesaurus: Thesaurus, found: Sequence[Found]) -> Iterator[Step]:
    """Remove the steps up that a longer way replaces, from both ends.

    One that a kind of skos:broader states says how the two concepts belong together, and stays.
    """
    kinds = {pair for name in thesaurus.properties(_UP)[1:] for pair in thesaurus.stated(name)}
    kinds |= {(low, up) for name in thesaurus.properties(_DOWN)[1:] for up, low in thesaurus.stated(name)}
    for each in found:
        lower, upper = str(each.subject), each.values[0]
        if (lower, upper) not in kinds:
            yield removed(lower, _UP, upper)
            yield removed(upper, _DOWN, lower)


def without_cycles(thesaurus: Thesaurus, _: Sequence[Found]) -> Iterator[Step]:
    """Break every cycle: walking down from the top, the step that leads back up to where one came from is removed.

    A walk begins at a top concept of the cycle, else at one that has something above it outside of the cycle, else at
    the first by IRI.
    """
    tops = {top for tops in thesaurus.tops.values() for top in tops}
    for knot in thesaurus.hierarchy.knots:
        for upper, lower in _steps_back(thesaurus, knot, tops):
            yield from (removed(lower, name, upper) for name in thesaurus.properties(_UP))
            yield from (removed(upper, name, lower) for name in thesaurus.properties(_DOWN))


def _steps_back(
    thesaurus: Thesaurus, knot: Sequence[str], tops: Collection[str]
) -> Iterator[tuple[str, str]]:
    inside = set(knot)
    entered = {node for node in knot if any(upper not in inside for upper in thesaurus.broader[node])}
    below: Mapping[str, list[str]] = {
        node: [lower for lower in thesaurus.narrower[node] if lower in inside] for node in knot
    }
    seen: set[str] = set()
    on_path: set[str] = set()
    for start in sorted(knot, key=lambda node: (node not in tops, node not in entered, node)):
        if start in seen:
            continue
        seen.add(start)
        on_path.add(start)
        path = [(start, iter(below[start]))]
        while path:
            here, rest = path[-1]
            for lower in rest:
                if lower in on_path:
                    yield here, lower
                elif lower not in seen:
                    seen.add(lower)
                    on_path.add(lower)
                    path.append((lower, iter(below[lower])))
                    break
            else:
                path.pop()
                on_path.remove(here)


def both_ways(_: Thesaurus, found: Sequence[Found]) -> Iterator[Step]:
    """State the direction that is missing."""
    for each in found:
        relation, other = each.values
        yield added(str(each.subject), relation, other)


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


_TRUE = Literal("true", datatype=NamedNode(XSD + "boolean"))


def stated(_: Thesaurus, found: Sequence[Found], predicate: str) -> Iterator[Step]:
    """State with a predicate what was found to be missing: the first of its values."""
    yield from (added(str(each.subject), predicate, each.values[0]) for each in found)


def renamed_terms(thesaurus: Thesaurus, found: Sequence[Found]) -> Iterator[Step]:
    """Use the term that took the place of an old one, or that differs in upper and lower case only."""
    known = {term.lower(): term for term in skos.TERMS}
    subjects: dict[str, set[str]] = {}
    for each in found:
        subjects.setdefault(each.values[0], set()).add(str(each.subject))
    for term, bearers in subjects.items():
        replaced = skos.REPLACED.get(term.removeprefix(SKOS))
        better = SKOS + replaced if replaced else known.get(term.lower())
        if better is None:
            continue
        for subject, value in thesaurus.pairs(term):
            if subject in bearers:
                yield Step((subject, term, value), (subject, better, value))
        for subject in bearers:
            yield Step((subject, RDF + "type", term), (subject, RDF + "type", better))


def as_deprecated(thesaurus: Thesaurus, found: Sequence[Found]) -> Iterator[Step]:
    """Mark concepts that others replace as deprecated."""
    replaced = {str(each.subject) for each in found}
    for subject, text in thesaurus.texts(OWL + "deprecated"):
        if subject in replaced:
            yield removed(subject, OWL + "deprecated", text)
    yield from (added(subject, OWL + "deprecated", _TRUE) for subject in replaced)


def as_codes(thesaurus: Thesaurus, found: Sequence[Found]) -> Iterator[Step]:
    """Take the language off notations."""
    subjects = {each.subject for each in found}
    for subject, text in thesaurus.texts(SKOS + "notation"):
        if subject in subjects and text.language is not None:
            yield Step((subject, SKOS + "notation", text), (subject, SKOS + "notation", Literal(text.value)))
