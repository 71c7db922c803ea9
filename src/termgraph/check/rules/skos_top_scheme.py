"""S7: a top concept of a scheme is in the scheme."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus

RULE = Rule(
    id="top-in-scheme",
    title="A top concept is not said to be in its scheme",
    why="skos:topConceptOf implies skos:inScheme, but most tools list by skos:inScheme alone and miss the"
    " top concepts.",
    todo="State skos:inScheme beside skos:topConceptOf.",
    severity=Severity.WARNING,
    sources=("SKOS S7",),
    fixable=True,
    good="ex:owl skos:topConceptOf ex: ; skos:inScheme ex: .",
    bad="ex:owl skos:topConceptOf ex: . ex: skos:hasTopConcept ex:bird . ex:bird a skos:Concept .",
    expect=2,
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each top concept without skos:inScheme to the same scheme."""
    stated = thesaurus.stated(SKOS + "inScheme")
    for scheme, tops in thesaurus.tops.items():
        for top in tops:
            if (top, scheme) not in stated and top in thesaurus.subjects:
                yield Found(
                    top, f"is a top concept of {thesaurus.called(scheme)} without skos:inScheme", (scheme,)
                )
