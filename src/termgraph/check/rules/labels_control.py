"""Characters in names that nobody can see."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.words import quoted
from termgraph.names.damage import UNSEEN, unscrambled, without_unseen
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


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each such name; what is in another encoding is another rule's."""
    for subject, (kind, text, lang) in thesaurus.untidy:
        found = UNSEEN.search(text)
        if found is not None and unscrambled(text) == text:
            said = f"skos:{kind} {quoted(text, lang)} holds the character U+{ord(found.group()):04X}"
            yield Found(subject, said, (kind, text, lang), fixable=without_unseen(text) != text)
