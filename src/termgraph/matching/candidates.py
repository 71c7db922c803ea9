"""Candidates for new terms: what documents define, and phrases that they use often, which are in no name.

A phrase is words in a row that may be nouns and adjectives: none of them is a small word or a verb that is
known. Phrases are ranked by their C-value (Frantzi, Ananiadou and Mima 2000): the more often they are
written, the longer they are, and the less within others.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log2
from typing import Any, NamedTuple

from termgraph.matching.lint.page import Page
from termgraph.matching.matcher import Matcher
from termgraph.matching.prose import Kind, Where
from termgraph.matching.sentences import sentences
from termgraph.names import folded_key, singular, word_set
from termgraph.names.abbreviations import is_acronym
from termgraph.names.running import CUT, JOINT, joins, parts
from termgraph.readers.records.lexicon import (
    ADVERBS,
    ARTICLES,
    CONDITIONS,
    DETERMINERS,
    FINITE,
    KIND_NOUNS,
    LOOSE_PREPOSITIONS,
    NARROWING,
    NO_SUBJECT,
    NOUNS_OR_VERBS,
    PREPOSITIONS,
    SMALL_WORDS,
    VERBS,
)
from termgraph.readers.records.subjects import subject

_LONGEST = 4  # words
_EXAMPLES = 3  # sentences that are shown of each candidate
_DEFINES = 3  # how plainly a sentence has to say so, as `Named.strength` counts
#: Words of no term that the lists of the readers have not, since no heading begins with them.
_COMMON = word_set("""
    able actual al available bad be been being best better big cannot certain clear common complete
    current default easy else entire et exact exactly example existing fairly final following full
    good great hard high important interesting kind large last least left less likely little long
    low main might new nice nothing old out own particular possible previous quite real really
    recent right same short similar simple single slightly small sort specific standard such sure
    than typical upon usual very well whole without
""")
_STOPPED = (
    ADVERBS | ARTICLES | CONDITIONS | DETERMINERS | FINITE | LOOSE_PREPOSITIONS | NARROWING | NO_SUBJECT
    | PREPOSITIONS | SMALL_WORDS | _COMMON | (VERBS - NOUNS_OR_VERBS)
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]\w*[^\W_]")
#: What is said behind the verb of a definition: what kind of thing it is.
_IS_SAID = re.compile(r"\b(?:is|are)\s+(?:an?|the|any|one)\s|\b(?:refers?\s+to|denotes?|means)\s")


class Sentence(NamedTuple):
    """A sentence of a document: where it begins, and what it says."""

    where: Where
    text: str

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        return {**self.where._asdict(), "text": self.text}


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a term.

    Args:
        name: as it is written most often.
        count: how often it is written.
        score: its C-value.
        defined: whether a sentence defines it; that is the first.
        documents: how many use it.
        sentences: some that it stands in.
    """

    name: str
    count: int
    score: float
    defined: bool
    documents: int
    sentences: tuple[Sentence, ...]


@dataclass
class _Met:
    """A phrase as it was met in documents: its spellings, where, and in which sentences."""

    words: int
    spelt: Counter[str] = field(default_factory=Counter)
    files: set[str] = field(default_factory=set)
    sentences: list[Sentence] = field(default_factory=list)
    defined: bool = False

    @property
    def count(self) -> int:
        return self.spelt.total()

    def candidate(self, around: Sequence[int]) -> Candidate:
        """Return it as a candidate, given how often each phrase around it is written."""
        outside = self.count - (sum(around) / len(around) if around else 0)
        name = min(self.spelt, key=lambda spelt: (-self.spelt[spelt], spelt))
        score = round(log2(self.words + 1) * max(outside, 0), 2)
        return Candidate(name, self.count, score, self.defined, len(self.files), tuple(self.sentences))

    def add(self, written: str, sentence: Sentence) -> None:
        self.spelt[written] += 1
        self.files.add(sentence.where.file)
        if len(self.sentences) < _EXAMPLES:
            self.sentences.append(sentence)

    def define(self, sentence: Sentence) -> None:
        self.defined = True
        self.files.add(sentence.where.file)
        others = [other for other in self.sentences if other != sentence]
        self.sentences = [sentence, *others][:_EXAMPLES]


