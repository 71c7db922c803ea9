"""Links and tooltips for the terms of documents."""

from termgraph.matching.linking.linker import EACH, Each, Linked, Linker, Target

__all__ = ["EACH", "Each", "Linked", "Linker", "Target"]
