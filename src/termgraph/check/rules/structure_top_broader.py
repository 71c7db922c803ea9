"""Top concepts that are not at the top."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.words import listed
from termgraph.skos import Thesaurus

RULE = Rule(
    id="top-has-broader",
    title="A top concept of a scheme has a broader concept in that scheme",
    why="Either it is not at the top, or the broader concept is wrong.",
    todo="Remove one of the two statements.",
    severity=Severity.WARNING,
    sources=("qSKOS tchbc",),
    aliases=("tchbc", "top-concepts-having-broader-concepts"),
    good="ex:owl skos:topConceptOf ex:birds ; skos:broader ex:animal . ex:animal skos:inScheme ex:animals .",
    bad="ex:owl skos:topConceptOf ex: ; skos:broader ex:bird . ex:bird skos:inScheme ex: .",
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each top concept with what is above it in the same scheme."""
    for scheme, tops in thesaurus.tops.items():
        for top in tops:
            above = [
                upper for upper in thesaurus.broader[top] if scheme in thesaurus.schemes_of.get(upper, ())
            ]
            if above:
                said = listed([thesaurus.called(upper) for upper in above])
                yield Found(
                    top,
                    f"is a top concept of {thesaurus.called(scheme)}, and {said} is above it",
                    (scheme, *above),
                )
