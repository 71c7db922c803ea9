"""Repairs of types, of terms that SKOS has not, and of single statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode

from termgraph.check.finding import Found
from termgraph.check.rules import skos
from termgraph.fix.step import Step, added, removed
from termgraph.namespaces import OWL, RDF, SKOS, XSD
from termgraph.skos import Thesaurus

_TRUE = Literal("true", datatype=NamedNode(XSD + "boolean"))


def with_type(_: Thesaurus, found: Sequence[Found]) -> Iterator[Step]:
    """State the type that follows from how something is used."""
    yield from (added(str(each.subject), RDF + "type", each.values[0]) for each in found)


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
