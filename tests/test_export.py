"""Exports: every format and profile, read back by an independent parser, is the graph that went in."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic, to_isomorphic

from termgraph.cli import writing
from termgraph.errors import TermgraphError
from termgraph.export import WRITERS, export, format_of, serialize
from termgraph.export.part import part
from termgraph.export.profiles import PROFILES, selected
from termgraph.export.turtle import turtle
from termgraph.names import language_tag
from termgraph.namespaces import OIO, RDFS, SKOS, SKOSXL, TG, data_dir
from termgraph.network import to_networkx
from termgraph.skos import Thesaurus
from termgraph.store.record import Record

RDFLIB = {
    "turtle": "turtle", "ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld", "trig": "trig", "nquads": "nquads",
}  # fmt: skip

STRANGER = r"""
@prefix ex: <http://ex.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix tg: <https://w3id.org/termgraph/ns#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix urn: <urn:isbn:> .
@prefix query: <http://ex.org/?q=/> .

ex:scheme a skos:ConceptScheme ; dct:title "Odd"@en ; dct:creator [ a ex:Person ; ex:name "Ann" ] .

ex:a a skos:Concept ; skos:inScheme ex:scheme ;
  skos:prefLabel "a"@en, "ä"@de, "夏"@ja, "صيف"@ar, "甲"@zh-Hant-TW ; skos:altLabel "A\"\\ , ; . # ml:x\\#y"@en, "" ;
  skos:definition "line\nbreak \u2028para\u2029 next\r\nend\ttab <b>&amp;</b> ]]> \U0001F600"@en ;
  skos:related <http://ex.org/a/../b#c>, <http://ex.org/a/./b#c>, <http://ex.org/.hidden>, <http://ex.org/x(y)#z>,
    <http://ex.org/q?a=1&b=2#f>, <http://ex.org/p,q;r#s>, <http://ex.org/100%25>, <http://ex.org/>, ex:été,
    <http://ex.org/?q=/a#b>, <http://ex.org/a//b>, <http://ex.org/x:y#z>, <mailto:a@b.c>, <urn:isbn:123>, <urn:uuid:1> ;
  ex:when "2026-01-01"^^xsd:date, "01"^^xsd:integer, 1.50, 1e3, true, "x"^^ex:odd .

ex:list a skos:OrderedCollection ; skos:memberList ( ex:a ex:b [ skos:prefLabel "blank"@en ] ) .

ex:b a skos:Concept ; skosxl:prefLabel ex:b-label ; skosxl:altLabel [ a skosxl:Label ; skosxl:literalForm "bee"@en ] ;
  skosxl:hiddenLabel <http://ex.org/b#hidden> ; tg:confusedWith ex:a .
ex:b-label a skosxl:Label ; skosxl:literalForm "b"@en ; skosxl:labelRelation <http://ex.org/b#hidden> .
<http://ex.org/b#hidden> skosxl:literalForm "be"@en .

