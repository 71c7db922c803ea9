"""How a name may be spelled otherwise: British and American, singular and plural, with articles and Greek letters.

The keys are for comparing only. A rule may make a word that nobody writes ("sequense"), as long as it makes the same of
both spellings and does not throw two different words together.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import product

from termgraph.names import folded_key

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*[+#]*")
_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]?\s*\Z")
_ARTICLES = frozenset({"a", "an", "the"})

#: British endings and their American counterparts, for words of at least so many letters (so that "four" stays).
_AMERICAN = (
    (re.compile(r"is(?=(?:e[drs]?|ing|ation|ations|er|ers|able)\Z)"), "iz", 6),
    (re.compile(r"ys(?=(?:e[drs]?|ing|er|ers)\Z)"), "yz", 6),
    (re.compile(r"our(?=(?:s|ed|ing|al|ally|able|ite|ful|less|er|ers|hood)?\Z)"), "or", 5),
    (re.compile(r"(?<=[bt])re(?=s?\Z)"), "er", 5),
    (re.compile(r"ll(?=(?:ed|ing|er|ers|or|ors|ation)\Z)"), "l", 6),
    (re.compile(r"ogue(?=s?\Z)"), "og", 7),
    (re.compile(r"(?<=en)ce(?=s?\Z)"), "se", 6),
    (re.compile(r"ctice(?=s?\Z)"), "ctise", 6),
    (re.compile(r"[ao]e(?=[a-z]{3})"), "e", 7),
)
_WHOLE_WORDS = {
    "ageing": "aging",
    "aluminium": "aluminum",
    "artefact": "artifact",
    "cheque": "check",
    "disc": "disk",
    "grey": "gray",
    "judgement": "judgment",
    "mould": "mold",
    "plough": "plow",
    "programme": "program",
    "sceptic": "skeptic",
    "sulphur": "sulfur",
    "tyre": "tire",
}

#: Plural endings, each with the singular endings that it may stand for.
_PLURALS = (
    ("ies", ("y", "ie")),
    ("ices", ("ix", "ex", "ice")),
    ("ves", ("f", "fe", "ve")),
    ("xes", ("x", "xe", "xis")),
    ("sses", ("ss",)),
    ("ses", ("se", "s", "sis")),
    ("shes", ("sh",)),
    ("ches", ("ch", "che")),
    ("zes", ("z", "ze")),
    ("oes", ("o", "oe")),
    ("men", ("man",)),
    ("ia", ("ion", "ium")),
    ("ena", ("enon",)),
    ("ima", ("imum",)),
    ("ata", ("atum",)),
    ("uli", ("ulus",)),
    ("oci", ("ocus",)),
    ("ii", ("ius",)),
)
_NOT_PLURAL = ("ss", "us", "is")


def word_set(text: str) -> frozenset[str]:
    """Return the words that a text lists, one space or line apart.

    >>> sorted(word_set("of the"))
    ['of', 'the']
    """
    return frozenset(text.split())


def words(text: str) -> list[str]:
    """Return the words of a name or text: lower case, without accents; "C++" keeps its signs.

    >>> words("The Žliobaitė k-NN’s C++")
    ['the', 'zliobaite', 'k', "nn's", 'c++']
    """
    decomposed = unicodedata.normalize("NFKD", text).casefold().replace("’", "'")
    bare = "".join(char for char in decomposed if not ("\u0300" <= char <= "\u036f"))
    return _WORD.findall(unicodedata.normalize("NFC", bare))


@lru_cache(maxsize=65536)
def american(word: str) -> str:
    """Return the one spelling of a word that British and American writers share here.

    >>> [american(word) for word in ("normalisation", "modelling", "colour", "four", "centre", "analyse", "grey")]
    ['normalization', 'modeling', 'color', 'four', 'center', 'analyze', 'gray']
    """
    if word in _WHOLE_WORDS:
        return _WHOLE_WORDS[word]
    for pattern, replacement, shortest in _AMERICAN:
        if len(word) >= shortest:
            word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=65536)
def singulars(word: str) -> tuple[str, ...]:
    """Return a word and all that it may be the plural or the genitive of.

    >>> singulars("bases"), singulars("vertices"), singulars("bias"), singulars("nesterov's")
    (('bases', 'base', 'bas', 'basis'), ('vertices', 'vertix', 'vertex', 'vertice'), ('bias', 'bia'), ('nesterov',))
    """
    if word.endswith("'s"):
        return (word[:-2],)
    found = [word]
    if len(word) > 3:
        for ending, stems in _PLURALS:
            if word.endswith(ending) and len(word) > len(ending) + 1:
                return (*found, *(word[: -len(ending)] + stem for stem in stems))
        if word.endswith("s") and not word.endswith(_NOT_PLURAL):
            found.append(word[:-1])
    return tuple(found)


@lru_cache(maxsize=65536)
def spelling_keys(name: str) -> frozenset[str]:
    """Return the keys of a name; two names are the same but for spelling where they share one.

    >>> bool(spelling_keys("Colour Spaces") & spelling_keys("color space"))
    True
    >>> bool(spelling_keys("bases") & spelling_keys("basis")), bool(spelling_keys("base") & spelling_keys("basis"))
    (True, False)
    """
    found = [american(word) for word in words(_greek(name).replace("&", " and "))]
    if len(found) > 1 and found[0] in _ARTICLES:
        found = found[1:]
    if not found:
        return frozenset((folded_key(name),))
    # All but the last word are in the singular mostly; the last may be the plural of several.
    first = [(singulars(word)[-1] if word.endswith(("'s", "s")) else word,) for word in found[:-1]]
    alternatives = list(product(*first, tuple(american(one) for one in singulars(found[-1]))))
    whole = [(word,) for word in found]
    return frozenset("".join(parts).replace("'", "") for parts in (*alternatives, *product(*whole)))


def without_qualifier(name: str) -> tuple[str, str]:
    """Return a name without what stands in brackets at its end, and that.

    >>> without_qualifier("class (programming)"), without_qualifier("f(x)"), without_qualifier("(x)")
    (('class', 'programming'), ('f(x)', ''), ('(x)', ''))
    """
    inside = _BRACKETED.search(name)
    if inside is None or inside.start() == 0 or not name[inside.start()].isspace():
        return name, ""
    return name[: inside.start()].strip(), inside[1].strip()


def _greek(name: str) -> str:
    """Write Greek letters that stand alone as words: "β-VAE" is "beta-VAE"."""
    return re.sub(r"[\u0391-\u03c9]", _letter_name, name) if not name.isascii() else name


def _letter_name(match: re.Match[str]) -> str:
    text, at = match.string, match.start()
    beside = text[at - 1 : at] + text[at + 1 : at + 2]
    if any("\u0391" <= char <= "\u03c9" for char in beside):  # a Greek word
        return match.group()
    name = unicodedata.name(match.group(), "").rpartition(" ")[2].lower()
    return f" {name} " if name.isalpha() else match.group()
