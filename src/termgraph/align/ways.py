"""The ways in which two names may be the same: each has keys that such names share, and says how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from termgraph.names import exact_key, folded_key, spelling_keys, unmarked_key, without_marks, words
from termgraph.names.abbreviations import is_acronym, stands_for
from termgraph.names.headings import without_qualifier
from termgraph.names.inflection import word_keys
from termgraph.names.lemmas import lemma_keys
from termgraph.names.wordlists import JOINING_WORDS
from termgraph.reconcile.words import stem

#: Words above which a name is a sentence, of whose parts nothing is made.
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Way:
    """A way in which two names may be the same.

    Args:
        name: what it is called.
        sure: how likely it is that concepts with such preferred names are one, from 0 to 1.
        keys: returns what names that are the same in this way share; its arguments are a name and its language.
        says: what people read of it.
        steps: what was done to both names, in the terms of SEMAPV.
        kind: the mapping relation that names say which are merely alike; "" for names that are equal.
        suits: tells whether two names that share a key are indeed the same in this way.
        is_spoken: whether both have to say that they are of one language; else what says none is of any.
        crosses: whether they are of two languages, rather than of one.
        alone: how likely it is where no other concept of either side has the key; 0.0 for no likelier.
    """

    name: str
    sure: float
    keys: Callable[[str, str], Iterable[str]]
    says: str
    steps: tuple[str, ...] = ()
    kind: str = ""
    suits: Callable[[str, str], bool] = lambda _mine, _theirs: True
    is_spoken: bool = False
    crosses: bool = False
    alone: float = 0.0

    @property
    def is_equal(self) -> bool:
        """Whether the names are the same, rather than alike."""
        return not self.kind


def _worded(name: str, lang: str) -> Iterable[str]:
    """Return the words of a name in the singular and in order of the alphabet, without small ones."""
    found = _telling(name)
    return (" ".join(sorted(min(word_keys(word)) for word in found)),) if len(found) > 1 else ()


def _unqualified(name: str, lang: str) -> Iterable[str]:
    bare = without_qualifier(name)[0]
    return spelling_keys(bare) if bare != name or len(words(name)) <= _MOST_WORDS else ()


def _initials(name: str, lang: str) -> Iterable[str]:
    """Return the initials of a long name, or the letters of what looks like some."""
    if is_acronym(name):
        return (folded_key(name),)
    found = _telling(without_marks(name))
    return ("".join(word[0] for word in found),) if len(found) > 1 else ()


def _stemmed(name: str, lang: str) -> Iterable[str]:
    found = _telling(name)
    return (" ".join(sorted(map(stem, found))),) if found else ()


def _stand_for(mine: str, theirs: str) -> bool:
    if is_acronym(mine) == is_acronym(theirs):
        return False
    return stands_for(mine, theirs) or stands_for(theirs, mine)


def _gapped(name: str, lang: str) -> Iterable[str]:
    """Return the words of a name, and those without one; the first says which kind is meant, and is never left out."""
    found = [min(word_keys(word)) for word in _telling(name)]
    shorter = ([*found[:at], *found[at + 1 :]] for at in range(1, len(found)))
    return (" ".join(one) for one in (found, *shorter) if one)


def _is_gap(mine: str, theirs: str) -> bool:
    return abs(len(_telling(mine)) - len(_telling(theirs))) == 1


@lru_cache(maxsize=4096)
def _telling(name: str) -> tuple[str, ...]:
    """Return the words of a name but the small ones; none of a sentence."""
    found = words(name)
    return () if len(found) > _MOST_WORDS else tuple(word for word in found if word not in JOINING_WORDS)


#: All ways, the surest first. How sure they are was set by hand, and measured in `benchmarks/align.py`.
WAYS: tuple[Way, ...] = (
    Way("exact", 0.95, lambda name, _: (exact_key(name),), "the same name", ("semapv:CaseNormalization",)),
    Way(
        "folded", 0.93, lambda name, _: (folded_key(name),), "the same but for spaces, hyphens or signs",
        ("semapv:CaseNormalization", "semapv:BlankNormalisation"),
    ),
    Way(
        "spelt", 0.9, lambda name, _: spelling_keys(name), "the same but for number or spelling",
        ("semapv:CaseNormalization", "semapv:Lemmatization"),
    ),
    Way(
        "inflected", 0.88, lemma_keys, "the same but for inflection",
        ("semapv:Lemmatization",), is_spoken=True,
    ),
    Way(
        "worded", 0.85, _worded, "the same words in another order",
        ("semapv:Tokenization", "semapv:StopWordRemoval", "semapv:Lemmatization"),
    ),
    Way(
        "unmarked", 0.75, lambda name, _: (unmarked_key(name),), "the same but for accents or other marks",
        ("semapv:DiacriticsSuppression",),
    ),
    # What a name says in brackets tells it from another; where there is no other, it says but the subject of all.
    Way(
        "unqualified", 0.7, _unqualified, "the same without what stands in brackets",
        ("semapv:RegexRemoval",), alone=0.8,
    ),
    Way(
        "borrowed", 0.75, lambda name, _: (unmarked_key(name),), "spelt the same in another language",
        ("semapv:CaseNormalization", "semapv:DiacriticsSuppression"), crosses=True,
    ),
    Way("gapped", 0.3, _gapped, "the same but for a word", ("semapv:Tokenization",), "closeMatch", _is_gap),
    Way(
        "initials", 0.4, _initials, "initials, and what they may stand for",
        ("semapv:TermExtraction",), "closeMatch", _stand_for,
    ),
    Way("stemmed", 0.25, _stemmed, "forms of the same words", ("semapv:Stemming",), "relatedMatch"),
)  # fmt: skip
