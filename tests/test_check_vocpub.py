"""The profile vocpub finds an error exactly where VocPub's own validator finds a violation, for the same requirement.

The validator and its examples (https://github.com/AGLDWG/vocpub-profile, CC BY 4.0) are not part of the project: the
tests that run them need TERMGRAPH_SUITES to name a folder with `vocpub/validators` and `vocpub/examples` in it.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, SH, Graph

from termgraph.check import Severity, check
from termgraph.skos import Thesaurus

SUITE = Path(os.environ.get("TERMGRAPH_SUITES", "")) / "vocpub"
VALIDATOR = SUITE / "validators" / "validator.ttl"
EXAMPLES = sorted((SUITE / "examples").glob("*.ttl"))
needs_validator = pytest.mark.skipif(not VALIDATOR.is_file(), reason="TERMGRAPH_SUITES names no vocpub suite")

#: The requirement of each shape of the validator whose name does not tell it.
SHAPES = {
    "ConceptSchemeType": "2.1.02",
    "prefLabel": "title",
    "definition": "title",
    "created": "2.1.05",
    "modified": "2.1.05",
    "creator": "2.1.06",
    "publisher": "2.1.06",
    "at-least-one-concept": "2.1.09",
    "qualified-derivation": "2.1.11",
    "qualified-derivation-entity": "2.1.11",
    "qualified-derivation-role": "2.1.11",
    "theming": "2.1.12",
    "copyright-holder": "2.1.14",
    "in-scheme": "2.2.03",
    "member": "2.2.04",
    "is-defined-by": "2.3.02",
    "in-hierarchy": "2.3.03",
    "notation": "2.3.10",
    "concept-wasDerivedFrom": "2.3.12",
    "concept-revisionOf": "2.3.13",
    "concept-replaces": "2.3.14",
    "concept-isReplacedBy": "2.3.15",
    "concept-version": "2.3.16",
    "concept-date-created": "2.3.17",
    "concept-date-modified": "2.3.18",
    "concept-temporalCoverage": "2.3.19",
    "broaders-and-narrowers-must-be-concepts": "2.3.20",
    "agent-url": "2.4.03",
    "agent-email": "2.4.03",
}
TITLES = {"2.1.04", "2.2.01", "2.3.01"}  # one shape for all three

GOOD = """
@prefix : <http://e.org/v/> . @prefix dct: <http://purl.org/dc/terms/> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix time: <http://www.w3.org/2006/time#> . @prefix dcat: <http://www.w3.org/ns/dcat#> .
:s a skos:ConceptScheme .
:s skos:prefLabel "Birds"@en .
:s skos:definition "All birds."@en .
:s dct:created "2026-11-21"^^xsd:date .
:s schema:dateModified "2026-11-21T10:00:00Z"^^xsd:dateTime .
:s schema:creator :me .
:s dct:publisher :us .
:s skos:historyNote "New."@en .
:s skos:hasTopConcept :bird .
:me a schema:Person .
:me schema:name "Me"@en, "Ich"@de .
:me schema:email "mailto:me@e.org"^^xsd:anyURI .
:us a schema:Organization .
:us schema:name "Us" .
:us schema:url "http://e.org"^^xsd:anyURI .
:bird a skos:Concept .
:bird skos:prefLabel "bird"@en .
:bird skos:definition "An animal."@en .
:bird skos:historyNote "New."@en .
:bird rdfs:isDefinedBy :s .
:owl a skos:Concept .
:owl skos:prefLabel "owl"@en .
:owl skos:definition "A bird."@en .
:owl skos:historyNote "New." .
:owl rdfs:isDefinedBy :s .
:owl skos:broader :bird .
:c a skos:Collection .
:c skos:prefLabel "group"@en .
:c skos:definition "A group."@en .
:c skos:historyNote "New."@en .
:c skos:inScheme :s .
:c skos:member :owl .
"""
#: What is taken away from it, what is added to it, and the requirements that are then not met.
BAD = {
    "two schemes": ("", ":t a skos:ConceptScheme .", "2.1.02 2.1.05 2.1.06 2.1.07 2.1.09 title"),
    "a scheme without a title": (':s skos:prefLabel "Birds"@en .', "", "title"),
    "a scheme with two titles": ("", ':s skos:prefLabel "Vögel"@de .', "title"),
    "no definition": (':s skos:definition "All birds."@en .', "", "title"),
    "two definitions in a language": ("", ':owl skos:definition "A hunter."@en .', "title"),
    "two definitions in two languages": ("", ':owl skos:definition "Ein Vogel."@de .', ""),
    "a definition that is a number": (
        ':owl skos:definition "A bird."@en .',
        ":owl skos:definition 7 .",
        "title",
    ),
    "no date": (':s dct:created "2026-11-21"^^xsd:date .', "", "2.1.05"),
    "two dates": ("", ':s schema:dateCreated "2026-11-22"^^xsd:date .', "2.1.05"),
    "a date that is a text": (
        ':s dct:created "2026-11-21"^^xsd:date .',
        ':s dct:created "2026-11-21" .',
        "2.1.05",
    ),
    "a date that is none": (
        ':s dct:created "2026-11-21"^^xsd:date .',
        ':s dct:created "2026-13-21"^^xsd:date .',
        "2.1.05",
    ),
    "no creator": (":s schema:creator :me .", "", "2.1.06"),
    "a creator that is a text": (":s schema:creator :me .", ':s dct:creator "Me" .', "2.1.06"),
    "a publisher that is not typed": (":us a schema:Organization .", "", "2.1.06"),
    "no origin": (':s skos:historyNote "New."@en .', "", "2.1.07"),
    "an origin that is an IRI": (
        ':s skos:historyNote "New."@en .',
        ":s dct:source <http://e.org/old> .",
        "2.1.07",
    ),
    "another origin": (':s skos:historyNote "New."@en .', ":s prov:wasDerivedFrom <http://e.org/old> .", ""),
    "no top concept": (":s skos:hasTopConcept :bird .", "", "2.1.09 2.3.03"),
    "the top concept from its end": (":s skos:hasTopConcept :bird .", ":bird skos:topConceptOf :s .", ""),
    "a derivation that is a text": ("", ':s prov:qualifiedDerivation "old" .', "2.1.11"),
    "a derivation without a role": ("", ":s prov:qualifiedDerivation [ prov:entity :old ] .", "2.1.11"),
    "a derivation": ("", ":s prov:qualifiedDerivation [ prov:entity :old ; prov:hadRole :part ] .", ""),
    "a theme that is a text": ("", ':s schema:keywords "birds" .', "2.1.12"),
    "a holder that is a text": ("", ':s schema:copyrightHolder "me" .', "2.1.14"),
    "a licence that is an IRI": ("", ":s schema:license <http://e.org/by> .", ""),
    "a status that is a text": ("", ':owl schema:status "stable" .', ""),
    "a collection without a scheme": (":c skos:inScheme :s .", "", "2.2.03"),
    "an empty collection": (":c skos:member :owl .", "", "2.2.04"),
    "a collection without a name": (':c skos:prefLabel "group"@en .', "", "title"),
    "no vocabulary that defines it": (":owl rdfs:isDefinedBy :s .", "", "2.3.02"),
    "a concept that stands alone": (":owl skos:broader :bird .", "", "2.3.03"),
    "a concept above itself": (":owl skos:broader :bird .", ":owl skos:broader :owl .", ""),
    "a broader concept elsewhere": ("", ":owl skos:broader <http://b.org/x> .", "2.3.03 2.3.20"),
    "a concept of unknown origin": (':owl skos:historyNote "New." .', "", ""),
    "a notation that is a resource": ("", ":owl skos:notation :B7 .", "2.3.10"),
    "a notation with a language": ("", ':owl skos:notation "B7"@en .', ""),
    "two histories in a language": ("", ':bird skos:historyNote "Old."@en .', "2.3.11"),
    "two histories in two": ("", ':bird skos:historyNote "Alt."@de .', ""),
    "histories with and without a language": ("", ':owl skos:historyNote "Alt."@de .', "2.3.11"),
    "an origin that is a text": ("", ':owl prov:wasDerivedFrom "old" .', "2.3.12"),
    "a revision of a text": ("", ':owl prov:revisionOf "old" .', "2.3.13"),
    "replaces a text": ("", ':owl dct:replaces "old" .', "2.3.14"),
    "is replaced by a text": ("", ':owl dct:isReplacedBy "new" .', "2.3.15"),
    "a version that is a number": ("", ":owl schema:version 1.0 .", "2.3.16"),
    "a concept created on no date": ("", ':owl schema:dateCreated "2026" .', "2.3.17"),
    "a concept changed at a time": (
        "",
        ':owl schema:dateModified "2026-11-21T10:00:00Z"^^xsd:dateTime .',
        "2.3.18",
    ),
    "a time that is a text": ("", ':owl schema:temporalCoverage "2026" .', "2.3.19"),
    "a time without ends": ("", ":owl schema:temporalCoverage [ a time:TemporalEntity ] .", "2.3.19"),
    "a time with an end": (
        "",
        ':owl schema:temporalCoverage [ a time:TemporalEntity ; schema:endDate "2026-11-21"^^xsd:date ] .',
        "",
    ),
    "an agent without a name": (':us schema:name "Us" .', "", "2.4.02"),
    "an agent with two names": ("", ':us schema:name "We" .', "2.4.02"),
    "an agent with two names in a language": ("", ':me schema:name "I"@en .', "2.4.02"),
    "an agent with names with and without": ("", ':me schema:name "I" .', "2.4.02"),
    "a person without a letter box": (':me schema:email "mailto:me@e.org"^^xsd:anyURI .', "", "2.4.03"),
    "an address that is a text": ('"http://e.org"^^xsd:anyURI', '_:b rdfs:label "x" .', "2.4.03"),
}


def small(case: str) -> str:
    minus, plus, _ = BAD[case]
    assert minus in GOOD
    return (
        GOOD.replace(minus, '"http://e.org" .' if minus.startswith('"') else "").replace(" . .", " .") + plus
    )


def ours(thesaurus: Thesaurus) -> set[str]:
    """Return the requirements that we find not to be met, as the validator tells them apart."""
    report = check(thesaurus, profile="vocpub")
    said = {
        "2.1.02" if finding.rule == "one-scheme" else re.findall(r"\(VocPub ([\d.]+)\)$", finding.message)[0]
        for finding in report.findings
        if finding.severity is Severity.ERROR
    }
    return {"title" if number in TITLES else number for number in said}


@cache
def shapes() -> Graph:
    return Graph().parse(VALIDATOR)


def theirs(data: Graph) -> set[str]:
    """Return the requirements that the validator finds not to be met."""
    _, results, _ = pyshacl.validate(data, shacl_graph=shapes())
    assert isinstance(results, Graph)
    found = set()
    for result in results.subjects(RDF.type, SH.ValidationResult):
        if results.value(result, SH.resultSeverity) == SH.Violation:
            name = str(results.value(result, SH.sourceShape)).rpartition("/")[2]
            number = re.match(r"Requirement-(\d\.\d\.\d\d)", name)
            found.add(number[1] if number else SHAPES[name])
    return found


def test_what_meets_all_requirements_passes() -> None:
    assert ours(Thesaurus.from_text(GOOD)) == set()


@pytest.mark.parametrize("case", BAD)
def test_each_requirement_is_asked_for(case: str) -> None:
    assert ours(Thesaurus.from_text(small(case))) == set(BAD[case][2].split())


def test_what_is_only_recommended_is_a_warning() -> None:
    turtle = GOOD.replace(':owl skos:historyNote "New." .', ':owl schema:status "stable" .')
    findings = check(
        Thesaurus.from_text(turtle), profile="vocpub", select=["vocpub-should", "scheme-metadata"]
    ).findings
    assert {(finding.rule, str(finding.severity)) for finding in findings} == {
        ("vocpub-should", "warning"),
        ("scheme-metadata", "warning"),
    }
    assert [finding.message for finding in findings if finding.rule == "scheme-metadata"] == [
        "says nothing of its licence"
    ]


def test_what_skos_forbids_stays_an_error() -> None:
    turtle = GOOD + ':owl skos:altLabel "owl"@en .'
    assert "label-overlap" in {
        finding.rule
        for finding in check(Thesaurus.from_text(turtle), profile="vocpub").findings
        if finding.severity is Severity.ERROR
    }


@needs_validator
@pytest.mark.parametrize("case", BAD)
def test_the_validator_says_the_same_of_ours(case: str) -> None:
    assert theirs(Graph().parse(data=small(case), format="turtle")) == set(BAD[case][2].split())


@needs_validator
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_validator_says_the_same_of_its_examples(path: Path) -> None:
    assert ours(Thesaurus.open(path)) == theirs(Graph().parse(path))