ex:graph { ex:c a skos:Concept ; skos:prefLabel "c"@en ; skos:broader ex:a . ex:a skos:prefLabel "a"@en . }
"""


@cache
def shipped() -> Thesaurus:
    return Thesaurus.open(data_dir() / "ml")


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Thesaurus:
    path = tmp_path_factory.mktemp("stranger") / "odd.trig"
    path.write_text(STRANGER, "utf-8")
    notices: list[str] = []
    store = Thesaurus.open(path, notice=notices.append)
    assert notices == [], "the file is valid, so that what is compared is what was written"
    return store


def as_rdflib(triples: list[ox.Triple]) -> rdflib.Graph:
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert data
    # The engine has language tags in lower case.
    data = re.sub(
        rb'(?<!\\)"@([a-z0-9-]+)', lambda match: b'"@' + language_tag(match[1].decode()).encode(), data
    )
    return rdflib.Graph().parse(data=data, format="nt")


def read_back(data: bytes, format: str) -> rdflib.Graph:
    if not WRITERS[format].keeps_graphs:
        return rdflib.Graph().parse(data=data, format=RDFLIB[format])
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=data, format=RDFLIB[format])
    graph = rdflib.Graph()
    for subject, predicate, value in dataset.triples((None, None, None)):
        graph.add((subject, predicate, value))
    return graph


def triples_of(store: Thesaurus, profile: str) -> list[ox.Triple]:
    return list(selected(store, profile).match())


@cache
def expected(profile: str) -> rdflib.Graph:
    return as_rdflib(triples_of(shipped(), profile))


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("format", RDFLIB)
def test_the_shipped_vocabulary_is_read_back_the_same(format: str, profile: str) -> None:
    graph = read_back(serialize(shipped(), format, profile), format)
    assert len(graph) > 2000
    assert not any(isinstance(term, rdflib.BNode) for triple in graph for term in triple)
    assert set(graph) == set(expected(profile))  # without blank nodes, isomorphic is equal


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("format", RDFLIB)
def test_a_strangers_skos_is_read_back_the_same(stranger: Thesaurus, format: str, profile: str) -> None:
    graph = read_back(serialize(stranger, format, profile), format)
    wanted = as_rdflib(triples_of(stranger, profile))
    assert len(wanted) > 40
    assert isomorphic(graph, wanted), sorted(set(to_isomorphic(graph)) ^ set(to_isomorphic(wanted)))


def test_the_full_profile_is_the_graph_itself(stranger: Thesaurus) -> None:
    full = read_back(serialize(stranger, "ntriples"), "ntriples")
    source = rdflib.Dataset(default_union=True)
    source.parse(data=STRANGER, format="trig")
    assert {str(term) for triple in full for term in triple if isinstance(term, rdflib.URIRef)} == {
        str(term)
        for triple in source.triples((None, None, None))
        for term in triple[:3]
        if isinstance(term, rdflib.URIRef)
    }
    assert len(full) == len(set(source.triples((None, None, None))))


_DIGESTS = """
import hashlib, sys
from termgraph.export import WRITERS, serialize
from termgraph.export.profiles import PROFILES
from termgraph.skos import Thesaurus
folder, *sources = sys.argv[1:]
print(hashlib.sha256(serialize(Thesaurus.open(folder), "ntriples")).hexdigest())
for source in sources:
    store = Thesaurus.open(source)
    for format, writer in WRITERS.items():
        if format == "pdf" and "odd" not in source:
            continue  # setting it takes seconds
        for profile in ("full",) if writer.takes == "glossary" else PROFILES:  # that is the same in all
            print(format, profile, hashlib.sha256(serialize(store, format, profile)).hexdigest())
