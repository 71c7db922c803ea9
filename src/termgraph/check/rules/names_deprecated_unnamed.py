"""Deprecated concepts that nobody can name any more."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.words import listed
from termgraph.namespaces import RDFS
from termgraph.skos import Thesaurus

RULE = Rule(
    id="deprecated-unnamed",
    title="A deprecated concept has no name of SKOS",
    why="Who meets it in older data cannot tell what it was: tools of SKOS show its address.",
    todo="Keep the name that it had, as a skos:prefLabel.",
    severity=Severity.INFO,
    sources=("termgraph",),
    good='ex:a a skos:Concept ; owl:deprecated true ; skos:hiddenLabel "owl"@en .',
    bad="ex:a a skos:Concept ; owl:deprecated true . ex:b a skos:Concept ; owl:deprecated true .",
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield one finding for the vocabulary, with how many there are and some of them."""
    nameless = sorted((thesaurus.concepts & thesaurus.deprecated) - thesaurus.names.keys())
    if nameless:
        labelled = sum(1 for concept in nameless if any(thesaurus.about(concept, RDFS + "label")))
        some = listed([f"<{concept}>" for concept in nameless])
        but = f", {labelled:,} of them only an rdfs:label" if labelled else ""
        yield Found(None, f"{len(nameless):,} deprecated concepts have no name of SKOS{but}: {some}")
