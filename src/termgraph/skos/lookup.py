"""From what a person types to the concepts that are meant: any name, in any spelling; and search over all texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import chain

from termgraph.errors import AmbiguousNameError, NotFoundError
from termgraph.extras import installing
from termgraph.names import differ_in_capitals, exact_key, folded_key, unmarked_key
from termgraph.skos.documenting import Documenting
from termgraph.skos.kept_spellings import KeptSpellings
from termgraph.skos.naming import Name
from termgraph.skos.spellings import (
    Best,
    MemorySpellings,
    Phrase,
    Spellings,
    Text,
    is_in,
    last_part,
)

_FEW = 5  # hits; with fewer than these, typing errors are forgiven too
_IN_TEXTS = (0.3, 0.28, 0.25)  # scores, by how well a text fits
_NEAR = 75  # of 100; below, two words only happen to share letters


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept or collection that was found.

    Args:
        iri: which.
        label: its preferred name.
        name: the name or text that fits best.
        kind: what that is: prefLabel, altLabel, hiddenLabel, proposedName, notation, id or definition.
        lang: its language.
        score: how well it fits, from 0 to 1.
        langs: all languages that it has fitting names in, sorted.
        deprecated: whether it is no longer to be used.
        is_collection: whether it is a collection.
    """

    iri: str
    label: str
    name: str
    kind: str
    lang: str
    score: float
    langs: tuple[str, ...] = ()
    deprecated: bool = False
    is_collection: bool = False


