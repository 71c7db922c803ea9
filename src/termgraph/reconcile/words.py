"""What a text is about: its telling words, weighed by how rare they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import fsum, log

from termgraph.names import american, singular, word_set, words

_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"\n]*\")?\)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
#: Marks around words; inside one they are part of it: snake_case, x_i.
_MARKS = re.compile(r"(?<!\w)[*_`#>|]{1,3}|[*_`|]{1,3}(?!\w)")
_STEM = 6
_SHORT = 4

#: English words that say nothing of what a text is about. Those of other languages weigh little, being in every text.
_EMPTY = word_set("""
    a about above after again all along also although always an and another any are as at away be because been
    before being below between both but by called can cannot case cases certain commonly could did different
    do does done down each either else even every example examples few first following for form from further
    gets give given gives had has have having he her here high his how however if in instead into is it its
    itself just kind known large last least less like long made mainly make makes many may mean means might
    more most much must name need new next no not now of off often on once one only or other others our out
    over own part particular per place put rather refer refers result same say second see several she should
    show shows similar simply since single small so some such take takes term terms than that the their them
    then there therefore these they thing things this those through thus to too turn two type types typically
    under until up upon use used useful uses using usually various very via was way ways we well were what
    when where whether which while who whole whose why will with within without word words would you your
""")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the beginning that the forms of a word share; crude, but the same in every language with endings.

    >>> stem("normalised"), stem("normalization"), stem("units")
    ('normal', 'normal', 'unit')
    """
    return american(singular(word))[:_STEM]


@lru_cache(maxsize=65536)
def _telling(word: str) -> str | None:
    if len(word) < 3 or word in _EMPTY or word.isdecimal():
        return None
    return stem(word)


def unmarked(text: str) -> str:
    """Return a text without Markdown's links, addresses and emphasis, and without anything else.

    >>> unmarked("A *kind* of [net](net.md), see https://example.org/net")
    'A kind of net, see '
    """
    return _MARKS.sub("", _ADDRESS.sub("", unlinked(text)))


def unlinked(text: str) -> str:
    """Return a text with what Markdown's links say, without where they lead.

    >>> unlinked("A [net](net.md)")
    'A net'
    """
    return _LINK.sub(r"\1", text)


def telling_words(*texts: str) -> frozenset[str]:
    """Return the stems of the words of texts that tell what they are about.

    >>> sorted(telling_words("It is a network of the units", "[units](unit.md)"))
    ['networ', 'unit']
    >>> telling_words("data set") >= telling_words("datasets")
    True
    """
    found: set[str] = set()
    for text in texts:
        before = ""
        for word in words(unmarked(text)):
            stemmed = _telling(word)
            if stemmed:
                found.add(stemmed)
                # "data set" is "dataset" as well: short words are often written together.
                if 0 < len(before) <= _SHORT and len(word) <= _SHORT:
                    found.add(stem(before + word))
            before = word if stemmed else ""
    return frozenset(found)


class Weights:
    """How much each word tells: the rarer in the texts, the more.

    >>> weights = Weights([{"net", "unit"}, {"net", "owl"}, {"net"}])
    >>> weights.of({"net"}) < weights.of({"owl"})
    True
    """

    def __init__(self, texts: Iterable[Iterable[str]]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for text in texts:
            counts.update(text)
            total += 1
        self._counts: Mapping[str, int] = counts
        self._total = total

    def of(self, shared: Iterable[str]) -> float:
        """Return the weight of words together."""
        # Exactly, since sets have another order each run, and plain sums of floats depend on it.
        return fsum(log(1 + (self._total + 1) / (self._counts.get(word, 0) + 1)) for word in shared)

    def telling(self, shared: Iterable[str], most: int = 3) -> list[str]:
        """Return the words that weigh most, for people to see."""
        return sorted(shared, key=lambda word: (self._counts.get(word, 0), word))[:most]
