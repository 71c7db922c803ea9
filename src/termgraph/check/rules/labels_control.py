"""Characters in names that nobody can see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.words import quoted
from termgraph.skos import Thesaurus

RULE = Rule(
    id="label-control",
    title="A name holds a character that cannot be seen",
    why="Two names that look alike are then not the same: neither is found by typing the other.",
    todo="Remove the character.",
    severity=Severity.ERROR,
    sources=("qSKOS ucil",),
    aliases=("ucil", "unprintable-characters-in-labels"),
    fixable=True,
    good='ex:owl skos:prefLabel "barn owl"@en ; skos:altLabel'
    ' "\\u0645\\u06cc\\u200c\\u062e\\u0648\\u0627\\u0647\\u0645"@fa .',
    bad='ex:owl skos:prefLabel "barn\\u200bowl"@en ; skos:altLabel "owl\\ufffd"@en .',
    expect=2,
)
#: Control characters, turners of direction, zero-width spaces, the sign of a broken encoding, private use. Joiners are
#: no part of it, since Persian and Indic scripts need them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ue000-\uf8ff\ufeff\ufffc-\uffff]"
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each such name."""
    for subject, (kind, text, lang) in thesaurus.untidy:
        found = _UNSEEN.search(text)
        if found is not None:
            said = f"skos:{kind} {quoted(text, lang)} holds the character U+{ord(found.group()):04X}"
            yield Found(subject, said, (kind, text, lang))
