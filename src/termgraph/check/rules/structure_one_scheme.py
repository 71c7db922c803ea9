"""A vocabulary is one scheme."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.words import listed
from termgraph.skos import Thesaurus

RULE = Rule(
    id="one-scheme",
    title="There is not exactly one concept scheme",
    why="Publishers that show one page for each vocabulary expect one scheme in each file.",
    todo="Keep one skos:ConceptScheme in each file; make parts of it collections.",
    severity=None,
    sources=("VocPub 2.1.02",),
    good="ex: a skos:ConceptScheme . ex:owl skos:inScheme ex: .",
    bad="ex: a skos:ConceptScheme . ex:birds a skos:ConceptScheme .",
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield one finding for the vocabulary, with the schemes that there are."""
    schemes = sorted(thesaurus.schemes)
    if len(schemes) != 1:
        said = f"there are {len(schemes)} concept schemes: {listed(list(map(thesaurus.called, schemes)))}"
        yield Found(None, said if schemes else "there is no concept scheme", tuple(schemes))
