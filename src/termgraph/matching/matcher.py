"""The names of a vocabulary in running text: the longest that begin and end with words, in every form.

One automaton reads the text word by word (`forms`). What it finds is held against the name itself, so that "IT" is not
"it"; of several names the one that is spelt most alike counts, and a misspelling yields to a name, as in `skos.lookup`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from itertools import accumulate, chain
from operator import itemgetter
from typing import NamedTuple

from termgraph.extras import needed_for
from termgraph.matching.forms import BREAK, Forms, Gaps
from termgraph.matching.learned import Learned, learned
from termgraph.names import differ_in_capitals, exact_key, folded_key, word_set
from termgraph.names.running import JOINT, joins, parts
from termgraph.skos import Thesaurus
from termgraph.skos.naming import Name
from termgraph.store.record import no_collecting

_HYPHENS = frozenset("-\u2010\u2011")
_PIECE = 1 << 16  # characters that are read at a time
_LARGEST_PIECE = 1 << 20
#: Where a text can be divided, since no name goes on behind it.
_END = re.compile(r"[.;:!?][\s\0]|\n[^\S\n]*\n|\0")
_SPACE = re.compile(r"\s")
_GENITIVE = ("'s", "’s")
_YIELDING = ("hiddenLabel", "proposedName")
_CLASS = re.compile(r"[A-Z]\w*[a-z][A-Z]\w*")  # what programs call a class: one word with capitals within
_SHORT = 2  # letters; such a name is one only as it is written
_MEMORY = 200_000  # spellings that are remembered
#: What stands behind a verb, and before one: "this means that", "it maps the input".
_BEHIND_VERBS = word_set(
    "a an the that this these it its each every all how what your our their to on onto into"
)
_BEFORE_VERBS = word_set("it this that which what who also only he she then")


class Match(NamedTuple):
    """A name in a text.

    Attributes:
        start, end: where it stands, in characters.
        text: how it is written there, its words a space apart.
        names: what it may be a name of, each concept once; of a homonym several.
    """

    start: int
    end: int
    text: str
    names: tuple[Name, ...]

    @property
    def concepts(self) -> tuple[str, ...]:
        """The IRIs of the concepts that it may mean."""
        return tuple(name.iri for name in self.names)

    @property
    def is_ambiguous(self) -> bool:
        """Whether several concepts bear the name."""
        return len(self.names) > 1


class Matcher:
    r"""Finds the names of a vocabulary in texts.

    Args:
        thesaurus: the vocabulary.
        language: only names in it, and its inflection; None for the names of all, and the inflection of that in
            which the vocabulary is shown.

    Raises:
        MissingLibraryError: where ahocorasick-rs is not installed.

    >>> birds = Thesaurus.from_text('''<e:owl> a skos:Concept ; skos:prefLabel "barn-owl"@en .
    ... <e:it> a skos:Concept ; skos:prefLabel "IT"@en .''')
    >>> [(match.start, match.text, match.concepts) for match in Matcher(birds).find("Is it that Barn\n owls use IT?")]
    [(11, 'Barn owls', ('e:owl',)), (26, 'IT', ('e:it',))]
    """

    def __init__(self, thesaurus: Thesaurus, language: str | None = None) -> None:
        self.thesaurus = thesaurus
        spoken = language or thesaurus.language
        self._is_english = spoken.partition("-")[0] in ("en", "")
        self._forms, self._gaps = Forms("" if self._is_english else spoken), Gaps()
        self._own: Set[str] = set()
        self._held: dict[tuple[int, str], tuple[Name, ...]] = {}
        # Inflection by dictionaries depends on which are installed, and is not kept.
        made = self._learned(language) if self._forms.language else self._kept(language)
        self._own, self._forms.known, self._gaps.known = made.own, made.words, made.signs
        self._names = list(made.patterns.values())
        self._plural = [any(exact_key(name.text).endswith("s") for name in names) for names in self._names]
        self._find = _automaton(made.patterns)

    def _kept(self, language: str | None) -> Learned:
        return learned(self.thesaurus, language, lambda: self._learned(language))

    def _learned(self, language: str | None) -> Learned:
        """Learn the names: what the words of each become, and the same written as one word."""
        thesaurus = self.thesaurus
        names = (
            name
            for name in chain(thesaurus.term_names, thesaurus.collection_names)
            if name.kind != "notation" and (language is None or thesaurus.speaks(name.lang, language))
        )
        split = [(name, parts(name.text)) for name in names]
        self._own = {key for _, found in split for word in found[1::2] for key in (folded_key(word),)}
        for _, found in split:
            for word in found[1::2]:
                self._forms.learn(word)
            for between in found[2:-1:2]:
                self._gaps.learn(between)
        patterns: dict[str, list[Name]] = defaultdict(list)
        for name, found in split:
            merged = self._merged(found)
            if _is_worth(merged):
                patterns[self._encoded(merged)[1:-1]].append(name)
                if len(merged) > 3 and all(map(joins, merged[2:-1:2])):
                    patterns[self._forms.learn(folded_key(name.text))].append(name)
        return Learned(patterns, self._own, self._forms.known, self._gaps.known)

    @no_collecting()
    def find(self, text: str) -> list[Match]:
        """Return the names in a text, in order; none overlaps another.

        >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "フクロウ"@ja, "올빼미"@ko .')
        >>> [match.text for match in Matcher(birds).find("これはフクロウです。 올빼미는 새다.")]
        ['フクロウ', '올빼미는']
        """
        return [match for start, end in _pieces(text) for match in self._in_piece(text[start:end], start)]

    def _in_piece(self, text: str, offset: int) -> Iterator[Match]:
        found = self._merged(parts(text))
        hits = self._find(self._encoded(found))
        if not hits:
            return
        ends = list(accumulate(map(len, found)))
        last = 0
        for number, first, end in _longest_first(hits):
            start, written = ends[first - 1], found[first]
            if start < last or (written[-1] == "s" and self._is_verb(number, found, first, end)):
                continue
            # In "logit-normal distribution" there is no normal one, but in "CNN-LSTM" there are both.
            if found[first - 1] in _HYPHENS and not (last and last == start - 1 and end - first == 1):
                continue
            stop = ends[end - 1]
            if end - first > 1 or JOINT in written:
                written = " ".join(text[start:stop].replace(JOINT, " ").split())
            names = self._held.get((number, written)) or self._bearing(number, written)
            if names:
                last = stop
                if written.endswith(_GENITIVE) and not any(name.text.endswith(_GENITIVE) for name in names):
                    stop, written = stop - 2, written[:-2]
                yield Match(offset + start, offset + stop, written, names)

    def _encoded(self, found: Sequence[str]) -> str:
        """Return words and what stands between them as a character each."""
        codes = [""] * len(found)
        codes[0::2] = map(self._gaps.__getitem__, found[0::2])
        codes[1::2] = map(self._forms.__getitem__, found[1::2])
        codes[0] = codes[-1] = BREAK
        return "".join(codes)

    def _merged(self, found: list[str]) -> list[str]:
        """Return words with those joined by a hyphen made one where some name has that one: "back-propagation"."""
        hyphens = [2 * at for at, between in enumerate(found[::2]) if between in _HYPHENS]
        merging = [
            at
            for at in hyphens
            if 0 < at < len(found) - 1 and folded_key(found[at - 1] + found[at + 1]) in self._own
        ]
        for at in reversed(merging):
            if at + 1 < len(found):
                found[at - 1 : at + 2] = ["".join(found[at - 1 : at + 2])]
        return found

    def _bearing(self, number: int, written: str) -> tuple[Name, ...]:
        """Return the names that a found one is, of each concept the best."""
        if (number, written) in self._held:
            return self._held[number, written]
        held = tuple(_best(self._names[number], written))
        if len(self._held) < _MEMORY:
            self._held[number, written] = held
        return held

    def _is_verb(self, number: int, found: Sequence[str], first: int, end: int) -> bool:
        """Tell whether one word that ends in "s" where the name does not is a verb, by the words around it."""
        word = found[first]
        if end - first > 1 or self._plural[number] or not self._is_english or not word.islower():
            return False
        before = found[first - 2] if first > 1 and found[first - 1].isspace() else ""
        behind = found[end + 1] if end + 1 < len(found) and found[end].isspace() else ""
        return behind.lower() in _BEHIND_VERBS or before.lower() in _BEFORE_VERBS


def _automaton(patterns: Iterable[str]) -> Callable[[str], list[tuple[int, int, int]]]:
    """Return what finds all places of patterns in a text: which, from where, to where."""
    with needed_for("finding terms in texts"):
        from ahocorasick_rs import AhoCorasick
    automaton = AhoCorasick(list(patterns))
    return lambda text: automaton.find_matches_as_indexes(text, overlapping=True)


def _longest_first(hits: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return hits by where they begin, and of those that begin together the longest first."""
    hits.sort(key=itemgetter(2), reverse=True)
    hits.sort(key=itemgetter(1))
    return hits


