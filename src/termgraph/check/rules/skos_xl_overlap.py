"""S58: a name that is a resource is of one kind."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.namespaces import SKOSXL
from termgraph.skos import Thesaurus
from termgraph.skos.naming import KINDS

RULE = Rule(
    id="xl-overlap",
    title="A name that is a resource is preferred, alternative or hidden at once",
    why="The three properties exclude each other for names that are resources as for plain ones.",
    todo="Keep one of the properties.",
    severity=Severity.ERROR,
    sources=("SKOS S58",),
    fixable=True,
    good='ex:owl skosxl:prefLabel ex:l ; skosxl:altLabel ex:m . ex:l skosxl:literalForm "owl"@en . ex:m'
    ' skosxl:literalForm "Owl"@en .',
    bad='ex:owl skosxl:prefLabel ex:l ; skosxl:altLabel ex:l . ex:l skosxl:literalForm "owl"@en .',
    also=("label-overlap",),
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each name that is linked to its concept in two ways."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for kind in KINDS:
        for pair in thesaurus.links(SKOSXL + kind):
            kinds.setdefault(pair, []).append(kind)
    for (subject, label), several in kinds.items():
        if len(several) > 1:
            said = " and ".join(f"skosxl:{kind}" for kind in several)
            yield Found(subject, f"<{label}> is its {said}", (label, *several))
