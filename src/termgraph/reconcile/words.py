"""What a text is about: its telling words, weighed by how rare they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from math import fsum, log

from termgraph.names import american, singular, word_set, words
from termgraph.names.wordlists import GENERAL_NOUNS, VAGUE_NOUNS

#: No bracket within, so that of a run of them none is looked through to its end.
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"\n]*\")?\)")
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
    article articles category categories chapter definition definitions entries entry glossary information link
    links page pages responsible section site topic website
""")
#: Small words of other languages, of three letters and more, as far as they are none of English.
_EMPTY_ELSEWHERE = word_set("""
    als auch auf aus bei das dass dem den der deren des dessen die durch ein eine einem einen einer eines ist kann
    mit nach nicht oder sich sind und unter von vom werden wie wird zum zur über für
    aux avec ces dans des dont elle elles est ils les leur leurs par pas peut pour que qui sans ses sont sur une
    como con cuando del entre está las los para pero por ser son sus una unas unos más
    alla anche che con dal dalla degli dei del della delle gli nel nella non per più sono una
    com das dos ela ele mais não seu sua uma uns
    dat deze door een het maar met naar niet ook van voor wordt zijn
""")
#: Words that tell little: half of all texts have some of them, whatever they are about.
_GENERAL = (
    GENERAL_NOUNS
    | VAGUE_NOUNS
    | word_set("""
    ability able access across activity actual allow amount another appear application apply area around associate
    available base basic become begin behavior body bring build built calculate capable cause change check choose
    collection combine compare complete component computer condition connect consist constant contain content context
    control convert copy correct create current data define degree depend describe design detail determine develop
    device difference direct display distinct distribute due easy element enable end ensure entire equal establish
    event exist expect express external find fixed follow full general generate goal good great group handle happen
    help hold human hour identify implement important improve include increase indicate individual inform instruction
    integrate internal involve keep lead length level life local low main maintain manage mark material measure
    mechanism mode move multiple natural normal object observe obtain occur open operate order organization organize
    original pass pattern people perform period person physical position possible practice prevent principle produce
    product project property protect provide purpose quality quantity question range rate reach read real receive
    record reduce relate relation release remove repeat replace represent require resource respond result return
    reveal role science select send separate sequence serve service share side situation size solve source space
    special specific specify standard start state stop store structure study subject supply support surface team
    technology time tool total transfer true turn unique update user usual variable vary whole world write year
""")
)
#: How often an unknown word stands in a text, and one that tells little: as often as if that many texts had been read.
_SELDOM, _OFTEN, _READ = 0.02, 0.15, 100
_AT_LEAST = 0.1  # a word that tells little does so in a document that seldom has it, too
#: Scripts without spaces: two letters tell as much as a word.
_UNSPACED = re.compile(r"[\u30a1-\u30fa\u30fc\u3400-\u9fff]{2,}")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the beginning that the forms of a word share; crude, but the same in every language with endings.

    >>> stem("normalised"), stem("normalization"), stem("units")
    ('normal', 'normal', 'unit')
    """
    return american(singular(word))[:_STEM]


@lru_cache(maxsize=65536)
def _telling(word: str) -> str | None:
    if len(word) < 3 or word in _EMPTY or word in _EMPTY_ELSEWHERE or word.isdecimal():
        return None
    return stem(word)


@cache
def _general() -> frozenset[str]:
    return frozenset(map(stem, _GENERAL))


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
            for run in () if word.isascii() else _UNSPACED.findall(word):
                found |= {run[at : at + 2] for at in range(len(run) - 1)}
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

    def evidence(self, shared: Iterable[str]) -> float:
        """Return how unlikely it is, in nats, that texts share words by chance: so much speaks for one thing.

        Few texts do not tell how often a word is; there it is taken to be as often as in any.

        >>> weights = Weights([{"rudder", "part"}, {"rudder", "part"}])
        >>> weights.evidence({"rudder"}) > weights.evidence({"part"}) > weights.evidence(())
        True
        """
        return fsum(-log(self._often(word)) for word in shared)

    def _often(self, word: str) -> float:
        is_general = word in _general()
        before = _READ * (_OFTEN if is_general else _SELDOM)
        often = (self._counts.get(word, 0) + before) / (self._total + _READ)
        return max(often, _AT_LEAST) if is_general else often

    def telling(self, shared: Iterable[str], most: int = 3) -> list[str]:
        """Return the words that weigh most, for people to see."""
        return sorted(shared, key=lambda word: (self._counts.get(word, 0), word))[:most]
