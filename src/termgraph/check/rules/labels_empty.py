"""Names without a letter in them."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.words import quoted
from termgraph.skos import Thesaurus

RULE = Rule(
    id="label-empty",
    title="A name is empty",
    why="It shows as a gap, and a search for nothing finds it.",
    todo="Write the name, or remove it.",
    severity=Severity.ERROR,
    sources=("qSKOS el",),
    aliases=("el", "empty-labels"),
    fixable=True,
    good='ex:owl skos:prefLabel "owl"@en .',
    bad='ex:owl skos:prefLabel ""@en ; skos:altLabel "  "@en .',
    expect=2,
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each name that is nothing, or nothing but white space."""
    for subject, (kind, text, lang) in thesaurus.untidy:
        if not text or text.isspace():
            yield Found(subject, f"{quoted(text, lang)} is an empty skos:{kind}", (kind, text, lang))
