"""Two vocabularies: which concepts of one are which of the other, how sure that is, and why."""

from termgraph.align.aligning import Alignment, align
from termgraph.align.evidence import Mapping
from termgraph.align.mappings import read_links

__all__ = ["Alignment", "Mapping", "align", "read_links"]
