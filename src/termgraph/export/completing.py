"""What readers of plain SKOS look for, and a vocabulary says in another way or leaves to be derived."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal

from termgraph.namespaces import DC, DCT, FOAF, PROV, RDF, RDFS, SCHEMA, SKOS
from termgraph.skos import Thesaurus
from termgraph.store.record import Value

_DESCRIPTIONS = (DCT + "description", DC + "description", RDFS + "comment")
_ROLES = tuple(DCT + name for name in ("creator", "publisher", "contributor"))
_NAMES = (FOAF + "name", RDFS + "label")
#: What other vocabularies call a person or an organization.
_AGENTS = {
    FOAF + "Person": "Person",
    PROV + "Person": "Person",
    FOAF + "Organization": "Organization",
    PROV + "Organization": "Organization",
    "http://www.w3.org/ns/org#Organization": "Organization",
}


def lacking(thesaurus: Thesaurus) -> Iterator[tuple[str, str, Value]]:
    """Yield what follows from what a vocabulary says and is not said: nothing where it is an entries folder.

    A scheme has its title as `skos:prefLabel` and its description as `skos:definition`, a concept its preferred names
    as `rdfs:label` and its one scheme by `rdfs:isDefinedBy`, and whoever made it is a person or an organization of
    schema.org where it is one of another vocabulary.

    >>> owl = '<e:owl> a skos:Concept ; skos:prefLabel "owl"@en ; skos:inScheme <e:s> . <e:s> dct:title "Birds"@en .'
    >>> for subject, predicate, _ in lacking(Thesaurus.from_text(owl)):
    ...     print(subject, predicate.rpartition("#")[2])
    e:s prefLabel
    e:owl label
    e:owl isDefinedBy
    """
    for scheme in sorted(thesaurus.schemes):
        if not any(thesaurus.about(scheme, SKOS + "prefLabel")):
            yield from _texts(scheme, SKOS + "prefLabel", thesaurus.titles(scheme))
        if not any(thesaurus.about(scheme, SKOS + "definition")):
            described = (found for name in _DESCRIPTIONS if (found := thesaurus.spoken(scheme, name)))
            yield from _texts(scheme, SKOS + "definition", next(described, []))
    for concept in sorted(thesaurus.concepts):
        if not any(thesaurus.about(concept, RDFS + "label")):
            names = thesaurus.names.get(concept, ())
            preferred = [(lang, text) for kind, text, lang in names if kind == "prefLabel"]
            yield from _texts(concept, RDFS + "label", preferred)
        schemes = thesaurus.schemes_of.get(concept, set()) & thesaurus.schemes
        if len(schemes) == 1 and not any(thesaurus.about(concept, RDFS + "isDefinedBy")):
            yield concept, RDFS + "isDefinedBy", next(iter(schemes))
    for agent in sorted(set().union(*(thesaurus.targets_of(role) for role in _ROLES))):
        yield from _agent(thesaurus, agent)


def _agent(thesaurus: Thesaurus, agent: str) -> Iterator[tuple[str, str, Value]]:
    known = {_AGENTS[type_] for type_ in thesaurus.types.get(agent, ()) if type_ in _AGENTS}
    for name in sorted(known):
        if SCHEMA + name not in thesaurus.types[agent]:
            yield agent, RDF + "type", SCHEMA + name
    if known and not any(thesaurus.about(agent, SCHEMA + "name")):
        named = (found for name in _NAMES if (found := thesaurus.spoken(agent, name)))
        yield from _texts(agent, SCHEMA + "name", next(named, [])[:1])


def _texts(
    subject: str, predicate: str, texts: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, str, Value]]:
    for lang, text in texts:
        yield subject, predicate, Literal(text, language=lang or None)
