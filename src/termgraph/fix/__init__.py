"""Repairs: what `check` finds and what can be mended without judgement, as triples that are added and removed."""

from termgraph.fix.names import POLICIES
from termgraph.fix.run import Change, Fixed, fix

__all__ = ["POLICIES", "Change", "Fixed", "fix"]
