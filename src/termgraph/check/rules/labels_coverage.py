"""Concepts that lack a name in a language of the vocabulary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.words import listed
from termgraph.skos import Thesaurus

RULE = Rule(
    id="language-coverage",
    title="A concept has no preferred name in a language that most others have one in",
    why="Readers of that language see it in another, or not at all.",
    todo="Add the name; from which share of the concepts on a language counts is `language-share` in"
    " check.yaml.",
    severity=Severity.INFO,
    sources=("qSKOS ilc",),
    aliases=("ilc", "incomplete-language-coverage"),
    good='ex:owl a skos:Concept ; skos:prefLabel "owl"@en, "Eule"@de . ex:bat a skos:Concept ;'
    ' skos:prefLabel "bat"@en, "Fledermaus"@de .',
    bad='ex:owl a skos:Concept ; skos:prefLabel "owl"@en, "Eule"@de . ex:bat a skos:Concept ;'
    ' skos:prefLabel "bat"@en .',
)


def find(thesaurus: Thesaurus, options: Options) -> Iterator[Found]:
    """Yield each concept with the languages that it lacks; one without any name is another rule's."""
    languages = {
        concept: thesaurus.languages_of[concept]
        for concept in thesaurus.current
        if concept in thesaurus.languages_of
    }
    counts = Counter(lang for own in languages.values() for lang in set(own) if lang)
    usual = {lang for lang, count in counts.items() if count >= options.language_share * len(languages)}
    for concept, own in languages.items():
        if not usual.issubset(own):
            missing = sorted(usual.difference(own))
            yield Found(concept, f"has no preferred name in {listed(missing)}", tuple(missing))
