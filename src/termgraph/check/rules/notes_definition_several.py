"""Several definitions in one language."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.skos import Thesaurus

RULE = Rule(
    id="definition-several",
    title="A concept has several definitions in one language",
    why="A concept has one meaning: a second definition is either the same again or another concept's.",
    todo="Keep one skos:definition and make the others notes, or split the concept.",
    severity=Severity.WARNING,
    sources=("VocPub 2.1.04",),
    good='ex:owl a skos:Concept ; skos:definition "A bird of the night."@en, "Ein Nachtvogel."@de .',
    bad='ex:owl a skos:Concept ; skos:definition "A bird of the night."@en, "A bird that hunts mice."@en .',
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each language in which something has several definitions."""
    for subject, texts in thesaurus.definitions.items():
        if len(texts) < 2 or subject not in thesaurus.own:
            continue
        languages = [text.language or "" for text in texts]
        for lang in sorted({lang for lang in languages if languages.count(lang) > 1}):
            where = f"in {lang}" if lang else "without a language"
            yield Found(subject, f"has {languages.count(lang)} definitions {where}", (lang,))
