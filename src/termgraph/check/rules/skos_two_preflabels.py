"""S14: at most one preferred name in a language."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.words import listed, quoted
from termgraph.skos import Thesaurus

RULE = Rule(
    id="two-preflabels",
    title="A concept has several preferred names in one language",
    why="Only one of them can be shown; which one differs from tool to tool, and from run to run.",
    todo="Keep one skos:prefLabel in each language and make the others skos:altLabel.",
    severity=Severity.ERROR,
    sources=("SKOS S14",),
    aliases=("ipl", "inconsistent-preferred-labels"),
    fixable=True,
    integrity=True,
    good='ex:owl a skos:Concept ; skos:prefLabel "owl"@en, "Owl"@en-GB, "Eule"@de, "Strix" .',
    bad='ex:owl a skos:Concept ; skos:prefLabel "owl"@en, "owls"@en .',
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each language in which something has several preferred names; no language counts as one."""
    for subject, tags in thesaurus.languages_of.items():
        if len(set(tags)) == len(tags):
            continue
        preferred = [(lang, text) for kind, text, lang in thesaurus.names[subject] if kind == "prefLabel"]
        texts: dict[str, list[str]] = {}
        for lang, text in sorted(preferred):
            texts.setdefault(lang, []).append(text)
        for lang, several in texts.items():
            if len(several) > 1:
                where = f"in {lang}" if lang else "without a language"
                said = f"{len(several)} preferred names {where}: {listed([quoted(t) for t in several])}"
                yield Found(subject, said, (lang, *several))
