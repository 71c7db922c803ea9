"""The model to RDF: the only room that knows which field is which predicate."""

from termgraph.graph.build import build_graph, build_links, locator_of, locator_text

__all__ = ["build_graph", "build_links", "locator_of", "locator_text"]
