"""Which version of a vocabulary this is, and how it is abbreviated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.words import listed
from termgraph.namespaces import DCT, OWL, VANN
from termgraph.skos import Thesaurus

RULE = Rule(
    id="scheme-version",
    title="A scheme does not say its version, its preferred prefix or its namespace",
    why="Others cannot say which version they used, and each invents a prefix of his own.",
    todo="Add owl:versionInfo, vann:preferredNamespacePrefix and vann:preferredNamespaceUri.",
    severity=Severity.INFO,
    sources=("VANN", "OWL 2 Structural Specification 3.3"),
    good='ex: a skos:ConceptScheme ; owl:versionInfo "1.0" ; vann:preferredNamespacePrefix "ex" ;'
    ' vann:preferredNamespaceUri "http://example.org/" .',
    bad="ex: a skos:ConceptScheme .",
)
_WANTED: Mapping[str, tuple[str, ...]] = {
    "version": (
        OWL + "versionInfo",
        OWL + "versionIRI",
        DCT + "hasVersion",
        "http://www.w3.org/ns/dcat#version",
    ),
    "prefix": (VANN + "preferredNamespacePrefix",),
    "namespace": (VANN + "preferredNamespaceUri", "http://rdfs.org/ns/void#uriSpace"),
}


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each scheme with what it does not say; a part of a larger whole may leave it to that."""
    parts = {subject for subject, _ in thesaurus.links(DCT + "isPartOf")}
    said = {what: {s for name in names for s, _ in thesaurus.pairs(name)} for what, names in _WANTED.items()}
    for scheme in thesaurus.schemes - parts:
        missing = [what for what, schemes in said.items() if scheme not in schemes]
        if missing:
            yield Found(scheme, f"does not tell its {listed(missing)}", tuple(missing))
