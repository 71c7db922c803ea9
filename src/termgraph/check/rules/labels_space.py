"""White space around names."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.words import quoted
from termgraph.skos import Thesaurus

RULE = Rule(
    id="label-space",
    title="A name begins or ends with white space",
    why="Nobody sees it, but the name is another one for sorting, comparing and finding.",
    todo="Remove the white space.",
    severity=Severity.INFO,
    sources=("Skosify",),
    fixable=True,
    good='ex:owl skos:prefLabel "barn owl"@en .',
    bad='ex:owl skos:prefLabel "owl "@en ; skos:altLabel "\\n barn owl"@en .',
    expect=2,
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each name with white space before or after it."""
    for subject, (kind, text, lang) in thesaurus.untidy:
        if (text[:1].isspace() or text[-1:].isspace()) and not text.isspace():
            yield Found(
                subject, f"skos:{kind} {quoted(text, lang)} has white space around it", (kind, text, lang)
            )
