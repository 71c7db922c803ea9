"""Several names in one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.texts import names
from termgraph.check.words import quoted
from termgraph.skos import Thesaurus

RULE = Rule(
    id="label-several",
    title="An alternative name is several names with semicolons between",
    why="Who looks up one of them does not find it.",
    todo="Write each as a name of its own.",
    severity=Severity.WARNING,
    sources=("voc4cat",),
    good='ex:owl skos:altLabel "barn owl"@en, "owls &amp; hawks"@en .',
    bad='ex:owl skos:altLabel "barn owl; screech owl"@en .',
)
_ENTITY = re.compile(r"&#?\w+;")
_BETWEEN = re.compile(r"\S\s*;\s*\w")


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each alternative or hidden name that a semicolon divides."""
    for subject, (kind, text, lang) in names(thesaurus):
        if ";" in text and kind != "prefLabel" and _BETWEEN.search(_ENTITY.sub("", text)):
            yield Found(subject, f"skos:{kind} {quoted(text, lang)} is several names", (kind, text, lang))