"""


def test_the_bytes_are_the_same_for_every_hash_seed(tmp_path: Path) -> None:
    (tmp_path / "odd.trig").write_text(STRANGER, "utf-8")
    some = part(shipped(), [shipped().find(name) for name in ("softmax", "kernel trick")], 1)
    (tmp_path / "some.nt").write_bytes(serialize(some, "ntriples"))
    sources = [str(source) for source in (data_dir() / "ml", tmp_path / "some.nt", tmp_path / "odd.trig")]
    command = [sys.executable, "-c", _DIGESTS, *sources]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONHASHSEED": seed})
        for seed in ("0", "1", "2")
    ]
    outputs = {process.communicate(timeout=300)[0] for process in running}
    assert all(process.returncode == 0 for process in running)
    assert len(outputs) == 1
    times = [1 if writer.takes == "glossary" else len(PROFILES) for writer in WRITERS.values()]
    assert len(outputs.pop().splitlines()) == 2 * sum(times)  # with the folder, and without a PDF


def test_a_different_graph_gives_different_bytes(stranger: Thesaurus) -> None:
    digests = {hashlib.sha256(serialize(store)).hexdigest() for store in (stranger, shipped())}
    assert len(digests) == 2


def test_blank_nodes_are_named_alike_however_the_parser_named_them(tmp_path: Path) -> None:
    path = tmp_path / "odd.trig"
    path.write_text(STRANGER, "utf-8")
    first, second = (serialize(Thesaurus.open(path), "ntriples") for _ in range(2))
    assert first == second
    assert b"_:" in first


@pytest.mark.parametrize("source", ["shipped", "stranger"])
def test_core_is_plain_skos(source: str, stranger: Thesaurus) -> None:
    store = shipped() if source == "shipped" else stranger
    full, core = (serialize(store, "ntriples", profile).decode() for profile in ("full", "core"))
    for namespace in (TG, SKOSXL):
        assert f"<{namespace}" in full
        assert f"<{namespace}" not in core
    assert f"<{OIO}" not in core


def test_core_says_of_every_misnomer_that_it_is_one() -> None:
    store = shipped()
    named = {t.object for t in store.triples(None, ox.NamedNode(TG + "misleadingName"), None)}
    concepts = {ox.NamedNode(iri) for iri in store.concepts}
    holders = {
        t.subject
        for kind in ("pref", "alt")
        for t in store.triples(None, ox.NamedNode(f"{SKOSXL}{kind}Label"), None)
        if t.object in named
    } | (named & concepts)
    assert len(holders) >= 29
    core = triples_of(store, "core")
    told = {
        t.subject
        for t in core
        if t.predicate.value == SKOS + "scopeNote"
        and isinstance(t.object, ox.Literal)
        and t.object.value.startswith("A misnomer: ")
    }
    assert holders <= told
    assert '"A misnomer: ' in serialize(store, "turtle", "core").decode()


def test_core_says_names_plainly_that_were_only_skosxl(stranger: Thesaurus) -> None:
    core = read_back(serialize(stranger, "turtle", "core"), "turtle")
    b, skos = rdflib.URIRef("http://ex.org/b"), rdflib.Namespace(SKOS)
    assert list(core.objects(b, skos.prefLabel)) == [rdflib.Literal("b", lang="en")]
    assert list(core.objects(b, skos.altLabel)) == [rdflib.Literal("bee", lang="en")]
    assert list(core.objects(b, skos.hiddenLabel)) == [rdflib.Literal("be", lang="en")]
    assert rdflib.URIRef("http://ex.org/b-label") not in core.all_nodes()


def test_core_keeps_what_a_stranger_says_besides(stranger: Thesaurus) -> None:
    core = read_back(serialize(stranger, "turtle", "core"), "turtle")
    a, ex = rdflib.URIRef("http://ex.org/a"), rdflib.Namespace("http://ex.org/")
    assert len(list(core.objects(a, ex.when))) == 6
    assert rdflib.Literal("Ann") in set(core.objects(None, ex.name))


def test_xl_has_names_as_resources_and_no_more() -> None:
    text = serialize(shipped(), "ntriples", "xl").decode()
    assert text.count(f"<{SKOSXL}literalForm>") > 200
    assert f"<{SKOS}altLabel>" in text
    assert f"<{TG}" not in text
    told = list(shipped().triples(None, ox.NamedNode(OIO + "hasSynonymType"), None))
    assert text.count(f"<{OIO}hasSynonymType>") == len(told) > 100


#: What VocPub 5.6 demands of an export and needs no more than RDF (its requirements 2.1.04 to 2.4.03).
VOCPUB = """
@prefix schema: <https://schema.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <http://e.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:named sh:property [ sh:path skos:prefLabel ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype rdf:langString ],
  [ sh:path skos:definition ; sh:minCount 1 ; sh:uniqueLang true ] .
