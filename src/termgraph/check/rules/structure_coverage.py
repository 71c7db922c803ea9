"""How much of a vocabulary is defined."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.skos import Thesaurus

RULE = Rule(
    id="definition-share",
    title="Fewer concepts have a definition than the vocabulary wants",
    why="A share that may not shrink keeps a growing vocabulary from becoming a list of words.",
    todo="Write definitions; the share is `definition-share` in check.yaml, 0 to ask for none.",
    severity=Severity.INFO,
    sources=("termgraph",),
    good='ex:owl a skos:Concept ; skos:definition "A bird of the night."@en .',
    bad="ex:owl a skos:Concept .",
)


def find(thesaurus: Thesaurus, options: Options) -> Iterator[Found]:
    """Yield one finding for the vocabulary where the share is too small."""
    total = len(thesaurus.current)
    defined = sum(1 for concept in thesaurus.current if concept in thesaurus.definitions)
    if defined < options.definition_share * total:
        yield Found(None, f"{defined:,} of {total:,} concepts have a definition", (f"{defined / total:.3f}",))
