"""S13: a name is the preferred one, another one or a hidden one of a concept, and only one of these."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.words import quoted
from termgraph.skos import Thesaurus

RULE = Rule(
    id="label-overlap",
    title="A name is both preferred, alternative or hidden",
    why="SKOS keeps the three kinds apart: a tool cannot know whether to show, to offer or to hide such a"
    " name.",
    todo="Keep the name once: as skos:prefLabel before skos:altLabel before skos:hiddenLabel.",
    severity=Severity.ERROR,
    sources=("SKOS S13",),
    aliases=("dlv", "disjoint-labels-violation"),
    fixable=True,
    integrity=True,
    good='ex:owl a skos:Concept ; skos:prefLabel "owl"@en, "owl"@nl ; skos:altLabel "Owl"@en .',
    bad='ex:owl a skos:Concept ; skos:prefLabel "owl"@en ; skosxl:altLabel ex:o . ex:o skosxl:literalForm'
    ' "owl"@en .',
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each name that is of two kinds; names that are resources count like plain ones (S55 to S57)."""
    for subject, names in thesaurus.names.items():
        if len(names) < 2 or len({(text, lang) for _, text, lang in names}) == len(names):
            continue
        kinds: dict[tuple[str, str], list[str]] = {}
        for kind, text, lang in names:
            kinds.setdefault((text, lang), []).append(kind)
        for (text, lang), several in kinds.items():
            if len(several) > 1:
                said = " and ".join(f"skos:{kind}" for kind in several)
                yield Found(subject, f"{quoted(text, lang)} is {said}", (text, lang, *several))
