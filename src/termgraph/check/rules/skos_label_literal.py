"""S12: names are plain texts."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.words import quoted
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus
from termgraph.skos.naming import KINDS

RULE = Rule(
    id="label-literal",
    title="A name is no plain text",
    why="Names are texts with or without a language tag; numbers, markup and links are shown wrongly or not"
    " at all.",
    todo="Write the name as a text with a language tag; to say more of a name, use SKOS-XL.",
    severity=Severity.ERROR,
    sources=("SKOS S12",),
    good='ex:owl skos:prefLabel "owl"@en, "Strix" .',
    bad='ex:owl skos:prefLabel "owl"^^rdf:HTML ; skos:altLabel ex:strix, 7 .',
    expect=3,
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each name that is a resource or has a datatype."""
    for kind in KINDS:
        for subject, node in thesaurus.links(SKOS + kind):
            yield Found(subject, f"skos:{kind} is a resource, {thesaurus.called(node)}", (kind, node))
    for subject, kind, text in thesaurus.typed_names:
        datatype = text.datatype.value
        said = f"skos:{kind} {quoted(text.value)} has the datatype <{datatype}>"
        yield Found(subject, said, (kind, text.value, datatype))
