"""The network of terms: the graph's relations as a networkx graph, ways through it, and where to draw it."""

from termgraph.network.build import to_networkx
from termgraph.network.drawn import to_pyvis
from termgraph.network.layout import Outline, Place, layout, outline
from termgraph.network.walk import neighbourhood, path
from termgraph.skos.ways import Step

__all__ = [
    "Outline",
    "Place",
    "Step",
    "layout",
    "neighbourhood",
    "outline",
    "path",
    "to_networkx",
    "to_pyvis",
]
