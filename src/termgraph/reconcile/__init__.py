"""Records and a vocabulary to matches. Pure: nothing is read or written here but by `decisions`."""

from termgraph.reconcile.match import Matcher
from termgraph.reconcile.places import Decided, places

__all__ = ["Decided", "Matcher", "places"]