:Scheme a sh:NodeShape ; sh:targetClass skos:ConceptScheme ; sh:node :named ; sh:property
  [ sh:path dct:created ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:date ],
  [ sh:path dct:modified ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:date ],
  [ sh:path dct:creator ; sh:minCount 1 ; sh:or ( [ sh:class schema:Person ] [ sh:class schema:Organization ] ) ],
  [ sh:path dct:publisher ; sh:minCount 1 ; sh:or ( [ sh:class schema:Person ] [ sh:class schema:Organization ] ) ],
  [ sh:path schema:citation ; sh:minCount 1 ; sh:datatype xsd:string ] .
:Concept a sh:NodeShape ; sh:targetClass skos:Concept ; sh:node :named ; sh:property
  [ sh:path rdfs:isDefinedBy ; sh:minCount 1 ; sh:maxCount 1 ; sh:class skos:ConceptScheme ],
  [ sh:path rdfs:label ; sh:minCount 1 ],
  [ sh:path [ sh:alternativePath ( skos:broader skos:topConceptOf ) ] ; sh:minCount 1 ] .
:Organization a sh:NodeShape ; sh:targetClass schema:Organization ; sh:property
  [ sh:path schema:name ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ],
  [ sh:path schema:url ; sh:minCount 1 ; sh:datatype xsd:anyURI ] .
