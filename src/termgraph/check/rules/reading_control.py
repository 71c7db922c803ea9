"""Control characters in a file."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.skos import Thesaurus

RULE = Rule(
    id="control-characters",
    title="A file holds control characters",
    why="XML cannot write them, terminals obey them, and nobody sees them; they are left out when the file"
    " is read.",
    todo="Remove them from the file; mostly they come from a text in another encoding.",
    severity=Severity.WARNING,
    sources=("qSKOS ucil", "XML 1.0 2.2"),
    aliases=("ucil", "unprintable-characters-in-labels"),
    fixable=True,
    good='ex:owl skos:prefLabel "owl"@en .',
    bad='ex:owl skos:prefLabel "ow\\u0007l"@en .',
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield what was said of them in reading: how many there are in which file."""
    for notice in thesaurus.notices:
        if "control characters were removed" in notice:
            yield Found(None, notice)
