"""Noun phrases of English sentences, found by the words that cannot be in them. No grammar, and no claim to one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from termgraph.names.wordlists import VAGUE_NOUNS, word_set

_TOKEN = re.compile(r"[^\W_][\w’'/+#-]*(?:\.\w+)*|\$[^$]+\$|[^\w\s]")
_MOST_WORDS = 6
_QUOTES = frozenset("\"“”‘’'")

_DETERMINERS = word_set("""
    a an the any some each every another this that these those its their your our his her such both own
""")
#: Adjectives that say nothing about the kind of thing.
_EMPTY = word_set("""
    additional certain common commonly-used different efficient fancy fundamental important interesting main
    major modern most new novel old original other particular popular powerful related several similar simple
    simplest slightly special specific standard typical useful various very well-known widely-used widely
    commonly simply just basic key one two three called so-called specialized specialised generic generalized
    single sophisticated famous early recent perhaps many
""")
#: Words that end a noun phrase.
_END = word_set("""
    that which who whom whose where when while whereby wherein for of in on at with without to from by as and
    or but if so because than is are was were be been being has have had can could may might will would should
    must do does did via per through into within between among during after before over under about upon
    typically usually often also then it they them we you i there here not only both either rather instead
    like unlike such including e.g i.e etc similar named yet consists contains uses allows takes defines works
    aims tries helps
""")
_PREPOSITIONS = word_set("in on by to for with from as at of upon around via through into between over")
_IRREGULAR = word_set("built made known given found taken shown seen drawn meant used set put")

#: Heads that say how it stands to something else, not what it is.
_RELATIONAL = word_set("""
    alternative analog analogue application average cause complement consequence converse counterpart
    equivalent extension generalisation generalization inverse modification opposite prerequisite reason
    replacement substitute superset synonym abbreviation
""")
#: Known heads that tell less than the words before them: a "regularization technique" is more than a technique.
_GENERAL = word_set("algorithm approach function method model problem procedure system task technique")
_ADJECTIVE = re.compile(r"(?:ic|al|ive|ous|ful|less|able|ible|ary)\Z")


def noun_phrase(text: str, known: Callable[[str], bool], *, vague: bool = False) -> str | None:
    """Return the noun phrase that a text begins with, cut to the longest name that is known.

    Args:
        text: what follows "is a".
        known: tells which names are terms.
        vague: whether a phrase without a telling head ("process", "set") will do.

    >>> noun_phrase("popular deep-learning method that learns", lambda name: False)
    'deep-learning method'
    >>> noun_phrase("very large deep network", {"network"}.__contains__)
    'network'
    >>> noun_phrase("set of things", lambda name: False) is None
    True
    """
    words, end, rest = _words(text)
    if not words:
        return None
    going_on = next(filter(known, _beyond(words, end, rest)), None)
    head = words[-1].casefold()
    if going_on or head in _RELATIONAL:
        return going_on
    for start in range(len(words)):
        if known(" ".join(words[start:])) and not (start and start == len(words) - 1 and head in _GENERAL):
            return " ".join(words[start:])
    while words and words[0].casefold() in _EMPTY:
        words = words[1:]
    if not words or len(words) > _MOST_WORDS or words[0][0].isdigit():
        return None
    if end == "," and len(words) == 1 and _ADJECTIVE.search(head):  # "a symbolic, logical machine"
        return None
    if not vague and _is_vague(head):
        return None
    return " ".join(words) if any(len(word) > 1 for word in words) else None


def _beyond(words: list[str], end: str, rest: str) -> Iterator[str]:
    """Yield the names that a phrase may be with what follows its preposition, "bird of prey", the longest first."""
    if end in ("of", "for", "in", "to", "and", "with"):
        further, _, _ = _words(rest)
        for count in range(min(len(further), 3), 0, -1):
            for start in range(len(words)):
                yield " ".join([*words[start:], end, *further[:count]])


def _is_vague(head: str) -> bool:
    """Tell whether the last word of a phrase, in the singular or plural, says no kind."""
    return head.casefold() in VAGUE_NOUNS or head.casefold().rstrip("s") in VAGUE_NOUNS


def end_of_phrase(text: str) -> str:
    """Return the word or mark that ends the noun phrase that a text begins with, "" at the end of the text.

    >>> end_of_phrase("fast method, which"), end_of_phrase("gradient is computed")
    (',', 'is')
    """
    return _words(text)[1]


def tail_phrase(text: str, known: Callable[[str], bool]) -> str | None:
    """Return the noun phrase that a text ends with.

    >>> tail_phrase("It is used with adaptive methods", lambda name: False)
    'adaptive methods'
    """
    words: list[str] = []
    for token in reversed(_TOKEN.findall(text.rstrip(" ,:("))):
        if not (token[0].isalnum()) or token.casefold() in _END | _DETERMINERS:
            break
        words.insert(0, token)
    for start in range(len(words)):
        if known(" ".join(words[start:])):
            return " ".join(words[start:])
    words = words[-3:]
    while words and words[0].casefold() in _EMPTY:
        words = words[1:]
    if not words or _is_vague(words[-1]):
        return None
    return " ".join(words)


def listed(text: str, known: Callable[[str], bool] = lambda name: False) -> Iterator[str]:
    """Yield the names that a text lists: "A, B and C".

    >>> list(listed("Adam, the RMSProp method and AdaGrad, which adapt"))
    ['Adam', 'RMSProp method', 'AdaGrad']
    """
    for number, piece in enumerate(re.split(r"\s*[,;]\s*(?:(?:and|or)\s+)?|\s+(?:and|or|&)\s+", text)):
        words, _, rest = _words(piece)
        # What begins with a word that ends phrases is no item of the list any more.
        if not words or len(words) > _MOST_WORDS:
            break
        name = noun_phrase(piece, known, vague=True)
        if name is None:
            break
        yield name
        if rest or number > 12:
            break


def _words(text: str) -> tuple[list[str], str, str]:
    """Return the words of the noun phrase that a text begins with, what ends it, and what follows that."""
    words: list[str] = []
    tokens = list(_TOKEN.finditer(text))
    for at, match in enumerate(tokens):
        token, folded = match.group(), match.group().casefold()
        after = tokens[at + 1].group().casefold() if at + 1 < len(tokens) else ""
        if not words and (folded in _DETERMINERS or token in _QUOTES):
            continue
        if not (token[0].isalnum() or token[0] == "$"):
            return words, token, text[match.end() :]
        if folded in _END or (words and folded in _DETERMINERS) or (words and _is_participle(folded, after)):
            return words, folded, text[match.end() :]
        words.append(token)
    return words, "", ""


def _is_participle(word: str, after: str) -> bool:
    """Tell whether a word begins what is said of the noun before: "proposed by", "mapping the"."""
    if word.endswith("ed") or word in _IRREGULAR:
        return after in _PREPOSITIONS or after in _END
    if word.endswith("ly"):
        return after.endswith("ed") or after in _IRREGULAR
    return word.endswith("ing") and after in ("a", "an", "the", "its", "their", "each")
