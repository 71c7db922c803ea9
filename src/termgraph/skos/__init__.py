"""The one reading of SKOS: what a vocabulary's concepts are, what they are called, how they hang together."""

from termgraph.skos.lookup import Hit
from termgraph.skos.naming import Name
from termgraph.skos.thesaurus import Thesaurus

__all__ = ["Hit", "Name", "Thesaurus"]
