"""No language in which everything has a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.skos import Thesaurus

RULE = Rule(
    id="common-language",
    title="There is no language in which all concepts have a preferred name",
    why="A reader of one language never sees the whole vocabulary.",
    todo="Complete the names of one language at least.",
    severity=Severity.INFO,
    sources=("qSKOS ncl",),
    aliases=("ncl", "no-common-languages"),
    good='ex:owl a skos:Concept ; skos:prefLabel "owl"@en, "Eule"@de . ex:bat a skos:Concept ;'
    ' skos:prefLabel "bat"@en .',
    bad='ex:owl a skos:Concept ; skos:prefLabel "Eule"@de . ex:bat a skos:Concept ; skos:prefLabel "bat"@en'
    " .",
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield one finding for the vocabulary, with the language that comes nearest.

    Concepts without a name are another rule's.
    """
    languages = [
        thesaurus.languages_of[concept] for concept in thesaurus.current if concept in thesaurus.languages_of
    ]
    counts = Counter(lang for own in languages for lang in set(own))
    named = len(languages)
    best = max(sorted(counts), key=counts.__getitem__, default=None)
    if best is not None and counts[best] < named:
        where = f"names in {best}" if best else "names without a language"
        yield Found(None, f"the most have {where}: {counts[best]:,} of {named:,} concepts", (best,))
