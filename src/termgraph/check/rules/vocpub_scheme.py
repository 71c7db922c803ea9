"""What VocPub wants of a concept scheme."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.wanted import Wanted, unmet, values_of
from termgraph.namespaces import DCT, PROV, SCHEMA, SKOS
from termgraph.skos import Thesaurus

RULE = Rule(
    id="vocpub-scheme",
    title="A scheme lacks what the profile VocPub requires of it",
    why="Publishers that build upon VocPub refuse it.",
    todo="Add what is missing, with the property and the kind of value that the message names.",
    severity=None,
    sources=tuple(f"VocPub 2.1.{number:02}" for number in (4, 5, 7, 9, 11, 12, 14)),
    good='ex: a skos:ConceptScheme ; skos:prefLabel "Birds"@en ; skos:definition "All."@en ; skos:historyNote'
    ' "New."@en ; dct:created "2026-11-21"^^xsd:date ; dct:modified "2026-11-21"^^xsd:date ;'
    " skos:hasTopConcept ex:owl ; prov:qualifiedDerivation [ prov:entity ex:old ; prov:hadRole ex:subset ] ."
    " ex:owl a skos:Concept .",
    bad='ex: a skos:ConceptScheme ; skos:prefLabel "Birds"@en, "Vögel"@de ; dct:created "2026" ; skos:hasTopConcept'
    ' ex:owl ; prov:qualifiedDerivation "old" .',
    expect=7,
)
_OF_SCHEMES = (
    Wanted("VocPub 2.1.04", (SKOS + "prefLabel",), "a text", least=1, most=1),
    Wanted("VocPub 2.1.04", (SKOS + "definition",), "a text", least=1, one_a_language=True),
    Wanted(
        "VocPub 2.1.05",
        (SCHEMA + "dateCreated", DCT + "created"),
        "an xsd:date or xsd:dateTime",
        least=1,
        most=1,
    ),
    Wanted(
        "VocPub 2.1.05",
        (SCHEMA + "dateModified", DCT + "modified"),
        "an xsd:date or xsd:dateTime",
        least=1,
        most=1,
    ),
    Wanted("VocPub 2.1.11", (PROV + "qualifiedDerivation",), "a resource"),
    Wanted("VocPub 2.1.12", (SCHEMA + "keywords", "http://www.w3.org/ns/dcat#theme"), "an IRI"),
    Wanted("VocPub 2.1.14", (SCHEMA + "copyrightHolder",), "an IRI"),
)
_OF_DERIVATIONS = (
    Wanted("VocPub 2.1.11", (PROV + "entity",), "an IRI", least=1, most=1),
    Wanted("VocPub 2.1.11", (PROV + "hadRole",), "an IRI", least=1, most=1),
)
#: What may say where something is from: one of these, well written.
_ORIGINS = (
    Wanted("", (PROV + "wasDerivedFrom",), "an IRI", least=1),
    Wanted("", (SCHEMA + "citation",), "a plain text or an xsd:anyURI", least=1),
    Wanted("", (DCT + "source",), "a plain text or an xsd:anyURI", least=1),
    Wanted("", (SKOS + "historyNote",), "a text", least=1),
    Wanted("", (DCT + "provenance",), "a text", least=1),
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each thing that a scheme, or what it says it is derived from, lacks."""
    yield from unmet(thesaurus, thesaurus.typed_schemes, *_OF_SCHEMES)
    yield from without_origin(thesaurus, thesaurus.typed_schemes, "VocPub 2.1.07")
    yield from unmet(thesaurus, thesaurus.targets_of(PROV + "qualifiedDerivation"), *_OF_DERIVATIONS)
    for scheme in thesaurus.typed_schemes:
        tops = thesaurus.tops.get(scheme, set())
        if not tops:
            yield Found(scheme, "skos:hasTopConcept is missing (VocPub 2.1.09)")
        for top in sorted(tops - thesaurus.typed_concepts):
            yield Found(
                scheme, f"the top concept {thesaurus.called(top)} is no concept (VocPub 2.1.09)", (top,)
            )


def without_origin(thesaurus: Thesaurus, nodes: set[str], by: str) -> Iterator[Found]:
    """Yield those of some nodes that do not say where they are from."""
    for node in nodes:
        if all(any(one.faults(values_of(thesaurus, node, *one.names))) for one in _ORIGINS):
            said = "skos:historyNote, schema:citation or prov:wasDerivedFrom is missing, or not written as it should be"
            yield Found(node, f"{said} ({by})")
