"""Two vocabularies: which concepts of one are which of the other, how sure that is, and why."""

from termgraph.align.aligning import Alignment, align
from termgraph.align.evidence import Mapping
from termgraph.align.mappings import read_links
from termgraph.align.review import Review

__all__ = ["Alignment", "Mapping", "Review", "align", "read_links"]
