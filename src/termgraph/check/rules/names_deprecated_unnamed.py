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
    title="A deprecated concept has no name",
    why="Who meets it in older data cannot tell what it was.",
    todo="Keep the name that it had.",
    severity=Severity.INFO,
    sources=("termgraph",),
    good='ex:a a skos:Concept ; owl:deprecated true ; skos:hiddenLabel "owl"@en .',
    bad="ex:a a skos:Concept ; owl:deprecated true . ex:b a skos:Concept ; owl:deprecated true .",
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield one finding for the vocabulary, with how many there are and some of them."""
    labelled = {subject for subject, _ in thesaurus.texts(RDFS + "label")}
    nameless = sorted((thesaurus.concepts & thesaurus.deprecated) - thesaurus.names.keys() - labelled)
    if nameless:
        some = listed([thesaurus.called(concept) for concept in nameless])
        yield Found(None, f"{len(nameless):,} deprecated concepts have no name: {some}")
