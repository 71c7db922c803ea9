"""A synonym that is the preferred name already."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.words import quoted
from termgraph.names import language_tag
from termgraph.namespaces import TG
from termgraph.skos import Thesaurus

RULE = Rule(
    id="synonym-preferred",
    title="A name is a synonym of a concept that prefers the same name",
    why="It is the preferred name, and no other one beside it.",
    todo="Remove tg:synonymOf and the alternative name, or change the preferred one.",
    severity=Severity.ERROR,
    sources=("termgraph ontology",),
    good='ex:owl skos:prefLabel "owl"@en . ex:l tg:synonymOf ex:owl ; skosxl:literalForm "hooter"@en .',
    bad='ex:owl skos:prefLabel "owl"@en . ex:l tg:synonymOf ex:owl ; skosxl:literalForm "owl"@en .',
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each such name, whose text and language are those of the preferred one."""
    for name in ("synonymOf", "abbreviationOf"):
        for label, concept in thesaurus.links(TG + name):
            for form in thesaurus.xl_labels.get(label, ()):
                lang = language_tag(form.language or "")
                if thesaurus.preferred(concept).get(lang) == form.value:
                    text = quoted(form.value, lang)
                    said = f"is tg:{name} a concept whose preferred name is {text} too"
                    yield Found(label, said, (concept, form.value))