class Candidates:
    """Collects candidates from documents, one after the other.

    Args:
        matcher: finds the names that are known.
        least: how often a phrase has to be written that nothing defines.

    >>> from termgraph.matching.judging import Judge
    >>> from termgraph.matching.prose import prose_of
    >>> from termgraph.skos import Thesaurus
    >>> judge = Judge(Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl"@en .'))
    >>> text = "An owl has facial discs. The facial disc of an owl turns. A pellet is a ball of bones."
    >>> candidates = Candidates(judge.matcher, least=2)
    >>> candidates.read(Page(prose_of(text, "a.md"), judge))
    >>> [(found.name, found.count, found.defined) for found in candidates.found()]
    [('pellet', 1, True), ('facial disc', 2, False)]
    """

    def __init__(self, matcher: Matcher, least: int = 3) -> None:
        self.matcher = matcher
        self.least = least
        self._met: dict[tuple[str, ...], _Met] = {}

    def read(self, page: Page) -> None:
        """Take note of the phrases of a document."""
        text = page.prose.covered
        names = iter([*page.matches, None])
        name = next(names)
        for start, end in sentences(page.prose.text, text):
            sentence = _sentence(page, start, end)
            at = start
            while name is not None and name.start < end:
                self._count(text[at : max(name.start, at)], sentence)
                at, name = max(name.end, at), next(names)
            self._count(text[at:end], sentence)
            if page.prose.kind(start) is Kind.TEXT:
                self._define(_plain(page.prose.text[start:end], text[start:end]), sentence)

    def _count(self, stretch: str, sentence: Sentence) -> None:
        """Take note of the phrases in a stretch of a sentence in which no name stands."""
        for run in _runs(stretch):
            for first in range(0, len(run), 2):
                for last in range(first + 1, min(first + 2 * _LONGEST, len(run) + 1), 2):
                    if _may_be_term(run[first:last:2]):
                        written = " ".join("".join(run[first:last]).replace(JOINT, " ").split())
                        self._meet(run[first:last:2]).add(written, sentence)

    def _define(self, plain: str, sentence: Sentence) -> None:
        """Take note of what a sentence defines, where no name is that already."""
        named = subject(plain) if _IS_SAID.search(plain) else None
        if named is None or named.strength < _DEFINES:
            return
        words = named.labels[0].label.split()
        if len(words) > _LONGEST or not _is_definable(words) or self.matcher.find(" ".join(words)):
            return
        met = self._meet(words)
        if not met.spelt:
            met.spelt[" ".join(words)] += 1
        met.define(sentence)

    def _meet(self, words: Sequence[str]) -> _Met:
        key = tuple(singular(folded_key(word)) for word in words)
        if key not in self._met:
            self._met[key] = _Met(len(words))
        return self._met[key]

    def found(self) -> list[Candidate]:
        """Return the candidates: what is defined, then the others, those with the highest C-value first."""
        often = {key: met for key, met in self._met.items() if met.defined or met.count >= self.least}
        around = _around(often)
        made = [
            met.candidate(around[key])
            for key, met in often.items()
            if met.defined
            or max(around[key], default=0) < met.count  # else it is only ever a part of another
        ]
        return sorted(made, key=lambda one: (not one.defined, -one.score, one.name))


def _around(often: Mapping[tuple[str, ...], _Met]) -> Mapping[tuple[str, ...], list[int]]:
    """Return how often each phrase is written that a phrase is a part of."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for key, met in often.items():
        inside = {key[at : at + size] for size in range(1, len(key)) for at in range(len(key) - size + 1)}
        for part in inside:
            found[part].append(met.count)
    return found


def _sentence(page: Page, start: int, end: int) -> Sentence:
    prose = page.prose
    return Sentence(prose.where(start), " ".join(prose.text[start:end].split()))


def _plain(text: str, covered: str) -> str:
    """Return a sentence without its markup and code."""
    shown = (
        letter if cover not in (JOINT, CUT) or letter.isspace() else cover.strip(JOINT).replace(CUT, " ")
        for letter, cover in zip(text, covered, strict=True)
    )
    return " ".join("".join(shown).split())


def _runs(stretch: str) -> Iterator[list[str]]:
    """Yield the words in a row that may be of one term, with what stands between them."""
    found = parts(stretch)
    run: list[str] = []
    for between, word in zip(found[::2], found[1::2], strict=False):
        if not _is_of_term(word):
            yield run
            run = []
        elif run and joins(between):
            run += [between, word]
        else:
            yield run
            run = [word]
    yield run


def _is_of_term(word: str) -> bool:
    return _WORD.fullmatch(word) is not None and word.casefold() not in _STOPPED and not word.endswith("ly")


def _may_be_term(words: Sequence[str]) -> bool:
    """Tell whether words may be a term that nothing defines: several, or an acronym."""
    return len(words) > 1 or is_acronym(words[0])


def _is_definable(words: Sequence[str]) -> bool:
    """Tell whether words may be what a sentence defines, and are no thing of the text: "The result is a …"."""
    return all(map(_is_of_term, words)) and (len(words) > 1 or words[0].casefold() not in KIND_NOUNS)
