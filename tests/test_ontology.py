"""The ontology, the shapes and the JSON-LD context: sound, documented, and agreeing with each other and the code."""

from __future__ import annotations

import json
import re
import socket
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import owlrl  # type: ignore[import-untyped]  # it comes with pyshacl
import pyoxigraph
import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, XSD, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, VANN

from termgraph.namespaces import LABEL_TYPES, PREFIXES, SKOSXL, TG
from tests.ontology_examples import BROKEN, EX, GOOD, PREAMBLE, SHAPE, SKOS_AXIOMS, XL

ROOT = Path(__file__).parents[1]
ONTOLOGY = ROOT / "ontology" / "termgraph.ttl"
SHAPES = ROOT / "ontology" / "shapes.ttl"
CONTEXT = ROOT / "ontology" / "context.jsonld"


def turtle(text: str) -> Graph:
    """Return the triples of `text`, in which the usual prefixes and `ex:` need no declaration."""
    return Graph().parse(data=PREAMBLE + text, format="turtle")


@cache
def graph_of(path: Path) -> Graph:
    return Graph().parse(path, format="turtle")


def own_terms() -> list[URIRef]:
    defined = set(graph_of(ONTOLOGY).subjects(RDFS.isDefinedBy, None))
    return sorted(term for term in defined if isinstance(term, URIRef))


def context() -> dict[str, Any]:
    return dict(json.loads(CONTEXT.read_text(encoding="utf-8"))["@context"])


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("nothing here may touch the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


# The ontology


@pytest.mark.parametrize("path", [ONTOLOGY, SHAPES], ids=["ontology", "shapes"])
def test_turtle_is_read_alike_by_two_parsers_and_describes_itself(path: Path) -> None:
    read_by_pyoxigraph = list(pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE))
    graph = graph_of(path)
    assert len(read_by_pyoxigraph) == len(graph) > 0
    (ontology,) = graph.subjects(RDF.type, OWL.Ontology)
    version = graph.value(ontology, OWL.versionInfo)
    assert str(graph.value(ontology, OWL.versionIRI)) == f"{ontology}/{version}"
    assert str(graph.value(ontology, DCTERMS.license)) == "https://creativecommons.org/licenses/by/4.0/"
    assert isinstance(graph.value(ontology, DCTERMS.creator), URIRef)
    for date in (DCTERMS.created, DCTERMS.modified):
        value = graph.value(ontology, date)
        assert isinstance(value, Literal) and value.datatype == XSD.date
    for text in (DCTERMS.title, DCTERMS.description, VANN.preferredNamespacePrefix):
        assert graph.value(ontology, text)
    assert str(graph.value(ontology, VANN.preferredNamespaceUri)) == f"{ontology}#"


def test_every_term_is_defined_by_the_ontology() -> None:
    used_as_subject = {
        str(subject) for subject in graph_of(ONTOLOGY).subjects() if str(subject).startswith(TG)
    }
    assert used_as_subject == {str(term) for term in own_terms()}
    assert set(graph_of(ONTOLOGY).objects(None, RDFS.isDefinedBy)) == {URIRef(TG.rstrip("#"))}


@pytest.mark.parametrize("term", own_terms(), ids=lambda term: str(term).removeprefix(TG))
def test_term_is_documented(term: URIRef) -> None:
    graph = graph_of(ONTOLOGY)
    kinds = set(graph.objects(term, RDF.type))
    properties = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
    assert len(kinds & (properties | {OWL.Class})) == 1
    for predicate in (RDFS.label, SKOS.definition, SKOS.example):
        (text,) = graph.objects(term, predicate)
        assert isinstance(text, Literal) and text.language == "en" and text.strip(), predicate
    assert list(graph.objects(term, RDFS.seeAlso)), "name the nearest relative by rdfs:seeAlso"
    notes = [str(note) for note in graph.objects(term, SKOS.editorialNote)]
    assert any(note.startswith("Nearest relative") for note in notes), "say how it differs from its relatives"
    if OWL.Class in kinds:
        above, reason = list(graph.objects(term, RDFS.subClassOf)), "No superclass:"
    else:
        above, reason = list(graph.objects(term, RDFS.subPropertyOf)), "No superproperty:"
        assert len(list(graph.objects(term, RDFS.domain))) == len(list(graph.objects(term, RDFS.range))) == 1
    assert bool(above) != any(note.startswith(reason) for note in notes), (
        f"name what is above it, or say {reason}"
    )


