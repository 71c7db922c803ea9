"""One vocabulary of several, in which concepts that are the same are one, and the way back."""

from termgraph.joining.clusters import Cluster, Same, clusters
from termgraph.joining.combining import CLASHES, Combined, combined
from termgraph.joining.log import Log, undone

__all__ = ["CLASHES", "Cluster", "Combined", "Log", "Same", "clusters", "combined", "undone"]
