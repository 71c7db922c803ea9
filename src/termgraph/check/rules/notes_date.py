"""Dates that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.words import quoted
from termgraph.namespaces import DCT
from termgraph.skos import Thesaurus

RULE = Rule(
    id="date-format",
    title="A date is not written as one",
    why="Nothing can be sorted or compared by it.",
    todo='Write it as in "2026-11-21"^^xsd:date.',
    severity=Severity.WARNING,
    sources=("VocPub 2.1.05", "VocPub 2.3.17"),
    good='ex:owl a skos:Concept ; dct:created "2026-11-21"^^xsd:date ; dct:modified'
    ' "2026-11-21T10:00:00Z"^^xsd:dateTime .',
    bad='ex:owl a skos:Concept ; dct:created "21.11.2026" ; dct:modified "2026-13-41"^^xsd:date .',
    expect=2,
)
_DAY = r"-?\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_ZONE = r"(Z|[+-]\d\d:\d\d)?"
_DATE = re.compile(rf"\d{{4}}(-(0[1-9]|1[0-2]))?{_ZONE}|{_DAY}{_ZONE}|{_DAY}T\d\d:\d\d:\d\d(\.\d+)?{_ZONE}")


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each date of a concept or scheme that has not the form of an XSD date, time, month or year."""
    told = thesaurus.concepts | thesaurus.schemes
    for name in ("created", "modified", "issued"):
        for subject, value in thesaurus.pairs(DCT + name):
            text = value.value if isinstance(value, Literal) else value
            if subject in told and not _DATE.fullmatch(text):
                yield Found(subject, f"dct:{name} {quoted(text)} is no date", (DCT + name, text))
