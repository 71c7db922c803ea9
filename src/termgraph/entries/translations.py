"""Definitions in further languages, and whether the one that they were made from has changed since."""

from __future__ import annotations

from dataclasses import replace

from termgraph import markdown
from termgraph.model import Concept, Vocabulary
from termgraph.namespaces import short_hash


def digests(text: str, translation: str) -> str:
    """Return what is kept beside a translation: a digest of the plain text that it was made from, and one of itself.

    >>> digests("A bird.", "Ein Vogel.")
    '04f809a8 4f2c588c'
    """
    return f"{short_hash(text)} {short_hash(translation)}"


def is_outdated(kept: str, text: str, translation: str) -> bool:
    """Tell whether a text has changed since it was translated, and the translation has not.

    >>> kept = digests("A bird.", "Ein Vogel.")
    >>> is_outdated(kept, "A big bird.", "Ein Vogel."), is_outdated(kept, "A big bird.", "Ein grosser Vogel.")
    (True, False)
    """
    now = digests(text, translation)
    return kept != now and kept.partition(" ")[2] == now.partition(" ")[2]


def stamped(vocabulary: Vocabulary) -> Vocabulary:
    """Return a vocabulary that keeps of each translation what it was made from; of one that has changed, anew."""
    concepts = {id_: _stamped(concept, vocabulary.language) for id_, concept in vocabulary.concepts.items()}
    return replace(vocabulary, concepts=concepts)


def _stamped(concept: Concept, language: str) -> Concept:
    texts = {lang: markdown.plain(text) for lang, text in concept.definition.items()}
    text = texts.pop(language, None)
    if text is None:
        return replace(concept, translated={})
    kept = concept.translated
    return replace(
        concept,
        translated={
            lang: kept[lang] if is_outdated(kept.get(lang, ""), text, one) else digests(text, one)
            for lang, one in sorted(texts.items())
        },
    )
