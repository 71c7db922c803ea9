"""Namespaces: which addresses are a vocabulary's own."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.namespaces import VANN
from termgraph.skos import Thesaurus

#: What declares the namespace of a scheme.
DECLARING = (VANN + "preferredNamespaceUri", "http://rdfs.org/ns/void#uriSpace")


def declared_spaces(thesaurus: Thesaurus) -> Iterator[tuple[str, str]]:
    """Yield each scheme that declares its namespace, with that."""
    for name in DECLARING:
        for scheme, value in thesaurus.pairs(name):
            yield scheme, value if isinstance(value, str) else value.value


def space_of(iri: str) -> str:
    """Return the namespace of an IRI: all before its last part.

    >>> space_of("http://example.org/birds/owl"), space_of("http://urn.fi/URN:NBN:fi:au:ykl:01")
    ('http://example.org/birds/', 'http://urn.fi/URN:NBN:fi:au:ykl:')
    """
    return iri[: max(iri.rfind("/"), iri.rfind("#"), iri.rfind(":")) + 1]


def own_spaces(thesaurus: Thesaurus) -> set[str]:
    """Return the namespaces that are a vocabulary's own: as it declares, else those of the concepts in its schemes.

    >>> birds = Thesaurus.from_text("<http://e.org/birds/owl> a skos:Concept ; skos:exactMatch <http://e.org/x/3> .")
    >>> own_spaces(birds)
    {'http://e.org/birds/'}
    """
    declared = {space for _, space in declared_spaces(thesaurus)}
    if not declared and thesaurus.folders and thesaurus.base:
        declared = {thesaurus.base}
    held = (one for part in thesaurus.parts() for one in part.concepts if one in part.schemes_of)
    return declared - {""} or set(map(space_of, held)) or set(map(space_of, thesaurus.concepts))
