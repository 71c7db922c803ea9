"""Markup in names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.texts import names
from termgraph.check.words import quoted
from termgraph.skos import Thesaurus

RULE = Rule(
    id="label-markup",
    title="A name holds markup or an entity of HTML",
    why="A name is plain text: readers see the signs, and searches for the word do not find it.",
    todo="Write the characters themselves, as in “owls & hawks” and “H₂O”.",
    severity=Severity.WARNING,
    sources=("SKOS S12",),
    good='ex:owl skos:prefLabel "owls & hawks; List<T>, a < b"@en .',
    bad='ex:owl skos:prefLabel "owls &amp; hawks"@en ; skos:altLabel "H<sub>2</sub>O"@en, "caf&#233;"@fr .',
    expect=3,
)
_TAGS = "a|abbr|b|big|br|cite|code|div|em|font|h[1-6]|i|img|li|ol|p|q|s|small|span|strong|sub|sup|tt|u|ul|var"
_MARKUP = re.compile(
    rf"&(?P<entity>[A-Za-z]\w+;)|&#(?:\d+|[xX][0-9A-Fa-f]+);|</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.I
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each name with a tag that HTML has, or an entity."""
    for subject, (kind, text, lang) in names(thesaurus):
        for found in _MARKUP.finditer(text) if "&" in text or "<" in text else ():
            if not found["entity"] or found["entity"] in html5:
                yield Found(subject, f"skos:{kind} {quoted(text, lang)} holds {found[0]}", (kind, text, lang))
                break
