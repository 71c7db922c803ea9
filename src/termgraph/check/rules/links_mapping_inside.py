"""Mappings that stay at home."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus
from termgraph.skos.things import MAPPINGS

RULE = Rule(
    id="mapping-inside",
    title="A mapping is between two concepts of one scheme",
    why="Mappings are for concepts of different schemes: inside one, readers do not expect them and tools"
    " do not show them.",
    todo="Use skos:broader, skos:narrower or skos:related; two concepts that mean the same are one.",
    severity=Severity.WARNING,
    sources=("qSKOS mri", "SKOS Reference 10.6.2"),
    aliases=("mri", "mapping-relations-misuse"),
    good="ex:owl skos:inScheme ex: ; skos:closeMatch <http://b/owl> . <http://b/owl> skos:inScheme"
    " <http://b/> .",
    bad="ex:owl skos:inScheme ex: ; skos:closeMatch ex:hooter . ex:hooter skos:inScheme ex: .",
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each mapping whose ends share a scheme."""
    for name in MAPPINGS:
        for subject, value in thesaurus.links(SKOS + name):
            shared = thesaurus.schemes_of.get(subject, set()) & thesaurus.schemes_of.get(value, set())
            if shared and subject != value:
                said = f"skos:{name} leads to {thesaurus.called(value)} of the same scheme"
                yield Found(subject, said, (SKOS + name, value))