@pytest.mark.parametrize("term", own_terms(), ids=lambda term: str(term).removeprefix(TG))
def test_example_is_valid_turtle_and_shows_the_term(term: URIRef) -> None:
    example = graph_of(ONTOLOGY).value(term, SKOS.example)
    if term == URIRef(TG + "ConceptOrTerm"):
        return  # a class that is never asserted has no triples to show
    triples = turtle(f"@prefix ml: <{EX}> .\n{example}")
    assert (None, term, None) in triples or (None, RDF.type, term) in triples


def test_everything_referred_to_is_declared() -> None:
    """OWL 2 DL wants a declaration of every class and property that an axiom mentions."""
    graph = graph_of(ONTOLOGY)
    axioms = (RDFS.subPropertyOf, RDFS.subClassOf, RDFS.domain, RDFS.range, OWL.disjointWith)
    mentioned = {o for predicate in axioms for o in graph.objects(None, predicate)}
    datatypes = {RDF.langString, RDF.PlainLiteral, XSD.boolean, XSD.string}
    assert {m for m in mentioned - datatypes if (m, RDF.type, None) not in graph} == set()
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    for below, above in graph.subject_objects(RDFS.subPropertyOf):
        assert [(below, RDF.type, k) in graph for k in kinds] == [
            (above, RDF.type, k) in graph for k in kinds
        ]


def closure(data: str) -> Graph:
    """Return what an OWL 2 RL reasoner makes of ontology, SKOS and `data`."""
    graph = turtle(SKOS_AXIOMS + data)
    graph += graph_of(ONTOLOGY)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def contradictions(graph: Graph) -> list[str]:
    return [
        str(message)
        for message in graph.objects(None, URIRef("http://www.daml.org/2002/03/agents/agent-ont#error"))
    ]


def test_a_reasoner_finds_a_good_graph_consistent_and_adds_no_wrong_types() -> None:
    asserted = turtle(GOOD)
    inferred = closure(GOOD)
    assert contradictions(inferred) == []
    for kind in (SKOS.Concept, XL.Label, URIRef(TG + "Misnomer")):
        assert set(inferred.subjects(RDF.type, kind)) == set(asserted.subjects(RDF.type, kind)), kind
    assert (EX["maximum"], URIRef(TG + "confusedWith"), EX["softmax"]) in inferred
    both = {*asserted.subjects(RDF.type, SKOS.Concept), *asserted.subjects(RDF.type, XL.Label)}
    assert set(inferred.subjects(RDF.type, URIRef(TG + "ConceptOrTerm"))) == both
    assert set(inferred.subject_objects(SKOS.related)) == set(asserted.subject_objects(SKOS.related))
    assert set(inferred.subject_objects(SKOS.definition)) >= set(asserted.subject_objects(SKOS.definition))


@pytest.mark.parametrize(
    "contradiction",
    [
        "ex:a a skos:Concept ; tg:synonymOf ex:b .",  # its domain is skosxl:Label
        "ex:a skos:broader ex:b ; tg:partOf ex:b .",  # S27
        "ex:a tg:partOf ex:b . ex:b tg:partOf ex:a .",
        "ex:a tg:misnomerOf ex:a .",
        "ex:a a skos:Concept ; tg:misleadingName ex:b .",  # its domain is tg:Misnomer
    ],
)
def test_a_reasoner_finds_the_contradiction(contradiction: str) -> None:
    assert contradictions(closure(contradiction))


# Use


def names_used(path: Path) -> Iterator[tuple[str, str]]:
    text = path.read_text(encoding="utf-8")
    patterns = (r"\btg:([A-Za-z]\w*)", re.escape(TG) + r"([A-Za-z]\w*)", r"\bTG\s*\+\s*f?[\"']([A-Za-z]\w*)",
                r"\{TG\}([A-Za-z]\w*)", r"\bTG\[[\"'](\w+)[\"']\]")  # fmt: skip
    for pattern in patterns:
        for match in re.finditer(pattern, text):
            yield match[1], f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, match.start()) + 1}"


