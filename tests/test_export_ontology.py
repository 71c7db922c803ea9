"""An ontology in OWL has a class for each concept, and says all that was said."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from termgraph.errors import TermgraphError
from termgraph.export import export, format_of, serialize
from termgraph.export.losses import losses
from termgraph.skos import Thesaurus
from tests.viewing import SMALL, hostile

ML = "https://w3id.org/termgraph/ml/"
OBO = "http://purl.obolibrary.org/obo/"
OIO = "http://www.geneontology.org/formats/oboInOwl#"
WHEEL = """@prefix iso: <http://purl.org/iso25964/skos-thes#> .
<e:wheel> a skos:Concept ; skos:broader <e:car>, <e:part> ; iso:broaderPartitive <e:car> .
<e:car> a skos:Concept . <e:part> a skos:Concept .
<e:drives> a owl:ObjectProperty ; owl:inverseOf <e:is-driven> ; rdfs:subPropertyOf skos:related .
"""


def graph(text: str) -> Graph:
    return Graph().parse(serialize(Thesaurus.from_text(text), "owl"), format="xml")


def test_concepts_are_classes_and_stay_concepts() -> None:
    made = graph(SMALL)
    softmax = URIRef(f"{ML}softmax")
    assert {OWL.Class, SKOS.Concept} <= set(made.objects(softmax, RDF.type))
    assert list(made.objects(softmax, RDFS.subClassOf)) == [URIRef(f"{ML}activation-function")]
    assert (URIRef(ML), RDF.type, OWL.Ontology) in made
    texts = {str(one) for one in made.objects(softmax, URIRef(f"{OIO}hasExactSynonym"))}
    assert texts == {"softargmax"}
    assert len(list(made.objects(softmax, URIRef(f"{OBO}IAO_0000115")))) == 1


def test_what_is_said_stays_said(tmp_path: Path) -> None:
    small = Thesaurus.from_text(SMALL)
    again = Thesaurus.open(export(small, tmp_path / "small.owl"))
    assert again.concepts == small.concepts
    assert again.related == small.related
    assert [(loss.property, loss.statement[1]) for loss in losses(small, "owl").lost] == [("rdf:type", ML)]


def test_a_part_is_no_subclass_and_a_relation_no_axiom() -> None:
    made = graph(WHEEL)
    assert list(made.objects(URIRef("e:wheel"), RDFS.subClassOf)) == [URIRef("e:part")]
    assert set(made.objects(URIRef("e:drives"), RDF.type)) == {OWL.AnnotationProperty}
    assert not list(made.subject_objects(OWL.inverseOf))
    lost = {loss.property for loss in losses(Thesaurus.from_text(WHEEL), "owl").lost}
    assert lost == {"rdf:type", "owl:inverseOf"}


def test_all_that_is_used_is_declared() -> None:
    made = graph(hostile())
    own = {one for one in made.predicates() if not str(one).startswith((str(RDF), str(RDFS), str(OWL)))}
    assert own
    assert all((one, RDF.type, OWL.AnnotationProperty) in made for one in own)


def test_elements_are_called_by_their_types_for_readers_that_look_for_these() -> None:
    written = serialize(Thesaurus.from_text(SMALL), "owl").decode()
    assert f'<owl:Ontology rdf:about="{ML}">' in written
    assert f'<owl:Class rdf:about="{ML}softmax">' in written
    assert "<owl:Class" not in serialize(Thesaurus.from_text(SMALL), "rdfxml").decode()


def test_names_of_files_and_what_xml_cannot_hold() -> None:
    assert format_of(Path("ml.owl")) == "owl"
    with pytest.raises(TermgraphError, match=r"U\+0001"):
        serialize(Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "o\\u0001wl" .'), "owl")
