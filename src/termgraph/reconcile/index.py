"""The names of a vocabulary, by every key under which a document may give them, and what concepts are about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from termgraph.model import Concept, Vocabulary
from termgraph.names import (
    american,
    exact_key,
    folded_key,
    singular,
    spelling_keys,
    unmarked_key,
    without_marks,
    words,
)
from termgraph.names.abbreviations import is_acronym
from termgraph.names.headings import without_qualifier
from termgraph.names.wordlists import GENERAL_NOUNS, JOINING_WORDS
from termgraph.reconcile.words import telling_words

_ENTRY_LINK = re.compile(r"\]\((?:\./)?([^()/:\s]+)\.md(?:#[^()\s]*)?\)")
_MOST_NARROWER = 20
_MOST_QUOTES = 20  # say enough of what a concept is about, however many sources define it
_SHORTEST_MISSPELT = 5
_TELLING = re.compile(r"\d+|(?<=\W)[^\W\d_a-z]\b")  # a capital that begins a name may be an article
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Bearer:
    """One name of one concept.

    Args:
        concept: the concept's id.
        name: the name.
        lang: its language tag.
        kind: preferred, other, hidden or proposed.
        type: as in entries: abbreviation, ambiguous …
    """

    concept: str
    name: str
    lang: str
    kind: str
    type: str | None = None


_KINDS = {"altLabels": "other", "hiddenLabels": "hidden", "proposedNames": "proposed"}


def names_of(concept: Concept) -> Iterator[Bearer]:
    """Yield the names of a concept, preferred ones first.

    >>> [bearer.kind for bearer in names_of(Concept(id="owl", pref_label={"en": "owl", "de": "Eule"}))]
    ['preferred', 'preferred']
    """
    for lang, text in concept.pref_label.items():
        yield Bearer(concept.id, text, lang, "preferred")
    for key, label in concept.other_names():
        yield Bearer(concept.id, label.text, label.lang, _KINDS[key], label.type)


class NameIndex:
    """All names of a vocabulary by their keys. Concepts may be added.

    >>> birds = Vocabulary(title="Birds", base="https://example.org/", prefix="b", concepts={
    ...     "grey-owl": Concept(id="grey-owl", pref_label={"en": "grey owl"})})
    >>> [bearer.concept for bearer in NameIndex(birds).spelt("Gray Owls")]
    ['grey-owl']
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.language = vocabulary.language
        self._kinds = vocabulary.relations
        self.concepts: dict[str, Concept] = {}
        self._exact: dict[str, list[Bearer]] = defaultdict(list)
        self._folded: dict[str, list[Bearer]] = defaultdict(list)
        self._unmarked: dict[str, list[Bearer]] = defaultdict(list)
        self._spelt: dict[str, list[Bearer]] = defaultdict(list)
        self._bare: dict[str, list[Bearer]] = defaultdict(list)
        self._ordered: dict[tuple[str, ...], list[Bearer]] = defaultdict(list)
        self._headless: dict[tuple[str, ...], list[Bearer]] = defaultdict(list)
        self._gapped: dict[tuple[str, ...], list[Bearer]] = defaultdict(list)
        self._initials: dict[str, list[Bearer]] = defaultdict(list)
        self._long: dict[str, list[Bearer]] = defaultdict(list)
        self._by_length: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._words: set[str] = set()
        self._below: dict[str, list[str]] = defaultdict(list)
        self._beside: dict[str, set[str]] = defaultdict(set)
        self._about: dict[str, frozenset[str]] = {}
        self._said: dict[str, frozenset[str]] = {}
        self._saying: dict[str, list[str]] | None = None
        for concept in sorted(vocabulary.concepts.values(), key=lambda concept: concept.deprecated):
            self.add(concept)

    def add(self, concept: Concept) -> None:
        """Take a concept in, or anew."""
        known = concept.id in self.concepts
        self.concepts[concept.id] = concept
        self._said.pop(concept.id, None)
        self._saying = None
        self._about.clear()
        above = [id_ for row in self._kinds.below("broader") for id_ in concept.relations[row.name]]
        self._beside[concept.id].update(above)  # and not back: there may be thousands below
        for parent in above:
            self._below[parent].append(concept.id)
        for other in self._linked(concept):
            self._beside[concept.id].add(other)
            self._beside[other].add(concept.id)
        for bearer in names_of(concept):
            bearers = self._exact[exact_key(bearer.name)]
            replaced = any(one.concept in concept.relations["isReplacedBy"] for one in bearers)
            if not replaced and (not known or bearer not in bearers):
                self._add(bearer)

    def _add(self, bearer: Bearer) -> None:
        name = bearer.name
        self._exact[exact_key(name)].append(bearer)
        folded = folded_key(name)
        self._folded[folded].append(bearer)
        self._unmarked[unmarked_key(name)].append(bearer)
        for key in spelling_keys(name):
            self._spelt[key].append(bearer)
        bare, qualifier = without_qualifier(name)
        if qualifier:
            for key in spelling_keys(bare):
                self._bare[key].append(bearer)
        parts = _plain_words(bare)
        self._words.update(parts)
        if len(parts) > 1:
            self._ordered[tuple(sorted(parts))].append(bearer)
            self._initials[_initials(bare)].append(bearer)
        for gapped in _gaps(parts):
            self._gapped[gapped].append(bearer)
        if headless := _without_head(parts):
            self._headless[headless].append(bearer)
        if not is_acronym(name) and len(folded) >= _SHORTEST_MISSPELT:
            if folded not in self._long:
                self._by_length[folded[0], len(folded)].append(folded)
            self._long[folded].append(bearer)

    def exact(self, name: str) -> list[Bearer]:
        """Return who bears this very name, case aside."""
        return self._exact.get(exact_key(name), [])

    def folded(self, name: str) -> list[Bearer]:
        """Return who bears it but for spaces, hyphens and other signs."""
        return self._folded.get(folded_key(name), [])

    def unmarked(self, name: str) -> list[Bearer]:
        """Return who bears it but for accents and other marks: another name, maybe written without them."""
        alike, folded = self._unmarked.get(unmarked_key(name), ()), folded_key(name)
        return [bearer for bearer in alike if folded_key(bearer.name) != folded]

    def spelt(self, name: str) -> list[Bearer]:
        """Return who bears it but for plural, British or American spelling, articles."""
        return _spelled(self._spelt, name)

    def bare(self, name: str) -> list[Bearer]:
        """Return who bears it with a qualifier in brackets behind it."""
        return _spelled(self._bare, name)

    def reordered(self, name: str) -> list[Bearer]:
        """Return who bears the same words in another order: "estimation of likelihood"."""
        parts = _plain_words(without_qualifier(name)[0])
        return self._ordered.get(tuple(sorted(parts)), []) if len(parts) > 1 else []

    def headless(self, name: str) -> list[tuple[Bearer, str]]:
        """Return who bears it with or without a last word that only says what kind of thing it is.

        The second of a pair is "shorter", "longer", or "other" where both have such a word, but not the same.
        """
        parts = _plain_words(without_qualifier(name)[0])
        if not parts:
            return []
        found: dict[Bearer, str] = dict.fromkeys(self._headless.get(tuple(parts), ()), "longer")
        if rest := _without_head(parts):
            for key in spelling_keys(" ".join(rest)):
                found |= {bearer: "shorter" for bearer in self._spelt.get(key, ()) if bearer not in found}
            found |= {bearer: "other" for bearer in self._headless.get(rest, ()) if bearer not in found}
        return list(found.items())

    def gapped(self, name: str) -> list[Bearer]:
        """Return who bears it with a word more or less between the first and the last: "Siamese (neural) network"."""
        parts = _plain_words(without_qualifier(name)[0])
        found = dict.fromkeys(self._gapped.get(tuple(parts), ())) if len(parts) > 1 else {}
        for shorter in _gaps(parts):
            found |= dict.fromkeys(self.spelt(" ".join(shorter)))
        return list(found)

    def rephrased(self, name: str) -> list[Bearer]:
        """Return who bears it with an abbreviation in it written out, or a long name in it abbreviated.

        "bidirectional RNN" is "bidirectional recurrent neural network" where RNN abbreviates one concept only.
        """
        parts = name.split()
        found: dict[Bearer, None] = {}
        for begin in range(len(parts)) if 1 < len(parts) <= _MOST_WORDS else ():
            for end in range(begin + 1, min(len(parts), begin + 4) + 1):
                if end - begin == len(parts):
                    continue
                for other in self._other_form(" ".join(parts[begin:end])):
                    whole = " ".join([*parts[:begin], other, *parts[end:]])
                    found |= dict.fromkeys(self.spelt(whole))
        return list(found)

    def _other_form(self, phrase: str) -> list[str]:
        """Return the long names of an abbreviation, or the abbreviations of a long name, of one concept."""
        short = is_acronym(phrase)
        if not short and " " not in phrase:
            return []
        ids = {bearer.concept for bearer in self.spelt(phrase)}
        if len(ids) != 1:
            return []
        names = [bearer.name for bearer in names_of(self.concepts[ids.pop()]) if bearer.kind != "hidden"]
        return [name for name in names if (" " in name if short else is_acronym(name))]

    def initials(self, name: str) -> list[Bearer]:
        """Return who bears a long name with these initials, or an abbreviation that may stand for this one."""
        if is_acronym(name):
            letters = "".join(words(without_marks(name)))
            return self._initials.get(letters[:-1] if name.endswith("s") else letters, [])
        short = _initials(without_qualifier(name)[0])
        found = self._exact.get(short, []) if len(short) > 1 else []
        return [bearer for bearer in found if is_acronym(bearer.name)]

    def near(self, name: str) -> list[tuple[Bearer, float]]:
        """Return who bears a name that this is a misspelling of, with the likeness of the two, from 0 to 1."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        folded = folded_key(name)
        if len(folded) < _SHORTEST_MISSPELT or is_acronym(name):
            return []
        # One slip in a short name, two in one of two words, three in a long one; a swap of neighbours is one.
        most = 1 if len(folded) < 8 else 2 if len(folded) < 16 else 3
        found: list[tuple[Bearer, float]] = []
        for length in range(len(folded) - most, len(folded) + most + 1):
            known = self._by_length.get((folded[0], length), [])
            for key, distance, _ in extract(folded, known, scorer=OSA.distance, score_cutoff=most, limit=5):
                if distance:
                    likeness = 1 - distance / max(len(folded), length)
                    slips = (one for one in self._long[key] if self._is_slip(name, one.name))
                    found += [(bearer, likeness) for bearer in slips]
        return sorted(found, key=lambda pair: (-pair[1], pair[0].concept))[:5]

    def _is_slip(self, name: str, known: str) -> bool:
        """Tell whether two names differ as by a slip of the pen, rather than being different words.

        Numbers and capitals on their own that differ mean something (Pillar A, Pillar B), slips seldom are at the
        beginning of a word (encoder, decoder), and a word that is in another name of the vocabulary is spelt as it was
        meant.
        """
        if _TELLING.findall(name) != _TELLING.findall(known):
            return False
        mine, theirs = _plain_words(name), _plain_words(known)
        if len(mine) != len(theirs):  # a space that is missing or too many
            return True
        return all(
            one == other or (one[0] == other[0] and one not in self._words)
            for one, other in zip(mine, theirs, strict=True)
        )

    def about(self, concept_id: str) -> frozenset[str]:
        """Return the telling words of a concept: of its definition, its names, its notes, and its neighbours' names."""
        if concept_id not in self._about:
            near = self.neighbours(concept_id)
            names = [bearer.name for id_ in near if id_ in self.concepts for bearer in self._preferred(id_)]
            self._about[concept_id] = self.said_of(concept_id) | telling_words(*names)
        return self._about[concept_id]

    def said_of(self, concept_id: str) -> frozenset[str]:
        """Return the telling words of what a vocabulary says of a concept itself, its names included."""
        if concept_id not in self._said:
            concept = self.concepts[concept_id]
            texts = [
                *concept.definition.values(),
                *(quote.text for quote in concept.source_definitions[:_MOST_QUOTES]),
                *(label.text for label in (*concept.scope_note, *concept.example)),
                *(why for record in concept.misnomers for why in record.why.values()),
            ]
            self._said[concept_id] = telling_words(*texts) | self._named(concept_id)
        return self._said[concept_id]

    def _named(self, concept_id: str) -> frozenset[str]:
        return telling_words(*(bearer.name for bearer in names_of(self.concepts[concept_id])))

    def is_silent(self, concept_id: str) -> bool:
        """Tell whether a vocabulary only says what a concept is called: that GPS is "global positioning system"."""
        return self.said_of(concept_id) <= self._named(concept_id)

    def saying(self, word: str) -> list[str]:
        """Return the concepts that `said_of` says a word of."""
        if self._saying is None:
            self._saying = defaultdict(list)
            for id_ in self.concepts:
                for one in self.said_of(id_):
                    self._saying[one].append(id_)
        return self._saying.get(word, [])

    def neighbours(self, concept_id: str) -> frozenset[str]:
        """Return what a concept is related to in any way, or linked with; of very many narrower ones, none."""
        below = self._below.get(concept_id, [])
        few = below if len(below) <= _MOST_NARROWER else ()
        return frozenset(self._beside.get(concept_id, ())).union(few)

    def narrower(self, concept_id: str) -> list[str]:
        """Return what is directly narrower."""
        return [id_ for id_ in self._below.get(concept_id, ()) if id_ in self.concepts]

    def label(self, concept_id: str) -> str:
        """Return the preferred name of a concept in the vocabulary's language, or what comes nearest to it."""
        concept = self.concepts.get(concept_id)
        if concept is None:
            return concept_id
        return concept.pref_label.get(self.language) or next(iter(concept.pref_label.values()), concept_id)

    def _preferred(self, concept_id: str) -> Iterable[Bearer]:
        return (bearer for bearer in names_of(self.concepts[concept_id]) if bearer.kind == "preferred")

    def _linked(self, concept: Concept) -> set[str]:
        linked = {
            *(id_ for row in self._kinds.below("related") for id_ in concept.relations[row.name]),
            *(id_ for record in concept.misnomers for id_ in (*record.suggests, *record.of)),
            *(id_ for text in concept.definition.values() for id_ in _ENTRY_LINK.findall(text)),
        }
        return linked - {concept.id}


def _spelled(bearers: Mapping[str, list[Bearer]], name: str) -> list[Bearer]:
    """Return who is known by a spelling of a name, each once."""
    return list(dict.fromkeys(bearer for key in spelling_keys(name) for bearer in bearers.get(key, ())))


def _plain_words(name: str) -> list[str]:
    """Return the words of a name in one spelling and in the singular, without small ones."""
    return [american(singular(word)) for word in words(name) if word not in JOINING_WORDS]


def _without_head(parts: list[str]) -> tuple[str, ...]:
    return tuple(parts[:-1]) if len(parts) > 1 and parts[-1] in GENERAL_NOUNS else ()


def _gaps(parts: list[str]) -> list[tuple[str, ...]]:
    """Return words without one that is neither the first nor the last; a name as long as a sentence has none."""
    if len(parts) > _MOST_WORDS:
        return []
    return [(*parts[:at], *parts[at + 1 :]) for at in range(1, len(parts) - 1)]


def _initials(name: str) -> str:
    return "".join(word[0] for word in words(without_marks(name)) if word not in JOINING_WORDS)
