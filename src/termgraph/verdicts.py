"""What is to be said of the names of a vocabulary: which mislead or are wrong, and what to say instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from termgraph.names import exact_key, folded_key
from termgraph.names.abbreviations import abbreviates, is_acronym
from termgraph.skos import Thesaurus
from termgraph.skos.citing import Misleading
from termgraph.skos.naming import Name, best

_SLIPS = 0.25  # of the letters; what differs in more is another name
_PUBLIC = ("prefLabel", "altLabel")


class Verdict(NamedTuple):
    """What is to be said of a misleading name.

    Attributes:
        why: the reason, "" where nobody gives one.
        clearer: the clearer names that are in use.
        proposed: those that are only proposed.
    """

    why: str
    clearer: tuple[str, ...]
    proposed: tuple[str, ...]


class Verdicts:
    """Knows what is to be said of the names of a vocabulary.

    Args:
        thesaurus: the vocabulary.
        language: the language to say it in; that of the vocabulary where it is None.
    """

    def __init__(self, thesaurus: Thesaurus, language: str | None = None) -> None:
        self.thesaurus = thesaurus
        self.language = language or thesaurus.language
        self.misleading = lru_cache(maxsize=4096)(self._misleading)

    def _misleading(self, name: Name) -> Verdict | None:
        """Return what is to be said of a name that misleads; None for others."""
        for record in self.thesaurus.misleading.get(name.iri, ()):
            if exact_key(record.term or self.label(name.iri)) == exact_key(name.text):
                return self._judged(record)
        return None

    def _judged(self, record: Misleading) -> Verdict:
        texts = {node: self._called(node) for node in record.clearer}
        return Verdict(
            best(record.why, self.language) or "",
            tuple(text for node, text in texts.items() if node not in record.proposed),
            tuple(text for node, text in texts.items() if node in record.proposed),
        )

    def _called(self, node: str) -> str:
        thesaurus = self.thesaurus
        return self.label(node) if node in thesaurus.concepts else thesaurus.term_text(node)

    def is_worth_a_warning(self, name: Name) -> bool:
        """Tell whether a name misleads, has a clearer one, is not what the vocabulary prefers, and no everyday word.

        >>> from termgraph.namespaces import data_dir
        >>> ml = Thesaurus.open(data_dir() / "ml")
        >>> told = Verdicts(ml)
        >>> sorted(name.text for name in ml.term_names if told.is_worth_a_warning(name))[:3]
        ['R²', 'deconvolutional layer', 'linear layer']
        """
        verdict = self.misleading(name)
        is_common = name.kind == "prefLabel" or self.is_marked_ambiguous(name)
        return verdict is not None and bool(verdict.clearer) and not is_common

    def is_marked_ambiguous(self, name: Name) -> bool:
        """Tell whether a name is marked as one that means other things as well."""
        return "ambiguous" in self.thesaurus.types_of(name.iri, name.text, name.lang)

    def label(self, concept: str) -> str:
        """Return what a concept is called."""
        return self.thesaurus.label(concept, self.language)

    def public(self, concept: str) -> list[str]:
        """Return the names of a concept that people may use, the preferred one first."""
        found = [text for kind, text, lang in self._names(concept) if kind in _PUBLIC and self._is_read(lang)]
        return sorted(dict.fromkeys(found), key=lambda text: text != self.label(concept))

    def _names(self, concept: str) -> list[tuple[str, str, str]]:
        return self.thesaurus.names_of(concept)

    def _is_read(self, lang: str) -> bool:
        return self.thesaurus.speaks(lang, self.language)

    def corrected(self, name: Name) -> str | None:
        """Return the public name that a hidden one is a misspelling of; itself where that is only another spelling.

        >>> owl = Thesaurus.from_text('<e:o> skos:prefLabel "owl"@en ; skos:hiddenLabel "oowl"@en, "Tyto"@en .')
        >>> [Verdicts(owl).corrected(Name(text, "en", "hiddenLabel", "e:o")) for text in ("oowl", "Tyto")]
        ['owl', None]
        """
        near = ((self._slips(name.text, public), public) for public in self.public(name.iri))
        slips, public = min(near, default=(1.0, ""))
        return public if slips <= _SLIPS else None

    @staticmethod
    def _slips(one: str, other: str) -> float:
        """Return which share of the letters two names differ in; 0 where they are one but for spaces and signs."""
        if folded_key(one) == folded_key(other):
            return 0.0
        return DamerauLevenshtein.normalized_distance(one.casefold(), other.casefold())

    def is_abbreviation(self, name: Name) -> bool:
        """Tell whether a name is an abbreviation of another of its concept."""
        return bool(self.long_forms(name))

    def long_forms(self, name: Name) -> list[str]:
        """Return the names that a name abbreviates.

        >>> birds = Thesaurus.from_text('<e:o> skos:prefLabel "barn owl group"@en ; skos:altLabel "BOG"@en .')
        >>> Verdicts(birds).long_forms(Name("BOG", "en", "altLabel", "e:o"))
        ['barn owl group']
        """
        if not is_acronym(name.text) or name.kind == "prefLabel":
            return []  # what is usual needs no explanation
        return [public for public in self.public(name.iri) if abbreviates(name.text, public)]

    def successors(self, concept: str) -> Iterator[str]:
        """Yield what is to be used in place of a deprecated concept."""
        replacements: Mapping[str, list[str]] = self.thesaurus.replacements
        yield from map(self.label, replacements.get(concept, ()))
