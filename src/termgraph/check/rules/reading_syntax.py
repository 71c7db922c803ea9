"""What cannot be read at all."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.skos import Thesaurus

RULE = Rule(
    id="syntax",
    title="A file cannot be read",
    why="Nothing of it can be checked, and no tool opens it.",
    todo="Correct what stands at the place that is named.",
    severity=Severity.ERROR,
    sources=("semanticlint RDF001",),
    good="ex:owl a skos:Concept .",
    bad="ex:owl a skos:Concept ;;; oops",
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield nothing: what is here has been read. The command makes a finding of what stops it from opening a file."""
    yield from ()
