"""Names that are nobody's."""

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
    id="name-unattached",
    title="A name that is a resource belongs to no concept",
    why="It is in the file and shown nowhere.",
    todo="Attach it by skosxl:prefLabel, skosxl:altLabel or skosxl:hiddenLabel, or remove it.",
    severity=Severity.WARNING,
    sources=("Skosify", "termgraph shapes"),
    good='ex:owl skosxl:altLabel ex:l . ex:l skosxl:literalForm "owl"@en .',
    bad='ex:l a skosxl:Label ; skosxl:literalForm "owl"@en .',
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each such name; one that another name refers to counts as used."""
    used = {label for name in (*KINDS, "labelRelation") for _, label in thesaurus.links(SKOSXL + name)}
    for label, forms in thesaurus.xl_labels.items():
        if label not in used:
            yield Found(
                label,
                f"{quoted(forms[0].value, forms[0].language or '')} belongs to no concept",
                (forms[0].value,),
            )
