"""Words in use: the names of a vocabulary in other people's texts, found, linked and judged."""

from termgraph.matching.matcher import Match, Matcher

__all__ = ["Match", "Matcher"]