"""


def test_the_core_of_an_entries_folder_has_what_vocpub_demands() -> None:
    import pyshacl

    conforms, _, told = pyshacl.validate(expected("core"), shacl_graph=VOCPUB, shacl_graph_format="turtle")
    assert conforms, told


def test_what_a_stranger_leaves_to_be_derived_is_added_and_counted() -> None:
    birds = Thesaurus.from_text(
        """@prefix e: <http://e.org/> .
        e:s a skos:ConceptScheme ; dct:title "Birds"@en ; dct:description "All."@en ; dct:creator e:ann .
        e:ann a foaf:Person ; foaf:name "Ann" . e:owl a skos:Concept ; skos:inScheme e:s ; skos:prefLabel "owl"@en .
        e:jay a skos:Concept ; skos:inScheme e:s, e:t ; rdfs:label "Jay" ; skos:prefLabel "jay"@en .
        e:t rdfs:label "T" ."""
    )
    told: list[str] = []
    core = set(serialize(birds, "ntriples", "core", notice=told.append).decode().splitlines())
    full = set(serialize(birds, "ntriples", notice=told.append).decode().splitlines())
    assert full == set(serialize(birds, "ntriples").decode().splitlines())
    assert len(full) == len(list(birds.triples()))
    assert sorted(core - full) == [
        "<http://e.org/ann> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://schema.org/Person> .",
        '<http://e.org/ann> <https://schema.org/name> "Ann" .',
        f"<http://e.org/owl> <{RDFS}isDefinedBy> <http://e.org/s> .",
        f'<http://e.org/owl> <{RDFS}label> "owl"@en .',
        f'<http://e.org/s> <{SKOS}definition> "All."@en .',
        f'<http://e.org/s> <{SKOS}prefLabel> "Birds"@en .',
        f'<http://e.org/t> <{SKOS}prefLabel> "T" .',
    ]
    assert told == [
        "added for readers of plain SKOS: rdf:type (1), rdfs:isDefinedBy (1), rdfs:label (1), "
        "schema:name (1), skos:definition (1), skos:prefLabel (2)"
    ]


def test_the_ontologys_labels_travel_with_all_that_uses_its_terms() -> None:
    label = f'<{TG}partOf> <{RDFS}label> "is part of"@en .'
    assert label in serialize(shipped(), "ntriples").decode()
    assert label not in serialize(shipped(), "ntriples", "core").decode()


def test_turtle_is_readable() -> None:
    lines = serialize(shipped(), "turtle").decode().splitlines()
    prefixes = [line for line in lines if line.startswith("@prefix")]
    assert len(prefixes) > 8
    assert prefixes == sorted(prefixes)
    assert lines[: len(prefixes) + 1] == ["@base <https://w3id.org/termgraph/ml/> .", *prefixes]
    plain = [re.sub(r'"(?:[^"\\]|\\.)*"', '""', line) for line in lines]
    assert not [line for line in plain if "\\" in line], "an escape in a name"
    assert not [line for line in plain if line.startswith((" ;", "\t")) or " ," in line]
    softmax = lines.index("ml:softmax a skos:Concept ;")
    assert lines[softmax - 1] == ""
    assert lines[softmax + 1] == '    skos:prefLabel "softmax"@en ;'
    block = lines[softmax : lines.index("", softmax)]
    assert "    tg:misnomerOf <softmax#en.softargmax> ;" in block
    assert "        ml:log-sum-exp," in block
    assert block[-1].endswith(" .")


def test_only_prefixes_that_are_used_are_declared(stranger: Thesaurus) -> None:
    text = serialize(stranger, "turtle", "core").decode()
    declared = re.findall(r"^@prefix (\S*):", text, re.MULTILINE)
    assert "ex" in declared
    assert not {"skosxl", "tg", "bibo"} & set(declared)


def test_jsonld_has_our_context_inside_and_names_as_language_maps(network_guard: list[str]) -> None:
    document = json.loads(serialize(shipped(), "jsonld"))
    assert isinstance(document["@context"], dict)
    assert "@import" not in json.dumps(document["@context"])
    softmax = next(r for r in document["@graph"] if r["id"].endswith("ml/softmax"))
    assert softmax["type"] == ["Concept"]
    assert softmax["prefLabel"] == {"en": "softmax"}
    assert "softargmax" in softmax["altLabel"]["en"]
    assert softmax["broader"] == ["https://w3id.org/termgraph/ml/activation-function"]
    assert network_guard == []


def test_jsonld_is_expanded_where_a_scheme_is_one_of_our_prefixes(tmp_path: Path) -> None:
    path = tmp_path / "scheme.ttl"
    path.write_text(f'<skos:a> a <{SKOS}Concept> ; <{SKOS}prefLabel> "a"@en .', "utf-8")
    store = Thesaurus.open(path)
    graph = read_back(serialize(store, "jsonld"), "jsonld")
    assert isomorphic(graph, as_rdflib(list(store.triples())))
    assert rdflib.URIRef("skos:a") in set(graph.subjects())


@pytest.mark.parametrize("iri", ["http://ex.org/p/", "http://ex.org/123", "http://ex.org/p(x)", "urn:x:-"])
def test_rdfxml_says_which_property_it_cannot_say(tmp_path: Path, iri: str) -> None:
    path = tmp_path / "odd.ttl"
    path.write_text(f'<http://ex.org/a> <{iri}> "x" .', "utf-8")
    with pytest.raises(TermgraphError, match=f"property <{re.escape(iri)}>") as caught:
        export(Thesaurus.open(path), tmp_path / "out.rdf")
    assert caught.value.hint == "export as Turtle"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["odd.ttl"]


@pytest.mark.parametrize("local", ["p,q", "a-1", "é", "x.y", "_"])
def test_rdfxml_says_any_property_that_ends_in_a_name(tmp_path: Path, local: str) -> None:
    path = tmp_path / "odd.ttl"
    path.write_text(f'<http://ex.org/a> <http://ex.org/{local}> "x" .', "utf-8")
    data = serialize(Thesaurus.open(path), "rdfxml")
    assert {str(p) for p in read_back(data, "rdfxml").predicates()} == {f"http://ex.org/{local}"}


def edges(graph: nx.MultiDiGraph[str]) -> set[tuple[str, str, str]]:
    return {(source, target, data["kind"]) for source, target, data in graph.edges(data=True)}


@pytest.mark.parametrize("source", ["shipped", "stranger"])
def test_graphml_and_node_link_are_the_network(source: str, stranger: Thesaurus, tmp_path: Path) -> None:
    store = shipped() if source == "shipped" else stranger
    network = to_networkx(store)
    assert network.number_of_edges() > 5
    path = export(store, tmp_path / "network.graphml")
    from_graphml: Any = nx.read_graphml(path, force_multigraph=True)
    data = json.loads(serialize(store, "node-link"))
    from_json: Any = nx.node_link_graph(data, edges="links")
    for read in (from_graphml, from_json):
        assert read.is_directed()
        assert read.is_multigraph()
        assert edges(read) == edges(network)
        assert {n: d["label"] for n, d in read.nodes(data=True)} == {
            n: d["label"] for n, d in network.nodes(data=True)
        }


def test_a_network_has_the_relations_that_its_profile_keeps() -> None:
    core = json.loads(serialize(shipped(), "node-link", "core"))
    assert {link["kind"] for link in core["links"]} == {"broader", "member", "related"}


def test_the_order_does_not_depend_on_the_order_of_the_triples(stranger: Thesaurus) -> None:
    record = Record()
    for statement in reversed(list(stranger.record.statements())):
        record.add(statement)
    back = stranger.of(record)
    for format in ("turtle", "ntriples", "rdfxml"):
        assert serialize(stranger, format) == serialize(back, format)


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("a.ttl", "turtle"), ("A.TTL", "turtle"), ("a.nt", "ntriples"), ("a.rdf", "rdfxml"), ("a.owl", "owl"),
        ("a.xml", "rdfxml"), ("a.json", "jsonld"), ("a.jsonld", "jsonld"), ("a.trig", "trig"),
        ("a.graphml", "graphml"), ("a.nodelink.json", "node-link"), ("a.b.ttl", "turtle"),
    ],
)  # fmt: skip
def test_a_file_name_says_the_format(tmp_path: Path, name: str, format: str) -> None:
    assert format_of(Path(name)) == format
    written = export(shipped(), tmp_path / name, profile="core").read_bytes()
    assert written == serialize(shipped(), format, "core")


def test_what_cannot_be_asked_for_is_said(tmp_path: Path) -> None:
    for ask in (
        lambda: serialize(shipped(), "turtel"),
        lambda: serialize(shipped(), "turtle", "ful"),
        lambda: export(shipped(), tmp_path / "a.doc"),
    ):
        with pytest.raises(TermgraphError) as caught:
            ask()
        assert caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_the_command_offers_what_there_is() -> None:
    from termgraph.cli.querying import query
    from termgraph.export.answers import TABLES
    from termgraph.store.results import GRAPH_FORMATS, ROW_FORMATS

    types = {option.name: option.type for option in (*writing.export.params, *query.params)}
    assert types["profile"].choices == tuple(PROFILES)  # type: ignore[attr-defined]
    offered = [command.params for command in (writing.export, query)]
    formats = [next(one.type.choices for one in params if one.name == "format_") for params in offered]  # type: ignore[attr-defined]
    assert formats == [tuple(WRITERS), ("table", *ROW_FORMATS, *GRAPH_FORMATS, *TABLES)]


@pytest.mark.parametrize("args", [["--help"], ["export", "--help"], ["export", "-f", "turtel"]])
def test_formats_are_listed_without_the_engine(args: list[str]) -> None:
    code = f"import sys; from termgraph.cli.app import _run; _run({args!r}); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"pyoxigraph", "networkx", "rdflib", "openpyxl"} & set(ran.stdout.split())
    assert "export" not in args or all(name in ran.stdout + ran.stderr for name in WRITERS if "-" not in name)


def test_every_format_writes_something() -> None:
    owl = '<http://e.org/owl> a skos:Concept ; skos:prefLabel "owl"@en ; skos:exactMatch <http://f.org/1> .'
    owl += '<http://e.org/owl> skos:hiddenLabel "owll"@en ; skos:definition "A bird."@en .'
    birds = Thesaurus.from_text(owl)
    for name, writer in WRITERS.items():
        assert format_of(Path(f"birds{writer.suffixes[0]}")) == name
        assert (
            b"owl" in serialize(birds, name)
            or name in ("anki", "pdf")
            or writer.suffixes[0].endswith(".xlsx")
        )


def test_graphml_has_ids_of_its_own_and_booleans_of_xml() -> None:
    birds = Thesaurus.from_text(
        """<e:owl> a skos:Concept ; skos:prefLabel "True"@en ; skos:related <e:bat>, <e:jay> ; skos:broader <e:bird> .
        <e:jay> a skos:Concept ; owl:deprecated true ; skos:prefLabel "jay"@en ."""
    )
    root = ElementTree.fromstring(serialize(birds, "graphml"))  # noqa: S314 (our own)
    space = "{http://graphml.graphdrawing.org/xmlns}"
    ids = [edge.get("id") for edge in root.iter(f"{space}edge")]
    assert ids == ["e0", "e1", "e2"]
    keys = {key.get("id"): key for key in root.iter(f"{space}key")}
    assert len(keys) == len(list(root.iter(f"{space}key")))
    texts = [(keys[data.get("key")].get("attr.type"), data.text) for data in root.iter(f"{space}data")]
    assert {text for type_, text in texts if type_ == "boolean"} == {"true", "false"}
    assert ("string", "True") in texts
    links = json.loads(serialize(birds, "node-link"))["links"]
    assert [link["key"] for link in links] == ids
    assert {link["kind"] for link in links} == {"related", "broader"}


def _knot(size: int) -> str:
    """Return blank nodes that only each other tell apart: naming them takes time factorial in their number."""
    return "\n".join(f"_:a{a} <http://e.org/p> _:a{b} ." for a in range(size) for b in range(size) if a != b)


@pytest.mark.parametrize(
    "text",
    [
        _knot(14),
        "\n".join(f'_:r{n} rdf:first "x" ; rdf:rest _:r{n + 1} .' for n in range(2000)),
        "\n".join(f"_:h{h} <http://e.org/p> _:l{h}x{leaf} ." for h in range(3) for leaf in range(12)),
    ],
    ids=["knot", "list", "hubs"],
)
def test_blank_nodes_that_are_made_hard_to_name_are_exported_all_the_same(text: str) -> None:
    store = Thesaurus.from_text(text)
    again = Thesaurus.from_text(serialize(store, "turtle").decode())
    assert len(again.record) == len(store.record)


def test_blank_nodes_that_are_made_hard_to_name_are_numbered_as_they_come() -> None:
    first, second = (b"".join(turtle([*ox.parse(_knot(14), ox.RdfFormat.TURTLE)], {})) for _ in range(2))
    assert first == second
    assert b"_:b13 " in first


@pytest.mark.parametrize(
    "text",
    [
        _knot(4),
        "\n".join(f'_:a{n} <http://e.org/p> _:b{n} . _:b{n} <http://e.org/q> "x" .' for n in range(50)),
        "\n".join(f'_:r{n} rdf:first "{n}" ; rdf:rest _:r{n + 1} .' for n in range(500)),
    ],
    ids=["knot", "pairs", "list"],
)
def test_blank_nodes_get_the_same_names_whatever_the_parser_called_them(text: str) -> None:
    assert serialize(Thesaurus.from_text(text), "ntriples") == serialize(
        Thesaurus.from_text(text), "ntriples"
    )


def test_what_a_profile_leaves_out_is_counted_whatever_it_is() -> None:
    said: list[str] = []
    told = """<e:a> skos:prefLabel "owl"@en . <e:m> a tg:Misnomer ; tg:misleadingName "hen"@en ;
        rdf:reifies <<( <e:a> <e:p> 1 )>> . <e:a> tg:partOf <e:b> ."""
    kept = selected(Thesaurus.from_text(told), "core", said.append)
    assert len(kept) == 2  # the name, and its rdfs:label
    assert said[-1] == "left out, as core is plain SKOS only: rdf:reifies (1), rdf:type (1), tg:* (2)"
