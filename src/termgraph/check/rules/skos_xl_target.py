"""S54: the properties of SKOS-XL lead to names that are resources."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.words import quoted
from termgraph.namespaces import SKOSXL
from termgraph.skos import Thesaurus
from termgraph.skos.naming import KINDS

RULE = Rule(
    id="xl-target",
    title="A property of SKOS-XL leads to a text",
    why="skosxl:prefLabel and its like lead to a skosxl:Label, which has the text; the text itself is lost"
    " to all tools.",
    todo="Use skos:prefLabel, skos:altLabel or skos:hiddenLabel for a plain text.",
    severity=Severity.ERROR,
    sources=("SKOS S53", "SKOS S54"),
    fixable=True,
    good='ex:owl skosxl:prefLabel ex:l . ex:l skosxl:literalForm "owl"@en .',
    bad='ex:owl skos:prefLabel "owl"@en ; skosxl:altLabel "barn owl"@en .',
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each text where a resource should be."""
    for kind in KINDS:
        for subject, text in thesaurus.texts(SKOSXL + kind):
            said = f"skosxl:{kind} is the text {quoted(text.value, text.language or '')}"
            yield Found(subject, said, (kind, text.value))
