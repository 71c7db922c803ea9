"""SHACL: shapes of the user's own are run, and our shapes and our rules mean the same."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad
from rdflib import Graph

from termgraph.check import check
from termgraph.check.rule import EXAMPLE_PREAMBLE
from termgraph.check.rules import all_checks
from termgraph.check.shapes import shape_findings
from termgraph.errors import TermgraphError
from termgraph.namespaces import RDF, SKOS
from termgraph.skos import Thesaurus
from tests.commands import run
from tests.ontology_examples import BROKEN, GOOD, PREAMBLE

SHAPES = Path(__file__).parents[1] / "ontology" / "shapes.ttl"

#: The shapes that say what a rule says as well. All others are about the form in which termgraph writes its own graph:
#: which class, how often, what stands beside what. Other people's vocabularies owe them nothing, so there is no rule.
SAME = {
    "Concept-prefLabel": ("two-preflabels", "label-overlap", "label-missing", "xl-only"),
    "Concept-altLabel": ("label-overlap",),
    "Concept-names": ("language-tag",),
    "Concept-names-trimmed": ("label-empty", "label-space"),
    "Concept-definition": ("definition-several",),
    "Concept-notes": ("language-tag",),
    "Concept-inScheme": ("no-scheme",),
    "Concept-topConceptOf": ("top-one-way",),
    "Concept-narrower-inverse": ("one-way",),
    "Concept-related-inverse": ("one-way",),
    "Concept-ancestors-related": ("related-in-hierarchy",),
    "Concept-descendants-related": ("related-in-hierarchy",),
    "Concept-acyclic-up": ("cycle", "reflexive"),
    "Concept-acyclic-down": ("cycle", "reflexive"),
    "Concept-exactMatch": ("match-clash",),
    "Concept-matches": ("relation-target",),
    "Concept-isReplacedBy": ("dangling",),
    "DefinedConcept": ("definition-missing",),
    "TopConcept-broader": ("top-has-broader",),
    "ReplacedConcept-deprecated": ("replaced-current",),
    "ConceptWithTerms-class": ("dangling",),
    "ConceptWithTerms-prefLabel": ("xl-only", "label-overlap"),
    "Term-literalForm": ("xl-form",),
    "Term-literalForm-trimmed": ("label-empty",),
    "Term-concept": ("name-unattached",),
    "Misnomer-misleadingName": ("misnomer-record",),
    "Misnomer-note": ("misnomer-record",),
    "MisnomerSubject-target": ("misnomer-clash",),
    "Scheme-title": ("scheme-metadata",),
    "Scheme-creator-present": ("scheme-metadata",),
    "Scheme-license": ("scheme-metadata",),
    "Scheme-hasTopConcept-present": ("top-one-way",),
}
#: Rules of which our shapes cover a part only, by the reason why their bad example does not break one.
NARROWER_SHAPE = {
    "dangling": "the shapes look at what a graph of ours may lead to, not at every relation",
    "match-clash": "the shape looks at what is stated, the rule at what follows from it too",
    "relation-target": "the shape of a relation wants a concept of this very graph, that of a mapping no text",
    "scheme-metadata": "the shapes look at each property of a scheme alone, and not at its publisher",
}


@cache
def our_shapes() -> Thesaurus:
    return Thesaurus.open(SHAPES)


def graph(minus: str = "", plus: str = "") -> Thesaurus:
    """Return the good example without some triples and with some more."""
    whole = Graph().parse(data=PREAMBLE + GOOD, format="turtle")
    for triple in Graph().parse(data=PREAMBLE + minus, format="turtle"):
        whole.remove(triple)
    whole += Graph().parse(data=PREAMBLE + plus, format="turtle")
    return Thesaurus.from_text(whole.serialize(format="nt"))


def found_in(store: Thesaurus) -> set[tuple[str, str | None, str]]:
    found = check(store, select=list(all_checks())).findings
    return {(one.rule, one.subject, one.message) for one in found}


def shapes_in(store: Thesaurus) -> set[str]:
    return {rule.id for _, rule, _ in shape_findings(store, our_shapes())}


# Our shapes and our rules


def test_both_accept_the_good_example() -> None:
    assert shapes_in(graph()) == set()
    told = {rule for rule, _, _ in found_in(graph())}
    assert told & {rule for rules in SAME.values() for rule in rules} <= {"scheme-metadata"}  # no publisher


@pytest.mark.parametrize(
    ("shape", "minus", "plus"),
    [case for case in BROKEN if case[0] in SAME],
    ids=[f"{n}-{case[0]}" for n, case in enumerate(BROKEN) if case[0] in SAME],
)
def test_what_a_shape_rejects_a_rule_finds(shape: str, minus: str, plus: str) -> None:
    found = {rule for rule, _, _ in found_in(graph(minus, plus)) - found_in(graph())}
    assert found & set(SAME[shape])


@pytest.mark.parametrize(
    "id_", sorted({rule for rules in SAME.values() for rule in rules} - NARROWER_SHAPE.keys())
)
def test_what_a_rule_finds_a_shape_rejects(id_: str) -> None:
    store = typed(all_checks()[id_].rule.bad)
    assert {shape for shape, rules in SAME.items() if id_ in rules} & shapes_in(store)


def typed(turtle: str) -> Thesaurus:
    """Return an example in which every concept says that it is one, since shapes infer nothing."""
    plain = Thesaurus.from_text(EXAMPLE_PREAMBLE + turtle)
    stated = [
        Quad(NamedNode(iri), NamedNode(RDF + "type"), NamedNode(SKOS + "Concept"))
        for iri in plain.concepts
        if ":" in iri[1:] and not iri.startswith("_:")
    ]
    return Thesaurus.from_text("\n".join(f"{quad} ." for quad in [*plain.quads(), *stated]))


# Shapes of the user's own

HOUSE = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix h: <http://house.example/rules#> .
h:Short a sh:NodeShape ; sh:targetClass skos:Concept ; sh:name "short names" ; sh:severity sh:Warning ;
    sh:property h:Short-label .
h:Short-label sh:path skos:prefLabel ; sh:maxLength 5 ; sh:message "is longer than five letters."@en, "zu lang"@de ;
    sh:name "short names" ; sh:severity sh:Warning .
h:Noted a sh:NodeShape ; sh:targetClass skos:Concept ; sh:property [ sh:path skos:note ; sh:minCount 1 ] .
"""
BIRDS = (
    '<http://e.org/owl> a skos:Concept ; skos:prefLabel "owl"@en . '
    '<http://e.org/lark> a skos:Concept ; skos:prefLabel "skylark"@en ; skos:note "Sings."@en .'
)
QUERY = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix h: <http://house.example/rules#> .
h:Query a sh:NodeShape ; sh:targetClass skos:Concept ; sh:sparql [ sh:message "sings" ; sh:select
    "SELECT $this {clause} WHERE {{ $this <http://www.w3.org/2004/02/skos/core#note> ?note {inner} }}" ] .
