"""The same name told twice."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.words import listed, quoted
from termgraph.namespaces import LABEL_TYPES, OIO, SKOSXL
from termgraph.skos import Thesaurus
from termgraph.skos.naming import KINDS

RULE = Rule(
    id="name-twice",
    title="A concept has one name as two resources, or a name is of two types",
    why="What is said of the one is not said of the other.",
    todo="Keep one of them.",
    severity=Severity.WARNING,
    sources=("termgraph",),
    good='ex:owl skosxl:altLabel ex:l . ex:l skosxl:literalForm "owl"@en ; oio:hasSynonymType'
    " obo:OMO_0003000, obo:OMO_0003007 .",
    bad='ex:owl skosxl:altLabel ex:l, ex:m . ex:l skosxl:literalForm "owl"@en ; oio:hasSynonymType'
    " obo:OMO_0003000, obo:OMO_0003006 ."
    ' ex:m skosxl:literalForm "owl"@en .',
    expect=2,
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each such name; that a name misleads (OMO_0003007) comes on top of what else it is."""
    labels: dict[tuple[str, str, str], set[str]] = {}
    for kind in KINDS:
        for subject, label in thesaurus.links(SKOSXL + kind):
            for form in thesaurus.xl_labels.get(label, ()):
                labels.setdefault((subject, form.value, form.language or ""), set()).add(label)
    for (subject, text, lang), several in labels.items():
        if len(several) > 1:
            yield Found(
                subject, f"has {quoted(text, lang)} as {len(several)} resources", tuple(sorted(several))
            )
    types: dict[str, set[str]] = {}
    names = {omo: name for name, omo in LABEL_TYPES.items() if name not in ("misnomer", "ambiguous")}
    for label, type_ in thesaurus.links(OIO + "hasSynonymType"):
        if type_ in names:
            types.setdefault(label, set()).add(names[type_])
    for label, both in types.items():
        if len(both) > 1:
            yield Found(label, f"is typed as {listed(sorted(both))}", tuple(sorted(both)))