class Lookup:
    """Finds concepts and collections by name.

    Args:
        thesaurus: the vocabulary.
    """

    def __init__(self, thesaurus: Documenting) -> None:
        self.thesaurus = thesaurus
        kept = thesaurus.pages
        self.spellings: Spellings = KeptSpellings(kept.kept) if kept else MemorySpellings(thesaurus)

    def resolve(self, name: str) -> list[Hit]:
        """Return the concepts that bear a name or id, several where the name is ambiguous, none where there is none.

        An id decides at once, but a deprecated one yields to a name of what is in use; so does an address that a
        concept had before (dct:replaces). Otherwise the strictest spelling that any concept has: the name itself
        regardless of case, unless capitals tell several apart ("IT" and "it"); then regardless of spaces, hyphens and
        punctuation; then of plural, British or American spelling, and articles. What no concept is called may be a
        heading of a glossary, with a number, an abbreviation in brackets, or several names; be typed without accents
        and other marks; or be inflected, in the language that labels are shown in (see `names.lemmas`). Both find
        candidates only.
        """
        iri = self._id(name)
        if iri is not None:
            hit = self._hit(Name(name, "", "id", iri), 1.0)
            named = self.bearing(name) if hit.deprecated and ":" not in name else []
            return [one for one in named if not one.deprecated] or [hit]
        return self.bearing(name) or self._successors(name) or self._headed(name) or self._candidates(name)

    def _successors(self, iri: str) -> list[Hit]:
        """Return what replaces an address of which nothing else is said: that of a vocabulary that has moved."""
        found = self.thesaurus.replacements.get(iri, ()) if ":" in iri else ()
        return [self._hit(Name(iri, "", "id", new), 1.0) for new in found if new in self.thesaurus.concepts]

    def bearing(self, name: str) -> list[Hit]:
        """Return what bears a name, in the strictest spelling that anything has it in; see `resolve`."""
        spellings = self.spellings
        if exact := spellings.exactly(exact_key(name)):
            as_typed = [one for one in exact if not differ_in_capitals(one.text, name)]
            return self._hits(as_typed or exact, 1.0)
        if folded := spellings.folded(folded_key(name)):
            return self._hits(folded, 0.95)
        return self._hits(spellings.otherwise(name), 0.9)

    def _headed(self, heading: str) -> list[Hit]:
        from termgraph.names.headings import readings  # late: most names are found as they are

        for names in readings(heading):
            found = [self.bearing(name) for name in names]
            if all(found):
                return list({hit.iri: replace(hit, score=0.85) for hits in found for hit in hits}.values())
        return []

    def _candidates(self, name: str) -> list[Hit]:
        unmarked = self.spellings.unmarked(unmarked_key(name))
        return self._hits(unmarked, 0.8) or self._hits(self._inflected(name), 0.75)

    def _inflected(self, name: str) -> Iterator[Name]:
        """Yield the names that are the same but for inflection, in the language that labels are shown in."""
        from termgraph.names.lemmas import lemma_keys

        wanted, begin = lemma_keys(name, self.thesaurus.language), unmarked_key(name)[:1]
        language = self.thesaurus.language.partition("-")[0]
        for known in self.spellings.beginning(begin) if wanted else ():
            if is_in(known.lang, language) and wanted & lemma_keys(known.text, language):
                yield known

    def find(self, name: str) -> str:
        """Return the IRI of the one concept that a name or id means: of a collection where no concept is called so.

        A misspelling yields to a name, and a deprecated concept to one that is in use.

        Raises:
            AmbiguousNameError: where several bear the name, with all of them.
            NotFoundError: where none does, with the nearest names.
        """
        shown = self.resolve(name)
        for yields in (_is_collection, _is_hidden, _is_deprecated):
            shown = [hit for hit in shown if not yields(hit)] or shown
        if len(shown) == 1:
            return shown[0].iri
        if shown:
            candidates = [(hit.iri, hit.label) for hit in shown]
            listed = ", ".join(last_part(iri, self.thesaurus.base) for iri, _ in candidates)
            message = f"'{name}' is a name of {len(shown)} concepts"
            raise AmbiguousNameError(message, candidates, hint=f"say which by its id: {listed}")
        raise NotFoundError(f"no term is called '{name}'", hint=self._instead(name))

    def _instead(self, name: str) -> str:
        """Return what to try instead of a name that nothing bears."""
        from importlib.util import find_spec

        near = self.nearest(name)
        hint = f"did you mean {' or '.join(map(repr, near))}?" if near else "try `termgraph search`"
        if self.thesaurus.language.partition("-")[0] != "en" and find_spec("simplemma") is None:
            hint += f" Inflected names are found too after {installing('simplemma')}"
        return hint

    def nearest(self, name: str, n: int = 3) -> list[str]:
        """Return up to `n` names that look like a misspelling of `name`, best first."""
        return [hit.name for hit in self._similar(name, n)]

    def search(self, text: str, limit: int = 20, lang: str | None = None) -> list[Hit]:
        """Return the concepts and collections that a text fits, each once, in an order that never changes.

        Ranked: a whole name, one in another number or spelling, its beginning, the beginning of a word in it, its
        inside, any of these but for accents and other marks; where little fits, its words in another order or
        number, and a misspelling; and last definitions and notes that hold the text, or its words in any order and
        number. What is in use comes before what is deprecated.

        Args:
            text: what to look for.
            limit: how many at most.
            lang: only names and texts in this language.
        """
        exact = exact_key(text)
        if not exact or limit < 1:
            return []
        hits = self._fitting(text, lang, limit)
        found, phrase = {hit.iri for hit in hits}, Phrase(text)
        if len(hits) < min(_FEW, limit):
            inflected, worded = (
                [name for name in names if lang is None or is_in(name.lang, lang)]
                for names in (self._inflected(text), self.spellings.worded(phrase))
            )
            near = self._hits(inflected, 0.55), self._hits(worded, 0.52), self._similar(text, limit, lang)
            for hit in chain(*near):
                if hit.iri not in found:
                    hits.append(hit)
                    found.add(hit.iri)
        if len(hits) < limit:
            hits += [hit for hit in self._in_texts(phrase, lang) if hit.iri not in found]
        return hits[:limit]

    def suggest(self, text: str, limit: int = 10, lang: str | None = None) -> list[Hit]:
        """Return what has a name that a text is, begins or is a part of, best first: as `search` does, and no more."""
        return self._fitting(text, lang, limit)[:limit] if exact_key(text) and limit > 0 else []

    def _fitting(self, text: str, lang: str | None, limit: int) -> list[Hit]:
        def order(hit: Hit) -> tuple[bool, float, bool]:
            return hit.deprecated, -hit.score, hit.score == 1 and differ_in_capitals(hit.name, text)

        return sorted((self._hit(*fit) for fit in self.spellings.fitting(text, lang, limit)), key=order)

    def listed(self, iris: Iterable[str], lang: str | None = None) -> list[Hit]:
        """Return things as if they had been looked for by their names, in the order of these."""
        label = self.thesaurus.label
        named = sorted((exact_key(label(iri, lang)), label(iri, lang), iri) for iri in iris)
        return [self._hit(Name(name, lang or "", "prefLabel", iri), 1.0) for _, name, iri in named]

    def _hit(self, name: Name, score: float, langs: Iterable[str] = ()) -> Hit:
        thesaurus, iri = self.thesaurus, name.iri
        is_collection = iri in thesaurus.collections
        label, out_of_use = thesaurus.label(iri), iri in thesaurus.deprecated
        return Hit(
            iri,
            label,
            name.text,
            name.kind,
            name.lang,
            score,
            tuple(sorted(langs)),
            out_of_use,
            is_collection,
        )

    def _hits(self, names: Iterable[Name], score: float) -> list[Hit]:
        best = Best()
        for name in names:
            best.add(name, score)
        return self._ranked(best)

    def _ranked(self, best: Best, limit: int | None = None) -> list[Hit]:
        return [self._hit(*fit) for fit in best.ranked(self.thesaurus.deprecated, limit)]

    def _in_texts(self, phrase: Phrase, lang: str | None) -> Iterator[Hit]:
        fitting: dict[str, list[Text]] = {}
        for text in self.spellings.texts(phrase):
            if lang is None or is_in(text.lang, lang):
                fitting.setdefault(text.iri, []).append(text)
        found = []
        for iri, texts in fitting.items():
            fits = [phrase.fit(exact_key(one.text)) or 0 for one in texts]
            first = texts[fits.index(min(fits))]
            name, langs = Name(first.text, first.lang, "definition", iri), {one.lang for one in texts}
            found.append(self._hit(name, _IN_TEXTS[min(fits)], langs))
        yield from sorted(found, key=lambda hit: (hit.deprecated, -hit.score, hit.label, hit.iri))

    def _similar(self, text: str, n: int, lang: str | None = None) -> list[Hit]:
        from rapidfuzz import fuzz, process  # late: it takes as long to import as all else here

        spellings = self.spellings
        wanted = folded_key(text)
        # What is so much shorter or longer shares too few letters.
        share = _NEAR / (200 - _NEAR)
        keys = spellings.keys(int(len(wanted) * share), int(len(wanted) / share))
        near = process.extract_iter(wanted, keys, scorer=fuzz.ratio, score_cutoff=_NEAR)
        best = Best()
        # Many keys may share one concept, or be in another language: take more than are needed.
        for key, score, _ in nsmallest(n * 5, near, key=lambda item: (-item[1], item[0])):
            for name in spellings.folded(key):
                if lang is None or is_in(name.lang, lang):
                    best.add(name, round(0.5 * score / 100, 4))
        return self._ranked(best, n)

    def _id(self, name: str) -> str | None:
        """Return the concept whose IRI, prefixed name or id this is."""
        text = name.strip()
        bare = text[1:-1] if text.startswith("<") and text.endswith(">") else text
        prefix, colon, local = bare.partition(":")
        candidates = [bare]
        if colon and prefix in self.thesaurus.all_prefixes:
            candidates.append(self.thesaurus.all_prefixes[prefix] + local)
        base = self.thesaurus.base
        if base:
            candidates.append(base + bare)
        for candidate in candidates:
            if candidate in self.thesaurus.concepts or candidate in self.thesaurus.collections:
                return candidate
        return self.spellings.local(bare)


def _is_collection(hit: Hit) -> bool:
    return hit.is_collection


def _is_hidden(hit: Hit) -> bool:
    return hit.kind in ("hiddenLabel", "proposedName")


def _is_deprecated(hit: Hit) -> bool:
    return hit.deprecated