"""


def test_shapes_find_what_they_are_made_to_find() -> None:
    report = check(Thesaurus.from_text(BIRDS), select=["cycle"], shapes=Thesaurus.from_text(HOUSE))
    assert [
        (str(one.severity), one.rule, one.subject, one.message, one.values) for one in report.findings
    ] == [
        (
            "error",
            "shacl-min-count",
            "http://e.org/owl",
            "note: Less than 1 values on <http://e.org/owl>->skos:note",
            (),
        ),
        (
            "warning",
            "Short-label",
            "http://e.org/lark",
            "prefLabel: is longer than five letters",
            ("skylark",),
        ),
    ]
    assert report.rules["Short-label"].title == "short names"
    assert report.consistent


def test_a_shape_called_as_a_rule_is_not_taken_for_it() -> None:
    shapes = Thesaurus.from_text(HOUSE.replace("h:Short-label", "h:cycle"))
    loop = (
        BIRDS
        + " <http://e.org/owl> skos:broader <http://e.org/lark> . <http://e.org/lark> skos:broader <http://e.org/owl> ."
    )
    report = check(Thesaurus.from_text(loop), select=["cycle"], shapes=shapes)
    assert {one.rule for one in report.findings} == {
        "cycle",
        "http://house.example/rules#cycle",
        "shacl-min-count",
    }
    assert report.rules["cycle"].title != "short names"


def test_shapes_with_queries_are_run() -> None:
    shapes = Thesaurus.from_text(QUERY.format(clause="", inner=""))
    (found,) = [one for _, _, one in shape_findings(Thesaurus.from_text(BIRDS), shapes)]
    assert (found.subject, found.message) == ("http://e.org/lark", "sings")


@pytest.mark.parametrize(
    ("clause", "inner", "complaint"),
    [
        ("FROM <http://evil.example/>", "", "FROM would read another graph"),
        ("", "SERVICE <http://evil.example/> { ?a ?b ?c }", "SERVICE would ask another server"),
        ("from<http://evil.example/>", "", "FROM would read another graph"),
    ],
)
def test_shapes_reach_nothing_else(clause: str, inner: str, complaint: str) -> None:
    shapes = Thesaurus.from_text(QUERY.format(clause=clause, inner=inner))
    with pytest.raises(TermgraphError, match=complaint):
        shape_findings(Thesaurus.from_text(BIRDS), shapes)


@pytest.mark.parametrize(
    ("shapes", "complaint"),
    [
        ("<e:a> <e:b> <e:c> .", "holds no SHACL shapes"),
        (
            "<e:S> a <http://www.w3.org/ns/shacl#NodeShape> ; <http://www.w3.org/ns/shacl#targetClass> skos:Concept ;"
            " <http://www.w3.org/ns/shacl#property> [ <http://www.w3.org/ns/shacl#minCount> 1 ] .",
            "cannot be run",
        ),
    ],
)
def test_what_is_no_shape_is_told(shapes: str, complaint: str) -> None:
    with pytest.raises(TermgraphError, match=complaint):
        shape_findings(Thesaurus.from_text(BIRDS), Thesaurus.from_text(shapes))


@pytest.mark.parametrize(
    ("shape", "reason"),
    [
        ('sh:property [ sh:path skos:prefLabel ; sh:pattern "([" ]', "unterminated character set"),
        ('sh:property [ sh:path skos:prefLabel ; sh:minCount "abc" ]', "sh:minCount must be a literal"),
        ("sh:node h:Bad", "Recursive Shape"),
        ('sh:sparql [ sh:message "m" ; sh:select "" ]', "SelectQuery"),
        ('sh:or "x"', "well-formed RDF list"),
    ],
)
def test_what_shapes_get_wrong_is_told_and_nothing_else(
    shape: str, reason: str, capfd: pytest.CaptureFixture[str]
) -> None:
    shapes = Thesaurus.from_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix h: <http://house.example/rules#> . "
        f"h:Bad a sh:NodeShape ; sh:targetClass skos:Concept ; {shape} ."
    )
    with pytest.raises(TermgraphError, match="the shapes cannot be run") as caught:
        shape_findings(Thesaurus.from_text(BIRDS), shapes)
    assert reason in str(caught.value.hint)
    assert capfd.readouterr() == ("", "")


def test_the_command_runs_shapes(tmp_path: Path) -> None:
    prefixes = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    (tmp_path / "birds.ttl").write_text(prefixes + BIRDS, "utf-8")
    (tmp_path / "house.ttl").write_text(prefixes + HOUSE, "utf-8")
    (tmp_path / "broken.ttl").write_text("<a> <b", "utf-8")
    command = ("check", tmp_path / "birds.ttl", "--select", "cycle", "--format", "json", "--shapes")
    done = run(*command, tmp_path / "house.ttl")
    assert done.status == 1
    assert json.loads(done.out)["counts"]["rules"] == {"Short-label": 1, "shacl-min-count": 1}
    done = run(*command, tmp_path / "broken.ttl")
    assert done.status == 3
    assert (done.out, "broken.ttl:1:5: is no valid Turtle" in done.err) == ("", True)
