"""S52: a name that is a resource has exactly one literal form."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.words import listed, quoted
from termgraph.namespaces import RDF, SKOSXL
from termgraph.skos import Thesaurus
from termgraph.skos.naming import KINDS

RULE = Rule(
    id="xl-form",
    title="A name that is a resource has no text, or several",
    why="Its text is the name: without one nobody can read it, and with several nobody knows which it is.",
    todo="Give the skosxl:Label exactly one skosxl:literalForm.",
    severity=Severity.ERROR,
    sources=("SKOS S52",),
    good='ex:owl skosxl:prefLabel ex:l . ex:l a skosxl:Label ; skosxl:literalForm "owl"@en .',
    bad='ex:owl skosxl:altLabel ex:l, ex:m . ex:l skosxl:literalForm "owl"@en, "Eule"@de . ex:m a'
    " skosxl:Label .",
    expect=2,
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each name without, or with several, literal forms."""
    for node, forms in thesaurus.xl_labels.items():
        if len(forms) > 1:
            texts = sorted(quoted(form.value, form.language or "") for form in forms)
            yield Found(
                node,
                f"has {len(forms)} literal forms: {listed(texts)}",
                tuple(sorted(f.value for f in forms)),
            )
    used = {label for kind in KINDS for _, label in thesaurus.links(SKOSXL + kind)}
    typed = {node for node, class_ in thesaurus.links(RDF + "type") if class_ == SKOSXL + "Label"}
    for node in (used | typed).intersection(thesaurus.subjects).difference(thesaurus.xl_labels):
        yield Found(node, "is a name without a literal form")
