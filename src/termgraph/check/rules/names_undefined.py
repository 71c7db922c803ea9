"""Words in definitions that the vocabulary has and does not explain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.words import quoted
from termgraph.namespaces import DCT, SKOS
from termgraph.skos import Thesaurus

RULE = Rule(
    id="undefined-mention",
    title="A definition uses a term of the vocabulary that has no definition, without linking to it",
    why="The reader has to know the term, and finds no explanation of it.",
    todo="Define the term, or link to it so that its reader sees at least where it belongs.",
    severity=Severity.INFO,
    sources=("termgraph",),
    good='ex:owl a skos:Concept ; skos:definition "A raptor of the night."@en ; dct:references ex:r . ex:r a'
    ' skos:Concept ; skos:prefLabel "raptor"@en .',
    bad='ex:owl a skos:Concept ; skos:definition "A raptor of the night."@en . ex:r a skos:Concept ;'
    ' skos:prefLabel "raptor"@en .',
)
_WORD = re.compile(r"\w+")
_RELATIONS = ("broader", "narrower", "related")
_MOST_WORDS = 5
_SHORTEST = 4  # letters; shorter names are words of every text


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each such word by the preferred names of concepts without a definition, in the definition's language."""
    defined = sum(1 for concept in thesaurus.current if concept in thesaurus.definitions)
    if defined * 2 < len(thesaurus.current):
        return  # no glossary: there most terms have no definition, and are not expected to
    used = {
        word
        for texts in thesaurus.definitions.values()
        for text in texts
        for word in _WORD.findall(text.value.casefold())
    }
    undefined: dict[tuple[str, str], str] = {}
    for concept in thesaurus.current:
        if concept not in thesaurus.definitions:
            for kind, name, tag in thesaurus.names.get(concept, ()):
                if kind == "prefLabel" and len(name) >= _SHORTEST and _begins(name, used):
                    undefined.setdefault((_words(name), tag), concept)
    longest = min(max((key.count(" ") + 1 for key, _ in undefined), default=0), _MOST_WORDS)
    linked = {
        pair
        for name in (DCT + "references", *(SKOS + n for n in _RELATIONS))
        for pair in thesaurus.links(name)
    }
    for subject, texts in thesaurus.definitions.items() if undefined else ():
        if subject not in thesaurus.concepts:
            continue
        for text in texts:
            words = _WORD.findall(text.value.casefold())
            lang = text.language or ""
            parts = {
                " ".join(words[i : i + n]) for n in range(1, longest + 1) for i in range(len(words) - n + 1)
            }
            for part in parts:
                target = undefined.get((part, lang))
                if target is not None and target != subject and (subject, target) not in linked:
                    yield Found(
                        subject,
                        f"its definition uses {quoted(part)}, which has no definition",
                        (target, part),
                    )


def _begins(text: str, words: set[str]) -> bool:
    first = _WORD.search(text)
    return first is not None and first.group().casefold() in words


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
