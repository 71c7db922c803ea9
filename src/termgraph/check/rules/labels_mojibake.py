"""Names and notes that were read in another encoding than they were written in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.texts import names, notes, shown
from termgraph.check.words import quoted
from termgraph.names.damage import unscrambled
from termgraph.skos import Thesaurus

RULE = Rule(
    id="label-mojibake",
    title="A name or note is UTF-8 that was read in another encoding",
    why="Nobody can read it, and no search finds it.",
    todo="Write it as it was meant; the message proposes it. Then read the source as UTF-8 where it comes from.",
    severity=Severity.WARNING,
    sources=("ftfy",),
    fixable=True,
    good='ex:owl skos:prefLabel "Außenhandel"@de, "coração"@pt, "IRMÃO"@pt ; skos:note "“LIBERTÉ”"@fr .',
    bad='ex:owl skos:prefLabel "Au\\u00c3\\u009fenhandel"@de ; skos:note "Itâ€™s an owl."@en .',
    expect=2,
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each such text with what it should be."""
    for subject, (kind, text, lang) in chain(names(thesaurus), notes(thesaurus)):
        if not text.isascii() and (meant := unscrambled(text)) != text:
            said = (
                f"{shown(kind)} {quoted(text, lang)} was read in another encoding; it means {quoted(meant)}"
            )
            yield Found(subject, said, (kind, text, lang))
