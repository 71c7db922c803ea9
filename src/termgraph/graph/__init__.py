"""The model to RDF and back: the only room that knows which field is which predicate."""

from termgraph.graph.build import build_graph, locator_text
from termgraph.graph.read import GraphReader, Match, base_of, relations_of, scheme_of

__all__ = ["GraphReader", "Match", "base_of", "build_graph", "locator_text", "relations_of", "scheme_of"]
