"""Formats of other communities hold what those can hold: JSKOS, OBO Graph, TBX, GEXF, decks of Anki."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from termgraph.errors import TermgraphError
from termgraph.export import serialize
from termgraph.network import to_networkx
from termgraph.readers.formats import tbx
from termgraph.skos import Thesaurus
from tests.viewing import SMALL, hostile

ML = "https://w3id.org/termgraph/ml/"
LOGIT = f'<{ML}logit> skos:altLabel "pre-activation"@en, "Logit"@de ; skos:exactMatch <http://f.org/1> .'


@pytest.fixture(scope="module")
def small() -> Thesaurus:
    return Thesaurus.from_text(SMALL + LOGIT)


def test_jskos_has_a_line_each(small: Thesaurus) -> None:
    lines = [json.loads(line) for line in serialize(small, "jskos").splitlines()]
    scheme, *concepts = lines
    assert scheme["prefLabel"] == {"en": "Small vocabulary"}
    assert scheme["license"] == [{"uri": "https://creativecommons.org/licenses/by/4.0/"}]
    softmax = next(one for one in concepts if one["uri"] == f"{ML}softmax")
    assert softmax["prefLabel"] == {"en": "softmax", "de": "Softmax-Funktion"}
    assert softmax["altLabel"] == {"en": ["softargmax"]}
    assert softmax["notation"] == ["4.2"]
    assert softmax["broader"] == [{"uri": f"{ML}activation-function"}]
    assert {one["uri"] for one in softmax["related"]} == {f"{ML}logit", f"{ML}maximum"}
    logit = next(one for one in concepts if one["uri"] == f"{ML}logit")
    (mapping,) = logit["mappings"]
    assert mapping["to"] == {"memberSet": [{"uri": "http://f.org/1"}]}
    assert mapping["type"] == ["http://www.w3.org/2004/02/skos/core#exactMatch"]
    assert [one["uri"] for one in concepts if one.get("deprecated")] == [f"{ML}alone"]


def test_obo_graphs_have_nodes_and_edges(small: Thesaurus) -> None:
    (graph,) = json.loads(serialize(small, "obograph"))["graphs"]
    nodes = {node["id"]: node for node in graph["nodes"]}
    assert nodes[f"{ML}softmax"]["lbl"] == "softmax"
    assert {one["val"] for one in nodes[f"{ML}softmax"]["meta"]["synonyms"]} == {
        "softargmax",
        "soft-macks",
        "Softmax-Funktion",
    }
    assert nodes[f"{ML}alone"]["meta"]["deprecated"] is True
    edges = {(one["sub"], one["pred"], one["obj"]) for one in graph["edges"]}
    assert (f"{ML}softmax", "is_a", f"{ML}activation-function") in edges
    (part,) = (one for one in edges if one[1].endswith("partOf"))
    assert (part[0], part[2]) == (f"{ML}logit", f"{ML}softmax")
    assert {kind for _, kind, _ in edges} - {"is_a"} <= nodes.keys()


def test_tbx_is_read_back(small: Thesaurus, tmp_path: Path) -> None:
    path = tmp_path / "small.tbx"
    path.write_bytes(serialize(small, "tbx"))
    records = {record.label: record for record in tbx.read(str(path)).records}
    assert set(records) == {small.label(iri) for iri in small.concepts}
    softmax = records["softmax"]
    assert softmax.body.startswith("Turns logits into probabilities")
    assert {"softargmax", "Softmax-Funktion"} <= {label.label for label in softmax.labels}
    root = ElementTree.parse(path).getroot()  # noqa: S314 - it is ours
    assert root.get("type") == "TBX-Basic"
    ids = {entry.get("id") for entry in root.findall(".//{*}conceptEntry")}
    targets = {ref.get("target") for ref in root.findall(".//{*}ref")}
    assert targets
    assert targets <= ids


def test_tbx_says_once_what_several_kinds_of_relations_say() -> None:
    head = "@prefix c: <http://e.org/> . c:owl a skos:Concept ; skos:prefLabel 'owl'@en ; "
    bat = "skos:related c:bat ; tg:confusedWith c:bat . c:bat a skos:Concept ; skos:prefLabel 'bat'@en ."
    text = serialize(Thesaurus.from_text(head + bat), "tbx").decode()
    assert text.count("<ref ") == 2  # from each to the other


def test_tbx_says_what_xml_cannot_hold() -> None:
    with pytest.raises(TermgraphError, match=r"cannot: U\+0001"):
        serialize(Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "o\\u0001wl" .'), "tbx")


def test_tbx_is_indented_as_elementtree_does(small: Thesaurus) -> None:
    for vocabulary in (small, Thesaurus.from_text("")):
        text = serialize(vocabulary, "tbx").decode().replace(" xmlns=", " spaces=")
        root = ElementTree.fromstring(text.partition("\n")[2])  # noqa: S314 - it is ours
        ElementTree.indent(root, " ")
        assert text.partition("\n")[2] == ElementTree.tostring(root, "unicode") + "\n"


def test_gexf_has_the_nodes_and_edges_of_the_network(small: Thesaurus) -> None:
    text = serialize(small, "gexf")
    assert b"lastmodifieddate" not in text
    root = ElementTree.fromstring(text)  # noqa: S314 - it is ours
    network = to_networkx(small)
    nodes, edges = (root.findall(f".//{{*}}{name}") for name in ("node", "edge"))
    assert len(nodes) > len(small.concepts)
    assert len({edge.get("id") for edge in edges}) == len(edges) > 5
    assert (len(nodes), len(edges)) == (len(network), network.number_of_edges())


def cards(data: bytes, folder: Path) -> list[tuple[str, list[str], str]]:
    """Return the notes of a deck: how they are known, their fields and tags."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extract("collection.anki2", folder)
    with sqlite3.connect(folder / "collection.anki2") as base:
        rows: list[Any] = base.execute("SELECT guid, flds, tags FROM notes ORDER BY id").fetchall()
    base.close()
    return [(guid, fields.split("\x1f"), tags.strip()) for guid, fields, tags in rows]


def test_a_deck_asks_what_terms_mean_and_which_mislead(small: Thesaurus, tmp_path: Path) -> None:
    found = cards(serialize(small, "anki"), tmp_path)
    assert [fields[:4] for _, fields, _ in found] == [
        ["softmax", r"Turns logits into probabilities, \(e^{x_i}\).", "softargmax", f"{ML}softmax"],
        ["softmax", "It smooths arg max, not max.", "maximum", "softargmax"],
    ]
    changed = Thesaurus.from_text((SMALL + LOGIT).replace("Turns logits", "Makes of logits"))
    assert [guid for guid, *_ in cards(serialize(changed, "anki"), tmp_path)] == [guid for guid, *_ in found]


#: The formats of other communities.
FORMATS = [
    "jskos",
    "obograph",
    "tbx",
    "gexf",
    "anki",
    "owl",
    "sphinx",
    "schemaorg",
    "abbr",
    "voc4cat",
    "vocexcel",
]


@pytest.mark.parametrize("format_", [*FORMATS, "datahub", "openmetadata"])
def test_texts_that_mean_harm_are_texts(format_: str, tmp_path: Path) -> None:
    data = serialize(Thesaurus.from_text(hostile()), format_)
    assert data == serialize(Thesaurus.from_text(hostile()), format_)
    if format_ == "anki":
        fields = [field for _, some, _ in cards(data, tmp_path) for field in some]
        assert any("&lt;script&gt;" in field for field in fields)
        assert not any("<" in field for field in fields)
