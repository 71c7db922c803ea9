"""Names of several lines."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.words import quoted
from termgraph.names.damage import on_one_line
from termgraph.skos import Thesaurus

RULE = Rule(
    id="label-newline",
    title="A name holds a line end or a tab",
    why="Lists and tables break at it, and nobody who types the name finds it.",
    todo="Write the name on one line.",
    severity=Severity.WARNING,
    sources=("Skosify",),
    fixable=True,
    good='ex:owl skos:prefLabel "barn owl"@en .',
    bad='ex:owl skos:prefLabel "barn\\nowl"@en ; skos:altLabel "screech\\towl"@en .',
    expect=2,
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each name with a line end or a tab in it; of white space around names, another rule tells."""
    for subject, (kind, text, lang) in thesaurus.untidy:
        if on_one_line(text.strip()) != text.strip():
            said = (
                f"skos:{kind} {quoted(' '.join(text.split()), lang)} goes over several lines or holds a tab"
            )
            yield Found(subject, said, (kind, text, lang))