def test_every_name_used_is_defined_and_every_defined_one_used() -> None:
    sources = [
        path for path in (ROOT / "src").rglob("*") if path.suffix in {".py", ".rq", ".ttl", ".j2", ".html"}
    ]
    used: dict[str, str] = {}
    for path in (ONTOLOGY, SHAPES, CONTEXT, *sorted(sources)):
        used.update({name: where for name, where in names_used(path) if name not in used})
    defined = {str(term).removeprefix(TG) for term in own_terms()}
    undefined = {name: where for name, where in used.items() if name not in defined}
    assert not undefined, "define these in ontology/termgraph.ttl, or use another name"
    elsewhere = {name for path in (SHAPES, CONTEXT) for name, _ in names_used(path)}
    assert defined - elsewhere == {"ConceptOrTerm"}, (
        "a term that neither shapes nor context know is of no use"
    )


def test_types_of_names_are_those_of_the_code() -> None:
    graph = graph_of(SHAPES)
    listed = graph.value(SHAPE["Term-hasSynonymType"], SH["in"])
    assert listed is not None
    assert {str(item) for item in graph.items(listed)} == set(LABEL_TYPES.values())


# The shapes


def findings(data: Graph) -> set[tuple[str, str, str]]:
    """Return rule, message and severity of all that the shapes find in a graph."""
    _, report, _ = pyshacl.validate(data, shacl_graph=graph_of(SHAPES), inference="none")
    assert isinstance(report, Graph)
    return {
        (
            str(report.value(result, SH.sourceShape)).removeprefix(str(SHAPE)),
            str(report.value(result, SH.resultMessage)),
            str(report.value(result, SH.resultSeverity)).removeprefix(str(SH)),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


def test_shapes_are_valid_shacl_core() -> None:
    pyshacl.validate(turtle(GOOD), shacl_graph=graph_of(SHAPES), meta_shacl=True)  # raises if they are not
    assert not list(graph_of(SHAPES).subject_objects(SH.sparql))


def test_every_rule_says_what_to_do_and_belongs_to_a_shape() -> None:
    graph = graph_of(SHAPES)
    for kind in (SH.NodeShape, SH.PropertyShape):
        for shape in graph.subjects(RDF.type, kind):
            assert str(shape).startswith(SHAPE)
            assert (shape, SH.name, None) in graph, shape
    rules = set(graph.subjects(RDF.type, SH.PropertyShape))
    assert rules == set(graph.objects(None, SH.property)) - {
        b for b in graph.objects() if not isinstance(b, URIRef)
    }
    messages = list(graph.objects(None, SH.message))
    assert all(re.match(r"[A-Z][a-z]+ .*\.$", message) for message in map(str, messages))
    for shape in graph.subjects(SH.message, None):
        assert graph.value(shape, SH.severity) in {SH.Violation, SH.Warning}, shape


@pytest.mark.parametrize("dropped", [(), (TG,), (TG, SKOSXL)], ids=["full", "xl", "core"])
def test_a_good_graph_is_accepted_in_every_profile(dropped: tuple[str, ...]) -> None:
    graph = turtle(GOOD)
    if dropped:  # records go with tg:, and the rdfs:label of what has a name by SKOS
        for kind in ("Misnomer", "SourceDefinition"):
            for record in list(graph.subjects(RDF.type, URIRef(TG + kind))):
                graph.remove((record, None, None))
        for kind in (SKOS.Concept, XL.Label):
            for node in list(graph.subjects(RDF.type, kind)):
                graph.remove((node, RDFS.label, None))
        graph.add((EX["statistics"], SKOS.definition, Literal("Data.", lang="en")))  # its status is gone
    for s, p, o in list(graph):
        if any(str(part).startswith(namespace) for part in (p, o) for namespace in dropped):
            graph.remove((s, p, o))
    assert findings(graph) == set()


@pytest.mark.parametrize(
    ("rule", "removed", "added"), BROKEN, ids=[f"{n}-{b[0]}" for n, b in enumerate(BROKEN)]
)
def test_a_broken_graph_is_rejected(rule: str, removed: str, added: str) -> None:
    graph = turtle(GOOD)
    for triple in turtle(removed):
        assert triple in graph, "the case is out of date"
        graph.remove(triple)
    graph += turtle(added)
    shapes = graph_of(SHAPES)
    expected = (rule, str(shapes.value(SHAPE[rule], SH.message)), str(shapes.value(SHAPE[rule], SH.severity)))
    assert (*expected[:2], expected[2].removeprefix(str(SH))) in findings(graph)


def test_every_rule_has_a_broken_example() -> None:
    with_message = {
        str(shape).removeprefix(str(SHAPE)) for shape in graph_of(SHAPES).subjects(SH.message, None)
    }
    assert with_message == {rule for rule, _, _ in BROKEN}


# The JSON-LD context


def test_context_is_plain() -> None:
    terms = context()
    assert terms.pop("@version") == 1.1
    assert {prefix: terms.pop(prefix) for prefix in PREFIXES} == dict(PREFIXES)
    assert (terms.pop("id"), terms.pop("type")) == ("@id", "@type")
    meanings = []
    for name, definition in terms.items():
        entry = {"@id": definition} if isinstance(definition, str) else definition
        assert set(entry) <= {"@id", "@type", "@container"}, name
        assert entry.get("@container") in (None, "@set", "@language", ["@language", "@set"]), name
        assert not ("@type" in entry and "@language" in str(entry.get("@container"))), name
        assert entry["@id"].partition(":")[0] in PREFIXES, name
        meanings.append((entry["@id"], entry.get("@type")))
    assert len(meanings) == len(set(meanings)), (
        "one name for each IRI and type, so that a writer need not choose"
    )


def test_context_fits_the_ontology() -> None:
    graph, terms = graph_of(ONTOLOGY), context()
    by_iri = {d if isinstance(d, str) else d["@id"]: (n, d) for n, d in terms.items() if n != "@version"}
    for term in own_terms():
        name = str(term).removeprefix(TG)
        if (term, RDF.type, OWL.ObjectProperty) in graph:
            assert by_iri[f"tg:{name}"] == (name, {"@id": f"tg:{name}", "@type": "@id", "@container": "@set"})
        elif name != "ConceptOrTerm":
            assert by_iri[f"tg:{name}"][0] == name


DOCUMENT = {
    "@graph": [
        {
            "id": "https://example.org/v/softmax",
            "type": "Concept",
            "prefLabel": {"en": "softmax", "de": "Softmax"},
            "altLabel": {"en": ["softargmax", "SM"]},
            "notation": ["4.2"],
            "broader": ["https://example.org/v/function"],
            "misnomerOf": ["https://example.org/v/softmax#en.softargmax"],
            "xlAltLabel": ["https://example.org/v/softmax#en.softargmax"],
            "created": "2026-11-21",
            "deprecated": True,
        },
        {
            "id": "https://example.org/v/source/g",
            "type": ["BibliographicResource", "bibo:Book"],
            "title": {"@none": "Deep"},
            "year": "2016",
        },
    ]
}

EXPANDED = """
ex:softmax a skos:Concept ; skos:prefLabel "softmax"@en, "Softmax"@de ; skos:altLabel "softargmax"@en, "SM"@en ;
    skos:notation "4.2" ; skos:broader ex:function ; tg:misnomerOf <softmax#en.softargmax> ;
    skosxl:altLabel <softmax#en.softargmax> ; dct:created "2026-11-21"^^xsd:date ; owl:deprecated true .
<source/g> a dct:BibliographicResource, bibo:Book ; dct:title "Deep" ; dct:issued "2016"^^xsd:gYear .
"""


def parsed_by_two(document: dict[str, Any]) -> tuple[Graph, Graph]:
    """Return what rdflib and what pyoxigraph make of a JSON-LD document."""
    text = json.dumps(document)
    quads = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.JSON_LD)
    lines = pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_TRIPLES) or b""
    with warnings.catch_warnings():  # rdflib's JSON-LD parser uses a class that rdflib calls deprecated
        warnings.filterwarnings("ignore", "ConjunctiveGraph is deprecated", DeprecationWarning)
        by_rdflib = Graph().parse(data=text, format="json-ld")
    return by_rdflib, Graph().parse(data=lines, format="nt")


def test_context_expands() -> None:
    for graph in parsed_by_two({"@context": context(), **DOCUMENT}):
        assert isomorphic(graph, turtle(EXPANDED))


def test_context_compacts_and_comes_back() -> None:
    good = turtle(GOOD)
    compacted = json.loads(good.serialize(format="json-ld", context=context()))
    for graph in parsed_by_two(compacted):
        assert isomorphic(graph, good)
    nodes = {node["id"]: node for node in compacted["@graph"]}
    softmax = nodes[str(EX["softmax"])]
    assert softmax["type"] == "Concept"
    assert softmax["prefLabel"] == {"en": "softmax", "de": "Softmax"}
    assert softmax["broader"] == ["https://example.org/v/function"]
    assert nodes[str(EX["softmax#misnomer"])]["misleadingName"] == [str(EX["softmax"])]
