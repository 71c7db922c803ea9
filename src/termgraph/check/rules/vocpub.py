"""Rules of the profile VocPub, what it requires and what it recommends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from termgraph.check.finding import Found
from termgraph.check.rule import Options, Rule
from termgraph.check.wanted import Wanted, none_met, outside, unmet, values_of
from termgraph.namespaces import PROV, SCHEMA, SKOS
from termgraph.skos import Thesaurus

_TODO = "Add what is missing, with the property and the kind of value that the message names."
_required = partial(Rule, why="Publishers that build upon VocPub refuse it.", todo=_TODO, severity=None)

_ROLES = (
    Wanted("VocPub 2.1.06", "schema:creator dct:creator", "anything", least=1),
    Wanted("VocPub 2.1.06", "schema:publisher dct:publisher", "anything", least=1),
)
#: A name is one plain text, or one text in each of some languages.
_NAMES = (
    Wanted("", "schema:name", "a plain text", least=1, most=1),
    Wanted("", "schema:name", "a text with a language", least=1, one_a_language=True),
)
_URL = Wanted("VocPub 2.4.03", "schema:url", "an xsd:anyURI", least=1)
_EMAIL = Wanted("VocPub 2.4.03", "schema:email", "an xsd:anyURI", least=1)


@Rule(
    title="Who made or publishes a scheme is not told as the profile VocPub requires",
    why="Publishers that build upon VocPub show names and addresses of people and organizations.",
    todo="Type each as schema:Person or schema:Organization, with a schema:name and a schema:email or schema:url.",
    severity=None,
    sources=("VocPub 2.1.06", "VocPub 2.4.02", "VocPub 2.4.03"),
    good="@prefix schema: <https://schema.org/> . ex: a skos:ConceptScheme ; dct:creator ex:me ; dct:publisher ex:us ."
    ' ex:me a schema:Person ; schema:name "Me"@en, "Ich"@de ; schema:email "mailto:me@e.org"^^xsd:anyURI .'
    ' ex:us a schema:Organization ; schema:name "Us" ; schema:url "http://e.org"^^xsd:anyURI .',
    bad="@prefix schema: <https://schema.org/> . ex: a skos:ConceptScheme ; dct:creator ex:me, ex:you ."
    ' ex:me a schema:Person ; schema:name "Me"@en, "I"@en ; schema:email "me@e.org" .',
    expect=4,
)
def vocpub_agent(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each scheme without a creator or publisher, each of these that is no agent, and what agents lack."""
    people, organizations = map(thesaurus.of_class, (SCHEMA + "Person", SCHEMA + "Organization"))
    agents = people | organizations
    yield from unmet(thesaurus, thesaurus.typed_schemes, *_ROLES)
    for scheme in thesaurus.typed_schemes:
        for role in _ROLES:
            said = f"is neither a schema:Person nor a schema:Organization ({role.by})"
            yield from outside(thesaurus, scheme, role.names, agents, said)
    said = "schema:name is neither one text nor one in each language (VocPub 2.4.02)"
    yield from none_met(thesaurus, agents, _NAMES, said)
    yield from unmet(thesaurus, organizations, _URL)
    yield from unmet(thesaurus, people, _EMAIL)


_OF_COLLECTIONS = (
    Wanted("VocPub 2.2.01", "skos:prefLabel", "a text", least=1, most=1),
    Wanted("VocPub 2.2.01", "skos:definition", "a text", least=1, one_a_language=True),
    Wanted("VocPub 2.2.03", "skos:inScheme", "anything", least=1, most=1),
    Wanted("VocPub 2.2.04", "skos:member", "an IRI", least=1),
)


