"""A part of a vocabulary: what is said of some concepts, whole, and of all others no more than their labels."""

from __future__ import annotations

from pathlib import Path

import pytest

from termgraph.api import load
from termgraph.export import WRITERS, serialize
from termgraph.export.glossary import glossary
from termgraph.export.part import part
from termgraph.export.tables import table
from termgraph.namespaces import PREFIXES, SKOS, data_dir
from termgraph.skos import Thesaurus
from termgraph.storing import write_store
from tests.commands import one_line, run

BIRDS = """
@prefix e: <http://e.org/> .
e:s a skos:ConceptScheme ; dct:title "Birds"@en ; dct:creator [ foaf:name "Ann" ] ; skos:hasTopConcept e:bird, e:fish .
e:owl a e:Kind ; skos:inScheme e:s ; skos:prefLabel "owl"@en ; skosxl:altLabel e:n ; e:above e:bird ; e:weighs "0.3" ;
  skos:note [ rdf:value "shy"@en ] ; dct:source e:brehm .
e:n a skosxl:Label ; skosxl:literalForm "Strix" ; skos:note "Latin"@en .
e:brehm dct:title "Brehm's Life" . e:other dct:title "Another" .
e:bird a e:Kind ; skos:inScheme e:s ; skosxl:prefLabel [ skosxl:literalForm "bird"@en ] ;
  skos:definition "It flies."@en .
e:jay a e:Kind ; skos:prefLabel "jay"@en ; skos:related e:owl ; skos:definition "Loud."@en .
e:fish a e:Kind ; skos:prefLabel "fish"@en ; dct:source e:other .
e:loud a skos:Collection ; skos:prefLabel "loud"@en ; skos:member e:owl, e:fish .
e:Kind rdfs:subClassOf skos:Concept . e:above rdfs:subPropertyOf skos:broader ; rdfs:label "above"@en .
e:weighs rdfs:label "weight"@en . e:r a tg:Misnomer ; tg:misleadingName e:n ; tg:suggests e:fish ; skos:note "why"@en .
"""


@pytest.mark.parametrize("depth", [0, 1])
def test_a_part_of_what_is_kept_is_looked_up(tmp_path: Path, depth: int) -> None:
    usual = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    (tmp_path / "birds.ttl").write_text(usual + BIRDS, "utf-8")
    made = write_store(tmp_path / "birds", tmp_path / "birds.ttl")
    for iri in sorted(made.concepts):
        kept = load(tmp_path / "birds")
        asked = ["export", "-f", "ntriples", "--concept", iri, "--depth", str(depth)]
        assert (
            part(kept, [iri], depth).serialize("ntriples").decode()
            == run("-V", tmp_path / "birds.ttl", *asked).out
        )
        assert not any(name.startswith(SKOS) for name in kept.record.columns._read)  # type: ignore[attr-defined]


def test_a_part_says_all_of_its_concepts_and_the_labels_of_others() -> None:
    whole = Thesaurus.from_text(BIRDS)
    found = part(whole, ["http://e.org/owl"])
    assert found.concepts == {"http://e.org/owl"}
    said, told = ({said[1:3] for said in one.record.statements()} for one in (found, whole))
    about = {name.removeprefix("http://e.org/") for name, _ in said if name.startswith("http://e.org/")}
    assert about == {"s", "owl", "n", "brehm", "bird", "jay", "fish", "loud", "Kind", "above", "weighs", "r"}
    for name in ("owl", "n", "brehm", "r", "Kind", "above", "weighs"):
        assert {pair for pair in said if pair[0] == f"http://e.org/{name}"} == {
            pair for pair in told if pair[0] == f"http://e.org/{name}"
        }
    shown = {name: found.label(f"http://e.org/{name}") for name in ("bird", "jay", "fish", "s")}
    assert shown == {"bird": "bird", "jay": "jay", "fish": "fish", "s": "Birds"}
    assert not found.definitions
    assert found.members == {"http://e.org/loud": ["http://e.org/owl"]}
    assert not found.tops


def test_a_part_is_the_same_term_in_every_format() -> None:
    whole = Thesaurus.from_text(BIRDS)
    found = part(whole, ["http://e.org/owl"])
    (term,) = glossary(found).terms
    facts = {fact.label: fact.text or [link.text for link in fact.links] for fact in term.facts}
    assert facts["Above"] == ["bird"]
    assert facts["See also"] == ["jay"]
    assert facts["Weight"] == ["0.3"]
    assert facts["Misleading name"] == ["Strix"]
    (record,) = (fact for fact in term.facts if fact.parts)
    said = {part.label: part.text or [(link.text, link.url) for link in part.links] for part in record.parts}
    assert said == {"It suggests": [("fish", "http://e.org/fish")], "But": "why"}
    assert facts["Sources"] == ["Brehm's Life"]
    (row,) = table(found).rows
    assert set(row) <= {cell for one in table(whole).rows for cell in one}
    for format_ in WRITERS:
        assert serialize(found, format_) == serialize(part(whole, ["http://e.org/owl"]), format_)


def test_depth_goes_along_all_relations_in_both_directions() -> None:
    whole = Thesaurus.from_text(BIRDS)
    one = part(whole, ["http://e.org/owl"], 1)
    assert {one.label(iri) for iri in one.concepts} == {"owl", "bird", "jay"}
    assert len(one.definitions) == 2
    ml = Thesaurus.open(data_dir() / "ml")
    sizes = [len(part(ml, [ml.find("softmax")], depth).concepts) for depth in range(3)]
    assert sizes[0] == 1 < sizes[1] < sizes[2]
    everything = part(ml, ml.concepts)
    assert everything.concepts == ml.concepts
    left_out = len(list(ml.triples())) - len(list(everything.triples()))
    assert left_out <= 100 + 400  # works that nobody cites, and what the scheme cites


@pytest.mark.parametrize("format_", ["csv", "turtle", "markdown"])
def test_the_command_writes_a_part(tmp_path: Path, format_: str) -> None:
    path = tmp_path / "birds.ttl"
    path.write_bytes(serialize(Thesaurus.from_text(BIRDS)))
    ran = run("-V", path, "export", "-f", format_, "--concept", "Owls", "--concept", "jay")
    assert ran.status == 0
    assert "Loud." in ran.out
    assert "It flies." not in ran.out
    assert "It flies." in run("-V", path, "export", "-f", format_, "--concept", "owl", "--depth", "1").out
    assert run("export", "--depth", "1").status == 2
    assert "no term is called" in one_line(run("-V", path, "export", "--concept", "xyzzy"))
