"""GraphML and GEXF are, byte for byte, what networkx writes of the same network, though they come in pieces."""

from __future__ import annotations

import io
import re

import networkx as nx
import pytest

from termgraph.errors import TermgraphError
from termgraph.export import pieces, serialize
from termgraph.network import to_networkx
from termgraph.skos import Thesaurus

BIRDS = r"""
<http://e.org/b?a=1&b=2> a skos:Concept ; skos:prefLabel "\"<owl>\" & 'co'"@en ; skos:broader <http://e.org/bird> ;
    skos:related <http://e.org/jay>, <http://e.org/bat> ;
    skos:definition "Two\nlines,\ta tab,\ra return & \"more\"."@en .
<http://e.org/jay> a skos:Concept ; owl:deprecated true ; skos:prefLabel "True"@en ; skos:broader <http://e.org/bird> .
"""
#: Two names of one concept, and nothing between any two nodes.
ALONE = '<http://e.org/owl> a skos:Concept ; skos:prefLabel "owl"@en, "Eule"@de .'


def as_networkx_writes(vocabulary: Thesaurus, format: str) -> bytes:
    network = to_networkx(vocabulary)
    numbered: nx.MultiDiGraph[str] = nx.MultiDiGraph(**network.graph)
    numbered.add_nodes_from(network.nodes(data=True))
    for number, (source, target, about) in enumerate(network.edges(data=True)):
        numbered.add_edge(source, target, key=f"e{number}", **about)
    made = io.BytesIO()
    if format == "graphml":
        nx.write_graphml(numbered, made, encoding="utf-8", prettyprint=True)
        return re.sub(
            rb'(<data key="d[456]">)(True|False)<',
            lambda one: one[1] + one[2].lower() + b"<",
            made.getvalue(),
        )
    nx.write_gexf(numbered, made, encoding="utf-8", prettyprint=True)
    # It names itself and the day, and writes a tab with a zero.
    unnamed = re.sub(rb' lastmodifieddate="[^"]*"|NetworkX [\d.]+', b"", made.getvalue())
    return unnamed.replace(b"<creator>", b"<creator>termgraph").replace(b"&#09;", b"&#9;")


@pytest.mark.parametrize("format", ["graphml", "gexf"])
@pytest.mark.parametrize("text", [BIRDS, ALONE, ""])
def test_networks_are_written_as_networkx_writes_them(text: str, format: str) -> None:
    vocabulary = Thesaurus.from_text(text)
    assert serialize(vocabulary, format).strip() == as_networkx_writes(vocabulary, format).strip()


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_networks_come_in_pieces_and_refuse_before_the_first(format: str) -> None:
    many = Thesaurus.from_text("".join(ALONE.replace("owl", f"owl{number}") for number in range(100)))
    made = [*pieces(many, format)]
    assert 20 * max(map(len, made)) < sum(map(len, made))
    lost = Thesaurus.from_text(BIRDS + '<http://e.org/z> a skos:Concept ; skos:prefLabel "z\\u0001\\uFFFF" .')
    with pytest.raises(TermgraphError, match=r"cannot: U\+0001, U\+FFFF"):
        next(pieces(lost, format))
