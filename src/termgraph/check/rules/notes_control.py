"""Characters in notes that nobody can see."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.texts import notes, shown
from termgraph.check.words import quoted
from termgraph.names.damage import UNSEEN, unscrambled, without_unseen
from termgraph.skos import Thesaurus

RULE = Rule(
    id="control-characters",
    title="A note holds a character that cannot be seen",
    why="XML cannot write control characters, terminals obey them, and nobody sees them.",
    todo="Remove them; mostly they come from a text in another encoding.",
    severity=Severity.WARNING,
    sources=("qSKOS ucil", "XML 1.0 2.2"),
    aliases=("ucil", "unprintable-characters-in-labels"),
    fixable=True,
    good='ex:owl skos:note "One line.\\nAnother.\\tMore."@en .',
    bad='ex:owl skos:note "A b\\u0007ird."@en ; skos:definition "An \\ufffdowl."@en .',
    expect=2,
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each such note; of names, and of what is in another encoding, other rules tell."""
    for subject, (kind, text, lang) in notes(thesaurus):
        found = None if text.isprintable() and "\ufffd" not in text else UNSEEN.search(text)
        if found is not None and unscrambled(text) == text:
            said = f"{shown(kind)} {quoted(text, lang)} holds the character U+{ord(found.group()):04X}"
            yield Found(subject, said, (kind, text, lang), fixable=without_unseen(text) != text)