@_required(
    title="A collection lacks what the profile VocPub requires of it",
    sources=("VocPub 2.2.01", "VocPub 2.2.03", "VocPub 2.2.04"),
    alone=True,
    good='ex:birds a skos:Collection ; skos:prefLabel "birds"@en ; skos:definition "All."@en ; skos:inScheme ex: ;'
    " skos:member ex:owl .",
    bad='ex:birds a skos:Collection ; skos:prefLabel "birds" ; skos:inScheme ex:, ex:s .',
    expect=3,
)
def vocpub_collection(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each thing that a collection lacks."""
    yield from unmet(thesaurus, thesaurus.typed_collections, *_OF_COLLECTIONS)


_OF_CONCEPTS = (
    Wanted("VocPub 2.3.01", "skos:prefLabel", "a text", least=1, most=1),
    Wanted("VocPub 2.3.01", "skos:definition", "a text", least=1, one_a_language=True),
    Wanted("VocPub 2.3.02", "rdfs:isDefinedBy", "anything", least=1, most=1),
    Wanted("VocPub 2.3.10", "skos:notation", "a literal"),
    Wanted("VocPub 2.3.12", "prov:wasDerivedFrom", "an IRI"),
    Wanted("VocPub 2.3.13", "prov:revisionOf", "an IRI"),
    Wanted("VocPub 2.3.14", "dct:replaces", "an IRI"),
    Wanted("VocPub 2.3.15", "dct:isReplacedBy", "an IRI"),
    Wanted("VocPub 2.3.16", "schema:version", "a plain text"),
    Wanted("VocPub 2.3.17", "schema:dateCreated", "an xsd:date"),
    Wanted("VocPub 2.3.18", "schema:dateModified", "an xsd:date"),
)
#: A history is one plain text, or one text in each of some languages.
_HISTORIES = (
    Wanted("", "skos:historyNote", "a plain text", most=1),
    Wanted("", "skos:historyNote", "a text with a language", one_a_language=True),
)


@_required(
    title="A concept lacks what the profile VocPub requires of it, or says it otherwise",
    sources=("VocPub 2.3.01", "VocPub 2.3.02", *(f"VocPub 2.3.{number}" for number in range(10, 19))),
    alone=True,
    good='ex:owl a skos:Concept ; skos:prefLabel "owl"@en ; skos:definition "A bird."@en ; rdfs:isDefinedBy ex: ;'
    ' skos:notation "B7" ; skos:historyNote "New."@en, "Neu."@de .',
    bad='ex:owl a skos:Concept ; skos:prefLabel "owl"@en, "Eule"@de ; skos:historyNote "New.", "Neu."@de ;'
    ' dct:replaces "hooter" .',
    expect=5,
)
def vocpub_concept(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each thing that a concept lacks or says otherwise."""
    yield from unmet(thesaurus, thesaurus.typed_concepts, *_OF_CONCEPTS)
    said = "skos:historyNote is neither one text nor one in each language (VocPub 2.3.11)"
    yield from none_met(thesaurus, thesaurus.typed_concepts, _HISTORIES, said)


@Rule(
    title="A concept is neither a top concept nor below another of the vocabulary, as the profile VocPub requires",
    why="Publishers that build upon VocPub show the concepts from the top down.",
    todo="State skos:topConceptOf, or a skos:broader concept that is in the file.",
    severity=None,
    sources=("VocPub 2.3.03", "VocPub 2.3.20"),
    good="ex: a skos:ConceptScheme . ex:bird a skos:Concept ; skos:topConceptOf ex: . ex:owl a skos:Concept ;"
    " skos:broader ex:bird .",
    bad="ex:bird a skos:Concept . ex:owl a skos:Concept ; skos:broader ex:brid .",
    expect=3,
)
def vocpub_hierarchy(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each concept that nothing is above, and each that something else is above than concepts and schemes."""
    above: dict[str, set[str]] = defaultdict(set)
    for up, down in (("broader", "narrower"), ("topConceptOf", "hasTopConcept")):
        for lower, upper in thesaurus.stated(SKOS + up):
            above[lower].add(upper)
        for upper, lower in thesaurus.stated(SKOS + down):
            above[lower].add(upper)
    known = thesaurus.typed_concepts | thesaurus.typed_schemes
    for concept in thesaurus.typed_concepts:
        if not above[concept]:
            yield Found(concept, "has no broader concept and is no top concept (VocPub 2.3.03)")
        for upper in sorted(above[concept] - known):
            said = f"{thesaurus.called(upper)} is above it, and no concept or scheme (VocPub 2.3.03)"
            yield Found(concept, said, (upper,))
    for concept, upper in thesaurus.stated(SKOS + "broader"):
        if concept in thesaurus.typed_concepts and upper not in thesaurus.typed_concepts:
            said = f"its broader concept {thesaurus.called(upper)} is not in the vocabulary (VocPub 2.3.20)"
            yield Found(concept, said, (upper,))


_OF_SCHEMES = (
    Wanted("VocPub 2.1.04", "skos:prefLabel", "a text", least=1, most=1),
    Wanted("VocPub 2.1.04", "skos:definition", "a text", least=1, one_a_language=True),
    Wanted("VocPub 2.1.05", "schema:dateCreated dct:created", "an xsd:date or xsd:dateTime", least=1, most=1),
    Wanted(
        "VocPub 2.1.05", "schema:dateModified dct:modified", "an xsd:date or xsd:dateTime", least=1, most=1
    ),
    Wanted("VocPub 2.1.11", "prov:qualifiedDerivation", "a resource"),
    Wanted("VocPub 2.1.12", "schema:keywords dcat:theme", "an IRI"),
    Wanted("VocPub 2.1.14", "schema:copyrightHolder", "an IRI"),
)
_OF_DERIVATIONS = (
    Wanted("VocPub 2.1.11", "prov:entity", "an IRI", least=1, most=1),
    Wanted("VocPub 2.1.11", "prov:hadRole", "an IRI", least=1, most=1),
)
#: What may say where something is from: one of these, well written.
_ORIGINS = (
    Wanted("", "prov:wasDerivedFrom", "an IRI", least=1),
    Wanted("", "schema:citation", "a plain text or an xsd:anyURI", least=1),
    Wanted("", "dct:source", "a plain text or an xsd:anyURI", least=1),
    Wanted("", "skos:historyNote", "a text", least=1),
    Wanted("", "dct:provenance", "a text", least=1),
)


@_required(
    title="A scheme lacks what the profile VocPub requires of it",
    sources=tuple(f"VocPub 2.1.{number:02}" for number in (4, 5, 7, 9, 11, 12, 14)),
    good='ex: a skos:ConceptScheme ; skos:prefLabel "Birds"@en ; skos:definition "All."@en ; skos:historyNote'
    ' "New."@en ; dct:created "2026-11-21"^^xsd:date ; dct:modified "2026-11-21"^^xsd:date ; skos:hasTopConcept ex:owl'
    " ; prov:qualifiedDerivation [ prov:entity ex:old ; prov:hadRole ex:subset ] . ex:owl a skos:Concept .",
    bad='ex: a skos:ConceptScheme ; skos:prefLabel "Birds"@en, "Vögel"@de ; dct:created "2026" ; skos:hasTopConcept'
    ' ex:owl ; prov:qualifiedDerivation "old" .',
    expect=7,
)
def vocpub_scheme(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each thing that a scheme, or what it says it is derived from, lacks."""
    yield from unmet(thesaurus, thesaurus.typed_schemes, *_OF_SCHEMES)
    yield from without_origin(thesaurus, thesaurus.typed_schemes, "VocPub 2.1.07")
    yield from unmet(thesaurus, thesaurus.targets_of(PROV + "qualifiedDerivation"), *_OF_DERIVATIONS)
    for scheme in thesaurus.typed_schemes:
        tops = thesaurus.tops.get(scheme, set())
        if not tops:
            yield Found(scheme, "skos:hasTopConcept is missing (VocPub 2.1.09)")
        for top in sorted(tops - thesaurus.typed_concepts):
            said = f"the top concept {thesaurus.called(top)} is no concept (VocPub 2.1.09)"
            yield Found(scheme, said, (top,))


def without_origin(thesaurus: Thesaurus, nodes: set[str], by: str) -> Iterator[Found]:
    """Yield those of some nodes that do not say where they are from."""
    said = (
        "skos:historyNote, schema:citation or prov:wasDerivedFrom is missing, or not written as it should be"
    )
    yield from none_met(thesaurus, nodes, _ORIGINS, f"{said} ({by})")


_STATUSES = "https://linked.data.gov.au/def/reg-statuses/"
_STATUS = "schema:status reg:status"
_LICENCE = Wanted("VocPub 2.1.13", "schema:license", "an IRI, a plain text or an xsd:anyURI")


@Rule(
    title="A recommendation of the profile VocPub is not followed",
    why="Publishers that build upon VocPub take it, and show less.",
    todo=_TODO,
    severity=None,
    sources=("VocPub 2.1.10", "VocPub 2.1.13", "VocPub 2.2.02", "VocPub 2.3.04", "VocPub 2.3.05"),
    good="@prefix schema: <https://schema.org/> . ex: a skos:ConceptScheme ; schema:license <http://e.org/l> . ex:owl a"
    ' skos:Concept ; schema:status <https://linked.data.gov.au/def/reg-statuses/stable> ; skos:historyNote "New."@en .',
    bad='@prefix schema: <https://schema.org/> . ex: a skos:ConceptScheme ; schema:license "by"@en . ex:owl a'
    ' skos:Concept ; schema:status ex:stable ; skos:historyNote "New."@en . ex:bat a skos:Concept .',
    expect=3,
)
def vocpub_should(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each status that is none of the registry's, each licence of another kind, and what is of unknown origin."""
    for nodes, by in (
        (thesaurus.typed_schemes, "VocPub 2.1.10"),
        (thesaurus.typed_concepts, "VocPub 2.3.05"),
    ):
        yield from unmet(thesaurus, nodes, Wanted(by, _STATUS, "an IRI", most=1))
        for node in nodes:
            for value in values_of(thesaurus, node, _STATUS):
                if isinstance(value, str) and not value.startswith(_STATUSES):
                    yield Found(node, f"the status <{value}> is none of <{_STATUSES}> ({by})", (value,))
    yield from unmet(thesaurus, thesaurus.typed_schemes, _LICENCE)
    yield from without_origin(thesaurus, thesaurus.typed_collections, "VocPub 2.2.02")
    yield from without_origin(thesaurus, thesaurus.typed_concepts, "VocPub 2.3.04")


_ENDS = ("schema:startDate", "schema:endDate")
_ONE_EACH = tuple(Wanted("", name, "anything", least=1, most=1) for name in _ENDS)
_DATES = tuple(Wanted("VocPub 2.3.19", name, "an xsd:date") for name in _ENDS)


@Rule(
    title="The time that a concept holds for is not told as the profile VocPub requires",
    why="Publishers that build upon VocPub look for a beginning or an end.",
    todo="Let schema:temporalCoverage lead to a time:TemporalEntity with a schema:startDate or schema:endDate.",
    severity=None,
    sources=("VocPub 2.3.19",),
    good="@prefix schema: <https://schema.org/> . @prefix time: <http://www.w3.org/2006/time#> . ex:owl a"
    ' skos:Concept ; schema:temporalCoverage [ a time:TemporalEntity ; schema:startDate "2026-11-21"^^xsd:date ] .',
    bad="@prefix schema: <https://schema.org/> . @prefix time: <http://www.w3.org/2006/time#> . ex:owl a"
    ' skos:Concept ; schema:temporalCoverage [ a time:TemporalEntity ; schema:startDate "2026" ],'
    ' [ a time:TemporalEntity ], "2026" .',
    expect=3,
)
def vocpub_temporal(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each time that is none, or has neither one beginning nor one end, or no date as such."""
    entities = thesaurus.of_class("http://www.w3.org/2006/time#TemporalEntity")
    said = "is no time:TemporalEntity (VocPub 2.3.19)"
    for concept in thesaurus.typed_concepts:
        yield from outside(thesaurus, concept, "schema:temporalCoverage", entities, said)
    yield from unmet(thesaurus, entities, *_DATES)
    said = "has neither one schema:startDate nor one schema:endDate (VocPub 2.3.19)"
    yield from none_met(thesaurus, entities, _ONE_EACH, said)
