"""What VocPub wants of a concept."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.wanted import Wanted, unmet, values_of
from termgraph.namespaces import DCT, PROV, RDFS, SCHEMA, SKOS
from termgraph.skos import Thesaurus

RULE = Rule(
    id="vocpub-concept",
    title="A concept lacks what the profile VocPub requires of it, or says it otherwise",
    why="Publishers that build upon VocPub refuse it.",
    todo="Add what is missing, with the property and the kind of value that the message names.",
    severity=None,
    sources=("VocPub 2.3.01", "VocPub 2.3.02", *(f"VocPub 2.3.{number}" for number in range(10, 19))),
    good='ex:owl a skos:Concept ; skos:prefLabel "owl"@en ; skos:definition "A bird."@en ; rdfs:isDefinedBy ex: ;'
    ' skos:notation "B7" ; skos:historyNote "New."@en, "Neu."@de .',
    bad='ex:owl a skos:Concept ; skos:prefLabel "owl"@en, "Eule"@de ; skos:historyNote "New.", "Neu."@de ;'
    ' dct:replaces "hooter" .',
    expect=5,
)
_OF_CONCEPTS = (
    Wanted("VocPub 2.3.01", (SKOS + "prefLabel",), "a text", least=1, most=1),
    Wanted("VocPub 2.3.01", (SKOS + "definition",), "a text", least=1, one_a_language=True),
    Wanted("VocPub 2.3.02", (RDFS + "isDefinedBy",), "anything", least=1, most=1),
    Wanted("VocPub 2.3.10", (SKOS + "notation",), "a literal"),
    Wanted("VocPub 2.3.12", (PROV + "wasDerivedFrom",), "an IRI"),
    Wanted("VocPub 2.3.13", (PROV + "revisionOf",), "an IRI"),
    Wanted("VocPub 2.3.14", (DCT + "replaces",), "an IRI"),
    Wanted("VocPub 2.3.15", (DCT + "isReplacedBy",), "an IRI"),
    Wanted("VocPub 2.3.16", (SCHEMA + "version",), "a plain text"),
    Wanted("VocPub 2.3.17", (SCHEMA + "dateCreated",), "an xsd:date"),
    Wanted("VocPub 2.3.18", (SCHEMA + "dateModified",), "an xsd:date"),
)
#: A history is one plain text, or one text in each of some languages.
_HISTORIES = (
    Wanted("", (SKOS + "historyNote",), "a plain text", most=1),
    Wanted("", (SKOS + "historyNote",), "a text with a language", one_a_language=True),
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each thing that a concept lacks or says otherwise."""
    yield from unmet(thesaurus, thesaurus.typed_concepts, *_OF_CONCEPTS)
    for concept in thesaurus.typed_concepts:
        histories = values_of(thesaurus, concept, SKOS + "historyNote")
        if all(any(one.faults(histories)) for one in _HISTORIES):
            yield Found(
                concept, "skos:historyNote is neither one text nor one in each language (VocPub 2.3.11)"
            )