def _is_worth(found: Sequence[str]) -> bool:
    """Tell whether a name can be found by its words: it has some, and is no letter or number alone."""
    words = found[1::2]
    return bool(words) and (
        len(words) > 1 or (not words[0].isdigit() and (len(words[0]) > 1 or words[0] > "\u2fff"))
    )


def _best(names: Iterable[Name], written: str) -> Iterator[Name]:
    """Yield those of some names that are spelt most like what is written, one a concept."""
    alike = [
        name for name in names if not differ_in_capitals(name.text, written) and _is_told(name.text, written)
    ]
    exact, folded = exact_key(written), folded_key(written)
    alike = [name for name in alike if exact_key(name.text) == exact] or alike
    alike = [name for name in alike if folded_key(name.text) == folded] or alike
    alike = [name for name in alike if name.kind not in _YIELDING] or alike
    seen = set()
    for name in alike:
        if name.iri not in seen:
            seen.add(name.iri)
            yield name


def _is_told(name: str, written: str) -> bool:
    """Tell whether a name can be written so: "r2" is a variable and not "R²", "LinearLayer" a class and no layer."""
    if len(folded_key(name)) <= _SHORT:
        return name == written
    return not (" " in name and _CLASS.fullmatch(written))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of pieces of a text that no name goes across; of one that has no end, of any."""
    start = 0
    while len(text) - start > 2 * _PIECE:
        found = _END.search(text, start + _PIECE, start + _LARGEST_PIECE) or _SPACE.search(
            text, start + _LARGEST_PIECE, start + 2 * _LARGEST_PIECE
        )
        end = found.end() if found else min(start + _LARGEST_PIECE, len(text))
        yield start, end
        start = end
    yield start, len(text)
