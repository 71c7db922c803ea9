"""Links that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.skos import Thesaurus

RULE = Rule(
    id="broken-link",
    title="An address cannot be reached",
    why="Who follows the link gets an error.",
    todo="Correct the address or remove the link; an address may also be down for a while.",
    severity=Severity.WARNING,
    sources=("qSKOS bl",),
    aliases=("bl", "broken-links"),
    good="ex:owl skos:closeMatch <http://b/owl> .",
    bad="ex:owl skos:closeMatch <http://gone.example/owl> .",
)


def find(thesaurus: Thesaurus, options: Options) -> Iterator[Found]:
    """Yield each address that could not be reached, with what leads to it.

    Nothing is known unless `--links` was given.
    """
    broken = options.broken_links
    if not broken:
        return
    for column in thesaurus.columns.values():
        for subject, value in zip(column.subjects, column.objects, strict=True):
            if isinstance(value, str) and value in broken:
                yield Found(
                    subject, f"leads to <{value}>, which cannot be reached: {broken[value]}", (value,)
                )
