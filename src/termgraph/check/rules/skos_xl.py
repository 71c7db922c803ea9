"""Rules that SKOS-XL states of names that are resources."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.rule import Options, Rule
from termgraph.check.texts import listed, quoted, several
from termgraph.namespaces import RDF, SKOS, SKOSXL
from termgraph.skos import Thesaurus
from termgraph.skos.naming import KINDS


@Rule(
    title="A name that is a resource is also a concept, scheme or collection",
    why="SKOS-XL keeps names apart from what they name: what is said of the one would be said of the other.",
    todo="Give the name an address of its own.",
    severity=Severity.ERROR,
    sources=("SKOS S48",),
    good='ex:owl a skos:Concept ; skosxl:prefLabel ex:l . ex:l skosxl:literalForm "owl"@en .',
    bad='ex:owl a skos:Concept ; skosxl:prefLabel ex:owl . ex:owl skosxl:literalForm "owl"@en .',
)
def xl_class(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each name that is something else too."""
    labels = _xl_names(thesaurus).union(thesaurus.xl_labels)
    for class_, what in (
        ("Concept", "concept"),
        ("ConceptScheme", "concept scheme"),
        ("Collection", "collection"),
    ):
        for node in thesaurus.of_class(SKOS + class_, labels):
            yield Found(node, f"is a name and a {what}", (what,))


def _xl_names(thesaurus: Thesaurus) -> set[str]:
    """Return what is said to be a name that is a resource, or used as one."""
    typed = {node for node, class_ in thesaurus.links(RDF + "type") if class_ == SKOSXL + "Label"}
    return typed | thesaurus.targets_of(*(SKOSXL + kind for kind in KINDS))


@Rule(
    title="A name that is a resource has no text, or several",
    why="Its text is the name: without one nobody can read it, and with several nobody knows which it is.",
    todo="Give the skosxl:Label exactly one skosxl:literalForm.",
    severity=Severity.ERROR,
    sources=("SKOS S52",),
    good='ex:owl skosxl:prefLabel ex:l . ex:l a skosxl:Label ; skosxl:literalForm "owl"@en .',
    bad='ex:owl skosxl:altLabel ex:l, ex:m . ex:l skosxl:literalForm "owl"@en, "Eule"@de . ex:m a skosxl:Label .',
    expect=2,
)
def xl_form(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each name without, or with several, literal forms."""
    for node, forms in thesaurus.xl_labels.items():
        if len(forms) > 1:
            texts = sorted(quoted(form.value, form.language or "") for form in forms)
            said = f"has {len(forms)} literal forms: {listed(texts)}"
            yield Found(node, said, tuple(sorted(form.value for form in forms)))
    for node in _xl_names(thesaurus).intersection(thesaurus.subjects).difference(thesaurus.xl_labels):
        yield Found(node, "is a name without a literal form")


@Rule(
    title="A name that is a resource is preferred, alternative or hidden at once",
    why="The three properties exclude each other for names that are resources as for plain ones.",
    todo="Keep one of the properties.",
    severity=Severity.ERROR,
    sources=("SKOS S58",),
    fixable=True,
    alone=True,
    good='ex:owl skosxl:prefLabel ex:l ; skosxl:altLabel ex:m . ex:l skosxl:literalForm "owl"@en . ex:m'
    ' skosxl:literalForm "Owl"@en .',
    bad='ex:owl skosxl:prefLabel ex:l ; skosxl:altLabel ex:l . ex:l skosxl:literalForm "owl"@en .',
    also=("label-overlap",),
)
def xl_overlap(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each name that is linked to its concept in two ways."""
    pairs = ((pair, kind) for kind in KINDS for pair in thesaurus.links(SKOSXL + kind))
    for (subject, label), kinds in several(pairs):
        said = " and ".join(f"skosxl:{kind}" for kind in kinds)
        yield Found(subject, f"<{label}> is its {said}", (label, *kinds))


@Rule(
    title="A property of SKOS-XL leads to a text",
    why="skosxl:prefLabel and its like lead to a skosxl:Label, which has the text; the text itself is lost"
    " to all tools.",
    todo="Use skos:prefLabel, skos:altLabel or skos:hiddenLabel for a plain text.",
    severity=Severity.ERROR,
    sources=("SKOS S53", "SKOS S54"),
    fixable=True,
    alone=True,
    good='ex:owl skosxl:prefLabel ex:l . ex:l skosxl:literalForm "owl"@en .',
    bad='ex:owl skos:prefLabel "owl"@en ; skosxl:altLabel "barn owl"@en .',
)
def xl_target(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each text where a resource should be."""
    for kind in KINDS:
        for subject, text in thesaurus.texts(SKOSXL + kind):
            said = f"skosxl:{kind} is the text {quoted(text.value, text.language or '')}"
            yield Found(subject, said, (kind, text.value))
