"""Records and a vocabulary to matches. Pure: nothing is read or written here but by `decisions`."""

from termgraph.reconcile.decided import Decided
from termgraph.reconcile.match import Matcher, match_records
from termgraph.reconcile.places import places

__all__ = ["Decided", "Matcher", "match_records", "places"]
