"""The names of a vocabulary by how they are spelt; in memory here, and in `kept_spellings` where they were kept."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import NamedTuple, Protocol

from termgraph.names import exact_key, folded_key, language_tag, spelling_keys, unmarked_key, words
from termgraph.names.inflection import stem, word_keys
from termgraph.skos.documenting import Documenting
from termgraph.skos.naming import Name

RANK = {"prefLabel": 0, "altLabel": 1, "notation": 2, "hiddenLabel": 3, "proposedName": 4}
_SEARCHED = ("definition", "scopeNote", "note", "example")
_ARTICLE = re.compile(r"\W*(?:an?|the)\W")


class Spelt(NamedTuple):
    """A name with its keys; see `termgraph.names`."""

    name: Name
    exact: str
    folded: str
    unmarked: str

    @classmethod
    def of(cls, name: Name) -> Spelt:
        """Return a name with its keys."""
        folded = folded_key(name.text)
        return cls(name, exact_key(name.text), folded, folded if folded.isascii() else unmarked_key(folded))


class Sought(NamedTuple):
    """What is looked for, by its keys."""

    exact: str
    folded: str
    unmarked: str

    @classmethod
    def of(cls, text: str) -> Sought:
        """Return a text with its keys."""
        return cls(exact_key(text), folded_key(text), unmarked_key(text))


class Fit(NamedTuple):
    """A name that fits.

    Attributes:
        name: the best fitting one of a concept or collection.
        score: how well, from 0 to 1.
        langs: all languages that it has fitting names in.
    """

    name: Name
    score: float
    langs: Collection[str]


class Phrase:
    """Several words that are looked for in names and texts, in whatever order, number and spelling.

    Args:
        text: what is typed.

    >>> sought = Phrase("Probability of classes")
    >>> sought.fit("a probability of classes"), sought.fit("the probabilities of each class"), sought.fit("a class")
    (0, 2, None)
    """

    def __init__(self, text: str) -> None:
        self.exact = exact_key(text)
        self.words = [(stem(word), word_keys(word)) for word in words(text)]

    def fit(self, exact: str) -> int | None:
        """Return how well a text fits by its exact key: 0 as it is typed, 1 but for inflection, 2 in its words."""
        if self.exact in exact:
            return 0
        if not self.words or not all(start in exact for start, _ in self.words):
            return None
        keys = [word_keys(word) for word in words(exact)]
        places = [{at for at, own in enumerate(keys) if own & wanted} for _, wanted in self.words]
        if not all(places):
            return None
        in_row = any(all(start + at in found for at, found in enumerate(places)) for start in places[0])
        return 1 if in_row else 2


class Text(NamedTuple):
    """A definition or note of a concept or collection."""

    iri: str
    text: str
    lang: str


#: How well a text fits a name, the best first, and when: in SQL (`?1` exact, `?2` folded, `?3` unmarked) and here.
FITS: Sequence[tuple[float, str, Callable[[Sought, Spelt], bool]]] = (
    (1.0, "exact = ?1", lambda text, name: name.exact == text.exact),
    (0.95, "folded = ?2", lambda text, name: name.folded == text.folded),
    (0.85, "instr(exact, ?1) = 1", lambda text, name: name.exact.startswith(text.exact)),
    (0.8, "instr(folded, ?2) = 1", lambda text, name: name.folded.startswith(text.folded)),
    (
        0.7,
        "instr(replace(exact, '-', ' '), ' ' || ?1)",
        lambda text, name: f" {text.exact}" in name.exact.replace("-", " "),
    ),
    (
        0.6,
        "instr(exact, ?1) OR instr(folded, ?2)",
        lambda text, name: text.exact in name.exact or text.folded in name.folded,
    ),
    (0.58, "unmarked = ?3", lambda text, name: name.unmarked == text.unmarked),
    (0.568, "instr(unmarked, ?3) = 1", lambda text, name: name.unmarked.startswith(text.unmarked)),
    (0.548, "instr(unmarked, ?3)", lambda text, name: text.unmarked in name.unmarked),
)
_ODD = "odd"
OTHERWISE = 0.9  # for a name that is the same but for plural, spelling and articles


class Spellings(Protocol):
    """The names of all concepts and collections, in one order, by their keys; and the texts about them."""

    def exactly(self, key: str) -> list[Name]:
        """Return the names with an exact key."""

    def folded(self, key: str) -> list[Name]:
        """Return the names with a folded key."""

    def unmarked(self, key: str) -> list[Name]:
        """Return the names with an unmarked key."""

    def otherwise(self, text: str) -> Iterable[Name]:
        """Return the names that are a text but for plural, British or American spelling, and articles."""

    def beginning(self, start: str) -> Iterable[Name]:
        """Return the names whose unmarked key begins so."""

    def fitting(self, text: str, lang: str | None, limit: int) -> Sequence[Fit]:
        """Return the best fitting name of each concept and collection that a text fits, best first, at most so many."""

    def keys(self, shortest: int, longest: int) -> Iterable[str]:
        """Return the folded keys of so many letters, each once."""

    def worded(self, phrase: Phrase) -> Iterable[Name]:
        """Return the names that hold a phrase."""

    def texts(self, phrase: Phrase) -> Iterable[Text]:
        """Return the texts that hold a phrase."""

    def local(self, name: str) -> str | None:
        """Return what has this as the last part of its IRI; None where nothing has, or several."""


class MemorySpellings:
    """The names of a vocabulary in memory.

    Args:
        thesaurus: it.

    >>> birds = MemorySpellings(Documenting.from_text('<e:owl> a skos:Concept ; skos:prefLabel "barn-owl"@en .'))
    >>> [name.text for name in birds.folded("barnowl")], birds.local("e:owl")
    (['barn-owl'], 'e:owl')
    """

    def __init__(self, thesaurus: Documenting) -> None:
        self._thesaurus = thesaurus

    def exactly(self, key: str) -> list[Name]:
        """See `Spellings.exactly`."""
        return self._exact.get(key, [])

    def folded(self, key: str) -> list[Name]:
        """See `Spellings.folded`."""
        return self._folded.get(key, [])

    def unmarked(self, key: str) -> list[Name]:
        """See `Spellings.unmarked`."""
        return self._unmarked.get(key, [])

    def otherwise(self, text: str) -> Iterator[Name]:
        """See `Spellings.otherwise`."""
        wanted = spelling_keys(text)
        # They begin alike, but for "ae" and "oe" that are "e", Greek letters, and articles.
        begin = (*{key[:1] for key in wanted}, "ae", "oe")
        for start in dict.fromkeys((_ODD, *(one[:1] for one in begin))):
            for one in self._by_start.get(start, ()):
                if (start == _ODD or one.folded.startswith(begin)) and (
                    one.folded in wanted or wanted & self._keys_of(one.name.text)
                ):
                    yield one.name

    @cached_property
    def _by_start(self) -> Mapping[str, list[Spelt]]:
        """The names by the first letter of their folded key; those that may be spelt with another one are odd."""
        found: dict[str, list[Spelt]] = defaultdict(list)
        for one in self.all:
            start = one.folded[:1]
            found[_ODD if not start.isascii() or _ARTICLE.match(one.exact) else start].append(one)
        return found

    def _keys_of(self, text: str) -> Set[str]:
        found = self._spelling_keys.get(text)
        if found is None:
            found = self._spelling_keys[text] = spelling_keys(text)
        return found

    @cached_property
    def _spelling_keys(self) -> dict[str, Set[str]]:
        """What `_keys_of` has found: the same names are looked at for each text that begins like them."""
        return {}

    def beginning(self, start: str) -> Iterator[Name]:
        """See `Spellings.beginning`."""
        return (name for name, *_, unmarked in self.all if unmarked.startswith(start))

    def fitting(self, text: str, lang: str | None, limit: int) -> Sequence[Fit]:
        """See `Spellings.fitting`."""
        sought, best = Sought.of(text), Best()
        for one in self._holding(sought):
            if lang is None or is_in(one.name.lang, lang):
                best.add(one.name, next(score for score, _, holds in FITS if holds(sought, one)))
        for name in self.otherwise(text):
            if lang is None or is_in(name.lang, lang):
                best.add(name, OTHERWISE)
        return best.ranked(self._thesaurus.deprecated, limit)

    def _holding(self, sought: Sought) -> Iterator[Spelt]:
        exact, folded, unmarked = sought
        return (
            one for one in self.all if folded in one.folded or exact in one.exact or unmarked in one.unmarked
        )

    @property
    def deprecated(self) -> Set[str]:
        """What is no longer to be used."""
        return self._thesaurus.deprecated

    def keys(self, shortest: int, longest: int) -> Iterator[str]:
        """See `Spellings.keys`."""
        return (key for key in self._folded if shortest <= len(key) <= longest)

    def worded(self, phrase: Phrase) -> Iterator[Name]:
        """See `Spellings.worded`."""
        return (one.name for one in self.all if phrase.fit(one.exact) is not None)

    def texts(self, phrase: Phrase) -> Iterator[Text]:
        """See `Spellings.texts`."""
        return (one for one in self.all_texts if phrase.fit(exact_key(one.text)) is not None)

    def local(self, name: str) -> str | None:
        """See `Spellings.local`."""
        return self.locals.get(name)

    @cached_property
    def all(self) -> list[Spelt]:
        """All names."""
        return list(map(Spelt.of, self.names))

    def each_name(self) -> Iterator[Name]:
        """Yield all names, without their keys, of which none need be in memory."""
        yield from self._thesaurus.each_name(self._thesaurus.concepts)
        yield from self._thesaurus.each_name(self._thesaurus.collections)

    @property
    def names(self) -> list[Name]:
        """All names, without their keys."""
        return [*self._thesaurus.term_names, *self._thesaurus.collection_names]

    @cached_property
    def _exact(self) -> Mapping[str, list[Name]]:
        return _grouped((exact_key(name.text), name) for name in self.names)  # all that most questions need

    @cached_property
    def _folded(self) -> Mapping[str, list[Name]]:
        return _grouped((one.folded, one.name) for one in self.all)

    @cached_property
    def _unmarked(self) -> Mapping[str, list[Name]]:
        return _grouped((one.unmarked, one.name) for one in self.all)

    @cached_property
    def _known(self) -> Set[str]:
        return self._thesaurus.concepts | set(self._thesaurus.collections)

    @cached_property
    def all_texts(self) -> list[Text]:
        """The definitions and notes of all concepts and collections."""
        noted = (note for kind in _SEARCHED for note in self._thesaurus.noted(kind))
        return [
            Text(iri, text.value, language_tag(text.language or ""))
            for iri, text in noted
            if iri in self._known
        ]

    @cached_property
    def locals(self) -> Mapping[str, str | None]:
        """The concepts and collections by the last part of their IRI; None where two share it."""
        found: dict[str, str | None] = {}
        for iri in sorted(self._known):
            local = last_part(iri, self._thesaurus.base)
            found[local] = None if local in found else iri
        return found


def rank_of(name: Name) -> tuple[int, int, str]:
    """Return what names that fit equally well are ranked by."""
    return RANK[name.kind], len(name.text), name.text


class Best(dict[str, tuple[tuple[float, int, int, str], Name]]):
    """The best fitting name of each concept, with what it is ranked by, and the languages of all that fit."""

    def __init__(self) -> None:
        super().__init__()
        self.langs: dict[str, set[str]] = {}

    def add(self, name: Name, score: float) -> None:
        """Take note of a name that fits."""
        rank = (-score, *rank_of(name))
        if name.iri not in self or rank < self[name.iri][0]:
            self[name.iri] = rank, name
        langs = self.langs.setdefault(name.iri, set())
        if name.lang:
            langs.add(name.lang)

    def ranked(self, deprecated: Set[str], limit: int | None = None) -> list[Fit]:
        """Return the best, what is in use before what is deprecated."""
        found = sorted(self.items(), key=lambda item: (item[0] in deprecated, item[1][0], item[0]))
        return [Fit(name, -rank[0], self.langs[iri]) for iri, (rank, name) in found[:limit]]


def is_in(tag: str, lang: str) -> bool:
    """Tell whether a tag is of a language, or of a variety of it.

    >>> is_in("en-GB", "en"), is_in("en", "en-GB")
    (True, False)
    """
    return f"{tag.lower()}-".startswith(f"{lang.lower()}-")


def last_part(iri: str, base: str | None) -> str:
    """Return what is after the base of an IRI, where it begins with that, else its last part.

    >>> last_part("http://e.org/birds/owl", "http://e.org/"), last_part("http://e.org/birds#owl", None)
    ('birds/owl', 'owl')
    """
    if base and iri.startswith(base) and len(iri) > len(base):
        return iri[len(base) :]
    return iri.rstrip("/#").rpartition("#")[2].rpartition("/")[2] or iri


def _grouped(keyed: Iterable[tuple[str, Name]]) -> Mapping[str, list[Name]]:
    table: dict[str, list[Name]] = {}
    for key, name in keyed:
        table.setdefault(key, []).append(name)
    return table
