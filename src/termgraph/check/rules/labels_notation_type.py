"""Notations are codes, not words."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.words import quoted
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus

RULE = Rule(
    id="notation-type",
    title="A notation has a language tag or is a resource",
    why="A notation is a code, the same in all languages; tools that look for a code miss one with a tag.",
    todo="Write it as a string, better with a datatype that says of which system it is.",
    severity=Severity.WARNING,
    sources=("SKOS Reference 6.5.1", "VocPub 2.3.10"),
    fixable=True,
    good='ex:owl skos:notation "B7" ; skos:notation "598.9"^^ex:UDC .',
    bad='ex:owl skos:notation "B7"@en . ex:bat skos:notation ex:B8 .',
    expect=2,
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each such notation."""
    for subject, value in thesaurus.pairs(SKOS + "notation"):
        if not isinstance(value, Literal):
            yield Found(subject, f"its notation is a resource, {thesaurus.called(value)}", (value,))
        elif value.language is not None:
            yield Found(
                subject, f"its notation {quoted(value.value, value.language)} has a language", (value.value,)
            )
