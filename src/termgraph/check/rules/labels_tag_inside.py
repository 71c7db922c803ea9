"""Language tags that became part of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.rules.labels_language import is_language
from termgraph.check.texts import names, notes, shown
from termgraph.check.words import quoted
from termgraph.skos import Thesaurus

RULE = Rule(
    id="tag-in-text",
    title="A language tag stands in the text of a name or note",
    why="Readers see it, and programs do not: for them the text has another language, or none.",
    todo='Take it out of the text and make it the tag, as in "owl"@en.',
    severity=Severity.WARNING,
    sources=("SkoHub",),
    good='ex:owl skos:prefLabel "owl"@en ; skos:note "Write to owl@birds.de"@en ; skos:altLabel "@en"@en .',
    bad='ex:owl skos:prefLabel "owl@en" ; skos:altLabel "barn owl {@en}"@en ; skos:note "\\"A bird\\"@en-GB"@en .',
    expect=3,
)
_TAG = re.compile(
    r"(?<=[^\s{])\s*(?:\{@(?P<braced>[A-Za-z]{2,3}(?:-\w+)*)\}|@(?P<bare>[a-z]{2}(?:-\w+)*))\s*$"
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each text at whose end a tag stands."""
    for subject, (kind, text, lang) in chain(names(thesaurus), notes(thesaurus)):
        if "@" in text and (found := _TAG.search(text)) and is_language(found["braced"] or found["bare"]):
            tag = found["braced"] or found["bare"]
            said = f"{shown(kind)} {quoted(text, lang)} has the tag “{tag}” in its text"
            yield Found(subject, said, (kind, text, lang))
